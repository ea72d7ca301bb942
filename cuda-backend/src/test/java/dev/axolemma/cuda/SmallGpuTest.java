package dev.axolemma.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Activations;
import dev.axolemma.Axis;
import dev.axolemma.Bfloat16;
import dev.axolemma.Binary16;
import dev.axolemma.Direction;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.Operation;
import dev.axolemma.OutOfDeviceMemoryException;
import dev.axolemma.Reduction;
import dev.axolemma.Rowwise;
import dev.axolemma.Span;
import dev.axolemma.device.DeviceProcessor;
import dev.axolemma.spi.Backend;
import dev.axolemma.spi.Processor;
import dev.axolemma.spi.Settings;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A GPU with less memory than its operands take computes them in portions, with the bits of the scalar backend. */
class SmallGpuTest {

    private static final long MEMORY = 3 << 19;
    private static final double[] NO_PARAMETERS = {};
    private static final Operation IDENTITY = Operation.of(Activations.identity(), Direction.FORWARD);
    /** Its slopes are a second input. */
    private static final Operation PRELU = Operation.of(Activations.prelu(), Direction.FORWARD);

    private final SimulatedDriver driver = new SimulatedDriver(MEMORY);
    private final Processor gpu = new DeviceProcessor(new CudaAccelerator(driver, 0), new PtxSkeletons(), true);
    private final Processor scalar = scalar();

    private static Processor scalar() {
        Backend scalar = Engine.backends().stream().filter(backend -> backend.name().equals("scalar")).findFirst()
                .orElseThrow();
        return scalar.open(scalar.devices().getFirst(), new Settings(1, Optional.empty(), false));
    }

    @AfterEach
    void nothingIsLeft() {
        gpu.close();
        scalar.close();
        assertThat(driver.given()).isEmpty();
    }

    private static Span numbers(int seed, int length, Dtype dtype) {
        double[] numbers = new SplittableRandom(seed).doubles(length, -2, 2).toArray();
        Span span = room(length, dtype);
        for (int i = 0; i < length; i++) {
            switch (span.array()) {
                case short[] bits -> bits[i] = dtype == Dtype.F16 ? Binary16.round((float) numbers[i])
                        : Bfloat16.round((float) numbers[i]);
                case float[] floats -> floats[i] = (float) numbers[i];
                case double[] doubles -> doubles[i] = numbers[i];
                default -> throw new AssertionError(span);
            }
        }
        return span;
    }

    private static Span room(int length, Dtype dtype) {
        return switch (dtype) {
            case F16, BF16 -> Span.of(new short[length], dtype);
            case F32 -> Span.of(new float[length]);
            case F64 -> Span.of(new double[length]);
        };
    }

    /** Computes a result on both. */
    private void check(String what, int length, Dtype dtype, BiConsumer<Processor, Span> call) {
        Span actual = room(length, dtype);
        Span expected = room(length, dtype);
        call.accept(gpu, actual);
        call.accept(scalar, expected);
        assertThat(actual.segment().toArray(ValueLayout.JAVA_BYTE)).as(what)
                .isEqualTo(expected.segment().toArray(ValueLayout.JAVA_BYTE));
    }

