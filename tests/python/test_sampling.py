"""Plans of samples as values, blocks of them as bytes, merged in any order."""

import gc
import os
import pickle
import random
import signal
import subprocess
import sys
import threading
import time

import aicompute as aic
import numpy as np
import pytest
from aicompute import _distributions as dist
from aicompute import _sampling, capi

SITE = aic.model("fleet_power | facility_power | energy_use | household_equivalents")
INPUTS = {
    "gpu_count": 50_000,
    "gpu_power_w": dist.lognormal(p05=350, p95=700),
    "pue": dist.triangular(1.1, 1.25, 1.6),
    "household_kwh_per_month": dist.uniform(300, 400),
}
BLOCK = capi.AIC_BLOCK_SAMPLES


def job_of(samples=5 * BLOCK + 17, seed=1, results=("households",), **options):
    return _sampling.make_job(SITE, INPUTS, results, samples, seed, **options)


def median(saved):
    out = np.empty(1)
    summary = _sampling.load(saved)
    assert capi.aic_summary_quantiles(summary, 0, (np.full(1, 0.5), out), None) >= 0
    return out[0]


@pytest.mark.parametrize("method", _sampling.METHODS)
def test_parts_in_any_order_are_the_whole(method):
    job = job_of(
        method=method,
        correlations=(("pue", "gpu_power_w", 0.5),),
        thresholds=(("households", 61714.0), ("pue", 1.3)),
    )
    assert job.blocks == 6
    whole = _sampling.run_blocks(job, 0, job.blocks, threads=2)
    parts = [_sampling.run_blocks(job, i, 1) for i in range(job.blocks)]
    random.Random(7).shuffle(parts)
    assert _sampling.merge(parts) == whole
    tree = [_sampling.merge(parts[:4]), _sampling.merge(parts[4:])]
    assert _sampling.merge(tree) == whole


def test_the_whole_is_what_c_gives():
    """The figures that examples/c/uncertainty.c prints."""
    job = job_of(samples=1_000_000, thresholds=(("households", 61714.0),))
    summary = _sampling.load(_sampling.run_blocks(job, 0, job.blocks, threads=2))
    out, above = np.empty(3), capi.aic_exceedance()
    capi.aic_summary_quantiles(summary, 0, (np.array([0.05, 0.5, 0.95]), out), None)
    capi.aic_summary_exceedance(summary, 0, 61714, above, None)
    assert out.round().tolist() == [45212, 67005, 99563]
    assert round(above.probability, 2) == 0.63


def test_a_job_goes_to_another_process():
    job = job_of(samples=2 * BLOCK)
    assert pickle.loads(pickle.dumps(job)) == job
    text = (
        "import pickle, sys; from aicompute import _sampling;"
        "job = pickle.load(sys.stdin.buffer);"
        "sys.stdout.buffer.write(_sampling.run_blocks(job, 1, 1))"
    )
    made = subprocess.run(
        [sys.executable, "-c", text],
        input=pickle.dumps(job),
        stdout=subprocess.PIPE,
        check=True,
    )
    assert made.stdout == _sampling.run_blocks(job, 1, 1)


def test_other_versions_and_other_builds_are_refused():
    job = job_of()
    with pytest.raises(_sampling.VersionError, match=r"of version 0\.0\.9"):
        _sampling.run_blocks(job._replace(version="0.0.9"), 0, 1)
    with pytest.raises(_sampling.VersionError, match="another plan"):
        _sampling.run_blocks(job._replace(fingerprint=job.fingerprint ^ 1), 0, 1)


