package dev.axolemma.bench.reference;

import dev.axolemma.Dtype;
import dev.axolemma.bench.reference.Tape.Step;
import java.util.Arrays;
import java.util.List;

/**
 * The limit of a formula at ±∞, from its exact values at nine points beyond any dtype: if all round alike, that is the
 * limit; differences that do not shrink, as those of a logarithm, go to ±∞; values that shrink go to 0; all else, as a
 * sine, has none, which is NaN. Several infinite inputs go there together, equal in magnitude.
 */
final class Limit {

    /** The points are multiplier·2^exponent: so many that a sine does not seem to settle by chance. */
    private static final int[] EXPONENTS = {4096, 4800, 5793, 6900, 8192, 9700, 11585, 13800, 16384};
    private static final int[] MULTIPLIERS = {1, 3, 5, 7, 9, 11, 13, 15, 17};

    /**
     * What a large finite input may be beside an infinite one. Its exponential is as small as 2^-94504, and the points
     * lie 32 times as far out by their exponents, so that these win. Beside a larger one no point is far enough.
     */
    private static final double LARGE = 0x1p13;
    private static final double LARGEST = 0x1p16;
    private static final int FARTHER = 5;

    private final List<Step> steps;
    /** In this, even the steps of a logarithm of a logarithm are seen to be such; in f16 they would not be. */
    private final Rounding fine;

    Limit(List<Step> steps, Dtype dtype) {
        this.steps = steps;
        this.fine = new Rounding(dtype.arithmetic());
    }

    void set(Rounding result, double... point) {
        double[] values = new double[EXPONENTS.length];
        double[] offsets = new double[EXPONENTS.length];
        for (int i = 0; i < EXPONENTS.length; i++) {
            ArbitraryPrecision.set(fine, steps, towards(i, point), ArbitraryPrecision.LIMIT_PRECISION);
            values[i] = fine.nearest();
            offsets[i] = fine.offset();
        }
        if (Arrays.stream(offsets).anyMatch(Double::isNaN)) {
            result.setUnknown();
        } else if (areAlike(values)) {
            int last = EXPONENTS.length - 1;
            ArbitraryPrecision.set(result, steps, towards(last, point), ArbitraryPrecision.LIMIT_PRECISION);
        } else {
            result.set(extrapolated(values));
        }
    }

    /** Whether all are equal, zeros of either sign being so, or all NaN. */
    private static boolean areAlike(double... values) {
        return Arrays.stream(values).allMatch(value -> value == values[0])
                || Arrays.stream(values).allMatch(Double::isNaN);
    }

    private static Ball[] towards(int index, double... point) {
        boolean isFar = Arrays.stream(point).map(Math::abs).anyMatch(x -> x >= LARGE && x <= LARGEST);
        int exponent = EXPONENTS[index] << (isFar ? FARTHER : 0);
        Ball[] inputs = new Ball[point.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = Double.isInfinite(point[i])
                    ? Ball.of(Math.copySign(MULTIPLIERS[index], point[i])).scaled(exponent)
                    : Ball.of(point[i]);
        }
        return inputs;
    }

    private static double extrapolated(double... values) {
        boolean grows = true;
        boolean shrinks = true;
        for (int i = 1; i < values.length; i++) {
            double step = values[i] - values[i - 1];
            double before = i == 1 ? step : values[i - 1] - values[i - 2];
            grows &= step * before > 0 && Math.abs(step) >= 0.9 * Math.abs(before);
            shrinks &= values[i] * values[i - 1] > 0 && Math.abs(values[i]) <= 0.95 * Math.abs(values[i - 1]);
        }
        double last = values[values.length - 1];
        return grows ? (last - values[0]) * Double.POSITIVE_INFINITY : shrinks ? Math.copySign(0.0, last) : Double.NaN;
    }
}
