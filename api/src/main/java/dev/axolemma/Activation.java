package dev.axolemma;

import dev.axolemma.formula.Formula;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A named formula with its parameters and what is stated about its derivatives. The catalogue's entries stand in
 * {@link Activations}; {@link #of(String, UnaryOperator, Parameter...)} makes one from any formula, and such a one gets
 * everything that the catalogue gets.
 *
 * <p>Around every activation and derivative: NaN in any input gives NaN; at ±∞ the value is the mathematical limit.
 * Immutable and safe to share between threads.
 */
public final class Activation {

    private final String name;
    private final int inputs;
    private final Formula formula;
    private final List<Parameter> parameters;
    private final Map<Formula, Formula> derivatives;
    private final Formula derivativeFromOutput;
    private final List<Root> roots;
    private final Activation general;

    private Activation(String name, int inputs, Formula formula, List<Parameter> parameters,
            Map<Formula, Formula> derivatives, Formula derivativeFromOutput, List<Root> roots, Activation general) {
        this.name = Objects.requireNonNull(name, "name");
        this.inputs = inputs;
        this.formula = formula;
        this.parameters = List.copyOf(parameters);
        this.derivatives = Map.copyOf(derivatives);
        this.derivativeFromOutput = derivativeFromOutput;
        this.roots = List.copyOf(roots);
        this.general = general;
    }

    /**
     * An activation of one input.
     *
     * @param formula the activation as a function of {@code x0}
     * @param parameters every parameter that the formula names, with its value
     * @throws IllegalArgumentException if the formula names a parameter that is not given, or one twice, or reads
     *         another input
     */
    public static Activation of(String name, UnaryOperator<Formula> formula, Parameter... parameters) {
        return of(name, 1, formula.apply(Formula.input(0)), parameters);
    }

    /**
     * An activation of {@code inputs} inputs, {@code x0} and on: full-size, per channel or scalar, as each call says.
     *
     * @throws IllegalArgumentException if {@code inputs} is below 1, if the formula names a parameter that is not given
     *         or reads an input beyond, or if a parameter is given twice
     */
    public static Activation of(String name, int inputs, Formula formula, Parameter... parameters) {
        Activation activation =
                new Activation(name, inputs, formula, List.of(parameters), Map.of(), null, List.of(), null);
        Operation.of(activation, Direction.FORWARD);
        return activation;
    }

    /** This activation with a better-conditioned formula for its derivative with respect to {@code variable}. */
    Activation derivative(Formula variable, Formula stated) {
        Map<Formula, Formula> all = new LinkedHashMap<>(derivatives);
        all.put(variable, stated);
        return new Activation(name, inputs, formula, parameters, all, derivativeFromOutput, roots, general);
    }

    /** This activation with its derivative as a function of the saved output, which that formula calls {@code x0}. */
    Activation derivativeFromOutput(Formula stated) {
        return new Activation(name, inputs, formula, parameters, derivatives, stated, roots, general);
    }

    /** This activation with a marked root of its value or its derivative. */
    Activation root(Root root) {
        List<Root> all = new ArrayList<>(roots);
        all.add(root);
        return new Activation(name, inputs, formula, parameters, derivatives, derivativeFromOutput, all, general);
    }

    /** This activation, which fixes a parameter that {@code more} has: without it, kernels are shorter. */
    Activation specialCaseOf(Activation more) {
        return new Activation(name, inputs, formula, parameters, derivatives, derivativeFromOutput, roots, more);
    }

    /**
     * This activation with another value of a parameter. An entry of the catalogue that is the special case of another, as
     * softplus is of betaSoftplus, becomes that other one where only that has the parameter.
     *
     * @throws IllegalArgumentException if there is no such parameter, or the value is outside its domain
     */
    public Activation with(String parameter, double value) {
        if (parameters.stream().noneMatch(p -> p.name().equals(parameter))) {
            if (general != null) {
                return general.with(parameter, value);
            }
            throw new IllegalArgumentException("activation " + name + " has no parameter '" + parameter + "'; it has "
                    + parameters.stream().map(Parameter::name).toList());
        }
        List<Parameter> changed = parameters.stream()
                .map(p -> p.name().equals(parameter) ? p.withValue(value) : p).toList();
        return new Activation(name, inputs, formula, changed, derivatives, derivativeFromOutput, roots, general);
    }

    /** The name, as messages and reports use it. */
    public String name() {
        return name;
    }

    /** The number of inputs. */
    public int inputs() {
        return inputs;
    }

    /** The value, as a formula of the inputs and the parameters. */
    public Formula formula() {
        return formula;
    }

    /** The parameters with their values, in the order of the definition. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Every input, then every parameter: whatever a gradient may be asked for. */
    public List<Formula> variables() {
        List<Formula> all = new ArrayList<>();
        for (int input = 0; input < inputs; input++) {
            all.add(Formula.input(input));
        }
        for (Parameter parameter : parameters) {
            all.add(Formula.parameter(parameter.name()));
        }
        return all;
    }

    /**
     * The derivative with respect to an input or a parameter: the stated one, or else the symbolic one.
     *
     * @throws IllegalArgumentException if {@code variable} is none of {@link #variables()}
     */
    public Formula derivative(Formula variable) {
        if (!variables().contains(variable)) {
            throw new IllegalArgumentException(
                    "activation " + name + " has no variable " + variable + "; it has " + variables());
        }
        Formula stated = derivatives.get(variable);
        return stated != null ? stated : formula.derivative(variable);
    }

    /** The derivative with respect to x0 as a function of the output y (written x0), where it is one. */
    public Optional<Formula> derivativeFromOutput() {
        return Optional.ofNullable(derivativeFromOutput);
    }

    /** Where the value or the derivative crosses zero and the bound is absolute. */
    public List<Root> roots() {
        return roots;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Activation that && name.equals(that.name) && inputs == that.inputs
                && formula.equals(that.formula) && parameters.equals(that.parameters)
                && derivatives.equals(that.derivatives)
                && Objects.equals(derivativeFromOutput, that.derivativeFromOutput);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + formula.hashCode();
    }

    @Override
    public String toString() {
        return name + (parameters.isEmpty() ? ""
                : parameters.stream().map(p -> p.name() + "=" + p.value()).toList().toString());
    }
}
