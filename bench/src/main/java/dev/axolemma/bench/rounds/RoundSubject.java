package dev.axolemma.bench.rounds;

import dev.axolemma.bench.Contestant;

/** Something that is measured in {@link Rounds}. */
public interface RoundSubject extends AutoCloseable {

    /** What is computed, as in {@code product 512 × 512 × 512}. */
    String name();

    /** What computes it, from where. */
    Contestant by();

    /** On how many threads. */
    int threads();

    /** What a run amounts to, in whatever the rate is to be told in. */
    double operations();

    void run();

    @Override
    void close();
}