def test_what_does_not_merge():
    job = job_of()
    first = _sampling.run_blocks(job, 0, 1)
    with pytest.raises(ValueError, match="no part"):
        _sampling.merge([])
    with pytest.raises(ValueError, match="both summaries have samples of 0 to 16383"):
        _sampling.merge([first, first])
    with pytest.raises(ValueError, match="seed"):
        _sampling.merge([first, _sampling.run_blocks(job_of(seed=2), 1, 1)])
    with pytest.raises(ValueError, match="damaged"):
        _sampling.merge([first[:-1]])
    with pytest.raises(ValueError, match="blocks"):
        _sampling.run_blocks(job, job.blocks + 1, 1)
    with pytest.raises(ValueError, match="blocks"):
        _sampling.run_blocks(job, 0, -1)


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        ({"samples": 0}, ValueError, "1 sample"),
        ({"samples": 2**63}, ValueError, "9223372036854775808"),
        ({"samples": 2**64}, ValueError, "18446744073709551616"),
        ({"seed": -1}, ValueError, "seed is -1"),
        ({"seed": 2**64}, ValueError, "seed is"),
        ({"method": "halton"}, ValueError, "'halton' is no method"),
        ({"results": ()}, ValueError, "0 results"),
        ({"results": ("househols",)}, TypeError, '"households"'),
        ({"correlations": (("pue", "gpu_power_w", 1.5),)}, ValueError, "correlation"),
        ({"correlations": (("pua", "gpu_power_w", 0.5),)}, TypeError, '"pue"'),
        ({"thresholds": (("house", 1.0),)}, TypeError, "house"),
        ({"quantile_bits": 40}, ValueError, "quantile_bits is 40"),
    ],
)
def test_refused(change, kind, words):
    with pytest.raises(kind, match=words):
        job_of(**change)


def test_a_distribution_beyond_the_hard_range_is_refused():
    with pytest.raises(aic.DomainError, match="outside the hard range") as caught:
        inputs = {**INPUTS, "pue": dist.normal(1.3, 0.2)}
        _sampling.make_job(SITE, inputs, ["households"], 100, 1)
    assert caught.value.variable == "pue" and caught.value.min == 1
    # the fraction below (1 - 1.3)/0.2 = -1.5 standard deviations, by any table of it
    assert caught.value.value == pytest.approx(0.0668072, rel=1e-5)


def test_missing_and_misspelt_inputs():
    with pytest.raises(aic.MissingInputError, match="gpu_count"):
        _sampling.make_job(SITE, {"gpu_power_w": 400.0}, ["households"], 100, 1)
    with pytest.raises(TypeError, match='did you mean "pue"'):
        _sampling.make_job(SITE, {**INPUTS, "pua": 1.2}, ["households"], 100, 1)


def plan_and_summary(count, model=SITE):
    job = _sampling.make_job(model, INPUTS, ["households"], count, 1)
    return _sampling.plan_of(job), _sampling.empty(job)


def samples_in(summary):
    about = capi.aic_summary_about()
    assert capi.aic_summary_describe(summary, about) == capi.AIC_OK
    return about.samples


def test_a_plan_keeps_its_model():
    _, model = capi.aic_model_from_text(SITE.name, None)
    inputs = [capi.aic_distribution() for _ in SITE.inputs]
    for name, value in {"gpu_count": 5, "gpu_power_w": 400}.items():
        capi.aic_distribution_constant(value, inputs[SITE._input_at[name]], None)
    usual = capi.aic_model_input(model, SITE._input_at["pue"])
    capi.aic_distribution_usual(usual, inputs[SITE._input_at["pue"]], None)
    options = capi.aic_sampling_options()
    options.count = 100
    wanted = [SITE._result_at["facility_power_mw"]]
    status, plan = capi.aic_sampling_create(model, inputs, wanted, options, [], [], None)
    assert status == capi.AIC_OK
    del model, inputs
    gc.collect()
    _, summary = capi.aic_summary_create(plan, None)
    assert capi.aic_sample(plan, 0, 100, None, [], summary, None, None) == capi.AIC_OK
    assert samples_in(summary) == 100


def test_progress_is_told_and_may_stop():
    plan, summary = plan_and_summary(64 * BLOCK)
    told = []
    capi.aic_sample(
        plan, 0, 64 * BLOCK, None, [], summary, None, lambda *now: told.append(now)
    )
    done, count, seconds, rate, left = told[-1]
    assert done == count == 64 * BLOCK and seconds > 0 and left == 0
    assert rate == pytest.approx(done / seconds)

    class Enough(Exception):
        pass

    def stop(*now):
        raise Enough

    plan, summary = plan_and_summary(10_000 * BLOCK)
    with pytest.raises(Enough):
        capi.aic_sample(plan, 0, 10_000 * BLOCK, None, [], summary, None, stop)
    assert 0 < samples_in(summary) < 10_000 * BLOCK
    with pytest.raises(TypeError, match="callable"):
        capi.aic_sample(plan, 0, BLOCK, None, [], summary, None, 3)


