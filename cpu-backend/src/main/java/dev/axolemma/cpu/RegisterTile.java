package dev.axolemma.cpu;

/**
 * The part of a matrix that a micro-kernel keeps in registers.
 *
 * @param rows how many rows it has
 * @param vectors how many vectors a row has
 * @param lanes how many elements a vector has
 */
record RegisterTile(int rows, int vectors, int lanes) {

    /**
     * With two vectors a row that takes 12 of 16 registers, with four 24 of 32: enough independent sums to hide the
     * latency of a fused multiply-add, and fewer loads than the processor can make meanwhile.
     */
    static final int ROWS = 6;

    int columns() {
        return vectors * lanes;
    }
}
