package dev.axolemma.bench.reference;

/**
 * A register that holds a real number known to lie in (high + low ± error)·2^exponent·e^tower: an unevaluated sum of
 * two doubles (106 bits) with a bound on its error, the power of two apart. |high| is in [1, 2), or high is ±0. With
 * error 0 the number is exact, and high may then be NaN or ±∞ too. With error ∞ nothing is known. The tower is 0 unless
 * an exponential of an exact argument beyond 2^{@value #RANGE} is a factor: so (e^x + 2)/(e^x + 1) is known at 1e30.
 *
 * <p>Algorithms and their relative errors, all below 2^-101, are those of Joldes, Muller and Popescu, "Tight and
 * rigorous error bounds for basic building blocks of double-word arithmetic", ACM TOMS 44 (2017). Numbers beyond
 * 2^(2^({@value #RANGE} + 4)) become ±∞, and those below its inverse a ball around 0. NaN that does not come from an
 * operand is left to the next tier.
 */
final class Pair {

    static final int RANGE = 40;

    /** What an operation adds to the error, relatively. */
    private static final double ROUNDING = 0x1p-101;
    /** For the rounding of the error itself. */
    private static final double SAFETY = 1 + 0x1p-40;
    /** Numbers that far apart in exponent do not touch. */
    private static final int APART = 220;
    private static final long LAST_EXPONENT = 1L << RANGE + 4;
    /** Beyond this exponent, what is taken for infinite may become finite again. */
    private static final long EXTREME = 1L << RANGE / 2;

    double high;
    double low;
    double error;
    long exponent;
    double tower;

    Pair set(Pair a) {
        high = a.high;
        low = a.low;
        error = a.error;
        exponent = a.exponent;
        tower = a.tower;
        return this;
    }

    /** Sets e^exact, beyond the range of exponents. */
    Pair setTower(double exact) {
        setRaw(1, 0, 0, 0);
        tower = exact;
        return this;
    }

    /** Sets what a is without a tower: ±∞, or something around 0. */
    Pair flatten(Pair a) {
        if (a.tower == 0) {
            return set(a);
        }
        double magnitude = a.exponent + a.tower / Math.log(2);
        return magnitude < -EXTREME ? setAroundZero(-LAST_EXPONENT)
                : magnitude > EXTREME && !a.straddlesZero() ? set(Math.copySign(Double.POSITIVE_INFINITY, a.high))
                : setUnknown();
    }

    /** Gives this number, just computed without them, the tower of its operands; their sum must be exact. */
    private Pair withTower(double a, double b) {
        double sum = a + b;
        if (isUnknown() || twoSumError(a, b, sum) != 0 || Double.isInfinite(sum)) {
            return setUnknown();
        }
        tower = isSpecial() ? 0 : sum;
        return this;
    }

    /** Sets exactly {@code value}. */
    Pair set(double value) {
        return set(value, 0, 0, 0);
    }

    Pair setUnknown() {
        return setRaw(0, 0, Double.POSITIVE_INFINITY, 0);
    }

    /** Sets something between ±2^exponent. */
    Pair setAroundZero(long power) {
        return setRaw(0, 0, 1, Math.max(power, -LAST_EXPONENT));
    }

    private Pair setRaw(double h, double l, double e, long power) {
        high = h;
        low = l;
        error = e;
        exponent = power;
        tower = 0;
        return this;
    }

    /** Sets (h + l ± e)·2^power, where |l| is at most half an ULP of h. */
    Pair set(double h, double l, double e, long power) {
        int shift = Math.getExponent(h);
        if (shift == 0 && Math.abs(power) <= LAST_EXPONENT) {
            return setRaw(h, l, e, power);
        }
        if (h == 0) {
            return e == 0 ? setRaw(h, 0, 0, 0) : setRaw(0, 0, e, power);
        }
        if (shift > Double.MAX_EXPONENT) {
            return setRaw(h, 0, 0, 0);
        }
        if (Math.abs(shift) > 1000) {
            double nearer = shift < 0 ? 0x1p100 : 0x1p-100;
            return set(h * nearer, l * nearer, e * nearer, shift < 0 ? power - 100 : power + 100);
        }
        if (Math.abs(power) > LAST_EXPONENT) {
            return power < 0 ? setAroundZero(-LAST_EXPONENT)
                    : e < Math.abs(h) ? setRaw(Math.copySign(Double.POSITIVE_INFINITY, h), 0, 0, 0) : setUnknown();
        }
        double scale = power(-shift);
        return setRaw(h * scale, l * scale, scaled(e, scale), power + shift);
    }

