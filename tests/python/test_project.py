"""Projects: the numbers of C to the bit, how they are said, and what is refused."""

import copy
import inspect
import json
import math
import os
import pickle
import subprocess
from fractions import Fraction

import aicompute as aic
import numpy as np
import pandas as pd
import pytest
from aicompute import capi, finance
from conftest import ROOT
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.filterwarnings("ignore::aicompute.UnusualInputWarning")

PROJECTS = ROOT / "examples" / "projects"
CLUSTER = PROJECTS / "cluster-1000.json"
CAMPUS = PROJECTS / "campus-100mw.json"
CLAIM = PROJECTS / "claim-650-billion.json"
COMMAND = os.environ.get("AICOMPUTE", "")

# 1,000 for 300 a year, 10 %, five years.
SMALL = {
    "cluster_cost": 1000,
    "fixed_opex_share": 0,
    "resale_fraction": 0,
    "other_revenue_per_year": 300,
}
RENTED = {
    "cluster_cost": 60.741e6,
    "gpu_count": 1000,
    "utilization": 0.7,
    "rental_price_per_gpu_hour": 3.2,
}
# As in projects.txt, whose numbers are those of project.h.
CHOICES = {
    "mode": ["finite-life", "replacement", "perpetuity"],
    "depreciation": [
        *("straight-line", "sum-of-years-digits", "declining-balance", "macrs"),
        *("market-value", "none"),
    ],
    "repayment": ["level", "equal-principal"],
}


def small(**given):
    return finance.project(**{**SMALL, **given})


def vector_cases():
    """Projects that were computed a second time, in 50 digits."""
    cases = {}
    text = (ROOT / "tests" / "vectors" / "projects.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        kind, *rest = line.split()
        if kind == "end":
            continue
        name, *values = rest
        if kind == "case":
            case = cases[line.partition(" ")[2]] = {"given": {}, "columns": {}}
            case["results"] = {}
            continue
        numbers = [float(value) for value in values]
        if kind == "choose":
            (at,) = map(int, numbers)
            case["given"][name] = CHOICES[name][at] if name in CHOICES else at
        elif kind == "column":
            case["columns"][name] = numbers
        else:
            target = case["results" if kind == "result" else "given"]
            target[name] = numbers if kind == "array" else numbers[0]
    return cases


VECTORS = vector_cases()


@pytest.mark.parametrize("case", VECTORS.values(), ids=list(VECTORS))
def test_vectors(case):
    """To a share of the capital, as the test of C has it."""
    made = finance.project(**case["given"])
    capital = made.inputs["cluster_cost"] + made.inputs["facility_cost"]
    rows = finance.project.columns
    assert len(case["columns"]) == len(made.columns) == len(rows)
    for name, expected in case["columns"].items():
        least = 1e-12 * capital if rows[name].unit == "cur" else 0
        np.testing.assert_allclose(made[name], expected, rtol=1e-12, atol=least)
    for name, expected in case["results"].items():
        money = finance.project.results[name].unit == "cur"
        least = 1e-12 * (capital if money else 1)
        found = made.results[name]
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=least)


def test_vectors_are_read():
    assert len(VECTORS) >= 20
    said = {name for case in VECTORS.values() for name in case["given"]}
    arrays = {"cluster_shares", "facility_shares", "utilization_ramp", "price_path"}
    assert said >= {*arrays, *CHOICES, "periods_per_year"}


def number(value):
    return math.nan if value is None else float(value)


