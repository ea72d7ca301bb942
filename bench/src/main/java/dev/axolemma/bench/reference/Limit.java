package dev.axolemma.bench.reference;

import dev.axolemma.bench.reference.Tape.Step;
import java.math.BigInteger;
import java.util.List;

/**
 * The limit of a formula at ±∞, from its exact values at 2^2048, 2^4096 and 2^8192, all beyond any dtype: two that
 * round alike are the limit; differences that do not shrink, as those of a logarithm, go to ±∞; values that shrink go to
 * 0; all else, as a sine, has none, which is NaN. Several infinite inputs go there together, equal in magnitude.
 */
final class Limit {

    private static final int[] EXPONENTS = {2048, 4096, 8192};

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
        if (Double.isNaN(offsets[0] + offsets[1] + offsets[2])) {
            result.setUnknown();
        } else if (values[1] != values[2]) {
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
        double before = values[1] - values[0];
        double last = values[2] - values[1];
        if (before * last > 0 && Math.abs(last) >= 0.9 * Math.abs(before)) {
            return last * Double.POSITIVE_INFINITY;
        }
        boolean shrinks = Math.abs(values[2]) <= 0.9 * Math.abs(values[1])
                && Math.abs(values[1]) <= 0.9 * Math.abs(values[0]);
        return shrinks && values[0] * values[2] > 0 ? Math.copySign(0.0, values[2]) : Double.NaN;
    }
}
