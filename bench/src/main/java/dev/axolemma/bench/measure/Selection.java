package dev.axolemma.bench.measure;

import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.bench.DataAt;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be measured: every operation in every direction on every backend at every size with every thread count, on
 * devices with memory of their own from there and from the host's. Beside them stand the plain loops, copy and triad of the same size, and the first operation on rare input. In a
 * format of storage there is no copy and no triad: their loops would convert.
 *
 * @param ops names of activations
 * @param directions what is computed of them
 * @param backends names of backends
 * @param dtype the dtype of every operand
 * @param sizes numbers of elements
 * @param threads numbers of threads
 * @param input where the numbers come from
 */
public record Selection(List<String> ops, List<Direction> directions, List<String> backends, Dtype dtype,
        List<Integer> sizes, List<Integer> threads, Input input) {

    public Selection {
        ops = List.copyOf(ops);
        directions = List.copyOf(directions);
        backends = List.copyOf(backends);
        sizes = List.copyOf(sizes);
        threads = List.copyOf(threads);
    }

    /** What computes, from where. */
    private record Contestant(String backend, DataAt dataAt) {
    }

    /**
     * Everything to run, each once.
     *
     * @throws dev.axolemma.BackendUnavailableException if a backend can't compute here
     */
    public List<Workload> workloads() {
        List<Contestant> contestants = backends.stream()
                .flatMap(backend -> DataAt.of(backend).stream().map(place -> new Contestant(backend, place))).toList();
        List<Workload> all = new ArrayList<>();
        for (int size : sizes) {
            threads.forEach(count -> all.addAll(bandwidth(size, count)));
            for (String op : ops) {
                directions.forEach(direction -> all.addAll(contest(op, direction, size, contestants)));
            }
        }
        contestants.forEach(by -> all.add(new Workload(ops.getFirst(), directions.getFirst(), by.backend(), by.dataAt(),
                dtype, sizes.getFirst(), threads.getFirst(), new Input.Rare())));
        return all.stream().distinct().toList();
    }

    private List<Workload> bandwidth(int size, int count) {
        return dtype.isStorage() ? List.of() : List.of(
                plain(Workload.COPY, Direction.FORWARD, size, count),
                plain(Workload.TRIAD, Direction.BACKWARD, size, count));
    }

    private Workload plain(String op, Direction direction, int size, int count) {
        return new Workload(op, direction, Workload.PLAIN, DataAt.HOST, dtype, size, count, input);
    }

    private List<Workload> contest(String op, Direction direction, int size, List<Contestant> contestants) {
        List<Workload> all = new ArrayList<>();
        if (PlainSubject.exists(op, direction)) {
            all.add(plain(op, direction, size, 1));
        }
        threads.forEach(count -> contestants.forEach(by -> all.add(
                new Workload(op, direction, by.backend(), by.dataAt(), dtype, size, count, input))));
        return all;
    }
}
