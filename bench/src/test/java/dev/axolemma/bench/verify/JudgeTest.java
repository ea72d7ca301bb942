package dev.axolemma.bench.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static Verification judged(Activation activation, Direction direction, double x, double computed,
            double nearest, double offset) {
        return judged(activation, direction, Dtype.F32, x, computed, nearest, offset);
    }

    private static Verification judged(Activation activation, Direction direction, Dtype dtype, double x,
            double computed, double nearest, double offset) {
        Subject subject = Subject.of(activation, direction).getFirst();
        Tally tally = new Tally();
        new Judge(subject, dtype).judge(tally, 0, new double[] {x}, computed, nearest, offset);
        return tally.row(subject, "scalar", new Samples(dtype, Sampling.DEFAULT, new long[][] {{0}}), true, true);
    }

    @Test
    void whatIsStoredIsRoundedOnce() {
        Activation sigmoid = Activations.sigmoid();
        for (Direction direction : List.of(Direction.FORWARD, Direction.DERIVATIVE)) {
            assertThat(judged(sigmoid, direction, Dtype.F16, 1, 0.75, 0.75, 0.5).passed()).isTrue();
            assertThat(judged(sigmoid, direction, Dtype.F16, 1, 0.75 + 0x1p-11, 0.75, 0.495).passed()).isTrue();
            assertThat(judged(sigmoid, direction, Dtype.F16, 1, 0.75 + 0x1p-11, 0.75, 0.48).exceeded()).isOne();
            assertThat(judged(sigmoid, direction, Dtype.BF16, 1, 0.75 + 0x1p-8, 0.75, 0.48).exceeded()).isOne();
        }
        assertThat(judged(sigmoid, Direction.FORWARD, Dtype.F16, 1, 0.75, 0.75, 0).bound()).isEqualTo(0.51);
    }

    @Test
    void aZeroIsFalseWhereItIsNoFaithfulRounding() {
        Activation sigmoid = Activations.sigmoid();
        assertThat(judged(sigmoid, Direction.FORWARD, -103, 0, Float.MIN_VALUE, -0.25).falseZeros()).isZero();
        assertThat(judged(sigmoid, Direction.FORWARD, -103, 0, Float.MIN_VALUE, 0.25).falseZeros()).isOne();
    }

    @Test
    void anInfinityIsFalseWhereItIsNoFaithfulRounding() {
        Activation exp = Activations.exp();
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(judged(exp, Direction.FORWARD, 88, infinity, Float.MAX_VALUE, 0.25).falseInfinities()).isZero();
        assertThat(judged(exp, Direction.FORWARD, 88, infinity, Float.MAX_VALUE, -0.25).falseInfinities()).isOne();
    }

    @Test
    void nearAMarkedRootTheBoundIsAbsolute() {
        double root = -1.2784645427610738;
        Verification near = judged(Activations.silu(), Direction.DERIVATIVE, root, 0x1p-25, 0x1p-40, 0);
        assertThat(near.passed()).isTrue();
        assertThat(near.maxRootError()).isPositive();
        assertThat(near.maxUlp()).isZero();
        assertThat(judged(Activations.silu(), Direction.DERIVATIVE, root, 0x1p-15, 0x1p-40, 0).exceeded()).isOne();
        assertThat(judged(Activations.silu(), Direction.DERIVATIVE, 3, 0x1p-25, 0x1p-40, 0).exceeded()).isOne();
    }

    @Test
    void theOriginIsNoMarkedRoot() {
        assertThat(judged(Activations.sine(), Direction.FORWARD, 1e-30, 0, 3e-29, 0).falseZeros()).isOne();
        assertThat(judged(Activations.sine(1), Direction.FORWARD, Math.PI, 0, 1e-10, 0).falseZeros()).isZero();
    }

    @Test
    void whatTheReferenceCannotTellFails() {
        Verification row = judged(Activations.sigmoid(), Direction.FORWARD, 1, 0.5, Double.NaN, Double.NaN);
        assertThat(row.undecided()).isOne();
        assertThat(row.passed()).isFalse();
    }
}
