"""Model.sample: what is known of inputs goes in, distributions of results come out."""

import copy
import os
import pickle
import signal
import sys
import threading

import aicompute as aic
import numpy as np
import pytest
from aicompute import _sampling, capi

BLOCK = capi.AIC_BLOCK_SAMPLES
KNOWN = {
    "gpu_count": 50_000,
    "gpu_power_w": aic.lognormal(p05=350, p95=700),
    "pue": aic.triangular(1.1, 1.25, 1.6),
    "household_kwh_per_month": aic.uniform(300, 400),
}


@pytest.fixture
def drawn(site):
    return site.sample(
        n=5 * BLOCK + 17,
        results=["households", "facility_power_mw"],
        exceeds={"households": [22_000, 61_714], "facility_power_mw": 30, "pue": 1.3},
        **KNOWN,
    )


def test_a_result_against_its_formula():
    """20 MW times a PUE that is uniform is uniform from 22 to 30 MW."""
    made = aic.facility_power.sample(
        n=2**18, method="sobol", it_power_mw=20, pue=aic.uniform(1.1, 1.5)
    )
    power = made.facility_power_mw
    shares = np.linspace(0, 1, 21)
    assert power.quantile(shares) == pytest.approx(22 + 8 * shares, rel=1.1e-3)
    assert power.mean == pytest.approx(26, rel=1e-7)
    assert power.standard_deviation == pytest.approx(8 / 12**0.5, rel=1e-5)
    assert power.skewness == pytest.approx(0, abs=1e-5)
    assert power.exceeds(28) == pytest.approx(0.25, abs=1e-3)
    assert (power.name, power.unit, power.count) == ("facility_power_mw", "MW", 2**18)
    assert power.correlations["pue"] == pytest.approx(1)
    assert power.standard_error == power.standard_deviation / 2**9
    low, high = power.quantile_interval(0.5)
    assert low < 26 < high and high - low < 0.1


def test_a_product_of_lognormals():
    """Logarithms add up: exact median and percentiles, by hand."""
    made = aic.fleet_power.sample(
        n=2**17,
        method="sobol",
        gpu_count=aic.lognormal(1000, 1.2),
        gpu_power_w=aic.lognormal(700, 1.5),
    )
    spread = np.hypot(np.log(1.2), np.log(1.5))
    wanted = 0.7 * np.exp(np.array([-1, 0, 1]) * 1.6448536269514722 * spread)
    assert made.it_power_mw.quantile([0.05, 0.5, 0.95]) == pytest.approx(wanted, rel=3e-3)
    with pytest.raises(TypeError, match="take its mean or a quantile"):
        float(made.it_power_mw)


def test_the_figures_of_c(site):
    """What examples/c/uncertainty.c prints."""
    made = site.sample(results="households", exceeds={"households": 61_714}, **KNOWN)
    assert made.households.quantile([0.05, 0.5, 0.95]).round().tolist() == [
        *(45212, 67005, 99563)
    ]
    assert round(made.exceeds(households=61_714), 2) == 0.63
    correlations = {n: round(r, 3) for n, r in made.households.correlations.items()}
    assert correlations == {
        "gpu_power_w": 0.875,
        "household_kwh_per_month": -0.342,
        "pue": 0.328,
    }
    assert next(iter(correlations)) == "gpu_power_w"


def test_threads_and_parts_do_not_change_a_bit(site, drawn):
    again = [
        site.sample(n=drawn.n, results=drawn.job.results, threads=n, **KNOWN)
        for n in (1, 2, 3)
    ]
    assert again[0] == again[1] == again[2]
    assert again[0].households.mean == drawn.households.mean
    job = drawn.job
    parts = [aic.Samples(job, _sampling.run_blocks(job, i, 1)) for i in range(job.blocks)]
    assert parts[3].drawn == BLOCK and parts[5].drawn == 17
    assert parts[4].merge(*parts[:4], parts[5]) == drawn
    other = site.sample(n=drawn.n, seed=2, results=drawn.job.results, **KNOWN)
    assert other != drawn and other.seed == 2 and other != 5


