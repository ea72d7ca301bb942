package dev.axolemma.cuda;

import dev.axolemma.Dtype;
import dev.axolemma.device.KernelSource;
import dev.axolemma.device.Skeletons;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel that sums products of rows and columns over some k, in their order, from +0 on. A block of threads
 * computes a square tile of the result: it brings a few k of both matrices into shared memory, and each thread adds
 * their products to the sums in its registers, while it waits for the next k.
 *
 * <p>What is beyond the last k is −0 in the left matrix and +0 in the right one: to add their product −0 changes no
 * sum.
 */
final class ProductSkeleton {

    private static final String LEFT = "left_tile";
    private static final String RIGHT = "right_tile";

    private final KernelText text = new KernelText("product");
    private final Indices indices = new Indices(text);
    private final Format format;
    private final ProductTiling tiling;
    private final String left;
    private final String rowStride;
    private final String columnStride;
    private final String right;
    private final String rightStride;
    private final PlainElements result;
    private final String rows;
    private final String columns;
    private final String first;
    private final String end;
    /** Row by row. */
    private final List<List<String>> sums = new ArrayList<>();

    private ProductSkeleton(Dtype dtype) {
        format = new Format(dtype);
        tiling = ProductTiling.of(format);
        left = text.numbers("left", format.bytes());
        rowStride = text.integer("row_stride");
        columnStride = text.integer("column_stride");
        right = text.numbers("right", format.bytes());
        rightStride = text.integer("right_stride");
        result = new PlainElements(text, Storage.of(format.dtype()), text.numbers("result", format.bytes()));
        rows = text.integer("rows");
        columns = text.integer("columns");
        first = text.integer("first");
        end = text.integer("end");
        text.blockSize(ProductTiling.GROUP);
        // One computes while the other waits at a barrier.
        text.blocksAtOnce(2);
        text.shared(LEFT, format, ProductTiling.DEPTH * tiling.stride());
        text.shared(RIGHT, format, ProductTiling.DEPTH * tiling.stride());
        for (int row = 0; row < tiling.rowsOfThread(); row++) {
            sums.add(text.registers(format.realKind(), tiling.rowsOfThread()));
        }
    }

    static KernelSource write(Dtype dtype) {
        return new ProductSkeleton(dtype).write();
    }

    private KernelSource write() {
        String across = indices.divideUp(columns, tiling.side());
        String tiles = indices.multiply(across, indices.divideUp(rows, tiling.side()));
        String tile = indices.block();
        String step = indices.blocks();
        String loop = text.label("tile");
        String done = text.label("end");

        text.bind(loop);
        text.branchUnless(indices.less(tile, tiles), done);
        String down = indices.divide(tile, across);
        String row = indices.multiply(down, tiling.side());
        String column = indices.multiply(indices.remainder(tile, down, across), tiling.side());
        sum(row, column);
        store(row, column);
        text.set(tile, "add.s64", tile, step);
        text.branch(loop);
        text.bind(done);
        // A block has as many sums as its threads would have as work items of the contract.
        return text.source(ProductTiling.GROUP,
                tiling.rowsOfThread() * tiling.rowsOfThread() / Skeletons.PRODUCT_ROWS);
    }

    private void sum(String row, String column) {
        String one = text.compute(RegisterKind.B64, "mov.b64", 1);
        TileLoad leftLoad = new TileLoad(text, format, tiling,
                new TileLoad.Source(left, rows, rowStride, columnStride, row, first, LEFT), format.number(-0.0));
        TileLoad rightLoad = new TileLoad(text, format, tiling,
                new TileLoad.Source(right, columns, one, rightStride, column, first, RIGHT), format.number(0));
        String loop = text.label("depth");
        String summed = text.label("summed");
        String remaining = indices.subtract(end, first);
        sums.forEach(ofRow -> ofRow.forEach(sum -> text.set(sum, "mov." + format.real(), format.number(0))));
        text.branchUnless(indices.less(0, remaining), summed);
        leftLoad.read(remaining);
        rightLoad.read(remaining);
        text.bind(loop);
        text.perform("bar.sync", 0);
        leftLoad.write();
        rightLoad.write();
        text.perform("bar.sync", 0);
        text.set(remaining, "sub.s64", remaining, ProductTiling.DEPTH);
        leftLoad.read(remaining);
        rightLoad.read(remaining);
        addProducts();
        text.branchIf(indices.less(0, remaining), loop);
        text.bind(summed);
    }

    private void addProducts() {
        String leftPlace = place(LEFT, downThread());
        String rightPlace = place(RIGHT, acrossThread());
        for (int depth = 0; depth < ProductTiling.DEPTH; depth++) {
            List<String> ofRows = read(leftPlace, depth);
            List<String> ofColumns = read(rightPlace, depth);
            for (int row = 0; row < sums.size(); row++) {
                for (int column = 0; column < sums.size(); column++) {
                    String sum = sums.get(row).get(column);
                    text.set(sum, "fma.rn." + format.real(), ofRows.get(row), ofColumns.get(column), sum);
                }
            }
        }
    }

    private String downThread() {
        return indices.divide(indices.threadOfBlock(), ProductTiling.THREADS);
    }

    private String acrossThread() {
        return indices.and(indices.threadOfBlock(), ProductTiling.THREADS - 1);
    }

    private String place(String array, String thread) {
        return indices.multiplyAdd(thread, tiling.lanes() * format.bytes(),
                text.compute(RegisterKind.B64, "mov.u64", array));
    }

    /** The numbers of a thread's rows or columns. */
    private List<String> read(String place, int depth) {
        List<String> numbers = text.registers(format.realKind(), tiling.rowsOfThread());
        for (int i = 0; i < numbers.size(); i += tiling.lanes()) {
            int distance = (depth * tiling.stride() + tiling.offset(i)) * format.bytes();
            text.perform("ld.shared.v" + tiling.lanes() + "." + format.real(),
                    "{" + String.join(", ", numbers.subList(i, i + tiling.lanes())) + "}",
                    "[" + place + "+" + distance + "]");
        }
        return numbers;
    }

    private void store(String row, String column) {
        String firstRow = indices.multiplyAdd(downThread(), tiling.lanes(), row);
        String firstColumn = indices.multiplyAdd(acrossThread(), tiling.lanes(), column);
        for (int i = 0; i < sums.size(); i++) {
            String ofRow = text.label("row");
            String rowOfSum = indices.add(firstRow, tiling.offset(i));
            text.branchUnless(indices.less(rowOfSum, rows), ofRow);
            for (int j = 0; j < sums.size(); j++) {
                String ofColumn = text.label("column");
                String columnOfSum = indices.add(firstColumn, tiling.offset(j));
                text.branchUnless(indices.less(columnOfSum, columns), ofColumn);
                result.store(indices.multiplyAdd(rowOfSum, columns, columnOfSum), List.of(sums.get(i).get(j)));
                text.bind(ofColumn);
            }
            text.bind(ofRow);
        }
    }
}
