package dev.axolemma.cuda;

import dev.axolemma.device.Accelerator;
import dev.axolemma.device.KernelSource;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.stream.Stream;

/** A device that runs PTX in plain Java, each kernel at once. */
final class MachineAccelerator implements Accelerator {

    /** Kernels compute all there is on any number of blocks, and these are slow. */
    private static final int BLOCKS = 3;

    private final DeviceMemory memory = new DeviceMemory();

    private record Numbers(MemorySegment segment, long address) implements Allocation {

        @Override
        public long bytes() {
            return segment.byteSize();
        }

        @Override
        public void close() {
        }
    }

    private record Kernel(PtxMachine machine, int group) implements CompiledKernel {
    }

    @Override
    public String name() {
        return MachineBackend.NAME;
    }

    @Override
    public long largestAllocation() {
        return Integer.MAX_VALUE / 2;
    }

    @Override
    public synchronized Allocation allocate(long bytes) {
        MemorySegment segment = MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
        return new Numbers(segment, memory.add(segment));
    }

    @Override
    public Optional<Allocation> wrap(MemorySegment segment) {
        return Optional.empty();
    }

    @Override
    public void clear(Allocation numbers) {
        ((Numbers) numbers).segment().fill((byte) 0);
    }

    @Override
    public void upload(MemorySegment from, Allocation to, long at) {
        MemorySegment.copy(from, 0, ((Numbers) to).segment(), at, from.byteSize());
    }

    @Override
    public void download(Allocation from, long at, MemorySegment to) {
        MemorySegment.copy(((Numbers) from).segment(), at, to, 0, to.byteSize());
    }

    @Override
    public CompiledKernel compile(KernelSource source) {
        return new Kernel(new PtxMachine(source.text()), source.group());
    }

    @Override
    public void launch(CompiledKernel kernel, long items, Object... arguments) {
        int group = ((Kernel) kernel).group();
        int blocks = (int) Math.min(Math.ceilDiv(items, group), BLOCKS);
        ((Kernel) kernel).machine().run(blocks, group, memory, Stream.of(arguments).map(argument -> switch (argument) {
            case Numbers numbers -> numbers.address();
            case Float number -> Float.floatToRawIntBits(number);
            case Double number -> Double.doubleToRawLongBits(number);
            default -> argument;
        }).toArray());
    }

    @Override
    public Mark mark() {
        return () -> { };
    }

    @Override
    public void finish() {
    }

    @Override
    public void close() {
    }
}
