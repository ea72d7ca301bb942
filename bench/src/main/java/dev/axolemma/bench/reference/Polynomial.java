package dev.axolemma.bench.reference;

import java.util.function.IntFunction;

/** A polynomial whose coefficients are pairs of doubles; the value is good to 2^-98 where no higher term dominates. */
final class Polynomial {

    /** Relative; from the rounding of the last steps of Horner's rule. */
    static final double ERROR = 0x1p-98;

    private final double[] high;
    private final double[] low;
    private final int plainFrom;
    private final double slope;

    /**
     * @param plainFrom the first term for which one double is enough
     */
    private Polynomial(double[] high, double[] low, int plainFrom) {
        this.high = high;
        this.low = low;
        this.plainFrom = plainFrom;
        this.slope = slope(high);
    }

    static Polynomial of(int terms, int plainFrom, IntFunction<Ball> coefficient) {
        double[] high = new double[terms];
        double[] low = new double[terms];
        BallArithmetic arithmetic = new BallArithmetic(200);
        for (int n = 0; n < terms; n++) {
            Ball exact = coefficient.apply(n);
            high[n] = exact.toDouble();
            low[n] = arithmetic.subtract(exact, Ball.of(high[n])).toDouble();
        }
        return new Polynomial(high, low, plainFrom);
    }

    /** The value in plain arithmetic. */
    double at(double x) {
        double sum = 0;
        for (int n = high.length - 1; n >= 0; n--) {
            sum = Math.fma(sum, x, high[n]);
        }
        return sum;
    }

    /** Sets {@code result}, which is not x, to the value at x between −1 and 1; below 2^-300 that is taken for 0. */
    Pair at(Pair x, Pair result) {
        double scale = Pair.powerOrMore(Math.max(x.exponent, -300));
        double xh = x.exponent < -300 ? 0 : x.high * scale;
        double xl = x.exponent < -300 ? 0 : x.low * scale;
        double h = 0;
        for (int n = high.length - 1; n >= plainFrom; n--) {
            h = Math.fma(h, xh, high[n]);
        }
        double l = 0;
        for (int n = plainFrom - 1; n >= 0; n--) {
            double product = h * xh;
            double rest = Math.fma(h, xh, -product) + Math.fma(h, xl, l * xh);
            double sum = high[n] + product;
            double sumRest = high[n] - sum + product + (low[n] + rest);
            h = sum + sumRest;
            l = sumRest - (h - sum);
        }
        return result.set(h, l, Math.abs(h) * ERROR + x.error * scale * slope, 0);
    }

    /** No less than the derivative on [−1, 1]. */
    private static double slope(double... high) {
        double sum = 0;
        for (int n = 1; n < high.length; n++) {
            sum += n * Math.abs(high[n]);
        }
        return sum;
    }
}
