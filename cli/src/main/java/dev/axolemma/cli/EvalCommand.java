package dev.axolemma.cli;

import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.EngineBuilder;
import dev.axolemma.Operation;
import dev.axolemma.Span;
import dev.axolemma.bench.NumberText;
import dev.axolemma.bench.Numbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "eval", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Applies an operation to numbers from files or standard input.",
        footer = {
            "",
            "Numbers are text separated by white space, or NumPy's .npy (f2, f4 or f8; bf16, which NumPy lacks, "
                    + "is V2, as the package ml_dtypes writes it), recognised by its first bytes. "
                    + "A file with one number stands for as many as the others have. Several outputs on standard "
                    + "output are columns.",
            "",
            "Examples:",
            "  echo -1 0 2.5 | axolemma eval silu",
            "  axolemma eval elu --param alpha=0.5 --dtype f64 --input x.txt --output y.npy",
            "  axolemma eval gelu --direction backward --input x.npy --input grad.npy --output out.npy",
            "  echo 41880000 | axolemma eval sigmoid --direction derivative --format hex"})
final class EvalCommand implements Callable<Integer> {

    @Mixin
    private OperationArguments arguments;

    @Option(names = "--backend", paramLabel = "NAME", converter = BackendNames.class,
            description = "What computes; default: the best there is. The bits are the same.")
    private Optional<String> backend;

    @Option(names = "--dtype", paramLabel = "f16|bf16|f32|f64", converter = DtypeConverter.class,
            description = "What operands and results are, whatever a .npy file holds; f16 and bf16 are computed in "
                    + "f32. Default: what the first input holds if it is a .npy file, otherwise f32.")
    private Optional<Dtype> dtype;

    @Option(names = "--format", paramLabel = "dec|hex", converter = NumberTextConverter.class, defaultValue = "dec",
            description = "How text is read and written: dec (default; shortest digits that give the number back) or "
                    + "hex (bit patterns: 4, 8 or 16 digits).")
    private NumberText format;

    @Option(names = "--input", paramLabel = "FILE",
            description = "One for each operand in order, then the upstream gradient; - is standard input. Default: "
                    + "standard input.")
    private List<Path> inputs = List.of(NumberSource.STANDARD_INPUT);

    @Option(names = "--output", paramLabel = "FILE",
            description = "One for each output, in order: .npy if it is called so, otherwise text, one number a line. "
                    + "Default: standard output.")
    private List<Path> outputs = List.of();

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() throws IOException {
        Operation operation = arguments.operation();
        checkCounts(operation);
        try (Engine engine = engine(); ProgressLine progress = new ProgressLine(command.commandLine().getErr())) {
            List<Numbers> read = new NumberSource(format, dtype, progress).read(inputs);
            progress.at("computing", inputs.size(), inputs.size() + 2);
            List<Numbers> results = compute(engine, operation, read);
            progress.at("writing", inputs.size() + 1, inputs.size() + 2);
            new NumberSink(format, command.commandLine().getOut()).write(results, outputs);
        }
        return ExitCode.FINE;
    }

    private void checkCounts(Operation operation) {
        int written = operation.outputs().size();
        int read = operation.operands() - written;
        if (inputs.size() != read) {
            throw new ParameterException(command.commandLine(), operation.name() + " takes " + counted(read, "input")
                    + (operation.upstream() ? ", upstream gradient last" : "") + "; --input is given "
                    + inputs.size());
        }
        if (!outputs.isEmpty() && outputs.size() != written) {
            throw new ParameterException(command.commandLine(), operation.name() + " has "
                    + counted(written, "output") + "; --output is given " + outputs.size());
        }
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private Engine engine() {
        EngineBuilder builder = Engine.builder();
        backend.ifPresent(builder::backend);
        return builder.open();
    }

    private List<Numbers> compute(Engine engine, Operation operation, List<Numbers> operands) {
        Numbers longest = operands.stream().max(Comparator.comparingLong(Numbers::length)).orElseThrow();
        List<Numbers> results = Stream.generate(() -> Numbers.zeros(longest.dtype(), longest.shape()))
                .limit(operation.outputs().size()).toList();
        Stream<Span> read = operands.stream().map(numbers -> spread(numbers, longest.length()));
        engine.prepare(operation, longest.dtype())
                .run(Stream.concat(read, results.stream().map(Numbers::span)).toArray(Span[]::new));
        return results;
    }

    private Span spread(Numbers numbers, long length) {
        if (numbers.length() == length) {
            return numbers.span();
        }
        if (numbers.length() == 1) {
            return numbers.span().broadcast(length);
        }
        throw new ParameterException(command.commandLine(), "the inputs have " + numbers.length() + " and " + length
                + " numbers; they must have equally many, or one");
    }
}
