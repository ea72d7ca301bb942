package dev.axolemma.spi;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;

/** Memory that a processor has given. Safe to share between threads. */
public interface Memory {

    /** Who gave it, and can compute with it. */
    Processor processor();

    long bytes();

    /** The memory itself, where the host can see it. */
    Optional<MemorySegment> host();

    /**
     * Where it begins, in bytes, among all memory of its processor. Empty if none of that can overlap it, or if {@link
     * #host()} tells.
     */
    default OptionalLong address() {
        return OptionalLong.empty();
    }

    boolean isOpen();

    /** Gives it back, after everything that has been launched; doing so twice is harmless. */
    void close();
}
