package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import dev.axolemma.Parameter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A map from input elements to output elements as a straight list of instructions, each defined to the last bit on every
 * target. Operands come before their users. Immutable.
 *
 * @param dtype the width of all values
 * @param inputs how many operands are read, the upstream gradient included
 * @param scalars the run-time scalars, in the order of {@link Op#SCALAR}'s numbers
 * @param instructions all of them, each at the index of its {@link Value#id()}
 * @param outputs the values written, in order
 * @param targets the number of the operand that each output is written to: an input, which it replaces, or one of its own,
 *     whose numbers follow those of the inputs
 */
public record Program(Dtype dtype, int inputs, List<Scalar> scalars, List<Value> instructions, List<Value> outputs,
        List<Integer> targets) {

    public Program {
        scalars = List.copyOf(scalars);
        instructions = List.copyOf(instructions);
        outputs = List.copyOf(outputs);
        targets = List.copyOf(targets);
    }

    /** How many operands are read or written. */
    public int operands() {
        return targets.stream().reduce(inputs, (most, target) -> Math.max(most, target + 1));
    }

    /**
     * One word of a parameter, which as a binary64 number can need more words, and more exponents, than the program's
     * floats have.
     *
     * @param parameter the parameter's number in the operation
     * @param word which one: {@link #HIGH} …
     */
    public record Scalar(int parameter, int word) {

        /** The value rounded to the dtype. */
        public static final int HIGH = 0;
        /** What {@link #HIGH} leaves, rounded. */
        public static final int LOW = 1;
        /** The significand, from 1 to 2 in magnitude, rounded. */
        public static final int SIGNIFICAND_HIGH = 2;
        /** What {@link #SIGNIFICAND_HIGH} leaves, rounded. */
        public static final int SIGNIFICAND_LOW = 3;
        /** The exponent that belongs to the significand. */
        public static final int EXPONENT = 4;

        private static final List<String> NAMES =
                List.of("high word", "low word", "significand, high word", "significand, low word", "exponent");

        /** The word of {@code value} in {@code dtype}. */
        public double of(double value, Dtype dtype) {
            return switch (word) {
                case HIGH -> round(value, dtype);
                case LOW -> rest(value, dtype);
                case SIGNIFICAND_HIGH -> round(significand(value), dtype);
                case SIGNIFICAND_LOW -> rest(significand(value), dtype);
                case EXPONENT -> exponent(value);
                default -> throw new IllegalStateException("no parameter has a word " + word);
            };
        }

        /** As in {@code alpha = 0.1, low word: -1.4901161415892261E-9}. */
        private String describe(Parameter named, Dtype dtype) {
            return named.name() + " = " + named.value() + ", " + NAMES.get(word) + ": " + of(named.value(), dtype);
        }

        private static double rest(double value, Dtype dtype) {
            double rounded = round(value, dtype);
            return Double.isInfinite(rounded) ? 0 : round(value - rounded, dtype);
        }

        private static double significand(double value) {
            return Double.isInfinite(value) ? Math.signum(value) : Math.scalb(value, -exponent(value));
        }

        private static int exponent(double value) {
            return Double.isInfinite(value) ? Wide.INFINITE : value == 0 ? 0
                    : Math.getExponent(value) >= Double.MIN_EXPONENT ? Math.getExponent(value)
                    : Math.getExponent(value * 0x1p64) - 64;
        }

        private static double round(double value, Dtype dtype) {
            return switch (dtype) {
                case F16, BF16, F32 -> (float) value;
                case F64 -> value;
            };
        }
    }

    /**
     * What the run-time scalars are, a line each: a comment in every language that programs are written in, as in
     * {@code // scalar 1 is alpha = 0.1, low word: -1.4901161415892261E-9}.
     *
     * @param parameters those of the operation
     */
    public String describeScalars(List<Parameter> parameters) {
        return IntStream.range(0, scalars.size())
                .mapToObj(i -> "// scalar " + i + " is "
                        + scalars.get(i).describe(parameters.get(scalars.get(i).parameter()), dtype) + "\n")
                .collect(Collectors.joining());
    }

    /** The instructions, one a line. */
    @Override
    public String toString() {
        return instructions.stream().map(Value::toString).collect(Collectors.joining("\n")) + "\nstore "
                + outputs.stream().map(value -> "%" + value.id()).collect(Collectors.joining(" ")) + "\n";
    }
}
