#!/usr/bin/env python3
"""Near-minimax polynomials of the math library, in the coefficients' own precision.

    pip install mpmath && python3 generate.py [NAME...] > ../src/main/java/dev/axolemma/compiler/Polynomials.java

fits each polynomial by weighted least squares over Chebyshev points in 60 digits (near-minimax: within a factor of about
two), rounds its coefficients one at a time from the constant term up, refitting the rest after each so that the later
ones absorb the earlier ones' rounding, and writes them with the largest error that is left, relative to the function in
which the polynomial stands. The constant term is given as two words, high and low.
"""
import sys

import mpmath as mp

mp.mp.dps = 60
SQRT_HALF = mp.sqrt(mp.mpf(1) / 2)


def exp_tail(x):
    """(e^x - 1 - x) / x^2"""
    return mp.nsum(lambda k: x ** k / mp.factorial(k + 2), [0, mp.inf]) if abs(x) < 1e-3 else (mp.expm1(x) - x) / x ** 2


def half_expm1_tail(x):
    """((e^2x - 1)/2 - x) / x^2"""
    return 2 * exp_tail(2 * x)


def log1p_tail(x):
    """(log(1 + x) - x + x^2/2) / x^3"""
    if abs(x) < mp.mpf("1e-4"):
        return sum((-1) ** k * x ** k / (k + 3) for k in range(14))
    return (mp.log1p(x) - x + x * x / 2) / x ** 3


def log1p_unit(x):
    """(log(1 + x) - x) / x^2"""
    if abs(x) < mp.mpf("1e-4"):
        return sum((-1) ** (k + 1) * x ** k / (k + 2) for k in range(14))
    return (mp.log1p(x) - x) / x ** 2


def mills(t):
    """e^(t^2/2) * Phi(-t), by the continued fraction where erfc would underflow"""
    if t < 12:
        return mp.exp(t * t / 2) * mp.erfc(t * SQRT_HALF) / 2
    fraction = mp.mpf(0)
    for k in range(300, 0, -1):
        fraction = k / (t + fraction)
    return 1 / mp.sqrt(2 * mp.pi) / (t + fraction)


def erfcx(x):
    """e^(x^2) * erfc(x)"""
    return 2 * mills(x / SQRT_HALF)


def mapped(function, c):
    """function(t) * (t + c) over q = (t - c)/(t + c)"""
    def of(q):
        t = c * (1 + q) / (1 - q)
        return function(t) * (t + c)
    return of


def erf_over_x(z):
    """erf(x)/x over z = x^2, less its leading 2/sqrt(pi)"""
    if z == 0:
        return 2 / mp.sqrt(mp.pi)
    x = mp.sqrt(z)
    return mp.erf(x) / x


def tanhshrink_tail(z):
    """(x - tanh x)/x^3 over z = x^2"""
    x = mp.sqrt(z)
    if z < mp.mpf("1e-6"):
        return mp.mpf(1) / 3 - z * 2 / 15 + z * z * 17 / 315 - z ** 3 * 62 / 2835 + z ** 4 * 1382 / 155925
    return (x - mp.tanh(x)) / x ** 3


def sin_tail(z):
    """(sin x - x)/x^3 over z = x^2"""
    return mp.nsum(lambda k: (-1) ** (k + 1) * z ** k / mp.factorial(2 * k + 3), [0, 20])


def cos_tail(z):
    """(cos x - 1 + x^2/2)/x^4 over z = x^2"""
    return mp.nsum(lambda k: (-1) ** k * z ** k / mp.factorial(2 * k + 4), [0, 20])


def relative(function):
    return lambda x: 1 / abs(function(x))


def per(bits, f32, f64):
    return f32 if bits == 24 else f64


# The tails are fitted as far as e^(-t^2/2) and e^(-x^2) times the largest float are above half the smallest, in the variable
# (t - c)/(t + c), which spreads a long range evenly.
SPLIT = 3  # short, so that t + c is rounded to a sum whose error is exact; near 3 the fits are at their best


def mills_reach(bits):
    return per(bits, 20, 55)


def erfcx_reach(bits):
    return per(bits, 14, 39)


def tail(function, reach):
    mapped_function = mapped(function, mp.mpf(SPLIT))
    return mapped_function, (mp.mpf(-1), mp.mpf(reach - SPLIT) / (reach + SPLIT)), relative(mapped_function)


# On the main path a shorter range does. Relative to a scale about its middle the tail is 1 and a rest. These constants
# keep small what the roundings of the variable and of Horner's rule make of the result.
ROUGH_MILLS_REACH = 9.5
ROUGH_SCALE = mp.mpf(11) / 16
ROUGH_SLOPE = mp.mpf(15) / 2


