package dev.axolemma.bench.reference;

import dev.axolemma.bench.reference.Tape.Step;
import dev.axolemma.formula.Formula.Op;
import java.util.List;

/** A formula at one point in ball arithmetic of one precision, computing only what the result needs. */
final class BallEvaluator {

    private final List<Step> steps;
    private final Ball[] inputs;
    private final Ball[] values;
    private final BallArithmetic arithmetic;
    private final BallFunctions functions;
    private final boolean last;

    private BallEvaluator(List<Step> steps, Ball[] inputs, int precision, boolean last) {
        this.steps = steps;
        this.inputs = inputs;
        this.values = new Ball[steps.size()];
        this.arithmetic = new BallArithmetic(precision);
        this.functions = new BallFunctions(arithmetic);
        this.last = last;
    }

    /**
     * @param last whether numbers that cannot be told apart are equal; else what depends on them is unknown
     */
    static Ball evaluate(List<Step> steps, Ball[] inputs, int precision, boolean last) {
        return new BallEvaluator(steps, inputs, precision, last).of(steps.size() - 1);
    }

    private Ball of(int step) {
        if (values[step] == null) {
            values[step] = compute(steps.get(step));
        }
        return values[step];
    }

    private Ball compute(Step step) {
        return switch (step.op()) {
            case INPUT -> inputs[(int) step.value()];
            case PARAMETER, CONSTANT -> Ball.of(step.value());
            case SELECT -> {
                Step condition = steps.get(step.operand(0));
                yield choose(condition.op(), compare(condition, false), step.operand(1), step.operand(2));
            }
            case MINIMUM -> choose(Op.LESS_OR_EQUAL, compare(step, false), step.operand(0), step.operand(1));
            case MAXIMUM -> choose(Op.LESS_OR_EQUAL, compare(step, true), step.operand(0), step.operand(1));
            case ADD -> arithmetic.add(of(step.operand(0)), of(step.operand(1)));
            case SUBTRACT -> arithmetic.subtract(of(step.operand(0)), of(step.operand(1)));
            case MULTIPLY -> arithmetic.multiply(of(step.operand(0)), of(step.operand(1)));
            case DIVIDE -> arithmetic.divide(of(step.operand(0)), of(step.operand(1)));
            default -> unary(step, of(step.operand(0)));
        };
    }

    private Ball unary(Step step, Ball a) {
        return switch (step.op()) {
            case NEGATE -> a.negate();
            case ABS -> a.abs();
            case SQRT -> arithmetic.sqrt(a);
            case SQUARE -> arithmetic.square(a);
            case EXP -> functions.exp(a);
            case EXPM1 -> functions.expm1(a);
            case LOG -> functions.log(a);
            case LOG1P -> functions.log1p(a);
            case TANH -> functions.tanh(a);
            case SIGMOID -> functions.sigmoid(a);
            case LOGISTIC_PDF -> functions.logisticPdf(a);
            case SOFTPLUS -> functions.softplus(a);
            case TANH_SOFTPLUS -> functions.tanh(functions.softplus(a));
            case TANHSHRINK -> functions.tanhshrink(a);
            case ERF -> functions.erf(a);
            case ERFC -> functions.erfc(a);
            case NORMAL_CDF -> functions.normalCdf(a);
            case NORMAL_PDF -> functions.normalPdf(a);
            case SIN -> functions.sin(a);
            case COS -> functions.cos(a);
            default -> throw new IllegalArgumentException("no reference for " + step.op());
        };
    }

    private Order compare(Step comparison, boolean reversed) {
        Ball a = of(comparison.operand(reversed ? 1 : 0));
        Ball b = of(comparison.operand(reversed ? 0 : 1));
        Order order = arithmetic.compare(a, b);
        return order == Order.OPEN && last ? Order.EQUAL : order;
    }

    private Ball choose(Op comparison, Order order, int whenTrue, int whenFalse) {
        return order == Order.OPEN ? Ball.UNKNOWN : of(order.satisfies(comparison) ? whenTrue : whenFalse);
    }
}
