package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import dev.axolemma.formula.Formula;
import dev.axolemma.formula.Formula.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The range of arguments in which a formula can be evaluated in plain words: no subexpression leaves the normal range, no
 * infinity meets a zero or another infinity. It is given as limits on subformulas, which the main path checks; whatever
 * breaks one goes the rare way. Found by interval arithmetic on exponents, trying the widest first.
 */
final class MainRange {

    /** Parameters within 2^±15, or zero, are ordinary. */
    private static final int PARAMETER_EXPONENT = 15;
    static final Limit PARAMETER =
            new Limit(Interval.within(Math.scalb(1.0, PARAMETER_EXPONENT)), Math.scalb(1.0, -PARAMETER_EXPONENT));

    private static final double[] EXPONENT_SHARES = {1, 0.5, 0.33, 0.25, 0.16, 0.08};
    private static final double[] INPUT_SHARES = {1, 0.75, 0.49, 0.32, 0.24, 0.16, 0.12, 0.08};

    /** log2 of the least and the greatest magnitude that is not zero, and whether the value is never below, above 0. */
    private record Range(double least, double greatest, boolean notNegative, boolean notPositive) {

        Range withMagnitude(double newLeast, double newGreatest) {
            return new Range(newLeast, newGreatest, notNegative, notPositive);
        }
    }

    private record Place(Formula formula, Guards guards) {
    }

    private final Dtype dtype;
    private final Formula formula;
    private final double maxExponent;
    private final boolean several;
    private double exponentialLimit;
    private double inputExponent;
    private boolean safe;
    private Map<Place, Range> ranges = new HashMap<>();
    /** The limits of the attempt under way; what is asked afterwards, outside its guards, does not change those found. */
    private Map<Formula, Limit> limits = new LinkedHashMap<>();
    private Map<Formula, Limit> found = Map.of();

    MainRange(Formula formula, Dtype dtype) {
        this.formula = formula;
        this.dtype = dtype;
        this.maxExponent = dtype == Dtype.F32 ? 126 : 1022;
        this.several = inputs(formula, new ArrayList<>()).size() > 1;
        double widest = dtype == Dtype.F32 ? 87 : 708;
        for (double exponentShare : EXPONENT_SHARES) {
            for (double inputShare : INPUT_SHARES) {
                attempt(widest * exponentShare, (maxExponent + 2) * inputShare);
                if (safe) {
                    return;
                }
            }
        }
    }

    /** Subformulas and the values that each may have on the main path. */
    Map<Formula, Limit> limits() {
        return found;
    }

    /** Whether the operands of a sum or difference always have signs that keep them from cancelling. */
    boolean sameSigns(Formula f) {
        Range a = range(f.operand(0), Guards.NONE);
        Range b = range(f.operand(1), Guards.NONE);
        boolean plus = f.op() == Op.ADD;
        return a.notNegative() && (plus ? b.notNegative() : b.notPositive())
                || a.notPositive() && (plus ? b.notPositive() : b.notNegative());
    }

    /** Whether the value is zero nowhere. */
    boolean neverZero(Formula f) {
        return switch (f.op()) {
            case EXP, SIGMOID, LOGISTIC_PDF, SOFTPLUS, TANH_SOFTPLUS, ERFC, NORMAL_CDF, NORMAL_PDF -> true;
            case CONSTANT -> f.value() != 0;
            case ADD -> sameSigns(f) && (neverZero(f.operand(0)) || neverZero(f.operand(1)));
            case NEGATE, ABS, SQRT, SQUARE -> neverZero(f.operand(0));
            case MULTIPLY, DIVIDE -> neverZero(f.operand(0)) && neverZero(f.operand(1));
            case SELECT -> neverZero(f.operand(1)) && neverZero(f.operand(2));
            default -> false;
        };
    }

    private void attempt(double exponential, double input) {
        exponentialLimit = exponential;
        inputExponent = input;
        safe = true;
        ranges = new HashMap<>();
        limits = new LinkedHashMap<>();
        range(formula, Guards.NONE);
        limitInputs();
        limitTinyInputs();
        found = new LinkedHashMap<>(limits);
    }

    private Range range(Formula f, Guards guards) {
        Place place = new Place(f, guards);
        Range known = ranges.get(place);
        if (known == null) {
            known = compute(f, guards);
            ranges.put(place, known);
            safe &= known.greatest() <= maxExponent + 2 && known.least() >= -maxExponent
                    && (known.greatest() <= maxExponent || isLeaf(f));
        }
        return known;
    }

