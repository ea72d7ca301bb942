package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.axolemma.spi.Processor;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Buffers of memory that was there before. */
class BufferTest {

    private final Engine engine = Engine.open();

    @AfterEach
    void close() {
        engine.close();
    }

    private static TestMemory memory(Engine engine, long bytes, OptionalLong address) {
        Processor processor = engine.with(owner -> owner);
        return new TestMemory(processor, bytes, address);
    }

    private TestMemory memory(long bytes) {
        return memory(engine, bytes, OptionalLong.empty());
    }

    private Span at(long address, Dtype dtype, long length) {
        return engine.buffer(memory(engine, 64, OptionalLong.of(address)), dtype, length).span();
    }

    @Test
    void closesItsMemory() {
        TestMemory memory = memory(16);
        Buffer buffer = engine.buffer(memory, Dtype.F32, 4);
        assertThat(memory.isOpen()).isTrue();
        buffer.close();
        assertThat(memory.isOpen()).isFalse();
    }

    @Test
    void memoryOfWhichThereIsNoBufferIsClosed() {
        TestMemory tooShort = memory(16);
        assertThatIllegalArgumentException().isThrownBy(() -> engine.buffer(tooShort, Dtype.F64, 3));
        assertThat(tooShort.isOpen()).isFalse();
        try (Engine other = Engine.open()) {
            TestMemory foreign = memory(other, 16, OptionalLong.empty());
            assertThatIllegalArgumentException().isThrownBy(() -> engine.buffer(foreign, Dtype.F32, 4))
                    .withMessage("memory is test memory, of another processor; it must be of this engine's");
            assertThat(foreign.isOpen()).isFalse();
        }
        TestMemory late = memory(16);
        engine.close();
        assertThatExceptionOfType(EngineClosedException.class)
                .isThrownBy(() -> engine.buffer(late, Dtype.F32, 4));
        assertThat(late.isOpen()).isFalse();
    }

    @Test
    void addressesTellWhatOverlaps() {
        Span first = at(256, Dtype.F32, 4);
        assertThat(first.overlaps(at(256, Dtype.F32, 4))).isTrue();
        assertThat(first.coincides(at(256, Dtype.F32, 4))).isTrue();
        assertThat(first.overlaps(at(268, Dtype.F32, 4))).isTrue();
        assertThat(first.coincides(at(268, Dtype.F32, 4))).isFalse();
        assertThat(first.overlaps(at(272, Dtype.F32, 4))).isFalse();
        assertThat(at(268, Dtype.F32, 4).overlaps(first)).isTrue();
        assertThat(at(272, Dtype.F32, 4).overlaps(first)).isFalse();
        assertThat(first.slice(2, 2).overlaps(at(264, Dtype.F64, 1))).isTrue();
        assertThat(first.slice(2, 2).overlaps(at(248, Dtype.F64, 2))).isFalse();
        assertThat(first.coincides(at(248, Dtype.F32, 6).slice(2, 4))).isTrue();
    }

    @Test
    void withoutAddressesNothingOverlaps() {
        Span first = engine.buffer(memory(16), Dtype.F32, 4).span();
        assertThat(first.overlaps(engine.buffer(memory(16), Dtype.F32, 4).span())).isFalse();
        assertThat(first.overlaps(at(0, Dtype.F32, 4))).isFalse();
        assertThat(first.overlaps(first.slice(1, 2))).isTrue();
        assertThat(first.coincides(first.slice(0, 4))).isTrue();
    }
}
