package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import dev.axolemma.Reduction;
import java.util.List;
import java.util.stream.IntStream;

/** What makes one number of two, and so of many, in the order that {@link Reduction} defines. */
public enum Fold {
    SUM(-0.0),
    /** NaN if either is; −0 below 0. */
    MINIMUM(Double.POSITIVE_INFINITY),
    /** NaN if either is; −0 below 0. */
    MAXIMUM(Double.NEGATIVE_INFINITY);

    private final double neutral;

    Fold(double neutral) {
        this.neutral = neutral;
    }

    /** The number that changes none: of a sum it is −0, since −0 + 0 is 0. */
    public double neutral() {
        return neutral;
    }

    /** The program that folds so many inputs, the first two first. */
    public Program program(int inputs, Dtype dtype) {
        ProgramBuilder builder = new ProgramBuilder(dtype);
        Words words = new Words(builder);
        List<Value> values = IntStream.range(0, inputs).mapToObj(words::input).toList();
        Value folded = this == SUM ? values.stream().reduce(words::add).orElseThrow() : extreme(values, words);
        return builder.build(inputs, List.of(), List.of(folded));
    }

    /**
     * Which of two equal zeros a comparison takes, and what it makes of NaN, depends on their order. So both are seen
     * to at the end: where the extreme is zero, no number has a sign but −0 (minimum), or all have one but 0 (maximum).
     */
    private Value extreme(List<Value> values, Words words) {
        Value extreme = values.getFirst();
        Value numbers = words.equal(extreme, extreme);
        Value signs = words.bits(extreme);
        for (Value value : values.subList(1, values.size())) {
            Value beyond = this == MINIMUM ? words.less(value, extreme) : words.less(extreme, value);
            extreme = words.select(beyond, value, extreme);
            numbers = words.and(numbers, words.equal(value, value));
            signs = this == MINIMUM ? words.intOr(signs, words.bits(value)) : words.intAnd(signs, words.bits(value));
        }
        Value zero = words.fromBits(words.intAnd(signs, words.integer(words.pattern(-0.0))));
        Value signed = words.select(words.equal(extreme, words.constant(0)), zero, extreme);
        return words.select(numbers, signed, words.nan());
    }
}
