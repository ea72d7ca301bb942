package dev.axolemma;

import dev.axolemma.spi.DenseExecutable;

/**
 * A dense chain compiled for a dtype, made by {@link Engine#prepare(DenseChain, Dtype)}. Every call may have a batch
 * of its own. What is computed between layers lies in a workspace that is kept from call to call. Safe to share
 * between threads; calls at the same time have a workspace each.
 */
public final class DenseKernel {

    private final Engine engine;
    private final DenseChain chain;
    private final Dtype dtype;
    private final DenseExecutable executable;
    private final double[][] parameters;

    DenseKernel(Engine engine, DenseChain chain, Dtype dtype, DenseExecutable executable) {
        this.engine = engine;
        this.chain = chain;
        this.dtype = dtype;
        this.executable = executable;
        this.parameters = chain.layers().stream()
                .map(layer -> layer.parameters().stream().mapToDouble(Parameter::value).toArray())
                .toArray(double[][]::new);
    }

    public DenseChain chain() {
        return chain;
    }

    public Dtype dtype() {
        return dtype;
    }

    /**
     * Computes the results of the forward pass that are asked for. Returns when they are written, unless all lie in
     * buffers of a device: see {@link Engine#allocate}. A result shares no memory with any other operand.
     *
     * @throws IllegalArgumentException if an operand does not fit; nothing has been written then
     * @throws EngineClosedException if the engine is closed
     */
    public void forward(DenseForward operands) {
        long call = engine.enter();
        try {
            new DenseCheck(engine, chain, dtype).check(operands);
            executable.forward(operands, parameters);
        } finally {
            engine.exit(call);
        }
    }

    /**
     * Computes the gradients that are asked for. Returns when they are written, unless all lie in buffers of a device:
     * see {@link Engine#allocate}. A result shares no memory with any other operand.
     *
     * @throws IllegalArgumentException if an operand does not fit; nothing has been written then
     * @throws EngineClosedException if the engine is closed
     */
    public void backward(DenseBackward operands) {
        long call = engine.enter();
        try {
            new DenseCheck(engine, chain, dtype).check(operands);
            executable.backward(operands, parameters);
        } finally {
            engine.exit(call);
        }
    }

    /**
     * Computes the Jacobian of each row of the batch. Returns when they are written, unless all lie in buffers of a
     * device: see {@link Engine#allocate}. The result shares no memory with any other operand.
     *
     * @throws IllegalArgumentException if an operand does not fit; nothing has been written then
     * @throws EngineClosedException if the engine is closed
     */
    public void jacobians(DenseJacobians operands) {
        long call = engine.enter();
        try {
            new DenseCheck(engine, chain, dtype).check(operands);
            executable.jacobians(operands, parameters);
        } finally {
            engine.exit(call);
        }
    }

    @Override
    public String toString() {
        return chain + " " + dtype.label();
    }
}
