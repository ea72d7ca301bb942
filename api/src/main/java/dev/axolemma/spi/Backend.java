package dev.axolemma.spi;

import java.util.List;
import java.util.Optional;

/**
 * A way to compute: found with {@link java.util.ServiceLoader}, so that no backend knows another. Constructing one, and
 * asking what it has, touches no native library that might be missing and prints nothing.
 */
public interface Backend {

    /** The name by which users choose it, as in {@code simd}. */
    String name();

    /** Why nothing can be computed here with it, and what to install; empty if it can. */
    Optional<String> unavailable();

    /** Its devices, best first; empty if it is unavailable. */
    List<Device> devices();

    /** Devices that are there but can't return the bits that they should, and why: a sentence for each. */
    default List<String> refusals() {
        return List.of();
    }

    /**
     * How much {@code Engine.open()} prefers it: the available backend with the highest rank is taken. One below 0 is used only
     * where it is asked for by name.
     */
    int rank();

    /**
     * Opens one of its devices.
     *
     * @throws IllegalStateException if the backend is unavailable, with the reason
     */
    Processor open(Device device, Settings settings);
}
