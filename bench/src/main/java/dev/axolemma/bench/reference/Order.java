package dev.axolemma.bench.reference;

import dev.axolemma.formula.Formula.Op;

/** How two numbers compare, as far as it is known. */
enum Order {
    LESS, EQUAL, GREATER,
    /** One is NaN. */
    UNORDERED,
    /** The precision at hand leaves it open. */
    OPEN;

    /** Whether two numbers that compare like this make a comparison true. */
    boolean satisfies(Op comparison) {
        return switch (comparison) {
            case LESS -> this == LESS;
            case LESS_OR_EQUAL -> this == LESS || this == EQUAL;
            case EQUAL -> this == EQUAL;
            default -> throw new IllegalArgumentException(comparison + " is no comparison");
        };
    }
}