@pytest.mark.skipif(not COMMAND, reason="the command is not named by AICOMPUTE")
@pytest.mark.parametrize("path", [CLUSTER, CAMPUS, CLAIM], ids=lambda path: path.stem)
def test_same_bits_as_the_command(path):
    done = subprocess.run(
        [COMMAND, "cash", path, "--json"], check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout)
    schedules = finance.projects(path)
    for made, record in zip(
        schedules, told if isinstance(told, list) else [told], strict=True
    ):
        words = ("title", "currency", "periods_per_year", *CHOICES)
        assert [getattr(made, word) for word in words] == [record[w] for w in words]
        results = {row["name"]: number(row["value"]) for row in record["results"]}
        np.testing.assert_equal(made.results, results)
        rows = {name: [row[name] for row in record["rows"]] for name in record["rows"][0]}
        np.testing.assert_equal({n: v.tolist() for n, v in made.columns.items()}, rows)
        inputs = {row["name"]: number(row["value"]) for row in record["inputs"]}
        shared = made.inputs.keys() & inputs.keys()
        assert len(shared) == len(made.inputs)
        np.testing.assert_equal(made.inputs, {name: inputs[name] for name in made.inputs})


def test_published_payback():
    """Of 1,000 that bring 300 a year: the ten thirds and the annuity by hand."""
    made = small()
    assert made.payback_years == pytest.approx(10 / 3, rel=1e-15)
    annuity = (1 - 1.1**-5) / 0.1
    assert made.net_present_value == pytest.approx(300 * annuity - 1000, rel=1e-13)
    assert made.required_revenue_per_year == pytest.approx(1000 / annuity, rel=1e-13)
    assert made["cash"].tolist() == [-1000] + [300] * 5
    rate = finance.irr(made["cash"])
    assert made.internal_rate_of_return == made.equity_rate_of_return == rate


@given(
    years=st.integers(1, 12),
    residual=st.floats(0, 0.5),
    utilization=st.floats(0.1, 1),
    rate=st.floats(0, 0.3),
)
@settings(deadline=None, max_examples=50)
def test_degenerate_case_is_the_levelized_cost(years, residual, utilization, rate):
    """One fleet that is bought at once and lives as long as the project."""
    shared = {
        "utilization": utilization,
        "life_years": years,
        "server_share_w": 1275,
        "pue": 1.25,
        "electricity_price_per_kwh": 0.0826,
        "discount_rate": rate,
    }
    cost = aic.levelized_compute_cost(
        capex_per_gpu=60741, residual_fraction=residual, **shared
    ).cost_per_gpu_hour
    made = finance.project(
        cluster_cost=60741,
        gpu_count=1,
        project_years=years,
        resale_fraction=residual,
        **shared,
    )
    assert made.cost_per_gpu_hour == pytest.approx(cost, rel=1e-12)
    assert made.minimum_price_per_gpu_hour == pytest.approx(cost, rel=1e-12)


@given(
    price=st.floats(0.5, 20),
    utilization=st.floats(0.05, 1),
    decline=st.floats(0, 0.3),
    ramp=st.lists(st.floats(0.1, 1), min_size=1, max_size=4),
    mode=st.sampled_from(["finite-life", "replacement", "perpetuity"]),
)
@settings(deadline=None, max_examples=50)
def test_what_breaks_even_breaks_even(price, utilization, decline, ramp, mode):
    words = {
        "cluster_cost": 60e6,
        "gpu_count": 1000,
        "utilization": utilization,
        "price_decline": 0 if mode == "perpetuity" else decline,
        "utilization_ramp": ramp,
        "mode": mode,
        "project_years": 10,
    }
    made = finance.project(**words, rental_price_per_gpu_hour=price)
    assert made["cash"].sum() == pytest.approx(made["cumulative_cash"][-1], abs=1e-3)
    needed = made.minimum_price_per_gpu_hour
    assume(needed < 1e6)
    again = finance.project(**words, rental_price_per_gpu_hour=needed)
    assert abs(again.net_present_value) < 1e-6 * 60e6


def test_three_modes():
    found = finance.projects(CLAIM)
    need = {one.title: one.required_revenue_per_year / 1e9 for one in found}
    assert need["for ever"] == pytest.approx(510, rel=1e-13)
    once = 5100 * 0.1 / (1 - 1.1**-5)
    assert need["5 years, once"] == pytest.approx(once, rel=1e-12)
    assert need["renewed to 20"] == pytest.approx(once, rel=1e-12)
    assert need["17 years, once"] < 650
    assert found.titles == list(need) and found.currency == "USD"
    assert [one.mode for one in found][:3] == ["perpetuity", "finite-life", "replacement"]
    assert math.isinf(found["5 years, once"].payback_years)


