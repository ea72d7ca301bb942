package dev.axolemma;

import dev.axolemma.spi.Memory;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A view of numbers in a container: a Java array, a heap or native {@link MemorySegment} of any size in the platform's
 * byte order, or a {@link Buffer} of an engine. Offsets and lengths count elements, not bytes. The view is immutable
 * and safe to share between threads; the numbers seen through it are the container's.
 *
 * <p>A span of {@code c} numbers may stand for [outer, c, inner] elements, all of which at one place of the middle axis
 * have the same value: see {@link #perChannel(long, long)} and {@link #broadcast(long)}. Such a span can only be read,
 * or take the {@link Reduction} of those elements.
 */
public final class Span {

    private final Dtype dtype;
    /** An array, a {@link MemorySegment} or a {@link Memory}. */
    private final Object container;
    private final long offset;
    private final long length;
    private final long outer;
    private final long inner;

    private Span(Dtype dtype, Object container, long offset, long length, long outer, long inner) {
        this.dtype = dtype;
        this.container = container;
        this.offset = offset;
        this.length = length;
        this.outer = outer;
        this.inner = inner;
    }

    /** All of an array. */
    public static Span of(float[] array) {
        return new Span(Dtype.F32, array, 0, array.length, 1, 1);
    }

    /**
     * Part of an array.
     *
     * @throws IllegalArgumentException if the array does not have these elements
     */
    public static Span of(float[] array, int offset, int length) {
        checkRange(offset, length, array.length);
        return new Span(Dtype.F32, array, offset, length, 1, 1);
    }

    /** All of an array. */
    public static Span of(double[] array) {
        return new Span(Dtype.F64, array, 0, array.length, 1, 1);
    }

    /**
     * Part of an array.
     *
     * @throws IllegalArgumentException if the array does not have these elements
     */
    public static Span of(double[] array, int offset, int length) {
        checkRange(offset, length, array.length);
        return new Span(Dtype.F64, array, offset, length, 1, 1);
    }

    /**
     * All of an array of bit patterns.
     *
     * @param dtype what they are: f16 or bf16
     * @throws IllegalArgumentException if it is another
     */
    public static Span of(short[] array, Dtype dtype) {
        return of(array, dtype, 0, array.length);
    }

    /**
     * Part of an array of bit patterns.
     *
     * @param dtype what they are: f16 or bf16
     * @throws IllegalArgumentException if it is another, or the array does not have these elements
     */
    public static Span of(short[] array, Dtype dtype, int offset, int length) {
        if (!dtype.isStorage()) {
            throw new IllegalArgumentException("dtype is " + dtype.label() + "; in a short[] it must be f16 or bf16");
        }
        checkRange(offset, length, array.length);
        return new Span(dtype, array, offset, length, 1, 1);
    }

    /**
     * All of a segment.
     *
     * @throws IllegalArgumentException if its size is not a multiple of the element size
     */
    public static Span of(MemorySegment segment, Dtype dtype) {
        if (segment.byteSize() % dtype.bytes() != 0) {
            throw new IllegalArgumentException("segment has " + segment.byteSize() + " bytes; for " + dtype.label()
                    + " the size must be a multiple of " + dtype.bytes());
        }
        return of(segment, dtype, 0, segment.byteSize() / dtype.bytes());
    }

    /**
     * Part of a segment.
     *
     * @param offset the number of elements before the first one seen
     * @throws IllegalArgumentException if the segment does not have these elements
     */
    public static Span of(MemorySegment segment, Dtype dtype, long offset, long length) {
        checkRange(offset, length, segment.byteSize() / dtype.bytes());
        MemorySegment slice = segment.asSlice(offset * dtype.bytes(), length * dtype.bytes());
        Object array = slice.heapBase().orElse(null);
        return isArrayOf(dtype, array) && slice.address() % dtype.bytes() == 0
                ? new Span(dtype, array, slice.address() / dtype.bytes(), length, 1, 1)
                : new Span(dtype, slice, 0, length, 1, 1);
    }

    /**
     * Part of a device's memory. For who implements a backend; others have {@link Buffer#span()}.
     *
     * @param offset the number of elements before the first one seen
     * @throws IllegalArgumentException if the memory does not have these elements
     */
    public static Span of(Memory memory, Dtype dtype, long offset, long length) {
        checkRange(offset, length, memory.bytes() / dtype.bytes());
        return new Span(dtype, memory, offset, length, 1, 1);
    }

    private static boolean isArrayOf(Dtype dtype, Object array) {
        return switch (dtype) {
            case F16, BF16 -> array instanceof short[];
            case F32 -> array instanceof float[];
            case F64 -> array instanceof double[];
        };
    }

    /**
     * One value per channel: the span of [outer, channels, inner] elements, row-major, whose element (o, c, i) is this
     * span's number {@code c}. The channels of a dense layer have an inner size of 1, those of an image its pixels.
     *
     * @throws IllegalArgumentException if a size is negative, the product too large, or this span already a broadcast
     */
    public Span perChannel(long outer, long inner) {
        checkSize("outer", outer);
        checkSize("inner", inner);
        if (isBroadcast()) {
            throw new IllegalArgumentException("span is already a broadcast, " + this + "; it must be a plain one");
        }
        try {
            Math.multiplyExact(Math.multiplyExact(outer, length), inner);
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException("outer is " + outer + " and inner " + inner + " with " + length
                    + " channels; the product must be below 2^63");
        }
        return new Span(dtype, container, offset, length, outer, inner);
    }

    /**
     * One value for all of {@code n} elements.
     *
     * @throws IllegalArgumentException if this span has not exactly one number, or {@code n} is negative
     */
    public Span broadcast(long n) {
        if (length != 1) {
            throw new IllegalArgumentException("span has " + length + " numbers; to be broadcast it must have 1");
        }
        return perChannel(1, n);
    }

    /** The format of the numbers. */
    public Dtype dtype() {
        return dtype;
    }

    /** The number of numbers in the container that are seen. */
    public long length() {
        return length;
    }

    /** The number of elements that this span stands for: outer · length · inner. */
    public long extent() {
        return outer * length * inner;
    }

    /** How often the channels recur: 1 for a plain span. */
    public long outer() {
        return outer;
    }

    /** How many consecutive elements each number stands for: 1 for a plain span. */
    public long inner() {
        return inner;
    }

    /** Whether a number stands for several elements, or for none. */
    public boolean isBroadcast() {
        return outer != 1 || inner != 1;
    }

    /** Whether elements can't be written one by one: a broadcast or a read-only segment. */
    public boolean isReadOnly() {
        return isBroadcast() || isContainerReadOnly();
    }

    /** Whether the numbers can't be written at all. */
    boolean isContainerReadOnly() {
        return container instanceof MemorySegment segment && segment.isReadOnly();
    }

    /**
     * The {@code short[]}, {@code float[]} or {@code double[]} that holds the numbers, or null if no such array does.
     */
    public Object array() {
        return isArray() ? container : null;
    }

    private boolean isArray() {
        return !(container instanceof MemorySegment) && !(container instanceof Memory);
    }

    /** The device's memory that holds the numbers; empty if the host does. */
    public Optional<Memory> memory() {
        return container instanceof Memory memory ? Optional.of(memory) : Optional.empty();
    }

    /** The index of the first number in {@link #array()} or {@link #memory()}. */
    public long offset() {
        return offset;
    }

    /**
     * The numbers as a segment that starts at the first and ends after the last.
     *
     * @throws IllegalStateException if a device's memory holds them
     */
    public MemorySegment segment() {
        return switch (container) {
            case short[] shorts -> slice(MemorySegment.ofArray(shorts));
            case float[] floats -> slice(MemorySegment.ofArray(floats));
            case double[] doubles -> slice(MemorySegment.ofArray(doubles));
            case MemorySegment segment -> segment;
            default -> throw new IllegalStateException("span is " + this + "; the host can't see a device's memory");
        };
    }

    /** Whether {@code thread} may read and write the container now: not after its arena is closed, for example. */
    public boolean isAccessibleBy(Thread thread) {
        return switch (container) {
            case MemorySegment segment -> segment.isAccessibleBy(thread) && segment.scope().isAlive();
            case Memory memory -> memory.isOpen();
            default -> true;
        };
    }

    /** @throws IllegalArgumentException if an engine can't compute with the container now */
    void checkUsableBy(Engine engine, String name) {
        if (container instanceof Memory memory && !engine.owns(memory)) {
            throw new IllegalArgumentException(name + " is " + this + "; a buffer must be one of this engine");
        }
        if (!isAccessibleBy(Thread.currentThread())) {
            throw new IllegalArgumentException(name + " is " + this
                    + "; its arena or buffer must be open and accessible to this thread");
        }
    }

    /**
     * Part of a plain span.
     *
     * @throws IllegalArgumentException if this is a broadcast or does not have these elements
     */
    public Span slice(long from, long elements) {
        if (isBroadcast()) {
            throw new IllegalArgumentException("span is a broadcast, " + this + "; it must be a plain one");
        }
        checkRange(from, elements, length);
        return container instanceof MemorySegment segment ? of(segment, dtype, from, elements)
                : new Span(dtype, container, offset + from, elements, 1, 1);
    }

    /** Whether the two share a number's memory. */
    boolean overlaps(Span other) {
        if (comparesSegmentsWith(other)) {
            return segment().asOverlappingSlice(other.segment()).isPresent();
        }
        OptionalLong distance = distance(other);
        return distance.isPresent() && distance.getAsLong() < bytes() && -distance.getAsLong() < other.bytes();
    }

    /** Whether the two are plain views of the same numbers. */
    boolean coincides(Span other) {
        if (isBroadcast() || other.isBroadcast() || dtype != other.dtype || length != other.length) {
            return false;
        }
        return comparesSegmentsWith(other)
                ? segment().asOverlappingSlice(other.segment())
                        .filter(common -> common.byteSize() == bytes()).isPresent()
                : distance(other).equals(OptionalLong.of(0));
    }

    private long bytes() {
        return length * dtype.bytes();
    }

    /** How many bytes after this one's first number the other's lies; empty if the two can't overlap. */
    private OptionalLong distance(Span other) {
        long within = other.offset * other.dtype.bytes() - offset * dtype.bytes();
        if (container == other.container) {
            return OptionalLong.of(within);
        }
        if (container instanceof Memory mine && other.container instanceof Memory others
                && mine.address().isPresent() && others.address().isPresent()) {
            return OptionalLong.of(others.address().getAsLong() - mine.address().getAsLong() + within);
        }
        return OptionalLong.empty();
    }

    /** Whether the two may lie in the same segment: one of them lies in a segment, and none in a device's memory. */
    private boolean comparesSegmentsWith(Span other) {
        return memory().isEmpty() && other.memory().isEmpty() && !(isArray() && other.isArray());
    }

    private MemorySegment slice(MemorySegment whole) {
        return whole.asSlice(offset * dtype.bytes(), bytes());
    }

    private static void checkSize(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be at least 0");
        }
    }

    private static void checkRange(long offset, long length, long available) {
        checkSize("offset", offset);
        checkSize("length", length);
        if (length > available - offset) {
            throw new IllegalArgumentException("offset is " + offset + " and length " + length
                    + "; the container has " + available + " elements");
        }
    }

    @Override
    public String toString() {
        String held = isArray() ? container.getClass().getSimpleName() : container.toString();
        return dtype.label() + "[" + (isBroadcast() ? outer + ", " + length + ", " + inner : length) + "] of "
                + held;
    }
}
