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
    private final Object[] arrays;
    private final int[] offsets;
    /** The code of each kernel, for the block in hand. */
    private final Code[] codes;
    /** How many elements a block may have. */
    private int block;
    /** Where the first block of scratch memory starts. */
    private int start;
    private Object numbers;
    /** The elements of the block in hand. */
    private long from;
    private int count;

    /** @param scalars the run-time scalars of each layer */
    ChainBlocks(ElementwiseChain chain, ChainOperands operands, Object[] scalars, Scratch scratch) {
        this.chain = chain;
        this.operands = operands;
        this.scalars = scalars;
        this.scratch = scratch;
        codes = new Code[chain.kernels().size()];
        arrays = scratch.arrays(OPERANDS);
        offsets = scratch.offsets();
    }

    /** Computes the elements {@code begin … end − 1}. */
    void compute(long begin, long end) {
        try {
            for (from = begin; from < end; from += count) {
                takeCodes();
                count = (int) Math.min(end - from, isAnyNew() ? MapKernel.SHORT_CHUNK : block);
                readUpstream();
                passLayers();
                writeResults();
            }
        } finally {
            scratch.forget();
        }
    }

    /** Takes the best codes there are by now, and as many numbers of scratch memory as they need. */
    private void takeCodes() {
        block = Integer.MAX_VALUE;
        start = 0;
        for (int i = 0; i < codes.length; i++) {
            codes[i] = chain.kernels().get(i).code();
            block = Math.min(block, codes[i].layout().block());
            start = Math.max(start, codes[i].layout().scratch());
        }
        numbers = scratch.numbers(chain.dtype(), start + BLOCKS * stride());
    }

    /** Whether the kernel of a layer is new. That of a result may be so for ever, if nobody asks for it. */
    private boolean isAnyNew() {
        for (int i = 0; i < chain.normalisation(); i++) {
            if (chain.kernels().get(i).isNew()) {
                return true;
            }
        }
        return false;
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
        int period = ChainLowering.layersPerNormalisation(chain.isWeighted());
        for (int layer = depth - 1; layer >= 0; layer--) {
            pass(layer);
            if ((depth - layer) % period == 0) {
                normalise();
            }
            if (operands.layerGradients().isPresent()) {
                writeRounded(operands.layerGradients().get().layer(layer));
            }
        }
    }

    private void pass(int layer) {
        int kernel = chain.layer(layer);
        chain.kernels().get(kernel).count();
        Code code = codes[kernel];
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
        run(codes[chain.normalisation()], null);
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
        run(codes[chain.rounding()], null);
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
