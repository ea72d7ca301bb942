package dev.axolemma.opencl;

import dev.axolemma.compiler.Program;
import dev.axolemma.device.KernelSource;
import dev.axolemma.device.Operand;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the kernel that maps elements, a vector of them or one a work item. */
final class ClMap {

    private final ClTypes types;
    private final Program program;
    private final List<Operand> operands;

    ClMap(ClTypes types, Program program, List<Operand> operands) {
        this.types = types;
        this.program = program;
        this.operands = operands;
    }

    KernelSource source() {
        ClEmitter emitter = new ClEmitter(types);
        emitter.function("program", program);
        String text = ClMemory.preamble(types, operands.stream().map(Operand::dtype).toList()) + emitter.text() + """
                kernel __attribute__((reqd_work_group_size(%d, 1, 1)))
                void map(%s) {
                    const ulong from = get_global_id(0) * %d;
                    if (from >= count) {
                        return;
                    }
                %s}
                """.formatted(ClSkeletons.GROUP, parameters(), types.lanes(), body());
        return new KernelSource("map", text, ClSkeletons.GROUP, types.lanes());
    }

    private String parameters() {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            boolean written = program.targets().contains(i);
            parameters.add("global " + (written ? "" : "const ") + ClMemory.stored(operands.get(i).dtype()) + " *p" + i);
            parameters.add("const ulong at" + i);
            if (operands.get(i).broadcast()) {
                parameters.add("const ulong inner" + i);
                parameters.add("const ulong channels" + i);
            }
        }
        parameters.add("const ulong first");
        parameters.add("const ulong count");
        IntStream.range(0, program.scalars().size())
                .forEach(i -> parameters.add("const " + types.number() + " s" + i));
        return String.join(", ", parameters);
    }

    private String body() {
        StringBuilder body = new StringBuilder();
        if (types.lanes() > 1) {
            body.append("    const uint lanes = min(count - from, (ulong) ").append(types.lanes()).append(");\n");
        }
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < program.inputs(); i++) {
            body.append("    const ").append(types.real()).append(" x").append(i).append(" = ")
                    .append(load(i)).append(";\n");
            arguments.add("x" + i);
        }
        IntStream.range(0, program.scalars().size()).forEach(i -> arguments.add("s" + i));
        for (int i = 0; i < program.outputs().size(); i++) {
            body.append("    ").append(types.real()).append(" y").append(i).append(";\n");
            arguments.add("&y" + i);
        }
        body.append(arguments.stream().collect(Collectors.joining(", ", "    program(", ");\n")));
        for (int i = 0; i < program.outputs().size(); i++) {
            int target = program.targets().get(i);
            body.append("    ").append(ClMemory.store(types, operands.get(target).dtype(), "p" + target + " + at" + target
                    + " + from", "y" + i)).append(";\n");
        }
        return body.toString();
    }

    private String load(int i) {
        Operand operand = operands.get(i);
        return operand.broadcast()
                ? ClMemory.loadBroadcast(types, operand.dtype(), "p" + i + " + at" + i, "first + from", i)
                : ClMemory.load(types, operand.dtype(), "p" + i + " + at" + i + " + from");
    }
}
