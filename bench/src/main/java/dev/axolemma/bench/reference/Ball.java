package dev.axolemma.bench.reference;

import java.math.BigInteger;

/**
 * A real number known to lie in (middle ± radius)·2^exponent, or one of NaN, ±∞ and ±0.
 *
 * <p>The exponent has no practical limit: e^1e300 is an ordinary ball. Only beyond 2^(2^{@value #EXPONENT_BITS}) is a
 * number taken for infinite, and below the inverse of that for zero.
 *
 * @param special 1 if this is a ball, else the value itself
 */
record Ball(BigInteger middle, BigInteger radius, BigInteger exponent, double special) {

    static final int EXPONENT_BITS = 20_000;

    private static final BigInteger ZERO = BigInteger.ZERO;

    static final Ball NAN = special(Double.NaN);
    static final Ball ONE = of(1);

    /** A ball that says nothing. */
    static final Ball UNKNOWN = new Ball(ZERO, BigInteger.ONE, BigInteger.ONE.shiftLeft(EXPONENT_BITS), 1);

    static Ball special(double value) {
        return new Ball(ZERO, ZERO, ZERO, value);
    }

    /** Exactly {@code value}. */
    static Ball of(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return special(value);
        }
        int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - 52;
        long middle = (long) Math.scalb(Math.scalb(value, -exponent / 2), -(exponent - exponent / 2));
        return new Ball(BigInteger.valueOf(middle), ZERO, BigInteger.valueOf(exponent), 1);
    }

    /** Exactly {@code value}. */
    static Ball of(BigInteger value) {
        return value.signum() == 0 ? special(0.0) : new Ball(value, ZERO, ZERO, 1);
    }

    /** The ball, or the infinity or zero that it is taken for where its exponent leaves all bounds. */
    static Ball of(BigInteger middle, BigInteger radius, BigInteger exponent) {
        if (middle.signum() == 0 && radius.signum() == 0) {
            return special(0.0);
        }
        if (exponent.bitLength() <= EXPONENT_BITS) {
            return new Ball(middle, radius, exponent, 1);
        }
        if (exponent.signum() < 0) {
            return special(middle.signum() < 0 ? -0.0 : 0.0);
        }
        return middle.abs().compareTo(radius) > 0 ? special(middle.signum() * Double.POSITIVE_INFINITY) : UNKNOWN;
    }

    boolean isSpecial() {
        return special != 1;
    }

    boolean isNan() {
        return Double.isNaN(special);
    }

    boolean isZero() {
        return special == 0;
    }

    boolean isInfinite() {
        return Double.isInfinite(special);
    }

    /** Whether 0 is one of several possible values. */
    boolean straddlesZero() {
        return !isSpecial() && middle.abs().compareTo(radius) <= 0;
    }

    /** −1, 0 or 1, of the middle; the sign of a zero counts. */
    int sign() {
        return isSpecial() ? (int) Math.copySign(1, special) : middle.signum();
    }

    /** The exponent of a power of two above every possible magnitude; for a ball only. */
    BigInteger top() {
        return exponent.add(BigInteger.valueOf(middle.abs().add(radius).bitLength()));
    }

    /** Whether this is zero, or a ball whose every magnitude is below 2^power. */
    boolean isBelow(int power) {
        return isZero() || !isSpecial() && top().compareTo(BigInteger.valueOf(power)) <= 0;
    }

    Ball negate() {
        return isSpecial() ? special(-special) : new Ball(middle.negate(), radius, exponent, 1);
    }

    Ball abs() {
        return isSpecial() ? special(Math.abs(special)) : new Ball(middle.abs(), radius, exponent, 1);
    }

    /** This · 2^power. */
    Ball scaled(BigInteger power) {
        return isSpecial() ? this : of(middle, radius, exponent.add(power));
    }

    Ball scaled(long power) {
        return scaled(BigInteger.valueOf(power));
    }

    /** This ball with a radius larger by every magnitude that {@code error} may have. */
    Ball widened(Ball error) {
        if (isSpecial() || error.isZero()) {
            return this;
        }
        BigInteger power = error.top().subtract(exponent);
        if (power.bitLength() > 24 && power.signum() > 0) {
            return UNKNOWN;
        }
        int units = power.signum() < 0 ? 0 : power.intValueExact();
        return new Ball(middle, radius.add(BigInteger.ONE.shiftLeft(units)), exponent, 1);
    }

    /** The middle, or the special value, to within a few ULP; ±0 or ±∞ where binary64 ends. */
    double toDouble() {
        if (isSpecial()) {
            return special;
        }
        int excess = Math.max(0, middle.bitLength() - 64);
        BigInteger power = exponent.add(BigInteger.valueOf(excess)).max(BigInteger.valueOf(-5000))
                .min(BigInteger.valueOf(5000));
        double rounded = middle.shiftRight(excess).doubleValue();
        int half = power.intValue() / 2;
        return Math.scalb(Math.scalb(rounded, half), power.intValue() - half);
    }

    /** The middle, which must be an integer. */
    BigInteger toInteger() {
        return isZero() ? ZERO : middle.shiftLeft(exponent.intValueExact());
    }
}
