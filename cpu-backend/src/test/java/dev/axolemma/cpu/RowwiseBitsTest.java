package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Axis;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.spi.Settings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scalar code and vectors of every width return the bits that the definition of a row-wise function says. */
@Tag("bits")
class RowwiseBitsTest {

    /** What the definition says is computed once for all forms. */
    private static final Map<List<Object>, long[]> EXPECTED = new ConcurrentHashMap<>();

    static Stream<Arguments> forms() {
        return Forms.withDtypes();
    }

    /** The three functions and their gradients, compiled once. */
    private static final class Functions implements AutoCloseable {

        private final Dtype dtype;
        private final PlainRowwise plain;
        private final Workers workers;
        private final Map<List<Object>, RowwiseFunction> known = new HashMap<>();

        Functions(Form form, Dtype dtype, int threads) {
            this.dtype = dtype;
            this.plain = new PlainRowwise(dtype);
            this.workers = new Workers(new Settings(threads, Optional.empty(), false));
            for (Rowwise function : Rowwise.values()) {
                for (Direction direction : List.of(Direction.FORWARD, Direction.BACKWARD_FROM_OUTPUT)) {
                    known.put(List.of(function, direction), new RowwiseFunction(function, direction, dtype, program ->
                            old(Forms.kernel(program, form, workers)), workers));
                }
            }
        }

        /** Beyond its first, short chunks. */
        private static MapKernel old(MapKernel kernel) {
            while (kernel.arrays().isNew()) {
                kernel.arrays().count();
            }
            return kernel;
        }

        /** Holds all functions of x and, with x as the saved output and g as the upstream gradient, their gradients. */
        void check(Axis axis, double[] x, double[] g, Span input, Span upstream, Span output) {
            for (Rowwise function : Rowwise.values()) {
                known.get(List.of(function, Direction.FORWARD)).launch(axis, new Span[] {input, output});
                check(function + " along " + axis, (row, other) -> plain.forward(function, row), axis, x, g, output);
                known.get(List.of(function, Direction.BACKWARD_FROM_OUTPUT))
                        .launch(axis, new Span[] {input, upstream, output});
                check("gradient of " + function + " along " + axis,
                        (row, other) -> plain.gradient(function, row, other), axis, x, g, output);
            }
        }

        private void check(String name, BinaryOperator<double[]> ofRow, Axis axis, double[] x, double[] g, Span output) {
            long[] expected = EXPECTED.computeIfAbsent(List.of(name, dtype, DoubleBuffer.wrap(x),
                    DoubleBuffer.wrap(g)), key -> Numbers.canonical(bits(plain.apply(axis, ofRow, x, g), dtype), dtype));
            assertThat(Numbers.get(output)).as(name).isEqualTo(expected);
        }

        @Override
        public void close() {
            workers.close();
        }
    }

    private static long[] bits(double[] values, Dtype dtype) {
        return Arrays.stream(values).mapToLong(value -> dtype == Dtype.F32
                ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value)).toArray();
    }

    private static double[] random(SplittableRandom random, Dtype dtype, long count, double... edges) {
        double[] numbers = new double[(int) count];
        Arrays.setAll(numbers, i -> edges.length > 0 && random.nextInt(9) == 0 ? edges[random.nextInt(edges.length)]
                : random.nextInt(9) == 0 ? random.nextInt(-2, 3) : random.nextDouble(-8, 8));
        PlainReduction plain = new PlainReduction(dtype);
        return Arrays.stream(numbers).map(plain::round).toArray();
    }

    private static Span array(double[] values, Dtype dtype, int offset) {
        Span span = Numbers.array(bits(values, dtype), dtype, offset);
        Numbers.set(span, bits(values, dtype));
        return span;
    }

    private static void check(Functions functions, Axis axis, double... edges) {
        SplittableRandom random = new SplittableRandom(axis.extent());
        double[] x = random(random, functions.dtype, axis.extent(), edges);
        double[] g = random(random, functions.dtype, axis.extent(), edges);
        functions.check(axis, x, g, array(x, functions.dtype, 1), array(g, functions.dtype, 0),
                array(x, functions.dtype, 2));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyShape(Form form, Dtype dtype) {
        try (Functions functions = new Functions(form, dtype, 1)) {
            for (long[] shape : new long[][] {{1, 1, 1}, {3, 0, 2}, {0, 3, 2}, {2, 1, 1}, {5, 2, 1}, {300, 10, 1}, {7, 63, 1},
                {7, 64, 1}, {7, 65, 1}, {3, 1024, 1}, {2, 1025, 1}, {1, 3000, 1}, {40, 500, 1}, {1, 3, 5}, {4, 1, 3},
                {4, 10, 3}, {2, 65, 7}, {1, 1030, 20}, {2, 3, 1000}, {1, 70, 300}}) {
                check(functions, new Axis(shape[0], shape[1], shape[2]));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void numbersOfEveryKind(Form form, Dtype dtype) {
        double[][] edges = {{Double.NaN}, {Double.POSITIVE_INFINITY}, {Double.NEGATIVE_INFINITY}, {-1000, -90, -100, -740},
            {0, -0.0, 1e-40, 1e-310}, {1e30, -1e30}};
        try (Functions functions = new Functions(form, dtype, 1)) {
            for (double[] some : edges) {
                check(functions, new Axis(60, 11, 1), some);
                check(functions, new Axis(3, 11, 20), some);
                check(functions, new Axis(2, 1100, 1), some);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void allOfARowInfinite(Form form, Dtype dtype) {
        double infinity = Double.POSITIVE_INFINITY;
        double[] x = {-infinity, -infinity, infinity, infinity, infinity, 1, -infinity, 1};
        try (Functions functions = new Functions(form, dtype, 1)) {
            functions.check(Axis.ofRows(4, 2), x, x, array(x, dtype, 0), array(x, dtype, 0), array(x, dtype, 0));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyThreadCount(Form form, Dtype dtype) {
        for (int threads : new int[] {2, 5}) {
            try (Functions functions = new Functions(form, dtype, threads)) {
                check(functions, new Axis(300, 100, 1));
                check(functions, new Axis(1, 5, 6000));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void inPlaceAndInEveryContainer(Form form, Dtype dtype) {
        Axis axis = new Axis(20, 33, 1);
        double[] x = random(new SplittableRandom(1), dtype, axis.extent());
        try (Arena arena = Arena.ofConfined(); Functions functions = new Functions(form, dtype, 2)) {
            MemorySegment memory = arena.allocate(dtype.bytes() * (axis.extent() + 1)).asSlice(1, dtype.bytes() * axis.extent());
            Span span = Span.of(memory, dtype);
            Numbers.set(span, bits(x, dtype));
            functions.check(axis, x, x, span, span, array(x, dtype, 0));
            for (Rowwise function : Rowwise.values()) {
                Span inPlace = array(x, dtype, 1);
                functions.known.get(List.of(function, Direction.FORWARD)).launch(axis, new Span[] {inPlace, inPlace});
                functions.check(function + " in place", (row, g) -> functions.plain.forward(function, row), axis, x, x,
                        inPlace);
            }
        }
    }
}
