package dev.axolemma;

import dev.axolemma.spi.ChainExecutable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** A chain compiled for a dtype, made by {@link Engine#prepare(Chain, Dtype)}. Safe to share between threads. */
public final class ChainKernel {

    private static final double SATURATED = 0.01;

    private final Engine engine;
    private final Chain chain;
    private final Dtype dtype;
    private final ChainExecutable executable;
    private final double[][] parameters;
    private double[] steepness;

    ChainKernel(Engine engine, Chain chain, Dtype dtype, ChainExecutable executable) {
        this.engine = engine;
        this.chain = chain;
        this.dtype = dtype;
        this.executable = executable;
        this.parameters = chain.layers().stream()
                .map(layer -> layer.parameters().stream().mapToDouble(Parameter::value).toArray())
                .toArray(double[][]::new);
    }

    public Chain chain() {
        return chain;
    }

    public Dtype dtype() {
        return dtype;
    }

    /**
     * Computes the results that are asked for, in one pass over memory. Returns when they are written, unless all lie
     * in buffers of a device: see {@link Engine#allocate}.
     *
     * <p>A result may be exactly an operand of as many elements, unless that is still needed: the gradient of a layer
     * must not lie on a pre-activation or weight of an earlier layer. All other overlap is refused.
     *
     * @throws IllegalArgumentException if an operand does not fit; nothing has been written then
     * @throws EngineClosedException if the engine is closed
     */
    public void run(ChainOperands operands) {
        long call = engine.enter();
        try {
            ChainCheck check = new ChainCheck(engine, chain, dtype, operands);
            check.checkResultIsWanted();
            check.check();
            executable.launch(operands, parameters);
        } finally {
            engine.exit(call);
        }
    }

    /** The same with what counts as saturated at its default: 1 % of the activation's greatest slope. */
    public List<LayerStatistics> statistics(ChainOperands operands) {
        return statistics(operands, SATURATED);
    }

    /**
     * Computes whatever results are asked for, which may be none, and what each layer does to the gradient and to the
     * outputs, in the same pass.
     *
     * @param saturated an element is saturated where |f'(z)| is below this share of its supremum, from 0 to 1; an
     *     activation of unbounded slope never is
     * @return as many as there are layers, the first layer first
     * @throws IllegalArgumentException if an operand does not fit or the share is not from 0 to 1; nothing has been written
     *         then
     * @throws EngineClosedException if the engine is closed
     */
    public List<LayerStatistics> statistics(ChainOperands operands, double saturated) {
        if (!(saturated >= 0 && saturated <= 1)) {
            throw new IllegalArgumentException("saturated is " + saturated + "; it must be from 0 to 1");
        }
        long call = engine.enter();
        try {
            new ChainCheck(engine, chain, dtype, operands).check();
            return executable.statistics(operands, parameters, flat(saturated));
        } finally {
            engine.exit(call);
        }
    }

    /** Below what slope each layer counts as saturated. */
    private double[] flat(double saturated) {
        return DoubleStream.of(steepness()).map(steepest -> Double.isInfinite(steepest) ? 0 : saturated * steepest)
                .toArray();
    }

    /** The greatest slope of each layer, found for the first who wants statistics: it takes some milliseconds. */
    private synchronized double[] steepness() {
        if (steepness == null) {
            Map<Activation, Double> known = new HashMap<>();
            steepness = chain.layers().stream()
                    .mapToDouble(layer -> known.computeIfAbsent(layer, Steepness::of)).toArray();
        }
        return steepness;
    }

    @Override
    public String toString() {
        return chain + " " + dtype.label();
    }
}
