package dev.axolemma.bench;

import dev.axolemma.Buffer;
import dev.axolemma.Engine;
import dev.axolemma.Span;
import java.util.Optional;

/**
 * Numbers that an engine computes with.
 *
 * @param numbers in the host's memory
 * @param copy of them that the engine computes with in their place; it is closed with the engine
 */
public record Operand(Numbers numbers, Optional<Buffer> copy) {

    static Operand inPlace(Numbers numbers) {
        return new Operand(numbers, Optional.empty());
    }

    static Operand copied(Numbers numbers, Engine engine) {
        Buffer buffer = engine.allocate(numbers.dtype(), numbers.length());
        buffer.write(numbers.span());
        return new Operand(numbers, Optional.of(buffer));
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
