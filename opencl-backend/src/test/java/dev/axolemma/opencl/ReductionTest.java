package dev.axolemma.opencl;

import dev.axolemma.Activations;
import dev.axolemma.Axis;
import dev.axolemma.Buffer;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Reduction;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions and row-wise functions return the bits of the scalar backend. */
class ReductionTest {

    static Stream<Arguments> reductions() {
        return Stream.of(Reduction.values())
                .flatMap(reduction -> Stream.of(Dtype.values()).map(dtype -> Arguments.of(reduction, dtype)));
    }

    static Stream<Arguments> functions() {
        return Stream.of(Rowwise.values())
                .flatMap(function -> Stream.of(Dtype.values()).map(dtype -> Arguments.of(function, dtype)));
    }

    private static void reduce(Reduction reduction, Dtype dtype, double[] numbers, long[] shape) {
        Span x = Bits.span(numbers, dtype);
        Span actual = Bits.room((int) shape[1], dtype);
        Span expected = Bits.room((int) shape[1], dtype);
        Engines.opencl().reduce(reduction, Activations.tanh(), x, actual.perChannel(shape[0], shape[2]));
        Engines.scalar().reduce(reduction, Activations.tanh(), x, expected.perChannel(shape[0], shape[2]));
        Bits.assertEqual(actual, expected, reduction + " of " + Arrays.toString(shape));
    }

    @ParameterizedTest
    @MethodSource("reductions")
    void channels(Reduction reduction, Dtype dtype) {
        for (long[] shape : new long[][] {{1, 1, 1}, {1, 1, 63}, {1, 1, 1025}, {1, 1, 70_000}, {1, 5, 1500}, {1500, 5, 1},
            {40, 3, 70}, {2, 3, 1}}) {
            int n = Math.toIntExact(shape[0] * shape[1] * shape[2]);
            reduce(reduction, dtype, Bits.ordinary(n, n), shape);
            reduce(reduction, dtype, Bits.numbers(n, n), shape);
        }
    }

    /** Without anything computed before; zeros of both signs, and norms out of range. */
    @ParameterizedTest
    @MethodSource("reductions")
    void numbersThemselves(Reduction reduction, Dtype dtype) {
        for (double scale : new double[] {0, -0.0, 1, 1e-30, 1e30, 1e-200, 1e200}) {
            double[] numbers = Bits.ordinary(9, 3000);
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] *= scale;
            }
            Span x = Bits.span(numbers, dtype);
            Span actual = Bits.room(1, dtype);
            Span expected = Bits.room(1, dtype);
            Engines.opencl().reduce(reduction, Activations.identity(), x, actual.broadcast(3000));
            Engines.scalar().reduce(reduction, Activations.identity(), x, expected.broadcast(3000));
            Bits.assertEqual(actual, expected, reduction + " of numbers about " + scale);
        }
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void inBuffers(Dtype dtype) {
        Engine engine = Engines.opencl();
        Span x = Bits.span(Bits.ordinary(3, 10_000), dtype);
        Span actual = Bits.room(1, dtype);
        Span expected = Bits.room(1, dtype);
        try (Buffer there = engine.allocate(dtype, 10_000); Buffer sum = engine.allocate(dtype, 1)) {
            there.write(x);
            engine.reduce(Reduction.VARIANCE, Activations.gelu(), there.span(), sum.span().broadcast(10_000));
            sum.read(actual);
        }
        Engines.scalar().reduce(Reduction.VARIANCE, Activations.gelu(), x, expected.broadcast(10_000));
        Bits.assertEqual(actual, expected, "variance of gelu");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void rowwise(Rowwise function, Dtype dtype) {
        for (Axis axis : new Axis[] {Axis.ofRows(1, 1), Axis.ofRows(7, 10), Axis.ofRows(3, 2000), new Axis(2, 5, 9),
            new Axis(0, 5, 1), new Axis(4, 1, 3)}) {
            int n = Math.toIntExact(axis.extent());
            for (double[] numbers : new double[][] {Bits.ordinary(n, n), Bits.numbers(n, n), new double[n]}) {
                check(function, dtype, axis, numbers);
            }
        }
    }

    private static void check(Rowwise function, Dtype dtype, Axis axis, double[] numbers) {
        Span x = Bits.span(numbers, dtype);
        Span actual = Bits.room(numbers.length, dtype);
        Span expected = Bits.room(numbers.length, dtype);
        Engines.opencl().forward(function, axis, x, actual);
        Engines.scalar().forward(function, axis, x, expected);
        Bits.assertEqual(actual, expected, function + " along " + axis);
        Span upstream = Bits.span(Bits.ordinary(4, numbers.length), dtype);
        Span gradient = Bits.room(numbers.length, dtype);
        Span expectedGradient = Bits.room(numbers.length, dtype);
        Engines.opencl().prepare(function, Direction.BACKWARD_FROM_OUTPUT, dtype).run(axis, expected, upstream, gradient);
        Engines.scalar().prepare(function, Direction.BACKWARD_FROM_OUTPUT, dtype)
                .run(axis, expected, upstream, expectedGradient);
        Bits.assertEqual(gradient, expectedGradient, "gradient of " + function + " along " + axis);
    }
}
