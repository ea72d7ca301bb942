package dev.axolemma.bench.measure;

import java.util.Map;

/** The loops over float[] that a Java user would write: the baseline. No tricks, and no care for accuracy. */
final class PlainFloatLoops {

    /** Operation and direction, to the loop. */
    static final Map<String, Loop> ALL = Map.ofEntries(
            Map.entry("copy forward", PlainFloatLoops::copy),
            Map.entry("triad backward", PlainFloatLoops::triad),
            Map.entry("relu forward", PlainFloatLoops::reluForward),
            Map.entry("relu backward", PlainFloatLoops::reluBackward),
            Map.entry("sigmoid forward", PlainFloatLoops::sigmoidForward),
            Map.entry("sigmoid backward", PlainFloatLoops::sigmoidBackward),
            Map.entry("tanh forward", PlainFloatLoops::tanhForward),
            Map.entry("tanh backward", PlainFloatLoops::tanhBackward),
            Map.entry("silu forward", PlainFloatLoops::siluForward),
            Map.entry("silu backward", PlainFloatLoops::siluBackward),
            Map.entry("gelu forward", PlainFloatLoops::geluForward),
            Map.entry("gelu backward", PlainFloatLoops::geluBackward),
            Map.entry("mish forward", PlainFloatLoops::mishForward),
            Map.entry("mish backward", PlainFloatLoops::mishBackward));

    private PlainFloatLoops() {
    }

    /** One pass; forward loops leave the upstream gradient alone. */
    @FunctionalInterface
    interface Loop {
        void run(float[] x, float[] upstream, float[] result);
    }

    private static void copy(float[] x, float[] g, float[] y) {
        System.arraycopy(x, 0, y, 0, x.length);
    }

    private static void triad(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = g[i] + 3 * x[i];
        }
    }

    private static void reluForward(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = Math.max(x[i], 0);
        }
    }

    private static void reluBackward(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] > 0 ? g[i] : 0;
        }
    }

    private static void sigmoidForward(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) (1 / (1 + Math.exp(-x[i])));
        }
    }

    private static void sigmoidBackward(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            double s = 1 / (1 + Math.exp(-x[i]));
            y[i] = (float) (g[i] * s * (1 - s));
        }
    }

    private static void tanhForward(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) Math.tanh(x[i]);
        }
    }

    private static void tanhBackward(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            double t = Math.tanh(x[i]);
            y[i] = (float) (g[i] * (1 - t * t));
        }
    }

    private static void siluForward(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) (x[i] / (1 + Math.exp(-x[i])));
        }
    }

    private static void siluBackward(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            double s = 1 / (1 + Math.exp(-x[i]));
            y[i] = (float) (g[i] * s * (1 + x[i] * (1 - s)));
        }
    }

    private static void geluForward(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) (x[i] * Normal.cumulative(x[i]));
        }
    }

    private static void geluBackward(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) (g[i] * (Normal.cumulative(x[i]) + x[i] * Normal.density(x[i])));
        }
    }

    private static void mishForward(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) (x[i] * Math.tanh(Math.log1p(Math.exp(x[i]))));
        }
    }

    private static void mishBackward(float[] x, float[] g, float[] y) {
        for (int i = 0; i < x.length; i++) {
            double t = Math.tanh(Math.log1p(Math.exp(x[i])));
            y[i] = (float) (g[i] * (t + x[i] * (1 - t * t) / (1 + Math.exp(-x[i]))));
        }
    }
}
