package dev.axolemma.compiler;

/**
 * log u = e·ln2 + log(1 + f), where u = 2^e·(1 + f) and √½ ≤ 1 + f &lt; √2, so that nothing cancels near 1 and the
 * polynomial f − f²/2 + f³·P(f) is relative to f.
 */
final class Logarithms {

    private static final double SQRT_HALF = Math.sqrt(0.5);

    private final Words words;
    private final WideArithmetic arithmetic;
    private final Exponentials exponentials;

    Logarithms(Words words, WideArithmetic arithmetic, Exponentials exponentials) {
        this.words = words;
        this.arithmetic = arithmetic;
        this.exponentials = exponentials;
    }

    /** log u, for normal positive u on the main path. */
    Wide log(Wide u, boolean pair) {
        if (u.scale() == null) {
            return logOfWords(u, words.integer(0), pair);
        }
        Wide finite = arithmetic.normalised(logOfWords(u, u.scale(), true));
        Value infinite = words.intLess(words.integer(Wide.INFINITE / 2), u.scale());
        Value zero = words.equal(u.hi(), words.constant(0));
        Value unbounded = words.or(infinite, zero);
        Value sign = words.select(zero, words.constant(-1), words.constant(1));
        // Not for NaN either, which has lost its meaning where its bits were taken apart.
        Value defined = words.lessOrEqual(words.constant(0), u.hi());
        Value hi = words.select(defined, words.select(unbounded, sign, finite.hi()), words.nan());
        return new Wide(hi, words.select(unbounded, words.constant(0), finite.lo()),
                words.select(unbounded, words.integer(Wide.INFINITE), finite.scale()));
    }

    private Wide logOfWords(Wide u, Value scale, boolean pair) {
        Value above = words.intSubtract(words.bits(u.hi()), words.integer(words.pattern(words.round(SQRT_HALF))));
        Value exponent = words.shiftRight(above, words.fractionBits());
        Value field = words.shiftLeft(exponent, words.fractionBits());
        Value m = words.fromBits(words.intSubtract(words.bits(u.hi()), field));
        Wide f = Wide.of(words.subtract(m, words.constant(1)));
        if (u.lo() != null) {
            Value down = words.intSubtract(words.integer(0), exponent);
            f = arithmetic.fastTwoSum(f.hi(), words.multiply(u.lo(), words.powerOfTwo(down)));
        }
        Value e = words.toFloat(words.intClamp(words.intAdd(exponent, scale), -Wide.INFINITE, Wide.INFINITE));
        return plusExponent(logOfOnePlus(f), e, pair);
    }

    /** log(1 + f) for √½ − 1 ≤ f ≤ √2 − 1. */
    private Wide logOfOnePlus(Wide f) {
        double[] coefficients = Polynomials.LOG.coefficients(words.dtype());
        Value cubic = words.fma(words.horner(coefficients, 2, f.hi()), f.hi(), words.constant(coefficients[0]));
        Value bracket = words.fma(cubic, f.hi(), words.constant(-0.5));
        Value square = words.multiply(f.hi(), f.hi());
        // The derivative of log(1 + f) at the low word is 1 − f, near enough.
        Value low = f.lo() == null ? null : words.fma(words.negate(f.lo()), f.hi(), f.lo());
        Value tail = low == null ? words.multiply(square, bracket) : words.fma(square, bracket, low);
        return arithmetic.fastTwoSum(f.hi(), tail);
    }

    private Wide plusExponent(Wide logarithm, Value e, boolean pair) {
        Wide sum = arithmetic.fastTwoSum(words.multiply(e, words.ln2High()), logarithm.hi());
        Value lo = words.add(words.fma(e, words.constant(words.ln2Low()), logarithm.lo()), sum.lo());
        return pair ? arithmetic.fastTwoSum(sum.hi(), lo) : Wide.of(words.add(sum.hi(), lo));
    }

    /** log(1 + u), the sum exact in two words. */
    Wide log1p(Wide u, boolean pair) {
        if (u.scale() == null) {
            Wide sum = arithmetic.twoSum(words.constant(1), u.hi());
            Wide onePlus = Wide.of(sum.hi(), u.lo() == null ? sum.lo() : words.add(sum.lo(), u.lo()));
            Wide result = log(onePlus, pair);
            return Wide.of(words.keepZero(u.hi(), result.hi()), result.lo());
        }
        Wide onePlus = arithmetic.add(Wide.of(words.constant(1)), u, true);
        return exponentials.nearZero(u, log(onePlus, true));
    }
}
