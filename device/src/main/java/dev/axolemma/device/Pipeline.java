package dev.axolemma.device;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Computes many elements a portion at a time: while one is computed, the next is copied in and the one before copied out. */
final class Pipeline {

    private static final int PLACES = 2;

    /** Device memory for a portion. Its memory is used by no kernel that is queued before the first portion. */
    interface Place extends AutoCloseable {

        /** Copies in a portion and queues what computes it. */
        void start(long from, long count);

        /** Copies out what was computed, after the queue has come so far. */
        void collect();

        @Override
        void close();
    }

    private final Queue queue;

    Pipeline(Queue queue) {
        this.queue = queue;
    }

    /**
     * @param size of a portion
     * @param newPlace makes a place for portions of a size
     */
    void compute(long count, long size, LongFunction<? extends Place> newPlace) {
        List<Place> places = new ArrayList<>();
        List<Accelerator.Mark> marks = new ArrayList<>();
        try {
            queue.finish();
            for (long portion = 0; portion * size < count; portion++) {
                int turn = (int) (portion % PLACES);
                if (places.size() == turn) {
                    places.add(newPlace.apply(size));
                    marks.add(null);
                } else {
                    marks.get(turn).await();
                    places.get(turn).collect();
                }
                places.get(turn).start(portion * size, Math.min(size, count - portion * size));
                marks.set(turn, queue.accelerator().mark());
            }
            queue.finish();
            places.forEach(Place::collect);
        } finally {
            places.forEach(Place::close);
        }
    }
}
