package dev.axolemma.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Results as data.
 *
 * @param schema what the rows are, and the version of their form, as in {@code axolemma.bench/1}
 * @param machine where they were obtained
 * @param rows records of one class
 */
public record Report(String schema, Machine machine, List<? extends Record> rows) {

    private static final ObjectWriter JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .addModule(new SimpleModule().addSerializer(double.class, new FiniteOrNull())
                    .addSerializer(Double.class, new FiniteOrNull()))
            .build().writer();

    public Report {
        rows = List.copyOf(rows);
    }

    /** Records as a JSON array; numbers that are not finite become null. */
    public static String json(List<? extends Record> rows) {
        try {
            return JSON.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("rows are " + rows + "; they must be records of numbers and texts",
                    impossible);
        }
    }

    /** Writes this as a JSON object; numbers that are not finite become null. */
    public void writeJson(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }

    /** JSON has neither NaN nor infinity. */
    private static final class FiniteOrNull extends StdSerializer<Double> {

        private static final long serialVersionUID = 1;

        private FiniteOrNull() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        }
    }
}
