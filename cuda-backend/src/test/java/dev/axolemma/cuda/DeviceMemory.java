package dev.axolemma.cuda;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of a {@link PtxMachine}, global or shared: allocations so far from each other that no access strays into
 * another.
 */
final class DeviceMemory {

    private static final int SPACING = 36;
    /** The address of the first allocation. */
    static final long FIRST = 1L << SPACING;

    private final List<MemorySegment> allocations = new ArrayList<>();

    /** Lends memory to the GPU at an address that is a multiple of 256, as a driver's allocations are. */
    long add(MemorySegment segment) {
        allocations.add(segment);
        return (long) allocations.size() << SPACING;
    }

    /** Takes memory back: whoever still uses it makes an error. */
    void remove(long address) {
        allocations.set((int) (address >>> SPACING) - 1, null);
    }

    /** What was lent, from an address on. */
    MemorySegment lent(long address) {
        return allocation(address).asSlice(offset(address));
    }

    /** Whether anything was lent at an address. */
    boolean has(long address) {
        long number = (address >>> SPACING) - 1;
        return number >= 0 && number < allocations.size() && allocations.get((int) number) != null
                && offset(address) < allocations.get((int) number).byteSize();
    }

    /** Bits, sign-extended. */
    long load(long address, int bytes) {
        MemorySegment from = allocation(address);
        return switch (bytes) {
            case Short.BYTES -> from.get(ValueLayout.JAVA_SHORT_UNALIGNED, offset(address));
            case Integer.BYTES -> from.get(ValueLayout.JAVA_INT_UNALIGNED, offset(address));
            default -> from.get(ValueLayout.JAVA_LONG_UNALIGNED, offset(address));
        };
    }

    void store(long address, int bytes, long bits) {
        MemorySegment to = allocation(address);
        switch (bytes) {
            case Short.BYTES -> to.set(ValueLayout.JAVA_SHORT_UNALIGNED, offset(address), (short) bits);
            case Integer.BYTES -> to.set(ValueLayout.JAVA_INT_UNALIGNED, offset(address), (int) bits);
            default -> to.set(ValueLayout.JAVA_LONG_UNALIGNED, offset(address), bits);
        }
    }

    private MemorySegment allocation(long address) {
        return allocations.get(Math.toIntExact(address >>> SPACING) - 1);
    }

    private static long offset(long address) {
        return address & (1L << SPACING) - 1;
    }
}
