package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import java.math.BigInteger;

/**
 * One element's chain as its definition says, in integers of any size. It shares nothing with the code under test but the
 * factors.
 */
final class PlainChain {

    /**
     * significand · 2^exponent, where the significand has as many bits as the dtype's; or a zero, infinity or NaN.
     *
     * @param special that zero, infinity or NaN; otherwise 1
     */
    record Exact(double special, BigInteger significand, long exponent) {

        boolean isSpecial() {
            return special != 1;
        }

        int signum() {
            return isSpecial() ? (int) Math.copySign(1, special) : significand.signum();
        }
    }

    private final Dtype dtype;
    private final int precision;
    private final long leastExponent;
    private Exact gradient;

    PlainChain(Dtype dtype, double upstream) {
        this.dtype = dtype;
        this.precision = dtype == Dtype.F32 ? 24 : 53;
        this.leastExponent = dtype == Dtype.F32 ? -149 : -1074;
        this.gradient = exact(upstream);
    }

    private Exact exact(double x) {
        if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
            return new Exact(x, null, 0);
        }
        long bits = Double.doubleToRawLongBits(x);
        long field = bits >>> 52 & 0x7ff;
        long significand = field == 0 ? bits & 0xfffffffffffffL : bits & 0xfffffffffffffL | 1L << 52;
        return rounded(BigInteger.valueOf(x < 0 ? -significand : significand), Math.max(field, 1) - 1075, precision);
    }

    void multiply(double factor) {
        Exact other = exact(factor);
        gradient = gradient.isSpecial() || other.isSpecial()
                ? new Exact(special(gradient, other), null, 0)
                : rounded(gradient.significand().multiply(other.significand()),
                        gradient.exponent() + other.exponent(), precision);
    }

    /** By the rules of IEEE arithmetic. */
    private static double special(Exact a, Exact b) {
        double x = a.isSpecial() ? a.special() : a.signum();
        return x * (b.isSpecial() ? b.special() : b.signum());
    }

    /** Rounded to the nearest of that many bits, to the even one in the middle. */
    private static Exact rounded(BigInteger value, long exponent, int bits) {
        BigInteger magnitude = value.abs();
        int excess = magnitude.bitLength() - bits;
        if (excess <= 0) {
            return new Exact(1, value.shiftLeft(-excess), exponent + excess);
        }
        BigInteger quotient = magnitude.shiftRight(excess);
        BigInteger rest = magnitude.subtract(quotient.shiftLeft(excess));
        int half = rest.compareTo(BigInteger.ONE.shiftLeft(excess - 1));
        if (half > 0 || half == 0 && quotient.testBit(0)) {
            quotient = quotient.add(BigInteger.ONE);
        }
        if (quotient.bitLength() > bits) {
            quotient = quotient.shiftRight(1);
            excess++;
        }
        return new Exact(1, value.signum() < 0 ? quotient.negate() : quotient, exponent + excess);
    }

    /** From 1 to 2 in magnitude, or special. */
    double significand() {
        return gradient.isSpecial() ? gradient.special()
                : Math.scalb(gradient.significand().doubleValue(), 1 - precision);
    }

    long exponent() {
        return gradient.isSpecial() ? 0 : gradient.exponent() + precision - 1;
    }

    /** The gradient rounded once to the dtype. */
    double plain() {
        if (gradient.isSpecial()) {
            return gradient.special();
        }
        long excess = leastExponent - gradient.exponent();
        if (excess <= 0) {
            double whole = gradient.significand().doubleValue();
            double value = gradient.exponent() > 2000 ? whole * Double.POSITIVE_INFINITY
                    : Math.scalb(whole, (int) gradient.exponent());
            return dtype == Dtype.F32 ? (float) value : value;
        }
        if (excess > precision + 1) {
            return gradient.signum() * 0.0;
        }
        // The bits that a subnormal number has room for; 0 is a number of no bits.
        BigInteger magnitude = gradient.significand().abs();
        BigInteger kept = magnitude.shiftRight((int) excess);
        int half = magnitude.subtract(kept.shiftLeft((int) excess)).compareTo(BigInteger.ONE.shiftLeft((int) excess - 1));
        if (half > 0 || half == 0 && kept.testBit(0)) {
            kept = kept.add(BigInteger.ONE);
        }
        return gradient.signum() * Math.scalb(kept.doubleValue(), (int) leastExponent);
    }
}
