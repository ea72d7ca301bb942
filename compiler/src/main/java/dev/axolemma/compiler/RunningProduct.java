package dev.axolemma.compiler;

import java.util.Optional;

/**
 * A product of words that is normalised as seldom as possible. How a product rounds does not depend on the scale of its
 * factors, as long as it is in the normal range. So on the main path nothing but a word is multiplied, and the exponent is
 * not touched; a normalised word stays in the normal range for so many ordinary factors. The careful path multiplies in
 * exact range, and leaves a normalised word.
 *
 * @param word the product on the main path, still to be multiplied by the power of two that it started with
 * @param rare where a factor was not ordinary; empty if nowhere
 * @param careful the product on the careful path
 */
record RunningProduct(Value word, Optional<Value> rare, ExactRange careful) {

    /**
     * How many ordinary factors a normalised word may be multiplied by: for each, a part of the exponents is set aside. Few
     * would make few factors ordinary.
     */
    static final int FACTORS = 8;

    /** word·2^exponent. */
    static RunningProduct of(Value word, Value exponent, Words words) {
        return new RunningProduct(word, Optional.empty(), new ExactRange(word, exponent));
    }

    RunningProduct times(Factor factor, Words words) {
        Optional<Value> either = rare.isPresent() && factor.extreme().isPresent()
                ? Optional.of(words.or(rare.get(), factor.extreme().get()))
                : rare.or(factor::extreme);
        return new RunningProduct(words.multiply(word, factor.ordinary()), either, careful.times(factor.value(), words));
    }

    Value significand(Words words) {
        return rare.map(mask -> words.rare(mask, careful.significand(), word)).orElse(word);
    }

    /** The bits of the exponent that belongs to it, in a float: {@code before}, unless the careful path was needed. */
    Value exponent(Value before, Words words) {
        return rare.map(mask -> words.rare(mask, words.fromBits(careful.exponent()), before)).orElse(before);
    }
}
