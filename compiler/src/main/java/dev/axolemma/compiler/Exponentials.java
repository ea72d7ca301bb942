package dev.axolemma.compiler;

/**
 * exp and what is made of it. The argument is reduced to u = k·ln2 + r, |r| ≤ ln2/2 (Cody and Waite 1980, the product
 * exact by fma), e^r − 1 = r + r²·q(r) is kept as two words, and the power of two goes in at the end: through the exponent
 * bits on the main path, as the scale of the {@link Wide} on the rare path.
 */
final class Exponentials {

    /** Beyond this argument the rare path's exponentials saturate: every float is far within. */
    private static final double SATURATION = 1 << 20;

    private final Words words;
    private final WideArithmetic arithmetic;
    private final ArgumentReduction reduction;

    Exponentials(Words words, WideArithmetic arithmetic) {
        this.words = words;
        this.arithmetic = arithmetic;
        this.reduction = new ArgumentReduction(words);
    }

    /** The polynomial with the first word of its constant term only: its factor is small. */
    private Value q(Value r) {
        double[] coefficients = Polynomials.EXP.coefficients(words.dtype());
        return words.fma(words.horner(coefficients, 2, r), r, words.constant(coefficients[0]));
    }

    /** e^u, loose if a pair. */
    Wide exp(Wide u, boolean pair) {
        if (u.scale() == null) {
            ArgumentReduction.Reduced reduced = reduction.of(u);
            return inRange(expOfReduced(reduced.r(), pair), reduced.shifted());
        }
        Wide flat = arithmetic.flattened(u, SATURATION);
        ArgumentReduction.Reduced reduced = reduction.of(flat);
        Value beyond = words.less(words.constant(SATURATION / 2), words.abs(flat.hi()));
        Value saturated = words.select(words.less(flat.hi(), words.constant(0)), words.integer(-Wide.SATURATED),
                words.integer(Wide.SATURATED));
        return arithmetic.ordered(expOfReduced(reduced.r(), true))
                .withScale(words.select(beyond, saturated, words.shiftedInteger(reduced.shifted())));
    }

    /** e^u for a pair u ≤ 0 however far below, rounded once more only where it is subnormal. There is no rare case. */
    Value decay(Wide u) {
        // Twice as far down as the least normal number everything is 0; what the low word is there does not matter.
        double least = words.round(-2 * words.bias() * Math.log(2));
        Value beyond = words.less(u.hi(), words.constant(least));
        ArgumentReduction.Reduced reduced = reduction.of(Wide.of(words.select(beyond, words.constant(least), u.hi()),
                words.select(beyond, words.constant(0), u.lo())));
        return words.scaled(expOfReduced(reduced.r(), false).hi(), words.shiftedInteger(reduced.shifted()));
    }

    /** 1 + r + r²·q(r). */
    private Wide expOfReduced(Value r, boolean pair) {
        if (!pair) {
            Value slope = words.fma(q(r), r, words.constant(1));
            return Wide.of(words.fma(slope, r, words.constant(1)));
        }
        Wide sum = arithmetic.fastTwoSum(words.constant(1), r);
        return Wide.loose(sum.hi(), words.fma(words.multiply(r, r), q(r), sum.lo()));
    }

    /** a·2^k where neither a nor the product leaves the normal range: the exponent bits are added to. */
    private Wide inRange(Wide a, Value shifted) {
        Value exponent = exponentBits(shifted);
        Value hi = words.fromBits(words.intAdd(words.bits(a.hi()), exponent));
        return Wide.of(hi, a.lo() == null ? null : words.multiply(a.lo(), power(shifted))).like(a);
    }

    /** k in the place of the exponent: the shift pushes the rounding constant's own bits out. */
    private Value exponentBits(Value shifted) {
        return words.shiftLeft(words.bits(shifted), words.fractionBits());
    }

    /** 2^k. */
    private Value power(Value shifted) {
        return words.fromBits(words.intAdd(exponentBits(shifted), words.integer(words.pattern(1))));
    }

