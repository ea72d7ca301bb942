package dev.axolemma.bench.verify;

import dev.axolemma.Kernel;
import dev.axolemma.bench.reference.Reference;
import java.util.List;

/** Holds values and derivatives against the reference, and the backends against the first. */
final class ValueWorker extends Worker {

    private final List<Kernel> kernels;
    private final Judge judge;
    private final Reference reference;
    private final double[][] points;
    private final double[] nearest = new double[CHUNK];
    private final double[] offset = new double[CHUNK];
    private final Column[] results;

    /** @param kernels one of each backend */
    ValueWorker(Subject subject, Samples samples, List<Kernel> kernels, Judge judge) {
        super(subject, samples, kernels.size());
        this.kernels = kernels;
        this.judge = judge;
        this.reference = new Reference(subject.formula(), Landmarks.values(subject.activation()), samples.dtype());
        this.points = new double[inputs.length][CHUNK];
        this.results = columns(kernels.size());
    }

    @Override
    void examine(long first, int count) {
        for (int input = 0; input < inputs.length; input++) {
            for (int i = 0; i < count; i++) {
                points[input][i] = inputs[input].value(i);
            }
        }
        reference.evaluate(points, count, nearest, offset);
        for (int backend = 0; backend < results.length; backend++) {
            run(kernels.get(backend), count, inputs, new Column[] {results[backend]});
            judge(tallies.get(backend), results[backend], first, count);
            compare(tallies.get(backend), results[backend], results[0], first, count);
        }
    }

    private void judge(Tally tally, Column result, long first, int count) {
        double[] point = new double[points.length];
        for (int i = 0; i < count; i++) {
            for (int input = 0; input < point.length; input++) {
                point[input] = points[input][i];
            }
            judge.judge(tally, first + i, point, result.value(i), nearest[i], offset[i]);
        }
    }
}