    /** An error that is not 0 does not become 0, which would mean exact. */
    private static double scaled(double e, double scale) {
        return e == 0 ? 0 : Math.max(e * scale, Double.MIN_NORMAL);
    }

    /** 2^n for n in [−1022, 1023]. */
    static double power(int n) {
        return Double.longBitsToDouble(n + 1023L << 52);
    }

    /** 2^n, or the least normal number below that. */
    static double powerOrMore(long n) {
        return power((int) Math.max(n, Double.MIN_EXPONENT));
    }

    boolean isUnknown() {
        return !(error < Double.POSITIVE_INFINITY);
    }

    /** Whether this is exactly ±0, ±∞ or NaN. */
    boolean isSpecial() {
        return error == 0 && (high == 0 || high - high != 0);
    }

    boolean isZero() {
        return error == 0 && high == 0;
    }

    boolean straddlesZero() {
        return error != 0 && !(Math.abs(high) > 2 * error);
    }

    /** Whether this is 0, or about 2^power or less in magnitude. */
    boolean isBelow(int power) {
        return isZero() || exponent < power && error <= 1 && high - high == 0;
    }

    /** The error, not relative to 2^exponent but absolute. */
    double absoluteError() {
        return error == 0 ? 0 : exponent > 900 ? Double.POSITIVE_INFINITY : error * powerOrMore(exponent);
    }

    Pair negate(Pair a) {
        double kept = a.tower;
        setRaw(-a.high, -a.low, a.error, a.exponent);
        tower = kept;
        return this;
    }

    Pair abs(Pair a) {
        return a.high < 0 || a.isZero() && 1 / a.high < 0 ? negate(a) : set(a);
    }

    /** Sets a·2^power. */
    Pair scale(Pair a, long power) {
        double kept = a.tower;
        return a.isSpecial() ? set(a) : set(a.high, a.low, a.error, a.exponent + power).withTower(kept, 0);
    }

    /** Widens this by something that is at most {@code relative} of it. */
    Pair widen(double relative) {
        error += Math.abs(high) * relative;
        return this;
    }

    /** Widens this by {@code absolute}. */
    Pair widenBy(double absolute) {
        if (absolute != 0) {
            error += exponent < -900 ? Double.POSITIVE_INFINITY : absolute / powerOrMore(Math.min(exponent, 1000));
        }
        return this;
    }

    Pair add(Pair a, Pair b) {
        return sum(a, b, 1);
    }

    Pair subtract(Pair a, Pair b) {
        return sum(a, b, -1);
    }

    /** Sets a + sign·b. */
    private Pair sum(Pair a, Pair b, double sign) {
        if (a.isSpecial() || b.isSpecial()) {
            return a.isZero() && !b.isSpecial() ? sign < 0 ? negate(b) : set(b)
                    : b.isZero() && !a.isSpecial() ? set(a)
                    : setSpecial(a.representative() + sign * b.representative(), a, b);
        }
        if (a.tower != b.tower) {
            return a.tower > b.tower ? dominantSum(a, 1, b) : dominantSum(b, sign, a);
        }
        double kept = a.tower;
        return (a.exponent >= b.exponent ? orderedSum(a, 1, b, sign) : orderedSum(b, sign, a, 1)).withTower(kept, 0);
    }

    /** Sets a·signOfA plus something that is smaller by its tower. */
    private Pair dominantSum(Pair a, double signOfA, Pair b) {
        double kept = a.tower;
        boolean isNegligible = (a.tower - b.tower) / Math.log(2) > b.exponent - a.exponent + 1200;
        if (!isNegligible || a.isUnknown() || !(b.error < 0x1p100)) {
            return setUnknown();
        }
        return set(a.high * signOfA, a.low * signOfA, a.error + Double.MIN_NORMAL, a.exponent).withTower(kept, 0);
    }

    private Pair orderedSum(Pair a, double signOfA, Pair b, double signOfB) {
        long apart = a.exponent - b.exponent;
        double ah = a.high * signOfA;
        double al = a.low * signOfA;
        if (apart > APART) {
            return set(ah, al, a.error + powerOrMore(1 - apart) * (1 + b.error), a.exponent);
        }
        double scale = power((int) -apart);
        double bh = b.high * signOfB * scale;
        double bl = b.low * signOfB * scale;
        double e = (a.error + scaled(b.error, scale)) * SAFETY;
        double sum = ah + bh;
        double rest = twoSumError(ah, bh, sum);
        if (al == 0 && bl == 0) {
            return set(sum, rest, e, a.exponent);
        }
        double lows = al + bl;
        double lowest = twoSumError(al, bl, lows);
        double c = rest + lows;
        double v = sum + c;
        double w = lowest + (c - (v - sum));
        double h = v + w;
        return set(h, w - (h - v), e + Math.abs(h) * ROUNDING, a.exponent);
    }

