package dev.axolemma.bench.measure;

import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.bench.DataAt;
import java.util.Arrays;

/**
 * What one measurement runs.
 *
 * @param op an activation's name, or {@code copy} or {@code triad}
 * @param direction what is computed of it
 * @param backend a backend's name, or {@link #PLAIN}
 * @param dataAt where every operand lies; a plain loop's are the host's
 * @param dtype the dtype of every operand
 * @param size the number of elements of every operand
 * @param threads how many threads compute
 * @param input where the numbers come from
 */
public record Workload(String op, Direction direction, String backend, DataAt dataAt, Dtype dtype, int size,
        int threads, Input input) {

    /** Stands for the loop that a Java user would write, on one thread. */
    public static final String PLAIN = "plain";
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
        return new Workload(parts[0], direction, parts[2], DataAt.labelled(parts[3]), Dtype.of(parts[4]),
                Integer.parseInt(parts[5]), Integer.parseInt(parts[6]), Input.parse(parts[7]));
    }

    @Override
    public String toString() {
        return String.join(SEPARATOR, op, direction.label(), backend, dataAt.label(), dtype.label(),
                Integer.toString(size), Integer.toString(threads), input.toString());
    }

    boolean isPlain() {
        return backend.equals(PLAIN);
    }

    /** The part of it that one of several equal threads does. */
    Workload dividedBy(int parts) {
        return new Workload(op, direction, backend, dataAt, dtype, size / parts, threads, input);
    }
}
