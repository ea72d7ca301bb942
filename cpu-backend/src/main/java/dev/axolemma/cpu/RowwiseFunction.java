package dev.axolemma.cpu;

import dev.axolemma.Axis;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.RowwiseLowering;
import dev.axolemma.spi.RowwiseExecutable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Computes a row-wise function or its gradient in a few passes over so many rows at a time as stay in the cache. */
final class RowwiseFunction implements RowwiseExecutable {

    // The statistics of a row.
    private static final int MAXIMUM = 0;
    private static final int SUM = 1;
    private static final int COUNT = 2;

    /** What is computed of some rows. */
    private interface Passes {

        void compute(Rows rows);
    }

    private final Dtype dtype;
    private final Function<Program, MapKernel> prepare;
    private final Workers workers;
    private final List<MapKernel> kernels = new ArrayList<>();
    private final Passes passes;

    /** @param prepare compiles a program */
    RowwiseFunction(Rowwise function, Direction direction, Dtype dtype, Function<Program, MapKernel> prepare,
            Workers workers) {
        this.dtype = dtype;
        this.prepare = prepare;
        this.workers = workers;
        boolean forward = direction == Direction.FORWARD;
        this.passes = switch (function) {
            case SOFTMAX -> forward ? softmax() : gradient(Optional.of(RowwiseLowering.product(dtype)),
                    RowwiseLowering.softmaxGradient(dtype));
            case LOG_SOFTMAX -> forward ? logSoftmax() : gradient(Optional.empty(),
                    RowwiseLowering.logSoftmaxGradient(dtype));
            case HARDMAX -> forward ? hardmax() : hardmaxGradient();
        };
    }

    private Passes softmax() {
        Passes maximum = maximum(map(RowwiseLowering.finite(dtype)));
        MapKernel exponential = map(RowwiseLowering.exponential(dtype));
        SequenceReduction sum = reduction(Optional.empty(), Fold.SUM);
        MapKernel quotient = map(RowwiseLowering.quotient(dtype));
        return rows -> {
            Span x = rows.operand(0);
            Span y = rows.operand(1);
            maximum.compute(rows);
            rows.map(exponential, x, rows.statistic(MAXIMUM), y);
            rows.reduce(sum, SUM, y);
            rows.map(quotient, y, rows.statistic(SUM), y);
        };
    }

    private Passes logSoftmax() {
        Passes maximum = maximum(map(RowwiseLowering.finite(dtype)));
        SequenceReduction below = reduction(Optional.of(RowwiseLowering.exponentialBelow(dtype)), Fold.SUM);
        SequenceReduction maxima = reduction(Optional.of(RowwiseLowering.isMaximum(dtype)), Fold.SUM);
        MapKernel logarithm = map(RowwiseLowering.logarithm(dtype));
        MapKernel difference = map(RowwiseLowering.logSoftmax(dtype));
        return rows -> {
            Span x = rows.operand(0);
            maximum.compute(rows);
            rows.reduce(below, SUM, x, rows.statistic(MAXIMUM));
            rows.reduce(maxima, COUNT, x, rows.statistic(MAXIMUM));
            rows.mapStatistics(logarithm, SUM, COUNT, SUM);
            rows.map(difference, x, rows.statistic(MAXIMUM), rows.statistic(SUM), rows.operand(1));
        };
    }

    private Passes maximum(MapKernel finite) {
        SequenceReduction maximum = reduction(Optional.empty(), Fold.MAXIMUM);
        return rows -> {
            rows.reduce(maximum, MAXIMUM, rows.operand(0));
            rows.mapStatistics(finite, MAXIMUM, MAXIMUM);
        };
    }

    private Passes hardmax() {
        SequenceReduction maximum = reduction(Optional.empty(), Fold.MAXIMUM);
        MapKernel isMaximum = map(RowwiseLowering.isMaximum(dtype));
        SequenceReduction maxima = reduction(Optional.empty(), Fold.SUM);
        return rows -> {
            rows.reduce(maximum, MAXIMUM, rows.operand(0));
            rows.map(isMaximum, rows.operand(0), rows.statistic(MAXIMUM), rows.operand(1));
            rows.reduce(maxima, COUNT, rows.operand(1));
            rows.keepFirst(COUNT, rows.operand(1));
        };
    }

    /** Of the saved output, the upstream gradient and a sum along the row. */
    private Passes gradient(Optional<Program> term, Program gradient) {
        SequenceReduction sum = reduction(term, Fold.SUM);
        MapKernel map = map(gradient);
        return rows -> {
            Span y = rows.operand(0);
            Span upstream = rows.operand(1);
            if (term.isPresent()) {
                rows.reduce(sum, SUM, y, upstream);
            } else {
                rows.reduce(sum, SUM, upstream);
            }
            rows.map(map, y, upstream, rows.statistic(SUM), rows.operand(2));
        };
    }

    private Passes hardmaxGradient() {
        MapKernel map = map(RowwiseLowering.hardmaxGradient(dtype));
        return rows -> rows.map(map, rows.operand(0), rows.operand(1), rows.operand(2));
    }

    private MapKernel map(Program program) {
        MapKernel kernel = prepare.apply(program);
        kernels.add(kernel);
        return kernel;
    }

    private SequenceReduction reduction(Optional<Program> term, Fold fold) {
        return new SequenceReduction(term, fold, dtype, this::map, workers);
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
                passes.compute(new Rows(axis, operands, group, Math.min(to, group + groups), workers.scratch()));
            }
        }, axis.outer(), groups, instructions, operands);
    }
}
