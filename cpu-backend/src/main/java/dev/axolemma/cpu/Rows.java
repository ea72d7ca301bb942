package dev.axolemma.cpu;

import dev.axolemma.Axis;
import dev.axolemma.Dtype;
import dev.axolemma.Span;

/**
 * Some of the rows along an axis, and a few numbers for each, its statistics. Rows are taken by the outer index: those
 * of several outer indices if the axis is the last one, and of a single one otherwise. So a statistic is a span of one
 * number per channel, the rows being the channels.
 */
final class Rows {

    private static final double[] NO_PARAMETERS = {};
    /** How many elements rows have together, if each has less: several passes over them find them in the cache. */
    private static final int ELEMENTS = 16 * 1024;
    private static final int STATISTICS = 3;

    private final Axis axis;
    private final Span[] operands;
    private final Sequences sequences;
    private final long from;
    private final long to;
    private final Dtype dtype;
    private final Object statistics;
    /** The room for one statistic. */
    private final int room;

    /** @param group the first outer index; a multiple of {@link #groups} */
    Rows(Axis axis, Span[] operands, long group, long end, Scratch scratch) {
        this.axis = axis;
        this.operands = operands;
        this.sequences = Sequences.of(axis).part(group, end);
        this.from = group * axis.length() * axis.inner();
        this.to = end * axis.length() * axis.inner();
        this.dtype = operands[0].dtype();
        this.room = Math.toIntExact(groups(axis) * axis.inner());
        this.statistics = scratch.statistics(dtype, STATISTICS * room);
    }

    /** How many outer indices are taken together. */
    static int groups(Axis axis) {
        return axis.inner() == 1 ? (int) Math.clamp(ELEMENTS / axis.length(), 1, axis.outer()) : 1;
    }

    Span operand(int number) {
        return operands[number];
    }

    /** A statistic as an operand of a map: for each element that of its row. */
    Span statistic(int number) {
        Span plain = plain(number, room);
        return axis.inner() == 1 ? plain.perChannel(1, axis.length()) : plain.perChannel(axis.length(), 1);
    }

    private Span plain(int number, int count) {
        return switch (statistics) {
            case float[] floats -> Span.of(floats, number * room, count);
            case double[] doubles -> Span.of(doubles, number * room, count);
            default -> throw new AssertionError(statistics);
        };
    }

    /** Makes a statistic of every row. */
    void reduce(SequenceReduction reduction, int statistic, Span... inputs) {
        Object numbers = reduction.reduce(sequences, inputs, NO_PARAMETERS);
        System.arraycopy(numbers, 0, statistics, statistic * room, count());
    }

    /** Maps every element. */
    void map(MapKernel kernel, Span... mapped) {
        kernel.launch(mapped, NO_PARAMETERS, from, to);
    }

    /** Maps the statistics of every row, the last of the numbers being that of the result. */
    void mapStatistics(MapKernel kernel, int... numbers) {
        Span[] mapped = new Span[numbers.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = plain(numbers[i], count());
        }
        kernel.launch(mapped, NO_PARAMETERS, 0, count());
    }

    /** Of several ones in a row, of which a statistic says how many there are, keeps the first alone. */
    void keepFirst(int ones, Span y) {
        for (int row = 0; row < count(); row++) {
            if (Block.number(statistics, ones * room + row) > 1) {
                clearAfterFirst(row, y);
            }
        }
    }

    private void clearAfterFirst(int row, Span y) {
        Object number = dtype == Dtype.F32 ? new float[1] : new double[1];
        boolean found = false;
        for (long i = 0; i < axis.length(); i++) {
            long element = sequences.element(row / axis.inner(), i) + row % axis.inner();
            Block.read(y, element, 1, number, 0);
            if (Block.number(number, 0) == 1) {
                Block.fill(number, 0, 1, found ? 0 : 1);
                Block.write(number, 0, 1, y, element);
                found = true;
            }
        }
    }

    private int count() {
        return Math.toIntExact(sequences.count());
    }
}
