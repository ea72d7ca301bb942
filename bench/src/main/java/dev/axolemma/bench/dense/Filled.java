package dev.axolemma.bench.dense;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import java.util.SplittableRandom;

/** New arrays of a dtype. */
record Filled(Dtype dtype) {

    /** Numbers from −0.1 to 0.1, with which activations stay in their usual range. */
    Span random(int length) {
        double[] numbers = new SplittableRandom(length).doubles(length, -0.1, 0.1).toArray();
        Span span = empty(length);
        for (int i = 0; i < length; i++) {
            switch (span.array()) {
                case float[] floats -> floats[i] = (float) numbers[i];
                case double[] doubles -> doubles[i] = numbers[i];
                default -> throw new AssertionError(span);
            }
        }
        return span;
    }

    Span empty(int length) {
        return dtype == Dtype.F32 ? Span.of(new float[length]) : Span.of(new double[length]);
    }
}
