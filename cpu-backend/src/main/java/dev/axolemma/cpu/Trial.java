package dev.axolemma.cpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Runs code on small blocks of made-up numbers and tells by the time it takes whether it is compiled. */
final class Trial {

    private static final int ELEMENTS = 128;
    /** Numbers up to this are ordinary for nearly every program. */
    private static final double ORDINARY = 4;
    /** Nanoseconds an instruction, a load or a store takes for a vector: compiled 0.1 to 2, interpreted over 100. */
    static final double COMPILED = 10;
    /** How many fast blocks are proof. */
    static final int ENOUGH = 50;

    private final Code code;
    private final SplittableRandom random = new SplittableRandom(0);
    private final Layout layout;
    private final int count;
    private final Object[] containers;
    private final long[] offsets;
    /** The memory of the operands: of an array, the scratch memory seen as a segment. */
    private final MemorySegment operands;
    private final Object numbers;
    private final Object scalars;
    private final int inputs;
    private int fast;

    Trial(Code code) {
        Scratch scratch = new Scratch();
        this.code = code;
        layout = code.layout();
        count = Math.min(ELEMENTS, layout.block());
        containers = scratch.containers(layout.operands());
        offsets = scratch.offsets();
        numbers = scratch.numbers(layout.dtype(), layout.scratch());
        scalars = scratch.scalars(layout.dtype(), layout.scalars());
        inputs = layout.inputs();
        Object room = switch (layout.container()) {
            case ARRAY -> numbers;
            case SEGMENT -> Arena.ofAuto().allocate(segment(numbers).byteSize());
        };
        operands = segment(room);
        Arrays.fill(containers, room);
        Arrays.setAll(offsets, layout::operand);
    }

    private static MemorySegment segment(Object room) {
        return switch (room) {
            case float[] floats -> MemorySegment.ofArray(floats);
            case double[] doubles -> MemorySegment.ofArray(doubles);
            case MemorySegment segment -> segment;
            default -> throw new AssertionError(room);
        };
    }

    /**
     * Times the main path on ordinary numbers, and runs it on a block with one that may be rare: so the compiler learns
     * that there are such, and that they are few. Where other code's careful path stands in, it takes turns with the one
     * that will take its place: compiled for a single one, the loop would be thrown away then.
     */
    void tryMain() {
        fillOrdinary();
        judge(timeMain(code.careful()), layout.main(), count);
        int rare = random.nextInt(count);
        for (int input = 0; input < inputs; input++) {
            set(offsets[input] + rare, anyFloat());
        }
        timeMain(random.nextBoolean() ? code.careful() : code.loop());
    }

    /** Times the careful path, which there must be, on numbers of every magnitude. */
    void tryCareful() {
        int few = Math.min(count, Layout.LONGEST_RARE);
        for (int input = 0; input < inputs; input++) {
            for (int i = 0; i < few; i++) {
                set(offsets[input] + i, anyFloat());
            }
        }
        long start = System.nanoTime();
        code.loop().runCarefully(containers, offsets, 0, few, scalars, numbers);
        judge(System.nanoTime() - start, layout.careful().orElseThrow(), few);
    }

    /** Calls both paths for no elements, which takes no time and counts as much towards being compiled. */
    void call(int times) {
        for (int i = 0; i < times; i++) {
            code.loop().run(containers, offsets, 0, 0, scalars, numbers, code.careful());
            code.loop().runCarefully(containers, offsets, 0, 0, scalars, numbers);
        }
    }

    private long timeMain(Loop careful) {
        long start = System.nanoTime();
        code.loop().run(containers, offsets, 0, count, scalars, numbers, careful);
        return System.nanoTime() - start;
    }

    /** Now and then of another magnitude or sign, for programs to which these are the ordinary ones. */
    private void fillOrdinary() {
        boolean usual = random.nextInt(8) > 0;
        double greatest = usual ? ORDINARY : Math.scalb(1.0, random.nextInt(-4, 10));
        double least = usual || random.nextBoolean() ? -greatest : 0;
        for (int input = 0; input < inputs; input++) {
            for (int i = 0; i < count; i++) {
                set(offsets[input] + i, random.nextDouble(least, greatest));
            }
        }
    }

    private float anyFloat() {
        return Float.intBitsToFloat(random.nextInt());
    }

    private void judge(long nanoseconds, Stages path, int elements) {
        if (nanoseconds < COMPILED * (path.instructions() + layout.operands()) * elements / layout.lanes()) {
            fast++;
        }
    }

    boolean isCompiled() {
        return fast >= ENOUGH;
    }

    private void set(long index, double value) {
        switch (layout.dtype()) {
            case F32 -> operands.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, index, (float) value);
            case F64 -> operands.setAtIndex(ValueLayout.JAVA_DOUBLE_UNALIGNED, index, value);
            case F16, BF16 -> throw new AssertionError(layout);
        }
    }
}
