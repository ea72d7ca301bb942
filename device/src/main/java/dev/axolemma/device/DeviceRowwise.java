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

/** Computes a row-wise function or its gradient, a pass over all rows at a time. */
final class DeviceRowwise implements RowwiseExecutable {

    /** What is computed of some rows. */
    private interface Pass {

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
            Span[] resident = new Span[operands.length];
            for (int i = 0; i < operands.length; i++) {
                resident[i] = i < inputs ? residence.computable(operands[i]) : residence.output(operands[i]);
            }
            compute(axis, resident, residence.rooms());
            residence.publish();
        }
    }

    /** Rows along the last axis are taken all together, others by their outer index: see {@link DeviceRows}. */
    private void compute(Axis axis, Span[] operands, Rooms rooms) {
        long together = axis.inner() == 1 ? axis.outer() : 1;
        DeviceRows rows = new DeviceRows(new Axis(together, axis.length(), axis.inner()), dtype, rooms);
        for (long outer = 0; outer < axis.outer(); outer += together) {
            rows.take(operands, outer);
            passes.forEach(pass -> pass.compute(rows));
        }
    }
}