    /** The rounding error of sum = a + b (Knuth's two-sum). */
    static double twoSumError(double a, double b, double sum) {
        double bb = sum - a;
        return a - (sum - bb) + (b - bb);
    }

    Pair multiply(Pair a, Pair b) {
        if (a.isSpecial() || b.isSpecial()) {
            return a.straddlesZero() && b.isInfinite() || b.straddlesZero() && a.isInfinite() ? setUnknown()
                    : setSpecial(a.representative() * b.representative(), a, b);
        }
        double left = a.tower;
        double right = b.tower;
        double e = (Math.abs(a.high) * b.error + Math.abs(b.high) * a.error + a.error * b.error) * SAFETY;
        double product = a.high * b.high;
        double rest = Math.fma(a.high, b.high, -product);
        if (a.low == 0 && b.low == 0) {
            return set(product, rest, e, a.exponent + b.exponent).withTower(left, right);
        }
        double c = rest + Math.fma(a.low, b.high, Math.fma(a.high, b.low, a.low * b.low));
        double h = product + c;
        return set(h, c - (h - product), e + Math.abs(h) * ROUNDING, a.exponent + b.exponent)
                .withTower(left, right);
    }

    Pair divide(Pair a, Pair b) {
        if (b.straddlesZero()) {
            return setUnknown();
        }
        if (a.isSpecial() || b.isSpecial()) {
            return a.isUnknown() ? setUnknown()
                    : b.isInfinite() && !a.isSpecial() && a.tower <= 0 ? setAroundZero(-LAST_EXPONENT / 2)
                    : b.isZero() && a.straddlesZero() ? setUnknown()
                    : setSpecial(a.representative() / b.representative(), a, b);
        }
        double above = a.tower;
        double below = b.tower;
        double q = a.high / b.high;
        double product = b.high * q;
        double productRest = Math.fma(b.high, q, -product) + b.low * q;
        double rest = ((a.high - product) + (a.low - productRest)) / b.high;
        double h = q + rest;
        double spread = (a.error + Math.abs(q) * b.error) / (Math.abs(b.high) - b.error) * SAFETY;
        return set(h, rest - (h - q), spread + 4 * Math.abs(h) * ROUNDING, a.exponent - b.exponent)
                .withTower(above, -below);
    }

    Pair sqrt(Pair a) {
        if (a.isSpecial()) {
            return set(Math.sqrt(a.high));
        }
        if (a.straddlesZero()) {
            return setUnknown();
        }
        if (a.high < 0) {
            return set(Double.NaN);
        }
        double half = a.tower / 2;
        double scale = 1 + (a.exponent & 1);
        double x = a.high * scale;
        double root = Math.sqrt(x);
        double rest = (Math.fma(-root, root, x) + a.low * scale) / (2 * root);
        double h = root + rest;
        return set(h, rest - (h - root), a.error * scale / root + 4 * h * ROUNDING, a.exponent >> 1)
                .withTower(half, 0);
    }

    Order compare(Pair a, Pair b) {
        if (a.isUnknown() || b.isUnknown()) {
            return Order.OPEN;
        }
        if (a.high != a.high || b.high != b.high) {
            return Order.UNORDERED;
        }
        if (a.isInfinite() || b.isInfinite()) {
            // one may stand for what is only too large
            return a.high == b.high ? Order.OPEN : a.representative() < b.representative() ? Order.LESS : Order.GREATER;
        }
        subtract(a, b);
        return isZero() ? Order.EQUAL : straddlesZero() ? Order.OPEN : high < 0 ? Order.LESS : Order.GREATER;
    }

    private boolean isInfinite() {
        return Double.isInfinite(high);
    }

    private double representative() {
        return isSpecial() ? high : straddlesZero() ? 1 : Math.signum(high);
    }

    private Pair setSpecial(double value, Pair a, Pair b) {
        boolean isNew = value != value && a.high == a.high && b.high == b.high;
        boolean isVague = a.isInfinite() && b.isExtreme() || b.isInfinite() && a.isExtreme();
        return isNew || isVague || a.isUnknown() || b.isUnknown() ? setUnknown() : set(value);
    }

    private boolean isExtreme() {
        return !isSpecial() && (Math.abs(exponent) > EXTREME || tower != 0);
    }
}
