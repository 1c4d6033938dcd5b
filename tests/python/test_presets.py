"""Inputs from rows of the reference tables, by name, and where each input comes from."""

import copy
import inspect
import json
import math
import pickle

import aicompute as aic
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

SITE = aic.model(
    "gpu_power | server_power | fleet_power | facility_power | energy_use | "
    "household_equivalents | emissions"
)
PLAN = {"gpu": "H100 SXM", "country": "KR", "gpu_count": 50_000}
# What the rows of PLAN have, and the chain by hand: eight GPUs at 85 % of 700 W with 3 kW
# beside them behind a supply of 96 %, a PUE of 1.54, 720 hours a month.
FROM_DATA = {
    "gpu_tdp_w": 700,
    "household_kwh_per_month": 332,
    "persons_per_household": 4,
    "grid_gco2e_per_kwh": 417.06,
}
IT_MW = 50_000 * (8 * 0.85 * 700 + 3000) / 0.96 / 8 / 1e6
HOUSEHOLDS = IT_MW * 1.54 * 720 * 1000 / 332


def test_a_site_in_korea():
    r = SITE(**PLAN)
    assert r.it_power_mw == pytest.approx(IT_MW, rel=1e-14)
    assert r.households == pytest.approx(HOUSEHOLDS, rel=1e-14)
    assert r.operational_tco2e_per_year == pytest.approx(
        IT_MW * 1.54 * 8760 * 0.41706, rel=1e-14
    )
    assert r.data_version == aic.data.version and r.version == aic.__version__
    assert not set(FROM_DATA) & set(r.assumed) and "pue" in r.assumed
    assert "H100 SXM5" in repr(r) and "South Korea" in r._repr_html_()


def test_origins():
    origins = SITE(**PLAN).origins
    assert list(origins) == list(SITE.inputs)
    grid = origins["grid_gco2e_per_kwh"]
    assert (grid.origin, grid.value, grid.unit) == ("preset", 417.06, "g/kWh")
    assert (grid.table, grid.row, grid.row_name) == ("countries", "KR", "South Korea")
    assert (grid.year, grid.source.key) == (2025, "ember-owid")
    assert origins["gpu_count"][:5] == ("gpu_count", 50_000, "1", "given", None)
    assert origins["pue"].origin == "default"
    assert origins["pue"].source == aic.facility_power.inputs["pue"].source
    frame = origins.to_frame()
    assert frame.loc["gpu_tdp_w", "source"] == "epoch-hardware"
    assert frame.loc["gpu_count", "source"] == ""


def test_explain():
    r = SITE(**PLAN)
    text = str(r.explain())
    assert "NVIDIA H100 SXM5 80GB (accelerators, 2026, compiled)" in text
    assert [line.split()[0] for line in text.splitlines()[1:]] == list(SITE.inputs)
    assert list(r.explain("pue", "gpu_tdp_w")) == ["pue", "gpu_tdp_w"]
    assert "<table>" in r.explain()._repr_html_()
    with pytest.raises(KeyError, match="pua"):
        r.explain("pua")


@given(st.sets(st.sampled_from(sorted(FROM_DATA))), st.floats(1.01, 1.5))
def test_explicit_values_win(names, factor):
    own = {name: FROM_DATA[name] * factor for name in names}
    r = SITE(**PLAN, **own)
    by_hand = SITE(**{**FROM_DATA, **own}, gpu_count=50_000)
    assert r == by_hand and r._made == by_hand._made
    for name, origin in r.origins.items():
        assert (origin.origin == "preset") == (name in FROM_DATA and name not in own)


def test_ways_to_choose_rows():
    wanted = SITE(**PLAN)
    h100, korea = aic.data.accelerators["H100"], aic.data.countries["한국"]
    for way in (
        {"gpu": h100, "country": korea},
        {"presets": [h100, korea]},
        {"presets": (row for row in (korea, h100))},
        {"presets": {"accelerators": "H100", "countries": "한국"}},
        {"presets": {"accelerators": h100}, "country": "KOR"},
        {"presets": h100, "country": "kr"},
        {"gpu": "A100 SXM 80GB", "country": "KR", "presets": h100},
    ):
        r = SITE(gpu_count=50_000, **way)
        assert r == wanted and r.to_dict() == wanted.to_dict()
    assert SITE(**{**PLAN, "presets": []}) == wanted
    own = SITE(gpu="H100", gpu_count=8, household_kwh_per_month=300, grid_gco2e_per_kwh=1)
    assert own == SITE(
        gpu="H100", country=None, gpu_count=8, household_kwh_per_month=300,
        grid_gco2e_per_kwh=1,
    )  # fmt: skip


