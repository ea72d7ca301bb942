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
import java.util.List;

/**
 * Rows along an axis and a few numbers for each, its statistics. A statistic is a span of one number per channel, the rows
 * being the channels; so either the rows lie one after the other, or those of one outer index side by side.
 */
final class DeviceRows {

    private static final double[] NO_PARAMETERS = {};

    private final Axis axis;
    private final Sequences sequences;
    private final Span[] operands = new Span[3];
    private final Span[] statistics = new Span[RowwiseStep.STATISTICS];

    /** @param rooms where its memory is taken from */
    DeviceRows(Axis axis, Dtype dtype, Rooms rooms) {
        this.axis = axis;
        sequences = Sequences.of(axis);
        for (int i = 0; i < statistics.length; i++) {
            statistics[i] = rooms.take(dtype, sequences.count());
        }
    }

    /** Takes the rows from an outer index on in hand, of plain operands. */
    void take(Span[] all, long outer) {
        for (int i = 0; i < all.length; i++) {
            operands[i] = all[i].slice(outer * axis.length() * axis.inner(), axis.extent());
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
            case Place.Operand operand -> operands[operand.number()];
            case Place.Statistic statistic -> statistics[statistic.number()];
        };
    }

    private Span perElement(Place place) {
        return switch (place) {
            case Place.Operand operand -> operands[operand.number()];
            case Place.Statistic statistic -> axis.inner() == 1
                    ? statistics[statistic.number()].perChannel(1, axis.length())
                    : statistics[statistic.number()].perChannel(axis.length(), 1);
        };
    }
}
