package dev.axolemma.device;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Reduction;
import dev.axolemma.Span;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.ReductionPlan;
import dev.axolemma.spi.Executable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Computes a reduction in one pass over the inputs, or in two; the few numbers that these give are finished on the host. */
final class DeviceReduction implements Executable {

    private final ReductionPlan plan;
    private final DeviceProcessor processor;
    private final SequenceFold first;
    private final Optional<SequenceFold> second;

    DeviceReduction(Reduction reduction, Operation operation, Dtype dtype, DeviceProcessor processor) {
        this.processor = processor;
        plan = ReductionPlan.of(reduction, operation, dtype);
        first = new SequenceFold(plan.term(), plan.fold(), plan.dtype(), processor.machine());
        second = plan.second().map(program ->
                new SequenceFold(Optional.of(program), Fold.SUM, plan.dtype(), processor.machine()));
    }

    @Override
    public void launch(Span[] operands, double[] parameters) {
        Span result = operands[operands.length - 1];
        Sequences sequences = Sequences.of(result);
        try (Residence residence = new Residence(processor)) {
            Span[] inputs = Arrays.stream(operands, 0, operands.length - 1).map(residence::input).toArray(Span[]::new);
            double[] results = plan.results(sequences.length(), () -> fold(first, sequences, inputs, parameters),
                    perChannel -> {
                        Span channels = residence.input(HostNumbers.span(perChannel, plan.dtype()));
                        Span[] all = Stream.concat(Arrays.stream(inputs),
                                Stream.of(channels.perChannel(result.outer(), result.inner()))).toArray(Span[]::new);
                        return fold(second.orElseThrow(), sequences, all, parameters);
                    });
            write(results, result, residence);
        }
    }

    private double[] fold(SequenceFold pass, Sequences sequences, Span[] inputs, double[] parameters) {
        try (Rooms rooms = new Rooms(processor.machine().pool())) {
            Span sums = rooms.take(plan.dtype(), sequences.count());
            pass.fold(sequences, inputs, parameters, sums);
            Span numbers = HostNumbers.span(new double[Math.toIntExact(sequences.count())], plan.dtype());
            processor.copy(sums, numbers);
            return HostNumbers.of(numbers);
        }
    }

    private void write(double[] results, Span result, Residence residence) {
        Span numbers = HostNumbers.span(results, plan.dtype());
        Span room = residence.rooms().takeIdle(plan.dtype(), results.length);
        processor.machine().queue().transferIn(numbers, room);
        processor.copyElements(room, 0, result.memory()
                .map(memory -> Span.of(memory, result.dtype(), result.offset(), result.length()))
                .orElseGet(() -> Span.of(result.segment(), result.dtype())));
    }
}
