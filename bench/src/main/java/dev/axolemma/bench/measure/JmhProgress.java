package dev.axolemma.bench.measure;

import dev.axolemma.bench.Progress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/** Tells a progress what JMH is at, and keeps what JMH says for the case that it fails. */
final class JmhProgress implements OutputFormat {

    private final Progress progress;
    private final int total;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private int done;

    JmhProgress(Progress progress, int total) {
        this.progress = progress;
        this.total = total;
    }

    /** What JMH said since the last benchmark began. */
    String said() {
        String text = said.toString(StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "" : "\n" + text;
    }

    @Override
    public void startBenchmark(BenchmarkParams benchmark) {
        said.reset();
        Workload workload = Workload.parse(benchmark.getParam("workload"));
        progress.at("measuring " + workload.op() + " " + workload.direction().label() + " on "
                + workload.by().backend(), done, total);
    }

    @Override
    public void endBenchmark(BenchmarkResult result) {
        done++;
    }

    @Override
    public void print(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void println(String text) {
        print(text + "\n");
    }

    @Override
    public void verbosePrintln(String text) {
        println(text);
    }

    @Override
    public void write(int b) {
        said.write(b);
    }

    @Override
    public void write(byte[] bytes) {
        said.writeBytes(bytes);
    }

    @Override
    public void iteration(BenchmarkParams benchmark, IterationParams iteration, int number) {
        // Too short to tell.
    }

    @Override
    public void iterationResult(BenchmarkParams benchmark, IterationParams iteration, int number,
            IterationResult result) {
        // Too short to tell.
    }

    @Override
    public void startRun() {
        // Several runs are one measurement.
    }

    @Override
    public void endRun(Collection<RunResult> results) {
        // Several runs are one measurement.
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
