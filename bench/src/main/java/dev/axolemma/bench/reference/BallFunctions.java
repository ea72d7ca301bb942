package dev.axolemma.bench.reference;

import java.math.BigInteger;

/**
 * The primitives of formulas on balls, by power series and continued fractions in ball arithmetic, so that the radius
 * of a result covers rounding by construction; what a series leaves out is added to it.
 */
final class BallFunctions {

    /** Squarings after the exponential series: they cost that many bits. */
    private static final int SQUARINGS = 8;

    private final BallArithmetic arithmetic;
    private final int precision;

    BallFunctions(BallArithmetic arithmetic) {
        this.arithmetic = arithmetic;
        this.precision = arithmetic.precision();
    }

    Ball exp(Ball a) {
        if (a.isSpecial()) {
            return a.isZero() ? Ball.ONE : Ball.special(Math.exp(a.special()));
        }
        if (a.top().bitLength() > 31) {
            return a.straddlesZero() ? Ball.UNKNOWN
                    : a.top().signum() < 0 ? Ball.ONE.widened(Ball.ONE.scaled(-precision))
                    : Ball.special(a.sign() > 0 ? Double.POSITIVE_INFINITY : 0.0);
        }
        int bits = Math.max(0, a.top().intValue());
        if (bits > Ball.EXPONENT_BITS && !a.straddlesZero()) {
            return Ball.special(a.sign() > 0 ? Double.POSITIVE_INFINITY : 0.0);
        }
        if (!isNarrow(a)) {
            return expOfWide(a);
        }
        Ball log2 = BigConstants.log2(precision + bits + 8);
        BallArithmetic finer = new BallArithmetic(precision + bits + 8);
        BigInteger periods = nearestQuotient(a, log2, finer);
        Ball rest = finer.subtract(a, finer.multiply(log2, Ball.of(periods)));
        return expNearZero(rest).scaled(periods);
    }

    /** Between 0 and 2^a where a is surely far below 0. */
    private static Ball expOfWide(Ball a) {
        boolean isFarBelow = a.sign() < 0 && a.middle().abs().compareTo(a.radius().shiftLeft(1)) > 0;
        return !isFarBelow ? Ball.UNKNOWN : Ball.of(BigInteger.ZERO, BigInteger.ONE,
                BigInteger.ONE.shiftLeft(Math.max(0, a.top().intValueExact() - 2)).negate());
    }

    private Ball expNearZero(Ball a) {
        BallArithmetic finer = new BallArithmetic(precision + SQUARINGS + 8);
        Ball power = finer.add(Ball.ONE, expm1Series(a.scaled(-SQUARINGS), finer));
        for (int i = 0; i < SQUARINGS; i++) {
            power = finer.square(power);
        }
        return power;
    }

    /** a·(1 + a/2 + a²/6 + …) for |a| &lt; 1/4. */
    private static Ball expm1Series(Ball a, BallArithmetic arithmetic) {
        Ball sum = Ball.ONE;
        Ball term = Ball.ONE;
        for (int n = 2; !term.isBelow(-arithmetic.precision()); n++) {
            term = arithmetic.divide(arithmetic.multiply(term, a), n);
            sum = arithmetic.add(sum, term);
        }
        return arithmetic.multiply(a, sum.widened(term));
    }

    Ball expm1(Ball a) {
        if (a.isZero()) {
            return a;
        }
        if (a.isBelow(-2)) {
            return expm1Series(a, arithmetic);
        }
        return new BallArithmetic(precision + 8).subtract(exp(a), Ball.ONE);
    }

    Ball log(Ball a) {
        if (a.isSpecial()) {
            return Ball.special(Math.log(a.special()));
        }
        if (a.straddlesZero()) {
            return Ball.UNKNOWN;
        }
        if (a.sign() < 0) {
            return Ball.NAN;
        }
        int bits = a.middle().bitLength();
        boolean isBelowThreeQuarters = bits < 2 || !a.middle().testBit(bits - 2);
        BigInteger power = a.exponent().add(BigInteger.valueOf(isBelowThreeQuarters ? bits - 1 : bits));
        Ball rest = log1pNearZero(arithmetic.subtract(a.scaled(power.negate()), Ball.ONE));
        return arithmetic.add(arithmetic.multiply(BigConstants.log2(precision + 8), Ball.of(power)), rest);
    }

    Ball log1p(Ball a) {
        if (a.isZero()) {
            return a;
        }
        return a.isBelow(-1) ? log1pNearZero(a) : log(arithmetic.add(a, Ball.ONE));
    }

