package dev.axolemma.bench.verify;

import dev.axolemma.Activation;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Output;
import dev.axolemma.Parameter;
import dev.axolemma.formula.Formula;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is verified at a time.
 *
 * @param label the direction, and the variable unless it is x0
 * @param formula the exact value; for backward the activation itself, whose landmarks are used
 * @param bound the largest error allowed in f32 and f64 in ULP, NaN where none is promised
 */
record Subject(Activation activation, Direction direction, String label, Formula formula, Operation operation,
        double bound) {

    private static final Formula X = Formula.input(0);
    /**
     * What is allowed in a format of storage: half for the rounding, and what the f32 result before it may be off by,
     * which is at most 4 times 2^-13 of f16's unit and less of bf16's.
     */
    private static final double STORAGE_ULPS = 0.51;

    static List<Subject> of(Activation activation, Direction direction) {
        return switch (direction) {
            case FORWARD -> List.of(new Subject(activation, direction, direction.label(), activation.formula(),
                    Operation.of(activation, direction), Output.FORWARD_ULPS));
            case DERIVATIVE -> activation.variables().stream()
                    .map(variable -> derivative(activation, variable)).toList();
            case BACKWARD -> List.of(new Subject(activation, direction, direction.label(), activation.formula(),
                    Operation.of(activation, direction), Double.NaN));
            default -> throw new IllegalArgumentException(
                    "direction is " + direction.label() + "; verified are forward, derivative and backward");
        };
    }

    private static Subject derivative(Activation activation, Formula variable) {
        boolean isFirst = variable.equals(X);
        String label = Direction.DERIVATIVE.label();
        return new Subject(activation, Direction.DERIVATIVE, isFirst ? label : label + " " + variable,
                activation.derivative(variable), Operation.derivative(activation, variable),
                isFirst ? Output.DERIVATIVE_ULPS : Double.NaN);
    }

    /** The largest error allowed in a dtype, NaN where none is promised. */
    double bound(Dtype dtype) {
        return dtype.isStorage() && isBounded() ? STORAGE_ULPS : bound;
    }

    boolean isBackward() {
        return direction == Direction.BACKWARD;
    }

    /** Whether an error bound is promised. */
    boolean isBounded() {
        return !Double.isNaN(bound);
    }

    /** The derivatives that backward multiplies, one for each input. */
    List<Operation> factors() {
        return activation.variables().subList(0, activation.inputs()).stream()
                .map(variable -> Operation.derivative(activation, variable)).toList();
    }

    String parameters() {
        return activation.parameters().stream().map(Subject::text).collect(Collectors.joining(" "));
    }

    private static String text(Parameter parameter) {
        return parameter.name() + "=" + parameter.value();
    }
}
