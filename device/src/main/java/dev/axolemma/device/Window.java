package dev.axolemma.device;

import dev.axolemma.Span;
import java.util.Optional;

/** What kernels see of an operand, a portion at a time: the operand itself where they can use it, or else a copy. */
final class Window {

    /** Copies some numbers between an operand, from an index on, and room for a portion. */
    private interface Copy {

        void copy(long index, Span room);
    }

    private final Span operand;
    private final DeviceProcessor processor;
    private final Optional<Span> copy;

    /**
     * @param operand in the device's memory, or a plain one in the host's
     * @param wanted what kernels can use
     * @param rooms where its memory is taken from
     */
    Window(Span operand, Operand wanted, Portions portions, Rooms rooms, DeviceProcessor processor) {
        this.operand = operand;
        this.processor = processor;
        boolean isThere = operand.memory().isPresent();
        boolean isUsable = isThere && wanted.equals(Operand.of(operand))
                && (portions.areContiguous() || isPerChannel(portions));
        long size = portions.shape().extent();
        copy = isUsable ? Optional.empty()
                : Optional.of(isThere ? rooms.take(wanted.dtype(), size) : rooms.takeIdle(wanted.dtype(), size));
    }

    /** Whether each number stands for the elements at one place of the axis. */
    private boolean isPerChannel(Portions portions) {
        return operand.isBroadcast() && operand.outer() == portions.whole().outer()
                && operand.length() == portions.whole().length();
    }

    /**
     * Where a portion is. Of a broadcast that is no copy this is all, and kernels are told where the portion starts;
     * or, where the portion has gaps, what belongs to its channels.
     */
    Span of(Portion portion) {
        if (copy.isPresent()) {
            return copy.get().slice(0, portion.count());
        }
        if (!operand.isBroadcast()) {
            return operand.slice(portion.first(), portion.count());
        }
        return portion.isContiguous() ? operand : Span.of(operand.memory().orElseThrow(), operand.dtype(),
                operand.offset() + portion.along(), portion.shape().length())
                .perChannel(portion.shape().outer(), portion.shape().inner());
    }

    /** Where a portion is that was copied, if need be, to be read. */
    Span read(Portion portion) {
        copyRuns(portion, (index, room) -> processor.copyElements(operand, index, room));
        return of(portion);
    }

    /** Copies what was written to where it belongs. */
    void publish(Portion portion) {
        copyRuns(portion, (index, room) -> processor.copyElements(room, 0, operand.slice(index, room.length())));
    }

    private void copyRuns(Portion portion, Copy runs) {
        copy.ifPresent(room -> {
            for (long from = 0; from < portion.count(); from += portion.run()) {
                runs.copy(portion.index(from), room.slice(from, portion.run()));
            }
        });
    }
}
