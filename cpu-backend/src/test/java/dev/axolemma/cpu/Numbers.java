package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Numbers of either dtype as bit patterns, in any container. */
final class Numbers {

    private Numbers() {
    }

    /** Ordinary numbers, and now and then any bit pattern at all. */
    static long[] random(SplittableRandom random, Dtype dtype, int length) {
        long[] bits = new long[length];
        for (int i = 0; i < length; i++) {
            double ordinary = random.nextDouble(-8, 8);
            bits[i] = random.nextInt(8) == 0 ? anyBits(random, dtype) : bits(ordinary, dtype);
        }
        return bits;
    }

    private static long anyBits(SplittableRandom random, Dtype dtype) {
        return switch (dtype) {
            case F16, BF16 -> (short) random.nextInt();
            case F32 -> random.nextInt();
            case F64 -> random.nextLong();
        };
    }

    private static long bits(double number, Dtype dtype) {
        return switch (dtype) {
            case F16, BF16 -> StoredNumbers.round((float) number, dtype);
            case F32 -> Float.floatToIntBits((float) number);
            case F64 -> Double.doubleToLongBits(number);
        };
    }

    /** A span over part of a new array. */
    static Span array(long[] bits, Dtype dtype, int offset) {
        int length = bits.length + offset + 3;
        return switch (dtype) {
            case F16, BF16 -> Span.of(new short[length], dtype, offset, bits.length);
            case F32 -> Span.of(new float[length], offset, bits.length);
            case F64 -> Span.of(new double[length], offset, bits.length);
        };
    }

    /** A span over part of a new array that holds numbers, each of which the dtype has. */
    static Span of(double[] numbers, Dtype dtype, int offset) {
        Span span = array(new long[numbers.length], dtype, offset);
        set(span, bits(numbers, dtype));
        return span;
    }

    static double[] toDoubles(Span span) {
        return Arrays.stream(get(span)).mapToDouble(bits -> span.dtype() == Dtype.F32
                ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits)).toArray();
    }

    /** The bits of numbers that the dtype has, NaN canonical. */
    static long[] bits(double[] numbers, Dtype dtype) {
        return Arrays.stream(numbers).mapToLong(number -> bits(number, dtype)).toArray();
    }

    static void set(Span span, long[] bits) {
        MemorySegment segment = span.segment();
        for (int i = 0; i < bits.length; i++) {
            switch (span.dtype()) {
                case F16, BF16 -> segment.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i, (short) bits[i]);
                case F32 -> segment.set(ValueLayout.JAVA_INT_UNALIGNED, 4L * i, (int) bits[i]);
                case F64 -> segment.set(ValueLayout.JAVA_LONG_UNALIGNED, 8L * i, bits[i]);
            }
        }
    }

    /** What a span holds; NaN canonical, but where it must be so in the span. */
    static long[] get(Span span) {
        long[] bits = new long[(int) span.length()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = switch (span.dtype()) {
                case F16, BF16 -> span.segment().get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * i);
                case F32 -> span.segment().get(ValueLayout.JAVA_INT_UNALIGNED, 4L * i);
                case F64 -> span.segment().get(ValueLayout.JAVA_LONG_UNALIGNED, 8L * i);
            };
        }
        return canonical(bits, span.dtype());
    }

    /** The same with one pattern for every NaN of a dtype that leaves it open. */
    static long[] canonical(long[] bits, Dtype dtype) {
        return Arrays.stream(bits).map(pattern -> switch (dtype) {
            case F16, BF16 -> pattern;
            case F32 -> Float.floatToIntBits(Float.intBitsToFloat((int) pattern));
            case F64 -> Double.doubleToLongBits(Double.longBitsToDouble(pattern));
        }).toArray();
    }
}
