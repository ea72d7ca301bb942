package dev.axolemma.compiler;

/**
 * A number of a word's precision whose exponent has no bounds.
 *
 * @param significand from 1 to 2 in magnitude (up to 4 where it is a product); or the number itself, if that is zero,
 *     infinite or NaN
 * @param exponent the power of two that multiplies the significand, an integer
 */
record ExactRange(Value significand, Value exponent) {

    /** x·2^exponent for any word, subnormal or not, with a significand below 2; zero, infinity and NaN get exponent 0. */
    static ExactRange of(Value x, Value exponent, Words words) {
        Value magnitude = words.abs(x);
        Value tiny = words.less(magnitude, words.constant(words.leastNormal()));
        int lift = words.fractionBits() + 1;
        Value lifted = words.bits(words.select(tiny, words.multiply(x, Math.scalb(1.0, lift)), x));
        Value field = words.intAnd(lifted, words.integer(words.pattern(Double.POSITIVE_INFINITY)));
        Value significand = words.intOr(words.intXor(lifted, field), words.integer(words.pattern(1)));
        Value zeroOfField = words.select(tiny, words.integer(words.bias() + lift), words.integer(words.bias()));
        Value raised = words.intSubtract(words.shiftRight(field, words.fractionBits()), zeroOfField);
        Value ordinary = words.and(words.less(words.constant(0), magnitude),
                words.less(magnitude, words.constant(Double.POSITIVE_INFINITY)));
        return new ExactRange(words.select(ordinary, words.fromBits(significand), x),
                words.select(ordinary, words.intAdd(exponent, raised), words.integer(0)));
    }

    /** The product with a word, rounded once. What is zero, infinite or NaN multiplies as such. */
    ExactRange times(Value factor, Words words) {
        ExactRange a = of(significand, exponent, words);
        ExactRange b = of(factor, words.integer(0), words);
        return new ExactRange(words.multiply(a.significand, b.significand), words.intAdd(a.exponent, b.exponent));
    }

    /** The word nearest to the number. */
    Value rounded(Words words) {
        return words.scaled(significand, exponent);
    }
}
