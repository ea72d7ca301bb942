package dev.axolemma.cpu;

import dev.axolemma.LayerStatistics;
import dev.axolemma.Reduction;
import dev.axolemma.Span;
import dev.axolemma.spi.BlockSummary;
import dev.axolemma.spi.Summary;
import java.util.ArrayList;
import java.util.List;

/** Takes the statistics of a chain's layers while it is computed. Threads take those of different elements. */
final class ChainSurvey {

    /** How many blocks it needs. */
    static final int BLOCKS = 3;
    private static final int LOGARITHMS = ChainBlocks.FIRST_OF_SURVEY;
    private static final int OUTPUTS = ChainBlocks.FIRST_OF_SURVEY + 1;
    private static final int SLOPES = ChainBlocks.FIRST_OF_SURVEY + 2;

    private final SurveyKernels kernels;
    private final Object[] outputScalars;
    private final Object[] slopeScalars;
    private final double[] saturated;
    /** Of each layer, of each {@link Blocks#LENGTH} elements. */
    private final Summary[][] summaries;

    /**
     * @param parameters the parameters' values of each layer
     * @param saturated of each layer the slope below which an element is saturated
     * @param elements how many there will be
     */
    ChainSurvey(SurveyKernels kernels, double[][] parameters, double[] saturated, long elements) {
        this.kernels = kernels;
        this.saturated = saturated;
        outputScalars = kernels.scalars(kernels.outputs(), parameters);
        slopeScalars = kernels.scalars(kernels.slopes(), parameters);
        summaries = new Summary[saturated.length][Math.toIntExact(Math.ceilDiv(elements, Blocks.LENGTH))];
    }

    /** Takes what a layer did to the elements in hand, whose gradient is normalised. */
    void take(int layer, Span z, long from, Blocks blocks) {
        blocks.operand(0, ChainBlocks.SIGNIFICANDS);
        blocks.operand(1, LOGARITHMS);
        blocks.run(kernels.logarithm(), null);
        blocks.operand(0, z);
        blocks.operand(1, OUTPUTS);
        blocks.run(kernels.outputs().get(layer), outputScalars[layer]);
        blocks.operand(0, z);
        blocks.operand(1, SLOPES);
        blocks.run(kernels.slopes().get(layer), slopeScalars[layer]);
        int cuts = Math.ceilDiv(blocks.count(), Reduction.BLOCK);
        summaries[layer][(int) (from / Blocks.LENGTH)] = Summary.tree(cut -> summary(blocks, cut, saturated[layer]), 0, cuts);
    }

    private static Summary summary(Blocks blocks, int cut, double saturated) {
        int first = cut * Reduction.BLOCK;
        BlockSummary block = new BlockSummary(blocks.numbers(), Math.min(blocks.count() - first, Reduction.BLOCK));
        return block.summary(Blocks.at(ChainBlocks.SIGNIFICANDS) + first, Blocks.at(ChainBlocks.EXPONENTS) + first,
                Blocks.at(LOGARITHMS) + first, Blocks.at(OUTPUTS) + first, Blocks.at(SLOPES) + first, saturated);
    }

    /** What was taken, the first layer first. */
    List<LayerStatistics> statistics() {
        List<LayerStatistics> statistics = new ArrayList<>();
        for (Summary[] layer : summaries) {
            statistics.add(Summary.tree(unit -> layer[unit], 0, layer.length).statistics());
        }
        return statistics;
    }
}
