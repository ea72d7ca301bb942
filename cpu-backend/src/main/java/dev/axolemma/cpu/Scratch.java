package dev.axolemma.cpu;

import dev.axolemma.Dtype;
import java.util.Arrays;

/** What a thread needs to run loops, kept from call to call so that running allocates nothing. */
final class Scratch {

    private Object[] arrays = {};
    private int[] offsets = {};
    private final Room numbers = new Room();
    private final Room blocks = new Room();
    private final Room scalars = new Room();
    private final Room sums = new Room();
    private final Room statistics = new Room();
    private final ProductRooms product = new ProductRooms();

    /** Room for as many operands, at least. */
    Object[] arrays(int operands) {
        if (arrays.length < operands) {
            arrays = new Object[operands];
            offsets = new int[operands];
        }
        return arrays;
    }

    /** Where each operand starts in its array. */
    int[] offsets() {
        return offsets;
    }

    /** Lets go of the caller's arrays. */
    void forget() {
        Arrays.fill(arrays, null);
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
