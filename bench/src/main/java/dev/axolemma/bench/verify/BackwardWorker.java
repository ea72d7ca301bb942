package dev.axolemma.bench.verify;

import dev.axolemma.Kernel;
import java.util.List;

/** Holds backward against the product of the upstream gradient and the first backend's derivative, bit for bit. */
final class BackwardWorker extends Worker {

    private final List<Kernel> kernels;
    private final List<Kernel> factors;
    /** The inputs in what is computed in: there, a derivative is not rounded before it is multiplied. */
    private final Column[] wide;
    private final Column[] slopes;
    private final Column upstream;
    private final Column[] gradients;
    private final Column[] wanted;

    /**
     * @param kernels one of each backend
     * @param factors the derivative with respect to each input on the first backend, in what is computed in
     */
    BackwardWorker(Subject subject, Samples samples, List<Kernel> kernels, List<Kernel> factors) {
        super(subject, samples, kernels.size());
        this.kernels = kernels;
        this.factors = factors;
        this.wide = columns(inputs.length, samples.dtype().arithmetic());
        this.slopes = columns(factors.size(), samples.dtype().arithmetic());
        this.upstream = columns(1)[0];
        this.gradients = columns(factors.size());
        this.wanted = columns(factors.size());
    }

    @Override
    void examine(long first, int count) {
        samples.fillUpstream(upstream, first, count);
        for (int input = 0; input < wide.length; input++) {
            wide[input].setValues(inputs[input], count);
        }
        for (int i = 0; i < wanted.length; i++) {
            run(factors.get(i), count, wide, new Column[] {slopes[i]});
            wanted[i].setProduct(upstream, slopes[i], count);
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
