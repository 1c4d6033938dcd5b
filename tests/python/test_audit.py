"""Claim files, and the verdicts on the five articles that come with the package."""

import json
import math
import pickle

import aicompute as aic
import numpy as np
import pytest
from conftest import ROOT

VERDICTS = {
    **dict.fromkeys(["A1", "A2", "A3a", "A3b", "A5"], "holds"),
    "A4": "does not hold",
    "B1": "holds within input rounding",
    "B2": "unit slip",
    **dict.fromkeys(["B3", "B4"], "holds"),
    "B5": "not computable",
    **dict.fromkeys(["C1", "D1", "D2", "E1", "E2", "E3", "E4", "E5a", "E6"], "holds"),
    "E5b": "does not hold",
}


@pytest.fixture
def claims():
    """A claim file with one statement, to be spoilt."""
    inputs = {"gpu_count": {"stated": "50,000"}, "gpu_power_w": {"stated": "400 W"}}
    statement = {
        "id": "X1",
        "text": "It draws 20 MW.",
        "stated": "20 MW",
        "model": "fleet_power",
        "result": "it_power_mw",
        "inputs": inputs,
    }
    return {
        "format": "aicompute-claims/1",
        "id": "X",
        "title": "A plan",
        "publisher": "A newspaper",
        "date": "2025",
        "statements": [statement],
    }


def test_the_five_articles():
    found = aic.audit()
    assert found.verdicts == VERDICTS
    assert not found.holds
    assert [one.id for one in found.articles] == ["A", "B", "C", "D", "E"]
    by_id = {one.id: one for one in found}
    assert by_id["B2"].slip == 12
    (implied,) = (o for o in by_id["A4"].implied if o.input == "household_kwh_per_month")
    assert implied.value == pytest.approx(981.8, abs=0.05) and not implied.usual
    assert math.isnan(by_id["B5"].computed)
    assert [round(one.value, 1) for one in by_id["B5"].what_if][2] == 16.1
    assert "life_years" in aic.required_revenue.inputs


def test_findings_by_id_and_article():
    found = aic.audit()
    assert found["A4"] is found[4] and found["E6"] is found[-1]
    assert isinstance(found[:3], aic.Audit) and list(found[:3]) == list(found)[:3]
    part = found.article("B")
    assert list(part.verdicts) == ["B1", "B2", "B3", "B4", "B5"]
    assert [one.title for one in part.articles] == ["Can AI investment pay back"]
    with pytest.raises(KeyError, match="no statement F9, but A1"):
        found["F9"]
    with pytest.raises(KeyError, match="no article F, but A, B"):
        found.article("F")


def test_what_ships_is_what_is_in_the_examples():
    paths = sorted((ROOT / "examples" / "claims").glob("*.json"))
    assert sorted(aic.audit(paths).verdicts) == sorted(VERDICTS)
    (one,) = (path for path in paths if path.name == "gpu-divide.json")
    assert aic.audit(one).holds and aic.audit(str(one)).holds


def test_for_people():
    found = aic.audit()
    assert "does not hold" in repr(found) and "<table>" in found._repr_html_()
    assert "A4" in repr(found[4])
    frame = found.to_frame()
    assert frame.loc["A4", "verdict"] == "does not hold"
    assert frame.loc["A1", "computed"] == 20
    versions = {"version": aic.__version__, "data_version": aic.data.version}
    assert frame.attrs == versions


def test_claims_as_a_dict(claims):
    (one,) = aic.audit(claims)
    assert one.holds and one.computed == 20 and one.relation == "about"
    assert set(one.assumed) == {"host_power_w"}


def test_digits(claims):
    (statement,) = claims["statements"]
    statement["stated"] = "20.4 MW"
    assert not aic.audit(claims).holds or aic.audit(claims)[0].verdict != "holds"
    statement["digits"] = 2
    assert aic.audit(claims)[0].verdict == "holds"


