package dev.axolemma.cpu;

import dev.axolemma.Span;
import java.util.Optional;

/** Computes what one thread reduces: of elements that lie side by side, or that are gathered in scratch memory. */
final class Terms {

    private final Optional<MapKernel> kernel;
    private final Optional<Code> code;
    private final Span[] inputs;
    private final Sequences sequences;
    private final Placing placing;
    private final Object scalars;
    private final Object numbers;
    private Object values;
    private int at;

    /**
     * @param code that of the kernel; empty if the one input is what is reduced
     * @param numbers scratch memory, of which these use as much as {@link #size} says
     */
    Terms(Optional<MapKernel> kernel, Optional<Code> code, SequenceBlocks.Call call, Placing placing, Object scalars,
            Object numbers) {
        this.kernel = kernel;
        this.code = code;
        this.inputs = call.inputs();
        this.sequences = call.sequences();
        this.placing = placing;
        this.scalars = scalars;
        this.numbers = numbers;
    }

    /** How much scratch memory is used: a block for each input and one for the values. */
    static int size(SequenceBlocks.Call call) {
        return (call.inputs().length + 1) * stride(call.sequences());
    }

    private static int stride(Sequences sequences) {
        return sequences.numbers() + BlockFold.LONGEST_STEP;
    }

    /** The array in which the values lie that were computed last. */
    Object values() {
        return values;
    }

    /** Where they start in it. */
    int at() {
        return at;
    }

    /** Computes the values of {@code count} elements that lie side by side. */
    void compute(long from, int count) {
        if (code.isPresent()) {
            map(count, (input, done, chunk) ->
                    placing.place(input, inputs[input], from + done, chunk, code.get(), numbers, block(input)));
        } else if (Container.ARRAY.holds(inputs[0])) {
            values = inputs[0].array();
            at = (int) (inputs[0].offset() + from);
        } else {
            Block.read(inputs[0], from, count, numbers, block(0));
            values = numbers;
            at = block(0);
        }
    }

    /** Computes the values of {@code count} elements of some lanes of a group, wherever they lie. */
    void gather(long group, long element, int count, long lane, int lanes) {
        for (int input = 0; input < inputs.length; input++) {
            for (int done = 0; done < count;) {
                int run = (int) Math.min(count - done, sequences.run() - (element + done) % sequences.run());
                Block.read(inputs[input], sequences.element(group, element + done) + lane, run * lanes, numbers,
                        block(input) + done * lanes);
                done += run;
            }
        }
        values = numbers;
        at = block(0);
        if (code.isPresent()) {
            map(count * lanes, (input, done, chunk) -> placing.place(input, numbers, block(input) + done));
        }
    }

    /** Lets the loop find its inputs. */
    private interface Inputs {

        void place(int input, int done, int count);
    }

    private void map(int count, Inputs placed) {
        values = numbers;
        at = block(inputs.length);
        for (int done = 0; done < count;) {
            int chunk = chunk(count - done);
            for (int input = 0; input < inputs.length; input++) {
                placed.place(input, done, chunk);
            }
            placing.place(inputs.length, numbers, at + done);
            placing.run(code.get(), chunk, scalars);
            done += chunk;
        }
    }

    /** How many elements are computed at once: whole steps, or less than one. */
    private int chunk(int rest) {
        int limit = Math.min(rest, kernel.get().arrays().limit(code.get(), false));
        int step = code.get().step();
        return limit < step ? limit : limit - limit % step;
    }

    private int block(int number) {
        return number * stride(sequences);
    }
}
