package dev.axolemma.cuda;

import dev.axolemma.Dtype;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.Program;
import dev.axolemma.device.ChainForm;
import dev.axolemma.device.KernelSource;
import dev.axolemma.device.Operand;
import dev.axolemma.device.Skeletons;
import java.util.List;
import java.util.Optional;

/** Kernels in PTX. Each computes all there is on any number of blocks. */
record PtxSkeletons() implements Skeletons {

    @Override
    public KernelSource map(Program program, List<Operand> operands) {
        return MapSkeleton.write(program, operands);
    }

    @Override
    public KernelSource chain(ChainForm form) {
        return ChainSkeleton.write(form);
    }

    @Override
    public KernelSource blocks(Optional<Program> term, Fold fold, List<Operand> operands, Dtype dtype) {
        return BlocksSkeleton.write(term, fold, operands, dtype);
    }

    @Override
    public KernelSource tree(Fold fold, Dtype dtype) {
        return TreeSkeleton.write(fold, dtype);
    }

    @Override
    public KernelSource product(Dtype dtype) {
        return ProductSkeleton.write(dtype);
    }

    @Override
    public KernelSource transposition(Dtype dtype) {
        return TranspositionSkeleton.write(dtype);
    }

    @Override
    public KernelSource choice(Dtype dtype) {
        return ChoiceSkeleton.write(dtype);
    }
}
