package dev.axolemma.bench.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UlpTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    void countsUnitsOfTheNearestNumber() {
        assertThat(Ulp.F32.error(1 + 0x1p-22, 1, 0)).isEqualTo(2);
        assertThat(Ulp.F64.error(1 + 0x1p-51, 1, 0.25)).isEqualTo(1.75);
        assertThat(Ulp.F32.error(1, 1, -0.5)).isEqualTo(0.5);
        assertThat(Ulp.F32.error(-1, 1, 0)).isEqualTo(0x1p24);
    }

    @Test
    void subnormalNumbersShareOneUnit() {
        assertThat(Ulp.F32.error(Float.MIN_VALUE, 0, 0.25)).isEqualTo(0.75);
        assertThat(Ulp.F64.error(3 * Double.MIN_VALUE, Double.MIN_VALUE, 0)).isEqualTo(2);
        assertThat(Ulp.F64.error(0, Double.MIN_NORMAL, 0)).isEqualTo(0x1p52);
    }

    @Test
    void infinityIsRightWhereTheExactValueRoundsToIt() {
        assertThat(Ulp.F32.error(INFINITY, INFINITY, 0x1p60)).isZero();
        assertThat(Ulp.F32.error(-INFINITY, INFINITY, 0)).isEqualTo(0x1p25);
    }

    @Test
    void infinityCountsAsTheNextPowerOfTwo() {
        assertThat(Ulp.F32.error(INFINITY, Float.MAX_VALUE, 0.25)).isEqualTo(0.75);
        assertThat(Ulp.F64.error(INFINITY, Double.MAX_VALUE, 0)).isEqualTo(1);
        assertThat(Ulp.F32.error(Float.MAX_VALUE, INFINITY, -0.25)).isEqualTo(0.75);
    }

    @Test
    void nanIsRightOnlyForNan() {
        assertThat(Ulp.F32.error(Double.NaN, Double.NaN, 0)).isZero();
        assertThat(Ulp.F32.error(Double.NaN, 1, 0)).isEqualTo(INFINITY);
        assertThat(Ulp.F32.error(1, Double.NaN, 0)).isEqualTo(INFINITY);
        assertThat(Ulp.F32.error(1, Double.NaN, Double.NaN)).isNaN();
    }
}
