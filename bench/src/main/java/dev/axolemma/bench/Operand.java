package dev.axolemma.bench;

import dev.axolemma.Buffer;
import dev.axolemma.Engine;
import dev.axolemma.Span;
import java.util.Optional;

/**
 * Numbers that an engine computes with.
 *
 * @param numbers in the host's memory
 * @param copy of them in the device's, if that is where the engine is to find them; it is closed with the engine
 */
public record Operand(Numbers numbers, Optional<Buffer> copy) {

    /** Puts numbers where they are to lie. */
    public static Operand of(Numbers numbers, DataAt place, Engine engine) {
        return new Operand(numbers, switch (place) {
            case DEVICE -> Optional.of(copied(numbers, engine));
            case HOST -> Optional.empty();
        });
    }

    private static Buffer copied(Numbers numbers, Engine engine) {
        Buffer buffer = engine.allocate(numbers.dtype(), numbers.length());
        buffer.write(numbers.span());
        return buffer;
    }

    /** What the engine computes with. */
    public Span span() {
        return copy.map(Buffer::span).orElseGet(numbers::span);
    }

    /** The numbers as the engine has left them. */
    public Numbers read() {
        copy.ifPresent(buffer -> buffer.read(numbers.span()));
        return numbers;
    }
}
