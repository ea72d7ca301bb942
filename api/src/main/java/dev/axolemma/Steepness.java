package dev.axolemma;

import dev.axolemma.formula.Formula;
import dev.axolemma.formula.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How steep an activation is: the greatest magnitude of its derivative, found by looking closely. */
final class Steepness {

    /** Beyond these, activations are as they are at infinity. */
    private static final double FARTHEST = 64;
    private static final double SPACING = 1.0 / 64;
    private static final double VERY_FAR = 1e18;
    /** How often an interval around a maximum is cut to two thirds. */
    private static final int CUTS = 60;

    private final Formula derivative;
    private final Map<String, Double> parameters = new HashMap<>();

    private Steepness(Activation activation) {
        derivative = activation.derivative(Formula.input(0));
        activation.parameters().forEach(parameter -> parameters.put(parameter.name(), parameter.value()));
    }

    /** The supremum of |f'|, or infinity if there is none. */
    static double of(Activation activation) {
        Steepness steepness = new Steepness(activation);
        double steepest = 0;
        double slope = steepness.at(steepest);
        for (double x = -FARTHEST; x <= FARTHEST; x += SPACING) {
            double found = steepness.at(x);
            if (found > slope) {
                slope = found;
                steepest = x;
            }
        }
        double greatest = steepness.nearby(steepest);
        double far = Math.max(steepness.at(-VERY_FAR), steepness.at(VERY_FAR));
        return far > 2 * greatest ? Double.POSITIVE_INFINITY : Math.max(far, greatest);
    }

    private double nearby(double steepest) {
        double greatest = at(steepest);
        double from = steepest - SPACING;
        double to = steepest + SPACING;
        for (int i = 0; i < CUTS; i++) {
            double third = (to - from) / 3;
            if (at(from + third) < at(to - third)) {
                from += third;
            } else {
                to -= third;
            }
            greatest = Math.max(greatest, at((from + to) / 2));
        }
        return greatest;
    }

    /** |f'|, or 0 where it is not a number. */
    private double at(double x) {
        double slope = Math.abs(derivative.evaluate(new Point(List.of(x), parameters)));
        return Double.isNaN(slope) ? 0 : slope;
    }
}
