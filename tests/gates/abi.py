"""The binary interface is that of the baseline, as abidiff sees it: the functions and
the records they mention. New functions are welcome, and other insides of records that
only the library sees; no other change is, not even one that abidiff takes for harmless.

Usage: abi.py, or abi.py freeze to write the baseline
"""

import platform
import re
import subprocess
import sys
import tempfile

import gate

BASELINE = gate.BASELINES / f"libaicompute-{gate.SERIES}.abi"
INCLUDE = "include/aicompute/"
MAP = "libaicompute/libaicompute.map"
ERROR = "libaicompute/core/error.c"
UNITS = "libaicompute/core/units.c"

# Edits: a file, and what to replace in it.
VERSION = "const char *aic_version(void)"
WELCOME = [
    (INCLUDE + "core.h", f"{VERSION};", f"{VERSION};\nAIC_API int aic_new(void);"),
    (ERROR, f"{VERSION}\n", f"int aic_new(void)\n{{\n    return 0;\n}}\n\n{VERSION}\n"),
    (MAP, "    aic_version;", "    aic_version;\n    aic_new;"),
]
INSIDE = [("libaicompute/data/tables.h", "int review_years;", "long review_years;")]
BREAKS = {
    "two members swapped": [
        (INCLUDE + "audit.h", "double least; ", "double spare; "),
        (INCLUDE + "audit.h", "double most; ", "double least; "),
        (INCLUDE + "audit.h", "double spare; ", "double most; "),
    ],
    "a member retyped": [
        (INCLUDE + "columns.h", "uint32_t strict; ", "uint64_t strict; ")
    ],
    "a member in the middle": [
        (INCLUDE + "audit.h", "double computed; ", "double spare, computed; ")
    ],
    "a frozen record that grew": [
        (INCLUDE + "solve.h", "int32_t usual; ", "int32_t usual, certain; ")
    ],
    "a function gone": [(MAP, "    aic_verdict_text;\n", "")],
    "a parameter retyped": [
        (INCLUDE + "model.h", "*aic_unit_at(size_t", "*aic_unit_at(int"),
        (UNITS, "*aic_unit_at(size_t", "*aic_unit_at(int"),
    ],
}


def opaque_records(tree):
    """Records that the headers name and do not define."""
    text = "".join(
        path.read_text(encoding="utf-8") for path in tree.glob(INCLUDE + "*.h")
    )
    named = set(re.findall(r"^typedef struct (\w+) \1;", text, re.MULTILINE))
    return sorted(named - set(re.findall(r"struct (\w+) {", text)))


def complaints(library):
    """Of a library in the tree that it was built from."""
    names = "|".join(opaque_records(library.parent))
    insides = library.parent / "insides"
    insides.write_text(f"[suppress_type]\n  name_regexp = ^({names})$\n")
    found = subprocess.run(
        ["abidiff", "--no-added-syms", "--suppressions", insides, BASELINE, library],
        capture_output=True,
        text=True,
    )
    return (found.stdout + found.stderr).splitlines() if found.returncode else []


def library_of(folder, edits=()):
    """The library of a copy of the tree with these edits."""
    tree = gate.copy_tree(folder)
    for name, old, new in edits:
        gate.edit(tree, name, old, new)
    return gate.build_library(tree)


def freeze(scratch):
    library = library_of(f"{scratch}/now")
    quiet = ["--no-corpus-path", "--no-show-locs", "--drop-undefined-syms"]
    gate.run("abidw", *quiet, "--out-file", BASELINE, library)


def test(scratch):
    report = gate.Report()
    if platform.machine() != "x86_64":
        report.skip_all("the baseline is of x86-64")
    now = library_of(f"{scratch}/now")
    report.holds(complaints(now), "the library has the ABI of the baseline")
    added = library_of(f"{scratch}/added", WELCOME)
    report.holds(complaints(added), "welcome: a new function")
    inside = library_of(f"{scratch}/inside", INSIDE)
    report.holds(complaints(inside), "welcome: another inside of a record")
    for name, edits in BREAKS.items():
        report.refuses(complaints(library_of(f"{scratch}/{name}", edits)), name)
    report.close()


with tempfile.TemporaryDirectory() as scratch:
    freeze(scratch) if sys.argv[1:] == ["freeze"] else test(scratch)
