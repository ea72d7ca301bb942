package dev.axolemma.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Activations;
import dev.axolemma.Axis;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Operation;
import dev.axolemma.OutOfDeviceMemoryException;
import dev.axolemma.Reduction;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.device.DeviceProcessor;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operands that take more memory than a device has are computed in portions, with the bits of the scalar backend. */
class SmallDeviceTest {

    private static final long MEMORY = 6 << 20;
    /** As many elements of either dtype as take more. */
    private static final int N = 2_000_003;
    private static final double[] NO_PARAMETERS = {};

    private SmallDevice device;
    private DeviceProcessor processor;

    @BeforeEach
    void open() {
        Engines.assumeDevice();
        ClDevice first = ClDevice.all().stream().filter(found -> found.obstacle().isEmpty()).findFirst().orElseThrow();
        device = new SmallDevice(new ClAccelerator(first, Optional.empty()), MEMORY);
        processor = new DeviceProcessor(device, new ClSkeletons(512), true);
    }

    @AfterEach
    void nothingIsLeft() {
        if (processor != null) {
            processor.close();
            assertThat(device.given()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void reductions(Dtype dtype) {
        Span x = Bits.span(Bits.ordinary(1, N), dtype);
        for (Axis channels : new Axis[] {new Axis(1, 1, N), new Axis(3, 5, 100_003), new Axis(1030, 30, 1),
            new Axis(7, 3, 4096), new Axis(2, 1, 600_064)}) {
            Span numbers = x.slice(0, channels.extent());
            Span actual = Bits.room((int) channels.length(), dtype);
            Span expected = Bits.room((int) channels.length(), dtype);
            processor.prepare(Reduction.VARIANCE, Operation.of(Activations.tanh(), Direction.FORWARD), dtype).launch(
                    new Span[] {numbers, actual.perChannel(channels.outer(), channels.inner())}, NO_PARAMETERS);
            Engines.scalar().reduce(Reduction.VARIANCE, Activations.tanh(), numbers,
                    expected.perChannel(channels.outer(), channels.inner()));
            Bits.assertEqual(actual, expected, "variance of " + channels);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void rows(Dtype dtype) {
        for (Axis axis : new Axis[] {Axis.ofRows(200_000, 10), Axis.ofRows(20, 100_000), new Axis(2, 10, 100_000)}) {
            Span x = Bits.span(Bits.ordinary(2, (int) axis.extent()), dtype);
            Span expected = Bits.room((int) axis.extent(), dtype);
            Engines.scalar().forward(Rowwise.SOFTMAX, axis, x, expected);
            processor.prepare(Rowwise.SOFTMAX, Direction.FORWARD, dtype).launch(axis, new Span[] {x, x});
            Bits.assertEqual(x, expected, "softmax in place along " + axis);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void products(Dtype dtype) {
        int m = N / 100;
        Span left = Bits.span(Bits.ordinary(3, m * 100), dtype);
        Span right = Bits.span(Bits.ordinary(4, 300), dtype);
        Span actual = Bits.room(m * 3, dtype);
        Span expected = Bits.room(m * 3, dtype);
        processor.multiply(left, right, actual, m, 100, 3);
        Engines.scalar().multiply(left, right, expected, m, 100, 3);
        Bits.assertEqual(actual, expected, m + " x 100 x 3");
    }

    @Test
    void rowsThatDoNotFit() {
        Span x = Bits.span(Bits.ordinary(5, N), Dtype.F32);
        Span y = Bits.room(N, Dtype.F32);
        assertThatThrownBy(() -> processor.prepare(Rowwise.SOFTMAX, Direction.FORWARD, Dtype.F32)
                .launch(Axis.ofRows(1, N), new Span[] {x, y})).isInstanceOf(OutOfDeviceMemoryException.class)
                .hasMessageContaining("small ");
        assertThat((float[]) y.array()).containsOnly(0);
        rows(Dtype.F32);
    }
}