    private void checkReduction(Reduction reduction, Operation operation, Axis channels, Dtype dtype, Span... more) {
        Span x = numbers(1, (int) channels.extent(), dtype);
        check(reduction + " of " + channels, (int) channels.length(), dtype, (processor, result) -> {
            Span shaped = result.perChannel(channels.outer(), channels.inner());
            processor.prepare(reduction, operation, dtype).launch(
                    more.length == 0 ? new Span[] {x, shaped} : new Span[] {x, more[0], shaped}, NO_PARAMETERS);
        });
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void reductionsOfAll(Dtype dtype) {
        for (Reduction reduction : Reduction.values()) {
            for (int n : new int[] {768, 769, 1024, 1025, 3 * 1024 - 1, 3 * 1024 + 1}) {
                checkReduction(reduction, IDENTITY, new Axis(1, 1, n), dtype);
            }
        }
    }

    /** Blocks that end within a range of inner indices, with several of them, and with none. */
    @ParameterizedTest
    @EnumSource(Dtype.class)
    void reductionsOfChannels(Dtype dtype) {
        for (Axis channels : new Axis[] {new Axis(1, 3, 500), new Axis(1, 2, 1500), new Axis(1030, 2, 1),
            new Axis(10, 3, 70), new Axis(2, 2, 1024), new Axis(5, 2, 256), new Axis(5, 1, 512)}) {
            checkReduction(Reduction.VARIANCE, IDENTITY, channels, dtype);
        }
    }

    /** The slopes recur in another way than the channels do. */
    @Test
    void reductionsOfBroadcasts() {
        for (Axis channels : new Axis[] {new Axis(1, 1, 1500), new Axis(6, 5, 50), new Axis(1050, 2, 1)}) {
            Span slopes = numbers(2, 10, Dtype.F32).perChannel(channels.extent() / 30, 3);
            checkReduction(Reduction.SUM, PRELU, channels, Dtype.F32, slopes);
            checkReduction(Reduction.VARIANCE, PRELU, channels, Dtype.F32, slopes);
        }
    }

    /** As rows, as columns, and rows that are longer than a portion. */
    @ParameterizedTest
    @EnumSource(names = {"BF16", "F64"})
    void rowwiseFunctions(Dtype dtype) {
        for (Rowwise function : Rowwise.values()) {
            for (Axis axis : new Axis[] {Axis.ofRows(257, 3), new Axis(6, 5, 30), new Axis(1, 3, 300),
                new Axis(1, 800, 2)}) {
                int n = (int) axis.extent();
                Span x = numbers(1, n, dtype);
                check(function + " along " + axis, n, dtype, (processor, y) ->
                        processor.prepare(function, Direction.FORWARD, dtype).launch(axis, new Span[] {x, y}));
                Span upstream = numbers(2, n, dtype);
                check("gradient of " + function + " along " + axis, n, dtype, (processor, gradient) ->
                        processor.prepare(function, Direction.BACKWARD_FROM_OUTPUT, dtype)
                                .launch(axis, new Span[] {x, upstream, gradient}));
            }
        }
    }

    @Test
    void inPlace() {
        Axis axis = Axis.ofRows(300, 3);
        check("softmax in place", 900, Dtype.F32, (processor, y) -> {
            y.segment().copyFrom(numbers(1, 900, Dtype.F32).segment());
            processor.prepare(Rowwise.SOFTMAX, Direction.FORWARD, Dtype.F32).launch(axis, new Span[] {y, y});
        });
    }

    private void checkProduct(int m, int k, int n, Dtype dtype) {
        Span left = numbers(1, m * k, dtype);
        Span right = numbers(2, k * n, dtype);
        check(m + " x " + k + " x " + n, m * n, dtype, (processor, result) ->
                processor.multiply(left, right, result, m, k, n));
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void products(Dtype dtype) {
        int[][] sizes = {{1, 1, 1}, {33, 24, 30}, {192, 3, 4}, {193, 4, 3}, {2, 1100, 3}, {3, 2, 800}, {300, 0, 3}};
        for (int[] size : sizes) {
            checkProduct(size[0], size[1], size[2], dtype);
        }
    }

    /** What is in the GPU's memory already is not copied. */
    @Test
    void besideBuffers() {
        int n = 3000;
        var memory = gpu.allocate(n * Float.BYTES);
        Span there = Span.of(memory, Dtype.F32, 0, n);
        Span slopes = numbers(1, n, Dtype.F32);
        gpu.copy(slopes, there);
        Span x = numbers(2, n, Dtype.F32);
        for (Axis channels : new Axis[] {new Axis(1, 1, n), new Axis(1, 2, n / 2), new Axis(5, 2, n / 10)}) {
            check("sum of " + channels, (int) channels.length(), Dtype.F32, (processor, result) ->
                    processor.prepare(Reduction.SUM, PRELU, Dtype.F32).launch(new Span[] {x,
                        processor == gpu ? there : slopes, result.perChannel(channels.outer(), channels.inner())},
                            NO_PARAMETERS));
        }
        memory.close();
    }

    @Test
    void inputLongerThanMemory() {
        checkReduction(Reduction.SUM, IDENTITY, new Axis(1, 1, MEMORY / Double.BYTES + 1100), Dtype.F64);
    }

    @Test
    void inputAndOutputLongerThanMemory() {
        int n = 200 * 500;
        Span x = numbers(1, n, Dtype.F64);
        check("identity", n, Dtype.F64, (processor, y) ->
                processor.prepare(IDENTITY, Dtype.F64).launch(new Span[] {x, y}, NO_PARAMETERS));
        check("hardmax", n, Dtype.F64, (processor, y) ->
                processor.prepare(Rowwise.HARDMAX, Direction.FORWARD, Dtype.F64)
                        .launch(Axis.ofRows(200, 500), new Span[] {x, y}));
    }

    /** A row that does not fit, and a right matrix. */
    @Test
    void whatCanNotBeCut() {
        int n = (int) (MEMORY / Float.BYTES) + 4;
        Span x = numbers(1, n, Dtype.F32);
        Span y = room(n, Dtype.F32);
        assertThatThrownBy(() -> gpu.prepare(Rowwise.SOFTMAX, Direction.FORWARD, Dtype.F32)
                .launch(Axis.ofRows(1, n), new Span[] {x, y})).isInstanceOf(OutOfDeviceMemoryException.class);
        assertThatThrownBy(() -> gpu.multiply(x.slice(0, 4), x, y.slice(0, n / 4), 1, 4, n / 4))
                .isInstanceOf(OutOfDeviceMemoryException.class);
        assertThat((float[]) y.array()).containsOnly(0);
        checkReduction(Reduction.SUM, IDENTITY, new Axis(1, 1, 3000), Dtype.F32);
    }
}
