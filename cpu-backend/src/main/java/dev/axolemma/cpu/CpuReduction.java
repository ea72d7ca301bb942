package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Reduction;
import dev.axolemma.Span;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Op;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.ReductionLowering;
import dev.axolemma.spi.Executable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/** Computes a reduction in one pass over the inputs, or in two, and then what remains to be done with a few numbers. */
final class CpuReduction implements Executable {

    private final Reduction reduction;
    private final Dtype dtype;
    private final SequenceReduction first;
    /** Takes one more input: the mean, or a power of two. */
    private final Optional<SequenceReduction> second;

    /** @param prepare compiles a program */
    CpuReduction(Reduction reduction, Operation operation, Dtype dtype, Function<Program, MapKernel> prepare,
            Workers workers) {
        this.reduction = reduction;
        this.dtype = dtype;
        Optional<Program> term = reduction == Reduction.L2_NORM
                ? Optional.of(ReductionLowering.square(operation, dtype))
                : Optional.of(Lowering.lower(operation, dtype)).filter(program -> !isIdentity(program));
        first = new SequenceReduction(term, fold(reduction), dtype, prepare, workers);
        second = again(reduction, operation, dtype)
                .map(program -> new SequenceReduction(Optional.of(program), Fold.SUM, dtype, prepare, workers));
    }

    private static Optional<Program> again(Reduction reduction, Operation operation, Dtype dtype) {
        return switch (reduction) {
            case VARIANCE -> Optional.of(ReductionLowering.squaredDeviation(operation, dtype));
            case L2_NORM -> Optional.of(ReductionLowering.scaledSquare(operation, dtype));
            case SUM, MEAN, MINIMUM, MAXIMUM -> Optional.empty();
        };
    }

    private static Fold fold(Reduction reduction) {
        return switch (reduction) {
            case MINIMUM -> Fold.MINIMUM;
            case MAXIMUM -> Fold.MAXIMUM;
            case SUM, MEAN, VARIANCE, L2_NORM -> Fold.SUM;
        };
    }

    private static boolean isIdentity(Program program) {
        return program.inputs() == 1 && program.outputs().getFirst().op() == Op.INPUT;
    }

    @Override
    public void launch(Span[] operands, double[] parameters) {
        Span[] inputs = Arrays.copyOf(operands, operands.length - 1);
        Span result = operands[operands.length - 1];
        Sequences sequences = Sequences.of(result);
        double[] sums = sums(first.reduce(sequences, inputs, parameters), sequences);
        switch (reduction) {
            case SUM, MINIMUM, MAXIMUM -> write(sums, result);
            case MEAN -> writeMeans(sums, sequences, result);
            case VARIANCE -> {
                writeMeans(sums, sequences, result);
                Object squares = second.orElseThrow().reduce(sequences, withLast(inputs, result), parameters);
                writeMeans(sums(squares, sequences), sequences, result);
            }
            case L2_NORM -> {
                double[] scales = Arrays.stream(sums).map(this::scale).toArray();
                if (Arrays.stream(scales).anyMatch(scale -> scale != 1)) {
                    Span scale = span(scales).perChannel(result.outer(), result.inner());
                    sums = sums(second.orElseThrow().reduce(sequences, withLast(inputs, scale), parameters), sequences);
                }
                Arrays.setAll(sums, roots(sums, scales));
                write(sums, result);
            }
        }
    }

    private void writeMeans(double[] sums, Sequences sequences, Span result) {
        double length = rounded(sequences.length());
        write(Arrays.stream(sums).map(sum -> sum / length).toArray(), result);
    }

    /** The power of two for which the sum of the scaled squares is well in range. */
    private double scale(double sum) {
        int range = dtype == Dtype.F32 ? 128 : 1024;
        int up = range / 4 * 3;
        return sum == Double.POSITIVE_INFINITY ? Math.scalb(1.0, -up)
                : sum < Math.scalb(1.0, -range / 8 * 5) ? Math.scalb(1.0, up) : 1;
    }

    /** A binary64 root of a binary32 number is rounded again without harm (Figueroa 1995). */
    private IntToDoubleFunction roots(double[] sums, double[] scales) {
        return i -> rounded(Math.sqrt(sums[i])) / scales[i];
    }

    private double rounded(double value) {
        return dtype == Dtype.F32 ? (float) value : value;
    }

    private static Span[] withLast(Span[] inputs, Span last) {
        Span[] all = Arrays.copyOf(inputs, inputs.length + 1);
        all[inputs.length] = last;
        return all;
    }

    /** As binary64 numbers, which keep every bit. */
    private static double[] sums(Object numbers, Sequences sequences) {
        double[] sums = new double[Math.toIntExact(sequences.count())];
        Arrays.setAll(sums, i -> Block.number(numbers, i));
        return sums;
    }

    private void write(double[] values, Span result) {
        Span rounded = span(values);
        Block.write(rounded.array(), 0, values.length, result, 0);
    }

    private Span span(double[] values) {
        return switch (dtype) {
            case F32 -> {
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
