package dev.axolemma.cuda;

import dev.axolemma.Dtype;
import dev.axolemma.device.KernelSource;
import java.util.List;

/**
 * The kernel that turns rows into columns. A block of threads takes a square tile, which passes through shared memory,
 * so that neighbouring threads read as well as write neighbours.
 */
final class TranspositionSkeleton {

    private static final int GROUP = 256;
    private static final int SIDE = 32;
    /** From a row to the next in shared memory: the numbers of a column lie in different banks of it. */
    private static final int STRIDE = SIDE + 1;
    private static final String SHARED = "tile";

    private final KernelText text = new KernelText("transposition");
    private final Indices indices = new Indices(text);
    private final Format format;
    private final PlainElements matrix;
    private final PlainElements result;
    private final String rows;
    private final String columns;
    private final String down;
    private final String across;

    private TranspositionSkeleton(Dtype dtype) {
        format = new Format(dtype);
        matrix = new PlainElements(text, Storage.of(format.dtype()), text.numbers("matrix", format.bytes()));
        result = new PlainElements(text, Storage.of(format.dtype()), text.numbers("result", format.bytes()));
        rows = text.integer("rows");
        columns = text.integer("columns");
        down = indices.divide(indices.threadOfBlock(), SIDE);
        across = indices.and(indices.threadOfBlock(), SIDE - 1);
        text.blockSize(GROUP);
        text.shared(SHARED, format, SIDE * STRIDE);
    }

    static KernelSource write(Dtype dtype) {
        return new TranspositionSkeleton(dtype).write();
    }

    private KernelSource write() {
        String tilesAcross = indices.divideUp(columns, SIDE);
        String tiles = indices.multiply(tilesAcross, indices.divideUp(rows, SIDE));
        String tile = indices.block();
        String step = indices.blocks();
        String loop = text.label("tile");
        String end = text.label("end");

        text.bind(loop);
        text.branchUnless(indices.less(tile, tiles), end);
        String tilesDown = indices.divide(tile, tilesAcross);
        String row = indices.multiply(tilesDown, SIDE);
        String column = indices.multiply(indices.remainder(tile, tilesDown, tilesAcross), SIDE);
        read(row, column);
        text.perform("bar.sync", 0);
        write(row, column);
        text.perform("bar.sync", 0);
        text.set(tile, "add.s64", tile, step);
        text.branch(loop);
        text.bind(end);
        return text.source(GROUP, 1);
    }

    private void read(String firstRow, String firstColumn) {
        String column = indices.add(firstColumn, across);
        for (int i = 0; i < SIDE; i += GROUP / SIDE) {
            String inTile = indices.add(down, i);
            String row = indices.add(firstRow, inTile);
            String beyond = branchUnlessThere(row, column);
            String number = matrix.load(indices.multiplyAdd(row, columns, column), 1).getFirst();
            text.perform("st.shared." + format.real(), shared(inTile, across), number);
            text.bind(beyond);
        }
    }

    private void write(String firstRow, String firstColumn) {
        String row = indices.add(firstRow, across);
        for (int i = 0; i < SIDE; i += GROUP / SIDE) {
            String inTile = indices.add(down, i);
            String column = indices.add(firstColumn, inTile);
            String beyond = branchUnlessThere(row, column);
            String number = text.compute(format.realKind(), "ld.shared." + format.real(), shared(across, inTile));
            result.store(indices.multiplyAdd(column, rows, row), List.of(number));
            text.bind(beyond);
        }
    }

    private String branchUnlessThere(String row, String column) {
        String beyond = text.label("beyond");
        text.branchUnless(indices.less(row, rows), beyond);
        text.branchUnless(indices.less(column, columns), beyond);
        return beyond;
    }

    private String shared(String row, String column) {
        return indices.memory(text.compute(RegisterKind.B64, "mov.u64", SHARED),
                indices.multiplyAdd(row, STRIDE, column), format.bytes());
    }
}
