package dev.axolemma.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Buffer;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.ExactRangeSpan;
import dev.axolemma.Layers;
import dev.axolemma.Parameter;
import dev.axolemma.Span;
import dev.axolemma.device.Accelerator;
import dev.axolemma.device.DeviceProcessor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Chains return the bits of the scalar backend. */
class ChainTest {

    /** Enough for two normalisations on the way. */
    private static final int DEPTH = 19;
    private static final List<Activation> MIXED = List.of(Activations.tanh(), Activations.elu().with("alpha", 0.25),
            Activations.sigmoid(), Activations.elu().with("alpha", 3), Activations.relu());

    private record Results(Span gradient, Span significands, int[] exponents, Span layerGradients) {

        static Results room(int n, Dtype dtype) {
            return new Results(Bits.room(n, dtype), Bits.room(n, dtype.arithmetic()), new int[n], Bits.room(n * DEPTH, dtype));
        }

        ChainOperands asked(ChainOperands operands) {
            return operands.gradient(gradient)
                    .exactRange(new ExactRangeSpan(significands, MemorySegment.ofArray(exponents)))
                    .layerGradients(Layers.of(layerGradients, DEPTH));
        }

        void check(Results expected, String what) {
            Bits.assertEqual(gradient, expected.gradient, what);
            Bits.assertEqual(significands, expected.significands, what);
            assertThat(exponents).as(what).containsExactly(expected.exponents);
            Bits.assertEqual(layerGradients, expected.layerGradients, what);
        }
    }

    private static Chain mixed() {
        return Chain.of(IntStream.range(0, DEPTH).mapToObj(i -> MIXED.get(i % MIXED.size())).toList());
    }

