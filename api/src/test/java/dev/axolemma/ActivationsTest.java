package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.axolemma.formula.Formula;
import dev.axolemma.formula.Point;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationsTest {

    private static final Formula X = Formula.input(0);

    static Stream<Activation> all() {
        return Activations.all().stream();
    }

    static Stream<Activation> withRoots() {
        return all().filter(activation -> !activation.roots().isEmpty());
    }

    static Stream<Activation> withDerivativeFromOutput() {
        return all().filter(activation -> activation.derivativeFromOutput().isPresent());
    }

    private static Point point(Activation activation, double... inputs) {
        Map<String, Double> values = new HashMap<>();
        activation.parameters().forEach(p -> values.put(p.name(), p.value()));
        return new Point(Point.of(inputs).inputs(), values);
    }

    private static double value(Activation activation, double x) {
        return activation.formula().evaluate(point(activation, x));
    }

    private static boolean isForPositiveOnly(Activation activation) {
        return List.of("log", "sqrt").contains(activation.name());
    }

    private static double derivative(Activation activation, double x) {
        return activation.derivative(X).evaluate(point(activation, x));
    }

    @Test
    void holdsWhatTheFieldOffers() {
        assertThat(Activations.all()).extracting(Activation::name).containsExactlyInAnyOrder("step", "sign", "identity",
                "linear", "sigmoid", "tanh", "lecunTanh", "maxout", "prelu", "leakyRelu", "rrelu", "relu", "relu6",
                "elu", "celu", "selu", "swish", "silu", "dSilu", "gelu", "geluTanh", "quickGelu", "softplus",
                "betaSoftplus",
                "squareplus", "softsign", "hardSigmoid", "hardSwish", "hardTanh", "clip", "mish", "logSigmoid",
                "tanhshrink", "softshrink", "hardshrink", "threshold", "thresholdedRelu", "sparsePlus",
                "sparseSigmoid", "rationalTanh", "rectifiedTanh", "cube", "square", "abs", "exp", "log", "sqrt",
                "reciprocal", "erf", "gaussian", "sine", "snake", "glu", "geglu", "swiglu", "reglu");
    }

    @ParameterizedTest
    @MethodSource("all")
    void isFoundByItsOwnName(Activation activation) {
        assertThat(Activations.named(activation.name())).isSameAs(activation);
    }

    @ParameterizedTest
    @CsvSource({"logistic, sigmoid", "hard_swish, hardSwish", "LeakyRelu, leakyRelu", "swish_1, silu", "RELU6, relu6",
        "hard-tanh, hardTanh", "gelu_pytorch_tanh, geluTanh", "Quick GELU, quickGelu", "SiLU, silu", "dsilu, dSilu",
        "clamp, clip", "PReLU, prelu", "heaviside, step", "SwiGLU, swiglu", "log_sigmoid, logSigmoid"})
    void isFoundByTheNamesOfOthers(String alias, String name) {
        assertThat(Activations.named(alias).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"sigmiod, sigmoid", "gelutan, geluTanh", "leaky, leakyRelu", "tan, tanh", "soft_plus_, softplus"})
    void anUnknownNameNamesTheNearest(String wanted, String near) {
        assertThatExceptionOfType(UnknownActivationException.class).isThrownBy(() -> Activations.named(wanted + "x"))
                .withMessageContaining("'" + wanted + "x'").withMessageContaining(near)
                .satisfies(e -> assertThat(e.nearest()).contains(near).hasSizeLessThanOrEqualTo(5));
    }

    @Test
    void aNameLikeNoneIsRefusedAllTheSame() {
        assertThatExceptionOfType(UnknownActivationException.class).isThrownBy(() -> Activations.named("qqqqqqqqqq"))
                .withMessage("activation is 'qqqqqqqqqq'; the catalogue has none of that name");
    }

    @ParameterizedTest
    @CsvSource({"elu, alpha, NaN", "elu, alpha, -1", "celu, alpha, 0", "leakyRelu, slope, -0.1",
        "softshrink, lambda, -1", "hardshrink, lambda, -0.5", "hardshrink, lambda, Infinity",
        "betaSoftplus, beta, 0", "squareplus, b, 0",
        "snake, a, 0", "sine, omega, 0", "selu, scale, 0", "clip, min, NaN", "hardTanh, max, Infinity",
        "linear, alpha, Infinity", "swish, beta, NaN", "rrelu, lower, -1", "threshold, value, NaN"})
    void aParameterOutsideItsDomainIsRefusedByName(String name, String parameter, double value) {
        Activation activation = Activations.named(name);
        assertThatIllegalArgumentException().isThrownBy(() -> activation.with(parameter, value))
                .withMessageContaining(parameter).withMessageContaining(Double.toString(value));
    }

    @Test
    void clippingAtOneSideHasAnInfiniteBound() {
        assertThat(value(Activations.clip(Double.NEGATIVE_INFINITY, 2), -1e300)).isEqualTo(-1e300);
        assertThat(value(Activations.clip(2, 1), -7)).as("crossed bounds give max").isEqualTo(1);
    }

    @Test
    void formsWithArgumentsSetTheParameters() {
        Map<Activation, List<Double>> forms = Map.ofEntries(
                Map.entry(Activations.linear(2), List.of(2.0)), Map.entry(Activations.leakyRelu(0.2), List.of(0.2)),
                Map.entry(Activations.rrelu(0.1, 0.3), List.of(0.1, 0.3)), Map.entry(Activations.elu(2), List.of(2.0)),
                Map.entry(Activations.celu(2), List.of(2.0)), Map.entry(Activations.selu(2, 3), List.of(2.0, 3.0)),
                Map.entry(Activations.threshold(1, 2), List.of(1.0, 2.0)),
                Map.entry(Activations.thresholdedRelu(2), List.of(2.0)),
                Map.entry(Activations.hardTanh(-2, 3), List.of(-2.0, 3.0)),
                Map.entry(Activations.clip(-2, 3), List.of(-2.0, 3.0)),
                Map.entry(Activations.softshrink(1), List.of(1.0)), Map.entry(Activations.hardshrink(1), List.of(1.0)),
                Map.entry(Activations.hardSigmoid(0.2, 0.4), List.of(0.2, 0.4)),
                Map.entry(Activations.softplus(2), List.of(2.0)), Map.entry(Activations.squareplus(1), List.of(1.0)),
                Map.entry(Activations.swish(2), List.of(2.0)), Map.entry(Activations.swiglu(2), List.of(2.0)),
                Map.entry(Activations.sine(2), List.of(2.0)), Map.entry(Activations.snake(2), List.of(2.0)));
        forms.forEach((activation, values) -> {
            assertThat(activation.parameters()).as(activation.name()).extracting(Parameter::value).isEqualTo(values);
            assertThat(activation.formula()).as("shared formula").isSameAs(
                    Activations.named(activation.name()).formula());
        });
        assertThat(forms).hasSize((int) all().filter(a -> !a.parameters().isEmpty()).count());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void maxoutTakesAnyNumberOfInputsAndGivesTheGradientToTheFirstMaximum(int inputs) {
        Activation maxout = Activations.maxout(inputs);
        double[] tied = new double[inputs];
        assertThat(maxout.inputs()).isEqualTo(inputs);
        for (int i = 0; i < inputs; i++) {
            assertThat(maxout.derivative(Formula.input(i)).evaluate(Point.of(tied))).isEqualTo(i == 0 ? 1 : 0);
        }
        tied[inputs - 1] = 2;
        assertThat(maxout.derivative(Formula.input(inputs - 1)).evaluate(Point.of(tied))).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Activations.maxout(0)).withMessageContaining("0");
    }

    /** What PyTorch documents, and for entries that it lacks, what the entry states. */
    @ParameterizedTest
    @CsvSource({"step, 0, 1, 0", "sign, 0, 0, 0", "abs, 0, 0, 0", "relu, 0, 0, 0", "relu6, 0, 0, 0", "relu6, 6, 6, 0",
        "leakyRelu, 0, 0, 0.01", "elu, 0, 0, 1", "celu, 0, 0, 1", "selu, 0, 0, 1.7580993408473766",
        "threshold, 0.1, 20, 0", "thresholdedRelu, 1, 0, 0", "hardTanh, -1, -1, 0", "hardTanh, 1, 1, 0",
        "clip, -1, -1, 1", "clip, 1, 1, 1", "softshrink, -0.5, 0, 0", "softshrink, 0.5, 0, 0",
        "hardshrink, -0.5, 0, 0", "hardshrink, 0.5, 0, 0", "hardSigmoid, -3, 0, 0", "hardSigmoid, 3, 1, 0",
        "sparseSigmoid, -1, 0, 0", "sparseSigmoid, 1, 1, 0", "sparsePlus, -1, 0, 0", "sparsePlus, 1, 1, 1",
        "rectifiedTanh, 0, 0, 0", "hardSwish, -3, 0, 0", "hardSwish, 3, 3, 1", "hardSwish, 0, 0, 0.5"})
    void atAKinkItTakesTheStatedSide(String name, double x, double value, double derivative) {
        Activation activation = Activations.named(name);
        assertThat(value(activation, x) + 0.0).isEqualTo(value);
        assertThat(derivative(activation, x) + 0.0).isEqualTo(derivative);
    }

    /** What the plain double arithmetic above cannot tell from 1/6. */
    @Test
    void hardSigmoidsSlopeIsAboveOneSixthAndExactInTwoFloats() {
        double alpha = Activations.hardSigmoid().parameters().getFirst().value();
        double low = alpha - (float) alpha;
        assertThat(Math.fma(3, alpha, -0.5)).isPositive();
        assertThat((double) (float) low).isEqualTo(low);
    }

    @Test
    void gatesAndSlopesTakeTheStatedSideToo() {
        assertThat(Activations.prelu().derivative(X).evaluate(Point.of(0, 0.3))).isEqualTo(0.3);
        assertThat(Activations.reglu().derivative(X).evaluate(Point.of(0, 0.3))).isEqualTo(0);
        assertThat(derivative(Activations.rrelu(0.25, 0.75), 0)).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign", "identity", "linear", "leakyRelu", "rrelu", "elu", "celu", "selu", "hardTanh",
        "clip", "softshrink", "hardshrink", "tanhshrink", "tanh", "lecunTanh", "rationalTanh", "softsign", "erf",
        "swish",
        "silu", "gelu", "geluTanh", "quickGelu", "hardSwish", "mish", "cube", "sqrt", "sine"})
    void keepsTheSignOfZero(String name) {
        assertThat((Object) value(Activations.named(name), -0.0)).isEqualTo(-0.0);
        assertThat((Object) value(Activations.named(name), 0.0)).isEqualTo(0.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"softshrink", "hardshrink"})
    void oddShrinkersKeepTheSignOfWhatTheyShrinkToZero(String name) {
        assertThat((Object) value(Activations.named(name), -0.25)).isEqualTo(-0.0);
    }

    /** Far out, in plain double arithmetic, where 1e150 stands for infinity; the kernels' tests go to ∞ itself. */
    @ParameterizedTest
    @CsvSource({"step, 0, 1", "sign, -1, 1", "relu, 0, Infinity", "relu6, 0, 6", "leakyRelu, -Infinity, Infinity",
        "elu, -1, Infinity", "celu, -1, Infinity", "selu, -1.7580993408473766, Infinity", "threshold, 20, Infinity",
        "thresholdedRelu, 0, Infinity", "hardTanh, -1, 1", "clip, -1, 1", "softshrink, -Infinity, Infinity",
        "hardshrink, -Infinity, Infinity", "tanhshrink, -Infinity, Infinity", "sigmoid, 0, 1",
        "logSigmoid, -Infinity, -0.0", "hardSigmoid, 0, 1", "sparseSigmoid, 0, 1", "tanh, -1, 1",
        "lecunTanh, -1.7159, 1.7159", "rationalTanh, -1.7159, 1.7159", "rectifiedTanh, 0, 1", "softsign, -1, 1",
        "erf, -1, 1", "softplus, 0, Infinity", "sparsePlus, 0, Infinity", "swish, -0.0, Infinity",
        "silu, -0.0, Infinity", "gelu, -0.0, Infinity", "geluTanh, -0.0, Infinity", "quickGelu, -0.0, Infinity",
        "hardSwish, 0, Infinity", "abs, Infinity, Infinity", "square, Infinity, Infinity",
        "cube, -Infinity, Infinity", "reciprocal, -0.0, 0", "exp, 0, Infinity", "gaussian, 0, 0",
        "snake, -Infinity, Infinity", "identity, -Infinity, Infinity", "linear, -Infinity, Infinity"})
    void tendsToItsStatedLimits(String name, double below, double above) {
        assertLimit(value(Activations.named(name), -1e150), below);
        assertLimit(value(Activations.named(name), 1e150), above);
    }

    private static void assertLimit(double value, double limit) {
        if (Double.isInfinite(limit)) {
            assertThat(value * Math.signum(limit)).isGreaterThan(1e140);
        } else {
            assertThat(value).isCloseTo(limit, within(1e-140));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aStatedDerivativeIsTheSymbolicOne(Activation activation) {
        SplittableRandom random = new SplittableRandom(20);
        for (Formula variable : activation.variables()) {
            Formula stated = activation.derivative(variable);
            Formula symbolic = activation.formula().derivative(variable);
            for (int i = 0; i < 2000; i++) {
                double least = isForPositiveOnly(activation) ? 1e-3 : -12;
                Point point = point(activation, random.doubles(activation.inputs(), least, 12).toArray());
                double expected = symbolic.evaluate(point);
                assertThat(stated.evaluate(point)).as("%s by %s at %s", activation, variable, point)
                        .isCloseTo(expected, within(1e-11 * (1 + Math.abs(expected))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withDerivativeFromOutput")
    void theDerivativeFromTheOutputIsTheDerivative(Activation activation) {
        Formula fromOutput = activation.derivativeFromOutput().orElseThrow();
        SplittableRandom random = new SplittableRandom(21);
        for (int i = 0; i < 2000; i++) {
            double x = random.nextDouble(isForPositiveOnly(activation) ? 1e-3 : -5, 5);
            double expected = derivative(activation, x);
            assertThat(fromOutput.evaluate(point(activation, value(activation, x)))).as("%s at %s", activation, x)
                    .isCloseTo(expected, within(1e-10 * (1 + Math.abs(expected))));
        }
    }

    @Test
    void theDerivativeFromTheOutputIsOfferedWhereThereIsOne() {
        assertThat(withDerivativeFromOutput()).extracting(Activation::name).containsExactlyInAnyOrder("identity",
                "linear", "relu", "relu6", "leakyRelu", "rrelu", "elu", "celu", "selu", "hardTanh", "softshrink",
                "hardshrink", "sigmoid", "logSigmoid", "hardSigmoid", "sparseSigmoid", "tanh", "rectifiedTanh",
                "softsign", "softplus", "betaSoftplus", "squareplus", "sparsePlus", "sqrt", "reciprocal", "exp", "log");
    }

    @ParameterizedTest
    @MethodSource("withRoots")
    void aMarkedRootIsARootWhereTermsOfTheMarkedMagnitudeCancel(Activation activation) {
        double[] inputs = new double[activation.inputs()];
        Arrays.fill(inputs, 0.75);
        for (Root root : activation.roots()) {
            Formula formula = root.of() == Direction.FORWARD ? activation.formula() : activation.derivative(X);
            double at = root.at().evaluate(point(activation, inputs));
            double period = root.period().evaluate(point(activation, inputs));
            double magnitude = root.magnitude().evaluate(point(activation, inputs));
            for (int k = 0; k < (period == 0 ? 1 : 3); k++) {
                inputs[0] = at + k * period;
                double atRoot = formula.evaluate(point(activation, inputs));
                assertThat(Math.abs(atRoot)).as("%s %s at %s", activation, root.of(), inputs[0])
                        .isLessThan(1e-14 * magnitude * (1 + 30 * k));
                inputs[0] += root.radius().evaluate(point(activation, inputs));
                assertThat(Math.abs(formula.evaluate(point(activation, inputs))))
                        .isBetween(0.02 * magnitude, 0.8 * magnitude);
            }
        }
    }

    @Test
    void rootsAreMarked() {
        assertThat(withRoots()).extracting(Activation::name).containsExactlyInAnyOrder("hardSigmoid", "swish", "silu",
                "dSilu", "gelu", "geluTanh", "quickGelu", "mish", "sine", "snake", "geglu", "swiglu");
    }
}
