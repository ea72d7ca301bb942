package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Reduction;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A reduction as one pass over the elements, or two, and what remains to be done with the few numbers that these give. Such
 * numbers are binary64 ones here, which keep every bit of the dtype.
 *
 * @param term what the first pass folds; empty if that is the operation's one input
 * @param second what the second pass sums, if there is one, of one more input: a number for each channel
 */
public record ReductionPlan(Reduction reduction, Dtype dtype, Optional<Program> term, Optional<Program> second) {

    /** A plan for numbers that are computed in the arithmetic dtype of the one given. */
    public ReductionPlan {
        dtype = dtype.arithmetic();
    }

    /** The passes for what an operation computes. */
    public static ReductionPlan of(Reduction reduction, Operation operation, Dtype dtype) {
        return switch (reduction) {
            case SUM, MEAN, MINIMUM, MAXIMUM ->
                    new ReductionPlan(reduction, dtype, value(operation, dtype), Optional.empty());
            case VARIANCE -> new ReductionPlan(reduction, dtype, value(operation, dtype),
                    Optional.of(ReductionLowering.squaredDeviation(operation, dtype)));
            case L2_NORM -> new ReductionPlan(reduction, dtype, Optional.of(ReductionLowering.square(operation, dtype)),
                    Optional.of(ReductionLowering.scaledSquare(operation, dtype)));
        };
    }

    private static Optional<Program> value(Operation operation, Dtype dtype) {
        return Optional.of(Lowering.lower(operation, dtype)).filter(program ->
                program.inputs() > 1 || program.outputs().getFirst().op() != Op.INPUT);
    }

    /** What the first pass folds with; the second one sums. */
    public Fold fold() {
        return switch (reduction) {
            case MINIMUM -> Fold.MINIMUM;
            case MAXIMUM -> Fold.MAXIMUM;
            case SUM, MEAN, VARIANCE, L2_NORM -> Fold.SUM;
        };
    }

    /**
     * The results, one for each channel.
     *
     * @param length how many elements a channel has
     * @param firstPass what the first pass gives for each channel
     * @param secondPass what the second pass gives, of a number for each channel
     */
    public double[] results(long length, Supplier<double[]> firstPass, UnaryOperator<double[]> secondPass) {
        double[] sums = firstPass.get();
        return switch (reduction) {
            case SUM, MINIMUM, MAXIMUM -> sums;
            case MEAN -> means(sums, length);
            case VARIANCE -> means(secondPass.apply(means(sums, length)), length);
            case L2_NORM -> norms(sums, secondPass);
        };
    }

    private double[] means(double[] sums, long length) {
        double count = rounded(length);
        return Arrays.stream(sums).map(sum -> rounded(sum / count)).toArray();
    }

    private double[] norms(double[] sums, UnaryOperator<double[]> secondPass) {
        double[] scales = Arrays.stream(sums).map(this::scale).toArray();
        boolean scaled = Arrays.stream(scales).anyMatch(scale -> scale != 1);
        double[] squares = scaled ? secondPass.apply(scales) : sums;
        double[] norms = new double[sums.length];
        // A binary64 root or quotient of binary32 numbers is rounded again without harm (Figueroa 1995).
        Arrays.setAll(norms, i -> rounded(rounded(Math.sqrt(squares[i])) / scales[i]));
        return norms;
    }

    /** The power of two for which the sum of the scaled squares is well in range. */
    private double scale(double sum) {
        int range = dtype == Dtype.F32 ? 128 : 1024;
        int up = range / 4 * 3;
        return sum == Double.POSITIVE_INFINITY ? Math.scalb(1.0, -up)
                : sum < Math.scalb(1.0, -range / 8 * 5) ? Math.scalb(1.0, up) : 1;
    }

    private double rounded(double value) {
        return dtype == Dtype.F32 ? (float) value : value;
    }
}
