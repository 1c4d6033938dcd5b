"""aicompute sample: results with their width, on the command line."""

import csv
import io
import math
import os
import signal
import subprocess
import time

import pytest
from conftest import COMMAND

FACILITY = ["sample", "facility_power", "it_power_mw=20"]
CHAIN = "fleet_power+facility_power+energy_use+household_equivalents"
PLAN = [
    *["sample", CHAIN, "gpu_count=50000", "gpu_power_w=lognormal(p05=300, p95=600)"],
    *["pue=triangular(1.1, 1.25, 1.6)", "household_kwh_per_month=350"],
]


def test_moments_are_those_of_the_formula(run):
    """facility_power_mw is 20 MW times a uniform PUE: mean 26, deviation 6/sqrt(12)."""
    words = ["pue=uniform(1, 1.6)", "--want", "facility_power_mw", "-n", "1e5"]
    got = run(*FACILITY, *words, "--json").json
    (result,) = got["results"]
    sigma = 12 / math.sqrt(12)
    assert result["mean"] == pytest.approx(26, abs=5 * sigma / math.sqrt(1e5))
    assert result["standard_deviation"] == pytest.approx(sigma, rel=0.01)
    quantiles = {one["probability"]: one["value"] for one in result["quantiles"]}
    assert list(quantiles) == [0.05, 0.5, 0.95]
    for share, value in quantiles.items():
        assert value == pytest.approx(20 + 12 * share, abs=0.15)
    assert result["correlations"]["pue"] == pytest.approx(1, abs=1e-9)
    assert (got["samples"], got["refused"], got["stopped"]) == (100_000, 0, False)
    assert (got["seed"], got["method"]) == ("1", "random")


def test_exceeding(run):
    words = ["pue=uniform(1, 1.6)", "--exceeds", "facility_power_mw=29", "--json"]
    (one,) = run(*FACILITY, *words).json["exceeds"]
    assert one["result"] == "facility_power_mw" and one["value"] == 29
    assert one["probability"] == pytest.approx(0.25, abs=5 * math.sqrt(0.19 / 1e6))
    text = run(*FACILITY, *words[:-1]).out
    assert "facility_power_mw exceeds 29 MW with a probability of 0.2" in text


def test_text_says_how_to_repeat_it(run):
    text = run(*PLAN, "--seed", 7, "-n", "20000", "--method", "latin").out
    assert "20,000 samples, method latin, seed 7" in text
    line = next(row for row in text.splitlines() if row.startswith("  households "))
    assert line.index("gpu_power_w") < line.index("pue")
    assert "triangular(1.1, 1.25, 1.6)" in text
    assumed = text[text.index("Assumed") :]
    assert "load_factor" in assumed and "  pue" not in assumed


@pytest.mark.parametrize("method", ["random", "latin", "sobol"])
def test_threads_do_not_change_a_bit(run, method):
    words = [*PLAN, "--json", "-n", "100000", "--method", method]
    one = run(*words, "--threads", 1).out
    assert one == run(*words, "--threads", 3).out
    assert one != run(*words, "--seed", 2).out


def test_without_a_distribution_what_is_not_given_varies(run):
    got = run(*FACILITY, "-n", "1e4", "--json").json
    given = {one["name"]: one.get("distribution") for one in got["inputs"]}
    assert given == {"it_power_mw": None, "pue": "usual"}


def test_usual_varies_the_rest_beside_distributions(run):
    words = [*PLAN, "--want", "households", "-n", "1e4", "--json"]
    (alone,) = run(*words).json["results"]
    assert list(alone["correlations"]) == ["gpu_power_w", "pue"]
    (all_of_them,) = run(*words, "--usual").json["results"]
    assert "load_factor" in all_of_them["correlations"]


def test_correlation(run):
    """Two uniform factors that go together have a product with a wider spread."""
    words = [*PLAN, "--want", "facility_power_mw", "-n", "1e5", "--json"]
    apart = run(*words).json["results"][0]["standard_deviation"]
    together = run(*words, "--correlation", "gpu_power_w:pue=0.9").json["results"][0]
    assert together["standard_deviation"] > 1.2 * apart
    assert together["correlations"]["pue"] > 0.85


def test_presets_and_quantiles(run):
    words = ["sample", "gpu_power", "--gpu", "H100 SXM", "utilization=uniform(0.4, 0.8)"]
    got = run(*words, "--quantiles", "10%,0.5", "-n", "1e4", "--json").json
    shares = [one["probability"] for one in got["results"][0]["quantiles"]]
    assert shares == [0.1, 0.5]
    origins = {one["name"]: one["origin"] for one in got["inputs"]}
    assert origins["gpu_tdp_w"] == "preset"


