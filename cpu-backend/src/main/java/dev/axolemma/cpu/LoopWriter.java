package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Op;
import dev.axolemma.compiler.Value;
import dev.axolemma.cpu.Frame.Place;
import dev.axolemma.cpu.Stages.Stage;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes the class of a {@link Loop}: a static method for each path, and one for each of its stages. */
final class LoopWriter {

    private static final ClassDesc SELF = ClassDesc.of(LoopWriter.class.getPackageName(), "WrittenLoop");
    private static final ClassDesc LOOP = Loop.class.describeConstable().orElseThrow();
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc MATH = Math.class.describeConstable().orElseThrow();
    private static final ClassDesc INT = ConstantDescs.CD_int;
    /** The arguments of {@link Loop#run}, of a path, and of each of its stages. */
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(ConstantDescs.CD_void,
            OBJECT.arrayType(), INT.arrayType(), INT, INT, OBJECT, OBJECT, LOOP);
    private static final MethodTypeDesc RUN_CAREFULLY = RUN.dropParameterTypes(6, 7);

    // The variables that hold them in a static method.
    private static final int ARRAYS = 0;
    private static final int OFFSETS = 1;
    private static final int FROM = 2;
    private static final int TO = 3;
    private static final int SCALARS = 4;
    private static final int SCRATCH = 5;
    private static final int CAREFUL_LOOP = 6;

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
        List<Stage> stages = path.stages();
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            writeMethod(type, name + i, code -> writeLoop(code, stage, slots, copies));
        }
        writeMethod(type, name, code -> {
            for (int i = 0; i < stages.size(); i++) {
                pushArguments(code, 0, FROM, TO).aload(CAREFUL_LOOP).invokestatic(SELF, name + i, RUN);
            }
        });
    }

    private static void writeMethod(ClassBuilder type, String name, Consumer<CodeBuilder> body) {
        type.withMethodBody(name, RUN, ClassFile.ACC_STATIC, code -> {
            body.accept(code);
            code.return_();
        });
    }

    private void writeLoop(CodeBuilder code, Stage stage, Slots slots, int copies) {
        Frame frame = writeFrame(code, stage, slots);
        if (Paths.isGuarded(stage.program())) {
            writeGuardedLoop(code, stage, frame, copies);
        } else {
            writeElements(code, stage, frame, copies, code.newLabel());
        }
    }

    /**
     * A loop over ordinary elements inside a loop over runs of rare ones. A run is a step long, and each that follows on
     * another twice as long as that: few rare elements take no others with them, and many are computed in long loops.
     */
    private void writeGuardedLoop(CodeBuilder code, Stage stage, Frame frame, int copies) {
        int end = code.allocateLocal(TypeKind.INT);
        int length = code.allocateLocal(TypeKind.INT);
        code.iconst_m1().istore(end).iconst_0().istore(length);
        Label next = code.newBoundLabel();
        Label rare = code.newLabel();
        Label done = code.newLabel();
        writeElements(code, stage, frame, copies, rare);
        code.goto_(done).labelBinding(rare);

        Label follows = code.newLabel();
        Label known = code.newLabel();
        code.iload(frame.index()).iload(end).if_icmpeq(follows);
        code.loadConstant(layout.step()).istore(length).goto_(known);
        code.labelBinding(follows).iload(length).iconst_1().ishl().loadConstant(Layout.LONGEST_RARE);
        writeMinimum(code, length);
        code.labelBinding(known).iload(frame.index()).iload(length).iadd().iload(TO);
        writeMinimum(code, end);
        code.aload(CAREFUL_LOOP);
        pushArguments(code, 0, frame.index(), end).invokeinterface(LOOP, "runCarefully", RUN_CAREFULLY);
        code.iload(end).istore(frame.index()).goto_(next).labelBinding(done);
    }

    private static void writeMinimum(CodeBuilder code, int local) {
        code.invokestatic(MATH, "min", MethodTypeDesc.of(INT, INT, INT)).istore(local);
    }

    /**
     * A loop over the elements from {@code index} on. Of each, everything is read before anything is written: an output
     * may lie on an input.
     *
     * @param rare where to go, with {@code index} at it, from a step in which an element is rare
     */
    private void writeElements(CodeBuilder code, Stage stage, Frame frame, int count, Label rare) {
        Label end = code.newLabel();
        code.iload(frame.index()).iload(TO).if_icmpge(end);
        Label top = code.newBoundLabel();
        List<Emitter> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            copies.add(form.emitter(code, dtype, frame, i * layout.lanes()));
        }
        for (Value value : stage.program().instructions()) {
            for (Emitter copy : copies) {
                copy.define(value);
            }
        }
        List<Value> outputs = stage.program().outputs();
        if (Paths.isGuarded(stage.program())) {
            for (Emitter copy : copies) {
                copy.jumpIfAny(outputs.getLast(), rare);
            }
        }
        for (int i = 0; i < stage.targets().length; i++) {
            for (Emitter copy : copies) {
                copy.store(outputs.get(i), frame.places().get(stage.targets()[i]));
            }
        }
        code.iinc(frame.index(), count * layout.lanes()).iload(frame.index()).iload(TO).if_icmplt(top);
        code.labelBinding(end);
    }

    /** Pushes the arguments that the paths have in common, from variables that start at {@code first}. */
    private static CodeBuilder pushArguments(CodeBuilder code, int first, int from, int to) {
        return code.aload(first + ARRAYS).aload(first + OFFSETS).iload(from).iload(to)
                .aload(first + SCALARS).aload(first + SCRATCH);
    }

    private Frame writeFrame(CodeBuilder code, Stage stage, Slots slots) {
        Map<Integer, Place> places = new HashMap<>();
        Map<Integer, Integer> scalars = new HashMap<>();
        int scratch = code.allocateLocal(TypeKind.REFERENCE);
        int base = code.allocateLocal(TypeKind.INT);
        code.aload(SCRATCH).checkcast(array).astore(scratch).iload(FROM).ineg().istore(base);
        List<Integer> used = numbers(stage, Op.INPUT);
        for (int target : stage.targets()) {
            used.add(target);
        }
        for (int number : used) {
            if (number >= layout.operands()) {
                int slot = number - layout.operands();
                places.put(number, new Place(scratch, base, slots.start() + slot * slots.stride()));
            } else if (!places.containsKey(number)) {
                places.put(number, writeOperand(code, number));
            }
        }
        for (int number : numbers(stage, Op.SCALAR)) {
            scalars.put(number, writeScalar(code, number));
        }
        int index = code.allocateLocal(TypeKind.INT);
        code.iload(FROM).istore(index);
        return new Frame(index, places, scalars);
    }

    private static List<Integer> numbers(Stage stage, Op op) {
        List<Integer> numbers = new ArrayList<>();
        for (Value value : stage.program().instructions()) {
            if (value.op() == op) {
                numbers.add((int) value.bits());
            }
        }
        return numbers;
    }

    private Place writeOperand(CodeBuilder code, int number) {
        int operand = code.allocateLocal(TypeKind.REFERENCE);
        int base = code.allocateLocal(TypeKind.INT);
        code.aload(ARRAYS).loadConstant(number).aaload().checkcast(array).astore(operand);
        code.aload(OFFSETS).loadConstant(number).iaload().istore(base);
        return new Place(operand, base, 0);
    }

    private int writeScalar(CodeBuilder code, int number) {
        int scalar = code.allocateLocal(real);
        code.aload(SCALARS).checkcast(array).loadConstant(number).arrayLoad(real).storeLocal(real, scalar);
        return scalar;
    }
}
