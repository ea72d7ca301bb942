package dev.axolemma.formula;

import java.util.Objects;

/**
 * A truth value that depends on the inputs; it chooses between two formulas, as in
 * {@code x.less(0).then(x.expm1()).otherwise(x)}. A comparison with NaN is false.
 */
public record Condition(Formula formula) {

    /** @throws IllegalArgumentException if {@code formula} is not a comparison */
    public Condition {
        if (!formula.op().isCondition()) {
            throw new IllegalArgumentException("formula is a " + formula.op() + "; a condition is a comparison");
        }
    }

    /** The value where this condition holds. */
    public Branch then(Formula value) {
        return new Branch(this, Objects.requireNonNull(value, "value"));
    }

    public Branch then(double value) {
        return then(Formula.constant(value));
    }

    /** A condition with its first value, waiting for the other. */
    public record Branch(Condition condition, Formula value) {

        /** The formula that has the first value where the condition holds, and {@code other} elsewhere. */
        public Formula otherwise(Formula other) {
            return Formula.of(Formula.Op.SELECT, condition.formula(), value, other);
        }

        public Formula otherwise(double other) {
            return otherwise(Formula.constant(other));
        }
    }
}