def test_an_interrupt_keeps_what_was_drawn():
    plan, summary = plan_and_summary(10**12)
    timer = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        capi.aic_sample(plan, 0, 10**12, None, [], summary, None, None)
    assert 0 < samples_in(summary) < 10**12
    assert samples_in(summary) % BLOCK == 0


def test_other_threads_run_meanwhile():
    plan, summary = plan_and_summary(10**12)
    ran = threading.Event()

    def stop(*now):
        if ran.is_set():
            raise StopIteration

    threading.Thread(target=lambda: (time.sleep(0.02), ran.set())).start()
    with pytest.raises(StopIteration):
        capi.aic_sample(plan, 0, 10**12, None, [], summary, None, stop)


def test_rows_are_the_samples_that_were_summed_up():
    plan, summary = plan_and_summary(BLOCK)
    capi.aic_sample(plan, 0, BLOCK, None, [], summary, None, None)
    inputs = [None] * len(SITE.inputs)
    results = [None] * len(SITE.results)
    pue = inputs[SITE._input_at["pue"]] = np.empty(BLOCK)
    made = results[SITE._result_at["households"]] = np.empty(BLOCK)
    rows = capi.aic_sample_rows(plan, 0, BLOCK, inputs, results, None)
    assert rows == capi.AIC_OK and pue.min() >= 1.1 and pue.max() <= 1.6
    moments = capi.aic_moments()
    capi.aic_summary_result(summary, 0, moments, None)
    assert (moments.min, moments.max) == (made.min(), made.max())
    assert moments.mean == pytest.approx(made.mean(), rel=1e-13)
    assert moments.standard_deviation == pytest.approx(made.std(ddof=1), rel=1e-11)
    edges, counts = np.linspace(made.min(), made.max(), 9), np.empty(8)
    assert capi.aic_summary_histogram(summary, 0, (edges, counts), None) == capi.AIC_OK
    assert counts.sum() == pytest.approx(BLOCK)
    assert capi.aic_sample_rows(plan, 0, 5, inputs, results, None) == capi.AIC_E_ARGUMENT


def test_arrays_of_a_pair_fit_each_other():
    _, summary = plan_and_summary(BLOCK)
    for pair in ((np.ones(2), np.ones(3)), (np.ones(2),), np.ones(2)):
        with pytest.raises((TypeError, ValueError)):
            capi.aic_summary_quantiles(summary, 0, pair, None)
    with pytest.raises((TypeError, ValueError)):
        capi.aic_summary_histogram(summary, 0, (np.ones(2), np.ones(2)), None)


def test_odds():
    """A PUE from 1.04 to 1.8 alike, of which 1.275 to 1.325 makes 26 MW of 20."""
    model = capi.aic_model_find("facility_power", None)
    inputs = [capi.aic_audit_input() for _ in range(2)]
    for one in inputs:
        one.low = one.high = float("nan")
    inputs[0].value, inputs[0].origin = 20, capi.AIC_STATED
    stated, odds, options = capi.aic_figure(), capi.aic_odds(), capi.aic_odds_options()
    assert capi.aic_figure_parse("26 MW", "MW", stated, None) == capi.AIC_OK
    options.count, options.method = 2**16, capi.AIC_SOBOL
    status = capi.aic_audit_odds(
        model, inputs, 0, stated, capi.AIC_ABOUT, options, odds, None
    )
    assert status == capi.AIC_OK and (odds.samples, odds.varied) == (2**16, 1)
    assert odds.probability == pytest.approx(0.05 / 0.76, rel=1e-3)
    assert odds.low < odds.probability < odds.high
    assert odds.median == pytest.approx(20 * 1.42, rel=1e-3)
    again = capi.aic_odds()
    capi.aic_audit_odds(model, inputs, 0, stated, capi.AIC_ABOUT, None, again, None)
    assert again.samples == 100_000
