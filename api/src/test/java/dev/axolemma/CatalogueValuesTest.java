package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.axolemma.formula.Formula;
import dev.axolemma.formula.Point;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The catalogue against its textbook definitions, computed in 600 digits by {@code catalogue-values.py}. Even in plain
 * double arithmetic a well-conditioned statement keeps relative accuracy in the tails.
 */
class CatalogueValuesTest {

    /** exp and sin multiply the rounding error of their argument, up to 1,600 here, by the argument. */
    private static final double TOLERANCE = 2e-12;

    private record Row(String name, double[] parameters, double[] inputs, double[] expected) {

        static Row parse(String line) {
            String[] fields = line.split("\t");
            return new Row(fields[0], numbers(fields[1].split(" ")), numbers(fields[2].split(" ")),
                    numbers(Arrays.copyOfRange(fields, 3, fields.length)));
        }

        private static double[] numbers(String[] texts) {
            return Stream.of(texts).filter(text -> !text.isEmpty()).mapToDouble(Double::parseDouble).toArray();
        }

        Activation activation() {
            Activation activation = Activations.named(name);
            for (int i = 0; i < parameters.length; i++) {
                activation = activation.with(activation.parameters().get(i).name(), parameters[i]);
            }
            return activation;
        }

        Point point() {
            Map<String, Double> values = new HashMap<>();
            activation().parameters().forEach(p -> values.put(p.name(), p.value()));
            return new Point(Arrays.stream(inputs).boxed().toList(), values);
        }

        @Override
        public String toString() {
            return name + Arrays.toString(parameters) + " at " + Arrays.toString(inputs);
        }
    }

    static Map<String, List<Row>> rows() throws IOException {
        try (InputStream table = CatalogueValuesTest.class.getResourceAsStream("catalogue-values.tsv")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .map(Row::parse).collect(Collectors.groupingBy(Row::name));
        }
    }

    static Stream<List<Row>> entries() throws IOException {
        return rows().values().stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void valueAndEveryDerivativeAreThoseOfTheTextbook(List<Row> rows) {
        for (Row row : rows) {
            Activation activation = row.activation();
            check(row, "value", activation.formula(), row.expected[0]);
            List<Formula> variables = activation.variables();
            assertThat(row.expected).as("columns of %s", row).hasSize(1 + variables.size());
            for (int i = 0; i < variables.size(); i++) {
                Formula variable = variables.get(i);
                check(row, "d/d" + variable, activation.derivative(variable), row.expected[1 + i]);
            }
        }
    }

    private static void check(Row row, String what, Formula formula, double expected) {
        assertThat(formula.evaluate(row.point())).as("%s of %s", what, row)
                .isCloseTo(expected, within(Math.abs(expected) * TOLERANCE));
    }

    @Test
    void everyEntryHasItsRows() throws IOException {
        assertThat(rows().keySet())
                .containsExactlyInAnyOrderElementsOf(Activations.all().stream().map(Activation::name).toList());
    }
}
