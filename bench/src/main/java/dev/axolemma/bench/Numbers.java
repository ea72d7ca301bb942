package dev.axolemma.bench;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Numbers of one dtype with a shape, in row-major order.
 *
 * @param data native byte order; its size is that of the shape
 */
public record Numbers(Dtype dtype, List<Long> shape, MemorySegment data) {

    public Numbers {
        shape = List.copyOf(shape);
        if (data.byteSize() != Math.multiplyExact(elements(shape), dtype.bytes())) {
            throw new IllegalArgumentException("data has " + data.byteSize() + " bytes; shape " + shape + " of "
                    + dtype.label() + " takes " + elements(shape) * dtype.bytes());
        }
    }

    private static long elements(List<Long> shape) {
        return shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }

    /** Zeros in a vector. */
    public static Numbers zeros(Dtype dtype, long length) {
        return zeros(dtype, List.of(length));
    }

    /**
     * Zeros.
     *
     * @throws ArithmeticException if they are too many for an array
     */
    public static Numbers zeros(Dtype dtype, List<Long> shape) {
        int elements = Math.toIntExact(elements(shape));
        return new Numbers(dtype, shape, switch (dtype) {
            case F16, BF16 -> MemorySegment.ofArray(new short[elements]);
            case F32 -> MemorySegment.ofArray(new float[elements]);
            case F64 -> MemorySegment.ofArray(new double[elements]);
        });
    }

    /** A vector of {@code values}, each rounded to the dtype. */
    public static Numbers of(Dtype dtype, double... values) {
        Numbers numbers = zeros(dtype, values.length);
        for (int i = 0; i < values.length; i++) {
            numbers.set(i, values[i]);
        }
        return numbers;
    }

    /** The number of elements. */
    public long length() {
        return data.byteSize() / dtype.bytes();
    }

    /** An element, exactly. */
    public double get(long index) {
        return switch (dtype) {
            case F16, BF16 -> Bits.number(data.getAtIndex(JAVA_SHORT, index), dtype);
            case F32 -> data.getAtIndex(JAVA_FLOAT, index);
            case F64 -> data.getAtIndex(JAVA_DOUBLE, index);
        };
    }

    private void set(long index, double value) {
        switch (dtype) {
            case F16, BF16 -> data.setAtIndex(JAVA_SHORT, index, (short) Bits.of(value, dtype));
            case F32 -> data.setAtIndex(JAVA_FLOAT, index, (float) value);
            case F64 -> data.setAtIndex(JAVA_DOUBLE, index, value);
        }
    }

    /** The elements in order. */
    public DoubleStream stream() {
        return LongStream.range(0, length()).mapToDouble(this::get);
    }

    /** These numbers in another dtype, rounded where it is the narrower one. */
    public Numbers to(Dtype other) {
        if (other == dtype) {
            return this;
        }
        Numbers converted = zeros(other, shape);
        for (long i = 0; i < length(); i++) {
            converted.set(i, get(i));
        }
        return converted;
    }

    /**
     * A vector of {@code length} elements that repeats these, beginning with the one at {@code start}.
     *
     * @throws IllegalArgumentException if there is nothing to repeat
     */
    public Numbers repeated(long start, long length) {
        if (length() == 0) {
            throw new IllegalArgumentException("no numbers to repeat");
        }
        Numbers repeated = zeros(dtype, length);
        long from = start % length() * dtype.bytes();
        for (long to = 0; to < repeated.data.byteSize();) {
            long bytes = Math.min(data.byteSize() - from, repeated.data.byteSize() - to);
            MemorySegment.copy(data, from, repeated.data, to, bytes);
            to += bytes;
            from = 0;
        }
        return repeated;
    }

    /** The {@code short[]}, {@code float[]} or {@code double[]} that holds them, if they are on the heap. */
    public Object array() {
        return data.heapBase().orElseThrow();
    }

    /**
     * The index of the first element whose bits differ from the other's; -1 if there is none. Any NaN is equal to any
     * NaN, but in f16 and bf16, where a result has only one. Both have one dtype and length.
     */
    public long mismatch(Numbers other) {
        return switch (dtype) {
            case F16, BF16 -> Arrays.mismatch((short[]) array(), (short[]) other.array());
            case F32 -> Arrays.mismatch((float[]) array(), (float[]) other.array());
            case F64 -> Arrays.mismatch((double[]) array(), (double[]) other.array());
        };
    }

    /** A view of these numbers for a kernel, which may write to them. */
    public Span span() {
        return Span.of(data, dtype);
    }
}
