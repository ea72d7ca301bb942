package dev.axolemma.bench.reference;

import dev.axolemma.Dtype;
import dev.axolemma.bench.reference.Tape.Step;
import dev.axolemma.formula.Formula;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The exact values of a formula, to within 1/256 ULP of a dtype, by which computed values are judged. Constants and
 * parameters are exactly the binary64 values given; a NaN input gives NaN; at infinite inputs the value is the
 * limit, NaN where there is none.
 *
 * <p>Not safe to share between threads; each has its own.
 */
public final class Reference {

    private final List<Step> steps;
    private final Limit limit;
    private final PlainEvaluator plain;
    private final PairEvaluator pairs;
    private final boolean isPlainWorthwhile;
    private final Rounding result;

    /**
     * @param parameters a value for every parameter that the formula names
     * @throws IllegalArgumentException if one is missing
     */
    public Reference(Formula formula, Map<String, Double> parameters, Dtype dtype) {
        this.steps = Tape.of(formula, parameters);
        this.plain = new PlainEvaluator(steps);
        this.pairs = new PairEvaluator(steps);
        this.isPlainWorthwhile = dtype != Dtype.F64;
        this.limit = new Limit(steps, dtype);
        this.result = new Rounding(dtype);
    }

    /**
     * Evaluates at {@code count} points.
     *
     * @param inputs for each input of the formula its value at every point, each a number of the dtype
     * @param nearest is set to the exact values rounded to the dtype
     * @param offset is set to exact value − nearest, in units in the last place of nearest; 0 for NaN and ±∞ that are
     *     exact; NaN where the exact value could not be determined
     */
    public void evaluate(double[][] inputs, int count, double[] nearest, double[] offset) {
        double[] point = new double[inputs.length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < point.length; k++) {
                point[k] = inputs[k][i];
            }
            evaluate(point);
            nearest[i] = result.nearest();
            offset[i] = result.offset();
        }
    }

    private void evaluate(double... point) {
        boolean isNan = false;
        boolean isInfinite = false;
        for (double x : point) {
            isNan |= Double.isNaN(x);
            isInfinite |= Double.isInfinite(x);
        }
        if (isNan) {
            result.set(Double.NaN);
        } else if (isInfinite) {
            limit.set(result, point);
        } else if (!(isPlainWorthwhile && result.set(plain.evaluate(point)) || result.set(pairs.evaluate(point)))) {
            Ball[] inputs = Arrays.stream(point).mapToObj(Ball::of).toArray(Ball[]::new);
            ArbitraryPrecision.set(result, steps, inputs, ArbitraryPrecision.POINT_PRECISION);
        }
    }
}
