"""Results: attributes, records, comparison."""

import copy
import json
import math
import pickle

import aicompute as aic
import numpy as np
import pandas as pd
import pytest


def test_attributes(site, plan):
    r = site(**plan)
    assert r["households"] == r.households == r.results["households"]
    assert "households" in dir(r)
    with pytest.raises(AttributeError, match="households"):
        r.household  # noqa: B018
    assert r.inputs["gpu_count"] == 50_000 and r.inputs["load_factor"] == 1


def test_assumed(site, plan):
    r = site(**plan)
    assert list(r.assumed) == [
        "host_power_w",
        "load_factor",
        "days_per_month",
        "persons_per_household",
    ]
    assert r.assumed["load_factor"].source.title
    assert not aic.currency(amount=1e9, exchange_rate=1330).assumed


def test_what_was_not_needed_is_not_assumed(site):
    r = site(gpu_count=5e4, gpu_power_w=400, results="it_power_mw")
    assert "household_kwh_per_month" in r.inputs
    assert "household_kwh_per_month" not in r.assumed and "nan" not in repr(r)
    assert r.origins["household_kwh_per_month"].origin == "missing"
    assert list(r.assumed) == ["host_power_w"]
    made = site.sample(n=10, gpu_count=5e4, gpu_power_w=400, results="it_power_mw")
    assert not made.assumed


def test_names_of_the_results(site, plan):
    r = site(**plan)
    assert list(r) == list(r.results) and "households" in r and "pue" not in r


def test_for_people(site, plan):
    for r in (site(**plan), site(**{**plan, "pue": [1.2, 1.5]})):
        assert "facility_power_mw" in repr(r) and "MW" in repr(r)
        assert "assumed" in repr(r)
        html = r._repr_html_()
        assert "<table>" in html and "MWh/month" in html
    assert "2 rows, 24 to 30 " in repr(r)
    assert "1 row, 30 " in repr(site(**{**plan, "pue": [1.5]}))
    assert repr(site(**{**plan, "pue": []}))
    assert repr(site(**{**plan, "pue": np.array([np.nan])}))


def test_equality(site, plan):
    r = site(**plan)
    assert r == site(**plan)
    assert r != site(**{**plan, "pue": 1.4})
    assert r != 3
    assert site(**plan, load_factor=1) == r
    with pytest.raises(TypeError):
        hash(r)
    with_nan = {**plan, "pue": np.array([np.nan])}
    assert site(**with_nan) == site(**with_nan)


@pytest.mark.parametrize(
    "pue", [1.5, np.array([1.2, 1.5]), pd.Series([1.2, 1.5], index=["a", "b"])], ids=type
)
def test_pickle_and_copy(site, plan, pue):
    r = site(**{**plan, "pue": pue})
    assert pickle.loads(pickle.dumps(r)) == r
    assert copy.deepcopy(r) == r and copy.copy(r) == r


@pytest.mark.parametrize("pue", [1.5, [1.2, 1.5], [[1.2], [math.nan]]])
def test_records_go_round(site, plan, pue):
    r = site(**{**plan, "pue": pue})
    assert aic.Result.from_dict(r.to_dict()) == r
    assert aic.Result.from_json(r.to_json()) == r
    record = json.loads(r.to_json(indent=1))
    assert record["model"] == site.name
    assert record["assumed"]["load_factor"] == 1


def test_records_of_some_results_go_round(site):
    r = site(gpu_count=5e4, gpu_power_w=400, results="it_power_mw")
    again = aic.Result.from_json(r.to_json())
    assert again == r and list(again.assumed) == list(r.assumed)


def test_records_that_are_none():
    with pytest.raises(ValueError, match="no assumed, inputs, model, results"):
        aic.Result.from_json("{}")
    record = aic.fleet_power(gpu_count=5e4, gpu_power_w=400).to_dict()
    for part, wrong in {
        "model": "fleet_powr",
        "inputs": {"gpu_coun": 3},
        "assumed": {"gpu_coun": 3},
        "results": {"it_power": 3},
    }.items():
        with pytest.raises(TypeError, match="did you mean"):
            aic.Result.from_dict({**record, part: wrong})


def test_unknown_names(site, plan):
    with pytest.raises(KeyError, match="gave no household, but it_power_mw"):
        site(**plan)["household"]
    with pytest.raises(KeyError, match="no gpu_cont, but gpu_count"):
        site.inputs["gpu_cont"]
    with pytest.raises(KeyError, match="no gpu_cont, but gpu_count"):
        site(**plan).explain("gpu_cont")
    assert "pua" not in site.inputs and "pue" in site.inputs


def test_infinity_in_json():
    r = aic.Result(aic.currency, {"amount": math.inf, "exchange_rate": 1.0}, [math.inf])
    assert "Infinity" not in r.to_json()
    assert aic.Result.from_json(r.to_json()) == r


def test_frame(site, plan):
    frame = site(**{**plan, "pue": [1.2, 1.5]}).to_frame()
    assert frame.shape == (2, len(site.inputs) + len(site.results))
    assert frame["households"].tolist()[1] == site(**plan).households
    assert len(site(**plan).to_frame()) == 1


def test_compare(site, plan):
    a = site(**plan)
    b = site(**{**plan, "pue": 1.2, "gpu_count": 100_000})
    made = a.compare(b)
    assert made.inputs == {"gpu_count": (50_000, 100_000), "pue": (1.5, 1.2)}
    for name, change in made.changes.items():
        assert change == pytest.approx(b[name] - a[name])
        assert sum(made.explained[name].values()) == pytest.approx(change)
    assert made.explained["it_power_mw"]["pue"] == 0
    parts = made.explained["facility_power_mw"]
    assert parts == pytest.approx({"gpu_count": 27, "pue": -9})
    assert "pue from 1.5 to 1.2" in repr(made)
    assert "by pue" in repr(made) and "<table>" in made._repr_html_()
    assert made.to_frame().loc["facility_power_mw", "change"] == pytest.approx(18)


def test_compare_of_the_same(site, plan):
    made = site(**plan).compare(site(**plan))
    assert made.inputs == {} and set(made.changes.values()) == {0}


def test_compare_refuses(site, plan):
    with pytest.raises(ValueError, match="is not"):
        site(**plan).compare(aic.currency(amount=1, exchange_rate=1))
    with pytest.raises(TypeError, match="another"):
        site(**plan).compare(30.0)
    with pytest.raises(ValueError, match="single numbers"):
        site(**plan).compare(site(**{**plan, "pue": [1.2]}))
