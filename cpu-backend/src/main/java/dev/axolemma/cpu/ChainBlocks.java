package dev.axolemma.cpu;

import dev.axolemma.ChainOperands;
import dev.axolemma.ExactRangeSpan;
import dev.axolemma.Span;
import java.util.Optional;

/**
 * The blocks of a chain that one thread computes, one after the other. A block's gradients lie in the second-level cache:
 * shorter ones would fit the first, but memory is read far slower in runs of a few kilobytes, each from another layer.
 */
final class ChainBlocks {

    // The blocks of scratch memory; those that a survey needs follow.
    static final int SIGNIFICANDS = 0;
    static final int EXPONENTS = 1;
    private static final int ROUNDED = 2;
    static final int FIRST_OF_SURVEY = 3;

    private final ElementwiseChain chain;
    private final ChainOperands operands;
    private final Object[] scalars;
    private final Optional<ChainSurvey> survey;
    private final Scratch scratch;
    private final Blocks blocks;

    /**
     * @param scalars the run-time scalars of each layer
     * @param survey what takes statistics, if they are wanted
     */
    ChainBlocks(ElementwiseChain chain, ChainOperands operands, Object[] scalars, Optional<ChainSurvey> survey,
            Scratch scratch) {
        this.chain = chain;
        this.operands = operands;
        this.scalars = scalars;
        this.survey = survey;
        this.scratch = scratch;
        blocks = new Blocks(chain.dtype(), FIRST_OF_SURVEY + ChainSurvey.BLOCKS, scratch);
    }

    /** Computes the elements {@code begin … end − 1}. */
    void compute(long begin, long end) {
        try {
            for (long from = begin; from < end; from += blocks.count()) {
                // Sums are taken of whole blocks.
                boolean isShort = survey.isEmpty() && chain.isAnyNew();
                blocks.take(from, (int) Math.min(end - from, isShort ? LiveCode.SHORT_CHUNK : Blocks.LENGTH));
                readUpstream();
                passLayers(from);
                writeResults();
            }
        } finally {
            scratch.forget();
        }
    }

    private void readUpstream() {
        blocks.fill(EXPONENTS, 0);
        if (operands.upstream().isPresent()) {
            blocks.read(operands.upstream().get(), SIGNIFICANDS);
            normalise();
        } else {
            blocks.fill(SIGNIFICANDS, 1);
        }
    }

    private void passLayers(long from) {
        for (int layer = chain.depth() - 1; layer >= 0; layer--) {
            if (chain.isNormalisedBefore(layer)) {
                normalise();
            }
            pass(layer);
            if (survey.isPresent()) {
                normalise();
                survey.get().take(layer, operands.z().layer(layer), from, blocks);
            }
            if (operands.layerGradients().isPresent()) {
                writeRounded(operands.layerGradients().get().layer(layer));
            }
        }
    }

    private void pass(int layer) {
        blocks.operand(0, operands.z().layer(layer));
        int next = 1;
        if (operands.weights().isPresent()) {
            blocks.operand(next++, operands.weights().get().layer(layer));
        }
        blocks.operand(next, SIGNIFICANDS);
        blocks.operand(next + 1, EXPONENTS);
        blocks.run(chain.layer(layer), scalars[layer]);
    }

    private void normalise() {
        blocks.operand(0, SIGNIFICANDS);
        blocks.operand(1, EXPONENTS);
        blocks.run(chain.normalisation(), null);
    }

    private void writeResults() {
        if (operands.gradient().isPresent()) {
            writeRounded(operands.gradient().get());
        }
        if (operands.exactRange().isPresent()) {
            normalise();
            ExactRangeSpan result = operands.exactRange().get();
            blocks.write(SIGNIFICANDS, result.significands());
            blocks.writeIntegers(EXPONENTS, result.exponents());
        }
    }

    private void writeRounded(Span result) {
        blocks.operand(0, SIGNIFICANDS);
        blocks.operand(1, EXPONENTS);
        blocks.operand(2, ROUNDED);
        blocks.run(chain.rounding(), null);
        blocks.write(ROUNDED, result);
    }
}
