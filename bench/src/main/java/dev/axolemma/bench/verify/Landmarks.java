package dev.axolemma.bench.verify;

import dev.axolemma.Activation;
import dev.axolemma.Dtype;
import dev.axolemma.Parameter;
import dev.axolemma.Root;
import dev.axolemma.bench.Bits;
import dev.axolemma.bench.reference.Ulp;
import dev.axolemma.formula.Formula;
import dev.axolemma.formula.Formula.Op;
import dev.axolemma.formula.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/**
 * Where errors hide: kinks, roots, the ends of the range of the result, powers of two, 0, ±∞, NaN with different
 * payloads, subnormal numbers; each with its neighbours.
 */
final class Landmarks {

    private static final int NEIGHBOURS = 64;
    /** The points of several inputs are all combinations of few values each. */
    private static final int FEW = 30;
    private static final int COMBINATIONS = 30_000;
    private static final int[] PERIODS = {-1000, -3, -2, -1, 0, 1, 2, 3, 10, 100, 1000, 30_000};

    private final Activation activation;
    private final Formula formula;
    private final Dtype dtype;
    private final Ulp ulp;
    private final Map<String, Double> parameters;

    private Landmarks(Activation activation, Formula formula, Dtype dtype) {
        this.activation = activation;
        this.formula = formula;
        this.dtype = dtype;
        this.ulp = Ulp.of(dtype);
        this.parameters = values(activation);
    }

    static Map<String, Double> values(Activation activation) {
        return activation.parameters().stream().collect(Collectors.toMap(Parameter::name, Parameter::value));
    }

    /** Points, by the bits of their coordinates. */
    static long[][] of(Activation activation, Formula formula, Dtype dtype) {
        Landmarks landmarks = new Landmarks(activation, formula, dtype);
        return activation.inputs() == 1 ? landmarks.alongOneInput() : landmarks.combinations();
    }

    private long[][] alongOneInput() {
        Set<Long> bits = new LinkedHashSet<>();
        for (double centre : centres(0)) {
            addNeighbours(bits, centre, NEIGHBOURS);
        }
        for (int exponent = -1074; exponent < 1024; exponent++) {
            addNeighbours(bits, Math.scalb(1.0, exponent), 2);
            addNeighbours(bits, -Math.scalb(1.0, exponent), 2);
        }
        bits.addAll(nans());
        return bits.stream().map(b -> new long[] {b}).toArray(long[][]::new);
    }

    private long[][] combinations() {
        List<List<Long>> axes = new ArrayList<>();
        for (int input = 0; input < activation.inputs(); input++) {
            Set<Long> bits = new LinkedHashSet<>(nans().subList(0, 1));
            for (double centre : centres(input)) {
                addNeighbours(bits, centre, 1);
            }
            List<Long> axis = new ArrayList<>(bits);
            Collections.shuffle(axis, new Random(input));
            axes.add(axis.subList(0, Math.min(axis.size(), activation.inputs() == 2 ? 4 * FEW : FEW)));
        }
        long all = axes.stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
        long step = Math.max(1, all / COMBINATIONS);
        long[][] points = new long[(int) (all / step)][];
        for (int i = 0; i < points.length; i++) {
            points[i] = combination(axes, i * step);
        }
        return points;
    }

    private static long[] combination(List<List<Long>> axes, long number) {
        long[] point = new long[axes.size()];
        long rest = number;
        for (int input = 0; input < point.length; input++) {
            List<Long> axis = axes.get(input);
            point[input] = axis.get((int) (rest % axis.size()));
            rest /= axis.size();
        }
        return point;
    }

    /** Everything special along one input while the others are 1. */
    private Set<Double> centres(int input) {
        Set<Double> centres = new TreeSet<>(List.of(-0.0, 0.0, 1.0, -1.0, Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY, ulp.largest(), -ulp.largest(), ulp.leastNormal(), -ulp.leastNormal()));
        addCrossings(centres, input, x -> at(formula, input, x) > 0);
        for (double threshold : new double[] {ulp.largest(), ulp.leastNormal(), ulp.least(), ulp.least() / 2}) {
            addCrossings(centres, input, x -> Math.abs(at(formula, input, x)) >= threshold);
        }
        for (Formula comparison : comparisons()) {
            Formula difference = comparison.operand(0).minus(comparison.operand(1));
            addCrossings(centres, input, x -> at(difference, input, x) > 0);
        }
        if (input == 0) {
            activation.roots().forEach(root -> addRoots(centres, root));
        }
        return centres;
    }

    private void addRoots(Set<Double> centres, Root root) {
        Point point = new Point(List.of(), parameters);
        for (int period : PERIODS) {
            double at = root.at().evaluate(point) + period * root.period().evaluate(point);
            if (Double.isFinite(at)) {
                centres.add(at);
            }
        }
    }

    private Set<Formula> comparisons() {
        Set<Formula> found = new LinkedHashSet<>();
        collect(formula, found, new HashSet<>());
        collect(activation.formula(), found, new HashSet<>());
        return found;
    }

    private static void collect(Formula part, Set<Formula> found, Set<Formula> seen) {
        if (seen.add(part)) {
            if (part.op().isCondition() || part.op() == Op.MINIMUM || part.op() == Op.MAXIMUM) {
                found.add(part);
            }
            part.operands().forEach(operand -> collect(operand, found, seen));
        }
    }

    private double at(Formula part, int input, double x) {
        Double[] inputs = new Double[activation.inputs()];
        Arrays.fill(inputs, 1.0);
        inputs[input] = x;
        return part.evaluate(new Point(List.of(inputs), parameters));
    }

    /** Where the predicate changes, as far as a grid of four points an octave sees it. */
    private void addCrossings(Set<Double> centres, int input, DoublePredicate predicate) {
        int lowest = ulp.leastExponent() - 11;
        double before = 0;
        boolean positive = predicate.test(0);
        boolean negative = positive;
        for (int quarter = 4 * lowest; quarter < 4 * 128; quarter++) {
            double x = Math.pow(2, quarter / 4.0);
            if (predicate.test(x) != positive) {
                positive = !positive;
                centres.add(bisected(before, x, predicate));
            }
            if (predicate.test(-x) != negative) {
                negative = !negative;
                centres.add(bisected(-before, -x, predicate));
            }
            before = x;
        }
    }

    private static double bisected(double from, double to, DoublePredicate predicate) {
        double a = from;
        double b = to;
        boolean atA = predicate.test(a);
        for (double middle = a + (b - a) / 2; middle != a && middle != b; middle = a + (b - a) / 2) {
            if (predicate.test(middle) == atA) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return b;
    }

    /** Patterns in the order of their numbers: from a negative number to the next larger one, the pattern gets less. */
    private void addNeighbours(Set<Long> bits, double centre, int reach) {
        long pattern = Bits.of(centre, dtype);
        bits.add(pattern);
        long place = (pattern & sign()) == 0 ? pattern : -(pattern ^ sign());
        for (int i = -reach; i <= reach; i++) {
            long neighbour = Math.clamp(place + i, -infinity(), infinity());
            bits.add(neighbour < 0 ? -neighbour | sign() : neighbour);
        }
    }

    private List<Long> nans() {
        long quiet = infinity() | 1L << ulp.precision() - 2;
        return List.of(quiet, quiet | sign(), infinity() + 1, sign() | sign() - 1, quiet | 5);
    }

    private long sign() {
        return 1L << Byte.SIZE * dtype.bytes() - 1;
    }

    private long infinity() {
        return Bits.of(Double.POSITIVE_INFINITY, dtype);
    }
}
