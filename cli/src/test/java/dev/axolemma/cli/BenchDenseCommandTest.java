package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchDenseCommandTest {

    private static final boolean VECTORS = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    @TempDir
    private Path folder;

    @Test
    void tellsTheShareOfThePeak() throws IOException {
        assumeTrue(VECTORS, "the peak is measured with vectors");
        Path file = folder.resolve("dense.json");
        Cli cli = Cli.run("bench", "dense", "--quick", "--json", file.toString());
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().lines())
                .anyMatch(line -> line.matches("product 512 x 512 x 512 +\\w+ +host +1 +[\\d.]+ +[\\d.]+ +\\d+ %"));
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("schema").textValue()).isEqualTo("axolemma.dense/1");
        assertThat(json.get("rows")).hasSize(5).allSatisfy(row -> assertThat(row.fieldNames()).toIterable()
                .containsExactly("what", "by", "dataAt", "dtype", "threads", "gflopPerSecond", "fastest",
                        "shareOfPeak"));
    }

    @Test
    void badArgumentsAreUsage() {
        Cli.run("bench", "dense", "--threads", "0").isRefused(ExitCode.USAGE, "--threads is 0; it must be at least 1");
        Cli.run("bench", "dense", "--backend", "absent")
                .isRefused(ExitCode.BACKEND_UNAVAILABLE, "there is no such chip here");
        assumeTrue(VECTORS, "the peak is measured with vectors");
        Cli.run("bench", "dense", "--openblas", folder.resolve("none.so").toString())
                .isRefused(ExitCode.USAGE, "--openblas: ");
    }
}
