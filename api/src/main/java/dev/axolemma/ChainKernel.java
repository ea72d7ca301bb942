package dev.axolemma;

import dev.axolemma.spi.ChainExecutable;

/** A chain compiled for a dtype, made by {@link Engine#prepare(Chain, Dtype)}. Safe to share between threads. */
public final class ChainKernel {

    private final Engine engine;
    private final Chain chain;
    private final Dtype dtype;
    private final ChainExecutable executable;
    private final double[][] parameters;

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
     * Computes the results that are asked for, in one pass over memory. Returns when they are written.
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
            new ChainCheck(chain, dtype, operands).check();
            executable.launch(operands, parameters);
        } finally {
            engine.exit(call);
        }
    }

    @Override
    public String toString() {
        return chain + " " + dtype.label();
    }
}
