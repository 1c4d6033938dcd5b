#!/usr/bin/env python3
"""Write annuities.csv: level payments and what they must come to.

    pip install mpmath; python3 tests/vectors/annuities.py

The formulas are the definitions, in 400 digits more than what grows takes. A line is a
function, its inputs (as aicompute/annuity.h has them), the result, and the size of the
largest of the terms that are added up: where they cancel, that is what ulps count from.
"""

import math
import random
import sys
from pathlib import Path

from mpmath import exp, expm1, log1p, mp, mpf

DIGITS_MAX, PERIODS_MAX = 900, 20000

HERE = Path(__file__).parent
LARGEST = mpf(sys.float_info.max)


def growth(rate, nper):
    return exp(nper * log1p(rate))


def factor(rate, nper, when):
    """What payments of 1 come to at the end."""
    if rate == 0:
        return nper
    return expm1(nper * log1p(rate)) / rate * (1 + rate * when)


def pmt(rate, nper, pv, fv, when):
    terms = [
        -pv * growth(rate, nper) / factor(rate, nper, when),
        -fv / factor(rate, nper, when),
    ]
    return sum(terms), terms


def pv(rate, nper, payment, fv, when):
    terms = [
        -payment * factor(rate, nper, when) / growth(rate, nper),
        -fv / growth(rate, nper),
    ]
    return sum(terms), terms


def fv(rate, nper, payment, worth, when):
    terms = [-payment * factor(rate, nper, when), -worth * growth(rate, nper)]
    return sum(terms), terms


def ipmt(rate, per, nper, worth, future, when):
    """Interest on what is out after per - 1 payments, which is paid one period sooner
    when payments fall at the beginning."""
    if when == 1 and per == 1:
        return mpf(0), [mpf(0)]
    # As the sum of the shares of pv and fv, which is how it has to be taken to be exact.
    parts = [
        sum(ipmt_terms(rate, per, nper, worth, mpf(0), when)),
        sum(ipmt_terms(rate, per, nper, mpf(0), future, when)),
    ]
    return sum(parts), parts


def ipmt_terms(rate, per, nper, worth, future, when):
    payment, _ = pmt(rate, nper, worth, future, when)
    balance = fv(rate, per - 1, payment, worth, when)[0]
    return (
        [balance * rate / (1 + rate * when)]
        if when == 0
        else at_begin(rate, per, payment, worth)
    )


def at_begin(rate, per, payment, worth):
    """After per - 2 periods and their payment, a period's interest."""
    balance = fv(rate, per - 2, payment, worth, 1)[0] - payment
    return [balance * rate]


def ppmt(rate, per, nper, worth, future, when):
    payment, _ = pmt(rate, nper, worth, future, when)
    interest, _ = ipmt(rate, per, nper, worth, future, when)
    principal = payment - interest
    share = growth(rate, per - 1) / factor(rate, nper, 0)
    return principal, [
        -worth * share / (1 + rate * when),
        -future * share / (1 + rate * when),
    ]


def cumulative(one, rate, nper, worth, start, end, when):
    parts = [
        one(rate, mpf(per), nper, worth, mpf(0), when)[0]
        for per in range(int(start), int(end) + 1)
    ]
    return sum(parts), parts


def cumipmt(*given):
    return cumulative(ipmt, *given)


def cumprinc(*given):
    return cumulative(ppmt, *given)


def nper(rate, payment, worth, future, when):
    if rate == 0:
        return -(worth + future) / payment, [worth / payment]
    paid = payment * (1 + rate * when)
    above = -(worth + future) * rate / (paid + worth * rate)
    made = log1p(above) / log1p(rate)
    return made, [made]


def effective(nominal, periods):
    made = expm1(periods * log1p(nominal / periods))
    return made, [made]


def nominal(rate, periods):
    made = periods * expm1(log1p(rate) / periods)
    return made, [made]


def equivalent(rate, periods):
    made = expm1(periods * log1p(rate))
    return made, [made]


def mostly(rng, low, high):
    return float(f"{rng.uniform(low, high):.6g}")


def rate_of(rng):
    kind = rng.randrange(10)
    if kind < 5:
        return mostly(rng, 0.0005, 0.2)
    if kind == 5:
        return rng.choice([0.0, 1e-18, -1e-18, 1e-12, -1e-9, 1e-7, 1e-300, -1e-300])
    if kind == 6:
        return mostly(rng, -0.9, 0)
    if kind == 7:
        return mostly(rng, 0.5, 50)
    return float(f"{rng.choice([-1, 1]) * 10.0 ** rng.uniform(-12, -2):.6g}")


def periods_of(rng):
    kind = rng.randrange(8)
    if kind < 5:
        return float(rng.randint(1, 480))
    return [mostly(rng, 1, 100), float(rng.randint(1000, 20000)), 1.0][kind - 5]


def money(rng):
    return rng.choice([-1, 1]) * mostly(rng, 1, 1e6)


def row(rng):
    rate, count, when = rate_of(rng), periods_of(rng), float(rng.randrange(2))
    other = rng.choice([0.0, money(rng)])
    kind = rng.randrange(13)
    if kind < 3:
        return (pmt, pv, fv)[kind], [rate, count, money(rng), other, when]
    if kind < 7:
        per = float(rng.randint(1, int(count)))
        return (ipmt, ppmt)[kind % 2], [rate, per, count, money(rng), other, when]
    if kind < 9:
        count = float(min(count, 360) // 1)
        start = rng.randint(1, int(count))
        return (cumipmt, cumprinc)[kind % 2], [
            rate,
            count,
            money(rng),
            float(start),
            float(rng.randint(start, int(count))),
            when,
        ]
    if kind == 9:
        worth = money(rng)
        return nper, [rate, -worth * mostly(rng, 0.001, 2), worth, other, when]
    rate = rate if rate > -0.9 else -0.9
    return (effective, nominal, equivalent)[kind - 10], [
        rate,
        rng.choice([1.0, 2.0, 4.0, 12.0, 365.0, mostly(rng, 0.1, 50)]),
    ]


def main():
    rng = random.Random(20261126)
    lines = []
    while len(lines) < 2000:
        function, given = row(rng)
        periods = max(
            [n for n in given[1:3] if 0 <= n <= PERIODS_MAX and function is not nper],
            default=0,
        )
        digits = 400 + int(periods * math.log10(1 + max(given[0], 0)))
        if digits > DIGITS_MAX:
            continue
        mp.dps = digits  # what grows cancels
        try:
            result, terms = function(*map(mpf, given))
        except (ZeroDivisionError, ValueError):
            continue
        if (
            not hasattr(result, "_mpf_")
            or abs(result) > LARGEST
            or (result != 0 and abs(result) < mpf(10) ** -290)
        ):
            continue
        size = max(abs(term) for term in terms)
        cells = [*given, float(result), float(min(size, LARGEST))]
        lines.append(",".join([function.__name__, *map(repr, cells)]) + "\n")
    with open(HERE / "annuities.csv", "w", newline="\n") as file:
        file.writelines(lines)


if __name__ == "__main__":
    main()
