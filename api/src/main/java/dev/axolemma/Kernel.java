package dev.axolemma;

import dev.axolemma.spi.Executable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An operation compiled for a dtype, made by {@link Engine#prepare}. Safe to share between threads; running one
 * allocates nothing once it is warm.
 */
public final class Kernel {

    private final Engine engine;
    private final Operation operation;
    private final Dtype dtype;
    private final Executable executable;
    private final double[] parameters;
    private final OperandCheck check;

    Kernel(Engine engine, Operation operation, Dtype dtype, Executable executable) {
        this.engine = engine;
        this.operation = operation;
        this.dtype = dtype;
        this.executable = executable;
        this.parameters = operation.parameterValues();
        this.check = new OperandCheck(engine, dtype, this::name);
    }

    /** What is computed, with the values of the parameters. */
    public Operation operation() {
        return operation;
    }

    /** The dtype of every operand. */
    public Dtype dtype() {
        return dtype;
    }

    /**
     * This kernel with another value of a parameter. Nothing is compiled again.
     *
     * @throws IllegalArgumentException if there is no such parameter, or the value is outside its domain
     */
    public Kernel with(String parameter, double value) {
        return new Kernel(engine, operation.with(parameter, value), dtype, executable);
    }

    /**
     * Computes every element of the outputs. Returns when they are written, unless all lie in buffers of a device: see
     * {@link Engine#allocate}.
     *
     * <p>All operands stand for the same number of elements. An output may be exactly an input (in place); outputs and
     * inputs that overlap otherwise are refused, as are outputs that overlap each other.
     *
     * @param operands the inputs in order, the upstream gradient if the operation has one, the outputs
     * @throws IllegalArgumentException if an operand does not fit; nothing has been written then
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
            throw new IllegalArgumentException("operands are " + operands.length + "; " + operation.name() + " takes "
                    + operation.operands() + ": " + names());
        }
        for (int i = 0; i < operands.length; i++) {
            check.check(operands, i);
        }
        for (int i = firstOutput(); i < operands.length; i++) {
            check.checkOutput(operands, i, firstOutput());
        }
    }

    private int firstOutput() {
        return operation.operands() - operation.outputs().size();
    }

    private String name(int operand) {
        if (operand < operation.inputs()) {
            return "input " + operand;
        }
        return operand < firstOutput() ? "upstream gradient" : "output " + (operand - firstOutput());
    }

    private List<String> names() {
        return IntStream.range(0, operation.operands()).mapToObj(this::name).toList();
    }

    @Override
    public String toString() {
        return operation.name() + " " + dtype.label();
    }
}
