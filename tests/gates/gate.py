"""What the gates share: a report in TAP, changed copies of the source tree, builds."""

import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
BASELINES = ROOT / "tests/gates/abi"
SERIES = "0.1"
CC = os.environ.get("CC", "cc")


class Report:
    """Tests in the Test Anything Protocol."""

    def __init__(self):
        self.count = 0

    def check(self, good, name, details=()):
        self.count += 1
        print("ok" if good else "not ok", self.count, "-", name, flush=True)
        if not good:
            for line in details:
                print("#", line, flush=True)

    def holds(self, complaints, name):
        self.check(not complaints, name, complaints)

    def refuses(self, complaints, name):
        self.check(complaints, f"refused: {name}")

    def skip_all(self, why):
        print(f"1..0 # SKIP {why}")
        sys.exit(0)

    def close(self):
        print(f"1..{self.count}")


def run(*command, **options):
    """The standard output of a command, which must succeed."""
    made = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, **options
    )
    if made.returncode:
        said = (made.stdout + made.stderr)[-4000:]
        raise RuntimeError(f"{' '.join(map(str, command))}\n{said}")
    return made.stdout


def built(folder, names):
    """Directories of a source tree that hold no source."""
    generated = ("build", ".", "__pycache__", "subprojects")
    paths = [pathlib.Path(folder, name) for name in names if name.startswith(generated)]
    return [path.name for path in paths if path.is_dir()]


def copy_tree(folder, root=ROOT):
    """A copy of the source tree."""
    return pathlib.Path(shutil.copytree(root, folder, ignore=built))


def edit(tree, name, old, new):
    """Replace the one occurrence of `old` in a file of a tree."""
    path = tree / name
    text = path.read_text()
    if text.count(old) != 1:
        raise RuntimeError(f"{name} holds {text.count(old)} times: {old}")
    path.write_text(text.replace(old, new))


def reference_tables(tree, folder):
    """The C file that the build makes of the CSV files of a tree."""
    data = tree / "libaicompute/data"
    made = pathlib.Path(folder, "reference_tables.c")
    run(
        sys.executable,
        data / "compile.py",
        made,
        data,
        tree / "libaicompute/core/units.c",
    )
    return made


def build_library(tree, *flags):
    """The shared library of a tree, compiled quickly, with debug information."""
    library = tree / "libaicompute.so.0"
    version_map = tree / "libaicompute/libaicompute.map"
    run(
        CC,
        "-std=c11",
        "-g",
        "-fPIC",
        "-ffp-contract=off",
        f"-ffile-prefix-map={tree}=.",
        "-fvisibility=hidden",
        "-D_POSIX_C_SOURCE=200809L",
        "-DAIC_BUILD",
        *flags,
        f"-I{tree}/include",
        f"-I{tree}/libaicompute",
        "-shared",
        "-Wl,-z,defs",
        "-Wl,-soname,libaicompute.so.0",
        f"-Wl,--version-script={version_map}",
        "-o",
        library,
        *sorted((tree / "libaicompute").glob("*/*.c")),
        reference_tables(tree, tree),
        "-lm",
        "-pthread",
        cwd=tree,
    )
    return library
