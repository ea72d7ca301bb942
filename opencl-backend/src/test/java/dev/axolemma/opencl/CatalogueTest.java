package dev.axolemma.opencl;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Bfloat16;
import dev.axolemma.Binary16;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Span;
import dev.axolemma.formula.Formula;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation returns the bits of the scalar backend. */
class CatalogueTest {

    /** All numbers of a format of storage; or every 65,536th float, from an offset that has a part of every significand's bits; and numbers of every kind. */
    private static final int STRIDE = 1 << 16;
    private static final int OFFSET = 0x9e37;
    private static final int RANDOM = 5000;

    /** Formats of storage are converted around the kernels of f32: a few kernels stand for all. */
    static Stream<Arguments> catalogue() {
        List<Activation> few = List.of(Activations.identity(), Activations.sigmoid(), Activations.gelu(), Activations.prelu());
        return Stream.of(Dtype.values()).flatMap(dtype -> (dtype.isStorage() ? few : Activations.all()).stream()
                .map(activation -> Arguments.of(activation, dtype)));
    }

    static Stream<Arguments> formulas() {
        return IntStream.range(0, 10).boxed()
                .flatMap(seed -> Stream.of(Dtype.F32, Dtype.F64)
                        .map(dtype -> Arguments.of(randomActivation(seed), dtype)));
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void catalogueActivations(Activation activation, Dtype dtype) {
        check(Operation.of(activation, Direction.FORWARD_WITH_DERIVATIVE), dtype);
        check(Operation.of(activation, Direction.BACKWARD), dtype);
        if (activation.derivativeFromOutput().isPresent()) {
            check(Operation.of(activation, Direction.BACKWARD_FROM_OUTPUT), dtype);
        }
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void usersFormulas(Activation activation, Dtype dtype) {
        check(Operation.of(activation, Direction.FORWARD), dtype);
        check(Operation.of(activation, Direction.BACKWARD), dtype);
    }

    private static void check(Operation operation, Dtype dtype) {
        int inputs = operation.operands() - operation.outputs().size();
        double[][] numbers = new double[inputs][];
        double[] along = along(dtype);
        Arrays.setAll(numbers, i -> i == 0 ? along : Bits.numbers(i, along.length));
        Span[] actual = operands(operation, numbers, dtype);
        Span[] expected = operands(operation, numbers, dtype);
        Engines.opencl().prepare(operation, dtype).run(actual);
        Engines.scalar().prepare(operation, dtype).run(expected);
        for (int i = inputs; i < actual.length; i++) {
            Bits.assertEqual(actual[i], expected[i], operation.name() + " " + dtype.label());
        }
    }

    private static double[] along(Dtype dtype) {
        double[] floats = IntStream.range(0, STRIDE).mapToDouble(i -> switch (dtype) {
            case F16 -> Binary16.widen((short) i);
            case BF16 -> Bfloat16.widen((short) i);
            case F32, F64 -> Float.intBitsToFloat(i * STRIDE + OFFSET * (i + 1) % STRIDE);
        }).toArray();
        return Stream.of(floats, Bits.numbers(1, RANDOM)).flatMapToDouble(Arrays::stream).toArray();
    }

    private static Span[] operands(Operation operation, double[][] inputs, Dtype dtype) {
        Span[] operands = new Span[operation.operands()];
        Arrays.setAll(operands, i -> i < inputs.length ? Bits.span(inputs[i], dtype)
                : Bits.room(inputs[0].length, dtype));
        return operands;
    }

    /** A formula of a few of the operations that there are. */
    private static Activation randomActivation(int seed) {
        return Activation.of("random" + seed, x -> {
            SplittableRandom random = new SplittableRandom(seed);
            Formula formula = x;
            for (int i = 0; i < 4; i++) {
                formula = grown(formula, x, random);
            }
            return formula;
        });
    }

    private static Formula grown(Formula f, Formula x, SplittableRandom random) {
        return switch (random.nextInt(14)) {
            case 0 -> f.plus(x.times(random.nextGaussian()));
            case 1 -> f.times(x);
            case 2 -> f.over(x.abs().plus(1));
            case 3 -> f.negate().exp();
            case 4 -> f.expm1();
            case 5 -> f.abs().log();
            case 6 -> f.abs().log1p();
            case 7 -> f.tanh();
            case 8 -> f.sigmoid();
            case 9 -> f.softplus();
            case 10 -> f.erf();
            case 11 -> f.sin();
            case 12 -> f.cos();
            default -> f.abs().sqrt().minus(x);
        };
    }
}
