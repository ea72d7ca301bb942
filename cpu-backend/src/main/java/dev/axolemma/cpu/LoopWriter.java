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

/** Writes the class of a {@link Loop}: one static method per stage, each a loop over the elements. */
final class LoopWriter {

    private static final ClassDesc SELF = ClassDesc.of(LoopWriter.class.getPackageName(), "WrittenLoop");
    private static final ClassDesc LOOP = Loop.class.describeConstable().orElseThrow();
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc INT = ConstantDescs.CD_int;
    private static final MethodTypeDesc RUN = MethodTypeDesc.of(ConstantDescs.CD_void,
            OBJECT.arrayType(), INT.arrayType(), INT, INT, OBJECT, OBJECT, LOOP);
    private static final MethodTypeDesc RUN_CAREFULLY = RUN.dropParameterTypes(6, 7);
    /** The arguments of a path and of each of its stages are those of {@link Loop#run}. */
    private static final MethodTypeDesc STAGE = RUN;

    // The variables of the arguments, in a static method.
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
                .aload(1 + CAREFUL_LOOP).invokestatic(SELF, MAIN, STAGE).return_());
        type.withMethodBody("runCarefully", RUN_CAREFULLY, ClassFile.ACC_PUBLIC, code -> {
            if (layout.careful().isPresent()) {
                pushArguments(code, 1, 1 + FROM, 1 + TO).aconst_null().invokestatic(SELF, CAREFUL, STAGE);
            }
            code.return_();
        });
        writePath(type, MAIN, layout.main(), new Manner(layout.copies(), layout.mainSlots(), layout.stride()));
        layout.careful().ifPresent(stages ->
                writePath(type, CAREFUL, stages, new Manner(1, layout.carefulSlots(), layout.carefulStride())));
    }

    /**
     * How the stages of a path are written.
     *
     * @param copies how many copies of the code are interleaved
     * @param slots where the slots start in scratch memory
     * @param stride how far apart they lie
     */
    private record Manner(int copies, int slots, int stride) {
    }

    private void writePath(ClassBuilder type, String name, Stages path, Manner manner) {
        List<Stage> stages = path.stages();
        if (stages.size() == 1) {
            writeStage(type, name, stages.getFirst(), manner);
            return;
        }
        for (int i = 0; i < stages.size(); i++) {
            writeStage(type, name + i, stages.get(i), manner);
        }
        type.withMethodBody(name, STAGE, ClassFile.ACC_STATIC, code -> {
            for (int i = 0; i < stages.size(); i++) {
                pushArguments(code, 0, FROM, TO).aload(CAREFUL_LOOP).invokestatic(SELF, name + i, STAGE);
            }
            code.return_();
        });
    }

    private void writeStage(ClassBuilder type, String name, Stage stage, Manner manner) {
        type.withMethodBody(name, STAGE, ClassFile.ACC_STATIC, code -> {
            Frame frame = writeFrame(code, stage, manner);
            List<Emitter> copies = new ArrayList<>();
            for (int i = 0; i < manner.copies(); i++) {
                copies.add(form.emitter(code, dtype, frame, i * layout.lanes()));
            }
            Label top = code.newBoundLabel();
            Label careful = code.newLabel();
            Label next = code.newLabel();
            Label end = code.newLabel();
            code.iload(frame.index()).iload(TO).if_icmpge(end);
            writeElements(stage, frame, copies, careful);
            code.labelBinding(next).iinc(frame.index(), manner.copies() * layout.lanes()).goto_(top);
            if (Paths.isGuarded(stage.program())) {
                writeCarefulCall(code.labelBinding(careful), frame);
                code.goto_(next);
            }
            code.labelBinding(end).return_();
        });
    }

    /** Everything is read before anything is written: an output may lie on an input. */
    private void writeElements(Stage stage, Frame frame, List<Emitter> copies, Label careful) {
        for (Value value : stage.program().instructions()) {
            for (Emitter copy : copies) {
                copy.define(value);
            }
        }
        List<Value> outputs = stage.program().outputs();
        if (Paths.isGuarded(stage.program())) {
            for (Emitter copy : copies) {
                copy.jumpIfAny(outputs.getLast(), careful);
            }
        }
        for (int i = 0; i < stage.targets().length; i++) {
            for (Emitter copy : copies) {
                copy.store(outputs.get(i), frame.places().get(stage.targets()[i]));
            }
        }
    }

    private void writeCarefulCall(CodeBuilder code, Frame frame) {
        int to = code.allocateLocal(TypeKind.INT);
        code.iload(frame.index()).loadConstant(layout.step()).iadd().istore(to).aload(CAREFUL_LOOP);
        pushArguments(code, 0, frame.index(), to).invokeinterface(LOOP, "runCarefully", RUN_CAREFULLY);
    }

    /** Pushes the arguments that the paths have in common, from variables that start at {@code first}. */
    private static CodeBuilder pushArguments(CodeBuilder code, int first, int from, int to) {
        return code.aload(first + ARRAYS).aload(first + OFFSETS).iload(from).iload(to)
                .aload(first + SCALARS).aload(first + SCRATCH);
    }

    private Frame writeFrame(CodeBuilder code, Stage stage, Manner manner) {
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
                places.put(number, new Place(scratch, base, manner.slots() + slot * manner.stride()));
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
