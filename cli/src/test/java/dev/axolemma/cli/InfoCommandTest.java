package dev.axolemma.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {

    @Test
    void showsMachineAndBackends() {
        assertThat(Cli.run("info").isFine().out().lines())
                .anyMatch(line -> line.matches("processor +\\S.*"))
                .anyMatch(line -> line.matches("cores +\\d+"))
                .anyMatch(line -> line.matches("vector width +\\S.*"))
                .anyMatch(line -> line.matches("memory +\\d+\\.\\d GiB"))
                .anyMatch(line -> line.matches("Java +.*" + Runtime.version().feature() + ".*"))
                .anyMatch(line -> line.matches("backend simd +\\S.*"))
                .anyMatch(line -> line.matches("backend scalar +\\S.*"))
                .anyMatch(line -> line.matches("backend absent +unavailable: there is no such chip here"));
    }

    @Test
    void writesTheSameAsJson(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("info.json");
        Cli.run("info", "--json", file.toString()).isFine();
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.fieldNames()).toIterable().containsExactly("schema", "machine", "rows");
        assertThat(json.get("schema").textValue()).isEqualTo("axolemma.info/1");
        assertThat(json.get("machine").fieldNames()).toIterable()
                .containsExactly("processor", "cores", "vectorWidth", "memoryBytes", "system", "java");
        assertThat(json.get("rows")).allSatisfy(row -> assertThat(row.fieldNames()).toIterable()
                .containsExactly("backend", "available", "reason", "devices", "refusals"));
        assertThat(json.get("rows")).anySatisfy(row -> {
            assertThat(row.get("backend").textValue()).isEqualTo("absent");
            assertThat(row.get("available").booleanValue()).isFalse();
            assertThat(row.get("reason").textValue()).isEqualTo("there is no such chip here");
        });
    }

    @Test
    void unwritableReportIsUsage(@TempDir Path folder) {
        Cli cli = Cli.run("info", "--json", folder.toString());
        assertThat(cli.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).startsWith("axolemma: ").contains(folder.toString());
    }
}
