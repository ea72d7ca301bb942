package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import java.util.function.IntToDoubleFunction;

/** A dtype's arithmetic on numbers that are kept as doubles, and the sum of a matrix product as its definition says. */
record PlainArithmetic(Dtype dtype) {

    double multiply(double a, double b) {
        return dtype == Dtype.F32 ? (float) a * (float) b : a * b;
    }

    double add(double a, double b) {
        return dtype == Dtype.F32 ? (float) a + (float) b : a + b;
    }

    private double fma(double a, double b, double c) {
        return dtype == Dtype.F32 ? Math.fma((float) a, (float) b, (float) c) : Math.fma(a, b, c);
    }

    /** The sum over {@code k} of {@code a(k) · b(k)}. */
    double sum(int terms, IntToDoubleFunction a, IntToDoubleFunction b) {
        return sumBlocks(0, Math.max(1, (terms + 1023) / 1024), terms, a, b);
    }

    private double sumBlocks(int first, int count, int terms, IntToDoubleFunction a, IntToDoubleFunction b) {
        if (count == 1) {
            double sum = 0;
            for (int k = 1024 * first; k < Math.min(terms, 1024 * (first + 1)); k++) {
                sum = fma(a.applyAsDouble(k), b.applyAsDouble(k), sum);
            }
            return sum;
        }
        int left = 1;
        while (2 * left < count) {
            left *= 2;
        }
        return add(sumBlocks(first, left, terms, a, b), sumBlocks(first + left, count - left, terms, a, b));
    }

    /** left · right, row-major, of shapes [m, k] and [k, n]. */
    double[] product(double[] left, double[] right, int m, int k, int n) {
        double[] result = new double[m * n];
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int row = i * k;
                int column = j;
                result[i * n + j] = sum(k, l -> left[row + l], l -> right[l * n + column]);
            }
        }
        return result;
    }

    static double[] transposed(double[] matrix, int rows, int columns) {
        double[] result = new double[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[j * rows + i] = matrix[i * columns + j];
            }
        }
        return result;
    }
}
