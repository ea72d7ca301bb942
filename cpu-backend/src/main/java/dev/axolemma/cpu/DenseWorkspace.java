package dev.axolemma.cpu;

import java.util.ArrayList;
import java.util.List;

/** What a dense chain keeps between its layers, from call to call, so that running allocates nothing big. */
final class DenseWorkspace {

    private final List<Room> alternating = List.of(new Room(), new Room());
    private final List<Room> elements = new ArrayList<>();
    private final Room activations = new Room();
    private final Room sums = new Room();
    private final Room ones = new Room();

    /** What layer {@code number} writes; the layers before and after it have another. */
    Room of(int number) {
        return alternating.get(number % 2);
    }

    /** The output of a layer that was computed anew. */
    Room activations() {
        return activations;
    }

    /** The gradients of an activation's parameter, element by element. */
    Room elements(int parameter) {
        while (elements.size() <= parameter) {
            elements.add(new Room());
        }
        return elements.get(parameter);
    }

    /** Sums of columns. */
    Room sums() {
        return sums;
    }

    Room ones() {
        return ones;
    }
}
