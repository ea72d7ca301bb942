package dev.axolemma.bench.verify;

import dev.axolemma.Kernel;
import java.util.List;

/** Holds values and derivatives against those of the first backend, bit for bit, and asks no reference. */
final class BitsWorker extends Worker {

    private final List<Kernel> kernels;
    private final Column[] results;

    /** @param kernels one of each backend */
    BitsWorker(Subject subject, Samples samples, List<Kernel> kernels) {
        super(subject, samples, kernels.size());
        this.kernels = kernels;
        this.results = columns(kernels.size());
    }

    @Override
    void examine(long first, int count) {
        for (int backend = 0; backend < results.length; backend++) {
            run(kernels.get(backend), count, inputs, new Column[] {results[backend]});
            compare(tallies.get(backend), results[backend], results[0], first, count);
            tallies.get(backend).points(count);
        }
    }
}
