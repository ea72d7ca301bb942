package dev.axolemma.bench.measure;

import dev.axolemma.bench.Numbers;
import java.io.IOException;
import java.util.List;

/** A workload that is ready to run. */
sealed interface Subject extends AutoCloseable permits CompiledSubject, PlainSubject {

    /** Computes every output once. */
    void run();

    /** What {@link #run()} wrote. */
    List<Numbers> outputs();

    /** The device that computes. */
    String device();

    /** The bytes that one element of every operand takes together. */
    int bytesPerElement();

    @Override
    void close();

    /**
     * Prepares a workload.
     *
     * @param warmUp whether an engine may answer with a simpler kernel at first
     * @throws IOException if the input cannot be read
     */
    static Subject of(Workload workload, boolean warmUp) throws IOException {
        Numbers input = workload.input().load(workload.dtype());
        return workload.isPlain() ? PlainSubject.of(workload, input) : CompiledSubject.of(workload, input, warmUp);
    }

    /** Operand {@code index}: the input, repeated; each operand starts at another third of it. */
    static Numbers operand(Numbers input, int index, int size) {
        return input.repeated(index * input.length() / 3, size);
    }
}
