"""The Python package as it is handed out: a source distribution that builds, a wheel made
of it that serves every CPython from 3.11 up, an install for distributions, an editable
install. All are made of the last commit.

Usage: wheel.py [--everywhere]

With --everywhere the wheel passes the tests on each CPython at hand, and the rest is
looked at, too: minutes, where the wheel alone is a part of one. Build requirements come
from a package index; where none answers, there is nothing to test.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from importlib.util import find_spec

import gate

WHEEL_LIMIT = 2**20
FLOOR = (3, 11)
SUMMARY = "import sys; print(sys.implementation.name, *sys.version_info[:3])"
MUST_HOLD = ("capi.py", "capi.pyi", "__init__.pyi", "py.typed", "plot.py")
SNIPPET = """\
import aicompute as aic, numpy as np
site = aic.fleet_power | aic.facility_power | aic.energy_use | aic.household_equivalents
given = dict(gpu_count=50_000, gpu_power_w=400, pue=1.5)
r = site(**given, household_kwh_per_month=350)
assert list(r.assumed) == [
    "host_power_w", "load_factor", "days_per_month", "persons_per_household"]
many = site(**{**given, "gpu_count": np.arange(1e4, 1e6)}, household_kwh_per_month=350)
assert many.households.shape == (990_000,)
solved = site.solve("household_kwh_per_month", households=22_000, **given)
print(f"{r.households:.10g} {solved:.10g} {len(aic.audit())}")
"""
PRINTED = "61714.28571 981.8181818 21\n"


class Environment:
    """A virtual environment of its own."""

    def __init__(self, folder, interpreter=sys.executable):
        gate.run(interpreter, "-m", "venv", folder)
        self.python = folder / "bin/python"

    def run(self, *arguments, **options):
        own = {
            name: value
            for name, value in os.environ.items()
            if name not in ("PYTHONPATH", "PYTHONHOME", "CC", "CXX")
        }
        path = f"{self.python.parent}:{own['PATH']}"
        return gate.run(self.python, *arguments, env={**own, "PATH": path}, **options)

    def install(self, *arguments):
        self.run("-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments)


def interpreters():
    """Each CPython from the floor up, on the path or of pyenv, by version."""
    folders = [pathlib.Path(part) for part in os.environ["PATH"].split(":")]
    pyenv = pathlib.Path(os.environ.get("PYENV_ROOT", pathlib.Path.home() / ".pyenv"))
    folders += sorted((pyenv / "versions").glob("*/bin"))
    found = {}
    for folder in folders:
        for path in sorted(folder.glob("python3*")):
            if not re.fullmatch(r"python3(\.\d+)?", path.name):
                continue
            made = subprocess.run([path, "-c", SUMMARY], capture_output=True, text=True)
            name, *numbers = made.stdout.split() or [""]
            version = tuple(map(int, numbers))
            if made.returncode == 0 and name == "cpython" and version >= FLOOR:
                found.setdefault(version, path)
    return dict(sorted(found.items()))


def with_ensurepip(path):
    return not subprocess.run(
        [path, "-c", "import ensurepip"], capture_output=True
    ).returncode


def index_answers(scratch):
    asked = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "meson-python"]
    return not subprocess.run([*asked, "-d", scratch], capture_output=True).returncode


def build(scratch):
    """The source distribution, and the wheel that is made of nothing else."""
    made = scratch / "made"
    gate.run(sys.executable, "-m", "build", "-o", made, gate.ROOT)
    (source,), (wheel,) = made.glob("*.tar.gz"), made.glob("*.whl")
    return source, wheel


def check_wheel(report, wheel):
    report.check("-cp311-abi3-" in wheel.name, f"the tag is that of all: {wheel.name}")
    size = wheel.stat().st_size
    report.check(size < WHEEL_LIMIT, f"{size:,} bytes, of {WHEEL_LIMIT:,} at most")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    missing = [n for n in MUST_HOLD if f"aicompute/{n}" not in names]
    claims = [n for n in names if n.startswith("aicompute/claims/")]
    report.check(not missing and len(claims) == 5, "it holds all that it must", names)
    libraries = [n for n in names if ".so" in n]
    report.check(len(libraries) == 1, "one library, the C code within it", libraries)
    found = gate.run(sys.executable, "-m", "abi3audit", "--strict", "--report", wheel)
    specs = json.loads(found)["specs"]
    audited = [one for kind in specs.values() for one in kind["wheel"]]
    good = [
        not one["result"]["non_abi3_symbols"] and one["result"]["is_abi3"]
        for one in audited
    ]
    report.check(good and all(good), "abi3audit finds the stable ABI alone", [found])


def check_snippet(report, environment, name, **options):
    printed = environment.run("-W", "error", "-c", SNIPPET, **options)
    report.check(printed == PRINTED, name, [printed])


def check_everywhere(report, scratch, source, wheel):
    """The tests of the source distribution, on one CPython after another."""
    with tarfile.open(source) as archive:
        archive.extractall(scratch)
    unpacked = scratch / source.name.removesuffix(".tar.gz")
    for version, path in interpreters().items():
        name = ".".join(map(str, version))
        if not with_ensurepip(path):
            print(f"# CPython {name} has no ensurepip and is left out")
            continue
        environment = Environment(scratch / name, path)
        environment.install(f"{wheel}[test]")
        try:
            said = environment.run(
                *("-m", "pytest", "-q", "-p", "no:cacheprovider"),
                *("-c", unpacked / "pyproject.toml", unpacked / "tests/python"),
                cwd=unpacked,
            ).splitlines()
        except RuntimeError as failure:
            report.check(False, f"the tests on CPython {name}", str(failure).splitlines())
            continue
        report.check(True, f"the tests on CPython {name}: {said[-1]}")


def check_extras(report, scratch, wheel):
    environment = Environment(scratch / "extras")
    environment.install(f"{wheel}[plot,notebook]")
    check_snippet(report, environment, "[plot,notebook] computes")
    environment.run(gate.ROOT / "docs/notebooks.py", "--complete", scratch / "pages")
    pages = len(list((scratch / "pages").glob("notebook_*.md")))
    report.check(pages == 3, f"and runs {pages} notebooks")


def check_editable(report, scratch):
    """What is edited is what is imported, without another install."""
    source = scratch / "editable"
    gate.run("git", "clone", "-q", gate.ROOT, source)
    environment = Environment(scratch / "edits")
    environment.install("meson-python", "meson", "ninja", "swig", "numpy")
    environment.install("--no-build-isolation", "-e", source)
    check_snippet(report, environment, "an editable install", cwd=scratch)
    table = source / "libaicompute/datacenter_energy/facility_power.c"
    text = table.read_text()
    table.write_text(text.replace('"uptime-2025", 1.54', '"uptime-2025", 1.55'))
    asked = "import aicompute as aic; print(aic.facility_power.inputs['pue'].default)"
    printed = environment.run("-c", asked, cwd=scratch)
    report.check(printed == "1.55\n", "an edit of the C code arrives", [printed])


def check_meson_install(report, scratch):
    """The install of a distribution, with the SWIG of the system."""
    swig = re.search(r"SWIG Version (\S+)", gate.run("swig", "-version"))[1]
    prefix = scratch / "prefix"
    native = scratch / "native.ini"
    native.write_text(f"[binaries]\npython = '{sys.executable}'\n")
    folder = scratch / "distribution"
    gate.run(
        *("meson", "setup", "--buildtype=debug", f"--native-file={native}"),
        *(f"--prefix={prefix}", "-Dpython=enabled", "-Dtests=disabled"),
        *("-Dcli=disabled", folder, gate.ROOT),
    )
    gate.run("meson", "install", "-C", folder)
    (package,) = prefix.rglob("aicompute/__init__.py")
    printed = gate.run(
        *(sys.executable, "-W", "error", "-c", SNIPPET),
        env={**os.environ, "PYTHONPATH": str(package.parents[1])},
        cwd=scratch,
    )
    inside = package.parents[1].name in ("site-packages", "dist-packages")
    report.check(printed == PRINTED and inside, f"meson install, SWIG {swig}", [printed])


def main():
    report = gate.Report()
    if not (gate.ROOT / ".git").exists():
        report.skip_all("a source distribution is made of a commit")
    tools = [name for name in ("build", "abi3audit") if not find_spec(name)]
    if tools:
        report.skip_all(f"{' and '.join(tools)} not installed")
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        if not index_answers(scratch):
            report.skip_all("no package index answers")
        source, wheel = build(scratch)
        report.check(True, f"the source distribution {source.name} builds")
        check_wheel(report, wheel)
        environment = Environment(scratch / "fresh")
        environment.install(wheel)
        check_snippet(report, environment, "a fresh environment computes")
        if sys.argv[1:] == ["--everywhere"]:
            check_extras(report, scratch, wheel)
            check_editable(report, scratch)
            check_meson_install(report, scratch)
            check_everywhere(report, scratch, source, wheel)
    report.close()


main()
