package dev.axolemma.bench.reference;

import dev.axolemma.bench.reference.Tape.Step;
import dev.axolemma.formula.Formula.Op;
import java.util.List;

/** The second tier: a formula in pairs of doubles with error bounds. Not safe to share between threads. */
final class PairEvaluator {

    private final Step[] steps;
    private final Pair[] values;
    /** What each comparison gave. */
    private final Order[] orders;
    private final PairFunctions functions = new PairFunctions();
    private final Pair scratch = new Pair();

    PairEvaluator(List<Step> steps) {
        this.steps = steps.toArray(Step[]::new);
        this.values = new Pair[this.steps.length];
        this.orders = new Order[this.steps.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = new Pair().set(this.steps[i].value());
        }
    }

    /** The value at a point, valid until the next call. */
    Pair evaluate(double... point) {
        for (int i = 0; i < steps.length; i++) {
            Step step = steps[i];
            Pair result = values[i];
            switch (step.op()) {
                case INPUT -> result.set(point[(int) step.value()]);
                case PARAMETER, CONSTANT -> { }
                case SELECT -> {
                    int condition = step.operand(0);
                    choose(result, steps[condition].op(), orders[condition], step.operand(1), step.operand(2));
                }
                default -> {
                    Pair a = values[step.operand(0)];
                    if (step.operands().length == 1) {
                        unary(step.op(), result, a);
                    } else {
                        binary(i, step, result, a, values[step.operand(1)]);
                    }
                }
            }
        }
        return values[values.length - 1];
    }

    private void unary(Op op, Pair result, Pair a) {
        switch (op) {
            case NEGATE -> result.negate(a);
            case ABS -> result.abs(a);
            case SQRT -> result.sqrt(a);
            case SQUARE -> result.multiply(a, a);
            default -> transcendental(op, result, scratch.flatten(a));
        }
    }

    private void transcendental(Op op, Pair result, Pair a) {
        switch (op) {
            case EXP -> functions.exp(result, a);
            case EXPM1 -> functions.expm1(result, a);
            case LOG -> functions.log(result, a);
            case LOG1P -> functions.log1p(result, a);
            case TANH -> functions.tanh(result, a);
            case SIGMOID -> functions.sigmoid(result, a);
            case LOGISTIC_PDF -> functions.logisticPdf(result, a);
            case SOFTPLUS -> functions.softplus(result, a);
            case TANH_SOFTPLUS -> functions.tanh(result, functions.softplus(result, a));
            case TANHSHRINK -> functions.tanhshrink(result, a);
            case ERF -> functions.erf(result, a);
            case ERFC -> functions.erfc(result, a);
            case NORMAL_CDF -> functions.normalCdf(result, a);
            case NORMAL_PDF -> functions.normalPdf(result, a);
            case SIN -> functions.sin(result, a);
            case COS -> functions.cos(result, a);
            default -> throw new IllegalArgumentException("no reference for " + op);
        }
    }

    private void binary(int place, Step step, Pair result, Pair a, Pair b) {
        switch (step.op()) {
            case ADD -> result.add(a, b);
            case SUBTRACT -> result.subtract(a, b);
            case MULTIPLY -> result.multiply(a, b);
            case DIVIDE -> result.divide(a, b);
            case MINIMUM -> choose(result, Op.LESS_OR_EQUAL, scratch.compare(a, b), step.operand(0), step.operand(1));
            case MAXIMUM -> choose(result, Op.LESS_OR_EQUAL, scratch.compare(b, a), step.operand(0), step.operand(1));
            case LESS, LESS_OR_EQUAL, EQUAL -> orders[place] = scratch.compare(a, b);
            default -> throw new IllegalArgumentException("no reference for " + step.op());
        }
    }

    private void choose(Pair result, Op comparison, Order order, int whenTrue, int whenFalse) {
        if (order == Order.OPEN) {
            result.setUnknown();
        } else {
            result.set(values[order.satisfies(comparison) ? whenTrue : whenFalse]);
        }
    }
}
