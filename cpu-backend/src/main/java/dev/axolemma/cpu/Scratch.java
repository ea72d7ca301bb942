package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import java.util.Arrays;

/** What a thread needs to run loops, kept from call to call so that running allocates nothing. */
final class Scratch {

    private Object[] containers = {};
    private long[] offsets = {};
    private final Room numbers = new Room();
    private final Room blocks = new Room();
    private final Room scalars = new Room();
    private final Room sums = new Room();
    private final Room statistics = new Room();
    private final ProductRooms product = new ProductRooms();

    /** Room for what as many operands lie in, at least. */
    Object[] containers(int operands) {
        if (containers.length < operands) {
            containers = new Object[operands];
            offsets = new long[operands];
        }
        return containers;
    }

    /** Where each operand starts in its container. */
    long[] offsets() {
        return offsets;
    }

    /** Lets go of the caller's containers. */
    void forget() {
        Arrays.fill(containers, null);
    }

    /** Room for as many numbers of a kernel, at least: a {@code float[]} or {@code double[]}. */
    Object numbers(Dtype dtype, int length) {
        return numbers.atLeast(dtype, length);
    }

    /** Room for as many numbers of who runs several kernels, at least. */
    Object blocks(Dtype dtype, int length) {
        return blocks.atLeast(dtype, length);
    }

    /** Room for as many run-time scalars, at least. */
    Object scalars(Dtype dtype, int length) {
        return scalars.atLeast(dtype, length);
    }

    /** Room for as many sums of blocks, at least. Other threads may write them while this one waits. */
    Object sums(Dtype dtype, int length) {
        return sums.atLeast(dtype, length);
    }

    /** Room for as many statistics of rows, at least. */
    Object statistics(Dtype dtype, int length) {
        return statistics.atLeast(dtype, length);
    }

    /** Room for a tile of a matrix product. */
    ProductRooms product() {
        return product;
    }
}
