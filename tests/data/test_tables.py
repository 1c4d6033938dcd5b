"""What is true of the reference tables as a whole, and of the documents about them."""

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


def test_attribution_names_every_source_that_asks_for_it(tables):
    text = (ROOT / "docs/ATTRIBUTION.md").read_text(encoding="utf-8")
    asking = {
        cell["source"]
        for *_, cell in cells(tables)
        if cell.get("licence") in ("CC-BY-4.0", "OGL-UK-3.0", "Japan-Gov-2.0")
    }
    assert asking
    assert {key for key in asking if f"`{key}`" not in text} == set()


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
    newest = re.search(r"^## (\S+)", text, re.MULTILINE)[1]
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


def overdue(tables, sources, year):
    """Rows whose source was last reviewed longer ago than their table allows."""
    due = {
        table["name"]: table["review_years"] for table in ask("data", "--json")["tables"]
    }
    for name, table in tables.items():
        for row in table["rows"]:
            reviewed = sources[row["source"]["value"]]["reviewed"]
            if reviewed + due[name] < year:
                yield f"{name}: {row['key']['value']}, reviewed in {reviewed}"


def test_ageing(tables, sources):
    """Lists what is due for review this year; time alone breaks no build."""
    year = datetime.date.today().year
    for line in overdue(tables, sources, year):
        warnings.warn(f"overdue for review: {line}", stacklevel=1)
    rows = sum(len(table["rows"]) for table in tables.values())
    assert len(list(overdue(tables, sources, 2026))) == 0
    assert len(list(overdue(tables, sources, 2040))) == rows
    assert 0 < len(list(overdue(tables, sources, 2028))) < rows
