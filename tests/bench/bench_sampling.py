"""Sampling beside NumPy: the chain of four models with six uncertain inputs, the 5th
percentile, median and 95th percentile of two results, from one run.

Usage: bench_sampling.py BENCH, the compiled program. Each subject is a process of its
own, so that its memory can be told; they take turns and the least time of each counts.
"""

import pathlib
import re
import subprocess
import sys
import time

import numpy as np
from bench import (
    energy_use,
    facility_power,
    fleet_power,
    for_information,
    household_equivalents,
    line,
)

SAMPLES, ROUNDS, SHARES = 10_000_000, 3, [0.05, 0.5, 0.95]
CHUNK = 16_384
MANY_SAMPLES = 1_000_000_000
NORMAL_95 = 1.6448536269514722
LOG_MEDIAN = (np.log(350) + np.log(700)) / 2
LOG_SPREAD = (np.log(700) - np.log(350)) / 2 / NORMAL_95


def chain(count, watts, host, pue, load, use):
    it_mw = fleet_power(count, watts, host)
    month = energy_use(facility_power(it_mw, pue), load)
    return it_mw, household_equivalents(month, use)


def draw(rng, size):
    return (
        rng.uniform(45e3, 55e3, size),
        rng.lognormal(LOG_MEDIAN, LOG_SPREAD, size),
        rng.uniform(50, 150, size),
        rng.triangular(1.1, 1.25, 1.6, size),
        rng.uniform(0.6, 0.95, size),
        rng.triangular(280, 350, 430, size),
    )


def numpy_plain(samples):
    """As an analyst writes it."""
    return [
        np.quantile(result, SHARES)
        for result in chain(*draw(np.random.default_rng(1), samples))
    ]


def numpy_chunked(samples):
    """As an expert squeezes it: the fastest generator, what is in work within the cache,
    quantiles in place."""
    rng = np.random.Generator(np.random.SFC64(1))
    it_mw, households = np.empty(samples), np.empty(samples)
    for start in range(0, samples, CHUNK):
        part = slice(start, min(start + CHUNK, samples))
        it_mw[part], households[part] = chain(*draw(rng, part.stop - start))
    return [
        np.quantile(result, SHARES, overwrite_input=True)
        for result in (it_mw, households)
    ]


NUMPY = {"plain": numpy_plain, "chunked": numpy_chunked}


def run_numpy(name, samples):
    start = time.perf_counter()
    quantiles = np.concatenate(NUMPY[name](samples))
    spent = time.perf_counter() - start
    peak = re.search(r"VmHWM:\s*(\d+) kB", pathlib.Path("/proc/self/status").read_text())
    print(spent, peak[1], *quantiles)


def measured(command):
    """Seconds, MiB and quantiles of a process."""
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, kibibytes, *quantiles = map(float, answer.stdout.split())
    return seconds, kibibytes / 1024, quantiles


def least(commands):
    found = {}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            found[name] = min(found.get(name, (float("inf"),)), measured(command))
    return found


def main(bench):
    numpy_command = [sys.executable, __file__, "--numpy"]
    found = least(
        {
            "one thread": [bench, str(SAMPLES), "1"],
            "two threads": [bench, str(SAMPLES), "2"],
            "NumPy, plain": [*numpy_command, "plain", str(SAMPLES)],
            "NumPy, chunked": [*numpy_command, "chunked", str(SAMPLES)],
        }
    )
    for _, _, quantiles in found.values():
        assert np.allclose(quantiles, found["NumPy, plain"][2], rtol=5e-3), found
    assert found["one thread"][2] == found["two threads"][2]
    times = ", ".join(
        f"{name} {s:.2f} s in {mib:.0f} MiB" for name, (s, mib, _) in found.items()
    )
    print(f"{SAMPLES:,} samples of six inputs, quantiles of two results: {times}")
    peer = min(found["NumPy, plain"][0], found["NumPy, chunked"][0])
    one, two = found["one thread"][0], found["two threads"][0]
    results = [
        line("  speed on one thread / the better of two NumPy scripts", peer / one, 3),
        line("  speed on two threads / that", peer / two, 5.5),
        line("  two threads / one", one / two, 1.8),
        line("  peak memory of the process, MiB", found["two threads"][1], 64, True),
    ]
    for_information("  peak memory of NumPy, plain, MiB", found["NumPy, plain"][1])
    seconds, mebibytes, _ = measured([bench, str(MANY_SAMPLES), "2"])
    for_information(f"{MANY_SAMPLES:,} samples on two threads, seconds", seconds)
    results.append(line("  peak memory of the process, MiB", mebibytes, 200, True))
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    if sys.argv[1] == "--numpy":
        run_numpy(sys.argv[2], int(sys.argv[3]))
    else:
        main(sys.argv[1])
