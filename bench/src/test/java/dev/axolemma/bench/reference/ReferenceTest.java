package dev.axolemma.bench.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Dtype;
import dev.axolemma.formula.Formula;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final Formula X = Formula.input(0);

    private static double nearest(Dtype dtype, UnaryOperator<Formula> formula, double x) {
        return nearest(dtype, formula.apply(X), x);
    }

    private static double nearest(Dtype dtype, Formula formula, double... point) {
        double[] nearest = new double[1];
        double[][] inputs = new double[point.length][];
        for (int i = 0; i < point.length; i++) {
            inputs[i] = new double[] {point[i]};
        }
        new Reference(formula, Map.of(), dtype).evaluate(inputs, 1, nearest, new double[1]);
        return nearest[0];
    }

    @ParameterizedTest
    @EnumSource
    void goesToTheLimit(Dtype dtype) {
        assertThat(nearest(dtype, Formula::sigmoid, INFINITY)).isEqualTo(1);
        assertThat(nearest(dtype, x -> x.times(x.sigmoid()), -INFINITY)).isEqualTo(-0.0);
        assertThat(nearest(dtype, x -> x.times(x.normalCdf()), -INFINITY)).isZero();
        assertThat(nearest(dtype, x -> x.times(x.normalCdf()).derivative(0), INFINITY)).isEqualTo(1);
        assertThat(nearest(dtype, x -> x.times(x.softplus().tanh()).derivative(0), INFINITY)).isEqualTo(1);
        assertThat(nearest(dtype, x -> x.over(x.abs().plus(1)), -INFINITY)).isEqualTo(-1);
        assertThat(nearest(dtype, x -> x.plus(x.square().plus(4).sqrt()), -INFINITY)).isZero();
        assertThat(nearest(dtype, Formula::log, INFINITY)).isEqualTo(INFINITY);
        assertThat(nearest(dtype, x -> x.log().log(), INFINITY)).isEqualTo(INFINITY);
        assertThat(nearest(dtype, x -> x.log().reciprocal(), INFINITY)).isEqualTo(0.0);
        assertThat(nearest(dtype, x -> x.plus(x.sin().square()), -INFINITY)).isEqualTo(-INFINITY);
        assertThat(nearest(dtype, x -> x.sin().over(x), INFINITY)).isZero();
        assertThat(nearest(dtype, x -> x.clamp(-INFINITY, 3), -INFINITY)).isEqualTo(-INFINITY);
    }

    @ParameterizedTest
    @EnumSource
    void hasNoLimitWhereThereIsNone(Dtype dtype) {
        assertThat(nearest(dtype, Formula::sin, INFINITY)).isNaN();
        assertThat(nearest(dtype, x -> x.times(30).cos().times(30), -INFINITY)).isNaN();
        assertThat(nearest(dtype, x -> x.times(x.sin()), INFINITY)).isNaN();
        assertThat(nearest(dtype, Formula::log, -INFINITY)).isNaN();
    }

    @ParameterizedTest
    @EnumSource
    void nanStaysNan(Dtype dtype) {
        assertThat(nearest(dtype, x -> x.less(0).then(0).otherwise(1), Double.NaN)).isNaN();
        assertThat(nearest(dtype, X.plus(0), 1, Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @EnumSource
    void isNanOutsideTheDomainAndInfiniteAtPoles(Dtype dtype) {
        assertThat(nearest(dtype, Formula::log, -1)).isNaN();
        assertThat(nearest(dtype, Formula::sqrt, -1)).isNaN();
        assertThat(nearest(dtype, x -> x.over(x), 0)).isNaN();
        assertThat(nearest(dtype, Formula::log, 0)).isEqualTo(-INFINITY);
        assertThat(nearest(dtype, Formula::reciprocal, -0.0)).isEqualTo(-INFINITY);
        assertThat(nearest(dtype, Formula::log1p, -1)).isEqualTo(-INFINITY);
    }

    @Test
    void losesNothingThatIsSmallOrCancels() {
        assertThat(nearest(Dtype.F64, x -> x.minus(x.tanh()), 1e-100)).isEqualTo(1e-300 / 3);
        assertThat(nearest(Dtype.F64, x -> x.sigmoid().derivative(0), 17)).isEqualTo(4.1399373760035016e-8);
        assertThat(nearest(Dtype.F32, x -> x.times(x.sigmoid()), -100)).isEqualTo((float) -3.720075976020836e-42);
        assertThat(nearest(Dtype.F32, x -> x.square().over(x), 1e30f)).isEqualTo(1e30f);
        assertThat(nearest(Dtype.F64, x -> x.square().over(x), 1e300)).isEqualTo(1e300);
        assertThat(nearest(Dtype.F64, x -> x.exp().over(x.exp().plus(1)), 1e300)).isEqualTo(1);
        assertThat(nearest(Dtype.F64, Formula::sin, 1e300)).isEqualTo(-0.8178819121159085);
    }

    @Test
    void equalNumbersThatAreNotRationalCompareEqual() {
        UnaryOperator<Formula> formula = x -> x.exp().times(x.exp()).lessOrEqual(x.times(2).exp()).then(1).otherwise(2);
        assertThat(nearest(Dtype.F64, formula, 0.3)).isEqualTo(1);
    }

    @Test
    void tiesChooseTheFirst() {
        Formula second = Formula.input(1);
        Formula gradient = X.max(second).derivative(0);
        assertThat(nearest(Dtype.F32, gradient, 2, 2)).isEqualTo(1);
        assertThat(nearest(Dtype.F32, gradient, 2, 3)).isZero();
    }

    @Test
    void refusesAParameterWithoutValue() {
        assertThatThrownBy(() -> new Reference(X.times(Formula.parameter("alpha")), Map.of(), Dtype.F32))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("alpha");
    }
}
