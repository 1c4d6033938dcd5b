"""The examples for clusters run, and print the same figures.

`./dev cluster` installs what they need.
"""

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec

import aicompute as aic
import pytest
from conftest import ROOT, environment

NEEDS = {"dask": "dask.dataframe", "ray": "ray", "spark": "pyspark"}
SITE = aic.model("fleet_power | facility_power | energy_use | household_equivalents")


def installed(module):
    name, _, part = module.partition(".")
    return find_spec(name) is not None and (not part or find_spec(module) is not None)


def expected():
    made = SITE.sample(
        n=10_000_000,
        results="households",
        gpu_count=50_000,
        gpu_power_w=aic.lognormal(p05=350, p95=700),
        pue=aic.triangular(1.1, 1.25, 1.6),
        household_kwh_per_month=aic.uniform(300, 400),
    )
    low, high = made.households.quantile([0.05, 0.95])
    return f"households: {low:,.0f} to {high:,.0f}"


@pytest.mark.parametrize("name", NEEDS)
def test_recipe(name):
    if not installed(NEEDS[name]):
        pytest.skip(f"{NEEDS[name]} is not installed")
    if name == "spark" and not shutil.which("java"):
        pytest.skip("Spark runs on Java, which is not installed")
    run = subprocess.run(
        [sys.executable, ROOT / f"examples/cluster/with_{name}.py"],
        capture_output=True,
        text=True,
        env=environment() | {"PYSPARK_PYTHON": sys.executable},
        timeout=200,
    )
    assert run.returncode == 0, run.stderr
    assert expected() in run.stdout
    for total in re.findall(r"of all sites: (.*)", run.stdout):
        assert float(total.replace(",", "")) > 1e6
