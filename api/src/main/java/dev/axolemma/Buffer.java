package dev.axolemma;

import dev.axolemma.spi.Memory;

/**
 * Room for numbers of an engine: where that engine computes without copying them first. {@link Engine#allocate} makes
 * one of zeros; a backend may make one of memory that was there before. Operations take its {@link #span()}; only that
 * engine may compute with it, unless its memory is the host's.
 *
 * <p>Safe to share between threads. Closing it waits for calls in flight; closing twice is harmless; its spans are
 * refused afterwards. The engine closes what is still open.
 */
public final class Buffer implements AutoCloseable {

    private final Engine engine;
    private final Memory memory;
    private final Span span;

    Buffer(Engine engine, Dtype dtype, long length, Memory memory) {
        this.engine = engine;
        this.memory = memory;
        this.span = memory.host().map(segment -> Span.of(segment, dtype, 0, length))
                .orElseGet(() -> Span.of(memory, dtype, 0, length));
    }

    /** All numbers. */
    public Span span() {
        return span;
    }

    public Dtype dtype() {
        return span.dtype();
    }

    /** How many numbers there are. */
    public long length() {
        return span.length();
    }

    /**
     * Copies numbers in, after everything computed so far.
     *
     * @param source as many numbers of this dtype
     * @throws IllegalArgumentException if the source does not fit, or the buffer is closed
     * @throws EngineClosedException if the engine is closed
     */
    public void write(Span source) {
        engine.copy(source, span);
    }

    /**
     * Copies the numbers out, after everything computed so far.
     *
     * @param target room for as many numbers of this dtype
     * @throws IllegalArgumentException if the target does not fit, or the buffer is closed
     * @throws EngineClosedException if the engine is closed
     */
    public void read(Span target) {
        engine.copy(span, target);
    }

    @Override
    public void close() {
        engine.release(this, memory);
    }

    /** Gives the memory back while the engine closes. */
    void forget() {
        memory.close();
    }

    @Override
    public String toString() {
        return "buffer " + span;
    }
}
