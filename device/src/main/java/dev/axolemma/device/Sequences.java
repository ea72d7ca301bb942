package dev.axolemma.device;

import dev.axolemma.Axis;
import dev.axolemma.Reduction;
import java.util.List;

/**
 * Which elements are folded to one number: those of a sequence. Element j of sequence s has the index {@code s / lanes ·
 * distance + s % lanes + j / run · stride + j % run}.
 *
 * @param count how many sequences there are
 * @param length how many elements each has
 * @param lanes how many sequences lie side by side
 * @param distance from such a group to the next
 * @param run how many elements of a sequence come one after the other
 * @param stride from the start of a run to that of the next
 */
public record Sequences(long count, long length, long lanes, long distance, long run, long stride) {

    /** The channels, which lie along an axis. */
    static Sequences ofChannels(Axis axis) {
        return new Sequences(axis.length(), axis.outer() * axis.inner(), 1, axis.inner(), Math.max(1, axis.inner()),
                axis.length() * axis.inner());
    }

    /** The rows along an axis. */
    static Sequences ofRows(Axis axis) {
        return new Sequences(axis.outer() * axis.inner(), axis.length(), Math.max(1, axis.inner()),
                axis.length() * axis.inner(), 1, axis.inner());
    }

    /** How many blocks each has; one if it has no elements. */
    long blocks() {
        return Math.max(1, Math.ceilDiv(length, Reduction.BLOCK));
    }

    void addTo(List<Object> arguments) {
        arguments.add(count);
        arguments.add(length);
        arguments.add(lanes);
        arguments.add(distance);
        arguments.add(run);
        arguments.add(stride);
    }
}