def test_raw_samples_are_those_that_were_summed_up(drawn):
    raw = drawn.raw()
    values = raw.households
    assert values.shape == (drawn.n,)
    assert (values.min(), values.max()) == (drawn.households.min, drawn.households.max)
    assert drawn.households.mean == pytest.approx(values.mean(), rel=1e-13)
    assert drawn.households.skewness == pytest.approx(skewness(values), rel=1e-9)
    got = drawn.households.quantile([0.05, 0.5, 0.95])
    assert got == pytest.approx(np.quantile(values, [0.05, 0.5, 0.95]), rel=1e-3)
    assert drawn.exceeds(households=61_714) == np.mean(values > 61_714)
    both = np.mean((values > 61_714) & (raw.facility_power_mw > 30))
    assert drawn.exceeds(households=61_714, facility_power_mw=30) == both
    assert drawn.exceeds(pue=1.3) == np.mean(raw.inputs["pue"] > 1.3)
    r = np.corrcoef(raw.inputs["pue"], values)[0, 1]
    assert drawn.households.correlations["pue"] == pytest.approx(r, rel=1e-9)
    some = drawn.raw(100, 50)
    assert np.array_equal(some.households, values[100:150])
    assert some.inputs["gpu_count"] == 50_000 and "load_factor" in some.assumed
    assert some.model(**some.inputs, results="households").households.tolist() == (
        some.households.tolist()
    )
    with pytest.raises(ValueError, match="samples 81920 to 81940 of 81937"):
        drawn.raw(81920, 20)
    with pytest.raises(ValueError, match="samples -1"):
        drawn.raw(-1, 20)


def skewness(values):
    """Third standardized moment, as scipy.stats.skew has it."""
    return ((values - values.mean()) ** 3).mean() / values.std() ** 3


def test_histograms(drawn):
    counts, edges = drawn.households.histogram()
    assert counts.size == edges.size - 1 == 62 and counts.sum() == pytest.approx(drawn.n)
    values = drawn.raw().households
    edges = np.linspace(20_000, 150_000, 14)
    counts, same = drawn.households.histogram(edges)
    assert np.array_equal(same, edges)
    assert counts == pytest.approx(np.histogram(values, edges)[0], abs=0.01 * drawn.n)
    with pytest.raises(ValueError, match="1 bin or more"):
        drawn.households.histogram(0)
    with pytest.raises(ValueError, match="edge 1 is 2"):
        drawn.households.histogram([3, 2, 1])
    same = aic.fleet_power.sample(
        n=100, gpu_count=aic.discrete([8]), gpu_power_w=700
    ).it_power_mw
    assert same.histogram()[0].sum() == pytest.approx(100)
    assert np.isnan(same.correlations["gpu_count"])


def test_exceeding_says_what_it_cannot(drawn):
    assert drawn.exceeds(households=1e9) == 0
    probability, low, high = drawn.households.exceedance(50_000)
    assert low <= probability <= high and high - low < 0.01
    with pytest.raises(ValueError, match="not counted together"):
        drawn.exceeds(households=1, facility_power_mw=30)
    with pytest.raises(TypeError, match='did you mean "households"'):
        drawn.exceeds(housholds=1)
    with pytest.raises(TypeError, match='no "pue"'):
        drawn.exceeds(pue=1.5)
    with pytest.raises(TypeError, match="one value or two"):
        drawn.exceeds()
    with pytest.raises(ValueError, match="NaN"):
        drawn.exceeds(households=float("nan"))


def test_usual_ranges():
    made = aic.facility_power.sample(n=1000, it_power_mw=20)
    row = aic.facility_power.inputs["pue"]
    assert made.uncertain == {"pue": aic.uniform(row.low, row.high)}
    one = aic.facility_power.sample(n=1000, it_power_mw=20, pue="usual")
    assert one == made
    chain = aic.fleet_power | aic.facility_power
    given = {"gpu_count": aic.uniform(900, 1100), "gpu_power_w": 700}
    alone = chain.sample(n=1000, **given)
    assert list(alone.uncertain) == ["gpu_count"]
    beside = chain.sample(n=1000, usual=True, results="facility_power_mw", **given)
    assert set(beside.uncertain) == set(chain.inputs) - {"gpu_power_w"}
    # Without the facility nothing hangs on its PUE.
    fleet = chain.sample(n=1000, usual=True, results="it_power_mw", **given)
    assert "pue" not in fleet.uncertain and "host_power_w" in fleet.uncertain


def test_rows_of_data_fill_inputs(site):
    made = (aic.gpu_power | site).sample(
        n=1000, gpu="H100 SXM", gpu_count=8, pue=aic.uniform(1.1, 1.3), country="KR"
    )
    assert made.inputs["gpu_tdp_w"] == 700
    assert made.raw().origins["gpu_tdp_w"].row_name == "NVIDIA H100 SXM5 80GB"


