package dev.axolemma.compiler;

import dev.axolemma.Dtype;

/**
 * Says what a program means, in plain Java, one element at a time: the definition that every backend is held to. Slow, for
 * tests and for looking at single values.
 */
public final class Interpreter {

    private final Program program;
    private final boolean f32;
    private final long[] inputs;
    private final double[] parameters;
    private final long[] values;

    private Interpreter(Program program, long[] inputs, double[] parameters) {
        this.program = program;
        this.f32 = program.dtype() == Dtype.F32;
        this.inputs = inputs;
        this.parameters = parameters;
        this.values = new long[program.instructions().size()];
    }

    /**
     * The bit patterns of the outputs for those of one element's inputs; binary32 patterns are sign-extended.
     *
     * @param inputs one pattern for each operand that the program reads
     * @param parameters the values of the operation's parameters, in order
     */
    public static long[] run(Program program, long[] inputs, double[] parameters) {
        Interpreter interpreter = new Interpreter(program, inputs, parameters);
        for (Value value : program.instructions()) {
            interpreter.values[value.id()] = interpreter.compute(value);
        }
        return program.outputs().stream().mapToLong(output -> interpreter.values[output.id()]).toArray();
    }

    private long compute(Value v) {
        return switch (v.op()) {
            case INPUT -> inputs[(int) v.bits()];
            case SCALAR -> {
                Program.Scalar scalar = program.scalars().get((int) v.bits());
                yield bits(scalar.of(parameters[scalar.parameter()], program.dtype()));
            }
            case CONSTANT, INT_CONSTANT -> integer(v.bits());
            case ADD -> f32 ? bits(f(v, 0) + f(v, 1)) : bits(d(v, 0) + d(v, 1));
            case SUBTRACT -> f32 ? bits(f(v, 0) - f(v, 1)) : bits(d(v, 0) - d(v, 1));
            case MULTIPLY -> f32 ? bits(f(v, 0) * f(v, 1)) : bits(d(v, 0) * d(v, 1));
            case DIVIDE -> f32 ? bits(f(v, 0) / f(v, 1)) : bits(d(v, 0) / d(v, 1));
            case FMA -> f32 ? bits(Math.fma(f(v, 0), f(v, 1), f(v, 2))) : bits(Math.fma(d(v, 0), d(v, 1), d(v, 2)));
            case SQRT -> f32 ? bits((float) Math.sqrt(f(v, 0))) : bits(Math.sqrt(d(v, 0)));
            case NEGATE -> integer(i(v, 0) ^ sign());
            case ABS -> integer(i(v, 0) & ~sign());
            case LESS -> truth(d(v, 0) < d(v, 1));
            case LESS_OR_EQUAL -> truth(d(v, 0) <= d(v, 1));
            case EQUAL -> truth(d(v, 0) == d(v, 1));
            case INT_LESS -> truth(i(v, 0) < i(v, 1));
            case INT_EQUAL -> truth(i(v, 0) == i(v, 1));
            case AND, INT_AND -> i(v, 0) & i(v, 1);
            case OR, INT_OR -> i(v, 0) | i(v, 1);
            case NOT -> 1 - i(v, 0);
            case SELECT, INT_SELECT, RARE -> i(v, 0) != 0 ? i(v, 1) : i(v, 2);
            case INT_ADD -> integer(i(v, 0) + i(v, 1));
            case INT_SUBTRACT -> integer(i(v, 0) - i(v, 1));
            case INT_XOR -> i(v, 0) ^ i(v, 1);
            case SHIFT_LEFT -> integer(i(v, 0) << v.bits());
            case SHIFT_RIGHT_ARITHMETIC -> i(v, 0) >> v.bits();
            case SHIFT_RIGHT_LOGICAL -> f32 ? (int) i(v, 0) >>> v.bits() : i(v, 0) >>> v.bits();
            case FLOAT_TO_BITS, BITS_TO_FLOAT -> i(v, 0);
        };
    }

    private long i(Value v, int operand) {
        return values[v.operand(operand).id()];
    }

    private float f(Value v, int operand) {
        return Float.intBitsToFloat((int) i(v, operand));
    }

    /** The operand as a number: a binary32 number is a binary64 number too. */
    private double d(Value v, int operand) {
        return f32 ? f(v, operand) : Double.longBitsToDouble(i(v, operand));
    }

    private long bits(double value) {
        return f32 ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value);
    }

    /** Wrapped to the program's width. */
    private long integer(long value) {
        return f32 ? (int) value : value;
    }

    private long sign() {
        return f32 ? Integer.MIN_VALUE : Long.MIN_VALUE;
    }

    private static long truth(boolean holds) {
        return holds ? 1 : 0;
    }
}
