package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import java.util.List;

/**
 * The programs that compute what a reduction adds up, of an operation with one output. Some take one more input, the
 * last, which is the same for all elements of a channel.
 */
public final class ReductionLowering {

    private final Lowering lowering;
    private final Words words;
    private final Value value;

    private ReductionLowering(Operation operation, Dtype dtype) {
        this.lowering = new Lowering(operation, dtype);
        this.words = lowering.words();
        this.value = lowering.result(operation.outputs().getFirst());
    }

    /** v². */
    public static Program square(Operation operation, Dtype dtype) {
        ReductionLowering of = new ReductionLowering(operation, dtype);
        return of.squareOf(of.value, 0);
    }

    /** (v − mean)², the mean being one more input. */
    public static Program squaredDeviation(Operation operation, Dtype dtype) {
        ReductionLowering of = new ReductionLowering(operation, dtype);
        return of.squareOf(of.words.subtract(of.value, of.extraInput()), 1);
    }

    /** (v · scale)², the scale being one more input. */
    public static Program scaledSquare(Operation operation, Dtype dtype) {
        ReductionLowering of = new ReductionLowering(operation, dtype);
        return of.squareOf(of.words.multiply(of.value, of.extraInput()), 1);
    }

    private Value extraInput() {
        return words.input(lowering.inputs());
    }

    private Program squareOf(Value root, int extraInputs) {
        return lowering.build(lowering.inputs() + extraInputs, List.of(words.multiply(root, root)));
    }
}
