package dev.axolemma.bench.verify;

import dev.axolemma.Dtype;

/**
 * At how many points to verify. In f32 one bit pattern out of every {@code stride} consecutive ones, all of them for
 * stride 1; in f64 half as many points drawn from all magnitudes; in f16 and bf16 every pattern, whatever the stride.
 * The neighbourhoods of kinks, roots and range ends always come on top.
 */
public record Sampling(int stride) {

    /** A million points in f32, half a million in f64, for each value and derivative. */
    public static final Sampling DEFAULT = new Sampling(4096);

    /** Every f32 number. */
    public static final Sampling EXHAUSTIVE = new Sampling(1);

    private static final long PATTERNS = 1L << 32;
    private static final long STORED_PATTERNS = 1L << 16;

    /** @throws IllegalArgumentException if the stride is below 1 */
    public Sampling {
        if (stride < 1) {
            throw new IllegalArgumentException("stride is " + stride + "; it must be at least 1");
        }
    }

    /** How many points there are besides the neighbourhoods. */
    long points(Dtype dtype) {
        return switch (dtype) {
            case F16, BF16 -> STORED_PATTERNS;
            case F32 -> PATTERNS / stride;
            case F64 -> PATTERNS / stride / 2;
        };
    }
}
