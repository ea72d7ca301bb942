package dev.axolemma.spi;

import dev.axolemma.Reduction;

/** Sums over up to {@link Reduction#BLOCK} elements of blocks, in binary64 and in the order of a {@link Reduction}. */
public final class BlockSummary {

    private final Object numbers;
    private final int count;
    private final double[] values;

    /** @param numbers the blocks: a {@code float[]} or {@code double[]} */
    public BlockSummary(Object numbers, int count) {
        this.numbers = numbers;
        this.count = count;
        values = new double[count];
    }

    /**
     * The summary of these elements, of each of which the numbers have the gradient's significand, the bits of its exponent,
     * log2 of the significand's magnitude, the output and the slope.
     *
     * @param significands where they start among the numbers, and likewise the others
     * @param saturated the slope below which an element is saturated
     */
    public Summary summary(int significands, int exponents, int logarithms, int outputs, int slopes, double saturated) {
        double mean = mean(outputs);
        double squares = squares(outputs, mean);
        int nonzero = 0;
        int flat = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            flat += Math.abs(number(slopes + i)) < saturated ? 1 : 0;
            values[i] = 0;
            if (number(significands + i) != 0) {
                values[i] = integer(exponents + i) + number(logarithms + i);
                nonzero++;
                least = Math.min(least, values[i]);
                greatest = Math.max(greatest, values[i]);
            }
        }
        return new Summary(count, nonzero, sum(), least, greatest, flat, mean, squares);
    }

    private double mean(int outputs) {
        for (int i = 0; i < count; i++) {
            values[i] = number(outputs + i);
        }
        return sum() / count;
    }

    private double squares(int outputs, double mean) {
        for (int i = 0; i < count; i++) {
            double apart = number(outputs + i) - mean;
            values[i] = apart * apart;
        }
        return sum();
    }

    private double sum() {
        double[] sums = new double[Reduction.PARTIAL_SUMS];
        for (int i = 0; i < count; i++) {
            sums[i % sums.length] += values[i];
        }
        for (int half = sums.length / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                sums[i] += sums[i + half];
            }
        }
        return sums[0];
    }

    private double number(int index) {
        return switch (numbers) {
            case float[] floats -> floats[index];
            case double[] doubles -> doubles[index];
            default -> throw new AssertionError(numbers);
        };
    }

    /** The integer whose bits stand there. */
    private double integer(int index) {
        return switch (numbers) {
            case float[] floats -> Float.floatToRawIntBits(floats[index]);
            case double[] doubles -> Double.doubleToRawLongBits(doubles[index]);
            default -> throw new AssertionError(numbers);
        };
    }
}
