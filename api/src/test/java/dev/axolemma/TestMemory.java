package dev.axolemma;

import dev.axolemma.spi.Memory;
import dev.axolemma.spi.Processor;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;

/** Memory that nothing lies in, at an address or at none. */
final class TestMemory implements Memory {

    private final Processor processor;
    private final long bytes;
    private final OptionalLong address;
    private boolean open = true;

    TestMemory(Processor processor, long bytes, OptionalLong address) {
        this.processor = processor;
        this.bytes = bytes;
        this.address = address;
    }

    @Override
    public Processor processor() {
        return processor;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public Optional<MemorySegment> host() {
        return Optional.empty();
    }

    @Override
    public OptionalLong address() {
        return address;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public String toString() {
        return "test memory";
    }
}
