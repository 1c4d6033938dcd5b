#!/usr/bin/env python3
"""Write annuities.csv: level payments and what they must come to.

    pip install mpmath; python3 tests/vectors/annuities.py

The formulas are the definitions, in 400 digits more than what grows takes; rates are
roots of the equation, of two the one nearest to 0. A line is a function, its inputs (as
aicompute/annuity.h has them), the result, and the size of the largest of the terms that
are added up: where they cancel, that is what ulps count from.
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


def rate(periods, payment, worth, future, when, near):
    """The root nearest to 0 of those that start from `near`. In y = ln(1 + rate) the
    equation times the rate is a sum of exponentials of four sizes, which has at most
    three roots, of which one is rate 0: there are no more than two."""
    terms = [payment, worth, future]
    roots = [root_near(periods, *terms, when, log1p(mpf(start))) for start in near]
    return min(roots, key=abs), [mpf(0)]


def root_near(periods, payment, worth, future, when, y):
    """Newton's method with the slope in closed form, on the value as of the beginning."""
    for _ in range(100):
        made, shrink = expm1(y), exp(-periods * y)
        paid = payment * exp(when * y) * -expm1(-periods * y) / made
        value = worth + paid + future * shrink
        slope = paid * (when + periods * shrink / -expm1(-periods * y) - exp(y) / made)
        slope -= periods * future * shrink
        y -= value / slope
        if abs(value / slope) < abs(y) * mpf(10) ** -60:
            return expm1(y)
    raise ValueError("no root")


def capital_recovery(rate, periods):
    made = 1 / periods if rate == 0 else -rate / expm1(-periods * log1p(rate))
    return made, [made]


def fixed_charge(rate, periods, tax, written_off, share):
    factor = capital_recovery(rate, periods)[0] / (1 - tax)
    terms = [factor, -factor * tax * written_off, share]
    return sum(terms), terms


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


def row_of_rate(rng):
    """One root, where future and present value have different signs; or two of them,
    where they have the same."""
    first, count, when = rate_of(rng), periods_of(rng), float(rng.randrange(2))
    worth, rates = money(rng), [mpf(first)]
    if rng.random() < 0.25 and 0 < first < 1 < count:
        rates.append(mpf(first * rng.uniform(1.1, 5)))
        low, high = [(growth(r, count), factor(r, count, when)) for r in rates]
        payment = worth * (high[0] - low[0]) / (low[1] - high[1])
        future = -worth * low[0] - payment * low[1]
    else:
        future = -worth * mpf(rng.uniform(0, 1))
        if count > 1:  # or pv and the payment may be at one time
            future = rng.choice([0, 0, future])
        payment = -(worth * growth(rates[0], count) + future)
        payment /= factor(rates[0], count, when)
    return rate, [count, float(payment), worth, float(future), when], rates


def row_of_charge(rng):
    of, count = rate_of(rng), periods_of(rng)
    if rng.random() < 0.5:
        return capital_recovery, [of, count]
    tax, written_off = mostly(rng, 0, 0.6), mostly(rng, 0, 1)
    return fixed_charge, [of, count, tax, written_off, mostly(rng, 0, 0.1)]


def digits_for(function, given, near):
    """400, and what growth or decline takes."""
    if function is rate:
        return 400 + int(given[0] * max(abs(math.log10(1 + r)) for r in near))
    periods = max(
        [n for n in given[1:3] if 0 <= n <= PERIODS_MAX and function is not nper],
        default=0,
    )
    return 400 + int(periods * math.log10(1 + max(given[0], 0)))


def line_of(function, given, near=()):
    digits = digits_for(function, given, near)
    if digits > DIGITS_MAX:
        return None
    mp.dps = digits  # what grows cancels
    try:
        result, terms = function(*map(mpf, given), *([near] if near else []))
    except (ZeroDivisionError, ValueError):
        return None
    if (
        not hasattr(result, "_mpf_")
        or abs(result) > LARGEST
        or (result != 0 and abs(result) < mpf(10) ** -290)
    ):
        return None
    size = max(abs(term) for term in terms)
    cells = [*given, float(result), float(min(size, LARGEST))]
    return ",".join([function.__name__, *map(repr, cells)]) + "\n"


def lines_of(rng, row, count):
    mp.dps = DIGITS_MAX
    while count > 0:
        line = line_of(*row(rng))
        if line:
            count -= 1
            yield line


def main():
    rng = random.Random(20261126)
    lines = [*lines_of(rng, row, 2000), *lines_of(rng, row_of_rate, 500)]
    lines += lines_of(rng, row_of_charge, 100)
    with open(HERE / "annuities.csv", "w", newline="\n") as file:
        file.writelines(lines)


if __name__ == "__main__":
    main()
