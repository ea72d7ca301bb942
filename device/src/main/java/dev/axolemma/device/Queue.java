package dev.axolemma.device;

import dev.axolemma.Span;
import java.util.concurrent.atomic.AtomicLong;

/** An accelerator's queue, and copies that wait for it where they must. */
final class Queue {

    private final Accelerator accelerator;
    private final AtomicLong launched = new AtomicLong();
    private final AtomicLong finished = new AtomicLong();
    /** What went wrong while something was closed, still to be told. */
    private volatile RuntimeException failed;

    Queue(Accelerator accelerator) {
        this.accelerator = accelerator;
    }

    Accelerator accelerator() {
        return accelerator;
    }

    void launch(Accelerator.CompiledKernel kernel, long items, Object... arguments) {
        if (items > 0) {
            enqueue(() -> accelerator.launch(kernel, items, arguments));
        }
    }

    /** Adds what is to be waited for as a kernel is. */
    void enqueue(Runnable command) {
        command.run();
        launched.incrementAndGet();
    }

    void clear(Accelerator.Allocation memory) {
        accelerator.clear(memory);
        launched.incrementAndGet();
    }

    /** @throws RuntimeException if something has failed that was queued, now or when somebody else waited for it */
    void finish() {
        RuntimeException earlier = failed;
        if (earlier != null) {
            failed = null;
            throw earlier;
        }
        long before = launched.get();
        if (finished.get() != before) {
            accelerator.finish();
            finished.accumulateAndGet(before, Math::max);
        }
    }

    /** Waits until nothing is running any more, be it that the device is lost: whoever closes something has no use for that. */
    void drain() {
        try {
            finish();
        } catch (RuntimeException failure) {
            failed = failure;
        }
    }

    /** How many kernels have been launched, or commands in their place. */
    long launched() {
        return launched.get();
    }

    /** Whether the first so many kernels are known to be done. */
    boolean isFinished(long launches) {
        return finished.get() >= launches;
    }

    /** Copies a plain span of the host's into the device's memory, after everything launched. */
    void upload(Span from, Span to) {
        if (from.length() > 0) {
            finish();
            transferIn(from, to);
        }
    }

    /** Copies at once: no kernel that is queued uses the device's memory. */
    void transferIn(Span from, Span to) {
        accelerator.upload(from.segment(), DeviceMemory.of(to).allocation(), to.offset() * to.dtype().bytes());
    }

    /** Copies a plain span out of the device's memory, after everything launched. */
    void download(Span from, Span to) {
        if (from.length() > 0) {
            finish();
            transferOut(from, to);
        }
    }

    /** Copies at once: no kernel that is queued writes the device's memory. */
    void transferOut(Span from, Span to) {
        accelerator.download(DeviceMemory.of(from).allocation(), from.offset() * from.dtype().bytes(), to.segment());
    }
}
