package dev.axolemma.opencl;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.Program;
import dev.axolemma.device.ChainForm;
import dev.axolemma.device.KernelSource;
import dev.axolemma.device.Operand;
import dev.axolemma.device.Skeletons;
import java.util.List;
import java.util.Optional;

/**
 * Kernels in OpenCL C.
 *
 * @param bits of the vectors that a work item computes with; 0 for one element at a time, which is what a processor with a
 *     thread for each element wants
 */
record ClSkeletons(int bits) implements Skeletons {

    /** Always the same: PoCL compiles a kernel anew for every other. */
    static final int GROUP = 64;

    ClTypes types(Dtype dtype) {
        return new ClTypes(dtype, Math.max(1, bits / 8 / dtype.bytes()));
    }

    @Override
    public KernelSource map(Program program, List<Operand> operands) {
        return new ClMap(types(program.dtype()), program, operands).source();
    }

    @Override
    public KernelSource chain(ChainForm form) {
        return new ClChain(types(form.dtype()), form).source();
    }

    @Override
    public KernelSource blocks(Optional<Program> term, Fold fold, List<Operand> operands, Dtype dtype) {
        return new ClReduction(fold, dtype).blocks(term, operands);
    }

    @Override
    public KernelSource tree(Fold fold, Dtype dtype) {
        return new ClReduction(fold, dtype).tree();
    }

    @Override
    public KernelSource product(Dtype dtype) {
        return new ClProduct(types(dtype)).product();
    }

    @Override
    public KernelSource transposition(Dtype dtype) {
        return new ClProduct(types(dtype)).transposition();
    }

    @Override
    public KernelSource choice(Dtype dtype) {
        return new ClReduction(Fold.SUM, dtype).choice();
    }
}
