package dev.axolemma.cli;

import dev.axolemma.Dtype;
import dev.axolemma.spi.Target;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "emit", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Prints the kernel of an operation: for the curious, and for bug reports.",
        footer = {
            "",
            "A formula is lowered to a program of instructions that every processor defines to the last bit; each "
                    + "backend writes it in its own language. Parameters are run-time arguments of a kernel, so their "
                    + "values are told in comments only.",
            "",
            "Examples:",
            "  axolemma emit sigmoid",
            "  axolemma emit gelu --direction backward --dtype f64 --target bytecode",
            "  axolemma emit elu --param alpha=0.1"})
final class EmitCommand implements Callable<Integer> {

    @Mixin
    private OperationArguments arguments;

    @Option(names = "--dtype", paramLabel = "f16|bf16|f32|f64", converter = DtypeConverter.class, defaultValue = "f32",
            description = "What operands and results are; f16 and bf16 have the program of f32. Default: f32.")
    private Dtype dtype;

    @Option(names = "--target", paramLabel = "NAME", converter = TargetNames.class,
            completionCandidates = TargetNames.class, defaultValue = "program",
            description = "The language: ${COMPLETION-CANDIDATES}; default: program.")
    private Target target;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        out.print(target.emit(arguments.operation(), dtype));
        out.flush();
        return ExitCode.FINE;
    }
}
