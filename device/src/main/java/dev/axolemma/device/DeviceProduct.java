package dev.axolemma.device;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.compiler.Fold;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Multiplies matrices in the device's memory. The sum over k is what {@link dev.axolemma.DenseChain} defines. */
final class DeviceProduct {

    private static final double[] NO_PARAMETERS = {};
    /** The terms of a block's sum. */
    private static final int BLOCK = 1024;

    private final Machine machine;
    private final BuiltKernel product;
    private final BuiltKernel transposition;
    private final ProgramKernels addition;

    DeviceProduct(Dtype dtype, Machine machine) {
        this.machine = machine;
        product = machine.build(machine.skeletons().product(dtype));
        transposition = machine.build(machine.skeletons().transposition(dtype));
        addition = new ProgramKernels(Fold.SUM.program(2, dtype), machine);
    }

    /** Adds two numbers. */
    ProgramKernels addition() {
        return addition;
    }

    /** left · right, row-major in {@code result}. */
    void multiply(DeviceMatrix left, DeviceMatrix right, Span result) {
        if (result.length() == 0) {
            return;
        }
        if (right.columnStride() == 1) {
            multiplyRows(left, right, result);
            return;
        }
        // Work items side by side read columns side by side.
        try (Rooms rooms = new Rooms(machine.pool())) {
            Span turned = rooms.take(result.dtype(), (long) right.rows() * right.columns());
            List<Object> arguments = new ArrayList<>();
            Arguments.addPlain(right.span(), arguments);
            Arguments.addPlain(turned, arguments);
            arguments.add((long) right.columns());
            arguments.add((long) right.rows());
            transposition.launch(turned.length(), arguments);
            multiplyRows(left, DeviceMatrix.of(turned, right.rows(), right.columns()), result);
        }
    }

    /** Equal subtrees of blocks are added as soon as there are two of them: as a binary counter carries. */
    private void multiplyRows(DeviceMatrix left, DeviceMatrix right, Span result) {
        Deque<Span> subtrees = new ArrayDeque<>();
        int blocks = Math.max(1, Math.ceilDiv(left.columns(), BLOCK));
        try (Rooms rooms = new Rooms(machine.pool())) {
            for (int block = 0; block < blocks; block++) {
                Span sums = block == 0 ? result : rooms.take(result.dtype(), result.length());
                subtrees.push(sums);
                sumBlock(left, right, block * BLOCK, sums);
                for (int carry = block; (carry & 1) == 1; carry >>= 1) {
                    addLast(subtrees, rooms);
                }
            }
            while (subtrees.size() > 1) {
                addLast(subtrees, rooms);
            }
        }
    }

    private void addLast(Deque<Span> subtrees, Rooms rooms) {
        Span last = subtrees.pop();
        Span before = subtrees.peek();
        addition.launch(new Span[] {before, last, before}, NO_PARAMETERS, 0, before.length());
        rooms.release(last);
    }

    private void sumBlock(DeviceMatrix left, DeviceMatrix right, int first, Span sums) {
        List<Object> arguments = new ArrayList<>();
        Arguments.addPlain(left.span(), arguments);
        arguments.add(left.rowStride());
        arguments.add(left.columnStride());
        Arguments.addPlain(right.span(), arguments);
        arguments.add(right.rowStride());
        Arguments.addPlain(sums, arguments);
        arguments.add((long) left.rows());
        arguments.add((long) right.columns());
        arguments.add((long) first);
        arguments.add(Math.min(left.columns(), (long) first + BLOCK));
        long rows = Math.ceilDiv(left.rows(), Skeletons.PRODUCT_ROWS);
        product.launch(rows * Math.ceilDiv(right.columns(), product.lanes()), arguments);
    }
}
