package dev.axolemma.bench.dense;

import dev.axolemma.Activations;
import dev.axolemma.DenseBackward;
import dev.axolemma.DenseChain;
import dev.axolemma.DenseForward;
import dev.axolemma.DenseKernel;
import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.Workplace;
import dev.axolemma.bench.rounds.RoundSubject;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Three dense layers on an engine, forwards, or backwards with all gradients. */
final class ChainSubject implements RoundSubject {

    private static final int BATCH = 256;
    private static final int WIDTH = 512;
    private static final int DEPTH = 3;

    private final Workplace place;
    private final int threads;
    private final String direction;
    private final double operations;
    private final Runnable pass;

    private ChainSubject(Workplace place, int threads, String direction, double operations, Runnable pass) {
        this.place = place;
        this.threads = threads;
        this.direction = direction;
        this.operations = operations;
        this.pass = pass;
    }

    static ChainSubject forward(Contestant by, Dtype dtype, int threads) {
        return Workplace.furnish(by, threads, false, place -> {
            DenseForward operands = operands(place, new Filled(dtype));
            DenseKernel kernel = prepare(place, dtype);
            return new ChainSubject(place, threads, "forward", product(), () -> kernel.forward(operands));
        });
    }

    static ChainSubject backward(Contestant by, Dtype dtype, int threads) {
        return Workplace.furnish(by, threads, false, place -> {
            Filled numbers = new Filled(dtype);
            DenseForward forward = operands(place, numbers);
            DenseKernel kernel = prepare(place, dtype);
            kernel.forward(forward);
            DenseBackward operands = backward(place, numbers, forward);
            return new ChainSubject(place, threads, "backward", 2 * product(), () -> kernel.backward(operands));
        });
    }

    private static DenseKernel prepare(Workplace place, Dtype dtype) {
        DenseChain chain = DenseChain.of(Activations.tanh(), WIDTH, WIDTH, WIDTH, WIDTH).withBiases();
        return place.engine().prepare(chain, dtype);
    }

    private static DenseForward operands(Workplace place, Filled numbers) {
        return DenseForward.of(place.span(numbers.random(BATCH * WIDTH)),
                        layers(() -> place.span(numbers.random(WIDTH * WIDTH))))
                .biases(layers(() -> place.span(numbers.random(WIDTH))))
                .preActivations(layers(() -> place.span(numbers.empty(BATCH * WIDTH))))
                .output(place.span(numbers.empty(BATCH * WIDTH)));
    }

    private static DenseBackward backward(Workplace place, Filled numbers, DenseForward forward) {
        return DenseBackward.of(forward.input(), forward.weights(), forward.preActivations().orElseThrow(),
                        place.span(numbers.random(BATCH * WIDTH)))
                .weightGradients(layers(() -> place.span(numbers.empty(WIDTH * WIDTH))))
                .biasGradients(layers(() -> place.span(numbers.empty(WIDTH))))
                .inputGradient(place.span(numbers.empty(BATCH * WIDTH)));
    }

    private static List<Span> layers(Supplier<Span> layer) {
        return Stream.generate(layer).limit(DEPTH).toList();
    }

    /** The operations of the matrix products of a forward pass. */
    private static double product() {
        return DEPTH * new MatrixShape(BATCH, WIDTH, WIDTH).operations();
    }

    @Override
    public String name() {
        return direction + ", " + DEPTH + " tanh layers of " + WIDTH + ", batch " + BATCH;
    }

    @Override
    public Contestant by() {
        return place.by();
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public double operations() {
        return operations;
    }

    @Override
    public void run() {
        pass.run();
        place.await();
    }

    @Override
    public void close() {
        place.close();
    }
}
