package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Op;
import dev.axolemma.compiler.ProgramBuilder;
import dev.axolemma.compiler.Value;
import dev.axolemma.cpu.Frame.InArray;
import dev.axolemma.cpu.Frame.Place;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the class of a {@link MicroKernel}: the sums of a register tile are local variables, and the one loop over k
 * holds nothing but loads, broadcasts and fused multiply-adds.
 */
final class MicroKernelWriter {

    private static final ClassDesc SELF = ClassDesc.of(MicroKernelWriter.class.getPackageName(), "WrittenMicroKernel");
    private static final ClassDesc MICRO_KERNEL = MicroKernel.class.describeConstable().orElseThrow();
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc INT = ConstantDescs.CD_int;
    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(ConstantDescs.CD_void, OBJECT, INT, OBJECT, INT, INT, OBJECT, INT, INT);

    // The variables that hold the arguments.
    private static final int A = 1;
    private static final int A_AT = 2;
    private static final int B = 3;
    private static final int B_AT = 4;
    private static final int DEPTH = 5;
    private static final int C = 6;
    private static final int C_AT = 7;
    private static final int C_STRIDE = 8;

    private final Dtype dtype;
    private final Form form;
    private final RegisterTile tile;
    private final TypeKind real;
    private final ProgramBuilder values;

    private MicroKernelWriter(Dtype dtype, Form form, RegisterTile tile) {
        this.dtype = dtype;
        this.form = form;
        this.tile = tile;
        this.real = dtype == Dtype.F32 ? TypeKind.FLOAT : TypeKind.DOUBLE;
        this.values = new ProgramBuilder(dtype);
    }

    static byte[] write(Dtype dtype, Form form, RegisterTile tile) {
        return ClassFile.of().build(SELF, new MicroKernelWriter(dtype, form, tile)::writeClass);
    }

    private void writeClass(ClassBuilder type) {
        type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC).withInterfaceSymbols(MICRO_KERNEL);
        type.withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, code -> code.aload(0)
                .invokespecial(OBJECT, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void).return_());
        type.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, this::writeRun);
    }

    private void writeRun(CodeBuilder code) {
        int k = code.allocateLocal(TypeKind.INT);
        int index = code.allocateLocal(TypeKind.INT);
        code.iconst_0().istore(index).iconst_0().istore(k);
        Emitter emitter = form.emitter(code, dtype, writeFrame(code, index), 0);
        forEachSum((i, j) -> emitter.define(sum(i, j)));
        Label end = code.newLabel();
        code.iload(k).iload(DEPTH).if_icmpge(end);
        Label top = code.newBoundLabel();
        writeStep(code, emitter, k, index);
        code.iinc(k, 1).iload(k).iload(DEPTH).if_icmplt(top);
        code.labelBinding(end).iconst_0().istore(index);
        forEachSum((i, j) -> emitter.store(sum(i, j), emitter.frame.places().get((int) sum(i, j).bits())));
        code.return_();
    }

    /** The products of one k. All of b is loaded first: it is used by every row. */
    private void writeStep(CodeBuilder code, Emitter emitter, int k, int index) {
        code.iload(k).loadConstant(tile.columns()).imul().istore(index);
        for (int j = 0; j < tile.vectors(); j++) {
            emitter.define(b(j));
        }
        for (int i = 0; i < tile.rows(); i++) {
            code.aload(A).checkcast(real.upperBound().arrayType());
            code.iload(k).loadConstant(tile.rows()).imul().iload(A_AT).iadd().loadConstant(i).iadd();
            code.arrayLoad(real).storeLocal(real, emitter.frame.scalars().get(i));
            Value a = values.make(Op.SCALAR, i);
            emitter.define(a);
            for (int j = 0; j < tile.vectors(); j++) {
                Value next = values.make(Op.FMA, a, b(j), sum(i, j));
                emitter.define(next);
                emitter.assign(sum(i, j), next);
            }
        }
    }

    private Value b(int vector) {
        return values.make(Op.INPUT, vector);
    }

    /** A sum as it was before the loop, and the variable that holds it ever after. */
    private Value sum(int row, int vector) {
        return values.make(Op.INPUT, (row + 1L) * tile.vectors() + vector);
    }

    private interface Sum {

        void of(int row, int vector);
    }

    private void forEachSum(Sum sum) {
        for (int i = 0; i < tile.rows(); i++) {
            for (int j = 0; j < tile.vectors(); j++) {
                sum.of(i, j);
            }
        }
    }

    private Frame writeFrame(CodeBuilder code, int index) {
        Map<Integer, Place> places = new HashMap<>();
        Map<Integer, Integer> scalars = new HashMap<>();
        int lanes = form.lanes(dtype);
        int b = writeArray(code, B);
        int c = writeArray(code, C);
        for (int j = 0; j < tile.vectors(); j++) {
            places.put(j, new InArray(b, B_AT, j * lanes));
        }
        for (int i = 0; i < tile.rows(); i++) {
            int row = code.allocateLocal(TypeKind.INT);
            code.iload(C_STRIDE).loadConstant(i).imul().iload(C_AT).iadd().istore(row);
            for (int j = 0; j < tile.vectors(); j++) {
                places.put((int) sum(i, j).bits(), new InArray(c, row, j * lanes));
            }
            scalars.put(i, code.allocateLocal(real));
        }
        return new Frame(index, places, scalars);
    }

    private int writeArray(CodeBuilder code, int argument) {
        int array = code.allocateLocal(TypeKind.REFERENCE);
        code.aload(argument).checkcast(real.upperBound().arrayType()).astore(array);
        return array;
    }
}