def rough_mills(q):
    distance = ROUGH_SLOPE * ROUGH_SCALE / (1 - q)
    return mills(distance - 2) * distance / ROUGH_SCALE - 1


def rough_variable(t):
    return 1 - ROUGH_SLOPE * ROUGH_SCALE / (t + 2)


ROUGH_MILLS = (rough_mills, (rough_variable(0), rough_variable(mp.mpf(ROUGH_MILLS_REACH))),
               lambda q: 1 / (1 + rough_mills(q)))


QUARTER_PI_SQUARED = (mp.pi / 4 * mp.mpf("1.001")) ** 2
HALF_LN2 = mp.log(2) / 2 + mp.mpf("1e-4")

# name: what it is, and for a number of bits: the function, the interval, the weight of the error, the degree
POLYNOMIALS = {
    "EXP": ("(e^r − 1 − r)/r², |r| ≤ ln2/2; error relative to e^r",
            lambda bits: (exp_tail, (-HALF_LN2, HALF_LN2), lambda x: x * x * mp.exp(-x), per(bits, 4, 10))),
    "HALF_EXPM1": ("((e^2r − 1)/2 − r)/r², 0 ≤ r ≤ ln2/2; error relative to (e^2r − 1)/2",
                   lambda bits: (half_expm1_tail, (mp.mpf(0), HALF_LN2),
                                 lambda x: max(x, mp.mpf(1e-9)) ** 2 / (mp.expm1(2 * max(x, mp.mpf(1e-9))) / 2),
                                 per(bits, 4, 10))),
    "LOG": ("(log(1+f) − f + f²/2)/f³, √½ ≤ 1+f ≤ √2; error relative to log(1+f)",
            lambda bits: (log1p_tail, (SQRT_HALF - 1 - mp.mpf("1e-4"), mp.sqrt(2) - 1 + mp.mpf("1e-4")),
                          lambda x: x * x if abs(x) < 1e-9 else abs(x ** 3 / mp.log1p(x)), per(bits, 7, 19))),
    "LOG1P": ("(log(1+t) − t)/t², 0 ≤ t ≤ 1; error relative to log(1+t)",
              lambda bits: (log1p_unit, (mp.mpf(0), mp.mpf(1)),
                            lambda x: mp.mpf(1e-9) if x < 1e-9 else x * x / mp.log1p(x), per(bits, 8, 20))),
    "MILLS": ("e^(t²/2)·Φ(−t)·(t+c) over (t−c)/(t+c), 0 ≤ t ≤ 20 (f32), 55 (f64); relative error",
              lambda bits: (*tail(mills, mills_reach(bits)), per(bits, 10, 26))),
    "ROUGH_MILLS": ("e^(t²/2)·Φ(−t)/z − 1 over 1 − 15/2·z, z = 11/16/(t+2), 0 ≤ t ≤ 9.5; error relative to that and 1",
                    lambda bits: (*ROUGH_MILLS, per(bits, 10, 25))),
    "ERFCX": ("e^(x²)·erfc(x)·(x+c) over (x−c)/(x+c), 0 ≤ x ≤ 14 (f32), 39 (f64); relative error",
              lambda bits: (*tail(erfcx, erfcx_reach(bits)), per(bits, 10, 24))),
    "ERF": ("erf(x)/x over x², |x| ≤ 1; relative error",
            lambda bits: (erf_over_x, (mp.mpf(0), mp.mpf(1)), relative(erf_over_x), per(bits, 6, 13))),
    "TANHSHRINK": ("(x − tanh x)/x³ over x², |x| ≤ 1; relative error",
                   lambda bits: (tanhshrink_tail, (mp.mpf(0), mp.mpf(1)), relative(tanhshrink_tail),
                                 per(bits, 7, 17))),
    "SIN": ("(sin r − r)/r³ over r², |r| ≤ π/4; error relative to sin r",
            lambda bits: (sin_tail, (mp.mpf(0), QUARTER_PI_SQUARED), lambda z: max(z, mp.mpf(1e-9)),
                          per(bits, 2, 5))),
    "COS": ("(cos r − 1 + r²/2)/r⁴ over r², |r| ≤ π/4; absolute error",
            lambda bits: (cos_tail, (mp.mpf(0), QUARTER_PI_SQUARED), lambda z: max(z * z, mp.mpf(1e-18)),
                          per(bits, 2, 5))),
}


