package dev.axolemma.compiler;

/**
 * A number wider than a word: (hi + lo)·2^scale, unevaluated. Where {@code lo} is null the number is hi exactly as far as
 * anyone needs; where {@code scale} is null it is 0 and the words are known to be in range. On the rare path, where
 * anything may over- or underflow, every number has a scale and |hi| from ⅛ to 2, or is zero with a scale far below all
 * others; infinity is a huge finite number there, so that limits come out instead of ∞·0.
 *
 * @param loose whether lo may be as large as a sixth of hi, instead of a few units in its last place
 * @param whole the number as one word, infinite or subnormal as it may be; null unless it has a scale and is known so
 */
record Wide(Value hi, Value lo, Value scale, boolean loose, Value whole) {

    /** The scale of an infinity: beyond every finite number and every product of a few. */
    static final int INFINITE = 1 << 20;

    /** The scale of an exponential that saturates: beyond every power of an infinity that a formula may hold. */
    static final int SATURATED = 1 << 26;

    /** Minus the scale of zero. */
    static final int ZERO = 1 << 28;

    Wide(Value hi, Value lo, Value scale) {
        this(hi, lo, scale, false, null);
    }

    static Wide of(Value hi) {
        return new Wide(hi, null, null);
    }

    static Wide of(Value hi, Value lo) {
        return new Wide(hi, lo, null);
    }

    static Wide loose(Value hi, Value lo) {
        return new Wide(hi, lo, null, true, null);
    }

    Wide withScale(Value other) {
        return new Wide(hi, lo, other, loose, null);
    }

    /** As loose as {@code other} if that is. */
    Wide like(Wide other) {
        return new Wide(hi, lo, scale, lo != null && (loose || other.loose), null);
    }

    /** A word that has the number's sign. */
    Value signed() {
        return whole == null ? hi : whole;
    }
}
