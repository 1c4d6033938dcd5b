#!/usr/bin/env python3
"""Do what the README and the pages with commands say, and compare what comes out.

Usage: docs/check_readme.py BUILD COMPILER...

C blocks are compiled as the console block after them says. Commands of console blocks are
run, with the library and the command of the build directory BUILD, and must print what
the block shows; "..." stands for more lines. Commands that build, install or test the
whole project are left out, but what they ask of ./dev must exist. The table of the audit
and the sum under it must be what the command finds.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/perpetuity.md")
SCALES = {"trillion": 1e12, "billion": 1e9, "million": 1e6, "%": 1e-2}


def blocks(text):
    """Each fenced block: its language and its lines."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S)


def environment(build, compiler):
    own = dict(os.environ)
    own["PATH"] = f"{build / 'bindings/cli'}:{own['PATH']}"
    own["PKG_CONFIG_PATH"] = str(build / "meson-uninstalled")
    own["LD_LIBRARY_PATH"] = str(build / "libaicompute")
    own["CC"] = " ".join(compiler)
    return own


def commands(block):
    """Pairs of a command and the lines that it prints."""
    pairs = []
    for line in block.splitlines():
        if line.startswith("$ "):
            pairs.append([line[2:], ""])
        elif pairs and pairs[-1][0].endswith("\\"):
            pairs[-1][0] = pairs[-1][0][:-1] + line.strip()
        else:
            pairs[-1][1] += line + "\n"
    return pairs


def check_dev(command, complaints):
    known = subprocess.run([ROOT / "dev", "help"], capture_output=True, text=True).stdout
    for name in re.findall(r"\./dev ([a-z]+)", command):
        if not re.search(rf"^  {name}\b", known, re.M):
            complaints.append(f"./dev has no {name}")


def check_command(command, printed, folder, own, complaints):
    # The compiler of the build, whatever the README calls it.
    run = re.sub(r"^cc ", own["CC"] + " ", command)
    done = subprocess.run(["sh", "-c", run], cwd=folder, env=own, capture_output=True,
                          text=True, timeout=100)
    beginning, dots, rest = printed.partition("...\n")
    alike = done.stdout.startswith(beginning) if dots else done.stdout == printed
    if not alike or rest or done.returncode not in (0, 1):
        complaints.append(f"$ {command}\n--- page\n{printed}--- printed, status "
                          f"{done.returncode}\n{done.stdout}{done.stderr}")


def check_blocks(text, own, complaints):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "examples").symlink_to(ROOT / "examples")
        source = None
        for language, block in blocks(text):
            if language == "c":
                source = block
            if language != "console":
                continue
            for command, printed in commands(block):
                if re.match(r"(\./dev|git|meson|sudo) ", command):
                    check_dev(command, complaints)
                    continue
                named = re.search(r"\b\w+\.c\b", command)
                if named and source:
                    Path(folder, named[0]).write_text(source, encoding="utf-8")
                check_command(command, printed, folder, own, complaints)


def figure(text):
    """A figure of the table: its value and the value of one unit of its last digit."""
    found = re.match(r"([\d,]+)(\.\d+)? ?(\w+|%)?", text)
    if not found:
        return None
    scale = SCALES.get(found[3] or "", 1)
    digits = len(found[2]) - 1 if found[2] else 0
    value = float(found[1].replace(",", "") + (found[2] or ""))
    return value * scale, scale * 10.0 ** -digits


def check_audit(text, own, complaints):
    done = subprocess.run(["aicompute", "audit", "--json"], env=own, capture_output=True,
                          text=True)
    found = {row["statement"]: row for row in json.loads(done.stdout)}
    rows = re.findall(r"^\| ([A-E]\d[ab]?) \| (.*?) \| (.*?) \| (.*?) \|$", text, re.M)
    if [row[0] for row in rows] != list(found):
        complaints.append(f"the table has {[row[0] for row in rows]}, the audit "
                          f"{list(found)}")
        return
    for statement, _, computed, verdict in rows:
        own_row = found[statement]
        if verdict.strip("*") != own_row["verdict"]:
            complaints.append(f"{statement}: {own_row['verdict']}, not {verdict}")
        shown = figure(computed)
        missing = shown is None or own_row["computed"] is None
        if missing and (shown is None) != (own_row["computed"] is None):
            complaints.append(f"{statement}: computed {own_row['computed']}")
        elif not missing and abs(shown[0] - own_row["computed"]) > 0.501 * shown[1]:
            complaints.append(f"{statement}: {own_row['computed']}, not {computed}")


def check_sum(text, own, complaints):
    done = subprocess.run(["aicompute", "audit"], env=own, capture_output=True, text=True)
    line = re.search(r"^\d+ statements; .*$", done.stdout, re.M)[0]
    if line not in " ".join(text.split()):
        complaints.append(f"the audit ends with: {line}")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    build = Path(sys.argv[1]).resolve()
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in PAGES}
    own = environment(build, sys.argv[2:])
    complaints = []
    for text in texts.values():
        check_blocks(text, own, complaints)
    check_audit(texts["README.md"], own, complaints)
    check_sum(texts["README.md"], own, complaints)
    print("\n".join(complaints))
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