def test_household_wins_over_country():
    r = SITE(**PLAN, household="households_kr_2016")
    assert r.origins["household_kwh_per_month"].value == 350
    assert r.origins["grid_gco2e_per_kwh"].row == "KR"


@pytest.mark.parametrize(
    "count", [np.array([1e4, 5e4]), pd.Series([1e4, 5e4], index=["a", "b"]), [[1e4, 5e4]]]
)
def test_columns_of_other_inputs(count):
    r = SITE(**{**PLAN, "gpu_count": count})
    assert np.ravel(r.households)[1] == SITE(**PLAN).households
    assert r.origins["gpu_tdp_w"].row_name == "NVIDIA H100 SXM5 80GB"
    assert np.shape(r.origins["gpu_count"].value) == np.shape(count)
    assert "H100 SXM5" in str(r.explain()) and "H100 SXM5" in repr(r)
    assert aic.Result.from_json(r.to_json()).to_dict() == r.to_dict()


def test_columns():
    frame = pd.DataFrame({"gpu_count": [1e4, 5e4], "gpu_tdp_w": [400.0, 700.0]})
    r = SITE.columns(frame, country="KR")
    assert r.households.tolist()[1] == SITE(**PLAN).households
    assert r.origins["gpu_tdp_w"].origin == "given"
    r = SITE.columns(frame[["gpu_count"]], gpu="H100", presets={"countries": "KR"})
    assert r.households.tolist()[1] == SITE(**PLAN).households
    with pytest.raises(aic.UnknownRowError, match="nearest"):
        SITE.columns(frame, country="Koera")


def test_solve():
    known = {name: value for name, value in PLAN.items() if name != "gpu_count"}
    count = SITE.solve("gpu_count", households=HOUSEHOLDS, **known)
    assert count == pytest.approx(50_000, rel=1e-12)
    assert SITE.solve_all("gpu_count", households=HOUSEHOLDS, **known)[0].value == count
    # The unknown is not taken from a row, though the row has it.
    use = SITE.solve("household_kwh_per_month", households=HOUSEHOLDS, **PLAN)
    assert use == pytest.approx(332, rel=1e-12)
    again = SITE.solve(
        "gpu_tdp_w", it_power_mw=IT_MW, gpu_count=50_000, presets={"accelerators": "T4"}
    )
    assert again == pytest.approx(700, rel=1e-12)
    with pytest.raises(aic.MissingInputError, match="no sound figure for household"):
        SITE.solve("gpu_count", households=1, gpu="H100", country="FR")


def test_a_row_without_a_sound_figure_says_so():
    with pytest.raises(
        aic.MissingInputError, match=r'row "France" .* no sound'
    ) as caught:
        SITE(gpu="H100", country="FR", gpu_count=1)
    assert caught.value.variable == "household_kwh_per_month"
    with pytest.raises(aic.MissingInputError, match="no sound figure"):
        SITE(gpu="H100", country="FR", gpu_count=1, results="households")
    r = SITE(gpu="H100", country="FR", gpu_count=8, household_kwh_per_month=400)
    assert r.origins["grid_gco2e_per_kwh"].row_name == "France"
    # What no wanted result needs is not asked for.
    r = SITE(gpu="H100", country="FR", gpu_count=8, results="emissions_tco2e_per_year")
    assert r.emissions_tco2e_per_year > 0
    assert r.origins["household_kwh_per_month"].origin == "missing"
    assert "household_kwh_per_month" not in r.explain()


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"gpu": "H100 SMX"}, aic.UnknownRowError, "NVIDIA H100 SXM5 80GB"),
        ({"gpu": "A100"}, aic.UnknownRowError, "may mean 4 rows"),
        ({"gup": "H100"}, TypeError, 'did you mean "gpu"'),
        ({"contry": "KR"}, TypeError, 'did you mean "country"'),
        ({"preset": "H100"}, TypeError, 'did you mean "presets"'),
        ({"thread": 2}, TypeError, 'did you mean "threads"'),
        ({"gpu_cuont": 2}, TypeError, 'did you mean "gpu_count"'),
        ({"gpu": 3}, TypeError, "the name of one row of accelerators, not 3"),
        ({"gpu": ["H100"]}, TypeError, "the name of one row"),
        ({"gpu": aic.data.countries["KR"]}, TypeError, "South Korea is one of countries"),
        ({"presets": "H100"}, TypeError, "give rows of aicompute.data"),
        ({"presets": ["H100"]}, TypeError, "give rows of aicompute.data"),
        ({"presets": {"gpus": "H100"}}, aic.UnknownRowError, 'no table is named "gpus"'),
        ({"presets": aic.data.superseded[0]}, ValueError, "takes no input from"),
        (
            {"gpu": aic.data.as_of(1).accelerators["H100"]},
            ValueError,
            "figures of data version 1",
        ),
    ],
)
def test_refused(given, error, words):
    with pytest.raises(error, match=words):
        SITE(**{"gpu_count": 1, "country": "KR", **given})


