package dev.axolemma.cpu;

import dev.axolemma.Bfloat16;
import dev.axolemma.Binary16;
import dev.axolemma.Span;

/** Converts between spans of a format of storage and the floats that are computed with. */
final class Storage {

    private Storage() {
    }

    /** Writes {@code count} numbers of a span, from number {@code from} on, to {@code floats[to …]}. */
    static void widen(Span span, long from, float[] floats, int to, int count) {
        if (span.array() instanceof short[] bits) {
            int first = (int) (span.offset() + from);
            switch (span.dtype()) {
                case F16 -> Binary16.widen(bits, first, floats, to, count);
                case BF16 -> Bfloat16.widen(bits, first, floats, to, count);
                case F32, F64 -> throw new AssertionError(span);
            }
        } else {
            switch (span.dtype()) {
                case F16 -> Binary16.widen(span.segment(), from, floats, to, count);
                case BF16 -> Bfloat16.widen(span.segment(), from, floats, to, count);
                case F32, F64 -> throw new AssertionError(span);
            }
        }
    }

    /** Writes the numbers {@code floats[from …]} to a plain span, from number {@code to} on. */
    static void round(float[] floats, int from, int count, Span span, long to) {
        if (span.array() instanceof short[] bits) {
            int first = (int) (span.offset() + to);
            switch (span.dtype()) {
                case F16 -> Binary16.round(floats, from, bits, first, count);
                case BF16 -> Bfloat16.round(floats, from, bits, first, count);
                case F32, F64 -> throw new AssertionError(span);
            }
        } else {
            switch (span.dtype()) {
                case F16 -> Binary16.round(floats, from, span.segment(), to, count);
                case BF16 -> Bfloat16.round(floats, from, span.segment(), to, count);
                case F32, F64 -> throw new AssertionError(span);
            }
        }
    }
}
