package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import java.util.function.UnaryOperator;

/**
 * Arithmetic on {@link Wide} numbers: error-free transformations (Dekker 1971; Knuth, TAOCP 2, 4.2.2; Ogita, Rump, Oishi
 * 2005, with fma), each keeping the low word only where the caller asks for a {@code pair}. Absent words cost nothing.
 */
final class WideArithmetic {

    private final Words words;

    WideArithmetic(Words words) {
        this.words = words;
    }

    /** hi + lo in one word. */
    Value word(Wide a) {
        return a.lo() == null ? a.hi() : words.add(a.hi(), a.lo());
    }

    /** a + b exactly, for |a| ≥ |b| or a = 0. */
    Wide fastTwoSum(Value a, Value b) {
        Value sum = words.add(a, b);
        return Wide.of(sum, words.add(words.subtract(a, sum), b));
    }

    /** The same number, not loose. */
    Wide ordered(Wide a) {
        return a.loose() ? fastTwoSum(a.hi(), a.lo()).withScale(a.scale()) : a;
    }

    /** a + b exactly. */
    Wide twoSum(Value a, Value b) {
        Value sum = words.add(a, b);
        Value part = words.subtract(sum, a);
        Value rest = words.add(words.subtract(a, words.subtract(sum, part)), words.subtract(b, part));
        return Wide.of(sum, rest);
    }

    /** a + c exactly, for any order of the two, where c has so few bits that sum − c is exact. */
    Wide plusShort(Value a, Value c) {
        Value sum = words.add(a, c);
        return Wide.of(sum, words.subtract(a, words.subtract(sum, c)));
    }

    /** a·b + c for a short c as in {@link #plusShort}, where the product and c have the same sign. */
    Wide multiplyAddShort(Wide a, Wide b, Value c) {
        if (a.loose() && b.loose()) {
            return multiplyAddShort(a, ordered(b), c);
        }
        Value sum = words.fma(a.hi(), b.hi(), c);
        return Wide.of(sum, crossTerms(a, b, words.fma(a.hi(), b.hi(), words.subtract(c, sum)))).like(a).like(b);
    }

    boolean isShort(Wide a) {
        return a.scale() == null && a.lo() == null && isShort(a.hi());
    }

    /** Whether the value is a constant that is a small multiple of a power of two. */
    private boolean isShort(Value a) {
        int kept = 3;
        return a.op() == Op.CONSTANT && (a.bits() & ((1L << words.fractionBits() - kept) - 1)) == 0;
    }

    Wide negate(Wide a) {
        return a.lo() == null ? eachWord(a, words::negate)
                : new Wide(words.negate(a.hi()), words.negate(a.lo()), a.scale()).like(a);
    }

    /** Of a number without a low word, the one with other signs. */
    private Wide eachWord(Wide a, UnaryOperator<Value> sign) {
        Value whole = a.whole() == null ? null : sign.apply(a.whole());
        return new Wide(sign.apply(a.hi()), null, a.scale(), false, whole);
    }

    Wide abs(Wide a) {
        if (a.lo() == null) {
            return eachWord(a, words::abs);
        }
        Value negative = words.less(a.hi(), words.constant(0));
        return new Wide(words.abs(a.hi()), words.select(negative, words.negate(a.lo()), a.lo()), a.scale())
                .like(a);
    }

    Wide minusAbs(Wide a) {
        if (a.lo() == null) {
            return eachWord(a, words::minusAbs);
        }
        Value negative = words.less(a.hi(), words.constant(0));
        return new Wide(words.minusAbs(a.hi()), words.select(negative, a.lo(), words.negate(a.lo())), a.scale())
                .like(a);
    }

    /** a + b, which may cancel: then the low word may be the larger, and the two are put in order again. */
    Wide add(Wide a, Wide b, boolean pair) {
        Wide sum = addSameSigns(a, b, pair);
        return sum.scale() != null || sum.lo() == null || a.lo() == null && b.lo() == null ? sum
                : fastTwoSum(sum.hi(), sum.lo());
    }

    /** a + b for numbers that are both not negative or both not positive. */
    Wide addSameSigns(Wide a, Wide b, boolean pair) {
        if (a.scale() != null || b.scale() != null) {
            return addScaled(apart(a), apart(b));
        }
        if (a.lo() == null && b.lo() == null && !pair) {
            return Wide.of(words.add(a.hi(), b.hi()));
        }
        Wide sum = isShort(b.hi()) ? plusShort(a.hi(), b.hi())
                : isShort(a.hi()) ? plusShort(b.hi(), a.hi()) : twoSum(a.hi(), b.hi());
        Value lo = plusLow(plusLow(sum.lo(), a.lo()), b.lo());
        return pair ? Wide.of(sum.hi(), lo).like(a).like(b) : Wide.of(words.add(sum.hi(), lo));
    }