    /** 2·artanh(a/(2 + a)) for −1/2 ≤ a ≤ 1. */
    private Ball log1pNearZero(Ball a) {
        Ball z = arithmetic.divide(a, arithmetic.add(a, Ball.of(2)));
        Ball square = arithmetic.square(z);
        Ball sum = Ball.ONE;
        Ball power = Ball.ONE;
        for (int n = 3; !power.isBelow(-precision); n += 2) {
            power = arithmetic.multiply(power, square);
            sum = arithmetic.add(sum, arithmetic.divide(power, n));
        }
        return arithmetic.multiply(z, sum.widened(power)).scaled(1);
    }

    Ball tanh(Ball a) {
        if (a.isZero()) {
            return a;
        }
        Ball small = expm1(a.abs().scaled(1).negate());
        Ball positive = arithmetic.divide(small.negate(), arithmetic.add(small, Ball.of(2)));
        return a.sign() < 0 ? positive.negate() : positive;
    }

    Ball sigmoid(Ball a) {
        return arithmetic.divide(Ball.ONE, arithmetic.add(Ball.ONE, exp(a.negate())));
    }

    Ball logisticPdf(Ball a) {
        return arithmetic.multiply(sigmoid(a), sigmoid(a.negate()));
    }

    Ball softplus(Ball a) {
        return a.sign() < 0 ? log1p(exp(a)) : arithmetic.add(a, log1p(exp(a.negate())));
    }

    /** a − tanh a; near 0 as (a·cosh a − sinh a)/cosh a, whose two series have terms of one sign. */
    Ball tanhshrink(Ball a) {
        if (a.isZero()) {
            return a;
        }
        if (!a.isBelow(-1)) {
            return arithmetic.subtract(a, tanh(a));
        }
        Ball square = arithmetic.square(a);
        Ball cube = arithmetic.multiply(a, square);
        return arithmetic.divide(arithmetic.multiply(cube, numeratorSeries(square)), coshSeries(square));
    }

    /** Σ 2k·s^(k−1)/(2k+1)! over k ≥ 1. */
    private Ball numeratorSeries(Ball s) {
        Ball term = arithmetic.divide(Ball.ONE, 6);
        Ball sum = term.scaled(1);
        for (int k = 2; !term.isBelow(-precision - 4); k++) {
            term = arithmetic.divide(arithmetic.multiply(term, s), 2L * k * (2 * k + 1));
            sum = arithmetic.add(sum, arithmetic.multiply(term, 2L * k));
        }
        return sum.widened(term);
    }

    private Ball coshSeries(Ball s) {
        Ball term = Ball.ONE;
        Ball sum = Ball.ONE;
        for (int k = 1; !term.isBelow(-precision); k++) {
            term = arithmetic.divide(arithmetic.multiply(term, s), 2L * k * (2 * k - 1));
            sum = arithmetic.add(sum, term);
        }
        return sum.widened(term);
    }

    Ball erf(Ball a) {
        if (a.isSpecial()) {
            return a.isInfinite() ? Ball.of(a.special() > 0 ? 1 : -1) : a;
        }
        if (!prefersFraction(a)) {
            return erfSeries(a);
        }
        Ball positive = arithmetic.subtract(Ball.ONE, erfcFraction(a.abs()));
        return a.sign() < 0 ? positive.negate() : positive;
    }

    Ball erfc(Ball a) {
        if (a.isSpecial()) {
            return arithmetic.subtract(Ball.ONE, erf(a));
        }
        if (a.sign() > 0 && prefersFraction(a)) {
            return erfcFraction(a);
        }
        BallFunctions finer = new BallFunctions(new BallArithmetic(precision + precision / 8 + 16));
        return finer.arithmetic.subtract(Ball.ONE, finer.erf(a));
    }

    /** Whether the continued fraction needs fewer terms than the series. */
    private boolean prefersFraction(Ball a) {
        double x = a.abs().toDouble();
        return x * x > precision / 16.0;
    }

    /** 2/√π · a·e^(−a²) · Σ (2a²)^n/(2n+1)!!, DLMF 7.6.2: terms of one sign. */
    private Ball erfSeries(Ball a) {
        Ball square = arithmetic.square(a);
        double ratio = 2 * square.toDouble();
        Ball term = Ball.ONE;
        Ball sum = Ball.ONE;
        for (int n = 1; 2 * n + 1 < 2 * ratio || !term.isBelow(-precision); n++) {
            term = arithmetic.divide(arithmetic.multiply(term, square.scaled(1)), 2L * n + 1);
            sum = arithmetic.add(sum, term);
        }
        Ball bell = arithmetic.divide(exp(square.negate()), arithmetic.sqrt(BigConstants.pi(precision + 8)));
        return arithmetic.multiply(arithmetic.multiply(a, bell), sum.widened(term)).scaled(1);
    }

