package dev.axolemma.spi;

import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * What a user set on the engine's builder.
 *
 * @param threads how many threads may compute at once, at least 1
 * @param executor where they run; empty for the backend's own daemon threads
 * @param warmUp whether kernels are warmed up aside while simpler ones answer
 */
public record Settings(int threads, Optional<Executor> executor, boolean warmUp) {
}
