package dev.axolemma.bench.reference;

import java.math.BigInteger;
import java.util.function.IntFunction;

/** π and log 2 to any precision, kept from one use to the next. Safe to share between threads. */
final class BigConstants {

    /** More bits than the roundings of a series spoil. */
    private static final int GUARD = 32;

    private static volatile Cached pi = new Cached(BigInteger.ZERO, 0);
    private static volatile Cached log2 = new Cached(BigInteger.ZERO, 0);

    private record Cached(BigInteger value, int bits) {

        /** These bits, or more where more are wanted. */
        Cached atLeast(int wanted, IntFunction<BigInteger> series) {
            int enough = wanted + wanted / 2;
            return bits >= wanted ? this : new Cached(series.apply(enough + GUARD).shiftRight(GUARD), enough);
        }

        /** The first {@code wanted} bits after the point, less than two units off. */
        Ball ball(int wanted) {
            return Ball.of(value.shiftRight(bits - wanted), BigInteger.TWO, BigInteger.valueOf(-wanted));
        }
    }

    private BigConstants() {
    }

    static Ball pi(int bits) {
        Cached cached = pi.atLeast(bits, BigConstants::machin);
        pi = cached;
        return cached.ball(bits);
    }

    static Ball log2(int bits) {
        Cached cached = log2.atLeast(bits, BigConstants::logarithm);
        log2 = cached;
        return cached.ball(bits);
    }

    /** π = 16·arctan(1/5) − 4·arctan(1/239) (Machin 1706), in units of 2^−bits. */
    private static BigInteger machin(int bits) {
        return inverseSeries(5, -1, bits).shiftLeft(4).subtract(inverseSeries(239, -1, bits).shiftLeft(2));
    }

    /** log 2 = 18·artanh(1/26) − 2·artanh(1/4801) + 8·artanh(1/8749), in units of 2^−bits. */
    private static BigInteger logarithm(int bits) {
        return inverseSeries(26, 1, bits).multiply(BigInteger.valueOf(18))
                .subtract(inverseSeries(4801, 1, bits).shiftLeft(1))
                .add(inverseSeries(8749, 1, bits).shiftLeft(3));
    }

    /** Σ sign^k / ((2k+1)·n^(2k+1)): artanh(1/n), or arctan for sign −1; off by less than one unit a term. */
    private static BigInteger inverseSeries(int n, int sign, int bits) {
        BigInteger square = BigInteger.valueOf((long) n * n);
        BigInteger power = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(n));
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; power.signum() != 0; k++) {
            BigInteger term = power.divide(BigInteger.valueOf(2L * k + 1));
            sum = sign < 0 && k % 2 == 1 ? sum.subtract(term) : sum.add(term);
            power = power.divide(square);
        }
        return sum;
    }
}
