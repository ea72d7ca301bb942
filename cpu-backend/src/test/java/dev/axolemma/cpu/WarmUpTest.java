package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.axolemma.Dtype;
import dev.axolemma.Span;
import dev.axolemma.compiler.Program;
import dev.axolemma.spi.Settings;
import java.lang.foreign.Arena;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final long PATIENCE = 60_000_000_000L;
    private static final int LENGTH = 1000;
    private static final double[] PARAMETERS = {1, 2};

    @BeforeEach
    void needsTheVectorApi() {
        assumeTrue(Cpu.hasVectorApi(), "without the Vector API there is nothing to warm up");
    }

    @Test
    void answersWithScalarCodeUntilSimdCodeIsWarmThenWithTheSameBits() throws InterruptedException {
        Settings settings = new Settings(1, Optional.empty(), true);
        Program program = RandomPrograms.make(7, Dtype.F32, 1, 1, 12);
        try (CpuProcessor processor = CpuProcessor.simd(Cpu.vectorBits(), settings)) {
            MapKernel kernel = processor.prepare(program);
            Code scalar = kernel.arrays().code();
            assertThat(scalar.step()).isEqualTo(1);
            long[] first = run(kernel);
            long end = System.nanoTime() + PATIENCE;
            while (kernel.arrays().code() == scalar && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            assertThat(kernel.arrays().code().step()).isGreaterThan(1);
            assertThat(run(kernel)).isEqualTo(first);
        }
    }

    @Test
    void computesInNativeSegmentsOnceSimdCodeForThemIsWarm() throws InterruptedException {
        Settings settings = new Settings(1, Optional.empty(), true);
        Program program = RandomPrograms.make(7, Dtype.F32, 1, 1, 12);
        try (CpuProcessor processor = CpuProcessor.simd(Cpu.vectorBits(), settings); Arena arena = Arena.ofConfined()) {
            MapKernel kernel = processor.prepare(program);
            long[] meant = run(kernel);
            assertThat(runInSegments(kernel, arena)).isEqualTo(meant);
            long end = System.nanoTime() + PATIENCE;
            while (!kernel.segments().isThere() && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            assertThat(kernel.segments().code().step()).isGreaterThan(1);
            assertThat(runInSegments(kernel, arena)).isEqualTo(meant);
        }
    }

    @Test
    void matrixProductsAreScalarUntilSimdCodeIsWarm() throws InterruptedException {
        Settings settings = new Settings(1, Optional.empty(), true);
        try (CpuProcessor processor = CpuProcessor.simd(Cpu.vectorBits(), settings)) {
            MatrixProduct product = processor.product(Dtype.F32);
            assertThat(product.code().tile().lanes()).isEqualTo(1);
            Matrix one = Matrix.of(Span.of(new float[] {3}), 1, 1);
            product.multiply(one, one, (tile, rooms) -> { }, false);
            long end = System.nanoTime() + PATIENCE;
            while (product.code().tile().lanes() == 1 && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            assertThat(product.code().tile().lanes()).isGreaterThan(1);
        }
    }

    @Test
    void usesSimdCodeAtOnceWhereNoWarmUpIsWanted() {
        Settings settings = new Settings(1, Optional.empty(), false);
        try (CpuProcessor processor = CpuProcessor.simd(Cpu.vectorBits(), settings)) {
            assertThat(processor.prepare(RandomPrograms.make(7, Dtype.F64, 1, 1, 12)).arrays().code().step()).isGreaterThan(1);
            try (Arena arena = Arena.ofConfined()) {
                MapKernel kernel = processor.prepare(RandomPrograms.make(7, Dtype.F32, 1, 1, 12));
                assertThat(runInSegments(kernel, arena)).isEqualTo(run(kernel));
                assertThat(kernel.segments().code().step()).isGreaterThan(1);
            }
        }
    }

    private static long[] run(MapKernel kernel) {
        return run(kernel, Span.of(new float[LENGTH]), Span.of(new float[LENGTH]));
    }

    private static long[] runInSegments(MapKernel kernel, Arena arena) {
        return run(kernel, Span.of(arena.allocate(4L * LENGTH), Dtype.F32), Span.of(arena.allocate(4L * LENGTH), Dtype.F32));
    }

    private static long[] run(MapKernel kernel, Span input, Span output) {
        Numbers.set(input, Numbers.random(new SplittableRandom(1), Dtype.F32, LENGTH));
        kernel.launch(new Span[] {input, output}, PARAMETERS);
        return Numbers.get(output);
    }
}
