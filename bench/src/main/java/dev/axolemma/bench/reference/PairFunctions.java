package dev.axolemma.bench.reference;

/**
 * The primitives of formulas on pairs, good to about 2^-96 relative to the result beyond what the argument's error
 * makes of it. An argument has no tower; a result may be the argument's register. Not safe to share between threads: it
 * owns scratch registers.
 */
final class PairFunctions {

    private static final int REACH = 24;
    private static final double[][] EXPONENTIALS = Coefficients.exponentials(REACH);
    private static final double LOG2_E = 1 / Coefficients.LOG2[0];
    private static final double SQRT2 = Math.sqrt(2);
    /** Below 2^this, a function is the start of its series. */
    private static final int NEGLIGIBLE = -110;

    private final Pair one = new Pair().set(1);
    private final Pair two = new Pair().set(2);
    private final Pair log2 = constant(Coefficients.LOG2);
    private final Pair halfPi = constant(Coefficients.HALF_PI);
    private final Pair rootHalf = constant(Coefficients.ROOT_HALF);
    private final Pair density = constant(Coefficients.DENSITY);
    private final Pair rootPi = constant(Coefficients.ROOT_PI);

    /* Scratch, by who uses it: exp and expm1, then log, then log1p, then the others, each calling only those before. */
    private final Pair rest = new Pair();
    private final Pair table = new Pair();
    private final Pair s = new Pair();
    private final Pair t = new Pair();
    private final Pair u = new Pair();
    private final Pair v = new Pair();
    private final Pair w = new Pair();
    private final Pair x = new Pair();
    private final Pair y = new Pair();

    private long power;
    private boolean isNearZero;

    private static Pair constant(double... parts) {
        return new Pair().set(parts[0], parts[1], Math.abs(parts[0]) * 0x1p-105, 0);
    }

    Pair exp(Pair r, Pair a) {
        if (!isOrdinaryExponent(a)) {
            return extremeExp(r, a);
        }
        if (a.exponent < NEGLIGIBLE) {
            return r.set(1, 0, Pair.powerOrMore(a.exponent + 2), 0);
        }
        reduceExponent(a);
        expm1OfRest();
        r.add(table, r.multiply(table, rest));
        return r.scale(r, power);
    }

    Pair expm1(Pair r, Pair a) {
        if (a.isZero()) {
            return r.set(a);
        }
        if (!isOrdinaryExponent(a)) {
            extremeExp(r, a);
            return r.subtract(r, one);
        }
        if (a.exponent < NEGLIGIBLE) {
            return r.set(a).widen(Pair.powerOrMore(a.exponent + 2));
        }
        reduceExponent(a);
        expm1OfRest();
        if (isNearZero) {
            return r.set(rest);
        }
        r.add(table, r.multiply(table, rest));
        r.scale(r, power);
        return r.subtract(r, one);
    }

    private static boolean isOrdinaryExponent(Pair a) {
        return !a.isSpecial() && a.exponent <= Pair.RANGE && a.absoluteError() < 0.25;
    }

    private static Pair extremeExp(Pair r, Pair a) {
        if (a.isSpecial()) {
            return a.high == Double.NEGATIVE_INFINITY ? r.setAroundZero(Long.MIN_VALUE) : r.set(Math.exp(a.high));
        }
        if (a.exponent <= Pair.RANGE || a.straddlesZero()) {
            return r.setUnknown();
        }
        if (a.low == 0 && a.error == 0 && a.exponent <= Double.MAX_EXPONENT) {
            return r.setTower(a.high * Pair.power((int) a.exponent));
        }
        return a.high < 0 ? r.setAroundZero(Long.MIN_VALUE) : r.set(Double.POSITIVE_INFINITY);
    }