    private Ball erfcFraction(Ball x) {
        Ball bell = arithmetic.divide(exp(arithmetic.square(x).negate()),
                arithmetic.sqrt(BigConstants.pi(precision + 8)));
        return arithmetic.multiply(bell, millsFraction(x));
    }

    /**
     * √π·e^(x²)·erfc(x) for x > 0: the continued fraction DLMF 7.9.1, whose elements are positive, so that two
     * neighbouring convergents hold the value between them.
     */
    private Ball millsFraction(Ball x) {
        int terms = terms(x.toDouble());
        Ball one = convergent(x, terms);
        Ball next = convergent(x, terms + 1);
        return one.widened(arithmetic.subtract(one, next));
    }

    /** The k-th element divides the error by (r + 1)/(r − 1), r² = 1 + 2k/x². */
    private int terms(double x) {
        double bits = 0;
        int k = 1;
        while (bits < precision) {
            double r = Math.sqrt(1 + 2 * k / (x * x));
            bits += Math.log((r + 1) / (r - 1)) / Math.log(2);
            k++;
        }
        return k + 1;
    }

    private Ball convergent(Ball x, int terms) {
        Ball tail = x;
        for (int k = terms; k >= 1; k--) {
            tail = arithmetic.add(x, arithmetic.divide(Ball.of(k / 2.0), tail));
        }
        return arithmetic.divide(Ball.ONE, tail);
    }

    /** Φ(a) = erfc(−a/√2)/2. */
    Ball normalCdf(Ball a) {
        return erfc(arithmetic.divide(a.negate(), arithmetic.sqrt(Ball.of(2)))).scaled(-1);
    }

    /** φ(a) = e^(−a²/2)/√(2π). */
    Ball normalPdf(Ball a) {
        Ball root = arithmetic.sqrt(BigConstants.pi(precision + 8).scaled(1));
        return arithmetic.divide(exp(arithmetic.square(a).negate().scaled(-1)), root);
    }

    Ball sin(Ball a) {
        return a.isZero() ? a : shiftedSine(a, 0);
    }

    Ball cos(Ball a) {
        return a.isZero() ? Ball.ONE : shiftedSine(a, 1);
    }

    /** sin(a + quarters·π/2). */
    private Ball shiftedSine(Ball a, int quarters) {
        if (a.isSpecial()) {
            return Ball.NAN;
        }
        if (!isNarrow(a) || a.top().compareTo(BigInteger.valueOf(Ball.EXPONENT_BITS)) > 0) {
            return Ball.UNKNOWN;
        }
        BigInteger turns = BigInteger.ZERO;
        Ball rest = a;
        if (!a.isBelow(-1)) {
            int bits = precision + Math.max(0, a.top().intValueExact()) + 8;
            BallArithmetic finer = new BallArithmetic(bits);
            Ball quarter = BigConstants.pi(bits).scaled(-1);
            turns = nearestQuotient(a, quarter, finer);
            rest = finer.subtract(a, finer.multiply(quarter, Ball.of(turns)));
        }
        return switch (turns.intValue() + quarters & 3) {
            case 0 -> sinSeries(rest);
            case 1 -> cosSeries(rest);
            case 2 -> sinSeries(rest).negate();
            default -> cosSeries(rest).negate();
        };
    }

    private Ball sinSeries(Ball a) {
        return arithmetic.multiply(a, alternatingSeries(arithmetic.square(a), 3));
    }

    private Ball cosSeries(Ball a) {
        return alternatingSeries(arithmetic.square(a), 2);
    }

    /** 1 − s/((n−1)·n) + s²/((n−1)·n·(n+1)·(n+2)) − … for s &lt; 1. */
    private Ball alternatingSeries(Ball s, int n) {
        Ball term = Ball.ONE;
        Ball sum = Ball.ONE;
        for (int k = n; !term.isBelow(-precision); k += 2) {
            term = arithmetic.divide(arithmetic.multiply(term, s), -(k - 1L) * k);
            sum = arithmetic.add(sum, term);
        }
        return sum.widened(term);
    }

    private static boolean isNarrow(Ball a) {
        BigInteger top = a.exponent().add(BigInteger.valueOf(a.radius().bitLength()));
        return a.radius().signum() == 0 || top.signum() < 0;
    }

    private static BigInteger nearestQuotient(Ball a, Ball unit, BallArithmetic arithmetic) {
        if (a.isBelow(-2)) {
            return BigInteger.ZERO;
        }
        Ball quotient = arithmetic.divide(a, unit);
        int shift = quotient.exponent().intValueExact();
        return shift >= 0 ? quotient.middle().shiftLeft(shift)
                : quotient.middle().shiftRight(-shift - 1).add(BigInteger.ONE).shiftRight(1);
    }
}
