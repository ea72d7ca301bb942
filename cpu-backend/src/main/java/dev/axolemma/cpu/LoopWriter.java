package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Op;
import dev.axolemma.compiler.Paths;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.Value;
import dev.axolemma.cpu.Frame.InArray;
import dev.axolemma.cpu.Frame.InSegment;
import dev.axolemma.cpu.Frame.Place;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the class of a {@link Loop}: a static method for each path, and one for each of its stages. A stage's method
 * holds one loop and nothing else, and leaves it at a rare element: HotSpot moves range checks and constants out of such
 * a loop, and does not where what follows on a rare element leads back into it.
 */
final class LoopWriter {

    private static final ClassDesc SELF = ClassDesc.of(LoopWriter.class.getPackageName(), "WrittenLoop");
    private static final ClassDesc LOOP = Loop.class.describeConstable().orElseThrow();
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
    private static final ClassDesc INT = ConstantDescs.CD_int;
    private static final ClassDesc LONG = ConstantDescs.CD_long;
    private static final ClassDesc SEGMENT = MemorySegment.class.describeConstable().orElseThrow();
    /** The arguments of {@link Loop#run} and of a path. */
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(ConstantDescs.CD_void,
            OBJECT.arrayType(), LONG.arrayType(), INT, INT, OBJECT, OBJECT, LOOP);
    private static final MethodTypeDesc RUN_CAREFULLY = RUN.dropParameterTypes(6, 7);
    /** A stage gets in addition the element to start at, and returns the one that it stopped at. */
    private static final MethodTypeDesc STAGE = MethodTypeDesc.of(INT,
            OBJECT.arrayType(), LONG.arrayType(), INT, INT, OBJECT, OBJECT, INT);

    // The variables that hold them in a static method.
    private static final int CONTAINERS = 0;
    private static final int OFFSETS = 1;
    private static final int FROM = 2;
    private static final int TO = 3;
    private static final int SCALARS = 4;
    private static final int SCRATCH = 5;
    private static final int CAREFUL_LOOP = 6;
    private static final int INDEX = 6;

    private static final String MAIN = "main";
    private static final String CAREFUL = "careful";

    private final Layout layout;
    private final Form form;
    private final Dtype dtype;
    private final TypeKind real;
    private final ClassDesc array;

    private LoopWriter(Layout layout, Form form) {
        this.layout = layout;
        this.form = form;
        this.dtype = layout.dtype();
        this.real = dtype == Dtype.F32 ? TypeKind.FLOAT : TypeKind.DOUBLE;
        this.array = real.upperBound().arrayType();
    }

    static byte[] write(Layout layout, Form form) {
        return ClassFile.of().build(SELF, new LoopWriter(layout, form)::writeClass);
    }

