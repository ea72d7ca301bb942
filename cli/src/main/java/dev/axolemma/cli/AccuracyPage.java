package dev.axolemma.cli;

import dev.axolemma.bench.verify.Sampling;
import dev.axolemma.bench.verify.Verification;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Verifications as a page of documentation.
 *
 * @param rows in order; of one operation, the first backend's first
 * @param sampling how they were sampled
 */
record AccuracyPage(List<Verification> rows, Sampling sampling) {

    private static final String INTRODUCTION = """
            # Accuracy

            Written by `axolemma verify --markdown` with stride %d on the backends %s. Errors are in units in the last
            place (ULP) of the correctly rounded result of the exact formula, whose constants and parameters are the
            binary64 values given. Near a root that the catalogue marks, the error is absolute, in units of 2^-24 (f64:
            2^-53) times the magnitude stated there. What is amiss stands in the last column.
            """;

    String text() {
        String backends = rows.stream().map(Verification::backend).distinct().collect(Collectors.joining(", "));
        String sections = rows.stream().map(Verification::dtype).distinct().map(this::section)
                .collect(Collectors.joining("\n"));
        return INTRODUCTION.formatted(sampling.stride(), backends) + "\n" + sections;
    }

    private String section(String dtype) {
        return "## " + dtype + """


                | operation | parameters | max ULP | at | near roots | bound | amiss |
                | --- | --- | ---: | ---: | ---: | ---: | --- |
                """ + rows.stream().filter(row -> row.dtype().equals(dtype) && isWorthALine(row))
                .map(AccuracyPage::line).collect(Collectors.joining());
    }

    /** What passed has the same bits on every backend, and backward the figures of the derivative. */
    private boolean isWorthALine(Verification row) {
        return !row.passed() || row.backend().equals(rows.getFirst().backend()) && !Double.isNaN(row.maxUlp());
    }

    private static String line(Verification row) {
        String amiss = VerifyTable.amiss(row);
        return "| " + String.join(" | ", row.op() + " " + row.direction(), row.parameters(),
                VerifyTable.number(row.maxUlp()), row.atDecimal(), VerifyTable.number(row.maxRootError()),
                VerifyTable.number(row.bound()), amiss.isEmpty() ? amiss : row.backend() + ": " + amiss) + " |\n";
    }
}
