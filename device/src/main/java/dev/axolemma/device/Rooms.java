package dev.axolemma.device;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import java.util.ArrayList;
import java.util.List;

/** Memory that was taken from a pool for a call, and is given back with it. */
final class Rooms implements AutoCloseable {

    private final Pool pool;
    private final List<Span> taken = new ArrayList<>();

    Rooms(Pool pool) {
        this.pool = pool;
    }

    /** See {@link Pool#take}. */
    Span take(Dtype dtype, long length) {
        return kept(pool.take(dtype, length));
    }

    /** See {@link Pool#takeIdle}. */
    Span takeIdle(Dtype dtype, long length) {
        return kept(pool.takeIdle(dtype, length));
    }

    private Span kept(Span room) {
        taken.add(room);
        return room;
    }

    /** Gives one back early. Kernels that are queued still find it as it is. */
    void release(Span room) {
        if (taken.removeIf(held -> held == room)) {
            pool.give(room);
        }
    }

    @Override
    public void close() {
        taken.forEach(pool::give);
        taken.clear();
    }
}
