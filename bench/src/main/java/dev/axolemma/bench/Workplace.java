package dev.axolemma.bench;

import dev.axolemma.Engine;
import dev.axolemma.Span;
import java.util.function.Function;

/** An engine, and the memory that its operands lie in. */
public final class Workplace implements AutoCloseable {

    private final Contestant by;
    private final Engine engine;

    private Workplace(Contestant by, Engine engine) {
        this.by = by;
        this.engine = engine;
    }

    /**
     * Opens a workplace and makes of it what will close it. If that can't be made, as where a device has no room for
     * the operands, it is closed here.
     */
    public static <T> T furnish(Contestant by, int threads, boolean warmUp, Function<Workplace, T> maker) {
        Workplace place = new Workplace(by, by.open(threads, warmUp));
        try {
            return maker.apply(place);
        } catch (RuntimeException | Error failed) {
            place.close();
            throw failed;
        }
    }

    public Contestant by() {
        return by;
    }

    public Engine engine() {
        return engine;
    }

    /** Puts numbers where the engine is to find them. */
    public Operand operand(Numbers numbers) {
        return switch (by.dataAt()) {
            case DEVICE -> Operand.copied(numbers, engine);
            case HOST -> Operand.inPlace(numbers);
        };
    }

    /** The same, where nobody will ask what has become of them. */
    public Span span(Numbers numbers) {
        return operand(numbers).span();
    }

    /** Waits until the engine is done; calls on the host's memory have returned when they were. */
    public void await() {
        if (by.dataAt() == DataAt.DEVICE) {
            engine.synchronize();
        }
    }

    /** Closes the engine, and with it what lies in its device's memory. */
    @Override
    public void close() {
        engine.close();
    }
}
