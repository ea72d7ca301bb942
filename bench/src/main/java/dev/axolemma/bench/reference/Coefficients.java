package dev.axolemma.bench.reference;

import java.math.BigInteger;

/** Polynomials and tables of the two faster tiers, computed once in arbitrary precision. */
final class Coefficients {

    private static final BallArithmetic ARITHMETIC = new BallArithmetic(512);
    private static final BallFunctions FUNCTIONS = new BallFunctions(ARITHMETIC);

    /** (e^x − 1)/x for |x| ≤ 1/128. */
    static final Polynomial EXPM1 = Polynomial.of(12, 6, n -> inverseFactorial(n + 1));
    /** sin(√s)/√s for s ≤ 0.63. */
    static final Polynomial SIN = Polynomial.of(15, 8, n -> alternating(n, inverseFactorial(2 * n + 1)));
    /** cos √s. */
    static final Polynomial COS = Polynomial.of(15, 8, n -> alternating(n, inverseFactorial(2 * n)));
    /** cosh √s for s ≤ 1/4. */
    static final Polynomial COSH = Polynomial.of(14, 7, n -> inverseFactorial(2 * n));
    /** (x·cosh x − sinh x)/x³ as a function of s = x². */
    static final Polynomial TANHSHRINK =
            Polynomial.of(14, 7, n -> ARITHMETIC.multiply(inverseFactorial(2 * n + 3), 2L * n + 2));
    /** erf(√s)/√s for s ≤ 1/4, DLMF 7.6.1. */
    static final Polynomial ERF = Polynomial.of(23, 14, n -> ARITHMETIC.multiply(twoOverRootPi(),
            alternating(n, ARITHMETIC.divide(inverseFactorial(n), 2L * n + 1))));

    static final double[] LOG2 = parts(BigConstants.log2(400), 3);
    static final double[] HALF_PI = parts(BigConstants.pi(400).scaled(-1), 2);
    static final double[] ROOT_HALF = parts(ARITHMETIC.sqrt(Ball.of(0.5)), 2);
    /** 1/√(2π). */
    static final double[] DENSITY = parts(ARITHMETIC.divide(Ball.ONE,
            ARITHMETIC.sqrt(BigConstants.pi(600).scaled(1))), 2);
    static final double[] ROOT_PI = parts(ARITHMETIC.sqrt(BigConstants.pi(600)), 2);

    private Coefficients() {
    }

    /** e^(j/64) for j from −{@code reach} to {@code reach}, high and low parts. */
    static double[][] exponentials(int reach) {
        double[][] table = new double[2 * reach + 1][];
        for (int j = -reach; j <= reach; j++) {
            table[j + reach] = j == 0 ? new double[] {1, 0} : parts(FUNCTIONS.exp(Ball.of(j / 64.0)), 2);
        }
        return table;
    }

    /**
     * The Taylor polynomial at {@code centre} of y = e^(x²)·erfc(x), of which y' = 2xy − 2/√π.
     */
    static Polynomial scaledErfc(double centre, int terms) {
        Ball c = Ball.of(centre);
        Ball[] a = new Ball[terms];
        a[0] = ARITHMETIC.multiply(FUNCTIONS.erfc(c), FUNCTIONS.exp(ARITHMETIC.square(c)));
        a[1] = ARITHMETIC.subtract(ARITHMETIC.multiply(c, a[0]).scaled(1), twoOverRootPi());
        for (int n = 1; n + 1 < terms; n++) {
            a[n + 1] = ARITHMETIC.divide(ARITHMETIC.add(ARITHMETIC.multiply(c, a[n]), a[n - 1]).scaled(1), n + 1);
        }
        return Polynomial.of(terms, terms / 2 + 1, n -> a[n]);
    }

    /** The first bits of 2/π: ⌊2/π · 2^bits⌋, perhaps one off. */
    static BigInteger twoOverPi(int bits) {
        Ball quotient = new BallArithmetic(bits + 8).divide(Ball.of(2), BigConstants.pi(bits + 8));
        return quotient.middle().shiftRight(-bits - quotient.exponent().intValueExact());
    }

    private static Ball twoOverRootPi() {
        return ARITHMETIC.divide(Ball.of(2), ARITHMETIC.sqrt(BigConstants.pi(600)));
    }

    private static Ball alternating(int n, Ball value) {
        return n % 2 == 0 ? value : value.negate();
    }

    private static Ball inverseFactorial(int n) {
        BigInteger factorial = BigInteger.ONE;
        for (int k = 2; k <= n; k++) {
            factorial = factorial.multiply(BigInteger.valueOf(k));
        }
        return ARITHMETIC.divide(Ball.ONE, Ball.of(factorial));
    }

    /** The leading doubles of a number, each rounded from what is left. */
    private static double[] parts(Ball value, int count) {
        double[] parts = new double[count];
        Ball rest = value;
        for (int i = 0; i < count; i++) {
            parts[i] = rest.toDouble();
            rest = ARITHMETIC.subtract(rest, Ball.of(parts[i]));
        }
        return parts;
    }
}
