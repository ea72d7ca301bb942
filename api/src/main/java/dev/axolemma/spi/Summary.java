package dev.axolemma.spi;

import dev.axolemma.LayerStatistics;
import java.util.function.IntFunction;

/**
 * What is known of a part of a layer's elements: for backends that take statistics. Parts are cut and put together as all sums are: see {@link #tree}.
 *
 * @param count how many elements
 * @param nonzero of how many of them the gradient is not zero
 * @param logarithms the sum of log2 of the gradient's magnitude over these
 * @param least the least of these; infinite if there are none
 * @param greatest the greatest of these; infinite if there are none
 * @param saturated of how many the slope is small
 * @param mean of the outputs
 * @param squares the sum of the squares of what the outputs differ from their mean by
 */
public record Summary(long count, long nonzero, double logarithms, double least, double greatest, long saturated, double mean,
        double squares) {

    private static final Summary EMPTY = new Summary(0, 0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0,
            Double.NaN, Double.NaN);

    /** Puts parts together in a balanced tree: the left half has as many parts as the greatest power of two below all. */
    public static Summary tree(IntFunction<Summary> parts, int from, int to) {
        if (to - from <= 1) {
            return to == from ? EMPTY : parts.apply(from);
        }
        int middle = from + Integer.highestOneBit(to - from - 1);
        return tree(parts, from, middle).and(tree(parts, middle, to));
    }

    /** The mean and the squares of both: Chan, Golub and LeVeque, "Updating formulae", 1979. */
    private Summary and(Summary other) {
        long all = count + other.count;
        double apart = other.mean - mean;
        double share = (double) other.count / all;
        return new Summary(all, nonzero + other.nonzero, logarithms + other.logarithms, Math.min(least, other.least),
                Math.max(greatest, other.greatest), saturated + other.saturated, mean + apart * share,
                squares + other.squares + apart * apart * (count * share));
    }

    /** What it says of all elements, if it is the summary of all. */
    public LayerStatistics statistics() {
        boolean isZero = nonzero == 0;
        return new LayerStatistics(isZero ? Double.NaN : logarithms / nonzero, isZero ? Double.NaN : least,
                isZero ? Double.NaN : greatest, (double) (count - nonzero) / count, (double) saturated / count, mean,
                squares / count);
    }
}
