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
            bits[i] = switch (dtype) {
                case F32 -> random.nextInt(8) == 0 ? random.nextInt() : Float.floatToRawIntBits((float) ordinary);
                case F64 -> random.nextInt(8) == 0 ? random.nextLong() : Double.doubleToRawLongBits(ordinary);
            };
        }
        return bits;
    }

    /** A span over part of a new array. */
    static Span array(long[] bits, Dtype dtype, int offset) {
        return switch (dtype) {
            case F32 -> Span.of(new float[bits.length + offset + 3], offset, bits.length);
            case F64 -> Span.of(new double[bits.length + offset + 3], offset, bits.length);
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
        return Arrays.stream(numbers).mapToLong(number -> dtype == Dtype.F32
                ? Float.floatToIntBits((float) number) : Double.doubleToLongBits(number)).toArray();
    }

    static void set(Span span, long[] bits) {
        MemorySegment segment = span.segment();
        for (int i = 0; i < bits.length; i++) {
            switch (span.dtype()) {
                case F32 -> segment.set(ValueLayout.JAVA_INT_UNALIGNED, 4L * i, (int) bits[i]);
                case F64 -> segment.set(ValueLayout.JAVA_LONG_UNALIGNED, 8L * i, bits[i]);
            }
        }
    }

    /** What a span holds, NaN canonical. */
    static long[] get(Span span) {
        long[] bits = new long[(int) span.length()];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = switch (span.dtype()) {
                case F32 -> span.segment().get(ValueLayout.JAVA_INT_UNALIGNED, 4L * i);
                case F64 -> span.segment().get(ValueLayout.JAVA_LONG_UNALIGNED, 8L * i);
            };
        }
        return canonical(bits, span.dtype());
    }

    /** The same with one pattern for every NaN. */
    static long[] canonical(long[] bits, Dtype dtype) {
        long[] result = bits.clone();
        for (int i = 0; i < bits.length; i++) {
            result[i] = switch (dtype) {
                case F32 -> Float.floatToIntBits(Float.intBitsToFloat((int) bits[i]));
                case F64 -> Double.doubleToLongBits(Double.longBitsToDouble(bits[i]));
            };
        }
        return result;
    }
}
