"""Documentation, stubs and the cost of an import."""

import doctest
import importlib
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import aicompute as aic
import pytest
from conftest import ROOT

PACKAGE = Path(aic.__file__).parent
MODULES = [f"aicompute.{one.name}" for one in pkgutil.iter_modules(aic.__path__)]
TYPED = [*MODULES, "aicompute"]


@pytest.mark.parametrize("name", [name for name in TYPED if "_aicompute" not in name])
def test_docstrings(name):
    if name == "aicompute.plot":
        pytest.importorskip("matplotlib")
    module = importlib.import_module(name)
    failed, _ = doctest.testmod(module)
    assert failed == 0


def test_readme():
    """The snippet prints what its comments say."""
    (snippet,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.S)
    printed = run("-c", snippet).split()
    assert printed == re.findall(r"print\(.*# (\S+)$", snippet, re.M)
    assert len(printed) == 2


def test_version():
    assert aic.__version__ == "0.1.0"
    assert (PACKAGE / "py.typed").exists()


def run(*arguments):
    """In a process of its own, which finds the package where this one did."""
    installed = PACKAGE.parent.name == "site-packages"
    search = "" if installed else str(PACKAGE.parent)
    answer = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": search, "MYPYPATH": search},
        cwd=ROOT,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def test_stubs(tmp_path):
    for name in ("mypy", "matplotlib"):
        pytest.importorskip(name)
    allowed = tmp_path / "allowed"
    allowed.write_text("aicompute\\.(plot\\.)?_.*\naicompute.plot.missing\n")
    config = ROOT / "pyproject.toml"
    run(
        *("-m", "mypy.stubtest", "aicompute"),
        *("--mypy-config-file", config, "--allowlist", allowed),
    )


def test_types(tmp_path):
    for name in ("mypy", "matplotlib"):
        pytest.importorskip(name)
    options = (
        "--strict",
        "--config-file",
        ROOT / "pyproject.toml",
        "--cache-dir",
        tmp_path,
    )
    run("-m", "mypy", *options, ROOT / "tests" / "python" / "typed_usage.py")
    run("-m", "mypy", *options, "-p", "aicompute")


def test_import_loads_no_more_than_it_must():
    loaded = run("-c", "import sys, aicompute; print(*sys.modules)").split()
    assert not {"pandas", "matplotlib", "html", "scipy"} & set(loaded)
