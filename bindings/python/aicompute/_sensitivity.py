"""Which of the uncertain inputs a result hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Self, TypeVar, overload

from . import _columns, _sampling, _table, capi
from ._errors import raise_error
from ._samples import SampleProgress, job_of, shown, threads_at_hand
from ._sampling import Job

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ._model import Model


class TornadoBar(NamedTuple):
    """What one input does to a result, the others at their medians."""

    input: str
    low_input: float
    """Its low value."""
    high_input: float
    """Its high value."""
    low: float
    """The result at the low value; NaN when the model refuses it."""
    base: float
    """The result with every input at its median."""
    high: float
    """The result at the high value."""
    swing: float
    """How far the two are apart."""


class SobolIndex(NamedTuple):
    """What share of a result's variance is due to an input."""

    result: str
    input: str
    first: float
    """First-order index: due to the input alone."""
    first_low: float
    """Lower end of its interval."""
    first_high: float
    total: float
    """Total index: due to it alone and together with others."""
    total_low: float
    total_high: float


class MorrisEffect(NamedTuple):
    """What an input does to a result, over many trajectories."""

    result: str
    input: str
    mean: float
    """Mean of the elementary effects, mu."""
    mean_absolute: float
    """Mean of their absolute values, mu*."""
    standard_deviation: float
    """Of the effects, sigma: above 0 when they hang on where the inputs are."""
    standard_error: float
    """Of `mean_absolute`."""


R = TypeVar("R", TornadoBar, SobolIndex, MorrisEffect)


class Ranking(Sequence[R], Generic[R]):
    """Rows of one kind, what matters most first; `made["pue"]` is that of an input."""

    def __init__(self, job: Job, rows: Iterable[R], remark: str = "") -> None:
        self.job = job
        """The plan, as plain values: seed, samples, distributions."""
        self.remark = remark
        """What the model refused, if it did."""
        self._rows: tuple[R, ...] = tuple(rows)

    @property
    def seed(self) -> int:
        """With which the same numbers come out again."""
        return self.job.seed

    @overload
    def __getitem__(self, at: int | str, /) -> R: ...
    @overload
    def __getitem__(self, at: slice, /) -> tuple[R, ...]: ...
    def __getitem__(self, at: int | str | slice, /) -> R | tuple[R, ...]:
        if not isinstance(at, str):
            return self._rows[at]
        found = [row for row in self._rows if row.input == at]
        if not found:
            have = ", ".join(dict.fromkeys(row.input for row in self._rows))
            raise KeyError(f"{at} does not vary, but {have}")
        if len(found) > 1:
            raise KeyError(f"{at} is there for several results: take of(result) first")
        return found[0]

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.job == other.job and repr(self._rows) == repr(other._rows)

    def __hash__(self) -> int:
        return hash(self.job)

    def of(self, result: str) -> Self:
        """The rows of one result."""
        if result not in self.job.results:
            raise KeyError(f"{result} was not asked for, but {self.job.results}")
        rows = (row for row in self._rows if getattr(row, "result", result) == result)
        return type(self)(self.job, rows, self.remark)

    def to_frame(self) -> pd.DataFrame:
        """A DataFrame with a row a row; its `attrs` have the seed."""
        import pandas as pd

        frame = pd.DataFrame([row._asdict() for row in self._rows])
        frame.attrs = {"model": self.job.model, "seed": self.seed}
        return frame

    def to_dict(self) -> dict[str, Any]:
        """Plan and rows, in plain Python types."""
        return {
            "model": self.job.model,
            "version": self.job.version,
            "seed": self.seed,
            "samples": self.job.samples,
            "remark": self.remark,
            "rows": [row._asdict() for row in self._rows],
        }

    def _heading(self) -> str:
        """What the rows are of."""
        raise NotImplementedError

    def _header(self) -> tuple[str, ...]:
        return self._rows[0]._fields if self._rows else ()

    def __repr__(self) -> str:
        table = _table.text([self._header(), *self._rows], "  ")
        return "\n".join(filter(None, [self._heading(), table, self.remark]))

    def _repr_html_(self) -> str:
        heading = ". ".join(filter(None, [self._heading(), self.remark]))
        return _table.html(heading, self._header(), self._rows)


class Tornado(Ranking[TornadoBar]):
    """A result with each uncertain input at its low and at its high value.

    >>> import aicompute as aic
    >>> made = aic.facility_power.tornado(
    ...     "facility_power_mw",
    ...     it_power_mw=aic.uniform(10, 30),
    ...     pue=aic.uniform(1, 2),
    ... )
    >>> [bar.input for bar in made], round(made["pue"].swing, 9)
    (['it_power_mw', 'pue'], 18.0)
    """

    @property
    def result(self) -> str:
        """The result that swings."""
        return self.job.results[0]

    @property
    def base(self) -> float:
        """The result with every input at its median."""
        return self._rows[0].base

    def plot(self, *, ax: Axes | None = None, title: str | None = None) -> Axes:
        """The bars; see `aicompute.plot.tornado`."""
        from . import plot

        return plot.tornado(self, ax=ax, title=title)

    def _heading(self) -> str:
        base = _table.number(self.base)
        return f"{self.job.model}: {self.result}, {base} with all inputs at their medians"


