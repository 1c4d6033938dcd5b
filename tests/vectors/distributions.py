#!/usr/bin/env python3
"""Write the vectors of the distributions and of Sobol' points.

Quantiles are written from the definitions, in 50 digits (mpmath), each rounded once; the
fraction below a quantile is solved for where there is no formula (beta and PERT). Sobol'
points are SciPy's, not scrambled.

    pip install mpmath scipy; python3 tests/vectors/distributions.py
"""

from pathlib import Path

from mpmath import beta, eps, erf, erfinv, exp, inf, log, mp, mpf, sqrt, workdps
from scipy.stats import qmc

mp.dps = 50
HERE = Path(__file__).parent

PROBABILITIES = [
    1e-300,
    1e-9,
    0.001,
    0.02425,
    0.05,
    0.3,
    0.5,
    0.625,
    0.95,
    0.97575,
    0.999,
    1 - 1e-9,
]

# Family, its parameters, and where it is cut off.
DISTRIBUTIONS = [
    ("uniform", [1.1, 1.6], None),
    ("uniform", [-3, 1e6], None),
    ("uniform", [0, 10], (2.5, 7)),
    ("log_uniform", [0.03, 400], None),
    ("log_uniform", [1e-200, 1e90], None),
    ("log_uniform", [1, 100], (10, 50)),
    ("normal", [0, 1], None),
    ("normal", [700, 35.5], None),
    ("normal", [700, 35.5], (650, 800)),
    ("normal", [0, 1], (1.5, 1e9)),
    ("log_normal", [0.45, 1.5], None),
    ("log_normal", [1e6, 20], None),
    ("log_normal", [100, 2], (50, 400)),
    ("triangular", [1.1, 1.25, 1.6], None),
    ("triangular", [0, 0, 1], None),
    ("triangular", [-5, 2, 2], None),
    ("triangular", [0, 3, 10], (1, 9)),
    ("pert", [1.1, 1.25, 1.6], None),
    ("pert", [0, 0, 1], None),
    ("beta", [2, 5, 0, 1], None),
    ("beta", [0.5, 0.5, -1, 1], None),
    ("beta", [0.1, 30, 0, 1], None),
    ("beta", [1000, 3000, 0, 1], None),
    ("beta", [0.1, 10000, 0, 1], None),
    ("beta", [10000, 0.1, 0, 1], None),
    ("beta", [10000, 10000, -7, 9], None),
    ("beta", [1, 8222, 0, 1], None),  # one search of its table never comes to rest
    ("beta", [2, 5, 0, 1], (0.1, 0.6)),
]


def normal_quantile(p):
    """With the digits that 2*p - 1 takes next to -1."""
    with workdps(400):
        return sqrt(2) * erfinv(2 * p - 1)


def normal_fraction(z):
    return (1 + erf(z / sqrt(2))) / 2


def beta_series(a, b, x):
    """DLMF 8.17.8, of which no term is negative."""
    term = total = x**a * (1 - x) ** b / (a * beta(a, b))
    n = 0
    while term > total * eps:
        term *= x * (a + b + n) / (a + 1 + n)
        total += term
        n += 1
    return total


def beta_fraction(a, b, x):
    """From the upper end where the series from the lower one would take long."""
    return beta_series(a, b, x) if x < 0.99 else 1 - beta_series(b, a, 1 - x)


def beta_quantile(a, b, p):
    """By bisection, on the logarithm near 0, where the quantile may be tiny."""

    def below(x):
        return beta_fraction(a, b, x)

    low, high = mpf(10) ** -4000, mpf(1)
    if below(mpf("0.01")) > p:
        for _ in range(220):
            middle = sqrt(low * high)
            low, high = (middle, high) if below(middle) < p else (low, middle)
        return high
    low = mpf(0)
    for _ in range(160):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < p else (low, middle)
    return high


def functions(family, p):
    """The quantile function and the fraction below a value."""
    if family == "uniform":
        a, b = p
        return lambda q: a + (b - a) * q, lambda x: (x - a) / (b - a)
    if family == "log_uniform":
        a, b = p
        return lambda q: a * (b / a) ** q, lambda x: log(x / a) / log(b / a)
    if family == "normal":
        m, s = p
        return lambda q: m + s * normal_quantile(q), lambda x: normal_fraction(
            (x - m) / s
        )
    if family == "log_normal":
        m, f = p
        return (
            lambda q: m * exp(log(f) * normal_quantile(q)),
            lambda x: normal_fraction(log(x / m) / log(f)),
        )
    if family == "triangular":
        a, c, b = p
        share = (c - a) / (b - a)

        def quantile(q):
            if q < share:
                return a + sqrt(q * (b - a) * (c - a))
            return b - sqrt((1 - q) * (b - a) * (b - c))

        def fraction(x):
            if x < c:
                return (x - a) ** 2 / ((b - a) * (c - a))
            return 1 - (b - x) ** 2 / ((b - a) * (b - c)) if b > c else mpf(1)

        return quantile, fraction
    if family == "pert":
        a, c, b = p
        alpha = 1 + 4 * (c - a) / (b - a)
        return functions("beta", [alpha, 6 - alpha, a, b])
    first, second, a, b = p
    return (
        lambda q: a + (b - a) * beta_quantile(first, second, q),
        lambda x: beta_fraction(first, second, (x - a) / (b - a)),
    )


def shortest(x):
    return repr(float(x))


def write_distributions():
    lines = ["family,p0,p1,p2,p3,min,max,probability,quantile"]
    for family, parameters, cut in DISTRIBUTIONS:
        exact = [mpf(float(p)) for p in parameters]
        quantile, fraction = functions(family, exact)
        ends = (mpf(float(cut[0])), mpf(float(cut[1]))) if cut else (-inf, inf)
        before, up_to = (
            (fraction(ends[0]), fraction(ends[1])) if cut else (mpf(0), mpf(1))
        )
        if family == "normal" and cut and cut[1] > 1e6:
            up_to = mpf(1)
        if family == "uniform" and cut:
            before, up_to = max(before, mpf(0)), min(up_to, mpf(1))
        for p in PROBABILITIES:
            value = quantile(before + (up_to - before) * mpf(p))
            cells = [shortest(x) for x in exact] + [""] * (4 - len(exact))
            cells += [shortest(ends[0]), shortest(ends[1]), shortest(p), shortest(value)]
            lines.append(",".join([family, *cells]))
    (HERE / "distributions.csv").write_text("\n".join(lines) + "\n")


def far_point(engine, stream, sample):
    """A point that SciPy would take minutes to come to, from its direction numbers."""
    gray, point = sample ^ sample >> 1, 0
    for bit in range(32):
        if gray >> bit & 1:
            point ^= int(engine._sv[stream, bit])
    return point / 2**32


def write_sobol():
    lines = ["stream,sample,value"]
    engine = qmc.Sobol(128, scramble=False, bits=32)
    near = engine.random(1100)
    for stream in [0, 1, 2, 3, 7, 20, 63, 100, 127]:
        for sample in [*range(16), *range(1021, 1028)]:
            value = float(near[sample, stream])
            assert value == far_point(engine, stream, sample)
            lines.append(f"{stream},{sample},{value!r}")
        for sample in [65535, 65536, 2**31 - 1, 2**31, 2863311530, 2**32 - 1]:
            lines.append(f"{stream},{sample},{far_point(engine, stream, sample)!r}")
    (HERE / "sobol.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    write_distributions()
    write_sobol()
