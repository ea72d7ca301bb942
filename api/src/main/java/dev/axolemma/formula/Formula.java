package dev.axolemma.formula;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A real function of inputs {@code x0..xk} and named parameters: an immutable expression graph, compared structurally.
 *
 * <p>A formula states <em>what</em> is computed, over the real numbers; its constants are exactly the binary64 values
 * given. How it is evaluated to a few ULP on a processor is the lowering's business. Formulas share subexpressions
 * freely: equal subexpressions are computed once. Instances are immutable and safe to share between threads.
 */
public final class Formula {

    /** The operations of a formula, with the number of operands each takes. */
    public enum Op {
        /** The input {@code x}<i>index</i>. */
        INPUT(0),
        /** A named run-time parameter. */
        PARAMETER(0),
        /** A binary64 constant. */
        CONSTANT(0),
        ADD(2), SUBTRACT(2), MULTIPLY(2), DIVIDE(2), NEGATE(1), ABS(1), SQRT(1), SQUARE(1),
        /** The smaller operand; the first at a tie. */
        MINIMUM(2),
        /** The larger operand; the first at a tie. */
        MAXIMUM(2),
        /** Truth values, usable only as the first operand of {@link #SELECT}. */
        LESS(2), LESS_OR_EQUAL(2), EQUAL(2),
        /** Second operand where the first is true, third elsewhere. */
        SELECT(3),
        EXP(1), EXPM1(1), LOG(1), LOG1P(1), TANH(1), SIGMOID(1),
        /** The logistic density σ(x)·σ(−x): the derivative of the sigmoid. */
        LOGISTIC_PDF(1),
        SOFTPLUS(1),
        /** tanh(softplus(x)), which of e^x takes no logarithm and no second exponential. */
        TANH_SOFTPLUS(1),
        /** x − tanh(x), kept apart from its parts because their difference cancels to x³/3 near 0. */
        TANHSHRINK(1),
        ERF(1), ERFC(1),
        /** The standard normal distribution function Φ. */
        NORMAL_CDF(1),
        /** The standard normal density φ. */
        NORMAL_PDF(1),
        SIN(1), COS(1);

        private final int arity;

        Op(int arity) {
            this.arity = arity;
        }

        /** The number of operands. */
        public int arity() {
            return arity;
        }

        /** Whether the result is a truth value. */
        public boolean isCondition() {
            return this == LESS || this == LESS_OR_EQUAL || this == EQUAL;
        }
    }

    private static final int LONGEST_TEXT = 1000;

    private final Op op;
    private final List<Formula> operands;
    private final double value;
    private final String name;
    private final int hash;

    private Formula(Op op, double value, String name, Formula... operands) {
        this.op = op;
        this.value = value;
        this.name = name;
        this.operands = List.of(operands);
        this.hash = 31 * (31 * op.ordinal() + Double.hashCode(value)) + 17 * Objects.hashCode(name)
                + Arrays.hashCode(operands);
    }

    /**
     * The input x<i>index</i>.
     *
     * @throws IllegalArgumentException if {@code index} is negative
     */
    public static Formula input(int index) {
        if (index < 0) {
            throw new IllegalArgumentException("index is " + index + "; an input's index is at least 0");
        }
        return new Formula(Op.INPUT, index, null);
    }

    /** The run-time parameter called {@code name}. */
    public static Formula parameter(String name) {
        return new Formula(Op.PARAMETER, 0, Objects.requireNonNull(name, "name"));
    }

