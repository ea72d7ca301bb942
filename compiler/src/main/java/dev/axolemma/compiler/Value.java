package dev.axolemma.compiler;

import java.util.List;
import java.util.Locale;

/**
 * One instruction of a {@link Program} and, at once, the value it computes (SSA form). Values of one program are made by
 * its {@link ProgramBuilder}, which computes equal ones once; they are compared by identity.
 */
public final class Value {

    private final int id;
    private final Op op;
    private final List<Value> operands;
    private final long bits;

    Value(int id, Op op, List<Value> operands, long bits) {
        this.id = id;
        this.op = op;
        this.operands = operands;
        this.bits = bits;
    }

    /** The position among {@link Program#instructions()}. */
    public int id() {
        return id;
    }

    public Op op() {
        return op;
    }

    public Type type() {
        return op.type();
    }

    public List<Value> operands() {
        return operands;
    }

    public Value operand(int index) {
        return operands.get(index);
    }

    /** The constant's pattern, the input's or scalar's number, or the shift count. */
    public long bits() {
        return bits;
    }

    /** As in {@code %7 = multiply %2 %5}, {@code %5 = constant #3fb8aa3b} or {@code %9 = shift_left %8 23}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%" + id + " = " + op.name().toLowerCase(Locale.ROOT));
        operands.forEach(operand -> text.append(" %").append(operand.id));
        return switch (op) {
            case CONSTANT, INT_CONSTANT -> text.append(" #").append(Long.toHexString(bits)).toString();
            case INPUT, SCALAR, SHIFT_LEFT, SHIFT_RIGHT_ARITHMETIC, SHIFT_RIGHT_LOGICAL ->
                    text.append(' ').append(bits).toString();
            default -> text.toString();
        };
    }
}
