"""aicompute sensitivity: which input a result hangs on, on the command line."""

import csv
import io
import math
import os
import signal
import subprocess
import time

import pytest
from conftest import COMMAND

FACILITY = ["sensitivity", "facility_power", "--want", "facility_power_mw"]
FACTORS = ["it_power_mw=uniform(10, 30)", "pue=uniform(1, 2)"]
# V(IT) = 20^2/12, V(PUE) = 1/12, means 20 and 1.5: the product of independent factors.
IT_ALONE = 1.5**2 * 400 / 12
PUE_ALONE = 20**2 / 12
BOTH = 400 / 12 / 12


def rows_of(got):
    (result,) = got["results"]
    return {one["name"]: one for one in result["inputs"]}


def test_tornado_by_hand(run):
    """Medians 20 MW and 1.5; 5th and 95th percentile 11 and 29 MW, 1.05 and 1.95."""
    got = run(*FACILITY, *FACTORS, "--json").json
    rows = rows_of(got)
    assert list(rows) == ["it_power_mw", "pue"]
    assert got["method"] == "tornado" and got["between"] == [0.05, 0.95]
    power, pue = rows["it_power_mw"], rows["pue"]
    assert power["base"] == pue["base"] == pytest.approx(30, rel=1e-14)
    assert power["low"] == pytest.approx(16.5, rel=1e-14)
    assert power["high"] == pytest.approx(43.5, rel=1e-14)
    assert pue["low_input"] == pytest.approx(1.05, rel=1e-14)
    assert pue["swing"] == pytest.approx(18, rel=1e-14)


def test_tornado_between_other_quantiles(run):
    words = [*FACTORS, "--between", "0.25,75%", "--json"]
    rows = rows_of(run(*FACILITY, *words).json)
    assert rows["pue"]["swing"] == pytest.approx(10, rel=1e-14)


def test_sobol_indices_of_a_product(run):
    words = [*FACTORS, "--method", "sobol", "--json"]
    got = run(*FACILITY, *words).json
    variance = IT_ALONE + PUE_ALONE + BOTH
    for name, alone in (("it_power_mw", IT_ALONE), ("pue", PUE_ALONE)):
        row = rows_of(got)[name]
        assert row["first"] == pytest.approx(alone / variance, abs=0.005)
        assert row["total"] == pytest.approx((alone + BOTH) / variance, abs=0.005)
        assert row["first_low"] <= row["first"] <= row["first_high"]
        assert row["total_low"] <= row["total"] <= row["total_high"]
    assert got["samples"] == 16384 and got["seed"] == "1"


def test_morris_of_a_linear_result(run):
    """An elementary effect is the slope times the width: 20 MW times a width of 1."""
    words = ["it_power_mw=20", "pue=uniform(1, 2)", "--method", "morris", "--json"]
    (row,) = rows_of(run(*FACILITY, *words).json).values()
    assert row["mean"] == row["mean_absolute"] == pytest.approx(20, rel=1e-13)
    assert row["standard_deviation"] == pytest.approx(0, abs=1e-12)


def test_levels_change_where_the_grid_is(run):
    """With two levels an input moves between the quantiles 1/4 and 3/4 alone, so the
    effect of a factor takes two values."""
    words = [*FACTORS, "--method", "morris", "--levels", 2, "-n", 200, "--json"]
    row = rows_of(run(*FACILITY, *words).json)["it_power_mw"]
    assert 20 * 1.25 < row["mean"] < 20 * 1.75
    # Effects are 20 times a PUE of 1.25 or 1.75.
    share = (row["mean"] / 20 - 1.25) / 0.5
    deviation = 10 * math.sqrt(share * (1 - share) * 200 / 199)
    assert row["standard_deviation"] == pytest.approx(deviation, rel=1e-9)


def test_threads_do_not_change_a_bit(run):
    words = [*FACILITY, *FACTORS, "--method", "sobol", "--json", "-n", "40000"]
    one = run(*words).out
    assert one == run(*words, "--threads", 3).out
    assert one != run(*words, "--seed", 2).out