    /**
     * Exactly the given binary64 value.
     *
     * @throws IllegalArgumentException if {@code value} is NaN: a formula is a real function
     */
    public static Formula constant(double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("value is NaN; a constant is a number");
        }
        return new Formula(Op.CONSTANT, value, null);
    }

    /** An operation on operands, simplified by the identities that hold for −0, ∞ and NaN too. */
    static Formula of(Op op, Formula... operands) {
        for (int i = 0; i < operands.length; i++) {
            boolean condition = Objects.requireNonNull(operands[i], "operand").op.isCondition();
            if (condition != (op == Op.SELECT && i == 0)) {
                throw new IllegalArgumentException("operand " + i + " of " + op + " is "
                        + operands[i] + "; it must be a " + (condition ? "number, not a condition" : "condition"));
            }
        }
        return Simplification.simplify(new Formula(op, 0, null, operands));
    }

    /** What this does with its operands. */
    public Op op() {
        return op;
    }

    /** Every input and parameter that this formula reads, in the order of first mention. */
    public Set<Formula> variables() {
        Set<Formula> found = new LinkedHashSet<>();
        collectVariables(found, Collections.newSetFromMap(new IdentityHashMap<>()));
        return found;
    }

    private void collectVariables(Set<Formula> found, Set<Formula> visited) {
        if (!visited.add(this)) {
            return;
        }
        if (op == Op.INPUT || op == Op.PARAMETER) {
            found.add(this);
        }
        for (Formula operand : operands) {
            operand.collectVariables(found, visited);
        }
    }

    /** The operands in order; as many as {@link Op#arity()} says. */
    public List<Formula> operands() {
        return operands;
    }

    /**
     * An operand, counted from 0.
     *
     * @throws IndexOutOfBoundsException if there is no such operand
     */
    public Formula operand(int index) {
        return operands.get(index);
    }

    /**
     * The value of a constant.
     *
     * @throws IllegalStateException if this is something else
     */
    public double value() {
        require(Op.CONSTANT);
        return value;
    }

    /**
     * The index of an input.
     *
     * @throws IllegalStateException if this is something else
     */
    public int index() {
        require(Op.INPUT);
        return (int) value;
    }

    /**
     * The name of a parameter.
     *
     * @throws IllegalStateException if this is something else
     */
    public String name() {
        require(Op.PARAMETER);
        return name;
    }

    private void require(Op wanted) {
        if (op != wanted) {
            throw new IllegalStateException("formula is a " + op + ", not a " + wanted);
        }
    }

    /** Whether this is the constant {@code wanted}; −0 and 0 differ. */
    public boolean isConstant(double wanted) {
        return op == Op.CONSTANT && Double.doubleToLongBits(value) == Double.doubleToLongBits(wanted);
    }

    public Formula plus(Formula other) {
        return of(Op.ADD, this, other);
    }

    public Formula plus(double other) {
        return plus(constant(other));
    }

    public Formula minus(Formula other) {
        return of(Op.SUBTRACT, this, other);
    }

    public Formula minus(double other) {
        return minus(constant(other));
    }

    public Formula times(Formula other) {
        return of(Op.MULTIPLY, this, other);
    }

    public Formula times(double other) {
        return times(constant(other));
    }

    public Formula over(Formula other) {
        return of(Op.DIVIDE, this, other);
    }

    public Formula over(double other) {
        return over(constant(other));
    }

    public Formula negate() {
        return of(Op.NEGATE, this);
    }

    public Formula abs() {
        return of(Op.ABS, this);
    }

    public Formula sqrt() {
        return of(Op.SQRT, this);
    }

    public Formula square() {
        return of(Op.SQUARE, this);
    }

    /** 1 / this. */
    public Formula reciprocal() {
        return constant(1).over(this);
    }

    /** The smaller of the two; the gradient of a tie goes to this one. */
    public Formula min(Formula other) {
        return of(Op.MINIMUM, this, other);
    }

    public Formula min(double other) {
        return min(constant(other));
    }

    /** The larger of the two; the gradient of a tie goes to this one. */
    public Formula max(Formula other) {
        return of(Op.MAXIMUM, this, other);
    }

    public Formula max(double other) {
        return max(constant(other));
    }

    /** {@code low} below it, {@code high} above it, this between, where alone the derivative is not zero. */
    public Formula clamp(Formula low, Formula high) {
        return lessOrEqual(low).then(low).otherwise(greaterOrEqual(high).then(high).otherwise(this));
    }

    public Formula clamp(double low, double high) {
        return clamp(constant(low), constant(high));
    }

    public Condition less(Formula other) {
        return new Condition(of(Op.LESS, this, other));
    }

    public Condition less(double other) {
        return less(constant(other));
    }

    public Condition lessOrEqual(Formula other) {
        return new Condition(of(Op.LESS_OR_EQUAL, this, other));
    }

    public Condition lessOrEqual(double other) {
        return lessOrEqual(constant(other));
    }

    public Condition greater(Formula other) {
        return other.less(this);
    }

    public Condition greater(double other) {
        return greater(constant(other));
    }

    public Condition greaterOrEqual(Formula other) {
        return other.lessOrEqual(this);
    }

    public Condition greaterOrEqual(double other) {
        return greaterOrEqual(constant(other));
    }

    public Condition equalTo(Formula other) {
        return new Condition(of(Op.EQUAL, this, other));
    }

    public Condition equalTo(double other) {
        return equalTo(constant(other));
    }

    public Formula exp() {
        return of(Op.EXP, this);
    }

    /** e^this − 1, accurate near 0. */
    public Formula expm1() {
        return of(Op.EXPM1, this);
    }

    /** The natural logarithm. */
    public Formula log() {
        return of(Op.LOG, this);
    }

    /** log(1 + this), accurate near 0. */
    public Formula log1p() {
        return of(Op.LOG1P, this);
    }

    public Formula tanh() {
        return of(Op.TANH, this);
    }

    /** 1 / (1 + e^−this), accurate relatively in both tails. */
    public Formula sigmoid() {
        return of(Op.SIGMOID, this);
    }

    /** log(1 + e^this), accurate relatively in both tails. */
    public Formula softplus() {
        return of(Op.SOFTPLUS, this);
    }

    /** tanh(softplus(this)), accurate relatively in both tails. */
    public Formula tanhSoftplus() {
        return of(Op.TANH_SOFTPLUS, this);
    }

    /** The standard logistic density σ(this)·σ(−this), which is the derivative of {@link #sigmoid()}. */
    public Formula logisticPdf() {
        return of(Op.LOGISTIC_PDF, this);
    }

    /** this − tanh(this), accurate relatively near 0, where it is this³/3. */
    public Formula tanhshrink() {
        return of(Op.TANHSHRINK, this);
    }

    /** The error function. */
    public Formula erf() {
        return of(Op.ERF, this);
    }

    /** 1 − erf(this), accurate relatively in the upper tail. */
    public Formula erfc() {
        return of(Op.ERFC, this);
    }

    /** The standard normal distribution function Φ, accurate relatively in the lower tail. */
    public Formula normalCdf() {
        return of(Op.NORMAL_CDF, this);
    }

    /** The standard normal density φ. */
    public Formula normalPdf() {
        return of(Op.NORMAL_PDF, this);
    }

    public Formula sin() {
        return of(Op.SIN, this);
    }

    public Formula cos() {
        return of(Op.COS, this);
    }

    /**
     * The derivative with respect to the input x<i>index</i>.
     *
     * @throws IllegalArgumentException if {@code index} is negative
     */
    public Formula derivative(int index) {
        return Differentiation.differentiate(this, input(index));
    }

    /**
     * The derivative with respect to an input or a parameter.
     *
     * @throws IllegalArgumentException if {@code variable} is neither
     */
    public Formula derivative(Formula variable) {
        return Differentiation.differentiate(this, variable);
    }

    /**
     * The value at a point, in plain binary64 arithmetic: for reading and plotting, not for comparing bits.
     *
     * @throws IllegalArgumentException if the point lacks an input or a parameter that this reads
     */
    public double evaluate(Point point) {
        return Evaluation.evaluate(this, point);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Formula that && hash == that.hash
                && equal(this, that, new IdentityHashMap<>());
    }

    /** Each pair is compared once: a graph of shared subexpressions has exponentially many paths. */
    private static boolean equal(Formula a, Formula b, Map<Formula, Formula> known) {
        if (a == b || known.get(a) == b) {
            return true;
        }
        if (a.hash != b.hash || a.op != b.op || !Objects.equals(a.name, b.name)
                || Double.doubleToLongBits(a.value) != Double.doubleToLongBits(b.value)) {
            return false;
        }
        for (int i = 0; i < a.operands.size(); i++) {
            if (!equal(a.operands.get(i), b.operands.get(i), known)) {
                return false;
            }
        }
        known.put(a, b);
        return true;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The formula in function notation, as in {@code multiply(x0, sigmoid(x0))}; a long one is cut short. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        write(text);
        return text.toString();
    }

    private void write(StringBuilder text) {
        switch (op) {
            case INPUT -> text.append('x').append(index());
            case PARAMETER -> text.append(name);
            case CONSTANT -> text.append(value);
            default -> {
                text.append(op.name().toLowerCase(Locale.ROOT)).append('(');
                for (int i = 0; i < operands.size() && text.length() < LONGEST_TEXT; i++) {
                    text.append(i == 0 ? "" : ", ");
                    operands.get(i).write(text);
                }
                text.append(text.length() < LONGEST_TEXT ? ")" : "…");
            }
        }
    }
}
