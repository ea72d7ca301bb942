package dev.axolemma.spi;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Memory that a processor has given. Safe to share between threads. */
public interface Memory {

    /** Who gave it, and can compute with it. */
    Processor processor();

    long bytes();

    /** The memory itself, where the host can see it. */
    Optional<MemorySegment> host();

    boolean isOpen();

    /** Gives it back, after everything that has been launched; doing so twice is harmless. */
    void close();
}
