package dev.axolemma.bench.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import dev.axolemma.bench.reference.Tape.Step;
import dev.axolemma.formula.Formula;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compound formulas: what a faster tier accepts is what the last one finds. */
class TiersTest {

    private static final int POINTS = 400;
    private static final double AGREEMENT = 0.02;

    enum Case {
        EXP(Formula::exp),
        LOG_OF_SIGMOID(x -> x.sigmoid().log()),
        TANHSHRINK_WRITTEN_OUT(x -> x.minus(x.tanh())),
        SILU_DERIVATIVE(x -> x.times(x.sigmoid()).derivative(0)),
        GELU_DERIVATIVE(x -> x.times(x.normalCdf()).derivative(0)),
        MISH_DERIVATIVE(x -> x.times(x.softplus().tanh()).derivative(0)),
        TANH_EXP_DERIVATIVE(x -> x.times(x.exp().tanh()).derivative(0)),
        SQUAREPLUS(x -> x.plus(x.square().plus(4).sqrt()).over(2)),
        SOFTSIGN(x -> x.over(x.abs().plus(1))),
        GAUSSIAN(x -> x.square().negate().exp()),
        SINE(x -> x.times(30).sin()),
        SNAKE_DERIVATIVE(x -> x.plus(x.sin().square()).derivative(0)),
        RATIO_OF_EXPONENTIALS(x -> x.exp().over(x.exp().plus(1))),
        PRODUCTS_OF_EXPONENTIALS(x -> x.exp().times(x.exp().plus(2)).over(x.exp().plus(1).square())),
        INVERSE_EXPONENTIALS(x -> x.exp().times(3).times(x.negate().exp()).plus(x.negate().softplus())),
        DIFFERENCE_OF_EXPONENTIALS(x -> x.exp().minus(x.times(2).exp()).over(x.times(1.5).exp())),
        SUM_OF_SQUARES(x -> x.sin().square().plus(x.cos().square()).minus(1)),
        CHOICE(x -> x.times(0.3).less(x.square()).then(x.min(1.25)).otherwise(x.max(-0.5))),
        CLAMPED_EXPM1(x -> x.expm1().times(1.7).clamp(-1, 3));

        private final UnaryOperator<Formula> formula;

        Case(UnaryOperator<Formula> formula) {
            this.formula = formula;
        }

        List<Step> steps() {
            return Tape.of(formula.apply(Formula.input(0)), Map.of());
        }
    }

    private static double point(SplittableRandom random, Dtype dtype) {
        double x = switch (random.nextInt(4)) {
            case 0 -> dtype == Dtype.F32 ? Float.intBitsToFloat(random.nextInt())
                    : Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextDouble(-40, 40);
            case 2 -> random.nextDouble(-800, 800);
            default -> (random.nextBoolean() ? 1 : -1) * Math.exp(random.nextDouble(-60, 3));
        };
        double rounded = dtype == Dtype.F32 ? (float) x : x;
        return Double.isFinite(rounded) ? rounded : 0.5;
    }

    @ParameterizedTest
    @EnumSource
    void plainArithmeticAgreesInSingles(Case formula) {
        PlainEvaluator plain = new PlainEvaluator(formula.steps());
        assertAgreement(formula, Dtype.F32, (rounding, x) -> rounding.set(plain.evaluate(x)));
    }

    @ParameterizedTest
    @EnumSource
    void pairsAgree(Case formula) {
        PairEvaluator pairs = new PairEvaluator(formula.steps());
        assertAgreement(formula, Dtype.F64, (rounding, x) -> rounding.set(pairs.evaluate(x)));
    }

    @Test
    void pairsKnowRatiosOfWhatIsBeyondAnyExponent() {
        for (double x : new double[] {1e12, 1e13, 1e30, -1e30, 1e300}) {
            Rounding ratio = new Rounding(Dtype.F64);
            assertThat(ratio.set(new PairEvaluator(Case.PRODUCTS_OF_EXPONENTIALS.steps()).evaluate(x))).isTrue();
            assertThat(ratio.nearest()).isEqualTo(x < 0 ? 0 : 1);
        }
    }

    /** @param tier sets what it finds at a point, if it accepts the point */
    private static void assertAgreement(Case formula, Dtype dtype, BiPredicate<Rounding, Double> tier) {
        SplittableRandom random = new SplittableRandom(formula.ordinal());
        for (int i = 0; i < POINTS; i++) {
            double x = point(random, dtype);
            Rounding fast = new Rounding(dtype);
            if (tier.test(fast, x)) {
                assertAgreement(formula, x, dtype, fast);
            }
        }
    }

    private static void assertAgreement(Case formula, double x, Dtype dtype, Rounding fast) {
        Rounding exact = new Rounding(dtype);
        ArbitraryPrecision.set(exact, formula.steps(), new Ball[] {Ball.of(x)}, ArbitraryPrecision.POINT_PRECISION);
        double distance = Math.abs(Ulp.of(dtype).error(fast.nearest(), exact.nearest(), exact.offset())
                - Math.abs(fast.offset()));
        boolean areBothInfinite = Double.isInfinite(fast.nearest()) && fast.nearest() == exact.nearest();
        assertThat(areBothInfinite || Double.isNaN(fast.nearest()) && Double.isNaN(exact.nearest())
                || distance < AGREEMENT).as("%s at %s: %s + %s, exactly %s + %s", formula, x, fast.nearest(),
                fast.offset(), exact.nearest(), exact.offset()).isTrue();
    }
}
