package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Op;
import dev.axolemma.compiler.ProgramBuilder;
import dev.axolemma.compiler.Value;
import dev.axolemma.cpu.Frame.InArray;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.function.Consumer;

/** Writes the class of a {@link Packer}. HotSpot vectorises neither copies of a few elements nor transpositions. */
final class PackerWriter {

    private static final ClassDesc SELF = ClassDesc.of(PackerWriter.class.getPackageName(), "WrittenPacker");
    private static final ClassDesc PACKER = Packer.class.describeConstable().orElseThrow();
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc INT = ConstantDescs.CD_int;
    private static final MethodTypeDesc PACK =
            MethodTypeDesc.of(ConstantDescs.CD_void, OBJECT, INT, INT, INT, OBJECT, INT);

    // The variables that hold the arguments.
    private static final int SOURCE = 1;
    private static final int AT = 2;
    private static final int STRIDE = 3;
    private static final int DEPTH = 4;
    private static final int PANEL = 5;
    private static final int PANEL_AT = 6;

    /** How many rows of the source are transposed at a time: their bases fit into registers. */
    private static final int LONGEST_GROUP = 8;

    private final Dtype dtype;
    private final Form form;
    private final int vectors;
    private final int width;
    private final TypeKind real;

    private PackerWriter(Dtype dtype, Form form, int vectors) {
        this.dtype = dtype;
        this.form = form;
        this.vectors = vectors;
        this.width = vectors * form.lanes(dtype);
        this.real = dtype == Dtype.F32 ? TypeKind.FLOAT : TypeKind.DOUBLE;
    }

    /** @param vectors how many vectors of the form a panel is wide */
    static byte[] write(Dtype dtype, Form form, int vectors) {
        return ClassFile.of().build(SELF, new PackerWriter(dtype, form, vectors)::writeClass);
    }

    private void writeClass(ClassBuilder type) {
        type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC).withInterfaceSymbols(PACKER);
        type.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, code -> code.aload(0)
                .invokespecial(OBJECT, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void).return_());
        type.withMethodBody("copy", PACK, ClassFile.ACC_PUBLIC, this::writeCopy);
        type.withMethodBody("transpose", PACK, ClassFile.ACC_PUBLIC, this::writeTranspose);
        type.withMethodBody("transposeGroup", PACK, ClassFile.ACC_PRIVATE, this::writeTransposeGroup);
    }

    private void writeCopy(CodeBuilder code) {
        int source = writeArray(code, SOURCE);
        int panel = writeArray(code, PANEL);
        int zero = code.allocateLocal(TypeKind.INT);
        int from = code.allocateLocal(TypeKind.INT);
        int to = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(zero);
        writeLoop(code, k -> {
            code.iload(k).iload(STRIDE).imul().iload(AT).iadd().istore(from);
            code.iload(k).loadConstant(width).imul().iload(PANEL_AT).iadd().istore(to);
            for (int j = 0; j < vectors; j++) {
                InArray read = new InArray(source, from, j * form.lanes(dtype));
                InArray written = new InArray(panel, to, j * form.lanes(dtype));
                Emitter emitter = form.emitter(code, dtype, new Frame(zero, Map.of(0, read), Map.of()), 0);
                Value value = new ProgramBuilder(dtype).make(Op.INPUT, 0);
                emitter.define(value);
                emitter.store(value, written);
            }
        });
        code.return_();
    }

    private void writeTranspose(CodeBuilder code) {
        for (int first = 0; first < width; first += group()) {
            code.aload(0).aload(SOURCE);
            code.iload(STRIDE).loadConstant(first).imul().iload(AT).iadd();
            code.iload(STRIDE).iload(DEPTH).aload(PANEL).iload(PANEL_AT).loadConstant(first).iadd();
            code.invokespecial(SELF, "transposeGroup", PACK);
        }
        code.return_();
    }

    private int group() {
        return Math.min(width, LONGEST_GROUP);
    }

    private void writeTransposeGroup(CodeBuilder code) {
        int source = writeArray(code, SOURCE);
        int panel = writeArray(code, PANEL);
        int[] rows = new int[group()];
        for (int j = 0; j < rows.length; j++) {
            rows[j] = code.allocateLocal(TypeKind.INT);
            code.iload(STRIDE).loadConstant(j).imul().iload(AT).iadd().istore(rows[j]);
        }
        writeLoop(code, k -> {
            for (int j = 0; j < rows.length; j++) {
                code.aload(panel).iload(k).loadConstant(width).imul().iload(PANEL_AT).iadd().loadConstant(j).iadd();
                code.aload(source).iload(rows[j]).iload(k).iadd().arrayLoad(real).arrayStore(real);
            }
        });
        code.return_();
    }

    private static void writeLoop(CodeBuilder code, Consumer<Integer> body) {
        int k = code.allocateLocal(TypeKind.INT);
        Label end = code.newLabel();
        code.iconst_0().istore(k).iload(k).iload(DEPTH).if_icmpge(end);
        Label top = code.newBoundLabel();
        body.accept(k);
        code.iinc(k, 1).iload(k).iload(DEPTH).if_icmplt(top);
        code.labelBinding(end);
    }

    private int writeArray(CodeBuilder code, int argument) {
        int array = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(argument).checkcast(real.upperBound().arrayType()).astore(array);
        return array;
    }
}
