package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a row-wise function refuses never reaches a backend. */
class RowwiseKernelTest {

    private static final Axis AXIS = new Axis(2, 3, 2);

    private final float[] numbers = new float[12];
    private final Span x = Span.of(numbers);
    private final Span y = Span.of(new float[12]);
    private Engine engine;
    private RowwiseKernel forward;
    private RowwiseKernel backward;
    private int launched;

    @BeforeEach
    void open() {
        engine = Engine.builder().backend("test").open();
        forward = engine.prepare(Rowwise.SOFTMAX, Direction.FORWARD, Dtype.F32);
        backward = engine.prepare(Rowwise.SOFTMAX, Direction.BACKWARD_FROM_OUTPUT, Dtype.F32);
        launched = TestBackend.LAUNCHED.get();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void assertRefused(String message, RowwiseKernel kernel, Axis axis, Span... operands) {
        assertThatIllegalArgumentException().isThrownBy(() -> kernel.run(axis, operands)).withMessageContaining(message);
        assertThat(TestBackend.LAUNCHED.get()).isEqualTo(launched);
    }

    private void assertAccepted(RowwiseKernel kernel, Span... operands) {
        assertThatCode(() -> kernel.run(AXIS, operands)).doesNotThrowAnyException();
        assertThat(TestBackend.LAUNCHED.get()).isEqualTo(++launched);
    }

    @Test
    void takesOutputsInPlace() {
        assertAccepted(forward, x, y);
        assertAccepted(forward, x, x);
        assertAccepted(backward, x, y, x);
        assertAccepted(backward, x, y, y);
    }

    @Test
    void refusesOperandsThatDoNotFit() {
        assertRefused("operands are 3; softmax forward f32 takes 2", forward, AXIS, x, y, y);
        assertRefused("operands are 2; softmax backwardFromOutput f32 takes 3", backward, AXIS, x, y);
        assertRefused("x has 12 elements; with the axis [2, 3, 1] it must have 6", forward, Axis.ofRows(2, 3), x, y);
        assertRefused("y has 11 elements; it must have 12, as x has", forward, AXIS, x, Span.of(new float[11]));
        assertRefused("gradient has dtype f64", backward, AXIS, x, y, Span.of(new double[12]));
        assertRefused("y overlaps x; an output may be exactly an input", forward, Axis.ofRows(1, 8),
                Span.of(numbers, 0, 8), Span.of(numbers, 1, 8));
        assertRefused("gradient is f32[1, 1, 12] of float[]; an output must be neither", backward, AXIS, x, y,
                Span.of(new float[1]).broadcast(12));
    }

    @Test
    void refusesOtherDirections() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine.prepare(Rowwise.HARDMAX, Direction.DERIVATIVE, Dtype.F32))
                .withMessage("direction is derivative; that of hardmax must be forward or backwardFromOutput");
    }

    @Test
    void preparesEachOnce() {
        int prepared = TestBackend.PREPARED.get();
        engine.forward(Rowwise.SOFTMAX, AXIS, x, y);
        engine.backwardFromOutput(Rowwise.SOFTMAX, AXIS, x, y, y);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared);
        engine.forward(Rowwise.LOG_SOFTMAX, AXIS, x, y);
        assertThat(TestBackend.PREPARED.get()).isEqualTo(prepared + 1);
    }

    @Test
    void refusesUseAfterClosing() {
        engine.close();
        assertThatExceptionOfType(EngineClosedException.class).isThrownBy(() -> forward.run(AXIS, x, y));
        assertThatExceptionOfType(EngineClosedException.class)
                .isThrownBy(() -> engine.prepare(Rowwise.HARDMAX, Direction.FORWARD, Dtype.F64));
    }
}
