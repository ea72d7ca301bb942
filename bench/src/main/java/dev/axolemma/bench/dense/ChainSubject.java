package dev.axolemma.bench.dense;

import dev.axolemma.Activations;
import dev.axolemma.DenseBackward;
import dev.axolemma.DenseChain;
import dev.axolemma.DenseForward;
import dev.axolemma.DenseKernel;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Span;
import dev.axolemma.bench.rounds.RoundSubject;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Three dense layers on an engine, forwards, or backwards with all gradients. */
final class ChainSubject implements RoundSubject {

    private static final int BATCH = 256;
    private static final int WIDTH = 512;
    private static final int DEPTH = 3;

    private final Engine engine;
    private final int threads;
    private final String direction;
    private final double operations;
    private final Runnable pass;

    private ChainSubject(Engine engine, int threads, String direction, double operations, Runnable pass) {
        this.engine = engine;
        this.threads = threads;
        this.direction = direction;
        this.operations = operations;
        this.pass = pass;
    }

    static List<RoundSubject> both(Dtype dtype, int threads) {
        return List.of(forward(dtype, threads), backward(dtype, threads));
    }

    private static ChainSubject forward(Dtype dtype, int threads) {
        Engine engine = Engine.builder().threads(threads).warmUp(false).open();
        DenseForward operands = operands(dtype);
        DenseKernel kernel = prepare(engine, dtype);
        return new ChainSubject(engine, threads, "forward", product(), () -> kernel.forward(operands));
    }

    private static ChainSubject backward(Dtype dtype, int threads) {
        Engine engine = Engine.builder().threads(threads).warmUp(false).open();
        DenseForward forward = operands(dtype);
        DenseKernel kernel = prepare(engine, dtype);
        kernel.forward(forward);
        DenseBackward operands = DenseBackward.of(forward.input(), forward.weights(),
                        forward.preActivations().orElseThrow(), new Filled(dtype).random(BATCH * WIDTH))
                .weightGradients(layers(() -> new Filled(dtype).empty(WIDTH * WIDTH)))
                .biasGradients(layers(() -> new Filled(dtype).empty(WIDTH)))
                .inputGradient(new Filled(dtype).empty(BATCH * WIDTH));
        return new ChainSubject(engine, threads, "backward", 2 * product(), () -> kernel.backward(operands));
    }

    private static DenseKernel prepare(Engine engine, Dtype dtype) {
        return engine.prepare(DenseChain.of(Activations.tanh(), WIDTH, WIDTH, WIDTH, WIDTH).withBiases(), dtype);
    }

    private static DenseForward operands(Dtype dtype) {
        Filled filled = new Filled(dtype);
        return DenseForward.of(filled.random(BATCH * WIDTH), layers(() -> filled.random(WIDTH * WIDTH)))
                .biases(layers(() -> filled.random(WIDTH)))
                .preActivations(layers(() -> filled.empty(BATCH * WIDTH))).output(filled.empty(BATCH * WIDTH));
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
    public String by() {
        return engine.information().backend();
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
    }

    @Override
    public void close() {
        engine.close();
    }
}
