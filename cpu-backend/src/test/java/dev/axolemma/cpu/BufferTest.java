package dev.axolemma.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Activations;
import dev.axolemma.Buffer;
import dev.axolemma.Dtype;
import dev.axolemma.Engine;
import dev.axolemma.EngineClosedException;
import dev.axolemma.OutOfDeviceMemoryException;
import dev.axolemma.Span;
import org.junit.jupiter.api.Test;

/** Buffers of an engine that computes on the host. */
class BufferTest {

    @Test
    void startsAsZerosAndKeepsWhatIsWritten() {
        try (Engine engine = Engine.open(); Buffer buffer = engine.allocate(Dtype.F32, 5)) {
            float[] numbers = {9, 9, 9, 9, 9};
            buffer.read(Span.of(numbers));
            assertThat(numbers).containsOnly(0);
            buffer.write(Span.of(new float[] {1, 2, 3, 4, 5}));
            engine.forward(Activations.square(), buffer.span(), buffer.span());
            buffer.read(Span.of(numbers));
            assertThat(numbers).containsExactly(1, 4, 9, 16, 25);
        }
    }

    @Test
    void aClosedOneIsRefusedAndMayBeClosedAgain() {
        try (Engine engine = Engine.open()) {
            Buffer buffer = engine.allocate(Dtype.F64, 3);
            buffer.close();
            buffer.close();
            assertThatIllegalArgumentException().isThrownBy(() -> buffer.read(Span.of(new double[3])))
                    .withMessageContaining("its arena or buffer must be open");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine.forward(Activations.relu(), buffer.span(), Span.of(new double[3])))
                    .withMessageContaining("input 0");
        }
    }

    @Test
    void theEngineClosesWhatIsOpen() {
        Engine engine = Engine.open();
        Buffer buffer = engine.allocate(Dtype.F32, 3);
        engine.close();
        assertThat(buffer.span().isAccessibleBy(Thread.currentThread())).isFalse();
        buffer.close();
        assertThatThrownBy(() -> buffer.read(Span.of(new float[3]))).isInstanceOf(EngineClosedException.class);
    }

    @Test
    void refusesWhatDoesNotFit() {
        try (Engine engine = Engine.open(); Buffer buffer = engine.allocate(Dtype.F32, 3)) {
            assertThatIllegalArgumentException().isThrownBy(() -> buffer.write(Span.of(new float[4])))
                    .withMessage("source has 4 elements; it must have 3");
            assertThatIllegalArgumentException().isThrownBy(() -> buffer.read(Span.of(new double[3])))
                    .withMessage("source has dtype f32; it must have f64, as the target has");
            assertThatIllegalArgumentException().isThrownBy(() -> engine.allocate(Dtype.F32, -1))
                    .withMessageContaining("length is -1");
        }
    }

    @Test
    void asksForMoreThanThereIs() {
        try (Engine engine = Engine.open()) {
            assertThatThrownBy(() -> engine.allocate(Dtype.F32, 1L << 50)).isInstanceOf(OutOfDeviceMemoryException.class)
                    .hasMessageContaining(String.valueOf(4L << 50));
            try (Buffer small = engine.allocate(Dtype.F32, 1)) {
                assertThat(small.length()).isEqualTo(1);
            }
        }
    }
}
