package dev.axolemma.cpu;

import dev.axolemma.compiler.Program;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Runs code on small blocks of made-up numbers and tells by the time it takes whether it is compiled. */
final class Trial {

    private static final int ELEMENTS = 64;
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

    /** @param instructions how many instructions an element passes through */
    Trial(Program program, Code code, int instructions) {
        Layout layout = code.layout();
        Scratch scratch = new Scratch();
        this.code = code;
        count = Math.max(ELEMENTS, layout.step());
        limit = COMPILED * instructions * count * layout.copies() / layout.step();
        arrays = scratch.arrays(layout.operands());
        offsets = scratch.offsets();
        numbers = scratch.numbers(layout.dtype(), layout.scratch());
        scalars = scratch.scalars(layout.dtype(), program.scalars().size());
        inputs = program.inputs();
        Arrays.fill(arrays, numbers);
        Arrays.setAll(offsets, operand -> operand * layout.stride());
    }

    /** Computes a block of such numbers. */
    void run(DoubleSupplier random) {
        for (int input = 0; input < inputs; input++) {
            for (int i = 0; i < count; i++) {
                set(offsets[input] + i, random.getAsDouble());
            }
        }
        long start = System.nanoTime();
        code.loop().run(arrays, offsets, count, scalars, numbers);
        if (System.nanoTime() - start < limit) {
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
