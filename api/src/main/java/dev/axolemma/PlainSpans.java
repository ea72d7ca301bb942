package dev.axolemma;

import java.util.ArrayList;
import java.util.List;

/** Operands that are matrices or rows: plain spans, of which results share no memory with any other. */
final class PlainSpans {

    /** A span under the name that messages give it. */
    private record Named(String name, Span span) {
    }

    private final Engine engine;
    private final Dtype dtype;
    private final List<Named> inputs = new ArrayList<>();
    private final List<Named> results = new ArrayList<>();

    PlainSpans(Engine engine, Dtype dtype) {
        this.engine = engine;
        this.dtype = dtype;
    }

    void checkInput(String name, Span span, long length) {
        checkSpan(name, span, length);
        inputs.add(new Named(name, span));
    }

    /** To be called after all inputs have been checked. */
    void checkResult(String name, Span span, long length) {
        checkSpan(name, span, length);
        if (span.isReadOnly()) {
            throw new IllegalArgumentException(name + " is " + span + "; a result must not be read-only");
        }
        checkApart(name, span, inputs);
        checkApart(name, span, results);
        results.add(new Named(name, span));
    }

    private void checkSpan(String name, Span span, long length) {
        if (span.dtype() != dtype) {
            throw new IllegalArgumentException(name + " has dtype " + span.dtype().label() + "; this kernel computes "
                    + dtype.label());
        }
        if (span.isBroadcast()) {
            throw new IllegalArgumentException(name + " is a broadcast, " + span + "; it must be a plain span");
        }
        if (span.length() != length) {
            throw new IllegalArgumentException(name + " has " + span.length() + " elements; it must have " + length);
        }
        span.checkUsableBy(engine, name);
    }

    private static void checkApart(String name, Span result, List<Named> others) {
        for (Named other : others) {
            if (result.overlaps(other.span())) {
                throw new IllegalArgumentException(name + " overlaps " + other.name()
                        + "; a result must share no memory with any other operand");
            }
        }
    }
}
