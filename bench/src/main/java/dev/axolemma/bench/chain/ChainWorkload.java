package dev.axolemma.bench.chain;

import dev.axolemma.Activation;
import dev.axolemma.Chain;
import dev.axolemma.ChainKernel;
import dev.axolemma.ChainOperands;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Kernel;
import dev.axolemma.Layers;
import dev.axolemma.Operation;
import dev.axolemma.Span;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.Digits;
import dev.axolemma.bench.Numbers;
import dev.axolemma.bench.Operand;
import dev.axolemma.bench.Workplace;
import dev.axolemma.bench.rounds.RoundSubject;
import dev.axolemma.formula.Formula;
import java.util.List;
import java.util.stream.IntStream;

/** The ways to take a gradient of ones through equal layers, over the pre-activations of a layer over digits. */
final class ChainWorkload implements AutoCloseable {

    private static final Activation PRODUCT =
            Activation.of("product", 2, Formula.input(0).times(Formula.input(1)));

    private final Workplace place;
    private final int threads;
    private final Activation activation;
    private final List<Span> layers;
    private final Span slopes;
    private final Operand result;
    private final Span gradient;
    private final Span ones;
    private final Dtype dtype;

    private ChainWorkload(Workplace place, int threads, Activation activation, Dtype dtype, int depth, int size) {
        this.place = place;
        this.threads = threads;
        this.activation = activation;
        this.dtype = dtype;
        Numbers digits = Numbers.of(dtype, Digits.preActivations());
        layers = IntStream.range(0, depth)
                .mapToObj(layer -> place.span(digits.repeated(layer * 1001L, size))).toList();
        slopes = place.span(Numbers.zeros(dtype, size));
        result = place.operand(Numbers.zeros(dtype, size));
        gradient = result.span();
        ones = place.span(Numbers.of(dtype, 1).repeated(0, size));
    }

    static ChainWorkload of(Contestant by, int threads, Activation activation, Dtype dtype, int depth, int size) {
        return Workplace.furnish(by, threads, true,
                place -> new ChainWorkload(place, threads, activation, dtype, depth, size));
    }

    /** Whatever the others are compared with, first. */
    List<RoundSubject> subjects() {
        Engine engine = place.engine();
        Kernel derivative = engine.prepare(Operation.of(activation, Direction.DERIVATIVE), dtype);
        Kernel backward = engine.prepare(Operation.of(activation, Direction.BACKWARD), dtype);
        Kernel product = engine.prepare(Operation.of(PRODUCT, Direction.FORWARD), dtype);
        ChainKernel chain = engine.prepare(Chain.of(layers.size(), activation), dtype);
        ChainOperands operands = ChainOperands.of(Layers.of(layers)).gradient(gradient);
        return List.of(
                new Way("derivatives alone", () -> layers.forEach(z -> derivative.run(z, slopes))),
                new Way("chain", () -> chain.run(operands)),
                new Way("calls of backward", () -> backward(backward)),
                new Way("derivative, then product", () -> separately(derivative, product)));
    }

    /** What a subject has computed, but for the derivatives alone. */
    Numbers gradient() {
        return result.read();
    }

    private void backward(Kernel kernel) {
        Span arrived = ones;
        for (Span z : layers.reversed()) {
            kernel.run(z, arrived, gradient);
            arrived = gradient;
        }
    }

    private void separately(Kernel derivative, Kernel product) {
        Span arrived = ones;
        for (Span z : layers.reversed()) {
            derivative.run(z, slopes);
            product.run(arrived, slopes, gradient);
            arrived = gradient;
        }
    }

    /** One of the ways. */
    private final class Way implements RoundSubject {

        private final String name;
        private final Runnable run;

        Way(String name, Runnable run) {
            this.name = name;
            this.run = run;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Contestant by() {
            return place.by();
        }

        @Override
        public int threads() {
            return threads;
        }

        /** Derivatives. */
        @Override
        public double operations() {
            return (double) layers.size() * gradient.length();
        }

        @Override
        public void run() {
            run.run();
            place.await();
        }

        /** The workload is closed as a whole. */
        @Override
        public void close() {
        }
    }

    @Override
    public void close() {
        place.close();
    }
}
