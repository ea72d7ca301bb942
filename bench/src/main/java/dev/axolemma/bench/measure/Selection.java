package dev.axolemma.bench.measure;

import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be measured: every operation in every direction by every contestant at every size with every thread count,
 * devices with the first. Beside them stand the plain loops, copy and triad of the same size, and the first operation
 * on rare input. In a format of storage there is no copy and no triad: their loops would convert.
 *
 * @param ops names of activations
 * @param directions what is computed of them
 * @param contestants what computes
 * @param dtype the dtype of every operand
 * @param sizes numbers of elements
 * @param threads numbers of threads
 * @param input where the numbers come from
 */
public record Selection(List<String> ops, List<Direction> directions, List<Contestant> contestants, Dtype dtype,
        List<Integer> sizes, List<Integer> threads, Input input) {

    public Selection {
        ops = List.copyOf(ops);
        directions = List.copyOf(directions);
        contestants = List.copyOf(contestants);
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
        contestants.forEach(by -> all.add(new Workload(ops.getFirst(), directions.getFirst(), by, dtype,
                sizes.getFirst(), threads.getFirst(), new Input.Rare())));
        return all.stream().distinct().toList();
    }

    private List<Workload> bandwidth(int size, int count) {
        return dtype.isStorage() ? List.of() : List.of(
                plain(Workload.COPY, Direction.FORWARD, size, count),
                plain(Workload.TRIAD, Direction.BACKWARD, size, count));
    }

    private Workload plain(String op, Direction direction, int size, int count) {
        return new Workload(op, direction, Workload.PLAIN, dtype, size, count, input);
    }

    private List<Workload> contest(String op, Direction direction, int size) {
        List<Workload> all = new ArrayList<>();
        if (PlainSubject.exists(op, direction)) {
            all.add(plain(op, direction, size, 1));
        }
        threads.forEach(count -> Contestant.at(count, threads, contestants).forEach(
                by -> all.add(new Workload(op, direction, by, dtype, size, count, input))));
        return all;
    }
}