def test_variants_by_title_position_and_slice():
    found = finance.projects(CLAIM)
    one = finance.project(CLAIM, variant="for ever")
    assert one == found[0] == found["for ever"] == finance.project(CLAIM, variant=0)
    assert isinstance(found[1:], finance.Schedules)
    assert found[1:].titles == found.titles[1:]
    frame = found.to_frame()
    assert frame.shape == (4, len(one.results)) and frame.attrs["currency"] == "USD"
    assert "for ever" in repr(found) and "<table" in found._repr_html_()
    with pytest.raises(ValueError, match="the file has variants"):
        finance.project(CLAIM)
    with pytest.raises(ValueError, match='no variant has the title "ever"'):
        finance.project(CLAIM, variant="ever")
    with pytest.raises(ValueError, match="variant 4 is not one of the 4"):
        finance.project(CLAIM, variant=4)
    with pytest.raises(KeyError, match="no schedule ever"):
        found["ever"]
    with pytest.raises(TypeError, match="no file is given"):
        finance.project(**SMALL, variant=0)
    with pytest.raises(TypeError, match="the variant says it too"):
        finance.project(CLAIM, variant=0, project_years=7)
    assert finance.projects(CLUSTER)[0] == finance.project(CLUSTER)


def test_months():
    made = small(periods_per_year=12)
    assert len(made["cash"]) == 61 and made["year"][-1] == 5
    assert made["cash"][1:].sum() == pytest.approx(1500)


@pytest.mark.parametrize("kind", [list, tuple, np.array, pd.Series])
def test_paths_are_arrays_of_any_kind(kind):
    path, ramp = kind([3.2, 2.0, 1.0]), kind([0.5, 0.75])
    words = {name: value for name, value in RENTED.items() if not name.startswith("rent")}
    made = finance.project(**words, price_path=path, utilization_ramp=ramp)
    assert made["price"].tolist() == [0, 3.2, 2, 1, 1, 1]
    assert made["utilization"][:4].tolist() == [0, 0.7 * 0.5, 0.7 * 0.75, 0.7]
    assert made.arrays["price_path"].tolist() == [3.2, 2.0, 1.0]


def test_a_file_and_its_contents_are_one():
    contents = json.loads(CLUSTER.read_text(encoding="utf-8"))
    made = finance.project(CLUSTER)
    assert made == finance.project(str(CLUSTER)) == finance.project(contents)
    assert contents == json.loads(CLUSTER.read_text(encoding="utf-8"))
    inputs = contents["inputs"]
    words = {name: contents[name] for name in ("title", "chain", "depreciation")}
    assert finance.project(**words, **inputs) == made
    other = finance.project(CLUSTER, tax_rate=0, mode="replacement")
    assert other.inputs["tax_rate"] == 0 and other.mode == "replacement"
    assert made.inputs["tax_rate"] == 0.21 and made.mode == "finite-life"


def test_figures_as_people_write_them():
    made = small(cluster_cost="1천", other_revenue_per_year="300 USD", tax_rate="21%")
    assert (made.inputs["tax_rate"], made.currency) == (0.21, "USD")
    assert made.net_present_value == small(tax_rate=0.21).net_present_value
    units = made.to_frame().attrs["units"]
    assert (units["cash"], units["price"], units["gpus"]) == ("USD", "USD/h", "1")


