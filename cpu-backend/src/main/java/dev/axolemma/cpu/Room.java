package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.Span;

/** An array of either dtype that grows as needed and is kept, so that its next use allocates nothing. */
final class Room {

    private float[] floats = {};
    private double[] doubles = {};

    /** Room for as many numbers, at least: a {@code float[]} or {@code double[]}. */
    Object atLeast(Dtype dtype, int length) {
        switch (dtype) {
            case F16, BF16, F32 -> {
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

    /** Room for exactly as many numbers. */
    Span span(Dtype dtype, int length) {
        return switch (atLeast(dtype, length)) {
            case float[] numbers -> Span.of(numbers, 0, length);
            case double[] numbers -> Span.of(numbers, 0, length);
            default -> throw new AssertionError(dtype);
        };
    }
}
