package dev.axolemma;

import java.util.List;

/** There is no activation of the given name in the catalogue. */
public final class UnknownActivationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient List<String> nearest;

    UnknownActivationException(String name, List<String> nearest) {
        super("activation is '" + name + "'; the catalogue has none of that name"
                + (nearest.isEmpty() ? "" : ", but " + String.join(", ", nearest)));
        this.nearest = nearest;
    }

    /** The names that look like it, nearest first; may be empty. */
    public List<String> nearest() {
        return nearest;
    }
}
