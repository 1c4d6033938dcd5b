"""aicompute audit: the ids, verdicts and figures of the five articles."""

import json
import pathlib

import pytest

VERDICTS = {
    "A1": "holds",
    "A2": "holds",
    "A3a": "holds",
    "A3b": "holds",
    "A4": "does not hold",
    "A5": "holds",
    "B1": "holds within input rounding",
    "B2": "unit slip",
    "B3": "holds",
    "B4": "holds",
    "B5": "not computable",
    "C1": "holds",
    "D1": "holds",
    "D2": "holds",
    "E1": "holds",
    "E2": "holds",
    "E3": "holds",
    "E4": "holds",
    "E5a": "holds",
    "E5b": "does not hold",
    "E6": "holds",
}

# Computed by hand from the inputs that the articles state.
FIGURES = {
    "A1": (20, 50_000 * 400 / 1e6),
    "A2": (30, 50_000 * 400 * 1.5 / 1e6),
    "A3a": (720, 30 * 24),
    "A3b": (21_600, 30 * 24 * 30),
    "A4": (22_000, 21_600_000 / 350),
    "A5": (2, 2),
    "B1": (34.7, 650e9 / 1.5e9 / 12),
    "B2": (180, 650e9 / 300e6),
    "B3": (7, 650e9 / 5 / 1.5e9 / 12),
    "B4": (15, 650e9 * 2 / 5 / 1.4e9 / 12),
    "C1": (1.33e12, 1e9 * 1330),
    "D1": (216, 0.3 * 24 * 30),
    "D2": (0.6, 216 / 350),
    "E1": (120, 100_000 * (8 * 595 + 3000) / 0.96 / 8 * 1.2 / 1e6),
    "E2": (105, 105),
    "E3": (0.25, 0.25),
    "E4": (10e12, 200_000 * 50e6),
    "E5a": (6, 24 * 30.4375 / 122),
    "E5b": (6, 18 * 30.4375 / 122),
    "E6": (214, 122 + 92),
}

# What would make it hold, and whether that is usual.
IMPLIED = {
    ("A4", "household_kwh_per_month"): (21_600_000 / 22_000, False),
    ("A4", "energy_mwh_per_month"): (7_700, True),
    ("B1", "users"): (650e9 / 34.7 / 12, True),
    ("B2", "users"): (650e9 / 180, False),
    ("B5", "capex"): (6.5e12, True),
    ("E1", "pue"): (120 / ((8 * 595 + 3000) / 0.96 / 8 * 0.1), True),
    ("E5b", "quoted_months"): (6 * 122 / 30.4375, True),
}

KEYS = [
    "claim",
    "statement",
    "model",
    "result",
    "stated",
    "computed",
    "ratio",
    "verdict",
    "explanation",
    "implied",
    "version",
    "data_version",
]


@pytest.fixture
def rows(run):
    return run("audit", "--json", status=1).json


@pytest.fixture
def text(run):
    return run("audit", status=1).out


def test_ids_and_verdicts(rows):
    assert {row["statement"]: row["verdict"] for row in rows} == VERDICTS
    assert [row["statement"] for row in rows] == list(VERDICTS)
    assert all(row["claim"] == row["statement"][0] for row in rows)


def test_keys_are_exactly_these(rows):
    for row in rows:
        assert list(row) == KEYS
        for implied in row["implied"]:
            assert list(implied) == ["input", "value", "unit", "usual"]
            assert type(implied["usual"]) is bool


def test_figures(rows):
    for row in rows:
        if row["statement"] == "B5":
            assert row["computed"] is None and row["ratio"] is None
            assert row["stated"] == 650e9
            continue
        stated, computed = FIGURES[row["statement"]]
        assert row["stated"] == pytest.approx(stated, rel=1e-12)
        assert row["computed"] == pytest.approx(computed, rel=1e-12)
        assert row["ratio"] == pytest.approx(computed / stated, rel=1e-12)


def test_implied_values(rows):
    found = {
        (row["statement"], one["input"]): (one["value"], one["usual"])
        for row in rows
        for one in row["implied"]
    }
    for key, (value, usual) in IMPLIED.items():
        assert found[key] == (pytest.approx(value, rel=1e-9), usual), key


def test_explanations_say_why(rows):
    why = {row["statement"]: row["explanation"] for row in rows}
    assert "months in a year" in why["B2"] and "180.556" in why["B2"]
    assert "capex" in why["B5"]
    assert "34.6774" in why["B1"]
    assert all(why.values())


