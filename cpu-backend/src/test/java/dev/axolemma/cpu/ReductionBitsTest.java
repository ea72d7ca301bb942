package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Reduction;
import dev.axolemma.Span;
import dev.axolemma.compiler.Interpreter;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.formula.Formula;
import dev.axolemma.spi.Settings;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scalar code and vectors of every width return the bits that a reduction's definition says. */
@Tag("bits")
class ReductionBitsTest {

    private static final Operation IDENTITY = Operation.of(Activations.identity(), Direction.FORWARD);
    private static final Operation ELU_BACKWARD = Operation.of(Activations.elu(), Direction.BACKWARD);
    private static final Operation GATED = Operation.of(
            Activation.of("gated", 2, Formula.input(0).times(Formula.input(1).tanh())),
            Direction.FORWARD);

    private static final Map<List<Object>, Example> EXAMPLES = new ConcurrentHashMap<>();

    static Stream<Arguments> forms() {
        return Forms.withDtypes();
    }

    /** An operation's inputs of [outer, channels, inner] elements, and the numbers that each channel must give. */
    private record Example(Operation operation, Dtype dtype, int outer, int channels, int inner, long[][] inputs,
            double[][] terms) {

        /** The same for all forms. */
        static Example make(Operation operation, Dtype dtype, int outer, int channels, int inner, double... numbers) {
            return EXAMPLES.computeIfAbsent(List.of(operation.name(), dtype, outer, channels, inner), key ->
                    random(operation, dtype, outer, channels, inner, numbers));
        }

        private static Example random(Operation operation, Dtype dtype, int outer, int channels, int inner,
                double[] numbers) {
            int count = outer * channels * inner;
            SplittableRandom random = new SplittableRandom(count);
            long[][] inputs = new long[operation.operands() - 1][count];
            for (long[] input : inputs) {
                Arrays.setAll(input, i -> bits(numbers.length > 0 && random.nextInt(50) == 0
                        ? numbers[random.nextInt(numbers.length)] : random.nextDouble(-8, 8), dtype));
            }
            return of(operation, dtype, outer, channels, inner, inputs);
        }

        static Example of(Operation operation, Dtype dtype, int outer, int channels, int inner, long[][] inputs) {
            Program program = Lowering.lower(operation, dtype);
            double[][] terms = new double[channels][outer * inner];
            for (int element = 0; element < inputs[0].length; element++) {
                int at = element;
                long value = Interpreter.run(program, Arrays.stream(inputs).mapToLong(x -> x[at]).toArray(),
                        operation.parameterValues())[0];
                terms[element / inner % channels][element / inner / channels * inner + element % inner] =
                        number(value, dtype);
            }
            return new Example(operation, dtype, outer, channels, inner, inputs, terms);
        }

        List<Span> arrays(int offset) {
            return inputs(i -> Numbers.array(inputs[i], dtype, offset + i));
        }

        List<Span> inputs(IntFunction<Span> containers) {
            List<Span> spans = new ArrayList<>();
            for (int i = 0; i < inputs.length; i++) {
                spans.add(containers.apply(i));
                Numbers.set(spans.getLast(), inputs[i]);
            }
            return spans;
        }

        void check(Kernels kernels, List<Span> spans) {
            check(kernels, spans, outer * inner > 0 ? Reduction.values()
                    : new Reduction[] {Reduction.SUM, Reduction.MEAN, Reduction.VARIANCE, Reduction.L2_NORM});
        }

        void check(Kernels kernels, List<Span> spans, Reduction... reductions) {
            PlainReduction plain = new PlainReduction(dtype);
            for (Reduction reduction : reductions) {
                Span result = Numbers.array(new long[channels], dtype, 1);
                List<Span> operands = new ArrayList<>(spans);
                operands.add(result.perChannel(outer, inner));
                kernels.of(reduction, operation).launch(operands.toArray(Span[]::new), operation.parameterValues());
                long[] expected = Arrays.stream(terms).mapToLong(x -> bits(plain.reduce(reduction, x), dtype))
                        .toArray();
                assertThat(Numbers.get(result)).as("%s of %s, [%d, %d, %d]", reduction, operation.name(), outer,
                        channels, inner).isEqualTo(Numbers.canonical(expected, dtype));
            }
        }
    }

