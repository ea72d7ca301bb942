package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Value;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.HashMap;
import java.util.Map;

/** Writes one copy of a program's instructions, each value into a local variable of its own. */
abstract class Emitter {

    final CodeBuilder code;
    final boolean f32;
    final Frame frame;
    final int shift;
    private final Map<Value, Integer> locals = new HashMap<>();

    Emitter(CodeBuilder code, Dtype dtype, Frame frame, int shift) {
        this.code = code;
        this.f32 = dtype == Dtype.F32;
        this.frame = frame;
        this.shift = shift;
    }

    /** Writes what computes a value from values defined before. */
    abstract void define(Value value);

    /** Writes what stores a float. */
    abstract void store(Value value, Frame.Place place);

    /** Writes a jump that is taken if the mask is set for any element. */
    abstract void jumpIfAny(Value mask, Label target);

    /** What a value is on the stack and in a local variable. */
    abstract TypeKind kind(Value value);

    /** Keeps what is on the stack as {@code value}. */
    final void keep(Value value) {
        int local = code.allocateLocal(kind(value));
        locals.put(value, local);
        code.storeLocal(kind(value), local);
    }

    /** Lets the variable of one kept value hold another from now on. */
    final void assign(Value variable, Value value) {
        push(value);
        code.storeLocal(kind(variable), locals.get(variable));
    }

    /** Pushes a value that was kept. */
    final void push(Value value) {
        code.loadLocal(kind(value), locals.get(value));
    }

    final void pushOperands(Value value) {
        for (Value operand : value.operands()) {
            push(operand);
        }
    }

    final void pushFloat(long bits) {
        if (f32) {
            code.loadConstant(Float.intBitsToFloat((int) bits));
        } else {
            code.loadConstant(Double.longBitsToDouble(bits));
        }
    }

    final void pushInteger(long value) {
        if (f32) {
            code.loadConstant((int) value);
        } else {
            code.loadConstant(value);
        }
    }

    final boolean isKept(Value value) {
        return locals.containsKey(value);
    }

    final void pushArrayAndIndex(Frame.InArray place) {
        code.aload(place.array()).iload(frame.index()).iload(place.base()).iadd();
        if (place.distance() + shift != 0) {
            code.loadConstant(place.distance() + shift).iadd();
        }
    }
}
