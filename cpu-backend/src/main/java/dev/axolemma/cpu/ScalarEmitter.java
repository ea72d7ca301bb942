package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Type;
import dev.axolemma.compiler.Value;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Writes plain Java arithmetic. A mask is a condition, written as jumps where it is used. */
final class ScalarEmitter extends Emitter {

    /** The form that computes an element at a time. */
    record Elements() implements Form {

        @Override
        public Container container() {
            return Container.ARRAY;
        }

        @Override
        public int lanes(Dtype dtype) {
            return 1;
        }

        @Override
        public int longestPiece() {
            return Stages.SHORT_PIECE;
        }

        @Override
        public int copies(int instructions) {
            return 1;
        }

        @Override
        public int tileVectors() {
            return 2;
        }

        @Override
        public Emitter emitter(CodeBuilder code, Dtype dtype, Frame frame, int shift) {
            return new ScalarEmitter(code, dtype, frame, shift);
        }
    }

    private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();

    private final TypeKind real;
    private final TypeKind integer;
    private final ClassDesc box;
    private final ClassDesc realType;
    private final ClassDesc integerType;

    private ScalarEmitter(CodeBuilder code, Dtype dtype, Frame frame, int shift) {
        super(code, dtype, frame, shift);
        real = f32 ? TypeKind.FLOAT : TypeKind.DOUBLE;
        integer = f32 ? TypeKind.INT : TypeKind.LONG;
        box = f32 ? ConstantDescs.CD_Float : ConstantDescs.CD_Double;
        realType = real.upperBound();
        integerType = integer.upperBound();
    }

    @Override
    void define(Value value) {
        if (value.type() != Type.MASK) {
            compute(value);
            keep(value);
        } else if (value.operand(0).type() == Type.MASK) {
            // A combination of masks may be used often. Comparisons are cheap enough to be made where they are used.
            truth(value);
            keep(value);
        }
    }

    private void compute(Value v) {
        switch (v.op()) {
            case INPUT -> {
                pushArrayAndIndex((Frame.InArray) frame.places().get((int) v.bits()));
                code.arrayLoad(real);
            }
            case SCALAR -> code.loadLocal(real, frame.scalars().get((int) v.bits()));
            case CONSTANT -> pushFloat(v.bits());
            case INT_CONSTANT -> pushInteger(v.bits());
            case ADD -> operator(v, Opcode.FADD, Opcode.DADD);
            case SUBTRACT -> operator(v, Opcode.FSUB, Opcode.DSUB);
            case MULTIPLY -> operator(v, Opcode.FMUL, Opcode.DMUL);
            case DIVIDE -> operator(v, Opcode.FDIV, Opcode.DDIV);
            case NEGATE -> operator(v, Opcode.FNEG, Opcode.DNEG);
            case FMA -> math(v, "fma", realType, realType, realType);
            case ABS -> math(v, "abs", realType);
            case SQRT -> squareRoot(v);
            case SELECT, INT_SELECT, RARE -> select(v);
            case INT_ADD -> operator(v, Opcode.IADD, Opcode.LADD);
            case INT_SUBTRACT -> operator(v, Opcode.ISUB, Opcode.LSUB);
            case INT_AND -> operator(v, Opcode.IAND, Opcode.LAND);
            case INT_OR -> operator(v, Opcode.IOR, Opcode.LOR);
            case INT_XOR -> operator(v, Opcode.IXOR, Opcode.LXOR);
            case SHIFT_LEFT -> shift(v, Opcode.ISHL, Opcode.LSHL);
            case SHIFT_RIGHT_ARITHMETIC -> shift(v, Opcode.ISHR, Opcode.LSHR);
            case SHIFT_RIGHT_LOGICAL -> shift(v, Opcode.IUSHR, Opcode.LUSHR);
            case FLOAT_TO_BITS -> {
                push(v.operand(0));
                toBits();
            }
            case BITS_TO_FLOAT -> {
                push(v.operand(0));
                toFloat();
            }
            case LESS, LESS_OR_EQUAL, EQUAL, INT_LESS, INT_EQUAL, AND, OR, NOT -> throw new AssertionError(v);
        }
    }

    @Override
    TypeKind kind(Value value) {
        return switch (value.type()) {
            case FLOAT -> real;
            case INT -> integer;
            case MASK -> TypeKind.INT;
        };
    }

    @Override
    void store(Value value, Frame.Place place) {
        pushArrayAndIndex((Frame.InArray) place);
        push(value);
        code.arrayStore(real);
    }

