package dev.axolemma.bench.verify;

/**
 * At how many points to verify. In f32 one bit pattern out of every {@code stride} consecutive ones, all of them for
 * stride 1; in f64 half as many points drawn from all magnitudes. The neighbourhoods of kinks, roots and range ends
 * always come on top.
 */
public record Sampling(int stride) {

    /** A million points in f32, half a million in f64, for each value and derivative. */
    public static final Sampling DEFAULT = new Sampling(4096);

    /** Every f32 number. */
    public static final Sampling EXHAUSTIVE = new Sampling(1);

    private static final long PATTERNS = 1L << 32;

    /** @throws IllegalArgumentException if the stride is below 1 */
    public Sampling {
        if (stride < 1) {
            throw new IllegalArgumentException("stride is " + stride + "; it must be at least 1");
        }
    }

    long singles() {
        return PATTERNS / stride;
    }

    long doubles() {
        return singles() / 2;
    }
}
