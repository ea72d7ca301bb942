package dev.axolemma.cpu;

import dev.axolemma.spi.Memory;
import dev.axolemma.spi.Processor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** The host's own memory, aligned for the widest vectors. */
final class HostMemory implements Memory {

    /** A cache line: a vector that crosses from one to the next is loaded and stored in two. */
    private static final long ALIGNMENT = 64;

    private final Processor processor;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment segment;

    /** @throws OutOfMemoryError if there is not so much */
    HostMemory(Processor processor, long bytes) {
        this.processor = processor;
        this.segment = arena.allocate(bytes, ALIGNMENT);
    }

    @Override
    public Processor processor() {
        return processor;
    }

    @Override
    public long bytes() {
        return segment.byteSize();
    }

    @Override
    public Optional<MemorySegment> host() {
        return Optional.of(segment);
    }

    @Override
    public boolean isOpen() {
        return arena.scope().isAlive();
    }

    @Override
    public synchronized void close() {
        if (isOpen()) {
            arena.close();
        }
    }
}