    /** a = power·log 2 + j/64 + rest, |rest| ≤ 1/128; sets table to e^(j/64). Log 2 has 159 bits. */
    private void reduceExponent(Pair a) {
        double scale = Pair.power((int) Math.max(a.exponent, -300));
        double x = a.high * scale;
        double xl = a.low * scale;
        double k = Math.rint(x * LOG2_E);
        double p = k * Coefficients.LOG2[0];
        double pl = Math.fma(k, Coefficients.LOG2[0], -p);
        double q = k * Coefficients.LOG2[1];
        double ql = Math.fma(k, Coefficients.LOG2[1], -q);
        double r = x - p;
        double r1 = r - pl;
        double e1 = Pair.twoSumError(r, -pl, r1);
        double r2 = r1 - q;
        double e2 = Pair.twoSumError(r1, -q, r2);
        double j = Math.rint(r2 * 64);
        double r3 = r2 - j / 64;
        double r4 = r3 + xl;
        double e4 = Pair.twoSumError(r3, xl, r4);
        double low = e4 + (e1 + e2 - ql - k * Coefficients.LOG2[2]);
        double high = r4 + low;
        rest.set(high, low - (high - r4), a.error * scale + (k == 0 ? 0 : 0x1p-103), 0);
        double[] exponential = EXPONENTIALS[(int) j + REACH];
        table.set(exponential[0], exponential[1], j == 0 ? 0 : exponential[0] * 0x1p-105, 0);
        power = (long) k;
        isNearZero = k == 0 && j == 0;
    }

    private void expm1OfRest() {
        Coefficients.EXPM1.at(rest, s);
        rest.multiply(rest, s);
    }

    Pair log(Pair r, Pair a) {
        if (a.isSpecial()) {
            return a.high == Double.POSITIVE_INFINITY ? r.setUnknown() : r.set(Math.log(a.high));
        }
        if (a.straddlesZero()) {
            return r.setUnknown();
        }
        if (a.high < 0) {
            return r.set(Double.NaN);
        }
        long k = a.high > SQRT2 ? a.exponent + 1 : a.exponent;
        u.scale(a, -k);
        u.subtract(u, one);
        log1pNearZero(r, u);
        if (k == 0) {
            return r;
        }
        u.multiply(log2, u.set(k));
        return r.add(r, u);
    }

    Pair log1p(Pair r, Pair a) {
        if (a.isZero()) {
            return r.set(a);
        }
        if (a.isBelow(-2)) {
            return log1pNearZero(r, a);
        }
        v.add(a, one);
        return log(r, v);
    }

    /** One Newton step from the plain logarithm y: log(1 + a) = y + log(1 + d), d = (1 + a)·e^−y − 1 ≈ 2^-53·y. */
    private Pair log1pNearZero(Pair r, Pair a) {
        if (a.isZero()) {
            return r.set(a);
        }
        if (a.exponent < NEGLIGIBLE) {
            return r.set(a).widen(Pair.powerOrMore(a.exponent + 2));
        }
        double y = Math.log1p(a.high * Pair.power((int) a.exponent));
        w.set(-y);
        expm1(w, w);
        t.add(one, a);
        t.multiply(t, w);
        t.add(a, t);
        w.multiply(t, t);
        w.scale(w, -1);
        t.subtract(t, w).widen(0x1p-100);
        w.set(y);
        return r.add(w, t);
    }

    Pair tanh(Pair r, Pair a) {
        if (a.isZero()) {
            return r.set(a);
        }
        boolean isNegative = a.high < 0;
        x.abs(a);
        x.negate(x.scale(x, 1));
        expm1(x, x);
        y.add(x, two);
        x.divide(x, y);
        return isNegative ? r.set(x) : r.negate(x);
    }

    Pair sigmoid(Pair r, Pair a) {
        x.negate(a);
        exp(x, x);
        x.add(one, x);
        return r.divide(one, x);
    }

    /** e^−|a|/(1 + e^−|a|)². */
    Pair logisticPdf(Pair r, Pair a) {
        x.abs(a);
        x.negate(x);
        exp(x, x);
        y.add(one, x);
        x.divide(x, y);
        return r.divide(x, y);
    }

    /** max(a, 0) + log(1 + e^−|a|). */
    Pair softplus(Pair r, Pair a) {
        x.abs(a);
        x.negate(x);
        exp(x, x);
        log1p(x, x.flatten(x));
        return a.high < 0 ? r.set(x) : r.add(a, x);
    }

