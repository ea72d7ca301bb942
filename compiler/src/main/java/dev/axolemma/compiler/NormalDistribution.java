package dev.axolemma.compiler;

import static dev.axolemma.compiler.Polynomials.ERF;
import static dev.axolemma.compiler.Polynomials.ERFCX;
import static dev.axolemma.compiler.Polynomials.MILLS;
import static dev.axolemma.compiler.Polynomials.ROUGH_MILLS;
import static dev.axolemma.compiler.Polynomials.ROUGH_SCALE;
import static dev.axolemma.compiler.Polynomials.ROUGH_SLOPE;

import dev.axolemma.Dtype;

/**
 * Φ, φ, erf and erfc. A lower tail is an exponential of the squared argument, which is exact in two words, times a smooth
 * function of |u| (Mills' ratio, erfcx): a polynomial in (|u| − c)/(|u| + c) over |u| + c (Shepherd and Laframboise 1981).
 * The upper half is 1 minus the lower.
 */
final class NormalDistribution {

    private final Words words;
    private final WideArithmetic arithmetic;
    private final Exponentials exponentials;
    private final ArgumentReduction reduction;

    NormalDistribution(Words words, WideArithmetic arithmetic, Exponentials exponentials) {
        this.words = words;
        this.arithmetic = arithmetic;
        this.exponentials = exponentials;
        this.reduction = new ArgumentReduction(words);
    }

    /** Φ(u). */
    Wide cdf(Wide u, Delivery delivery) {
        if (u.scale() == null && u.lo() == null && delivery == Delivery.ROUGH_PAIR) {
            return roughCdf(u.hi());
        }
        boolean pair = delivery.isPair();
        Wide tail = tail(MILLS, u, negativeHalfSquare(u), pair);
        Value negative = words.less(u.hi(), words.constant(0));
        return arithmetic.select(negative, tail, complement(1, tail, pair));
    }

    /**
     * e^(−u²/2)·M(|u|) below zero, and 1 less it above, in two rough words. Mills' ratio M is z·(1 + P(1 − s·z)) with
     * z = c/(|u| + 2), about: what z is off by relatively changes M by some 1.4 times as much, for which the exponent
     * makes up.
     */
    private Wide roughCdf(Value u) {
        Value minusT = words.minusAbs(u);
        Wide minusSum = arithmetic.plusShort(minusT, words.constant(-2));
        Value z = words.divide(words.constant(-ROUGH_SCALE), minusSum.hi());
        Value error = words.fma(z, minusSum.lo(), words.fma(z, minusSum.hi(), words.constant(ROUGH_SCALE)));
        Value minusHalf = words.multiply(u, -0.5);
        Exponentials.Power decay = exponentials.power(reduction.ofProduct(minusHalf, u, 1.4 / ROUGH_SCALE, error));
        Value rise = words.fma(roughMills(z), words.add(decay.rise(), words.constant(1)), decay.rise());
        Value scaled = words.fromBits(words.intAdd(words.bits(z), decay.exponent()));
        Value negative = words.less(u, words.constant(0));
        return plusRisen(words.select(negative, words.constant(0), words.constant(1)),
                words.select(negative, scaled, words.negate(scaled)), rise);
    }

    private Value roughMills(Value z) {
        double[] coefficients = ROUGH_MILLS.coefficients(words.dtype());
        Value x = words.fma(z, words.constant(-ROUGH_SLOPE), words.constant(1));
        return words.fma(words.horner(coefficients, 2, x), x, words.constant(coefficients[0]));
    }

    /** n + a·(1 + rise), where n is 0 or 1 and the product is not above 1. */
    private Wide plusRisen(Value n, Value a, Value rise) {
        Value sum = words.add(n, words.fma(a, rise, a));
        return Wide.of(sum, words.fma(a, rise, words.add(words.subtract(n, sum), a)));
    }

    /** erfc(u). */
    Wide erfc(Wide u, boolean pair) {
        Wide tail = tail(ERFCX, u, negativeSquare(u), pair);
        Value negative = words.less(u.hi(), words.constant(0));
        return arithmetic.select(negative, complement(2, tail, pair), tail);
    }

