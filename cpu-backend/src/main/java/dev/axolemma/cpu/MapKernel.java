package dev.axolemma.cpu;

import dev.axolemma.Span;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.Program.Scalar;
import dev.axolemma.spi.Executable;
import java.util.List;
import java.util.function.BiConsumer;

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
    private final BiConsumer<MapKernel, Container> onFirstUse;
    private boolean hasBegun;
    private volatile Code segments;
    private boolean hasBegunSegments;

    /**
     * @param code for operands in arrays, through which pass in blocks all that lie elsewhere
     * @param onFirstUse called before the first launch computes, and again before the first of which all operands lie in
     *     native segments; a race may call it twice
     */
    MapKernel(Program program, Code code, Workers workers, BiConsumer<MapKernel, Container> onFirstUse) {
        this.program = program;
        this.code = code;
        this.workers = workers;
        this.onFirstUse = onFirstUse;
    }

    Program program() {
        return program;
    }

    /** The code for operands in arrays. */
    Code code() {
        return code;
    }

    /** The code for operands in native segments, or null while there is none. */
    Code segments() {
        return segments;
    }

    /** Lets what is computed from now on be computed with other code. */
    void use(Code better) {
        switch (better.layout().container()) {
            case ARRAY -> code = better;
            case SEGMENT -> segments = better;
        }
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
        if (!hasBegun) {
            hasBegun = true;
            onFirstUse.accept(this, Container.ARRAY);
        }
    }

    private void beginSegments() {
        if (!hasBegunSegments) {
            hasBegunSegments = true;
            onFirstUse.accept(this, Container.SEGMENT);
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
        try {
            long next = from;
            if (Container.SEGMENT.holdsAll(operands)) {
                next = computeSegments(operands, from, to, scalars, scratch);
            }
            computeArrays(operands, next, to, scalars, scratch);
        } finally {
            scratch.forget();
        }
    }

    /** @return the first element that was not computed: less than a step remains, or there is no code for segments yet */
    private long computeSegments(Span[] operands, long from, long to, Object scalars, Scratch scratch) {
        beginSegments();
        Code current = segments;
        long next = from;
        while (current != null && to - next >= current.step()) {
            next += run(current, operands, next, (int) Math.min(to - next, current.longest()), scalars, scratch);
        }
        return next;
    }

    private void computeArrays(Span[] operands, long from, long to, Object scalars, Scratch scratch) {
        boolean inPlace = Container.ARRAY.holdsAll(operands);
        for (long next = from; next < to;) {
            Code current = code;
            int limit = limit(current, inPlace);
            next += run(current, operands, next, (int) Math.min(to - next, limit), scalars, scratch);
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
        Object[] containers = scratch.containers(operands.length);
        long[] offsets = scratch.offsets();
        Object numbers = scratch.numbers(program.dtype(), layout.scratch());
        for (int i = 0; i < operands.length; i++) {
            Span operand = operands[i];
            if (whole && layout.container().holds(operand)) {
                containers[i] = layout.container().of(operand);
                offsets[i] = operand.offset() + from;
            } else {
                containers[i] = numbers;
                offsets[i] = layout.operand(i);
                if (i < program.inputs()) {
                    read(operand, from, count, numbers, layout.operand(i), layout);
                }
            }
        }
        current.loop().run(containers, offsets, 0, whole ? count : layout.step(), scalars, numbers,
                current.careful());
        for (int i = 0; i < program.targets().size(); i++) {
            int target = program.targets().get(i);
            if (containers[target] == numbers) {
                Block.write(numbers, layout.operand(target), count, operands[target], from);
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
}
