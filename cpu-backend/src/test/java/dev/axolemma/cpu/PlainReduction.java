package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.Reduction;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Reductions as their definition says, one number after the other. It shares nothing with the code under test. */
final class PlainReduction {

    private final Dtype dtype;

    PlainReduction(Dtype dtype) {
        this.dtype = dtype;
    }

    /** A binary64 result of one operation on binary32 numbers is rounded again without harm. */
    double round(double value) {
        return dtype == Dtype.F32 ? (float) value : value;
    }

    double reduce(Reduction reduction, double[] x) {
        return switch (reduction) {
            case SUM -> sum(x);
            case MEAN -> mean(x);
            case VARIANCE -> {
                double mean = mean(x);
                yield mean(map(x, v -> round(round(v - mean) * round(v - mean))));
            }
            case MINIMUM -> Arrays.stream(x).reduce(Math::min).orElseThrow();
            case MAXIMUM -> Arrays.stream(x).reduce(Math::max).orElseThrow();
            case L2_NORM -> norm(x);
        };
    }

    private double mean(double[] x) {
        return round(sum(x) / round(x.length));
    }

    private double norm(double[] x) {
        double sum = sumOfSquares(x, 1);
        double tiny = dtype == Dtype.F32 ? 0x1p-80 : 0x1p-640;
        double large = dtype == Dtype.F32 ? 0x1p96 : 0x1p768;
        double scale = sum < tiny ? large : sum == Double.POSITIVE_INFINITY ? 1 / large : 1;
        return round(round(Math.sqrt(sumOfSquares(x, scale))) / scale);
    }

    private double sumOfSquares(double[] x, double scale) {
        return sum(map(x, v -> round(round(v * scale) * round(v * scale))));
    }

    private static double[] map(double[] x, DoubleUnaryOperator f) {
        return Arrays.stream(x).map(f).toArray();
    }

    double sum(double[] x) {
        return x.length == 0 ? 0 : sumOfBlocks(x, 0, (x.length + 1023) / 1024);
    }

    private double sumOfBlocks(double[] x, int first, int blocks) {
        if (blocks == 1) {
            return sumOfBlock(Arrays.copyOfRange(x, first * 1024, Math.min(x.length, first * 1024 + 1024)));
        }
        int left = 1;
        while (2 * left < blocks) {
            left *= 2;
        }
        return round(sumOfBlocks(x, first, left) + sumOfBlocks(x, first + left, blocks - left));
    }

    private double sumOfBlock(double[] x) {
        double[] partial = Arrays.copyOf(x, Math.min(x.length, 64));
        for (int i = 64; i < x.length; i++) {
            partial[i % 64] = round(partial[i % 64] + x[i]);
        }
        for (int half = 32; half > 0; half /= 2) {
            for (int i = 0; i < half && i + half < partial.length; i++) {
                partial[i] = round(partial[i] + partial[i + half]);
            }
            partial = Arrays.copyOf(partial, Math.min(partial.length, half));
        }
        return partial[0];
    }
}
