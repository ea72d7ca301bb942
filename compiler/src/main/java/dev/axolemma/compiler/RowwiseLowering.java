package dev.axolemma.compiler;

import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Output;
import dev.axolemma.Rowwise;
import dev.axolemma.compiler.RowwiseStep.Choice;
import dev.axolemma.compiler.RowwiseStep.Folding;
import dev.axolemma.compiler.RowwiseStep.Mapping;
import dev.axolemma.compiler.RowwiseStep.Place;
import dev.axolemma.formula.Formula;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The row-wise functions as steps. What belongs to a row (its maximum, a sum) is an input of a map that is the same for all
 * of its elements.
 */
public final class RowwiseLowering {

    private static final Formula X = Formula.input(0);
    private static final Place.Statistic MAXIMUM = new Place.Statistic(0);
    private static final Place.Statistic SUM = new Place.Statistic(1);
    private static final Place.Statistic COUNT = new Place.Statistic(2);
    private static final Optional<Program> ITSELF = Optional.empty();

    private final Dtype dtype;

    private RowwiseLowering(Dtype dtype) {
        this.dtype = dtype;
    }

    /**
     * The steps of a function, or of its gradient.
     *
     * @param direction {@link Direction#FORWARD} or {@link Direction#BACKWARD_FROM_OUTPUT}
     */
    public static List<RowwiseStep> lower(Rowwise function, Direction direction, Dtype dtype) {
        RowwiseLowering lowering = new RowwiseLowering(dtype);
        boolean forward = direction == Direction.FORWARD;
        return switch (function) {
            case SOFTMAX -> !forward ? lowering.softmaxGradient()
                    : dtype.isStorage() ? lowering.recomputedSoftmax() : lowering.softmax();
            case LOG_SOFTMAX -> forward ? lowering.logSoftmax() : lowering.logSoftmaxGradient();
            case HARDMAX -> forward ? lowering.hardmax() : lowering.hardmaxGradient();
        };
    }

    private List<RowwiseStep> softmax() {
        Place x = new Place.Operand(0);
        Place y = new Place.Operand(1);
        return List.of(
                new Folding(ITSELF, Fold.MAXIMUM, List.of(x), MAXIMUM),
                new Mapping(finite(dtype), List.of(MAXIMUM), MAXIMUM),
                new Mapping(exponential(dtype), List.of(x, MAXIMUM), y),
                new Folding(ITSELF, Fold.SUM, List.of(y), SUM),
                new Mapping(quotient(dtype), List.of(y, SUM), y));
    }

    /** Stored in y, the exponentials would be rounded to its format; they are computed twice and stored nowhere. */
    private List<RowwiseStep> recomputedSoftmax() {
        Place x = new Place.Operand(0);
        return List.of(
                new Folding(ITSELF, Fold.MAXIMUM, List.of(x), MAXIMUM),
                new Mapping(finite(dtype), List.of(MAXIMUM), MAXIMUM),
                new Folding(Optional.of(exponential(dtype)), Fold.SUM, List.of(x, MAXIMUM), SUM),
                new Mapping(softmaxOfSum(dtype), List.of(x, MAXIMUM, SUM), new Place.Operand(1)));
    }

    private List<RowwiseStep> logSoftmax() {
        Place x = new Place.Operand(0);
        return List.of(
                new Folding(ITSELF, Fold.MAXIMUM, List.of(x), MAXIMUM),
                new Mapping(finite(dtype), List.of(MAXIMUM), MAXIMUM),
                new Folding(Optional.of(exponentialBelow(dtype)), Fold.SUM, List.of(x, MAXIMUM), SUM),
                new Folding(Optional.of(isMaximum(dtype)), Fold.SUM, List.of(x, MAXIMUM), COUNT),
                new Mapping(logarithm(dtype), List.of(SUM, COUNT), SUM),
                new Mapping(logSoftmaxOfTerms(dtype), List.of(x, MAXIMUM, SUM), new Place.Operand(1)));
    }

    private List<RowwiseStep> hardmax() {
        Place x = new Place.Operand(0);
        Place.Operand y = new Place.Operand(1);
        return List.of(
                new Folding(ITSELF, Fold.MAXIMUM, List.of(x), MAXIMUM),
                new Mapping(isMaximum(dtype), List.of(x, MAXIMUM), y),
                new Folding(ITSELF, Fold.SUM, List.of(y), COUNT),
                new Choice(y, COUNT));
    }

    private List<RowwiseStep> softmaxGradient() {
        Place y = new Place.Operand(0);
        Place upstream = new Place.Operand(1);
        return List.of(
                new Folding(Optional.of(product(dtype)), Fold.SUM, List.of(y, upstream), SUM),
                new Mapping(softmaxGradientOfSum(dtype), List.of(y, upstream, SUM), new Place.Operand(2)));
    }

