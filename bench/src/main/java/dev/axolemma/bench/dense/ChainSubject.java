package dev.axolemma.bench.dense;

import dev.axolemma.Activations;
import dev.axolemma.DenseBackward;
import dev.axolemma.DenseChain;
import dev.axolemma.DenseForward;
import dev.axolemma.DenseKernel;
import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.rounds.RoundSubject;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Three dense layers on an engine, forwards, or backwards with all gradients. */
final class ChainSubject implements RoundSubject {

    private static final int BATCH = 256;
    private static final int WIDTH = 512;
    private static final int DEPTH = 3;

    private final Matrices matrices;
    private final int threads;
    private final String direction;
    private final double operations;
    private final Runnable pass;

    private ChainSubject(Matrices matrices, int threads, String direction, double operations, Runnable pass) {
        this.matrices = matrices;
        this.threads = threads;
        this.direction = direction;
        this.operations = operations;
        this.pass = pass;
    }

    static List<RoundSubject> both(Contestant by, Dtype dtype, int threads) {
        return List.of(forward(new Matrices(by, by.open(threads, false), dtype), threads),
                backward(new Matrices(by, by.open(threads, false), dtype), threads));
    }

    private static ChainSubject forward(Matrices matrices, int threads) {
        DenseForward operands = operands(matrices);
        DenseKernel kernel = prepare(matrices);
        return new ChainSubject(matrices, threads, "forward", product(), () -> kernel.forward(operands));
    }

    private static ChainSubject backward(Matrices matrices, int threads) {
        DenseForward forward = operands(matrices);
        DenseKernel kernel = prepare(matrices);
        kernel.forward(forward);
        DenseBackward operands = DenseBackward.of(forward.input(), forward.weights(),
                        forward.preActivations().orElseThrow(), matrices.random(BATCH * WIDTH))
                .weightGradients(layers(() -> matrices.empty(WIDTH * WIDTH)))
                .biasGradients(layers(() -> matrices.empty(WIDTH)))
                .inputGradient(matrices.empty(BATCH * WIDTH));
        return new ChainSubject(matrices, threads, "backward", 2 * product(), () -> kernel.backward(operands));
    }

    private static DenseKernel prepare(Matrices matrices) {
        return matrices.engine().prepare(DenseChain.of(Activations.tanh(), WIDTH, WIDTH, WIDTH, WIDTH).withBiases(),
                matrices.dtype());
    }

    private static DenseForward operands(Matrices matrices) {
        return DenseForward.of(matrices.random(BATCH * WIDTH), layers(() -> matrices.random(WIDTH * WIDTH)))
                .biases(layers(() -> matrices.random(WIDTH)))
                .preActivations(layers(() -> matrices.empty(BATCH * WIDTH))).output(matrices.empty(BATCH * WIDTH));
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
        return matrices.by();
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
        matrices.by().await(matrices.engine());
    }

    @Override
    public void close() {
        matrices.engine().close();
    }
}
