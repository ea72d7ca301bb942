package dev.axolemma.bench.dense;

/** A product of matrices of shapes [m, k] and [k, n]. */
record MatrixShape(int m, int n, int k) {

    double operations() {
        return 2.0 * m * n * k;
    }

    @Override
    public String toString() {
        return m + " x " + n + " x " + k;
    }
}
