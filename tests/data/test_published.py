"""The statements that ship beyond the five articles: verdicts, and figures computed again
by hand."""

import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[2]
COMMAND = os.environ.get("AICOMPUTE", "aicompute")
HOLDS, ROUNDING = "holds", "holds within input rounding"
WRONG, OPEN = "does not hold", "not computable"


def node(gpu_w):
    """W of one accelerator and its share of a server of eight."""
    return (8 * gpu_w + 3000) / 0.96 / 8


US, FRANCE = 384.4, 41.44
YEAR = 8.76  # MWh of a kW
EXPECTED = {
    "P1a": (HOLDS, 40e3 / 3),
    "P1b": (HOLDS, 100e3 / 3),
    "P2a": (ROUNDING, 10e6 * 720 / 350),
    "P3a": (HOLDS, 10e6 * 720 / 865),
    "P4a": (HOLDS, 0.7 * 0.61 * YEAR),
    "P4b": (HOLDS, 3.5e6 * 0.7 * 0.61 * YEAR),
    "P5a": (HOLDS, 72 * node(1200) * 720 / 1000 / 865),
    "P5b": (OPEN, None),
    "P5c": (WRONG, 30 / 456.6),
    "P6a": (WRONG, 49.397),
    "P7a": (HOLDS, 945 / 415),
    "P7b": (HOLDS, 580 / (325 / 0.067)),
    "P8a": (HOLDS, 5000 * 8760 * 0.2533),
    "P9a": (ROUNDING, 1_720_320 * 0.4 * 1.1 * US / 1e6),
    "P9b": (ROUNDING, 3_311_616 * 0.4 * 1.1 * US / 1e6),
    "P24a": (ROUNDING, 1.3e6 * 0.7 * 1.08 * US / 1e6),
    "P24b": (HOLDS, 6.4e6 * 0.7 * 1.08 * US / 1e6),
    "P24c": (ROUNDING, 7.7e6 * 0.7 * 1.08 * US / 1e6),
    "P10a": (HOLDS, 1.46e6 * 0.7 * 1.08 * US / 1e6),
    "P10b": (ROUNDING, 7e6 * 0.7 * 1.08 * US / 1e6),
    "P10c": (ROUNDING, 30.84e6 * 0.7 * 1.08 * US / 1e6),
    "P11a": (WRONG, 7.38e6 * 0.7 * 1.08 * US / 1e6),
    "P11b": (WRONG, 5.0e6 * 0.7 * 1.08 * US / 1e6),
    "P11c": (WRONG, 2.38e6 * 0.7 * 1.08 * US / 1e6),
    "P12a": (ROUNDING, 512 * 310 * 1.12 * 20 * 24 / 1e6),
    "P12b": (HOLDS, 1024 * 289 * 1.09 * 30 * 24 / 1e6),
    "P12c": (ROUNDING, 1024 * 288 * 1.09 * 3.1 * 24 / 1e6),
    "P12d": (HOLDS, 1024 * 245 * 1.10 * 27 * 24 / 1e6),
    "P12e": (ROUNDING, 10000 * 330 * 1.10 * 14.8 * 24 / 1e6),
    "P12f": (HOLDS, 1287 * 0.429),
    "P13a": (ROUNDING, 1_022_362 * 0.4 * 1.1 / 1e3),
    "P13b": (WRONG, 2048 * 0.4 * 1.1 * YEAR * 5 / 12),
    "P13c": (ROUNDING, 2638 * 0.385),
    "P14a": (OPEN, None),
    "P15a": (WRONG, 493 / 3.99),
    "P16a": (HOLDS, 1_082_990 * 0.4 / 1e3),
    "P16b": (HOLDS, 433.196 * 0.057),
    "P17a": (ROUNDING, 320_256 * 0.28 / 1e3),
    "P18a": (HOLDS, 2.788e6 * 2),
    "P18b": (WRONG, 512 * 278 * 2),
    "P19a": (ROUNDING, 100_000 * node(700) * 1.25 / 1e6),
    "P19b": (WRONG, 200_000 * node(700) * 1.25 / 1e6),
    "P20a": (WRONG, 60_000 * node(1200) * 1.14 / 1e6),
    "P21a": (HOLDS, 23_536 * 700 * 1.1 / 1e6),
    "P22a": (HOLDS, 269_000 / 8),
    "P22b": (HOLDS, 195_000 / 8),
    "P23a": (OPEN, None),
}
# Single values that would make a wrong statement right, by another road.
IMPLIED = {
    ("P5b", "reference_quantity"): 32e9 / 1000,
    ("P6a", "plant_mw"): 49_397 / 53,
    ("P11a", "pue"): 1999e6 / (7.38e6 * 0.7 * US),
    ("P13b", "load_factor"): 2638 / (2048 * 0.4 * 1.1 * YEAR),
    ("P14a", "reference_quantity"): 2638 / 1648,
    ("P18b", "amount"): 147_000,
    ("P19b", "pue"): 250e6 / (200_000 * node(700)),
    ("P20a", "pue"): 103e6 / (60_000 * node(1200)),
    ("P23a", "gpu_price"): 382.5e9 / 8_496,
}


def audit(*words):
    done = subprocess.run([COMMAND, "audit", *words], capture_output=True, text=True)
    assert done.returncode == 1, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def rows():
    made = json.loads(audit("--all", "--json"))
    return {row["statement"]: row for row in made if row["claim"].startswith("P")}


def test_these_and_no_others(rows):
    assert list(rows) == list(EXPECTED)
    assert len(rows) >= 25


@pytest.mark.parametrize("name", EXPECTED)
def test_verdict_and_figure(rows, name):
    verdict, computed = EXPECTED[name]
    row = rows[name]
    assert row["verdict"] == verdict, row["explanation"]
    if computed is None:
        assert row["computed"] is None
    else:
        # Counts of accelerator-years are printed to six digits.
        assert row["computed"] == pytest.approx(computed, rel=1e-5)


@pytest.mark.parametrize(("name", "field"), IMPLIED)
def test_what_it_would_take(rows, name, field):
    implied = {one["input"]: one["value"] for one in rows[name]["implied"]}
    assert implied[field] == pytest.approx(IMPLIED[name, field], rel=1e-5)


def test_every_file_ships(rows):
    folder = ROOT / "examples/claims/published"
    files = [
        json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")
    ]
    stated = {s["id"] for file in files for s in file["statements"]}
    assert stated == set(rows)


def test_by_verdict_the_wrong_ones_first():
    text = audit("--all")
    heads = [line for line in text.splitlines() if line and not line.startswith(" ")]
    order = [WRONG, "unit slip", OPEN, ROUNDING, HOLDS]
    assert heads[:5] == order
    for name in EXPECTED:
        assert f"\n  {name}" in text
    assert "published   Colossus: megawatts of two phases" in text


def test_table_of_published_figures_names_statements(rows):
    done = subprocess.run(
        [COMMAND, "data", "published_figures", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    for row in json.loads(done.stdout)["rows"]:
        if "claim" in row:
            assert row["claim"]["value"] in rows
