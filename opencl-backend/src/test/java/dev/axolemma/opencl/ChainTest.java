package dev.axolemma.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Activation;
import dev.axolemma.Activations;
import dev.axolemma.Buffer;
import dev.axolemma.Chain;
import dev.axolemma.ChainOperands;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.ExactRangeSpan;
import dev.axolemma.Layers;
import dev.axolemma.Span;
import java.lang.foreign.MemorySegment;
import java.util.List;
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
}
