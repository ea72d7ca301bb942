package dev.axolemma.bench.measure;

import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be measured: every operation in every direction on every backend at every size with every thread count.
 * Beside them stand the plain loops, copy and triad of the same size, and the first operation on rare input. In a
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

    /** Everything to run, each once. */
    public List<Workload> workloads() {
        List<Workload> all = new ArrayList<>();
        for (int size : sizes) {
            threads.forEach(count -> all.addAll(bandwidth(size, count)));
            for (String op : ops) {
                directions.forEach(direction -> all.addAll(contest(op, direction, size)));
            }
        }
        backends.forEach(backend -> all.add(new Workload(ops.getFirst(), directions.getFirst(), backend, dtype,
                sizes.getFirst(), threads.getFirst(), new Input.Rare())));
        return all.stream().distinct().toList();
    }

    private List<Workload> bandwidth(int size, int count) {
        return dtype.isStorage() ? List.of() : List.of(
                new Workload(Workload.COPY, Direction.FORWARD, Workload.PLAIN, dtype, size, count, input),
                new Workload(Workload.TRIAD, Direction.BACKWARD, Workload.PLAIN, dtype, size, count, input));
    }

    private List<Workload> contest(String op, Direction direction, int size) {
        List<Workload> all = new ArrayList<>();
        if (PlainSubject.exists(op, direction)) {
            all.add(new Workload(op, direction, Workload.PLAIN, dtype, size, 1, input));
        }
        threads.forEach(count -> backends.forEach(
                backend -> all.add(new Workload(op, direction, backend, dtype, size, count, input))));
        return all;
    }
}
