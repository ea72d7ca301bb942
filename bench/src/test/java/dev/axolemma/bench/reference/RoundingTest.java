package dev.axolemma.bench.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.axolemma.Dtype;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RoundingTest {

    private static Ball ball(BigDecimal value) {
        BigInteger scaled = value.multiply(new BigDecimal(BigInteger.TWO.pow(1300))).toBigInteger();
        return Ball.of(scaled, BigInteger.ONE, BigInteger.valueOf(-1300));
    }

    @Property
    void roundsToTheNearestDouble(@ForAll double a, @ForAll double b) {
        BigDecimal exact = new BigDecimal(a).add(new BigDecimal(b).movePointLeft(17));
        Rounding rounding = new Rounding(Dtype.F64);
        if (exact.signum() != 0) {
            assertThat(rounding.set(ball(exact))).isTrue();
            assertThat(rounding.nearest()).isEqualTo(exact.doubleValue());
            assertOffset(rounding, exact, Math.ulp(exact.doubleValue()));
        }
    }

    @Property
    void roundsToTheNearestSingle(@ForAll float a, @ForAll float b) {
        BigDecimal exact = new BigDecimal(a).add(new BigDecimal(b).movePointLeft(9));
        Rounding rounding = new Rounding(Dtype.F32);
        if (exact.signum() != 0) {
            assertThat(rounding.set(ball(exact))).isTrue();
            assertThat((float) rounding.nearest()).isEqualTo(exact.floatValue());
            assertOffset(rounding, exact, Math.ulp(exact.floatValue()));
        }
    }

    private static void assertOffset(Rounding rounding, BigDecimal exact, double unit) {
        if (Double.isFinite(unit)) {
            double offset = exact.subtract(new BigDecimal(rounding.nearest()))
                    .divide(new BigDecimal(unit), MathContext.DECIMAL64).doubleValue();
            assertThat(rounding.offset()).isCloseTo(offset, within(1e-12));
        }
    }

    @Test
    void refusesWhatIsTooWide() {
        Rounding rounding = new Rounding(Dtype.F32);
        assertThat(rounding.set(1, 0, 0x1p-33, 0)).isTrue();
        assertThat(rounding.set(1, 0, 0x1p-28, 0)).isFalse();
        assertThat(rounding.set(0, 0, 1, -200)).isTrue();
        assertThat(rounding.set(0, 0, 1, 0)).isFalse();
    }

    @Test
    void countsFromTheNextPowerOfTwoBeyondTheRange() {
        Rounding rounding = new Rounding(Dtype.F32);
        assertThat(rounding.set(1 + 0x1p-23, 0, 0, 128)).isTrue();
        assertThat(rounding.nearest()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(rounding.offset()).isEqualTo(2);
        assertThat(rounding.set(2 - 0x1p-25, 0, 0, 127)).isTrue();
        assertThat(rounding.nearest()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(rounding.offset()).isEqualTo(-0.25);
    }
}
