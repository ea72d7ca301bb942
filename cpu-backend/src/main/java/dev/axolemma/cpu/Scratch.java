package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import java.util.Arrays;

/** What a thread needs to run loops, kept from call to call so that running allocates nothing. */
final class Scratch {

    private Object[] arrays = {};
    private int[] offsets = {};
    private Object numbers;
    private Object blocks;
    private Object scalars;
    private Object sums;
    private Object statistics;

    /** Room for as many operands, at least. */
    Object[] arrays(int operands) {
        if (arrays.length < operands) {
            arrays = new Object[operands];
            offsets = new int[operands];
        }
        return arrays;
    }

    /** Where each operand starts in its array. */
    int[] offsets() {
        return offsets;
    }

    /** Lets go of the caller's arrays. */
    void forget() {
        Arrays.fill(arrays, null);
    }

    /** Room for as many numbers of a kernel, at least: a {@code float[]} or {@code double[]}. */
    Object numbers(Dtype dtype, int length) {
        numbers = room(numbers, dtype, length);
        return numbers;
    }

    /** Room for as many numbers of who runs several kernels, at least. */
    Object blocks(Dtype dtype, int length) {
        blocks = room(blocks, dtype, length);
        return blocks;
    }

    /** Room for as many run-time scalars, at least. */
    Object scalars(Dtype dtype, int length) {
        scalars = room(scalars, dtype, length);
        return scalars;
    }

    /** Room for as many sums of blocks, at least. Other threads may write them while this one waits. */
    Object sums(Dtype dtype, int length) {
        sums = room(sums, dtype, length);
        return sums;
    }

    /** Room for as many statistics of rows, at least. */
    Object statistics(Dtype dtype, int length) {
        statistics = room(statistics, dtype, length);
        return statistics;
    }

    private static Object room(Object given, Dtype dtype, int length) {
        return switch (dtype) {
            case F32 -> given instanceof float[] floats && floats.length >= length ? floats : new float[length];
            case F64 -> given instanceof double[] doubles && doubles.length >= length ? doubles : new double[length];
        };
    }
}
