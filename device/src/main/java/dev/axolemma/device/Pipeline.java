package dev.axolemma.device;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Computes many elements a portion at a time: while one is computed, the next is copied in and the one before copied out. */
final class Pipeline {

    private static final int PLACES = 2;

    /** Device memory for a portion. Its memory is used by no kernel that is queued before the first portion. */
    interface Place {

        /** Copies in a portion and queues what computes it. */
        void start(Portion portion);

        /** Copies out what was computed, after the queue has come so far. */
        void collect();
    }

    /** A place whose portion is being computed, and where the queue will be when it is done. */
    private record Running(Place place, Accelerator.Mark done) {
    }

    private final Queue queue;

    Pipeline(Queue queue) {
        this.queue = queue;
    }

    void compute(Portions portions, Supplier<? extends Place> newPlace) {
        List<Running> running = new ArrayList<>();
        try {
            queue.finish();
            for (Portion portion : portions) {
                Place place = running.size() < PLACES ? newPlace.get() : collected(running.removeFirst());
                place.start(portion);
                running.add(new Running(place, queue.accelerator().mark()));
            }
            while (!running.isEmpty()) {
                collected(running.removeFirst());
            }
        } finally {
            running.forEach(Pipeline::abandon);
        }
    }

    private static Place collected(Running portion) {
        portion.done().await();
        portion.place().collect();
        return portion.place();
    }

    /** A mark must be waited for, whatever went wrong before. */
    private static void abandon(Running portion) {
        try {
            portion.done().await();
        } catch (RuntimeException alsoFailed) {
            // The first failure is on its way already.
            return;
        }
    }
}
