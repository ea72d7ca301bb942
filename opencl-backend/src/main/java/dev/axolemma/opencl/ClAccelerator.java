package dev.axolemma.opencl;

import static org.jocl.CL.CL_INVALID_BUFFER_SIZE;
import static org.jocl.CL.CL_MAP_READ;
import static org.jocl.CL.CL_MAP_WRITE;
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
import java.nio.ByteBuffer;
import java.util.Optional;
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

    private final ClDevice device;
    private final String name;
    private final long largestAllocation;
    private final boolean isUnified;
    private final cl_context context;
    private final cl_command_queue kernels;
    private final cl_command_queue copies;
    private final ClPrograms programs;

    /** @param cache compiled programs, where the driver keeps none */
    ClAccelerator(ClDevice device, Optional<ProgramCache> cache) {
        this.device = device;
        name = device.name();
        largestAllocation = device.largestAllocation();
        isUnified = device.isUnified();
        context = clCreateContext(new cl_context_properties(), 1, new cl_device_id[] {device.id()}, null, null, null);
        kernels = queue();
        copies = queue();
        programs = new ClPrograms(device, context, cache);
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
    public long largestAllocation() {
        return largestAllocation;
    }

    @Override
    public ClMemoryObject allocate(long bytes) {
        if (bytes > largestAllocation) {
            throw new OutOfDeviceMemoryException(name, bytes, largestAllocation);
        }
        try {
            cl_mem memory = clCreateBuffer(context, CL_MEM_READ_WRITE, Math.max(1, bytes), null, null);
            return new ClMemoryObject(memory, bytes, false);
        } catch (CLException failed) {
            throw isOutOfMemory(failed) ? new OutOfDeviceMemoryException(name, bytes, largestAllocation) : failed;
        }
    }

    private static boolean isOutOfMemory(CLException failed) {
        return switch (failed.getStatus()) {
            case CL_MEM_OBJECT_ALLOCATION_FAILURE, CL_OUT_OF_RESOURCES, CL_OUT_OF_HOST_MEMORY, CL_INVALID_BUFFER_SIZE ->
                    true;
            default -> false;
        };
    }

    /** JOCL takes an address from a buffer of Java, whatever its size, and the true size beside it. */
    @Override
    public Optional<Allocation> wrap(MemorySegment segment) {
        if (!isUnified || !segment.isNative() || segment.isReadOnly() || segment.byteSize() == 0
                || segment.byteSize() > largestAllocation) {
            return Optional.empty();
        }
        ByteBuffer start = segment.asSlice(0, 1).asByteBuffer();
        cl_mem memory = clCreateBuffer(context, CL_MEM_READ_WRITE | CL_MEM_USE_HOST_PTR, segment.byteSize(),
                Pointer.to(start), null);
        return Optional.of(new ClMemoryObject(memory, segment.byteSize(), true));
    }

    @Override
    public void clear(Allocation memory) {
        if (memory.bytes() > 0) {
            clEnqueueFillBuffer(kernels, memory(memory), Pointer.to(new byte[1]), 1, 0, memory.bytes(), 0, null, null);
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
        ByteBuffer mapped = clEnqueueMapBuffer(copies, memory, CL_TRUE, access, at, bytes, 0, null, null, null);
        try {
            copy.copy(MemorySegment.ofBuffer(mapped));
        } finally {
            clEnqueueUnmapMemObject(copies, memory, mapped, 0, null, null);
            clFinish(copies);
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
        synchronized (kernel) {
            for (int i = 0; i < arguments.length; i++) {
                setArgument(kernel, i, arguments[i]);
            }
            enqueue(kernel, global, group);
        }
        clFlush(kernels);
    }

    /** A driver may find out only now that there is no room for the operands. */
    private void enqueue(ClKernel kernel, long[] global, long[] group) {
        try {
            clEnqueueNDRangeKernel(kernels, kernel.kernel(), 1, null, global, group, 0, null, null);
        } catch (CLException failed) {
            throw isOutOfMemory(failed) ? new OutOfDeviceMemoryException(name, largestAllocation, largestAllocation) : failed;
        }
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
        clEnqueueMarkerWithWaitList(kernels, 0, null, event);
        clFlush(kernels);
        return () -> {
            clWaitForEvents(1, new cl_event[] {event});
            clReleaseEvent(event);
        };
    }

    @Override
    public void finish() {
        clFinish(kernels);
    }

    @Override
    public void close() {
        clFinish(kernels);
        programs.close();
        clReleaseCommandQueue(copies);
        clReleaseCommandQueue(kernels);
        clReleaseContext(context);
    }

    private static cl_mem memory(Allocation allocation) {
        return ((ClMemoryObject) allocation).memory();
    }

    /**
     * Memory of an OpenCL device.
     *
     * @param wrapped whether it is the host's
     */
    final class ClMemoryObject implements Allocation {

        private final cl_mem memory;
        private final long bytes;
        private final boolean wrapped;

        private ClMemoryObject(cl_mem memory, long bytes, boolean wrapped) {
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
            if (wrapped) {
                ByteBuffer mapped = clEnqueueMapBuffer(copies, memory, CL_TRUE, CL_MAP_READ | CL_MAP_WRITE, 0,
                        Math.min(bytes, MOST_MAPPED), 0, null, null, null);
                clEnqueueUnmapMemObject(copies, memory, mapped, 0, null, null);
                clFinish(copies);
            }
            clReleaseMemObject(memory);
        }
    }
}
