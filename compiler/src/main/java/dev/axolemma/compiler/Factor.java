package dev.axolemma.compiler;

import java.util.Optional;

/**
 * A factor of a {@link RunningProduct}.
 *
 * @param value it
 * @param ordinary the same where it is ordinary, by the main path alone
 * @param extreme where it is not: so large or so small that a few such might leave the normal range; empty if nowhere. Zero,
 *     infinity and NaN are ordinary: their products need no care
 */
record Factor(Value value, Value ordinary, Optional<Value> extreme) {

    /** What log2 of an ordinary factor's magnitude does not exceed. */
    static int exponent(Words words) {
        return words.bias() / RunningProduct.FACTORS;
    }

    /**
     * A factor of which nothing is known.
     *
     * <p>Twice the bits is the magnitude without its sign, as an unsigned integer. That of 1.5 is as far from those of 0
     * and of ∞, so its distances from extreme factors lie between those from ordinary and those from special ones, and are
     * found by one comparison; others would cost more, masks above all.
     */
    static Factor any(Value value, Words words) {
        long middle = words.pattern(1.5) << 1;
        long ordinary = (long) exponent(words) << words.fractionBits() + 1;
        Value difference = words.intSubtract(words.shiftLeft(words.bits(value), 1), words.integer(middle));
        // One less where the difference is negative, so that 0 is at middle − 1.
        Value distance = words.intXor(difference, words.shiftRight(difference, words.width() - 1));
        // Unsigned: ordinary < distance < middle − 1. Less the lower bound and 1, signs flipped.
        Value shifted = words.intAdd(distance, words.integer(words.greatestInteger() - ordinary));
        Value extreme = words.intLess(shifted, words.integer(middle - 2 - ordinary - words.greatestInteger() - 1));
        return new Factor(value, value, Optional.of(extreme));
    }
}
