package dev.axolemma;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * bfloat16 numbers, the {@link Dtype#BF16}, by their bits: the upper half of a binary32 number, with its sign, its 8
 * bits of exponent and 7 of significand. The loops over arrays are such as HotSpot makes vectors of. Thread-safe.
 */
public final class Bfloat16 {

    private static final ValueLayout.OfShort BITS = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final short NAN = 0x7fc0;

    private Bfloat16() {
    }

    /** The number that has these bits, exactly. */
    public static float widen(short bits) {
        return Float.intBitsToFloat(bits << Short.SIZE);
    }

    /** The bits of the nearest number, of the even one at a tie; {@code 0x7fc0} for every NaN. */
    public static short round(float value) {
        return Float.isNaN(value) ? NAN : upper(Float.floatToRawIntBits(value));
    }

    /**
     * The upper half of the bits of a number, rounded: a little less than half of it is added, and all of a half to an
     * odd one. A carry makes the next binade of it, or infinity.
     */
    private static short upper(int bits) {
        // That it is a float on the way changes nothing, but HotSpot has a vector conversion from float to short.
        return (short) (float) (bits + 0x7fff + (bits >>> Short.SIZE & 1) >> Short.SIZE);
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
            floats[to + i] = bits[from + i];
        }
        FloatBits.shiftIntegers(floats, to, count);
    }

    /**
     * Writes the numbers whose bits are the shorts {@code from …} of a segment to {@code floats[to …]}.
     *
     * @throws IndexOutOfBoundsException if one of the two has not as many
     */
    public static void widen(MemorySegment bits, long from, float[] floats, int to, int count) {
        Objects.checkFromIndexSize(to, count, floats.length);
        for (int i = 0; i < count; i++) {
            floats[to + i] = bits.get(BITS, (from + i) * Short.BYTES);
        }
        FloatBits.shiftIntegers(floats, to, count);
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
            MemorySegment numbers = MemorySegment.ofArray(floats);
            int apart = to - from;
            for (int i = from; i < from + count; i++) {
                bits[apart + i] = upper(FloatBits.at(numbers, i));
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
        for (int i = 0; i < count; i++) {
            bits.set(BITS, (to + i) * Short.BYTES, round(floats[from + i]));
        }
    }
}
