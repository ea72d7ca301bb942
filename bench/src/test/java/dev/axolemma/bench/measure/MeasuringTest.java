package dev.axolemma.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.DataAt;
import dev.axolemma.bench.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuringTest {

    private static final Duration SHORT = Duration.ofMillis(10);

    @Test
    void measuresEverythingSelectedInOrder() throws IOException {
        Selection selection = new Selection(List.of("relu", "sigmoid", "relu"),
                List.of(Direction.FORWARD, Direction.BACKWARD), List.of(new Contestant("scalar", DataAt.HOST)),
                Dtype.F64, List.of(1000), List.of(1, 2), new Input.Layer());
        List<Workload> workloads = selection.workloads();
        List<String> steps = new ArrayList<>();
        Effort inProcess = new Effort(0, SHORT, SHORT, 3, SHORT);
        List<Measurement> rows = new Measuring(inProcess, Rehearsal.of(workloads, Progress.SILENT))
                .measure(workloads, (step, done, total) -> steps.add(step + " " + done + "/" + total));
        assertThat(rows).extracting(row -> row.op() + " " + row.direction() + " " + row.backend() + " "
                + row.threads()).containsExactly(
                "copy forward plain 1", "triad backward plain 1", "copy forward plain 2", "triad backward plain 2",
                "relu forward plain 1", "relu forward scalar 1", "relu forward scalar 2",
                "relu backward plain 1", "relu backward scalar 1", "relu backward scalar 2",
                "sigmoid forward plain 1", "sigmoid forward scalar 1", "sigmoid forward scalar 2",
                "sigmoid backward plain 1", "sigmoid backward scalar 1", "sigmoid backward scalar 2",
                "relu-rare forward scalar 1");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.size()).isEqualTo(1000);
            assertThat(row.dtype()).isEqualTo("f64");
            assertThat(row.gelemPerSecond()).isPositive().isBetween(row.min(), row.max());
            assertThat(row.bytesPerElement()).isEqualTo(row.direction().equals("forward") ? 16 : 24);
            assertThat(row.checksum()).matches("[0-9a-f]{8}");
        });
        assertThat(steps).hasSameSizeAs(workloads).contains("measuring copy forward on plain 0/17");
    }

    @Test
    void forksHaveEverythingTheyNeed() throws IOException {
        String best = Engine.backends().stream().filter(b -> b.unavailable().isEmpty()).findFirst().orElseThrow()
                .name();
        List<Workload> one = List.of(new Workload("sigmoid", Direction.FORWARD,
                new Contestant(best, DataAt.HOST), Dtype.F32, 1000, 1, new Input.Layer()));
        Effort forked = new Effort(1, SHORT, SHORT, 1, SHORT);
        assertThat(new Measuring(forked, Rehearsal.of(one, Progress.SILENT)).measure(one, Progress.SILENT))
                .singleElement().satisfies(row -> assertThat(row.gelemPerSecond()).isPositive());
    }
}
