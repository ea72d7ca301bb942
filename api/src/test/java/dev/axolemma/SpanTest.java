package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanTest {

    @Test
    void seesPartOfAnArray() {
        double[] array = {1, 2, 3, 4};
        Span span = Span.of(array, 1, 2);

        assertThat(span.dtype()).isEqualTo(Dtype.F64);
        assertThat(span.length()).isEqualTo(2);
        assertThat(span.extent()).isEqualTo(2);
        assertThat(span.array()).isSameAs(array);
        assertThat(span.offset()).isEqualTo(1);
        assertThat(span.segment().toArray(ValueLayout.JAVA_DOUBLE)).containsExactly(2, 3);
    }

    @Test
    void seesTheArrayBehindAHeapSegment() {
        float[] array = new float[8];
        Span span = Span.of(MemorySegment.ofArray(array).asSlice(8), Dtype.F32, 1, 3);

        assertThat(span.array()).isSameAs(array);
        assertThat(span.offset()).isEqualTo(3);
        assertThat(span.length()).isEqualTo(3);
    }

    @Test
    void seesBitPatternsInArraysAndSegments() {
        short[] array = new short[8];
        for (Dtype dtype : List.of(Dtype.F16, Dtype.BF16)) {
            Span span = Span.of(array, dtype, 3, 4);
            assertThat(span.dtype()).isEqualTo(dtype);
            assertThat(span.array()).isSameAs(array);
            assertThat(span.offset()).isEqualTo(3);
            assertThat(span.segment().byteSize()).isEqualTo(8);
            assertThat(span).hasToString(dtype.label() + "[4] of short[]");
            Span ofSegment = Span.of(MemorySegment.ofArray(array).asSlice(2), dtype, 1, 3);
            assertThat(ofSegment.array()).isSameAs(array);
            assertThat(ofSegment.offset()).isEqualTo(2);
            assertThat(Span.of(MemorySegment.ofArray(new byte[9]).asSlice(1), dtype).length()).isEqualTo(4);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Span.of(array, Dtype.F32))
                .withMessage("dtype is f32; in a short[] it must be f16 or bf16");
        assertThatIllegalArgumentException().isThrownBy(() -> Span.of(array, Dtype.F16, 5, 4))
                .withMessage("offset is 5 and length 4; the container has 8 elements");
        assertThat(Span.of(MemorySegment.ofArray(new char[4]), Dtype.BF16).array()).isNull();
    }

    @Test
    void seesSegmentsThatNoArrayOfItsTypeHolds() {
        assertThat(Span.of(MemorySegment.ofArray(new byte[16]), Dtype.F32).array()).isNull();
        assertThat(Span.of(MemorySegment.ofArray(new float[4]), Dtype.F64).array()).isNull();
        assertThat(Span.of(MemorySegment.ofArray(new float[4]).asReadOnly(), Dtype.F32).array()).isNull();
    }

    @Test
    @SuppressWarnings("restricted")
    void seesMoreThanAnArrayCanHold() {
        try (Arena arena = Arena.ofConfined()) {
            // Reserved, never touched.
            MemorySegment segment = arena.allocate(1).reinterpret(3L << 32);
            Span span = Span.of(segment, Dtype.F32, (1L << 31) + 1, 1L << 29);
            assertThat(span.length()).isEqualTo(1L << 29);
            assertThat(span.segment().address()).isEqualTo(segment.address() + 4 * ((1L << 31) + 1));
        }
    }

    @Test
    void refusesRangesThatTheContainerDoesNotHave() {
        assertThatIllegalArgumentException().isThrownBy(() -> Span.of(new float[4], 3, 2))
                .withMessage("offset is 3 and length 2; the container has 4 elements");
        assertThatIllegalArgumentException().isThrownBy(() -> Span.of(new float[4], -1, 2))
                .withMessage("offset is -1; it must be at least 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Span.of(new double[4], 5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Span.of(new double[4], 1, Integer.MAX_VALUE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Span.of(MemorySegment.ofArray(new float[4]), Dtype.F32, Long.MAX_VALUE, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Span.of(MemorySegment.ofArray(new byte[7]), Dtype.F32))
                .withMessageContaining("7 bytes").withMessageContaining("a multiple of 4");
    }

    @Test
    void standsForChannels() {
        Span span = Span.of(new float[5]).perChannel(2, 3);

        assertThat(span.extent()).isEqualTo(30);
        assertThat(span.length()).isEqualTo(5);
        assertThat(span.isBroadcast()).isTrue();
        assertThat(span.isReadOnly()).isTrue();
        assertThat(Span.of(new float[1]).broadcast(7).extent()).isEqualTo(7);
    }

    @Test
    void refusesBroadcastsThatMeanNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Span.of(new float[2]).broadcast(7))
                .withMessage("span has 2 numbers; to be broadcast it must have 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Span.of(new float[2]).perChannel(-1, 7))
                .withMessageContaining("outer is -1");
        assertThatIllegalArgumentException().isThrownBy(() -> Span.of(new float[2]).perChannel(2, 1).perChannel(1, 2))
                .withMessageContaining("already a broadcast");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Span.of(new float[2]).perChannel(Long.MAX_VALUE, 7))
                .withMessageContaining("below 2^63");
    }
}
