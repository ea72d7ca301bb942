package dev.axolemma.cpu;

import dev.axolemma.Reduction;

/**
 * Folds blocks as {@link Reduction} defines it, of one lane or of several side by side. First the rows of each block
 * are folded, which leaves its partial sums; then those of several blocks together, pair by pair.
 */
final class BlockFold {

    private static final int PARTIAL_SUMS = Reduction.PARTIAL_SUMS;
    /** How many rows of as many numbers as there are partial sums a block has. */
    static final int ROWS = Reduction.BLOCK / PARTIAL_SUMS;
    /** No step is longer. */
    static final int LONGEST_STEP = 64;

    private final double neutral;
    private final Code rows;
    private final Code pairs;
    private final Placing placing;
    private final Object numbers;
    private final int lanes;
    /** How many partial sums a block has. */
    private final int width;
    private final int lastRow;
    private final int neutralRow;
    private final int partialSums;
    private int blocks;

    /**
     * @param numbers scratch memory, of which this uses as much as {@link #size} says from {@code start} on
     * @param length how many elements the longest block has
     * @param lanes how many lanes each block has
     */
    BlockFold(SequenceReduction reduction, Placing placing, Object numbers, int start, int length, int lanes) {
        this.neutral = reduction.fold().neutral();
        this.rows = reduction.rows().arrays().code();
        this.pairs = reduction.pairs().arrays().code();
        this.placing = placing;
        this.numbers = numbers;
        this.lanes = lanes;
        this.width = width(length);
        this.lastRow = start;
        this.neutralRow = lastRow + PARTIAL_SUMS * lanes;
        this.partialSums = neutralRow + PARTIAL_SUMS * lanes;
        Block.fill(numbers, neutralRow, PARTIAL_SUMS * lanes, neutral);
    }

    /** How much scratch memory so many blocks need. */
    static int size(int blocks, int length, int lanes) {
        return (2 * PARTIAL_SUMS + blocks * width(length)) * lanes + LONGEST_STEP;
    }

    private static int width(int length) {
        return Math.min(PARTIAL_SUMS, Integer.highestOneBit(2 * length - 1));
    }

    /** Adds a block of {@code count} elements of each lane, which lie in {@code values[at …]}. */
    void add(Object values, int at, int count) {
        int to = partialSums + blocks++ * width * lanes;
        if (count > PARTIAL_SUMS) {
            foldRows(values, at, count, to);
        } else {
            copyPadded(values, at, count * lanes, to, width * lanes);
        }
    }

    private void foldRows(Object values, int at, int count, int to) {
        int row = PARTIAL_SUMS * lanes;
        int whole = count / PARTIAL_SUMS;
        if (whole < ROWS) {
            copyPadded(values, at + whole * row, count % PARTIAL_SUMS * lanes, lastRow, row);
        }
        int chunk = 0;
        for (int done = 0; done < row; done += chunk) {
            chunk = Math.min(row - done, rows.longest());
            for (int i = 0; i < whole; i++) {
                placing.place(i, values, at + i * row + done);
            }
            for (int i = whole; i < ROWS; i++) {
                placing.place(i, numbers, (i == whole ? lastRow : neutralRow) + done);
            }
            placing.place(ROWS, numbers, to + done);
            placing.run(rows, chunk, null);
        }
    }

    /** What is missing is made up for by numbers that change nothing. */
    private void copyPadded(Object values, int from, int count, int to, int padded) {
        System.arraycopy(values, from, numbers, to, count);
        Block.fill(numbers, to + count, padded - count, neutral);
    }

    /**
     * Writes what each lane of each block gives, block by block.
     *
     * @param distance from a block's numbers to the next block's
     */
    void finish(Object sums, int to, int distance) {
        for (int half = width / 2; half > 0; half /= 2) {
            foldHalves(half);
        }
        for (int block = 0; block < blocks; block++) {
            System.arraycopy(numbers, partialSums + block * width * lanes, sums, to + block * distance, lanes);
        }
        blocks = 0;
    }

    /**
     * Folds each partial sum below {@code half} with the one so much further on. Between blocks this folds what nobody
     * asks for, but in one long loop.
     */
    private void foldHalves(int half) {
        int count = ((blocks - 1) * width + half) * lanes;
        int chunk = 0;
        for (int done = 0; done < count; done += chunk) {
            chunk = Math.min(count - done, pairs.longest());
            placing.place(0, numbers, partialSums + done);
            placing.place(1, numbers, partialSums + done + half * lanes);
            placing.place(2, numbers, partialSums + done);
            placing.run(pairs, chunk, null);
        }
    }
}
