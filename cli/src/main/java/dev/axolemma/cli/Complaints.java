package dev.axolemma.cli;

import dev.axolemma.BackendUnavailableException;
import dev.axolemma.bench.measure.MeasuringException;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says in one line what went wrong, and gives the exit code for it. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = say(command, exception.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, err)) {
            err.println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        }
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        return switch (exception) {
            case ParameterException usage -> handleParseException(usage, new String[0]);
            case BackendUnavailableException unavailable -> {
                say(command, unavailable.getMessage());
                yield ExitCode.BACKEND_UNAVAILABLE;
            }
            case IOException unreadable -> {
                say(command, unreadable.getMessage());
                yield ExitCode.USAGE;
            }
            case MeasuringException unable -> {
                say(command, unable.getMessage());
                yield ExitCode.USAGE;
            }
            default -> {
                say(command, "this is a defect, please report it:");
                exception.printStackTrace(command.getErr());
                yield ExitCode.DEFECT;
            }
        };
    }

    private static PrintWriter say(CommandLine command, String message) {
        PrintWriter err = command.getErr();
        err.println("axolemma: " + message);
        return err;
    }
}
