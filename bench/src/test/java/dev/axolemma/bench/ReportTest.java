package dev.axolemma.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    record Row(String name, double value, Double boxed) {

        public boolean isNoComponent() {
            return true;
        }
    }

    @Test
    void hasSchemaMachineAndRowsAndNoNonFiniteNumber(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.json");
        new Report("axolemma.test/1", Machine.here(), List.of(new Row("a", 0.1, Double.NaN),
                new Row("b", Double.POSITIVE_INFINITY, 1e300))).writeJson(file);
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.fieldNames()).toIterable().containsExactly("schema", "machine", "rows");
        assertThat(json.get("schema").textValue()).isEqualTo("axolemma.test/1");
        assertThat(json.get("rows").toString())
                .isEqualTo("[{\"name\":\"a\",\"value\":0.1,\"boxed\":null},{\"name\":\"b\",\"value\":null,"
                        + "\"boxed\":1.0E300}]");
    }

    @Test
    void describesTheMachine() {
        Machine machine = Machine.here();
        assertThat(machine.processor()).isNotBlank();
        assertThat(machine.cores()).isPositive();
        assertThat(machine.memoryBytes()).isGreaterThan(1 << 20);
        assertThat(machine.vectorWidth()).isNotBlank();
        assertThat(machine.java()).contains(System.getProperty("java.vm.version"));
    }
}
