package dev.axolemma.opencl;

import dev.axolemma.OutOfDeviceMemoryException;
import dev.axolemma.device.Accelerator;
import dev.axolemma.device.KernelSource;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** A device as if it had little memory, all of its own, which it keeps account of. */
final class SmallDevice implements Accelerator {

    private final ClAccelerator device;
    private final long memory;
    private long free;

    SmallDevice(ClAccelerator device, long memory) {
        this.device = device;
        this.memory = memory;
        free = memory;
    }

    /** Memory that counts. */
    private final class Counted implements Allocation {

        private final Allocation held;

        Counted(Allocation held) {
            this.held = held;
            free -= held.bytes();
        }

        @Override
        public long bytes() {
            return held.bytes();
        }

        @Override
        public void close() {
            free += held.bytes();
            held.close();
        }
    }

    /** How many bytes were given and not given back. */
    long given() {
        return memory - free;
    }

    @Override
    public String name() {
        return "small " + device.name();
    }

    @Override
    public long memory() {
        return memory;
    }

    @Override
    public long portion() {
        return device.portion();
    }

    @Override
    public Allocation allocate(long bytes) {
        if (bytes > free) {
            throw new OutOfDeviceMemoryException(name(), bytes, free);
        }
        return new Counted(device.allocate(bytes));
    }

    @Override
    public Optional<Allocation> wrap(MemorySegment segment) {
        return Optional.empty();
    }

    @Override
    public void clear(Allocation memory) {
        device.clear(held(memory));
    }

    @Override
    public void upload(MemorySegment from, Allocation to, long at) {
        device.upload(from, held(to), at);
    }

    @Override
    public void download(Allocation from, long at, MemorySegment to) {
        device.download(held(from), at, to);
    }

    @Override
    public CompiledKernel compile(KernelSource source) {
        return device.compile(source);
    }

    @Override
    public void launch(CompiledKernel kernel, long items, Object... arguments) {
        Object[] passed = arguments.clone();
        for (int i = 0; i < passed.length; i++) {
            if (passed[i] instanceof Counted counted) {
                passed[i] = counted.held;
            }
        }
        device.launch(kernel, items, passed);
    }

    private static Allocation held(Allocation memory) {
        return ((Counted) memory).held;
    }

    @Override
    public Mark mark() {
        return device.mark();
    }

    @Override
    public void finish() {
        device.finish();
    }

    @Override
    public void close() {
        device.close();
    }
}