    private Wide addScaled(Wide a, Wide b) {
        Value larger = words.select(words.intLess(a.scale(), b.scale()), b.scale(), a.scale());
        Wide sum = addSameSigns(shifted(a, larger), shifted(b, larger), true);
        return normalised(sum.withScale(larger));
    }

    /** The number's words in units of 2^unit, where unit ≥ its scale: what lies 2^−100 below is dropped. */
    private Wide shifted(Wide a, Value unit) {
        Value down = words.intSubtract(a.scale(), unit);
        Value power = words.powerOfTwo(words.intClamp(down, -100, 0));
        Value factor = words.select(words.intLess(down, words.integer(-100)), words.constant(0), power);
        return Wide.of(words.multiply(a.hi(), factor), a.lo() == null ? null : words.multiply(a.lo(), factor));
    }

    /** The words of a number below 2 that is to be added to 1. */
    Wide besideOne(Wide a) {
        return a.scale() == null ? a : shifted(a, words.integer(0));
    }

    private Value plusLow(Value a, Value b) {
        return a == null ? b : b == null ? a : words.add(a, b);
    }

    Wide subtract(Wide a, Wide b, boolean pair) {
        return add(a, negate(b), pair);
    }

    /**
     * The product.
     *
     * @param zeroable whether a factor may be zero, so that the product's sign of zero has to be kept
     */
    Wide multiply(Wide a, Wide b, boolean pair, boolean zeroable) {
        if (a.scale() != null || b.scale() != null) {
            Wide product = multiply(apart(a).withScale(null), apart(b).withScale(null), true, false);
            return normalised(product.withScale(words.intAdd(apart(a).scale(), apart(b).scale())));
        }
        if (!pair && a.lo() == null && b.lo() == null) {
            return Wide.of(words.multiply(a.hi(), b.hi()));
        }
        return a.loose() && b.loose() ? multiplyWords(a, ordered(b), pair, zeroable)
                : multiplyWords(a, b, pair, zeroable);
    }

    /** The product without that of the low words, of which one is to be small. */
    private Wide multiplyWords(Wide a, Wide b, boolean pair, boolean zeroable) {
        Value high = words.multiply(a.hi(), b.hi());
        if (pair) {
            return Wide.of(high, crossTerms(a, b, words.fma(a.hi(), b.hi(), words.negate(high)))).like(a).like(b);
        }
        Value product = words.fma(a.hi(), b.hi(), crossTerms(a, b, null));
        return Wide.of(zeroable ? signedZero(high, product) : product);
    }

    /** A low word of the other sign turns a −0 into +0: where the rough value is zero, it stands. */
    private Value signedZero(Value rough, Value corrected) {
        return words.select(words.equal(rough, words.constant(0)), rough, corrected);
    }

    private Value crossTerms(Wide a, Wide b, Value sum) {
        Value first = plusProduct(a.hi(), b.lo(), sum);
        return plusProduct(b.hi(), a.lo(), first);
    }

    private Value plusProduct(Value a, Value b, Value sum) {
        return b == null ? sum : sum == null ? words.multiply(a, b) : words.fma(a, b, sum);
    }

    /** 1/b without a scale, in two words: one division, corrected by its remainder. */
    Wide reciprocal(Wide divisor) {
        Wide b = ordered(divisor);
        Value approximate = words.divide(words.constant(1), b.hi());
        Value negative = words.negate(approximate);
        Value remainder = words.fma(negative, b.hi(), words.constant(1));
        remainder = b.lo() == null ? remainder : words.fma(negative, b.lo(), remainder);
        return Wide.of(approximate, words.multiply(approximate, remainder));
    }

    /**
     * a/b with one division, whose remainder corrects the quotient.
     *
     * @param zeroable whether a may be zero, so that the quotient's sign of zero has to be kept
     */
    Wide divide(Wide a, Wide loose, boolean pair, boolean zeroable) {
        Wide b = ordered(loose);
        if (a.scale() != null || b.scale() != null) {
            Wide dividend = apart(a);
            Wide divisor = apart(b);
            Value zero = words.equal(divisor.hi(), words.constant(0));
            // 1/±0 is ±∞: a divisor of ±1 in its place, and its scale of minus ZERO, give just that.
            Value one = words.fromBits(words.intOr(words.bits(divisor.hi()), words.integer(words.pattern(1))));
            Wide safe = Wide.of(words.select(zero, one, divisor.hi()), divisor.lo());
            Wide quotient = divide(dividend.withScale(null), safe, true, false);
            return normalised(quotient.withScale(words.intSubtract(dividend.scale(), divisor.scale())));
        }
        if (!pair && a.lo() == null && b.lo() == null) {
            return Wide.of(words.divide(a.hi(), b.hi()));
        }
        if (b.hi().op() == Op.SCALAR) {
            // Computed once for all elements.
            return multiply(a, reciprocal(b), pair, zeroable);
        }
        Value reciprocal = words.divide(words.constant(1), b.hi());
        Value quotient = words.multiply(a.hi(), reciprocal);
        Value remainder = words.fma(words.negate(quotient), b.hi(), a.hi());
        remainder = plusLow(remainder, a.lo());
        remainder = b.lo() == null ? remainder : words.fma(words.negate(quotient), b.lo(), remainder);
        if (pair) {
            return Wide.of(quotient, words.multiply(remainder, reciprocal)).like(a);
        }
        Value corrected = words.fma(remainder, reciprocal, quotient);
        return Wide.of(zeroable ? signedZero(quotient, corrected) : corrected);
    }

