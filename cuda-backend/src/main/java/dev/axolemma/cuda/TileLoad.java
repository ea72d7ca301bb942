package dev.axolemma.cuda;

import java.util.List;

/**
 * How the threads of a block bring a few k of some rows of a matrix from global into shared memory, where the numbers
 * of one k lie side by side; of the right matrix, read columns for rows. So that neighbours read neighbours, the next
 * thread has the next row where rows lie side by side, or else the next k.
 */
final class TileLoad {

    private final KernelText text;
    private final Indices indices;
    private final Format format;
    private final ProductTiling tiling;
    private final Source source;
    private final String beyond;
    private final List<String> numbers;
    private final String row;
    private final String depth;
    private final String address;
    private final String place;
    private final String areRowsSideBySide;
    private final String addressStep;
    private final String placeStep;
    private final String advance;

    /**
     * What a matrix is and what of it is to be brought.
     *
     * @param base the register with the address of its first number
     * @param rows how many it has
     * @param stride from a row to the next, in numbers
     * @param depthStride from a k to the next
     * @param row the first one of the tile; of those beyond the last of the matrix, anything is brought
     * @param k the first one
     * @param array where it is brought, in shared memory
     */
    record Source(String base, String rows, String stride, String depthStride, String row, String k, String array) {
    }

    /** @param beyond what is brought from beyond the last k or row */
    TileLoad(KernelText text, Format format, ProductTiling tiling, Source source, String beyond) {
        this.text = text;
        this.indices = new Indices(text);
        this.format = format;
        this.tiling = tiling;
        this.source = source;
        this.beyond = beyond;
        numbers = text.registers(format.realKind(), tiling.numbersOfThread());
        areRowsSideBySide = indices.equal(source.stride(), 1);
        String thread = indices.threadOfBlock();
        String rowOfTile = indices.select(areRowsSideBySide, indices.and(thread, tiling.side() - 1),
                indices.divide(thread, ProductTiling.DEPTH));
        row = indices.add(source.row(), rowOfTile);
        depth = indices.select(areRowsSideBySide, indices.divide(thread, tiling.side()),
                indices.and(thread, ProductTiling.DEPTH - 1));
        address = indices.multiplyAdd(index(row, indices.add(source.k(), depth)), format.bytes(), source.base());
        place = indices.multiplyAdd(indices.multiplyAdd(depth, tiling.stride(), rowOfTile), format.bytes(),
                text.compute(RegisterKind.B64, "mov.u64", source.array()));
        String rowStep = rowStep();
        String depthStep = depthStep();
        addressStep = indices.multiply(index(rowStep, depthStep), format.bytes());
        placeStep = indices.multiply(indices.multiplyAdd(depthStep, tiling.stride(), rowStep), format.bytes());
        advance = indices.multiply(source.depthStride(), ProductTiling.DEPTH * format.bytes());
    }

    /** From a thread's number to its next. */
    private String rowStep() {
        return indices.select(areRowsSideBySide, 0, ProductTiling.GROUP / ProductTiling.DEPTH);
    }

    private String depthStep() {
        return indices.select(areRowsSideBySide, ProductTiling.GROUP / tiling.side(), 0);
    }

    private String index(String row, String depth) {
        return indices.multiplyAdd(row, source.stride(), indices.multiply(depth, source.depthStride()));
    }

    /** Reads the next k from global memory, of which there are {@code left}. */
    void read(String left) {
        String rowStep = rowStep();
        String depthStep = depthStep();
        for (int i = 0; i < numbers.size(); i++) {
            text.set(numbers.get(i), "mov." + format.real(), beyond);
            String isThere = text.compute(RegisterKind.PREDICATE, "and.pred",
                    indices.less(indices.multiplyAdd(depthStep, i, depth), left),
                    indices.less(indices.multiplyAdd(rowStep, i, row), source.rows()));
            text.perform("@" + isThere + " ld.global." + format.real(), numbers.get(i),
                    indices.memory(address, addressStep, i));
        }
        text.set(address, "add.s64", address, advance);
    }

    /** Writes what was read to shared memory. */
    void write() {
        for (int i = 0; i < numbers.size(); i++) {
            text.perform("st.shared." + format.real(), indices.memory(place, placeStep, i), numbers.get(i));
        }
    }
}