def test_chains_feed_projects():
    words = {"gpu_count": 1000, "utilization": 0.7, "rental_price_per_gpu_hour": 3.2}
    made = finance.project(chain="gpu_capex", gpu_price=30_000, **words)
    capital = aic.gpu_capex(gpu_count=1000, gpu_price=30_000)
    assert made["capital"][0] == capital.cluster_cost
    assert made == finance.project(chain=aic.gpu_capex, gpu_price=30_000, **words)
    assert made == finance.project(chain=capital, **words)
    assert made.origins["cluster_cost"].origin == "computed"
    assert "server_price_ratio" in made.assumed and "tax_rate" not in made.assumed
    preset = finance.project(chain=aic.gpu_power, gpu="H100 SXM", **SMALL)
    assert preset.origins["gpu_tdp_w"].row_name.startswith("NVIDIA H100")
    with pytest.raises(TypeError, match="it is computed by gpu_capex: leave it out"):
        finance.project(chain="gpu_capex", gpu_price=3, cluster_cost=4, **words)
    with pytest.raises(TypeError, match="name one with chain="):
        small(gpu="H100 SXM")
    with pytest.raises(TypeError, match="give a model, a chain or a result"):
        small(chain=3)
    with pytest.raises(TypeError, match="cluster_cost is an array"):
        finance.project(chain=aic.gpu_capex(gpu_count=[1, 2], gpu_price=3))


def test_assumed_are_the_defaults_that_matter():
    made = finance.project(**RENTED)
    assert {"availability", "fixed_opex_share", "discount_rate"} <= made.assumed.keys()
    assert not {"facility_depreciation_years", "pue", "gpu_count"} & made.assumed.keys()
    assert str(made.assumed["availability"].source) in str(made)
    assert made.explain("gpu_count")["gpu_count"].origin == "given"
    missing = made.origins["interest_rate"]
    assert missing.origin == "missing" and "interest_rate" not in made.explain()


def test_reasons():
    lost = small(other_revenue_per_year=0)
    assert lost.internal_rate_of_return == -1
    assert lost.reasons.keys() == {"internal_rate_of_return", "equity_rate_of_return"}
    assert math.isinf(lost.payback_years)
    assert lost.reasons["internal_rate_of_return"] in lost._repr_html_()
    assert small().reasons == {}


def same_json(made, text):
    return finance.Schedule.from_json(text) == made


@pytest.mark.parametrize("path", [CLUSTER, CAMPUS], ids=lambda path: path.stem)
@pytest.mark.parametrize("per_year", [1, 12])
def test_it_survives(path, per_year):
    made = finance.project(path, periods_per_year=per_year)
    for again in (
        pickle.loads(pickle.dumps(made)),
        copy.copy(made),
        copy.deepcopy(made),
        finance.Schedule.from_dict(made.to_dict()),
        finance.Schedule.from_json(made.to_json(indent=1)),
    ):
        assert again == made and again.to_dict().keys() == made.to_dict().keys()
        assert (again.title, again.currency) == (made.title, made.currency)
        assert str(again) == str(made)
        assert again.data_version == made.data_version
    assert finance.project(made.to_project()) == made
    assert pickle.loads(pickle.dumps(finance.project)) is finance.project
    assert made != finance.project(path, periods_per_year=per_year, tax_rate=0.3)
    assert made != 3


def test_json_has_no_number_that_json_has_not():
    made = small(other_revenue_per_year=0)
    record = json.loads(made.to_json())
    assert record["results"]["payback_years"] == "inf"
    assert record["results"]["cost_per_gpu_hour"] == "nan"
    assert same_json(made, made.to_json())
    with pytest.raises(ValueError, match="not a record of a schedule"):
        finance.Schedule.from_dict({"results": {}})
    with pytest.raises(ValueError, match="the columns of the record"):
        finance.Schedule.from_dict({**made.to_dict(), "columns": {}})


@pytest.mark.skipif(not COMMAND, reason="the command is not named by AICOMPUTE")
def test_the_command_reads_what_python_writes(tmp_path):
    made = finance.project(CAMPUS)
    path = tmp_path / "project.json"
    path.write_text(json.dumps(made.to_project()), encoding="utf-8")
    done = subprocess.run(
        [COMMAND, "cash", path, "--json"], check=True, capture_output=True, text=True
    )
    rows = json.loads(done.stdout)["rows"]
    assert [row["equity_cash"] for row in rows] == made["equity_cash"].tolist()


