package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import java.lang.foreign.MemorySegment;

/**
 * Blocks of numbers in a thread's scratch memory, which kernels compute one after the other. The elements in hand lie in
 * them, or in spans, at the same places.
 */
final class Blocks {

    /** How many elements a block has: a multiple of every step, and of what sums are cut into. */
    static final int LENGTH = 16 * 1024;
    /** Not a power of two, which would crowd the blocks into a few sets of the cache. */
    private static final int STRIDE = LENGTH + 16;
    private static final int MOST_OPERANDS = 4;

    private final Placing placing;
    private final Object numbers;
    /** The first of the blocks that hold a piece of a span that can't be computed with where it lies. */
    private final int copies;
    private final Span[] spans = new Span[MOST_OPERANDS];
    private final int[] blocks = new int[MOST_OPERANDS];
    private long from;
    private int count;

    /** @param blocks how many there are */
    Blocks(Dtype dtype, int blocks, Scratch scratch) {
        this.copies = blocks;
        placing = new Placing(scratch, MOST_OPERANDS);
        numbers = scratch.blocks(dtype, (blocks + MOST_OPERANDS) * STRIDE);
    }

    /** Takes other elements of the spans in hand: {@code first … first + elements − 1}. */
    void take(long first, int elements) {
        from = first;
        count = elements;
    }

    /** How many elements are in hand. */
    int count() {
        return count;
    }

    /** All blocks: a {@code float[]} or {@code double[]}. */
    Object numbers() {
        return numbers;
    }

    /** Where a block starts among the numbers. */
    static int at(int block) {
        return block * STRIDE;
    }

    /** Fills a block with one value, beyond the elements in hand too. */
    void fill(int block, double value) {
        Block.fill(numbers, at(block), STRIDE, value);
    }

    /** Reads the elements in hand, and repeats the last so that a step is full. */
    void read(Span span, int block) {
        Block.read(span, from, count, numbers, at(block));
        Block.repeat(numbers, at(block) + count - 1, Math.min(Layout.SHORTEST_BLOCK, STRIDE - count + 1));
    }

    void write(int block, Span span) {
        Block.write(numbers, at(block), count, span, from);
    }

    /** Writes the integers whose bits stand in a block. */
    void writeIntegers(int block, MemorySegment integers) {
        Block.writeIntegers(numbers, at(block), count, integers, from);
    }

    /** Makes a span an operand of the next run, which only reads it. */
    void operand(int operand, Span span) {
        spans[operand] = span;
    }

    /** Makes a block an operand of the next run. */
    void operand(int operand, int block) {
        spans[operand] = null;
        blocks[operand] = block;
    }

    /** Computes the elements in hand, piece by piece. */
    void run(MapKernel kernel, Object scalars) {
        Code code = kernel.arrays().code();
        int operands = code.layout().operands();
        for (int done = 0; done < count; done += code.longest()) {
            kernel.arrays().count();
            int piece = Math.min(count - done, code.longest());
            for (int operand = 0; operand < operands; operand++) {
                place(operand, done, piece, code);
            }
            placing.run(code, piece, scalars);
        }
    }

    private void place(int operand, int done, int piece, Code code) {
        if (spans[operand] != null) {
            placing.place(operand, spans[operand], from + done, piece, code, numbers, at(copies + operand));
        } else {
            placing.place(operand, numbers, at(blocks[operand]) + done);
        }
    }
}
