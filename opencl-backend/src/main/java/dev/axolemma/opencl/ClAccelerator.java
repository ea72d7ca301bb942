package dev.axolemma.opencl;

import static org.jocl.CL.CL_INVALID_BUFFER_SIZE;
import static org.jocl.CL.CL_MAP_READ;
import static org.jocl.CL.CL_MAP_WRITE_INVALIDATE_REGION;
import static org.jocl.CL.CL_MEM_OBJECT_ALLOCATION_FAILURE;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_MEM_USE_HOST_PTR;
import static org.jocl.CL.CL_OUT_OF_HOST_MEMORY;
import static org.jocl.CL.CL_OUT_OF_RESOURCES;
import static org.jocl.CL.CL_TRUE;
import static org.jocl.CL.clCreateBuffer;
import static org.jocl.CL.clCreateCommandQueue;
import static org.jocl.CL.clCreateContext;
import static org.jocl.CL.clEnqueueFillBuffer;
import static org.jocl.CL.clEnqueueMapBuffer;
import static org.jocl.CL.clEnqueueMarkerWithWaitList;
import static org.jocl.CL.clEnqueueNDRangeKernel;
import static org.jocl.CL.clEnqueueUnmapMemObject;
import static org.jocl.CL.clFinish;
import static org.jocl.CL.clFlush;
import static org.jocl.CL.clReleaseCommandQueue;
import static org.jocl.CL.clReleaseContext;
import static org.jocl.CL.clReleaseEvent;
import static org.jocl.CL.clReleaseMemObject;
import static org.jocl.CL.clSetKernelArg;
import static org.jocl.CL.clWaitForEvents;

import dev.axolemma.OutOfDeviceMemoryException;
import dev.axolemma.device.Accelerator;
import dev.axolemma.device.KernelSource;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_event;
import org.jocl.cl_mem;

/** An OpenCL device, one queue for its kernels and one for copies. */
final class ClAccelerator implements Accelerator {

    /** Memory that Java sees as a buffer is below 2 GiB. */
    private static final long MOST_MAPPED = 1L << 30;

    /** Floats that stay in the cache of a processor. */
    private static final long CACHED = 1 << 18;
    /** Floats that take much longer to cross a bus than a transfer takes to begin. */
    private static final long TRANSFERRED = 1 << 22;

    private final ClDevice device;
    private final String name;
    private final long memory;
    private final long largestAllocation;
    private final boolean isUnified;
    private final boolean isProcessor;
    private final cl_context context;
    private final cl_command_queue kernels;
    private final cl_command_queue copies;
    private final ClPrograms programs;

    /** @param cache compiled programs, where the driver keeps none */
    ClAccelerator(ClDevice device, Optional<ProgramCache> cache) {
        this.device = device;
        name = device.name();
        memory = device.memory();
        largestAllocation = device.largestAllocation();
        isUnified = device.isUnified();
        isProcessor = device.isProcessor();
        context = call(0, () ->
                clCreateContext(new cl_context_properties(), 1, new cl_device_id[] {device.id()}, null, null, null));
        kernels = call(0, this::queue);
        copies = call(0, this::queue);
        programs = new ClPrograms(device, context, cache);
    }

    /**
     * Calls the driver.
     *
     * @param asked how many bytes it needs, in its device's memory
     */
    private <T> T call(long asked, Supplier<T> driver) {
        try {
            return driver.get();
        } catch (CLException failed) {
            throw isOutOfMemory(failed) ? new OutOfDeviceMemoryException(name, asked, largestAllocation)
                    : new OpenClException(name, failed);
        }
    }

