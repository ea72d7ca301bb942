package dev.axolemma;

import java.util.Arrays;

/**
 * One axis of a tensor: elements of shape [outer, length, inner], row-major, of which rows of {@code length} lie along
 * the axis, {@code inner} elements apart.
 *
 * @param outer the product of the dimensions before the axis
 * @param length the dimension of the axis
 * @param inner the product of the dimensions after it
 */
public record Axis(long outer, long length, long inner) {

    /** @throws IllegalArgumentException if a size is negative or the product is too large */
    public Axis {
        if (outer < 0 || length < 0 || inner < 0) {
            throw new IllegalArgumentException("axis is " + text(outer, length, inner) + "; sizes must be at least 0");
        }
        try {
            Math.multiplyExact(Math.multiplyExact(outer, length), inner);
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException("axis is " + text(outer, length, inner)
                    + "; the product must be below 2^63");
        }
    }

    /** The last axis of a matrix: its rows. */
    public static Axis ofRows(long rows, long length) {
        return new Axis(rows, length, 1);
    }

    /**
     * An axis of a tensor.
     *
     * @param axis its number, counted from the last if negative: −1 is the last
     * @throws IllegalArgumentException if there is no such axis, a dimension is negative, or the product is too large
     */
    public static Axis of(int axis, long... dimensions) {
        if (axis < -dimensions.length || axis >= dimensions.length) {
            throw new IllegalArgumentException("axis is " + axis + "; a tensor of " + dimensions.length
                    + " dimensions has those from " + -dimensions.length + " to " + (dimensions.length - 1));
        }
        int number = axis < 0 ? axis + dimensions.length : axis;
        return new Axis(product(dimensions, 0, number), dimensions[number],
                product(dimensions, number + 1, dimensions.length));
    }

    private static long product(long[] dimensions, int from, int to) {
        try {
            return Arrays.stream(dimensions, from, to).reduce(1, Math::multiplyExact);
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException("dimensions are " + Arrays.toString(dimensions)
                    + "; the product must be below 2^63");
        }
    }

    /** The number of elements. */
    public long extent() {
        return outer * length * inner;
    }

    private static String text(long outer, long length, long inner) {
        return "[" + outer + ", " + length + ", " + inner + "]";
    }

    /** As in {@code [2, 10, 1]}. */
    @Override
    public String toString() {
        return text(outer, length, inner);
    }
}
