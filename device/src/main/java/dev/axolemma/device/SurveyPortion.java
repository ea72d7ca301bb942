package dev.axolemma.device;

import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.Reduction;
import dev.axolemma.Span;
import dev.axolemma.spi.BlockSummary;
import dev.axolemma.spi.Summary;
import java.util.Arrays;

/** The elements whose gradients are taken through the layers together, and what each layer makes of them. */
final class SurveyPortion {

    private static final double[] NO_PARAMETERS = {};
    // The rooms of which the host sees a copy.
    private static final int SIGNIFICANDS = 0;
    private static final int EXPONENTS = 1;
    private static final int LOGARITHMS = 2;
    private static final int OUTPUTS = 3;
    private static final int SLOPES = 4;
    private static final int SUMMED = 5;
    private static final int Z = SUMMED;
    private static final int WEIGHTS = Z + 1;

    private final DeviceSurvey survey;
    private final DeviceProcessor processor;
    private final ChainOperands operands;
    private final double[][] parameters;
    private final Dtype dtype;
    private final int size;
    private final Span[] rooms = new Span[WEIGHTS + 1];
    private final Span numbers;
    private long from;
    private int count;

    /** @param taken where its memory is taken from */
    SurveyPortion(DeviceSurvey survey, ChainOperands operands, double[][] parameters, int size, Rooms taken) {
        this.survey = survey;
        this.operands = operands;
        this.parameters = parameters;
        this.size = size;
        processor = survey.chain().processor();
        dtype = survey.chain().dtype();
        numbers = HostNumbers.span(new double[SUMMED * size], dtype);
        for (int i = 0; i < rooms.length; i++) {
            rooms[i] = taken.takeIdle(dtype, size);
        }
    }

    /** Begins with other elements. */
    void take(long first, int elements) {
        from = first;
        count = elements;
        fill(EXPONENTS, 0);
        if (operands.upstream().isPresent()) {
            processor.copyElements(operands.upstream().get(), from, room(SIGNIFICANDS));
            normalise();
        } else {
            fill(SIGNIFICANDS, 1);
        }
    }

    private void fill(int room, double value) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        processor.machine().queue().upload(HostNumbers.span(values, dtype), room(room));
    }

    /** Takes the gradients through a layer. */
    Summary pass(int layer, double saturated) {
        if (survey.chain().isNormalisedBefore(layer)) {
            normalise();
        }
        processor.copyElements(operands.z().layer(layer), from, room(Z));
        if (operands.weights().isPresent()) {
            processor.copyElements(operands.weights().get().layer(layer), from, room(WEIGHTS));
            map(survey.layer(layer), parameters[layer], Z, WEIGHTS, SIGNIFICANDS, EXPONENTS);
        } else {
            map(survey.layer(layer), parameters[layer], Z, SIGNIFICANDS, EXPONENTS);
        }
        normalise();
        map(survey.logarithm(), NO_PARAMETERS, SIGNIFICANDS, LOGARITHMS);
        map(survey.output(layer), parameters[layer], Z, OUTPUTS);
        map(survey.slope(layer), parameters[layer], Z, SLOPES);
        for (int room = 0; room < SUMMED; room++) {
            processor.machine().queue().download(room(room), numbers.slice((long) room * size, count));
        }
        return Summary.tree(cut -> summary(cut, saturated), 0, Math.ceilDiv(count, Reduction.BLOCK));
    }

    private Summary summary(int cut, double saturated) {
        int first = cut * Reduction.BLOCK;
        return new BlockSummary(numbers.array(), Math.min(count - first, Reduction.BLOCK)).summary(
                SIGNIFICANDS * size + first, EXPONENTS * size + first, LOGARITHMS * size + first, OUTPUTS * size + first,
                SLOPES * size + first, saturated);
    }

    private void normalise() {
        map(survey.normalisation(), NO_PARAMETERS, SIGNIFICANDS, EXPONENTS);
    }

    private void map(ProgramKernels kernels, double[] values, int... mapped) {
        kernels.launch(Arrays.stream(mapped).mapToObj(this::room).toArray(Span[]::new), values, 0, count);
    }

    private Span room(int number) {
        return rooms[number].slice(0, count);
    }
}
