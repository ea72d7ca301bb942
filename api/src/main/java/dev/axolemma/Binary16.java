package dev.axolemma;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * IEEE binary16 numbers, the {@link Dtype#F16}, by their bits: a sign, 5 bits of exponent, 10 of significand. The loops
 * over arrays are such as HotSpot makes vectors of. Thread-safe.
 */
public final class Binary16 {

    private static final ValueLayout.OfShort BITS = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final short NAN = 0x7e00;

    private Binary16() {
    }

    /** The number that has these bits, exactly. */
    public static float widen(short bits) {
        return Float.float16ToFloat(bits);
    }

    /** The bits of the nearest number, of the even one at a tie; {@code 0x7e00} for every NaN. */
    public static short round(float value) {
        return Float.isNaN(value) ? NAN : Float.floatToFloat16(value);
    }

    /**
     * Writes the numbers whose bits are {@code bits[from …]} to {@code floats[to …]}.
     *
     * @throws IndexOutOfBoundsException if an array has not as many; nothing is written then
     */
    public static void widen(short[] bits, int from, float[] floats, int to, int count) {
        Objects.checkFromIndexSize(from, count, bits.length);
        Objects.checkFromIndexSize(to, count, floats.length);
        for (int i = 0; i < count; i++) {
            floats[to + i] = Float.float16ToFloat(bits[from + i]);
        }
    }

    /**
     * Writes the numbers whose bits are the shorts {@code from …} of a segment to {@code floats[to …]}.
     *
     * @throws IndexOutOfBoundsException if one of the two has not as many
     */
    public static void widen(MemorySegment bits, long from, float[] floats, int to, int count) {
        Objects.checkFromIndexSize(to, count, floats.length);
        for (int i = 0; i < count; i++) {
            floats[to + i] = Float.float16ToFloat(bits.get(BITS, (from + i) * Short.BYTES));
        }
    }

    /**
     * Writes the bits of the numbers {@code floats[from …]}, rounded, to {@code bits[to …]}.
     *
     * @throws IndexOutOfBoundsException if an array has not as many; nothing is written then
     */
    public static void round(float[] floats, int from, short[] bits, int to, int count) {
        Objects.checkFromIndexSize(from, count, floats.length);
        Objects.checkFromIndexSize(to, count, bits.length);
        if (FloatBits.isAnyNan(floats, from, count)) {
            for (int i = 0; i < count; i++) {
                bits[to + i] = round(floats[from + i]);
            }
        } else {
            for (int i = 0; i < count; i++) {
                bits[to + i] = Float.floatToFloat16(floats[from + i]);
            }
        }
    }

    /**
     * Writes the bits of the numbers {@code floats[from …]}, rounded, as the shorts {@code to …} of a segment.
     *
     * @throws IndexOutOfBoundsException if one of the two has not as many
     */
    public static void round(float[] floats, int from, MemorySegment bits, long to, int count) {
        Objects.checkFromIndexSize(from, count, floats.length);
        if (FloatBits.isAnyNan(floats, from, count)) {
            for (int i = 0; i < count; i++) {
                bits.set(BITS, (to + i) * Short.BYTES, round(floats[from + i]));
            }
        } else {
            for (int i = 0; i < count; i++) {
                bits.set(BITS, (to + i) * Short.BYTES, Float.floatToFloat16(floats[from + i]));
            }
        }
    }
}
