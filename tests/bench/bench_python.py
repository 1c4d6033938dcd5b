"""Print the ratios of the Python package, each from one run.

Usage: bench_python.py, with the package on the path. Subjects take turns over several
rounds and the least time of each counts, as in bench.py.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time

import aicompute as aic
from bench import (
    columns_of,
    energy_use,
    facility_power,
    fleet_power,
    for_information,
    household_equivalents,
    line,
)

SMALL_ROWS, LARGE_ROWS, ROUNDS = 1000, 1_000_000, 15
NAMES = ("gpu_count", "gpu_power_w", "pue", "household_kwh_per_month")
SITE = aic.path("gpu_count", "households")


def ours(columns, threads=1):
    """The chain, with one result wanted."""
    return SITE(**columns, results="households", threads=threads).households


def numpy_models(columns):
    """The chain as an analyst writes it: a function a model."""
    count, watts, pue, use = columns.values()
    month = energy_use(facility_power(fleet_power(count, watts), pue))
    return household_equivalents(month, use)


def numpy_folded(columns):
    """The chain as an expert squeezes it: in place, constants folded by hand."""
    count, watts, pue, use = columns.values()
    out = count * watts
    out *= pue
    out *= 24 * 30 * 1000 / 1e6
    out /= use
    return out


def least(subjects, calls):
    """The least microseconds a call of each over rounds in which they take turns."""
    found = dict.fromkeys(subjects, float("inf"))
    for _ in range(ROUNDS):
        for name, subject in subjects.items():
            start = time.perf_counter()
            for _ in range(calls):
                subject()
            spent = (time.perf_counter() - start) / calls * 1e6
            found[name] = min(found[name], spent)
    return found


def bench_columns(rows, calls, wanted):
    columns = dict(zip(NAMES, columns_of(rows), strict=True))
    found = least(
        {
            "ours": lambda: ours(columns),
            "two threads": lambda: ours(columns, threads=2),
            "numpy": lambda: numpy_models(columns),
            "folded": lambda: numpy_folded(columns),
        },
        calls,
    )
    times = ", ".join(f"{name} {spent:.1f}" for name, spent in found.items())
    print(f"columns of {rows:,} rows, microseconds: {times}")
    good = line("  speed / NumPy", found["numpy"] / found["ours"], wanted)
    if rows == LARGE_ROWS:
        ratio = found["numpy"] / found["two threads"]
        good &= line("  speed on two threads / NumPy on one", ratio, 4)
    for_information("  speed / NumPy folded by hand", found["folded"] / found["ours"])
    return good


def bench_memory():
    """Growth of the peak over the size of the outputs, in a process of its own."""
    answer = subprocess.run(
        [sys.executable, __file__, "memory"], check=True, capture_output=True, text=True
    )
    return line(
        "peak memory of a column call / its output", float(answer.stdout), 1.1, True
    )


def print_memory():
    columns = dict(zip(NAMES, columns_of(8 * LARGE_ROWS), strict=True))
    ours({name: column[:SMALL_ROWS] for name, column in columns.items()})
    with open("/proc/self/clear_refs", "w", encoding="ascii") as peak:
        peak.write("5")  # from here on the peak is that of the call
    before = kib_of("VmRSS")
    made = ours(columns)
    print((kib_of("VmHWM") - before) * 1024 / made.nbytes)


def kib_of(what):
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(row.split()[1]) for row in status if row.startswith(what))


def bench_calls():
    given = {"gpu_count": 50_000, "gpu_power_w": 400}
    site = {**given, "pue": 1.5, "household_kwh_per_month": 350}
    found = least(
        {
            "model": lambda: aic.fleet_power(**given).it_power_mw,
            "chain": lambda: SITE(**site).households,
        },
        10_000,
    )
    good = line("scalar call of a model, microseconds", found["model"], 3, True)
    return good & line("scalar call of a chain of four", found["chain"], 3, True)


def import_milliseconds(cache):
    code = (
        "import numpy, time; start = time.perf_counter(); import aicompute; "
        "print(1e3 * (time.perf_counter() - start))"
    )
    compiled = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": cache}
    answer = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env=compiled,
    )
    return float(answer.stdout)


def bench_import():
    with tempfile.TemporaryDirectory() as cache:
        spent = min(import_milliseconds(cache) for _ in range(ROUNDS))
    return line("import beyond NumPy's own, milliseconds", spent, 40, True)


def bench_threads():
    columns = dict(zip(NAMES, columns_of(LARGE_ROWS), strict=True))

    def work():
        for _ in range(10):
            ours(columns)

    def both():
        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    found = least({"one": work, "two": both}, 1)
    gain = 2 * found["one"] / found["two"]
    return line("two threads of Python / one", gain, 1.8)


def main():
    if sys.argv[1:] == ["memory"]:
        print_memory()
        return
    results = [
        bench_columns(LARGE_ROWS, 3, 2.5),
        bench_columns(SMALL_ROWS, 500, 1),
        bench_memory(),
        bench_calls(),
        bench_import(),
        bench_threads(),
    ]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
