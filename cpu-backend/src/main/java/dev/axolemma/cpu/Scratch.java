package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import java.util.Arrays;

/** What a thread needs to run loops, kept from call to call so that running allocates nothing. */
final class Scratch {

    private Object[] arrays = {};
    private int[] offsets = {};
    private float[] floats = {};
    private double[] doubles = {};
    private float[] floatScalars = {};
    private double[] doubleScalars = {};

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

    /** Room for as many numbers, at least: a {@code float[]} or {@code double[]}. */
    Object numbers(Dtype dtype, int length) {
        switch (dtype) {
            case F32 -> {
                if (floats.length < length) {
                    floats = new float[length];
                }
                return floats;
            }
            case F64 -> {
                if (doubles.length < length) {
                    doubles = new double[length];
                }
                return doubles;
            }
        }
        throw new AssertionError(dtype);
    }

    /** Room for as many run-time scalars, at least. */
    Object scalars(Dtype dtype, int length) {
        switch (dtype) {
            case F32 -> {
                if (floatScalars.length < length) {
                    floatScalars = new float[length];
                }
                return floatScalars;
            }
            case F64 -> {
                if (doubleScalars.length < length) {
                    doubleScalars = new double[length];
                }
                return doubleScalars;
            }
        }
        throw new AssertionError(dtype);
    }
}
