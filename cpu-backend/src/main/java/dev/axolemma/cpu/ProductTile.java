package dev.axolemma.cpu;

/**
 * Computes tiles of a matrix product, one after the other, on one thread. The sum over k is what {@link
 * dev.axolemma.DenseChain} defines.
 */
final class ProductTile {

    /** The terms of a block's sum. */
    private static final int BLOCK = 1024;
    /** How many k are packed at a time: a panel of the right matrix so long stays in the first-level cache. */
    private static final int DEPTH = 128;

    private final ProductCode code;
    private final RegisterTile registers;
    private final Matrix left;
    private final Matrix right;
    private final ProductRooms rooms;
    private final Panels leftPanels;
    private final Panels rightPanels;
    private int row;
    private int column;
    private int rows;
    private int columns;
    private int stride;

    ProductTile(ProductCode code, Matrix left, Matrix right, ProductRooms rooms) {
        this.code = code;
        this.registers = code.tile();
        this.left = left;
        this.right = right;
        this.rooms = rooms;
        leftPanels = new Panels(left.transposed(), code.left(), registers.rows(), rooms.staging());
        rightPanels = new Panels(right, code.right(), registers.columns(), rooms.staging());
    }

    SumTile compute(Tiling tiling, int number) {
        row = tiling.row(number);
        column = tiling.column(number);
        rows = Math.min(tiling.tileRows(), left.rows() - row);
        columns = Math.min(tiling.tileColumns(), right.columns() - column);
        stride = Math.ceilDiv(columns, registers.columns()) * registers.columns();
        return new SumTile(code.dtype(), sum(), stride, row, column, rows, columns);
    }

    /** The elements of a tile, padded to whole register tiles. */
    private int size() {
        return Math.ceilDiv(rows, registers.rows()) * registers.rows() * stride;
    }

    /** Equal subtrees are added as soon as there are two of them: as a binary counter carries. */
    private Object sum() {
        int blocks = Math.max(1, Math.ceilDiv(left.columns(), BLOCK));
        int levels = 1 + Integer.SIZE - Integer.numberOfLeadingZeros(blocks - 1);
        Object sums = rooms.sums().atLeast(code.dtype(), levels * size());
        int subtrees = 0;
        for (int block = 0; block < blocks; block++) {
            sumBlock(block * BLOCK, sums, subtrees++ * size());
            for (int carry = block; (carry & 1) == 1; carry >>= 1) {
                addLast(sums, subtrees--);
            }
        }
        while (subtrees > 1) {
            addLast(sums, subtrees--);
        }
        return sums;
    }

    /** Adds the last subtree's sums to those of the one before. */
    private void addLast(Object sums, int subtrees) {
        int from = (subtrees - 1) * size();
        int to = from - size();
        switch (sums) {
            case float[] floats -> {
                for (int i = 0; i < size(); i++) {
                    floats[to + i] += floats[from + i];
                }
            }
            case double[] doubles -> {
                for (int i = 0; i < size(); i++) {
                    doubles[to + i] += doubles[from + i];
                }
            }
            default -> throw new AssertionError(sums);
        }
    }

    private void sumBlock(int first, Object sums, int at) {
        Block.fill(sums, at, size(), 0);
        int end = Math.min(left.columns(), first + BLOCK);
        for (int k = first; k < end; k += DEPTH) {
            addProducts(k, Math.min(end - k, DEPTH), sums, at);
        }
    }

    private void addProducts(int k, int depth, Object sums, int at) {
        Object a = rooms.left().atLeast(code.dtype(), (rows + registers.rows()) * depth);
        Object b = rooms.right().atLeast(code.dtype(), registers.columns() * depth);
        leftPanels.pack(k, depth, row, rows, a);
        for (int j = 0; j < columns; j += registers.columns()) {
            rightPanels.pack(k, depth, column + j, Math.min(registers.columns(), columns - j), b);
            for (int i = 0; i < rows; i += registers.rows()) {
                code.kernel().run(a, i * depth, b, 0, depth, sums, at + i * stride + j, stride);
            }
        }
    }
}