def test_text_shows_what_a_right_audit_shows(text):
    flat = " ".join(text.split())
    for words in [
        "computed 61,714.29, ratio 2.805",
        "household_kwh_per_month = 981.8182 kWh/month (not usual: 280 to 430)",
        "households = 65,060.24",
        "fee_per_user_month = 34.67742 USD/month",
        "users = 1.560999 billion",
        "fee_per_user_month = 180.5556 USD/month",
        "required_revenue_per_year = 510 billion USD/year",
        "required_revenue_per_year = 1.345367 trillion USD/year",
        "life_years = 16.10877 year",
        "pue = 1.187629",
        "facility_power_mw = 0.0012125 MW",
        "That is 1,212.5 W",
        "generators_needed = 43",
        "Accelerators alone: no server, no network, no building.",
    ]:
        assert words in flat


def test_text_names_articles_assumptions_and_version(run, text):
    for title in ["Plan for 50,000 GPUs", "Can AI investment pay back", "The GPU divide"]:
        assert title in text
    for words in [
        "May 2025",
        "2 July 2024",
        "assumed     household_kwh_per_month = 350 kWh",
    ]:
        assert words in text
    for identity in VERDICTS:
        assert f"  {identity}: {VERDICTS[identity]}\n" in text
    version = run("--version").out.split()[1]
    assert f"libaicompute {version}" in text


def test_status_is_0_when_all_holds(run, tmp_path):
    """The articles C and D hold in full; B1 alone holds within its rounding."""
    claims = pathlib.Path(__file__).parents[2] / "examples" / "claims"
    whole = ["energy-policy-llm.json", "gpu-divide.json"]
    assert len(run("audit", *[claims / name for name in whole], "--json").json) == 3
    file = json.loads((claims / "investment-payback.json").read_text())
    file["statements"] = file["statements"][:1]
    path = tmp_path / "b1.json"
    path.write_text(json.dumps(file))
    run("audit", path)
    run(
        "audit", claims / "gpu-divide.json", claims / "gpu-plan-households.json", status=1
    )


def test_shipped_articles_are_the_files(run):
    claims = pathlib.Path(__file__).parents[2] / "examples" / "claims"
    files = [
        "gpu-plan-households.json",
        "investment-payback.json",
        "gpu-divide.json",
        "energy-policy-llm.json",
        "gpu-site-200000.json",
    ]
    given = run("audit", "--json", *[claims / name for name in files], status=1)
    assert given.out == run("audit", "--json", status=1, cwd="/").out
    assert sorted(files) == sorted(path.name for path in claims.glob("*.json"))


def test_uncertain(run):
    """Only what does not hold gets odds, the same ones every time."""
    first = run("audit", "--uncertain", "--json", status=1)
    assert first.out == run("audit", "--uncertain", "--json", status=1).out
    for row in first.json:
        holds = row["verdict"].startswith("holds")
        assert ("odds" in row) != holds, row["statement"]
        if holds:
            continue
        odds = row["odds"]
        assert 0 <= odds["low"] <= odds["probability"] <= odds["high"] <= 1
        assert odds["q05"] <= odds["median"] <= odds["q95"]
        assert (odds["samples"], odds["refused"], odds["seed"]) == (100_000, 0, 1)


def test_uncertain_by_hand(run):
    """A4: all but the household's use is stated, 21,600 MWh. That is 280 to 430 kWh, each
    share of it alike, so that its median is the root of 280*430.
    """
    rows = run("audit", "--uncertain", "--json", status=1).json
    odds = next(row["odds"] for row in rows if row["statement"] == "A4")
    assert odds["varied"] == 1
    assert odds["probability"] == 0 and odds["high"] < 1e-4
    assert odds["median"] == pytest.approx(21_600_000 / (280 * 430) ** 0.5, rel=0.005)
    assert odds["q05"] == pytest.approx(21_600_000 / 280 / (430 / 280) ** 0.95, rel=0.005)


def test_uncertain_in_words(run):
    text = run("audit", "--uncertain", status=1).out
    assert "0 % that it holds (95 % interval 0 % to 0.0038" in text.replace("\n", " ")
    for page in ("--markdown", "--html"):
        assert "Odds: " in run("audit", "--uncertain", page, status=1).out
    assert "Odds: " not in run("audit", "--html", status=1).out
