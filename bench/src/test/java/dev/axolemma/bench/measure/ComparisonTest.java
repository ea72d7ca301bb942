package dev.axolemma.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static Measurement row(String op, String direction, String backend, int threads, double rate, int bytes) {
        return new Measurement(op, direction, backend, "cpu", "host", "f32", 100, threads, rate, rate, rate, bytes,
                "00000000");
    }

    private final Measurement backward = row("gelu", "backward", "simd", 2, 3, 12);
    private final Measurement glu = row("glu", "forward", "simd", 1, 2, 12);
    private final Measurement forward = row("gelu", "forward", "simd", 1, 6, 8);
    private final Measurement rare = row("gelu-rare", "forward", "simd", 1, 1.5, 8);
    private final Comparison comparison = new Comparison(List.of(
            row("copy", "forward", "plain", 1, 8, 8), row("copy", "forward", "plain", 2, 12, 8),
            row("triad", "backward", "plain", 1, 4, 12), row("triad", "backward", "plain", 2, 6, 12),
            row("gelu", "forward", "plain", 1, 0.5, 8), row("gelu", "backward", "plain", 1, 0.25, 12),
            backward, glu, forward, rare));

    @Test
    void bandwidthIsThatOfTheSameThreadsAndReads() {
        assertThat(comparison.shareOfBandwidth(forward)).hasValue(0.75);
        assertThat(comparison.shareOfBandwidth(glu)).hasValue(0.5);
        assertThat(comparison.shareOfBandwidth(backward)).hasValue(0.5);
    }

    @Test
    void aDeviceHasNoShareOfTheHostsBandwidth() {
        Measurement there = new Measurement("gelu", "forward", "opencl", "gpu", "device", "f32", 100, 1, 9, 9, 9, 8,
                "00000000");
        Measurement copied = row("gelu", "forward", "opencl", 1, 1, 8);
        Comparison both = new Comparison(List.of(row("copy", "forward", "plain", 1, 8, 8), there, copied, forward));
        assertThat(both.shareOfBandwidth(there)).isEmpty();
        assertThat(both.shareOfBandwidth(copied)).isEmpty();
        assertThat(both.shareOfBandwidth(forward)).hasValue(0.75);
    }

    @Test
    void speedUpIsOverOneThreadOfTheSameDirection() {
        assertThat(comparison.speedUp(forward)).hasValue(12);
        assertThat(comparison.speedUp(backward)).hasValue(12);
        assertThat(comparison.speedUp(glu)).isEmpty();
    }

    @Test
    void rareInputIsComparedWithOrdinaryInput() {
        assertThat(rare.isRare()).isTrue();
        assertThat(comparison.slowDown(rare)).hasValue(4);
        assertThat(comparison.slowDown(forward)).isEmpty();
    }
}