    private static boolean isLeaf(Formula f) {
        return switch (f.op()) {
            case INPUT, CONSTANT -> true;
            case NEGATE, ABS -> isLeaf(f.operand(0));
            case SELECT -> isLeaf(f.operand(1)) && isLeaf(f.operand(2));
            case MINIMUM, MAXIMUM -> isLeaf(f.operand(0)) && isLeaf(f.operand(1));
            default -> false;
        };
    }

    private Range compute(Formula f, Guards guards) {
        return switch (f.op()) {
            case INPUT -> input(guards.of(f));
            case PARAMETER -> {
                limit(f, PARAMETER);
                yield new Range(-PARAMETER_EXPONENT, PARAMETER_EXPONENT, false, false);
            }
            case CONSTANT -> constant(f.value());
            case LESS, LESS_OR_EQUAL, EQUAL -> {
                range(f.operand(0), guards);
                range(f.operand(1), guards);
                yield new Range(0, 0, true, false);
            }
            case SELECT -> {
                range(f.operand(0), guards);
                yield union(range(f.operand(1), guards.where(f.operand(0))),
                        range(f.operand(2), guards.whereNot(f.operand(0))));
            }
            case MINIMUM, MAXIMUM -> union(range(f.operand(0), guards), range(f.operand(1), guards));
            case ADD -> sum(range(f.operand(0), guards), range(f.operand(1), guards));
            case SUBTRACT -> sum(range(f.operand(0), guards), negated(range(f.operand(1), guards)));
            case MULTIPLY -> product(f, range(f.operand(0), guards), range(f.operand(1), guards));
            case DIVIDE -> quotient(range(f.operand(0), guards), range(f.operand(1), guards));
            default -> unary(f, range(f.operand(0), guards), guards);
        };
    }

    private Range input(Interval interval) {
        double largest = Math.max(Math.abs(interval.least()), Math.abs(interval.greatest()));
        double exponent = Math.min(inputExponent, Math.max(0, Math.log(largest) / Math.log(2)));
        return new Range(several ? -leastExponent() : 0, exponent, interval.least() >= 0, interval.greatest() <= 0);
    }

    private static Range constant(double value) {
        double exponent = value == 0 || Double.isInfinite(value) ? 0 : Math.log(Math.abs(value)) / Math.log(2);
        return new Range(exponent, exponent, value >= 0, value <= 0);
    }

    private static Range union(Range a, Range b) {
        return new Range(Math.min(a.least(), b.least()), Math.max(a.greatest(), b.greatest()),
                a.notNegative() && b.notNegative(), a.notPositive() && b.notPositive());
    }

    private static Range negated(Range a) {
        return new Range(a.least(), a.greatest(), a.notPositive(), a.notNegative());
    }

    private static Range sum(Range a, Range b) {
        boolean same = a.notNegative() && b.notNegative() || a.notPositive() && b.notPositive();
        double least = same ? Math.max(a.least(), b.least()) : Math.min(a.least(), b.least());
        return union(a, b).withMagnitude(least, Math.max(a.greatest(), b.greatest()) + 1);
    }

    private static Range product(Formula f, Range a, Range b) {
        boolean square = f.operand(0).equals(f.operand(1));
        return new Range(a.least() + b.least(), a.greatest() + b.greatest(),
                square || a.notNegative() && b.notNegative() || a.notPositive() && b.notPositive(),
                !square && (a.notNegative() && b.notPositive() || a.notPositive() && b.notNegative()));
    }

    private static Range quotient(Range a, Range b) {
        return new Range(a.least() - b.greatest(), a.greatest() - b.least(),
                a.notNegative() && b.notNegative() || a.notPositive() && b.notPositive(),
                a.notNegative() && b.notPositive() || a.notPositive() && b.notNegative());
    }

