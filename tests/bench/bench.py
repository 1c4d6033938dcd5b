"""Print the ratios of the speed issue, each from one run.

Usage: bench.py BENCH LIBRARY, the compiled bench and the shared library.
Subjects take turns over several rounds and the least time of each counts: these machines
are shared and noisy, so trust the ratios, not the times.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial

import numpy as np

CACHE_ROWS, MEMORY_ROWS, ROUNDS = 2048, 10_000_000, 3


def compiled(bench, subject, rows=0, threads=1):
    """Nanoseconds a row, or a call, as the compiled bench measures them."""
    answer = subprocess.run(
        [bench, subject, str(rows), str(threads)],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(answer.stdout)


def columns_of(rows):
    spread = (np.arange(rows) % 1009) / 1009
    bounds = [(1e3, 1e5), (300, 700), (1.1, 1.6), (280, 430)]
    return [low + (high - low) * spread for low, high in bounds]


def fleet_power(gpu_count, gpu_power_w, host_power_w=0.0):
    return gpu_count * (gpu_power_w + host_power_w) / 1e6


def facility_power(it_power_mw, pue):
    return it_power_mw * pue


def energy_use(facility_power_mw, load_factor=1.0, days_per_month=30.0):
    return facility_power_mw * load_factor * 24 * days_per_month


def household_equivalents(energy_mwh_per_month, household_kwh_per_month):
    return energy_mwh_per_month * 1000 / household_kwh_per_month


def numpy_models(count, watts, pue, use, out):
    """The chain as an analyst writes it: a function a model, one result."""
    month = energy_use(facility_power(fleet_power(count, watts), pue))
    out[:] = household_equivalents(month, use)


def numpy_folded(count, watts, pue, use, out):
    """The chain as an expert squeezes it: one expression, in place, constants folded."""
    np.multiply(count, watts, out=out)
    out *= pue
    out *= 24 * 30 * 1000 / 1e6
    out /= use


def numpy_nanoseconds(chain, rows):
    columns, out = columns_of(rows), np.empty(rows)
    best = float("inf")
    for _ in range(7):
        calls, start = 0, time.perf_counter()
        while (spent := time.perf_counter() - start) < 0.05 or calls == 0:
            chain(*columns, out)
            calls += 1
        best = min(best, spent / calls)
    return best * 1e9 / rows


def least(measures):
    """The least of each measure over rounds in which they take turns."""
    found = {name: float("inf") for name in measures}
    for _ in range(ROUNDS):
        for name, measure in measures.items():
            found[name] = min(found[name], measure())
    return found


def line(what, value, wanted, at_most=False):
    good = value <= wanted if at_most else value >= wanted
    bound = "at most" if at_most else "at least"
    print(f"{what:<66}{value:>9.2f}   {bound} {wanted:g}: {'yes' if good else 'NO'}")
    return good


def for_information(what, value):
    print(f"{what:<66}{value:>9.2f}")


def bench_columns(bench):
    good = True
    for rows, where, numpy_ratio in (
        (CACHE_ROWS, "cache", 3),
        (MEMORY_ROWS, "memory", 2.5),
    ):
        found = least(
            {
                "ours": partial(compiled, bench, "columns", rows),
                "fused": partial(compiled, bench, "fused", rows),
                "multiversioned": partial(compiled, bench, "multiversioned", rows),
                "numpy": partial(numpy_nanoseconds, numpy_models, rows),
                "folded": partial(numpy_nanoseconds, numpy_folded, rows),
            }
        )
        speeds = ", ".join(f"{name} {1e3 / ns:.0f}" for name, ns in found.items())
        print(f"columns of {rows:,} rows ({where}), million rows a second: {speeds}")
        good &= line(
            "  speed / hand-fused unchecked loop", found["fused"] / found["ours"], 0.45
        )
        good &= line(
            "  speed / NumPy, a function a model",
            found["numpy"] / found["ours"],
            numpy_ratio,
        )
        for_information(
            "  speed / hand-fused and compiled for this processor",
            found["multiversioned"] / found["ours"],
        )
        for_information(
            "  speed / NumPy, folded by hand into four passes in place",
            found["folded"] / found["ours"],
        )
    return good


def bench_threads(bench):
    found = least(
        {
            f"{subject} {threads}": lambda s=subject, t=threads: compiled(
                bench, s, MEMORY_ROWS, t
            )
            for subject in ("columns", "copy")
            for threads in (1, 2)
        }
    )
    ours = found["columns 1"] / found["columns 2"]
    copying = found["copy 1"] / found["copy 2"]
    print(
        f"two threads on {MEMORY_ROWS:,} rows: gain {ours:.2f}, "
        f"of plain copying {copying:.2f}"
    )
    return line("  gain / gain of plain copying threads", ours / copying, 0.9)


def bench_calls(bench):
    found = least(
        {s: lambda s=s: compiled(bench, s) for s in ("scalar", "kernel", "solve")}
    )
    good = line(
        "scalar typed call above the bare kernel, ns",
        found["scalar"] - found["kernel"],
        40,
        True,
    )
    return good & line(
        "aic_solve on a chain of four, microseconds", found["solve"] / 1e3, 20, True
    )


def bytes_of_tables(library):
    """What the reference tables take, relocations not counted."""
    folder = pathlib.Path(library).parent
    (tables,) = folder.glob("*.so*.p/*reference_tables.c.o")
    sizes = subprocess.run(["size", tables], check=True, capture_output=True, text=True)
    return int(sizes.stdout.splitlines()[1].split()[3])


def bench_size(library):
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copy(os.path.realpath(library), os.path.join(folder, "library"))
        subprocess.run(["strip", "--strip-unneeded", copy], check=True)
        size = os.path.getsize(copy)
    good = line("stripped shared library, KiB", size / 1024, 768, True)
    rest = (size - bytes_of_tables(library)) / 1024
    return good & line("  without the reference tables, at most", rest, 256, True)


def main():
    bench, library = sys.argv[1:]
    results = [
        bench_columns(bench),
        bench_threads(bench),
        bench_calls(bench),
        bench_size(library),
    ]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
