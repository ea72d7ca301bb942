package dev.axolemma.formula;

import dev.axolemma.formula.Formula.Op;

/**
 * The identities applied while a formula is built: only those that hold for −0, ∞ and NaN too. So {@code x·0} and
 * {@code x+0} stay as they are (∞·0 is NaN, −0+0 is +0), while {@code x·1} and {@code x−0} become {@code x}. The one
 * exception is the zero of a derivative of a constant: {@link Differentiation} leaves such terms out while it builds.
 */
final class Simplification {

    private Simplification() {
    }

    static Formula simplify(Formula formula) {
        return switch (formula.op()) {
            case ADD -> sum(formula);
            case SUBTRACT -> difference(formula);
            case MULTIPLY -> product(formula);
            case DIVIDE -> formula.operand(1).isConstant(1) ? formula.operand(0) : folded(formula);
            case NEGATE -> formula.operand(0).op() == Op.NEGATE ? formula.operand(0).operand(0) : folded(formula);
            case ABS -> absolute(formula);
            case SQUARE -> formula.operand(0).op() == Op.NEGATE ? of(Op.SQUARE, formula.operand(0)) : formula;
            case SELECT -> formula.operand(1).equals(formula.operand(2)) ? formula.operand(1) : formula;
            default -> formula;
        };
    }

    private static Formula sum(Formula formula) {
        Formula left = formula.operand(0);
        Formula right = formula.operand(1);
        if (right.isConstant(-0.0)) {
            return left;
        }
        if (left.isConstant(-0.0)) {
            return right;
        }
        return right.op() == Op.NEGATE ? left.minus(right.operand(0)) : folded(formula);
    }

    private static Formula difference(Formula formula) {
        Formula left = formula.operand(0);
        Formula right = formula.operand(1);
        if (right.isConstant(0.0)) {
            return left;
        }
        return right.op() == Op.NEGATE ? left.plus(right.operand(0)) : folded(formula);
    }

    private static Formula product(Formula formula) {
        Formula left = formula.operand(0);
        Formula right = formula.operand(1);
        if (left.isConstant(1)) {
            return right;
        }
        if (right.isConstant(1)) {
            return left;
        }
        if (left.isConstant(-1)) {
            return right.negate();
        }
        if (right.isConstant(-1)) {
            return left.negate();
        }
        return folded(formula);
    }

    private static Formula absolute(Formula formula) {
        Formula operand = formula.operand(0);
        return switch (operand.op()) {
            case ABS, SQUARE, EXP -> operand;
            case NEGATE -> of(Op.ABS, operand);
            default -> folded(formula);
        };
    }

    /** The operation on the operand of a negation, where the sign makes no difference. */
    private static Formula of(Op op, Formula negated) {
        return Formula.of(op, negated.operand(0));
    }

    /** Constants are combined only where binary64 arithmetic is exact: their value is part of the definition. */
    private static Formula folded(Formula formula) {
        for (Formula operand : formula.operands()) {
            if (operand.op() != Op.CONSTANT) {
                return formula;
            }
        }
        double a = formula.operand(0).value();
        double b = formula.operands().size() > 1 ? formula.operand(1).value() : 0;
        double result = switch (formula.op()) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case NEGATE -> -a;
            case ABS -> Math.abs(a);
            default -> throw new IllegalArgumentException("no folding rule for " + formula.op());
        };
        return isExact(formula.op(), a, b, result) ? Formula.constant(result) : formula;
    }

    private static boolean isExact(Op op, double a, double b, double result) {
        if (!Double.isFinite(result) || !Double.isFinite(a) || !Double.isFinite(b)) {
            return false;
        }
        return switch (op) {
            case ADD -> result - a == b && result - b == a;
            case SUBTRACT -> a - result == b && result + b == a;
            case MULTIPLY -> Math.fma(a, b, -result) == 0 && (result != 0 || a == 0 || b == 0)
                    && (result == 0 || Math.abs(result) > 0x1p-900);
            case DIVIDE -> Math.fma(result, b, -a) == 0 && Math.abs(result) > 0x1p-900 && Math.abs(a) > 0x1p-900;
            default -> true;
        };
    }
}
