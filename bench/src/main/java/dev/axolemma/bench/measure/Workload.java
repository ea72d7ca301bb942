package dev.axolemma.bench.measure;

import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.DataAt;
import java.util.Arrays;

/**
 * What one measurement runs.
 *
 * @param op an activation's name, or {@code copy} or {@code triad}
 * @param direction what is computed of it
 * @param by a backend, or {@link #PLAIN}
 * @param dtype the dtype of every operand
 * @param size the number of elements of every operand
 * @param threads how many threads compute
 * @param input where the numbers come from
 */
public record Workload(String op, Direction direction, Contestant by, Dtype dtype, int size, int threads,
        Input input) {

    /** Stands for the loop that a Java user would write, on one thread. */
    public static final Contestant PLAIN = new Contestant("plain", DataAt.HOST);
    /** The plain loop that reads one array and writes one. */
    public static final String COPY = "copy";
    /** The plain loop that reads two arrays and writes one. */
    public static final String TRIAD = "triad";

    private static final String SEPARATOR = " ";

    /** What {@link #toString()} wrote: JMH hands parameters on as text. */
    static Workload parse(String text) {
        String[] parts = text.split(SEPARATOR, 8);
        Direction direction = Arrays.stream(Direction.values())
                .filter(d -> d.label().equals(parts[1])).findFirst().orElseThrow();
        return new Workload(parts[0], direction, new Contestant(parts[2], DataAt.labelled(parts[3])),
                Dtype.of(parts[4]), Integer.parseInt(parts[5]), Integer.parseInt(parts[6]),
                Input.parse(parts[7]));
    }

    @Override
    public String toString() {
        return String.join(SEPARATOR, op, direction.label(), by.backend(), by.dataAt().label(),
                dtype.label(), Integer.toString(size), Integer.toString(threads), input.toString());
    }

    boolean isPlain() {
        return by.equals(PLAIN);
    }

    /** The part of it that one of several equal threads does. */
    Workload dividedBy(int parts) {
        return new Workload(op, direction, by, dtype, size / parts, threads, input);
    }
}
