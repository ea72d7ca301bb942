package dev.axolemma;

import dev.axolemma.spi.Executable;

/**
 * A reduction of what an operation computes, compiled for a dtype: made by {@link Engine#prepare(Reduction, Operation,
 * Dtype)}. What is reduced is never stored. Safe to share between threads.
 */
public final class ReductionKernel {

    private final Engine engine;
    private final Reduction reduction;
    private final Operation operation;
    private final Dtype dtype;
    private final Executable executable;
    private final double[] parameters;
    private final OperandCheck check;

    ReductionKernel(Engine engine, Reduction reduction, Operation operation, Dtype dtype, Executable executable) {
        this.engine = engine;
        this.reduction = reduction;
        this.operation = operation;
        this.dtype = dtype;
        this.executable = executable;
        this.parameters = operation.parameterValues();
        this.check = new OperandCheck(engine, dtype, this::name);
    }

    public Reduction reduction() {
        return reduction;
    }

    /** What is computed of each element, with the values of the parameters. */
    public Operation operation() {
        return operation;
    }

    public Dtype dtype() {
        return dtype;
    }

    /**
     * This kernel with another value of a parameter. Nothing is compiled again.
     *
     * @throws IllegalArgumentException if there is no such parameter, or the value is outside its domain
     */
    public ReductionKernel with(String parameter, double value) {
        return new ReductionKernel(engine, reduction, operation.with(parameter, value), dtype, executable);
    }

    /**
     * Computes the reduction. Returns when it is written, unless all lie in buffers of a device: see {@link
     * Engine#allocate}.
     *
     * <p>The result is a span that stands for as many elements as the inputs: each of its numbers gets the reduction of
     * the elements that it stands for. {@code Span.of(result).broadcast(n)} gets that of all n elements, a span
     * {@link Span#perChannel per channel} that of each channel. It must share no memory with an input.
     *
     * @param operands the operation's inputs in order, the upstream gradient if it has one, the result
     * @throws IllegalArgumentException if an operand does not fit, or there are no elements to take the minimum or
     *     maximum
     *         of; nothing has been written then
     * @throws EngineClosedException if the engine is closed
     */
    public void run(Span... operands) {
        long call = engine.enter();
        try {
            check(operands);
            executable.launch(operands, parameters);
        } finally {
            engine.exit(call);
        }
    }

    private void check(Span[] operands) {
        if (operands.length != operation.operands()) {
            throw new IllegalArgumentException("operands are " + operands.length + "; the " + this + " takes "
                    + operation.operands() + ": inputs, upstream gradient if there is one, result");
        }
        for (int i = 0; i < operands.length; i++) {
            check.check(operands, i);
        }
        checkResult(operands[operands.length - 1], operands);
    }

    private void checkResult(Span result, Span[] operands) {
        if (result.isContainerReadOnly()) {
            throw new IllegalArgumentException("result is " + result + "; it must not be read-only");
        }
        if (!reduction.takesNone() && result.extent() == 0 && result.length() > 0) {
            throw new IllegalArgumentException("result is " + result + ", of no elements; a " + reduction.label()
                    + " needs at least 1");
        }
        for (int i = 0; i < operands.length - 1; i++) {
            if (result.overlaps(operands[i])) {
                throw new IllegalArgumentException("result overlaps " + name(i) + "; it must share no memory with it");
            }
        }
    }

    private String name(int operand) {
        if (operand == operation.operands() - 1) {
            return "result";
        }
        return operand < operation.inputs() ? "input " + operand : "upstream gradient";
    }

    /** As in {@code sum of gelu forward f32}. */
    @Override
    public String toString() {
        return reduction.label() + " of " + operation.name() + " " + dtype.label();
    }
}