    /** What is compiled for a test, once. */
    private static final class Kernels implements AutoCloseable {

        private final Form form;
        private final Dtype dtype;
        private final Workers workers;
        private final Map<List<Object>, CpuReduction> known = new HashMap<>();

        Kernels(Form form, Dtype dtype, int threads) {
            this.form = form;
            this.dtype = dtype;
            this.workers = new Workers(new Settings(threads, Optional.empty(), false));
        }

        /** Beyond its first, short chunks. */
        CpuReduction of(Reduction reduction, Operation operation) {
            return known.computeIfAbsent(List.of(reduction, operation), key -> make(reduction, operation, kernel -> {
                while (kernel.arrays().isNew()) {
                    kernel.arrays().count();
                }
            }));
        }

        CpuReduction make(Reduction reduction, Operation operation, Consumer<MapKernel> age) {
            return new CpuReduction(reduction, operation, dtype, program -> {
                MapKernel kernel = Forms.kernel(program, form, workers);
                age.accept(kernel);
                return kernel;
            }, workers);
        }

        @Override
        public void close() {
            workers.close();
        }
    }

    private static long bits(double value, Dtype dtype) {
        return dtype == Dtype.F32 ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value);
    }

    private static double number(long bits, Dtype dtype) {
        return dtype == Dtype.F32 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyLengthAndOffset(Form form, Dtype dtype) {
        try (Kernels kernels = new Kernels(form, dtype, 1)) {
            for (Operation operation : List.of(IDENTITY, ELU_BACKWARD, GATED)) {
                for (int n : new int[] {0, 1, 2, 3, 63, 64, 65, 127, 128, 129, 1000, 1023, 1024, 1025, 2048, 3100, 5000}) {
                    Example example = Example.make(operation, dtype, 1, 1, n);
                    example.check(kernels, example.arrays(n % 4));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyShapeOfChannels(Form form, Dtype dtype) {
        int[][] shapes = {{1, 7, 30}, {1, 300, 3}, {1, 3, 1500}, {1500, 3, 1}, {70, 33, 1}, {5, 1, 70}, {9, 4, 5}, {300, 2, 7},
            {2, 3, 1100}, {0, 3, 4}, {4, 3, 0}, {3, 0, 4}, {200, 70, 1}, {1, 5000, 1}, {20, 2000, 1}};
        try (Kernels kernels = new Kernels(form, dtype, 1)) {
            for (int[] shape : shapes) {
                for (Operation operation : List.of(IDENTITY, GATED)) {
                    Example example = Example.make(operation, dtype, shape[0], shape[1], shape[2]);
                    example.check(kernels, example.arrays(1));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void numbersOfEveryKindAtEveryPosition(Form form, Dtype dtype) {
        double tiny = dtype == Dtype.F32 ? Float.MIN_VALUE : Double.MIN_VALUE;
        double huge = dtype == Dtype.F32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        double[] edges = {0, -0.0, tiny, -tiny * 5, huge, -huge / 3, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
            Double.NaN};
        try (Kernels kernels = new Kernels(form, dtype, 1)) {
            for (double edge : edges) {
                long[] input = new long[1100];
                for (double rest : new double[] {edge, 0, -0.0, -1}) {
                    for (int position : new int[] {0, 63, 64, 1023, 1099}) {
                        Arrays.fill(input, bits(rest, dtype));
                        input[position] = bits(edge, dtype);
                        Example example = Example.of(IDENTITY, dtype, 1, 1, input.length, new long[][] {input});
                        example.check(kernels, example.arrays(1));
                    }
                }
            }
            Example mixed = Example.make(IDENTITY, dtype, 3, 50, 40, edges);
            mixed.check(kernels, mixed.arrays(0));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void normsOfEveryMagnitude(Form form, Dtype dtype) {
        int[] scales = dtype == Dtype.F32 ? new int[] {-149, -100, -64, -40, -39, 40, 63, 64, 110}
                : new int[] {-1074, -700, -540, -320, -319, 400, 511, 512, 1000};
        long[] input = new long[3 * scales.length * 600];
        SplittableRandom random = new SplittableRandom(1);
        Arrays.setAll(input, i -> bits(Math.scalb(random.nextDouble(-2, 2), scales[i / 600 % scales.length]), dtype));
        Example example = Example.of(IDENTITY, dtype, 3, scales.length, 600, new long[][] {input});
        try (Kernels kernels = new Kernels(form, dtype, 1)) {
            example.check(kernels, example.arrays(0), Reduction.L2_NORM);
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theFirstShortChunks(Form form, Dtype dtype) {
        Example example = Example.make(ELU_BACKWARD, dtype, 2, 3, 700);
        Span sums = Numbers.array(new long[3], dtype, 0);
        try (Kernels kernels = new Kernels(form, dtype, 1)) {
            List<Span> operands = new ArrayList<>(example.arrays(0));
            operands.add(sums.perChannel(2, 700));
            kernels.make(Reduction.SUM, ELU_BACKWARD, kernel -> { })
                    .launch(operands.toArray(Span[]::new), ELU_BACKWARD.parameterValues());
        }
        PlainReduction plain = new PlainReduction(dtype);
        assertThat(Numbers.get(sums)).isEqualTo(Arrays.stream(example.terms()).mapToLong(x ->
                bits(plain.reduce(Reduction.SUM, x), dtype)).toArray());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyThreadCount(Form form, Dtype dtype) {
        // As many as are just worth sharing.
        int n = Math.max(4, form.lanes(dtype)) * 8_000 / 77 * 77;
        for (int[] shape : new int[][] {{1, 1, n}, {n / 77, 77, 1}, {7, 11, n / 77}}) {
            Example example = Example.make(ELU_BACKWARD, dtype, shape[0], shape[1], shape[2]);
            for (int threads : new int[] {2, 5}) {
                try (Kernels kernels = new Kernels(form, dtype, threads)) {
                    example.check(kernels, example.arrays(1), Reduction.SUM,
                            Reduction.VARIANCE, Reduction.MAXIMUM);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyContainer(Form form, Dtype dtype) {
        for (int[] shape : new int[][] {{1, 1, 1100}, {100, 11, 1}, {10, 11, 10}}) {
            Example example = Example.make(GATED, dtype, shape[0], shape[1], shape[2]);
            try (Arena arena = Arena.ofConfined(); Kernels kernels = new Kernels(form, dtype, 2)) {
                List<Span> spans = example.inputs(i -> Span.of(arena.allocate(dtype.bytes() * 1101L + 1).asSlice(1), dtype, i,
                        1100));
                example.check(kernels, spans);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void broadcastInputs(Form form, Dtype dtype) {
        for (int[] shape : new int[][] {{6, 5, 40}, {40, 30, 1}}) {
            int count = shape[0] * shape[1] * shape[2];
            long[] channels = Numbers.random(new SplittableRandom(9), dtype, shape[1]);
            Example plain = Example.make(GATED, dtype, shape[0], shape[1], shape[2]);
            long[][] inputs = {plain.inputs()[0],
                IntStream.range(0, count).mapToLong(i -> channels[i / shape[2] % shape[1]]).toArray()};
            Example example = Example.of(GATED, dtype, shape[0], shape[1], shape[2], inputs);
            Span values = Numbers.array(channels, dtype, 1);
            Numbers.set(values, channels);
            try (Kernels kernels = new Kernels(form, dtype, 1)) {
                List<Span> spans = example.arrays(0);
                spans.set(1, values.perChannel(shape[0], shape[2]));
                example.check(kernels, spans);
            }
        }
    }
}
