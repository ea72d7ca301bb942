package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Output;
import dev.axolemma.formula.Formula;
import java.util.List;

/**
 * The programs of an elementwise chain. Between them, a gradient is a significand and an exponent, the bits of an integer
 * of the dtype's width in a float: the exact value is significand · 2^exponent, in many scalings. They come last among the
 * inputs, in that order, and are updated in place: an exponent that stays as it is costs nothing.
 */
public final class ChainLowering {

    private ChainLowering() {
    }

    /** After how many layers a gradient must be normalised, and at the very beginning. */
    public static int layersPerNormalisation(boolean weighted) {
        return RunningProduct.FACTORS / (weighted ? 2 : 1);
    }

    /**
     * One layer: the gradient times the derivative, rounded, and then times the weight if there is one.
     *
     * @param derivative an operation of one input and one output
     * @return a program of the inputs pre-activation, weight if there is one, and gradient
     */
    public static Program layer(Operation derivative, boolean weighted, Dtype dtype) {
        Lowering lowering = new Lowering(derivative, dtype);
        Words words = lowering.words();
        // First of all, so that nothing of the gradient has to be kept meanwhile.
        Factor slope = lowering.factor(derivative.outputs().getFirst());
        int significand = weighted ? 2 : 1;
        int exponent = significand + 1;
        Value before = words.input(exponent);
        RunningProduct product =
                RunningProduct.of(words.input(significand), words.bits(before), words).times(slope, words);
        RunningProduct gradient = weighted ? product.times(Factor.any(words.input(1), words), words) : product;
        return lowering.build(exponent + 1, List.of(gradient.significand(words), gradient.exponent(before, words)),
                List.of(significand, exponent));
    }

    /**
     * The gradient in the one scaling that users see: the significand from 1 to 2 in magnitude, or zero, infinity or NaN
     * with the exponent 0. The significand given may be any float.
     */
    public static Program normalisation(Dtype dtype) {
        ProgramBuilder builder = new ProgramBuilder(dtype);
        Words words = new Words(builder);
        ExactRange normalised = ExactRange.of(words.input(0), words.bits(words.input(1)), words);
        return builder.build(2, List.of(),
                List.of(normalised.significand(), words.fromBits(normalised.exponent())), List.of(0, 1));
    }

    /** log2 of a significand's magnitude. */
    public static Program logarithm(Dtype dtype) {
        Formula log2 = Formula.input(0).abs().log().times(1 / Math.log(2));
        return Lowering.lower(new Operation("log2", 1, false, List.of(), List.of(new Output(log2, Output.FORWARD_ULPS))),
                dtype);
    }

    /** The gradient rounded once to the dtype. */
    public static Program rounding(Dtype dtype) {
        ProgramBuilder builder = new ProgramBuilder(dtype);
        Words words = new Words(builder);
        Value rounded = ExactRange.of(words.input(0), words.bits(words.input(1)), words).rounded(words);
        return builder.build(2, List.of(), List.of(rounded));
    }
}
