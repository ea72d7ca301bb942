package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DtypeTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByItsLabel(Dtype dtype) {
        assertThat(Dtype.of(dtype.label())).isEqualTo(dtype);
    }

    @Test
    void refusesAnotherLabel() {
        assertThatIllegalArgumentException().isThrownBy(() -> Dtype.of("f8"))
                .withMessage("dtype is 'f8'; it must be f16, bf16, f32 or f64");
    }

    @Test
    void formatsOfStorageAreComputedInF32() {
        for (Dtype dtype : List.of(Dtype.F16, Dtype.BF16)) {
            assertThat(dtype.isStorage()).isTrue();
            assertThat(dtype.arithmetic()).isEqualTo(Dtype.F32);
            assertThat(dtype.bytes()).isEqualTo(2);
        }
        for (Dtype dtype : List.of(Dtype.F32, Dtype.F64)) {
            assertThat(dtype.isStorage()).isFalse();
            assertThat(dtype.arithmetic()).isEqualTo(dtype);
        }
    }
}