    Wide sqrt(Wide loose, boolean pair) {
        Wide a = ordered(loose);
        if (a.scale() != null) {
            // √(m·2^(2e+1)) = √(2m)·2^e: an odd scale gives one power of two to the significand.
            Value half = words.shiftRight(a.scale(), 1);
            Value factor = words.powerOfTwo(words.intSubtract(a.scale(), words.intAdd(half, half)));
            Wide even = Wide.of(words.multiply(a.hi(), factor),
                    a.lo() == null ? null : words.multiply(a.lo(), factor));
            return normalised(sqrt(even, true).withScale(half));
        }
        Value root = words.sqrt(a.hi());
        if (!pair && a.lo() == null) {
            return Wide.of(root);
        }
        Value remainder = plusLow(words.fma(words.negate(root), root, a.hi()), a.lo());
        Value correction = words.divide(remainder, words.add(root, root));
        Value lo = words.select(words.equal(root, words.constant(0)), words.constant(0), correction);
        return pair ? Wide.of(root, lo) : Wide.of(words.add(root, lo));
    }

    /** A polynomial whose last addition is kept in two words, as its constant term is; in binary64 the last two. */
    Wide polynomial(double[] coefficients, Value x) {
        Value constant = words.constant(coefficients[0]);
        Wide tail = words.dtype() == Dtype.F32
                ? Wide.of(words.fma(words.horner(coefficients, 2, x), x, words.constant(coefficients[1])))
                : longTail(coefficients, x);
        Wide sum = dominates(coefficients) ? fastTwoSum(constant, tail.hi()) : twoSum(constant, tail.hi());
        return Wide.of(sum.hi(), plusLow(sum.lo(), tail.lo()));
    }

    /** x·(c₂ + x·rest) + c₁ in two words: over a polynomial of twenty terms the roundings add up. */
    private Wide longTail(double[] coefficients, Value x) {
        Value rest = words.multiply(words.horner(coefficients, 3, x), x);
        Wide slope = twoSum(words.constant(coefficients[2]), rest);
        Wide product = multiply(slope, Wide.of(x), true, false);
        return Wide.of(product.hi(), words.add(product.lo(), words.constant(coefficients[1])));
    }

    /** Whether the constant term has at least the exponent of all the others together, for |x| ≤ 1. */
    private static boolean dominates(double[] coefficients) {
        double others = 0;
        for (int i = 2; i < coefficients.length; i++) {
            others += Math.abs(coefficients[i]);
        }
        return Math.getExponent(others) <= Math.getExponent(coefficients[0]);
    }

    /** One of the two, word by word. */
    Wide select(Value mask, Wide whenTrue, Wide whenFalse) {
        if (whenTrue.scale() != null || whenFalse.scale() != null) {
            Wide a = apart(whenTrue);
            Wide b = apart(whenFalse);
            return selectWords(mask, a, b).withScale(words.select(mask, a.scale(), b.scale()));
        }
        return selectWords(mask, whenTrue, whenFalse);
    }

    private Wide selectWords(Value mask, Wide a, Wide b) {
        Value lo = a.lo() == null && b.lo() == null ? null : words.select(mask, low(a), low(b));
        return Wide.of(words.select(mask, a.hi(), b.hi()), lo).like(a).like(b);
    }

    private Value low(Wide a) {
        return a.lo() == null ? words.constant(0) : a.lo();
    }

    Value less(Wide a, Wide b) {
        return compare(Op.LESS, a, b);
    }

    Value lessOrEqual(Wide a, Wide b) {
        return compare(Op.LESS_OR_EQUAL, a, b);
    }

    Value equal(Wide a, Wide b) {
        return compare(Op.EQUAL, a, b);
    }

