"""What the tests share."""

import os
from pathlib import Path

import aicompute as aic
import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = Path(aic.__file__).parent


def environment():
    """For a process that finds the package where this one did."""
    installed = PACKAGE.parent.name == "site-packages"
    search = "" if installed else str(PACKAGE.parent)
    return {**os.environ, "PYTHONPATH": search, "MYPYPATH": search}


@pytest.fixture
def site() -> aic.Model:
    """The chain from accelerators to households."""
    return (
        aic.fleet_power | aic.facility_power | aic.energy_use | aic.household_equivalents
    )


@pytest.fixture
def plan() -> dict[str, float]:
    """The inputs of article A."""
    return {
        "gpu_count": 50_000,
        "gpu_power_w": 400,
        "pue": 1.5,
        "household_kwh_per_month": 350,
    }
