package dev.axolemma.cli;

import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.dense.DenseMeasurement;
import dev.axolemma.bench.dense.DenseMeasuring;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "dense", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures matrix products and dense chains.",
        footer = {
            "",
            "Shown are 1e9 multiplications and additions a second (median and fastest round), and their share of what "
                    + "as many threads of the host do that only multiply and add in registers. A product is m x n x k. "
                    + "Of a chain, the operations of its matrix products count. A device is measured twice: with data "
                    + "in its memory, and with data at the host, in Java arrays, which each call copies in and out.",
            "",
            "Examples:",
            "  axolemma bench dense --quick",
            "  axolemma bench dense --dtype f64 --threads 1,2 --openblas libopenblas.so.0"})
final class BenchDenseCommand implements Callable<Integer> {

    @Mixin
    private MeasuringOptions options;

    @Option(names = "--openblas", paramLabel = "FILE", description = "Also measures this OpenBLAS library.")
    private Optional<Path> openBlas;

    @Mixin
    private JsonOption json;
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        List<Integer> threads = options.threads();
        List<Contestant> contestants = options.bestContestants();
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            throw new ParameterException(command.commandLine(), "the peak is measured with vectors;"
                    + " start java with --add-modules jdk.incubator.vector");
        }
        List<DenseMeasurement> rows = measure(contestants, threads);
        print(rows, command.commandLine().getOut());
        json.write("axolemma.dense/1", rows);
        return ExitCode.FINE;
    }

    private List<DenseMeasurement> measure(List<Contestant> contestants, List<Integer> threads) {
        try (ProgressLine progress = new ProgressLine(command.commandLine().getErr())) {
            return new DenseMeasuring(options.dtype(), contestants, threads, openBlas, options.rounds())
                    .measure(progress);
        } catch (IllegalArgumentException noSuchLibrary) {
            throw new ParameterException(command.commandLine(), "--openblas: " + noSuchLibrary.getMessage());
        }
    }

    private static void print(List<DenseMeasurement> rows, PrintWriter out) {
        Table table = new Table("what", "by", "data at", ">threads", ">Gflop/s", ">fastest", ">of peak");
        for (DenseMeasurement row : rows) {
            table.row(row.what(), row.by(), row.dataAt(), row.threads(),
                    String.format(Locale.ROOT, "%.1f", row.gflopPerSecond()),
                    String.format(Locale.ROOT, "%.1f", row.fastest()),
                    row.shareOfPeak() == null ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * row.shareOfPeak()));
        }
        table.print(out);
    }
}
