package dev.axolemma.compiler;

import static dev.axolemma.compiler.Type.FLOAT;
import static dev.axolemma.compiler.Type.INT;
import static dev.axolemma.compiler.Type.MASK;

import java.util.List;

/**
 * The machine-level operations: each is defined exactly, to the last bit, on every target. Floats are IEEE binary32 or
 * binary64 as the {@link Program} says, rounded to nearest even, with subnormals; integers have the same width and wrap.
 */
public enum Op {
    /** Loads the operand number {@code bits} of the current element. */
    INPUT(FLOAT),
    /** The run-time scalar number {@code bits}: see {@link Program#scalars()}. */
    SCALAR(FLOAT),
    /** The float with bit pattern {@code bits}. */
    CONSTANT(FLOAT),
    /** The integer {@code bits}. */
    INT_CONSTANT(INT),

    ADD(FLOAT, FLOAT, FLOAT),
    SUBTRACT(FLOAT, FLOAT, FLOAT),
    MULTIPLY(FLOAT, FLOAT, FLOAT),
    /** a·b + c, rounded once. */
    FMA(FLOAT, FLOAT, FLOAT, FLOAT),
    DIVIDE(FLOAT, FLOAT, FLOAT),
    SQRT(FLOAT, FLOAT),
    /** Flips the sign bit, of NaN too. */
    NEGATE(FLOAT, FLOAT),
    /** Clears the sign bit, of NaN too. */
    ABS(FLOAT, FLOAT),

    /** a &lt; b; false if either is NaN. */
    LESS(MASK, FLOAT, FLOAT),
    /** a ≤ b; false if either is NaN. */
    LESS_OR_EQUAL(MASK, FLOAT, FLOAT),
    /** a = b; false if either is NaN; −0 = +0. */
    EQUAL(MASK, FLOAT, FLOAT),
    /** Signed comparison of integers. */
    INT_LESS(MASK, INT, INT),
    INT_EQUAL(MASK, INT, INT),
    AND(MASK, MASK, MASK),
    OR(MASK, MASK, MASK),
    NOT(MASK, MASK),

    /** The second operand where the mask is set, the third elsewhere. */
    SELECT(FLOAT, MASK, FLOAT, FLOAT),
    INT_SELECT(INT, MASK, INT, INT),
    /**
     * Means what {@link #SELECT} means; but the mask is hardly ever set, and the instructions that only the second
     * operand needs are worth a branch around them.
     */
    RARE(FLOAT, MASK, FLOAT, FLOAT),

    INT_ADD(INT, INT, INT),
    INT_SUBTRACT(INT, INT, INT),
    INT_AND(INT, INT, INT),
    INT_OR(INT, INT, INT),
    INT_XOR(INT, INT, INT),
    /** Shifts by the constant count {@code bits}, which is at least 0 and below the width. */
    SHIFT_LEFT(INT, INT),
    SHIFT_RIGHT_ARITHMETIC(INT, INT),
    SHIFT_RIGHT_LOGICAL(INT, INT),

    /** The bit pattern of a float. That of a NaN differs between targets: it must not reach an output. */
    FLOAT_TO_BITS(INT, FLOAT),
    BITS_TO_FLOAT(FLOAT, INT);

    private final Type type;
    private final List<Type> operands;

    Op(Type type, Type... operands) {
        this.type = type;
        this.operands = List.of(operands);
    }

    /** The type of the result. */
    public Type type() {
        return type;
    }

    /** The types of the operands. */
    public List<Type> operands() {
        return operands;
    }
}
