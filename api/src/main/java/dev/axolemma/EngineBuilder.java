package dev.axolemma;

import dev.axolemma.spi.Backend;
import dev.axolemma.spi.Device;
import dev.axolemma.spi.Settings;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Says how an engine is to compute. What is not said is chosen: the best backend that is available here (or the one named
 * by the system property {@code axolemma.backend} or else the environment variable {@code AXOLEMMA_BACKEND}), its first
 * device, as many threads as there are processors. Not thread-safe.
 */
public final class EngineBuilder {

    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private Optional<String> backend = Optional.ofNullable(
            System.getProperty("axolemma.backend", System.getenv("AXOLEMMA_BACKEND")));
    private Function<List<Device>, Device> device = devices -> numbered(devices, 0);
    private int threads = Runtime.getRuntime().availableProcessors();
    private Optional<Executor> executor = Optional.empty();
    private boolean warmUp = true;

    EngineBuilder() {
    }

    /** Asks for a backend by name: {@code scalar}, {@code simd}, … If it is unavailable, {@link #open()} throws. */
    public EngineBuilder backend(String name) {
        backend = Optional.of(Objects.requireNonNull(name, "backend"));
        return this;
    }

    /**
     * Asks for a device of the backend by its number, 0 for the best. If there is none, {@link #open()} throws an {@link
     * IllegalArgumentException}.
     */
    public EngineBuilder device(int number) {
        device = devices -> numbered(devices, number);
        return this;
    }

    private static Device numbered(List<Device> devices, int number) {
        if (number < 0 || number >= devices.size()) {
            throw new IllegalArgumentException("device is " + number + "; there are " + names(devices)
                    + ", numbered from 0");
        }
        return devices.get(number);
    }

    /**
     * Asks for the best of the backend's devices that has what is wanted, as in {@code device ->
     * device.properties().get("f64").equals("yes")}. If there is none, {@link #open()} throws an {@link
     * IllegalArgumentException}.
     */
    public EngineBuilder device(Predicate<? super Device> wanted) {
        Objects.requireNonNull(wanted, "device");
        device = devices -> devices.stream().filter(wanted).findFirst().orElseThrow(() ->
                new IllegalArgumentException("device is asked for by what none has; there are " + names(devices)));
        return this;
    }

    private static List<String> names(List<Device> devices) {
        return devices.stream().map(Device::name).toList();
    }

    /**
     * How many host threads may compute at once; results don't depend on it.
     *
     * @throws IllegalArgumentException if {@code number} is below 1
     */
    public EngineBuilder threads(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("threads is " + number + "; it must be at least 1");
        }
        threads = number;
        return this;
    }

    /** Runs large work on this executor, beside the calling thread, instead of on daemon threads of the engine. */
    public EngineBuilder executor(Executor workers) {
        executor = Optional.of(Objects.requireNonNull(workers, "executor"));
        return this;
    }

    /**
     * Whether a kernel that starts slowly is warmed up on a thread of its own while a simpler one with the same bits
     * answers: true, unless set. If false, the kernel asked for answers from the first call on, at whatever speed.
     */
    public EngineBuilder warmUp(boolean aside) {
        warmUp = aside;
        return this;
    }

    /**
     * Opens the engine.
     *
     * @throws BackendUnavailableException if the backend asked for can't compute here, or none can
     * @throws IllegalArgumentException if the backend has no device of the number asked for
     */
    public Engine open() {
        return backend.isPresent() ? openNamed(backend.get()) : openBest();
    }

    private Engine openNamed(String name) {
        List<Backend> all = Engine.backends();
        Backend found = all.stream().filter(b -> b.name().equals(name)).findFirst()
                .orElseThrow(() -> new BackendUnavailableException(name,
                        "there is none of that name; there are " + all.stream().map(Backend::name).toList()));
        found.unavailable().ifPresent(reason -> {
            throw new BackendUnavailableException(name, reason);
        });
        return open(found, List.of());
    }

    private Engine openBest() {
        List<String> notes = new ArrayList<>();
        for (Backend candidate : Engine.backends()) {
            if (candidate.rank() < 0) {
                continue;
            }
            try {
                Optional<String> reason = candidate.unavailable();
                if (reason.isEmpty()) {
                    say(notes, candidate.name());
                    return open(candidate, notes);
                }
                notes.add(candidate.name() + " is unavailable: " + reason.get());
            } catch (LinkageError changed) {
                notes.add(candidate.name() + " is unavailable: " + changed);
            }
        }
        throw new BackendUnavailableException("(any)", notes.isEmpty()
                ? "no backend is on the class path or module path; add dev.axolemma:axolemma" : notes.toString());
    }

    private Engine open(Backend chosen, List<String> notes) {
        Device opened = device.apply(chosen.devices());
        return new Engine(chosen.open(opened, new Settings(threads, executor, warmUp)),
                new EngineInformation(chosen.name(), opened, threads, notes));
    }

    private static void say(List<String> notes, String used) {
        for (String note : notes) {
            if (SAID.add(note)) {
                System.getLogger("dev.axolemma").log(Level.INFO, "{0}; using {1}, which computes the same bits", note, used);
            }
        }
    }
}
