package dev.axolemma.cuda;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Fold;
import java.util.Arrays;

/**
 * Folds as the definition of reductions says, one number after the other. It shares nothing with the code under test.
 */
record PlainFold(Fold fold, Dtype dtype) {

    private double fold(double a, double b) {
        return switch (fold) {
            case SUM -> dtype == Dtype.F32 ? (float) (a + b) : a + b;
            case MINIMUM -> Math.min(a, b);
            case MAXIMUM -> Math.max(a, b);
        };
    }

    double fold(double[] x) {
        return x.length == 0 ? 0 : foldBlocks(x, 0, (x.length + 1023) / 1024);
    }

    private double foldBlocks(double[] x, int first, int blocks) {
        if (blocks == 1) {
            return foldBlock(Arrays.copyOfRange(x, first * 1024, Math.min(x.length, first * 1024 + 1024)));
        }
        int left = 1;
        while (2 * left < blocks) {
            left *= 2;
        }
        return fold(foldBlocks(x, first, left), foldBlocks(x, first + left, blocks - left));
    }

    private double foldBlock(double[] x) {
        double[] partial = Arrays.copyOf(x, Math.min(x.length, 64));
        for (int i = 64; i < x.length; i++) {
            partial[i % 64] = fold(partial[i % 64], x[i]);
        }
        for (int half = 32; half > 0; half /= 2) {
            for (int i = 0; i < half && i + half < partial.length; i++) {
                partial[i] = fold(partial[i], partial[i + half]);
            }
            partial = Arrays.copyOf(partial, Math.min(partial.length, half));
        }
        return partial[0];
    }
}
