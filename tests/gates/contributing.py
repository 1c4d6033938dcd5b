"""The steps of CONTRIBUTING.md that add a model: followed in a copy of the tree, they
make a model that builds, passes its tests and is found by name.

Usage: contributing.py
"""

import importlib.util
import pathlib
import re
import sys
import tempfile

import gate

STEP = re.compile(
    r"^(?:Create|In) `([^`]+)`"
    r"(?:, (after the|before the last) line with `([^`]+)`)?:\n"
    r"```\w+\n(.*?)^```",
    re.MULTILINE | re.DOTALL,
)
TESTS = [
    "rack_power",
    "core tables",
    "core registry",
    "headers say what the tables say",
    "vectorised kernels",
]


def line_of(lines, where, anchor):
    """The position at which to insert a block."""
    matching = [i for i, line in enumerate(lines) if anchor in line]
    if not matching:
        raise RuntimeError(f"no line has {anchor}")
    return matching[0] + 1 if where == "after the" else matching[-1]


def follow(tree, text):
    """Do what the steps say; the files touched."""
    touched = set()
    for name, where, anchor, block in STEP.findall(text):
        path = tree / name
        if where:
            lines = path.read_text().splitlines(keepends=True)
            lines.insert(line_of(lines, where, anchor), block)
            path.write_text("".join(lines))
        else:
            path.write_text(block)
        touched.add(name)
    return touched


report = gate.Report()
if not importlib.util.find_spec("mpmath"):
    report.skip_all("the vectors need mpmath")

with tempfile.TemporaryDirectory() as scratch:
    tree = gate.copy_tree(f"{scratch}/tree")
    touched = follow(tree, (tree / "CONTRIBUTING.md").read_text())
    report.check(len(touched) == 7, "the steps touch seven files", touched)
    gate.run(sys.executable, tree / "tests/vectors/generate.py")
    build = pathlib.Path(scratch, "build")
    gate.run("meson", "setup", "--buildtype=debug", "-Dpython=disabled", build, tree)
    gate.run("ninja", "-C", build)
    report.check(True, "the model builds")
    gate.run("meson", "test", "-C", build, *TESTS)
    report.check(True, "its tests pass, and those of all tables")
    command = build / "bindings/cli/aicompute"
    said = gate.run(command, "run", "rack_power", "server_power_w=8kW", "--json")
    report.check('"rack_power_kw"' in said and "32" in said, "the command runs it")
report.close()
