"""aicompute cash: schedules of projects, variants, and what is wrong with a file."""

import csv
import io
import json
from pathlib import Path

import pytest

PROJECTS = Path(__file__).resolve().parents[2] / "examples" / "projects"
CLUSTER = PROJECTS / "cluster-1000.json"
CLAIM = PROJECTS / "claim-650-billion.json"
MIXED = PROJECTS / "claim-650-mixed.json"
CAMPUS = PROJECTS / "campus-100mw.json"
ALL = sorted(PROJECTS.glob("*.json"))

# 1,000 for 300 a year, 10 %, five years.
SMALL = {
    "format": "aicompute-project/1",
    "title": "A small one",
    "inputs": {
        "cluster_cost": "1000 USD",
        "fixed_opex_share": 0,
        "resale_fraction": 0,
        "other_revenue_per_year": {"value": 300, "source": "made up"},
    },
}


def results(found):
    return {row["name"]: row["value"] for row in found["results"]}


@pytest.fixture
def project(tmp_path):
    """Write a project that differs from the small one and give its path."""

    def write(inputs=None, **more):
        text = SMALL | more | {"inputs": SMALL["inputs"] | (inputs or {})}
        path = tmp_path / "project.json"
        path.write_text(json.dumps(text), encoding="utf-8")
        return path

    return write


def test_published_payback(run, project):
    found = run("cash", project(), "--json").json
    got = results(found)
    assert found["title"] == "A small one" and found["currency"] == "USD"
    assert got["payback_years"] == pytest.approx(10 / 3)
    assert got["discounted_payback_years"] == pytest.approx(4.263267, rel=2e-7)
    assert got["net_present_value"] == pytest.approx(137.236031)
    assert got["internal_rate_of_return"] == pytest.approx(0.152382371)
    assert [row["cash"] for row in found["rows"]] == [-1000] + [300] * 5
    assert len(found["rows"][0]) == 28


def test_the_650_billion_in_three_modes(run):
    found = run("cash", CLAIM, "--json").json
    need = [results(one)["required_revenue_per_year"] for one in found]
    assert need[0] == pytest.approx(510e9)
    assert need[1] == pytest.approx(1345.367e9, rel=1e-6)
    assert need[2] == pytest.approx(1345.367e9, rel=1e-6)
    assert need[3] < 650e9
    text = run("cash", CLAIM).out
    assert "for ever" in text and "510 billion" in text and "1.345367 trillion" in text


def test_two_lives_add_up(run):
    # Capital recovery factors at 10 %: 0.263797 over 5 years, 0.106079 over 30.
    got = results(run("cash", MIXED, "--json").json)
    factors = [0.1 / (1 - 1.1**-years) for years in (5, 30)]
    assert got["required_revenue_per_year"] == pytest.approx(2.55e12 * sum(factors))


def test_a_chain_feeds_the_project(run):
    found = run("cash", CAMPUS, "--json").json
    given = {row["name"]: row for row in found["inputs"]}
    assert given["electricity_cost_per_year"]["origin"] == "computed"
    assert given["cluster_cost"]["value"] == pytest.approx(80000 * 30000 * 1.64 / 0.81)
    assert given["gpu_count"]["source"] == "What 100 MW carry at this power"
    assert given["availability"]["origin"] == "default"
    assert results(found)["least_debt_cover"] > 0
    last = found["rows"][-1]
    assert last["debt"] == 0 and len(found["rows"]) == 19


def test_words_stand_for_the_file(run, project):
    path = project()
    words = ["other_revenue_per_year=3억", "cluster_cost=10억", "project_years=4 years"]
    # Sold a year before the end of its life, when a fifth is left.
    got = results(run("cash", path, *words, "--json").json)
    assert got["payback_years"] == pytest.approx(3 + 1 / 5)
    found = run("cash", path, "mode=perpetuity", "--json").json
    assert found["mode"] == "perpetuity"
    assert results(found)["required_revenue_per_year"] == pytest.approx(100)
    found = run("cash", path, "periods_per_year=12", "--json").json
    assert len(found["rows"]) == 61


def test_goal_seek_comes_back(run):
    got = results(run("cash", CLUSTER, "--json").json)
    price = got["minimum_price_per_gpu_hour"]
    word = f"rental_price_per_gpu_hour={price!r}"
    again = results(run("cash", CLUSTER, word, "--json").json)
    assert abs(again["net_present_value"]) < 1e-3
    word = f"utilization={got['minimum_utilization']!r}"
    again = results(run("cash", CLUSTER, word, "--json").json)
    assert abs(again["net_present_value"]) < 1e-3


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_formats(run, path):
    many = "variants" in json.loads(path.read_text())
    text = run("cash", path).out
    assert "net_present_value" in text
    assert ("Assumed, since not given" in text) is (path not in (CLAIM, MIXED))
    page = run("cash", path, "--markdown").out
    assert page.startswith("# ") and "| net" in page
    assert run("cash", path, "--html").out.rstrip().endswith("</html>")
    explained = run("cash", path, "--explain").out
    assert "Where each input comes from" in explained and "given" in explained
    if not many:
        rows = list(csv.DictReader(io.StringIO(run("cash", path, "--csv").out)))
        assert float(rows[0]["capital"]) > 0 and len(rows[0]) == 28


