package dev.axolemma;

/**
 * One number made of many: of all elements, or of those of each channel. The numbers have one order, which is part of
 * the definition, so the result has the same bits on every backend and for any number of threads.
 *
 * <p>A <em>sum</em> of x0, x1, … is cut into blocks of {@link #BLOCK} numbers. In a block, partial sum i, of
 * {@link #PARTIAL_SUMS}, is x[i] + x[64 + i] + x[128 + i] + …, added in this order; then partial sum i takes up partial
 * sum i + 32 for i below 32, i + 16 for i below 16, and so on to i + 1. The sums of the blocks are added in a balanced
 * tree, whose left half has the largest power of two of blocks that is below their number. What a short block lacks is
 * left out. Every addition is rounded to the dtype. So the error is at most 21 + log2(blocks) half ULPs of the sum of
 * magnitudes; the sum of negative zeros is −0, and that of no numbers 0.
 *
 * <p>NaN among the numbers gives NaN.
 */
public enum Reduction {
    /** The sum. */
    SUM("sum"),
    /** The sum divided by the number of elements, which is rounded to the dtype first; NaN if there are none. */
    MEAN("mean"),
    /**
     * The mean of (x − mean)², the population's variance: each difference from the mean is rounded, and each square.
     * The elements are computed a second time, not stored. NaN if there are none, or if one is infinite.
     */
    VARIANCE("variance"),
    /** The smallest element, where −0 is below 0, as {@link Math#min} has it. There must be one. */
    MINIMUM("minimum"),
    /** The largest element, where −0 is below 0, as {@link Math#max} has it. There must be one. */
    MAXIMUM("maximum"),
    /**
     * The square root of the sum of squares. Where that sum is below 2^−80 (f32) or 2^−640 (f64), or infinite, it is
     * made again of the elements times 2^96 (2^768), or 2^−96 (2^−768), and its root divided by that. So the norm is
     * zero or infinite only where it must be.
     */
    L2_NORM("l2Norm");

    /** How many numbers a block of a sum has. */
    public static final int BLOCK = 1024;
    /** How many partial sums a block has. */
    public static final int PARTIAL_SUMS = 64;

    private final String label;

    Reduction(String label) {
        this.label = label;
    }

    /** The name in messages and reports. */
    public String label() {
        return label;
    }

    /** Whether it is defined for no elements at all. */
    boolean takesNone() {
        return this != MINIMUM && this != MAXIMUM;
    }
}
