package dev.axolemma.cpu;

import dev.axolemma.Span;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Moves elements between spans and blocks of scratch memory: what lies in no Java array of what is computed in, stands
 * for several elements, or does not fill a step, passes through such a block.
 */
final class Block {

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private Block() {
    }

    /** Reads {@code count} elements of a span, widened, from element {@code from} on, to {@code numbers[at …]}. */
    static void read(Span span, long from, int count, Object numbers, int at) {
        if (!span.isBroadcast()) {
            copyIn(span, from, numbers, at, count);
            return;
        }
        int done = 0;
        while (done < count) {
            long position = from + done;
            long channel = position / span.inner() % span.length();
            if (span.inner() == 1) {
                int run = (int) Math.min(count - done, span.length() - channel);
                copyIn(span, channel, numbers, at + done, run);
                done += run;
            } else {
                int run = (int) Math.min(count - done, span.inner() - position % span.inner());
                copyIn(span, channel, numbers, at + done, 1);
                repeat(numbers, at + done, run);
                done += run;
            }
        }
    }

    /**
     * Writes {@code count} elements from {@code numbers[at …]}, rounded, to a plain span, from element {@code to} on.
     */
    static void write(Object numbers, int at, int count, Span span, long to) {
        if (span.dtype().isStorage()) {
            Storage.round((float[]) numbers, at, count, span, to);
        } else if (span.array() != null) {
            System.arraycopy(numbers, at, span.array(), (int) (span.offset() + to), count);
        } else {
            switch (numbers) {
                case float[] floats ->
                        MemorySegment.copy(floats, at, span.segment(), FLOAT, to * Float.BYTES, count);
                case double[] doubles ->
                        MemorySegment.copy(doubles, at, span.segment(), DOUBLE, to * Double.BYTES, count);
                default -> throw new AssertionError(numbers);
            }
        }
    }

    /** Writes {@code count} integers, whose bits stand in {@code numbers[at …]}, as the integers {@code to …} of a segment. */
    static void writeIntegers(Object numbers, int at, int count, MemorySegment segment, long to) {
        switch (numbers) {
            case float[] floats -> MemorySegment.copy(floats, at, segment, FLOAT, to * Integer.BYTES, count);
            case double[] doubles -> {
                for (int i = 0; i < count; i++) {
                    segment.setAtIndex(ValueLayout.JAVA_INT_UNALIGNED, to + i,
                            (int) Double.doubleToRawLongBits(doubles[at + i]));
                }
            }
            default -> throw new AssertionError(numbers);
        }
    }

    /** Sets {@code numbers[at] … numbers[at + count − 1]} to {@code value}. */
    static void fill(Object numbers, int at, int count, double value) {
        switch (numbers) {
            case float[] floats -> Arrays.fill(floats, at, at + count, (float) value);
            case double[] doubles -> Arrays.fill(doubles, at, at + count, value);
            default -> throw new AssertionError(numbers);
        }
    }

    /** Sets {@code numbers[at] … numbers[at + count − 1]} to the first of them. */
    static void repeat(Object numbers, int at, int count) {
        switch (numbers) {
            case float[] floats -> Arrays.fill(floats, at, at + count, floats[at]);
            case double[] doubles -> Arrays.fill(doubles, at, at + count, doubles[at]);
            default -> throw new AssertionError(numbers);
        }
    }

    /** {@code numbers[at]}. */
    static double number(Object numbers, int at) {
        return switch (numbers) {
            case float[] floats -> floats[at];
            case double[] doubles -> doubles[at];
            default -> throw new AssertionError(numbers);
        };
    }

    private static void copyIn(Span span, long number, Object numbers, int at, int count) {
        if (span.dtype().isStorage()) {
            Storage.widen(span, number, (float[]) numbers, at, count);
        } else if (span.array() != null) {
            System.arraycopy(span.array(), (int) (span.offset() + number), numbers, at, count);
        } else {
            switch (numbers) {
                case float[] floats ->
                        MemorySegment.copy(span.segment(), FLOAT, number * Float.BYTES, floats, at, count);
                case double[] doubles ->
                        MemorySegment.copy(span.segment(), DOUBLE, number * Double.BYTES, doubles, at, count);
                default -> throw new AssertionError(numbers);
            }
        }
    }
}
