package dev.axolemma.compiler;

/**
 * A product of words that is normalised as seldom as possible. How a product rounds does not depend on the scale of its
 * factors, as long as it is in the normal range. So on the main path nothing but a word is multiplied, and the exponent is
 * not touched; a normalised word stays in the normal range for so many ordinary factors. The careful path multiplies in
 * exact range, and leaves a normalised word.
 *
 * @param word the product on the main path, still to be multiplied by the power of two that it started with
 * @param rare whether a factor was not ordinary; null before the first factor
 * @param careful the product on the careful path
 */
record RunningProduct(Value word, Value rare, ExactRange careful) {

    /**
     * How many ordinary factors a normalised word may be multiplied by: for each, a part of the exponents is set aside. Few
     * would make few factors ordinary.
     */
    static final int FACTORS = 8;

    /** word·2^exponent. */
    static RunningProduct of(Value word, Value exponent, Words words) {
        return new RunningProduct(word, null, new ExactRange(word, exponent));
    }

    RunningProduct times(Value factor, Words words) {
        Value extreme = isExtreme(factor, words);
        return new RunningProduct(words.multiply(word, factor), rare == null ? extreme : words.or(rare, extreme),
                careful.times(factor, words));
    }

    /** The significand after one factor or more. */
    Value significand(Words words) {
        return words.rare(rare, careful.significand(), word);
    }

    /** The bits of the exponent that belongs to it, in a float: {@code before}, unless the careful path was needed. */
    Value exponent(Value before, Words words) {
        return words.rare(rare, words.fromBits(careful.exponent()), before);
    }

    /**
     * Whether a factor is so large or so small that a few such might leave the normal range: farther from 1.5 than by a
     * factor of 2^±15 (f32) or 2^±127 (f64). Zero, infinity and NaN are not: their products need no care.
     *
     * <p>Twice the bits is the magnitude without its sign, as an unsigned integer. That of 1.5 is as far from those of 0 and
     * of ∞, so its distances from extreme factors lie between those from ordinary and those from special ones, and are
     * found by one comparison; others would cost more, masks above all.
     */
    private static Value isExtreme(Value factor, Words words) {
        long middle = words.pattern(1.5) << 1;
        long ordinary = (long) (words.bias() / FACTORS) << words.fractionBits() + 1;
        Value difference = words.intSubtract(words.shiftLeft(words.bits(factor), 1), words.integer(middle));
        // One less where the difference is negative, so that 0 is at middle − 1.
        Value distance = words.intXor(difference, words.shiftRight(difference, words.width() - 1));
        // Unsigned: ordinary < distance < middle − 1. Less the lower bound and 1, signs flipped.
        Value shifted = words.intAdd(distance, words.integer(words.greatestInteger() - ordinary));
        return words.intLess(shifted, words.integer(middle - 2 - ordinary - words.greatestInteger() - 1));
    }
}
