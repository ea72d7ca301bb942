package dev.axolemma;

import java.util.Objects;
import java.util.function.DoublePredicate;

/**
 * A named parameter of an activation, its value and the values it may have. It reaches a kernel as a run-time
 * argument, so kernels of one activation are shared by all its parameter values.
 *
 * @param name as in {@code Formula.parameter(name)}
 * @param value a binary64 number, taken exactly
 * @param domain which values are allowed
 */
public record Parameter(String name, double value, Domain domain) {

    /** @throws IllegalArgumentException if the value is outside the domain */
    public Parameter {
        Objects.requireNonNull(name, "name");
        if (!domain.allows().test(value)) {
            throw new IllegalArgumentException(
                    "parameter " + name + " is " + value + "; it must be " + domain.description());
        }
    }

    /** A parameter that may have any finite value. */
    public static Parameter of(String name, double value) {
        return new Parameter(name, value, Domain.FINITE);
    }

    /** This parameter with another value. */
    public Parameter withValue(double other) {
        return new Parameter(name, other, domain);
    }

    /**
     * The values that a parameter may have.
     *
     * @param description completes "it must be …"
     * @param allows whether a value is one of them
     */
    public record Domain(String description, DoublePredicate allows) {

        /** −∞ &lt; v &lt; ∞. */
        public static final Domain FINITE = new Domain("a finite number", Double::isFinite);
        /** 0 &lt; v &lt; ∞. */
        public static final Domain POSITIVE =
                new Domain("a finite number above 0", v -> Double.isFinite(v) && v > 0);
        /** 0 ≤ v &lt; ∞. */
        public static final Domain NOT_NEGATIVE =
                new Domain("a finite number, at least 0", v -> Double.isFinite(v) && v >= 0);
        /** −∞ &lt; v &lt; ∞ and v ≠ 0. */
        public static final Domain NOT_ZERO =
                new Domain("a finite number other than 0", v -> Double.isFinite(v) && v != 0);
        /** −∞ ≤ v ≤ ∞. */
        public static final Domain NOT_NAN = new Domain("a number, not NaN", v -> !Double.isNaN(v));
    }
}
