package dev.axolemma.bench.verify;

import dev.axolemma.Activation;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Kernel;
import dev.axolemma.bench.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Verifies operations on backends: values and derivatives against the reference, backward against the IEEE product of
 * upstream gradient and derivative, and each backend against the first one bit for bit. Uses every processor; memory
 * does not depend on the number of points.
 *
 * @param activations with the parameter values to use
 * @param directions of {@link Direction#FORWARD}, {@link Direction#DERIVATIVE} (with respect to every input and
 *     parameter) and {@link Direction#BACKWARD}
 * @param backends their names; the first is the one that the others' bits are compared with
 * @param against what values and derivatives are held against
 */
public record Verifier(List<Activation> activations, List<Direction> directions, Dtype dtype, List<String> backends,
        Sampling sampling, Against against) {

    /** What a result must agree with. */
    public enum Against {
        /** The exact value, within a bound; and the first backend's bits. */
        REFERENCE,
        /** The first backend's bits alone, which takes a small part of the time. */
        FIRST_BACKEND
    }

    /** How finely progress on one operation is told. */
    private static final long PARTS = 100;

    /** @throws IllegalArgumentException if no backend is named */
    public Verifier {
        activations = List.copyOf(activations);
        directions = List.copyOf(directions);
        backends = List.copyOf(backends);
        if (backends.isEmpty()) {
            throw new IllegalArgumentException("backends is empty; name at least one");
        }
    }

    /**
     * Verifies, and returns a row for each operation and backend.
     *
     * @param progress is told in hundredths of operations, by several threads
     * @throws dev.axolemma.BackendUnavailableException if a backend can't compute here
     */
    public List<Verification> run(Progress progress) {
        List<Subject> subjects = activations.stream()
                .flatMap(activation -> directions.stream().flatMap(d -> Subject.of(activation, d).stream())).toList();
        List<Engine> engines = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(threads(), Thread.ofPlatform().daemon().factory());
        try {
            // without warm-up aside, so that every backend answers itself from the first call on
            backends.forEach(name -> engines.add(Engine.builder().backend(name).threads(1).warmUp(false).open()));
            List<Verification> rows = new ArrayList<>();
            for (Subject subject : subjects) {
                int before = rows.size() / engines.size();
                DoubleConsumer share = part -> progress.at(subject.operation().name() + " " + dtype.label(),
                        Math.round((before + part) * PARTS), subjects.size() * PARTS);
                rows.addAll(verify(subject, engines, workers, share));
            }
            return rows;
        } finally {
            workers.shutdownNow();
            engines.forEach(Engine::close);
        }
    }

    private static int threads() {
        return Runtime.getRuntime().availableProcessors();
    }

    private List<Verification> verify(Subject subject, List<Engine> engines, ExecutorService workers,
            DoubleConsumer share) {
        Samples samples = new Samples(dtype, sampling,
                Landmarks.of(subject.activation(), subject.formula(), dtype));
        Judge judge = new Judge(subject, dtype);
        List<Kernel> kernels = engines.stream().map(engine -> engine.prepare(subject.operation(), dtype)).toList();
        List<Kernel> factors = subject.isBackward() ? subject.factors().stream()
                .map(operation -> engines.getFirst().prepare(operation, dtype.arithmetic())).toList() : List.of();
        AtomicLong next = new AtomicLong();
        Callable<List<Tally>> work = () -> {
            Worker worker = subject.isBackward() ? new BackwardWorker(subject, samples, kernels, factors)
                    : switch (against) {
                        case REFERENCE -> new ValueWorker(subject, samples, kernels, judge);
                        case FIRST_BACKEND -> new BitsWorker(subject, samples, kernels);
                    };
            for (long first = next.getAndAdd(Worker.CHUNK); first < samples.size();
                    first = next.getAndAdd(Worker.CHUNK)) {
                share.accept((double) first / samples.size());
                worker.examine(first);
            }
            return worker.tallies;
        };
        List<Tally> total = sum(IntStream.range(0, threads()).mapToObj(i -> workers.submit(work)).toList());
        boolean isJudged = against == Against.REFERENCE && !subject.isBackward();
        return IntStream.range(0, total.size()).mapToObj(i -> total.get(i)
                .row(subject, backends.get(i), samples, isJudged, isJudged && judge.hasRoots())).toList();
    }

    private List<Tally> sum(List<Future<List<Tally>>> parts) {
        List<Tally> total = backends.stream().map(name -> new Tally()).toList();
        for (Future<List<Tally>> part : parts) {
            List<Tally> tallies = result(part);
            for (int i = 0; i < total.size(); i++) {
                total.get(i).add(tallies.get(i));
            }
        }
        return total;
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while verifying", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("verification failed: " + e.getCause(), e.getCause());
        }
    }
}