    /** a − tanh a; near 0 as (a·cosh a − sinh a)/cosh a. */
    Pair tanhshrink(Pair r, Pair a) {
        if (a.isZero()) {
            return r.set(a);
        }
        if (!a.isBelow(-1)) {
            tanh(w, a);
            return r.subtract(a, w);
        }
        x.multiply(a, a);
        y.multiply(a, x);
        y.multiply(y, Coefficients.TANHSHRINK.at(x, s));
        return r.divide(y, Coefficients.COSH.at(x, s));
    }

    Pair erf(Pair r, Pair a) {
        if (a.isSpecial()) {
            return a.high == 0 || a.high != a.high ? r.set(a) : r.set(Math.signum(a.high));
        }
        if (a.isBelow(-1)) {
            x.multiply(a, a);
            Coefficients.ERF.at(x, s);
            return r.multiply(a, s);
        }
        boolean isNegative = a.high < 0;
        x.abs(a);
        erfcTail(x, x);
        x.subtract(one, x);
        return isNegative ? r.negate(x) : r.set(x);
    }

    Pair erfc(Pair r, Pair a) {
        if (a.high > 0 && !a.isSpecial() && !a.isBelow(-1)) {
            x.set(a);
            return erfcTail(r, x);
        }
        erf(x, a);
        return r.subtract(one, x);
    }

    /** erfc from 1/2 up; a is a scratch register. */
    private Pair erfcTail(Pair r, Pair a) {
        if (a.straddlesZero()) {
            return r.setUnknown();
        }
        if (a.exponent < 5 && a.high * Pair.power((int) a.exponent) < NormalTail.END) {
            NormalTail.scaled(a, s, y);
        } else {
            y.divide(fraction(a), rootPi).widen(0x1p-100);
        }
        w.multiply(a, a);
        exp(w, w.negate(w));
        return r.multiply(w, y);
    }

    /** √π·e^(a²)·erfc(a) for a ≥ 28, DLMF 7.9.1: the terms left out are worth 16!/(2·28²)^16, 2^-125. */
    private Pair fraction(Pair a) {
        y.set(a);
        for (int k = 16; k >= 1; k--) {
            s.set(k / 2.0, 0, 0, 0);
            y.divide(s, y);
            y.add(a, y);
        }
        return y.divide(one, y);
    }

    /** Φ(a) = erfc(−a/√2)/2. */
    Pair normalCdf(Pair r, Pair a) {
        if (a.isSpecial()) {
            return a.isZero() ? r.set(0.5) : r.setUnknown();
        }
        v.multiply(a, rootHalf);
        v.negate(v);
        erfc(v, v);
        return r.scale(v, -1);
    }

    /** φ(a) = e^(−a²/2)/√(2π). */
    Pair normalPdf(Pair r, Pair a) {
        x.multiply(a, a);
        x.scale(x, -1);
        exp(x, x.negate(x));
        return r.multiply(x, density);
    }

    Pair sin(Pair r, Pair a) {
        return a.isZero() ? r.set(a) : shiftedSine(r, a, 0);
    }

    Pair cos(Pair r, Pair a) {
        return a.isZero() ? r.set(1) : shiftedSine(r, a, 1);
    }

    /** sin(a + quarters·π/2). */
    private Pair shiftedSine(Pair r, Pair a, int quarters) {
        if (a.isSpecial() || a.exponent > QuarterTurns.LAST_EXPONENT || !(a.absoluteError() < 0.25)) {
            return r.setUnknown();
        }
        int turns = quarters;
        if (a.isBelow(-1)) {
            x.set(a);
        } else {
            turns += QuarterTurns.reduce(a, x);
            x.multiply(x, halfPi).widenBy(a.absoluteError());
        }
        y.multiply(x, x);
        if ((turns & 1) == 0) {
            Coefficients.SIN.at(y, s);
            x.multiply(x, s);
        } else {
            Coefficients.COS.at(y, x);
        }
        return (turns & 2) == 0 ? r.set(x) : r.negate(x);
    }
}
