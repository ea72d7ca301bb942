package dev.axolemma;

import dev.axolemma.formula.Formula;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a kernel computes: one or more outputs, each a formula of the same inputs, in one pass over memory.
 *
 * @param name for messages and reports, as in {@code gelu backward}
 * @param inputs the number of inputs that the formulas read; NaN in one of them makes every output NaN
 * @param upstream whether one more input follows, the upstream gradient
 * @param parameters the run-time arguments with their values
 * @param outputs what is written, in order
 */
public record Operation(String name, int inputs, boolean upstream, List<Parameter> parameters, List<Output> outputs) {

    /**
     * @throws IllegalArgumentException if there is no input or output, a parameter is given twice, or an output reads
     *         an input or a parameter that is not there
     */
    public Operation {
        Objects.requireNonNull(name, "name");
        parameters = List.copyOf(parameters);
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("outputs is empty; an operation has at least one output");
        }
        if (inputs < 1) {
            throw new IllegalArgumentException("inputs is " + inputs + "; " + name + " needs at least 1");
        }
        Set<String> names = new LinkedHashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException("parameter '" + parameter.name() + "' of " + name
                        + " is given twice; each is given once");
            }
        }
        for (Output output : outputs) {
            check(name, output.formula(), inputs, names);
        }
    }

    private static void check(String name, Formula output, int inputs, Set<String> parameters) {
        if (output.op().isCondition()) {
            throw new IllegalArgumentException(name + " is " + output + "; it must be a number, not a condition");
        }
        for (Formula variable : output.variables()) {
            if (variable.op() == Formula.Op.INPUT && variable.index() >= inputs) {
                throw new IllegalArgumentException(
                        name + " reads " + variable + "; the number of its inputs is " + inputs);
            }
            if (variable.op() == Formula.Op.PARAMETER && !parameters.contains(variable.name())) {
                throw new IllegalArgumentException(
                        name + " names the parameter '" + variable.name() + "'; it is given " + parameters);
            }
        }
    }

    /**
     * An activation in a direction; {@link Direction#BACKWARD} gives the gradient of every input, in order.
     *
     * @throws IllegalArgumentException if the derivative is not a function of the output and the direction needs it
     */
    public static Operation of(Activation activation, Direction direction) {
        Formula x = Formula.input(0);
        return switch (direction) {
            case FORWARD -> make(activation, direction, false, List.of(Output.forward(activation.formula())));
            case DERIVATIVE -> derivative(activation, x);
            case BACKWARD -> backward(activation, activation.variables().subList(0, activation.inputs()));
            case FORWARD_WITH_DERIVATIVE ->
                    make(activation, direction, false, List.of(
                    Output.forward(activation.formula()), Output.derivative(activation.derivative(x))));
            case BACKWARD_FROM_OUTPUT -> make(activation, direction, true, List.of(Output.derivative(
                    activation.derivativeFromOutput().orElseThrow(() -> new IllegalArgumentException(
                            "activation " + activation.name() + " has no derivative from its output")))));
        };
    }

    /**
     * The derivative with respect to one input or parameter.
     *
     * @throws IllegalArgumentException if {@code variable} is neither
     */
    public static Operation derivative(Activation activation, Formula variable) {
        return make(activation, Direction.DERIVATIVE, false,
                List.of(Output.derivative(activation.derivative(variable))));
    }

    /**
     * The gradients of some inputs or parameters: upstream · derivative, where the derivative is rounded to the dtype
     * first and the product once more. Element by element; a parameter's gradient is the sum of these.
     *
     * @throws IllegalArgumentException if there are no variables, or one is neither an input nor a parameter
     */
    public static Operation backward(Activation activation, List<Formula> variables) {
        return make(activation, Direction.BACKWARD, true,
                variables.stream().map(activation::derivative).map(Output::derivative).toList());
    }

    private static Operation make(Activation activation, Direction direction, boolean upstream,
            List<Output> outputs) {
        return new Operation(activation.name() + " " + direction.label(), activation.inputs(), upstream,
                activation.parameters(), outputs);
    }

    /**
     * This operation with another value of a parameter.
     *
     * @throws IllegalArgumentException if there is no such parameter, or the value is outside its domain
     */
    public Operation with(String parameter, double value) {
        if (parameters.stream().noneMatch(p -> p.name().equals(parameter))) {
            throw new IllegalArgumentException("operation " + name + " has no parameter '" + parameter + "'; it has "
                    + parameters.stream().map(Parameter::name).toList());
        }
        return new Operation(name, inputs, upstream, parameters.stream()
                .map(p -> p.name().equals(parameter) ? p.withValue(value) : p).toList(), outputs);
    }

    /** The number of spans that a kernel of this operation takes: inputs, the upstream gradient, outputs. */
    public int operands() {
        return inputs + (upstream ? 1 : 0) + outputs.size();
    }

    /** The values of the parameters, in order. */
    public double[] parameterValues() {
        return parameters.stream().mapToDouble(Parameter::value).toArray();
    }

    /** What a kernel depends on: all but the name and the parameters' values. */
    public List<Object> shape() {
        List<Object> shape = new ArrayList<>(List.of(inputs, upstream, outputs));
        for (Parameter parameter : parameters) {
            shape.add(parameter.name());
        }
        return shape;
    }
}
