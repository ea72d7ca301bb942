package dev.axolemma.cpu;

import dev.axolemma.Axis;
import dev.axolemma.Reduction;
import dev.axolemma.Span;

/**
 * Which elements are reduced to one number: those of a sequence. A group is as many sequences as there are lanes, that
 * lie side by side: after an element of each lane comes the next of each.
 *
 * @param start where the first group starts
 * @param groups how many there are
 * @param distance from the start of a group to that of the next
 * @param length how many elements a sequence has
 * @param lanes how many sequences a group has
 * @param run how many elements of a sequence come one after the other; 1 if there are several lanes
 * @param stride from the start of a run to that of the next
 */
record Sequences(long start, long groups, long distance, long length, long lanes, long run, long stride) {

    /** The fewest lanes that are worth being taken apart from the others: a cache line of them. */
    private static final int NARROWEST = 16;
    /** How many numbers of several lanes are reduced at once: they fit the second-level cache. */
    private static final int NUMBERS = NARROWEST * Reduction.BLOCK;
    /** How many blocks of one lane are reduced at once. */
    private static final int BLOCKS = 16;

    /** One for each number of a span: the elements that it stands for. */
    static Sequences of(Span result) {
        long channels = result.length();
        if (result.inner() == 1 && result.outer() != 1) {
            return new Sequences(0, 1, 0, result.outer(), channels, 1, channels);
        }
        return new Sequences(0, channels, result.inner(), result.outer() * result.inner(), 1, result.inner(),
                channels * result.inner());
    }

    /** The rows along an axis. */
    static Sequences of(Axis axis) {
        return new Sequences(0, axis.outer(), axis.length() * axis.inner(), axis.length(), axis.inner(), 1,
                axis.inner());
    }

    /** The groups {@code from … to − 1} of these. */
    Sequences part(long from, long to) {
        return new Sequences(start + from * distance, to - from, distance, length, lanes, run, stride);
    }

    long count() {
        return groups * lanes;
    }

    /** How many blocks a sequence has. */
    long blocks() {
        return Math.ceilDiv(length, Reduction.BLOCK);
    }

    /** How many lanes are reduced at once. */
    int tile() {
        return (int) Math.min(lanes, lanes == 1 ? 1 : Math.max(NARROWEST, NUMBERS / longestBlock()));
    }

    /** How many groups are reduced at once. */
    int batch() {
        return (int) Math.clamp(isContiguous() && tile() == lanes && blocks() == 1
                ? Reduction.BLOCK / (length * Math.max(1, lanes)) : 1, 1, Math.max(1, groups));
    }

    /** How many blocks of a sequence are reduced at once. */
    int blocksAtOnce() {
        return lanes == 1 ? Math.clamp(blocks(), 1, BLOCKS) : 1;
    }

    /** How many numbers are computed at once, at most. */
    int numbers() {
        return batch() * longestBlock() * tile();
    }

    /** How many elements a block has at most. */
    int longestBlock() {
        return Math.clamp(length, 1, Reduction.BLOCK);
    }

    /** Whether the elements of a group's lanes lie one after the other, and so do groups. */
    boolean isContiguous() {
        return stride == run * lanes || length <= run;
    }

    /** Where an element of the first lane lies. */
    long element(long group, long number) {
        return start + group * distance + number / run * stride + number % run * lanes;
    }
}
