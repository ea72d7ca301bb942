package dev.axolemma.bench.measure;

import java.util.Map;

/** The loops over double[] that a Java user would write: the baseline. No tricks, and no care for accuracy. */
final class PlainDoubleLoops {

    /** Operation and direction, to the loop. */
    static final Map<String, Loop> ALL = Map.ofEntries(
            Map.entry("copy forward", PlainDoubleLoops::copy),
            Map.entry("triad backward", PlainDoubleLoops::triad),
            Map.entry("relu forward", PlainDoubleLoops::reluForward),
            Map.entry("relu backward", PlainDoubleLoops::reluBackward),
            Map.entry("sigmoid forward", PlainDoubleLoops::sigmoidForward),
            Map.entry("sigmoid backward", PlainDoubleLoops::sigmoidBackward),
            Map.entry("tanh forward", PlainDoubleLoops::tanhForward),
            Map.entry("tanh backward", PlainDoubleLoops::tanhBackward),
            Map.entry("silu forward", PlainDoubleLoops::siluForward),
            Map.entry("silu backward", PlainDoubleLoops::siluBackward),
            Map.entry("gelu forward", PlainDoubleLoops::geluForward),
            Map.entry("gelu backward", PlainDoubleLoops::geluBackward),
            Map.entry("mish forward", PlainDoubleLoops::mishForward),
            Map.entry("mish backward", PlainDoubleLoops::mishBackward));

    private PlainDoubleLoops() {
    }

    /** One pass; forward loops leave the upstream gradient alone. */
    @FunctionalInterface
    interface Loop {
        void run(double[] x, double[] upstream, double[] result);
    }

    private static void copy(double[] x, double[] g, double[] y) {
        System.arraycopy(x, 0, y, 0, x.length);
    }

    private static void triad(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = g[i] + 3 * x[i];
        }
    }

    private static void reluForward(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.max(x[i], 0);
        }
    }

    private static void reluBackward(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] > 0 ? g[i] : 0;
        }
    }

    private static void sigmoidForward(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = 1 / (1 + Math.exp(-x[i]));
        }
    }

    private static void sigmoidBackward(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            double s = 1 / (1 + Math.exp(-x[i]));
            y[i] = g[i] * s * (1 - s);
        }
    }

    private static void tanhForward(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.tanh(x[i]);
        }
    }

    private static void tanhBackward(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            double t = Math.tanh(x[i]);
            y[i] = g[i] * (1 - t * t);
        }
    }

    private static void siluForward(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] / (1 + Math.exp(-x[i]));
        }
    }

    private static void siluBackward(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            double s = 1 / (1 + Math.exp(-x[i]));
            y[i] = g[i] * s * (1 + x[i] * (1 - s));
        }
    }

    private static void geluForward(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * Normal.cumulative(x[i]);
        }
    }

    private static void geluBackward(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = g[i] * (Normal.cumulative(x[i]) + x[i] * Normal.density(x[i]));
        }
    }

    private static void mishForward(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * Math.tanh(Math.log1p(Math.exp(x[i])));
        }
    }

    private static void mishBackward(double[] x, double[] g, double[] y) {
        for (int i = 0; i < x.length; i++) {
            double t = Math.tanh(Math.log1p(Math.exp(x[i])));
            y[i] = g[i] * (t + x[i] * (1 - t * t) / (1 + Math.exp(-x[i])));
        }
    }
}
