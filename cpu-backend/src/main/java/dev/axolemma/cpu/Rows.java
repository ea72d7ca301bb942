package dev.axolemma.cpu;

import dev.axolemma.Axis;
import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.compiler.RowwiseStep;
import dev.axolemma.compiler.RowwiseStep.Choice;
import dev.axolemma.compiler.RowwiseStep.Folding;
import dev.axolemma.compiler.RowwiseStep.Mapping;
import dev.axolemma.compiler.RowwiseStep.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of the rows along an axis, and a few numbers for each, its statistics. Rows are taken by the outer index: those
 * of several outer indices if the axis is the last one, and of a single one otherwise. So a statistic is a span of one
 * number per channel, the rows being the channels.
 */
final class Rows {

    private static final double[] NO_PARAMETERS = {};
    /** How many elements rows have together, if each has less: several passes over them find them in the cache. */
    private static final int ELEMENTS = 16 * 1024;

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
        this.dtype = operands[0].dtype().arithmetic();
        this.room = Math.toIntExact(groups(axis) * axis.inner());
        this.statistics = scratch.statistics(dtype, RowwiseStep.STATISTICS * room);
    }

    /** How many outer indices are taken together. */
    static int groups(Axis axis) {
        return axis.inner() == 1 ? (int) Math.clamp(ELEMENTS / axis.length(), 1, axis.outer()) : 1;
    }

    /** Numbers of a step as an operand of a map of elements: a statistic is for each element that of its row. */
    private Span perElement(Place place) {
        return switch (place) {
            case Place.Operand operand -> operands[operand.number()];
            case Place.Statistic statistic -> {
                Span plain = plain(statistic, room);
                yield axis.inner() == 1 ? plain.perChannel(1, axis.length()) : plain.perChannel(axis.outer() * axis.length(), 1);
            }
        };
    }

    private Span plain(Place.Statistic statistic, int count) {
        return switch (statistics) {
            case float[] floats -> Span.of(floats, statistic.number() * room, count);
            case double[] doubles -> Span.of(doubles, statistic.number() * room, count);
            default -> throw new AssertionError(statistics);
        };
    }

    void reduce(SequenceReduction reduction, Folding folding) {
        Span[] inputs = folding.inputs().stream().map(this::perElement).toArray(Span[]::new);
        Object numbers = reduction.reduce(sequences, inputs, NO_PARAMETERS);
        System.arraycopy(numbers, 0, statistics, folding.result().number() * room, count());
    }

    void map(MapKernel kernel, Mapping mapping) {
        List<Place> places = new ArrayList<>(mapping.inputs());
        places.add(mapping.output());
        if (mapping.isOfRows()) {
            Span[] mapped = places.stream().map(place -> plain((Place.Statistic) place, count())).toArray(Span[]::new);
            kernel.launch(mapped, NO_PARAMETERS, 0, count());
        } else {
            kernel.launch(places.stream().map(this::perElement).toArray(Span[]::new), NO_PARAMETERS, from, to);
        }
    }

    void keepFirst(Choice choice) {
        for (int row = 0; row < count(); row++) {
            if (Block.number(statistics, choice.count().number() * room + row) > 1) {
                clearAfterFirst(row, operands[choice.ones().number()]);
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
