package dev.axolemma.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.axolemma.formula.Formula.Op;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferentiationTest {

    private static final Formula X = Formula.input(0);
    private static final Formula Y = Formula.input(1);
    private static final Formula ALPHA = Formula.parameter("alpha");

    /** Every rule once, on inner functions that are smooth and positive where the rule needs it. */
    private static final List<Formula> RULES = List.of(
            X.sin().plus(Y.cos().times(X)), X.minus(Y.square()).times(X.cos().minus(Y)),
            X.sin().over(Y.square().plus(2)),
            Y.exp().over(X.square().plus(1)), X.times(Y).negate(), X.sin().abs(),
            X.square().plus(Y.square()).plus(1).sqrt(),
            X.times(Y).square(), X.times(Y).exp(), X.times(Y).expm1(), X.square().plus(Y.exp()).log(),
            X.square().times(Y.exp()).log1p(), X.times(Y).tanh(), X.times(Y).sigmoid(),
            X.times(Y).logisticPdf(), X.times(Y).softplus(), X.times(Y).tanhSoftplus(),
            X.times(Y).tanhshrink(), X.times(Y).erf(), X.times(Y).erfc(), X.times(Y).normalCdf(),
            X.times(Y).normalPdf(),
            X.times(Y).sin(), X.times(Y).cos(), X.min(Y.sin()), X.max(Y.sin()).times(Y),
            X.less(Y).then(X.square()).otherwise(Y.times(X)));

    @Property(tries = 2000)
    void everyRuleAgreesWithDifferences(@ForAll("rules") Formula formula,
            @ForAll @DoubleRange(min = -2.5, max = 2.5) double x,
            @ForAll @DoubleRange(min = -2.5, max = 2.5) double y) {
        agreesWithDifferences(formula, x, y);
    }

    @Property(tries = 2000)
    void compositionsAgreeWithDifferences(@ForAll("compositions") Formula formula,
            @ForAll @DoubleRange(min = -2, max = 2) double x, @ForAll @DoubleRange(min = -2, max = 2) double y) {
        agreesWithDifferences(formula, x, y);
    }

    @Provide
    Arbitrary<Formula> rules() {
        return Arbitraries.of(RULES);
    }

    @Provide
    Arbitrary<Formula> compositions() {
        Arbitrary<UnaryOperator<Formula>> bounded = Arbitraries.of(Formula::tanh, Formula::sigmoid, Formula::sin,
                Formula::cos, Formula::erf, Formula::normalCdf, Formula::normalPdf, f -> f.square().negate().exp(),
                f -> f.over(f.square().plus(1)), f -> f.square().plus(1).sqrt().reciprocal(), f -> f.tanh().softplus(),
                f -> f.times(Y).sin(), f -> f.plus(X).cos());
        return bounded.list().ofMinSize(1).ofMaxSize(5).map(list -> {
            Formula formula = X.times(Y);
            for (UnaryOperator<Formula> step : list) {
                formula = step.apply(formula);
            }
            return formula;
        });
    }

    /** Central differences of fourth order, with h where rounding and truncation are both about 1e-10. */
    private static void agreesWithDifferences(Formula formula, double x, double y) {
        double h = 1e-3;
        if (Math.abs(x - y) < 0.1 || Math.abs(x - Math.sin(y)) < 0.1 || Math.abs(Math.sin(x)) < 0.1) {
            return; // too near to where abs, min, max or select have their kinks
        }
        double byX = (8 * (at(formula, x + h, y) - at(formula, x - h, y))
                - (at(formula, x + 2 * h, y) - at(formula, x - 2 * h, y))) / (12 * h);
        double byY = (8 * (at(formula, x, y + h) - at(formula, x, y - h))
                - (at(formula, x, y + 2 * h) - at(formula, x, y - 2 * h))) / (12 * h);
        assertThat(at(formula.derivative(0), x, y)).as("%s by x0 at (%s, %s)", formula, x, y)
                .isCloseTo(byX, within(1e-6 * (1 + Math.abs(byX))));
        assertThat(at(formula.derivative(1), x, y)).as("%s by x1 at (%s, %s)", formula, x, y)
                .isCloseTo(byY, within(1e-6 * (1 + Math.abs(byY))));
    }

    private static double at(Formula formula, double... inputs) {
        return formula.evaluate(Point.of(inputs));
    }

    @Test
    void theRulesCoverEveryOperation() {
        Set<Op> covered = EnumSet.of(Op.PARAMETER, Op.LESS_OR_EQUAL, Op.EQUAL);
        List<Formula> open = new ArrayList<>(RULES);
        while (!open.isEmpty()) {
            Formula formula = open.removeLast();
            covered.add(formula.op());
            open.addAll(formula.operands());
        }
        assertThat(covered).containsExactlyInAnyOrder(Op.values());
    }

    /** Expected values in 50 digits. A derivative by 1 − y² or y·(1 − y) is zero in all of these. */
    @ParameterizedTest
    @CsvSource({"SIGMOID, 17, 4.1399373760035016e-08", "SIGMOID, 700, 9.85967654375977e-305",
        "SIGMOID, -700, 9.85967654375977e-305", "TANH, 20, 1.6993417021166355e-17",
        "TANH, -300, 1.0601586212017243e-260",
        "SOFTPLUS, -700, 9.85967654375977e-305", "TANH_SOFTPLUS, -700, 9.85967654375977e-305",
        "ERF, 20, 2.1610374743867984e-174",
        "NORMAL_CDF, -30, 1.4736461348785476e-196", "EXPM1, -700, 9.85967654375977e-305"})
    void tailsAreNotZero(Op op, double x, double expected) {
        assertThat(at(Formula.of(op, X).derivative(0), x)).isCloseTo(expected, within(expected * 1e-13));
    }

    @Test
    void atATieTheFirstOperandTakesTheGradient() {
        assertThat(at(X.min(Y).derivative(0), 1, 1)).isEqualTo(1);
        assertThat(at(X.min(Y).derivative(1), 1, 1)).isZero();
        assertThat(at(X.max(Y).derivative(0), 1, 1)).isEqualTo(1);
        assertThat(at(X.max(Y).derivative(1), 1, 1)).isZero();
        assertThat(at(X.abs().derivative(0), 0)).isZero();
        assertThat(at(X.clamp(0, 1).derivative(0), 0) + at(X.clamp(0, 1).derivative(0), 1)).isZero();
    }

    @Test
    void whatDoesNotDependOnTheVariableLeavesNoTrace() {
        assertThat(Y.exp().times(ALPHA).derivative(0)).isEqualTo(Formula.constant(0));
        assertThat(X.times(Y.exp()).derivative(0)).isEqualTo(Y.exp());
        assertThat(X.over(Y).derivative(0)).isEqualTo(Y.reciprocal());
        assertThat(Y.over(ALPHA).derivative(0)).isEqualTo(Formula.constant(0));
        assertThat(X.plus(Y.log()).derivative(0)).isEqualTo(Formula.constant(1));
        assertThat(Y.minus(X).derivative(0)).isEqualTo(Formula.constant(-1));
        assertThat(Y.less(0).then(Y).otherwise(3).derivative(0)).isEqualTo(Formula.constant(0));
    }

    @Test
    void parametersHaveDerivativesToo() {
        Formula derivative = X.times(ALPHA).sigmoid().derivative(ALPHA);
        double value = derivative.evaluate(new Point(List.of(2.0), Map.of("alpha", 0.75)));
        double sigmoid = 1 / (1 + Math.exp(-1.5));
        assertThat(value).isCloseTo(2 * sigmoid * (1 - sigmoid), within(1e-15));
    }

    @Test
    void onlyAnInputOrAParameterIsAVariable() {
        assertThatIllegalArgumentException().isThrownBy(() -> X.exp().derivative(X.exp()))
                .withMessage("variable is exp(x0); it must be an input or a parameter");
    }
}
