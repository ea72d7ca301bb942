package dev.axolemma.cpu;

import dev.axolemma.Dtype;

/**
 * Copies part of a matrix into panels: strips of a few columns, each stored row after row, so that a micro-kernel reads
 * memory in order. What a last panel has too much is filled with zeros.
 */
final class Panels {

    private final Matrix matrix;
    private final Packer packer;
    private final int width;
    private final Room staging;

    /** @param width the columns of a panel */
    Panels(Matrix matrix, Packer packer, int width, Room staging) {
        this.matrix = matrix;
        this.packer = packer;
        this.width = width;
        this.staging = staging;
    }

    /** Packs {@code rows} rows from {@code row} on, of {@code columns} columns from {@code column} on. */
    void pack(int row, int rows, int column, int columns, Object panels) {
        for (int done = 0; done < columns; done += width) {
            int count = Math.min(width, columns - done);
            if (matrix.columnStride() == 1) {
                copy(row, rows, column + done, count, panels, done * rows);
            } else {
                transpose(row, rows, column + done, count, panels, done * rows);
            }
        }
    }

    private void copy(int row, int rows, int column, int count, Object panels, int at) {
        if (count == width && Container.ARRAY.holds(matrix.span())) {
            packer.copy(matrix.span().array(), index(row, column), (int) matrix.rowStride(), rows, panels, at);
            return;
        }
        Block.fill(panels, at, rows * width, 0);
        for (int i = 0; i < rows; i++) {
            Block.read(matrix.span(), matrix.at(row + i, column), count, panels, at + i * width);
        }
    }

    private void transpose(int row, int rows, int column, int count, Object panels, int at) {
        if (count == width && Container.ARRAY.holds(matrix.span())) {
            packer.transpose(matrix.span().array(), index(row, column), (int) matrix.columnStride(), rows, panels, at);
            return;
        }
        Dtype dtype = matrix.span().dtype().arithmetic();
        Object staged = staging.atLeast(dtype, width * rows);
        Block.fill(staged, 0, width * rows, 0);
        for (int j = 0; j < count; j++) {
            Block.read(matrix.span(), matrix.at(row, column + j), rows, staged, j * rows);
        }
        packer.transpose(staged, 0, rows, rows, panels, at);
    }

    private int index(int row, int column) {
        return (int) (matrix.span().offset() + matrix.at(row, column));
    }
}
