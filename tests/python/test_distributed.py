"""A cluster of worker processes gives the bits of one process."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time

import aicompute as aic
import numpy as np
import pandas as pd
import pytest
from aicompute import capi
from conftest import environment

pytest.importorskip("dask.dataframe")
from aicompute import distributed as far
from dask import dataframe as dd
from distributed import Client, LocalCluster

pytestmark = pytest.mark.filterwarnings("default")

SITE = aic.model("fleet_power | facility_power | energy_use | household_equivalents")
KNOWN = {
    "gpu_count": 50_000,
    "gpu_power_w": aic.lognormal(p05=350, p95=700),
    "pue": aic.triangular(1.1, 1.25, 1.6),
    "household_kwh_per_month": aic.uniform(300, 400),
    "results": "households",
}
BLOCK = capi.AIC_BLOCK_SAMPLES


@pytest.fixture(scope="module")
def cluster():
    """Two processes of one thread."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", environment()["PYTHONPATH"])
        with LocalCluster(2, threads_per_worker=1, dashboard_address=None) as made:
            yield made


@pytest.fixture(scope="module")
def client(cluster):
    with Client(cluster) as made:
        yield made


@pytest.mark.parametrize("method", ["random", "latin", "sobol", "sobol_unscrambled"])
def test_samples_have_the_bits_of_one_process(client, method):
    given = {
        **KNOWN,
        "n": 100 * BLOCK + 17,
        "seed": 7,
        "method": method,
        "exceeds": {"households": 61_714, "pue": 1.3},
        "correlations": {("pue", "gpu_power_w"): 0.5},
    }
    assert far.sample(SITE, client=client, **given) == SITE.sample(threads=2, **given)


def test_few_samples_and_presets(client):
    given = {"n": 3, "usual": True, "gpu": "NVIDIA H100 SXM5 80GB", "gpu_count": 1000}
    chain = aic.gpu_power | aic.fleet_power
    there, here = far.sample(chain, **given), chain.sample(**given)
    assert there == here and there.model.name == chain.name


def test_it_stops_at_the_precision_where_one_process_stops(client):
    given = {
        **KNOWN,
        "n": 10**9,
        "precision": {"households": aic.Precision(relative=2e-4, quantile=0.5)},
    }
    there, here = far.sample(SITE, client=client, **given), SITE.sample(**given)
    assert there == here and 20 * BLOCK < there.drawn < there.n


def test_progress_and_what_is_kept_when_it_stops(client):
    told = []

    def stop(done, n):
        told.append((done, n))
        if done >= n // 2:
            raise StopIteration

    n = 200 * BLOCK
    made = far.sample(SITE, n, client=client, progress=stop, **KNOWN)
    assert told[-1][0] >= n // 2 and told == sorted(told) and told[0][1] == n
    assert n // 2 <= made.drawn <= n
    whole = SITE.sample(n, **KNOWN).households.quantile(0.5)
    assert made.households.quantile(0.5) == pytest.approx(whole, rel=0.01)

    def interrupt(done, n):
        raise KeyboardInterrupt

    with pytest.raises(aic.SamplingInterrupted, match="interrupted after") as caught:
        far.sample(SITE, n, client=client, progress=interrupt, **KNOWN)
    assert 0 < caught.value.samples.drawn <= n


def test_a_worker_that_is_killed_costs_nothing_but_time(cluster, client):
    victim = next(iter(client.run(os.getpid).values()))
    killed = threading.Event()

    def kill(done, n):
        if not killed.is_set():
            killed.set()
            os.kill(victim, signal.SIGKILL)

    given = {**KNOWN, "n": 2000 * BLOCK}
    there = far.sample(SITE, client=client, progress=kill, **given)
    assert killed.is_set()
    assert there == SITE.sample(**given)
    deadline = time.monotonic() + 30
    while len(client.nthreads()) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    pids = client.run(os.getpid).values()
    assert victim not in pids and len(pids) == 2


def pretend_other_version(version):
    import aicompute
    from aicompute import _sampling, capi

    aicompute.__version__ = version
    capi.aic_version = lambda: version
    _sampling.plan_of.cache_clear()


