package dev.axolemma.cli;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.bench.Contestant;
import dev.axolemma.bench.Progress;
import dev.axolemma.bench.chain.ChainMeasurement;
import dev.axolemma.bench.chain.ChainMeasuring;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "chain", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures elementwise chains: products of derivatives along depth.",
        footer = {
            "",
            "Shown are 1e9 derivatives a second (median and fastest round), and their share of what the derivatives alone "
                    + "reach. Only the chain keeps its exponent: the same composed of separate calls under- and "
                    + "overflows. A device is measured twice: with data in its memory, and with data at the host, in "
                    + "Java arrays, which each call copies in and out.",
            "",
            "Examples:",
            "  axolemma bench chain --quick",
            "  axolemma bench chain --activation sigmoid,tanh --size 16384,1048576 --json chain.json"})
final class BenchChainCommand implements Callable<Integer> {

    @Option(names = "--activation", paramLabel = "LIST", split = ",", hideParamSyntax = true,
            converter = ActivationConverter.class, description = "Activations. Default: sigmoid,tanh,relu.")
    private List<Activation> activations = List.of(Activations.sigmoid(), Activations.tanh(), Activations.relu());

    @Option(names = "--depth", paramLabel = "N", description = "Layers. Default: 16.")
    private int depth = 16;

    @Option(names = "--size", paramLabel = "LIST", split = ",", hideParamSyntax = true,
            description = "Numbers of elements of a layer. Default: 16384.")
    private List<Integer> sizes = List.of(16_384);

    @Mixin
    private MeasuringOptions options;

    @Mixin
    private JsonOption json;
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        Counts.check("--depth", depth, command);
        sizes.forEach(size -> Counts.check("--size", size, command));
        List<ChainMeasurement> rows = measure();
        print(rows, command.commandLine().getOut());
        json.write("axolemma.chain/1", rows);
        return ExitCode.FINE;
    }

    private List<ChainMeasurement> measure() {
        List<Integer> threads = options.threads();
        List<Contestant> contestants = options.bestContestants();
        ChainMeasuring measuring = new ChainMeasuring(options.dtype(), depth, options.rounds());
        int runs = threads.stream().mapToInt(count -> Contestant.at(count, threads, contestants).size()).sum()
                * sizes.size() * activations.size();
        List<ChainMeasurement> rows = new ArrayList<>();
        int run = 0;
        try (ProgressLine line = new ProgressLine(command.commandLine().getErr())) {
            for (int count : threads) {
                for (Contestant by : Contestant.at(count, threads, contestants)) {
                    for (int size : sizes) {
                        for (Activation activation : activations) {
                            int before = run++;
                            Progress progress = (step, done, total) ->
                                    line.at(activation.name(), before * total + done, runs * total);
                            rows.addAll(measuring.measure(activation, by, size, count, progress));
                        }
                    }
                }
            }
        }
        return rows;
    }

    private static void print(List<ChainMeasurement> rows, PrintWriter out) {
        Table table = new Table("activation", "what", "backend", "data at", ">depth", ">size", ">threads", ">Gfactor/s",
                ">fastest", ">of derivatives");
        for (ChainMeasurement row : rows) {
            table.row(row.activation(), row.what(), row.backend(), row.dataAt(), row.depth(), row.size(), row.threads(),
                    String.format(Locale.ROOT, "%.3f", row.gfactorPerSecond()),
                    String.format(Locale.ROOT, "%.3f", row.fastest()),
                    String.format(Locale.ROOT, "%.0f %%", 100 * row.shareOfDerivative()));
        }
        table.print(out);
    }
}
