package dev.axolemma;

import dev.axolemma.spi.RowwiseExecutable;

/**
 * A row-wise function or its gradient, compiled for a dtype: made by {@link Engine#prepare(Rowwise, Direction, Dtype)}.
 * Safe to share between threads.
 */
public final class RowwiseKernel {

    private final Engine engine;
    private final Rowwise function;
    private final Direction direction;
    private final Dtype dtype;
    private final RowwiseExecutable executable;
    private final OperandCheck check;

    RowwiseKernel(Engine engine, Rowwise function, Direction direction, Dtype dtype, RowwiseExecutable executable) {
        this.engine = engine;
        this.function = function;
        this.direction = direction;
        this.dtype = dtype;
        this.executable = executable;
        this.check = new OperandCheck(engine, dtype, this::name);
    }

    public Rowwise function() {
        return function;
    }

    /** {@link Direction#FORWARD} or {@link Direction#BACKWARD_FROM_OUTPUT}. */
    public Direction direction() {
        return direction;
    }

    public Dtype dtype() {
        return dtype;
    }

    /**
     * Computes every row. Returns when they are written, unless all lie in buffers of a device: see {@link
     * Engine#allocate}. The output may be exactly an input; other overlap is refused.
     *
     * @param axis the shape of all operands
     * @param operands forward: x and y; backward: y as it was saved, the upstream gradient, and the gradient at x
     * @throws IllegalArgumentException if an operand does not fit; nothing has been written then
     * @throws EngineClosedException if the engine is closed
     */
    public void run(Axis axis, Span... operands) {
        long call = engine.enter();
        try {
            check(axis, operands);
            executable.launch(axis, operands);
        } finally {
            engine.exit(call);
        }
    }

    private void check(Axis axis, Span[] operands) {
        if (operands.length != operands()) {
            throw new IllegalArgumentException("operands are " + operands.length + "; " + this + " takes "
                    + operands());
        }
        for (int i = 0; i < operands.length; i++) {
            check.check(operands, i);
        }
        if (operands[0].extent() != axis.extent()) {
            throw new IllegalArgumentException(name(0) + " has " + operands[0].extent() + " elements; with the axis "
                    + axis + " it must have " + axis.extent());
        }
        check.checkOutput(operands, operands.length - 1, operands.length - 1);
    }

    private int operands() {
        return direction == Direction.FORWARD ? 2 : 3;
    }

    private String name(int operand) {
        if (direction == Direction.FORWARD) {
            return operand == 0 ? "x" : "y";
        }
        return operand == 0 ? "y" : operand == 1 ? "upstream gradient" : "gradient";
    }

    /** As in {@code softmax forward f32}. */
    @Override
    public String toString() {
        return function.label() + " " + direction.label() + " " + dtype.label();
    }
}
