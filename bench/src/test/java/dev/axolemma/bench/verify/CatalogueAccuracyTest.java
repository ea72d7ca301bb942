package dev.axolemma.bench.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.bench.Progress;
import dev.axolemma.spi.Backend;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promises of the catalogue: every activation, with the default parameters and with others, on every backend,
 * within its bounds and with the same bits.
 */
class CatalogueAccuracyTest {

    private static final List<Direction> DIRECTIONS =
            List.of(Direction.FORWARD, Direction.DERIVATIVE, Direction.BACKWARD);
    /** Every 4096th single; 32,768 doubles for each operation, millions in all. */
    private static final Sampling SINGLES = Sampling.DEFAULT;
    private static final Sampling DOUBLES = new Sampling(1 << 16);

    static List<Activation> catalogue() {
        return Activations.all();
    }

    /** Those that compute in a dtype: one that has to be asked for by name has no format of storage. */
    private static List<String> backends(Dtype dtype) {
        return Engine.backends().reversed().stream()
                .filter(backend -> backend.unavailable().isEmpty() && (backend.rank() >= 0 || !dtype.isStorage()))
                .map(Backend::name).toList();
    }

    private static void assertPasses(Activation activation, Dtype dtype, Sampling sampling) {
        assertThat(new Verifier(Variants.of(activation), DIRECTIONS, dtype, backends(dtype), sampling,
                Verifier.Against.REFERENCE)
                .run(Progress.SILENT)).isNotEmpty().allMatch(Verification::passed);
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void singlesAreAccurateAndAlike(Activation activation) {
        assertPasses(activation, Dtype.F32, SINGLES);
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void doublesAreAccurateAndAlike(Activation activation) {
        assertPasses(activation, Dtype.F64, DOUBLES);
    }

    /** Every number of f16 and bf16, in one input. */
    @ParameterizedTest
    @MethodSource("catalogue")
    void storedNumbersAreRoundedOnce(Activation activation) {
        assertPasses(activation, Dtype.F16, Sampling.DEFAULT);
        assertPasses(activation, Dtype.BF16, Sampling.DEFAULT);
    }
}
