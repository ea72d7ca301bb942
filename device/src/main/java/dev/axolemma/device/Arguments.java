package dev.axolemma.device;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import java.util.List;

/** How kernels are given their operands: see {@link Skeletons}. */
final class Arguments {

    private Arguments() {
    }

    /** Memory, first number and, of a broadcast, its shape. */
    static void add(Span operand, List<Object> arguments) {
        addPlain(operand, arguments);
        if (operand.isBroadcast()) {
            arguments.add(operand.inner());
            arguments.add(operand.length());
        }
    }

    /** Memory and first number. */
    static void addPlain(Span numbers, List<Object> arguments) {
        arguments.add(DeviceMemory.of(numbers).allocation());
        arguments.add(numbers.offset());
    }

    static Object number(double value, Dtype arithmetic) {
        return switch (arithmetic) {
            case F16, BF16, F32 -> (float) value;
            case F64 -> value;
        };
    }
}