    /** e^u − 1 = (2^k − 1) + 2^k·(r + r²·q(r)), relatively accurate near 0, where k is 0. */
    Wide expm1(Wide u, boolean pair) {
        if (u.scale() == null) {
            Wide sum = expm1InRange(u);
            return pair ? Wide.loose(words.keepZero(u.hi(), sum.hi()), sum.lo())
                    : Wide.of(words.keepZero(u.hi(), arithmetic.word(sum)));
        }
        double limit = words.bias() / 2.0;
        Wide flat = arithmetic.flattened(u, limit);
        Value large = words.less(words.constant(limit / 2), flat.hi());
        return nearZero(u, arithmetic.select(large, exp(u, true), arithmetic.normalised(expm1InRange(flat))));
    }

    /** The sum 2^k·r + (2^k − 1), its rounding and what is smaller in the low word. */
    private Wide expm1InRange(Wide u) {
        ArgumentReduction.Reduced reduced = reduction.of(u);
        Value r = reduced.r();
        Value power = power(reduced.shifted());
        Value whole = words.subtract(power, words.constant(1));
        Value hi = words.fma(r, power, whole);
        Value rounding = words.fma(r, power, words.subtract(whole, hi));
        Value lo = words.fma(words.multiply(words.multiply(r, r), q(r)), power, rounding);
        return Wide.loose(hi, lo);
    }

    /**
     * 1/(1 + e^−u) from t = e^−|u|: t/(1 + t) or 1/(1 + t), so nothing cancels. With n = t or 1 and w = t/(1 + t) both are
     * n − n·w, where the errors of w hardly matter: they are multiplied by t.
     */
    Wide sigmoid(Wide u, Delivery delivery) {
        Value negative = words.less(u.signed(), words.constant(0));
        if (u.scale() != null || delivery == Delivery.PAIR) {
            Wide decay = exp(arithmetic.minusAbs(u), true);
            Wide numerator = arithmetic.select(negative, decay, Wide.of(words.constant(1)));
            return timesFraction(numerator, reciprocalOfOnePlus(decay));
        }
        return sigmoidOfWord(exp(arithmetic.minusAbs(u), false).hi(), negative, delivery);
    }

    /** σ(factor·v) in one word or two rough ones. */
    Wide sigmoidOfMultiple(Wide factor, Wide v, Delivery delivery) {
        Value negative = words.less(words.multiply(v.hi(), factor.hi()), words.constant(0));
        ArgumentReduction.Reduced reduced = reduction.ofMultiple(arithmetic.abs(factor), arithmetic.minusAbs(v));
        Value t = inRange(expOfReduced(reduced.r(), false), reduced.shifted()).hi();
        return sigmoidOfWord(t, negative, delivery);
    }

    private Wide sigmoidOfWord(Value t, Value negative, Delivery delivery) {
        Value n = words.select(negative, t, words.constant(1));
        return enlarged(n, words.divide(t, words.subtract(words.constant(-1), t)), delivery);
    }

    /** n + n·w, for w from −½ to 1. */
    private Wide enlarged(Value n, Value w, Delivery delivery) {
        Value rounded = words.fma(n, w, n);
        return Wide.of(rounded, delivery.isPair() ? words.fma(n, w, words.subtract(n, rounded)) : null);
    }

    /** The product with a number from ½ to 1, which leaves the scale as it is. */
    private Wide timesFraction(Wide a, Wide fraction) {
        return arithmetic.multiply(a.withScale(null), fraction, true, false).withScale(a.scale());
    }

    /** 1/(1 + a), for 0 ≤ a ≤ 1. */
    private Wide reciprocalOfOnePlus(Wide a) {
        Wide flat = arithmetic.ordered(arithmetic.besideOne(a));
        Wide sum = arithmetic.fastTwoSum(words.constant(1), flat.hi());
        return arithmetic.reciprocal(Wide.of(sum.hi(), words.add(sum.lo(), flat.lo())));
    }

    /** σ(u)·σ(−u) = w − w² with w = t/(1 + t) and t = e^−|u|. */
    Wide logisticPdf(Wide u, boolean pair) {
        if (u.scale() != null || pair) {
            Wide decay = exp(arithmetic.minusAbs(u), true);
            Wide reciprocal = reciprocalOfOnePlus(decay);
            return timesFraction(timesFraction(decay, reciprocal), reciprocal);
        }
        Value t = exp(arithmetic.minusAbs(u), false).hi();
        Value w = words.divide(t, words.add(words.constant(1), t));
        return Wide.of(words.fma(words.negate(w), w, w));
    }

