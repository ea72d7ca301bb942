package dev.axolemma.bench.reference;

import dev.axolemma.bench.reference.Tape.Step;
import dev.axolemma.formula.Formula.Op;
import java.util.List;

/** The first tier: a formula in plain binary64 with running error bounds. Not safe to share between threads. */
final class PlainEvaluator {

    private final Step[] steps;
    private final double[] values;
    private final double[] errors;
    private final RunningError result = new RunningError();

    PlainEvaluator(List<Step> steps) {
        this.steps = steps.toArray(Step[]::new);
        this.values = new double[this.steps.length];
        this.errors = new double[this.steps.length];
    }

    /** The value at a point with its error bound, valid until the next call. */
    RunningError evaluate(double... point) {
        for (int i = 0; i < steps.length; i++) {
            Step step = steps[i];
            switch (step.op()) {
                case INPUT -> result.exact(point[(int) step.value()]);
                case PARAMETER, CONSTANT -> result.exact(step.value());
                case SELECT -> choose(values[step.operand(0)], step.operand(1), step.operand(2));
                default -> {
                    int a = step.operand(0);
                    if (step.operands().length == 1) {
                        unary(step.op(), values[a], errors[a]);
                    } else {
                        binary(step, values[a], errors[a], values[step.operand(1)], errors[step.operand(1)]);
                    }
                }
            }
            values[i] = result.value;
            errors[i] = result.error;
        }
        return result;
    }

    private void unary(Op op, double a, double ea) {
        switch (op) {
            case NEGATE -> result.set(-a, ea);
            case ABS -> result.set(Math.abs(a), ea);
            case SQRT -> result.sqrt(a, ea);
            case SQUARE -> result.multiply(a, ea, a, ea);
            case EXP -> result.exp(a, ea);
            case EXPM1 -> result.expm1(a, ea);
            case LOG -> result.log(a, ea);
            case LOG1P -> result.log1p(a, ea);
            case TANH -> result.tanh(a, ea);
            case SIGMOID -> result.sigmoid(a, ea);
            case LOGISTIC_PDF -> result.logisticPdf(a, ea);
            case SOFTPLUS -> result.softplus(a, ea);
            case TANH_SOFTPLUS -> result.tanhSoftplus(a, ea);
            case TANHSHRINK -> result.tanhshrink(a, ea);
            case ERF -> result.erf(a, ea);
            case ERFC -> result.erfc(a, ea);
            case NORMAL_CDF -> result.normalCdf(a, ea);
            case NORMAL_PDF -> result.normalPdf(a, ea);
            case SIN -> result.sin(a, ea);
            case COS -> result.cos(a, ea);
            default -> throw new IllegalArgumentException("no reference for " + op);
        }
    }

    private void binary(Step step, double a, double ea, double b, double eb) {
        switch (step.op()) {
            case ADD -> result.add(a, ea, b, eb);
            case SUBTRACT -> result.add(a, ea, -b, eb);
            case MULTIPLY -> result.multiply(a, ea, b, eb);
            case DIVIDE -> result.divide(a, ea, b, eb);
            case MINIMUM -> choose(truth(Op.LESS_OR_EQUAL, result.compare(a, ea, b, eb)), step.operand(0),
                    step.operand(1));
            case MAXIMUM -> choose(truth(Op.LESS_OR_EQUAL, result.compare(b, eb, a, ea)), step.operand(0),
                    step.operand(1));
            case LESS, LESS_OR_EQUAL, EQUAL -> result.exact(truth(step.op(), result.compare(a, ea, b, eb)));
            default -> throw new IllegalArgumentException("no reference for " + step.op());
        }
    }

    /** 1 for true, 0 for false, NaN for unknown. */
    private static double truth(Op comparison, Order order) {
        return order == Order.OPEN ? Double.NaN : order.satisfies(comparison) ? 1 : 0;
    }

    private void choose(double truth, int whenTrue, int whenFalse) {
        if (truth == truth) {
            int chosen = truth == 1 ? whenTrue : whenFalse;
            result.set(values[chosen], errors[chosen]);
        } else {
            result.set(Double.NaN, Double.NaN);
        }
    }
}