    @SuppressWarnings("deprecation")
    // The newer function is missing in OpenCL 1.2.
    private cl_command_queue queue() {
        return clCreateCommandQueue(context, device.id(), 0, null);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long memory() {
        return memory;
    }

    @Override
    public long portion() {
        return isProcessor ? CACHED : TRANSFERRED;
    }

    @Override
    public ClMemoryObject allocate(long bytes) {
        if (bytes > largestAllocation) {
            throw new OutOfDeviceMemoryException(name, bytes, largestAllocation);
        }
        return call(bytes, () -> new ClMemoryObject(
                clCreateBuffer(context, CL_MEM_READ_WRITE, Math.max(1, bytes), null, null), bytes, Optional.empty()));
    }

    private static boolean isOutOfMemory(CLException failed) {
        return switch (failed.getStatus()) {
            case CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_OUT_OF_RESOURCES, CL_OUT_OF_HOST_MEMORY, CL_INVALID_BUFFER_SIZE ->
                    true;
            default -> false;
        };
    }

    /**
     * JOCL takes an address from a buffer of Java, whatever its size, and the true size beside it. Kernels load numbers of
     * up to eight bytes from multiples of their size. What a driver does not take is copied.
     */
    @Override
    public Optional<Allocation> wrap(MemorySegment segment) {
        if (!isUnified || !segment.isNative() || segment.isReadOnly() || segment.address() % Long.BYTES != 0
                || segment.byteSize() == 0 || segment.byteSize() > largestAllocation) {
            return Optional.empty();
        }
        try {
            cl_mem memory = clCreateBuffer(context, CL_MEM_READ_WRITE | CL_MEM_USE_HOST_PTR, segment.byteSize(),
                    Pointer.to(segment.asSlice(0, 1).asByteBuffer()), null);
            return Optional.of(new ClMemoryObject(memory, segment.byteSize(), Optional.of(segment)));
        } catch (CLException refused) {
            return Optional.empty();
        }
    }

    @Override
    public void clear(Allocation memory) {
        if (memory.bytes() > 0) {
            call(memory.bytes(), () -> clEnqueueFillBuffer(kernels, memory(memory), Pointer.to(new byte[1]), 1, 0,
                    memory.bytes(), 0, null, null));
        }
    }

    @Override
    public void upload(MemorySegment from, Allocation to, long at) {
        for (long done = 0; done < from.byteSize(); done += MOST_MAPPED) {
            long bytes = Math.min(MOST_MAPPED, from.byteSize() - done);
            MemorySegment chunk = from.asSlice(done, bytes);
            withMapped(memory(to), CL_MAP_WRITE_INVALIDATE_REGION, at + done, bytes, mapped -> mapped.copyFrom(chunk));
        }
    }

    @Override
    public void download(Allocation from, long at, MemorySegment to) {
        for (long done = 0; done < to.byteSize(); done += MOST_MAPPED) {
            long bytes = Math.min(MOST_MAPPED, to.byteSize() - done);
            MemorySegment chunk = to.asSlice(done, bytes);
            withMapped(memory(from), CL_MAP_READ, at + done, bytes, chunk::copyFrom);
        }
    }

    /** What is done with device memory that the host sees for a moment. */
    private interface Copy {

        void copy(MemorySegment mapped);
    }

    private void withMapped(cl_mem memory, long access, long at, long bytes, Copy copy) {
        ByteBuffer mapped = call(bytes, () ->
                clEnqueueMapBuffer(copies, memory, CL_TRUE, access, at, bytes, 0, null, null, null));
        try {
            copy.copy(MemorySegment.ofBuffer(mapped));
        } finally {
            call(bytes, () -> clEnqueueUnmapMemObject(copies, memory, mapped, 0, null, null) + clFinish(copies));
        }
    }

    @Override
    public ClKernel compile(KernelSource source) {
        return programs.compile(source);
    }

    @Override
    public void launch(CompiledKernel compiled, long items, Object... arguments) {
        ClKernel kernel = (ClKernel) compiled;
        long[] group = {kernel.group()};
        long[] global = {Math.ceilDiv(items, group[0]) * group[0]};
        // Arguments belong to the kernel until it is queued.
        synchronized (kernel.kernel()) {
            for (int i = 0; i < arguments.length; i++) {
                setArgument(kernel, i, arguments[i]);
            }
            // A driver may find out only now that there is no room for the operands.
            call(bytes(arguments), () ->
                    clEnqueueNDRangeKernel(kernels, kernel.kernel(), 1, null, global, group, 0, null, null));
        }
        call(0, () -> clFlush(kernels));
    }

    private static long bytes(Object[] arguments) {
        return Stream.of(arguments).mapToLong(argument -> argument instanceof Allocation memory ? memory.bytes() : 0).sum();
    }

    private static void setArgument(ClKernel kernel, int index, Object argument) {
        switch (argument) {
            case Allocation memory ->
                    clSetKernelArg(kernel.kernel(), index, Sizeof.cl_mem, Pointer.to(memory(memory)));
            case Long number -> clSetKernelArg(kernel.kernel(), index, Long.BYTES, Pointer.to(new long[] {number}));
            case Integer number ->
                    clSetKernelArg(kernel.kernel(), index, Integer.BYTES, Pointer.to(new int[] {number}));
            case Float number ->
                    clSetKernelArg(kernel.kernel(), index, Float.BYTES, Pointer.to(new float[] {number}));
            case Double number ->
                    clSetKernelArg(kernel.kernel(), index, Double.BYTES, Pointer.to(new double[] {number}));
            default -> throw new IllegalArgumentException("argument " + index + " is " + argument);
        }
    }

    @Override
    public Mark mark() {
        cl_event event = new cl_event();
        call(0, () -> clEnqueueMarkerWithWaitList(kernels, 0, null, event) + clFlush(kernels));
        return () -> {
            try {
                call(0, () -> clWaitForEvents(1, new cl_event[] {event}));
            } finally {
                clReleaseEvent(event);
            }
        };
    }

    @Override
    public void finish() {
        call(0, () -> clFinish(kernels));
    }

    /** The queue is done; a driver that has failed gives back what it still can. */
    @Override
    public void close() {
        programs.close();
        clReleaseCommandQueue(copies);
        clReleaseCommandQueue(kernels);
        clReleaseContext(context);
    }

    private static cl_mem memory(Allocation allocation) {
        return ((ClMemoryObject) allocation).memory();
    }

    /** Memory of an OpenCL device, or of the host. */
    final class ClMemoryObject implements Allocation {

        private final cl_mem memory;
        private final long bytes;
        private final Optional<MemorySegment> wrapped;

        private ClMemoryObject(cl_mem memory, long bytes, Optional<MemorySegment> wrapped) {
            this.memory = memory;
            this.bytes = bytes;
            this.wrapped = wrapped;
        }

        cl_mem memory() {
            return memory;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        /** A driver may keep what lies in the host's memory elsewhere, until somebody wants to see it there. */
        @Override
        public void close() {
            try {
                for (long at = 0; wrapped.isPresent() && at < bytes; at += MOST_MAPPED) {
                    withMapped(memory, CL_MAP_READ, at, Math.min(MOST_MAPPED, bytes - at), mapped -> { });
                }
            } finally {
                clReleaseMemObject(memory);
                Reference.reachabilityFence(wrapped);
            }
        }
    }
}
