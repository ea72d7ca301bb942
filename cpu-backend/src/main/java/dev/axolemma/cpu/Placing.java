package dev.axolemma.cpu;

import dev.axolemma.Span;

/** Where the operands of the loops lie that one thread runs. */
final class Placing {

    private final Scratch scratch;
    private final Object[] containers;
    private final long[] offsets;

    /** @param operands how many a loop has at most */
    Placing(Scratch scratch, int operands) {
        this.scratch = scratch;
        containers = scratch.containers(operands);
        offsets = scratch.offsets();
    }

    /** Lets loops find an operand at a place in an array. */
    void place(int operand, Object array, int at) {
        containers[operand] = array;
        offsets[operand] = at;
    }

    /** Lets loops find an operand where it lies, if the code can compute with it there, or else in {@code numbers[at …]}. */
    void place(int operand, Span span, long from, int count, Code code, Object numbers, int at) {
        int padded = code.padded(count);
        if (count == padded && Container.ARRAY.holds(span)) {
            place(operand, span.array(), (int) (span.offset() + from));
        } else {
            place(operand, numbers, at);
            Block.read(span, from, count, numbers, at);
            Block.repeat(numbers, at + count - 1, padded - count + 1);
        }
    }

    /** Computes so many elements, and as many more as make up a step. */
    void run(Code code, int count, Object scalars) {
        Object numbers = scratch.numbers(code.layout().dtype(), code.layout().scratch());
        code.loop().run(containers, offsets, 0, code.padded(count), scalars, numbers, code.careful());
    }
}
