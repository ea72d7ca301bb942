package dev.axolemma.formula;

import java.util.HashMap;
import java.util.Map;

/** The value of a formula at a point in plain binary64 arithmetic. */
final class Evaluation {

    private final Point point;
    private final Map<Formula, Double> values = new HashMap<>();

    private Evaluation(Point point) {
        this.point = point;
    }

    static double evaluate(Formula formula, Point point) {
        return new Evaluation(point).of(formula);
    }

    private double of(Formula formula) {
        Double known = values.get(formula);
        if (known == null) {
            known = compute(formula);
            values.put(formula, known);
        }
        return known;
    }

    private double compute(Formula f) {
        return switch (f.op()) {
            case INPUT -> input(f.index());
            case PARAMETER -> parameter(f.name());
            case CONSTANT -> f.value();
            case SELECT -> of(f.operand(0)) != 0 ? of(f.operand(1)) : of(f.operand(2));
            default -> f.op().arity() == 1 ? unary(f, of(f.operand(0))) : binary(f, of(f.operand(0)),
                    of(f.operand(1)));
        };
    }

    private static double unary(Formula f, double u) {
        return switch (f.op()) {
            case NEGATE -> -u;
            case ABS -> Math.abs(u);
            case SQRT -> Math.sqrt(u);
            case SQUARE -> u * u;
            case EXP -> Math.exp(u);
            case EXPM1 -> Math.expm1(u);
            case LOG -> Math.log(u);
            case LOG1P -> Math.log1p(u);
            case TANH -> Math.tanh(u);
            case SIGMOID -> sigmoid(u);
            case LOGISTIC_PDF -> sigmoid(u) * sigmoid(-u);
            case SOFTPLUS -> softplus(u);
            case TANH_SOFTPLUS -> Math.tanh(softplus(u));
            case TANHSHRINK -> Math.abs(u) < 1 ? tanhshrinkNearZero(u) : u - Math.tanh(u);
            case ERF -> Math.abs(u) < 2 ? erfSeries(u) : Math.copySign(1 - erfcFraction(Math.abs(u)), u);
            case ERFC -> erfc(u);
            case NORMAL_CDF -> 0.5 * erfc(-u * Math.sqrt(0.5));
            case NORMAL_PDF -> Math.exp(-0.5 * u * u) / Math.sqrt(2 * Math.PI);
            case SIN -> Math.sin(u);
            case COS -> Math.cos(u);
            default -> throw new IllegalArgumentException("no evaluation rule for " + f.op());
        };
    }

    private static double binary(Formula f, double a, double b) {
        return switch (f.op()) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case MINIMUM -> a <= b ? a : b;
            case MAXIMUM -> a >= b ? a : b;
            case LESS -> a < b ? 1 : 0;
            case LESS_OR_EQUAL -> a <= b ? 1 : 0;
            case EQUAL -> a == b ? 1 : 0;
            default -> throw new IllegalArgumentException("no evaluation rule for " + f.op());
        };
    }

    private double input(int index) {
        if (index >= point.inputs().size()) {
            throw new IllegalArgumentException(
                    "the point has " + point.inputs().size() + " inputs; the formula reads x" + index);
        }
        return point.inputs().get(index);
    }

    private double parameter(String name) {
        Double value = point.parameters().get(name);
        if (value == null) {
            throw new IllegalArgumentException("the point has no parameter '" + name + "'; the formula reads it");
        }
        return value;
    }

    private static double softplus(double u) {
        return Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));
    }

    private static double sigmoid(double u) {
        double e = Math.exp(-Math.abs(u));
        return u < 0 ? e / (1 + e) : 1 / (1 + e);
    }

    /** (x·cosh x − sinh x)/cosh x, whose numerator is the series Σ 2k·x^(2k+1)/(2k+1)! of terms of one sign. */
    private static double tanhshrinkNearZero(double x) {
        double power = x;
        double sum = 0;
        for (int k = 1; k <= 12; k++) {
            power *= x * x / ((2 * k) * (2 * k + 1));
            sum += 2 * k * power;
        }
        return Math.copySign(sum / Math.cosh(x), x);
    }

    /** The Maclaurin series, DLMF 7.6.1; terms fall below 1e-17 of the sum within sixty for |x| ≤ 2.5. */
    private static double erfSeries(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 60; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return Math.copySign(sum * 2 / Math.sqrt(Math.PI), x);
    }

    private static double erfc(double x) {
        return Math.abs(x) < 2 ? 1 - erfSeries(x) : x > 0 ? erfcFraction(x) : 2 - erfcFraction(-x);
    }

    /** The continued fraction of erfc for x ≥ 2, DLMF 7.9.1, from its 100th term back. */
    private static double erfcFraction(double x) {
        double fraction = 0;
        for (int k = 100; k >= 1; k--) {
            fraction = k / 2.0 / (x + fraction);
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
    }
}
