package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.Span;

/**
 * Finished sums of a matrix product, row after row in an array of scratch memory. What a row has beyond its columns is
 * computed along and never written.
 *
 * @param sums the array
 * @param stride the distance of rows, at least {@code columns}
 * @param row the row of the whole matrix at which the tile starts
 * @param column the column of the whole matrix at which it starts
 */
record SumTile(Dtype dtype, Object sums, int stride, int row, int column, int rows, int columns) {

    /** How many numbers the rows take. */
    int size() {
        return rows * stride;
    }

    /** All rows, as operand of a map. */
    Span elements() {
        return part(sums, 0);
    }

    /** As many numbers of another array, from one on. */
    Span part(Object array, int at) {
        return switch (array) {
            case float[] floats -> Span.of(floats, at, size());
            case double[] doubles -> Span.of(doubles, at, size());
            default -> throw new AssertionError(array);
        };
    }

    /** Adds to every row the numbers of a row. */
    void add(Span numbers, Room room) {
        Object row = room.atLeast(dtype, columns);
        Block.read(numbers, column, columns, row, 0);
        for (int i = 0; i < rows; i++) {
            add(row, i * stride);
        }
    }

    private void add(Object numbers, int at) {
        switch (sums) {
            case float[] floats -> {
                float[] added = (float[]) numbers;
                for (int j = 0; j < columns; j++) {
                    floats[at + j] += added[j];
                }
            }
            case double[] doubles -> {
                double[] added = (double[]) numbers;
                for (int j = 0; j < columns; j++) {
                    doubles[at + j] += added[j];
                }
            }
            default -> throw new AssertionError(sums);
        }
    }

    /** Reads the same part of a matrix, laid out like this tile; {@code repeat} rows of the tile have one row of the matrix. */
    void read(Span matrix, int width, int repeat, Object numbers) {
        for (int i = 0; i < rows; i++) {
            Block.read(matrix, (long) (row + i) / repeat * width + column, columns, numbers, i * stride);
            Block.fill(numbers, i * stride + columns, stride - columns, 0);
        }
    }

    /** Writes this part of a matrix. */
    void write(Span matrix, int width) {
        write(sums, 0, matrix, width);
    }

    /** Writes this part of a matrix from numbers laid out like this tile. */
    void write(Object numbers, int at, Span matrix, int width) {
        for (int i = 0; i < rows; i++) {
            Block.write(numbers, at + i * stride, columns, matrix, (long) (row + i) * width + column);
        }
    }
}
