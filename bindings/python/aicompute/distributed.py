"""The same samples, sensitivity and columns on a Dask cluster: `pip install .[dask]`.

The cluster gets blocks of sample indices, and sends back summaries that are merged in a
tree: the bits are those of one process, whatever the workers and whichever of them die.
Every worker needs this package in the same version.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
from distributed import Client, Future, as_completed

from . import _sampling, _sensitivity, capi
from ._columns import Floats
from ._errors import raise_error
from ._model import Model, OnError, model
from ._presets import Presets
from ._samples import (
    Precision,
    SampleProgress,
    Samples,
    SamplingInterrupted,
    job_of,
    names_of,
    precisions_of,
    require_some,
    shown,
)
from ._sampling import Job, VersionError
from ._sensitivity import MorrisEffects, SobolIndices, Tornado

if TYPE_CHECKING:
    import dask.dataframe as dd

__all__ = [
    "VersionError",
    "columns",
    "morris",
    "sample",
    "sobol_indices",
    "tornado",
]

BLOCKS_MAX = 1024
"""Of a task: some tenths of a second."""
TASKS = 32
"""For each thread of the cluster, between two looks at how far things are."""
MERGED = 16
"""Summaries that a task merges."""
FIRST_BLOCKS = 4
"""Before the first look at the precision, as in one process."""
GROWTH = 4
"""And a quarter more before each further one."""


def sample(
    of: Model,
    n: int = 1_000_000,
    *,
    client: Client | None = None,
    seed: int = 1,
    results: Iterable[str] | str | None = None,
    method: Literal["random", "latin", "sobol", "sobol_unscrambled"] = "random",
    usual: bool = False,
    exceeds: Mapping[str, float | Iterable[float]] | None = None,
    correlations: Mapping[tuple[str, str], float] | None = None,
    precision: Mapping[str, Precision | float] | None = None,
    quantile_bits: int = 0,
    progress: SampleProgress | bool | None = None,
    presets: Presets | None = None,
    **inputs: Any,
) -> Samples:
    """`Model.sample` on a cluster, with the same bits.

    client: of Dask; the one that was made last when left out.
    Everything else is as for `Model.sample`.

    Raises VersionError when a worker has another version of the package, or none;
    SamplingInterrupted, a KeyboardInterrupt that has what was drawn.
    """
    job, filled = job_of(
        of,
        n,
        inputs,
        seed=seed,
        results=results,
        method=method,
        vary_usual=usual,
        exceeds=exceeds,
        correlations=correlations,
        quantile_bits=quantile_bits,
        presets=presets,
    )
    enough = precisions_of(job, precision)
    made = Samples(job, _sampling.empty(job), filled.origins)
    cluster = checked(client)
    with shown(progress, job.samples, made) as told:
        try:
            for blocks in rounds(job, bool(enough), threads(cluster)):
                draw(cluster, made, blocks, told)
                if reached(made, enough):
                    break
        except StopIteration:
            return made
        except KeyboardInterrupt:
            raise SamplingInterrupted(made) from None
    require_some(made)
    return made


def rounds(job: Job, precise: bool, workers: int) -> Iterator[range]:
    """The blocks that are drawn before there is something to decide."""
    done = 0
    while done < job.blocks:
        more = BLOCKS_MAX * TASKS * workers
        if precise:
            more = done // GROWTH if done else FIRST_BLOCKS
        end = min(done + more, job.blocks)
        yield range(done, end)
        done = end


def reached(made: Samples, enough: list[capi.aic_precision]) -> bool:
    """Whether all precisions are, as one process asks itself."""
    error = capi.aic_error()
    status, answer = capi.aic_summary_reached(made._summary, enough, error)
    return bool(answer) if status >= 0 else raise_error(error)


def draw(client: Client, made: Samples, blocks: range, told: Any) -> None:
    """Draw blocks on the cluster and add them; those that are done when `told` raises."""
    size = -(-len(blocks) // (TASKS * threads(client)))
    parts = [range(at, min(at + size, blocks.stop)) for at in blocks[::size]]
    job = kept(client, made.job)
    leaves = [client.submit(run_blocks, job, p.start, len(p), pure=False) for p in parts]
    counts = {
        leaf.key: samples_of(made.job, part)
        for leaf, part in zip(leaves, parts, strict=True)
    }
    tasks, done = merged(client, leaves), made.drawn
    try:
        for leaf in finished(leaves):
            done += counts[leaf.key]
            if told is not None:
                told(done, made.n)
        whole = tasks[-1].result()
    except (StopIteration, KeyboardInterrupt):
        done_by_now = [one for one in leaves if one.status == "finished"]
        _sampling.merge_into(made._summary, client.gather(done_by_now))
        raise
    else:
        _sampling.merge_into(made._summary, [whole])
    finally:
        client.cancel(tasks)


def finished(futures: list[Future[Any]]) -> Iterator[Future[Any]]:
    """Tasks as they end; raises what one of them raised."""
    for one in as_completed(futures):
        if one.status == "error":
            one.result()
        yield one


def samples_of(job: Job, blocks: range) -> int:
    """How many samples some blocks have."""
    first, end = (at * capi.AIC_BLOCK_SAMPLES for at in (blocks.start, blocks.stop))
    return min(end, job.samples) - first


def merged(client: Client, parts: list[Future[Any]]) -> list[Future[Any]]:
    """Tasks that merge summaries in a tree, where they are; the last has all of them.

    The scheduler may take in later tasks after it forgot what nobody holds any more, so
    all are held until the last is done.
    """
    held = list(parts)
    while len(parts) > 1:
        groups = [parts[at : at + MERGED] for at in range(0, len(parts), MERGED)]
        parts = [client.submit(_sampling.merge, group, pure=False) for group in groups]
        held += parts
    return held


def run_blocks(job: bytes, first: int, count: int) -> bytes:
    """A task: draw some blocks."""
    return _sampling.run_blocks(pickle.loads(job), first, count)


def kept(client: Client, job: Job) -> Future[Any]:
    """A job on the cluster, that every task takes from there: it may be large."""
    return client.submit(bytes, pickle.dumps(job), pure=False)


def threads(client: Client) -> int:
    """Of all workers that are there."""
    counts: dict[str, int] = client.nthreads()
    return max(1, sum(counts.values()))


def checked(client: Client | None) -> Client:
    """The client, when all its workers have this version of the package."""
    own = Client.current() if client is None else client
    if own.asynchronous:
        raise TypeError("the client is asynchronous: one that waits is needed")
    versions = own.run(version_function())
    others = {at: v for at, v in versions.items() if v != capi.aic_version()}
    if others:
        at, other = next(iter(others.items()))
        has = f"version {other} of aicompute" if other else "no aicompute"
        raise VersionError(
            f"{len(others)} of {len(versions)} workers cannot be used: {at} has {has}, "
            f"and this process has version {capi.aic_version()}"
        )
    return own


def version_function() -> Callable[[], str | None]:
    """A function that is sent as it is, as a worker need not have this module."""

    def version() -> str | None:
        try:
            from aicompute import __version__
        except ImportError:
            return None
        return __version__

    return version


def sobol_indices(
    of: Model,
    n: int = 2**14,
    *,
    client: Client | None = None,
    seed: int = 1,
    results: Iterable[str] | str | None = None,
    usual: bool = False,
    confidence: float = 0.95,
    replicates: int = 1000,
    progress: SampleProgress | bool | None = None,
    presets: Presets | None = None,
    **inputs: Any,
) -> SobolIndices:
    """`Model.sobol_indices` on a cluster, with the same bits.

    client: of Dask; the one that was made last when left out.
    Everything else is as for `Model.sobol_indices`. The model is evaluated on the
    cluster, and the bootstrap is done here.
    """
    options = {"seed": seed, "results": results, "vary_usual": usual, "presets": presets}
    job, count = _sensitivity.plan_of(of, n, inputs, options)
    plan, error = _sampling.plan_of(job), capi.aic_error()
    how = _sensitivity.sobol_options(None, confidence, replicates)
    if capi.aic_sobol_sums(plan, 0, 0, how, np.empty(0), error) < 0:
        raise_error(error)
    cluster = checked(client)
    groups = capi.aic_sobol_group_count(plan)
    size = -(-groups // (TASKS * threads(cluster)))
    parts = [range(at, min(at + size, groups)) for at in range(0, groups, size)]
    own = kept(cluster, job)
    leaves = [cluster.submit(sum_groups, own, p.start, len(p), pure=False) for p in parts]
    with shown(progress, job.samples) as told:
        try:
            for done, _ in enumerate(finished(leaves), 1):
                if told is not None:
                    told(done * job.samples // len(parts), job.samples)
            sums = np.concatenate(cluster.gather(leaves))
        finally:
            cluster.cancel(leaves)
    status, found = capi.aic_sobol_from_sums(plan, sums, how, count, error)
    if status < 0:
        raise_error(error)
    return _sensitivity.ranked_indices(of, job, found, error.message if status else "")


def sum_groups(job: bytes, first: int, count: int) -> Floats:
    """A task: sums of some groups of samples."""
    plan, error = _sampling.plan_of(pickle.loads(job)), capi.aic_error()
    sums = np.empty(count * capi.aic_sobol_sum_count(plan))
    if capi.aic_sobol_sums(plan, first, count, None, sums, error) < 0:
        raise_error(error)
    return sums


def tornado(
    of: Model,
    result: str,
    /,
    *,
    client: Client | None = None,
    **options_and_inputs: Any,
) -> Tornado:
    """`Model.tornado` on a cluster: one task, as it is a handful of evaluations."""
    made: Tornado = one_task(client, of, "tornado", (result,), options_and_inputs)
    return made


def morris(
    of: Model,
    n: int = 50,
    *,
    client: Client | None = None,
    **options_and_inputs: Any,
) -> MorrisEffects:
    """`Model.morris` on a cluster: one task, as trajectories are few."""
    made: MorrisEffects = one_task(client, of, "morris", (n,), options_and_inputs)
    return made


def one_task(
    client: Client | None,
    of: Model,
    method: str,
    given: tuple[Any, ...],
    options: Mapping[str, Any],
) -> Any:
    """What a method of a model gives, on whichever worker is free."""
    cluster = checked(client)
    task = (of.name, method, given, dict(options), capi.aic_version())
    return cluster.submit(call, pickle.dumps(task), pure=False).result()


def call(task: bytes) -> Any:
    """A task: a method of a model."""
    name, method, given, options, version = pickle.loads(task)
    require_version(version)
    return getattr(model(name), method)(*given, **options)


def require_version(version: str) -> None:
    """Refuse to work for another version of the package."""
    if version != capi.aic_version():
        raise VersionError(
            f"the work is of version {version} of aicompute, and this worker has "
            f"{capi.aic_version()}"
        )


def columns(
    of: Model,
    frame: dd.DataFrame,
    /,
    *,
    errors: OnError = "raise",
    results: Iterable[str] | str | None = None,
    presets: Presets | None = None,
    **inputs: Any,
) -> dd.DataFrame:
    """`Model.columns` of each partition of a Dask DataFrame: a Dask DataFrame of results.

    Nothing is computed before it is asked for. Names are checked at once, and values when
    their partition is. `inputs` are numbers for all rows.
    """
    if not hasattr(frame, "map_partitions"):
        raise TypeError(
            f"a Dask DataFrame is needed, not {type(frame).__name__}: one of pandas is "
            "for the method columns of the model"
        )
    wanted = names_of(of, results)
    options = {"errors": errors, "results": wanted, "presets": presets, **inputs}
    for name, one in inputs.items():
        if np.ndim(one):
            raise TypeError(f"{name} is an array: make it a column of the DataFrame")
    like = results_of(of, frame._meta, options)
    task = pickle.dumps((of.name, options, capi.aic_version()))
    made: dd.DataFrame = frame.map_partitions(evaluate_partition, task, meta=like)
    return made


def evaluate_partition(part: pd.DataFrame, task: bytes) -> pd.DataFrame:
    """A task: the results of one partition."""
    name, options, version = pickle.loads(task)
    require_version(version)
    return results_of(model(name), part, options)


def results_of(of: Model, part: pd.DataFrame, options: Mapping[str, Any]) -> pd.DataFrame:
    """The results of the rows of a DataFrame, with its index."""
    made = of.columns(part, **options)
    rows = len(part)
    values = {r: np.broadcast_to(getattr(made, r), rows) for r in options["results"]}
    return pd.DataFrame(values, index=part.index)
