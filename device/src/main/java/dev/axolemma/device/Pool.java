package dev.axolemma.device;

import dev.axolemma.Dtype;
import dev.axolemma.OutOfDeviceMemoryException;
import dev.axolemma.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/**
 * Memory for intermediate results, kept from call to call. What a call gives back may be taken by the next one at once,
 * though kernels that use it are still queued: the next call's kernels run after them. Only a copy into it has to wait.
 */
final class Pool {

    /** Sizes are multiples of this, so that memory fits again. */
    private static final long GRAIN = 1 << 16;
    /** How many bytes are kept for later at most. */
    private static final long KEPT = 1L << 28;

    private final DeviceProcessor processor;
    private final Queue queue;
    private final TreeMap<Long, Deque<DeviceMemory>> free = new TreeMap<>();
    private long kept;

    Pool(DeviceProcessor processor, Queue queue) {
        this.processor = processor;
        this.queue = queue;
    }

    /** Room as {@link #take} gives, that no kernel uses which is queued: the host may copy into it at once. */
    Span takeIdle(Dtype dtype, long length) {
        Span room = take(dtype, length);
        if (!queue.isFinished(DeviceMemory.of(room).givenAt())) {
            queue.finish();
        }
        return room;
    }

    /** Room for so many numbers, with any content. To be given back. */
    Span take(Dtype dtype, long length) {
        long bytes = Math.max(1, Math.ceilDiv(Math.multiplyExact(length, dtype.bytes()), GRAIN)) * GRAIN;
        DeviceMemory memory = reuse(bytes);
        return (memory != null ? memory : allocate(bytes)).span(dtype, length);
    }

    private synchronized DeviceMemory reuse(long bytes) {
        var fitting = free.ceilingEntry(bytes);
        if (fitting == null || fitting.getKey() > 2 * bytes) {
            return null;
        }
        DeviceMemory memory = fitting.getValue().pop();
        if (fitting.getValue().isEmpty()) {
            free.remove(fitting.getKey());
        }
        kept -= memory.bytes();
        return memory;
    }

    /** Memory that the pool does not keep account of. What it keeps is given up if the device has no room otherwise. */
    DeviceMemory allocate(long bytes) {
        try {
            return new DeviceMemory(processor, queue.accelerator().allocate(bytes));
        } catch (OutOfDeviceMemoryException full) {
            close();
            return new DeviceMemory(processor, queue.accelerator().allocate(bytes));
        }
    }

    void give(Span span) {
        DeviceMemory memory = DeviceMemory.of(span);
        memory.giveAt(queue.launched());
        if (!keep(memory)) {
            memory.close();
        }
    }

    private synchronized boolean keep(DeviceMemory memory) {
        long bytes = memory.bytes();
        if (kept + bytes > KEPT) {
            return false;
        }
        free.computeIfAbsent(bytes, size -> new ArrayDeque<>()).push(memory);
        kept += bytes;
        return true;
    }

    /** Gives everything that is kept back to the device. */
    synchronized void close() {
        free.values().forEach(memories -> memories.forEach(DeviceMemory::close));
        free.clear();
        kept = 0;
    }
}
