package dev.axolemma.device;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The operands of one call in the device's memory, which they are copied to and from where they don't lie there. */
final class Residence implements AutoCloseable {

    /** Where a result is computed, and where it is wanted. */
    private record Result(Span computed, Span wanted) {
    }

    /** A piece of the host's native memory. */
    private record Piece(long address, long bytes) {

        boolean overlaps(Piece other) {
            return address < other.address + other.bytes && other.address < address + bytes;
        }
    }

    private final Machine machine;
    private final DeviceProcessor processor;
    private final Map<Piece, DeviceMemory> wrapped = new HashMap<>();
    private final Rooms rooms;
    private final List<Result> results = new ArrayList<>();
    /** Whether the sources and targets are all in the device's memory. */
    private boolean isComplete = true;

    Residence(DeviceProcessor processor) {
        this.processor = processor;
        this.machine = processor.machine();
        this.rooms = new Rooms(machine.pool());
    }

    /** Memory for the rest of the call. */
    Rooms rooms() {
        return rooms;
    }

    /** An operand that the device can see where it is; empty if it must be copied. */
    Optional<Span> visible(Span operand) {
        if (operand.memory().isPresent()) {
            return Optional.of(operand);
        }
        if (operand.array() != null) {
            return Optional.empty();
        }
        MemorySegment segment = operand.segment();
        Piece piece = new Piece(segment.address(), segment.byteSize());
        DeviceMemory known = wrapped.get(piece);
        Optional<DeviceMemory> memory = known != null ? Optional.of(known) : wrap(piece, segment);
        return memory.map(found -> shaped(found.span(operand.dtype(), operand.length()), operand));
    }

    /** What devices make of the same memory seen twice is undefined. */
    private Optional<DeviceMemory> wrap(Piece piece, MemorySegment segment) {
        if (wrapped.keySet().stream().anyMatch(piece::overlaps)) {
            return Optional.empty();
        }
        Optional<DeviceMemory> memory = machine.queue().accelerator().wrap(segment)
                .map(held -> new DeviceMemory(processor, held));
        memory.ifPresent(found -> wrapped.put(piece, found));
        return memory;
    }

    /** A plain operand to be read, in the dtype that is computed in. */
    Span computable(Span operand) {
        return operand.isBroadcast() || operand.dtype().isStorage() ? elements(operand) : input(operand);
    }

    private Span elements(Span operand) {
        Span copy = rooms.take(operand.dtype().arithmetic(), operand.extent());
        processor.copyElements(operand, 0, copy);
        return copy;
    }

    private static Span shaped(Span numbers, Span like) {
        return like.isBroadcast() ? numbers.perChannel(like.outer(), like.inner()) : numbers;
    }

    /** An operand to be read. */
    Span input(Span operand) {
        return visible(operand).orElseGet(() -> {
            Span copy = temporary(operand);
            machine.queue().upload(Span.of(operand.segment(), operand.dtype()), copy);
            return shaped(copy, operand);
        });
    }

    /** A plain operand to be written, in the dtype that is computed in. */
    Span output(Span operand) {
        return operand.dtype().isStorage() ? room(operand, operand.dtype().arithmetic()) : outputAsIs(operand);
    }

    /** A plain operand to be written, in its own dtype. */
    Span outputAsIs(Span operand) {
        return visible(operand).orElseGet(() -> room(operand, operand.dtype()));
    }

    private Span room(Span operand, Dtype dtype) {
        Span computed = rooms.take(dtype, operand.length());
        results.add(new Result(computed, operand));
        return computed;
    }

    private Span temporary(Span like) {
        return rooms.take(like.dtype(), like.length());
    }

    /** An operand to be read a portion at a time: all of it in the device's memory unless it is longer than one. */
    Span source(Span operand) {
        return operand.isBroadcast() || isShort(operand) ? input(operand) : seen(operand);
    }

    /** A plain operand to be written a portion at a time: all of it in the device's memory unless it is longer. */
    Span target(Span operand) {
        return isShort(operand) ? outputAsIs(operand) : seen(operand);
    }

    private boolean isShort(Span operand) {
        return operand.length() <= machine.portion();
    }

    private Span seen(Span operand) {
        Optional<Span> there = visible(operand);
        isComplete &= there.isPresent();
        return there.orElse(operand);
    }

    /** How many elements of the sources and targets are computed at once. */
    long portion() {
        return isComplete ? Long.MAX_VALUE : machine.portion();
    }

    /** A view of a source or target, for kernels that take it in its own dtype. */
    Window window(Span operand, Portions portions, Rooms taken) {
        return new Window(operand, Operand.of(operand), portions, taken, processor);
    }

    /** A view of a source or target, for kernels that take plain numbers in the dtype that is computed in. */
    Window computableWindow(Span operand, Portions portions, Rooms taken) {
        return new Window(operand, new Operand(operand.dtype().arithmetic(), false), portions, taken, processor);
    }

    /**
     * Computes portions of the sources. What targets in the host's memory get is there when this returns.
     *
     * @param newPlace takes its memory from these rooms
     */
    void compute(Portions portions, Function<Rooms, ? extends Pipeline.Place> newPlace) {
        try (Rooms taken = new Rooms(machine.pool())) {
            if (isComplete) {
                Pipeline.Place all = newPlace.apply(taken);
                for (Portion portion : portions) {
                    all.start(portion);
                    all.collect();
                }
            } else {
                new Pipeline(machine.queue()).compute(portions, () -> newPlace.apply(taken));
            }
        }
        publish();
    }

    /** Copies what was computed to where it is wanted, and waits if that is the host's memory. */
    void publish() {
        if (!wrapped.isEmpty()) {
            machine.queue().finish();
        }
        for (Result result : results) {
            if (result.wanted().memory().isEmpty()) {
                machine.queue().finish();
            }
            processor.copyElements(result.computed(), 0, result.wanted());
        }
    }

    /** What lies in the host's memory is there when this returns. */
    @Override
    public void close() {
        wrapped.values().forEach(DeviceMemory::close);
        rooms.close();
    }
}
