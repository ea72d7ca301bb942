package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.compiler.Op;
import dev.axolemma.compiler.Program;
import dev.axolemma.compiler.ProgramBuilder;
import dev.axolemma.compiler.Value;
import dev.axolemma.spi.Settings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MapKernelTest {

    private static final int LARGE = 1 << 20;
    private static final double[] NONE = {};

    private static Program doubling() {
        ProgramBuilder builder = new ProgramBuilder(Dtype.F32);
        Value x = builder.make(Op.INPUT, 0);
        return builder.build(1, List.of(), List.of(builder.make(Op.ADD, x, x)));
    }

    private static MapKernel kernel(Workers workers) {
        return Forms.kernel(doubling(), new ScalarEmitter.Elements(), workers);
    }

    private static Workers workers(int threads, Executor executor) {
        return new Workers(new Settings(threads, Optional.ofNullable(executor), false));
    }

    private static void assertDoubles(Workers workers, int length) {
        float[] x = new float[length];
        float[] y = new float[length];
        Arrays.fill(x, 3);
        kernel(workers).launch(new Span[] {Span.of(x), Span.of(y)}, NONE);
        Arrays.fill(x, 6);
        assertThat(y).isEqualTo(x);
    }

    /** In an array, where the code computes, and in native memory, which it reads and writes in blocks. */
    @Test
    void replacesAnInputThatIsATarget() {
        ProgramBuilder builder = new ProgramBuilder(Dtype.F32);
        Value x = builder.make(Op.INPUT, 0);
        Value y = builder.make(Op.INPUT, 1);
        Program swapping = builder.build(3, List.of(), List.of(y, builder.make(Op.ADD, x, y), builder.make(Op.INPUT, 2)),
                List.of(0, 1, 2));
        try (Arena arena = Arena.ofConfined(); Workers workers = workers(1, null)) {
            for (Form form : Forms.all()) {
                Span first = Span.of(new float[] {1, 2, 3});
                Span second = Span.of(arena.allocateFrom(ValueLayout.JAVA_FLOAT, 10, 20, 30), Dtype.F32);
                Span third = Span.of(new float[] {4, 5, 6});
                Forms.kernel(swapping, form, workers)
                        .launch(new Span[] {first, second, third}, NONE);
                assertThat(first.array()).isEqualTo(new float[] {10, 20, 30});
                assertThat(second.segment().toArray(ValueLayout.JAVA_FLOAT)).containsExactly(11, 22, 33);
                assertThat(third.array()).isEqualTo(new float[] {4, 5, 6});
            }
        }
    }

    @Test
    void sharesLargeWorkOnlyWithTheExecutorThatWasSet() {
        AtomicInteger tasks = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(2);
                Workers workers = workers(3, task -> {
                    tasks.incrementAndGet();
                    pool.execute(task);
                })) {
            assertDoubles(workers, LARGE);
            assertThat(tasks.get()).isEqualTo(2);
            assertDoubles(workers, 100);
            assertThat(tasks.get()).isEqualTo(2);
        }
    }

    @Test
    void doesTheWorkItselfWhereTheExecutorDoesNot() {
        try (Workers workers = workers(4, task -> { })) {
            assertDoubles(workers, LARGE);
        }
        try (Workers workers = workers(4, task -> {
            throw new RejectedExecutionException("full");
        })) {
            assertDoubles(workers, LARGE);
        }
    }

    @Test
    void keepsConfinedSegmentsOnTheCallingThread() {
        try (Arena arena = Arena.ofConfined(); Workers workers = workers(4, task -> {
            throw new AssertionError("shared");
        })) {
            Span x = Span.of(arena.allocate(4L * LARGE), Dtype.F32);
            kernel(workers).launch(new Span[] {x, Span.of(new float[LARGE])}, NONE);
        }
    }

    @Test
    void throwsWhatAWorkerThrows() {
        Thread caller = Thread.currentThread();
        Loop failing = new Loop() {
            @Override
            public void run(Object[] containers, long[] offsets, int from, int to, Object scalars, Object scratch,
                    Loop careful) {
                if (Thread.currentThread() != caller) {
                    throw new ArithmeticException("in a worker");
                }
            }

            @Override
            public void runCarefully(Object[] containers, long[] offsets, int from, int to, Object scalars,
                    Object scratch) {
                run(containers, offsets, from, to, scalars, scratch, this);
            }
        };
        try (Workers workers = workers(2, null)) {
            MapKernel kernel = new MapKernel(doubling(),
                    new Code(failing, Layout.of(doubling(), new ScalarEmitter.Elements()), failing), workers,
                    first -> { });
            Span[] operands = {Span.of(new float[64 * LARGE]), Span.of(new float[64 * LARGE])};
            assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> {
                // The caller may take every portion before the worker wakes up, so it is given several chances.
                for (int i = 0; i < 1000; i++) {
                    kernel.launch(operands, NONE);
                }
            }).withMessage("in a worker");
        }
    }

    /** Counts what it is given of native segments, and computes nothing. */
    private static final class Counting implements Loop {

        private final List<Object> seen = new ArrayList<>();
        private long next;

        @Override
        public void run(Object[] containers, long[] offsets, int from, int to, Object scalars, Object scratch,
                Loop careful) {
            assertThat(offsets).startsWith(next, next);
            assertThat(from).isZero();
            seen.addAll(Arrays.asList(containers));
            next += to;
        }

        @Override
        public void runCarefully(Object[] containers, long[] offsets, int from, int to, Object scalars, Object scratch) {
            throw new AssertionError("nothing is rare");
        }
    }

    @Test
    void computesWholeStepsInNativeSegmentsAndTheRestInBlocks() {
        Layout layout = Layout.of(doubling(), new VectorEmitter.Vectors(128, Container.SEGMENT));
        int rest = layout.step() - 1;
        int length = 10 * layout.block() + rest;
        Counting counting = new Counting();
        try (Arena arena = Arena.ofConfined(); Workers workers = workers(1, null)) {
            MapKernel kernel = kernel(workers);
            kernel.segments().use(new Code(counting, layout, counting));
            MemorySegment x = arena.allocate(4L * length);
            MemorySegment y = arena.allocate(4L * length);
            for (int i = 0; i < length; i++) {
                x.setAtIndex(ValueLayout.JAVA_FLOAT, i, i);
            }
            kernel.launch(new Span[] {Span.of(x, Dtype.F32), Span.of(y, Dtype.F32)}, NONE);
            assertThat(counting.next).isEqualTo(length - rest);
            assertThat(counting.seen).hasOnlyElementsOfType(MemorySegment.class);
            for (int i = 0; i < length; i++) {
                assertThat(y.getAtIndex(ValueLayout.JAVA_FLOAT, i)).isEqualTo(i < length - rest ? 0 : 2 * i);
            }
        }
    }

    @Test
    void asksOnceForCodeForEachContainer() {
        List<Container> asked = new ArrayList<>();
        try (Arena arena = Arena.ofShared(); Workers workers = workers(2, null)) {
            MapKernel kernel = new MapKernel(doubling(), Code.of(doubling(), new ScalarEmitter.Elements()), workers,
                    live -> asked.add(live.container()));
            Span[] arrays = {Span.of(new float[LARGE]), Span.of(new float[LARGE])};
            Span[] segments = {Span.of(arena.allocate(4L * LARGE), Dtype.F32), Span.of(arena.allocate(4L * LARGE), Dtype.F32)};
            kernel.launch(arrays, NONE);
            assertThat(asked).containsExactly(Container.ARRAY);
            kernel.launch(segments, NONE);
            kernel.launch(segments, NONE);
            assertThat(asked).containsExactly(Container.ARRAY, Container.SEGMENT);
        }
    }

    @Test
    void allocatesNothingOnceItIsWarm() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Workers workers = workers(1, null); Arena arena = Arena.ofConfined()) {
            MapKernel kernel = kernel(workers);
            Span[] arrays = {Span.of(new float[1000]), Span.of(new float[1000])};
            Span[] stored = {Span.of(new short[1000], Dtype.BF16), Span.of(new short[1000], Dtype.F16)};
            Span[] native16 = {Span.of(arena.allocate(64), Dtype.F32), Span.of(new float[16])};
            MapKernel vectors = Forms.kernel(doubling(), Forms.all().getLast(), workers);
            Span[] segments = {Span.of(arena.allocate(4000), Dtype.F32), Span.of(arena.allocate(4000), Dtype.F32)};
            long allocated = Long.MAX_VALUE;
            // Until C2 has compiled all of it, which removes the last short-lived objects.
            for (int attempt = 0; attempt < 200 && allocated > 0; attempt++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 1000; i++) {
                    kernel.launch(arrays, NONE);
                    kernel.launch(native16, NONE);
                    kernel.launch(stored, NONE);
                    vectors.launch(segments, NONE);
                }
                allocated = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertThat(allocated).isZero();
        }
    }

    @Test
    void keepsNoArrayOfTheCaller() {
        try (Workers workers = workers(1, null)) {
            assertDoubles(workers, 100);
            assertThat(workers.scratch().containers(0)).containsOnlyNulls();
        }
    }
}
