package dev.axolemma.cli;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code OP…}. */
final class ActivationArguments {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    // Not converted by picocli, which takes a bad value of a list that may be empty for one argument too many.
    @Parameters(paramLabel = "OP", description = "Activations; see the list below.")
    private List<String> names = List.of();

    /** Those that were given, or else {@code defaults}. */
    List<Activation> orElse(List<Activation> defaults) {
        return names.isEmpty() ? defaults : names.stream().map(this::named).toList();
    }

    private Activation named(String name) {
        try {
            return Activations.named(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }
}
