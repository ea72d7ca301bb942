package dev.axolemma.cli;

import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code axolemma} command. */
@Command(
        name = "axolemma",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Neural-network activation functions and their derivatives: one formula, every processor, the "
                + "same bits.",
        subcommands = {InfoCommand.class, EvalCommand.class, VerifyCommand.class, BenchCommand.class,
            DepthCommand.class, EmitCommand.class},
        footer = {
            "  test    From a checkout: runs all tests and names what it skipped and why.",
            "  bundle  From a checkout: makes an archive that runs without a JDK.",
            "",
            "Examples:",
            "  axolemma info",
            "  echo 0 1 2 | axolemma eval gelu",
            "  axolemma verify sigmoid tanh",
            "  axolemma bench --quick",
            "  axolemma depth",
            "  axolemma emit sigmoid",
            "",
            "Exit codes: 0 fine, 1 a check failed, 2 usage, 3 a backend asked for is unavailable."})
public final class Main implements Runnable {

    @Spec
    private CommandSpec command;

    private Main() {
    }

    /** Runs a command and ends the virtual machine with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine all = new CommandLine(new Main());
        Stream.of("eval", "verify", "bench", "depth", "emit").map(all.getSubcommands()::get)
                .forEach(OperationNames::addTo);
        return all.setUsageHelpWidth(100)
                .setParameterExceptionHandler(new Complaints())
                .setExecutionExceptionHandler(new Complaints());
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(command.commandLine(),
                "which command? info, eval, verify, bench, depth or emit");
    }

    /** As the jar states it. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"axolemma " + (version == null ? "(not packaged)" : version)};
        }
    }
}
