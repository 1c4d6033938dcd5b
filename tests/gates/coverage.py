"""The lines and branches of the library that the tests do not reach are those that
coverage-gaps.txt explains.

Usage: coverage.py BUILD, a build with -Db_coverage=true whose tests have run
"""

import json
import pathlib
import sys

import gate

GAPS = gate.ROOT / "tests/gates/coverage-gaps.txt"


def explained():
    """The gaps of the list: paragraphs of `file: code` and an indented reason."""
    gaps = set()
    for paragraph in GAPS.read_text().split("\n\n"):
        first, *reason = [
            line for line in paragraph.splitlines() if not line.startswith("#")
        ] or [""]
        if first and not reason:
            raise RuntimeError(f"{GAPS.name} gives no reason for {first}")
        gaps.add(first)
    return gaps - {""}


def measured(build):
    command = [sys.executable, "-m", "gcovr", "--root", gate.ROOT]
    command += ["--filter", f"{gate.ROOT}/libaicompute/"]
    command += ["--exclude-unreachable-branches", "--json", "-", build]
    return json.loads(gate.run(*command))["files"]


def missed(line):
    """How many of the branches of a line were never taken."""
    return sum(branch["count"] == 0 for branch in line["branches"])


class Share:
    """How many of something the tests reach."""

    def __init__(self):
        self.all = self.missed = 0

    def add(self, count, missed):
        self.all += count
        self.missed += missed

    def __str__(self):
        return f"{self.all - self.missed} of {self.all}"


gaps, found = explained(), {}
lines, branches = Share(), Share()
for file in measured(pathlib.Path(sys.argv[1])):
    name = file["file"].removeprefix("libaicompute/")
    code = (gate.ROOT / file["file"]).read_text().splitlines()
    for line in file["lines"]:
        lines.add(1, line["count"] == 0)
        branches.add(len(line["branches"]), missed(line))
        if line["count"] == 0 or missed(line):
            text = code[line["line_number"] - 1].strip()
            found[f"{name}: {text}"] = name, line["line_number"], text

print(f"lines    {lines}")
print(f"branches {branches}")
for name, number, text in sorted(found[gap] for gap in found.keys() - gaps):
    print(f"not reached and not explained: {name}:{number}: {text}")
for gap in sorted(gaps - found.keys()):
    print(f"explained and reached, or gone: {gap}")
sys.exit(not lines.all or found.keys() != gaps)