    private Range unary(Formula f, Range a, Guards guards) {
        Formula argument = f.operand(0);
        Interval guard = guards.of(argument);
        double octaves = exponentialLimit / Math.log(2);
        double gaussian = Math.sqrt(2 * exponentialLimit);
        return switch (f.op()) {
            case NEGATE -> negated(a);
            case ABS -> new Range(a.least(), a.greatest(), true, false);
            case SQRT -> new Range(a.least() / 2, a.greatest() / 2, true, false);
            case SQUARE -> new Range(2 * a.least(), 2 * a.greatest(), true, false);
            case EXP -> bounded(argument, guard, exponentialLimit, new Range(-octaves, a.notPositive() ? 0 : octaves, true, false));
            case EXPM1 -> bounded(argument, guard, exponentialLimit,
                    new Range(Math.min(a.least(), 0), a.notPositive() ? 0 : octaves, a.notNegative(), a.notPositive()));
            case SIGMOID -> bounded(argument, guard, exponentialLimit,
                    new Range(a.notNegative() ? -1 : -octaves, 0, true, false));
            case LOGISTIC_PDF -> bounded(argument, guard, exponentialLimit, new Range(-octaves - 2, -2, true, false));
            case SOFTPLUS -> bounded(argument, guard, exponentialLimit, new Range(-octaves, 8, true, false));
            case TANH_SOFTPLUS -> bounded(argument, guard, exponentialLimit / 2, new Range(-octaves, 0, true, false));
            case TANH -> bounded(argument, guard, exponentialLimit / 2,
                    new Range(Math.min(a.least(), 0), 0, a.notNegative(), a.notPositive()));
            case TANHSHRINK -> bounded(argument, guard, exponentialLimit / 2,
                    new Range(Math.min(3 * a.least(), 0), 8, a.notNegative(), a.notPositive()));
            case NORMAL_CDF -> bounded(argument, guard, Math.min(gaussian, Polynomials.ROUGH_MILLS.reach(dtype)),
                    new Range(-octaves - 4, 0, true, false));
            case NORMAL_PDF -> bounded(argument, guard, gaussian, new Range(-octaves - 4, 0, true, false));
            case ERFC -> bounded(argument, guard, gaussian / Math.sqrt(2), new Range(-octaves - 4, 1, true, false));
            case ERF -> bounded(argument, guard, gaussian / Math.sqrt(2),
                    new Range(Math.min(a.least(), 0), 0, a.notNegative(), a.notPositive()));
            case SIN, COS -> bounded(argument, guard, Trigonometry.DIRECT, new Range(Math.min(a.least(), 0), 0, false, false));
            case LOG, LOG1P -> {
                // The logarithm's argument is a normal number above 0; of the rest the rare path makes what it is.
                double least = f.op() == Op.LOG ? Math.scalb(1.0, (int) -maxExponent) : -0.99;
                limit(argument, Limit.to(new Interval(least, Math.scalb(1.0, (int) maxExponent))));
                yield new Range(0, 11, false, false);
            }
            default -> throw new IllegalArgumentException("no range rule for " + f.op());
        };
    }

    /** A primitive whose argument is to stay within ±limit, as far as the guards do not see to it already. */
    private Range bounded(Formula argument, Interval guard, double limit, Range result) {
        Interval wanted = new Interval(guard.least() >= -limit ? Double.NEGATIVE_INFINITY : -limit,
                guard.greatest() <= limit ? Double.POSITIVE_INFINITY : limit);
        limit(argument, Limit.to(wanted));
        return result;
    }

    private void limit(Formula f, Limit limit) {
        if (limit.asksAnything()) {
            limits.merge(f, limit, Limit::and);
        }
    }

    /**
     * Inputs are limited too, unless a limit on a multiple of the input already says as much, or the formula is right for
     * infinities as it stands.
     */
    private void limitInputs() {
        if (isPlain(formula, Guards.NONE)) {
            limits.clear();
            return;
        }
        Guards checked = Guards.NONE;
        for (Map.Entry<Formula, Limit> limit : limits.entrySet()) {
            checked = limit.getKey().op() == Op.INPUT
                    ? checked.and(limit.getKey(), limit.getValue().interval()) : checked;
        }
        if (isPlain(formula, checked)) {
            return;
        }
        for (Formula input : inputs(formula, new ArrayList<>())) {
            if (limits.entrySet().stream().noneMatch(limit -> limit.getValue().interval().isFinite()
                    && isMultiple(limit.getKey(), input))) {
                limit(input, Limit.to(Interval.within(inputExponent >= maxExponent + 2 ? largest()
                        : Math.scalb(1.0, (int) inputExponent))));
            }
        }
    }

    /**
     * A product of an input with constants and parameters that floats do not hold is rounded on the subnormals' coarse
     * grid once for each of its words: one such factor keeps to the bound, two may not. And where there are several inputs
     * a large one may lift what another made subnormal.
     */
    private void limitTinyInputs() {
        if (!isPlain(formula, Guards.NONE) && (several || inexactFactors(formula) > 1)) {
            Limit tiny = new Limit(Interval.EVERYTHING, Math.scalb(1.0, (int) -leastExponent()));
            for (Formula input : inputs(formula, new ArrayList<>())) {
                limit(input, tiny);
            }
        }
    }

