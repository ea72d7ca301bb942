package dev.axolemma.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.axolemma.formula.Formula.Op;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {

    private static final Formula X = Formula.input(0);

    /** Expected values in 50 digits (mpmath). */
    @ParameterizedTest
    @CsvSource({
        "EXP, -700.0, 9.85967654375977e-305", "EXP, -1e-10, 0.9999999999", "EXP, 0.5, 1.6487212707001282",
        "EXP, 700.0, 1.0142320547350045e+304", "EXPM1, -40.0, -1.0", "EXPM1, -1e-10, -9.999999999500001e-11",
        "EXPM1, 0.5, 0.6487212707001282", "LOG, 1e-300, -690.7755278982137", "LOG, 0.999, -0.0010005003335835344",
        "LOG, 1.5, 0.4054651081081644", "LOG, 1e+300, 690.7755278982137", "LOG1P, -0.75, -1.3862943611198906",
        "LOG1P, 1e-12, 9.999999999995e-13", "LOG1P, 3.0, 1.3862943611198906", "TANH, 1e-09, 1e-09",
        "TANH, 0.4, 0.3799489622552249", "TANH, -3.0, -0.9950547536867305", "TANH, 19.0, 0.9999999999999999",
        "SIGMOID, -700.0, 9.85967654375977e-305", "SIGMOID, -30.0, 9.357622968839299e-14",
        "LOGISTIC_PDF, -30.0, 9.357622968838423e-14", "LOGISTIC_PDF, 0.7, 0.22171287329310905",
        "SIGMOID, -0.2, 0.4501660026875221", "SIGMOID, 1.5, 0.8175744761936437", "SIGMOID, 40.0, 1.0",
        "SOFTPLUS, -700.0, 9.85967654375977e-305", "SOFTPLUS, -30.0, 9.357622968839737e-14",
        "SOFTPLUS, -0.2, 0.5981388693815919",
        "SOFTPLUS, 1.5, 1.7014132779827524", "TANH_SOFTPLUS, -700.0, 9.85967654375977e-305",
        "TANH_SOFTPLUS, -0.2, 0.53572390434178559", "TANH_SOFTPLUS, 1.5, 0.93558551093053506",
        "SOFTPLUS, 40.0, 40.0", "TANHSHRINK, 1e-08, 3.3333333333333335e-25",
        "TANHSHRINK, -0.01, -3.333200005396607e-07", "TANHSHRINK, 0.5, 0.03788284273999024",
        "TANHSHRINK, 0.999, 0.23782613833943006", "TANHSHRINK, 1.001, 0.23898618944899314",
        "TANHSHRINK, 5.0, 4.000090795737405", "ERF, 1e-09, 1.1283791670955127e-09", "ERF, -0.3, -0.3286267594591274",
        "ERF, 1.5, 0.9661051464753108", "ERF, 1.99, 0.995111413199617", "ERF, 2.01, 0.9955248493552482",
        "ERF, 4.0, 0.9999999845827421", "ERFC, -3.0, 1.9999779095030015", "ERFC, -0.3, 1.3286267594591274",
        "ERFC, 0.7, 0.32219880616258156", "ERFC, 1.2, 0.08968602177036464", "ERFC, 1.99, 0.004888586800383003",
        "ERFC, 2.01, 0.004475150644751763", "ERFC, 5.0, 1.537459794428035e-12", "ERFC, 20.0, 5.395865611607901e-176",
        "NORMAL_CDF, -30.0, 4.906713927148187e-198", "NORMAL_CDF, -8.0, 6.220960574271784e-16",
        "NORMAL_CDF, -2.9, 0.0018658133003840384", "NORMAL_CDF, -2.8, 0.0025551303304279342",
        "NORMAL_CDF, -1.5, 0.06680720126885807", "NORMAL_CDF, -0.3, 0.3820885778110474",
        "NORMAL_CDF, 1.5, 0.9331927987311419", "NORMAL_CDF, 6.0, 0.9999999990134123",
        "NORMAL_PDF, -30.0, 1.4736461348785476e-196", "NORMAL_PDF, 0.4, 0.3682701403033233",
        "NORMAL_PDF, 8.0, 5.052271083536892e-15", "SIN, 1e-09, 1e-09", "SIN, 3.0, 0.1411200080598672",
        "SIN, 100.0, -0.5063656411097588", "COS, 1.5, 0.0707372016677029", "COS, 100.0, 0.8623188722876839"
    })
    void primitivesAreAccurateInTheTailsAndNearZero(Op op, double x, double expected) {
        assertThat(Formula.of(op, X).evaluate(Point.of(x))).isCloseTo(expected, within(Math.abs(expected) * 1e-12));
    }

    @ParameterizedTest
    @CsvSource({"EXP, 0, Infinity", "EXPM1, -1, Infinity", "TANH, -1, 1", "SIGMOID, 0, 1", "SOFTPLUS, 0, Infinity",
        "TANH_SOFTPLUS, 0, 1",
        "TANHSHRINK, -Infinity, Infinity", "ERF, -1, 1", "ERFC, 2, 0", "NORMAL_CDF, 0, 1", "NORMAL_PDF, 0, 0"})
    void primitivesTakeTheirLimits(Op op, double below, double above) {
        Formula formula = Formula.of(op, X);
        assertThat(formula.evaluate(Point.of(Double.NEGATIVE_INFINITY))).isEqualTo(below);
        assertThat(formula.evaluate(Point.of(Double.POSITIVE_INFINITY))).isEqualTo(above);
        assertThat(formula.evaluate(Point.of(Double.NaN))).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"EXPM1", "TANH", "TANHSHRINK", "ERF", "SIN", "SQRT", "LOG1P"})
    void primitivesThatPassZeroKeepItsSign(Op op) {
        assertThat((Object) Formula.of(op, X).evaluate(Point.of(-0.0))).isEqualTo(-0.0);
        assertThat((Object) Formula.of(op, X).evaluate(Point.of(0.0))).isEqualTo(0.0);
    }

    @Test
    void parametersAreFoundByName() {
        Formula formula = X.times(Formula.parameter("alpha")).plus(Formula.input(1));
        assertThat(formula.evaluate(new Point(List.of(3.0, 1.0), Map.of("alpha", 2.0)))).isEqualTo(7);
    }

    @Test
    void whatThePointLacksIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> Formula.input(1).evaluate(Point.of(1)))
                .withMessage("the point has 1 inputs; the formula reads x1");
        assertThatIllegalArgumentException().isThrownBy(() -> Formula.parameter("alpha").evaluate(Point.of(1)))
                .withMessage("the point has no parameter 'alpha'; the formula reads it");
    }
}
