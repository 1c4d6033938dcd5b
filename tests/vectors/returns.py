#!/usr/bin/env python3
"""Write returns.txt: series of cash flows and every rate at which they are worth nothing.

    pip install mpmath
    python3 tests/vectors/returns.py                    # writes the file anew
    python3 tests/vectors/returns.py verify LIBRARY N   # N other series, held against it

The roots are found in 60 digits by a way that the library does not go: Rolle's theorem on
sums of exponentials. Multiplied by the right exponential and differentiated, a sum loses
one change of sign; between the roots of what is left, found the same way, it rises or
falls throughout, and has a root where its signs at the ends differ.

A line is: irr or xirr, the number of roots, the roots in ascending order, a colon, and
the flows. Flows of xirr have the days since the flow before them and a @ in front. 3*5
means 5 three times. A root that is double is followed by a !. A root that two doubles'
worth of digits cannot place to 4 ulps is followed by a ~ and by how far off it may be:
there the value is within 2^-94 of the sizes of its terms. A root above the largest double
is inf.
"""

import ctypes
import math
import multiprocessing
import random
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from mpmath import exp, expm1, log, mp, mpf

mp.dps = 60

HERE = Path(__file__).parent
DAYS = 365
DOUBLE = mpf(10) ** -45  # a turning point this near to zero touches it
NOISE, TOUCH = mpf(2) ** -94, mpf(2) ** -44
LARGEST = mpf(sys.float_info.max)


def changes_of(terms):
    signs = [a > 0 for _, a in terms]
    return [i for i, pair in enumerate(pairwise(signs)) if pair[0] != pair[1]]


def value(terms, y):
    """The sum and the sum of sizes of a*exp(-t*y), and the slope."""
    total = size = slope = mpf(0)
    for t, a in terms:
        term = a * exp(-t * y)
        total += term
        size += abs(term)
        slope -= t * term
    return total, size, slope


def end_of(terms, upper):
    """Where the outermost term outweighs all others, from there on."""
    first, *others = terms if upper else terms[::-1]
    y = mpf(1) / (terms[-1][0] - terms[0][0])
    while abs(first[1]) <= sum(abs(a) * exp(-abs(t - first[0]) * y) for t, a in others):
        y *= 2
    return y if upper else -y


def crossing(terms, low, high, low_sign):
    """The one root between, where the sum rises or falls throughout."""
    y = (low + high) / 2
    for _ in range(2000):
        total = value(terms, y)[0]
        if total == 0:
            return y
        if (total > 0) == (low_sign > 0):
            low = y
        else:
            high = y
        # Newton on the ratio of the sides, which is straighter than the sum.
        inside = (
            [term for term in terms if term[1] > 0],
            [term for term in terms if term[1] < 0],
        )
        (plus, _, plus_slope), (minus, _, minus_slope) = (
            value(side, y) for side in inside
        )
        level = log(plus / -minus)
        step = level / (plus_slope / plus - minus_slope / minus)
        nearer = y - step
        if not low < nearer < high:
            nearer = (low + high) / 2
        if abs(nearer - y) <= abs(nearer) * mpf(10) ** -45:
            return nearer
        y = nearer
    raise ArithmeticError("no end")