def test_wanted_columns(run, refused, project):
    rows = run("cash", project(), "--csv", "--want", "year,cash").out.splitlines()
    assert rows[0] == "year,cash" and rows[1] == "0,-1000"
    refused("cash", project(), "--want", "cahs", says=["cahs", '"cash"'])
    refused("cash", project(), "--want", ",", says="names no column")
    refused("cash", project(), "--want", "cash,year,cash", says="names cash twice")
    refused("cash", CLAIM, "--csv", says="variants")


def test_a_rate_that_is_none_says_why(run, project):
    found = run("cash", project({"other_revenue_per_year": 0}), "--json").json
    row = next(r for r in found["results"] if r["name"] == "internal_rate_of_return")
    assert row["value"] == -1 and row["reason"]
    assert results(found)["payback_years"] == "inf"
    assert row["reason"] in run("cash", project({"other_revenue_per_year": 0})).out


def test_unusual_is_a_warning(run, project):
    done = run("cash", project({"cluster_cost": "1M", "discount_rate": 0.5}))
    assert "warning" in done.err and "discount_rate" in done.err


@pytest.mark.parametrize(
    "inputs, more, says",
    [
        ({"utilisation": 1}, {}, ["inputs.utilisation", '"utilization"']),
        ({"pue": "400 W"}, {}, ["inputs.pue"]),
        ({"pue": True}, {}, ["inputs.pue", "must be a number or a text"]),
        ({"pue": {"valeu": 1}}, {}, ["inputs.pue", '"value"']),
        ({"pue": {"source": "x"}}, {}, ["inputs.pue", '"value" is missing']),
        ({"pue": 0.5}, {}, ["inputs.pue", "range"]),
        ({"cluster_cost": "1000 EUR", "other_revenue_per_year": "1 USD"}, {}, ["EUR"]),
        ({"cluster_shares": 1}, {}, ["inputs.cluster_shares", "array"]),
        ({"cluster_shares": [0.5, "x"]}, {}, ["inputs.cluster_shares[1]"]),
        ({"cluster_shares": [0.5, 0.4]}, {}, ["inputs.cluster_shares[1]", "add up"]),
        ({"price_path": [1, 2], "price_decline": 0.1}, {}, ["inputs.price_decline"]),
        ({"server_share_w": 100}, {}, ["inputs.electricity_price_per_kwh"]),
        ({"debt_share": 0.5}, {}, ["inputs.interest_rate"]),
        ({"life_years": 2.5}, {}, ["inputs.life_years", "whole"]),
        ({}, {"mode": "perpetual"}, ["mode", '"perpetuity"']),
        ({}, {"mode": 3}, ['"mode" must be a text']),
        ({}, {"periods_per_year": 4}, ["periods_per_year", "1 or 12"]),
        ({}, {"chain": "gpu_capx"}, ["chain", "gpu_capex"]),
        ({"gpu_price": 1}, {"chain": "gpu_capex"}, ["inputs.cluster_cost", "computed"]),
        ({}, {"titel": "x"}, ["titel", '"title"']),
        ({}, {"title": 3}, ['"title" must be a text']),
        ({}, {"format": "x"}, ["aicompute-project/1"]),
        ({}, {"variants": []}, ["variants"]),
        ({}, {"variants": [3]}, ["variants[0]", "object"]),
        ({}, {"variants": [{"inputs": 3}]}, ["variants[0]", "inputs"]),
        ({}, {"variants": [{"periods": 3}]}, ["variants[0]", "periods"]),
    ],
)
def test_what_is_wrong_is_named(refused, project, inputs, more, says):
    refused("cash", project(inputs, **more), says=says)


def test_a_chain_that_lacks_an_input(refused, project, tmp_path):
    path = tmp_path / "chain.json"
    text = {"format": SMALL["format"], "chain": "gpu_capex", "inputs": {"gpu_count": 3}}
    path.write_text(json.dumps(text))
    refused("cash", path, says=["inputs.gpu_price"])


def test_files_that_are_none(refused, tmp_path):
    refused("cash", says="no project is given")
    refused("cash", tmp_path / "absent.json", says="cannot open")
    path = tmp_path / "list.json"
    path.write_text("[]")
    refused("cash", path, says="aicompute-project/1")
    path.write_text('{"format": "aicompute-project/1"}')
    refused("cash", path, says='"inputs" must be an object')
    refused("cash", CLUSTER, "utilization", says="NAME=VALUE")
