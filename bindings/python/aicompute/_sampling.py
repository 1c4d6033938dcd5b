"""Plans of samples that can be sent to where they are worked off, and summaries as bytes.

`aicompute.distributed` builds on this: blocks out, bytes back, merged in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import index
from typing import TYPE_CHECKING, Any, NamedTuple

from . import capi
from ._distributions import Distribution, made_of
from ._errors import raise_error
from ._model import Model, model

if TYPE_CHECKING:
    from ._samples import Samples

METHODS = {
    "random": capi.AIC_RANDOM,
    "latin": capi.AIC_LATIN_HYPERCUBE,
    "sobol": capi.AIC_SOBOL,
    "sobol_unscrambled": capi.AIC_SOBOL_UNSCRAMBLED,
}
SEED_MAX = 2**64 - 1
PLANS_KEPT = 8
"""Plans that a process keeps, since many calls are for blocks of the same one."""


class VersionError(RuntimeError):
    """This version of the library draws other samples than the one that made the plan."""


class Job(NamedTuple):
    """A plan of samples as plain values: it can be pickled, compared and sent.

    >>> import aicompute as aic
    >>> job = aic.facility_power.job(n=50_000, it_power_mw=20, pue=aic.uniform(1.1, 1.5))
    >>> parts = [job.draw(at, 1) for at in range(job.blocks)]
    >>> parts[0].merge(*parts[1:]) == job.draw(0, job.blocks)
    True
    """

    model: str
    inputs: tuple[tuple[str, Distribution], ...]
    results: tuple[str, ...]
    samples: int
    seed: int
    method: str = "random"
    quantile_bits: int = 0
    correlations: tuple[tuple[str, str, float], ...] = ()
    """Pairs of inputs and their rank correlation."""
    thresholds: tuple[tuple[str, float], ...] = ()
    """Results, and inputs that are uncertain, with a value to count at."""
    version: str = ""
    """Of the library that made the plan."""
    fingerprint: int = 0
    """Of the plan; 0 while nobody has looked."""

    @property
    def blocks(self) -> int:
        """How many blocks the samples make."""
        return -(-self.samples // capi.AIC_BLOCK_SAMPLES)

    def draw(self, first: int, count: int, *, threads: int = 1) -> Samples:
        """The samples of `count` blocks from block `first` on, as many as there are.

        `Samples.merge` puts parts together, in any order, to the bits of the whole.
        """
        from ._samples import Samples

        return Samples(self, run_blocks(self, first, count, threads))


def make_job(
    of: Model,
    inputs: Mapping[str, Distribution | float],
    results: Iterable[str],
    samples: float,
    seed: float,
    **options: Any,
) -> Job:
    """A job, checked here as it will be everywhere."""
    given = tuple(
        (name, one if isinstance(one, Distribution) else made_of(capi.AIC_CONSTANT, one))
        for name, one in inputs.items()
    )
    whole = whole_number("n", samples), whole_number("seed", seed)
    job = Job(of.name, given, tuple(results), *whole, **options)
    if job.method not in METHODS:
        raise ValueError(f"{job.method!r} is no method: {', '.join(METHODS)} are")
    if not 0 <= job.seed <= SEED_MAX:
        raise ValueError(f"seed is {job.seed}, and must be from 0 to 2^64 - 1")
    if not 0 < job.samples <= SEED_MAX:
        raise ValueError(f"a plan takes 1 sample or more, and not {job.samples}")
    job = job._replace(version=capi.aic_version())
    return job._replace(fingerprint=capi.aic_sampling_fingerprint(plan_of(job)))


def whole_number(name: str, given: Any) -> int:
    """An integer, or a float such as 1e6 that is one."""
    if isinstance(given, float) and given.is_integer():
        return int(given)
    try:
        return index(given)
    except TypeError:
        raise TypeError(f"{name} is {given!r}, and must be a whole number") from None


@lru_cache(PLANS_KEPT)
def plan_of(job: Job) -> capi.aic_sampling:
    """The plan that a job stands for."""
    if job.version != capi.aic_version():
        raise VersionError(
            f"the plan is of version {job.version} of aicompute, and this process has "
            f"{capi.aic_version()}"
        )
    of, error = model(job.model), capi.aic_error()
    options = capi.aic_sampling_options()
    options.count, options.seed = job.samples, job.seed
    options.method, options.quantile_bits = METHODS[job.method], job.quantile_bits
    status, plan = capi.aic_sampling_create(
        of._handle,
        inputs_of(of, job),
        list(of._find_results(job.results)),
        options,
        [correlation(of, *pair) for pair in job.correlations],
        [threshold(of, *one) for one in job.thresholds],
        error,
    )
    if status < 0:
        raise_error(error)
    if job.fingerprint not in (0, capi.aic_sampling_fingerprint(plan)):
        raise VersionError("this build of aicompute makes another plan of the same job")
    made: capi.aic_sampling = plan
    return made


def inputs_of(of: Model, job: Job) -> list[capi.aic_distribution]:
    """One distribution an input of the model."""
    made = [capi.aic_distribution() for _ in of.inputs]
    for name, one in job.inputs:
        made[position(of, name)] = one._struct
    return made


def position(of: Model, name: str) -> int:
    """Of an input."""
    if name not in of._input_at:
        raise of._unknown_input(name)
    return of._input_at[name]


def correlation(
    of: Model, first: str, second: str, value: float
) -> capi.aic_rank_correlation:
    """How two inputs go together."""
    made = capi.aic_rank_correlation()
    made.first, made.second = position(of, first), position(of, second)
    made.value = value
    return made


def threshold(of: Model, name: str, value: float) -> capi.aic_threshold:
    """A value of a result or of an input to count at."""
    made = capi.aic_threshold()
    made.of_input = int(name in of._input_at)
    places = of._input_at if made.of_input else of._result_at
    if name not in places:
        of._find_results((name,))
    made.position, made.value = places[name], value
    return made


def empty(job: Job) -> capi.aic_summary:
    """A summary of the job with no samples."""
    error = capi.aic_error()
    return summary_of(capi.aic_summary_create(plan_of(job), error), error)


def summary_of(
    made: tuple[int, capi.aic_summary], error: capi.aic_error
) -> capi.aic_summary:
    """The summary, where one was made."""
    status, summary = made
    return summary if status >= 0 else raise_error(error)


def run_blocks(job: Job, first: int, count: int, threads: int = 1) -> bytes:
    """Draw `count` blocks from block `first` on, as many as there are, and sum up."""
    summary = empty(job)
    if not 0 <= first <= job.blocks or count < 0:
        raise ValueError(f"{count} blocks from {first} on, of {job.blocks}")
    start = first * capi.AIC_BLOCK_SAMPLES
    end = min((first + count) * capi.AIC_BLOCK_SAMPLES, job.samples)
    options, error = capi.aic_sample_options(), capi.aic_error()
    options.threads = threads
    rows = max(end - start, 0)
    if capi.aic_sample(plan_of(job), start, rows, options, [], summary, error, None) < 0:
        raise_error(error)
    return save(summary)


def merge(parts: Iterable[bytes]) -> bytes:
    """The summary of all parts together, in whatever order they come."""
    every = iter(parts)
    try:
        whole = load(next(every))
    except StopIteration:
        raise ValueError("there is no part to merge") from None
    merge_into(whole, every)
    return save(whole)


def merge_into(summary: capi.aic_summary, parts: Iterable[bytes]) -> None:
    """Add what other parts of the same plan have."""
    error = capi.aic_error()
    for part in parts:
        if capi.aic_summary_merge(summary, load(part), error) < 0:
            raise_error(error)


def save(summary: capi.aic_summary) -> bytes:
    """A summary as bytes, the same on every machine."""
    error = capi.aic_error()
    status, made = capi.aic_summary_save(summary, error)
    if status < 0:
        raise_error(error)
    saved: bytes = made
    return saved


def load(saved: bytes) -> capi.aic_summary:
    """What `save` gave."""
    error = capi.aic_error()
    return summary_of(capi.aic_summary_load(saved, error), error)
