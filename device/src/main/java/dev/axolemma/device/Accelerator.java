package dev.axolemma.device;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A driver: a device with memory of its own and a queue, in which kernels run in the order in which they were launched.
 * Copies between host and device are no part of that queue, so that they may run beside kernels; the caller waits where
 * one needs the other. Safe to share between threads.
 */
public interface Accelerator extends AutoCloseable {

    /** As its maker calls it. */
    String name();

    /** How many bytes of memory it has. */
    long memory();

    /**
     * How many numbers are copied at once while others are computed: so many that starting a kernel costs little, and so few
     * that a copy and what is computed of it don't wait for each other.
     */
    long portion();

    /**
     * Memory with any content.
     *
     * @throws dev.axolemma.OutOfDeviceMemoryException if there is not so much
     */
    Allocation allocate(long bytes);

    /**
     * Native memory of the host as memory of the device, without a copy, until it is closed; empty if this device can't.
     * What kernels wrote is there once it is closed.
     */
    Optional<Allocation> wrap(MemorySegment segment);

    /** Queues that memory becomes zeros. */
    void clear(Allocation memory);

    /** Copies into device memory, of which no kernel in the queue knows. */
    void upload(MemorySegment from, Allocation to, long at);

    /** Copies out of device memory, which no kernel in the queue writes. */
    void download(Allocation from, long at, MemorySegment to);

    /**
     * Compiles a kernel.
     *
     * @throws KernelBuildException if the driver refuses it
     */
    CompiledKernel compile(KernelSource source);

    /**
     * Queues a kernel.
     *
     * @param items how many work items there are at least
     * @param arguments in the kernel's order: {@link Allocation}, {@link Long}, {@link Integer}, {@link Float}, {@link Double}
     */
    void launch(CompiledKernel kernel, long items, Object... arguments);

    /** A place in the queue: behind all that was launched so far. */
    Mark mark();

    /** Waits until the queue is empty. */
    void finish();

    @Override
    void close();

    /** Memory of a device. Closing waits for nothing: the queue must be done with it. */
    interface Allocation extends AutoCloseable {

        long bytes();

        /** Where it begins, in bytes, among all of the device's memory; empty if no other allocation can overlap it. */
        default OptionalLong address() {
            return OptionalLong.empty();
        }

        @Override
        void close();
    }

    /** A kernel that the driver has compiled. */
    interface CompiledKernel {
    }

    /** A place in the queue. */
    interface Mark {

        /** Waits until the queue has come here; to be called once. */
        void await();
    }
}
