package dev.axolemma.compiler;

import dev.axolemma.formula.Formula.Op;

/** How a primitive's result is delivered. */
enum Delivery {
    /** In one word. */
    WORD,
    /** In two words that make up for the last rounding, but not for those of the exponential that they are made of. */
    ROUGH_PAIR,
    /** In two words from the argument on. */
    PAIR;

    /**
     * The error of a primitive delivered so, in units of half an ULP at 1: what a pair keeps; of one word what remains
     * where it is the result of a formula. Infinite where it is not delivered so. Found by comparing millions of f32
     * arguments with binary64, and rounded up; what the catalogue makes of them is for {@code verify} to say.
     */
    double error(Op primitive) {
        return switch (primitive) {
            case SIGMOID -> choose(2.15, 1.42);
            case TANH -> choose(2.2, 1.78);
            case SOFTPLUS -> choose(2.3, 1.42);
            case TANH_SOFTPLUS -> choose(2.3, 1.4);
            case NORMAL_CDF -> choose(1.5, 1.42);
            case LOGISTIC_PDF -> choose(3.75, Double.POSITIVE_INFINITY);
            default -> choose(1.5, Double.POSITIVE_INFINITY);
        };
    }

    private double choose(double word, double rough) {
        return switch (this) {
            case WORD -> word;
            case ROUGH_PAIR -> rough;
            case PAIR -> 0.5;
        };
    }

    boolean isPair() {
        return this != WORD;
    }
}
