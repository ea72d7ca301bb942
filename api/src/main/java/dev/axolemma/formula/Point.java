package dev.axolemma.formula;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Where a formula is evaluated: the inputs in order and the parameters by name.
 *
 * @param inputs x0, x1, …
 * @param parameters every parameter that the formula names
 */
public record Point(List<Double> inputs, Map<String, Double> parameters) {

    public Point {
        inputs = List.copyOf(inputs);
        parameters = Map.copyOf(parameters);
    }

    /** A point of a formula without parameters. */
    public static Point of(double... inputs) {
        return new Point(Arrays.stream(inputs).boxed().toList(), Map.of());
    }
}
