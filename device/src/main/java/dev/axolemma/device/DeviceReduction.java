package dev.axolemma.device;

import dev.axolemma.Axis;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Reduction;
import dev.axolemma.Span;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.ReductionPlan;
import dev.axolemma.spi.Executable;
import java.util.Arrays;
import java.util.List;
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
        Axis channels = new Axis(result.outer(), result.length(), result.inner());
        try (Residence residence = new Residence(processor)) {
            List<Span> inputs = Arrays.stream(operands, 0, operands.length - 1).map(residence::source).toList();
            double[] results = plan.results(Sequences.ofChannels(channels).length(),
                    () -> fold(first, channels, inputs, parameters, residence), perChannel -> {
                        Span more = residence.source(HostNumbers.span(perChannel, plan.dtype())
                                .perChannel(result.outer(), result.inner()));
                        return fold(second.orElseThrow(), channels,
                                Stream.concat(inputs.stream(), Stream.of(more)).toList(), parameters, residence);
                    });
            write(results, result, residence);
        }
    }

    private double[] fold(SequenceFold pass, Axis channels, List<Span> inputs, double[] parameters,
            Residence residence) {
        Portions portions = Portions.ofBlocks(channels, residence.portion());
        try (Rooms rooms = new Rooms(processor.machine().pool())) {
            Span folded = rooms.take(plan.dtype(), channels.length());
            BlockSums sums = pass.blockSums(Sequences.ofChannels(channels), folded, rooms);
            residence.compute(portions, taken -> new ReductionPortion(pass,
                    inputs.stream().map(input -> residence.window(input, portions, taken)).toList(), parameters, sums));
            pass.foldSums(sums, folded);
            Span numbers = HostNumbers.span(new double[Math.toIntExact(channels.length())], plan.dtype());
            processor.copy(folded, numbers);
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
