package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Parameter;
import dev.axolemma.Span;
import dev.axolemma.compiler.Interpreter;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.formula.Formula;
import dev.axolemma.spi.Settings;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The scalar and the SIMD code of whole activations, the catalogue's and users', return the same bits. */
@Tag("bits")
class CatalogueBitsTest {

    private static final int LENGTH = 150;
    private static final double[] EDGES = {0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN,
        Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE, Double.MIN_VALUE,
        Double.MAX_VALUE, 1, -1, 3, -3, 6, 17, -17, 88.5, -103.5, 709.5, -745, 1e9, -1e30};

    static Stream<Arguments> catalogue() {
        return Activations.all().stream()
                .flatMap(activation -> Stream.of(Dtype.F32, Dtype.F64).map(dtype -> Arguments.of(activation, dtype)));
    }

    static Stream<Arguments> formulas() {
        return IntStream.range(0, 40).boxed()
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
        Program program = Lowering.lower(operation, dtype);
        SplittableRandom random = new SplittableRandom(operation.name().hashCode());
        long[][] inputs = new long[program.inputs()][];
        Arrays.setAll(inputs, i -> numbers(random, dtype));
        List<long[]> meant = meant(program, inputs, operation.parameterValues());
        for (Form form : forms()) {
            for (Container container : Container.values()) {
                assertThat(computed(form, operation, program, inputs, container))
                        .as("%s, %s, %s", operation.name(), form, container)
                        .usingRecursiveComparison().isEqualTo(meant);
            }
        }
    }

    private static List<Form> forms() {
        return Cpu.hasVectorApi()
                ? List.of(new ScalarEmitter.Elements(), new VectorEmitter.Vectors(Cpu.vectorBits()))
                : List.of(new ScalarEmitter.Elements());
    }

    private static List<long[]> meant(Program program, long[][] inputs, double[] parameters) {
        long[][] outputs = new long[program.outputs().size()][LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            int element = i;
            long[] result = Interpreter.run(program,
                    Arrays.stream(inputs).mapToLong(input -> input[element]).toArray(), parameters);
            for (int output = 0; output < outputs.length; output++) {
                outputs[output][i] = result[output];
            }
        }
        return Arrays.stream(outputs).map(output -> Numbers.canonical(output, program.dtype())).toList();
    }

    private static List<long[]> computed(Form form, Operation operation, Program program, long[][] inputs,
            Container container) {
        List<Span> spans = new ArrayList<>();
        for (long[] input : inputs) {
            spans.add(span(container, program.dtype()));
            Numbers.set(spans.getLast(), input);
        }
        program.outputs().forEach(output -> spans.add(span(container, program.dtype())));
        try (Workers workers = new Workers(new Settings(1, Optional.empty(), false))) {
            Forms.kernel(program, form, workers)
                    .launch(spans.toArray(Span[]::new), operation.parameterValues());
        }
        return spans.subList(inputs.length, spans.size()).stream().map(Numbers::get).toList();
    }

    private static Span span(Container container, Dtype dtype) {
        return switch (container) {
            case ARRAY -> Numbers.array(new long[LENGTH], dtype, 0);
            case SEGMENT -> Span.of(Arena.ofAuto().allocate((long) LENGTH * dtype.bytes()), dtype);
        };
    }

    /** Edge values in an order of their own, then ordinary numbers and any bit patterns. */
    private static long[] numbers(SplittableRandom random, Dtype dtype) {
        long[] bits = Numbers.random(random, dtype, LENGTH);
        for (double edge : EDGES) {
            bits[random.nextInt(LENGTH)] = dtype == Dtype.F32
                    ? Float.floatToIntBits((float) edge) : Double.doubleToLongBits(edge);
        }
        return bits;
    }

    private static Activation randomActivation(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Activation.of("random" + seed, 2, randomFormula(random, 4), Parameter.of("p", 0.1));
    }

    private static Formula randomFormula(SplittableRandom random, int depth) {
        if (depth == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> Formula.input(0);
                case 1 -> Formula.input(1);
                case 2 -> Formula.parameter("p");
                default -> Formula.constant(random.nextDouble(-3, 3));
            };
        }
        Formula a = randomFormula(random, depth - 1);
        return switch (random.nextInt(18)) {
            case 0 -> a.exp();
            case 1 -> a.tanh();
            case 2 -> a.sigmoid();
            case 3 -> a.softplus();
            case 4 -> a.erf();
            case 5 -> a.normalCdf();
            case 6 -> a.log1p();
            case 7 -> a.sin();
            case 8 -> a.abs().sqrt();
            case 9 -> a.negate();
            default -> combine(random, a, randomFormula(random, depth - 1));
        };
    }

    private static Formula combine(SplittableRandom random, Formula a, Formula b) {
        return switch (random.nextInt(6)) {
            case 0 -> a.plus(b);
            case 1 -> a.minus(b);
            case 2 -> a.over(b);
            case 3 -> a.max(b);
            case 4 -> a.less(b).then(a).otherwise(b);
            default -> a.times(b);
        };
    }
}
