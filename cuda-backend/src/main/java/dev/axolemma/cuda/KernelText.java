package dev.axolemma.cuda;

import dev.axolemma.device.KernelSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The text of one kernel in PTX, instruction by instruction. Registers and parameters are declared as they are asked
 * for. Every driver since CUDA 9 takes this version of PTX, and every GPU since Pascal.
 */
final class KernelText {

    private final String name;
    private final List<String> parameters = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();
    private final Map<RegisterKind, Integer> registers = new EnumMap<>(RegisterKind.class);
    private final StringBuilder body = new StringBuilder();
    private String directives = "";
    private int labels;

    KernelText(String name) {
        this.name = name;
    }

    /** Declares that every block has so many threads. */
    void blockSize(int threads) {
        directives += ".reqntid " + threads + "\n";
    }

    /** Asks for registers so few that a multiprocessor has room for several blocks. */
    void blocksAtOnce(int blocks) {
        directives += ".minnctapersm " + blocks + "\n";
    }

    /** Declares an array in shared memory. */
    void shared(String variable, Format format, int length) {
        variables.add("    .shared .align 16 ." + format.bits() + " " + variable + "[" + length + "];\n");
    }

    /** Declares one more parameter, an integer of 64 bits, and loads it. */
    String integer(String parameter) {
        return parameter(RegisterKind.B64, "u64", parameter);
    }

    /**
     * Declares two more parameters, the address of global memory and which of its numbers is the first, and computes
     * the address of that.
     */
    String numbers(String parameter, int bytes) {
        String memory = compute(RegisterKind.B64, "cvta.to.global.u64", integer(parameter));
        return compute(RegisterKind.B64, "mad.lo.s64", integer(parameter + "_first"), bytes, memory);
    }

    /** Declares one more parameter, a number, and loads it. */
    String number(String parameter, Format format) {
        return parameter(format.realKind(), format.real(), parameter);
    }

    private String parameter(RegisterKind kind, String type, String parameter) {
        parameters.add("    .param ." + type + " " + parameter);
        return compute(kind, "ld.param." + type, "[" + parameter + "]");
    }

    /** A new register. */
    String register(RegisterKind kind) {
        return kind.prefix() + registers.merge(kind, 1, Integer::sum);
    }

    /** New registers. */
    List<String> registers(RegisterKind kind, int count) {
        return Collections.nCopies(count, kind).stream().map(this::register).toList();
    }

    /** What an instruction computes, in a new register. */
    String compute(RegisterKind kind, String instruction, Object... operands) {
        String result = register(kind);
        set(result, instruction, operands);
        return result;
    }

    /** Lets a register hold what an instruction computes. */
    void set(String register, String instruction, Object... operands) {
        List<Object> all = new ArrayList<>(List.of(register));
        Collections.addAll(all, operands);
        perform(instruction, all.toArray());
    }

    /** An instruction with all its operands. */
    void perform(String instruction, Object... operands) {
        List<String> texts = new ArrayList<>();
        for (Object operand : operands) {
            texts.add(operand.toString());
        }
        body.append("    ").append(instruction).append(' ').append(String.join(", ", texts)).append(";\n");
    }

    /** A new label, to be bound once. */
    String label(String meaning) {
        return meaning + "_" + ++labels;
    }

    /** Lets a label stand for what follows. */
    void bind(String label) {
        body.append(label).append(":\n");
    }

    void branch(String label) {
        perform("bra", label);
    }

    void branchIf(String predicate, String label) {
        perform("@" + predicate + " bra", label);
    }

    void branchUnless(String predicate, String label) {
        perform("@!" + predicate + " bra", label);
    }

    /**
     * The kernel, ready to be assembled.
     *
     * @param group how many threads a block has
     * @param lanes how many elements a thread takes
     */
    KernelSource source(int group, int lanes) {
        return new KernelSource(name, text(), group, lanes);
    }

    private String text() {
        String declarations = registers.entrySet().stream()
                .map(entry -> "    .reg ." + entry.getKey().type() + " " + entry.getKey().prefix() + "<"
                        + (entry.getValue() + 1) + ">;\n")
                .collect(Collectors.joining());
        return ".version 6.0\n.target sm_60\n.address_size 64\n\n.visible .entry " + name + "(\n"
                + String.join(",\n", parameters) + "\n)\n" + directives + "{\n" + declarations
                + String.join("", variables) + "\n" + body + "    ret;\n}\n";
    }
}
