package dev.axolemma.cpu;

import dev.axolemma.Span;

/** What all operands of a loop lie in, so that it computes where they lie. */
enum Container {
    /** A Java array of the type computed in. */
    ARRAY,
    /** A segment of native memory. One on the heap is of another class, and C2 would tell the two apart at every access. */
    SEGMENT;

    /** Whether the numbers of a span lie in such a container one by one. */
    boolean holds(Span span) {
        return !span.isBroadcast() && !span.dtype().isStorage() && switch (this) {
            case ARRAY -> span.array() != null;
            case SEGMENT -> span.array() == null && span.segment().isNative();
        };
    }

    boolean holdsAll(Span[] spans) {
        for (Span span : spans) {
            if (!holds(span)) {
                return false;
            }
        }
        return true;
    }

    /** What a loop is given of a span in such a container. */
    Object of(Span span) {
        return switch (this) {
            case ARRAY -> span.array();
            case SEGMENT -> span.segment();
        };
    }
}