def test_frame():
    made = finance.project(CAMPUS)
    frame = made.to_frame()
    assert frame.shape == (19, 28) and frame.index.name == "period"
    assert list(frame) == list(finance.project.columns) == list(made.columns)
    assert frame["cash"].tolist() == made["cash"].tolist()
    assert frame.attrs["units"]["energy_mwh"] == "MWh"
    assert frame.attrs["title"] == made.title
    with pytest.raises(KeyError, match="no column cush"):
        made["cush"]
    with pytest.raises(ValueError, match="read-only"):
        made["cash"][0] = 3


def test_shown():
    made = finance.project(CLUSTER)
    text, page, brief = str(made), made._repr_html_(), repr(made)
    assert "Assumed, since not given" in text and "million USD" in text
    assert "debt_drawn" not in text and "equity_cash" in text
    assert brief.splitlines()[0] == made.title and "cash" not in brief
    assert page.count("<table") == 3 and "16.79" in page and "16.79" in text
    assert repr(small()).startswith("A project of finite-life over 5 years")
    said = finance.project(**RENTED, title="<b> & more")
    assert "<b>" not in said._repr_html_()


def test_one_number_of_any_kind():
    for kind in (np.float32, np.array, str, Fraction):
        assert small(tax_rate=kind(0.25)).inputs["tax_rate"] == 0.25


def test_what_a_project_takes_is_told():
    parameters = inspect.signature(finance.project).parameters
    assert parameters["mode"].default == "finite-life"
    assert parameters["discount_rate"].default == 0.1
    assert {*finance.project.inputs, "price_path", "chain"} <= parameters.keys()
    assert "cluster_cost" in finance.project._repr_html_()
    assert repr(finance.project).startswith("<project")


def test_help_has_every_input_and_result():
    text = finance.project.__doc__
    assert all(name in text for name in finance.project.inputs)
    assert all(name in text for name in finance.project.results)
    assert text.count("] required:") == 1


@pytest.mark.parametrize(
    ("given", "kind", "says"),
    [
        ({"cluster_cst": 3}, TypeError, 'did you mean "cluster_cost"?'),
        ({"price_pth": [3]}, TypeError, 'did you mean "price_path"?'),
        ({"titel": "a"}, TypeError, 'did you mean "title"?'),
        ({"xyzzy": 3}, TypeError, "no input has that name"),
        ({"cluster_cost": math.nan}, aic.MissingInputError, "cluster_cost has no value"),
        ({"cluster_cost": None}, aic.MissingInputError, "cluster_cost has no value"),
        ({"cluster_cost": [1, 2]}, TypeError, "cluster_cost is an array"),
        ({"cluster_cost": []}, TypeError, "cluster_cost is an array"),
        ({"tax_rate": b"x"}, TypeError, "tax_rate holds text"),
        ({"tax_rate": "x"}, finance.ProjectError, '"x" is not a figure'),
        ({"tax_rate": "1e400"}, finance.ProjectError, "too large"),
        ({"tax_rate": {"value": 0.2, "sauce": ""}}, finance.ProjectError, '"source"?'),
        ({"tax_rate": {"source": "a"}}, finance.ProjectError, '"value" is missing'),
        ({"tax_rate": {"value": 0, "source": 3}}, finance.ProjectError, "must be a text"),
        ({"title": 3}, finance.ProjectError, '"title" must be a text'),
        ({"mode": "perpetual"}, finance.ProjectError, 'did you mean "perpetuity"?'),
        ({"mode": 3}, finance.ProjectError, "mode is 3, and none of"),
        ({"periods_per_year": 4}, finance.ProjectError, "not 1 or 12"),
        ({"periods_per_year": True}, finance.ProjectError, "not 1 or 12"),
        ({"price_path": []}, finance.ProjectError, "it is empty"),
        ({"price_path": 3}, finance.ProjectError, "must be an array"),
        ({"price_path": np.array(3.0)}, finance.ProjectError, "must be an array"),
        ({"price_path": "3"}, finance.ProjectError, "must be an array"),
        ({"price_path": np.ones((2, 2))}, TypeError, r"price_path\[0\] is an array"),
        ({"chain": "gpu_capx"}, finance.ProjectError, 'did you mean "gpu_capex"?'),
        (
            {"cluster_cost": "1000 USD", "other_revenue_per_year": "300 EUR"},
            finance.ProjectError,
            "two currencies",
        ),
    ],
)
def test_refused(given, kind, says):
    with pytest.raises(kind, match=says.replace("?", r"\?")):
        small(**given)


