package dev.axolemma.bench.depth;

import dev.axolemma.bench.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A page with the curves of a study, in one file that needs nothing else. They are drawn by uPlot (MIT licence), which the
 * page contains.
 *
 * @param study what was done, in a line
 * @param report its rows
 * @param verdicts one for each activation
 */
public record DepthPage(String study, Report report, List<Verdict> verdicts) {

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

    /** The page as HTML. */
    public String html() {
        return resource("depth.html")
                .replace("{{uplot.css}}", resource(UPLOT + "dist/uPlot.min.css"))
                .replace("{{uplot.js}}", resource(UPLOT + "dist/uPlot.iife.min.js"))
                .replace("{{uplot.licence}}", resource(UPLOT + "LICENSE"))
                .replace("{{study}}", escaped(study))
                .replace("{{thresholds}}", Verdict.thresholds())
                .replace("{{machine}}", escaped(report.machine().processor() + "; " + report.machine().java()))
                .replace("{{verdicts}}", script(verdicts))
                .replace("{{rows}}", script(report.rows()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String script(List<? extends Record> records) {
        return Report.json(records).replace("<", "\\u003c");
    }

    private static String resource(String name) {
        try (InputStream resource = DepthPage.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(resource, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
