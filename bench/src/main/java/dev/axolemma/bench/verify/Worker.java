package dev.axolemma.bench.verify;

import dev.axolemma.Dtype;
import dev.axolemma.Kernel;
import dev.axolemma.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Examines chunks of the samples of one subject on every backend. Not safe to share between threads. */
abstract class Worker {

    static final int CHUNK = 1 << 16;

    final Samples samples;
    final Column[] inputs;
    final List<Tally> tallies = new ArrayList<>();

    Worker(Subject subject, Samples samples, int backends) {
        this.samples = samples;
        this.inputs = columns(subject.activation().inputs());
        for (int i = 0; i < backends; i++) {
            tallies.add(new Tally());
        }
    }

    final Column[] columns(int count) {
        return columns(count, samples.dtype());
    }

    static Column[] columns(int count, Dtype dtype) {
        return Stream.generate(() -> Column.of(dtype, CHUNK)).limit(count).toArray(Column[]::new);
    }

    /** Examines the points from {@code first} on. */
    final void examine(long first) {
        int count = (int) Math.min(CHUNK, samples.size() - first);
        samples.fill(inputs, first, count);
        examine(first, count);
    }

    abstract void examine(long first, int count);

    static void run(Kernel kernel, int count, Column[]... operands) {
        kernel.run(Stream.of(operands).flatMap(Stream::of).map(column -> column.span(count)).toArray(Span[]::new));
    }

    /** Counts where two results differ. */
    static void compare(Tally tally, Column result, Column wanted, long first, int count) {
        for (int i = 0; i < count; i++) {
            if (result.bits(i) != wanted.bits(i)) {
                tally.difference(first + i);
            }
        }
    }
}
