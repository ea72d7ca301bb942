package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import java.math.BigInteger;

/**
 * sin and cos over the whole range: u = k·π/2 + r, |r| ≤ π/4, then a polynomial in r chosen by k. Up to 2^13 three words of
 * π/2 suffice (Cody and Waite 1980); beyond, on the rare path, the digits of 2/π that matter for the argument's exponent
 * are multiplied by it, modulo 4 (Payne and Hanek 1983).
 */
final class Trigonometry {

    /** Up to this argument the three words of π/2 leave r accurate to its last bit. */
    static final double DIRECT = 1 << 13;

    /** The first 1,400 bits of 2/π. */
    private static final BigInteger TWO_OVER_PI = new BigInteger(
            "a2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09"
            + "d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff8"
            + "97ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292"
            + "ea6bfb5fb11f8d5d0856033046fc7b6babf0cfbc209af4361da9e391615ee61b086599855f14a068", 16);

    private static final int TWO_OVER_PI_BITS = 1400;

    /** How many digits of 2/π, each as wide as a significand, reach an argument's fraction of a turn. */
    private static final int WINDOW = 6;

    private final Words words;
    private final WideArithmetic arithmetic;

    Trigonometry(Words words, WideArithmetic arithmetic) {
        this.words = words;
        this.arithmetic = arithmetic;
    }

    /**
     * u = k·π/2 + r.
     *
     * @param k modulo 4, as an integer
     * @param r two words, |r| ≤ π/4
     */
    private record Reduced(Value k, Wide r) {
    }

    Wide sin(Wide u, boolean pair) {
        Wide sine = ofQuadrant(u, 0, pair);
        if (u.scale() == null) {
            return Wide.of(words.keepZero(u.hi(), sine.hi()), sine.lo());
        }
        Value tiny = words.intLess(u.scale(), words.integer(-words.fractionBits() - 1L));
        return arithmetic.select(tiny, u, sine);
    }

    Wide cos(Wide u, boolean pair) {
        return ofQuadrant(u, 1, pair);
    }

    private Wide ofQuadrant(Wide u, int turns, boolean pair) {
        Reduced reduced = u.scale() == null ? reduceDirectly(u) : reduceAny(u);
        Value k = words.intAdd(reduced.k(), words.integer(turns));
        Value odd = words.intEqual(words.intAnd(k, words.integer(1)), words.integer(1));
        Wide value = arithmetic.select(odd, cosine(reduced.r()), sine(reduced.r()));
        int top = words.fractionBits() == 23 ? 30 : 62;
        Value sign = words.shiftLeft(words.intAnd(k, words.integer(2)), top);
        Wide word = pair || u.scale() != null ? value : Wide.of(arithmetic.word(value));
        Wide signed = Wide.of(flip(word.hi(), sign), word.lo() == null ? null : flip(word.lo(), sign));
        return u.scale() == null ? signed : limited(u, arithmetic.normalised(signed));
    }

    private Value flip(Value a, Value sign) {
        return words.fromBits(words.intXor(words.bits(a), sign));
    }

    /** At infinity there is no limit. */
    private Wide limited(Wide u, Wide value) {
        Value infinite = words.intLess(words.integer(Wide.INFINITE / 2), u.scale());
        return new Wide(words.select(infinite, words.nan(), value.hi()), value.lo(), value.scale());
    }

    private Wide sine(Wide r) {
        double[] coefficients = Polynomials.SIN.coefficients(words.dtype());
        Value square = words.multiply(r.hi(), r.hi());
        Value polynomial = words.fma(words.horner(coefficients, 2, square), square, words.constant(coefficients[0]));
        // The sine's slope at r, 1 − r²/2, takes the low word in.
        Value low = words.fma(words.multiply(square, -0.5), r.lo(), r.lo());
        Value tail = words.fma(words.multiply(square, r.hi()), polynomial, low);
        return arithmetic.fastTwoSum(r.hi(), tail);
    }

    private Wide cosine(Wide r) {
        double[] coefficients = Polynomials.COS.coefficients(words.dtype());
        Wide square = arithmetic.multiply(r, r, true, false);
        Value polynomial =
                words.fma(words.horner(coefficients, 2, square.hi()), square.hi(), words.constant(coefficients[0]));
        Wide sum = arithmetic.fastTwoSum(words.constant(1), words.multiply(square.hi(), -0.5));
        Value tail = words.fma(words.multiply(square.hi(), square.hi()), polynomial,
                words.multiply(square.lo(), -0.5));
        return arithmetic.fastTwoSum(sum.hi(), words.add(sum.lo(), tail));
    }