    private static void check(Chain chain, Dtype dtype, ChainOperands operands, int n, String what) {
        Results actual = Results.room(n, dtype);
        Results expected = Results.room(n, dtype);
        Engines.opencl().chain(chain, actual.asked(operands));
        Engines.scalar().chain(chain, expected.asked(operands));
        actual.check(expected, what);
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void allResults(Dtype dtype) {
        for (int n : new int[] {1, 15, 16, 17, 1000}) {
            ChainOperands z = ChainOperands.of(Layers.of(Bits.span(Bits.numbers(n, n * DEPTH), dtype), DEPTH));
            check(Chain.of(DEPTH, Activations.sigmoid()), dtype, z, n, "sigmoid of " + n);
            check(mixed(), dtype, z.upstream(Bits.span(Bits.numbers(1, n), dtype)), n, "mixed of " + n);
        }
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void weights(Dtype dtype) {
        int n = 333;
        Chain chain = mixed().withWeights();
        ChainOperands z = ChainOperands.of(Layers.of(Bits.span(Bits.numbers(n, n * DEPTH), dtype), DEPTH));
        check(chain, dtype, z.weights(Layers.of(Bits.span(Bits.numbers(2, n * DEPTH), dtype), DEPTH)), n, "full");
        check(chain, dtype, z.weights(Layers.perLayer(Bits.span(Bits.ordinary(2, DEPTH), dtype), n)), n, "per layer");
    }

    @Test
    void noElementsAtAll() {
        float[] nothing = {};
        Engines.opencl().chain(mixed(), nothing, new float[DEPTH], null, nothing);
        Engines.opencl().chain(mixed(), nothing, null, nothing, nothing);
        assertThat(nothing).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Dtype.class)
    void statistics(Dtype dtype) {
        int n = 5000;
        ChainOperands operands = ChainOperands.of(Layers.of(Bits.span(Bits.ordinary(n, n * DEPTH), dtype), DEPTH))
                .upstream(Bits.span(Bits.ordinary(1, n), dtype));
        assertThat(Engines.opencl().prepare(mixed(), dtype).statistics(operands))
                .isEqualTo(Engines.scalar().prepare(mixed(), dtype).statistics(operands));
    }

    /** Longer than a portion, and where the operands are buffers. */
    @ParameterizedTest
    @EnumSource(Dtype.class)
    void longOnesAndBuffers(Dtype dtype) {
        int n = 500_000;
        Chain chain = Chain.of(DEPTH, Activations.tanh());
        Span z = Bits.span(Bits.ordinary(n, n * DEPTH), dtype);
        Span actual = Bits.room(n, dtype);
        Span expected = Bits.room(n, dtype);
        ChainOperands operands = ChainOperands.of(Layers.of(z, DEPTH));
        Engine engine = Engines.opencl();
        Engines.scalar().chain(chain, operands.gradient(expected));
        engine.chain(chain, operands.gradient(actual));
        Bits.assertEqual(actual, expected, "long");
        try (Buffer there = engine.allocate(dtype, z.length()); Buffer gradient = engine.allocate(dtype, n)) {
            there.write(z);
            engine.chain(chain, ChainOperands.of(Layers.of(there.span(), DEPTH)).gradient(gradient.span()));
            gradient.read(actual);
            Bits.assertEqual(actual, expected, "in buffers");
        }
    }

    /** Where the device sees the host's memory nothing is copied but what the layers are. */
    @ParameterizedTest
    @EnumSource(names = {"F32", "F64"})
    void nativeMemory(Dtype dtype) {
        int n = 1000;
        Chain chain = mixed().withWeights();
        Span z = Bits.span(Bits.numbers(1, n * DEPTH), dtype);
        Span weights = Bits.span(Bits.numbers(2, n * DEPTH), dtype);
        Span gradient = Bits.span(Bits.numbers(3, n), dtype);
        Span layerGradients = Bits.room(n * DEPTH, dtype);
        AtomicLong copied = new AtomicLong();
        try (DeviceProcessor processor = new DeviceProcessor(counting(copied), new ClSkeletons(512), true);
                Arena arena = Arena.ofConfined()) {
            Span thereGradient = there(gradient, arena);
            Span thereLayers = there(layerGradients, arena);
            processor.prepare(chain, dtype).launch(
                    inPlace(there(z, arena), there(weights, arena), thereGradient, thereLayers), parameters(chain));
            Engines.scalar().chain(chain, inPlace(z, weights, gradient, layerGradients));
            Bits.assertEqual(here(thereGradient), gradient, "gradient");
            Bits.assertEqual(here(thereLayers), layerGradients, "gradients of the layers");
        }
        assertThat(copied).hasValueLessThan(n);
    }

    /** The gradient replaces the upstream gradient. */
    private static ChainOperands inPlace(Span z, Span weights, Span gradient, Span layerGradients) {
        return ChainOperands.of(Layers.of(z, DEPTH)).weights(Layers.of(weights, DEPTH)).upstream(gradient)
                .gradient(gradient).layerGradients(Layers.of(layerGradients, DEPTH));
    }

    private static double[][] parameters(Chain chain) {
        return chain.layers().stream().map(layer -> layer.parameters().stream().mapToDouble(Parameter::value).toArray())
                .toArray(double[][]::new);
    }

    /** A copy in native memory. */
    private static Span there(Span numbers, Arena arena) {
        MemorySegment from = numbers.segment();
        return Span.of(arena.allocate(from.byteSize(), Long.BYTES).copyFrom(from), numbers.dtype());
    }

    /** A copy in an array. */
    private static Span here(Span numbers) {
        Span copy = Bits.room((int) numbers.length(), numbers.dtype());
        copy.segment().copyFrom(numbers.segment());
        return copy;
    }

    /** A device that counts how many bytes are copied. */
    private static Accelerator counting(AtomicLong copied) {
        Engines.assumeDevice();
        ClDevice device = ClDevice.all().stream().filter(found -> found.obstacle().isEmpty()).findFirst().orElseThrow();
        assumeTrue(device.isUnified(), "the device has memory of its own");
        ClAccelerator accelerator = new ClAccelerator(device, Optional.empty());
        return (Accelerator) Proxy.newProxyInstance(Accelerator.class.getClassLoader(),
                new Class<?>[] {Accelerator.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "upload" -> copied.addAndGet(((MemorySegment) arguments[0]).byteSize());
                        case "download" -> copied.addAndGet(((MemorySegment) arguments[2]).byteSize());
                        default -> { }
                    }
                    return method.invoke(accelerator, arguments);
                });
    }
}
