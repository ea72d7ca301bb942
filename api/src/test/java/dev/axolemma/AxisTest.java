package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AxisTest {

    @Test
    void countsFromEitherEnd() {
        assertThat(Axis.of(0, 2, 3, 4)).isEqualTo(new Axis(1, 2, 12)).isEqualTo(Axis.of(-3, 2, 3, 4));
        assertThat(Axis.of(1, 2, 3, 4)).isEqualTo(new Axis(2, 3, 4)).isEqualTo(Axis.of(-2, 2, 3, 4));
        assertThat(Axis.of(-1, 2, 3, 4)).isEqualTo(Axis.ofRows(6, 4)).isEqualTo(Axis.of(2, 2, 3, 4));
        assertThat(Axis.of(0, 5).extent()).isEqualTo(5);
        assertThat(Axis.of(1, 5, 0, 3).extent()).isZero();
    }

    @Test
    void refusesWhatIsNoAxis() {
        assertThatIllegalArgumentException().isThrownBy(() -> Axis.of(3, 2, 3, 4))
                .withMessage("axis is 3; a tensor of 3 dimensions has those from -3 to 2");
        assertThatIllegalArgumentException().isThrownBy(() -> Axis.of(-4, 2, 3, 4)).withMessageStartingWith("axis is -4;");
        assertThatIllegalArgumentException().isThrownBy(() -> new Axis(2, -1, 3))
                .withMessage("axis is [2, -1, 3]; sizes must be at least 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Axis(1L << 32, 1L << 31, 1))
                .withMessageContaining("the product must be below 2^63");
        assertThatIllegalArgumentException().isThrownBy(() -> Axis.of(0, 1, 1L << 62, 4))
                .withMessageContaining("the product must be below 2^63");
    }
}