@pytest.mark.parametrize(
    ("given", "variable", "value", "bounds", "row"),
    [
        ({"tax_rate": 2}, "tax_rate", 2, (0, 0.99), None),
        ({"tax_rate": math.inf}, "tax_rate", math.inf, (0, 0.99), None),
        ({"cluster_cost": 1e300}, "cluster_cost", 1e300, (0, 1e28), None),
        ({"cluster_cost": 10**400}, "cluster_cost", math.inf, (0, 1e28), None),
        ({"project_years": 2.5}, "project_years", 2.5, (0.01, 200), None),
        ({"project_years": 1e18}, "project_years", 1e18, (0.01, 200), None),
        ({"utilization_ramp": [0.5, 2]}, "utilization_ramp", 2, (0, 1), 1),
        ({"price_path": [3, 2, -1]}, "price_path", -1, (1e-9, 1e9), 2),
        ({"cluster_shares": [0.5, 0.4]}, "cluster_shares", 0.4, (0, 1), 1),
    ],
)
def test_domain(given, variable, value, bounds, row):
    words = {"gpu_count": 10, "utilization": 0.5, **given}
    if "utilization_ramp" in given:
        words["rental_price_per_gpu_hour"] = 3
    with pytest.raises(aic.DomainError, match=variable) as caught:
        small(**words)
    error = caught.value
    assert (error.variable, error.value, error.row) == (variable, value, row)
    assert error.bounds == bounds
    place = f"{variable}[{row}]" if row is not None else variable
    assert place in str(error)


def test_missing_in_an_array():
    with pytest.raises(aic.MissingInputError, match=r"price_path\[1\] is nan") as caught:
        small(gpu_count=10, utilization=0.5, price_path=[1, math.nan])
    assert caught.value.variable == "price_path"


def test_huge():
    made = small(cluster_cost=1e28, other_revenue_per_year=1e34)
    assert made.internal_rate_of_return == pytest.approx(1e6)
    assert math.isfinite(made.net_present_value)
    long = small(project_years=200, life_years=200, periods_per_year=12)
    assert len(long["cash"]) == 2401
    path = small(gpu_count=10, utilization=0.5, price_path=np.ones(100_000))
    assert path["price"].tolist() == [0, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        ({}, '"format" is None'),
        ({"format": "aicompute-project/2"}, "not 'aicompute-project/1'"),
        ({"format": "aicompute-project/1"}, '"inputs" must be an object'),
        ({"inputz": {}}, 'unknown key "inputz"; did you mean "inputs"?'),
        ({"inputs": [3]}, '"inputs" must be an object'),
        ({"inputs": {"cluster_cst": 3}}, "inputs.cluster_cst: is no input here"),
        ({"inputs": {}, "variants": []}, '"variants" must be an array of objects'),
        ({"inputs": {}, "variants": "ab"}, '"variants" must be an array of objects'),
        ({"inputs": {}, "variants": [3]}, "variants[0]: must be an object"),
        ({"inputs": {}, "variants": [{"chain": ""}]}, 'variants[0]: unknown key "chain"'),
        ({"inputs": {}, "variants": [{"inputs": 3}]}, 'variants[0]: "inputs" must be'),
    ],
)
def test_what_is_wrong_with_a_file(tmp_path, contents, says):
    if contents and "format" not in contents:
        contents = {"format": "aicompute-project/1", **contents}
    path = tmp_path / "project.json"
    path.write_text(json.dumps(contents), encoding="utf-8")
    for file in (contents, path):
        with pytest.raises(finance.ProjectError) as caught:
            finance.projects(file)
        assert says in str(caught.value)
    assert caught.value.__notes__ == [f"in {path}"]


