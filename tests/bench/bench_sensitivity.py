"""Sobol' indices beside SALib: the households of the chain of four models with six
uncertain inputs, first-order and total indices with intervals, from one run.

Usage: bench_sensitivity.py, with the package on the path. Both draw scrambled Sobol'
points, evaluate `POINTS*(6 + 2)` rows and resample at their defaults: ours 1,000 times,
SALib 100. They take turns and the least time of each counts. SALib is spared second-order
indices, which ours does not have, and its model is the one of bench_sampling.py.
"""

import sys
import time
from importlib.metadata import version

import aicompute as aic
import numpy as np
from bench import for_information, line
from bench_sampling import LOG_MEDIAN, LOG_SPREAD, chain
from SALib.analyze import sobol as analysis
from SALib.sample import sobol as sampling

POINTS, ROUNDS = 2**16, 3
SITE = aic.path("gpu_count", "households")
KNOWN = {
    "gpu_count": aic.uniform(45e3, 55e3),
    "gpu_power_w": aic.lognormal(p05=350, p95=700),
    "host_power_w": aic.uniform(50, 150),
    "pue": aic.triangular(1.1, 1.25, 1.6),
    "load_factor": aic.uniform(0.6, 0.95),
    "household_kwh_per_month": aic.triangular(280, 350, 430),
}
PROBLEM = {
    "num_vars": len(KNOWN),
    "names": list(KNOWN),
    "bounds": [
        [45e3, 55e3],
        [LOG_MEDIAN, LOG_SPREAD],
        [50, 150],
        [1.1, 1.6, (1.25 - 1.1) / (1.6 - 1.1)],
        [0.6, 0.95],
        [280, 430, (350 - 280) / (430 - 280)],
    ],
    "dists": ["unif", "lognorm", "unif", "triang", "unif", "triang"],
}


def ours(threads):
    return SITE.sobol_indices(POINTS, results="households", threads=threads, **KNOWN)


def salib():
    rows = sampling.sample(PROBLEM, POINTS, calc_second_order=False, seed=1)
    _, households = chain(*rows.T)
    return analysis.analyze(PROBLEM, households, calc_second_order=False, seed=1)


def agree(made, theirs):
    """Whether the two differ by no more than both intervals allow."""
    rows = [made[name] for name in KNOWN]
    for kind, share, half in (("first", "S1", "S1_conf"), ("total", "ST", "ST_conf")):
        own = np.array([getattr(row, kind) for row in rows])
        low = np.array([getattr(row, f"{kind}_low") for row in rows])
        high = np.array([getattr(row, f"{kind}_high") for row in rows])
        if np.any(np.abs(own - theirs[share]) > (high - low) / 2 + theirs[half]):
            return False
    return True


def main():
    subjects = {"one": lambda: ours(1), "two": lambda: ours(2), "salib": salib}
    seconds, made = dict.fromkeys(subjects, float("inf")), {}
    for _ in range(ROUNDS):
        for name, subject in subjects.items():
            start = time.perf_counter()
            made[name] = subject()
            seconds[name] = min(seconds[name], time.perf_counter() - start)
    assert made["one"] == made["two"] and agree(made["one"], made["salib"]), made
    one, two, peer = seconds.values()
    print(
        f"Sobol' indices of six inputs from {POINTS:,} points: {one:.3f} s, on two "
        f"threads {two:.3f} s, SALib {version('salib')} {peer:.2f} s"
    )
    good = line("  speed on one thread / SALib", peer / one, 20)
    for_information("  speed on two threads / SALib", peer / two)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