@pytest.mark.parametrize("method", ["tornado", "sobol", "morris"])
def test_csv_has_the_numbers_of_json(run, method):
    words = [*FACILITY, *FACTORS, "--method", method]
    rows = rows_of(run(*words, "--json").json)
    table = list(csv.DictReader(io.StringIO(run(*words, "--csv").out)))
    assert [row["input"] for row in table] == list(rows)
    for row in table:
        assert row.pop("result") == "facility_power_mw"
        name = row.pop("input")
        assert {key: float(cell) for key, cell in row.items()} == {
            key: value for key, value in rows[name].items() if key != "name"
        }


def test_text_shows_bars_around_the_base(run):
    text = run(*FACILITY, *FACTORS).out
    assert "facility_power_mw: 30 MW with every uncertain input at its median" in text
    lines = [row for row in text.splitlines() if "=|=" in row]
    assert [row.split()[0] for row in lines] == ["it_power_mw", "pue"]
    assert lines[0].count("=") > lines[1].count("=")
    assert lines[0].index("|") == lines[1].index("|")
    assert "Uncertain" in text and "uniform(1, 2)" in text


def test_path_shows_the_result_that_it_leads_to(run):
    words = ["sensitivity", "--to", "energy_mwh_per_year", "it_power_mw=uniform(10, 20)"]
    got = run(*words, "--json").json
    assert [one["name"] for one in got["results"]] == ["energy_mwh_per_year"]


def test_without_a_distribution_what_is_not_given_varies(run):
    rows = rows_of(run(*FACILITY, "it_power_mw=20", "--json").json)
    assert list(rows) == ["pue"]


@pytest.mark.parametrize("form", ["--markdown", "--html"])
@pytest.mark.parametrize("method", ["tornado", "sobol", "morris"])
def test_documents(run, form, method):
    out = run(*FACILITY, *FACTORS, "--method", method, form).out
    assert "facility" in out and "triangular" not in out
    if form == "--html":
        assert out.startswith("<!DOCTYPE html>") and out.rstrip().endswith("</html>")
    else:
        assert out.startswith("# ") and "| input |" in out


@pytest.mark.parametrize(
    "words, says",
    [
        (["--method", "sobl"], ["tornado, sobol or morris", "sobl"]),
        (["--method", "tornado", "-n", "100"], "no use for --samples"),
        (["--seed", "3"], "tornado has no use for --seed"),
        (["--method", "morris", "--threads", "2"], "morris has no use for --threads"),
        (["--method", "sobol", "--levels", "4"], "sobol has no use for --levels"),
        (["--method", "sobol", "--between", "0.1,0.9"], "no use for --between"),
        (["--between", "0.9,0.1"], "the lower first"),
        (["--between", "0,0.9"], "between 0 and 1"),
        (["--between", "0.5"], "two quantiles"),
        (["--between", "0.1,0.5,0.9"], "two quantiles"),
        (["--between", "nan,0.9"], "nan"),
        (["--method", "morris", "--levels", "3"], "even number"),
        (["--method", "morris", "--levels", "1e9"], "even number"),
        (["--method", "morris", "-n", "0"], "-n takes"),
        (["--method", "sobol", "-n", "1"], "at least 2"),
        (["--method", "sobol", "-n", str(2**63)], str(2**32)),
        (["--quantiles", "0.5"], "has no option --quantiles"),
        (["pue=uniform(2, 1)"], "uniform: high is 1"),
        (["peu=usual"], 'did you mean "pue"'),
        (["pue=1:2:0.1"], "uniform(LOW, HIGH)"),
        (["pue=1.5"], ["uncertain"]),
    ],
)
def test_refusals(refused, words, says):
    refused(*FACILITY, "it_power_mw=20", *words, says=says)


@pytest.mark.skipif(os.name != "posix", reason="SIGINT of POSIX")
def test_interrupt_prints_no_result():
    words = [COMMAND, *FACILITY, *FACTORS, "--method", "sobol", "-n", str(2**31)]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        time.sleep(2)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 2
    assert out == b"" and b"stopped" in err
