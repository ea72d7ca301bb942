package dev.axolemma.bench;

import dev.axolemma.Buffer;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import java.util.List;
import java.util.stream.Stream;

/**
 * What computes, from where.
 *
 * @param backend a backend's name, or that of what backends are compared with
 * @param dataAt where its operands lie
 */
public record Contestant(String backend, DataAt dataAt) {

    /**
     * Each of the backends, and twice those of devices with memory of their own.
     *
     * @throws dev.axolemma.BackendUnavailableException if one of them can't compute here
     */
    public static List<Contestant> of(List<String> backends) {
        return backends.stream().flatMap(Contestant::of).toList();
    }

    private static Stream<Contestant> of(String backend) {
        Contestant atHost = new Contestant(backend, DataAt.HOST);
        try (Engine engine = atHost.open(1, false); Buffer buffer = engine.allocate(Dtype.F32, 1)) {
            return buffer.span().memory().isPresent()
                    ? Stream.of(new Contestant(backend, DataAt.DEVICE), atHost) : Stream.of(atHost);
        }
    }

    /** Whether a device computes: then {@link #of} has put it among the contestants with data there, too. */
    public boolean isDeviceAmong(List<Contestant> contestants) {
        return contestants.contains(new Contestant(backend, DataAt.DEVICE));
    }

    /** The contestants for one of several numbers of threads: all for the first, as a device does not use them. */
    public static List<Contestant> at(int count, List<Integer> threads, List<Contestant> contestants) {
        return contestants.stream()
                .filter(by -> count == threads.getFirst() || !by.isDeviceAmong(contestants)).toList();
    }

    /** Opens an engine. */
    Engine open(int threads, boolean warmUp) {
        return Engine.builder().backend(backend).threads(threads).warmUp(warmUp).open();
    }
}