    /** (e^2u − 1)/(e^2u + 1), relatively accurate near 0. */
    Wide tanh(Wide u, Delivery delivery) {
        if (u.scale() == null && delivery != Delivery.PAIR) {
            return tanhOfHalf(u, delivery);
        }
        // m/(m + 2) with m = e^2u − 1
        Wide m = arithmetic.ordered(expm1InRange(twice(arithmetic.flattened(u, words.fractionBits()))));
        Wide sum = arithmetic.plusShort(m.hi(), words.constant(2));
        Wide divisor = Wide.of(sum.hi(), words.add(sum.lo(), m.lo()));
        Wide quotient = arithmetic.divide(m, divisor, true, false);
        Wide kept = Wide.of(words.keepZero(u.hi(), quotient.hi()), quotient.lo());
        return u.scale() == null ? kept : nearZero(u, arithmetic.normalised(kept));
    }

    /**
     * h/(1 + h) with h = (e^2|u| − 1)/2. As h − h·h/(1 + h) up to h = 1, and as 1 − 1/(1 + h) beyond, it hardly matters
     * what errors the quotient has.
     */
    private Wide tanhOfHalf(Wide u, Delivery delivery) {
        Value h = halfExpm1(arithmetic.abs(u));
        Value one = words.constant(1);
        Value n = words.select(words.less(h, one), h, one);
        Wide positive = enlarged(n, words.divide(n, words.subtract(words.constant(-1), h)), delivery);
        Value lo = positive.lo() == null ? null
                : words.select(words.less(u.hi(), words.constant(0)), words.negate(positive.lo()), positive.lo());
        return Wide.of(words.withSign(positive.hi(), u.hi()), lo);
    }

    /** tanh(log(1 + e^u)) = h/(1 + h) with h = e^u + e^2u/2: neither a logarithm nor a second exponential is needed. */
    Wide tanhSoftplus(Wide u, Delivery delivery) {
        if (u.scale() == null && delivery != Delivery.PAIR) {
            return tanhSoftplusOfWord(exp(u, false).hi(), delivery);
        }
        Wide e = exp(u, true);
        Wide two = Wide.of(words.constant(2));
        Wide twice = arithmetic.multiply(e, arithmetic.add(e, two, true), true, false);
        return arithmetic.divide(twice, arithmetic.add(twice, two, true), true, false);
    }

    /**
     * Of t = e^u and d = 2·(1 + h): t − t·(t + t²)/d up to h = 1, and ½ + ½·(d − 4)/d beyond. Either quotient is small
     * where its errors would show.
     */
    private Wide tanhSoftplusOfWord(Value t, Delivery delivery) {
        Value slope = words.subtract(words.constant(-2), t);
        Value minusD = words.fma(t, slope, words.constant(-2));
        Value fourMinusD = words.fma(t, slope, words.constant(2));
        Value small = words.less(words.constant(0), fourMinusD);
        Value dividend = words.select(small, words.fma(t, t, t), fourMinusD);
        return enlarged(words.select(small, t, words.constant(0.5)), words.divide(dividend, minusD), delivery);
    }

    /**
     * e^u = 2^k·(1 + rise), which as these two has no rounding of a sum.
     *
     * @param exponent k in the place of the exponent, to be added to a float's bits
     */
    record Power(Value exponent, Value rise) {
    }

    /** e^u of what u has been reduced to. */
    Power power(ArgumentReduction.Reduced reduced) {
        Value r = reduced.r();
        return new Power(exponentBits(reduced.shifted()), words.fma(words.multiply(r, r), q(r), r));
    }

