#!/usr/bin/env python3
"""The tile loop of every kernel vectorises, as the compiler's own report says.

Usage: vectorised.py --source DIR -- COMPILER...
Ends with 77 (skipped) when the compiler is not gcc.
"""

import re
import subprocess
import sys
from pathlib import Path

# Kernels that no compiler vectorises without a vector libm, and why.
NOT_VECTORISABLE = {
    "gpu_power_curve": "pow",
    "required_revenue": "expm1 and log1p",
    "levelized_compute_cost": "expm1 and log1p",
    "rental_margin": "expm1 and log1p",
    "gpu_resale_value": "pow",
    "project_payback": "a loop, and logarithms in it",
}
# Vectorised where the instruction set rounds doubles: not in the SSE2 baseline.
NEEDS_SSE4 = {"grid_connection": "floor and ceil"}

# What has one kernel a file; the rest of the library has none.
WITH_MODELS = (
    "gpu_power",
    "datacenter_energy",
    "household",
    "investment",
    "payback",
    "compute_cost",
)

FLAGS = [
    "-std=c11",
    "-O2",
    "-ftree-vectorize",
    "-fvect-cost-model=dynamic",
    "-ffp-contract=off",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-DAIC_BUILD",
    "-DNDEBUG",
    "-D_POSIX_C_SOURCE=200809L",
    "-S",
    "-o",
    "/dev/null",
    "-fopt-info-vec-optimized",
]


def report(compiler, source, path, more):
    command = [*compiler, *FLAGS, *more, f"-I{source}/include"]
    command += [f"-I{source}/libaicompute", str(path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return run.stderr + run.stdout


def loop_line(path):
    """The macro that holds the loop is used on this line."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line.startswith("DEFINE_MODEL("):
            return number
    sys.exit(f"{path}: no DEFINE_MODEL")


def is_vectorised(compiler, source, path, more):
    text = report(compiler, source, path, more)
    pattern = rf"{path.name}:{loop_line(path)}:\d+: optimized: +loop vectorized"
    return re.search(pattern, text) is not None


def main():
    source = Path(sys.argv[sys.argv.index("--source") + 1])
    compiler = sys.argv[sys.argv.index("--") + 1 :]
    probe = [*compiler, "-dM", "-E", "-xc", "/dev/null"]
    macros = subprocess.run(probe, capture_output=True, text=True, check=True).stdout
    if "__GNUC__" not in macros or "__clang__" in macros:
        print("skipped: the report is gcc's")
        return 77
    x86 = "__x86_64__" in macros
    wrong = 0
    for path in sorted(source.glob("libaicompute/*/*.c")):
        name = path.stem
        if path.parent.name not in WITH_MODELS:
            continue
        sse4 = x86 and name in NEEDS_SSE4
        found = is_vectorised(compiler, source, path, ["-msse4.1"] if sse4 else [])
        wanted = name not in NOT_VECTORISABLE
        said = "vectorised" if found else "not vectorised"
        why = NOT_VECTORISABLE.get(name)
        print(f"{name}: {said}" + (f" ({why})" if why else ""))
        if found != wanted:
            wrong += 1
            print(f"{name}: should be otherwise; mend it, or the list in {__file__}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
