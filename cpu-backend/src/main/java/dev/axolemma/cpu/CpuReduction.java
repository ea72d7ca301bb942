package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Reduction;
import dev.axolemma.Span;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.ReductionPlan;
import dev.axolemma.spi.Executable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Computes a reduction in one pass over the inputs, or in two. */
final class CpuReduction implements Executable {

    private final ReductionPlan plan;
    private final SequenceReduction first;
    private final Optional<SequenceReduction> second;

    /** @param prepare compiles a program */
    CpuReduction(Reduction reduction, Operation operation, Dtype dtype, Function<Program, MapKernel> prepare,
            Workers workers) {
        plan = ReductionPlan.of(reduction, operation, dtype);
        first = new SequenceReduction(plan.term(), plan.fold(), dtype, prepare, workers);
        second = plan.second()
                .map(program -> new SequenceReduction(Optional.of(program), Fold.SUM, dtype, prepare, workers));
    }

    @Override
    public void launch(Span[] operands, double[] parameters) {
        Span[] inputs = Arrays.copyOf(operands, operands.length - 1);
        Span result = operands[operands.length - 1];
        Sequences sequences = Sequences.of(result);
        double[] results = plan.results(sequences.length(),
                () -> sums(first.reduce(sequences, inputs, parameters), sequences),
                perChannel -> sums(second.orElseThrow().reduce(sequences,
                        withLast(inputs, span(perChannel).perChannel(result.outer(), result.inner())), parameters), sequences));
        Block.write(span(results).array(), 0, results.length, result, 0);
    }

    private static Span[] withLast(Span[] inputs, Span last) {
        Span[] all = Arrays.copyOf(inputs, inputs.length + 1);
        all[inputs.length] = last;
        return all;
    }

    private static double[] sums(Object numbers, Sequences sequences) {
        double[] sums = new double[Math.toIntExact(sequences.count())];
        Arrays.setAll(sums, i -> Block.number(numbers, i));
        return sums;
    }

    private Span span(double[] values) {
        return switch (plan.dtype()) {
            case F16, BF16, F32 -> {
                float[] floats = new float[values.length];
                for (int i = 0; i < floats.length; i++) {
                    floats[i] = (float) values[i];
                }
                yield Span.of(floats);
            }
            case F64 -> Span.of(values);
        };
    }
}
