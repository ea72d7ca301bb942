package dev.axolemma.compiler;

import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.spi.Target;

/** The {@link Program} itself, from which every backend writes its kernels. */
public final class ProgramTarget implements Target {

    /** For the {@link java.util.ServiceLoader}. */
    public ProgramTarget() {
    }

    @Override
    public String name() {
        return "program";
    }

    @Override
    public String emit(Operation operation, Dtype dtype) {
        Program program = Lowering.lower(operation, dtype);
        return program.describeScalars(operation.parameters()) + program;
    }
}
