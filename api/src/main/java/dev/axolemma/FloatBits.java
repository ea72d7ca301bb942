package dev.axolemma;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The bits of floats in an array, seen as integers through a segment: HotSpot makes no vectors of loops that call {@link
 * Float#floatToRawIntBits} or {@link Float#intBitsToFloat}.
 */
final class FloatBits {

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final int INFINITY = 0x7f80_0000;

    private FloatBits() {
    }

    /** The bits of a number of an array. */
    static int at(MemorySegment floats, int index) {
        return floats.get(INT, (long) index * Float.BYTES);
    }

    static boolean isAnyNan(float[] floats, int from, int count) {
        MemorySegment numbers = MemorySegment.ofArray(floats);
        int greatest = 0;
        for (int i = 0; i < count; i++) {
            greatest = Math.max(greatest, at(numbers, from + i) & Integer.MAX_VALUE);
        }
        return greatest > INFINITY;
    }

    /** Makes of each number, an integer of 16 bits, that which has these as the upper half of its bits. */
    static void shiftIntegers(float[] floats, int from, int count) {
        MemorySegment numbers = MemorySegment.ofArray(floats);
        for (int i = 0; i < count; i++) {
            numbers.set(INT, (long) (from + i) * Float.BYTES, (int) floats[from + i] << Short.SIZE);
        }
    }
}
