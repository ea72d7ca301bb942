package dev.axolemma.cuda;

import dev.axolemma.Dtype;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Numbers in the memory of a GPU, with others before and behind them that nobody may touch. */
final class DeviceArray {

    private static final int MARGIN = 4;
    private static final long UNTOUCHED = 0x5ca1ab1e;

    private final DeviceMemory memory;
    private final Dtype dtype;
    private final int length;
    private final long start;
    private final long address;

    /** @param offset how many numbers after an address that is a multiple of 256 it starts */
    DeviceArray(DeviceMemory memory, Dtype dtype, int offset, long[] numbers) {
        this.memory = memory;
        this.dtype = dtype;
        this.length = numbers.length;
        int all = offset + length + 2 * MARGIN;
        start = memory.add(MemorySegment.ofArray(new byte[all * dtype.bytes()]));
        address = start + (long) offset * dtype.bytes();
        for (int i = 0; i < all; i++) {
            memory.store(start + (long) i * dtype.bytes(), dtype.bytes(), UNTOUCHED);
        }
        for (int i = 0; i < length; i++) {
            memory.store(address + (long) i * dtype.bytes(), dtype.bytes(), numbers[i]);
        }
    }

    /** An array whose numbers are still to be computed. */
    static DeviceArray empty(DeviceMemory memory, Dtype dtype, int offset, int length) {
        long[] numbers = new long[length];
        Arrays.fill(numbers, UNTOUCHED);
        return new DeviceArray(memory, dtype, offset, numbers);
    }

    /** The address of the memory that it is part of. */
    long memory() {
        return start;
    }

    /** Which of that memory's numbers is its first. */
    long first() {
        return (address - start) / dtype.bytes();
    }

    /** The numbers with one pattern for every NaN; none around them has changed. */
    long[] numbers() {
        return Numbers.canonical(bits(), dtype);
    }

    /** The bits, of integers for example. */
    long[] bits() {
        for (long i = start; i < address; i += dtype.bytes()) {
            checkUntouched(i);
        }
        for (int i = 0; i < MARGIN; i++) {
            checkUntouched(address + (long) (length + i) * dtype.bytes());
        }
        long[] numbers = new long[length];
        Arrays.setAll(numbers, i -> memory.load(address + (long) i * dtype.bytes(), dtype.bytes()));
        return numbers;
    }

    private void checkUntouched(long at) {
        if (memory.load(at, dtype.bytes()) != UNTOUCHED) {
            throw new AssertionError("a number " + (at - address) / dtype.bytes() + " of " + length + " was written");
        }
    }
}
