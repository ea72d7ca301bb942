package dev.axolemma.cpu;

import dev.axolemma.compiler.Value;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.HashMap;
import java.util.Map;

/** Writes one copy of a program's instructions, each value into a local variable of its own. */
abstract class Emitter {

    final CodeBuilder code;
    final Frame frame;
    private final int shift;
    private final Map<Value, Integer> locals = new HashMap<>();

    Emitter(CodeBuilder code, Frame frame, int shift) {
        this.code = code;
        this.frame = frame;
        this.shift = shift;
    }

    /** Writes what computes a value from values defined before. */
    abstract void define(Value value);

    /** Writes what stores a float. */
    abstract void store(Value value, Frame.Place place);

    /** Writes a jump that is taken if the mask is set for any element. */
    abstract void jumpIfAny(Value mask, Label target);

    /** Keeps what is on the stack as {@code value}. */
    final void keep(Value value, TypeKind kind) {
        int local = code.allocateLocal(kind);
        locals.put(value, local);
        code.storeLocal(kind, local);
    }

    /** Pushes a value that was kept. */
    final void push(Value value, TypeKind kind) {
        code.loadLocal(kind, locals.get(value));
    }

    final boolean isKept(Value value) {
        return locals.containsKey(value);
    }

    final void pushArrayAndIndex(Frame.Place place) {
        code.aload(place.array()).iload(frame.index()).iload(place.base()).iadd();
        if (place.distance() + shift != 0) {
            code.loadConstant(place.distance() + shift).iadd();
        }
    }
}
