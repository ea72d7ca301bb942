package dev.axolemma.device;

import dev.axolemma.Axis;
import dev.axolemma.Span;
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

    /** One for each number of a span: the elements that it stands for. */
    static Sequences of(Span result) {
        long channels = result.length();
        return new Sequences(channels, result.outer() * result.inner(), 1, result.inner(), Math.max(1, result.inner()),
                channels * result.inner());
    }

    /** The rows along an axis. */
    static Sequences of(Axis axis) {
        return new Sequences(axis.outer() * axis.inner(), axis.length(), Math.max(1, axis.inner()),
                axis.length() * axis.inner(), 1, axis.inner());
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
