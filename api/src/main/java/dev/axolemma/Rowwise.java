package dev.axolemma;

/**
 * A function of all numbers along an {@link Axis}, a row, that gives as many numbers. Sums are defined as
 * {@link Reduction} says, along the row.
 *
 * <p>NaN in a row makes all of the row NaN. Softmax and log-softmax of a row whose largest number is infinite have no
 * limit, and are NaN all along, as in PyTorch; −∞ beside finite numbers is no such case.
 */
public enum Rowwise {
    /**
     * y = t / Σt with t = exp(x − max x), where t is within 2 ULP of the exact exponential of the exact difference, and
     * the quotient is rounded once. So y is accurate relatively, in the tails too: within 2.5 ULP and the error of Σt,
     * in which nothing cancels; measured under 4 ULP. Its gradient is y ⊙ (g − Σ g·y), every operation rounded.
     */
    SOFTMAX("softmax"),
    /**
     * y = x − max x − log Σt within 2 ULP of these terms' exact sum. The logarithm is log1p of Σt over all t but that
     * of one maximum, so y is accurate relatively next to 0 too; measured under 2 ULP. Only of the maximum of a row
     * whose other t are all subnormal is the error that of their roundings. Its gradient is g − exp(y)·Σg, the last
     * step an fma.
     */
    LOG_SOFTMAX("logSoftmax"),
    /** 1 at the first maximum, 0 elsewhere. Its gradient is g·0. */
    HARDMAX("hardmax");

    private final String label;

    Rowwise(String label) {
        this.label = label;
    }

    /** The name in messages and reports. */
    public String label() {
        return label;
    }
}
