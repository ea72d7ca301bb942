package dev.axolemma;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The bits of floats in an array, seen as integers through a segment: HotSpot makes no vectors of loops that call
 * {@link Float#floatToRawIntBits} or {@link Float#intBitsToFloat}, nor of these if an index is more than the loop's
 * variable.
 */
final class FloatBits {

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final int INFINITY = 0x7f80_0000;

    private FloatBits() {
    }

    /** The bits of a number of a segment. */
    static int at(MemorySegment floats, int index) {
        return floats.get(INT, (long) Float.BYTES * index);
    }

    static boolean isAnyNan(float[] floats, int from, int count) {
        MemorySegment numbers = MemorySegment.ofArray(floats);
        int greatest = 0;
        for (int i = from; i < from + count; i++) {
            greatest = Math.max(greatest, at(numbers, i) & Integer.MAX_VALUE);
        }
        return greatest > INFINITY;
    }

    /** Makes of each number, an integer of 16 bits, that which has these as the upper half of its bits. */
    static void shiftIntegers(float[] floats, int from, int count) {
        MemorySegment numbers = MemorySegment.ofArray(floats);
        for (int i = from; i < from + count; i++) {
            numbers.set(INT, (long) Float.BYTES * i, (int) floats[i] << Short.SIZE);
        }
    }
}
