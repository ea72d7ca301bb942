package dev.axolemma.cpu;

import dev.axolemma.Span;

/**
 * Numbers seen as a matrix: element (row, column) is number {@code row · rowStride + column · columnStride} of a plain
 * span. One of the strides is 1.
 */
record Matrix(Span span, int rows, int columns, long rowStride, long columnStride) {

    /** Row after row. */
    static Matrix of(Span span, int rows, int columns) {
        return new Matrix(span, rows, columns, columns, 1);
    }

    Matrix transposed() {
        return new Matrix(span, columns, rows, columnStride, rowStride);
    }

    long at(int row, int column) {
        return row * rowStride + column * columnStride;
    }
}
