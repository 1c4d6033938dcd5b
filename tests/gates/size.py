"""The shared library is small and does nothing when it is loaded: no constructors, no
relocations but those that every library has.

Usage: size.py LIBRARY
"""

import pathlib
import re
import sys
import tempfile

import gate

# With all reference data.
BYTES_MAX = 768 * 1024
# Its own address, an imported function, and the choice between clones of a function.
RELOCATIONS = re.compile(r"_(RELATIVE|GLOB_DAT|JUMP_SLOT?|IRELATIVE?)$")
# The last one reads the processor's features, for that choice.
COMPILERS_OWN = {"frame_dummy", "__do_global_dtors_aux", "__cpu_indicator_init"}
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


def run_at_load(library):
    """The functions that the library's tables of constructors and destructors name."""
    sections = gate.run("readelf", "--wide", "--sections", library)
    tables = re.findall(r"(?:INIT|FINI)_ARRAY +(\w+) +\w+ +(\w+)", sections)
    spans = [(int(start, 16), int(size, 16)) for start, size in tables]
    symbols = gate.run("readelf", "--wide", "--symbols", library)
    names = {
        int(at, 16): name
        for at, name in re.findall(r": (\w+) +\d+ FUNC .* (\w+)$", symbols, re.MULTILINE)
    }
    relocations = gate.run("readelf", "--wide", "--relocs", library)
    for offset, target in re.findall(
        r"^(\w+) .*_RELATIVE +(\w+)$", relocations, re.MULTILINE
    ):
        if any(start <= int(offset, 16) < start + size for start, size in spans):
            yield names.get(int(target, 16), target)


def complaints(library):
    found = [
        f"{name} runs at load"
        for name in run_at_load(library)
        if name not in COMPILERS_OWN
    ]
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
