package dev.axolemma;

import dev.axolemma.formula.Formula;

/** The catalogue. */
public final class Activations {

    private static final Activation SIGMOID = Activation.of("sigmoid", Formula::sigmoid)
            .derivativeFromOutput(Formula.input(0).times(Formula.constant(1).minus(Formula.input(0))));

    private static final Activation RELU = Activation.of("relu", x -> x.lessOrEqual(0).then(0).otherwise(x));

    private Activations() {
    }

    /** 1 / (1 + e^−x). */
    public static Activation sigmoid() {
        return SIGMOID;
    }

    /** max(x, 0), with relu'(0) = 0. */
    public static Activation relu() {
        return RELU;
    }
}
