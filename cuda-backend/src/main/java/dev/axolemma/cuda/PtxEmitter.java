package dev.axolemma.cuda;

import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.Type;
import dev.axolemma.compiler.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Writes one copy of a program's instructions, each value into a register of its own. A mask is a predicate; constants
 * are immediate operands. Every rounding is spelled out: without it the assembler fuses multiplications with additions.
 */
final class PtxEmitter {

    private final KernelText text;
    private final Format format;
    private final List<String> inputs;
    private final IntFunction<String> scalars;
    private final Map<Value, String> places = new HashMap<>();

    private PtxEmitter(KernelText text, Format format, List<String> inputs, IntFunction<String> scalars) {
        this.text = text;
        this.format = format;
        this.inputs = inputs;
        this.scalars = scalars;
    }

    /**
     * Writes all instructions.
     *
     * @param inputs where the inputs of the element are
     * @param scalars says where a run-time scalar is; it may write the load
     * @return where the outputs are
     */
    static List<String> emit(Program program, KernelText text, List<String> inputs, IntFunction<String> scalars) {
        PtxEmitter emitter = new PtxEmitter(text, new Format(program.dtype()), inputs, scalars);
        for (Value value : program.instructions()) {
            emitter.places.put(value, emitter.define(value));
        }
        return program.outputs().stream().map(emitter.places::get).toList();
    }

    private String define(Value v) {
        return switch (v.op()) {
            case INPUT -> inputs.get((int) v.bits());
            case SCALAR -> scalars.apply((int) v.bits());
            case CONSTANT -> format.real(v.bits());
            case INT_CONSTANT -> format.integer(v.bits());
            case ADD -> compute(v, "add.rn." + format.real());
            case SUBTRACT -> compute(v, "sub.rn." + format.real());
            case MULTIPLY -> compute(v, "mul.rn." + format.real());
            case FMA -> compute(v, "fma.rn." + format.real());
            case DIVIDE -> compute(v, "div.rn." + format.real());
            case SQRT -> compute(v, "sqrt.rn." + format.real());
            case NEGATE -> compute(v, "neg." + format.real());
            case ABS -> compute(v, "abs." + format.real());
            case LESS -> compute(v, "setp.lt." + format.real());
            case LESS_OR_EQUAL -> compute(v, "setp.le." + format.real());
            case EQUAL -> compute(v, "setp.eq." + format.real());
            case INT_LESS -> compute(v, "setp.lt." + format.signed());
            case INT_EQUAL -> compute(v, "setp.eq." + format.signed());
            case AND -> compute(v, "and.pred");
            case OR -> compute(v, "or.pred");
            case NOT -> compute(v, "not.pred");
            case SELECT, RARE -> select(v, "selp." + format.real());
            case INT_SELECT -> select(v, "selp." + format.bits());
            case INT_ADD -> compute(v, "add." + format.signed());
            case INT_SUBTRACT -> compute(v, "sub." + format.signed());
            case INT_AND -> compute(v, "and." + format.bits());
            case INT_OR -> compute(v, "or." + format.bits());
            case INT_XOR -> compute(v, "xor." + format.bits());
            case SHIFT_LEFT -> shift(v, "shl." + format.bits());
            case SHIFT_RIGHT_ARITHMETIC -> shift(v, "shr." + format.signed());
            case SHIFT_RIGHT_LOGICAL -> shift(v, "shr." + format.unsigned());
            case FLOAT_TO_BITS, BITS_TO_FLOAT -> compute(v, "mov." + format.bits());
        };
    }

    private String compute(Value v, String instruction) {
        return text.compute(kind(v.type()), instruction, v.operands().stream().map(places::get).toArray());
    }

    private String select(Value v, String instruction) {
        return text.compute(kind(v.type()), instruction, place(v, 1), place(v, 2), place(v, 0));
    }

    private String shift(Value v, String instruction) {
        return text.compute(kind(v.type()), instruction, place(v, 0), v.bits());
    }

    private String place(Value v, int operand) {
        return places.get(v.operand(operand));
    }

    private RegisterKind kind(Type type) {
        return switch (type) {
            case FLOAT -> format.realKind();
            case INT -> format.integerKind();
            case MASK -> RegisterKind.PREDICATE;
        };
    }
}
