package dev.axolemma.opencl;

import static org.assertj.core.api.Assertions.fail;

import dev.axolemma.Bfloat16;
import dev.axolemma.Binary16;
import dev.axolemma.Dtype;
import dev.axolemma.Span;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Numbers of every kind, and whether two spans have the same. */
final class Bits {

    private static final double[] EDGES = {0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN,
        Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE, Double.MIN_VALUE,
        Double.MAX_VALUE, 1, -1, 3, -3, 6, 17, -17, 88.5, -103.5, 709.5, -745, 1e9, -1e30};

    private Bits() {
    }

    /** Any bit patterns, edges, and mostly ordinary numbers. */
    static double[] numbers(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = switch (random.nextInt(12)) {
                case 0 -> EDGES[random.nextInt(EDGES.length)];
                case 1 -> Float.intBitsToFloat(random.nextInt());
                case 2 -> Double.longBitsToDouble(random.nextLong());
                default -> random.nextGaussian() * 4;
            };
        }
        return numbers;
    }

    /** Ordinary numbers. */
    static double[] ordinary(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextGaussian();
        }
        return numbers;
    }

    /** The numbers in an array of the dtype. */
    static Span span(double[] numbers, Dtype dtype) {
        return switch (dtype) {
            case F16 -> Span.of(stored(numbers, Binary16::round), dtype);
            case BF16 -> Span.of(stored(numbers, Bfloat16::round), dtype);
            case F32 -> {
                float[] floats = new float[numbers.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) numbers[i];
                }
                yield Span.of(floats);
            }
            case F64 -> Span.of(numbers.clone());
        };
    }

    private interface Rounding {

        short round(float number);
    }

    private static short[] stored(double[] numbers, Rounding format) {
        short[] bits = new short[numbers.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = format.round((float) numbers[i]);
        }
        return bits;
    }

    static Span room(int count, Dtype dtype) {
        return span(new double[count], dtype);
    }

    /** Any NaN equals any NaN; those of the formats of storage have one pattern. */
    static void assertEqual(Span actual, Span expected, String what) {
        int difference = switch (actual.array()) {
            case short[] bits -> Arrays.mismatch(bits, (short[]) expected.array());
            case float[] floats -> Arrays.mismatch(floats, (float[]) expected.array());
            case double[] doubles -> Arrays.mismatch(doubles, (double[]) expected.array());
            default -> throw new AssertionError(actual);
        };
        if (difference >= 0) {
            fail(what + ": number " + difference + " is " + Array.get(actual.array(), difference) + "; it must be "
                    + Array.get(expected.array(), difference));
        }
    }
}
