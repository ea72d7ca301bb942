package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a reduction refuses never reaches a backend. */
class ReductionKernelTest {

    private static final Operation BACKWARD = Operation.of(Activations.elu(), Direction.BACKWARD);

    private final float[] numbers = new float[12];
    private final Span x = Span.of(numbers);
    private final Span upstream = Span.of(new float[12]);
    private final Span result = Span.of(new float[3]).perChannel(2, 2);
    private Engine engine;
    private ReductionKernel kernel;
    private int launched;

    @BeforeEach
    void open() {
        engine = Engine.builder().backend("test").open();
        kernel = engine.prepare(Reduction.SUM, BACKWARD, Dtype.F32);
        launched = TestBackend.LAUNCHED.get();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void assertRefused(String message, Span... operands) {
        assertThatIllegalArgumentException().isThrownBy(() -> kernel.run(operands)).withMessageContaining(message);
        assertThat(TestBackend.LAUNCHED.get()).isEqualTo(launched);
    }

    private void assertAccepted(Span... operands) {
        assertThatCode(() -> kernel.run(operands)).doesNotThrowAnyException();
        assertThat(TestBackend.LAUNCHED.get()).isEqualTo(++launched);
    }

    @Test
    void takesAResultForAllOrPerChannel() {
        assertAccepted(x, upstream, result);
        assertAccepted(x, upstream, Span.of(new float[1]).broadcast(12));
        assertAccepted(x, Span.of(new float[1]).broadcast(12), Span.of(new float[12]));
    }

    @Test
    void refusesOperandsThatDoNotFit() {
        assertRefused("operands are 2; the sum of elu backward f32 takes 3", x, result);
        assertRefused("upstream gradient is null", x, null, result);
        assertRefused("upstream gradient has 11 elements; it must have 12", x, Span.of(numbers, 0, 11), result);
        assertRefused("result has 3 elements; it must have 12", x, upstream, Span.of(new float[3]));
        assertRefused("result has dtype f64", x, upstream, Span.of(new double[1]).broadcast(12));
        assertRefused("result overlaps input 0", x, upstream, Span.of(numbers, 4, 1).broadcast(12));
        assertRefused("result overlaps upstream gradient", x, upstream, upstream);
        assertRefused("result is f32[1, 1, 12] of", x, upstream,
                Span.of(MemorySegment.ofArray(new float[1]).asReadOnly(), Dtype.F32).broadcast(12));
    }

    @Test
    void refusesContainersThatAreGone() {
        Span closed;
        try (Arena arena = Arena.ofConfined()) {
            closed = Span.of(arena.allocate(4), Dtype.F32).broadcast(12);
        }
        assertRefused("result is", x, upstream, closed);
    }

    @Test
    void needsAnElementToTakeTheExtremeOf() {
        Span none = Span.of(new float[0]);
        Span ofNone = Span.of(new float[1]).broadcast(0);
        for (Reduction reduction : Reduction.values()) {
            kernel = engine.prepare(reduction, BACKWARD, Dtype.F32);
            if (reduction == Reduction.MINIMUM || reduction == Reduction.MAXIMUM) {
                assertRefused("of no elements; a " + reduction.label() + " needs at least 1", none, none, ofNone);
                assertAccepted(none, none, Span.of(new float[0]));
            } else {
                assertAccepted(none, none, ofNone);
            }
        }
    }

    @Test
    void refusesOperationsOfSeveralOutputs() {
        assertThatIllegalArgumentException().isThrownBy(() -> engine.prepare(Reduction.SUM,
                Operation.of(Activations.elu(), Direction.FORWARD_WITH_DERIVATIVE), Dtype.F32))
                .withMessage("operation elu forwardWithDerivative has 2 outputs; that of a reduction has 1");
    }

    @Test
    void preparesEachShapeOnceAndTakesParametersAtRunTime() {
        int prepared = TestBackend.PREPARED.get();
        engine.prepare(Reduction.SUM, BACKWARD, Dtype.F32).with("alpha", 7).run(x, upstream, result);
        assertThat(TestBackend.parameters).containsExactly(7);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared);
        engine.prepare(Reduction.MEAN, BACKWARD, Dtype.F32);
        engine.prepare(BACKWARD, Dtype.F32);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared + 2);
        engine.reduce(Reduction.SUM, numbers);
        engine.reduce(Reduction.SUM, new double[3]);
        engine.reduce(Reduction.SUM, Activations.elu(), x, result);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared + 5);
        engine.reduce(Reduction.SUM, Activations.elu().with("alpha", 2), numbers);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared + 5);
    }

    @Test
    void refusesUseAfterClosing() {
        engine.close();
        assertThatExceptionOfType(EngineClosedException.class).isThrownBy(() -> kernel.run(x, upstream, result));
        assertThatExceptionOfType(EngineClosedException.class)
                .isThrownBy(() -> engine.prepare(Reduction.SUM, BACKWARD, Dtype.F64));
    }
}
