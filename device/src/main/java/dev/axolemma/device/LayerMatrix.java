package dev.axolemma.device;

import dev.axolemma.Layers;
import dev.axolemma.Span;
import dev.axolemma.spi.Memory;
import java.util.List;
import java.util.Optional;

/**
 * Layers of plain numbers in one piece of the device's memory.
 *
 * @param first the first layer
 * @param distance from a layer to the next, in numbers
 */
record LayerMatrix(Span first, long distance) {

    /** The layers as a matrix, if that is how they lie. */
    static Optional<LayerMatrix> of(Layers layers) {
        Span first = layers.layer(0);
        long distance = layers.depth() > 1 ? layers.layer(1).offset() - first.offset() : 0;
        Optional<Memory> memory = first.memory();
        for (int layer = 0; layer < layers.depth(); layer++) {
            Span span = layers.layer(layer);
            if (memory.isEmpty() || !span.memory().equals(memory) || span.isBroadcast()
                    || span.offset() != first.offset() + layer * distance) {
                return Optional.empty();
            }
        }
        return Optional.of(new LayerMatrix(first, distance));
    }

    /** Layers one after the other. */
    static LayerMatrix of(Span all, long width) {
        return new LayerMatrix(all, width);
    }

    Span layer(int number, long count) {
        return Span.of(first.memory().orElseThrow(), first.dtype(), first.offset() + number * distance, count);
    }

    void addTo(List<Object> arguments) {
        Arguments.addPlain(first, arguments);
        arguments.add(distance);
    }
}
