package dev.axolemma.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Dtype;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumbersTest {

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void repeatsFromAStart(Dtype dtype) {
        Numbers numbers = Numbers.of(dtype, 1, 2, 3);
        assertThat(numbers.repeated(2, 7).stream().toArray()).containsExactly(3, 1, 2, 3, 1, 2, 3);
        assertThat(numbers.repeated(0, 2).stream().toArray()).containsExactly(1, 2);
        assertThat(numbers.repeated(4, 0).length()).isZero();
        assertThatThrownBy(() -> Numbers.of(dtype).repeated(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roundsToTheNarrowerDtype() {
        Numbers rounded = Numbers.of(Dtype.F64, 0.1, 1e300).to(Dtype.F32);
        assertThat(rounded.dtype()).isEqualTo(Dtype.F32);
        assertThat(rounded.stream().toArray()).containsExactly((double) 0.1f, Double.POSITIVE_INFINITY);
        // A float on the way would be the middle of two numbers of f16.
        assertThat(Numbers.of(Dtype.F64, 1 + 0x1p-11 + 0x1p-40, 65519.999999, 65520, 0x1p-25, -0x1.0000000001p-25)
                .to(Dtype.F16).stream().toArray())
                .containsExactly(1 + 0x1p-10, 65504, Double.POSITIVE_INFINITY, 0, -0x1p-24);
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void comparesBitsButNotThoseOfNan(Dtype dtype) {
        assertThat(Numbers.of(dtype, 1, Double.NaN).mismatch(Numbers.of(dtype, 1, -Double.NaN))).isEqualTo(-1);
        assertThat(Numbers.of(dtype, 1, 0.0).mismatch(Numbers.of(dtype, 1, -0.0))).isEqualTo(1);
    }

    @Test
    void refusesDataOfAnotherSize() {
        assertThatThrownBy(() -> new Numbers(Dtype.F32, List.of(3L), MemorySegment.ofArray(new float[2])))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("8 bytes");
    }
}
