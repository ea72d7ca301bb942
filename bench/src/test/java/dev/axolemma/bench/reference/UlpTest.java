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
    void knowsTheEndsOfEachFormat() {
        assertThat(Ulp.F16.largest()).isEqualTo(65504);
        assertThat(Ulp.F16.leastNormal()).isEqualTo(0x1p-14);
        assertThat(Ulp.F16.least()).isEqualTo(0x1p-24);
        assertThat(Ulp.BF16.largest()).isEqualTo(0x1.fep127);
        assertThat(Ulp.BF16.least()).isEqualTo(0x1p-133);
        assertThat(Ulp.F32.largest()).isEqualTo(Float.MAX_VALUE);
        assertThat(Ulp.F32.leastNormal()).isEqualTo(Float.MIN_NORMAL);
        assertThat(Ulp.F32.least()).isEqualTo(Float.MIN_VALUE);
        assertThat(Ulp.F64.largest()).isEqualTo(Double.MAX_VALUE);
        assertThat(Ulp.F64.leastNormal()).isEqualTo(Double.MIN_NORMAL);
        assertThat(Ulp.F64.least()).isEqualTo(Double.MIN_VALUE);
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
