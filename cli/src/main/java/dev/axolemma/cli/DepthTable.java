package dev.axolemma.cli;

import dev.axolemma.bench.depth.DepthResult;
import dev.axolemma.bench.depth.DepthRow;
import dev.axolemma.bench.depth.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** What depth does to gradients, for people to read: a verdict for each activation, and some depths. */
final class DepthTable {

    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int CURVE_LENGTH = 32;
    private static final int[] STEPS = {1, 2, 5};

    private final List<DepthResult> results;
    private final double least;
    private final double greatest;

    DepthTable(List<DepthResult> results) {
        this.results = results;
        least = means().min().orElse(0);
        greatest = means().max().orElse(0);
    }

    private DoubleStream means() {
        return results.stream().flatMap(result -> result.rows().stream()).mapToDouble(DepthRow::meanLog2)
                .filter(Double::isFinite);
    }

    void print(PrintWriter out) {
        verdicts().print(out);
        out.println();
        out.println("Mean of log2|gradient| by depth, counted from the output; curves run from " + number(greatest, 1)
                + " (full) to " + number(least, 1) + ".");
        depths().print(out);
        out.println();
        if (!results.getFirst().jacobian().isEmpty()) {
            out.println("log2 of the singular values of the network's Jacobian, at the first row of the batch.");
            jacobians().print(out);
            out.println();
        }
        out.println(Verdict.thresholds());
    }

    private Table verdicts() {
        Table table = new Table("activation", "verdict", ">bits/layer", ">log2|gradient|", ">min", ">max", ">zero",
                ">saturated", ">output mean", ">variance", "log2|gradient| along depth");
        for (DepthResult result : results) {
            Verdict verdict = result.verdict();
            DepthRow last = result.rows().getLast();
            table.row(verdict.activation(), verdict.kind().label(), number(verdict.bitsPerLayer(), 3),
                    number(last.meanLog2(), 1), number(last.minLog2(), 1), number(last.maxLog2(), 1),
                    percent(last.zeroShare()), percent(last.saturatedShare()), number(last.outputMean(), 4),
                    number(last.outputVariance(), 4), curve(result.rows()));
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
        results.forEach(result -> headings.add(">" + result.activation()));
        Table table = new Table(headings.toArray(String[]::new));
        for (int depth : someDepths(results.getFirst().rows().size())) {
            List<Object> cells = new ArrayList<>(List.of(depth));
            results.forEach(result -> cells.add(number(result.rows().get(depth - 1).meanLog2(), 2)));
            table.row(cells.toArray());
        }
        return table;
    }

    private Table jacobians() {
        Table table = new Table("activation", ">greatest", ">median", ">least");
        for (DepthResult result : results) {
            List<Double> values = result.jacobian();
            table.row(result.activation(), number(values.getFirst(), 1), number(values.get(values.size() / 2), 1),
                    number(values.getLast(), 1));
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
