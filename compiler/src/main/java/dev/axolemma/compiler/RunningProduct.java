package dev.axolemma.compiler;

/**
 * A product that is normalised as seldom as possible. How a product rounds does not depend on the scale of its factors, as
 * long as it is in the normal range; so on the main path nothing but a word is multiplied, which may wander within reach,
 * and the exponent is not touched. Where the word leaves the reach, and not for an exact zero, the careful path multiplies
 * in exact range.
 *
 * @param word the product on the main path, still to be multiplied by the power of two that it started with
 * @param zero whether the product is zero because a factor is, rather than because it became too small for a word
 * @param kept whether the word is right so far; null before the first factor
 * @param careful the product on the careful path
 */
record RunningProduct(Value word, Value zero, Value kept, ExactRange careful) {

    /** word·2^exponent, where the word is within reach, or zero, infinite or NaN. */
    static RunningProduct of(Value word, Value exponent, Words words) {
        return new RunningProduct(word, words.equal(word, words.constant(0)), null, new ExactRange(word, exponent));
    }

    RunningProduct times(Value factor, Words words) {
        Value product = words.multiply(word, factor);
        Value nothing = words.or(zero, words.equal(factor, words.constant(0)));
        Value right = words.or(nothing, isWithinReach(product, words));
        return new RunningProduct(product, nothing, kept == null ? right : words.and(kept, right),
                careful.times(factor, words));
    }

    /** The significand after one factor or more. */
    Value significand(Words words) {
        return words.rare(words.not(kept), careful.significand(), word);
    }

    /** The bits of the exponent that belongs to it, in a float: {@code before}, unless the careful path was needed. */
    Value exponent(Value before, Words words) {
        return words.rare(words.not(kept), words.fromBits(careful.exponent()), before);
    }

    /** Whether it was rounded as if exponents had no bounds: so is everything a little inside the normal range. */
    private static Value isWithinReach(Value product, Words words) {
        Value magnitude = words.abs(product);
        double reach = Math.scalb(1.0, words.bias() - words.fractionBits());
        return words.and(words.lessOrEqual(words.constant(1 / reach), magnitude),
                words.lessOrEqual(magnitude, words.constant(reach)));
    }
}