    private List<RowwiseStep> logSoftmaxGradient() {
        Place upstream = new Place.Operand(1);
        return List.of(
                new Folding(ITSELF, Fold.SUM, List.of(upstream), SUM),
                new Mapping(logSoftmaxGradientOfSum(dtype), List.of(new Place.Operand(0), upstream, SUM),
                        new Place.Operand(2)));
    }

    private List<RowwiseStep> hardmaxGradient() {
        return List.of(new Mapping(zeroGradient(dtype), List.of(new Place.Operand(0), new Place.Operand(1)),
                new Place.Operand(2)));
    }

    /** The maximum of a row, or NaN if it is infinite. */
    private static Program finite(Dtype dtype) {
        return plain(dtype, 1, words -> words.subtract(words.input(0), words.subtract(words.input(0), words.input(0))));
    }

    /** t = exp(x − maximum). */
    public static Program exponential(Dtype dtype) {
        return plain(dtype, 2, RowwiseLowering::decay);
    }

    /** t, but 0 at every maximum. */
    private static Program exponentialBelow(Dtype dtype) {
        return plain(dtype, 2, words ->
                words.select(words.equal(words.input(0), words.input(1)), words.constant(0), decay(words)));
    }

    /** To a formula's exponential each element far below the maximum is a rare one; rows have many, masked ones too. */
    private static Value decay(Words words) {
        WideArithmetic arithmetic = new WideArithmetic(words);
        Wide difference = arithmetic.add(Wide.of(words.input(0)), Wide.of(words.negate(words.input(1))), true);
        return new Exponentials(words, arithmetic).decay(difference);
    }

    /** 1 at every maximum, 0 elsewhere. */
    private static Program isMaximum(Dtype dtype) {
        return lower(dtype, 2, X.equalTo(Formula.input(1)).then(1).otherwise(0));
    }

    /** log Σt of a row, from the sum of the t below the maximum and from how many maxima there are: of these t is 1. */
    public static Program logarithm(Dtype dtype) {
        Formula below = Formula.input(0);
        Formula maxima = Formula.input(1);
        return lower(dtype, 2, maxima.minus(1).plus(below).log1p());
    }

    /** x − maximum − logarithm. */
    public static Program logSoftmaxOfTerms(Dtype dtype) {
        return lower(dtype, 3, X.minus(Formula.input(1)).minus(Formula.input(2)));
    }

    /** t / sum. */
    private static Program quotient(Dtype dtype) {
        return plain(dtype, 2, words -> words.divide(words.input(0), words.input(1)));
    }

    /** t / sum, of x. */
    private static Program softmaxOfSum(Dtype dtype) {
        return plain(dtype, 3, words -> words.divide(decay(words), words.input(2)));
    }

    /** y · g, whose sum is that of a gradient. */
    private static Program product(Dtype dtype) {
        return plain(dtype, 2, words -> words.multiply(words.input(0), words.input(1)));
    }

    /** y · (g − sum). */
    private static Program softmaxGradientOfSum(Dtype dtype) {
        return plain(dtype, 3, words -> words.multiply(words.input(0), words.subtract(words.input(1), words.input(2))));
    }

    /** g − exp(y)·sum. */
    public static Program logSoftmaxGradientOfSum(Dtype dtype) {
        Operation exponential = operation(1, X.exp());
        Lowering lowering = new Lowering(exponential, dtype);
        Words words = lowering.words();
        Value softmax = lowering.result(exponential.outputs().getFirst());
        return lowering.build(3, List.of(words.fma(words.negate(softmax), words.input(2), words.input(1))));
    }

    /** g · 0, and NaN where y is. */
    private static Program zeroGradient(Dtype dtype) {
        return plain(dtype, 2, words -> {
            Value y = words.input(0);
            return words.select(words.equal(y, y), words.multiply(words.input(1), 0), words.nan());
        });
    }

    private static Program plain(Dtype dtype, int inputs, Function<Words, Value> output) {
        ProgramBuilder builder = new ProgramBuilder(dtype);
        return builder.build(inputs, List.of(), List.of(output.apply(new Words(builder))));
    }

    private static Program lower(Dtype dtype, int inputs, Formula formula) {
        return Lowering.lower(operation(inputs, formula), dtype);
    }

    private static Operation operation(int inputs, Formula formula) {
        return new Operation("row-wise", inputs, false, List.of(), List.of(new Output(formula, Output.FORWARD_ULPS)));
    }
}
