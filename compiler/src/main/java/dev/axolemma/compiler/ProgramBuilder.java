package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes the values of one {@link Program}. Equal instructions are made once (value numbering), so a lowering may ask for
 * the same exponential as often as it likes. Not thread-safe.
 */
public final class ProgramBuilder {

    /** Equality is written out so that it is not linked at run time, before the first kernel: see decision 25. */
    private record Key(Op op, List<Value> operands, long bits) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && op == key.op && bits == key.bits && operands.equals(key.operands);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * op.ordinal() + Long.hashCode(bits)) + operands.hashCode();
        }
    }

    private final Dtype dtype;
    private final Map<Key, Value> values = new HashMap<>();
    private final List<Value> instructions = new ArrayList<>();

    /** @param dtype of the operands: the program computes in its arithmetic dtype */
    public ProgramBuilder(Dtype dtype) {
        this.dtype = dtype.arithmetic();
    }

    /** What the program computes in: f32 or f64. */
    public Dtype dtype() {
        return dtype;
    }

    /** An instruction with its operands. */
    public Value make(Op op, Value... operands) {
        return make(op, 0, operands);
    }

    /** An instruction with a number: a constant's pattern, an input's or scalar's number, a shift count. */
    public Value make(Op op, long bits, Value... operands) {
        List<Value> list = List.of(operands);
        if (!takes(op, list)) {
            throw new IllegalArgumentException("operands of " + op + " are " + list + "; it takes " + op.operands());
        }
        return values.computeIfAbsent(new Key(op, list, bits), key -> {
            Value value = new Value(instructions.size(), op, list, bits);
            instructions.add(value);
            return value;
        });
    }

    private static boolean takes(Op op, List<Value> operands) {
        boolean takes = operands.size() == op.operands().size();
        for (int i = 0; takes && i < operands.size(); i++) {
            takes = operands.get(i).type() == op.operands().get(i);
        }
        return takes;
    }

    /** A float constant, which must be representable in the dtype. */
    public Value constant(double value) {
        return switch (dtype) {
            case F16, BF16, F32 -> {
                if ((float) value != value && !Double.isNaN(value)) {
                    throw new IllegalArgumentException("value is " + value + "; it must be a binary32 number");
                }
                yield make(Op.CONSTANT, Float.floatToIntBits((float) value) & 0xffffffffL);
            }
            case F64 -> make(Op.CONSTANT, Double.doubleToLongBits(value));
        };
    }

    /** An integer constant of the dtype's width. */
    public Value integer(long value) {
        return make(Op.INT_CONSTANT, value);
    }

    /** The program that computes {@code outputs}, each an operand of its own. */
    public Program build(int inputs, List<Program.Scalar> scalars, List<Value> outputs) {
        return build(inputs, scalars, outputs, IntStream.range(inputs, inputs + outputs.size()).boxed().toList());
    }

    /** The program that computes {@code outputs} and writes them to {@code targets}: only what they need, renumbered. */
    public Program build(int inputs, List<Program.Scalar> scalars, List<Value> outputs, List<Integer> targets) {
        Map<Value, Value> kept = new HashMap<>();
        List<Value> order = new ArrayList<>();
        boolean[] needed = new boolean[instructions.size()];
        outputs.forEach(value -> needed[value.id()] = true);
        for (int i = instructions.size() - 1; i >= 0; i--) {
            if (needed[i]) {
                instructions.get(i).operands().forEach(operand -> needed[operand.id()] = true);
            }
        }
        for (Value value : instructions) {
            if (needed[value.id()]) {
                Value copy = new Value(order.size(), value.op(),
                        value.operands().stream().map(kept::get).toList(), value.bits());
                kept.put(value, copy);
                order.add(copy);
            }
        }
        return new Program(dtype, inputs, scalars, order, outputs.stream().map(kept::get).toList(), targets);
    }
}
