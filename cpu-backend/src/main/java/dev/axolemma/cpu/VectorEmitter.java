package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Op;
import dev.axolemma.compiler.Value;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * Writes calls of the Vector API: directly, because C2 stops inlining helper methods in long bodies, and by name, so that
 * this class can be loaded where the API is missing. Masks are masks of the float species; C2 turns their casts into
 * nothing.
 */
final class VectorEmitter extends Emitter {

    private static final String PACKAGE = "jdk.incubator.vector.";
    private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE + "Vector");
    private static final ClassDesc MASK = ClassDesc.of(PACKAGE + "VectorMask");
    private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE + "VectorSpecies");
    private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE + "VectorOperators");
    private static final ClassDesc BINARY = OPERATORS.nested("Binary");
    private static final ClassDesc ASSOCIATIVE = OPERATORS.nested("Associative");
    private static final ClassDesc COMPARISON = OPERATORS.nested("Comparison");
    private static final ClassDesc SEGMENT = MemorySegment.class.describeConstable().orElseThrow();
    private static final ClassDesc BYTE_ORDER = ByteOrder.class.describeConstable().orElseThrow();

    /**
     * The form that computes a vector at a time.
     *
     * @param bits the width of a vector: 64, 128, 256 or 512
     * @param container what the operands lie in
     */
    record Vectors(int bits, Container container) implements Form {

        /** For operands in arrays. */
        Vectors(int bits) {
            this(bits, Container.ARRAY);
        }

        @Override
        public int lanes(Dtype dtype) {
            return bits / 8 / dtype.bytes();
        }

        /** With 512 bits come 32 registers in place of 16: a long loop keeps its constants in them. */
        @Override
        public int longestPiece() {
            return bits < 512 ? Stages.SHORT_PIECE : 72;
        }

        /** One chain of dependent instructions leaves the processor idle; of short loops it overlaps enough by itself. */
        @Override
        public int copies(int instructions) {
            return instructions <= 16 ? 4 : bits < 512 ? 1 : 2;
        }

        @Override
        public int tileVectors() {
            return bits < 512 ? 2 : 4;
        }

        @Override
        public Emitter emitter(CodeBuilder code, Dtype dtype, Frame frame, int shift) {
            return new VectorEmitter(code, dtype, frame, shift, "SPECIES_" + bits);
        }
    }

    private final String species;
    private final ClassDesc real;
    private final ClassDesc integer;
    private final ClassDesc realElement;
    private final ClassDesc integerElement;

    private VectorEmitter(CodeBuilder code, Dtype dtype, Frame frame, int shift, String species) {
        super(code, dtype, frame, shift);
        this.species = species;
        this.real = ClassDesc.of(PACKAGE + (f32 ? "FloatVector" : "DoubleVector"));
        this.integer = ClassDesc.of(PACKAGE + (f32 ? "IntVector" : "LongVector"));
        this.realElement = f32 ? ConstantDescs.CD_float : ConstantDescs.CD_double;
        this.integerElement = f32 ? ConstantDescs.CD_int : ConstantDescs.CD_long;
    }

    @Override
    void define(Value v) {
        compute(v);
        keep(v);
    }

    @Override
    TypeKind kind(Value value) {
        return TypeKind.REFERENCE;
    }

    private void compute(Value v) {
        switch (v.op()) {
            case INPUT -> load(frame.places().get((int) v.bits()));
            case SCALAR -> {
                species(real);
                code.loadLocal(f32 ? TypeKind.FLOAT : TypeKind.DOUBLE, frame.scalars().get((int) v.bits()));
                broadcast(real, realElement);
            }
            case CONSTANT -> {
                species(real);
                pushFloat(v.bits());
                broadcast(real, realElement);
            }
            case INT_CONSTANT -> {
                species(integer);
                pushInteger(v.bits());
                broadcast(integer, integerElement);
            }
            case ADD -> call(v, real, "add", real, VECTOR);
            case SUBTRACT -> call(v, real, "sub", real, VECTOR);
            case MULTIPLY -> call(v, real, "mul", real, VECTOR);
            case DIVIDE -> call(v, real, "div", real, VECTOR);
            case NEGATE -> call(v, real, "neg", real);
            case FMA -> call(v, real, "fma", real, VECTOR, VECTOR);
            case ABS -> call(v, real, "abs", real);
            case SQRT -> call(v, real, "sqrt", real);
            case LESS -> compare(v, real, "LT");
            case LESS_OR_EQUAL -> compare(v, real, "LE");
            case EQUAL -> compare(v, real, "EQ");
            case INT_LESS -> {
                compare(v, integer, "LT");
                castMask(real);
            }
            case INT_EQUAL -> {
                compare(v, integer, "EQ");
                castMask(real);
            }
            case AND -> call(v, MASK, "and", MASK, MASK);
            case OR -> call(v, MASK, "or", MASK, MASK);
            case NOT -> call(v, MASK, "not", MASK);
            case SELECT, RARE -> {
                push(v.operand(2));
                push(v.operand(1));
                push(v.operand(0));
                invoke(real, "blend", real, VECTOR, MASK);
            }
            case INT_SELECT -> {
                push(v.operand(2));
                push(v.operand(1));
                push(v.operand(0));
                castMask(integer);
                invoke(integer, "blend", integer, VECTOR, MASK);
            }
            case INT_ADD -> call(v, integer, "add", integer, VECTOR);
            case INT_SUBTRACT -> call(v, integer, "sub", integer, VECTOR);
            case INT_AND -> call(v, integer, "and", integer, VECTOR);
            case INT_OR -> call(v, integer, "or", integer, VECTOR);
            case INT_XOR -> {
                push(v.operand(0));
                operator("XOR", ASSOCIATIVE);
                push(v.operand(1));
                invoke(integer, "lanewise", integer, BINARY, VECTOR);
            }
            case SHIFT_LEFT -> shift(v, "LSHL");
            case SHIFT_RIGHT_ARITHMETIC -> shift(v, "ASHR");
            case SHIFT_RIGHT_LOGICAL -> shift(v, "LSHR");
            case FLOAT_TO_BITS -> call(v, real, f32 ? "reinterpretAsInts" : "reinterpretAsLongs", integer);
            case BITS_TO_FLOAT -> call(v, integer, f32 ? "reinterpretAsFloats" : "reinterpretAsDoubles", real);
        }
    }

    @Override
    void store(Value value, Frame.Place place) {
        push(value);
        switch (place) {
            case Frame.InArray array -> {
                pushArrayAndIndex(array);
                invoke(real, "intoArray", ConstantDescs.CD_void, realElement.arrayType(), ConstantDescs.CD_int);
            }
            case Frame.InSegment segment -> {
                pushSegmentPlace(segment);
                invoke(real, "intoMemorySegment", ConstantDescs.CD_void, SEGMENT, ConstantDescs.CD_long, BYTE_ORDER);
            }
        }
    }

    @Override
    void jumpIfAny(Value mask, Label target) {
        boolean negated = mask.op() == Op.NOT;
        push(negated ? mask.operand(0) : mask);
        invoke(MASK, negated ? "allTrue" : "anyTrue", ConstantDescs.CD_boolean);
        if (negated) {
            code.ifeq(target);
        } else {
            code.ifne(target);
        }
    }

    private void load(Frame.Place place) {
        species(real);
        switch (place) {
            case Frame.InArray array -> {
                pushArrayAndIndex(array);
                code.invokestatic(real, "fromArray",
                        MethodTypeDesc.of(real, SPECIES, realElement.arrayType(), ConstantDescs.CD_int));
            }
            case Frame.InSegment segment -> {
                pushSegmentPlace(segment);
                code.invokestatic(real, "fromMemorySegment",
                        MethodTypeDesc.of(real, SPECIES, SEGMENT, ConstantDescs.CD_long, BYTE_ORDER));
            }
        }
    }

    /** The segment, how many bytes from its start the vector lies, and the order of its bytes. */
    private void pushSegmentPlace(Frame.InSegment place) {
        code.aload(place.segment()).iload(frame.index());
        if (shift != 0) {
            code.loadConstant(shift).iadd();
        }
        code.i2l().loadConstant(f32 ? (long) Float.BYTES : Double.BYTES).lmul();
        code.invokestatic(BYTE_ORDER, "nativeOrder", MethodTypeDesc.of(BYTE_ORDER));
    }

    private void compare(Value v, ClassDesc vector, String comparison) {
        push(v.operand(0));
        operator(comparison, COMPARISON);
        push(v.operand(1));
        invoke(vector, "compare", MASK, COMPARISON, VECTOR);
    }

    private void shift(Value v, String operator) {
        push(v.operand(0));
        operator(operator, BINARY);
        pushInteger(v.bits());
        invoke(integer, "lanewise", integer, BINARY, integerElement);
    }

    private void call(Value v, ClassDesc owner, String name, ClassDesc result, ClassDesc... arguments) {
        pushOperands(v);
        invoke(owner, name, result, arguments);
    }

    private void invoke(ClassDesc owner, String name, ClassDesc result, ClassDesc... arguments) {
        code.invokevirtual(owner, name, MethodTypeDesc.of(result, arguments));
    }

    private void broadcast(ClassDesc vector, ClassDesc element) {
        code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, element));
    }

    private void castMask(ClassDesc vector) {
        species(vector);
        invoke(MASK, "cast", MASK, SPECIES);
    }

    private void species(ClassDesc vector) {
        code.getstatic(vector, species, SPECIES);
    }

    private void operator(String name, ClassDesc type) {
        code.getstatic(OPERATORS, name, type);
    }
}
