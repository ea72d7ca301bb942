package dev.axolemma.device;

import dev.axolemma.Dtype;
import dev.axolemma.Span;

/** A few numbers in the host's memory, as binary64 ones, which keep every bit. */
final class HostNumbers {

    private HostNumbers() {
    }

    /** Numbers of a dtype, in an array. */
    static Span span(double[] values, Dtype dtype) {
        return switch (dtype) {
            case F16, BF16, F32 -> {
                float[] floats = new float[values.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) values[i];
                }
                yield Span.of(floats);
            }
            case F64 -> Span.of(values.clone());
        };
    }

    /** The numbers of an array. */
    static double[] of(Span span) {
        return switch (span.array()) {
            case float[] floats -> {
                double[] values = new double[floats.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = floats[i];
                }
                yield values;
            }
            case double[] doubles -> doubles;
            default -> throw new AssertionError(span);
        };
    }
}
