"""The command under test is the one that the environment variable AICOMPUTE names."""

import json
import os
import pathlib
import subprocess

import pytest

COMMAND = os.environ.get("AICOMPUTE", "aicompute")


class Run:
    """One run of the command: what it printed and how it ended."""

    def __init__(self, done):
        self.status = done.returncode
        self.out = done.stdout.decode()
        self.err = done.stderr.decode()

    @property
    def json(self):
        return json.loads(self.out, parse_constant=pytest.fail)


@pytest.fixture
def run():
    """Run the command and check its exit status, unless that is None."""

    def call(*words, status=0, stdin=b"", **more):
        if isinstance(stdin, str):
            stdin = stdin.encode()
        done = subprocess.run(
            [COMMAND, *map(str, words)],
            input=stdin,
            capture_output=True,
            timeout=120,
            **more,
        )
        result = Run(done)
        assert status in (None, result.status), result.err + result.out
        return result

    return call


@pytest.fixture
def data_version():
    """The version of the reference tables that the build compiled in."""
    path = pathlib.Path(__file__).parents[2] / "libaicompute/data/version.txt"
    return path.read_text(encoding="ascii").strip()


@pytest.fixture
def refused(run):
    """An error: status 2, nothing on stdout, and one message that says `words`."""

    def call(*words, says, stdin=b""):
        result = run(*words, status=2, stdin=stdin)
        assert result.out == ""
        assert result.err.startswith("aicompute: ")
        for part in [says] if isinstance(says, str) else says:
            assert part in result.err
        return result

    return call


@pytest.fixture
def fleet():
    """The words of the plan for 50,000 accelerators, from watts to energy."""
    chain = "fleet_power+facility_power+energy_use"
    return [chain, "gpu_count=50,000", "gpu_power_w=400W", "pue=1.5"]
