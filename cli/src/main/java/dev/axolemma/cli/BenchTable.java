package dev.axolemma.cli;

import dev.axolemma.bench.measure.Comparison;
import dev.axolemma.bench.measure.Measurement;
import dev.axolemma.bench.measure.Rehearsal;
import dev.axolemma.bench.measure.Workload;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Throughput for reading.
 *
 * @param rows in any order
 */
record BenchTable(List<Measurement> rows) {

    static void printDifferences(List<Rehearsal.Difference> differences, PrintWriter out) {
        out.println("The bits differ; nothing was measured.");
        Table table = new Table("operation", "one", "other", ">output", ">index", ">one's", ">other's");
        for (Rehearsal.Difference d : differences) {
            table.row(d.one().op() + " " + d.one().direction().label(), who(d.one()), who(d.other()), d.output(),
                    d.index(), d.oneValue(), d.otherValue());
        }
        table.print(out);
    }

    private static String who(Workload workload) {
        return workload.by().backend() + ", data at " + workload.by().dataAt().label() + ", " + workload.threads()
                + " threads, " + workload.size();
    }

    void print(PrintWriter out) {
        Comparison comparison = new Comparison(rows);
        Table table = new Table("operation", "direction", "backend", "data at", ">size", ">threads", ">Gelem/s", ">min",
                ">max", ">of bandwidth", ">x plain");
        for (Measurement row : rows) {
            table.row(row.op(), row.direction(), row.backend(), row.dataAt(), row.size(), row.threads(),
                    rate(row.gelemPerSecond()), rate(row.min()), rate(row.max()),
                    percent(comparison.shareOfBandwidth(row)), times(comparison.speedUp(row)));
        }
        out.println("The bits of all backends are equal.");
        out.println();
        table.print(out);
        rows.stream().filter(Measurement::isRare).forEach(row -> comparison.slowDown(row).ifPresent(times ->
                out.println(String.format(Locale.ROOT, "%s on %s, data at %s: %.1f times as slow as on ordinary input",
                        row.op(), row.backend(), row.dataAt(), times))));
    }

    private static String rate(double value) {
        return String.format(Locale.ROOT, value < 0.1 ? "%.4f" : "%.3f", value);
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.0f %%", 100 * share.getAsDouble()) : "-";
    }

    private static String times(OptionalDouble factor) {
        return factor.isPresent() ? String.format(Locale.ROOT, "%.1f", factor.getAsDouble()) : "-";
    }
}
