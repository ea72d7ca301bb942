package dev.axolemma;

import java.util.function.IntFunction;

/** Refuses operands that do not fit a kernel, before anything is computed. */
final class OperandCheck {

    private final Engine engine;
    private final Dtype dtype;
    private final IntFunction<String> names;

    /** @param names what messages call each operand */
    OperandCheck(Engine engine, Dtype dtype, IntFunction<String> names) {
        this.engine = engine;
        this.dtype = dtype;
        this.names = names;
    }

    /** An operand of as many elements as operand 0 has. */
    void check(Span[] operands, int index) {
        Span operand = operands[index];
        if (operand == null) {
            throw new IllegalArgumentException(name(index) + " is null; it must be a span");
        }
        if (operand.dtype() != dtype) {
            throw new IllegalArgumentException(name(index) + " has dtype " + operand.dtype().label()
                    + "; this kernel computes " + dtype.label());
        }
        if (operand.extent() != operands[0].extent()) {
            throw new IllegalArgumentException(name(index) + " has " + operand.extent() + " elements; it must have "
                    + operands[0].extent() + ", as " + name(0) + " has");
        }
        operand.checkUsableBy(engine, name(index));
    }

    /** An operand that is written, element by element. */
    void checkOutput(Span[] operands, int index, int firstOutput) {
        Span output = operands[index];
        if (output.isReadOnly()) {
            throw new IllegalArgumentException(name(index) + " is " + output
                    + "; an output must be neither a broadcast nor read-only");
        }
        for (int other = 0; other < index; other++) {
            if (output.overlaps(operands[other]) && !(other < firstOutput && output.coincides(operands[other]))) {
                throw new IllegalArgumentException(name(index) + " overlaps " + name(other)
                        + "; an output may be exactly an input, or share no memory with any operand");
            }
        }
    }

    private String name(int index) {
        return names.apply(index);
    }
}
