package dev.axolemma.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import dev.axolemma.bench.Numbers;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ChecksumTest {

    private static String of(Dtype dtype, double... values) {
        return Checksum.of(List.of(Numbers.of(dtype, values)));
    }

    @Test
    void isCrc32c() {
        // The little-endian bits of these four floats are the bytes 0 to 15.
        assertThat(Checksum.of(List.of(Numbers.of(Dtype.F32, Float.intBitsToFloat(0x03020100),
                Float.intBitsToFloat(0x07060504), Float.intBitsToFloat(0x0b0a0908),
                Float.intBitsToFloat(0x0f0e0d0c))))).isEqualTo("d9c908eb");
    }

    @Test
    void seesEveryBitButThoseOfNan() {
        assertThat(of(Dtype.F64, 0.0)).isNotEqualTo(of(Dtype.F64, -0.0));
        assertThat(of(Dtype.F32, Double.NaN)).isEqualTo(of(Dtype.F32, Float.intBitsToFloat(0xffc00001)));
    }

    @Test
    void coversLongResults() {
        double[] values = DoubleStream.iterate(0, v -> v + 1).limit(5000).toArray();
        String before = of(Dtype.F64, values);
        values[4999]++;
        assertThat(of(Dtype.F64, values)).isNotEqualTo(before);
    }
}
