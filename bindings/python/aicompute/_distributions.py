"""What is known of an input that is not known exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from typing import Any, Literal, overload

import numpy as np

from . import capi
from ._columns import Floats, as_column, as_float
from ._errors import raise_error

Family = Literal["uniform", "loguniform", "normal", "lognormal", "triangular", "pert"]

NAMES = {
    capi.AIC_CONSTANT: "constant",
    capi.AIC_UNIFORM: "uniform",
    capi.AIC_LOG_UNIFORM: "loguniform",
    capi.AIC_NORMAL: "normal",
    capi.AIC_LOG_NORMAL: "lognormal",
    capi.AIC_TRIANGULAR: "triangular",
    capi.AIC_PERT: "pert",
    capi.AIC_BETA: "beta",
    capi.AIC_CHOICES: "discrete",
    capi.AIC_EMPIRICAL: "empirical",
}
"""The families, by the functions here that make them."""
NUMBERS = {name: number for number, name in NAMES.items()}
FITTED: tuple[Family, ...] = (
    "uniform",
    "loguniform",
    "normal",
    "lognormal",
    "triangular",
    "pert",
)
MAKERS: dict[int, Callable[..., int]] = {
    capi.AIC_CONSTANT: capi.aic_distribution_constant,
    capi.AIC_UNIFORM: capi.aic_distribution_uniform,
    capi.AIC_LOG_UNIFORM: capi.aic_distribution_log_uniform,
    capi.AIC_NORMAL: capi.aic_distribution_normal,
    capi.AIC_LOG_NORMAL: capi.aic_distribution_log_normal,
    capi.AIC_TRIANGULAR: capi.aic_distribution_triangular,
    capi.AIC_PERT: capi.aic_distribution_pert,
    capi.AIC_BETA: capi.aic_distribution_beta,
}
LISTED: dict[int, Callable[..., int]] = {
    capi.AIC_CHOICES: capi.aic_distribution_choices,
    capi.AIC_EMPIRICAL: capi.aic_distribution_empirical,
}
SHOWN_VALUES = 6


def spelled(value: float) -> str:
    """A number as it is written: 1, not 1.0."""
    return repr(value).removesuffix(".0")


class Distribution:
    """What is known of an input: made by the functions of this package, never changed.

    >>> import aicompute as aic
    >>> aic.triangular(1.1, 1.25, 1.6)
    triangular(low=1.1, mode=1.25, high=1.6)
    >>> aic.uniform(300, 400).quantile(0.9)
    390.0
    """

    __slots__ = ("_struct", "_values", "_weights")

    def __init__(
        self,
        struct: capi.aic_distribution,
        values: Floats | None = None,
        weights: Floats | None = None,
    ) -> None:
        self._struct = struct
        self._values = values
        self._weights = weights

    @property
    def family(self) -> str:
        """The name of the family, as of the function that makes it."""
        return NAMES[self._struct.family]

    @property
    def parameters(self) -> dict[str, float]:
        """The parameters of the family by name."""
        number = self._struct.family
        made = {}
        for i, value in enumerate(self._struct.parameters):
            if name := capi.aic_family_parameter(number, i):
                made[name] = value
        return made

    @property
    def minimum(self) -> float:
        """Where it is cut off below; -infinity for nowhere."""
        return float(self._struct.min)

    @property
    def maximum(self) -> float:
        """Where it is cut off above; infinity for nowhere."""
        return float(self._struct.max)

    @property
    def values(self) -> Floats | None:
        """The values of a discrete or an empirical distribution; else None."""
        return self._values

    @property
    def weights(self) -> Floats | None:
        """Their weights; None for equal ones."""
        return self._weights

    def __float__(self) -> float:
        raise TypeError(f"{self} is a distribution, which sample() takes")

    @overload
    def quantile(self, probability: float, /) -> float: ...
    @overload
    def quantile(self, probability: Any, /) -> Any: ...
    def quantile(self, probability: Any, /) -> Any:
        """The value below which that share lies; an array of them for an array."""
        wanted = as_column(probability, "probability")
        given = np.ascontiguousarray(wanted, dtype=np.float64)
        made, error = np.empty_like(given), capi.aic_error()
        if capi.aic_distribution_quantiles(self._struct, (given, made), error) < 0:
            raise_error(error)
        return made if np.ndim(wanted) else float(made.item())

    @overload
    def cdf(self, value: float, /) -> float: ...
    @overload
    def cdf(self, value: Any, /) -> Any: ...
    def cdf(self, value: Any, /) -> Any:
        """The share at or below a value; an array of them for an array."""
        wanted = as_column(value, "value")
        made = [self._fraction(float(one)) for one in np.ravel(wanted)]
        return np.reshape(made, np.shape(wanted)) if np.ndim(wanted) else made[0]

    def _fraction(self, value: float) -> float:
        error = capi.aic_error()
        status, fraction = capi.aic_distribution_fraction(self._struct, value, error)
        return float(fraction) if status >= 0 else raise_error(error)

    def truncate(self, min: float = -inf, max: float = inf) -> Distribution:
        """The same, cut off below `min` and above `max`; what remains is scaled up.

        >>> import aicompute as aic
        >>> aic.normal(1.3, 0.2).truncate(min=1)
        normal(mean=1.3, standard_deviation=0.2).truncate(min=1)
        """
        made = rebuild(*self._parts())
        cut(made, as_float(min), as_float(max))
        return made

    def _parts(self) -> tuple[Any, ...]:
        struct = self._struct
        parameters = tuple(self.parameters.values())
        return (
            struct.family,
            parameters,
            None if self._values is None else self._values.tobytes(),
            None if self._weights is None else self._weights.tobytes(),
            struct.min,
            struct.max,
        )

    def __reduce__(self) -> tuple[Callable[..., Distribution], tuple[Any, ...]]:
        return rebuild, self._parts()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Distribution):
            return NotImplemented
        return self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def __repr__(self) -> str:
        if self._values is None:
            rows = self.parameters.items()
            given = ", ".join(f"{name}={spelled(value)}" for name, value in rows)
        else:
            shown = ", ".join(f"{value:.6g}" for value in self._values[:SHOWN_VALUES])
            more = ", ..." if self._values.size > SHOWN_VALUES else ""
            weighted = "" if self._weights is None else ", weights=..."
            given = f"[{shown}{more}]{weighted}"
        bounds = [("min", self.minimum, -inf), ("max", self.maximum, inf)]
        ends = ", ".join(f"{n}={spelled(v)}" for n, v, no in bounds if v != no)
        return f"{self.family}({given})" + (f".truncate({ends})" if ends else "")


def made_of(number: int, *parameters: float) -> Distribution:
    """One of a family with parameters."""
    struct, error = capi.aic_distribution(), capi.aic_error()
    given = [as_float(one) for one in parameters]
    if MAKERS[number](*given, struct, error) < 0:
        raise_error(error)
    return Distribution(struct)


def usual(row: capi.aic_variable) -> Distribution:
    """The usual range of an input, on its scale."""
    struct, error = capi.aic_distribution(), capi.aic_error()
    if capi.aic_distribution_usual(row, struct, error) < 0:
        raise_error(error)
    return Distribution(struct)


def listed(number: int, values: Any, weights: Any) -> Distribution:
    """One of a family with values."""
    own = as_values(values, "values")
    heavy = None if weights is None else as_values(weights, "weights")
    if heavy is not None and heavy.shape != own.shape:
        raise ValueError(f"{own.size} values and {heavy.size} weights")
    struct, error = capi.aic_distribution(), capi.aic_error()
    if LISTED[number]((own, heavy), struct, error) < 0:
        raise_error(error)
    return Distribution(struct, own, heavy)


def as_values(given: Any, name: str) -> Floats:
    """A copy of numbers in one dimension that nobody changes."""
    made = np.array(as_column(given, name), dtype=np.float64, ndmin=1)
    if made.ndim != 1:
        raise ValueError(f"{name} has {made.ndim} dimensions and needs one")
    made.flags.writeable = False
    return made


def cut(made: Distribution, least: float, most: float) -> None:
    """Cut off a distribution that nobody has yet."""
    error = capi.aic_error()
    if capi.aic_distribution_truncate(least, most, made._struct, error) < 0:
        raise_error(error)


def rebuild(
    number: int,
    parameters: tuple[float, ...],
    values: bytes | None,
    weights: bytes | None,
    least: float,
    most: float,
) -> Distribution:
    """What `Distribution._parts` gave."""
    if values is None:
        made = made_of(number, *parameters)
    else:
        heavy = None if weights is None else np.frombuffer(weights)
        made = listed(number, np.frombuffer(values), heavy)
    if (least, most) != (-inf, inf):
        cut(made, least, most)
    return made


def uniform(low: float, high: float) -> Distribution:
    """Every value between two bounds alike."""
    return made_of(capi.AIC_UNIFORM, low, high)


def loguniform(low: float, high: float) -> Distribution:
    """Every order of magnitude between two bounds alike; `low` is above 0."""
    return made_of(capi.AIC_LOG_UNIFORM, low, high)


def normal(mean: float, standard_deviation: float) -> Distribution:
    """Normal."""
    return made_of(capi.AIC_NORMAL, mean, standard_deviation)


def truncated_normal(
    mean: float, standard_deviation: float, min: float = -inf, max: float = inf
) -> Distribution:
    """Normal, cut off below `min` and above `max`."""
    return normal(mean, standard_deviation).truncate(min, max)


@overload
def lognormal(median: float, factor: float) -> Distribution: ...
@overload
def lognormal(*, p05: float, p95: float) -> Distribution: ...
def lognormal(
    median: float | None = None,
    factor: float | None = None,
    *,
    p05: float | None = None,
    p95: float | None = None,
) -> Distribution:
    """As likely `factor` times too high as too low, or by 5th and 95th percentile.

    Some 68 % lies between `median/factor` and `median*factor`.

    >>> import aicompute as aic
    >>> round(aic.lognormal(p05=350, p95=700).quantile(0.5), 3)
    494.975
    """
    if median is not None and factor is not None and p05 is None and p95 is None:
        return made_of(capi.AIC_LOG_NORMAL, median, factor)
    if p05 is not None and p95 is not None and median is None and factor is None:
        return fit("lognormal", {0.05: p05, 0.95: p95})
    raise TypeError("lognormal takes median and factor, or p05 and p95")


def triangular(low: float, mode: float, high: float) -> Distribution:
    """A triangle with its top at `mode`."""
    return made_of(capi.AIC_TRIANGULAR, low, mode, high)


def pert(low: float, mode: float, high: float) -> Distribution:
    """A beta distribution with mean `(low + 4*mode + high)/6`."""
    return made_of(capi.AIC_PERT, low, mode, high)


def beta(alpha: float, beta: float, low: float = 0, high: float = 1) -> Distribution:
    """Beta, stretched from 0..1 to low..high."""
    return made_of(capi.AIC_BETA, alpha, beta, low, high)


def discrete(values: Any, weights: Any = None) -> Distribution:
    """One of a few values, and nothing between them; a dict has weights by value.

    >>> import aicompute as aic
    >>> aic.discrete({8: 3, 72: 1}).quantile([0.5, 0.9])
    array([ 8., 72.])
    """
    if isinstance(values, Mapping):
        if weights is not None:
            raise TypeError("the weights are in the dict of values already")
        values, weights = list(values.keys()), list(values.values())
    return listed(capi.AIC_CHOICES, values, weights)


def empirical(values: Any, weights: Any = None) -> Distribution:
    """As values were observed, and what lies between them."""
    return listed(capi.AIC_EMPIRICAL, values, weights)


def fit(family: Family, percentiles: Mapping[float, float]) -> Distribution:
    """The one of a family that has these percentiles, as `{0.05: 1.1, 0.95: 1.6}`.

    Two or more, through which least squares go; of "triangular" and "pert" three.
    """
    if family not in FITTED:
        raise ValueError(f"{family!r} is not fitted: {', '.join(FITTED)} are")
    pairs = sorted(percentiles.items())
    shares = as_values([share for share, _ in pairs], "percentiles")
    values = as_values([value for _, value in pairs], "percentiles")
    struct, error = capi.aic_distribution(), capi.aic_error()
    if capi.aic_distribution_fit(NUMBERS[family], (shares, values), struct, error) < 0:
        raise_error(error)
    return Distribution(struct)