    @Override
    void jumpIfAny(Value mask, Label target) {
        jump(mask, true, target);
    }

    private void operator(Value v, Opcode forF32, Opcode forF64) {
        pushOperands(v);
        code.with(OperatorInstruction.of(f32 ? forF32 : forF64));
    }

    private void shift(Value v, Opcode forF32, Opcode forF64) {
        push(v.operand(0));
        code.loadConstant((int) v.bits());
        code.with(OperatorInstruction.of(f32 ? forF32 : forF64));
    }

    private void math(Value v, String name, ClassDesc... arguments) {
        pushOperands(v);
        code.invokestatic(MATH, name, MethodTypeDesc.of(realType, arguments));
    }

    /** The root of a float rounded to double and then to float is the root rounded once: 53 ≥ 2 · 24 + 2. */
    private void squareRoot(Value v) {
        push(v.operand(0));
        if (f32) {
            code.f2d();
        }
        code.invokestatic(MATH, "sqrt", MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double));
        if (f32) {
            code.d2f();
        }
    }

    /** Chooses between bit patterns, because C2 has conditional moves for integers only; a branch would be mispredicted. */
    private void select(Value v) {
        Label first = code.newLabel();
        Label end = code.newLabel();
        jump(v.operand(0), true, first);
        pushBits(v.operand(2));
        code.goto_(end).labelBinding(first);
        pushBits(v.operand(1));
        code.labelBinding(end);
        if (v.type() == Type.FLOAT) {
            toFloat();
        }
    }

    private void pushBits(Value v) {
        push(v);
        if (v.type() == Type.FLOAT) {
            toBits();
        }
    }

    private void toBits() {
        code.invokestatic(box, f32 ? "floatToRawIntBits" : "doubleToRawLongBits", MethodTypeDesc.of(integerType, realType));
    }

    private void toFloat() {
        code.invokestatic(box, f32 ? "intBitsToFloat" : "longBitsToDouble", MethodTypeDesc.of(realType, integerType));
    }

    private void truth(Value mask) {
        Label set = code.newLabel();
        Label end = code.newLabel();
        combination(mask, true, set);
        code.iconst_0().goto_(end).labelBinding(set).iconst_1().labelBinding(end);
    }

    /** Jumps to {@code target} if the mask is what is {@code wanted}. */
    private void jump(Value mask, boolean wanted, Label target) {
        if (isKept(mask)) {
            push(mask);
            code.branch(wanted ? Opcode.IFNE : Opcode.IFEQ, target);
            return;
        }
        switch (mask.op()) {
            // A comparison with NaN leaves 1 after cmpg: neither less nor equal.
            case LESS -> compare(mask, f32 ? Opcode.FCMPG : Opcode.DCMPG, wanted ? Opcode.IFLT : Opcode.IFGE, target);
            case LESS_OR_EQUAL ->
                    compare(mask, f32 ? Opcode.FCMPG : Opcode.DCMPG, wanted ? Opcode.IFLE : Opcode.IFGT, target);
            case EQUAL -> compare(mask, f32 ? Opcode.FCMPG : Opcode.DCMPG, wanted ? Opcode.IFEQ : Opcode.IFNE, target);
            case INT_LESS -> compareIntegers(mask, wanted ? Opcode.IF_ICMPLT : Opcode.IF_ICMPGE,
                    wanted ? Opcode.IFLT : Opcode.IFGE, target);
            case INT_EQUAL -> compareIntegers(mask, wanted ? Opcode.IF_ICMPEQ : Opcode.IF_ICMPNE,
                    wanted ? Opcode.IFEQ : Opcode.IFNE, target);
            default -> throw new AssertionError(mask);
        }
    }

    private void combination(Value mask, boolean wanted, Label target) {
        switch (mask.op()) {
            case NOT -> jump(mask.operand(0), !wanted, target);
            case OR -> mask.operands().forEach(operand -> jump(operand, true, target));
            case AND -> {
                Label not = code.newLabel();
                jump(mask.operand(0), false, not);
                jump(mask.operand(1), true, target);
                code.labelBinding(not);
            }
            default -> throw new AssertionError(mask);
        }
    }

    private void compare(Value mask, Opcode comparison, Opcode jump, Label target) {
        pushOperands(mask);
        code.with(OperatorInstruction.of(comparison)).branch(jump, target);
    }

    private void compareIntegers(Value mask, Opcode forF32, Opcode forF64, Label target) {
        pushOperands(mask);
        if (f32) {
            code.branch(forF32, target);
        } else {
            code.lcmp().branch(forF64, target);
        }
    }
}