SPOILT = {
    "no format": (lambda c: c.update(format="other"), "format"),
    "unknown key": (lambda c: c.update(titel="x"), "titel"),
    "no statements": (lambda c: c.update(statements=[]), "statements"),
    "missing text": (lambda c: c["statements"][0].pop("text"), '"text"'),
    "unknown model": (lambda c: c["statements"][0].update(model="fleet"), "fleet"),
    "unknown result": (lambda c: c["statements"][0].update(result="mw"), "no result"),
    "unknown relation": (lambda c: c["statements"][0].update(relation="ca"), "relation"),
    "no figure": (lambda c: c["statements"][0].update(stated="many"), "many"),
    "wrong unit": (lambda c: c["statements"][0].update(stated="20 kWh"), "stated|20 kWh"),
    "misspelt input": (
        lambda c: c["statements"][0]["inputs"].update(gpu_cuont="3"),
        "gpu_count",
    ),
    "twice the id": (lambda c: c["statements"].append(c["statements"][0]), "two"),
    "stated and assumed": (
        lambda c: c["statements"][0]["inputs"]["gpu_count"].update(assumed="3"),
        "either",
    ),
    "unknown source": (
        lambda c: c["statements"][0]["inputs"]["gpu_count"].update(source="nowhere"),
        "nowhere",
    ),
    "digits of none": (lambda c: c["statements"][0].update(digits=0), "digits"),
    "half a solve": (
        lambda c: c["statements"][0].update(
            what_if=[{"text": "x", "solve": "gpu_count"}]
        ),
        "wanted",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_wrong_is_said(claims, name):
    spoil, message = SPOILT[name]
    spoil(claims)
    with pytest.raises(aic.ClaimError, match=message):
        aic.audit(claims)


def test_two_currencies(claims):
    (statement,) = claims["statements"]
    statement.update(
        model="gpu_capex",
        result="capex",
        stated="10 million USD",
        inputs={"gpu_count": {"stated": "10"}, "gpu_price": {"stated": "30 million KRW"}},
    )
    with pytest.raises(aic.ClaimError, match="two currencies"):
        aic.audit(claims)


def test_no_json(tmp_path):
    path = tmp_path / "claims.json"
    path.write_text("no json")
    with pytest.raises(aic.ClaimError, match="JSON"):
        aic.audit(path)
    path.write_text(json.dumps([]))
    with pytest.raises(aic.ClaimError, match="object"):
        aic.audit(path)


def test_what_a_model_refuses_is_said_with_the_statement(claims):
    statement = claims["statements"][0]
    statement["inputs"]["gpu_power_w"] = {"stated": "30 MW"}
    with pytest.raises(aic.ClaimError, match=r"^X1: .*gpu_power_w is 30000000"):
        aic.audit(claims)


def test_audits_are_equal_after_a_pickle():
    audit = aic.audit()
    again = pickle.loads(pickle.dumps(audit))
    assert again == audit == aic.audit() and hash(again["A4"]) == hash(audit["A4"])
    assert audit["A4"] != audit["A5"] and audit["A4"] != "A4"


def test_odds_are_shown():
    audit = aic.audit(uncertain=True)
    frame = audit.to_frame()
    assert frame.odds["A4"] == audit["A4"].odds.probability < frame.odds_high["A4"]
    assert np.isnan(frame.odds["A1"]) and "odds" not in aic.audit().to_frame()
    assert "does not hold (odds " in repr(audit) and "odds" in audit._repr_html_()
    assert "odds" in repr(audit["A4"]) and "odds" not in repr(audit["A1"])


def test_odds_of_what_does_not_hold():
    """A4: 21,600 MWh over households of 280 to 430 kWh a month, log-uniform."""
    found = aic.audit(uncertain=True)
    assert [one.id for one in found if (one.odds is None) != one.holds] == []
    odds = found["A4"].odds
    assert (odds.probability, odds.varied, odds.samples) == (0, 1, 100_000)
    assert odds.high < 1e-4
    assert odds.median == pytest.approx(21_600_000 / (280 * 430) ** 0.5, rel=0.005)
    assert found["A4"].odds == aic.audit(uncertain=True)["A4"].odds
    assert aic.audit()["A4"].odds is None