    private void writeClass(ClassBuilder type) {
        type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC).withInterfaceSymbols(LOOP);
        type.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, code -> code.aload(0)
                .invokespecial(OBJECT, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void).return_());
        type.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, code -> pushArguments(code, 1, 1 + FROM, 1 + TO)
                .aload(1 + CAREFUL_LOOP).invokestatic(SELF, MAIN, RUN).return_());
        type.withMethodBody("runCarefully", RUN_CAREFULLY, ClassFile.ACC_PUBLIC, code -> {
            if (layout.careful().isPresent()) {
                pushArguments(code, 1, 1 + FROM, 1 + TO).aconst_null().invokestatic(SELF, CAREFUL, RUN);
            }
            code.return_();
        });
        writePath(type, MAIN, layout.main(), new Slots(layout.mainSlots(), layout.stride()), layout.copies());
        layout.careful().ifPresent(path ->
                writePath(type, CAREFUL, path, new Slots(0, Layout.CAREFUL_STRIDE), 1));
    }

    /**
     * The slots of a path in scratch memory.
     *
     * @param start where the first one starts
     * @param stride how far apart they lie
     */
    private record Slots(int start, int stride) {
    }

    private void writePath(ClassBuilder type, String name, Stages path, Slots slots, int copies) {
        List<Program> stages = path.stages();
        for (int i = 0; i < stages.size(); i++) {
            Program stage = stages.get(i);
            type.withMethodBody(name + i, STAGE, ClassFile.ACC_STATIC, code -> writeStage(code, stage, slots, copies));
        }
        type.withMethodBody(name, RUN, ClassFile.ACC_STATIC, code -> {
            for (int i = 0; i < stages.size(); i++) {
                if (Paths.isGuarded(stages.get(i))) {
                    writeRuns(code, name + i);
                } else {
                    pushArguments(code, 0, FROM, TO).iload(FROM).invokestatic(SELF, name + i, STAGE).pop();
                }
            }
            code.return_();
        });
    }

    /**
     * Calls a stage for the ordinary elements and the careful path for runs of rare ones. A run is a step long, and each
     * that follows on another twice as long as that: few rare elements take no others with them, and many are computed
     * in long loops.
     */
    private void writeRuns(CodeBuilder code, String stage) {
        int index = code.allocateLocal(TypeKind.INT);
        int end = code.allocateLocal(TypeKind.INT);
        int length = code.allocateLocal(TypeKind.INT);
        code.iload(FROM).istore(index).iconst_m1().istore(end).iconst_0().istore(length);
        Label next = code.newBoundLabel();
        Label done = code.newLabel();
        pushArguments(code, 0, FROM, TO).iload(index).invokestatic(SELF, stage, STAGE).istore(index);
        code.iload(index).iload(TO).if_icmpge(done);

        Label follows = code.newLabel();
        Label known = code.newLabel();
        code.iload(index).iload(end).if_icmpeq(follows);
        code.loadConstant(layout.step()).istore(length).goto_(known);
        code.labelBinding(follows).iload(length).iconst_1().ishl().loadConstant(Layout.LONGEST_RARE);
        writeMinimum(code, length);
        code.labelBinding(known).iload(index).iload(length).iadd().iload(TO);
        writeMinimum(code, end);
        code.aload(CAREFUL_LOOP);
        pushArguments(code, 0, index, end).invokeinterface(LOOP, "runCarefully", RUN_CAREFULLY);
        code.iload(end).istore(index).goto_(next).labelBinding(done);
    }

    private static void writeMinimum(CodeBuilder code, int local) {
        code.invokestatic(MATH, "min", MethodTypeDesc.of(INT, INT, INT)).istore(local);
    }

    /**
     * A loop over the elements from {@code index} on, left at a step in which an element is rare. Of each step everything
     * is read before anything is written: an output may lie on an input.
     */
    private void writeStage(CodeBuilder code, Program stage, Slots slots, int count) {
        Frame frame = writeFrame(code, stage, slots);
        Label end = code.newLabel();
        code.iload(INDEX).iload(TO).if_icmpge(end);
        Label top = code.newBoundLabel();
        List<Emitter> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(form.emitter(code, dtype, frame, i * layout.lanes()));
        }
        for (Value value : stage.instructions()) {
            for (Emitter copy : copies) {
                copy.define(value);
            }
        }
        List<Value> outputs = stage.outputs();
        if (Paths.isGuarded(stage)) {
            for (Emitter copy : copies) {
                copy.jumpIfAny(outputs.getLast(), end);
            }
        }
        for (int i = 0; i < stage.targets().size(); i++) {
            for (Emitter copy : copies) {
                copy.store(outputs.get(i), frame.places().get(stage.targets().get(i)));
            }
        }
        code.iinc(INDEX, count * layout.lanes()).iload(INDEX).iload(TO).if_icmplt(top);
        code.labelBinding(end).iload(INDEX).ireturn();
    }

    /** Pushes the arguments that the paths have in common, from variables that start at {@code first}. */
    private static CodeBuilder pushArguments(CodeBuilder code, int first, int from, int to) {
        return code.aload(first + CONTAINERS).aload(first + OFFSETS).iload(from).iload(to)
                .aload(first + SCALARS).aload(first + SCRATCH);
    }

    private Frame writeFrame(CodeBuilder code, Program stage, Slots slots) {
        Map<Integer, Place> places = new HashMap<>();
        Map<Integer, Integer> scalars = new HashMap<>();
        int scratch = code.allocateLocal(TypeKind.REFERENCE);
        int base = code.allocateLocal(TypeKind.INT);
        code.aload(SCRATCH).checkcast(array).astore(scratch).iload(FROM).ineg().istore(base);
        List<Integer> used = numbers(stage, Op.INPUT);
        used.addAll(stage.targets());
        for (int number : used) {
            if (number >= layout.operands()) {
                int slot = number - layout.operands();
                places.put(number, new InArray(scratch, base, slots.start() + slot * slots.stride()));
            } else if (!places.containsKey(number)) {
                places.put(number, writeOperand(code, number));
            }
        }
        for (int number : numbers(stage, Op.SCALAR)) {
            scalars.put(number, writeScalar(code, number));
        }
        return new Frame(INDEX, places, scalars);
    }

    private static List<Integer> numbers(Program stage, Op op) {
        List<Integer> numbers = new ArrayList<>();
        for (Value value : stage.instructions()) {
            if (value.op() == op) {
                numbers.add((int) value.bits());
            }
        }
        return numbers;
    }

    private Place writeOperand(CodeBuilder code, int number) {
        int operand = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(CONTAINERS).loadConstant(number).aaload();
        return switch (layout.container()) {
            case ARRAY -> {
                int base = code.allocateLocal(TypeKind.INT);
                code.checkcast(array).astore(operand);
                pushOffset(code, number).l2i().istore(base);
                yield new InArray(operand, base, 0);
            }
            case SEGMENT -> {
                code.checkcast(SEGMENT);
                pushOffset(code, number).loadConstant((long) dtype.bytes()).lmul();
                code.iload(TO).i2l().loadConstant((long) dtype.bytes()).lmul();
                code.invokeinterface(SEGMENT, "asSlice", MethodTypeDesc.of(SEGMENT, LONG, LONG)).astore(operand);
                yield new InSegment(operand);
            }
        };
    }

    private static CodeBuilder pushOffset(CodeBuilder code, int number) {
        return code.aload(OFFSETS).loadConstant(number).laload();
    }

    private int writeScalar(CodeBuilder code, int number) {
        int scalar = code.allocateLocal(real);
        code.aload(SCALARS).checkcast(array).loadConstant(number).arrayLoad(real).storeLocal(real, scalar);
        return scalar;
    }
}
