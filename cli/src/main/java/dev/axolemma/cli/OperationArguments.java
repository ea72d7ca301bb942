package dev.axolemma.cli;

import dev.axolemma.Activation;
import dev.axolemma.Direction;
import dev.axolemma.Operation;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code OP [--param NAME=VALUE]… [--direction WHICH]}. */
final class OperationArguments {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Parameters(paramLabel = "OP", converter = ActivationConverter.class,
            description = "The activation; see the list below.")
    private Activation activation;

    @Option(names = "--param", paramLabel = "NAME=VALUE", description = "Sets a parameter of the activation.")
    private Map<String, Double> parameters = new LinkedHashMap<>();

    @Option(names = "--direction", paramLabel = "WHICH", converter = DirectionConverter.class,
            defaultValue = "forward",
            description = "forward (default), derivative or backward; forwardWithDerivative; backwardFromOutput where "
                    + "the activation has it.")
    private Direction direction;

    Operation operation() {
        try {
            Activation parameterised = activation;
            for (Map.Entry<String, Double> parameter : parameters.entrySet()) {
                parameterised = parameterised.with(parameter.getKey(), parameter.getValue());
            }
            return Operation.of(parameterised, direction);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }
}
