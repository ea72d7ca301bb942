package dev.axolemma.cpu;

/** What a written class does: adds products to a register tile of sums, a few rows of a few vectors. */
interface MicroKernel {

    /**
     * Adds a(i, k) · b(k, j) to c(i, j) for all {@code k} in order, each with one {@code fma}.
     *
     * @param a an array in which a(i, k) is number {@code aAt + k · rows + i}
     * @param b an array of the same type in which b(k, j) is number {@code bAt + k · columns + j}
     * @param depth how many {@code k} there are
     * @param c an array of the same type in which c(i, j) is number {@code cAt + i · cStride + j}
     */
    void run(Object a, int aAt, Object b, int bAt, int depth, Object c, int cAt, int cStride);
}
