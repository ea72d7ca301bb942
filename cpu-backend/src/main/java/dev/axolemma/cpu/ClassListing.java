package dev.axolemma.cpu;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.reflect.AccessFlag;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A written class as text: what {@code javap} would show, which is no part of a runtime. */
final class ClassListing {

    private final StringBuilder text = new StringBuilder();

    ClassListing(byte[] classFile) {
        ClassModel type = ClassFile.of().parse(classFile);
        text.append(flags(type.flags().flags())).append("class ").append(name(type.thisClass()));
        type.interfaces().forEach(implemented -> text.append(" implements ").append(name(implemented)));
        text.append('\n');
        type.methods().forEach(this::append);
    }

    private void append(MethodModel method) {
        text.append('\n').append(flags(method.flags().flags())).append(method.methodName().stringValue())
                .append(method.methodTypeSymbol().displayDescriptor()).append('\n');
        method.code().ifPresent(code -> {
            Map<Label, String> labels = new HashMap<>();
            code.forEach(element -> append(element, labels));
        });
    }

    private void append(CodeElement element, Map<Label, String> labels) {
        if (element instanceof LabelTarget target) {
            text.append(name(target.label(), labels)).append(":\n");
        } else if (element instanceof Instruction instruction) {
            text.append("    ").append(lower(instruction.opcode())).append(operands(instruction, labels)).append('\n');
        }
    }

    /** What follows the name of an instruction; short ones, such as {@code aload_0}, have it in their names. */
    private static String operands(Instruction instruction, Map<Label, String> labels) {
        if (instruction.sizeInBytes() == 1) {
            return "";
        }
        return " " + switch (instruction) {
            case LoadInstruction load -> load.slot();
            case StoreInstruction store -> store.slot();
            case IncrementInstruction increment -> increment.slot() + " " + increment.constant();
            case ConstantInstruction constant -> constant.constantValue();
            case BranchInstruction branch -> name(branch.target(), labels);
            case TypeCheckInstruction check -> name(check.type());
            case FieldInstruction field -> name(field.owner()) + "." + field.name();
            case InvokeInstruction invoke ->
                    name(invoke.owner()) + "." + invoke.name() + invoke.typeSymbol().displayDescriptor();
            default -> throw new IllegalStateException("no operands are listed of " + instruction);
        };
    }

    private static String name(ClassEntry type) {
        return type.asSymbol().displayName();
    }

    private static String name(Label label, Map<Label, String> labels) {
        return labels.computeIfAbsent(label, first -> "L" + labels.size());
    }

    private static String flags(Set<AccessFlag> flags) {
        StringBuilder words = new StringBuilder();
        flags.forEach(flag -> words.append(lower(flag)).append(' '));
        return words.toString();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
