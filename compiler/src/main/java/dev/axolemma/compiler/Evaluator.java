package dev.axolemma.compiler;

import dev.axolemma.formula.Formula;
import dev.axolemma.formula.Formula.Op;
import java.util.HashMap;
import java.util.Map;

/** Evaluates a formula in {@link WideArithmetic}: one case an operation, the same for the main and the rare path. */
final class Evaluator {

    private final Words words;
    private final WideArithmetic arithmetic;
    private final Exponentials exponentials;
    private final Logarithms logarithms;
    private final NormalDistribution normal;
    private final Trigonometry trigonometry;
    private final Precision precision;
    private final MainRange range;
    private final Leaves leaves;
    private final boolean zerosKept;
    private final Map<Formula, Wide> values = new HashMap<>();

    /**
     * @param zerosKept whether the caller sees to the sign of a zero result
     */
    Evaluator(Words words, WideArithmetic arithmetic, Precision precision, MainRange range, Leaves leaves,
            boolean zerosKept) {
        this.words = words;
        this.arithmetic = arithmetic;
        this.exponentials = new Exponentials(words, arithmetic);
        this.logarithms = new Logarithms(words, arithmetic, exponentials);
        this.normal = new NormalDistribution(words, arithmetic, exponentials);
        this.trigonometry = new Trigonometry(words, arithmetic);
        this.precision = precision;
        this.range = range;
        this.leaves = leaves;
        this.zerosKept = zerosKept;
    }

    Wide evaluate(Formula formula) {
        Wide known = values.get(formula);
        if (known == null) {
            known = compute(formula);
            values.put(formula, known);
        }
        return known;
    }

    private Wide compute(Formula f) {
        boolean pair = precision.isPair(f);
        return switch (f.op()) {
            case INPUT -> leaves.input(f.index());
            case PARAMETER -> kept(leaves.parameter(f.name()), pair);
            case CONSTANT -> kept(leaves.constant(f.value()), pair);
            case NEGATE -> arithmetic.negate(evaluate(f.operand(0)));
            case ABS -> arithmetic.abs(evaluate(f.operand(0)));
            case SELECT -> arithmetic.select(condition(f.operand(0)), evaluate(f.operand(1)), evaluate(f.operand(2)));
            case MINIMUM -> smaller(evaluate(f.operand(0)), evaluate(f.operand(1)));
            case MAXIMUM -> larger(evaluate(f.operand(0)), evaluate(f.operand(1)));
            case ADD -> isProductPlusShort(f) && pair ? productPlusShort(f.operand(0), f.operand(1))
                    : sum(f, evaluate(f.operand(0)), evaluate(f.operand(1)), pair);
            case SUBTRACT -> sum(f, evaluate(f.operand(0)), arithmetic.negate(evaluate(f.operand(1))), pair);
            case MULTIPLY -> arithmetic.multiply(evaluate(f.operand(0)), evaluate(f.operand(1)), pair, zeroable(f));
            case SQUARE -> arithmetic.multiply(evaluate(f.operand(0)), evaluate(f.operand(0)), pair, false);
            case DIVIDE -> f.operand(1).op() == Formula.Op.CONSTANT && f.operand(1).value() != 0
                    ? arithmetic.multiply(evaluate(f.operand(0)), leaves.reciprocal(f.operand(1).value()), pair, zeroable(f))
                    : arithmetic.divide(evaluate(f.operand(0)), evaluate(f.operand(1)), pair, zeroable(f));
            case SQRT -> arithmetic.sqrt(evaluate(f.operand(0)), pair);
            case SIGMOID -> sigmoid(f.operand(0), precision.delivery(f));
            default -> primitive(f, arithmetic.ordered(evaluate(f.operand(0))), pair);
        };
    }

