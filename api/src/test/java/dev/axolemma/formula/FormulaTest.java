package dev.axolemma.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class FormulaTest {

    private static final Formula X = Formula.input(0);

    @Test
    void isComparedByStructure() {
        Formula one = X.times(X.sigmoid()).plus(Formula.parameter("alpha"));
        Formula other = Formula.input(0).times(Formula.input(0).sigmoid()).plus(Formula.parameter("alpha"));
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotSameAs(other);
        assertThat(one).isNotEqualTo(X.times(X.sigmoid()).plus(Formula.parameter("beta")));
        assertThat(X.plus(1)).isNotEqualTo(X.minus(1)).isNotEqualTo(Formula.constant(1).plus(X));
        assertThat(Formula.input(1)).isNotEqualTo(X);
        assertThat(Formula.constant(-0.0)).isNotEqualTo(Formula.constant(0.0));
        assertThat(X.less(1).formula()).isNotEqualTo(X.lessOrEqual(1).formula());
    }

    /** 2^200 paths lead through this graph of 400 operations. */
    private static Formula tower() {
        Formula formula = X;
        for (int i = 0; i < 200; i++) {
            formula = formula.times(formula).times(0.5);
        }
        return formula;
    }

    @Test
    void sharedSubexpressionsAreVisitedOnce() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            Formula tower = tower();
            assertThat(tower.equals(tower())).isTrue();
            assertThat(tower.variables()).containsExactly(X);
            assertThat(tower.toString()).hasSizeLessThan(2500).endsWith("…");
            assertThat(tower.evaluate(Point.of(1))).isZero();
            assertThat(tower.derivative(0).evaluate(Point.of(1))).isZero();
        });
    }

    @Test
    void namesTheVariablesThatItReadsInOrder() {
        Formula alpha = Formula.parameter("alpha");
        Formula formula = Formula.input(1).times(alpha).less(X).then(alpha).otherwise(2);
        assertThat(formula.variables()).containsExactly(Formula.input(1), alpha, X);
    }

    @Test
    void isWrittenInFunctionNotation() {
        assertThat(X.less(Formula.parameter("t")).then(X.normalCdf()).otherwise(-0.5))
                .hasToString("select(less(x0, t), normal_cdf(x0), -0.5)");
    }

    @Test
    void everyMethodBuildsItsOperation() {
        Point at = Point.of(0.75, 0.5);
        Formula y = Formula.input(1);
        assertThat(X.plus(y).evaluate(at)).isEqualTo(1.25);
        assertThat(X.minus(y).evaluate(at)).isEqualTo(0.25);
        assertThat(X.times(y).evaluate(at)).isEqualTo(0.375);
        assertThat(X.over(y).evaluate(at)).isEqualTo(1.5);
        assertThat(X.over(0.25).evaluate(at)).isEqualTo(3);
        assertThat(X.negate().evaluate(at)).isEqualTo(-0.75);
        assertThat(X.minus(1).abs().evaluate(at)).isEqualTo(0.25);
        assertThat(X.plus(y).minus(1).sqrt().evaluate(at)).isEqualTo(0.5);
        assertThat(X.square().evaluate(at)).isEqualTo(0.5625);
        assertThat(y.reciprocal().evaluate(at)).isEqualTo(2);
        assertThat(X.min(y).plus(X.min(0.25)).evaluate(at)).isEqualTo(0.75);
        assertThat(X.max(y).plus(X.max(2)).evaluate(at)).isEqualTo(2.75);
    }

    @Test
    void aComparisonChoosesBetweenFormulas() {
        for (double x : new double[] {1, 2, 3}) {
            Point at = Point.of(x);
            assertThat(X.less(2).then(1).otherwise(0).evaluate(at)).isEqualTo(x < 2 ? 1 : 0);
            assertThat(X.lessOrEqual(2).then(1).otherwise(0).evaluate(at)).isEqualTo(x <= 2 ? 1 : 0);
            assertThat(X.greater(2).then(1).otherwise(0).evaluate(at)).isEqualTo(x > 2 ? 1 : 0);
            assertThat(X.greaterOrEqual(2).then(1).otherwise(0).evaluate(at)).isEqualTo(x >= 2 ? 1 : 0);
            assertThat(X.equalTo(2).then(1).otherwise(0).evaluate(at)).isEqualTo(x == 2 ? 1 : 0);
            assertThat(X.clamp(1.5, 2.5).evaluate(at)).isEqualTo(Math.clamp(x, 1.5, 2.5));
        }
    }

    @Test
    void aComparisonWithNanIsFalse() {
        for (Condition condition : new Condition[] {X.less(0), X.lessOrEqual(0), X.greater(0), X.equalTo(X)}) {
            assertThat(condition.then(1).otherwise(0).evaluate(Point.of(Double.NaN))).isZero();
        }
    }

    @Test
    void theFirstOperandWinsATie() {
        Point tie = Point.of(-0.0, 0.0);
        assertThat((Object) X.min(Formula.input(1)).evaluate(tie)).isEqualTo(-0.0);
        assertThat((Object) X.max(Formula.input(1)).evaluate(tie)).isEqualTo(-0.0);
    }

    @Test
    void badInputIsRefusedByName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Formula.input(-1)).withMessageContaining("index is -1");
        assertThatIllegalArgumentException().isThrownBy(() -> Formula.constant(Double.NaN))
                .withMessageContaining("value is NaN");
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> Formula.parameter(null))
                .withMessage("name");
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> X.plus((Formula) null))
                .withMessage("operand");
        assertThatIllegalStateException().isThrownBy(X::value).withMessageContaining("INPUT");
        assertThatIllegalStateException().isThrownBy(X::name).withMessageContaining("PARAMETER");
        assertThatIllegalStateException().isThrownBy(() -> Formula.constant(1).index());
    }

    @Test
    void aTruthValueIsNoNumberAndANumberNoTruthValue() {
        Formula truth = X.less(0).formula();
        assertThatIllegalArgumentException().isThrownBy(() -> truth.plus(1))
                .withMessage("operand 0 of ADD is less(x0, 0.0); it must be a number, not a condition");
        assertThatIllegalArgumentException().isThrownBy(() -> X.equalTo(truth));
        assertThatIllegalArgumentException().isThrownBy(() -> X.less(0).then(truth).otherwise(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Condition(X)).withMessageContaining("INPUT");
    }
}
