package dev.axolemma.device;

import dev.axolemma.Axis;

/**
 * Some of the elements of a tensor, row-major: a range of each dimension.
 *
 * @param whole the shape of the tensor
 * @param outer where the range of the dimensions before the axis starts
 * @param along where that of the axis starts
 * @param inner where that of the dimensions after it starts
 * @param shape how long the ranges are
 */
record Portion(Axis whole, long outer, long along, long inner, Axis shape) {

    /** How many elements these are. */
    long count() {
        return shape.extent();
    }

    /** Where in the tensor the first of them is. */
    long first() {
        return index(0);
    }

    /** Where in the tensor one of them is. */
    long index(long number) {
        long row = number / Math.max(1, shape.inner());
        long before = outer + row / Math.max(1, shape.length());
        return (before * whole.length() + along + row % Math.max(1, shape.length())) * whole.inner() + inner
                + number % Math.max(1, shape.inner());
    }

    /** How many of them come one after the other in the tensor, before a gap. */
    long run() {
        if (shape.inner() < whole.inner()) {
            return shape.inner();
        }
        return shape.length() < whole.length() ? shape.length() * shape.inner() : count();
    }

    boolean isContiguous() {
        return run() == count();
    }

    /** Which element of the broadcasts that a {@link Window} shows is the first of these. */
    long firstOfBroadcasts() {
        return isContiguous() ? first() : 0;
    }

    /** The same rows of a matrix with that many columns. */
    Portion ofRows(long columns) {
        return new Portion(Axis.ofRows(whole.outer(), columns), outer, 0, 0, Axis.ofRows(shape.outer(), columns));
    }
}