    /** erf(u): u·P(u²) up to 1, 1 − erfc beyond. */
    Wide erf(Wide u, boolean pair) {
        Wide flat = arithmetic.flattened(u, words.dtype() == Dtype.F32 ? 9 : 26);
        Wide square = square(flat);
        Wide series = arithmetic.multiply(flat, arithmetic.polynomial(ERF.coefficients(words.dtype()), square.hi()), true, false);
        Wide tail = arithmetic.flattened(complement(1, tail(ERFCX, flat, negativeSquare(flat), true), true), 1);
        Value negative = words.less(flat.hi(), words.constant(0));
        Wide signed = arithmetic.select(negative, arithmetic.negate(tail), tail);
        Value small = words.lessOrEqual(words.abs(flat.hi()), words.constant(1));
        Wide value = arithmetic.select(small, series, signed);
        if (u.scale() == null) {
            Wide rounded = pair ? value : Wide.of(arithmetic.word(value));
            return Wide.of(words.keepZero(u.hi(), rounded.hi()), rounded.lo()).like(value);
        }
        Wide slope = Wide.of(words.constant(ERF.coefficients(words.dtype())[0]),
                words.constant(ERF.coefficients(words.dtype())[1]));
        Value tiny = words.intLess(u.scale(), words.integer(-words.fractionBits()));
        return arithmetic.select(tiny, arithmetic.multiply(u, slope, true, false), arithmetic.normalised(value));
    }

    /** φ(u) = e^(−u²/2)/√(2π). */
    Wide pdf(Wide u, boolean pair) {
        Wide decay = exponentials.exp(negativeHalfSquare(u), true);
        // 1/√(2π) = 0.39894228040143267794… in two words
        Wide factor = words.dtype() == Dtype.F32
                ? Wide.of(words.constant(0x1.988454p-2), words.constant(-0x1.857936p-27))
                : Wide.of(words.constant(0x1.9884533d43651p-2), words.constant(-0x1.cbc0d30ebfd15p-56));
        return arithmetic.multiply(decay, factor, pair, false);
    }

    /** The tail beyond |u|: e^exponent, the exponent being −u²/2 or −u², times the smooth function of |u|. */
    private Wide tail(Polynomials smooth, Wide u, Wide exponent, boolean pair) {
        Wide decay = exponentials.exp(exponent, true);
        Value distance = words.abs(arithmetic.flattened(u, smooth.reach(words.dtype())).hi());
        Wide divisor = arithmetic.plusShort(distance, words.constant(Polynomials.SPLIT));
        Value reciprocal = words.divide(words.constant(1), divisor.hi());
        Wide polynomial = arithmetic.polynomial(smooth.coefficients(words.dtype()),
                ratio(distance, reciprocal));
        Wide dividend = arithmetic.multiply(decay, polynomial, true, false);
        return arithmetic.divide(dividend, divisor, pair, false);
    }

    /** (t − c)/(t + c) from an approximate 1/(t + c), the residual t − c·(q + 1) − q·t added back. */
    private Value ratio(Value t, Value reciprocal) {
        Value q = words.multiply(words.subtract(t, words.constant(Polynomials.SPLIT)), reciprocal);
        Value residual = words.fma(words.add(q, words.constant(1)), words.constant(-Polynomials.SPLIT), t);
        residual = words.fma(words.negate(q), t, residual);
        return words.fma(reciprocal, residual, q);
    }

    /** whole − part, for 0 ≤ part ≤ whole. */
    private Wide complement(double whole, Wide part, boolean pair) {
        if (part.scale() != null) {
            return arithmetic.subtract(Wide.of(words.constant(whole)), part, true);
        }
        Wide difference = arithmetic.fastTwoSum(words.constant(whole), words.negate(part.hi()));
        Value lo = part.lo() == null ? difference.lo() : words.subtract(difference.lo(), part.lo());
        return pair ? Wide.of(difference.hi(), lo).like(part) : Wide.of(words.add(difference.hi(), lo));
    }

    private Wide negativeSquare(Wide u) {
        return arithmetic.multiply(arithmetic.negate(u), u, true, false);
    }

    /** −u²/2; halving is exact. */
    private Wide negativeHalfSquare(Wide u) {
        return arithmetic.multiply(halved(arithmetic.negate(u)), u, true, false);
    }

    private Wide halved(Wide u) {
        return u.scale() != null ? u.withScale(words.intSubtract(u.scale(), words.integer(1)))
                : Wide.of(words.multiply(u.hi(), 0.5), u.lo() == null ? null : words.multiply(u.lo(), 0.5));
    }

    private Wide square(Wide u) {
        return arithmetic.multiply(u, u, true, false);
    }
}
