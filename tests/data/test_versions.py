"""The figures of every data version, as they were written down when that was the newest:
they are what --as-of shows, so no figure changes without a version and a record."""

import csv
import json
import os
import pathlib
import subprocess

import pytest

HERE = pathlib.Path(__file__).parent
DATA = HERE.parents[1] / "libaicompute/data"
COMMAND = os.environ.get("AICOMPUTE", "aicompute")
NEWEST = int((DATA / "version.txt").read_text(encoding="ascii"))
HEADS = ["version", "table", "row", "column", "value"]


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def written(version):
    """What versions.csv says: the first version whole, later ones as what changed."""
    rows = rows_of(HERE / "versions.csv")
    assert list(rows[0]) == HEADS
    found = {}
    for row in rows:
        if int(row["version"]) <= version:
            found[row["table"], row["row"], row["column"]] = row["value"]
    return found


def shown(version):
    """What the command shows: every number but years, as the table has it."""
    found = {}
    tables = {row["name"] for row in rows_of(DATA / "tables.csv")} - {"superseded"}
    for table in tables:
        done = subprocess.run(
            [COMMAND, "data", table, "--as-of", str(version), "--json"],
            capture_output=True,
            text=True,
            check=True,
        )
        made = json.loads(done.stdout)
        assert made["data_version"] == str(version)
        figures = {
            field["name"]
            for field in made["fields"]
            if field["kind"] == "number" and field["unit"] != "year"
        }
        for row in made["rows"]:
            for field, cell in row.items():
                if field in figures:
                    found[table, row["key"]["value"], field] = cell["text"]
    return found


@pytest.mark.parametrize("version", range(1, NEWEST))
def test_figures_of_earlier_versions_are_reached(version):
    now = shown(version)
    then = written(version)
    assert len(then) > 1000
    assert {at: now.get(at, "") for at in then} == then


def test_figures_of_the_newest_version_are_written_down():
    """Append what this prints to versions.csv, once version.txt is raised."""
    now, then = shown(NEWEST), {at: v for at, v in written(NEWEST).items() if v}
    changed = sorted(at for at in {**now, **then} if now.get(at) != then.get(at))
    lines = [",".join([str(NEWEST), *at, now.get(at, "")]) for at in changed]
    assert not lines, "\n".join(lines)


def test_versions_follow_each_other():
    versions = [int(row["version"]) for row in rows_of(HERE / "versions.csv")]
    assert versions == sorted(versions)
    assert set(versions) == set(range(1, NEWEST + 1))
