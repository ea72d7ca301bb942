package dev.axolemma.cuda;

/**
 * How a block of threads shares the work of a matrix product.
 *
 * @param rowsOfThread of how many rows and columns each thread has the sums, in registers
 * @param lanes how many of them lie side by side
 */
record ProductTiling(int rowsOfThread, int lanes) {

    /** How many threads a block has: a square of them. */
    static final int GROUP = 256;
    /** How many rows of how many threads. */
    static final int THREADS = 16;
    /** How many k are in shared memory at a time. */
    static final int DEPTH = 8;

    /** As many sums as take 64 words. */
    static ProductTiling of(Format format) {
        return new ProductTiling(2 * format.lanes(), format.lanes());
    }

    /** How many rows and columns a block computes. */
    int side() {
        return THREADS * rowsOfThread;
    }

    /** From a k to the next in shared memory: so that threads that write the next k write to other banks of it. */
    int stride() {
        return side() + lanes;
    }

    /** How many numbers of each matrix a thread brings. */
    int numbersOfThread() {
        return DEPTH * side() / GROUP;
    }

    /**
     * The place of a thread's row in those of the block, beside {@code lanes} times the number of the thread's row of
     * threads: groups of rows lie so far apart that threads read from different banks.
     */
    int offset(int row) {
        return row / lanes * lanes * THREADS + row % lanes;
    }
}
