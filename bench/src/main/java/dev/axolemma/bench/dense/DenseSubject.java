package dev.axolemma.bench.dense;

/** Something that multiplies and adds. */
interface DenseSubject extends AutoCloseable {

    /** What is computed, as in {@code product 512 × 512 × 512}. */
    String name();

    /** What computes it. */
    String by();

    /** On how many threads. */
    int threads();

    /** Multiplications and additions of a run. */
    double operations();

    void run();

    @Override
    void close();
}
