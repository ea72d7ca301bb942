package dev.axolemma.device;

import dev.axolemma.Axis;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.compiler.RowwiseLowering;
import dev.axolemma.compiler.RowwiseStep;
import dev.axolemma.compiler.RowwiseStep.Choice;
import dev.axolemma.compiler.RowwiseStep.Folding;
import dev.axolemma.compiler.RowwiseStep.Mapping;
import dev.axolemma.spi.RowwiseExecutable;
import java.util.List;
import java.util.stream.IntStream;

/** Computes a row-wise function or its gradient, a pass over all rows at a time. */
final class DeviceRowwise implements RowwiseExecutable {

    /** What is computed of some rows. */
    interface Pass {

        void compute(DeviceRows rows);
    }

    private final DeviceProcessor processor;
    private final Dtype dtype;
    private final int inputs;
    private final List<Pass> passes;

    DeviceRowwise(Rowwise function, Direction direction, Dtype dtype, DeviceProcessor processor) {
        this.processor = processor;
        this.dtype = dtype;
        inputs = direction == Direction.FORWARD ? 1 : 2;
        passes = RowwiseLowering.lower(function, direction, dtype).stream().map(this::pass).toList();
    }

    private Pass pass(RowwiseStep step) {
        return switch (step) {
            case Mapping mapping -> {
                ProgramKernels kernels = new ProgramKernels(mapping.program(), processor.machine());
                yield rows -> rows.map(kernels, mapping);
            }
            case Folding folding -> {
                SequenceFold fold = new SequenceFold(folding.term(), folding.fold(), dtype, processor.machine());
                yield rows -> rows.fold(fold, folding);
            }
            case Choice choice -> {
                BuiltKernel kernel = processor.machine().build(processor.machine().skeletons().choice(dtype));
                yield rows -> rows.choose(kernel, choice);
            }
        };
    }

    @Override
    public void launch(Axis axis, Span[] operands) {
        if (axis.extent() == 0) {
            return;
        }
        try (Residence residence = new Residence(processor)) {
            List<Span> found = IntStream.range(0, operands.length).mapToObj(i ->
                    i < inputs ? residence.source(operands[i]) : residence.target(operands[i])).toList();
            Portions portions = Portions.ofRows(axis, residence.portion());
            residence.compute(portions, rooms -> new RowsPortion(passes,
                    found.stream().map(operand -> residence.computableWindow(operand, portions, rooms)).toList(),
                    new DeviceRows(portions.shape(), dtype, rooms)));
        }
    }
}
