package dev.axolemma.device;

import dev.axolemma.Span;

/**
 * Numbers in the device's memory seen as a matrix: element (row, column) is number {@code row · rowStride + column ·
 * columnStride} of a plain span. One of the strides is 1.
 */
record DeviceMatrix(Span span, int rows, int columns, long rowStride, long columnStride) {

    /** Row after row. */
    static DeviceMatrix of(Span span, int rows, int columns) {
        return new DeviceMatrix(span, rows, columns, columns, 1);
    }

    DeviceMatrix transposed() {
        return new DeviceMatrix(span, columns, rows, columnStride, rowStride);
    }
}