def test_what_is_no_file(tmp_path):
    with pytest.raises(TypeError, match="a path or a dict, not int"):
        finance.project(3)
    with pytest.raises(FileNotFoundError):
        finance.project(tmp_path / "none.json")
    path = tmp_path / "project.json"
    for text in ("{", "", "[1]", '"a"'):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(finance.ProjectError):
            finance.project(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(finance.ProjectError, match="is not JSON"):
        finance.project(path)


def test_unusual_values_warn_once_at_the_caller():
    with pytest.warns(aic.UnusualInputWarning, match="cluster_cost is 1000") as caught:
        small()
    assert len(caught) == 1 and caught[0].filename == __file__


@given(
    name=st.sampled_from(sorted(finance.project.inputs)),
    value=st.floats() | st.text(max_size=8) | st.none() | st.lists(st.floats()),
)
@example(name="tax_rate", value="\x00")
@settings(deadline=None, max_examples=200)
def test_any_value_is_taken_or_refused(name, value):
    """Nothing but an error with a reason, and no schedule with a hole."""
    try:
        made = small(**{name: value})
    except (ValueError, TypeError) as error:
        assert str(error)
        return
    assert all(np.isfinite(column).all() for column in made.columns.values())
    assert same_json(made, made.to_json())


def test_capi():
    project, report = capi.aic_project_defaults(), capi.aic_project_report()
    error = capi.aic_error()
    assert capi.aic_project_set(project, "cluster_cost", 1000, error) == capi.AIC_OK
    assert capi.aic_project_set(project, "cluster_cst", 1, error) == capi.AIC_E_NAME
    assert "cluster_cost" in error.message
    inputs, results = project.inputs, report.results
    inputs.other_revenue_per_year, inputs.fixed_opex_share = 300, 0
    inputs.resale_fraction = 0
    none = [None] * 4
    assert capi.aic_project_rows(project, *none, error) == [capi.AIC_OK, 6]
    cash = np.zeros(6)
    columns = [cash if i == capi.AIC_PROJECT_CASH else None for i in range(28)]
    status = capi.aic_project_schedule(project, *none, columns, report, error)
    assert status >= 0 and cash.tolist() == [-1000] + [300] * 5
    del project, report  # what lies inside a struct keeps it
    assert inputs.cluster_cost == 1000
    assert results.net_present_value == small().net_present_value
    with pytest.raises(TypeError, match="project must not be None"):
        capi.aic_project_schedule(None, *none, columns, None, None)


def test_capi_refuses_arrays_that_are_too_short_or_of_another_kind():
    project, error = capi.aic_project_defaults(), capi.aic_error()
    project.inputs.cluster_cost = 1e6
    short, none = [np.zeros(3)], [None] * 4
    status = capi.aic_project_schedule(project, *none, short, None, error)
    assert status == capi.AIC_E_ARGUMENT
    for wrong in ([1.0], np.ones(2, np.float32), np.ones(4)[::2]):
        with pytest.raises((TypeError, ValueError, BufferError)):
            capi.aic_project_rows(project, wrong, None, None, None, error)
    status = capi.aic_project_schedule(project, *none, [], None, None)
    assert status == capi.AIC_W_NEVER  # no column, no report, no error: it is judged
    shares = np.array([0.5, math.nan])
    status = capi.aic_project_schedule(project, shares, *none[1:], [], None, error)
    assert (status, error.row) == (capi.AIC_E_MISSING, 1)
