package dev.axolemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayersTest {

    private final float[] numbers = new float[12];

    @Test
    void cutsOneSpanIntoLayers() {
        Layers layers = Layers.of(Span.of(numbers, 2, 9), 3);
        assertThat(layers.depth()).isEqualTo(3);
        assertThat(layers.extent()).isEqualTo(3);
        assertThat(layers.dtype()).isEqualTo(Dtype.F32);
        assertThat(layers.layer(2).array()).isSameAs(numbers);
        assertThat(layers.layer(2).offset()).isEqualTo(8);
    }

    @Test
    void cutsASegmentIntoLayers() {
        try (Arena arena = Arena.ofConfined()) {
            Span all = Span.of(arena.allocate(24), Dtype.F64);
            assertThat(Layers.of(all, 3).layer(1).segment().address()).isEqualTo(all.segment().address() + 8);
        }
    }

    @Test
    void standsForOneNumberALayer() {
        Layers layers = Layers.perLayer(Span.of(numbers, 4, 3), 7);
        assertThat(layers.depth()).isEqualTo(3);
        assertThat(layers.extent()).isEqualTo(7);
        assertThat(layers.layer(1).isBroadcast()).isTrue();
        assertThat(layers.layer(1).offset()).isEqualTo(5);
    }

    @Test
    void refusesWhatHasNotTheShapeOfLayers() {
        assertThatIllegalArgumentException().isThrownBy(() -> Layers.of(Span.of(numbers), 5))
                .withMessage("span has 12 elements; for 5 layers it must have a multiple of 5");
        assertThatIllegalArgumentException().isThrownBy(() -> Layers.of(Span.of(numbers), 0))
                .withMessage("depth is 0; it must be at least 1");
        assertThatIllegalArgumentException().isThrownBy(() -> Layers.of(List.of())).withMessageContaining("depth is 0");
        assertThatIllegalArgumentException().isThrownBy(() -> Layers.of(Span.of(numbers).perChannel(1, 2), 3))
                .withMessageContaining("span is a broadcast, f32[1, 12, 2]");
    }

    @Test
    void refusesLayersThatDiffer() {
        Span first = Span.of(numbers);
        assertThatIllegalArgumentException().isThrownBy(() -> Layers.of(List.of(first, Span.of(numbers, 0, 5))))
                .withMessage("layer 1 has 5 elements; it must have 12, as layer 0 has");
        assertThatIllegalArgumentException().isThrownBy(() -> Layers.of(List.of(first, Span.of(new double[12]))))
                .withMessage("layer 1 has dtype f64; it must have f32, as layer 0 has");
        assertThatIllegalArgumentException().isThrownBy(() -> Layers.of(Arrays.asList(null, first)))
                .withMessage("layer 0 is null; it must be a span");
    }
}
