package dev.axolemma.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.axolemma.Dtype;
import dev.axolemma.bench.reference.Ulp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BitsTest {

    /** What lies next to the middle of two numbers, as a float would not tell from it. */
    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void roundsDoublesOnce(Dtype dtype) {
        long infinity = Bits.of(Double.POSITIVE_INFINITY, dtype);
        for (long pattern = 0; pattern < infinity; pattern++) {
            double below = Bits.number(pattern, dtype);
            double above = pattern + 1 < infinity ? Bits.number(pattern + 1, dtype)
                    : Math.scalb(1.0, Ulp.of(dtype).maxExponent() + 1);
            double middle = (below + above) / 2;
            checkBits(middle, pattern + (pattern & 1), dtype);
            checkBits(Math.nextUp(middle), pattern + 1, dtype);
            checkBits(Math.nextDown(middle), pattern, dtype);
            checkBits(Math.nextUp(below), pattern, dtype);
        }
    }

    private static void checkBits(double value, long pattern, Dtype dtype) {
        if (Bits.of(value, dtype) != pattern) {
            assertThat(Bits.of(value, dtype)).as("%a", value).isEqualTo(pattern);
        }
        long negative = 1L << 15 | pattern;
        if (Bits.of(-value, dtype) != negative) {
            assertThat(Bits.of(-value, dtype)).as("-%a", value).isEqualTo(negative);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areUnsignedAndThoseOfNanCanonical(Dtype dtype) {
        assertThat(Bits.number(Bits.of(-1.5, dtype), dtype)).isEqualTo(-1.5);
        assertThat(Bits.of(-Double.NaN, dtype)).isEqualTo(Bits.of(Double.NaN, dtype)).isPositive();
        if (dtype != Dtype.F64) {
            assertThat(Bits.of(-1.5, dtype)).isPositive().isLessThan(1L << 8 * dtype.bytes());
        }
    }
}
