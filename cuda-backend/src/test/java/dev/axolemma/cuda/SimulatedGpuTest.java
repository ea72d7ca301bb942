package dev.axolemma.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Activations;
import dev.axolemma.Axis;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Layers;
import dev.axolemma.Operation;
import dev.axolemma.OutOfDeviceMemoryException;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.device.DeviceProcessor;
import dev.axolemma.spi.Backend;
import dev.axolemma.spi.Memory;
import dev.axolemma.spi.Processor;
import dev.axolemma.spi.Settings;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of failures, on a GPU that is simulated: each is told, and nothing is left. */
class SimulatedGpuTest {

    private static final double[] NO_PARAMETERS = {};
    private static final int LAUNCH_OUT_OF_RESOURCES = 701;
    private static final int LAUNCH_FAILED = 719;

    private static DeviceProcessor open(SimulatedDriver driver) {
        return new DeviceProcessor(new CudaAccelerator(driver, 0), new PtxSkeletons(), true);
    }

    /** On the processor whose bits are right. */
    private static Processor scalar() {
        Backend scalar = Engine.backends().stream().filter(backend -> backend.name().equals("scalar")).findFirst()
                .orElseThrow();
        return scalar.open(scalar.devices().getFirst(), new Settings(1, Optional.empty(), false));
    }

    /** A few calls, through buffers and without. */
    private static float[] scenario(Processor processor) {
        float[] numbers = {-2, -1, 0, 1, 2};
        Span x = Span.of(numbers);
        processor.prepare(Operation.of(Activations.sigmoid(), Direction.BACKWARD), Dtype.F32)
                .launch(new Span[] {x, x, x}, NO_PARAMETERS);
        Memory memory = processor.allocate(x.segment().byteSize());
        try {
            Span buffer = memory.host().map(segment -> Span.of(segment, Dtype.F32))
                    .orElseGet(() -> Span.of(memory, Dtype.F32, 0, numbers.length));
            processor.copy(x, buffer);
            processor.prepare(Rowwise.SOFTMAX, Direction.FORWARD, Dtype.F32)
                    .launch(Axis.ofRows(1, numbers.length), new Span[] {buffer, buffer});
            processor.copy(buffer, x);
        } finally {
            memory.close();
        }
        processor.prepare(Chain.of(2, Activations.tanh()), Dtype.F32).launch(
                ChainOperands.of(Layers.of(x.slice(0, 4), 2)).gradient(x.slice(0, 2)), new double[2][0]);
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {CudaException.OUT_OF_MEMORY, LAUNCH_OUT_OF_RESOURCES, LAUNCH_FAILED})
    void everyCallMayFail(int code) {
        float[] expected = scenario(scalar());
        int call = 0;
        for (boolean failed = true; failed; call++) {
            SimulatedDriver driver = new SimulatedDriver();
            driver.failAt(call, code);
            failed = fails(driver, code, expected);
            assertThat(driver.given()).as("left after call " + call + " failed").isEmpty();
        }
        assertThat(call).isGreaterThan(100);
    }

    /** Whether the call that was to fail was made at all; where memory was lacking, it may have been found elsewhere. */
    private static boolean fails(SimulatedDriver driver, int code, float[] expected) {
        DeviceProcessor processor;
        try {
            processor = open(driver);
        } catch (CudaException failure) {
            assertThat(failure).hasMessageContaining("CUDA_ERROR_SIMULATED").extracting(CudaException::code).isEqualTo(code);
            return true;
        }
        try (processor) {
            try {
                assertThat(scenario(processor)).isEqualTo(expected);
            } catch (CudaException failure) {
                assertThat(failure.code()).isEqualTo(code);
            } catch (OutOfDeviceMemoryException full) {
                assertThat(code).isEqualTo(CudaException.OUT_OF_MEMORY);
                assertThat(full).hasMessageContaining("simulated GPU has no room for");
            }
            if (driver.hasFailed() && code != LAUNCH_FAILED) {
                assertThat(scenario(processor)).as("after a failure").isEqualTo(expected);
            }
            return driver.hasFailed();
        }
    }

    @Test
    void asksForMoreMemoryThanThereIs() {
        SimulatedDriver driver = new SimulatedDriver();
        try (Processor gpu = open(driver)) {
            assertThatThrownBy(() -> gpu.allocate(1L << 30)).isInstanceOf(OutOfDeviceMemoryException.class)
                    .hasMessageContaining(String.valueOf(1L << 30));
            assertThat(scenario(gpu)).isEqualTo(scenario(scalar()));
        }
        assertThat(driver.given()).isEmpty();
    }

    @Test
    void withoutADriver() {
        assertThat(Cuda.obstacle("libnosuchcuda.so.1")).get().asString().contains("there is no NVIDIA driver");
    }
}
