package dev.axolemma.cpu;

import dev.axolemma.Axis;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.RowwiseLowering;
import dev.axolemma.compiler.RowwiseStep;
import dev.axolemma.spi.RowwiseExecutable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Computes a row-wise function or its gradient in a few passes over so many rows at a time as stay in the cache. */
final class RowwiseFunction implements RowwiseExecutable {

    /** What is computed of some rows. */
    private interface Pass {

        void compute(Rows rows);
    }

    private final Dtype dtype;
    private final Function<Program, MapKernel> prepare;
    private final Workers workers;
    private final List<MapKernel> kernels = new ArrayList<>();
    private final List<Pass> passes;

    /** @param prepare compiles a program */
    RowwiseFunction(Rowwise function, Direction direction, Dtype dtype, Function<Program, MapKernel> prepare,
            Workers workers) {
        this.dtype = dtype;
        this.prepare = prepare;
        this.workers = workers;
        this.passes = RowwiseLowering.lower(function, direction, dtype).stream().map(this::pass).toList();
    }

    private Pass pass(RowwiseStep step) {
        return switch (step) {
            case RowwiseStep.Mapping mapping -> {
                MapKernel kernel = map(mapping.program());
                yield rows -> rows.map(kernel, mapping);
            }
            case RowwiseStep.Folding folding -> {
                SequenceReduction reduction =
                        new SequenceReduction(folding.term(), folding.fold(), dtype.arithmetic(), this::map, workers);
                yield rows -> rows.reduce(reduction, folding);
            }
            case RowwiseStep.Choice choice -> rows -> rows.keepFirst(choice);
        };
    }

    private MapKernel map(Program program) {
        MapKernel kernel = prepare.apply(program);
        kernels.add(kernel);
        return kernel;
    }

    @Override
    public void launch(Axis axis, Span[] operands) {
        if (axis.extent() == 0) {
            return;
        }
        int groups = Rows.groups(axis);
        long instructions = 0;
        for (MapKernel kernel : kernels) {
            instructions += kernel.instructions(axis.extent());
        }
        workers.run((from, to) -> {
            for (long group = from; group < to; group += groups) {
                Rows rows = new Rows(axis, operands, group, Math.min(to, group + groups), workers.scratch());
                passes.forEach(pass -> pass.compute(rows));
            }
        }, axis.outer(), groups, instructions, operands);
    }
}
