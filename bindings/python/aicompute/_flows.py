"""Series of cash flows and their dates, as users hand them over, as the C library takes
them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ._columns import Floats, converted, require_items
from ._errors import MissingInputError

if TYPE_CHECKING:
    import pandas as pd

    Labels: TypeAlias = pd.Index[Any]

Days = NDArray[np.int64]

EPOCH = date(1970, 1, 1).toordinal()


class Flows(NamedTuple):
    """Series of flows; `shape` is that of the rows, () when there is one."""

    values: Floats
    """All of them one after another in a ragged set; else the last axis is a row."""
    offsets: Days | None
    """Where each row of a ragged set begins, and where the last one ends."""
    shape: tuple[int, ...]
    labels: Labels | None
    """The index of a DataFrame."""


def read(values: Any) -> Flows:
    """One series, a matrix whose rows are series, or a list of series of any lengths."""
    rows = rows_of(values)
    if rows is not None:
        offsets = offsets_of(rows)
        whole = [converted(row, f"row {i} of values") for i, row in enumerate(rows)]
        if any(row.ndim != 1 for row in whole):
            raise ValueError("the rows of a ragged set are series of numbers")
        return Flows(np.concatenate(whole), offsets, (len(rows),), None)
    labels = values.index if getattr(values, "ndim", 1) == 2 and frame(values) else None
    array = converted(values, "values")
    if not array.ndim:
        raise TypeError("values is one number: a series of flows is needed")
    if not array.flags.c_contiguous:
        require_items(array.size, array.shape)
    packed = np.require(array, requirements=["C", "A"])
    return Flows(packed, None, array.shape[:-1], labels)


def frame(values: Any) -> bool:
    """Whether it is a DataFrame, of any library that names its rows."""
    return hasattr(values, "index") and hasattr(values, "columns")


def rows_of(values: Any) -> list[Any] | None:
    """The rows of a ragged set; None when there are no rows or all are of one length."""
    if not isinstance(values, (list, tuple)) and not (
        isinstance(values, np.ndarray) and values.dtype.kind == "O" and values.ndim == 1
    ):
        return None
    rows = list(values)
    if not rows or not all(hasattr(row, "__len__") for row in rows):
        return None
    if any(isinstance(row, (str, bytes)) for row in rows):
        return None
    return rows if len({len(row) for row in rows}) > 1 else None


def offsets_of(rows: Iterable[Any]) -> Days:
    """Where rows begin that lie one after another."""
    return np.cumsum([0, *(len(row) for row in rows)], dtype=np.int64)


def read_dates(dates: Any, flows: Flows) -> Days:
    """A date for each flow: days since 1970-01-01."""
    if flows.offsets is None:
        days = to_days(dates)
        if days.shape not in (flows.values.shape, flows.values.shape[-1:]):
            raise ValueError(
                f"dates of shape {days.shape} for flows of shape {flows.values.shape}"
            )
        return np.ascontiguousarray(days)
    rows = list(dates)
    lengths = np.diff(flows.offsets)
    if len(rows) != len(lengths):
        raise ValueError(f"dates of {len(rows)} rows for flows of {len(lengths)}")
    made = [to_days(row) for row in rows]
    for i, (days, length) in enumerate(zip(made, lengths, strict=True)):
        if days.shape != (length,):
            raise ValueError(f"row {i}: {days.size} dates for {length} flows")
    return np.concatenate(made)


def to_days(dates: Any) -> Days:
    """Dates of any kind as days since 1970-01-01. Of a time, the day counts that it is
    where it was written down."""
    if hasattr(dates, "to_numpy"):
        dates = dates.to_numpy()
    mixed = None if isinstance(dates, np.ndarray) else object  # NumPy makes text of both
    array = np.asarray(dates, mixed)
    if array.dtype.kind == "M":
        missing = np.isnat(array)
        if missing.any():
            raise MissingInputError(f"date {np.argmax(missing)} is missing", "dates")
        days: Days = array.astype("datetime64[D]").astype(np.int64)
        return days
    if array.dtype.kind not in "OU" and array.size:
        raise TypeError(f"dates holds {array.dtype}, not dates")
    made = [to_day(one, i) for i, one in enumerate(array.flat)]
    return np.array(made, dtype=np.int64).reshape(array.shape)


def to_day(one: Any, position: int) -> int:
    """One date as days since 1970-01-01."""
    if one is None or one != one or (isinstance(one, np.datetime64) and np.isnat(one)):
        raise MissingInputError(f"date {position} is missing", "dates")
    if isinstance(one, date):
        return one.toordinal() - EPOCH
    if isinstance(one, np.datetime64):
        return int(one.astype("datetime64[D]").astype(np.int64))
    if not isinstance(one, str):
        raise TypeError(f"date {position} is {one!r}, not a date")
    try:
        return datetime.fromisoformat(one).toordinal() - EPOCH
    except ValueError:
        raise ValueError(
            f'date {position} is "{one}": an ISO date is needed, as "2026-01-31"'
        ) from None


def spread(
    flows: Flows, days: Days | None, numbers: tuple[int, ...], after: bool
) -> tuple[Flows, Days | None]:
    """Every series with every one of the numbers of a shape, which comes before or after
    that of the rows; without a copy where one series serves all."""
    if not numbers:
        return flattened(flows), days
    shape = spread_shape(flows, numbers, after)
    if flows.offsets is not None:
        return spread_ragged(flows, days, shape, after)
    values = spread_matrix(flows.values, flows.shape, numbers, shape, after)
    if days is not None and days.ndim > 1:
        days = spread_matrix(days, flows.shape, numbers, shape, after)
        days = np.ascontiguousarray(days)
    return flows._replace(values=values, shape=shape), days


def spread_shape(flows: Flows, numbers: tuple[int, ...], after: bool) -> tuple[int, ...]:
    """The shape of the rows once every series is taken with every number."""
    return flows.shape + numbers if after else numbers + flows.shape


def spread_items(flows: Flows, days: Days | None, times: int) -> int:
    """How many numbers spread() makes, which takes every series that many times."""
    if times == 1 or not flows.shape:
        return 0
    if flows.offsets is not None:  # places, once more in one, flows and days
        return flows.values.size * times * (3 if days is None else 4)
    dates = 0 if days is None or days.ndim == 1 else days.size
    return times * (flows.values.size + dates)


def flattened(flows: Flows) -> Flows:
    """Rows of any number of dimensions in one."""
    if flows.offsets is not None or flows.values.ndim < 3:
        return flows
    count = flows.values.shape[-1]
    return flows._replace(values=flows.values.reshape(prod(flows.shape), count))


def spread_matrix(
    array: NDArray[Any],
    rows: tuple[int, ...],
    numbers: tuple[int, ...],
    shape: tuple[int, ...],
    after: bool,
) -> NDArray[Any]:
    """The rows of a matrix once for each number."""
    count = array.shape[-1]
    if not rows:
        return np.broadcast_to(array.reshape(1, count), (prod(shape), count))
    if after:
        array = array.reshape(*rows, *(1 for _ in numbers), count)
    return np.broadcast_to(array, (*shape, count)).reshape(prod(shape), count)


def spread_ragged(
    flows: Flows, days: Days | None, shape: tuple[int, ...], after: bool
) -> tuple[Flows, Days | None]:
    """The rows of a ragged set once for each number."""
    offsets = flows.offsets
    assert offsets is not None
    rows = np.arange(flows.shape[0])
    times = prod(shape) // max(len(rows), 1)
    order = np.repeat(rows, times) if after else np.tile(rows, times)
    places = [np.arange(offsets[i], offsets[i + 1]) for i in order]
    every = np.concatenate([np.arange(0), *places])
    made = Flows(flows.values[every], offsets_of(places), shape, None)
    return made, None if days is None else days[every]
