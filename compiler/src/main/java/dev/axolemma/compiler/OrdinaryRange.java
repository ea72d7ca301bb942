package dev.axolemma.compiler;

import dev.axolemma.formula.Formula;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits within which a formula's value is ordinary: zero, or of a magnitude from 2^−exponent to 2^exponent. Found for
 * what products and choices make of exponentials, constants and parameters; of a sum, which may cancel, nothing is known.
 */
final class OrdinaryRange {

    private static final double[] SHARES = {1, 0.75, 0.5};

    /** log2 of the least and the greatest magnitude, wherever the value is not zero, infinite or NaN. */
    private record Magnitude(double least, double greatest) {

        static final Magnitude UNKNOWN = new Magnitude(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

        static Magnitude of(double value) {
            double exponent = value == 0 || Double.isInfinite(value) ? 0 : Math.log(Math.abs(value)) / Math.log(2);
            return new Magnitude(exponent, exponent);
        }

        Magnitude union(Magnitude other) {
            return new Magnitude(Math.min(least, other.least), Math.max(greatest, other.greatest));
        }

        Magnitude times(Magnitude other) {
            return new Magnitude(least + other.least, greatest + other.greatest);
        }

        Magnitude inverse() {
            return new Magnitude(-greatest, -least);
        }

        Magnitude root() {
            return new Magnitude(least / 2, greatest / 2);
        }
    }

    private final double octaves;
    private final Map<Formula, Limit> limits = new LinkedHashMap<>();

    private OrdinaryRange(double octaves) {
        this.octaves = octaves;
    }

    /** The limits on subformulas, beside those of the {@link MainRange}; empty if none are known. */
    static Optional<Map<Formula, Limit>> limits(Formula formula, int exponent) {
        for (double share : SHARES) {
            OrdinaryRange range = new OrdinaryRange(exponent * share);
            Magnitude result = range.magnitude(formula, Guards.NONE);
            if (result.least() >= -exponent && result.greatest() <= exponent) {
                return Optional.of(range.limits);
            }
        }
        return Optional.empty();
    }

    private Magnitude magnitude(Formula f, Guards guards) {
        double exponential = octaves * Math.log(2);
        return switch (f.op()) {
            case CONSTANT -> Magnitude.of(f.value());
            case PARAMETER -> {
                limits.put(f, MainRange.PARAMETER);
                yield Magnitude.of(MainRange.PARAMETER.leastMagnitude())
                        .union(Magnitude.of(MainRange.PARAMETER.interval().greatest()));
            }
            case SELECT -> magnitude(f.operand(1), guards.where(f.operand(0)))
                    .union(magnitude(f.operand(2), guards.whereNot(f.operand(0))));
            case MINIMUM, MAXIMUM -> magnitude(f.operand(0), guards).union(magnitude(f.operand(1), guards));
            case NEGATE, ABS -> magnitude(f.operand(0), guards);
            case SQUARE -> magnitude(f.operand(0), guards).times(magnitude(f.operand(0), guards));
            case SQRT -> magnitude(f.operand(0), guards).root();
            case MULTIPLY -> magnitude(f.operand(0), guards).times(magnitude(f.operand(1), guards));
            case DIVIDE -> magnitude(f.operand(0), guards).times(magnitude(f.operand(1), guards).inverse());
            case EXP -> limited(f, exponential, guards, new Magnitude(-octaves, octaves));
            case SIGMOID -> limited(f, exponential, guards, new Magnitude(-octaves - 1, 0));
            case LOGISTIC_PDF -> limited(f, exponential, guards, new Magnitude(-octaves - 2, -2));
            case SOFTPLUS -> limited(f, exponential, guards, new Magnitude(-octaves - 1, octaves));
            case NORMAL_PDF -> limited(f, Math.sqrt(2 * exponential), guards, new Magnitude(-octaves - 2, -1));
            default -> Magnitude.UNKNOWN;
        };
    }

    /** Of a primitive whose argument is to stay within ±limit, as far as the guards do not see to it already. */
    private Magnitude limited(Formula primitive, double limit, Guards guards, Magnitude within) {
        Formula argument = primitive.operand(0);
        Interval guard = guards.of(argument);
        limits.merge(argument, Limit.to(new Interval(
                guard.least() >= -limit ? Double.NEGATIVE_INFINITY : -limit,
                guard.greatest() <= limit ? Double.POSITIVE_INFINITY : limit)), Limit::and);
        return within;
    }
}
