package dev.axolemma.cli;

import dev.axolemma.bench.verify.Verification;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Verifications for reading: a line for each operation, and one more for every backend whose bits differ.
 *
 * @param rows in order; of one operation, the first backend's first
 */
record VerifyTable(List<Verification> rows) {

    void print(PrintWriter out) {
        Table table = new Table("operation", "dtype", "backend", ">max ULP", ">near roots", ">bound", "at", "amiss");
        List<List<Verification>> groups = groups();
        for (List<Verification> group : groups) {
            Verification row = group.getFirst();
            table.row(operation(row), row.dtype(), backends(group), number(row.maxUlp()),
                    number(row.maxRootError()), number(row.bound()), row.atDecimal(), amiss(row));
        }
        table.print(out);
        out.println();
        out.println(summary(groups));
    }

    /** Backends whose bits are all the first one's have its figures. */
    private List<List<Verification>> groups() {
        List<List<Verification>> groups = new ArrayList<>();
        for (Verification row : rows) {
            if (row.backend().equals(rows.getFirst().backend()) || row.differences() > 0) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(row);
        }
        return groups;
    }

    private static String backends(List<Verification> group) {
        return group.stream().map(Verification::backend).collect(Collectors.joining(" = "));
    }

    private static String operation(Verification row) {
        String parameters = row.parameters().isEmpty() ? "" : " (" + row.parameters() + ")";
        return row.op() + " " + row.direction() + parameters;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3g", value);
    }

    private static String amiss(Verification row) {
        List<String> all = new ArrayList<>();
        add(all, row.exceeded(), "above the bound");
        add(all, row.falseZeros(), "false zeros");
        add(all, row.falseInfinities(), "false infinities");
        add(all, row.nanMismatches(), "NaN mismatches");
        add(all, row.undecided(), "undecided");
        add(all, row.differences(), "bits differ, first at " + row.firstDifference());
        return String.join(", ", all);
    }

    private static void add(List<String> all, long count, String what) {
        if (count > 0) {
            all.add(count + " " + what);
        }
    }

    private String summary(List<List<Verification>> groups) {
        long points = rows.stream().mapToLong(Verification::points).sum();
        long failed = groups.stream().filter(group -> !group.getFirst().passed()).count();
        return String.format(Locale.ROOT, "%,d points: ", points)
                + (failed == 0 ? "all within their bounds, all bits equal" : failed + " lines have something amiss");
    }
}
