package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchChainCommandTest {

    @TempDir
    private Path folder;

    @Test
    void comparesAChainWithItsDerivatives() throws IOException {
        Path file = folder.resolve("chain.json");
        Cli cli = Cli.run("bench", "chain", "--activation", "relu", "--depth", "3", "--size", "100", "--backend",
                "scalar", "--dtype", "f64", "--quick", "--json", file.toString());
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().lines())
                .anyMatch(line -> line.matches(
                        "relu +derivatives alone +scalar +host +3 +100 +1 +[\\d.]+ +[\\d.]+ +100 %"))
                .anyMatch(line -> line.matches("relu +chain +scalar +host +3 +100 +1 +[\\d.]+ +[\\d.]+ +\\d+ %"));
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("schema").textValue()).isEqualTo("axolemma.chain/1");
        assertThat(json.get("rows")).hasSize(4).allSatisfy(row -> assertThat(row.fieldNames()).toIterable()
                .containsExactly("activation", "what", "backend", "dataAt", "dtype", "depth", "size", "threads",
                        "gfactorPerSecond", "fastest", "shareOfDerivative"));
    }

    @Test
    void badArgumentsAreUsage() {
        Cli.run("bench", "chain", "--depth", "0").isRefused(ExitCode.USAGE, "--depth is 0; it must be at least 1");
        Cli.run("bench", "chain", "--size", "0").isRefused(ExitCode.USAGE, "--size is 0; it must be at least 1");
        Cli.run("bench", "chain", "--backend", "absent")
                .isRefused(ExitCode.BACKEND_UNAVAILABLE, "there is no such chip here");
    }
}
