package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Output;
import dev.axolemma.formula.Formula;
import java.util.List;
import java.util.function.Function;

/**
 * The programs of the row-wise functions, all of them maps. What belongs to a row (its maximum, a sum) is an input that
 * is the same for all of its elements.
 */
public final class RowwiseLowering {

    private static final Formula X = Formula.input(0);
    private static final Formula MAXIMUM = Formula.input(1);

    private RowwiseLowering() {
    }

    /** The maximum of a row, or NaN if it is infinite. */
    public static Program finite(Dtype dtype) {
        return plain(dtype, 1, words -> words.subtract(words.input(0), words.subtract(words.input(0), words.input(0))));
    }

    /** t = exp(x − maximum). */
    public static Program exponential(Dtype dtype) {
        return plain(dtype, 2, RowwiseLowering::decay);
    }

    /** t, but 0 at every maximum. */
    public static Program exponentialBelow(Dtype dtype) {
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
    public static Program isMaximum(Dtype dtype) {
        return lower(2, X.equalTo(MAXIMUM).then(1).otherwise(0), dtype);
    }

    /** log Σt of a row, from the sum of the t below the maximum and from how many maxima there are: of these t is 1. */
    public static Program logarithm(Dtype dtype) {
        Formula below = Formula.input(0);
        Formula maxima = Formula.input(1);
        return lower(2, maxima.minus(1).plus(below).log1p(), dtype);
    }

    /** x − maximum − logarithm. */
    public static Program logSoftmax(Dtype dtype) {
        return lower(3, X.minus(MAXIMUM).minus(Formula.input(2)), dtype);
    }

    /** t / sum. */
    public static Program quotient(Dtype dtype) {
        return plain(dtype, 2, words -> words.divide(words.input(0), words.input(1)));
    }

    /** y · g, whose sum is that of a gradient. */
    public static Program product(Dtype dtype) {
        return plain(dtype, 2, words -> words.multiply(words.input(0), words.input(1)));
    }

    /** y · (g − sum). */
    public static Program softmaxGradient(Dtype dtype) {
        return plain(dtype, 3, words ->
                words.multiply(words.input(0), words.subtract(words.input(1), words.input(2))));
    }

    /** g − exp(y)·sum. */
    public static Program logSoftmaxGradient(Dtype dtype) {
        Operation exponential = operation(1, X.exp());
        Lowering lowering = new Lowering(exponential, dtype);
        Words words = lowering.words();
        Value softmax = lowering.result(exponential.outputs().getFirst());
        return lowering.build(3, List.of(words.fma(words.negate(softmax), words.input(2), words.input(1))));
    }

    /** g · 0, and NaN where y is. */
    public static Program hardmaxGradient(Dtype dtype) {
        return plain(dtype, 2, words -> {
            Value y = words.input(0);
            return words.select(words.equal(y, y), words.multiply(words.input(1), 0), words.nan());
        });
    }

    private static Program plain(Dtype dtype, int inputs, Function<Words, Value> output) {
        ProgramBuilder builder = new ProgramBuilder(dtype);
        return builder.build(inputs, List.of(), List.of(output.apply(new Words(builder))));
    }

    private static Program lower(int inputs, Formula formula, Dtype dtype) {
        return Lowering.lower(operation(inputs, formula), dtype);
    }

    private static Operation operation(int inputs, Formula formula) {
        return new Operation("row-wise", inputs, false, List.of(), List.of(new Output(formula, Output.FORWARD_ULPS)));
    }
}
