"""Cash flows against the packages that people use, each ratio from one run.

Usage: bench_cashflow.py LIBRARY, the shared library. It is called through ctypes, its
columns without a copy; the peers from Python, as they are meant to be. Neither peer has
an irr of many series, so both are called in a loop.
"""

import ctypes
import datetime
import sys
import time

import numpy as np
import numpy_financial
import pyxirr

SERIES, ROUNDS, SPAN = 10_000, 5, 0.05
double_p, int64_p = ctypes.POINTER(ctypes.c_double), ctypes.POINTER(ctypes.c_int64)


class Flows(ctypes.Structure):
    _fields_ = [
        ("size", ctypes.c_size_t),
        ("rows", ctypes.c_size_t),
        ("values", double_p),
        ("dates", int64_p),
        ("offsets", int64_p),
        ("flows", ctypes.c_size_t),
        ("row_stride", ctypes.c_ssize_t),
        ("date_stride", ctypes.c_ssize_t),
    ]


class Options(ctypes.Structure):
    _fields_ = [
        ("size", ctypes.c_size_t),
        ("threads", ctypes.c_uint32),
        ("strict", ctypes.c_uint32),
        ("progress", ctypes.c_void_p),
        ("context", ctypes.c_void_p),
    ]


class Column(ctypes.Structure):
    _fields_ = [("values", double_p), ("stride", ctypes.c_ssize_t)]


def doubles(array):
    return array.ctypes.data_as(double_p)


def seconds(work):
    """The least time of one call."""
    best = float("inf")
    for _ in range(3):
        calls, start = 0, time.perf_counter()
        while (spent := time.perf_counter() - start) < SPAN or calls == 0:
            work()
            calls += 1
        best = min(best, spent / calls)
    return best


def least(measures):
    """The least of each over rounds in which they take turns."""
    found = {name: float("inf") for name in measures}
    for _ in range(ROUNDS):
        for name, work in measures.items():
            found[name] = min(found[name], seconds(work))
    return found


def line(what, value, wanted):
    good = value >= wanted
    print(f"{what:<66}{value:>9.2f}   at least {wanted:g}: {'yes' if good else 'NO'}")
    return good


def matrix_of(rows, flows):
    """Projects with rates from -10 to 60 %."""
    rng = np.random.default_rng(20261126)
    matrix = rng.uniform(10, 100, (rows, flows))
    matrix[:, 0] = -matrix[:, 1:].sum(axis=1) / rng.uniform(0.7, 3, rows)
    return np.ascontiguousarray(matrix)


def batch(library, matrix, threads=1):
    options = Options(ctypes.sizeof(Options), threads, 0, None, None)
    rates = np.empty(len(matrix))
    series = Flows(
        ctypes.sizeof(Flows),
        len(matrix),
        doubles(matrix),
        None,
        None,
        *[matrix.shape[1]] * 2,
        0,
    )

    def work():
        status = library.aic_irr_batch(
            ctypes.byref(series),
            None,
            ctypes.byref(options),
            doubles(rates),
            None,
            None,
            None,
        )
        assert status == 0, status

    return work, rates


def bench_many(library):
    matrix = matrix_of(SERIES, 10)
    work, rates = batch(library, matrix)
    few, lists = matrix[:100], matrix.tolist()
    found = least(
        {
            "ours": work,
            "pyxirr": lambda: [pyxirr.irr(row) for row in matrix],
            "pyxirr, lists": lambda: [pyxirr.irr(row) for row in lists],
            "numpy-financial": lambda: [numpy_financial.irr(row) for row in few],
        }
    )
    found["numpy-financial"] *= len(matrix) / len(few)
    assert np.allclose(rates, [pyxirr.irr(row) for row in matrix], rtol=1e-9)
    times = ", ".join(
        f"{name} {1e6 * spent / SERIES:.2f}" for name, spent in found.items()
    )
    print(f"irr of {SERIES:,} series of 10 flows, microseconds a series: {times}")
    peer = min(found["pyxirr"], found["pyxirr, lists"])
    good = line(
        "  speed / pyxirr in a loop, of arrays or of lists", peer / found["ours"], 10
    )
    return good & line(
        "  speed / numpy-financial", found["numpy-financial"] / found["ours"], 200
    )


def bench_threads(library):
    matrix = matrix_of(50 * SERIES, 10)
    found = least({threads: batch(library, matrix, threads)[0] for threads in (1, 2)})
    print(
        f"irr of {len(matrix):,} series, microseconds a series: "
        f"{1e6 * found[1] / len(matrix):.3f}"
    )
    return line("  speed of two threads / one", found[1] / found[2], 1.7)


def bench_one(library, count, dated):
    """One series of many flows: the call alone, its arguments made ready, for both."""
    values = matrix_of(1, count)[0]
    days = (
        np.cumsum(np.random.default_rng(7).integers(1, 30, count)).astype(np.int64)
        + 18000
    )
    rate, size = ctypes.c_double(), ctypes.c_size_t(count)
    dates = days.astype("datetime64[D]")
    as_dates, as_list = dates.astype(datetime.date).tolist(), values.tolist()
    arguments = (
        (doubles(values), days.ctypes.data_as(int64_p)) if dated else (doubles(values),)
    )
    function = library.aic_xirr if dated else library.aic_irr

    def work():
        assert function(*arguments, size, None, ctypes.byref(rate), None) == 0

    if dated:
        peers = {
            "pyxirr": lambda: pyxirr.xirr(dates, values),
            "pyxirr, lists": lambda: pyxirr.xirr(as_dates, as_list),
        }
    else:
        peers = {
            "pyxirr": lambda: pyxirr.irr(values),
            "pyxirr, lists": lambda: pyxirr.irr(as_list),
        }
    found = least({"ours": work, **peers})
    times = ", ".join(f"{name} {1e6 * spent:.2f}" for name, spent in found.items())
    print(f"{'xirr' if dated else 'irr'} of {count:,} flows, microseconds: {times}")
    peer = min(spent for name, spent in found.items() if name != "ours")
    return line("  speed / pyxirr", peer / found["ours"], 1.3)


def bench_pmt(library):
    rows = 1_000_000
    rng = np.random.default_rng(11)
    rate, nper, pv = (
        rng.uniform(0.001, 0.02, rows),
        rng.uniform(12, 360, rows),
        rng.uniform(1e3, 1e6, rows),
    )
    out = np.empty(rows)
    none = Column(None, 0)
    inputs = (Column * 5)(*(Column(doubles(c), 1) for c in (rate, nper, pv)), none, none)

    def work():
        status = library.aic_annuity_columns(
            1,
            inputs,
            ctypes.c_size_t(5),
            ctypes.c_size_t(rows),
            None,
            doubles(out),
            None,
            None,
        )
        assert status == 0, status

    found = least(
        {"ours": work, "numpy-financial": lambda: numpy_financial.pmt(rate, nper, pv)}
    )
    assert np.allclose(out, numpy_financial.pmt(rate, nper, pv), rtol=1e-12)
    times = ", ".join(f"{name} {1e9 * spent / rows:.1f}" for name, spent in found.items())
    print(f"pmt of {rows:,} rows, nanoseconds a row: {times}")
    return line("  speed / numpy-financial", found["numpy-financial"] / found["ours"], 2)


def main():
    library = ctypes.CDLL(sys.argv[1])
    results = [bench_many(library), bench_threads(library)]
    results += [
        bench_one(library, count, dated)
        for dated in (True, False)
        for count in (100, 1000)
    ]
    results.append(bench_pmt(library))
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
