package dev.axolemma.cuda;

import dev.axolemma.Activation;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Parameter;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.formula.Formula;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels of whole activations, the catalogue's and users', return the bits that their programs mean. */
class CatalogueBitsTest {

    private static final int LENGTH = 80;

    static Stream<Arguments> catalogue() {
        return Catalogue.operations()
                .flatMap(operation -> Stream.of(Dtype.F32, Dtype.F64).map(dtype -> Arguments.of(operation, dtype)));
    }

    static Stream<Arguments> formulas() {
        return IntStream.range(0, 40).mapToObj(CatalogueBitsTest::randomActivation)
                .flatMap(activation -> Stream.of(Direction.FORWARD, Direction.BACKWARD)
                        .map(direction -> Operation.of(activation, direction)))
                .flatMap(operation -> Stream.of(Dtype.F32, Dtype.F64).map(dtype -> Arguments.of(operation, dtype)));
    }

    @ParameterizedTest
    @MethodSource({"catalogue", "formulas"})
    void edgesAndOrdinaryNumbers(Operation operation, Dtype dtype) {
        Program program = Lowering.lower(operation, dtype);
        SplittableRandom random = new SplittableRandom(operation.name().hashCode());
        long[][] inputs = new long[program.inputs()][];
        Arrays.setAll(inputs, i -> Numbers.edges(random, dtype, LENGTH));
        new MapExample(program, operation.parameterValues(), inputs).check(1);
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
        return switch (random.nextInt(16)) {
            case 0 -> a.exp();
            case 1 -> a.tanh();
            case 2 -> a.sigmoid();
            case 3 -> a.softplus();
            case 4 -> a.erf();
            case 5 -> a.log1p();
            case 6 -> a.sin();
            case 7 -> a.abs().sqrt();
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
