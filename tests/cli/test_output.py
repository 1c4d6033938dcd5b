"""Output that cannot be written is an error, whatever the command."""

import os
import pathlib
import subprocess

import pytest
from conftest import COMMAND

LONG = [
    ["list"],
    ["list", "--json"],
    ["sources"],
    ["show", "gpu_power"],
    ["audit"],
    ["audit", "--json"],
    ["audit", "--html"],
    ["run", "facility_power", "it_power_mw=1:20000:1", "--csv"],
    ["solve", "facility_power", "pue=?", "it_power_mw=20", "facility_power_mw=30"],
    ["sample", "facility_power", "it_power_mw=20", "-n", "1000"],
    ["sample", "facility_power", "it_power_mw=20", "-n", "1000", "--json"],
    ["generate", "man"],
    ["--help"],
    ["--version"],
]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize("words", LONG, ids=" ".join)
def test_full_disk(words):
    with open("/dev/full", "wb") as full:
        done = subprocess.run([COMMAND, *words], stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert b"aicompute: cannot write the output: No space" in done.stderr


@pytest.mark.parametrize("words", LONG, ids=" ".join)
def test_closed_pipe(words):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([COMMAND, *words], stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert done.returncode == 2
    assert b"aicompute: cannot write the output: Broken pipe" in done.stderr


def test_reader_that_leaves_stops_a_long_run(tmp_path):
    path = pathlib.Path(tmp_path) / "rows.csv"
    path.write_text("it_power_mw\n" + "1\n" * 400_000)
    words = [COMMAND, "run", "facility_power", "--columns", path]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdout.readline()
        running.stdout.close()
        assert running.wait(timeout=60) == 2
        assert b"Broken pipe" in running.stderr.read()