@pytest.fixture
def other_version(client):
    """One of the workers has another version; yields its address."""
    at = next(iter(client.nthreads()))
    own = capi.aic_version()
    client.run(pretend_other_version, "0.0.9", workers=[at])
    yield at
    client.run(pretend_other_version, own, workers=[at])


def test_workers_of_another_version_are_refused(client, other_version):
    words = f"1 of 2 workers.*{other_version} has version 0.0.9"
    for call in (far.sample, far.sobol_indices, far.morris):
        with pytest.raises(far.VersionError, match=words):
            call(SITE, client=client, **KNOWN)
    with pytest.raises(far.VersionError, match=words):
        far.tornado(SITE, "households", client=client, usual=True, gpu_count=10)


def test_workers_that_come_later_are_refused_as_well(client, other_version, monkeypatch):
    """The workers are not asked for their version; the one that differs finds out."""
    monkeypatch.setattr(far, "version_function", lambda: capi.aic_version)
    with pytest.raises(far.VersionError, match=r"0\.0\.9"):
        far.sample(SITE, 2000 * BLOCK, client=client, **KNOWN)
    frame = dd.from_pandas(pd.DataFrame({"pue": np.full(100, 1.2)}), npartitions=50)
    made = far.columns(aic.facility_power, frame, it_power_mw=1)
    with pytest.raises(far.VersionError, match=r"0\.0\.9"):
        made.compute()


def test_workers_without_the_package_are_refused(client, monkeypatch):
    monkeypatch.setattr(far, "version_function", lambda: lambda: None)
    with pytest.raises(far.VersionError, match=r"2 of 2 workers.*no aicompute"):
        far.sample(SITE, client=client, **KNOWN)


def test_the_version_is_asked_for_by_a_function_that_needs_no_package():
    from distributed.protocol.pickle import dumps

    sent = dumps(far.version_function())
    assert pickle.loads(sent)() == aic.__version__
    alone = "import pickle, sys; sys.modules['aicompute'] = None; "
    alone += "print(pickle.loads(sys.stdin.buffer.read())())"
    told = subprocess.run(
        [sys.executable, "-c", alone], input=sent, stdout=subprocess.PIPE
    )
    assert told.stdout.strip() == b"None"


def test_sensitivity_has_the_bits_of_one_process(client):
    told = []
    given = {**KNOWN, "n": 70_000, "replicates": 50, "seed": 3}
    there = far.sobol_indices(
        SITE, client=client, progress=lambda *state: told.append(state), **given
    )
    assert there == SITE.sobol_indices(**given) and there.remark == ""
    assert told[-1] == (70_000, 70_000) and told == sorted(told)
    assert far.morris(SITE, client=client, **KNOWN) == SITE.morris(**KNOWN)
    inputs = {name: one for name, one in KNOWN.items() if name != "results"}
    assert far.tornado(SITE, "households", **inputs) == SITE.tornado(
        "households", **inputs
    )


def test_what_the_model_refuses(client):
    peak = {"gpu_idle_w": aic.uniform(50, 250), "gpu_peak_w": aic.uniform(100, 700)}
    known = {"activity": 0.5, "results": "gpu_power_w", "n": 4000, **peak}
    there = far.sobol_indices(aic.gpu_power_curve, client=client, **known)
    assert there == aic.gpu_power_curve.sobol_indices(**known) and there.remark
    none = {**known, "gpu_idle_w": 200, "gpu_peak_w": aic.uniform(100, 150)}
    messages = []
    for call in (
        lambda: far.sample(aic.gpu_power_curve, client=client, **none),
        lambda: aic.gpu_power_curve.sample(**none),
    ):
        with (
            pytest.warns(aic.UnusualInputWarning, match="gpu_idle_w is 200"),
            pytest.raises(aic.DomainError, match="refuses every sample") as refused,
        ):
            call()
        messages.append(str(refused.value))
    assert messages[0] == messages[1]


