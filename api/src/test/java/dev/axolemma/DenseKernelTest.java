package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a dense chain and a matrix product refuse never reaches a backend. */
class DenseKernelTest {

    private static final DenseChain CHAIN = DenseChain.of(List.of(Activations.elu(), Activations.tanh()), 3, 4, 2);

    private final Span input = floats(15);
    private final List<Span> weights = List.of(floats(12), floats(8));
    private final List<Span> z = List.of(floats(20), floats(10));
    private final DenseForward forward = DenseForward.of(input, weights).preActivations(z);
    private final DenseBackward backward = DenseBackward.of(input, weights, z, floats(10));
    private Engine engine;
    private DenseKernel kernel;
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

    private static Span floats(int length) {
        return Span.of(new float[length]);
    }

    private void assertRefused(String message, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
        assertThat(TestBackend.LAUNCHED.get()).isEqualTo(launched);
    }

    private void assertAccepted(Runnable call) {
        call.run();
        assertThat(TestBackend.LAUNCHED.get()).isEqualTo(++launched);
    }

    @Test
    void takesWhateverResultsAreAskedFor() {
        assertAccepted(() -> kernel.forward(forward));
        assertAccepted(() -> kernel.forward(forward.output(floats(10))));
        assertAccepted(() -> kernel.backward(backward.inputGradient(floats(15))));
        assertAccepted(() -> kernel.backward(backward.weightGradients(List.of(floats(12), floats(8)))
                .biasGradients(List.of(floats(4), floats(2))).parameterGradients(List.of(floats(1), floats(0)))));
        assertAccepted(() -> kernel.jacobians(new DenseJacobians(weights, z, floats(30))));
        assertAccepted(() -> kernel.forward(DenseForward.of(floats(0), weights).output(floats(0))));
    }

    @Test
    void needsAResult() {
        assertRefused("no result is asked for", () -> kernel.forward(DenseForward.of(input, weights)));
        assertRefused("no result is asked for", () -> kernel.backward(backward));
    }

    @Test
    void takesBiasesExactlyIfItHasThem() {
        List<Span> biases = List.of(floats(4), floats(2));
        assertRefused("biases are given; this dense chain of widths 3, 4, 2 has none",
                () -> kernel.forward(forward.biases(biases)));
        kernel = engine.prepare(CHAIN.withBiases(), Dtype.F32);
        assertRefused("biases are absent", () -> kernel.forward(forward));
        assertAccepted(() -> kernel.forward(forward.biases(biases)));
        assertRefused("bias of layer 2 has 3 elements; it must have 2",
                () -> kernel.forward(forward.biases(List.of(floats(4), floats(3)))));
    }

    @Test
    void refusesWrongSizes() {
        assertRefused("input has 16 elements; it must have a multiple of 3, the width of a row",
                () -> kernel.forward(DenseForward.of(floats(16), weights).preActivations(z)));
        assertRefused("weights are given for 1 layers; this dense chain of widths 3, 4, 2 has 2",
                () -> kernel.forward(DenseForward.of(input, List.of(floats(12))).preActivations(z)));
        assertRefused("weights of layer 1 has 13 elements; it must have 12",
                () -> kernel.forward(DenseForward.of(input, List.of(floats(13), floats(8))).preActivations(z)));
        assertRefused("pre-activations of layer 2 has 12 elements; it must have 10",
                () -> kernel.forward(forward.preActivations(List.of(floats(20), floats(12)))));
        assertRefused("output has 9 elements; it must have 10", () -> kernel.forward(forward.output(floats(9))));
        assertRefused("upstream gradient has 9 elements; it must have 10", () -> kernel.backward(
                DenseBackward.of(input, weights, z, floats(9)).inputGradient(floats(15))));
        assertRefused("weight gradient of layer 2 has 7 elements; it must have 8",
                () -> kernel.backward(backward.weightGradients(List.of(floats(12), floats(7)))));
        assertRefused("parameter gradients of layer 2 has 1 elements; it must have 0",
                () -> kernel.backward(backward.parameterGradients(List.of(floats(1), floats(1)))));
        assertRefused("jacobians has 29 elements; it must have 30",
                () -> kernel.jacobians(new DenseJacobians(weights, z, floats(29))));
    }

    @Test
    void refusesWhatCannotBeReadOrWritten() {
        assertRefused("output has dtype f64; this kernel computes f32",
                () -> kernel.forward(forward.output(Span.of(new double[10]))));
        assertRefused("input is a broadcast", () -> kernel.forward(
                DenseForward.of(floats(1).broadcast(15), weights).preActivations(z)));
        MemorySegment readOnly = MemorySegment.ofArray(new float[10]).asReadOnly();
        assertRefused("a result must not be read-only",
                () -> kernel.forward(forward.output(Span.of(readOnly, Dtype.F32))));
        Arena arena = Arena.ofConfined();
        Span closed = Span.of(arena.allocate(40), Dtype.F32);
        arena.close();
        assertRefused("its arena or buffer must be open", () -> kernel.forward(forward.output(closed)));
    }

    @Test
    void refusesOverlap() {
        assertRefused("output overlaps pre-activations of layer 2", () -> kernel.forward(forward.output(z.get(1))));
        assertRefused("input gradient overlaps input", () -> kernel.backward(backward.inputGradient(input)));
        assertRefused("weight gradient of layer 1 overlaps weights of layer 1",
                () -> kernel.backward(backward.weightGradients(weights)));
    }

    @Test
    void refusesUseAfterClosing() {
        engine.close();
        assertThatExceptionOfType(EngineClosedException.class).isThrownBy(() -> kernel.forward(forward));
    }

    @Test
    void refusesChainsThatDoNotFitTogether() {
        assertRefused("layers is empty", () -> DenseChain.of(Activations.tanh(), 3));
        assertRefused("width 1 is 0; it must be at least 1", () -> DenseChain.of(Activations.tanh(), 3, 0));
        assertRefused("widths are 2; there must be 3", () -> DenseChain.of(CHAIN.layers(), 3, 4));
        assertRefused("layer 0 is null", () -> DenseChain.of(Arrays.asList((Activation) null), 3, 4));
    }

    @Test
    void chainsThatDifferInParametersShareAKernel() {
        int prepared = TestBackend.PREPARED.get();
        engine.prepare(DenseChain.of(List.of(Activations.elu().with("alpha", 3), Activations.tanh()), 3, 4, 2), Dtype.F32);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared);
        engine.prepare(CHAIN.withBiases(), Dtype.F32);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared + 1);
    }

    @Test
    void multipliesMatricesThatFit() {
        assertAccepted(() -> engine.multiply(floats(6), floats(12), floats(8), 2, 3, 4));
        assertRefused("m is -1; it must be at least 0",
                () -> engine.multiply(floats(6), floats(12), floats(8), -1, 3, 4));
        assertRefused("right has 11 elements; it must have 12",
                () -> engine.multiply(floats(6), floats(11), floats(8), 2, 3, 4));
        Span square = floats(4);
        assertRefused("result overlaps left", () -> engine.multiply(square, floats(4), square, 2, 2, 2));
    }
}
