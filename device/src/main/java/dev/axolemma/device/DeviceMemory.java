package dev.axolemma.device;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.spi.Memory;
import dev.axolemma.spi.Processor;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;

/** Memory of an accelerator, as spans see it. */
final class DeviceMemory implements Memory {

    private final DeviceProcessor processor;
    private final Accelerator.Allocation allocation;
    private volatile boolean open = true;
    private volatile long givenAt;

    DeviceMemory(DeviceProcessor processor, Accelerator.Allocation allocation) {
        this.processor = processor;
        this.allocation = allocation;
    }

    static DeviceMemory of(Span span) {
        return (DeviceMemory) span.memory().orElseThrow();
    }

    Accelerator.Allocation allocation() {
        return allocation;
    }

    /** After how many launches it was last given back to the pool. */
    long givenAt() {
        return givenAt;
    }

    void giveAt(long launches) {
        givenAt = launches;
    }

    /** So many numbers from the start. */
    Span span(Dtype dtype, long length) {
        return Span.of(this, dtype, 0, length);
    }

    @Override
    public Processor processor() {
        return processor;
    }

    @Override
    public long bytes() {
        return allocation.bytes();
    }

    @Override
    public Optional<MemorySegment> host() {
        return Optional.empty();
    }

    @Override
    public OptionalLong address() {
        return allocation.address();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            processor.machine().queue().drain();
            allocation.close();
        }
    }

    @Override
    public String toString() {
        return "buffer of " + bytes() + " bytes";
    }
}
