package dev.axolemma.bench.depth;

import dev.axolemma.bench.Machine;
import dev.axolemma.bench.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A page with the curves of a study, in one file that needs nothing else. They are drawn by uPlot (MIT licence), which the
 * page contains.
 *
 * @param study what was done, in a line
 * @param machine where it was done
 * @param results one for each activation
 */
public record DepthPage(String study, Machine machine, List<DepthResult> results) {

    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

    /** The page as HTML. */
    public String html() {
        return resource("depth.html")
                .replace("{{uplot.css}}", resource(UPLOT + "dist/uPlot.min.css"))
                .replace("{{uplot.js}}", resource(UPLOT + "dist/uPlot.iife.min.js"))
                .replace("{{uplot.licence}}", resource(UPLOT + "LICENSE"))
                .replace("{{study}}", escaped(study))
                .replace("{{thresholds}}", Verdict.thresholds())
                .replace("{{machine}}", escaped(machine.processor() + "; " + machine.java()))
                .replace("{{verdicts}}", script(results.stream().map(DepthResult::verdict).toList()))
                .replace("{{rows}}", script(results.stream().flatMap(result -> result.rows().stream()).toList()))
                .replace("{{jacobians}}", script(spectra()));
    }

    /**
     * A singular value of a Jacobian.
     *
     * @param number from the greatest on, beginning with 1
     */
    private record SingularValue(String activation, int number, double log2) {
    }

    private List<SingularValue> spectra() {
        return results.stream().flatMap(result -> IntStream.range(0, result.jacobian().size())
                .mapToObj(i -> new SingularValue(result.activation(), i + 1, result.jacobian().get(i)))).toList();
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
