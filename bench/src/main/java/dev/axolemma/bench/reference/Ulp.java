package dev.axolemma.bench.reference;

import dev.axolemma.Dtype;

/** Units in the last place of a dtype, and errors measured in them. Immutable. */
public enum Ulp {
    F16(11, 15), BF16(8, 127), F32(Float.PRECISION, Float.MAX_EXPONENT), F64(Double.PRECISION, Double.MAX_EXPONENT);

    private final int precision;
    private final int maxExponent;

    Ulp(int precision, int maxExponent) {
        this.precision = precision;
        this.maxExponent = maxExponent;
    }

    public static Ulp of(Dtype dtype) {
        return switch (dtype) {
            case F16 -> F16;
            case BF16 -> BF16;
            case F32 -> F32;
            case F64 -> F64;
        };
    }

    /** The bits of a significand, the first one too. */
    public int precision() {
        return precision;
    }

    /** The exponent of the largest number. */
    public int maxExponent() {
        return maxExponent;
    }

    /** The exponent of the least number above 0. */
    public int leastExponent() {
        return unitExponent(Long.MIN_VALUE);
    }

    /** The largest finite number. */
    public double largest() {
        return Math.scalb(2 - Math.scalb(1.0, 1 - precision), maxExponent);
    }

    /** The least normal number above 0. */
    public double leastNormal() {
        return Math.scalb(1.0, 1 - maxExponent);
    }

    /** The least number above 0. */
    public double least() {
        return Math.scalb(1.0, leastExponent());
    }

    /** 2^precision: this many units make the next binade. */
    double limit() {
        return Math.scalb(1.0, precision);
    }

    /** log2 of the unit of numbers in [2^exponent, 2^(exponent+1)); subnormal numbers share one. */
    int unitExponent(long exponent) {
        return (int) Math.max(exponent, 1 - maxExponent) - precision + 1;
    }

    /** One unit in the last place of a number of this dtype, that of the largest finite number for ±∞. */
    public double unit(double value) {
        return Math.scalb(1.0, unitExponent(value));
    }

    private int unitExponent(double value) {
        return unitExponent(Double.isInfinite(value) ? maxExponent : Math.getExponent(value));
    }

    /**
     * The distance of a computed number from an exact one, in units in the last place of the number that is nearest to
     * the exact one. ∞ counts as the next power of two, and is no error where the exact value rounds to it.
     *
     * @param computed a number of this dtype
     * @param nearest the exact value rounded to this dtype
     * @param offset exact value − nearest in units; NaN if the exact value is not known
     * @return 0 for two NaN, ∞ for one, NaN if the exact value is not known
     */
    public double error(double computed, double nearest, double offset) {
        if (Double.isNaN(offset)) {
            return Double.NaN;
        }
        if (Double.isNaN(computed) || Double.isNaN(nearest)) {
            return Double.isNaN(computed) && Double.isNaN(nearest) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (computed == nearest) {
            return Double.isInfinite(nearest) ? 0 : Math.abs(offset);
        }
        int unit = unitExponent(nearest);
        return Math.abs(units(computed, unit) - units(nearest, unit) - offset);
    }

    private double units(double value, int unitExponent) {
        return Double.isInfinite(value) ? Math.copySign(Math.scalb(1.0, maxExponent + 1 - unitExponent), value)
                : Math.scalb(value, -unitExponent);
    }
}