def test_a_row_that_would_do_nothing():
    with pytest.raises(ValueError, match="takes no input from countries"):
        aic.fleet_power(gpu_count=1, gpu_power_w=1, country="KR")
    with pytest.raises(ValueError, match="at most"):
        SITE(gpu_count=1, presets=[aic.data.countries["KR"]] * 100)


def test_two_currencies():
    chain = aic.gpu_capex | aic.electricity_cost
    with pytest.raises(aic.DomainError, match=r"is in USD and .* in EUR"):
        chain(gpu="H100", country="EU", gpu_count=1000)
    energy = {"energy_mwh_per_year": 8760, "facility_power_mw": 1}
    r = chain(gpu="H100", country="World", gpu_count=1000, **energy)
    assert r.origins["gpu_price"].currency == "USD"
    assert "USD" in str(r.explain("gpu_price")) and "USD" in repr(r)


def test_unusual_and_out_of_range():
    with pytest.raises(aic.DomainError, match="pue"):
        SITE(**PLAN, pue=0.5)
    with pytest.warns(aic.UnusualInputWarning, match="pue"):
        r = SITE(**PLAN, pue=5)
    assert r.inputs["pue"] == 5
    assert math.isnan(SITE(**PLAN, pue=0.5, errors="coerce").households)
    with pytest.raises(aic.MissingInputError, match="gpu_tdp_w"):
        SITE(**PLAN, gpu_tdp_w=math.nan)


def test_records_go_round():
    r = SITE(**PLAN)
    record = json.loads(r.to_json())
    assert record["data_version"] == aic.data.version
    assert record["inputs"] == {"gpu_count": 50_000}
    assert record["presets"]["grid_gco2e_per_kwh"]["row"] == "KR"
    assert record["presets"]["grid_gco2e_per_kwh"]["source"] == "ember-owid"
    again = aic.Result.from_json(r.to_json())
    assert again == r and again.to_dict() == r.to_dict()
    assert str(again.explain()) == str(r.explain())
    for copied in (pickle.loads(pickle.dumps(r)), copy.copy(r), copy.deepcopy(r)):
        assert copied == r and copied.to_dict() == r.to_dict()


def test_records_of_other_versions():
    """What a record says of its origin stays, whatever the tables say today."""
    record = SITE(**PLAN).to_dict()
    record |= {"data_version": "0", "version": "0.0.9"}
    record["presets"]["gpu_tdp_w"] |= {"value": 690.0, "source": "gone-since"}
    again = aic.Result.from_dict(record)
    assert (again.data_version, again.version) == ("0", "0.0.9")
    assert again.origins["gpu_tdp_w"].value == 690
    assert again.origins["gpu_tdp_w"].source.key == "gone-since"
    assert again.to_dict() == record
    assert pickle.loads(pickle.dumps(again)).to_dict() == record


def test_frame_has_units_and_versions():
    frame = SITE(**PLAN).to_frame()
    assert frame["grid_gco2e_per_kwh"].tolist() == [417.06]
    assert frame.attrs["units"]["grid_gco2e_per_kwh"] == "g/kWh"
    assert frame.attrs["data_version"] == aic.data.version


def test_compare():
    same = {"household_kwh_per_month": 332, "persons_per_household": 4}
    korea, norway = SITE(**PLAN, **same), SITE(**{**PLAN, "country": "NO"}, **same)
    found = korea.compare(norway)
    change = norway.emissions_tco2e_per_year - korea.emissions_tco2e_per_year
    assert found.changes["emissions_tco2e_per_year"] == pytest.approx(change)
    assert "grid_gco2e_per_kwh" in repr(found)


def test_signature_and_docstring():
    parameters = inspect.signature(aic.gpu_power).parameters
    assert parameters["gpu"].default is None and "presets" in parameters
    assert "gpu" not in inspect.signature(aic.fleet_power).parameters
    assert "A row of accelerators" in aic.gpu_power.__doc__


def test_path_from_a_keyword():
    found = aic.path(["gpu", "gpu_count"], "facility_power_mw")
    assert found.name == "gpu_power | fleet_power | facility_power"
    assert found(gpu="H100", gpu_count=1e3).facility_power_mw > 0
    with pytest.raises(aic.ChainError):
        aic.path("household", "it_power_mw")
