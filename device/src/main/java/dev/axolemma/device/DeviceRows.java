package dev.axolemma.device;

import dev.axolemma.Axis;
import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.compiler.RowwiseStep;
import dev.axolemma.compiler.RowwiseStep.Choice;
import dev.axolemma.compiler.RowwiseStep.Folding;
import dev.axolemma.compiler.RowwiseStep.Mapping;
import dev.axolemma.compiler.RowwiseStep.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows along an axis and a few numbers for each, its statistics. A statistic is a span of one number per channel, the rows
 * being the channels; so either the rows lie one after the other, or those of one outer index side by side.
 */
final class DeviceRows {

    private static final double[] NO_PARAMETERS = {};

    private final Span[] rooms = new Span[RowwiseStep.STATISTICS];
    private Axis axis;
    private Sequences sequences;
    private List<Span> operands;

    /**
     * @param most the shape of as many rows as there may be
     * @param taken where its memory is taken from
     */
    DeviceRows(Axis most, Dtype dtype, Rooms taken) {
        long rows = together(most) * most.inner();
        Arrays.setAll(rooms, i -> taken.take(dtype, rows));
    }

    /** How many outer indices have rows that lie one after the other, or else 1. */
    private static long together(Axis shape) {
        return shape.inner() == 1 ? shape.outer() : 1;
    }

    /** Computes passes over all rows of plain operands of a shape. */
    void compute(List<DeviceRowwise.Pass> passes, Axis shape, List<Span> all) {
        axis = new Axis(together(shape), shape.length(), shape.inner());
        sequences = Sequences.ofRows(axis);
        for (long first = 0; first < shape.extent(); first += axis.extent()) {
            long from = first;
            operands = all.stream().map(operand -> operand.slice(from, axis.extent())).toList();
            passes.forEach(pass -> pass.compute(this));
        }
    }

    void map(ProgramKernels kernels, Mapping mapping) {
        List<Span> mapped = new ArrayList<>();
        for (Place place : mapping.inputs()) {
            mapped.add(mapping.isOfRows() ? plain(place) : perElement(place));
        }
        mapped.add(plain(mapping.output()));
        kernels.launch(mapped.toArray(Span[]::new), NO_PARAMETERS, 0,
                mapping.isOfRows() ? sequences.count() : axis.extent());
    }

    void fold(SequenceFold fold, Folding folding) {
        Span[] inputs = folding.inputs().stream().map(this::perElement).toArray(Span[]::new);
        fold.fold(sequences, inputs, NO_PARAMETERS, plain(folding.result()));
    }

    void choose(BuiltKernel kernel, Choice choice) {
        List<Object> arguments = new ArrayList<>();
        Arguments.addPlain(plain(choice.ones()), arguments);
        sequences.addTo(arguments);
        kernel.launch(sequences.count(), arguments);
    }

    private Span plain(Place place) {
        return switch (place) {
            case Place.Operand operand -> operands.get(operand.number());
            case Place.Statistic statistic -> rooms[statistic.number()].slice(0, sequences.count());
        };
    }

    private Span perElement(Place place) {
        return switch (place) {
            case Place.Operand operand -> operands.get(operand.number());
            case Place.Statistic statistic -> axis.inner() == 1 ? plain(statistic).perChannel(1, axis.length())
                    : plain(statistic).perChannel(axis.length(), 1);
        };
    }
}
