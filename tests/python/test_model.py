"""Models as callable objects."""

import copy
import inspect
import math
import pickle
import warnings

import aicompute as aic
import numpy as np
import pandas as pd
import pint
import pytest


def test_snippet_of_the_readme(site, plan):
    assert site(**plan).households == pytest.approx(61714.285714285716, rel=1e-15)
    known = {n: plan[n] for n in ("gpu_count", "gpu_power_w", "pue")}
    found = site.solve("household_kwh_per_month", households=22_000, **known)
    assert found == pytest.approx(981.81818181818187, rel=1e-15)


def test_models_come_from_the_library():
    assert aic.fleet_power in aic.models()
    for model in aic.models():
        assert getattr(aic, model.name) is model
        assert model.name in aic.__all__
        assert model.summary and model.equation
        assert model.steps == (model,)


def test_no_variable_hides_an_attribute():
    taken = set(dir(aic.Result)) | set(inspect.signature(aic.Model.__call__).parameters)
    for model in aic.models():
        assert not taken & {*model.inputs, *model.results}


def test_signature_and_documentation():
    signature = inspect.signature(aic.facility_power)
    pue = signature.parameters["pue"]
    assert pue.kind is pue.KEYWORD_ONLY
    assert pue.default == aic.facility_power.inputs["pue"].default
    assert signature.parameters["it_power_mw"].default is inspect.Parameter.empty
    text = inspect.getdoc(aic.facility_power)
    for part in ("pue : float, default", "usually", "[MW; 0 to", "overhead_power_mw"):
        assert part in text
    assert aic.Model.__doc__.startswith("A model, or a chain")
    inspect.signature(aic.Model)


def test_inputs_and_results():
    pue = aic.facility_power.inputs["pue"]
    assert (pue.unit, pue.kind, pue.required, pue.min) == ("1", "real", False, 1)
    assert pue.source.year > 2000 and pue.source.title
    assert aic.facility_power.inputs["it_power_mw"].required
    assert list(aic.facility_power.results) == ["facility_power_mw", "overhead_power_mw"]
    assert "pue" in repr(aic.facility_power.inputs)
    assert "<table>" in aic.facility_power._repr_html_()
    assert aic.facility_power.inputs.to_frame().loc["pue", "unit"] == "1"


def test_results_are_not_required(site):
    assert "required" not in repr(site.results) and "required" in repr(site.inputs)


def test_variables_are_equal_after_a_pickle(site):
    again = pickle.loads(pickle.dumps(site.inputs))
    assert again == site.inputs and hash(again["pue"]) == hash(site.inputs["pue"])
    assert site.inputs["pue"] != site.inputs["gpu_count"] and site.inputs["pue"] != 1
    with pytest.raises(KeyError, match='did you mean "pue"'):
        site.inputs["pua"]


def test_units_parse_with_pint():
    registry = pint.UnitRegistry()
    registry.define("cur = [currency]")
    for model in aic.models():
        for variable in (*model.inputs.values(), *model.results.values()):
            if variable.unit != "any":
                registry.parse_units("" if variable.unit == "1" else variable.unit)


def test_chain(site):
    assert site.name.count("|") == 3
    assert "it_power_mw" not in site.inputs and "it_power_mw" in site.results
    assert [step.name for step in site.steps][:2] == ["fleet_power", "facility_power"]
    assert site == aic.model(site.name) and hash(site) == hash(aic.model(site.name))
    assert (aic.fleet_power | (aic.facility_power | aic.energy_use)).name == (
        aic.fleet_power | aic.facility_power | aic.energy_use
    ).name
    with pytest.raises(aic.ChainError):
        aic.fleet_power | aic.fleet_power
    with pytest.raises(TypeError):
        aic.fleet_power | 3


def test_chain_outlives_its_parts():
    chain = aic.model("fleet_power | facility_power") | aic.model("energy_use")
    assert chain(gpu_count=50e3, gpu_power_w=400, pue=1.5).energy_mwh_per_day == 720


