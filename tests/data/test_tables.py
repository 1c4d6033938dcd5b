"""What is true of the reference tables as a whole, and of the documents about them."""

import csv
import datetime
import json
import os
import pathlib
import re
import subprocess
import warnings

import pytest

ROOT = pathlib.Path(__file__).parents[2]
COMMAND = os.environ.get("AICOMPUTE", "aicompute")
# Personal copies of data sets, and what must not be in an MIT library.
UNWELCOME = re.compile(
    r"githubusercontent|github\.com/(?!meta-llama|GreenAlgorithms|GOATnote)|techpowerup"
    r"|CC-BY-SA|ODbL",
    re.IGNORECASE,
)


def ask(*words):
    done = subprocess.run([COMMAND, *words], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def tables():
    names = [table["name"] for table in ask("data", "--json")["tables"]]
    return {name: ask("data", name, "--json") for name in names}


@pytest.fixture(scope="module")
def sources():
    return {source["key"]: source for source in ask("sources", "--json")}


def cells(tables):
    for name, table in tables.items():
        for row in table["rows"]:
            for field, cell in row.items():
                yield name, row["key"]["value"], field, cell


def test_every_cell_with_a_source_leads_to_it(tables, sources):
    for name, row, field, cell in cells(tables):
        if "source" in cell:
            assert cell["source"] in sources, (name, row, field)
            assert cell["licence"], (name, row, field)


@pytest.fixture(scope="module")
def source_rows():
    path = ROOT / "libaicompute/data/sources.csv"
    with path.open(newline="", encoding="utf-8") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


ASKING = {"CC-BY-4.0", "OGL-UK-3.0", "Japan-Gov-2.0"}


def test_attribution_names_every_source_that_asks_for_it(source_rows):
    """And no other: a key in its tables has the licence that they say."""
    text = (ROOT / "docs/ATTRIBUTION.md").read_text(encoding="utf-8")
    asking = {key for key, row in source_rows.items() if row["licence"] in ASKING}
    named = {
        key
        for line in text.splitlines()
        if line.startswith("| *")
        for key in re.findall(r"`([a-z0-9-]+)`", line)
    }
    assert asking == named
    first, second = text.split("Under other licences")
    for key in asking:
        part = first if source_rows[key]["licence"] == "CC-BY-4.0" else second
        assert f"`{key}`" in part


def test_every_row_leads_to_a_licence_and_a_year(tables, source_rows):
    """Each figure has a source, its licence, a year and a word of confidence."""
    for name, row, field, cell in cells(tables):
        if cell.get("unit", "year") == "year":
            continue
        assert cell["licence"] == source_rows[cell["source"]]["licence"], (name, row)
        assert cell["year"] > 1990 and cell["confidence"], (name, row, field)


def test_what_was_read_through_others_says_so(tables, source_rows):
    others = re.compile(r"through|after ")
    through = {k for k, row in source_rows.items() if others.search(row["publisher"])}
    assert len(through) > 15
    for name, row, field, cell in cells(tables):
        if cell.get("source") in through:
            assert cell.get("confidence") != "reported", (name, row, field)


def test_nothing_unwelcome():
    for path in (ROOT / "libaicompute/data").glob("*.csv"):
        found = UNWELCOME.search(path.read_text(encoding="utf-8"))
        assert not found, (path.name, found)


def test_every_kept_source_is_used(tables, sources):
    used = {cell["source"] for *_, cell in cells(tables) if "source" in cell}
    models = {
        row["source"]
        for model in ask("list", "--json")
        for row in model["inputs"] + model["results"]
    }
    code = "".join(
        path.read_text(encoding="utf-8") for path in ROOT.glob("libaicompute/*/*.c")
    )
    claims = "".join(
        path.read_text(encoding="utf-8")
        for path in ROOT.glob("examples/claims/**/*.json")
    )
    validation = (ROOT / "docs/validation/validate.py").read_text(encoding="utf-8")
    unused = {
        key
        for key in set(sources) - used - models
        if key not in code and key not in claims and key not in validation
    }
    assert unused == set()


def test_the_newest_data_version_is_described(tables):
    text = (ROOT / "docs/data-changes.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\d+)$", text, re.MULTILINE)[1]
    assert {table["data_version"] for table in tables.values()} == {newest}


def test_households_have_one_current_row_a_country(tables):
    current = [
        row["country"]["value"]
        for row in tables["households"]["rows"]
        if row["status"]["value"] == "current"
    ]
    assert len(current) == len(set(current))
    countries = {row["key"]["value"]: row for row in tables["countries"]["rows"]}
    for row in tables["households"]["rows"]:
        if row["status"]["value"] == "current":
            own = countries[row["country"]["value"]]
            for field in ("value", "source", "year", "confidence"):
                assert (
                    own["household_kwh_per_month"][field]
                    == row["household_kwh_per_month"][field]
                )


def overdue(tables, source_rows, year):
    """Rows of which a source was last reviewed longer ago than their table allows."""
    due = {
        table["name"]: table["review_years"] for table in ask("data", "--json")["tables"]
    }
    for name, table in tables.items():
        for row in table["rows"]:
            used = {cell["source"] for cell in row.values() if "source" in cell}
            reviewed = min(int(source_rows[key]["reviewed"]) for key in used)
            if due[name] and reviewed + due[name] < year:
                yield name, row["key"]["value"]


@pytest.mark.parametrize("year", [2026, 2027, 2028, 2029, 2030, 2040])
def test_ageing(tables, source_rows, year):
    """The command lists what is due, as computed a second time from the files."""
    listed = subprocess.run(
        [COMMAND, "data", "--overdue", "--on", str(year), "--json"],
        capture_output=True,
        text=True,
    )
    wanted = list(overdue(tables, source_rows, year))
    assert listed.returncode == (1 if wanted else 0)
    rows = json.loads(listed.stdout)["overdue"]
    assert [(row["table"], row["row"]) for row in rows] == wanted
    every = sum(len(t["rows"]) for name, t in tables.items() if name != "superseded")
    assert len(rows) == {2026: 0, 2027: 0, 2040: every}.get(year, len(rows))


def test_ageing_today(tables, source_rows):
    """Lists what is due for review this year; time alone breaks no build."""
    for name, row in overdue(tables, source_rows, datetime.date.today().year):
        warnings.warn(f"overdue for review: {name}, {row}", stacklevel=1)
