package dev.axolemma.cpu;

/**
 * What a written class does: copies a strip of a matrix into a panel, whose element (k, j) is number
 * {@code panelAt + k · width + j}. Arrays are {@code float[]} or {@code double[]}, all of one type.
 */
interface Packer {

    /** Panel element (k, j) becomes number {@code at + k · stride + j}. */
    void copy(Object source, int at, int stride, int depth, Object panel, int panelAt);

    /** Panel element (k, j) becomes number {@code at + j · stride + k}. */
    void transpose(Object source, int at, int stride, int depth, Object panel, int panelAt);
}
