"""Writes primitives.tsv: every primitive at points of all magnitudes, to 240 bits, by mpmath (1.3.0).

Each line: primitive, bits of the binary64 argument, integer m and exponent e of the value m * 2^e.
Run: python3 primitives.py > primitives.tsv
"""
import random
import struct

from mpmath import mp, mpf

DIGITS = 240
PRIMITIVES = {
    'EXP': mp.exp,
    'EXPM1': mp.expm1,
    'LOG': mp.log,
    'LOG1P': lambda x: mp.log(1 + x),
    'TANH': mp.tanh,
    'SIGMOID': lambda x: 1 / (1 + mp.exp(-x)),
    'LOGISTIC_PDF': lambda x: 1 / ((1 + mp.exp(-x)) * (1 + mp.exp(x))),
    'SOFTPLUS': lambda x: mp.log(1 + mp.exp(x)),
    'TANHSHRINK': lambda x: x - mp.tanh(x),
    'ERF': mp.erf,
    'ERFC': mp.erfc,
    'NORMAL_CDF': lambda x: mp.erfc(-x / mp.sqrt(2)) / 2,
    'NORMAL_PDF': lambda x: mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi),
    'SIN': mp.sin,
    'COS': mp.cos,
    'SQRT': mp.sqrt,
    'TANH_SOFTPLUS': lambda x: mp.tanh(mp.log(1 + mp.exp(x))),
}
FIXED = [1e-320, 1e-300, 1e-200, 1e-30, 1e-8, 0.25, 0.5, 0.6931471805599453, 0.9999999999999999, 1.0,
         1.0000000000000002, 1.5707963267948966, 2.0, 3.141592653589793, 5.0, 17.0, 26.5, 28.0, 30.0, 38.5, 100.0, 700.0,
         745.0]
OSCILLATING = [1e10, 1e22, 1e30, 1e300, 6381956970095103 * 2.0 ** 797]


def points(name, source):
    for x in FIXED:
        yield x
        yield -x
    for _ in range(60):
        yield source.choice([-1, 1]) * 2.0 ** source.uniform(-60, 6)
        yield source.uniform(-40, 40)
    if name in ('SIN', 'COS'):
        yield from OSCILLATING


def in_domain(name, x):
    return not (name in ('LOG', 'SQRT') and x <= 0 or name == 'LOG1P' and x <= -1)


def main():
    source = random.Random(1)
    for name, function in PRIMITIVES.items():
        for x in filter(lambda x: in_domain(name, x), points(name, source)):
            # enough for what cancels: log(1 + e^x) at −745, x − tanh x at 1e-320
            mp.prec = 4000 if abs(x) < 1e-3 or abs(x) > 30 else 700
            value = function(mpf(x))
            mp.prec = DIGITS
            sign, mantissa, exponent, _ = (+value)._mpf_
            print(name, '%016x' % struct.unpack('>Q', struct.pack('>d', x))[0],
                  -mantissa if sign else mantissa, exponent, sep='\t')


main()