def zeros(terms):
    """All real y at which the sum of a*exp(-t*y) is zero: (y, is it double?)."""
    where = changes_of(terms)
    if not where:
        return []
    low, high = end_of(terms, False), end_of(terms, True)
    signs = [1 if terms[-1][1] > 0 else -1]
    stops = [low]
    touching = []
    if len(where) > 1:
        at = where[len(where) // 2]
        middle = mpf(terms[at][0] + terms[at + 1][0]) / 2
        turned = [(t, a * (middle - t)) for t, a in terms]
        for y, _ in zeros(turned):
            total, size, _ = value(terms, y)
            if abs(total) <= DOUBLE * size:
                touching.append(y)
            else:
                stops.append(y)
                signs.append(1 if total > 0 else -1)
    stops.append(high)
    signs.append(1 if terms[0][1] > 0 else -1)
    found = [(y, True) for y in touching]
    for i in range(len(stops) - 1):
        inside = [y for y in touching if stops[i] < y < stops[i + 1]]
        if signs[i] != signs[i + 1]:
            if inside:
                raise ArithmeticError("a touch and a crossing that cannot be told apart")
            found.append((crossing(terms, stops[i], stops[i + 1], signs[i]), False))
    return sorted(found)


def roots_of(times, flows, unit):
    """Rates above -1 of flows after whole steps, `unit` of them in a period."""
    merged = {}
    for t, a in zip(times, flows, strict=True):
        merged[t] = merged.get(t, 0) + Fraction(a)
    exact = [(t, a) for t, a in sorted(merged.items()) if a != 0]
    terms = [(t - exact[0][0], mpf(a.numerator) / mpf(a.denominator)) for t, a in exact]
    if len(terms) < 2:
        return []
    balanced = sum(a for _, a in exact) == 0
    rates = []
    for y, double in zeros(terms):
        rate = expm1(unit * y)
        if balanced and abs(rate) < mpf(10) ** -40:
            rate = mpf(0)
        _, size, slope = value(terms, y)
        slack = (1 + rate) * (TOUCH if double else NOISE * size / abs(slope) * unit)
        rates.append((rate, double, float(slack)))
    return rates


def is_ill(rate, double, slack):
    return not double and rate <= LARGEST and slack > 2 * math.ulp(rounded(rate))


def rounded(rate):
    return math.inf if rate > LARGEST else float(rate)


# Series of many kinds, each with times in steps, or None for even periods.


def digits(rng, places):
    return float(f"{rng.uniform(1, 10):.{places - 1}e}")


def conventional(rng):
    count = rng.randint(1, 11)
    flows = [digits(rng, 3) * 10 for _ in range(count)]
    return None, [float(f"{-sum(flows) * rng.uniform(0.2, 1.6):.3g}")] + [
        float(f"{f:.3g}") for f in flows
    ]


def any_signs(rng):
    count = rng.randint(3, 12)
    return None, [float(rng.randint(-99, 99)) for _ in range(count)]


def dated(rng):
    _, flows = conventional(rng) if rng.random() < 0.7 else any_signs(rng)
    gap = rng.choice([30, 91, 365, 800])
    times = [0]
    for _ in flows[1:]:
        times.append(times[-1] + rng.randint(0 if rng.random() < 0.1 else 1, gap))
    return times, flows


def scaled(rng):
    times, flows = dated(rng) if rng.random() < 0.3 else any_signs(rng)
    scale = 10.0 ** rng.choice([-300, -150, 150, 300])
    return times, [f * scale for f in flows]


def mixed_scales(rng):
    count = rng.randint(2, 8)
    flows = [
        digits(rng, 3) * 10.0 ** rng.randint(-300, 300) * rng.choice([-1, 1])
        for _ in range(count)
    ]
    gaps = [rng.choice([1, 1, 2, 5, 40]) for _ in flows[1:]]
    spread = [flows[0]]
    for gap, flow in zip(gaps, flows[1:], strict=True):
        spread += [0.0] * (gap - 1) + [flow]
    return None, spread


def chosen_roots(rng):
    """Near the rates chosen: flows are rounded, so that roots near each other move."""
    rates = [rng.uniform(-0.6, 1.5) for _ in range(rng.randint(1, 4))]
    if rng.random() < 0.4:
        rates.append(rates[0] + rng.choice([1e-3, 1e-5, 1e-7, 1e-9]))
    return None, product(rates)


def product(rates):
    """Coefficients of the product of (1 + r)*v - 1, rounded once."""
    made = [mpf(1)]
    for rate in rates:
        grown = [mpf(0)] + [c * (1 + mpf(rate)) for c in made]
        for i, c in enumerate(made):
            grown[i] -= c
        made = grown
    return [float(c) for c in made]


def near_total_loss(rng):
    """Roots next to -1, where all but a last trace is lost."""
    left = 10.0 ** -rng.randint(3, 15) * rng.uniform(1, 9)
    flows = [-digits(rng, 3) * 100, float(f"{left:.3g}")]
    if rng.random() < 0.5:
        flows.insert(1, float(f"{left * rng.uniform(0, 2):.3g}"))
    return None, flows


def exact_double(rng):
    """The square of a*v - b in whole numbers, times a factor without roots."""
    a, b = rng.randint(2, 400), rng.randint(2, 400)
    square = [b * b, -2 * a * b, a * a]
    if rng.random() < 0.5:
        c = rng.randint(1, 9)
        square = [x + c * y for x, y in zip([*square, 0], [0, *square], strict=True)]
    return None, [float(x) for x in square]


def alternating(rng):
    count = rng.randint(8, 16)
    return None, [digits(rng, 3) * (-1) ** i for i in range(count)]


def tiny_rates(rng):
    """Roots next to 0, of either sign, and 0 itself."""
    flows = [float(rng.randint(1, 999)) for _ in range(rng.randint(1, 6))]
    off = rng.choice([0.0, 0.0, 2.0**-40, -(2.0**-40), 2.0**-30])
    return None, [-sum(flows) + off, *flows]


KINDS = [
    (conventional, 26),
    (any_signs, 18),
    (dated, 30),
    (scaled, 5),
    (mixed_scales, 5),
    (chosen_roots, 5),
    (near_total_loss, 3),
    (exact_double, 2),
    (alternating, 3),
    (tiny_rates, 3),
]


def made_of(rng):
    kind = rng.choices([k for k, _ in KINDS], [w for _, w in KINDS])[0]
    times, flows = kind(rng)
    return kind.__name__, times, flows


def by_hand():
    """Long and nasty ones."""
    yield None, [-100.0] + [0.0] * 48 + [1e-3] + [0.0] * 50 + [1e6]
    yield None, [-1e-300] + [0.0] * 99 + [1e300]
    yield None, [1e300] + [0.0] * 99 + [-1e-300]
    yield None, [1e-300] + [0.0] * 49 + [-1e300] + [0.0] * 49 + [1e-300]
    yield None, [-1e-300, sys.float_info.max]
    yield None, [-sys.float_info.max, 5e-324]
    yield None, [-5e-324, 1e-323]
    yield None, [-sys.float_info.max, sys.float_info.max, sys.float_info.max]
    yield None, [-1.0] + [0.0] * 9998 + [2.0]
    yield None, [-1e4] + [1.5] * 9999
    yield list(range(10000)), [-1e4] + [1.5] * 9999
    yield (
        list(range(10000)),
        [-1e4] + [2.0] * 4000 + [-3000.0] + [2.0] * 4000 + [-9000.0] + [1.0] * 1997,
    )
    yield (
        [365 * i for i in range(41)],
        [(-1.0) ** (i + 1) * (1.1**i) * math.comb(40, i) for i in range(41)],
    )
    yield None, product([0.02 * i for i in range(1, 21)])
    yield None, product([0.03 * i - 0.5 for i in range(40)])
    yield None, product([-1 + 1e-9, -1 + 2e-9, 0.1])
    yield None, product([0.1, 0.1 + 1e-9])
    yield None, product([-0.3, -0.3 + 1e-9, 0.2, 0.2 + 1e-9])
    # Exact in doubles: (1024*v - 1023)*(1024*v - 1023 - 2^-20)/2^20 and the like.
    for k in (10, 20, 26):
        a, b = 1.0, 1.0 + 2.0**-k
        yield None, [a * b * 1.0, -(a + b), 1.0]


def shortened(tokens):
    """Runs of one token as 3*token."""
    i = 0
    while i < len(tokens):
        run = i
        while run < len(tokens) and tokens[run] == tokens[i]:
            run += 1
        yield tokens[i] if run - i < 3 else f"{run - i}*{tokens[i]}"
        i = run if run - i >= 3 else i + 1


def plain(number):
    return (
        repr(int(number))
        if math.isfinite(number) and number == int(number) and abs(number) < 1e15
        else repr(number)
    )


def mark_of(root):
    """What follows a root that is double or ill."""
    if root[1]:
        return "!"
    return f"~{root[2]:.1e}" if is_ill(*root) else ""


def line_of(times, flows, roots):
    steps = times or range(len(flows))
    if times:
        gaps = [b - a for a, b in pairwise([0, *times])]
        tokens = [f"{gap}@{plain(flow)}" for gap, flow in zip(gaps, flows, strict=True)]
    else:
        tokens = [plain(flow) for flow in flows]
    assert len(steps) == len(flows)
    rates = "".join(f" {plain(rounded(root[0]))}{mark_of(root)}" for root in roots)
    kind = "xirr" if times else "irr"
    return f"{kind} {len(roots)}{rates}: {' '.join(shortened(tokens))}\n"


def answer(series):
    times, flows = series
    steps, unit = (times, DAYS) if times else (range(len(flows)), 1)
    return times, flows, roots_of(steps, flows, unit)


def seeded(seed, count):
    rng = random.Random(seed)
    return [made_of(rng)[1:] for _ in range(count)]


def write():
    series = [*by_hand(), *seeded(20261126, 4975)]
    with multiprocessing.Pool() as pool:
        answers = pool.map(answer, series, chunksize=20)
    with open(HERE / "returns.txt", "w", newline="\n") as file:
        file.writelines(line_of(*one) for one in answers)


# The library itself, held against other series.


class Report(ctypes.Structure):
    _fields_ = [
        ("size", ctypes.c_size_t),
        ("count", ctypes.c_size_t),
        ("sign_changes", ctypes.c_size_t),
        ("norstrom", ctypes.c_int32),
        ("proof", ctypes.c_int32),
        ("unique", ctypes.c_int32),
        ("reserved", ctypes.c_int32),
    ]


def found_by(library, times, flows):
    """The status and the rates of aic_irr_all() or aic_xirr_all()."""
    count = len(flows)
    values, rates = (ctypes.c_double * count)(*flows), (ctypes.c_double * count)()
    report = Report(ctypes.sizeof(Report))
    size, by = ctypes.c_size_t(count), ctypes.byref
    if times:
        dates = (ctypes.c_int64 * count)(*times)
        status = library.aic_xirr_all(
            values, dates, size, None, rates, size, by(report), None
        )
    else:
        status = library.aic_irr_all(values, size, rates, size, by(report), None)
    return status, list(rates)[: report.count]


def ulps_between(a, b):
    return 0 if a == b else abs(a - b) / math.ulp(max(abs(a), abs(b)))


def complaint(library, times, flows, roots):
    """What is wrong with what the library says, or None."""
    status, rates = found_by(library, times, flows)
    wanted = [
        (rounded(rate), slack if double or is_ill(rate, double, slack) else 0)
        for rate, double, slack in roots
        if rate <= LARGEST
    ]
    if len(rates) != len(wanted):
        return f"{len(rates)} roots {rates} (status {status}) for {wanted}"
    for rate, (right, slack) in zip(rates, wanted, strict=True):
        if ulps_between(rate, right) > 4 and abs(rate - right) > slack:
            return f"{rate!r} for {right!r}: {ulps_between(rate, right):.1f} ulps"
    return None


def check(task):
    path, seed, count = task
    library = ctypes.CDLL(path)
    wrong = []
    for times, flows in seeded(seed, count):
        said = complaint(library, *answer((times, flows)))
        if said:
            wrong.append(f"{said}\n    {line_of(times, flows, [])}")
    return wrong


def verify(path, count):
    chunk = 100
    tasks = [(path, 1000 + i, chunk) for i in range(count // chunk)]
    bad = 0
    with multiprocessing.Pool() as pool:
        for wrong in pool.imap_unordered(check, tasks):
            bad += len(wrong)
            for one in wrong:
                print(one)
    print(f"{len(tasks) * chunk} series, {bad} wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["verify"]:
        sys.exit(verify(sys.argv[2], int(sys.argv[3])))
    write()
