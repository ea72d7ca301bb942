package dev.axolemma.bench.reference;

import dev.axolemma.bench.reference.Tape.Step;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * The limit of a formula at ±∞, from its exact values at five powers of two beyond any dtype: if all
 * round alike, that is the limit; differences that do not shrink, as those of a logarithm, go to ±∞; values that shrink
 * go to 0; all else, as a sine, has none, which is NaN. Several infinite inputs go there together, equal in magnitude.
 */
final class Limit {

    private static final int[] EXPONENTS = {4096, 5793, 8192, 11585, 16384};

    private final List<Step> steps;

    Limit(List<Step> steps) {
        this.steps = steps;
    }

    void set(Rounding result, double... point) {
        double[] values = new double[EXPONENTS.length];
        double[] offsets = new double[EXPONENTS.length];
        for (int i = 0; i < EXPONENTS.length; i++) {
            ArbitraryPrecision.set(result, steps, towards(EXPONENTS[i], point), ArbitraryPrecision.LIMIT_PRECISION);
            values[i] = result.nearest();
            offsets[i] = result.offset();
        }
        if (Arrays.stream(offsets).anyMatch(Double::isNaN)) {
            result.setUnknown();
        } else if (!Arrays.stream(values).allMatch(value -> value == values[0] || value != value && values[0] != values[0])) {
            result.set(extrapolated(values));
        }
    }

    private static Ball[] towards(int exponent, double... point) {
        Ball[] inputs = new Ball[point.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = Double.isInfinite(point[i])
                    ? Ball.of(Math.signum(point[i])).scaled(BigInteger.valueOf(exponent)) : Ball.of(point[i]);
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
