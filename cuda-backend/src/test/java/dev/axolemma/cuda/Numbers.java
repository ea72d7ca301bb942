package dev.axolemma.cuda;

import dev.axolemma.Dtype;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Numbers of either dtype as bit patterns; those of 32 bits are sign-extended. */
final class Numbers {

    private static final double[] EDGES = {0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN,
        Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE, Double.MIN_VALUE,
        -Double.MIN_NORMAL, Double.MAX_VALUE, 0.5, -0.5, 1, -1, 3, -3, 6, 17, -17, 88.5, -103.5, 709.5, -745, 1e9,
        -1e30};

    private Numbers() {
    }

    static long bits(double number, Dtype dtype) {
        return dtype == Dtype.F32 ? Float.floatToIntBits((float) number) : Double.doubleToLongBits(number);
    }

    static double number(long bits, Dtype dtype) {
        return dtype == Dtype.F32 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }

    /** Ordinary numbers, and now and then an edge value or any bit pattern at all. */
    static long[] random(SplittableRandom random, Dtype dtype, int length) {
        long[] bits = new long[length];
        Arrays.setAll(bits, i -> switch (random.nextInt(10)) {
            case 0 -> dtype == Dtype.F32 ? random.nextInt() : random.nextLong();
            case 1 -> bits(EDGES[random.nextInt(EDGES.length)], dtype);
            default -> bits(random.nextDouble(-8, 8), dtype);
        });
        return bits;
    }

    /** All edge values, and random numbers. */
    static long[] edges(SplittableRandom random, Dtype dtype, int length) {
        long[] bits = random(random, dtype, length);
        for (int i = 0; i < EDGES.length; i++) {
            bits[i] = bits(EDGES[i], dtype);
        }
        return bits;
    }

    /** The same with one pattern for every NaN. */
    static long[] canonical(long[] bits, Dtype dtype) {
        return Arrays.stream(bits).map(pattern -> bits(number(pattern, dtype), dtype)).toArray();
    }
}
