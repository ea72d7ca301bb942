package dev.axolemma.device;

import dev.axolemma.Reduction;
import dev.axolemma.Span;
import java.util.List;

/** Folds the blocks of a portion of what is reduced. */
final class ReductionPortion implements Pipeline.Place {

    private final SequenceFold fold;
    private final List<Window> inputs;
    private final double[] parameters;
    private final BlockSums sums;

    /** @param sums of all portions */
    ReductionPortion(SequenceFold fold, List<Window> inputs, double[] parameters, BlockSums sums) {
        this.fold = fold;
        this.inputs = inputs;
        this.parameters = parameters;
        this.sums = sums;
    }

    @Override
    public void start(Portion portion) {
        long before = portion.outer() * portion.whole().inner() + portion.inner();
        Span[] read = inputs.stream().map(input -> input.read(portion)).toArray(Span[]::new);
        fold.foldBlocks(Sequences.ofChannels(portion.shape()), read, portion.firstOfBroadcasts(), parameters,
                sums.from(portion.along(), before / Reduction.BLOCK));
    }

    /** The sums stay where they are. */
    @Override
    public void collect() {
    }
}
