#!/usr/bin/env python3
"""Write depreciations.csv: what is written off, and what a market price loses.

    pip install mpmath; python3 tests/vectors/depreciations.py

The formulas are those of aicompute/depreciation.h in 60 digits, with declining balances
followed period by period. A line is as in annuities.csv. MACRS is tables, which
tests/cashflow/depreciation.c holds against the rule that they were made by.
"""

import random
import sys
from itertools import islice
from pathlib import Path

from mpmath import floor, mp, mpf, power

mp.dps = 60

HERE = Path(__file__).parent
SMALLEST, LARGEST = mpf(10) ** -290, mpf(sys.float_info.max)


def sln(cost, salvage, life):
    terms = [cost / life, -salvage / life]
    return sum(terms), terms


def syd(cost, salvage, life, period):
    share = (life - period + 1) * 2 / (life * (life + 1))
    terms = [cost * share, -salvage * share]
    return sum(terms), terms


def db(cost, salvage, life, period, month):
    if salvage > cost:
        raise ValueError("more is left than there was")
    thousandths = (1 - power(salvage / cost, 1 / life)) * 1000
    if abs(thousandths - floor(thousandths) - mpf(1) / 2) < mpf(10) ** -9:
        raise ValueError("a half, which roundings decide")
    rate = floor(thousandths + mpf(1) / 2) / 1000
    balance, years = cost, int(period)
    for year in range(1, years + 1):
        months = month if year == 1 else 12 - month if year > life else 12
        made = balance * rate * (months / 12)
        balance -= made
    return made, [made]


def falls(cost, salvage, life, factor):
    """What may still be written off at the beginning of each period, and what a declining
    balance takes off it, which stops at salvage."""
    rate, left = min(factor / life, mpf(1)), max(cost - salvage, mpf(0))
    while True:
        fall = min((left + salvage) * rate, left)
        yield left, fall
        left -= fall


def ddb(cost, salvage, life, period, factor):
    _, made = next(islice(falls(cost, salvage, life, factor), int(period) - 1, None))
    return made, [made]


def vdb(cost, salvage, life, start, end, factor, no_switch):
    line, total = None, mpf(0)
    for i, (left, fall) in enumerate(falls(cost, salvage, life, factor)):
        if i >= end:
            return total, [total]
        if line is None and not no_switch and left / (life - i) > fall:
            line = left / (life - i)
        loss = fall if line is None else line
        total += loss * max(min(mpf(i + 1), end) - max(mpf(i), start), mpf(0))


def units(cost, salvage, total_units, made):
    terms = [cost * made / total_units, -salvage * made / total_units]
    return sum(terms), terms


def market_value(cost, decline, age):
    made = cost * power(1 - decline, age)
    return made, [made]


def market_value_decline(cost, decline, start, end):
    made = cost * (power(1 - decline, start) - power(1 - decline, end))
    return made, [made]


def mostly(rng, low, high):
    return float(f"{rng.uniform(low, high):.6g}")


def cost_and_salvage(rng):
    cost = mostly(rng, 1, 1e7) * rng.choice([1e-200, 1e300] + 18 * [1.0])
    part = rng.choice([0, rng.uniform(0, 1), rng.uniform(0, 0.1), rng.uniform(0.9, 1.1)])
    return [cost, float(f"{cost * part:.6g}")]


def whole_life(rng):
    return float(rng.choice([rng.randint(1, 12), rng.randint(1, 60), 120, 1000]))


def life_of(rng):
    return rng.choice([whole_life(rng), mostly(rng, 1, 50)])


def straight(rng):
    return sln, [*cost_and_salvage(rng), rng.choice([life_of(rng), mostly(rng, 0.1, 1)])]


def digits(rng):
    life = life_of(rng)
    return syd, [*cost_and_salvage(rng), life, float(rng.randint(1, int(life)))]


def fixed_declining(rng):
    life, month = whole_life(rng), float(rng.randint(1, 12))
    period = float(rng.randint(1, int(life) + (month < 12)))
    return db, [*cost_and_salvage(rng), life, period, month]


def double_declining(rng):
    life = life_of(rng)
    period, factor = float(rng.randint(1, int(life))), rng.choice([1.5, 2.0, 3.0])
    return ddb, [*cost_and_salvage(rng), life, period, factor]


def variable_declining(rng):
    life = life_of(rng)
    start, end = sorted(
        rng.choice([float(rng.randint(0, int(life))), mostly(rng, 0, life)])
        for _ in range(2)
    )
    factor, no_switch = rng.choice([1.0, 1.5, 2.0, 3.0]), float(rng.random() < 0.3)
    return vdb, [*cost_and_salvage(rng), life, start, end, factor, no_switch]


def used_up(rng):
    total = mostly(rng, 1, 1e6)
    return units, [*cost_and_salvage(rng), total, mostly(rng, 0, total)]


def decline_of(rng):
    return rng.choice(
        [
            mostly(rng, 0, 0.6),
            mostly(rng, 0.6, 0.999),
            mostly(rng, -1, 0),
            mostly(rng, -1e-9, 1e-9),
        ]
    )


def priced(rng):
    return market_value, [mostly(rng, 1, 1e7), decline_of(rng), mostly(rng, 0, 60)]


def repriced(rng):
    start = mostly(rng, 0, 30)
    end = start + rng.choice([mostly(rng, 0, 30), 10.0 ** rng.uniform(-9, 0)])
    return market_value_decline, [mostly(rng, 1, 1e7), decline_of(rng), start, end]


def line_of(function, given):
    try:
        result, terms = function(*map(mpf, given))
    except (ValueError, ZeroDivisionError):
        return None
    if 0 < abs(result) < SMALLEST or abs(result) > LARGEST:
        return None
    cells = [*given, float(result), float(max(abs(term) for term in terms))]
    return ",".join([function.__name__, *map(repr, cells)]) + "\n"


def main():
    rng = random.Random(20261128)
    lines = []
    for row, count in [
        (straight, 50),
        (digits, 100),
        (fixed_declining, 400),
        (double_declining, 400),
        (variable_declining, 500),
        (used_up, 50),
        (priced, 250),
        (repriced, 250),
    ]:
        made = []
        while len(made) < count:
            made += filter(None, [line_of(*row(rng))])
        lines += made
    with open(HERE / "depreciations.csv", "w", newline="\n") as file:
        file.writelines(lines)


if __name__ == "__main__":
    main()
