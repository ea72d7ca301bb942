package dev.axolemma.bench.verify;

import dev.axolemma.Activation;
import dev.axolemma.Dtype;
import dev.axolemma.Root;
import dev.axolemma.bench.reference.Ulp;
import dev.axolemma.formula.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Near which points errors are measured absolutely, and in what unit. Immutable. */
final class RootBound {

    /** One marked root, or a series of them. */
    private record Neighbourhood(Root root, double at, double period, double radius) {

        static Neighbourhood of(Root root, Point parameters) {
            return new Neighbourhood(root, root.at().evaluate(parameters), root.period().evaluate(parameters),
                    root.radius().evaluate(parameters));
        }

        boolean contains(double x) {
            double turns = period == 0 ? 0 : Math.rint((x - at) / period);
            double centre = at + turns * period;
            // far out, neither the period nor the spacing of numbers tells where the roots are
            double doubt = Math.abs(turns) * Math.ulp(period);
            return Math.abs(centre) > radius && Math.abs(x - centre) <= radius + doubt;
        }
    }

    private final List<Neighbourhood> neighbourhoods;
    private final Map<String, Double> parameters;
    private final double precision;

    RootBound(Subject subject, Dtype dtype) {
        Activation activation = subject.activation();
        parameters = Landmarks.values(activation);
        precision = Math.scalb(1.0, -Ulp.of(dtype).precision());
        Point point = new Point(List.of(), parameters);
        neighbourhoods = activation.roots().stream()
                .filter(root -> root.of() == subject.direction() && subject.isBounded())
                .map(root -> Neighbourhood.of(root, point)).toList();
    }

    boolean exists() {
        return !neighbourhoods.isEmpty();
    }

    /** What an absolute error at a point is measured in; 0 away from marked roots. */
    double unit(double... point) {
        double unit = 0;
        for (Neighbourhood neighbourhood : neighbourhoods) {
            if (neighbourhood.contains(point[0])) {
                unit = Math.max(unit, precision * magnitude(neighbourhood.root, point));
            }
        }
        return unit;
    }

    private double magnitude(Root root, double... point) {
        return root.magnitude().evaluate(new Point(Arrays.stream(point).boxed().toList(), parameters));
    }
}
