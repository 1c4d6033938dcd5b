"""What a model gives when its inputs are not known exactly: samples, summed up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from math import isfinite, isnan
from typing import TYPE_CHECKING, Any, NamedTuple, Self, overload

import numpy as np

from . import _columns, _sampling, _table, capi
from ._columns import Floats, as_column, as_float
from ._distributions import Distribution, usual
from ._errors import MissingInputError, raise_error, warn_unusual
from ._frozen import from_frozen, is_frozen
from ._sampling import Job
from ._variables import Variable, Variables, meant

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ._model import Model
    from ._presets import Filled, Origin, Presets
    from ._result import Result

USUAL = "usual"
"""What is said of an input that varies over its usual range."""
SHOWN = (0.05, 0.5, 0.95)
"""The quantiles of tables."""
BINS = 60
STATISTICS = ("mean", "standard_deviation", "skewness", "min", "max", "standard_error")
SampleProgress = Callable[[int, int], object]


class SamplingInterrupted(KeyboardInterrupt):
    """A run was interrupted; `samples` has what was drawn until then."""

    def __init__(self, samples: Samples) -> None:
        super().__init__(f"interrupted after {samples.drawn:,} of {samples.n:,} samples")
        self.samples = samples


class Precision(NamedTuple):
    """How precisely something must be known for a run to stop.

    The confidence interval reaches no farther than this to either side.
    """

    relative: float = 0.0
    """As a share of the estimate; 0 when it does not count."""
    absolute: float = 0.0
    """In the unit of the result; 0 when it does not count."""
    quantile: float | None = None
    """Probability of the quantile that must be known; None for the mean."""
    confidence: float = 0.95
    """Of the interval."""


class Sampled:
    """One result over all samples. Samples that the model refused do not count.

    >>> import aicompute as aic
    >>> made = aic.facility_power.sample(it_power_mw=20, pue=aic.uniform(1.1, 1.5))
    >>> round(made.facility_power_mw.quantile(0.5), 1)
    26.0
    """

    __slots__ = ("_at", "_of")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, of: Samples, at: int) -> None:
        self._of = of
        self._at = at

    @property
    def samples(self) -> Samples:
        """Of which it is one result."""
        return self._of

    @property
    def variable(self) -> Variable:
        """Name, unit and meaning, as the table of the model has them."""
        return self._of.model.results[self._of.job.results[self._at]]

    @property
    def name(self) -> str:
        """Of the result."""
        return self.variable.name

    @property
    def unit(self) -> str:
        """Of the result."""
        return self.variable.unit

    def _moment(self, name: str) -> Any:
        made, error = capi.aic_moments(), capi.aic_error()
        if capi.aic_summary_result(self._of._summary, self._at, made, error) < 0:
            raise_error(error)
        return getattr(made, name)

    @property
    def count(self) -> int:
        """Samples, without those that the model refused."""
        return int(self._moment("count"))

    @property
    def mean(self) -> float:
        """Arithmetic mean."""
        return float(self._moment("mean"))

    @property
    def standard_deviation(self) -> float:
        """Of the sample."""
        return float(self._moment("standard_deviation"))

    @property
    def skewness(self) -> float:
        """Third standardized moment of the sample."""
        return float(self._moment("skewness"))

    @property
    def min(self) -> float:
        """The least value."""
        return float(self._moment("min"))

    @property
    def max(self) -> float:
        """The greatest value."""
        return float(self._moment("max"))

    @property
    def standard_error(self) -> float:
        """Of the mean, as of independent samples."""
        return float(self._moment("standard_error"))

    @overload
    def quantile(self, probability: float, /) -> float: ...
    @overload
    def quantile(self, probability: Any, /) -> Any: ...
    def quantile(self, probability: Any, /) -> Any:
        """The value below which that share of the samples lies.

        An array of them for an array or a list; each within a share
        `Samples.quantile_error` of itself.
        """
        wanted = as_column(probability, "probability")
        given = np.ascontiguousarray(wanted, dtype=np.float64)
        made, error = np.empty_like(given), capi.aic_error()
        summary = self._of._summary
        if capi.aic_summary_quantiles(summary, self._at, (given, made), error) < 0:
            raise_error(error)
        return made if np.ndim(wanted) else float(made.item())

    def quantile_interval(
        self, probability: float, confidence: float = 0.95
    ) -> tuple[float, float]:
        """Between what values the quantile lies with that confidence."""
        error = capi.aic_error()
        status, low, high = capi.aic_summary_quantile_interval(
            self._of._summary, self._at, as_float(probability), confidence, error
        )
        return (low, high) if status >= 0 else raise_error(error)

    def exceeds(self, value: float) -> float:
        """The share of the samples above a value.

        Exact for a value that `sample` was asked to count at; else to within the bin
        that the value falls into, see `exceedance`.
        """
        return self.exceedance(value)[0]

    def exceedance(self, value: float) -> tuple[float, float, float]:
        """The share above a value, and the least and the most that the counts allow."""
        made, error = capi.aic_exceedance(), capi.aic_error()
        summary, limit = self._of._summary, as_float(value)
        if capi.aic_summary_exceedance(summary, self._at, limit, made, error) < 0:
            raise_error(error)
        return made.probability, made.low, made.high

    def histogram(self, bins: int | Any = BINS) -> tuple[Floats, Floats]:
        """Counts and edges, as `numpy.histogram` gives them.

        bins: how many, alike from the 0.1th percentile to the 99.9th, and two for what
            lies beyond; or the edges themselves. Counts need not be whole: a bin of the
            summary that an edge cuts is shared out by width.
        """
        edges = self._edges(bins) if isinstance(bins, int) else bins
        given = np.ascontiguousarray(as_column(edges, "bins"), dtype=np.float64)
        counts, error = np.empty(max(given.size - 1, 0)), capi.aic_error()
        pair = (given, counts)
        if capi.aic_summary_histogram(self._of._summary, self._at, pair, error) < 0:
            raise_error(error)
        return counts, given

    def _edges(self, bins: int) -> Floats:
        if bins < 1:
            raise ValueError(f"a histogram takes 1 bin or more, and not {bins}")
        low, high = self.quantile([0.001, 0.999])
        if not isfinite(high - low):
            raise ValueError(f"{self.name} goes from {low} to {high}: give the edges")
        inner = np.linspace(low, high, bins + 1)
        return np.unique([self.min, *inner, np.nextafter(self.max, np.inf)])

    @property
    def correlations(self) -> dict[str, float]:
        """Pearson's correlation with every uncertain input, the strongest first.

        NaN where one of the two does not vary.
        """
        made = {}
        for i, name in enumerate(self._of.uncertain):
            error = capi.aic_error()
            status, value = capi.aic_summary_correlation(
                self._of._summary, i, self._at, error
            )
            made[name] = value if status >= 0 else raise_error(error)
        return dict(sorted(made.items(), key=lambda row: -abs(np.nan_to_num(row[1]))))

    def plot(
        self,
        *,
        claim: float | None = None,
        ax: Axes | None = None,
        title: str | None = None,
    ) -> Axes:
        """The histogram, with a stated figure marked; see `aicompute.plot.histogram`."""
        from . import plot

        return plot.histogram(self, claim=claim, ax=ax, title=title)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sampled):
            return NotImplemented
        return self._at == other._at and self._of == other._of

    def __float__(self) -> float:
        raise TypeError(f"{self.name} is a distribution: take its mean or a quantile")

    def __repr__(self) -> str:
        low, middle, high = (_table.number(q) for q in self.quantile(SHOWN))
        unit = "" if self.unit in ("1", "any") else f" {self.unit}"
        return f"<{self.name} {middle}{unit}, 90 % within {low} to {high}>"


class Samples:
    """The samples of one call of `Model.sample`, summed up: an attribute a result.

    The samples themselves are not kept; `raw` draws the same ones again.

    >>> import aicompute as aic
    >>> site = aic.fleet_power | aic.facility_power
    >>> made = site.sample(
    ...     gpu_count=50_000,
    ...     gpu_power_w=aic.lognormal(p05=350, p95=700),
    ...     pue=aic.triangular(1.1, 1.25, 1.6),
    ... )
    >>> made.facility_power_mw.quantile([0.05, 0.95]).round(1)
    array([22.4, 47. ])
    >>> round(made.exceeds(facility_power_mw=30), 2)
    0.64
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(
        self,
        job: Job,
        summary: capi.aic_summary | bytes,
        filled: Mapping[str, Origin] | None = None,
    ) -> None:
        self.job = job
        """The plan, as plain values."""
        own = _sampling.load(summary) if isinstance(summary, bytes) else summary
        self._summary = own
        self._filled = dict(filled or {})

    @property
    def model(self) -> Model:
        """The model or the chain that was sampled."""
        from ._model import model

        return model(self.job.model)

    @property
    def _about(self) -> capi.aic_summary_about:
        about = capi.aic_summary_about()
        capi.aic_summary_describe(self._summary, about)
        return about

    @property
    def n(self) -> int:
        """How many samples the plan has."""
        return self.job.samples

    @property
    def drawn(self) -> int:
        """How many were drawn: fewer than `n` when the run stopped before."""
        return int(self._about.samples)

    @property
    def refused(self) -> int:
        """How many of them the model refused."""
        return int(self._about.refused)

    @property
    def seed(self) -> int:
        """With which the same samples can be drawn again."""
        return self.job.seed

    @property
    def method(self) -> str:
        """How they were drawn."""
        return self.job.method

    @property
    def quantile_error(self) -> float:
        """Quantiles are within this share of themselves."""
        return float(self._about.quantile_error)

    @property
    def inputs(self) -> dict[str, Distribution | float]:
        """What is known of each input, those left at their defaults included."""
        given = dict(self.job.inputs)
        rows = self.model.inputs.items()
        return {name: plain(given.get(name, row.default)) for name, row in rows}

    @property
    def uncertain(self) -> dict[str, Distribution]:
        """The inputs that vary, in the order of the model."""
        rows = self.inputs.items()
        return {name: one for name, one in rows if isinstance(one, Distribution)}

    @property
    def assumed(self) -> Variables:
        """The inputs left at their defaults, with their sources."""
        given, used = dict(self.job.inputs), self.model._used_by(self.job.results)
        rows = [self.model.inputs[name] for name in used if name not in given]
        return Variables(row for row in rows if not row.required)

    @property
    def results(self) -> dict[str, Sampled]:
        """The results by name."""
        return {name: Sampled(self, i) for i, name in enumerate(self.job.results)}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError as missing:
            raise AttributeError(missing.args[0]) from None

    def __getitem__(self, name: str) -> Sampled:
        if name not in self.job.results:
            have = ", ".join(self.job.results) + meant(name, self.job.results)
            raise KeyError(f"{self.job.model} was sampled for no {name}, but {have}")
        return Sampled(self, self.job.results.index(name))

    def __iter__(self) -> Iterator[str]:
        """Over the names of the results."""
        return iter(self.job.results)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.job.results]

    def exceeds(self, **values: float) -> float:
        """The share of the samples in which a result is above a value.

        Of two results at once it is the share in which both are, which was counted when
        `sample` was asked for both: `sample(exceeds={...})`.
        """
        for name in values:
            if name not in self.job.results and (name, values[name]) not in self._counted:
                raise self._no_result(name)
        if len(values) == 1:
            ((name, value),) = values.items()
            if name in self.job.results:
                return self[name].exceeds(value)
        if not 1 <= len(values) <= 2:
            raise TypeError(f"exceeds takes one value or two, and not {len(values)}")
        return self._joint(list(values.items()))

    @property
    def _counted(self) -> tuple[tuple[str, float], ...]:
        return self.job.thresholds

    def _joint(self, wanted: list[tuple[str, float]]) -> float:
        for name, value in wanted:
            if (name, value) not in self._counted:
                raise ValueError(
                    f"{name} above {_table.number(value)} was not counted together with "
                    "others: give both to sample(exceeds={...})"
                )
        first, second = (self._counted.index(one) for one in (wanted[0], wanted[-1]))
        error = capi.aic_error()
        status, count = capi.aic_summary_joint_count(self._summary, first, second, error)
        if status < 0:
            raise_error(error)
        return float(count) / (self.drawn - self.refused)

    def _no_result(self, name: str) -> TypeError:
        hint = meant(name, self.job.results)
        return TypeError(f'{self.job.model} was sampled for no "{name}"{hint}')

    def raw(self, first: int = 0, n: int | None = None) -> Result:
        """The samples themselves, drawn again: all inputs and results as arrays.

        first, n: which, from 0 on; all to the end when left out. Samples that the model
            refused have NaN in every result.
        """
        from ._result import Result

        n = self.n - first if n is None else n
        if not 0 <= first <= first + n <= self.n:
            raise ValueError(f"samples {first} to {first + n} of {self.n}")
        model, varying = self.model, self.uncertain
        _columns.require_items(n * (len(varying) + len(self.job.results)), (n,))
        inputs = [np.empty(n) if name in varying else None for name in model.inputs]
        made = [np.empty(n) if r in self.job.results else None for r in model.results]
        plan, error = _sampling.plan_of(self.job), capi.aic_error()
        if capi.aic_sample_rows(plan, first, n, inputs, made, error) < 0:
            raise_error(error)
        drawn = dict(zip(model.inputs, inputs, strict=True))
        given = {
            name: one if drawn[name] is None else drawn[name]
            for name, one in self.inputs.items()
            if name in dict(self.job.inputs)
        }
        return Result(model, given, made, self._filled)

    def to_bytes(self) -> bytes:
        """The summary, the same on every machine; `Samples(job, saved)` reads it."""
        return _sampling.save(self._summary)

    def merge(self, *others: Samples) -> Samples:
        """Together with samples of other parts of the same plan, in any order."""
        parts = [self.to_bytes(), *(one.to_bytes() for one in others)]
        return Samples(self.job, _sampling.merge(parts), self._filled)

    def to_dict(self) -> dict[str, Any]:
        """Plan, results and versions, in plain Python types."""
        return {
            "model": self.job.model,
            "version": self.job.version,
            "samples": self.drawn,
            "refused": self.refused,
            "wanted": self.n,
            "seed": self.seed,
            "method": self.method,
            "quantile_error": self.quantile_error,
            "inputs": {
                name: repr(one) if isinstance(one, Distribution) else one
                for name, one in self.inputs.items()
            },
            "results": {name: statistics(one) for name, one in self.results.items()},
        }

    def to_frame(self, quantiles: Iterable[float] = SHOWN) -> pd.DataFrame:
        """A DataFrame with a row a result and a column a statistic or a quantile."""
        import pandas as pd

        shares = list(quantiles)
        rows = {}
        for name, one in self.results.items():
            values = one.quantile(shares)
            rows[name] = [getattr(one, s) for s in STATISTICS] + list(values)
        columns = [*STATISTICS, *shares]
        frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
        frame.attrs = {
            "model": self.job.model,
            "version": self.job.version,
            "samples": self.drawn,
            "seed": self.seed,
            "units": {name: one.unit for name, one in self.results.items()},
        }
        return frame

    def plot(
        self,
        result: str | None = None,
        *,
        claim: float | None = None,
        ax: Axes | None = None,
        title: str | None = None,
    ) -> Axes:
        """The histogram of a result, or of the last; see `aicompute.plot.histogram`."""
        shown = self[self.job.results[-1] if result is None else result]
        return shown.plot(claim=claim, ax=ax, title=title)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Samples):
            return NotImplemented
        return self.job == other.job and self.to_bytes() == other.to_bytes()

    def __reduce__(self) -> tuple[type[Samples], tuple[Any, ...]]:
        return Samples, (self.job, self.to_bytes(), self._filled)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def _heading(self) -> str:
        drawn = f"{self.drawn:,}"
        if self.drawn < self.n:
            drawn += f" of {self.n:,}"
        refused = f", {self.refused:,} of them refused" if self.refused else ""
        return (
            f"{self.job.model}: {drawn} samples{refused}, method {self.method}, "
            f"seed {self.seed}"
        )

    def _header(self) -> tuple[str, ...]:
        return ("result", "mean", "deviation", *map(str, SHOWN), "unit")

    def _lines(self) -> list[tuple[object, ...]]:
        return [
            (
                name,
                one.mean,
                one.standard_deviation,
                *map(float, one.quantile(SHOWN)),
                "" if one.unit in ("1", "any") else one.unit,
            )
            for name, one in self.results.items()
        ]

    def _varying(self) -> list[tuple[str, str]]:
        return [(name, repr(one)) for name, one in self.uncertain.items()]

    def __repr__(self) -> str:
        rows = [self._header(), *self._lines()]
        lines = [self._heading(), _table.text(rows, "  ", "lrrrrrl")]
        lines.append(_table.text(self._varying(), "  uncertain: "))
        if self.assumed:
            assumed = ", ".join(f"{n} {r.default:g}" for n, r in self.assumed.items())
            lines.append(f"  assumed: {assumed}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        table = _table.html(self._heading(), self._header(), self._lines())
        table += _table.html("uncertain", ("input", "distribution"), self._varying())
        if not self.assumed:
            return table
        assumed = ((r.name, r.default, r.unit, r.source) for r in self.assumed.values())
        return table + _table.html(
            "assumed", ("input", "value", "unit", "source"), assumed
        )


def plain(one: Distribution | float) -> Distribution | float:
    """A constant as the number that it is."""
    if isinstance(one, Distribution) and one.family == "constant":
        return next(iter(one.parameters.values()))
    return one


def statistics(one: Sampled) -> dict[str, Any]:
    """What there is to say of a result, in plain Python types."""
    return {
        "unit": one.unit,
        **{name: getattr(one, name) for name in STATISTICS},
        "quantiles": {str(p): one.quantile(p) for p in SHOWN},
        "correlations": one.correlations,
    }


def job_of(
    of: Model,
    n: int,
    inputs: Mapping[str, Any],
    *,
    seed: int = 1,
    results: Iterable[str] | str | None = None,
    method: str = "random",
    presets: Presets | None = None,
    vary_usual: bool = False,
    exceeds: Mapping[str, float | Iterable[float]] | None = None,
    correlations: Mapping[tuple[str, str], float] | None = None,
    quantile_bits: int = 0,
) -> tuple[Job, Filled]:
    """The plan of a call, and what rows of data filled in it."""
    wanted = names_of(of, results)
    given, filled = of._fill(inputs, presets, lenient=True)
    known = {name: known_of(of, name, one) for name, one in given.items()}
    warn_of_unusual(of, known)
    anything = any(isinstance(one, Distribution) for one in known.values())
    if vary_usual or not anything:
        for name in of._used_by(wanted):
            if name not in known:
                known[name] = usual_of(of, name)
    job = _sampling.make_job(
        of,
        known,
        wanted,
        n,
        seed,
        method=method,
        quantile_bits=quantile_bits,
        correlations=tuple(pair_of(*item) for item in (correlations or {}).items()),
        thresholds=tuple(
            (name, as_float(value))
            for name, values in (exceeds or {}).items()
            for value in np.atleast_1d(as_column(values, name))
        ),
    )
    return job, filled


def warn_of_unusual(of: Model, known: Mapping[str, Distribution | float]) -> None:
    """Warn of numbers outside the usual range, as a call does; of what may vary, not."""
    for name, value in known.items():
        if isinstance(value, Distribution):
            continue
        row = of.inputs[name]
        if row.min <= value <= row.max and not row.low <= value <= row.high:
            warn_unusual(
                f"{of.name}: {name} is {_table.number(value)}, outside its usual range "
                f"from {_table.number(row.low)} to {_table.number(row.high)} {row.unit}"
            )


def names_of(of: Model, results: Iterable[str] | str | None) -> tuple[str, ...]:
    """The names of the results wanted; all when left out."""
    if results is None:
        return tuple(of.results)
    names = (results,) if isinstance(results, str) else tuple(results)
    of._find_results(names)
    return names


def known_of(of: Model, name: str, given: Any) -> Distribution | float:
    """What somebody said of an input."""
    if name not in of._input_at:
        raise of._unknown_input(name)
    if isinstance(given, Distribution):
        return given
    if isinstance(given, str):
        if given == USUAL:
            return usual_of(of, name)
        raise TypeError(f'{name} is {given!r}: a number, a distribution, or "{USUAL}"')
    if is_frozen(given):
        return from_frozen(given)
    number = as_column(given, name)
    if isinstance(number, np.ndarray):
        raise TypeError(
            f"{name} is an array: discrete(values) or empirical(values) make a "
            "distribution of it"
        )
    if isnan(number):
        raise MissingInputError(f"{of.name}: {name} has no value", name)
    return number


def pair_of(names: Any, value: float) -> tuple[str, str, float]:
    """Two inputs and their correlation."""
    if not (isinstance(names, tuple) and len(names) == 2):
        raise TypeError(
            f"correlations: {names!r} is no pair of inputs, as in "
            '{("pue", "gpu_power_w"): 0.5}'
        )
    return (*names, value)


def usual_of(of: Model, name: str) -> Distribution:
    """The usual range of an input, on its scale."""
    return usual(capi.aic_model_input(of._handle, of._input_at[name]))


def sample(
    of: Model,
    n: int,
    inputs: Mapping[str, Any],
    *,
    threads: int | None,
    precision: Mapping[str, Precision | float] | None,
    progress: SampleProgress | bool | None,
    **options: Any,
) -> Samples:
    """Draw the samples of one call."""
    job, filled = job_of(of, n, inputs, **options)
    made = Samples(job, _sampling.empty(job), filled.origins)
    how, error = capi.aic_sample_options(), capi.aic_error()
    how.threads = _columns.thread_count(threads_at_hand() if threads is None else threads)
    enough = precisions_of(job, precision)
    with shown(progress, job.samples, made) as told:
        try:
            status = capi.aic_sample(
                _sampling.plan_of(job),
                0,
                job.samples,
                how,
                enough,
                made._summary,
                error,
                told,
            )
        except StopIteration:
            return made
        except KeyboardInterrupt:
            raise SamplingInterrupted(made) from None
    if status < 0:
        raise_error(error)
    require_some(made)
    return made


def require_some(made: Samples) -> None:
    """Raise when the model refused all samples, with what it said of the first."""
    if made.refused < made.drawn:
        return
    job, error = made.job, capi.aic_error()
    rows = min(job.samples, capi.AIC_BLOCK_SAMPLES)
    options, again = capi.aic_sample_options(), _sampling.empty(job)
    capi.aic_sample(_sampling.plan_of(job), 0, rows, options, [], again, error, None)
    raise_error(error, f"the model refuses every sample, the first: {error.message}")


def threads_at_hand() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def precisions_of(
    job: Job, wanted: Mapping[str, Precision | float] | None
) -> list[capi.aic_precision]:
    """What is precise enough, as C has it."""
    if not isinstance(wanted or {}, Mapping):
        raise TypeError(
            f"precision is {wanted!r}: a dict of results and how precisely each must be "
            'known, as {"' + job.results[-1] + '": 0.01}, is needed'
        )
    return [
        precision_of(job, name, one if isinstance(one, Precision) else Precision(one))
        for name, one in (wanted or {}).items()
    ]


def precision_of(job: Job, name: str, wanted: Precision) -> capi.aic_precision:
    """A precision as C has it."""
    if name not in job.results:
        from ._model import model

        model(job.model)._find_results((name,))
        raise TypeError(f"precision: {name} is not among the results wanted")
    made = capi.aic_precision()
    made.result = job.results.index(name)
    made.probability = float("nan") if wanted.quantile is None else wanted.quantile
    made.confidence = wanted.confidence
    made.relative, made.absolute = wanted.relative, wanted.absolute
    return made


@contextmanager
def shown(
    progress: SampleProgress | bool | None, n: int, made: Samples | None = None
) -> Iterator[Any]:
    """What C calls now and then: nothing, a function of the user's, or a bar."""
    if not progress:
        yield None
        return
    if callable(progress):
        yield lambda done, count, *_: progress(done, count)
        return
    try:
        from tqdm.auto import tqdm
    except ImportError:
        yield None
        return
    with tqdm(total=n, unit=" samples", unit_scale=True) as bar:
        yield lambda done, *_: bar.update(done - bar.n)
        bar.update((n if made is None else made.drawn) - bar.n)
