package dev.axolemma.cpu;

import dev.axolemma.ChainOperands;
import dev.axolemma.Span;
import dev.axolemma.compiler.ChainLowering;

/** The blocks of a chain that one thread computes, one after the other. */
final class ChainBlocks {

    // The blocks of scratch memory behind what the kernels need.
    private static final int SIGNIFICAND = 0;
    private static final int EXPONENT = 1;
    private static final int FIRST_OPERAND = 2;
    private static final int SECOND_OPERAND = 3;
    private static final int BLOCKS = 4;
    /** The most operands that a kernel has: pre-activation, weight, and the gradient before and after. */
    private static final int OPERANDS = 6;

    private final ElementwiseChain chain;
    private final ChainOperands operands;
    private final Object[] scalars;
    private final Scratch scratch;
    private final Object numbers;
    private final Object[] arrays;
    private final int[] offsets;
    private final int start;
    private final int block;
    /** The elements of the block in hand. */
    private long from;
    private int count;

    /** @param scalars the run-time scalars of each layer */
    ChainBlocks(ElementwiseChain chain, ChainOperands operands, Object[] scalars, Scratch scratch) {
        this.chain = chain;
        this.operands = operands;
        this.scalars = scalars;
        this.scratch = scratch;
        start = chain.scratch();
        block = chain.block();
        numbers = scratch.numbers(chain.dtype(), start + BLOCKS * stride());
        arrays = scratch.arrays(OPERANDS);
        offsets = scratch.offsets();
    }

    /** Computes the elements {@code begin … end − 1}. */
    void compute(long begin, long end) {
        try {
            for (from = begin; from < end; from += count) {
                count = (int) Math.min(end - from, chain.limit());
                readUpstream();
                passLayers();
                writeResults();
            }
        } finally {
            scratch.forget();
        }
    }

    private void readUpstream() {
        if (operands.upstream().isPresent()) {
            Block.read(operands.upstream().get(), from, count, numbers, at(SIGNIFICAND));
        } else {
            Block.fill(numbers, at(SIGNIFICAND), count, 1);
        }
        Block.repeat(numbers, at(SIGNIFICAND) + count - 1, block - count + 1);
        Block.fill(numbers, at(EXPONENT), block, 0);
        normalise();
    }

    private void passLayers() {
        int depth = operands.z().depth();
        for (int layer = depth - 1; layer >= 0; layer--) {
            pass(layer);
            if ((depth - layer) % ChainLowering.LAYERS_PER_NORMALISATION == 0) {
                normalise();
            }
            if (operands.layerGradients().isPresent()) {
                writeRounded(operands.layerGradients().get().layer(layer));
            }
        }
    }

    private void pass(int layer) {
        Code code = chain.layer(layer).nextCode();
        place(0, operands.z().layer(layer), FIRST_OPERAND, code);
        int placed = 1;
        if (operands.weights().isPresent()) {
            place(placed++, operands.weights().get().layer(layer), SECOND_OPERAND, code);
        }
        for (int output = placed; output < placed + 4; output += 2) {
            place(output, SIGNIFICAND);
            place(output + 1, EXPONENT);
        }
        run(code, scalars[layer]);
    }

    private void normalise() {
        place(0, SIGNIFICAND);
        place(1, EXPONENT);
        place(2, SIGNIFICAND);
        place(3, EXPONENT);
        run(chain.normalisation().nextCode(), null);
    }

    private void writeResults() {
        if (operands.gradient().isPresent()) {
            writeRounded(operands.gradient().get());
        }
        if (operands.exactRange().isPresent()) {
            normalise();
            Block.write(numbers, at(SIGNIFICAND), count, operands.exactRange().get().significands(), from);
            Block.writeIntegers(numbers, at(EXPONENT), count, operands.exactRange().get().exponents(), from);
        }
    }

    private void writeRounded(Span result) {
        place(0, SIGNIFICAND);
        place(1, EXPONENT);
        place(2, FIRST_OPERAND);
        run(chain.rounding().nextCode(), null);
        Block.write(numbers, at(FIRST_OPERAND), count, result, from);
    }

    /** Lets the code find an operand where it lies, if it can be computed with there, or else in a block. */
    private void place(int operand, Span span, int inBlock, Code code) {
        int padded = padded(code);
        if (count == padded && MapKernel.isInPlace(span)) {
            arrays[operand] = span.array();
            offsets[operand] = (int) (span.offset() + from);
        } else {
            place(operand, inBlock);
            Block.read(span, from, count, numbers, at(inBlock));
            Block.repeat(numbers, at(inBlock) + count - 1, padded - count + 1);
        }
    }

    private void place(int operand, int inBlock) {
        arrays[operand] = numbers;
        offsets[operand] = at(inBlock);
    }

    private void run(Code code, Object withScalars) {
        code.loop().run(arrays, offsets, 0, padded(code), withScalars, numbers, code.careful());
    }

    /** The elements of the block in hand and as many more as make up a step. */
    private int padded(Code code) {
        return Math.ceilDiv(count, code.step()) * code.step();
    }

    private int at(int number) {
        return start + number * stride();
    }

    /** Not a power of two, which would crowd the blocks into a few sets of the cache. */
    private int stride() {
        return block + 16;
    }
}
