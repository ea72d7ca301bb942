package dev.axolemma.bench;

import dev.axolemma.Buffer;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where the operands of a measurement lie. */
public enum DataAt {

    /** In a device's own memory, where their user keeps them. */
    DEVICE,

    /** In Java arrays; if a device computes, each run copies them to its memory, and the results back. */
    HOST;

    /**
     * Where a backend's operands may lie; first where it computes fastest.
     *
     * @throws dev.axolemma.BackendUnavailableException if it can't compute here
     */
    public static List<DataAt> of(String backend) {
        try (Engine engine = Engine.builder().backend(backend).open(); Buffer buffer = engine.allocate(Dtype.F32, 1)) {
            return buffer.span().memory().isPresent() ? List.of(DEVICE, HOST) : List.of(HOST);
        }
    }

    /** The one of a label. */
    public static DataAt labelled(String label) {
        return Arrays.stream(values()).filter(place -> place.label().equals(label)).findFirst().orElseThrow();
    }

    /** {@code device} or {@code host}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
