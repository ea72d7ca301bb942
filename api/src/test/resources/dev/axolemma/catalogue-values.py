"""Writes catalogue-values.tsv: the catalogue by its textbook definitions, in 600 digits (mpmath 1.3).

Columns: activation, parameters in order, inputs, value, then the derivative with respect to each input and parameter.
Constants and parameters are the binary64 values that a Java literal has.
"""
from mpmath import mp, mpf, exp, log, tanh, erf, ncdf, sqrt, sin, pi

mp.dps = 600
TWO_THIRDS, SIXTH, SQRT_2_OVER_PI = mpf(2.0 / 3), mpf(1.0 / 6), mpf(0.7978845608028654)


def sigma(x):
    return 1 / (1 + exp(-x))


def rational_tanh(x):
    y = TWO_THIRDS * x
    a = abs(y)
    return mpf(1.7159) * mp.sign(y) * (1 - 1 / (1 + a + y**2 + mpf(1.41645) * y**4))


def gelu_tanh(x):
    return x * (1 + tanh(SQRT_2_OVER_PI * (x + mpf(0.044715) * x**3))) / 2


def beta_softplus(x, beta):
    return log(1 + exp(beta * x)) / beta


SIXTH_UP = float.fromhex("0x1.555555555556p-3")
ALPHA, SCALE = mpf(1.6732632423543772), mpf(1.0507009873554805)
LINE = [-200, -38, -17.5, -6.1, -3.3, -2.2, -1.1, -0.6, -0.3, -1e-3, -1e-9, 1e-9, 1e-3, 0.4, 0.7, 1.2,
        2.7, 5.3, 17, 40, 300]
HALF = [x for x in LINE if x > 0]
PLANE = [(x, y) for x in (-17.5, -3.3, -0.3, 1e-9, 0.4, 2.7, 40) for y in (-38, -1.1, 0.3, 5.3)]