def test_correlated_inputs(site):
    made = site.sample(
        n=2**16, correlations={("pue", "gpu_power_w"): 0.8}, results="households", **KNOWN
    )
    raw = made.raw()
    ranks = [np.argsort(np.argsort(raw.inputs[n])) for n in ("pue", "gpu_power_w")]
    assert np.corrcoef(ranks)[0, 1] == pytest.approx(0.8, abs=0.01)


def test_a_run_stops_when_it_knows_enough(site):
    made = site.sample(
        n=10**9, results="households", precision={"households": 0.001}, **KNOWN
    )
    assert made.drawn < 10**7 and made.drawn % BLOCK == 0
    reach = 1.96 * made.households.standard_error / made.households.mean
    assert 0.0008 < reach < 0.001
    wanted = aic.Precision(absolute=50, quantile=0.95, confidence=0.9)
    made = site.sample(
        n=10**9, results="households", precision={"households": wanted}, **KNOWN
    )
    low, high = made.households.quantile_interval(0.95, 0.9)
    middle = made.households.quantile(0.95)
    assert max(high - middle, middle - low) <= 50 and made.drawn < 10**8
    with pytest.raises(TypeError, match="households"):
        site.sample(n=100, precision={"housholds": 0.1}, **KNOWN)
    with pytest.raises(TypeError, match="not among the results wanted"):
        site.sample(n=100, results="persons", precision={"households": 0.1}, **KNOWN)


def test_progress_may_end_a_run(site):
    told = []

    def stop(done, n):
        told.append((done, n))
        if done > 10 * BLOCK:
            raise StopIteration

    made = site.sample(n=10**12, progress=stop, results="households", **KNOWN)
    assert 0 < made.drawn < made.n == 10**12 and told[-1][1] == 10**12
    assert f"{made.drawn:,} of 1,000,000,000,000 samples" in repr(made)
    assert made.households.mean == pytest.approx(69_000, rel=0.02)


def test_an_interrupt_keeps_what_was_drawn(site):
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(aic.SamplingInterrupted, match="interrupted after") as caught:
        site.sample(n=10**12, results="households", **KNOWN)
    assert isinstance(caught.value, KeyboardInterrupt)
    kept = caught.value.samples
    assert 0 < kept.drawn < 10**12
    assert kept.households.mean == pytest.approx(69_000, rel=0.02)


def test_a_bar(site, capsys, monkeypatch):
    pytest.importorskip("tqdm")
    site.sample(n=10**6, progress=True, results="households", **KNOWN)
    assert "1.00M/1.00M" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    site.sample(n=1000, progress=True, results="households", **KNOWN)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("given", "kind", "words"),
    [
        ({"pua": 1.2}, TypeError, 'did you mean "pue"'),
        ({"sed": 1}, TypeError, "sed"),
        ({"pue": "normal"}, TypeError, "pue is 'normal': .* or \"usual\""),
        ({"pue": [1.1, 1.2]}, TypeError, r"empirical\(values\)"),
        ({"pue": None}, TypeError, "pue is None"),
        ({"pue": aic.normal(1.3, 0.2)}, aic.DomainError, "outside the hard range"),
        ({"pue": 0.5}, aic.DomainError, "pue"),
        ({"pue": float("nan")}, aic.MissingInputError, "pue has no value"),
        ({"n": 0}, ValueError, "1 sample or more"),
        ({"n": 2**63}, ValueError, "9223372036854775808"),
        ({"n": 1.5}, TypeError, r"n is 1\.5, and must be a whole number"),
        ({"seed": None}, TypeError, "seed is None, and must be a whole number"),
        ({"precision": 0.01}, TypeError, r"precision is 0\.01: a dict of results"),
        ({"correlations": {"pue": 0.5}}, TypeError, "'pue' is no pair of inputs"),
        ({"seed": -1}, ValueError, "seed is -1"),
        ({"method": "halton"}, ValueError, "random, latin, sobol"),
        ({"results": "househols"}, TypeError, '"households"'),
        ({"exceeds": {"househols": 1}}, TypeError, '"households"'),
        ({"correlations": {("pue", "gpu_power_w"): 2}}, ValueError, "correlation"),
        ({"threads": 0}, ValueError, "threads"),
    ],
)
def test_refused(site, given, kind, words):
    with pytest.raises(kind, match=words):
        site.sample(**{"n": 100, **KNOWN, **given})


def test_missing_inputs(site):
    with pytest.raises(aic.MissingInputError, match="gpu_count"):
        site.sample(n=100, gpu_power_w=aic.uniform(300, 700))


