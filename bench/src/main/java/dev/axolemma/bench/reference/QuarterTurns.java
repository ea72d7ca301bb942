package dev.axolemma.bench.reference;

import java.math.BigInteger;

/** Reduction of an argument of any size by π/2 (Payne and Hanek): only the bits of 2/π that matter are multiplied. */
final class QuarterTurns {

    static final int LAST_EXPONENT = 1100;

    /** Bits after the point of the number of quarter turns. */
    private static final int FRACTION = 220;
    private static final int LEAST_EXPONENT = -240;
    private static final int TABLE = LAST_EXPONENT + FRACTION + 60;
    private static final BigInteger TWO_OVER_PI = Coefficients.twoOverPi(TABLE + 200);
    private static final BigInteger[] WINDOWS = new BigInteger[LAST_EXPONENT - LEAST_EXPONENT + 1];

    private QuarterTurns() {
    }

    /** 2^exponent · 2/π modulo 4 in units of 2^-FRACTION. */
    private static BigInteger window(int exponent) {
        BigInteger window = WINDOWS[exponent - LEAST_EXPONENT];
        if (window == null) {
            window = TWO_OVER_PI.shiftRight(TABLE + 200 - FRACTION - exponent)
                    .and(BigInteger.ONE.shiftLeft(FRACTION + 2).subtract(BigInteger.ONE));
            WINDOWS[exponent - LEAST_EXPONENT] = window;
        }
        return window;
    }

    /**
     * Sets {@code rest} to a·2/π − n for the nearest integer n; the error of a itself is left out.
     *
     * @return n modulo 4, perhaps plus a multiple of 4
     */
    static int reduce(Pair a, Pair rest) {
        BigInteger turns = product(a.high, a.exponent).add(product(a.low, a.exponent));
        BigInteger nearest = turns.shiftRight(FRACTION - 1).add(BigInteger.ONE).shiftRight(1);
        BigInteger fraction = turns.subtract(nearest.shiftLeft(FRACTION));
        double high = fraction.doubleValue();
        double low = high == 0 ? 0 : fraction.subtract(Ball.of(high).toInteger()).doubleValue();
        rest.set(high, low, 0x1p56, -FRACTION);
        return nearest.intValue();
    }

    private static BigInteger product(double part, long exponent) {
        int power = Math.getExponent(part) - 52;
        if (exponent + power < LEAST_EXPONENT) {
            return BigInteger.ZERO;
        }
        long integer = (long) Math.scalb(part, -power);
        return BigInteger.valueOf(integer).multiply(window((int) (exponent + power)));
    }
}