    /** Ordinary inputs are at least 2^−this, or zero: smaller ones lose words to subnormals, or one another. */
    private double leastExponent() {
        return (several ? 0.25 : 0.8) * maxExponent;
    }

    private int inexactFactors(Formula f) {
        if (isIndifferentToTiny(f)) {
            return 0;
        }
        int most = f.operands().stream().mapToInt(this::inexactFactors).max().orElse(0);
        boolean product = f.op() == Op.MULTIPLY || f.op() == Op.DIVIDE;
        return product && f.operands().stream().anyMatch(this::isInexact) ? most + 1 : most;
    }

    /** Whether the value at 0 is not zero, so that it does not change with what a tiny argument loses. */
    private static boolean isIndifferentToTiny(Formula f) {
        return switch (f.op()) {
            case EXP, SIGMOID, LOGISTIC_PDF, SOFTPLUS, TANH_SOFTPLUS, ERFC, NORMAL_CDF, NORMAL_PDF, COS -> true;
            default -> false;
        };
    }

    private boolean isInexact(Formula f) {
        return f.op() == Op.PARAMETER || f.op() == Op.CONSTANT && (dtype == Dtype.F32 ? (float) f.value() != f.value()
                : Math.scalb(1.0, Math.getExponent(f.value())) != Math.abs(f.value()));
    }

    private double largest() {
        return dtype == Dtype.F32 ? Float.MAX_VALUE : Double.MAX_VALUE;
    }

    /** Whether a bound on {@code f} bounds the input: f is the input times what is at least 1 in magnitude. */
    private boolean isMultiple(Formula f, Formula input) {
        return switch (f.op()) {
            case INPUT -> f.equals(input);
            case NEGATE, ABS -> isMultiple(f.operand(0), input);
            case MULTIPLY -> isAtLeastOne(f.operand(1)) && isMultiple(f.operand(0), input)
                    || isAtLeastOne(f.operand(0)) && isMultiple(f.operand(1), input);
            default -> false;
        };
    }

    private boolean isAtLeastOne(Formula f) {
        return f.op() == Op.CONSTANT && Math.abs(f.value()) >= 1
                || f.op() == Op.ADD && sameSigns(f) && f.operands().stream().anyMatch(this::isAtLeastOne);
    }

    /**
     * Whether the formula compares, chooses and scales, which is right for infinities as it stands, and does anything else
     * only with inputs that the guards keep finite.
     */
    private static boolean isPlain(Formula f, Guards guards) {
        return switch (f.op()) {
            case INPUT, CONSTANT, PARAMETER -> true;
            case SELECT -> isPlain(f.operand(0), guards) && isPlain(f.operand(1), guards.where(f.operand(0)))
                    && isPlain(f.operand(2), guards.whereNot(f.operand(0)));
            case NEGATE, ABS, LESS, LESS_OR_EQUAL, EQUAL, MINIMUM, MAXIMUM ->
                    f.operands().stream().allMatch(operand -> isPlain(operand, guards));
            case ADD, SUBTRACT -> isPlain(f.operand(0), guards) && f.operand(1).op() == Op.CONSTANT
                    || isPlain(f.operand(1), guards) && f.operand(0).op() == Op.CONSTANT || isFinite(f, guards);
            case MULTIPLY -> isNonzero(f.operand(0)) && isPlain(f.operand(1), guards)
                    || isNonzero(f.operand(1)) && isPlain(f.operand(0), guards) || isFinite(f, guards);
            default -> isFinite(f, guards);
        };
    }

    private static boolean isFinite(Formula f, Guards guards) {
        List<Formula> inputs = inputs(f, new ArrayList<>());
        return !inputs.isEmpty() && inputs.stream().allMatch(input -> guards.of(input).isFinite());
    }

    private static boolean isNonzero(Formula f) {
        return f.op() == Op.CONSTANT && f.value() != 0;
    }

    private static List<Formula> inputs(Formula f, List<Formula> found) {
        if (f.op() == Op.INPUT && !found.contains(f)) {
            found.add(f);
        }
        for (Formula operand : f.operands()) {
            inputs(operand, found);
        }
        return found;
    }
}
