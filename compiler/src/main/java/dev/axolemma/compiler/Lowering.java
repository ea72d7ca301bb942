package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.Output;
import dev.axolemma.formula.Formula;
import dev.axolemma.formula.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Formula to {@link Program}: each output is evaluated in plain words where its {@link MainRange} holds and with the power
 * of two kept apart elsewhere, to the accuracy that its {@link Precision} asks for. Around it, once for all: NaN in any
 * input gives NaN, and the upstream gradient is multiplied in after the derivative has been rounded.
 */
public final class Lowering {

    private final Operation operation;
    private final ProgramBuilder builder;
    private final Words words;
    private final WideArithmetic arithmetic;
    private final Parameters parameters;

    Lowering(Operation operation, Dtype dtype) {
        this.operation = operation;
        this.builder = new ProgramBuilder(dtype);
        this.words = new Words(builder);
        this.arithmetic = new WideArithmetic(words);
        this.parameters = new Parameters(operation.parameters(), words);
    }

    /**
     * The program of an operation. Its bits depend on nothing but the operation's formulas and the dtype, in whose
     * {@link Dtype#arithmetic()} it computes.
     */
    public static Program lower(Operation operation, Dtype dtype) {
        return new Lowering(operation, dtype).program();
    }

    private Program program() {
        List<Value> outputs = new ArrayList<>();
        for (Output output : operation.outputs()) {
            outputs.add(result(output));
        }
        return build(inputs(), outputs);
    }

    /** How many operands the operation reads. */
    int inputs() {
        return operation.inputs() + (operation.upstream() ? 1 : 0);
    }

    /** What the operation writes of an output. */
    Value result(Output output) {
        Value value = output(output);
        return operation.upstream() ? words.multiply(words.input(operation.inputs()), value) : value;
    }

    Words words() {
        return words;
    }

    /** The program that computes {@code outputs}, which may be made of the operation's and of more inputs. */
    Program build(int inputs, List<Value> outputs) {
        return builder.build(inputs, parameters.scalars(), outputs);
    }

    /** The same, where outputs go to targets. */
    Program build(int inputs, List<Value> outputs, List<Integer> targets) {
        return builder.build(inputs, parameters.scalars(), outputs, targets);
    }

    /** An output of the operation, rounded, before the upstream gradient multiplies it. */
    private Value output(Output output) {
        return new Evaluated(output).value();
    }

    /** An output as a factor of a chain's product. */
    Factor factor(Output output) {
        return new Evaluated(output).factor();
    }

    /** The evaluation of one output. */
    private final class Evaluated {

        private final Formula formula;
        private final MainRange range;
        private final Precision precision;
        private final boolean zerosKept;
        private final Evaluator main;

        Evaluated(Output output) {
            formula = output.formula();
            range = new MainRange(formula, words.dtype());
            precision = new Precision(formula, output.ulps(), words.dtype(), range);
            zerosKept = precision.hasPairs() && passesZero(formula);
            main = evaluator(new MainLeaves(words, parameters), zerosKept);
        }

        private Evaluator evaluator(Leaves leaves, boolean seesToZeros) {
            return new Evaluator(words, arithmetic, precision, range, leaves, seesToZeros);
        }

        Value value() {
            Value rounded = arithmetic.rounded(main.evaluate(formula));
            Value value = zerosKept && !keepsZero(rounded) ? words.keepZero(words.input(0), rounded) : rounded;
            if (range.limits().isEmpty()) {
                return nanGuarded(value);
            }
            Value careful = arithmetic.rounded(
                    evaluator(new RareLeaves(words, arithmetic, parameters), true).evaluate(formula));
            return nanGuarded(words.rare(outside(range.limits()), guard(careful), value));
        }

        /** Within the limits of an ordinary value and of the main range, the main path alone makes the value. */
        Factor factor() {
            Value value = value();
            Optional<Map<Formula, Limit>> ordinary = OrdinaryRange.limits(formula, Factor.exponent(words));
            if (ordinary.isEmpty()) {
                return Factor.any(value, words);
            }
            Map<Formula, Limit> limits = new LinkedHashMap<>(range.limits());
            ordinary.get().forEach((bounded, limit) -> limits.merge(bounded, limit, Limit::and));
            return limits.isEmpty() ? new Factor(value, value, Optional.empty())
                    : new Factor(value, value.op() == Op.RARE ? value.operand(2) : value, Optional.of(outside(limits)));
        }

        private Value outside(Map<Formula, Limit> limits) {
            Value inside = null;
            for (Map.Entry<Formula, Limit> limit : limits.entrySet()) {
                Value within = within(main.evaluate(limit.getKey()).hi(), limit.getValue());
                inside = inside == null ? within : words.and(inside, within);
            }
            return words.not(inside);
        }

        /** NaN in, NaN out: nothing to do for an input whose NaN fails the check of the main range or flows through. */
        private Value nanGuarded(Value value) {
            for (int input = 0; input < operation.inputs(); input++) {
                if (!isNanCarried(input)) {
                    return guard(value);
                }
            }
            return value;
        }

        private boolean isNanCarried(int input) {
            boolean carried = NanFlow.reaches(formula, input);
            for (Formula bounded : range.limits().keySet()) {
                carried |= NanFlow.reaches(bounded, input);
            }
            return carried;
        }
    }

    /** Whether the result at ±0 is that zero whatever the parameters: two words would lose the sign of −0. */
    private boolean passesZero(Formula formula) {
        return operation.inputs() == 1 && operation.parameters().isEmpty()
                && Double.compare(formula.evaluate(Point.of(0.0)), 0.0) == 0
                && Double.compare(formula.evaluate(Point.of(-0.0)), -0.0) == 0;
    }

    /** Whether a value that needs no parameters is −0 at −0, as one of two words need not be. */
    private boolean keepsZero(Value value) {
        Program program = builder.build(1, List.of(), List.of(value));
        long minusZero = words.pattern(-0.0);
        return Interpreter.run(program, new long[] {minusZero}, new double[0])[0] == minusZero;
    }

    /** Whether the value keeps to the limit; false for NaN. */
    private Value within(Value value, Limit limit) {
        Value inside = within(value, limit.interval());
        if (limit.leastMagnitude() == 0) {
            return inside;
        }
        Value large = words.lessOrEqual(words.constant(limit.leastMagnitude()), words.abs(value));
        return words.and(inside, words.or(large, words.equal(value, words.constant(0))));
    }

    private Value within(Value value, Interval interval) {
        Value least = words.constant(words.round(interval.least()));
        Value greatest = words.constant(words.round(interval.greatest()));
        if (interval.least() == -interval.greatest()) {
            return words.lessOrEqual(least, words.minusAbs(value));
        }
        if (Double.isInfinite(interval.least())) {
            return words.lessOrEqual(value, greatest);
        }
        Value above = words.lessOrEqual(least, value);
        return Double.isInfinite(interval.greatest()) ? above : words.and(above, words.lessOrEqual(value, greatest));
    }

    private Value guard(Value value) {
        Value nan = words.isNaN(words.input(0));
        for (int i = 1; i < operation.inputs(); i++) {
            nan = words.or(nan, words.isNaN(words.input(i)));
        }
        return words.select(nan, words.nan(), value);
    }
}