# name: (definition of inputs and parameters, number of inputs, parameter values, points)
TABLE = {
    "step": (lambda x: mpf(x >= 0), 1, [], LINE),
    "sign": (lambda x: mp.sign(x), 1, [], LINE),
    "identity": (lambda x: x, 1, [], LINE),
    "linear": (lambda x, a: a * x, 1, [1.7], LINE),
    "abs": (lambda x: abs(x), 1, [], LINE),
    "relu": (lambda x: max(x, mpf(0)), 1, [], LINE),
    "relu6": (lambda x: min(max(x, mpf(0)), mpf(6)), 1, [], LINE),
    "leakyRelu": (lambda x, s: x if x > 0 else s * x, 1, [0.01], LINE),
    "rrelu": (lambda x, l, u: x if x > 0 else (l + u) / 2 * x, 1, [1.0 / 8, 1.0 / 3], LINE),
    "prelu": (lambda x, s: x if x > 0 else s * x, 2, [], PLANE),
    "elu": (lambda x, a: x if x > 0 else a * (exp(x) - 1), 1, [1.3], LINE),
    "celu": (lambda x, a: x if x > 0 else a * (exp(x / a) - 1), 1, [0.7], LINE),
    "selu": (lambda x, a, s: s * x if x > 0 else s * a * (exp(x) - 1), 1, [ALPHA, SCALE], LINE),
    "threshold": (lambda x, t, v: x if x > t else v, 1, [0.1, 20.0], LINE),
    "thresholdedRelu": (lambda x, a: x if x > a else mpf(0), 1, [1.0], LINE),
    "maxout": (lambda x, y: max(x, y), 2, [], PLANE),
    "hardTanh": (lambda x, l, u: min(max(x, l), u), 1, [-1.0, 1.0], LINE),
    "clip": (lambda x, l, u: min(max(x, l), u), 1, [-1.0, 1.0], LINE),
    "softshrink": (lambda x, l: x - l if x > l else x + l if x < -l else mpf(0), 1, [0.5], LINE),
    "hardshrink": (lambda x, l: x if abs(x) > l else mpf(0), 1, [0.5], LINE),
    "tanhshrink": (lambda x: x - tanh(x), 1, [], LINE),
    "sigmoid": (sigma, 1, [], LINE),
    "logSigmoid": (lambda x: log(sigma(x)), 1, [], LINE),
    "hardSigmoid": (lambda x, a, b: min(max(a * x + b, mpf(0)), mpf(1)), 1, [SIXTH_UP, 0.5], LINE),
    "sparseSigmoid": (lambda x: min(max((x + 1) / 2, mpf(0)), mpf(1)), 1, [], LINE),
    "tanh": (tanh, 1, [], LINE),
    "lecunTanh": (lambda x: mpf(1.7159) * tanh(TWO_THIRDS * x), 1, [], LINE),
    "rationalTanh": (rational_tanh, 1, [], LINE),
    "rectifiedTanh": (lambda x: max(mpf(0), tanh(x)), 1, [], LINE),
    "softsign": (lambda x: x / (1 + abs(x)), 1, [], LINE),
    "erf": (erf, 1, [], LINE),
    "softplus": (lambda x: log(1 + exp(x)), 1, [], LINE),
    "betaSoftplus": (beta_softplus, 1, [1.5], LINE),
    "squareplus": (lambda x, b: (x + sqrt(x**2 + b)) / 2, 1, [4.0], LINE),
    "sparsePlus": (lambda x: mpf(0) if x < -1 else x if x > 1 else (x + 1)**2 / 4, 1, [], LINE),
    "swish": (lambda x, b: x * sigma(b * x), 1, [1.5], LINE),
    "silu": (lambda x: x * sigma(x), 1, [], LINE),
    "dSilu": (lambda x: sigma(x) * (1 + x * (1 - sigma(x))), 1, [], LINE),
    "gelu": (lambda x: x * ncdf(x), 1, [], LINE),
    "geluTanh": (gelu_tanh, 1, [], LINE),
    "quickGelu": (lambda x: x * sigma(mpf(1.702) * x), 1, [], LINE),
    "hardSwish": (lambda x: mpf(0) if x < -3 else x if x > 3 else x * (x + 3) * SIXTH, 1, [], LINE),
    "mish": (lambda x: x * tanh(log(1 + exp(x))), 1, [], LINE),
    "square": (lambda x: x**2, 1, [], LINE),
    "cube": (lambda x: x**3, 1, [], LINE),
    "sqrt": (lambda x: sqrt(x), 1, [], HALF),
    "reciprocal": (lambda x: 1 / x, 1, [], LINE),
    "exp": (exp, 1, [], LINE),
    "log": (log, 1, [], HALF),
    "gaussian": (lambda x: exp(-x**2), 1, [], LINE),
    "sine": (lambda x, w: sin(w * x), 1, [30.0], LINE),
    "snake": (lambda x, a: x + sin(a * x)**2 / a, 1, [0.7], LINE),
    "glu": (lambda x, y: x * sigma(y), 2, [], PLANE),
    "reglu": (lambda x, y: max(x, mpf(0)) * y, 2, [], PLANE),
    "geglu": (lambda x, y: x * ncdf(x) * y, 2, [], PLANE),
    "swiglu": (lambda x, y, b: x * sigma(b * x) * y, 2, [1.5], PLANE),
}


def rounded(value):
    value = float(value)
    return repr(value) if value == 0 or abs(value) > 1e-290 else None  # no subnormals: plain double arithmetic


def row(name, definition, inputs, parameters, point):
    point = point if isinstance(point, tuple) else (point,)
    arguments = [mpf(v) for v in point] + [mpf(v) for v in parameters]
    step = mpf(10)**-30
    results = [definition(*arguments)]
    for i, argument in enumerate(arguments):
        def along(v):
            return definition(*(arguments[:i] + [v] + arguments[i + 1:]))
        h = step * max(abs(argument), mpf(10)**-9)
        results.append((8 * (along(argument + h) - along(argument - h))
                        - (along(argument + 2 * h) - along(argument - 2 * h))) / (12 * h))
    texts = [rounded(r) for r in results]
    if None not in texts:
        yield "\t".join([name, " ".join(repr(float(p)) for p in parameters), " ".join(repr(float(p)) for p in point),
                         *texts])


with open("catalogue-values.tsv", "w", encoding="utf-8") as out:
    for name, (definition, inputs, parameters, points) in TABLE.items():
        for point in points:
            for line in row(name, definition, inputs, parameters, point):
                print(line, file=out)
