package dev.axolemma.device;

import dev.axolemma.Axis;
import dev.axolemma.Reduction;
import java.util.Iterator;
import java.util.stream.LongStream;

/**
 * A tensor cut into portions.
 *
 * @param whole the shape of the tensor
 * @param shape that of a portion, unless it is the last along a dimension
 */
record Portions(Axis whole, Axis shape) implements Iterable<Portion> {

    /** Elements one after the other. */
    static Portions ofElements(long count, long size) {
        return new Portions(new Axis(1, 1, count), new Axis(1, 1, Math.min(count, size)));
    }

    /** Whole rows along an axis, one at least. */
    static Portions ofRows(Axis axis, long size) {
        long together = axis.length() * axis.inner();
        return new Portions(axis, together <= size
                ? new Axis(Math.min(axis.outer(), size / together), axis.length(), axis.inner())
                : new Axis(1, axis.length(), Math.max(1, size / axis.length())));
    }

    /**
     * Whole blocks of the channels of a reduction, which lie along the axis. Where blocks end within a range of inner
     * indices, a portion has so many outer indices that they end together, of one channel at least.
     */
    static Portions ofBlocks(Axis axis, long size) {
        if (axis.extent() <= size) {
            return new Portions(axis, axis);
        }
        long together = Math.min(axis.outer(),
                Reduction.BLOCK / Math.min(Reduction.BLOCK, Long.lowestOneBit(axis.inner())));
        if (together == 1 && axis.inner() > size) {
            long blocks = Math.max(1, size / Reduction.BLOCK);
            return new Portions(axis, new Axis(1, 1, Math.min(axis.inner(), blocks * Reduction.BLOCK)));
        }
        long ofChannel = together * axis.inner();
        long channels = Math.clamp(size / ofChannel, 1, axis.length());
        long times = channels < axis.length() ? 1 : Math.max(1, size / (ofChannel * channels));
        return new Portions(axis, new Axis(Math.min(axis.outer(), times * together), channels, axis.inner()));
    }

    /** The same rows of a matrix with that many columns. */
    Portions ofRows(long columns) {
        return new Portions(Axis.ofRows(whole.outer(), columns), Axis.ofRows(shape.outer(), columns));
    }

    private static long parts(long whole, long part) {
        return part == 0 ? 1 : Math.ceilDiv(whole, part);
    }

    @Override
    public Iterator<Portion> iterator() {
        long along = parts(whole.length(), shape.length());
        long inner = parts(whole.inner(), shape.inner());
        return LongStream.range(0, parts(whole.outer(), shape.outer()) * along * inner)
                .mapToObj(number -> portion(number / inner / along, number / inner % along, number % inner)).iterator();
    }

    private Portion portion(long outer, long along, long inner) {
        long firstOuter = outer * shape.outer();
        long firstAlong = along * shape.length();
        long firstInner = inner * shape.inner();
        return new Portion(whole, firstOuter, firstAlong, firstInner,
                new Axis(Math.min(shape.outer(), whole.outer() - firstOuter),
                        Math.min(shape.length(), whole.length() - firstAlong),
                        Math.min(shape.inner(), whole.inner() - firstInner)));
    }

    /** Whether the elements of each portion lie one after the other. */
    boolean areContiguous() {
        return portion(0, 0, 0).isContiguous();
    }
}
