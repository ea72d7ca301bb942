package dev.axolemma.bench.reference;

import dev.axolemma.Dtype;
import java.math.BigInteger;

/**
 * An exact value seen from a dtype: the nearest number of the dtype and, in units of its last place, how far beyond
 * it the exact value lies. The last one set is held; not safe to share between threads.
 */
final class Rounding {

    /** A wider ball is not good enough, in units in the last place. */
    private static final double TOLERANCE = 0x1p-8;

    /** The offset of what is more than twice too large. */
    private static final double FAR = 0x1p60;

    private final Ulp ulp;
    private double nearest;
    private double offset;

    Rounding(Dtype dtype) {
        this.ulp = Ulp.of(dtype);
    }

    double nearest() {
        return nearest;
    }

    double offset() {
        return offset;
    }

    /** Sets a value that is exact in any dtype: NaN, ±∞ or ±0. */
    void set(double special) {
        nearest = special;
        offset = 0;
    }

    /** Sets what no precision at hand can tell. */
    void setUnknown() {
        nearest = Double.NaN;
        offset = Double.NaN;
    }

    /**
     * Sets (high + low ± error)·2^exponent, where |high| is in [1, 2), or 0 and only the error counts. Beyond the range
     * of the dtype the offset is counted from the next power of two.
     *
     * @return false if the error is too wide, and nothing is set
     */
    boolean set(double high, double low, double error, long exponent) {
        if (exponent > ulp.maxExponent() && Math.abs(high) > 2 * error) {
            nearest = Math.copySign(Double.POSITIVE_INFINITY, high);
            offset = exponent > ulp.maxExponent() + 1 ? Math.copySign(FAR, high)
                    : (high - Math.copySign(1, high)) * ulp.limit();
            return true;
        }
        int unitExponent = ulp.unitExponent(high == 0 ? Long.MIN_VALUE : exponent);
        int shift = Math.clamp(exponent - unitExponent, -5000, 5000);
        if (!(Math.scalb(error, shift) <= TOLERANCE)) {
            return false;
        }
        double scaled = Math.scalb(high, shift);
        double count = Math.rint(scaled);
        double rest = scaled - count + Math.scalb(low, shift);
        double carry = Math.rint(rest);
        place(high, count + carry, rest - carry, unitExponent);
        return true;
    }

    private void place(double sign, double count, double rest, int unitExponent) {
        boolean isPower = Math.abs(count) == ulp.limit();
        if (isPower && unitExponent == ulp.maxExponent() - ulp.precision() + 1) {
            nearest = Math.copySign(Double.POSITIVE_INFINITY, sign);
            offset = rest;
        } else {
            nearest = Math.copySign(Math.scalb(count, unitExponent), sign);
            offset = isPower ? rest / 2 : rest;
        }
    }

    /** @return false if the error is too wide, and nothing is set */
    boolean set(RunningError number) {
        if (number.isDomainError()) {
            set(Double.NaN);
            return true;
        }
        double value = number.value;
        double error = number.error * RunningError.SAFETY;
        int exponent = Math.getExponent(value);
        if (!(error <= Double.MAX_VALUE) || exponent > Double.MAX_EXPONENT) {
            return false;
        }
        int unit = ulp.unitExponent(exponent);
        if (exponent > ulp.maxExponent() || unit < -1000) {
            return false;
        }
        double scale = Pair.power(-unit);
        if (!(error * scale <= TOLERANCE)) {
            return false;
        }
        double scaled = value * scale;
        double count = Math.rint(scaled);
        place(value, count, scaled - count, unit);
        return true;
    }

    /** @return false if the error is too wide, and nothing is set */
    boolean set(Pair result) {
        Pair number = result.tower == 0 ? result : new Pair().flatten(result);
        if (number.isSpecial()) {
            set(number.high);
            return true;
        }
        return set(number.high, number.low, number.error * RunningError.SAFETY, number.exponent);
    }

    /** @return false if the ball is too wide, and nothing is set */
    boolean set(Ball ball) {
        if (ball.isSpecial()) {
            set(ball.special());
            return true;
        }
        int bits = ball.middle().bitLength();
        int excess = bits - 106;
        BigInteger middle = excess > 0 ? ball.middle().shiftRight(excess) : ball.middle().shiftLeft(-excess);
        double high = middle.shiftRight(53).doubleValue();
        double low = middle.subtract(middle.shiftRight(53).shiftLeft(53)).doubleValue();
        double error = new Ball(ball.radius(), BigInteger.ZERO, BigInteger.valueOf(1L - bits), 1).toDouble();
        long exponent = ball.exponent().add(BigInteger.valueOf(bits - 1L))
                .max(BigInteger.valueOf(-100_000)).min(BigInteger.valueOf(100_000)).longValueExact();
        return set(high * 0x1p-52, low * 0x1p-105, error + 0x1p-104, exponent);
    }
}
