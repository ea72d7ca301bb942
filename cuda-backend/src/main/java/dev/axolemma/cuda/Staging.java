package dev.axolemma.cuda;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies between host and device through memory that the device can copy by itself: while it copies one piece, the host
 * fills or empties the other. One copy at a time.
 */
final class Staging {

    private static final long PIECE = 8 << 20;
    private static final int PLACES = 2;

    /** A piece of pinned memory, and when the device is done with it. */
    private record Place(Driver.Pinned memory, Driver.Event done) {
    }

    private final Driver driver;
    private final Driver.Stream stream;
    private final List<Place> places = new ArrayList<>();
    private final Undo undo;

    Staging(Driver driver) {
        this.driver = driver;
        stream = driver.createStream();
        undo = new Undo(() -> driver.destroy(stream));
        try {
            while (places.size() < PLACES) {
                Driver.Pinned memory = driver.allocateHost(PIECE);
                undo.add(() -> driver.free(memory));
                Driver.Event done = driver.createEvent();
                undo.add(() -> driver.destroy(done));
                places.add(new Place(memory, done));
            }
        } catch (CudaException failed) {
            undo.run();
            throw failed;
        }
    }

    /** How many bytes a piece has that begins at {@code done}. */
    private static long piece(long done, long bytes) {
        return Math.min(PIECE, bytes - done);
    }

    synchronized void upload(MemorySegment from, Driver.Address to, long at) {
        whole(() -> copyIn(from, to, at));
    }

    synchronized void download(Driver.Address from, long at, MemorySegment to) {
        whole(() -> copyOut(from, at, to));
    }

    /** The next copy must find the places idle, even if this one fails half-way. */
    private void whole(Runnable copy) {
        try {
            copy.run();
        } catch (RuntimeException failed) {
            new Undo(() -> driver.synchronize(stream)).run();
            throw failed;
        }
    }

    private void copyIn(MemorySegment from, Driver.Address to, long at) {
        int turn = 0;
        for (long done = 0; done < from.byteSize(); done += PIECE) {
            Place place = places.get(turn++ % PLACES);
            if (turn > PLACES) {
                driver.synchronize(place.done());
            }
            long bytes = piece(done, from.byteSize());
            MemorySegment.copy(from, done, place.memory().segment(), 0, bytes);
            driver.copyIn(to, at + done, place.memory(), bytes, stream);
            driver.record(place.done(), stream);
        }
        driver.synchronize(stream);
    }

    private void copyOut(Driver.Address from, long at, MemorySegment to) {
        long waiting = 0;
        int turn = 0;
        for (long done = 0; done < to.byteSize(); done += PIECE) {
            Place place = places.get(turn++ % PLACES);
            if (turn > PLACES) {
                waiting = empty(place, to, waiting);
            }
            driver.copyOut(place.memory(), from, at + done, piece(done, to.byteSize()), stream);
            driver.record(place.done(), stream);
        }
        for (int i = Math.max(0, turn - PLACES); i < turn; i++) {
            waiting = empty(places.get(i % PLACES), to, waiting);
        }
    }

    /** Copies a piece to where it belongs, and returns where the next one does. */
    private long empty(Place place, MemorySegment to, long at) {
        driver.synchronize(place.done());
        long bytes = piece(at, to.byteSize());
        MemorySegment.copy(place.memory().segment(), 0, to, at, bytes);
        return at + bytes;
    }

    void close() {
        undo.run();
    }
}