def test_samples_that_the_model_refuses():
    """More survivors than firms are a contradiction."""
    model = aic.market_survivors
    known = {"required_revenue_per_year": 650e9, "users_of_survivors": 1e9}
    made = model.sample(n=1000, firms=5, survivors=aic.discrete([4, 6]), **known)
    assert made.refused + made.survivor_revenue_per_year.count == 1000
    assert 400 < made.refused < 600 and "of them refused" in repr(made)
    assert np.isnan(made.raw().survivor_revenue_per_year).sum() == made.refused
    with pytest.raises(aic.DomainError, match="refuses every sample"):
        model.sample(n=1000, firms=5, survivors=aic.discrete([6, 7]), **known)


def test_they_are_plain_values(drawn):
    for twin in (
        pickle.loads(pickle.dumps(drawn)),
        copy.deepcopy(drawn),
        copy.copy(drawn),
    ):
        assert twin == drawn and twin.households.mean == drawn.households.mean
    assert aic.Samples(drawn.job, drawn.to_bytes()) == drawn
    assert list(drawn) == ["households", "facility_power_mw"]
    assert "households" in dir(drawn) and drawn["households"].name == "households"
    with pytest.raises(AttributeError, match="sampled for no persons, but households"):
        _ = drawn.persons
    with pytest.raises(KeyError, match="persons"):
        drawn["persons"]
    with pytest.raises(TypeError):
        hash(drawn)


def test_as_text_and_as_frame(drawn):
    text = repr(drawn)
    assert "method random, seed 1" in text and "households" in text
    assert "triangular(low=1.1, mode=1.25, high=1.6)" in text
    assert "load_factor 1" in text
    html = drawn._repr_html_()
    assert html.count("<table>") == 3 and "seed 1" in html and "MW" in html
    assert "90 % within" in repr(drawn.households) and "MW" in repr(
        drawn.facility_power_mw
    )
    record = drawn.to_dict()
    assert record["seed"] == 1 and record["samples"] == drawn.n
    assert record["inputs"]["pue"] == "triangular(low=1.1, mode=1.25, high=1.6)"
    assert record["results"]["households"]["mean"] == drawn.households.mean
    assert record["results"]["households"]["quantiles"]["0.5"] == pytest.approx(
        67_000, rel=0.01
    )
    frame = drawn.to_frame([0.1, 0.9])
    assert list(frame.index) == ["households", "facility_power_mw"]
    assert frame.loc["households", 0.9] == drawn.households.quantile(0.9)
    assert frame.attrs["units"]["facility_power_mw"] == "MW"


def test_frozen_distributions_of_scipy():
    stats = pytest.importorskip("scipy.stats")
    shares = np.linspace(0.001, 0.999, 201)
    twins = [
        *(stats.uniform(1.1, 0.4), stats.norm(1.5, 0.02), stats.lognorm(0.2, scale=1.5)),
        *(stats.triang(0.3, 1.1, 0.5), stats.beta(2, 3, 1.1, 0.5)),
        *(stats.loguniform(1.1, 1.9), stats.truncnorm(-2, 2, 1.4, 0.1)),
        stats.truncnorm(-2, np.inf, loc=1.4, scale=0.1),
        stats.norm(loc=1.5, scale=0.02),
    ]
    for frozen in twins:
        made = known("pue", frozen)
        assert made.family != "empirical"
        assert made.quantile(shares) == pytest.approx(frozen.ppf(shares), rel=1e-9)
    for frozen in (stats.gamma(3, 1, 0.1), stats.lognorm(0.2, 0.5, 1)):
        made = known("pue", frozen)
        assert made.family == "empirical"
        inner = shares[1:-1]
        assert made.quantile(inner) == pytest.approx(frozen.ppf(inner), rel=2e-3)
    dice = known("pue", stats.randint(1, 7))
    assert dice.values.tolist() == [1, 2, 3, 4, 5, 6]
    poisson = known("pue", stats.poisson(3.5))
    assert poisson.quantile(shares).tolist() == stats.poisson(3.5).ppf(shares).tolist()
    with pytest.raises(ValueError, match="values, and 100,000"):
        known("pue", stats.randint(0, 10**6))
    made = aic.facility_power.sample(n=1000, it_power_mw=20, pue=stats.uniform(1.1, 0.4))
    assert made.uncertain == {"pue": aic.uniform(1.1, 1.5)}


def known(name, given):
    from aicompute._samples import known_of

    return known_of(aic.facility_power, name, given)
