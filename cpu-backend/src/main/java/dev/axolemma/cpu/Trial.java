package dev.axolemma.cpu;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Runs code on small blocks of made-up numbers and tells by the time it takes whether it is compiled. */
final class Trial {

    private static final int ELEMENTS = 32;
    /** Nanoseconds an instruction takes for a vector: compiled 0.1 to 2, interpreted over 100. */
    private static final double COMPILED = 10;
    /** How many fast blocks are proof. */
    private static final int ENOUGH = 50;

    private final Code code;
    private final int count;
    private final double limit;
    private final Object[] arrays;
    private final int[] offsets;
    private final Object numbers;
    private final Object scalars;
    private final int inputs;
    private int fast;

    /** @param path which of the code's paths is tried */
    Trial(Code code, Stages path) {
        Layout layout = code.layout();
        Scratch scratch = new Scratch();
        this.code = code;
        count = Math.max(ELEMENTS, layout.step());
        limit = COMPILED * path.instructions() * count / layout.lanes();
        arrays = scratch.arrays(layout.operands());
        offsets = scratch.offsets();
        numbers = scratch.numbers(layout.dtype(), layout.scratch());
        scalars = scratch.scalars(layout.dtype(), layout.scalars());
        inputs = layout.inputs();
        Arrays.fill(arrays, numbers);
        Arrays.setAll(offsets, operand -> operand * layout.stride());
    }

    /** Computes a block of such numbers by the main path. */
    void run(DoubleSupplier random) {
        fill(random);
        long start = System.nanoTime();
        code.loop().run(arrays, offsets, 0, count, scalars, numbers, code.careful());
        judge(System.nanoTime() - start);
    }

    /** Computes a block of such numbers by the careful path. */
    void runCarefully(DoubleSupplier random) {
        fill(random);
        long start = System.nanoTime();
        code.loop().runCarefully(arrays, offsets, 0, count, scalars, numbers);
        judge(System.nanoTime() - start);
    }

    /** Calls both paths for no elements, which takes no time and counts as much towards being compiled. */
    void call(int times) {
        for (int i = 0; i < times; i++) {
            code.loop().run(arrays, offsets, 0, 0, scalars, numbers, code.careful());
            code.loop().runCarefully(arrays, offsets, 0, 0, scalars, numbers);
        }
    }

    private void fill(DoubleSupplier random) {
        for (int input = 0; input < inputs; input++) {
            for (int i = 0; i < count; i++) {
                set(offsets[input] + i, random.getAsDouble());
            }
        }
    }

    private void judge(long nanoseconds) {
        if (nanoseconds < limit) {
            fast++;
        }
    }

    boolean isCompiled() {
        return fast >= ENOUGH;
    }

    private void set(int index, double value) {
        switch (numbers) {
            case float[] floats -> floats[index] = (float) value;
            case double[] doubles -> doubles[index] = value;
            default -> throw new AssertionError(numbers);
        }
    }
}
