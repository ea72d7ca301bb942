package dev.axolemma.bench.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Dtype;
import dev.axolemma.formula.Formula;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LandmarksTest {

    private static Set<Float> singles(Activation activation, Formula formula) {
        return Arrays.stream(Landmarks.of(activation, formula, Dtype.F32))
                .map(point -> Float.intBitsToFloat((int) point[0])).collect(Collectors.toSet());
    }

    private static Set<Float> ofForward(Activation activation) {
        return singles(activation, activation.formula());
    }

    @Test
    void holdsSpecialNumbers() {
        assertThat(ofForward(Activations.sigmoid())).contains(0f, -0f, 1f, -1f, Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY, Float.NaN, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL,
                Float.MAX_VALUE, -Float.MAX_VALUE, 0x1p-140f, 0x1p100f);
        assertThat(Arrays.stream(Landmarks.of(Activations.sigmoid(), Activations.sigmoid().formula(), Dtype.F32))
                .filter(point -> Float.isNaN(Float.intBitsToFloat((int) point[0])))).hasSizeGreaterThan(3);
    }

    @Test
    void holdsKinksWithTheirNeighbours() {
        float kink = 2.5f;
        Set<Float> points = ofForward(Activations.softshrink().with("lambda", kink));
        float below = kink;
        float above = kink;
        for (int i = 0; i < 64; i++) {
            below = Math.nextDown(below);
            above = Math.nextUp(above);
        }
        assertThat(points).contains(kink, -kink, below, above, -below, -above);
    }

    @Test
    void holdsKinksOfExpressions() {
        Activation activation = Activation.of("bent", x -> x.times(3).plus(0.75).max(0));
        assertThat(ofForward(activation)).contains(-0.25f, Math.nextUp(-0.25f), Math.nextDown(-0.25f));
    }

    @Test
    void holdsRangeEnds() {
        float overflow = (float) Math.log(Float.MAX_VALUE);
        assertThat(ofForward(Activations.exp())).contains(overflow, Math.nextUp(overflow),
                (float) Math.log(Float.MIN_NORMAL), (float) Math.log(Float.MIN_VALUE / 2.0));
    }

    @Test
    void holdsRoots() {
        assertThat(ofForward(Activations.sine(2))).contains((float) (Math.PI / 2), (float) -Math.PI,
                (float) (50.5 * Math.PI));
        Activation silu = Activations.silu();
        assertThat(singles(silu, silu.derivative(Formula.input(0)))).contains(-1.2784645f);
    }

    @Test
    void combinesSeveralInputs() {
        Activation glu = Activations.glu();
        long[][] points = Landmarks.of(glu, glu.formula(), Dtype.F64);
        assertThat(Arrays.asList(points)).hasSizeGreaterThan(500)
                .allSatisfy(point -> assertThat(point).hasSize(2));
        assertThat(Arrays.stream(points).map(Arrays::toString)).doesNotHaveDuplicates();
    }
}
