package dev.axolemma.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Activations;
import dev.axolemma.Buffer;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.EngineClosedException;
import dev.axolemma.Span;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUstream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Memory and streams of another library, on a GPU that does nothing before it must. */
class InteropTest {

    private static final int INVALID_HANDLE = 400;

    private final Engine engine = Engine.builder().backend(MachineBackend.NAME).open();
    private final SimulatedDriver driver = MachineBackend.driver(engine);
    private final CUstream stream = new CUstream();
    private final SimulatedStream others = (SimulatedStream) driver.stream(stream);

    @AfterEach
    void leavesNothing() {
        engine.close();
        assertThat(driver.given()).isEmpty();
    }

    private CUdeviceptr lend(float... numbers) {
        return pointer(driver.lend(MemorySegment.ofArray(numbers)));
    }

    private static CUdeviceptr pointer(long address) {
        return new CUdeviceptr().withByteOffset(address);
    }

    @Test
    void computesInMemoryOfOthersAndLeavesItToThem() {
        float[] numbers = {9, -1, 2, -3, 4, -5, 6, 9};
        CUdeviceptr memory = lend(numbers).withByteOffset(Float.BYTES);
        try (Buffer x = CudaInterop.wrap(engine, memory, Dtype.F32, 6); Buffer y = engine.allocate(Dtype.F32, 6)) {
            float[] read = new float[6];
            engine.forward(Activations.relu(), x.span(), y.span());
            y.read(Span.of(read));
            assertThat(read).containsExactly(0, 2, 0, 4, 0, 6);
            engine.forward(Activations.square(), x.span(), x.span());
            x.read(Span.of(read));
            assertThat(read).containsExactly(1, 4, 9, 16, 25, 36);
            x.write(Span.of(new float[6]));
        }
        engine.close();
        assertThat(numbers).containsExactly(9, 0, 0, 0, 0, 0, 0, 9);
    }

    @Test
    void theExampleIsOrderedWithTheStream() {
        float[] x = new float[3];
        float[] y = new float[3];
        float[] seen = new float[3];
        InteropExample.gelu(engine, lend(x), lend(y), 3, stream, () -> others.add(() -> Arrays.fill(x, 1)), () -> {
            others.add(() -> System.arraycopy(y, 0, seen, 0, 3));
            others.run(others.end());
        });
        float[] expected = {1, 1, 1};
        try (Engine scalar = Engine.builder().backend("scalar").open()) {
            scalar.forward(Activations.gelu(), expected, expected);
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void whatTheEngineDoesComesAfterTheStream() {
        float[] numbers = {1};
        float[] read = new float[1];
        Buffer x = CudaInterop.wrap(engine, lend(numbers), Dtype.F32, 1);
        others.add(() -> numbers[0] = 2);
        x.read(Span.of(read));
        assertThat(read).as("without an order").containsExactly(1);
        CudaInterop.orderAfter(engine, stream);
        x.read(Span.of(read));
        assertThat(read).containsExactly(2);
        others.add(() -> numbers[0] *= 2);
        CudaInterop.orderAfter(engine, stream);
        x.write(Span.of(new float[] {3}));
        assertThat(numbers).containsExactly(3);
        others.add(() -> numbers[0] = 5);
        CudaInterop.orderAfter(engine, stream);
        engine.synchronize();
        assertThat(numbers).containsExactly(5);
    }

    @Test
    void theStreamComesAfterWhatTheEngineDoes() {
        float[] numbers = {3};
        float[] seen = new float[2];
        Buffer x = CudaInterop.wrap(engine, lend(numbers), Dtype.F32, 1);
        engine.forward(Activations.square(), x.span(), x.span());
        others.add(() -> seen[0] = numbers[0]);
        CudaInterop.orderBefore(engine, stream);
        engine.forward(Activations.square(), x.span(), x.span());
        others.add(() -> seen[1] = numbers[0]);
        others.run(others.end());
        assertThat(seen).containsExactly(3, 9);
        engine.synchronize();
        assertThat(numbers).containsExactly(81);
    }

    @Test
    void aClosedBufferIsDoneWithItsMemory() {
        float[] numbers = {3};
        Buffer x = CudaInterop.wrap(engine, lend(numbers), Dtype.F32, 1);
        engine.forward(Activations.square(), x.span(), x.span());
        x.close();
        assertThat(numbers).containsExactly(9);
        x.close();
        assertThatIllegalArgumentException().isThrownBy(() -> x.read(Span.of(new float[1])))
                .withMessageContaining("its arena or buffer must be open");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.forward(Activations.square(), x.span(), x.span()))
                .withMessageContaining("input 0");
    }

    @Test
    void refusesMemoryThatDoesNotFit() {
        CUdeviceptr memory = lend(1, 2, 3);
        assertRefused(null, Dtype.F32, 1, "memory is null");
        assertRefused(new CUdeviceptr(), Dtype.F32, 1, "memory is null");
        assertRefused(Pointer.to(new float[3]), Dtype.F32, 1,
                "memory is null, or Java's; it must be memory that kernels can reach");
        assertRefused(Pointer.to(new float[3]).withByteOffset(8), Dtype.F32, 1, "memory is null, or Java's");
        assertRefused(Pointer.toBuffer(ByteBuffer.allocateDirect(32).position(16)), Dtype.F32, 1,
                "memory is null, or Java's");
        assertRefused(memory.withByteOffset(2), Dtype.F32, 1, "2; for f32 the address must be a multiple of 4");
        assertRefused(memory.withByteOffset(4), Dtype.F64, 1, "4; for f64 the address must be a multiple of 8");
        assertRefused(memory, Dtype.F32, -1, "length is -1; the memory has room for 0 to 3 from 0x");
        assertRefused(memory, Dtype.F64, Long.MAX_VALUE / 4, "length is " + Long.MAX_VALUE / 4);
        assertRefused(memory, Dtype.F32, 4,
                "length is 4; the memory has room for 0 to 3 from 0x1000000000 on");
        assertRefused(memory.withByteOffset(8), Dtype.F16, 3,
                "length is 3; the memory has room for 0 to 2 from 0x1000000008 on");
        assertRefused(pointer(0x7000), Dtype.F32, 1, "memory is at 0x7000; it must be memory that kernels can reach in"
                + " the primary context of simulated GPU");
        CudaInterop.wrap(engine, memory.withByteOffset(2), Dtype.F16, 5).close();
    }

    @Test
    void buffersOfTheSameMemoryOverlap() {
        float[] numbers = {1, -2, 3, -4, 5};
        CUdeviceptr memory = lend(numbers);
        Buffer first = CudaInterop.wrap(engine, memory, Dtype.F32, 4);
        Buffer same = CudaInterop.wrap(engine, memory, Dtype.F32, 4);
        Buffer next = CudaInterop.wrap(engine, memory.withByteOffset(Float.BYTES), Dtype.F32, 4);
        assertOverlap(() -> engine.multiply(first.span(), first.span(), same.span(), 2, 2, 2));
        assertOverlap(() -> engine.forward(Activations.square(), first.span(), next.span()));
        assertOverlap(() -> engine.forward(Activations.square(), next.span(), first.span()));
        assertThat(numbers).as("nothing is written").containsExactly(1, -2, 3, -4, 5);
        engine.forward(Activations.square(), first.span(), same.span());
        engine.forward(Activations.relu(), next.span().slice(3, 1), first.span().slice(3, 1));
        engine.synchronize();
        assertThat(numbers).containsExactly(1, 4, 9, 5, 5);
    }

    private static void assertOverlap(ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining("overlaps");
    }

    private void assertRefused(Pointer memory, Dtype dtype, long length, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> CudaInterop.wrap(engine, memory, dtype, length))
                .withMessageContaining(reason);
    }

