package dev.axolemma.bench.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.BackendUnavailableException;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.bench.Progress;
import dev.axolemma.bench.verify.Verifier.Against;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerifierTest {

    private static final Sampling FEW = new Sampling(1 << 20);

    @BeforeEach
    void enableFaults() {
        FaultyBackend.enable(true);
    }

    @AfterEach
    void disableFaults() {
        FaultyBackend.enable(false);
    }

    private static List<Verification> run(Activation activation, Direction direction, Dtype dtype, String... backends) {
        return new Verifier(List.of(activation), List.of(direction), dtype, List.of(backends), FEW, Against.REFERENCE)
                .run(Progress.SILENT);
    }

    @ParameterizedTest
    @EnumSource
    void passesWhatIsRight(Dtype dtype) {
        for (Direction direction : List.of(Direction.FORWARD, Direction.DERIVATIVE, Direction.BACKWARD)) {
            assertThat(run(Activations.sigmoid(), direction, dtype, "scalar")).singleElement()
                    .satisfies(row -> assertThat(row.passed()).as(row.toString()).isTrue())
                    .satisfies(row -> assertThat(row.points()).isGreaterThan(FEW.points(dtype)));
        }
    }

    @Test
    void measuresTheError() {
        assertThat(run(Activations.sigmoid(), Direction.FORWARD, Dtype.F32, "scalar")).singleElement()
                .satisfies(row -> assertThat(row.maxUlp()).isBetween(0.5, 2.0));
        assertThat(run(Activations.identity(), Direction.FORWARD, Dtype.F64, "scalar")).singleElement()
                .satisfies(row -> assertThat(row.maxUlp()).isZero());
    }

    @Test
    void findsEveryKindOfFault() {
        Verification row = run(Activations.sigmoid(), Direction.FORWARD, Dtype.F32, "scalar", "faulty").getLast();
        assertThat(row.passed()).isFalse();
        assertThat(row.differences()).isEqualTo(4);
        assertThat(row.exceeded()).isEqualTo(3);
        assertThat(row.falseZeros()).isOne();
        assertThat(row.falseInfinities()).isOne();
        assertThat(row.nanMismatches()).isOne();
        assertThat(row.maxUlp()).isInfinite();
        assertThat(row.at()).isEqualTo("42000000");
        assertThat(row.atDecimal()).isEqualTo("32.0");
        assertThat(row.computed()).isEqualTo("NaN");
        assertThat(row.expected()).isEqualTo("1.0");
    }

    @Test
    void findsABackwardThatIsNotTheProduct() {
        Verification row = run(Activations.identity(), Direction.BACKWARD, Dtype.F32, "scalar", "faulty").getLast();
        assertThat(row.passed()).isFalse();
        assertThat(row.differences()).isBetween(1L, 4L);
        assertThat(row.maxUlp()).isNaN();
    }

    @Test
    void coversEveryVariable() {
        assertThat(run(Activations.glu(), Direction.DERIVATIVE, Dtype.F32, "scalar"))
                .extracting(Verification::direction).containsExactly("derivative", "derivative x1");
        assertThat(run(Activations.swish(), Direction.DERIVATIVE, Dtype.F32, "scalar"))
                .extracting(Verification::direction).containsExactly("derivative", "derivative beta");
    }

    @Test
    void comparesBitsAlone() {
        List<Verification> rows = new Verifier(List.of(Activations.sigmoid()), List.of(Direction.FORWARD), Dtype.F32,
                List.of("scalar", "faulty"), FEW, Against.FIRST_BACKEND).run(Progress.SILENT);
        assertThat(rows).allSatisfy(row -> assertThat(row.maxUlp()).isNaN());
        assertThat(rows).extracting(Verification::passed).containsExactly(true, false);
        assertThat(rows.getLast().differences()).isPositive();
        assertThat(rows.getFirst().points()).isGreaterThan(FEW.points(Dtype.F32));
    }

    @Test
    void tellsHowFarItIs() {
        Set<String> steps = ConcurrentHashMap.newKeySet();
        LongAccumulator furthest = new LongAccumulator(Math::max, 0);
        new Verifier(List.of(Activations.relu(), Activations.sigmoid()), List.of(Direction.FORWARD), Dtype.F32,
                List.of("scalar"), Sampling.DEFAULT, Against.REFERENCE).run((step, done, total) -> {
                    steps.add(step);
                    furthest.accumulate(done);
                    assertThat(total).isEqualTo(200);
                });
        assertThat(steps).containsExactlyInAnyOrder("relu forward f32", "sigmoid forward f32");
        assertThat(furthest.get()).isBetween(180L, 200L);
    }

    @Test
    void refusesWhatItCannotVerify() {
        assertThatThrownBy(() -> run(Activations.relu(), Direction.FORWARD, Dtype.F32))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("backends");
        assertThatThrownBy(() -> run(Activations.relu(), Direction.FORWARD, Dtype.F32, "abacus"))
                .isInstanceOf(BackendUnavailableException.class).hasMessageContaining("abacus");
        assertThatThrownBy(() -> run(Activations.relu(), Direction.BACKWARD_FROM_OUTPUT, Dtype.F32, "scalar"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("backwardFromOutput");
        assertThatThrownBy(() -> new Sampling(0)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stride is 0");
    }
}
