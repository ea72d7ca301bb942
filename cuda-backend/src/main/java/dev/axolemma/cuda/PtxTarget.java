package dev.axolemma.cuda;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.compiler.Lowering;
import dev.axolemma.compiler.Program;
import dev.axolemma.device.Operand;
import dev.axolemma.spi.Target;
import java.util.Collections;
import java.util.List;

/** The PTX of a map, ready for NVIDIA's assembler. */
public final class PtxTarget implements Target {

    /** For the {@link java.util.ServiceLoader}. */
    public PtxTarget() {
    }

    @Override
    public String name() {
        return "ptx";
    }

    @Override
    public String emit(Operation operation, Dtype dtype) {
        Program program = Lowering.lower(operation, dtype);
        List<Operand> operands = Collections.nCopies(program.operands(), new Operand(dtype, false));
        return program.describeScalars(operation.parameters())
                + new PtxSkeletons().map(program, operands).text();
    }
}
