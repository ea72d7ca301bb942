package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    private static final String FEW = "--stride=100000000";
    private static final String BEST = BackendNames.usual().getFirst();

    @TempDir
    private Path folder;

    @Test
    void showsEveryOperationInEveryDtype() {
        Cli cli = Cli.run("verify", "relu", "sigmoid", FEW, "--backend", "scalar," + BEST);
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().lines().filter(line -> line.contains("scalar")).map(line -> line.split(" {2,}"))
                .map(cells -> cells[0] + " " + cells[1])).containsExactly(
                "relu forward f16", "relu derivative f16", "relu backward f16",
                "sigmoid forward f16", "sigmoid derivative f16", "sigmoid backward f16",
                "relu forward bf16", "relu derivative bf16", "relu backward bf16",
                "sigmoid forward bf16", "sigmoid derivative bf16", "sigmoid backward bf16",
                "relu forward f32", "relu derivative f32", "relu backward f32",
                "sigmoid forward f32", "sigmoid derivative f32", "sigmoid backward f32",
                "relu forward f64", "relu derivative f64", "relu backward f64",
                "sigmoid forward f64", "sigmoid derivative f64", "sigmoid backward f64");
        assertThat(cli.out()).containsPattern("relu forward +f32 +scalar = " + BEST + " +0.00 +- +2.00")
                .containsPattern("points: all within their bounds, all bits equal\n$");
    }

    @Test
    void writesJson() throws IOException {
        Path file = folder.resolve("verify.json");
        assertThat(Cli.run("verify", "relu", FEW, "--dtype", "f32", "--backend", "scalar", "--json", file.toString())
                .exitCode()).isZero();
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.fieldNames()).toIterable().containsExactly("schema", "machine", "rows");
        assertThat(json.get("schema").textValue()).isEqualTo("axolemma.verify/1");
        assertThat(json.get("rows")).hasSize(3).allSatisfy(row -> {
            assertThat(row.get("op").textValue()).isEqualTo("relu");
            assertThat(row.get("dtype").textValue()).isEqualTo("f32");
            assertThat(row.get("passed").booleanValue()).isTrue();
        });
        assertThat(json.get("rows").get(2).get("maxUlp").isNull()).as("backward is compared bit for bit").isTrue();
    }

    @Test
    void writesAPage() {
        Path file = folder.resolve("accuracy.md");
        assertThat(Cli.run("verify", "elu", FEW, "--dtype", "f32", "--backend", "scalar", "--markdown",
                file.toString()).exitCode()).isZero();
        assertThat(file).content().startsWith("# Accuracy\n").contains("stride 100000000 on the backends scalar")
                .containsPattern("\\| elu \\| alpha=1.0 \\| [\\d.]+ \\| ").doesNotContain("backward");
    }

    @Test
    void bitsThatDifferFailTheCheck() {
        Cli cli = Cli.run("verify", "relu", FEW, "--dtype", "f32", "--backend", "scalar,wrong");
        assertThat(cli.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(cli.out()).containsPattern("relu forward +f32 +scalar +0.00")
                .containsPattern("relu forward +f32 +wrong .* \\d+ bits differ, first at [0-9a-f]{8}")
                .contains("lines have something amiss");
    }

    @Test
    void badArgumentsAreUsage() {
        Cli.run("verify", "sigmod").isRefused(ExitCode.USAGE, "sigmoid");
        Cli.run("verify", "--stride", "0").isRefused(ExitCode.USAGE, "--stride is 0; it must be at least 1");
        Cli.run("verify", "--stride", "few").isRefused(ExitCode.USAGE, "few");
        Cli.run("verify", "--stride", "2", "--exhaustive").isRefused(ExitCode.USAGE, "mutually exclusive");
        Cli.run("verify", "--dtype", "f64", "--exhaustive")
                .isRefused(ExitCode.USAGE, "--exhaustive is for f16, bf16 and f32");
        Cli.run("verify", "--backend", "abacus").isRefused(ExitCode.USAGE, "'abacus'");
    }

    @Test
    void unavailableBackendHasItsExitCode() {
        Cli.run("verify", "--backend", "absent").isRefused(ExitCode.BACKEND_UNAVAILABLE, "no such chip here");
    }
}
