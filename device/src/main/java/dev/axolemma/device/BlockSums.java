package dev.axolemma.device;

import dev.axolemma.Span;

/**
 * What the blocks of sequences are folded to: a number for each block of the first sequence, then those of the next.
 *
 * @param numbers in the device's memory
 * @param blocks how many a sequence has
 */
record BlockSums(Span numbers, long blocks) {

    /** Those from a block of a sequence on. */
    BlockSums from(long sequence, long block) {
        long before = sequence * blocks + block;
        return new BlockSums(numbers.slice(before, numbers.length() - before), blocks);
    }
}
