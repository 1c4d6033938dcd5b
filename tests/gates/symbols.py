"""The functions of the headers, the version map and the library's symbols are the same.

Usage: symbols.py LIBRARY
"""

import pathlib
import re
import sys
import tempfile

import gate

PRIVATE = """
int aic_private(void);
int aic_private(void) { return 0; }
"""


def declared(tree):
    headers = (tree / "include/aicompute").glob("*.h")
    text = "\n".join(header.read_text() for header in headers)
    return set(re.findall(r"^AIC_API [^;(]*?(\w+)\(", text, re.MULTILINE))


def mapped(tree):
    text = (tree / "libaicompute/libaicompute.map").read_text()
    return set(re.findall(r"^\s*([\w*]+);", text, re.MULTILINE)) - {"*"}


def exported(library):
    lines = gate.run("nm", "-D", "--defined-only", library).splitlines()
    kinds_names = [line.split()[-2:] for line in lines]
    return {name.split("@")[0] for kind, name in kinds_names if kind != "A"}


def complaints(tree, library):
    sets = {
        "headers": declared(tree),
        "map": mapped(tree),
        "library": exported(library),
    }
    everything = set().union(*sets.values())
    return [
        f"{name} is not in the {place}"
        for place, names in sets.items()
        for name in sorted(everything - names)
    ]


def unprefixed(archive):
    """Names that a static library would take from the program that links it."""
    lines = gate.run("nm", "-g", "--defined-only", archive).splitlines()
    names = {line.split()[-1] for line in lines if len(line.split()) == 3}
    return [
        f"{name} has no prefix" for name in sorted(names) if not name.startswith("aic_")
    ]


report = gate.Report()
built = pathlib.Path(sys.argv[1])
report.check(len(declared(gate.ROOT)) > 30, "the headers are understood")
report.holds(complaints(gate.ROOT, built), "headers, map and library agree")
report.holds(
    unprefixed(built.with_name("libaicompute.a")), "static names have the prefix"
)

with tempfile.TemporaryDirectory() as scratch:
    tree = gate.copy_tree(f"{scratch}/declared")
    header = tree / "include/aicompute/core.h"
    header.write_text(header.read_text() + "AIC_API int aic_declared(void);\n")
    report.refuses(complaints(tree, built), "a function declared but not exported")

    tree = gate.copy_tree(f"{scratch}/unmapped")
    gate.edit(tree, "libaicompute/libaicompute.map", "    aic_version;\n", "")
    report.refuses(
        complaints(tree, gate.build_library(tree)), "a function missing in the map"
    )

    tree = gate.copy_tree(f"{scratch}/leak")
    gate.edit(tree, "libaicompute/libaicompute.map", "    aic_version;\n", "    aic_*;\n")
    (tree / "libaicompute/core/private.c").write_text(PRIVATE)
    leaky = gate.build_library(tree, "-fvisibility=default")
    report.refuses(complaints(gate.ROOT, leaky), "a private function that leaks out")

    bare = pathlib.Path(scratch, "bare.c")
    bare.write_text("int bare(void);\nint bare(void) { return 0; }\n")
    gate.run("cc", "-c", bare, "-o", bare.with_suffix(".o"))
    report.refuses(unprefixed(bare.with_suffix(".o")), "a static name without the prefix")
report.close()
