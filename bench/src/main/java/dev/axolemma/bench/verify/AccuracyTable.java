package dev.axolemma.bench.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Verification rows as Markdown: the table of {@code docs/accuracy.md}. */
public final class AccuracyTable {

    private static final List<String> DTYPES = List.of("f32", "f64");
    private static final List<String> DIRECTIONS = List.of("forward", "derivative");

    private record Line(String op, String parameters) {
    }

    private final Map<Line, List<Verification>> lines;

    private AccuracyTable(Collection<Verification> rows) {
        lines = rows.stream().collect(Collectors.groupingBy(row -> new Line(row.op(), row.parameters()),
                LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * One line an activation: the largest errors of value and derivative in ULP over all backends, in brackets the
     * largest error near marked roots in the unit stated there, bold where it fails; below it, what failed.
     */
    public static String markdown(Collection<Verification> rows) {
        return new AccuracyTable(rows).text();
    }

    private String text() {
        List<String> text = new ArrayList<>(List.of(
                "| activation | parameters | forward f32 | derivative f32 | forward f64 | derivative f64 |",
                "|---|---|--:|--:|--:|--:|"));
        lines.forEach((line, rows) -> text.add("| " + line.op + " | " + line.parameters + " | "
                + String.join(" | ", cells(rows)) + " |"));
        List<String> failures = lines.values().stream().flatMap(List::stream)
                .filter(Predicate.not(Verification::passed)).map(AccuracyTable::failure).toList();
        if (!failures.isEmpty()) {
            text.add("");
            text.addAll(failures);
        }
        return String.join("\n", text) + "\n";
    }

    private static List<String> cells(List<Verification> rows) {
        List<String> cells = new ArrayList<>();
        for (String dtype : DTYPES) {
            for (String direction : DIRECTIONS) {
                cells.add(cell(rows.stream()
                        .filter(row -> row.dtype().equals(dtype) && row.direction().equals(direction)).toList()));
            }
        }
        return cells;
    }

    private static String cell(List<Verification> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        double error = rows.stream().mapToDouble(Verification::maxUlp).max().orElseThrow();
        double rootError = rows.stream().mapToDouble(Verification::maxRootError).max().orElseThrow();
        String text = number(error) + (Double.isNaN(rootError) ? "" : " (" + number(rootError) + ")");
        return rows.stream().allMatch(Verification::passed) ? text : "**" + text + "**";
    }

    private static String number(double error) {
        return Double.isInfinite(error) ? "∞" : String.format(Locale.ROOT, error < 1000 ? "%.2f" : "%.1e", error);
    }

    private static String failure(Verification row) {
        return "- " + row.op() + (row.parameters().isEmpty() ? "" : " (" + row.parameters() + ")") + ", "
                + row.direction() + ", " + row.dtype() + ", " + row.backend() + ": " + String.join(", ", reasons(row))
                + ".";
    }

    private static List<String> reasons(Verification row) {
        List<String> reasons = new ArrayList<>();
        add(reasons, row.exceeded(), "beyond the bound of " + row.bound());
        add(reasons, row.falseZeros(), "false zeros");
        add(reasons, row.falseInfinities(), "false infinities");
        add(reasons, row.nanMismatches(), "NaN on one side only");
        add(reasons, row.undecided(), "undecided");
        if (!row.at().isEmpty()) {
            reasons.add("worst at " + row.atDecimal() + " (" + row.at() + "): " + row.computed() + " for "
                    + row.expected());
        }
        if (row.differences() > 0) {
            reasons.add(row.differences() + " different bits, first at " + row.firstDifference());
        }
        return reasons;
    }

    private static void add(List<String> reasons, long count, String what) {
        if (count > 0) {
            reasons.add(count + " " + what);
        }
    }
}
