package dev.axolemma.compiler;

/** What is done to an exponential's argument in plain words before there is a polynomial: it is brought near 0. */
final class ArgumentReduction {

    private final Words words;

    ArgumentReduction(Words words) {
        this.words = words;
    }

    /**
     * u = k·ln2 + r.
     *
     * @param shifted k + {@link Words#roundingShift()}, whose low bits are k
     * @param r one word, |r| ≤ ln2/2 and a little
     */
    record Reduced(Value shifted, Value r) {
    }

    /** u = k·ln2 + r (Cody and Waite 1980), the product exact by fma. */
    Reduced of(Wide u) {
        return of(u, words.constant(words.round(1 / Math.log(2))), words.constant(-words.ln2High()),
                words.constant(-words.ln2Low()));
    }

    /**
     * a·b + weight·c = k·ln2 + r for a small c: neither the product nor its rounding is needed, as k·ln2 is subtracted
     * before it is rounded.
     */
    Reduced ofProduct(Value a, Value b, double weight, Value c) {
        Value shift = words.constant(words.roundingShift());
        Value shifted = words.fma(words.multiply(a, words.round(1 / Math.log(2))), b, shift);
        Value n = words.subtract(shifted, shift);
        Value high = words.fma(a, b, words.multiply(n, -words.ln2High()));
        Value low = words.fma(n, words.constant(words.round(-words.ln2Low() / weight)), c);
        return new Reduced(shifted, words.fma(low, words.constant(words.round(weight)), high));
    }

    /** factor·v = k·ln2 + r by way of v = k·(ln2/factor) + r/factor: the product need not be known in two words. */
    Reduced ofMultiple(Wide factor, Wide v) {
        Value first = factor.hi();
        // Of a factor 0, k and r are 0 in any units.
        Value divisor = words.select(words.equal(first, words.constant(0)), words.constant(1), first);
        Value quotient = words.divide(words.constant(words.round(-Math.log(2))), divisor);
        // As short as the first word of ln2, so that its product with k is exact.
        Value high = words.fromBits(words.intAnd(words.bits(quotient), words.integer(-1L << words.exponentBits())));
        Value rest = words.subtract(words.fma(words.negate(high), first, words.constant(-words.ln2High())),
                words.constant(words.ln2Low()));
        Value low = factor.lo() == null ? rest : words.fma(words.negate(high), factor.lo(), rest);
        Reduced reduced = of(v, words.multiply(first, words.round(1 / Math.log(2))), high,
                words.divide(low, divisor));
        return new Reduced(reduced.shifted(), words.multiply(reduced.r(), first));
    }

    /** u less k = u·perLn2 times the two words of −ln2, or of that in other units. */
    private Reduced of(Wide u, Value perLn2, Value minusHigh, Value minusLow) {
        Value shifted = words.fma(u.hi(), perLn2, words.constant(words.roundingShift()));
        Value n = words.subtract(shifted, words.constant(words.roundingShift()));
        Value high = words.fma(n, minusHigh, u.hi());
        Value r = u.lo() == null ? words.fma(n, minusLow, high) : words.add(high, words.fma(n, minusLow, u.lo()));
        return new Reduced(shifted, r);
    }
}
