package dev.axolemma.cpu;

import dev.axolemma.Reduction;
import dev.axolemma.Span;
import java.util.Optional;

/** The blocks of sequences that one thread reduces. */
final class SequenceBlocks {

    /** How many numbers a thread takes at a time at least, so that taking them costs nothing. */
    private static final int PORTION = 8 * Reduction.BLOCK;

    /**
     * What all threads have in common. A unit of work is a few blocks of some lanes, or several groups that have few
     * elements.
     *
     * @param sums gets the sum of each block: group by group, block by block, lane by lane
     */
    record Call(Sequences sequences, Span[] inputs, double[] parameters, Object sums) {

        long units() {
            return sequences.count() == 0 ? 0
                    : Math.ceilDiv(sequences.groups(), sequences.batch()) * batchesOfBlocks() * tiles();
        }

        private long tiles() {
            return Math.ceilDiv(sequences.lanes(), sequences.tile());
        }

        private long batchesOfBlocks() {
            return Math.ceilDiv(sequences.blocks(), sequences.blocksAtOnce());
        }

        int unitsPerPortion() {
            return Math.max(1, PORTION / (sequences.numbers() * sequences.blocksAtOnce()));
        }
    }

    private final SequenceReduction reduction;
    private final Call call;
    private final Sequences sequences;
    private final Scratch scratch;
    private final Placing placing;
    private final Terms terms;
    private final Object numbers;
    /** Where the scratch memory starts that blocks are folded in. */
    private final int start;

    SequenceBlocks(SequenceReduction reduction, Call call, Scratch scratch) {
        this.reduction = reduction;
        this.call = call;
        this.sequences = call.sequences();
        this.scratch = scratch;
        Optional<Code> term = reduction.term().map(kernel -> kernel.arrays().code());
        start = Terms.size(call);
        numbers = scratch.blocks(reduction.dtype(), start + BlockFold.size(
                Math.max(sequences.batch(), sequences.blocksAtOnce()), sequences.longestBlock(), sequences.tile()));
        placing = new Placing(scratch, Math.max(BlockFold.ROWS, call.inputs().length) + 1);
        Object scalars = reduction.term().map(kernel -> kernel.scalars(call.parameters(), scratch)).orElse(null);
        terms = new Terms(reduction.term(), term, call, placing, scalars, numbers);
    }

    /** Computes the units {@code from … to − 1}. */
    void compute(long from, long to) {
        try {
            for (long unit = from; unit < to; unit++) {
                long tile = unit % call.tiles();
                long blocks = unit / call.tiles() % call.batchesOfBlocks();
                long groups = unit / call.tiles() / call.batchesOfBlocks();
                compute(groups * sequences.batch(), blocks * sequences.blocksAtOnce(), tile * sequences.tile());
            }
        } finally {
            scratch.forget();
        }
    }

    private void compute(long group, long block, long lane) {
        int groups = (int) Math.min(sequences.batch(), sequences.groups() - group);
        int lanes = (int) Math.min(sequences.tile(), sequences.lanes() - lane);
        long end = Math.min(sequences.blocks(), block + sequences.blocksAtOnce());
        BlockFold fold = new BlockFold(reduction, placing, numbers, start, sequences.longestBlock(), lanes);
        for (long i = block; i < end; i++) {
            int count = (int) Math.min(Reduction.BLOCK, sequences.length() - i * Reduction.BLOCK);
            computeTerms(group, groups, i * Reduction.BLOCK, count, lane, lanes);
            for (int j = 0; j < groups; j++) {
                fold.add(terms.values(), terms.at() + j * count * lanes, count);
            }
        }
        long sum = (group * sequences.blocks() + block) * sequences.lanes() + lane;
        fold.finish(call.sums(), (int) sum, (int) sequences.lanes());
    }

    private void computeTerms(long group, int groups, long element, int count, long lane, int lanes) {
        if (sequences.isContiguous() && lanes == sequences.lanes()) {
            terms.compute(sequences.element(group, element), groups * count * lanes);
        } else {
            terms.gather(group, element, count, lane, lanes);
        }
    }
}
