package dev.axolemma.bench.reference;

import java.math.BigInteger;

/**
 * Arithmetic on balls: every result holds every value that the operands allow. Middles are cut to {@code precision}
 * bits, which the radius accounts for. NaN, ∞ and zeros follow IEEE 754.
 */
final class BallArithmetic {

    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger TWO = BigInteger.TWO;

    private final int precision;

    BallArithmetic(int precision) {
        this.precision = precision;
    }

    int precision() {
        return precision;
    }

    Ball add(Ball a, Ball b) {
        if (a.isSpecial() || b.isSpecial()) {
            return a.isZero() && !b.isSpecial() ? b : b.isZero() && !a.isSpecial() ? a
                    : Ball.special(representative(a) + representative(b));
        }
        if (a.top().compareTo(b.top()) < 0) {
            return add(b, a);
        }
        if (a.top().subtract(b.top()).compareTo(BigInteger.valueOf(precision + 4L)) > 0) {
            return absorb(cut(a.middle(), a.radius(), a.exponent()));
        }
        int shift = a.exponent().subtract(b.exponent()).intValueExact();
        int left = Math.max(shift, 0);
        int right = Math.max(-shift, 0);
        return cut(a.middle().shiftLeft(left).add(b.middle().shiftLeft(right)),
                a.radius().shiftLeft(left).add(b.radius().shiftLeft(right)),
                shift > 0 ? b.exponent() : a.exponent());
    }

    /** The sum of {@code a}, of at most {@code precision} bits, and less than 2^−(precision + 4) of it. */
    private Ball absorb(Ball a) {
        int shift = Math.max(0, precision + 2 - a.middle().abs().add(a.radius()).bitLength());
        return Ball.of(a.middle().shiftLeft(shift), a.radius().shiftLeft(shift).add(ONE),
                a.exponent().subtract(BigInteger.valueOf(shift)));
    }

    Ball subtract(Ball a, Ball b) {
        return add(a, b.negate());
    }

    Ball multiply(Ball a, Ball b) {
        if (a.isSpecial() || b.isSpecial()) {
            return a.straddlesZero() && b.isInfinite() || b.straddlesZero() && a.isInfinite() ? Ball.UNKNOWN
                    : Ball.special(representative(a) * representative(b));
        }
        BigInteger radius = a.middle().abs().multiply(b.radius())
                .add(b.middle().abs().add(b.radius()).multiply(a.radius()));
        return cut(a.middle().multiply(b.middle()), radius, a.exponent().add(b.exponent()));
    }

    Ball square(Ball a) {
        return multiply(a, a);
    }

    Ball divide(Ball a, Ball b) {
        if (b.straddlesZero()) {
            return a.isNan() ? Ball.NAN : Ball.UNKNOWN;
        }
        if (a.isSpecial() || b.isSpecial()) {
            return a.straddlesZero() && b.isZero() ? Ball.UNKNOWN
                    : Ball.special(representative(a) / representative(b));
        }
        BigInteger divisor = b.middle().abs();
        int shift = Math.max(0, precision + 4 + divisor.bitLength() - a.middle().bitLength());
        BigInteger quotient = a.middle().shiftLeft(shift).divide(b.middle());
        BigInteger spread = a.radius().multiply(divisor).add(a.middle().abs().multiply(b.radius()));
        BigInteger exact = quotient.multiply(b.middle());
        boolean isExact = spread.signum() == 0 && exact.equals(a.middle().shiftLeft(shift));
        BigInteger radius = spread.shiftLeft(shift).divide(divisor.multiply(divisor.subtract(b.radius())))
                .add(isExact ? BigInteger.ZERO : TWO);
        return cut(quotient, radius, a.exponent().subtract(b.exponent()).subtract(BigInteger.valueOf(shift)));
    }

    Ball divide(Ball a, long b) {
        return divide(a, Ball.of(BigInteger.valueOf(b)));
    }

    Ball multiply(Ball a, long b) {
        return multiply(a, Ball.of(BigInteger.valueOf(b)));
    }

    Ball sqrt(Ball a) {
        if (a.isSpecial()) {
            return Ball.special(Math.sqrt(a.special()));
        }
        if (a.straddlesZero()) {
            return Ball.UNKNOWN;
        }
        if (a.sign() < 0) {
            return Ball.NAN;
        }
        int shift = Math.max(0, 2 * precision + 8 - a.middle().bitLength());
        shift += a.exponent().subtract(BigInteger.valueOf(shift)).testBit(0) ? 1 : 0;
        BigInteger[] root = a.middle().shiftLeft(shift).sqrtAndRemainder();
        // |√(m ± r) − √m| ≤ r/√m
        BigInteger spread = a.radius().shiftLeft(shift).divide(root[0]).add(ONE);
        BigInteger radius = a.radius().signum() == 0 && root[1].signum() == 0 ? BigInteger.ZERO : spread.add(TWO);
        return cut(root[0], radius, a.exponent().subtract(BigInteger.valueOf(shift)).shiftRight(1));
    }

    /** How a compares to b; only exact balls are ever equal. */
    Order compare(Ball a, Ball b) {
        if (a.isInfinite() && a.special() == b.special()) {
            return Order.EQUAL;
        }
        Ball difference = subtract(a, b);
        if (difference.isNan()) {
            return Order.UNORDERED;
        }
        if (difference.straddlesZero()) {
            return Order.OPEN;
        }
        return difference.isZero() ? Order.EQUAL : difference.sign() < 0 ? Order.LESS : Order.GREATER;
    }

    private static double representative(Ball ball) {
        return ball.isSpecial() ? ball.special() : ball.straddlesZero() ? 1 : ball.sign();
    }

    private Ball cut(BigInteger middle, BigInteger radius, BigInteger exponent) {
        int excess = Math.max(middle.bitLength(), radius.bitLength()) - precision;
        if (excess <= 0) {
            return Ball.of(middle, radius, exponent);
        }
        boolean isExact = radius.signum() == 0 && middle.getLowestSetBit() >= excess;
        return Ball.of(middle.shiftRight(excess), radius.shiftRight(excess).add(isExact ? BigInteger.ZERO : TWO),
                exponent.add(BigInteger.valueOf(excess)));
    }
}
