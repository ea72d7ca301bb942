package dev.axolemma.formula;

import dev.axolemma.formula.Formula.Op;
import java.util.HashMap;
import java.util.Map;

/**
 * The derivative of a formula. The rules stand in {@link #outer}, one a line: the derivative of each operation with
 * respect to each of its operands, stated in primitives that keep relative accuracy in the tails.
 */
final class Differentiation {

    private static final Formula ZERO = Formula.constant(0);
    private static final Formula ONE = Formula.constant(1);
    private static final Formula TWO = Formula.constant(2);

    private final Formula variable;
    private final Map<Formula, Formula> derivatives = new HashMap<>();

    private Differentiation(Formula variable) {
        this.variable = variable;
    }

    /**
     * The derivative of {@code formula} with respect to {@code variable}.
     *
     * @throws IllegalArgumentException if {@code variable} is neither an input nor a parameter
     */
    static Formula differentiate(Formula formula, Formula variable) {
        if (variable.op() != Op.INPUT && variable.op() != Op.PARAMETER) {
            throw new IllegalArgumentException("variable is " + variable + "; it must be an input or a parameter");
        }
        return new Differentiation(variable).of(formula);
    }

    private Formula of(Formula formula) {
        Formula known = derivatives.get(formula);
        if (known == null) {
            known = compute(formula);
            derivatives.put(formula, known);
        }
        return known;
    }

    private Formula compute(Formula f) {
        return switch (f.op()) {
            case INPUT, PARAMETER -> f.equals(variable) ? ONE : ZERO;
            case CONSTANT -> ZERO;
            case SELECT -> branches(f.operand(0), of(f.operand(1)), of(f.operand(2)));
            case MINIMUM -> branches(f.operand(0).lessOrEqual(f.operand(1)).formula(), of(f.operand(0)),
                    of(f.operand(1)));
            case MAXIMUM -> branches(f.operand(1).lessOrEqual(f.operand(0)).formula(), of(f.operand(0)),
                    of(f.operand(1)));
            case DIVIDE -> quotient(f, of(f.operand(0)), of(f.operand(1)));
            case ADD -> plus(of(f.operand(0)), of(f.operand(1)));
            case SUBTRACT -> minus(of(f.operand(0)), of(f.operand(1)));
            case MULTIPLY -> plus(times(of(f.operand(0)), f.operand(1)), times(of(f.operand(1)), f.operand(0)));
            case NEGATE -> minus(ZERO, of(f.operand(0)));
            default -> {
                Formula inner = of(f.operand(0));
                yield inner.equals(ZERO) ? ZERO : times(inner, outer(f, f.operand(0)));
            }
        };
    }

    /** The derivative of {@code f}, a function of the single operand {@code u}, with respect to {@code u}. */
    private static Formula outer(Formula f, Formula u) {
        return switch (f.op()) {
            case ABS -> u.less(0).then(-1).otherwise(u.equalTo(0).then(0).otherwise(1));
            case SQRT -> Formula.constant(0.5).over(f);
            case SQUARE -> u.times(TWO);
            case EXP -> f;
            case EXPM1 -> u.exp();
            case LOG -> u.reciprocal();
            case LOG1P -> u.plus(1).reciprocal();
            case TANH -> sechSquared(u);
            case SIGMOID -> u.logisticPdf();
            case LOGISTIC_PDF -> f.times(u.times(0.5).tanh()).negate();
            case SOFTPLUS -> u.sigmoid();
            case TANH_SOFTPLUS -> sechSquared(u.softplus()).times(u.sigmoid());
            case TANHSHRINK -> u.tanh().square();
            case ERF -> u.square().negate().exp().times(2 / Math.sqrt(Math.PI));
            case ERFC -> u.square().negate().exp().times(-2 / Math.sqrt(Math.PI));
            case NORMAL_CDF -> u.normalPdf();
            case NORMAL_PDF -> u.negate().times(f);
            case SIN -> u.cos();
            case COS -> u.sin().negate();
            default -> throw new IllegalArgumentException("no derivative rule for " + f.op());
        };
    }

    /** sech²(u) is four times the logistic density at 2u: zero nowhere, where 1 − tanh² is zero beyond |u| = 9 (f32). */
    private static Formula sechSquared(Formula u) {
        return u.times(TWO).logisticPdf().times(4);
    }

    /** (u/v)' = (u' − (u/v)·v')/v. */
    private static Formula quotient(Formula f, Formula du, Formula dv) {
        return dv.equals(ZERO) && du.equals(ZERO) ? ZERO : minus(du, times(dv, f)).over(f.operand(1));
    }

    private static Formula branches(Formula condition, Formula whenTrue, Formula whenFalse) {
        return new Condition(condition).then(whenTrue).otherwise(whenFalse);
    }

    /* The derivative of what does not depend on the variable is exactly 0, whatever it is multiplied by. */

    private static Formula plus(Formula a, Formula b) {
        return a.equals(ZERO) ? b : b.equals(ZERO) ? a : a.plus(b);
    }

    private static Formula minus(Formula a, Formula b) {
        return b.equals(ZERO) ? a : a.equals(ZERO) ? b.negate() : a.minus(b);
    }

    private static Formula times(Formula derivative, Formula factor) {
        return derivative.equals(ZERO) ? ZERO : derivative.times(factor);
    }
}
