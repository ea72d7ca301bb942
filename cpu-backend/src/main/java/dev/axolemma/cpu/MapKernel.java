package dev.axolemma.cpu;

import dev.axolemma.Span;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.Program.Scalar;
import dev.axolemma.spi.Executable;
import java.util.List;
import java.util.function.Consumer;

/** Applies a program to every element, with whatever code there is for it by now. */
final class MapKernel implements Executable {

    /** Elements a thread takes at a time: a multiple of every step and of the cache line. */
    private static final int PORTION = 8 * 1024;
    /** What loading and storing an element costs, in instructions. */
    private static final int MEMORY = 16;
    /**
     * HotSpot compiles a loop after some 900 calls if they are short; if the first are long, it compiles the loop's inside
     * before, for nothing.
     */
    private static final int SHORT_CHUNKS = 2000;
    static final int SHORT_CHUNK = 16;

    private final Program program;
    private final Workers workers;
    private volatile Code code;
    // Threads may lose each other's count.
    private int chunks;
    private Consumer<MapKernel> onFirstUse;

    /** @param onFirstUse called once, before the first launch computes; a race may call it twice */
    MapKernel(Program program, Code code, Workers workers, Consumer<MapKernel> onFirstUse) {
        this.program = program;
        this.code = code;
        this.workers = workers;
        this.onFirstUse = onFirstUse;
    }

    Program program() {
        return program;
    }

    Code code() {
        return code;
    }

    /** Lets the next chunk run with other code. */
    void use(Code better) {
        code = better;
    }

    /** Notes that one more chunk is computed. */
    void count() {
        if (isNew()) {
            chunks++;
        }
    }

    /** Whether chunks are still to be short. */
    boolean isNew() {
        return chunks < SHORT_CHUNKS;
    }

    /** To be called before anything is computed. */
    void begin() {
        if (onFirstUse != null) {
            Consumer<MapKernel> begin = onFirstUse;
            onFirstUse = null;
            begin.accept(this);
        }
    }

    @Override
    public void launch(Span[] operands, double[] parameters) {
        launch(operands, parameters, 0, operands[0].extent());
    }

    /** Computes the elements {@code first … end − 1}. */
    void launch(Span[] operands, double[] parameters, long first, long end) {
        begin();
        int threads = workers.threads(instructions(end - first), workers.areShareable(operands));
        if (threads == 1) {
            // No work is passed on, so that nothing is allocated.
            compute(operands, parameters, first, end);
        } else {
            workers.run((from, to) -> compute(operands, parameters, first + from, first + to), end - first, PORTION,
                    threads);
        }
    }

    /** How many instructions so many elements take, about. */
    long instructions(long count) {
        return count / code.layout().lanes() * (program.instructions().size() + MEMORY);
    }

    /** Computes the elements {@code from … to − 1} on this thread. */
    void compute(Span[] operands, double[] parameters, long from, long to) {
        Scratch scratch = workers.scratch();
        Object scalars = scalars(parameters, scratch);
        boolean inPlace = true;
        for (Span operand : operands) {
            inPlace &= isInPlace(operand);
        }
        try {
            for (long next = from; next < to;) {
                Code current = code;
                int limit = limit(current, inPlace);
                next += run(current, operands, next, (int) Math.min(to - next, limit), scalars, scratch);
            }
        } finally {
            scratch.forget();
        }
    }

    Object scalars(double[] parameters, Scratch scratch) {
        List<Scalar> words = program.scalars();
        Object scalars = scratch.scalars(program.dtype(), words.size());
        for (int i = 0; i < words.size(); i++) {
            double word = words.get(i).of(parameters[words.get(i).parameter()], program.dtype());
            switch (scalars) {
                case float[] floats -> floats[i] = (float) word;
                case double[] doubles -> doubles[i] = word;
                default -> throw new AssertionError(scalars);
            }
        }
        return scalars;
    }

    /**
     * Runs the loop once: over whole steps, where the operands lie if they can be computed with there, or else over less
     * than a step, all of it in blocks and padded.
     *
     * @return how many elements were computed
     */
    private int run(Code current, Span[] operands, long from, int limit, Object scalars, Scratch scratch) {
        Layout layout = current.layout();
        boolean whole = limit >= layout.step();
        int count = whole ? limit - limit % layout.step() : limit;
        Object[] arrays = scratch.arrays(operands.length);
        int[] offsets = scratch.offsets();
        Object numbers = scratch.numbers(program.dtype(), layout.scratch());
        for (int i = 0; i < operands.length; i++) {
            Span operand = operands[i];
            if (whole && isInPlace(operand)) {
                arrays[i] = operand.array();
                offsets[i] = (int) (operand.offset() + from);
            } else {
                arrays[i] = numbers;
                offsets[i] = layout.operand(i);
                if (i < program.inputs()) {
                    read(operand, from, count, numbers, offsets[i], layout);
                }
            }
        }
        current.loop().run(arrays, offsets, 0, whole ? count : layout.step(), scalars, numbers,
                current.careful());
        for (int i = 0; i < program.targets().size(); i++) {
            int target = program.targets().get(i);
            if (arrays[target] == numbers) {
                Block.write(numbers, offsets[target], count, operands[target], from);
            }
        }
        return count;
    }

    /** How many elements the next chunk has at most. */
    int limit(Code current, boolean inPlace) {
        if (isNew()) {
            count();
            return Math.max(SHORT_CHUNK, current.step());
        }
        return inPlace ? current.longest() : current.layout().block();
    }

    private static void read(Span operand, long from, int count, Object numbers, int at, Layout layout) {
        Block.read(operand, from, count, numbers, at);
        if (count < layout.step()) {
            Block.repeat(numbers, at + count - 1, layout.step() - count + 1);
        }
    }

    /** Whether the loop can compute where the operand lies. */
    static boolean isInPlace(Span operand) {
        return operand.array() != null && !operand.isBroadcast() && !operand.dtype().isStorage();
    }
}
