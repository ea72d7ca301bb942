package dev.axolemma.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Parameter;
import dev.axolemma.formula.Formula;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every activation of the catalogue, in both dtypes, on the meaning of its program. */
class LoweringTest {

    private static final float[] SAMPLES = {0f, -0f, 1e-45f, -1e-40f, 1e-30f, -1e-8f, 0.1f, -0.5f, 1f, -1f, 2.5f, -3f,
        3f, 6f, -7f, 17f, -40f, 88f, -90f, 104f, -150f, 1e4f, -1e10f, 1e30f, -3e38f, Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY};

    static Stream<Arguments> catalogue() {
        return Activations.all().stream()
                .flatMap(activation -> Stream.of(Dtype.F32, Dtype.F64).map(d -> Arguments.of(activation, d)));
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void nanInAnyInputComesOut(Activation activation, Dtype dtype) {
        for (Direction direction : List.of(Direction.FORWARD, Direction.DERIVATIVE)) {
            Operation operation = Operation.of(activation, direction);
            Program program = Lowering.lower(operation, dtype);
            for (int nan = 0; nan < activation.inputs(); nan++) {
                for (float sample : SAMPLES) {
                    double[] inputs = new double[activation.inputs()];
                    Arrays.fill(inputs, sample);
                    inputs[nan] = Double.NaN;
                    assertThat(run(program, operation, inputs)).containsOnly(Double.NaN);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void programsComputeInTheArithmeticDtype(Dtype dtype) {
        for (Activation activation : Activations.all()) {
            Operation operation = Operation.of(activation, Direction.BACKWARD);
            Program program = Lowering.lower(operation, dtype);
            assertThat(program.dtype()).isEqualTo(dtype.arithmetic());
            assertThat(program).hasToString(Lowering.lower(operation, dtype.arithmetic()).toString());
        }
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void backwardIsTheProductOfUpstreamAndTheRoundedDerivative(Activation activation, Dtype dtype) {
        Operation derivative = Operation.of(activation, Direction.DERIVATIVE);
        Operation backward = Operation.of(activation, Direction.BACKWARD);
        Program slope = Lowering.lower(derivative, dtype);
        Program product = Lowering.lower(backward, dtype);
        for (float sample : SAMPLES) {
            double[] inputs = new double[activation.inputs()];
            Arrays.fill(inputs, sample);
            double[] withUpstream = Arrays.copyOf(inputs, inputs.length + 1);
            withUpstream[inputs.length] = -1.7f;
            double expected = (dtype == Dtype.F32) ? (float) run(slope, derivative, inputs)[0] * -1.7f
                    : run(slope, derivative, inputs)[0] * withUpstream[inputs.length];
            assertThat(Double.valueOf(run(product, backward, withUpstream)[0])).as("at %s", sample)
                    .isEqualTo(Double.valueOf(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void onePassGivesTheBitsOfTwo(Activation activation, Dtype dtype) {
        Operation both = Operation.of(activation, Direction.FORWARD_WITH_DERIVATIVE);
        Operation forward = Operation.of(activation, Direction.FORWARD);
        Operation derivative = Operation.of(activation, Direction.DERIVATIVE);
        Program together = Lowering.lower(both, dtype);
        Program value = Lowering.lower(forward, dtype);
        Program slope = Lowering.lower(derivative, dtype);
        for (float sample : SAMPLES) {
            double[] inputs = new double[activation.inputs()];
            Arrays.fill(inputs, sample);
            assertThat(run(together, both, inputs)).containsExactly(run(value, forward, inputs)[0],
                    run(slope, derivative, inputs)[0]);
        }
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void theSameFormulaAlwaysBecomesTheSameProgram(Activation activation, Dtype dtype) {
        Operation operation = Operation.of(activation, Direction.BACKWARD);
        assertThat(Lowering.lower(operation, dtype)).hasToString(Lowering.lower(operation, dtype).toString());
    }

    @Test
    void parametersAreRunTimeArguments() {
        Operation one = Operation.of(Activations.elu().with("alpha", 0.1), Direction.FORWARD);
        Operation other = Operation.of(Activations.elu().with("alpha", 7), Direction.FORWARD);
        Program program = Lowering.lower(one, Dtype.F32);

        assertThat(Lowering.lower(other, Dtype.F32)).hasToString(program.toString());
        assertThat(run(program, one, -1000)[0]).isEqualTo(-0.1f);
        assertThat(run(program, other, -1000)[0]).isEqualTo(-7f);
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void theSigmoidOfAMultipleTakesAnyFactor(Dtype dtype) {
        Program program = Lowering.lower(Operation.of(Activations.swish(), Direction.FORWARD), dtype);
        for (double beta : new double[] {0, -0.0, 0x1p-15, -1, 1e-30, 1e30}) {
            Operation swish = Operation.of(Activations.swish(beta), Direction.FORWARD);
            double expected = 3 / (1 + Math.exp(-3 * beta));
            assertThat(run(program, swish, 3)[0]).as("beta %s", beta).isCloseTo(expected, offset(expected * 2e-7));
        }
    }

    @Test
    void whatOnlyChoosesHasNoRarePath() {
        for (Activation activation : List.of(Activations.relu(), Activations.hardTanh(), Activations.hardSwish())) {
            assertThat(Lowering.lower(Operation.of(activation, Direction.FORWARD), Dtype.F32).instructions())
                    .extracting(Value::op).doesNotContain(Op.RARE);
        }
    }

    @Test
    void gradientsAreZeroOnlyWhereMathematicsSaysSo() {
        Operation operation = Operation.of(Activations.sigmoid(), Direction.DERIVATIVE);
        Program program = Lowering.lower(operation, Dtype.F32);

        // Four ULP about the values: 4.139937e-8 and 3.78e-44, the latter subnormal.
        assertThat(run(program, operation, 17)[0]).isCloseTo(4.1399375e-8, offset(4.0 * Math.ulp(4.1e-8f)));
        assertThat(run(program, operation, -100)[0]).isCloseTo(3.7835e-44, offset(4.0 * Float.MIN_VALUE));
    }

    @Test
    void limitsStandWhereArithmeticWouldSayNan() {
        double inf = Double.POSITIVE_INFINITY;
        assertThat(atInfinity(Activations.silu(), Direction.FORWARD, -inf)).isEqualTo(-0.0);
        assertThat(atInfinity(Activations.gelu(), Direction.DERIVATIVE, inf)).isEqualTo(1);
        assertThat(atInfinity(Activations.mish(), Direction.DERIVATIVE, -inf)).isZero();
        assertThat(atInfinity(Activations.softsign(), Direction.FORWARD, inf)).isEqualTo(1);
        assertThat(atInfinity(Activations.named("log"), Direction.FORWARD, inf)).isEqualTo(inf);
        assertThat(atInfinity(Activations.sine(), Direction.FORWARD, inf)).isNaN();
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void zerosKeepTheirSignsBesideParametersOfAnyMagnitude(Dtype dtype) {
        Activation quotient = Activation.of("quotient", x -> x.over(Formula.parameter("p")), Parameter.of("p", 1));
        for (double p : new double[] {3, -3, 1e-40, -1e-40, 1e300, -1e300}) {
            Operation operation = Operation.of(quotient.with("p", p), Direction.FORWARD);
            Program program = Lowering.lower(operation, dtype);
            assertThat(run(program, operation, 0.0)).as("0/%s", p).containsExactly(0.0 / p);
            assertThat(run(program, operation, -0.0)).as("-0/%s", p).containsExactly(-0.0 / p);
        }
        Operation byMinusZero = Operation.of(quotient.with("p", -0.0), Direction.FORWARD);
        assertThat(run(Lowering.lower(byMinusZero, dtype), byMinusZero, Double.POSITIVE_INFINITY))
                .containsExactly(Double.NEGATIVE_INFINITY);
    }

    private static double atInfinity(Activation activation, Direction direction, double infinity) {
        Operation operation = Operation.of(activation, direction);
        return run(Lowering.lower(operation, Dtype.F32), operation, infinity)[0];
    }

    private static double[] run(Program program, Operation operation, double... inputs) {
        boolean f32 = program.dtype() == Dtype.F32;
        long[] bits = Arrays.stream(inputs)
                .mapToLong(x -> f32 ? Float.floatToIntBits((float) x) : Double.doubleToLongBits(x)).toArray();
        return Arrays.stream(Interpreter.run(program, bits, operation.parameterValues()))
                .mapToDouble(y -> f32 ? Float.intBitsToFloat((int) y) : Double.longBitsToDouble(y)).toArray();
    }
}
