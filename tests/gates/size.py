"""The shared library is small and does nothing when it is loaded: no constructors, no
relocations but those that every library has.

Usage: size.py LIBRARY
"""

import pathlib
import re
import sys
import tempfile

import gate

BYTES_MAX = 256 * 1024
# Its own address, an imported function, and the choice between clones of a function.
RELOCATIONS = re.compile(r"_(RELATIVE|GLOB_DAT|JUMP_SLOT?|IRELATIVE?)$")
CONSTRUCTOR = """
__attribute__((constructor)) static void work(void)
{
    static volatile int done;
    done = 1;
}
"""


def stripped_size(library, scratch):
    small = pathlib.Path(scratch) / "stripped.so"
    gate.run("strip", "-o", small, library)
    return small.stat().st_size


def complaints(library):
    sections = gate.run("readelf", "--wide", "--sections", library)
    pointer = 8 if "ELF64" in gate.run("readelf", "--file-header", library) else 4
    found = []
    for name, size in re.findall(
        r"(\.(?:init|fini)_array)\s+\S+\s+\S+\s+\S+\s+([0-9a-f]+)", sections
    ):
        if int(size, 16) > pointer:
            found.append(f"{name} has entries beside the compiler's own")
    relocations = gate.run("readelf", "--wide", "--relocs", library)
    for kind in set(re.findall(r"\b(R_\w+)", relocations)):
        if not RELOCATIONS.search(kind):
            found.append(f"there is a {kind}")
    return found


report = gate.Report()
with tempfile.TemporaryDirectory() as scratch:
    library = sys.argv[1]
    size = stripped_size(library, scratch)
    report.check(size < BYTES_MAX, f"{size} bytes, stripped")
    report.holds(complaints(library), "nothing is done at load")

    tree = gate.copy_tree(f"{scratch}/tree")
    (tree / "libaicompute/core/work.c").write_text(CONSTRUCTOR)
    report.refuses(complaints(gate.build_library(tree)), "a constructor")
report.close()
