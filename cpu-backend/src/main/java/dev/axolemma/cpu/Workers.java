package dev.axolemma.cpu;

import dev.axolemma.Span;
import dev.axolemma.spi.Settings;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Shares the elements of one call between the calling thread and helpers. Which thread computes which elements never
 * changes a result.
 */
final class Workers implements AutoCloseable {

    /** Vector instructions from which on waking another thread pays: some 50 µs. */
    private static final long WORTH_SHARING = 1 << 19;
    /** How often to look whether the helpers are done, some 30 µs long, before sleeping, from which to wake takes as long. */
    private static final int LOOKS = 1000;

    /** Computes the elements {@code from … to − 1}, on any thread. */
    interface Work {

        void compute(long from, long to);
    }

    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
    // Stands for the helpers where it is asked which thread may see a container. Never started.
    private final Thread anyThread = new Thread();
    private final int helpers;
    private final Executor executor;
    private final Runnable shutdown;

    Workers(Settings settings) {
        helpers = settings.threads() - 1;
        if (settings.executor().isPresent()) {
            executor = settings.executor().get();
            shutdown = () -> { };
        } else {
            ExecutorService own = Daemons.pool("axolemma-worker", Math.max(1, helpers));
            executor = own;
            shutdown = own::shutdown;
        }
    }

    /** The calling thread's scratch memory. */
    Scratch scratch() {
        return scratch.get();
    }

    /**
     * Computes all elements and returns when they are done: with helpers if that pays and they may see the operands; what a
     * helper throws is thrown here.
     *
     * @param portion how many a thread takes at a time
     * @param instructions how many vector instructions all of the work takes, about
     */
    void run(Work work, long count, int portion, long instructions, Span... operands) {
        run(work, count, portion, threads(instructions, areShareable(operands)));
    }

    /** The same, by so many threads at most. */
    void run(Work work, long count, int portion, int threads) {
        if (threads == 1) {
            work.compute(0, count);
        } else {
            share(work, count, portion);
        }
    }

    /**
     * How many threads are to compute.
     *
     * @param instructions how many vector instructions all of the work takes, about
     * @param shared whether all threads may see the operands
     */
    int threads(long instructions, boolean shared) {
        return shared && instructions >= WORTH_SHARING ? helpers + 1 : 1;
    }

    /** Whether all threads may see operands: a segment of a confined arena belongs to the calling thread. */
    boolean areShareable(Span... operands) {
        for (Span operand : operands) {
            if (!operand.isAccessibleBy(anyThread)) {
                return false;
            }
        }
        return true;
    }

    private void share(Work work, long count, int portion) {
        Job job = new Job(work, count, portion);
        try {
            for (int i = 0; i < Math.min(helpers, count / portion); i++) {
                executor.execute(job::help);
            }
        } catch (RejectedExecutionException full) {
            // Whoever is there does the work; the calling thread always is.
        }
        job.finish();
    }

    @Override
    public void close() {
        shutdown.run();
    }

    /** The elements of one call, taken portion by portion. */
    private static final class Job {

        private final Work work;
        private final long count;
        private final int portion;
        private long taken;
        private volatile int helping;
        private Throwable failure;

        Job(Work work, long count, int portion) {
            this.work = work;
            this.count = count;
            this.portion = portion;
        }

        void help() {
            synchronized (this) {
                helping++;
            }
            try {
                work();
            } catch (Throwable thrown) {
                fail(thrown);
            } finally {
                synchronized (this) {
                    helping--;
                    notifyAll();
                }
            }
        }

        /** Works too, then waits for the helpers that have begun; those that have not will find nothing left. */
        void finish() {
            try {
                work();
            } catch (Throwable thrown) {
                fail(thrown);
            }
            awaitHelpers();
            switch (failure) {
                case null -> { }
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                default -> throw new AssertionError(failure);
            }
        }

        private void work() {
            for (long from = take(); from < count; from = take()) {
                work.compute(from, Math.min(count, from + portion));
            }
        }

        private synchronized long take() {
            long from = taken;
            taken = Math.min(count, from + portion);
            return from;
        }

        private synchronized void fail(Throwable thrown) {
            taken = count;
            if (failure == null) {
                failure = thrown;
            }
        }

        private void awaitHelpers() {
            for (int i = 0; i < LOOKS && helping > 0; i++) {
                Thread.onSpinWait();
            }
            sleepUntilHelpersAreDone();
        }

        private synchronized void sleepUntilHelpersAreDone() {
            boolean interrupted = false;
            while (helping > 0) {
                try {
                    wait();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
