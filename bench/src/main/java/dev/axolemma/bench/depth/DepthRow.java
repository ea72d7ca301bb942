package dev.axolemma.bench.depth;

import dev.axolemma.LayerStatistics;

/**
 * What a gradient has become after so many layers.
 *
 * @param activation as the catalogue names it
 * @param depth layers passed, counted from the output
 * @param meanLog2 the mean of log2 of the gradient's magnitude where it is not zero; NaN if it is zero everywhere
 * @param minLog2 the least of these
 * @param maxLog2 the greatest of these
 * @param zeroShare the share of gradients that are exactly zero
 * @param saturatedShare the share of elements where the last layer passed is nearly flat
 * @param outputMean the mean of that layer's outputs
 * @param outputVariance their variance
 */
public record DepthRow(String activation, int depth, double meanLog2, double minLog2, double maxLog2, double zeroShare,
        double saturatedShare, double outputMean, double outputVariance) {

    static DepthRow of(String activation, int depth, LayerStatistics layer) {
        return new DepthRow(activation, depth, layer.meanLog2(), layer.minLog2(), layer.maxLog2(), layer.zeroShare(),
                layer.saturatedShare(), layer.outputMean(), layer.outputVariance());
    }
}
