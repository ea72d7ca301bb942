package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.compiler.Fold;
import dev.axolemma.compiler.Program;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reduces sequences of what a program computes of the inputs, or of an input itself. Threads own whole blocks of the
 * sequences, so their number changes no bit.
 */
final class SequenceReduction {

    private final Optional<MapKernel> term;
    private final Fold fold;
    private final MapKernel rows;
    private final MapKernel pairs;
    private final Dtype dtype;
    private final Workers workers;

    /**
     * @param term computes what is reduced; empty if that is the one input
     * @param prepare compiles a program
     */
    SequenceReduction(Optional<Program> term, Fold fold, Dtype dtype, Function<Program, MapKernel> prepare,
            Workers workers) {
        this.term = term.map(prepare);
        this.fold = fold;
        this.rows = prepare.apply(fold.program(BlockFold.ROWS, dtype));
        this.pairs = prepare.apply(fold.program(2, dtype));
        this.dtype = dtype;
        this.workers = workers;
    }

    Optional<MapKernel> term() {
        return term;
    }

    Fold fold() {
        return fold;
    }

    /** What folds the rows of a block. */
    MapKernel rows() {
        return rows;
    }

    /** What folds partial sums. */
    MapKernel pairs() {
        return pairs;
    }

    Dtype dtype() {
        return dtype;
    }

    /**
     * Reduces each sequence to one number: group by group, lane by lane, 0 if it has no elements.
     *
     * @return scratch memory that starts with these numbers
     */
    Object reduce(Sequences sequences, Span[] inputs, double[] parameters) {
        term.ifPresent(kernel -> kernel.arrays().begin());
        rows.arrays().begin();
        pairs.arrays().begin();
        int blocks = Math.toIntExact(sequences.blocks());
        int lanes = Math.toIntExact(sequences.lanes());
        int numbers = Math.toIntExact(sequences.count() * Math.max(1, blocks));
        Object sums = workers.scratch().sums(dtype, numbers);
        if (blocks == 0) {
            Block.fill(sums, 0, numbers, 0);
            return sums;
        }
        SequenceBlocks.Call call = new SequenceBlocks.Call(sequences, inputs, parameters, sums);
        workers.run((from, to) -> new SequenceBlocks(this, call, workers.scratch()).compute(from, to), call.units(),
                call.unitsPerPortion(), instructions(sequences.count() * sequences.length()), inputs);
        BlockTree tree = new BlockTree(fold, lanes);
        for (int group = 0; blocks > 1 && group < sequences.groups(); group++) {
            tree.fold(sums, group * blocks * lanes, blocks);
            System.arraycopy(sums, group * blocks * lanes, sums, group * lanes, lanes);
        }
        return sums;
    }

    private long instructions(long count) {
        return rows.instructions(count / BlockFold.ROWS) + (term.isPresent() ? term.get().instructions(count) : 0);
    }
}
