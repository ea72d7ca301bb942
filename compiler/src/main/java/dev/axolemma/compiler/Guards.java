package dev.axolemma.compiler;

import dev.axolemma.formula.Formula;
import dev.axolemma.formula.Formula.Op;
import java.util.HashMap;
import java.util.Map;

/** What the conditions of the selects around a place in a formula say of the inputs there. */
record Guards(Map<Formula, Interval> intervals) {

    static final Guards NONE = new Guards(Map.of());

    /** Where the value of {@code f} lies as far as is known. */
    Interval of(Formula f) {
        return intervals.getOrDefault(f, Interval.EVERYTHING);
    }

    Guards and(Formula input, Interval interval) {
        Map<Formula, Interval> all = new HashMap<>(intervals);
        all.merge(input, interval, Interval::intersect);
        return new Guards(Map.copyOf(all));
    }

    /** The guards of the branch that is taken where the condition holds. */
    Guards where(Formula condition) {
        Formula a = condition.operand(0);
        Formula b = condition.operand(1);
        boolean equal = condition.op() == Op.EQUAL;
        if (a.op() == Op.INPUT && b.op() == Op.CONSTANT) {
            return and(a, new Interval(equal ? b.value() : Double.NEGATIVE_INFINITY, b.value()));
        }
        return a.op() == Op.CONSTANT && b.op() == Op.INPUT
                ? and(b, new Interval(a.value(), equal ? a.value() : Double.POSITIVE_INFINITY)) : this;
    }

    /** The guards of the other branch, which NaN takes too. */
    Guards whereNot(Formula condition) {
        Formula a = condition.operand(0);
        Formula b = condition.operand(1);
        if (condition.op() == Op.EQUAL) {
            return this;
        }
        if (a.op() == Op.INPUT && b.op() == Op.CONSTANT) {
            return and(a, new Interval(b.value(), Double.POSITIVE_INFINITY));
        }
        return a.op() == Op.CONSTANT && b.op() == Op.INPUT
                ? and(b, new Interval(Double.NEGATIVE_INFINITY, a.value())) : this;
    }
}