    /**
     * (e^2u − 1)/2 for u ≥ 0: 2^k·p + (2^k − 1)/2, where u = k·ln2/2 + r and p = (e^2r − 1)/2. The half subtracted before
     * k is rounded makes r positive, so that the sum never cancels.
     */
    private Value halfExpm1(Wide u) {
        Value shift = words.constant(words.roundingShift());
        Value shifted = words.add(words.fma(u.hi(), words.constant(words.round(2 / Math.log(2))), words.constant(-0.5)),
                shift);
        Value n = words.subtract(shifted, shift);
        Value high = words.fma(n, words.constant(-words.ln2High() / 2), u.hi());
        Value r = words.fma(n, words.constant(-words.ln2Low() / 2), u.lo() == null ? high : words.add(high, u.lo()));
        double[] coefficients = Polynomials.HALF_EXPM1.coefficients(words.dtype());
        Value tail = words.fma(words.horner(coefficients, 2, r), r, words.constant(coefficients[0]));
        Value p = words.fma(words.multiply(r, r), tail, r);
        Value power = power(shifted);
        return words.fma(p, power, words.fma(power, words.constant(0.5), words.constant(-0.5)));
    }

    private Wide twice(Wide u) {
        return Wide.of(words.add(u.hi(), u.hi()), u.lo() == null ? null : words.add(u.lo(), u.lo()));
    }

    /** log(1 + e^u) = max(u, 0) + log(1 + t) with t = e^−|u|. */
    Wide softplus(Wide u, Delivery delivery) {
        Wide decay = arithmetic.ordered(exp(arithmetic.minusAbs(u), delivery == Delivery.PAIR));
        Wide logarithm = logOfOnePlus(decay, delivery.isPair());
        if (u.scale() == null && u.lo() == null && !delivery.isPair()) {
            Value twice = words.subtract(u.hi(), words.minusAbs(u.hi()));
            return Wide.of(words.fma(twice, words.constant(0.5), logarithm.hi()));
        }
        Value negative = words.less(u.signed(), words.constant(0));
        Wide linear = arithmetic.select(negative, Wide.of(words.constant(0)), u);
        return arithmetic.addSameSigns(linear, logarithm, delivery.isPair());
    }

    /** log(1 + t) = t + t²·P(t) for 0 ≤ t ≤ 1, in units of t's own scale. */
    private Wide logOfOnePlus(Wide t, boolean pair) {
        Value flat = arithmetic.besideOne(t).hi();
        double[] coefficients = Polynomials.LOG1P.coefficients(words.dtype());
        Value polynomial = words.fma(words.horner(coefficients, 2, flat), flat, words.constant(coefficients[0]));
        Value square = words.multiply(t.hi(), flat);
        if (t.lo() == null) {
            Value sum = words.fma(square, polynomial, t.hi());
            return Wide.of(sum, pair ? words.fma(square, polynomial, words.subtract(t.hi(), sum)) : null);
        }
        Wide logarithm = arithmetic.fastTwoSum(t.hi(), words.fma(square, polynomial, t.lo())).withScale(t.scale());
        return t.scale() == null ? logarithm : arithmetic.normalised(logarithm);
    }

    /** u − tanh u: u³·P(u²) up to 1, the difference beyond. */
    Wide tanhshrink(Wide u, boolean pair) {
        Wide square = arithmetic.multiply(u, u, true, false);
        double[] coefficients = Polynomials.TANHSHRINK.coefficients(words.dtype());
        Wide polynomial = arithmetic.polynomial(coefficients, arithmetic.flattened(square, 1).hi());
        Wide cube = arithmetic.multiply(square, u, true, false);
        Wide cubic = arithmetic.multiply(cube, polynomial, true, false);
        Wide difference = arithmetic.subtract(u, tanh(u, Delivery.PAIR), true);
        Value small = arithmetic.lessOrEqual(arithmetic.abs(u), Wide.of(words.constant(1)));
        Wide value = arithmetic.select(small, cubic, difference);
        return pair || u.scale() != null ? value : Wide.of(words.keepZero(u.hi(), arithmetic.word(value)));
    }

    /** The argument itself where the scale says that u + O(u²) is u to the last bit of both words. */
    Wide nearZero(Wide u, Wide value) {
        Value tiny = words.intLess(u.scale(), words.integer(-2L * words.fractionBits() - 4));
        return arithmetic.select(tiny, u, value);
    }
}