def test_ten_models_from_watts_to_payback():
    chain = (
        aic.gpu_power
        | aic.server_power
        | aic.fleet_power
        | aic.facility_power
        | aic.energy_use
        | aic.electricity_cost
        | aic.gpu_capex
        | aic.operating_cost
        | aic.rental_income
        | aic.project_payback
    )
    assert len(chain.steps) == 10
    cluster = {"gpu_count": 1000, "gpu_tdp_w": 700, "utilization": 0.7}
    costs = {"gpu_price": 30e3, "pue": 1.25, "electricity_price_per_kwh": 0.0826}
    prices = np.array([4.0, 1.0])
    got = chain(
        **cluster, **costs, residual_fraction=0.125, rental_price_per_gpu_hour=prices
    )
    # At 4 an hour, in 60 digits, one formula after the other.
    for name, value in {
        "facility_power_mw": 1.0634114583333334,
        "energy_mwh_per_year": 9315.484375,
        "electricity_cost_per_year": 769459.009375,
        "capex": 60740740.74074074,
        "net_cash_per_year": 21200478.768402774,
        "payback_years": 2.8650645772806236,
        "net_present_value": 24340156.317686953,
        "internal_rate_of_return": 0.24040053180199658,
    }.items():
        assert np.broadcast_to(got[name], 2)[0] == pytest.approx(value, rel=1e-13), name
    assert got.payback_years[1] == math.inf


def test_pickle_and_copy(site, plan):
    for model in (aic.fleet_power, site):
        assert pickle.loads(pickle.dumps(model)) == model
        assert copy.deepcopy(model) == model
    assert copy.deepcopy(aic.fleet_power) is aic.fleet_power


def test_path_and_model():
    assert aic.path("gpu_count", "it_power_mw") is aic.fleet_power
    assert aic.path(["gpu_count", "pue"], "households").name.endswith("equivalents")
    with pytest.raises(aic.ChainError):
        aic.path("households", "gpu_count")
    with pytest.raises(TypeError, match="did you mean"):
        aic.model("fleet_powr")


def test_find():
    found = aic.find("peak household")
    assert any(match.name == "household_peak_kw" for match in found)
    assert "household_peak_kw" in repr(found) and "<table>" in found._repr_html_()
    assert repr(aic.find("no such thing")) == "(none)"


def test_unknown_input_names_the_nearest():
    with pytest.raises(TypeError, match='"pue"'):
        aic.facility_power(it_power_mw=20, pua=1.5)
    with pytest.raises(TypeError, match='"pue"'):
        aic.facility_power(it_power_mw=np.ones(3), pua=np.ones(3))
    with pytest.raises(TypeError, match="households is computed by household_equiv"):
        aic.household_equivalents(households=3)
    with pytest.raises(TypeError, match="computed by fleet_power"):
        (aic.fleet_power | aic.facility_power)(it_power_mw=3)
    with pytest.raises(TypeError):
        aic.facility_power(20)


@pytest.mark.parametrize("given", [{}, {"it_power_mw": math.nan}])
def test_missing(given):
    with pytest.raises(aic.MissingInputError) as caught:
        aic.facility_power(**given)
    assert caught.value.variable == "it_power_mw"


def test_domain_error():
    with pytest.raises(aic.DomainError) as caught:
        aic.facility_power(it_power_mw=20, pue=0.5)
    error = pickle.loads(pickle.dumps(caught.value))
    assert (error.variable, error.value, error.min, error.row) == ("pue", 0.5, 1, None)
    assert isinstance(error, ValueError)


def test_condition_across_inputs():
    given = {"required_revenue_per_year": 650e9, "users_of_survivors": 1e9}
    with pytest.raises(aic.DomainError) as caught:
        aic.market_survivors(firms=2, survivors=3, **given)
    assert caught.value.variable == "survivors"


def test_coerce():
    made = aic.facility_power(it_power_mw=20, pue=0.5, errors="coerce")
    assert math.isnan(made.facility_power_mw)
    with pytest.raises(ValueError, match="coerce"):
        aic.facility_power(it_power_mw=20, errors="ignore")
    with pytest.raises(aic.MissingInputError):
        aic.facility_power(errors="coerce")


def test_unusual_warns_at_the_line_of_the_user():
    for value in (20e3, np.array(20e3)):
        with pytest.warns(aic.UnusualInputWarning, match="it_power_mw") as caught:
            aic.facility_power(it_power_mw=value, pue=1.5)
        assert len(caught) == 1 and caught[0].filename == __file__


