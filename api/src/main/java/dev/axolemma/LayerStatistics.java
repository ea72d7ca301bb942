package dev.axolemma;

/**
 * What a layer of a chain does to gradients and outputs, over all elements. The gradient is the one at the layer's input,
 * in exact range. Sums are of binary64 numbers, in the order of a {@link Reduction}: the same on every processor.
 *
 * @param meanLog2 the mean of log2 of the gradient's magnitude, over the elements where it is not zero; NaN if it is zero
 *     everywhere
 * @param minLog2 the least of these; NaN if the gradient is zero everywhere
 * @param maxLog2 the greatest of these; NaN if the gradient is zero everywhere
 * @param zeroShare the share of elements whose gradient is exactly zero, from 0 to 1
 * @param saturatedShare the share of elements where the activation is nearly flat, from 0 to 1
 * @param outputMean the mean of the layer's outputs f(z)
 * @param outputVariance their variance, by the number of elements
 */
public record LayerStatistics(double meanLog2, double minLog2, double maxLog2, double zeroShare, double saturatedShare,
        double outputMean, double outputVariance) {
}
