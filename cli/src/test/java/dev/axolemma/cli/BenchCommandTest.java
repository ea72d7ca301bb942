package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.axolemma.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {

    private static final String BEST = BackendNames.usual().getFirst();

    @TempDir
    private Path folder;

    @Test
    void measuresWhatIsAskedFor() throws IOException {
        Path input = Files.writeString(folder.resolve("x.txt"), "1 -2 3.5");
        Path report = folder.resolve("bench.json");
        Cli cli = Cli.run("bench", "relu", "--backend", "scalar," + BEST, "--direction", "backward", "--size", "1000",
                "--threads", "1", "--quick", "--input", input.toString(), "--json", report.toString());
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().lines())
                .anyMatch(line -> line.matches("operation +direction +backend +data at +size +threads +Gelem/s +min"
                        + " +max +of bandwidth +x plain"))
                .anyMatch(line -> line.matches("relu +backward +" + BEST
                        + " +host +1000 +1( +[\\d.]+){3} +\\d+ % +[\\d.]+"))
                .anyMatch(line -> line.matches("relu-rare on scalar, data at host: "
                        + "[\\d.]+ times as slow as on ordinary input"));

        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.fieldNames()).toIterable().containsExactly("schema", "machine", "rows");
        assertThat(json.get("rows")).hasSizeBetween(5, 7).allSatisfy(row -> assertThat(row.fieldNames()).toIterable()
                .containsExactly("op", "direction", "backend", "device", "dataAt", "dtype", "size", "threads",
                        "gelemPerSecond", "min", "max", "bytesPerElement", "checksum"));
        JsonNode scalar = row(json, "relu", "scalar");
        assertThat(scalar.get("dataAt").textValue()).isEqualTo("host");
        assertThat(scalar.get("bytesPerElement").intValue()).isEqualTo(12);
        assertThat(scalar.get("checksum")).isEqualTo(row(json, "relu", BEST).get("checksum"))
                .isEqualTo(row(json, "relu", "plain").get("checksum"));
    }

    @Test
    void measuresStoredNumbersBesideALoopThatConverts() {
        Cli cli = Cli.run("bench", "relu", "--backend", BEST, "--direction", "forward", "--size", "1000",
                "--dtype", "f16", "--quick");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().lines())
                .anyMatch(line -> line.matches("relu +forward +" + BEST + " +host +1000 +1( +[\\d.]+){3} +- +[\\d.]+"))
                .anyMatch(line -> line.startsWith("relu") && line.contains("plain"))
                .noneMatch(line -> line.startsWith("copy"));
    }

    @Test
    void measuresADeviceFromItsMemoryAndFromTheHosts() throws IOException {
        assumeTrue(Engine.backends().stream().anyMatch(backend -> backend.name().equals("opencl")
                && backend.unavailable().isEmpty()), "opencl is unavailable");
        Path report = folder.resolve("bench.json");
        Cli cli = Cli.run("bench", "relu", "--backend", "opencl", "--direction", "forward", "--size", "1000", "--quick",
                "--json", report.toString());
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out().lines()).filteredOn(line -> line.startsWith("relu "))
                .extracting(line -> line.split(" +")[3]).containsExactly("host", "device", "host");
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        List<JsonNode> rows = new ArrayList<>();
        json.get("rows").forEach(rows::add);
        assertThat(rows).filteredOn(row -> row.get("backend").textValue().equals("opencl"))
                .extracting(row -> row.get("op").textValue() + " " + row.get("dataAt").textValue())
                .containsExactly("relu device", "relu host", "relu-rare device", "relu-rare host");
        assertThat(rows).filteredOn(row -> row.get("op").textValue().equals("relu")).hasSize(3)
                .extracting(row -> row.get("checksum").textValue())
                .containsOnly(row(json, "relu", "plain").get("checksum").textValue());
    }

    private static JsonNode row(JsonNode json, String op, String backend) {
        for (JsonNode row : json.get("rows")) {
            if (row.get("op").textValue().equals(op) && row.get("backend").textValue().equals(backend)) {
                return row;
            }
        }
        throw new AssertionError("no row for " + op + " on " + backend);
    }

    @Test
    void bitsThatDifferFailTheCheck() {
        Cli cli = Cli.run("bench", "sigmoid", "--backend", "scalar,wrong", "--direction", "forward", "--size", "10");
        assertThat(cli.exitCode()).isEqualTo(ExitCode.CHECK_FAILED);
        assertThat(cli.out()).startsWith("The bits differ; nothing was measured.")
                .containsPattern("sigmoid forward +scalar, data at host, 1 threads, 10 "
                        + "+wrong, data at host, 1 threads, 10 +0 +3 ");
    }

    @Test
    void badArgumentsAreUsage() throws IOException {
        Cli.run("bench", "rely").isRefused(ExitCode.USAGE, "relu");
        Cli.run("bench", "--size", "0").isRefused(ExitCode.USAGE, "--size is 0; it must be at least 1");
        Cli.run("bench", "--size", "16,many").isRefused(ExitCode.USAGE, "many");
        Cli.run("bench", "--threads", "-1").isRefused(ExitCode.USAGE, "--threads is -1; it must be at least 1");
        Cli.run("bench", "--backend", "simd,abacus").isRefused(ExitCode.USAGE, "'abacus'");
        Cli.run("bench", "--input", folder.resolve("none").toString()).isRefused(ExitCode.USAGE, "no such file");
        Path empty = Files.createFile(folder.resolve("empty.txt"));
        Cli.run("bench", "--input", empty.toString()).isRefused(ExitCode.USAGE, empty + ": no numbers in it");
    }

    @Test
    void unavailableBackendHasItsExitCode() {
        Cli.run("bench", "--backend", "scalar,absent")
                .isRefused(ExitCode.BACKEND_UNAVAILABLE, "there is no such chip here");
    }
}
