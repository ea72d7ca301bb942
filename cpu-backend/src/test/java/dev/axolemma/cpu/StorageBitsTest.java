package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Axis;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.ExactRangeSpan;
import dev.axolemma.Layers;
import dev.axolemma.Operation;
import dev.axolemma.Reduction;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.spi.ChainExecutable;
import dev.axolemma.spi.RowwiseExecutable;
import dev.axolemma.spi.Settings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In f16 and bf16, scalar code and vectors return the bits that scalar code returns in f32 for the widened operands,
 * each result rounded once.
 */
@Tag("bits")
class StorageBitsTest {

    private static final int SCALAR = 0;
    private static final int PATTERNS = 1 << 16;
    private static final CpuProcessor PLAIN = processor(SCALAR, 1);

    /** Scalar code and vectors of the width that is fast here, in bits; and formats. */
    static Stream<Arguments> forms() {
        IntStream widths = Cpu.hasVectorApi() ? IntStream.of(SCALAR, Cpu.vectorBits()) : IntStream.of(SCALAR);
        return widths.boxed().flatMap(bits -> formats().map(dtype -> Arguments.of(bits, dtype)));
    }

    static Stream<Dtype> formats() {
        return Stream.of(Dtype.F16, Dtype.BF16);
    }

    static Stream<Arguments> catalogue() {
        return Activations.all().stream()
                .flatMap(activation -> formats().map(dtype -> Arguments.of(activation, dtype)));
    }

    private static CpuProcessor processor(int bits, int threads) {
        Settings settings = new Settings(threads, Optional.empty(), false);
        return bits == SCALAR ? CpuProcessor.scalar(settings) : CpuProcessor.simd(bits, settings);
    }

    private static Span[] spans(List<Twin> operands, Function<Twin, Span> side) {
        return operands.stream().map(side).toArray(Span[]::new);
    }

    /** An operation in a format and in f32, compiled once. */
    private record Compiled(Operation operation, Dtype dtype, MapKernel stored, MapKernel wide) {

        static Compiled of(Operation operation, Dtype dtype, CpuProcessor processor) {
            return new Compiled(operation, dtype, processor.prepare(operation, dtype),
                    PLAIN.prepare(operation, Dtype.F32));
        }

        void check(List<Twin> inputs) {
            int length = Math.toIntExact(inputs.getFirst().stored().extent());
            check(inputs, operation.outputs().stream().map(output -> Twin.empty(dtype, length)).toList());
        }

