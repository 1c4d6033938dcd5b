"""The library is C11 and nothing else: pedantic compilers have no word to say, and what
is there of GNU C has a fallback.

Usage: portable.py COMPILER...
"""

import subprocess
import sys

import gate

STRICT = ["-std=c11", "-pedantic-errors", "-Wall", "-Wextra", "-Werror", "-fsyntax-only"]
# Without GNU C, glibc writes INFINITY as a number too large for a float.
NO_GNU_C = ["-U__GNUC__", "-U__clang__", "-Wno-literal-range"]


def complaints(compiler, *flags):
    made = subprocess.run(
        [
            compiler,
            *STRICT,
            *flags,
            "-D_POSIX_C_SOURCE=200809L",
            "-DAIC_BUILD",
            f"-I{gate.ROOT}/include",
            f"-I{gate.ROOT}/libaicompute",
            *gate.ROOT.glob("libaicompute/*/*.c"),
        ],
        capture_output=True,
        text=True,
    )
    return made.stderr.splitlines() if made.returncode else []


report = gate.Report()
for compiler in sys.argv[1:]:
    report.holds(complaints(compiler), f"{compiler}: pedantic")
    # The C library's headers do not survive this with gcc.
    if "clang" in compiler:
        report.holds(
            complaints(compiler, *NO_GNU_C), f"{compiler}: the fallbacks for GNU C"
        )
report.close()