    private Value compare(Op comparison, Wide a, Wide b) {
        if (a.scale() != null || b.scale() != null) {
            // The sign of a difference is right even where the difference itself is rounded.
            return compareWords(comparison, subtract(a, b, true).hi(), words.constant(0));
        }
        if (a.lo() == null && b.lo() == null) {
            return compareWords(comparison, a.hi(), b.hi());
        }
        Value low = a.lo() == null ? words.negate(b.lo()) : b.lo() == null ? a.lo() : words.subtract(a.lo(), b.lo());
        return compareWords(comparison, words.add(words.subtract(a.hi(), b.hi()), low), words.constant(0));
    }

    private Value compareWords(Op comparison, Value a, Value b) {
        return switch (comparison) {
            case LESS -> words.less(a, b);
            case LESS_OR_EQUAL -> words.lessOrEqual(a, b);
            default -> words.equal(a, b);
        };
    }

    /** The number with its power of two apart, as every number with a scale has it. */
    private Wide apart(Wide a) {
        return a.scale() != null ? a : a.hi().op() == Op.CONSTANT && a.lo() == null ? constant(a.hi())
                : normalised(a);
    }

    private Wide constant(Value a) {
        double value = words.value(a);
        if (value == 0) {
            return Wide.of(a).withScale(words.integer(-Wide.ZERO));
        }
        int exponent = Math.getExponent(value);
        return Wide.of(words.constant(value / Math.scalb(1.0, exponent))).withScale(words.integer(exponent));
    }

    /** The number with |hi| in [1, 2), or zero with the scale of zero; NaN stays NaN. */
    Wide normalised(Wide a) {
        Value scale = a.scale() == null ? words.integer(0) : a.scale();
        Wide ordered = a.lo() == null ? a : fastTwoSum(a.hi(), a.lo());
        Value raised = exponent(ordered.hi());
        Value ordinary = words.less(words.constant(0), words.abs(ordered.hi()));
        Value field = words.shiftLeft(words.intSubtract(words.integer(0), raised), words.fractionBits());
        Value hi = words.fromBits(words.intAdd(words.bits(ordered.hi()), field));
        Value power = words.fromBits(words.intAdd(field, words.integer(words.pattern(1))));
        Value lo = a.lo() == null ? null : words.multiply(ordered.lo(), power);
        Value moved = words.intClamp(words.intAdd(scale, raised), -Wide.ZERO, Wide.ZERO);
        // A zero keeps its sign: putting two words in order would lose it, and so would adding +0.
        Value zeroOrNan = words.keepZero(a.hi(), ordered.hi());
        return new Wide(words.select(ordinary, hi, zeroOrNan),
                lo == null ? null : words.select(ordinary, lo, words.constant(-0.0)),
                words.select(ordinary, moved, words.integer(-Wide.ZERO)));
    }

    /** The unbiased exponent of a normal number. */
    private Value exponent(Value a) {
        Value field = words.shiftRight(words.bits(words.abs(a)), words.fractionBits());
        return words.intSubtract(field, words.integer(words.bias()));
    }

    /** Any float, subnormal or infinite too, with its scale. */
    Wide scaled(Value a) {
        Value tiny = words.less(words.abs(a), words.constant(words.leastNormal()));
        int shift = words.fractionBits() + 1;
        Value lifted = words.select(tiny, words.multiply(a, Math.scalb(1.0, shift)), a);
        Value scale = words.select(tiny, words.integer(-shift), words.integer(0));
        Wide finite = normalised(Wide.of(lifted).withScale(scale));
        Value infinite = words.equal(words.abs(a), words.constant(Double.POSITIVE_INFINITY));
        Value one = words.fromBits(words.intAnd(words.bits(a), words.integer(words.pattern(-1))));
        return new Wide(words.select(infinite, one, finite.hi()), null,
                words.select(infinite, words.integer(Wide.INFINITE), finite.scale()), false, a);
    }

    /** The words without a scale, held within ±limit; what underflows becomes zero. */
    Wide flattened(Wide a, double limit) {
        if (a.scale() == null) {
            return a;
        }
        Value hi = a.whole() == null ? words.scaled(a.hi(), a.scale()) : a.whole();
        Value beyond = words.less(words.constant(limit), words.abs(hi));
        Value bound = words.select(words.less(hi, words.constant(0)), words.constant(-limit), words.constant(limit));
        Value lo = a.lo() == null ? null
                : words.select(beyond, words.constant(0), words.scaled(a.lo(), a.scale()));
        return Wide.of(words.select(beyond, bound, hi), lo).like(a);
    }

    /** The float nearest to the number (rounded twice where it is subnormal, which costs less than one ULP there). */
    Value rounded(Wide a) {
        return a.scale() == null ? word(a) : words.scaled(word(a), a.scale());
    }
}
