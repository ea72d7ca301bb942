package dev.axolemma.cpu;

import dev.axolemma.Axis;
import dev.axolemma.Dtype;
import dev.axolemma.Rowwise;
import dev.axolemma.compiler.Interpreter;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.RowwiseLowering;
import java.util.Arrays;
import java.util.function.BinaryOperator;

/**
 * Row-wise functions as their definition says, one number after the other. It shares nothing with the code under test
 * but the programs of exponentials and logarithms.
 */
final class PlainRowwise {

    private final Dtype dtype;
    private final PlainReduction plain;
    private final Program exponential;
    private final Program logarithm;
    private final Program difference;
    private final Program exponentialGradient;

    PlainRowwise(Dtype dtype) {
        this.dtype = dtype;
        this.plain = new PlainReduction(dtype);
        this.exponential = RowwiseLowering.exponential(dtype);
        this.logarithm = RowwiseLowering.logarithm(dtype);
        this.difference = RowwiseLowering.logSoftmaxOfTerms(dtype);
        this.exponentialGradient = RowwiseLowering.logSoftmaxGradientOfSum(dtype);
    }

    /** What a function of rows of x and g gives along an axis. */
    double[] apply(Axis axis, BinaryOperator<double[]> function, double[] x, double[] g) {
        double[] y = new double[x.length];
        int length = (int) axis.length();
        int inner = (int) axis.inner();
        for (int row = 0; row < axis.outer() * inner; row++) {
            int start = row / inner * length * inner + row % inner;
            double[] result = function.apply(row(x, start, length, inner), row(g, start, length, inner));
            for (int i = 0; i < length; i++) {
                y[start + i * inner] = result[i];
            }
        }
        return y;
    }

    private static double[] row(double[] x, int start, int length, int inner) {
        double[] row = new double[length];
        Arrays.setAll(row, i -> x[start + i * inner]);
        return row;
    }

    double[] forward(Rowwise function, double[] x) {
        double maximum = Arrays.stream(x).reduce(Math::max).orElse(0);
        if (Double.isNaN(maximum) || Double.isInfinite(maximum) && function != Rowwise.HARDMAX) {
            return Arrays.stream(x).map(v -> Double.NaN).toArray();
        }
        return switch (function) {
            case SOFTMAX -> {
                double[] t = Arrays.stream(x).map(v -> run(exponential, v, maximum)).toArray();
                double sum = plain.sum(t);
                yield Arrays.stream(t).map(v -> plain.round(v / sum)).toArray();
            }
            case LOG_SOFTMAX -> {
                double below = plain.sum(Arrays.stream(x).map(v -> v == maximum ? 0 : run(exponential, v, maximum)).toArray());
                double log = run(logarithm, below, Arrays.stream(x).filter(v -> v == maximum).count());
                yield Arrays.stream(x).map(v -> run(difference, v, maximum, log)).toArray();
            }
            case HARDMAX -> {
                double[] y = new double[x.length];
                for (int i = x.length - 1; i >= 0; i--) {
                    if (x[i] == maximum) {
                        Arrays.fill(y, 0);
                        y[i] = 1;
                    }
                }
                yield y;
            }
        };
    }

    double[] gradient(Rowwise function, double[] y, double[] g) {
        double[] x = new double[y.length];
        switch (function) {
            case SOFTMAX -> {
                double[] products = new double[y.length];
                Arrays.setAll(products, i -> plain.round(g[i] * y[i]));
                double sum = plain.sum(products);
                Arrays.setAll(x, i -> plain.round(y[i] * plain.round(g[i] - sum)));
            }
            case LOG_SOFTMAX -> {
                double sum = plain.sum(g);
                Arrays.setAll(x, i -> run(exponentialGradient, y[i], g[i], sum));
            }
            case HARDMAX -> Arrays.setAll(x, i -> Double.isNaN(y[i]) ? y[i] : g[i] * 0);
        }
        return x;
    }

    private double run(Program program, double... inputs) {
        long[] bits = Arrays.stream(inputs).mapToLong(value -> dtype == Dtype.F32
                ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value)).toArray();
        long result = Interpreter.run(program, bits, new double[0])[0];
        return dtype == Dtype.F32 ? Float.intBitsToFloat((int) result) : Double.longBitsToDouble(result);
    }
}
