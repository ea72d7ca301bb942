package dev.axolemma.device;

import dev.axolemma.Span;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.Program.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A program as kernels that map spans in the device's memory: one for each kind of operands, made when first needed. */
final class ProgramKernels {

    private final Program program;
    private final Machine machine;
    private final Map<List<Operand>, BuiltKernel> kernels = new ConcurrentHashMap<>();

    ProgramKernels(Program program, Machine machine) {
        this.program = program;
        this.machine = machine;
    }

    Program program() {
        return program;
    }

    /**
     * Maps elements.
     *
     * @param operands plain ones start at the first of the elements, broadcast ones at their own first number
     * @param first which element of the broadcast operands is the first
     */
    void launch(Span[] operands, double[] parameters, long first, long count) {
        List<Operand> kinds = Arrays.stream(operands).map(Operand::of).toList();
        BuiltKernel kernel =
                kernels.computeIfAbsent(kinds, key -> machine.build(machine.skeletons().map(program, kinds)));
        List<Object> arguments = new ArrayList<>();
        for (Span operand : operands) {
            Arguments.add(operand, arguments);
        }
        arguments.add(first);
        arguments.add(count);
        scalars(parameters, arguments);
        kernel.launch(Math.ceilDiv(count, kernel.lanes()), arguments);
    }

    void scalars(double[] parameters, List<Object> arguments) {
        for (Scalar scalar : program.scalars()) {
            double word = scalar.of(parameters[scalar.parameter()], program.dtype());
            arguments.add(Arguments.number(word, program.dtype()));
        }
    }
}