        void check(List<Twin> inputs, List<Twin> outputs) {
            List<Twin> operands = new ArrayList<>(inputs);
            operands.addAll(outputs);
            wide.launch(spans(operands, Twin::wide), operation.parameterValues());
            stored.launch(spans(operands, Twin::stored), operation.parameterValues());
            outputs.forEach(output -> output.check(operation.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyInput(int bits, Dtype dtype) {
        long[] all = IntStream.range(0, PATTERNS).mapToLong(pattern -> (short) pattern).toArray();
        try (CpuProcessor processor = processor(bits, 2)) {
            for (Activation activation : List.of(Activations.relu(), Activations.sigmoid(), Activations.tanh(),
                    Activations.gelu(), Activations.softplus(), Activations.mish())) {
                Compiled.of(Operation.of(activation, Direction.FORWARD_WITH_DERIVATIVE), dtype, processor)
                        .check(List.of(Twin.of(all, dtype)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void catalogueActivations(Activation activation, Dtype dtype) {
        SplittableRandom random = new SplittableRandom(activation.name().hashCode());
        for (int bits : Cpu.hasVectorApi() ? new int[] {SCALAR, Cpu.vectorBits()} : new int[] {SCALAR}) {
            try (CpuProcessor processor = processor(bits, 1)) {
                for (Direction direction : List.of(Direction.FORWARD_WITH_DERIVATIVE, Direction.BACKWARD)) {
                    Operation operation = Operation.of(activation, direction);
                    int inputs = operation.operands() - operation.outputs().size();
                    Compiled.of(operation, dtype, processor)
                            .check(Stream.generate(() -> Twin.random(random, dtype, 300)).limit(inputs).toList());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyLengthInPlaceAndInEveryContainer(int bits, Dtype dtype) {
        int lanes = Math.max(1, bits / 32);
        SplittableRandom random = new SplittableRandom(bits);
        try (CpuProcessor processor = processor(bits, 1); Arena arena = Arena.ofConfined()) {
            Compiled backward = Compiled.of(Operation.of(Activations.gelu(), Direction.BACKWARD), dtype, processor);
            for (int length : new int[] {0, 1, lanes - 1, lanes, lanes + 1, 4 * lanes + 3, 1000, 5000}) {
                for (Function<Span, Span> container : containers(dtype, arena)) {
                    Supplier<Twin> some = () -> Twin.of(Numbers.random(random, dtype, length), dtype, container);
                    backward.check(List.of(some.get(), some.get()), List.of(some.get()));
                    Twin inPlace = some.get();
                    backward.check(List.of(some.get(), inPlace), List.of(inPlace));
                    Twin first = some.get();
                    backward.check(List.of(first, some.get()), List.of(first));
                }
            }
        }
    }

    /** An array, native memory that is aligned to nothing, and arrays of other types. */
    private static List<Function<Span, Span>> containers(Dtype dtype, Arena arena) {
        return List.of(span -> span,
                span -> copy(span, Span.of(arena.allocate(2 * span.length() + 3).asSlice(1), dtype, 0, span.length())),
                span -> copy(span, Span.of(MemorySegment.ofArray(new byte[2 * (int) span.length() + 7]), dtype, 3,
                        span.length())),
                span -> copy(span, Span.of(MemorySegment.ofArray(new short[(int) span.length() + 2]), dtype, 2,
                        span.length())));
    }

    private static Span copy(Span from, Span to) {
        to.segment().copyFrom(from.segment());
        return to;
    }

    @ParameterizedTest
    @MethodSource("forms")
    void broadcasts(int bits, Dtype dtype) {
        SplittableRandom random = new SplittableRandom(bits);
        try (CpuProcessor processor = processor(bits, 1)) {
            Compiled prelu = Compiled.of(Operation.of(Activations.prelu(), Direction.BACKWARD), dtype, processor);
            for (int[] shape : new int[][] {{1, 1, 60}, {5, 12, 1}, {1, 6, 10}, {3, 4, 5}, {60, 1, 1}, {2, 3, 1000}}) {
                int length = shape[0] * shape[1] * shape[2];
                prelu.check(List.of(Twin.random(random, dtype, length),
                        Twin.random(random, dtype, shape[1]).perChannel(shape[0], shape[2]),
                        Twin.random(random, dtype, length)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void severalThreads(Dtype dtype) {
        Twin x = Twin.random(new SplittableRandom(3), dtype, 100_000);
        try (CpuProcessor processor = processor(Cpu.hasVectorApi() ? Cpu.vectorBits() : SCALAR, 3)) {
            Compiled.of(Operation.of(Activations.mish(), Direction.FORWARD), dtype, processor).check(List.of(x));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void chains(int bits, Dtype dtype) {
        int n = 300;
        Chain chain = Chain.of(9, Activations.tanh()).withWeights();
        double[][] parameters = new double[chain.depth()][0];
        SplittableRandom random = new SplittableRandom(bits);
        Twin z = Twin.random(random, dtype, chain.depth() * n);
        Twin weights = Twin.random(random, dtype, chain.depth() * n);
        Twin upstream = Twin.random(random, dtype, n);
        List<Twin> results = List.of(Twin.empty(dtype, n), Twin.empty(dtype, chain.depth() * n));
        ExactRangeSpan exact = ExactRangeSpan.of(new float[n], new int[n]);
        ExactRangeSpan exactOfWide = ExactRangeSpan.of(new float[n], new int[n]);
        Function<Function<Twin, Span>, ChainOperands> operands = side ->
                ChainOperands.of(Layers.of(side.apply(z), chain.depth()))
                        .weights(Layers.of(side.apply(weights), chain.depth())).upstream(side.apply(upstream))
                        .gradient(side.apply(results.get(0)))
                        .layerGradients(Layers.of(side.apply(results.get(1)), chain.depth()));
        try (CpuProcessor processor = processor(bits, 1)) {
            ChainExecutable stored = processor.prepare(chain, dtype);
            ChainExecutable wide = PLAIN.prepare(chain, Dtype.F32);
            stored.launch(operands.apply(Twin::stored).exactRange(exact), parameters);
            wide.launch(operands.apply(Twin::wide).exactRange(exactOfWide), parameters);
            results.forEach(result -> result.check("gradients"));
            assertThat(Numbers.get(exact.significands())).isEqualTo(Numbers.get(exactOfWide.significands()));
            assertThat(exact.exponents().mismatch(exactOfWide.exponents())).isEqualTo(-1);
            double[] saturated = new double[chain.depth()];
            assertThat(stored.statistics(operands.apply(Twin::stored), parameters, saturated))
                    .isEqualTo(wide.statistics(operands.apply(Twin::wide), parameters, saturated));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void reductions(int bits, Dtype dtype) {
        SplittableRandom random = new SplittableRandom(bits);
        Operation operation = Operation.of(Activations.elu(), Direction.BACKWARD);
        double[] parameters = operation.parameterValues();
        try (CpuProcessor processor = processor(bits, 1)) {
            for (Reduction reduction : Reduction.values()) {
                for (int[] shape : new int[][] {{1, 1, 1}, {1, 1, 2100}, {100, 70, 1}, {9, 4, 5}, {1, 3, 1025}}) {
                    int length = shape[0] * shape[1] * shape[2];
                    Twin result = Twin.empty(dtype, shape[1]);
                    List<Twin> operands = List.of(Twin.tame(random, dtype, length), Twin.tame(random, dtype, length),
                            result.perChannel(shape[0], shape[2]));
                    processor.prepare(reduction, operation, dtype).launch(spans(operands, Twin::stored), parameters);
                    PLAIN.prepare(reduction, operation, Dtype.F32).launch(spans(operands, Twin::wide), parameters);
                    result.check(reduction.label());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void rowwiseFunctions(int bits, Dtype dtype) {
        try (CpuProcessor processor = processor(bits, 1)) {
            for (Rowwise function : Rowwise.values()) {
                checkForward(function, dtype, processor);
                RowwiseExecutable stored = processor.prepare(function, Direction.BACKWARD_FROM_OUTPUT, dtype);
                RowwiseExecutable wide = PLAIN.prepare(function, Direction.BACKWARD_FROM_OUTPUT, Dtype.F32);
                SplittableRandom random = new SplittableRandom(bits);
                for (Axis axis : List.of(new Axis(20, 100, 1), new Axis(4, 10, 3))) {
                    int length = (int) axis.extent();
                    List<Twin> operands = List.of(Twin.tame(random, dtype, length), Twin.tame(random, dtype, length),
                            Twin.empty(dtype, length));
                    stored.launch(axis, spans(operands, Twin::stored));
                    wide.launch(axis, spans(operands, Twin::wide));
                    operands.getLast().check("gradient of " + function);
                }
            }
        }
    }

    private static void checkForward(Rowwise function, Dtype dtype, CpuProcessor processor) {
        SplittableRandom random = new SplittableRandom(1);
        RowwiseExecutable stored = processor.prepare(function, Direction.FORWARD, dtype);
        RowwiseExecutable wide = PLAIN.prepare(function, Direction.FORWARD, Dtype.F32);
        for (Axis axis : List.of(new Axis(3, 1, 1), new Axis(30, 10, 1), new Axis(7, 65, 1), new Axis(2, 1025, 1),
                new Axis(4, 10, 3), new Axis(1, 7, 300), new Axis(0, 3, 2))) {
            Twin x = Twin.random(random, dtype, (int) axis.extent());
            Twin y = Twin.empty(dtype, (int) axis.extent());
            stored.launch(axis, new Span[] {x.stored(), y.stored()});
            wide.launch(axis, new Span[] {x.wide(), y.wide()});
            y.check(function + " along " + axis);
            stored.launch(axis, new Span[] {x.stored(), x.stored()});
            new Twin(x.stored(), y.wide()).check(function + " in place");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void matrixProducts(int bits, Dtype dtype) {
        SplittableRandom random = new SplittableRandom(bits);
        try (CpuProcessor processor = processor(bits, 1); Arena arena = Arena.ofConfined()) {
            for (int[] shape : new int[][] {{1, 1, 1}, {7, 130, 67}, {13, 1100, 5}, {3, 0, 2}, {0, 2, 2}}) {
                for (Function<Span, Span> container : containers(dtype, arena)) {
                    int m = shape[0];
                    int k = shape[1];
                    int n = shape[2];
                    Twin left = Twin.of(Numbers.random(random, dtype, m * k), dtype, container);
                    Twin right = Twin.of(Numbers.random(random, dtype, k * n), dtype, container);
                    Twin result = Twin.of(new long[m * n], dtype, container);
                    processor.multiply(left.stored(), right.stored(), result.stored(), m, k, n);
                    PLAIN.multiply(left.wide(), right.wide(), result.wide(), m, k, n);
                    result.check(m + " x " + k + " x " + n);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void denseChains(int bits, Dtype dtype) {
        try (CpuProcessor processor = processor(bits, 1)) {
            for (int batch : new int[] {1, 7, 60}) {
                StoredDense dense = new StoredDense(dtype, batch, PLAIN);
                dense.checkForward(processor);
                dense.checkBackward(processor);
            }
            new StoredDense(dtype, 13, PLAIN).checkJacobians(processor);
        }
    }
}