    @Test
    void refusesAnEngineOfAnotherBackend() {
        CUdeviceptr memory = lend(1);
        try (Engine scalar = Engine.builder().backend("scalar").open()) {
            String reason = "engine computes with scalar; it must compute with cuda";
            assertThatIllegalArgumentException().isThrownBy(() -> CudaInterop.wrap(scalar, memory, Dtype.F32, 1))
                    .withMessage(reason);
            assertThatIllegalArgumentException().isThrownBy(() -> CudaInterop.orderAfter(scalar, stream))
                    .withMessage(reason);
            assertThatIllegalArgumentException().isThrownBy(() -> CudaInterop.orderBefore(scalar, stream))
                    .withMessage(reason);
        }
    }

    @Test
    void refusesNoStreamAndAClosedEngine() {
        CUdeviceptr memory = lend(1);
        assertThatNullPointerException().isThrownBy(() -> CudaInterop.orderAfter(engine, null)).withMessage("stream");
        assertThatNullPointerException().isThrownBy(() -> CudaInterop.orderBefore(engine, null)).withMessage("stream");
        engine.close();
        assertThatThrownBy(() -> CudaInterop.wrap(engine, memory, Dtype.F32, 1))
                .isInstanceOf(EngineClosedException.class);
        assertThatThrownBy(() -> CudaInterop.orderAfter(engine, stream)).isInstanceOf(EngineClosedException.class);
        assertThatThrownBy(() -> CudaInterop.orderBefore(engine, stream)).isInstanceOf(EngineClosedException.class);
    }

    /** A stream of another context, say: the driver finds out. */
    @Test
    void everyCallMayFail() {
        CUdeviceptr memory = lend(1);
        assertEveryCallMayFail(() -> CudaInterop.wrap(engine, memory, Dtype.F32, 1).close());
        assertEveryCallMayFail(() -> CudaInterop.orderAfter(engine, stream));
        assertEveryCallMayFail(() -> CudaInterop.orderBefore(engine, stream));
        float[] numbers = {2};
        engine.forward(Activations.square(), numbers, numbers);
        assertThat(numbers).containsExactly(4);
    }

    private void assertEveryCallMayFail(Runnable calls) {
        int before = driver.given().size();
        int call = 0;
        for (boolean failed = true; failed; call++) {
            driver.failAt(call, INVALID_HANDLE);
            try {
                calls.run();
            } catch (CudaException failure) {
                assertThat(failure.code()).isEqualTo(INVALID_HANDLE);
            }
            failed = driver.hasFailed();
            assertThat(driver.given()).as("left after call " + call + " failed").hasSize(before);
        }
        assertThat(call).isGreaterThan(2);
        driver.failNoMore();
    }
}