class SobolIndices(Ranking[SobolIndex]):
    """Shares of the variance of results that are due to the uncertain inputs."""

    def plot(self, *, ax: Axes | None = None, title: str | None = None) -> Axes:
        """Bars with intervals, of one result; see `aicompute.plot.sobol`."""
        from . import plot

        return plot.sobol(self, ax=ax, title=title)

    def _heading(self) -> str:
        return (
            f"{self.job.model}: Sobol' indices of {self.job.samples:,} samples, seed "
            f"{self.seed}"
        )


class MorrisEffects(Ranking[MorrisEffect]):
    """Elementary effects of the uncertain inputs on results."""

    def _heading(self) -> str:
        return (
            f"{self.job.model}: elementary effects of {self.job.samples:,} trajectories, "
            f"seed {self.seed}"
        )


def plan_of(
    of: Model,
    n: int,
    inputs: Mapping[str, Any],
    options: Mapping[str, Any],
    method: str = "sobol",
) -> tuple[Job, int]:
    """The plan of a call, and how many results by uncertain inputs it has."""
    if isinstance(n, str):
        raise TypeError(f'n is {n!r}: results="{n}" asks for a result')
    job, _ = job_of(of, n, inputs, method=method, **options)
    varying = sum(one.family != "constant" for _, one in job.inputs)
    return job, varying * len(job.results)


def tornado(
    of: Model,
    result: str,
    low: float,
    high: float,
    inputs: Mapping[str, Any],
    **options: Any,
) -> Tornado:
    """Each uncertain input from one percentile to another."""
    job, count = plan_of(of, 1, inputs, {**options, "results": result})
    how, error = capi.aic_tornado_options(), capi.aic_error()
    how.low, how.high = low, high
    at = of._result_at[result]
    status, bars = capi.aic_tornado(_sampling.plan_of(job), at, how, count, error)
    if status < 0:
        raise_error(error)
    names, fields = list(of.inputs), TornadoBar._fields[1:]
    rows = [TornadoBar(names[b.input], *(getattr(b, f) for f in fields)) for b in bars]
    return Tornado(job, rows, error.message if status > 0 else "")


def sobol_indices(
    of: Model,
    n: int,
    inputs: Mapping[str, Any],
    *,
    threads: int | None,
    confidence: float,
    replicates: int,
    progress: SampleProgress | bool | None,
    **options: Any,
) -> SobolIndices:
    """Shares of variance, the greatest total index of each result first."""
    job, count = plan_of(of, n, inputs, options)
    how = sobol_options(threads, confidence, replicates)
    found, remark = run(capi.aic_sobol_indices, job, how, count, progress)
    return ranked_indices(of, job, found, remark)


def sobol_options(
    threads: int | None, confidence: float, replicates: int
) -> capi.aic_sobol_options:
    """Options as C has them; all processors when no number of threads is given."""
    how = capi.aic_sobol_options()
    how.threads = _columns.thread_count(threads_at_hand() if threads is None else threads)
    how.confidence, how.replicates = confidence, replicates
    return how


def ranked_indices(
    of: Model, job: Job, found: Iterable[Any], remark: str
) -> SobolIndices:
    """Indices by name, the greatest total one of each result first."""
    rows = named(of, found, SobolIndex)
    rows.sort(key=lambda row: (job.results.index(row.result), descending(row.total)))
    return SobolIndices(job, rows, remark)


def morris(
    of: Model,
    n: int,
    inputs: Mapping[str, Any],
    *,
    levels: int,
    progress: SampleProgress | bool | None,
    **options: Any,
) -> MorrisEffects:
    """Elementary effects, the greatest of each result first."""
    job, count = plan_of(of, n, inputs, options, method="random")
    how = capi.aic_morris_options()
    how.levels = levels
    found, remark = run(capi.aic_morris, job, how, count, progress)
    rows = named(of, found, MorrisEffect)
    order = job.results.index
    rows.sort(key=lambda row: (order(row.result), descending(row.mean_absolute)))
    return MorrisEffects(job, rows, remark)


def run(
    compute: Any, job: Job, how: Any, count: int, progress: SampleProgress | bool | None
) -> tuple[list[Any], str]:
    """What C finds for a plan, and what the model refused."""
    error = capi.aic_error()
    with shown(progress, job.samples) as told:
        plan = _sampling.plan_of(job)
        status, found = compute(plan, how, count, error, told)
    if status < 0:
        raise_error(error)
    return found, error.message if status > 0 else ""


def named(of: Model, found: Iterable[Any], row: type[R]) -> list[R]:
    """Structs of C with the names of inputs and results in the place of positions."""
    inputs, results, fields = list(of.inputs), list(of.results), row._fields[2:]
    return [
        row(results[one.result], inputs[one.input], *(getattr(one, f) for f in fields))
        for one in found
    ]


def descending(value: float) -> tuple[bool, float]:
    """A key that puts what is no number last."""
    return isnan(value), -value
