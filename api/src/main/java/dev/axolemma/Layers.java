package dev.axolemma;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Numbers of shape [layers, n], the first layer first: one span for each layer. The spans may lie in one container or in as
 * many as there are layers. Immutable and safe to share between threads.
 */
public final class Layers {

    private final List<Span> spans;
    private final Optional<Span> all;

    private Layers(List<Span> spans, Optional<Span> all) {
        this.spans = List.copyOf(spans);
        this.all = all;
    }

    /**
     * The layers one after the other in one span, row-major.
     *
     * @throws IllegalArgumentException if the depth is below 1, the length not a multiple of it, or the span a broadcast
     */
    public static Layers of(Span all, int depth) {
        checkDepth(depth);
        if (all.length() % depth != 0) {
            throw new IllegalArgumentException("span has " + all.length() + " elements; for " + depth
                    + " layers it must have a multiple of " + depth);
        }
        long n = all.length() / depth;
        List<Span> spans = new ArrayList<>(depth);
        for (int layer = 0; layer < depth; layer++) {
            spans.add(all.slice(layer * n, n));
        }
        return new Layers(spans, Optional.of(all));
    }

    /**
     * One number for all elements of a layer.
     *
     * @param values as many numbers as there are layers
     * @param n the number of elements of a layer
     * @throws IllegalArgumentException if there are no values, they are a broadcast, or {@code n} is negative
     */
    public static Layers perLayer(Span values, long n) {
        checkDepth(values.length());
        List<Span> spans = new ArrayList<>();
        for (long layer = 0; layer < values.length(); layer++) {
            spans.add(values.slice(layer, 1).broadcast(n));
        }
        return new Layers(spans, Optional.empty());
    }

    /**
     * A span for each layer.
     *
     * @throws IllegalArgumentException if there is none, one is null, or they differ in dtype or number of elements
     */
    public static Layers of(List<Span> spans) {
        checkDepth(spans.size());
        for (int layer = 0; layer < spans.size(); layer++) {
            check(layer, spans.get(layer), spans.getFirst());
        }
        return new Layers(spans, Optional.empty());
    }

    private static void check(int layer, Span span, Span first) {
        if (span == null) {
            throw new IllegalArgumentException("layer " + layer + " is null; it must be a span");
        }
        if (span.dtype() != first.dtype()) {
            throw new IllegalArgumentException("layer " + layer + " has dtype " + span.dtype().label()
                    + "; it must have " + first.dtype().label() + ", as layer 0 has");
        }
        if (span.extent() != first.extent()) {
            throw new IllegalArgumentException("layer " + layer + " has " + span.extent() + " elements; it must have "
                    + first.extent() + ", as layer 0 has");
        }
    }

    private static void checkDepth(long depth) {
        if (depth < 1) {
            throw new IllegalArgumentException("depth is " + depth + "; it must be at least 1");
        }
    }

    /** The number of layers. */
    public int depth() {
        return spans.size();
    }

    /** The number of elements of a layer. */
    public long extent() {
        return spans.getFirst().extent();
    }

    public Dtype dtype() {
        return spans.getFirst().dtype();
    }

    /** The span of which they were made, if they lie in it one after the other. */
    public Optional<Span> all() {
        return all;
    }

    /** A layer, from 0 on. */
    public Span layer(int number) {
        return spans.get(number);
    }
}
