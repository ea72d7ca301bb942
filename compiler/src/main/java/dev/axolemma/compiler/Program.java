package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A map from input elements to output elements as a straight list of instructions, each defined to the last bit on every
 * target. Operands come before their users. Immutable.
 *
 * @param dtype the width of all values
 * @param inputs how many operands are read, the upstream gradient included
 * @param scalars the run-time scalars, in the order of {@link Op#SCALAR}'s numbers
 * @param instructions all of them, each at the index of its {@link Value#id()}
 * @param outputs the values written, in order
 */
public record Program(Dtype dtype, int inputs, List<Scalar> scalars, List<Value> instructions, List<Value> outputs) {

    public Program {
        scalars = List.copyOf(scalars);
        instructions = List.copyOf(instructions);
        outputs = List.copyOf(outputs);
    }

    /**
     * One word of a parameter, which as a binary64 number can need more words than the program's floats have.
     *
     * @param parameter the parameter's number in the operation
     * @param word 0 for the value rounded to the dtype; 1 for what then remains, rounded; and so on
     */
    public record Scalar(int parameter, int word) {

        /** The word of {@code value} in {@code dtype}. */
        public double of(double value, Dtype dtype) {
            double rest = value;
            double rounded = round(rest, dtype);
            for (int i = 0; i < word; i++) {
                rest = Double.isInfinite(rounded) ? 0 : rest - rounded;
                rounded = round(rest, dtype);
            }
            return rounded;
        }

        private static double round(double value, Dtype dtype) {
            return switch (dtype) {
                case F32 -> (float) value;
                case F64 -> value;
            };
        }
    }

    /** The instructions, one a line. */
    @Override
    public String toString() {
        return instructions.stream().map(Value::toString).collect(Collectors.joining("\n")) + "\nstore "
                + outputs.stream().map(value -> "%" + value.id()).collect(Collectors.joining(" ")) + "\n";
    }
}
