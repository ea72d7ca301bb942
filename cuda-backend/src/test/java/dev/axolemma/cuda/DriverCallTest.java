package dev.axolemma.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jcuda.driver.CUresult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JCuda, with and without exceptions: of those nobody can ask it where there is no driver. */
class DriverCallTest {

    private static int thrown(int code) {
        throw new jcuda.CudaException(CUresult.stringFor(code));
    }

    @ParameterizedTest
    @ValueSource(ints = {CudaException.INVALID_VALUE, CudaException.OUT_OF_MEMORY, CudaException.NOT_FOUND, 345, 719,
        CUresult.CUDA_ERROR_UNKNOWN})
    void whatIsThrownIsWhatIsReturned(int code) {
        assertThat(DriverCall.code(() -> code)).isEqualTo(code);
        assertThat(DriverCall.code(() -> thrown(code))).isEqualTo(code);
    }

    @Test
    void whatHasNoCodeIsUnknown() {
        assertThat(DriverCall.code(() -> thrown(-5))).isEqualTo(CUresult.CUDA_ERROR_UNKNOWN);
    }

    @Test
    void otherFailuresAreTheirOwn() {
        assertThatThrownBy(() -> DriverCall.code(() -> {
            throw new IllegalStateException("no call");
        })).isInstanceOf(IllegalStateException.class).hasMessage("no call");
    }

    @Test
    void successIsNoFailure() {
        DriverCall.check("cuCall", () -> 0);
    }
}
