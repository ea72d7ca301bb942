package dev.axolemma.cuda;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A stream whose work is done as late as it may, when somebody waits for it: whoever forgets to wait computes with old
 * numbers. The driver lets in one thread at a time.
 */
final class SimulatedStream implements Driver.Stream {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private long added;
    private long done;

    void add(Runnable work) {
        waiting.add(work);
        added++;
    }

    /** The place behind all work so far. */
    long end() {
        return added;
    }

    /** Does all work before a place. */
    void run(long end) {
        while (done < end) {
            done++;
            waiting.remove().run();
        }
    }

    /** A place in a stream, once it is recorded. */
    static final class Event implements Driver.Event {

        private SimulatedStream stream = new SimulatedStream();
        private long end;

        void record(SimulatedStream recorded) {
            stream = recorded;
            end = recorded.end();
        }

        /** What does all work before the place: as it is now, whatever is recorded later. */
        Runnable before() {
            SimulatedStream recorded = stream;
            long place = end;
            return () -> recorded.run(place);
        }

        @Override
        public String toString() {
            return "event";
        }
    }

    @Override
    public String toString() {
        return "stream";
    }
}