    /** Of a multiple in plain words the product itself is not needed. */
    private Wide sigmoid(Formula argument, Delivery delivery) {
        if (argument.op() == Op.MULTIPLY && Precision.isLeaf(argument.operand(1))
                && delivery == Delivery.ROUGH_PAIR) {
            Wide v = arithmetic.ordered(evaluate(argument.operand(0)));
            if (v.scale() == null) {
                return exponentials.sigmoidOfMultiple(allWords(argument.operand(1)), v, delivery);
            }
        }
        return exponentials.sigmoid(arithmetic.ordered(evaluate(argument)), delivery);
    }

    private Wide primitive(Formula f, Wide u, boolean pair) {
        return switch (f.op()) {
            case EXP -> exponentials.exp(u, pair);
            case EXPM1 -> exponentials.expm1(u, pair);
            case LOG -> logarithms.log(u, pair);
            case LOG1P -> logarithms.log1p(u, pair);
            case TANH -> exponentials.tanh(u, precision.delivery(f));
            case LOGISTIC_PDF -> exponentials.logisticPdf(u, pair);
            case SOFTPLUS -> exponentials.softplus(u, precision.delivery(f));
            case TANH_SOFTPLUS -> exponentials.tanhSoftplus(u, precision.delivery(f));
            case TANHSHRINK -> exponentials.tanhshrink(u, pair);
            case ERF -> normal.erf(u, pair);
            case ERFC -> normal.erfc(u, pair);
            case NORMAL_CDF -> normal.cdf(u, precision.delivery(f));
            case NORMAL_PDF -> normal.pdf(u, pair);
            case SIN -> trigonometry.sin(u, pair);
            case COS -> trigonometry.cos(u, pair);
            default -> throw new IllegalArgumentException("no lowering rule for " + f.op());
        };
    }

    /** A product plus a short constant is one fused operation, unless the product is there already. */
    private boolean isProductPlusShort(Formula sum) {
        return sum.operand(0).op() == Op.MULTIPLY && !values.containsKey(sum.operand(0))
                && sum.operand(1).op() == Op.CONSTANT && arithmetic.isShort(evaluate(sum.operand(1)))
                && range.sameSigns(sum);
    }

    private Wide productPlusShort(Formula product, Formula constant) {
        return arithmetic.multiplyAddShort(evaluate(product.operand(0)), evaluate(product.operand(1)),
                evaluate(constant).hi());
    }

    private Wide sum(Formula f, Wide a, Wide b, boolean pair) {
        return range.sameSigns(f) ? arithmetic.addSameSigns(a, b, pair) : arithmetic.add(a, b, pair);
    }

    /** Whether the sign of a zero has to be kept: of a quotient only its dividend can make one on the main path. */
    private boolean zeroable(Formula f) {
        return !zerosKept
                && !(range.neverZero(f.operand(0)) && (f.op() == Op.DIVIDE || range.neverZero(f.operand(1))));
    }

    private Wide kept(Wide value, boolean pair) {
        return pair ? value : new Wide(value.hi(), null, value.scale());
    }

    private Value condition(Formula f) {
        Wide a = allWords(f.operand(0));
        Wide b = allWords(f.operand(1));
        return switch (f.op()) {
            case LESS -> arithmetic.less(a, b);
            case LESS_OR_EQUAL -> arithmetic.lessOrEqual(a, b);
            case EQUAL -> arithmetic.equal(a, b);
            default -> throw new IllegalArgumentException("no condition is a " + f.op());
        };
    }

    /** With all the words of a constant or parameter: a kink lies where its exact value says. */
    private Wide allWords(Formula f) {
        return switch (f.op()) {
            case PARAMETER -> leaves.parameter(f.name());
            case CONSTANT -> leaves.constant(f.value());
            default -> evaluate(f);
        };
    }

    private Wide smaller(Wide a, Wide b) {
        return arithmetic.select(arithmetic.lessOrEqual(a, b), a, b);
    }

    private Wide larger(Wide a, Wide b) {
        return arithmetic.select(arithmetic.lessOrEqual(b, a), a, b);
    }
}