def test_path_starts_from_distributions(run):
    words = ["sample", "--to", "facility_power_mw", "it_power_mw=uniform(10, 20)"]
    done = run(*words, "-n", "1e4")
    assert "chain: facility_power" in done.err and "facility_power_mw" in done.out


def test_precision_ends_the_run(run):
    """A uniform PUE from 1 to 1.6: deviation 12/sqrt(12) MW around 26 MW."""
    words = [*FACILITY, "pue=uniform(1, 1.6)", "--want", "facility_power_mw", "--json"]
    got = run(*words, "--precision", "facility_power_mw=0.05%").json
    (result,) = got["results"]
    needed = (1.959964 * 12 / math.sqrt(12) / (26 * 0.0005)) ** 2
    assert needed <= got["samples"] < 1.3 * needed + 16384
    assert 1.96 * result["standard_error"] <= 1.001 * 0.0005 * result["mean"]
    assert got["wanted"] == 1_000_000


def test_precision_of_a_quantile_that_is_not_reached(run):
    words = [*FACILITY, "pue=uniform(1, 1.6)", "--want", "facility_power_mw"]
    done = run(*words, "-n", "1e5", "--precision", "facility_power_mw:0.95=1e-9")
    assert "100000 samples were not enough" in done.err


def test_raw_samples_are_those_that_are_summed_up(run):
    words = [*FACILITY, "pue=uniform(1, 1.6)", "--want", "facility_power_mw"]
    words += ["-n", "20000"]
    lines = run(*words, "--raw").out.splitlines()
    assert lines[0] == "pue,facility_power_mw" and len(lines) == 20_001
    rows = [tuple(map(float, line.split(","))) for line in lines[1:]]
    assert all(power == 20 * pue for pue, power in rows)
    (result,) = run(*words, "--json").json["results"]
    mean = math.fsum(power for _, power in rows) / len(rows)
    assert result["mean"] == pytest.approx(mean, rel=1e-15)
    assert result["max"] == max(power for _, power in rows)


SURVIVORS = [
    *["sample", "market_survivors", "firms=5", "required_revenue_per_year=650e9"],
    *["users_of_survivors=1e9", "-n", "1000"],
]


def test_samples_that_the_model_refuses(run):
    """More survivors than firms are a contradiction."""
    words = [*SURVIVORS, "survivors=choices(4, 6)"]
    done = run(*words, "--json")
    refused = done.json["refused"]
    assert 400 < refused < 600 and f"refuses {refused} of 1000 samples" in done.err
    raw = run(*words, "--raw", "--want", "survivor_revenue_per_year")
    lines = raw.out.splitlines()[1:]
    assert f"refuses {refused} of 1000 samples" in raw.err
    assert lines.count("6,") == refused and len(lines) == 1000
    assert all(line.startswith("4,") for line in lines if line != "6,")


def test_every_sample_refused(refused):
    refused(*SURVIVORS, "survivors=choices(6, 7)", says="refuses every sample")