def chebyshev_points(a, b, n):
    return [(a + b) / 2 - (b - a) / 2 * mp.cos(mp.pi * (2 * k + 1) / (2 * n)) for k in range(n)]


def least_squares(values, grid, weight, lowest, degree):
    """Coefficients of x^lowest .. x^degree whose weighted squared error over the grid is least."""
    n = degree - lowest + 1
    basis = [[w * x ** k for k in range(lowest, degree + 1)] for x, w in zip(grid, weight)]
    matrix = mp.matrix(n, n)
    right = mp.matrix(n, 1)
    for i in range(n):
        for j in range(i, n):
            matrix[i, j] = matrix[j, i] = mp.fsum(row[i] * row[j] for row in basis)
        right[i] = mp.fsum(row[i] * w * v for row, w, v in zip(basis, weight, values))
    return mp.lu_solve(matrix, right)


def to_precision(value, bits):
    with mp.workprec(bits):
        return +value


def fit(function, interval, weight_of, degree, bits):
    grid = chebyshev_points(*interval, 6 * (degree + 2))
    values = [function(x) for x in grid]
    weight = [weight_of(x) for x in grid]
    rest = list(values)
    fixed = []
    for lowest in [0] + list(range(degree + 1)):  # the constant term twice: its first word, then what remains of it
        c = to_precision(least_squares(rest, grid, weight, lowest, degree)[0], bits)
        fixed.append(c)
        rest = [v - c * x ** lowest for v, x in zip(rest, grid)]
    return fixed, max(abs(r * w) for r, w in zip(rest, weight))


def literal(value, bits):
    text = float(value).hex()
    mantissa, exponent = text.split("p")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa}p{int(exponent)}"


def table(name, bits):
    what, of = POLYNOMIALS[name]
    coefficients, error = fit(*of(bits), bits)
    print(f"{name} {bits}: 2^{float(mp.log(error, 2)):.1f}", file=sys.stderr)
    lines = [f"    /** {what}: 2^{float(mp.log(error, 2)):.1f}. */",
             f"    private static final double[] {name}_{'F32' if bits == 24 else 'F64'} = {{"]
    line = "       "
    for c in coefficients:
        item = " " + literal(c, bits) + ","
        if len(line) + len(item) > 118:
            lines.append(line)
            line = "       "
        line += item
    return "\n".join(lines + [line.rstrip(","), "    };", ""])


def main(names):
    print("package dev.axolemma.compiler;\n")
    print("import dev.axolemma.Dtype;\n")
    print("/**")
    print(" * The coefficients of the math library, from the constant term (two words, high and low) up. Written by")
    print(" * {@code compiler/coefficients/generate.py} (near-minimax, coefficients rounded one by one); the figure is the")
    print(" * largest error measured after rounding.")
    print(" */")
    print("enum Polynomials {")
    print("    " + ", ".join(POLYNOMIALS) + ";\n")
    print("    /** The c of a tail's variable (t−c)/(t+c). */")
    print(f"    static final double SPLIT = {SPLIT};\n")
    print("    /** The c and the s of the rough Mills' ratio's variable 1 − s·z, z = c/(t + 2). */")
    print(f"    static final double ROUGH_SCALE = {float(ROUGH_SCALE)};")
    print(f"    static final double ROUGH_SLOPE = {float(ROUGH_SLOPE)};\n")
    print("    /** The argument up to which a tail is fitted: that of the main path, or else where nothing is left of it. */")
    print("    double reach(Dtype dtype) {")
    print("        boolean single = dtype == Dtype.F32;")
    print("        return switch (this) {")
    for name, reach in (("MILLS", mills_reach), ("ERFCX", erfcx_reach)):
        print(f"            case {name} -> single ? {reach(24)} : {reach(53)};")
    print(f"            case ROUGH_MILLS -> {ROUGH_MILLS_REACH};")
    print("            default -> throw new IllegalArgumentException(\"no tail is \" + this);")
    print("        };")
    print("    }\n")
    for name in names or POLYNOMIALS:
        print(table(name, 24))
        print(table(name, 53))
    print("    double[] coefficients(Dtype dtype) {")
    print("        return switch (dtype) {")
    for dtypes, table_of in (("F16, BF16, F32", "F32"), ("F64", "F64")):
        print(f"            case {dtypes} -> switch (this) {{")
        for name in POLYNOMIALS:
            print(f"                case {name} -> {name}_{table_of};")
        print("            };")
    print("        };")
    print("    }")
    print("}")


if __name__ == "__main__":
    main(sys.argv[1:])
