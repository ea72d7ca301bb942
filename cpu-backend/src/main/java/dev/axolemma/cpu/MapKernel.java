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

    private final Program program;
    private final Workers workers;
    private final LiveCode arrays;
    private final LiveCode segments;

    /**
     * @param code for operands in arrays; what lies elsewhere passes through blocks, which are arrays too
     * @param onFirstUse called before code is first used, in case there is better; for native segments there is none yet
     */
    MapKernel(Program program, Code code, Workers workers, Consumer<LiveCode> onFirstUse) {
        this.program = program;
        this.workers = workers;
        this.arrays = new LiveCode(program, Container.ARRAY, code, onFirstUse);
        this.segments = new LiveCode(program, Container.SEGMENT, null, onFirstUse);
    }

    Program program() {
        return program;
    }

    /** The code for operands in arrays. */
    LiveCode arrays() {
        return arrays;
    }

    /** The code for operands all of which lie in native segments. */
    LiveCode segments() {
        return segments;
    }

    @Override
    public void launch(Span[] operands, double[] parameters) {
        launch(operands, parameters, 0, operands[0].extent());
    }

    /** Computes the elements {@code first … end − 1}. */
    void launch(Span[] operands, double[] parameters, long first, long end) {
        arrays.begin();
        if (Container.SEGMENT.holdsAll(operands)) {
            segments.begin();
        }
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
        return count / arrays.code().layout().lanes() * (program.instructions().size() + MEMORY);
    }

    /** Computes the elements {@code from … to − 1} on this thread. */
    void compute(Span[] operands, double[] parameters, long from, long to) {
        Scratch scratch = workers.scratch();
        Object scalars = scalars(parameters, scratch);
        try {
            long next = from;
            if (segments.isThere() && Container.SEGMENT.holdsAll(operands)) {
                next = computeSteps(operands, from, to, scalars, scratch);
            }
            computeArrays(operands, next, to, scalars, scratch);
        } finally {
            scratch.forget();
        }
    }

    /** Computes whole steps in native segments, and returns the first element of the rest. */
    private long computeSteps(Span[] operands, long from, long to, Object scalars, Scratch scratch) {
        Code current = segments.code();
        long next = from;
        while (to - next >= current.step()) {
            int limit = segments.limit(current, true);
            next += run(current, operands, next, (int) Math.min(to - next, limit), scalars, scratch);
        }
        return next;
    }

    private void computeArrays(Span[] operands, long from, long to, Object scalars, Scratch scratch) {
        boolean inPlace = Container.ARRAY.holdsAll(operands);
        for (long next = from; next < to;) {
            Code current = arrays.code();
            int limit = arrays.limit(current, inPlace);
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

    private static void read(Span operand, long from, int count, Object numbers, int at, Layout layout) {
        Block.read(operand, from, count, numbers, at);
        if (count < layout.step()) {
            Block.repeat(numbers, at + count - 1, layout.step() - count + 1);
        }
    }
}
