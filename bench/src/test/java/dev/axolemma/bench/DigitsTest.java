package dev.axolemma.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DigitsTest {

    @Test
    void hasTheWholeTestSet() {
        assertThat(Digits.images()).hasDimensions(1797, 64);
        assertThat(Arrays.stream(Digits.images()).flatMapToDouble(Arrays::stream))
                .allMatch(pixel -> pixel >= 0 && pixel <= 16 && pixel == Math.rint(pixel));
    }

    @Test
    void preActivationsKeepTheVarianceOfTheInput() {
        double[] z = Digits.preActivations();
        assertThat(z).hasSize(1797 * 64).isEqualTo(Digits.preActivations());
        assertThat(Arrays.stream(z).average().orElseThrow()).isCloseTo(0, within(0.3));
        assertThat(Arrays.stream(z).map(v -> v * v).average().orElseThrow()).isBetween(0.5, 2.0);
    }
}
