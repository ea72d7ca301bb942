package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a chain refuses never reaches a backend. */
class ChainKernelTest {

    private static final Chain CHAIN = Chain.of(List.of(Activations.elu(), Activations.tanh(), Activations.elu()));

    private final float[] z = new float[12];
    private final Span upstream = Span.of(new float[4]);
    private final Span gradient = Span.of(new float[4]);
    private final ChainOperands operands = ChainOperands.of(Layers.of(Span.of(z), 3)).gradient(gradient);
    private Engine engine;
    private ChainKernel kernel;
    private int launched;

    @BeforeEach
    void open() {
        engine = Engine.builder().backend("test").open();
        kernel = engine.prepare(CHAIN, Dtype.F32);
        launched = TestBackend.LAUNCHED.get();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void assertRefused(String message, ChainOperands given) {
        assertThatIllegalArgumentException().isThrownBy(() -> kernel.run(given)).withMessageContaining(message);
        assertThat(TestBackend.LAUNCHED.get()).isEqualTo(launched);
    }

    private void assertAccepted(ChainOperands given) {
        assertThatCode(() -> kernel.run(given)).doesNotThrowAnyException();
        assertThat(TestBackend.LAUNCHED.get()).isEqualTo(++launched);
    }

    private static Layers layers(int depth, int n) {
        return Layers.of(Span.of(new float[depth * n]), depth);
    }

    @Test
    void takesWhateverResultsAreAskedFor() {
        assertAccepted(operands);
        assertAccepted(operands.upstream(upstream).exactRange(ExactRangeSpan.of(new float[4], new int[4]))
                .layerGradients(layers(3, 4)));
        assertAccepted(ChainOperands.of(layers(3, 0)).gradient(Span.of(new float[0])));
    }

    @Test
    void needsAResult() {
        assertRefused("no result is asked for", ChainOperands.of(layers(3, 4)));
    }

    @Test
    void takesWeightsExactlyIfItIsWeighted() {
        assertRefused("weights are given; a chain of 3 layers has none", operands.weights(layers(3, 4)));
        kernel = engine.prepare(CHAIN.withWeights(), Dtype.F32);
        assertRefused("weights are absent; a chain of 3 weighted layers has them", operands);
        assertAccepted(operands.weights(layers(3, 4)));
        assertAccepted(operands.weights(Layers.perLayer(Span.of(new float[3]), 4)));
        assertRefused("weights have 2 layers; they must have 3, as the chain has", operands.weights(layers(2, 4)));
        assertRefused("weights of layer 0 has 5 elements; it must have 4", operands.weights(layers(3, 5)));
    }

    @Test
    void refusesAnotherDepth() {
        assertRefused("z have 2 layers; they must have 3, as the chain has",
                ChainOperands.of(layers(2, 4)).gradient(gradient));
        assertRefused("layer gradients have 4 layers", operands.layerGradients(layers(4, 4)));
    }

    @Test
    void refusesAnotherLength() {
        assertRefused("gradient has 5 elements; it must have 4, as z of layer 0 has",
                operands.gradient(Span.of(new float[5])));
        assertRefused("upstream gradient has 3 elements", operands.upstream(Span.of(new float[3])));
        assertRefused("significands has 3 elements", operands.exactRange(ExactRangeSpan.of(new float[3], new int[3])));
        assertThatIllegalArgumentException().isThrownBy(() -> ExactRangeSpan.of(new float[4], new int[3]))
                .withMessage("exponents have 12 bytes; for 4 elements they must have 16");
    }

    @Test
    void refusesAnotherDtype() {
        assertRefused("upstream gradient has dtype f64; this kernel computes f32",
                operands.upstream(Span.of(new double[4])));
        assertRefused("significands has dtype f64", operands.exactRange(ExactRangeSpan.of(new double[4], new int[4])));
    }

    @Test
    void keepsSignificandsUnroundedWhereTheRestIsStored() {
        kernel = engine.prepare(CHAIN, Dtype.F16);
        ChainOperands stored = ChainOperands.of(Layers.of(Span.of(new short[12], Dtype.F16), 3));
        assertAccepted(stored.gradient(Span.of(new short[4], Dtype.F16))
                .exactRange(ExactRangeSpan.of(new float[4], new int[4])));
        assertRefused("significands has dtype f16; this kernel computes f32", stored.exactRange(
                new ExactRangeSpan(Span.of(new short[4], Dtype.F16), MemorySegment.ofArray(new int[4]))));
        assertRefused("gradient has dtype bf16; this kernel computes f16",
                stored.gradient(Span.of(new short[4], Dtype.BF16)));
        assertRefused("gradient has dtype f32; this kernel computes f16", stored.gradient(gradient));
    }

    @Test
    void refusesResultsThatCannotBeWritten() {
        assertRefused("gradient is f32[1, 1, 4] of float[]; a result must be neither a broadcast nor read-only",
                operands.gradient(Span.of(new float[1]).broadcast(4)));
        assertRefused("exponents is", operands.exactRange(new ExactRangeSpan(Span.of(new float[4]),
                MemorySegment.ofArray(new int[4]).asReadOnly())));
    }

    @Test
    void writesInPlaceWhereNothingIsNeededAnyMore() {
        assertAccepted(operands.upstream(gradient));
        assertAccepted(operands.gradient(Span.of(z, 0, 4)));
        assertAccepted(operands.gradient(Span.of(z, 8, 4)));
        assertAccepted(operands.layerGradients(operands.z()));
        assertRefused("layer gradients of layer 1 overlaps z of layer 0", operands.layerGradients(
                Layers.of(List.of(Span.of(new float[4]), Span.of(z, 0, 4), Span.of(new float[4])))));
    }

    @Test
    void refusesPartialOverlap() {
        assertRefused("gradient overlaps z of layer 0", operands.gradient(Span.of(z, 1, 4)));
        float[] two = new float[8];
        assertRefused("gradient overlaps upstream gradient",
                operands.upstream(Span.of(two, 0, 4)).gradient(Span.of(two, 3, 4)));
    }

    @Test
    void refusesResultsOnOneAnother() {
        assertRefused("layer gradients of layer 0 overlaps gradient", operands.layerGradients(Layers.of(
                List.of(gradient, Span.of(new float[4]), Span.of(new float[4])))));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(16);
            assertRefused("exponents overlaps significands",
                    operands.exactRange(new ExactRangeSpan(Span.of(memory, Dtype.F32), memory)));
        }
    }

