"""What the tests share."""

from pathlib import Path

import aicompute as aic
import pytest

ROOT = Path(__file__).parents[2]


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