    private Reduced reduceDirectly(Wide u) {
        Value shifted = words.fma(u.hi(), words.constant(words.round(2 / Math.PI)),
                words.constant(words.roundingShift()));
        Value n = words.subtract(shifted, words.constant(words.roundingShift()));
        Value first = words.fma(n, words.constant(-halfPi(0)), u.hi());
        Value high = words.fma(n, words.constant(-halfPi(1)), first);
        Value lost = words.fma(n, words.constant(-halfPi(1)), words.subtract(first, high));
        Value low = words.fma(n, words.constant(-halfPi(2)), lost);
        low = u.lo() == null ? low : words.add(low, u.lo());
        return new Reduced(words.shiftedInteger(shifted), arithmetic.fastTwoSum(high, low));
    }

    /** The words of π/2. */
    private double halfPi(int word) {
        double[] parts = words.dtype() == Dtype.F32
                ? new double[] {0x1.921fb6p0, -0x1.777a5cp-25, -0x1.ee59dap-50}
                : new double[] {0x1.921fb54442d18p0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110};
        return parts[word];
    }

    private Reduced reduceAny(Wide u) {
        Reduced direct = reduceDirectly(arithmetic.flattened(u, DIRECT));
        Reduced huge = reduceHuge(u);
        Value beyond = words.intLess(words.integer(12), u.scale());
        return new Reduced(words.select(beyond, huge.k(), direct.k()),
                arithmetic.select(beyond, huge.r(), direct.r()));
    }

    /** u·2/π modulo 4 from the digits of 2/π that can reach it. */
    private Reduced reduceHuge(Wide u) {
        Value[] digits = new Value[WINDOW];
        Value unit = digitWindow(u.scale(), digits);
        Wide turns = Wide.of(words.constant(0), words.constant(0));
        for (int i = 0; i < WINDOW; i++) {
            Value place = words.intSubtract(unit, words.integer((long) i * width()));
            Value power = words.powerOfTwo(words.intClamp(place, 1L - words.bias(), words.bias()));
            turns = plusModulo4(turns, u.hi(), digits[i], power);
            turns = u.lo() == null ? turns : plusModulo4(turns, u.lo(), digits[i], power);
        }
        Value shifted = words.add(turns.hi(), words.constant(words.roundingShift()));
        Value whole = words.subtract(shifted, words.constant(words.roundingShift()));
        Wide fraction = arithmetic.fastTwoSum(words.subtract(turns.hi(), whole), turns.lo());
        Wide halfPi = Wide.of(words.constant(halfPi(0)), words.constant(halfPi(1)));
        return new Reduced(words.shiftedInteger(shifted), arithmetic.multiply(fraction, halfPi, true, false));
    }

    private int width() {
        return words.fractionBits() + 1;
    }

    /**
     * Chooses the digits from the first that is not multiplied into whole turns, for the low word too.
     *
     * @return the exponent of the first chosen digit times the argument's significand
     */
    private Value digitWindow(Value scale, Value[] digits) {
        int positions = words.dtype() == Dtype.F32 ? 7 : 20;
        Value place = words.integer(width());
        for (int w = 0; w < WINDOW; w++) {
            digits[w] = words.constant(digit(w));
        }
        for (int i = 1; i < positions; i++) {
            Value reached = words.intLess(words.integer((long) width() * (i + 2)), scale);
            place = words.select(reached, words.integer((long) width() * (i + 1)), place);
            for (int w = 0; w < WINDOW; w++) {
                digits[w] = words.select(reached, words.constant(digit(i + w)), digits[w]);
            }
        }
        return words.intSubtract(scale, place);
    }

    /** Digit i of 2/π in base 2^24 (2^53), as an integer: 2/π = Σ digit(i)·base^−(i+1). */
    private double digit(int i) {
        return TWO_OVER_PI.shiftRight(TWO_OVER_PI_BITS - width() * (i + 1))
                .and(BigInteger.ONE.shiftLeft(width()).subtract(BigInteger.ONE)).doubleValue();
    }

    private Wide plusModulo4(Wide sum, Value a, Value digit, Value power) {
        Value high = words.multiply(a, digit);
        Value low = words.fma(a, digit, words.negate(high));
        Wide first = arithmetic.twoSum(sum.hi(), modulo4(words.multiply(high, power)));
        Wide second = arithmetic.twoSum(first.hi(), modulo4(words.multiply(low, power)));
        Value rest = words.add(words.add(first.lo(), second.lo()), sum.lo());
        return arithmetic.fastTwoSum(modulo4(second.hi()), rest);
    }

    /** a − 4·round(a/4); from 2^25 (2^54) on, every float is a multiple of 4. */
    private Value modulo4(Value a) {
        Value quarter = words.multiply(a, 0.25);
        double integers = Math.scalb(1.0, words.fractionBits());
        Value shift = words.select(words.less(a, words.constant(0)), words.constant(-integers),
                words.constant(integers));
        Value whole = words.subtract(words.add(quarter, shift), shift);
        Value large = words.lessOrEqual(words.constant(integers), words.abs(quarter));
        return words.select(large, words.constant(0), words.fma(whole, words.constant(-4), a));
    }
}
