package dev.axolemma.cli;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Direction;
import dev.axolemma.bench.measure.Effort;
import dev.axolemma.bench.measure.Input;
import dev.axolemma.bench.measure.Measurement;
import dev.axolemma.bench.measure.Measuring;
import dev.axolemma.bench.measure.Rehearsal;
import dev.axolemma.bench.measure.Selection;
import dev.axolemma.bench.measure.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
        subcommands = {BenchChainCommand.class, BenchDenseCommand.class},
        description = "Compares the bits of the backends, then measures their throughput.",
        footer = {
            "",
            "Shown are 1e9 elements a second (median, slowest and fastest iteration), the bytes a second as a share of "
                    + "those of a plain copy (one operand read) or triad (two) in the same run, and the speed-up over "
                    + "the loop that a Java user would write, on one thread. A device is measured twice: with "
                    + "data in its memory, and with data at the host, in Java arrays, which each call copies in and "
                    + "out. Input is the first layer of a network over handwritten digits, repeated to the size. "
                    + "Without arguments, a selection is measured in under two minutes.",
            "",
            "Examples:",
            "  axolemma bench --quick",
            "  axolemma bench gelu geluTanh --direction backward --size 16384,262144 --threads 1,2",
            "  axolemma bench mish --dtype f64 --input x.npy --json mish.json"})
final class BenchCommand implements Callable<Integer> {

    private static final List<Activation> SELECTION =
            List.of(Activations.sigmoid(), Activations.relu(), Activations.gelu());
    private static final List<Activation> QUICK_SELECTION = List.of(Activations.sigmoid(), Activations.relu());

    @Mixin
    private ActivationArguments activations;

    @Mixin
    private MeasuringOptions options;

    @Option(names = "--direction", paramLabel = "WHICH", split = ",", hideParamSyntax = true,
            converter = DirectionConverter.class, description = "forward or backward. Default: both.")
    private List<Direction> directions = List.of(Direction.FORWARD, Direction.BACKWARD);

    @Option(names = "--size", paramLabel = "LIST", split = ",", hideParamSyntax = true,
            description = "Numbers of elements. Default: 262144.")
    private List<Integer> sizes = List.of(1 << 18);

    @Option(names = "--input", paramLabel = "FILE",
            description = "Takes the numbers from this file, text or .npy, repeated to the size.")
    private Optional<Path> input;

    @Mixin
    private JsonOption json;
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        List<Workload> workloads = selection().workloads();
        PrintWriter out = command.commandLine().getOut();
        Rehearsal rehearsal = rehearse(workloads);
        if (!rehearsal.differences().isEmpty()) {
            BenchTable.printDifferences(rehearsal.differences(), out);
            return ExitCode.CHECK_FAILED;
        }
        List<Measurement> rows = measure(workloads, rehearsal);
        new BenchTable(rows).print(out);
        json.write("axolemma.bench/1", rows);
        return ExitCode.FINE;
    }

    private Rehearsal rehearse(List<Workload> workloads) throws IOException {
        try (ProgressLine progress = new ProgressLine(command.commandLine().getErr())) {
            return Rehearsal.of(workloads, progress);
        }
    }

    private List<Measurement> measure(List<Workload> workloads, Rehearsal rehearsal) {
        try (ProgressLine progress = new ProgressLine(command.commandLine().getErr())) {
            return new Measuring(options.isQuick() ? Effort.QUICK : Effort.FULL, rehearsal)
                    .measure(workloads, progress);
        }
    }

    private Selection selection() throws IOException {
        sizes.forEach(size -> Counts.check("--size", size, command));
        Input numbers = input.<Input>map(Input.File::new).orElse(new Input.Layer());
        if (numbers.load(options.dtype()).length() == 0) {
            throw new ParameterException(command.commandLine(), numbers + ": no numbers in it");
        }
        List<Activation> chosen = activations.orElse(options.isQuick() ? QUICK_SELECTION : SELECTION);
        return new Selection(chosen.stream().map(Activation::name).toList(), directions,
                options.contestants(), options.dtype(), sizes, options.threads(), numbers);
    }
}