@pytest.mark.parametrize("twenty", [20, 20.0, np.float32(20), np.int64(20), np.array(20)])
def test_scalars_of_any_kind(twenty):
    made = aic.facility_power(it_power_mw=twenty, pue=1.5)
    assert type(made.facility_power_mw) is float and made.facility_power_mw == 30


@pytest.mark.parametrize("wrong", ["20", None, 1j, object(), {}, np.array("20")])
def test_no_number(wrong):
    with pytest.raises(TypeError, match="it_power_mw"):
        aic.facility_power(it_power_mw=wrong)


def test_text_is_said_to_be_text():
    with pytest.raises(TypeError, match="gpu_count holds text, not numbers"):
        aic.fleet_power(gpu_count="5만", gpu_power_w=400)


def test_solve():
    found = aic.fleet_power.solve("gpu_count", it_power_mw=20, gpu_power_w=400)
    assert found == 50_000
    with pytest.raises(aic.SolutionError, match="no value"):
        aic.fleet_power.solve("gpu_count", it_power_mw=-20, gpu_power_w=400)
    with pytest.raises(aic.SolutionError) as caught:
        aic.fleet_power.solve("gpu_count", it_power_mw=0, gpu_power_w=0)
    assert caught.value.solutions[0].kind == "flat"


def test_solve_arguments():
    with pytest.raises(TypeError, match=r"results of fleet_power: it_power_mw$"):
        aic.fleet_power.solve("gpu_count", gpu_power_w=400)
    with pytest.raises(TypeError, match='did you mean "it_power_mw"'):
        aic.fleet_power.solve("gpu_count", gpu_power_w=400, it_powr_mw=20)
    with pytest.raises(TypeError, match="it_power_mw is computed"):
        aic.fleet_power.solve("it_power_mw", gpu_power_w=400)
    with pytest.raises(TypeError, match='"gpu_count"'):
        aic.fleet_power.solve("gpu_counts", it_power_mw=20, gpu_power_w=400)
    with pytest.raises(TypeError, match="gpu_count is sought, so leave its value out"):
        aic.fleet_power.solve("gpu_count", gpu_count=3, it_power_mw=20, gpu_power_w=400)
    with pytest.raises(aic.MissingInputError):
        aic.fleet_power.solve("gpu_count", it_power_mw=20)
    with pytest.raises(ValueError):
        aic.fleet_power.solve("gpu_count", it_power_mw=math.inf, gpu_power_w=400)


def test_solve_says_what_is_within_reach(site, plan):
    known = {n: v for n, v in plan.items() if n != "pue"}
    with pytest.raises(aic.SolutionError) as caught:
        aic.facility_power.solve("pue", facility_power_mw=10, it_power_mw=20)
    pue = aic.facility_power.inputs["pue"]
    ends = f"it is {20 * pue.low:g} at pue = {pue.low:g} and {20 * pue.high:g} at"
    assert ends in str(caught.value)
    with pytest.raises(
        aic.SolutionError, match=r"it stays at 61,714\.3 from persons_per"
    ):
        site.solve("persons_per_household", households=22_000, **plan)
    with pytest.raises(aic.DomainError, match="gpu_count is -1"):
        site.solve("pue", households=22_000, **{**known, "gpu_count": -1})


def test_inputs_without_their_names(site, plan):
    with pytest.raises(
        TypeError, match=r"by name, as gpu_count=\.\.\., gpu_power_w="
    ) as one:
        aic.fleet_power(50_000, 400)
    assert "DataFrame" not in str(one.value)
    with pytest.raises(TypeError, match=r"as \*\*given"):
        site(plan)
    with pytest.raises(TypeError, match=r"goes to \.columns\(frame\)"):
        site(pd.DataFrame([plan]))


def test_solve_all(site, plan):
    known = {n: v for n, v in plan.items() if n != "pue"}
    (one,) = site.solve_all("pue", households=61714.285714285716, **known)
    assert one.kind == "root" and one.usual and one.value == pytest.approx(1.5)


def test_warnings_are_one_a_call(site, plan):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        site(**{**plan, "gpu_count": np.full(1000, 2.0)})
    assert len(caught) == 1 and "1,000 of 1,000 rows" in str(caught[0].message)
    assert caught[0].filename == __file__