def test_columns_by_partition(client):
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(
        {
            "gpu_count": rng.integers(1, 10**5, 1000),
            "pue": rng.uniform(1.1, 1.6, 1000),
            "site": ["north", "south"] * 500,
        },
        index=pd.Index(np.arange(1000) * 2, name="row"),
    )
    wanted = ["facility_power_mw", "households"]
    more = {"gpu_power_w": 400, "household_kwh_per_month": 350, "results": wanted}
    made = far.columns(SITE, dd.from_pandas(frame, npartitions=7), **more)
    assert list(made.columns) == wanted and made.npartitions == 7
    here = SITE.columns(frame, **more)
    expected = pd.DataFrame({name: getattr(here, name) for name in wanted})
    pd.testing.assert_frame_equal(made.compute(), expected, check_exact=True)


def test_columns_of_constants_and_empty_partitions(client):
    frame = pd.DataFrame({"site": ["a", "b", "c"]}, index=[5, 6, 7])
    some = dd.from_pandas(frame, npartitions=3)
    made = far.columns(aic.facility_power, some[some.site == "b"], it_power_mw=2, pue=1.5)
    assert made.facility_power_mw.compute().to_dict() == {6: 3.0}


def test_columns_refused(client):
    frame = dd.from_pandas(
        pd.DataFrame({"pue": [1.2, 1.3, 0.5, 1.4]}, index=list("abcd")), npartitions=2
    )
    with pytest.raises(aic.DomainError, match=r"pue is 0\.5") as refused:
        far.columns(aic.facility_power, frame, it_power_mw=1).compute()
    assert refused.value.variable == "pue" and refused.value.row == 0
    assert "that row has the index 'c'" in refused.value.__notes__[0]
    coerced = far.columns(aic.facility_power, frame, it_power_mw=1, errors="coerce")
    assert coerced.facility_power_mw.compute().isna().tolist() == [
        False,
        False,
        True,
        False,
    ]
    with pytest.raises(TypeError, match="pua"):
        far.columns(aic.facility_power, frame, it_power_mw=1, pua=1)
    with pytest.raises(TypeError, match="facility_power_mv"):
        far.columns(aic.facility_power, frame, results="facility_power_mv")
    with pytest.raises(aic.MissingInputError, match="it_power_mw"):
        far.columns(aic.facility_power, frame)
    with pytest.raises(TypeError, match="pue is a column of the DataFrame"):
        far.columns(aic.facility_power, frame, it_power_mw=1, pue=1.2)
    with pytest.raises(TypeError, match="a Dask DataFrame is needed, not DataFrame"):
        far.columns(aic.facility_power, frame.compute(), it_power_mw=1)
    with pytest.raises(TypeError, match="it_power_mw is an array"):
        far.columns(aic.facility_power, frame, it_power_mw=[1, 2, 3, 4])


def test_mistakes_are_found_before_anything_is_sent(client):
    with pytest.raises(TypeError, match='did you mean "pue"'):
        far.sample(aic.facility_power, it_power_mw=1, pua=aic.uniform(1, 2))
    with pytest.raises(ValueError, match="no input of facility_power is uncertain"):
        far.sobol_indices(aic.facility_power, it_power_mw=20, pue=1.2, usual=True)
    with pytest.raises(ValueError, match="confidence is 2"):
        far.sobol_indices(SITE, confidence=2, **KNOWN)
    with pytest.raises(ValueError, match="cannot be reached"):
        far.sample(SITE, precision={"households": 0}, **KNOWN)
    with pytest.raises(TypeError, match="not among the results"):
        far.sample(SITE, precision={"it_power_mw": 0.1}, **KNOWN)


def test_a_client_is_needed(monkeypatch):
    def none():
        raise ValueError("No clients found")

    monkeypatch.setattr(far.Client, "current", none)
    with pytest.raises(ValueError, match="No clients found"):
        far.sample(SITE, **KNOWN)


def test_clients_that_do_not_wait_are_refused():
    class Asynchronous:
        asynchronous = True

    with pytest.raises(TypeError, match="asynchronous"):
        far.sample(SITE, client=Asynchronous(), **KNOWN)
