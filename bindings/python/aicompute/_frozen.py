"""Frozen distributions of scipy.stats as those of this package.

SciPy is not imported: whoever hands one over has it.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, isfinite
from typing import Any

import numpy as np

from ._distributions import (
    Distribution,
    beta,
    discrete,
    empirical,
    lognormal,
    loguniform,
    normal,
    triangular,
    truncated_normal,
    uniform,
)

POINTS = 4096
"""Quantiles that stand for a distribution which has no twin here."""
TAIL = 2.0**-40
"""Probability that is cut off each end of the values of a discrete one."""
VALUES_MAX = 100_000


def is_frozen(given: Any) -> bool:
    """Whether it has what the frozen distributions of scipy.stats have."""
    return all(hasattr(given, name) for name in ("dist", "args", "kwds", "ppf"))


def from_frozen(frozen: Any) -> Distribution:
    """The same distribution, or its quantiles in straight lines, or its values."""
    if hasattr(frozen.dist, "pmf"):
        return from_values(frozen)
    shapes, location, scale = frozen.dist._parse_args(*frozen.args, **frozen.kwds)
    numbers = [float(one) for one in (*shapes, location, scale)]
    twin = TWINS.get(frozen.dist.name)
    made = twin(*numbers) if twin else None
    return made or from_quantiles(frozen)


def from_values(frozen: Any) -> Distribution:
    """One of a few whole numbers; of more than fit, what is most likely."""
    low, high = int(frozen.ppf(TAIL)), int(frozen.ppf(1 - TAIL))
    if high - low >= VALUES_MAX:
        raise ValueError(
            f"{frozen.dist.name} takes {high - low + 1:,} values, and {VALUES_MAX:,} are "
            "the most that are taken over"
        )
    values = np.arange(low, high + 1, dtype=np.float64)
    weights = frozen.pmf(values)
    return discrete(values[weights > 0], weights[weights > 0])


def from_quantiles(frozen: Any) -> Distribution:
    """Values of equal probability, as they would have been observed."""
    values = frozen.ppf((np.arange(POINTS) + 0.5) / POINTS)
    if not np.isfinite(values).all():
        raise ValueError(f"{frozen.dist.name} has quantiles that are no numbers")
    return empirical(values)


def twin_of_uniform(location: float, scale: float) -> Distribution:
    """From location to location + scale."""
    return uniform(location, location + scale)


def twin_of_triangular(c: float, location: float, scale: float) -> Distribution:
    """Its top is at a share c of its width."""
    return triangular(location, location + c * scale, location + scale)


def twin_of_beta(a: float, b: float, location: float, scale: float) -> Distribution:
    """From location to location + scale."""
    return beta(a, b, location, location + scale)


def twin_of_lognormal(s: float, location: float, scale: float) -> Distribution | None:
    """Its median is its scale; moved to the side it has no twin."""
    return lognormal(scale, exp(s)) if location == 0 else None


def twin_of_loguniform(
    a: float, b: float, location: float, scale: float
) -> Distribution | None:
    """From a to b times its scale; moved to the side it has no twin."""
    return loguniform(a * scale, b * scale) if location == 0 else None


def twin_of_truncated(a: float, b: float, location: float, scale: float) -> Distribution:
    """Cut off at a and b standard deviations."""
    low = location + a * scale if isfinite(a) else a
    high = location + b * scale if isfinite(b) else b
    return truncated_normal(location, scale, low, high)


TWINS: dict[str, Callable[..., Distribution | None]] = {
    "uniform": twin_of_uniform,
    "norm": normal,
    "lognorm": twin_of_lognormal,
    "loguniform": twin_of_loguniform,
    "reciprocal": twin_of_loguniform,
    "triang": twin_of_triangular,
    "beta": twin_of_beta,
    "truncnorm": twin_of_truncated,
}
"""By the names that scipy.stats has for them."""
