package dev.axolemma.cli;

import dev.axolemma.bench.depth.DepthRow;
import dev.axolemma.bench.depth.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What depth does to gradients, for people to read: a verdict for each activation, and some depths. */
final class DepthTable {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int CURVE_LENGTH = 32;
    private static final int[] STEPS = {1, 2, 5};

    /** Of each activation its rows, by depth. */
    private final List<List<DepthRow>> studies;
    private final double least;
    private final double greatest;

    DepthTable(List<List<DepthRow>> studies) {
        this.studies = studies;
        least = studies.stream().flatMap(List::stream).mapToDouble(DepthRow::meanLog2)
                .filter(Double::isFinite).min().orElse(0);
        greatest = studies.stream().flatMap(List::stream).mapToDouble(DepthRow::meanLog2)
                .filter(Double::isFinite).max().orElse(0);
    }

    void print(PrintWriter out) {
        verdicts().print(out);
        out.println();
        out.println("Mean of log2|gradient| by depth, counted from the output; curves run from " + number(greatest, 1)
                + " (full) to " + number(least, 1) + ".");
        depths().print(out);
        out.println();
        out.println(Verdict.thresholds());
    }

    private Table verdicts() {
        Table table = new Table("activation", "verdict", ">bits/layer", ">log2|gradient|", ">min", ">max", ">zero",
                ">saturated", ">output mean", ">variance", "log2|gradient| along depth");
        for (List<DepthRow> rows : studies) {
            Verdict verdict = Verdict.of(rows);
            DepthRow last = rows.getLast();
            table.row(verdict.activation(), verdict.kind().label(), number(verdict.bitsPerLayer(), 3),
                    number(last.meanLog2(), 1), number(last.minLog2(), 1), number(last.maxLog2(), 1),
                    percent(last.zeroShare()), percent(last.saturatedShare()), number(last.outputMean(), 4),
                    number(last.outputVariance(), 4), curve(rows));
        }
        return table;
    }

    private String curve(List<DepthRow> rows) {
        int length = Math.min(CURVE_LENGTH, rows.size());
        StringBuilder curve = new StringBuilder();
        for (int i = 0; i < length; i++) {
            double value = rows.get(length == 1 ? 0 : i * (rows.size() - 1) / (length - 1)).meanLog2();
            double share = greatest == least ? 1 : (value - least) / (greatest - least);
            curve.append(Double.isFinite(value) ? BARS.charAt((int) Math.round(share * (BARS.length() - 1))) : ' ');
        }
        return curve.toString();
    }

    private Table depths() {
        List<String> headings = new ArrayList<>(List.of(">depth"));
        studies.forEach(rows -> headings.add(">" + rows.getFirst().activation()));
        Table table = new Table(headings.toArray(String[]::new));
        for (int depth : someDepths(studies.getFirst().size())) {
            List<Object> cells = new ArrayList<>(List.of(depth));
            studies.forEach(rows -> cells.add(number(rows.get(depth - 1).meanLog2(), 2)));
            table.row(cells.toArray());
        }
        return table;
    }

    /** 1, 2, 5, 10 and so on, and the last. */
    private static List<Integer> someDepths(int last) {
        List<Integer> depths = new ArrayList<>();
        for (int power = 1; power < last; power *= 10) {
            for (int step : STEPS) {
                if (step * power < last) {
                    depths.add(step * power);
                }
            }
        }
        depths.add(last);
        return depths;
    }

    private static String number(double value, int digits) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
