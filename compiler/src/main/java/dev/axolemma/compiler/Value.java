package dev.axolemma.compiler;

import java.util.List;

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

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%" + id + " = " + op.name().toLowerCase(java.util.Locale.ROOT));
        operands.forEach(operand -> text.append(" %").append(operand.id));
        if (operands.size() < 2 && op != Op.NEGATE && op != Op.ABS && op != Op.SQRT && op != Op.NOT) {
            text.append(" #").append(Long.toHexString(bits));
        }
        return text.toString();
    }
}
