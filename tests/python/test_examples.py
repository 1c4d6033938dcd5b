"""Every C example has its twin in Python, and prints the same numbers."""

import os
import re
import subprocess
import sys

import pytest
from conftest import ROOT

EXPECTED = sorted((ROOT / "examples" / "c" / "expected").glob("*.txt"))
SCRIPTS = {path.stem: path.stem for path in EXPECTED} | {"c_interface": "chain"}


def numbers(text):
    return [
        float(found) for found in re.findall(r"-?\d+(?:\.\d+)?", text.replace(",", ""))
    ]


@pytest.mark.parametrize("script", SCRIPTS)
def test_twin(script):
    printed = subprocess.run(
        [sys.executable, "-W", "ignore", ROOT / "examples" / "python" / f"{script}.py"],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ,
    ).stdout
    expected = ROOT / "examples" / "c" / "expected" / f"{SCRIPTS[script]}.txt"
    assert numbers(printed) == numbers(expected.read_text(encoding="utf-8"))
