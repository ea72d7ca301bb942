package dev.axolemma.bench;

import java.util.Arrays;
import java.util.Locale;

/** Where the operands of a measurement lie. */
public enum DataAt {

    /** In a device's own memory, where their user keeps them. */
    DEVICE,

    /** In the host's memory; if a device computes, each run copies them to its own, and the results back. */
    HOST;

    /** The one of a label. */
    public static DataAt labelled(String label) {
        return Arrays.stream(values()).filter(place -> place.label().equals(label)).findFirst().orElseThrow();
    }

    /** {@code device} or {@code host}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
