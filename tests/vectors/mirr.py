#!/usr/bin/env python3
"""Write mirr.csv: modified rates of return.

    pip install mpmath; python3 tests/vectors/mirr.py

The formula is that of aic_mirr() in aicompute/cashflow.h, in 60 digits more than what
grows takes. A line is as in annuities.csv: the inputs are the rates of finance and of
reinvestment, and the flows.
"""

import math
import random
from pathlib import Path

from mpmath import expm1, log, mp, mpf

HERE = Path(__file__).parent


def value(rate, flows, sign):
    """At the beginning, of the flows of one sign."""
    return sum(abs(f) / (1 + rate) ** i for i, f in enumerate(flows) if f * sign > 0)


def mirr(finance, reinvest, *flows):
    periods = len(flows) - 1
    ratio = value(reinvest, flows, 1) * (1 + reinvest) ** periods
    return expm1(log(ratio / value(finance, flows, -1)) / periods)


def rate_of(rng):
    size = rng.choice(
        [rng.uniform(0, 0.3), rng.uniform(0, 3), 10 ** rng.uniform(-12, -2)]
    )
    return float(f"{rng.choice([1, 1, -0.3]) * size:.6g}") * rng.choice([0, 1, 1, 1])


def flows_of(rng):
    sizes = [float(f"{rng.uniform(0.01, 100):.5g}") for _ in range(rng.randint(2, 40))]
    flows = [s * rng.choice([-1, 0, 1]) for s in sizes]
    if rng.random() < 0.5:
        later = rng.uniform(0.3, 3) * sum(sizes[1:])
        flows = [-float(f"{later:.6g}"), *sizes[1:]]
    scale = rng.choice([1e-250, 1e250, *18 * [1.0]])
    return [f * scale for f in flows]


def nothing_earned(rng):
    """What comes back next to what was put in: a rate next to 0."""
    out, periods = float(rng.randint(1, 1000)), rng.randint(1, 30)
    more = out * rng.choice([-1, 1]) * 2.0 ** -rng.randint(10, 40)
    return [0.0, 0.0, -out, *(periods - 1) * [0.0], out + more]


def steep(rng):
    """Values that no double holds, at the beginning or at the end."""
    rates = [10 ** rng.uniform(6, 12), 10 ** rng.uniform(-12, -6) - 1, rate_of(rng)]
    flows = [rng.choice([-1, 1]) * rng.uniform(1, 100) for _ in range(55)]
    return [rng.choice(rates), rng.choice(rates), *flows]


def given_of(rng):
    if rng.random() < 0.1:
        return steep(rng)
    if rng.random() < 0.1:
        return nothing_earned(rng)
    return [rate_of(rng), rate_of(rng), *flows_of(rng)]


def main():
    rng = random.Random(20261128)
    lines = []
    while len(lines) < 500:
        given = given_of(rng)
        mp.dps = 100 + int(len(given) * max(abs(math.log10(1 + r)) for r in given[:2]))
        if min(given[2:]) >= 0 or max(given[2:]) <= 0:
            continue
        right = float(mirr(*map(mpf, given)))
        lines.append(",".join(["mirr", *map(repr, [*given, right, right])]) + "\n")
    with open(HERE / "mirr.csv", "w", newline="\n") as file:
        file.writelines(lines)


if __name__ == "__main__":
    main()