    @Test
    void refusesContainersThatAreGone() {
        MemorySegment closed;
        Span span;
        try (Arena arena = Arena.ofConfined()) {
            closed = arena.allocate(16);
            span = Span.of(closed, Dtype.F32);
        }
        assertRefused("upstream gradient is", operands.upstream(span));
        assertRefused("exponents is", operands.exactRange(new ExactRangeSpan(Span.of(new float[4]), closed)));
    }

    @Test
    void refusesUseAfterClosing() {
        engine.close();
        assertThatExceptionOfType(EngineClosedException.class).isThrownBy(() -> kernel.run(operands));
        assertThatExceptionOfType(EngineClosedException.class).isThrownBy(() -> engine.prepare(CHAIN, Dtype.F64));
        assertThat(TestBackend.LAUNCHED.get()).isEqualTo(launched);
    }

    @Test
    void preparesEachShapeOnceAndTakesParametersAtRunTime() {
        int prepared = TestBackend.PREPARED.get();
        Activation steep = Activations.elu().with("alpha", 7);
        engine.prepare(Chain.of(List.of(steep, Activations.tanh(), steep)), Dtype.F32).run(operands);
        assertThat(TestBackend.parameters).containsExactly(7);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared);
        engine.chain(CHAIN, z, null, null, new float[4]);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared);
        engine.chain(CHAIN, z, new float[3], new float[4], new float[4]);
        engine.chain(CHAIN, z, new float[12], null, new float[4]);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared + 1);
        engine.chain(CHAIN, new double[12], null, null, new double[4]);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared + 2);
    }

    @Test
    void namesTheArrayThatDoesNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> engine.chain(CHAIN, new float[11], null, null, new float[4]))
                .withMessage("z has 11 elements; it must have 12: 4, as the gradient has, for each of 3 layers");
        assertThatIllegalArgumentException().isThrownBy(() -> engine.chain(CHAIN, z, new float[4], null, new float[4]))
                .withMessageContaining("weights has 4 elements");
        assertThatIllegalArgumentException().isThrownBy(() -> engine.chain(CHAIN, z, null, new float[3], new float[4]))
                .withMessageContaining("upstream gradient has 3 elements");
    }

    @Test
    void asksForTheSlopesBelowAShareOfTheSteepest() {
        ChainOperands given = ChainOperands.of(Layers.of(Span.of(new float[5 * 2]), 5));
        List<Activation> layers = List.of(Activations.sigmoid(), Activations.tanh(), Activations.relu(),
                Activations.gelu(), Activation.of("cubed", x -> x.times(x).times(x)));
        engine.prepare(Chain.of(layers), Dtype.F32).statistics(given, 0.1);
        // That of gelu is at the square root of 2; a cube's slope has no bound.
        double[] expected = {0.025, 0.1, 0.1, 0.11289041451851548, 0};
        for (int layer = 0; layer < 5; layer++) {
            assertThat(TestBackend.parameters[layer]).isCloseTo(expected[layer], within(1e-12));
        }
    }

    @Test
    void refusesAShareThatIsNone() {
        for (double share : new double[] {-0.01, 1.01, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> kernel.statistics(operands, share))
                    .withMessage("saturated is " + share + "; it must be from 0 to 1");
        }
    }
}