def test_raw_into_a_closed_pipe():
    words = [COMMAND, *PLAN, "--raw", "-n", "1e9"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        running.stdout.readline()
        running.stdout.close()
        assert running.wait(timeout=60) == 2
        assert b"cannot write" in running.stderr.read()


def test_histogram_counts_every_sample_once(run):
    """Whole megawatts from 20 to 32, with as many samples each."""
    words = [*FACILITY, "pue=uniform(1, 1.6)", "--want", "facility_power_mw", "-n", "1e5"]
    (result,) = run(*words, "--histogram", "--json").json["results"]
    bins = result["histogram"]
    assert [(one["low"], one["high"]) for one in bins] == [
        (20 + k, 21 + k) for k in range(12)
    ]
    # The ends of fine bins are shared out by width, 0.1 % of the value.
    for one in bins:
        assert one["count"] == pytest.approx(1e5 / 12, abs=5 * math.sqrt(1e5 / 12) + 250)
    assert math.fsum(one["count"] for one in bins) == pytest.approx(1e5, rel=1e-9)
    text = run(*words, "--histogram").out
    assert "facility_power_mw, MW" in text and text.count("=====") >= 12


def test_histogram_of_what_does_not_vary(run):
    words = ["sample", "facility_power", "it_power_mw=10", "pue=choices(1.5)"]
    assert "there are no bins" in run(*words, "--histogram", "-n", "100").out


@pytest.mark.parametrize("form", ["--markdown", "--html", "--csv"])
def test_forms(run, form):
    words = [*PLAN, "-n", "1e4", "--want", "households", form]
    out = run(*words).out
    if form == "--csv":
        rows = list(csv.DictReader(io.StringIO(out)))
        (result,) = run(*words[:-1], "--json").json["results"]
        assert [row["result"] for row in rows] == ["households"]
        assert float(rows[0]["mean"]) == result["mean"]
        assert float(rows[0]["0.95"]) == result["quantiles"][2]["value"]
    elif form == "--html":
        assert out.startswith("<!DOCTYPE html>") and out.rstrip().endswith("</html>")
        assert "10,000 samples, method random, seed 1" in out
    else:
        assert out.startswith("# fleet") and "| households |" in out


def test_seed_of_64_bits(run):
    words = [*FACILITY, "-n", "100", "--seed", 2**64 - 1, "--json"]
    assert run(*words).json["seed"] == str(2**64 - 1)


@pytest.mark.parametrize(
    "words, says",
    [
        (["pue=uniform(1.6, 1.1)"], ["pue=uniform(1.6, 1.1)", "uniform: high is 1.1"]),
        (["pue=normal(1.5, 0)"], "standard_deviation is 0"),
        (["pue=normal(1.5, -1)"], "standard_deviation is -1"),
        (["pue=normal(1.2, 0.2)"], ["pue", "0.159 lies outside the hard range"]),
        (["pue=trianglar(1, 2, 3)"], 'did you mean "triangular"'),
        (["peu=uniform(1, 2)"], 'did you mean "pue"'),
        (["pue=1.1:1.6:0.1"], "uniform(LOW, HIGH)"),
        (["pue=usual", "-n", "0"], "-n takes"),
        (["pue=usual", "-n", "1.5"], "-n takes"),
        (["pue=usual", "-n", "nan"], "nan"),
        (["pue=usual", "-n", str(2**63)], str(2**48)),
        (["pue=usual", "-n", str(2**64)], "-n takes"),
        (["pue=usual", "--seed", "-1"], "--seed takes"),
        (["pue=usual", "--seed", str(2**64)], "--seed takes"),
        (["pue=usual", "--method", "lating"], "random, latin or sobol"),
        (["pue=usual", "--quantiles", "5"], "from 0 to 1"),
        (["pue=usual", "--exceeds", "facility_power_mw"], "RESULT=VALUE"),
        (["pue=usual", "--exceeds", "facility_power=3"], '"facility_power_mw"'),
        (["pue=usual", "--correlation", "pue=1"], "INPUT:INPUT=VALUE"),
        (["pue=usual", "--correlation", "pue:peu=0.5"], '"pue"'),
        (["pue=usual", "--correlation", "pue:it_power_mw=0.5"], "it_power_mw"),
        (["pue=usual", "--want", "nothing"], "nothing"),
        (["pue=usual", "--precision", "facility_power_mw"], "RESULT=SHARE"),
        (["pue=usual", "--precision", "facility_power_mw=0"], "above 0"),
        (["pue=usual", "--precision", "facility_power=1%"], '"facility_power_mw"'),
        (["pue=usual", "--precision", "facility_power_mw:2=1%"], "between 0 and 1"),
        (["pue=usual", "--precision", "facility_power_mw=nan"], "nan"),
        (["pue=usual", "--raw", "--json"], "leave --json out"),
        (["pue=usual", "--raw", "--precision", "facility_power_mw=1%"], "--precision"),
        (["pue=usual", "--raw", "--histogram"], "leave --histogram out"),
    ],
)
def test_refusals(refused, words, says):
    refused(*FACILITY, *words, says=says)


def test_correlations_that_cannot_be(refused):
    pairs = "gpu_count:gpu_power_w=0.9,gpu_power_w:host_power_w=0.9"
    words = ["gpu_count=usual", "gpu_power_w=usual", "host_power_w=usual"]
    pairs += ",gpu_count:host_power_w=-0.9"
    words += ["--correlation", pairs]
    refused("sample", "fleet_power", *words, says="positive definite")


def test_exceeding_what_is_not_wanted(refused):
    words = ["--want", "overhead_power_mw", "--exceeds", "facility_power_mw=3"]
    refused(
        *FACILITY, *words, says="facility_power_mw is not among the results of --want"
    )


def test_required_input(refused):
    refused("sample", "facility_power", "pue=usual", says="it_power_mw")


@pytest.mark.skipif(os.name != "posix", reason="SIGINT of POSIX")
def test_interrupt_keeps_what_is_done():
    words = [COMMAND, *PLAN, "-n", "1e11", "--json"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        time.sleep(3)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert b"stopped: this is of" in err and b"\r" not in err
    assert b'"stopped": true' in out
