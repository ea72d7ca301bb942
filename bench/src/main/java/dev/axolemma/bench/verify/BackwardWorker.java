package dev.axolemma.bench.verify;

import dev.axolemma.Kernel;
import java.util.List;

/** Holds backward against the product of the upstream gradient and the first backend's derivative, bit for bit. */
final class BackwardWorker extends Worker {

    private final List<Kernel> kernels;
    private final List<Kernel> factors;
    private final Column upstream;
    private final Column[] gradients;
    private final Column[] wanted;

    /**
     * @param kernels one of each backend
     * @param factors the derivative with respect to each input on the first backend
     */
    BackwardWorker(Subject subject, Samples samples, List<Kernel> kernels, List<Kernel> factors) {
        super(subject, samples, kernels.size());
        this.kernels = kernels;
        this.factors = factors;
        this.upstream = columns(1)[0];
        this.gradients = columns(factors.size());
        this.wanted = columns(factors.size());
    }

    @Override
    void examine(long first, int count) {
        samples.fillUpstream(upstream, first, count);
        for (int i = 0; i < wanted.length; i++) {
            run(factors.get(i), count, inputs, new Column[] {wanted[i]});
            wanted[i].setProduct(upstream, wanted[i], count);
        }
        for (int backend = 0; backend < kernels.size(); backend++) {
            run(kernels.get(backend), count, inputs, new Column[] {upstream}, gradients);
            Tally tally = tallies.get(backend);
            for (int i = 0; i < wanted.length; i++) {
                compare(tally, gradients[i], wanted[i], first, count);
            }
            tally.points(count);
        }
    }
}
