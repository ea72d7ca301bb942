package dev.axolemma.opencl;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.device.Operand;
import dev.axolemma.spi.Target;
import java.util.Collections;

/** OpenCL C, as graphics processors get it: one element a work item. */
public final class OpenClTarget implements Target {

    @Override
    public String name() {
        return "opencl";
    }

    @Override
    public String emit(Operation operation, Dtype dtype) {
        Program program = Lowering.lower(operation, dtype.arithmetic());
        return program.describeScalars(operation.parameters()) + new ClSkeletons(0)
                .map(program, Collections.nCopies(program.operands(), new Operand(dtype, false))).text();
    }
}
