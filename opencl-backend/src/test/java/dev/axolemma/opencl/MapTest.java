package dev.axolemma.opencl;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Buffer;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Kernel;
import dev.axolemma.Operation;
import dev.axolemma.Span;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever operands lie and however long they are, the bits are those of the scalar backend. */
class MapTest {

    private static final Activation PRELU = Activations.prelu();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 1023, 1024, 1025, 262_143, 262_144, 262_145, 1_000_003})
    void lengths(int n) {
        float[] x = (float[]) Bits.span(Bits.numbers(n, n), Dtype.F32).array();
        float[] y = new float[n];
        float[] expected = new float[n];
        Engines.opencl().forward(Activations.sigmoid(), x, y);
        Engines.scalar().forward(Activations.sigmoid(), x, expected);
        Bits.assertEqual(Span.of(y), Span.of(expected), "sigmoid of " + n);
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void offsetsAndInPlace(Dtype dtype) {
        for (int offset = 0; offset < 20; offset++) {
            Span actual = Bits.span(Bits.numbers(offset, 120), dtype);
            Span expected = Bits.span(Bits.numbers(offset, 120), dtype);
            Engines.opencl().forward(Activations.tanh(), actual.slice(offset, 77), actual.slice(offset, 77));
            Engines.scalar().forward(Activations.tanh(), expected.slice(offset, 77), expected.slice(offset, 77));
            Bits.assertEqual(actual, expected, "tanh in place from " + offset);
        }
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void nanAtEveryPosition(Dtype dtype) {
        for (int position = 0; position < 35; position++) {
            double[] numbers = Bits.ordinary(1, 35);
            numbers[position] = Double.NaN;
            Span actual = Bits.span(numbers, dtype);
            Span expected = Bits.span(numbers, dtype);
            Engines.opencl().derivative(Activations.gelu(), actual, actual);
            Engines.scalar().derivative(Activations.gelu(), expected, expected);
            Bits.assertEqual(actual, expected, "NaN at " + position);
        }
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void channels(Dtype dtype) {
        for (long[] shape : new long[][] {{1, 5, 40}, {9, 40, 1}, {3, 5, 7}, {2, 3, 100}, {200, 1, 1}, {1, 1, 77}}) {
            int n = Math.toIntExact(shape[0] * shape[1] * shape[2]);
            Span x = Bits.span(Bits.numbers(n, n), dtype);
            Span slopes = Bits.span(Bits.ordinary(n, (int) shape[1]), dtype).perChannel(shape[0], shape[2]);
            Span actual = Bits.room(n, dtype);
            Span expected = Bits.room(n, dtype);
            Engines.opencl().forward(PRELU, x, slopes, actual);
            Engines.scalar().forward(PRELU, x, slopes, expected);
            Bits.assertEqual(actual, expected, "prelu of shape " + Arrays.toString(shape));
        }
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void nativeMemoryAndBuffers(Dtype dtype) {
        int n = 1001;
        Operation operation = Operation.of(Activations.silu(), Direction.BACKWARD);
        Kernel kernel = Engines.opencl().prepare(operation, dtype);
        Span x = Bits.span(Bits.numbers(5, n), dtype);
        Span upstream = Bits.span(Bits.numbers(6, n), dtype);
        Span expected = Bits.room(n, dtype);
        Engines.scalar().prepare(operation, dtype).run(x, upstream, expected);
        try (Arena arena = Arena.ofConfined(); Buffer buffer = Engines.opencl().allocate(dtype, n + 3)) {
            Span copy = Span.of(arena.allocate((long) n * dtype.bytes(), 1), dtype);
            MemorySegment.copy(x.segment(), 0, copy.segment(), 0, copy.segment().byteSize());
            Span middle = buffer.span().slice(2, n);
            kernel.run(copy, upstream, middle);
            Span actual = Bits.room(n, dtype);
            Span all = Bits.room(n + 3, dtype);
            buffer.read(all);
            MemorySegment.copy(all.segment(), 2L * dtype.bytes(), actual.segment(), 0, actual.segment().byteSize());
            Bits.assertEqual(actual, expected, "into a buffer");
            kernel.run(copy, upstream, copy);
            MemorySegment.copy(copy.segment(), 0, actual.segment(), 0, actual.segment().byteSize());
            Bits.assertEqual(actual, expected, "in native memory, in place");
        }
    }

    @Test
    void parametersAreArguments() {
        float[] x = (float[]) Bits.span(Bits.numbers(3, 300), Dtype.F32).array();
        for (double alpha : new double[] {0.1, 1, 2.5, 1e-30}) {
            float[] y = new float[300];
            float[] expected = new float[300];
            Engines.opencl().forward(Activations.elu().with("alpha", alpha), x, y);
            Engines.scalar().forward(Activations.elu().with("alpha", alpha), x, expected);
            Bits.assertEqual(Span.of(y), Span.of(expected), "elu of alpha " + alpha);
        }
    }

    @Test
    void threadsShareAKernel() throws InterruptedException {
        Engine engine = Engines.opencl();
        float[] x = (float[]) Bits.span(Bits.numbers(3, 50_000), Dtype.F32).array();
        float[] expected = new float[x.length];
        Engines.scalar().forward(Activations.sigmoid(), x, expected);
        float[][] results = new float[6][x.length];
        Thread[] threads = new Thread[results.length];
        for (int i = 0; i < threads.length; i++) {
            float[] y = results[i];
            threads[i] = Thread.startVirtualThread(() -> {
                for (int run = 0; run < 20; run++) {
                    engine.forward(Activations.sigmoid(), x, y);
                }
            });
        }
        for (int i = 0; i < threads.length; i++) {
            threads[i].join();
            Bits.assertEqual(Span.of(results[i]), Span.of(expected), "thread " + i);
        }
    }
}
