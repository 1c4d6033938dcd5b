"""What users hand over as columns, as the C library takes it: without a copy where the
values are float64, with a stride of 0 where one value serves all rows."""

from __future__ import annotations

import operator
import os
import sys
from collections.abc import Iterator, Mapping, Set
from itertools import zip_longest
from math import inf, prod
from typing import TYPE_CHECKING, Any, NamedTuple, SupportsIndex

import numpy as np
from numpy import ndarray
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Column = float | Floats

SCALARS: frozenset[Any] = frozenset({float, int, np.float64})
FLOAT64 = np.dtype(np.float64)


THREADS_MAX = 2**31
CHECKED_BYTES = 2**26
"""What is to be made of this size and more is held against the memory of the machine."""


class Table(NamedTuple):
    """Columns by name; `shape` is () when every value is a single number."""

    columns: Mapping[str, Column]
    shape: tuple[int, ...]
    labels: pd.Index[Any] | None
    """The index that all Series among them have."""


def read(given: Mapping[str, Any]) -> Table:
    """Numbers, sequences, arrays and Series as columns of one shape."""
    columns: dict[str, Column] = {}
    shapes: dict[str, tuple[int, ...]] = {}
    labels = None
    for name, value in given.items():
        if value.__class__ in SCALARS:
            columns[name] = as_float(value)
            continue
        if value.__class__ is not ndarray:
            labels = common_index(labels, value, name)
        columns[name] = column = as_column(value, name)
        if column.__class__ is ndarray:
            shapes[name] = column.shape
    shape = common_shape(shapes)
    if labels is not None and shape != labels.shape:
        raise ValueError(f"a Series of {len(labels)} rows does not fit the shape {shape}")
    return Table(columns, shape, labels)


def as_float(value: float) -> float:
    """A number as a float: what is greater than all of them is infinite, as 1e400 is."""
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf


def common_shape(shapes: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    """The shape that all broadcast to, even where NumPy cannot count the items."""
    different = set(shapes.values())
    if len(different) == 1:
        return different.pop()
    backwards = zip_longest(*(shape[::-1] for shape in different), fillvalue=1)
    extents = [set(extent) - {1} or {1} for extent in backwards]
    if any(len(extent) > 1 for extent in extents):
        each = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise ValueError(f"these shapes cannot be broadcast together: {each}")
    return tuple(extent.pop() for extent in reversed(extents))


def as_column(value: Any, name: str) -> Column:
    """One value as a float, or as an array of float64: itself where it is one."""
    if value.__class__ is ndarray and value.dtype is FLOAT64:
        array: Floats = value
    else:
        array = converted(value, name)
    return array if array.ndim else float(array)


def converted(value: Any, name: str) -> Floats:
    """A float64 array of anything numeric; what is missing is NaN."""
    if value is None:
        raise TypeError(f"{name} is None: leave it out to have the default")
    if isinstance(value, (Iterator, Set)):
        raise TypeError(f"{name} is a {type(value).__name__}: make a list of it")
    if hasattr(value, "to_numpy"):
        return series_values(value, name)
    if isinstance(value, np.ma.MaskedArray):
        value = np.ma.filled(value.astype(np.float64), np.nan)
    array = np.asarray(value)
    if array.dtype.kind not in "biufO":
        raise not_numbers(array, name)
    if array.dtype.kind == "O":
        array = from_objects(array, name)
    if array.dtype != FLOAT64:
        require_items(array.size, array.shape)
    return array.astype(np.float64, copy=False)


def not_numbers(array: NDArray[Any], name: str) -> TypeError:
    """What there is to say of an array of anything else; of text, the first."""
    texts = [one for one in enumerate(array.flat) if isinstance(one[1], (str, bytes))]
    if not texts:
        return TypeError(f"{name} holds {array.dtype}, not numbers")
    row, text = next((one for one in texts if not is_numeric(one[1])), texts[0])
    where = f" in row {row}" if array.ndim else ""
    return TypeError(f"{name} holds text, not numbers: {str(text)!r}{where}")


def is_numeric(text: str | bytes) -> bool:
    """Whether a text could be read as a number."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def from_objects(array: NDArray[Any], name: str) -> Floats:
    """The numbers of an array of objects; None is NaN, and text is no number."""
    if any(issubclass(kind, (str, bytes)) for kind in set(map(type, array.flat))):
        raise not_numbers(array, name)
    try:
        return array.astype(np.float64)
    except OverflowError:
        made: Floats = np.vectorize(as_float, otypes=[np.float64])(array)
        return made
    except (TypeError, ValueError) as error:
        raise TypeError(f"{name} holds something that is not a number: {error}") from None


def series_values(value: Any, name: str) -> Floats:
    """The values of a Series; pandas' own missing values are NaN."""
    pandas = sys.modules.get("pandas")
    if pandas is None or not isinstance(value, (pandas.Series, pandas.Index)):
        return converted(value.to_numpy(), name)
    if value.dtype.kind == "O":
        return from_objects(value.to_numpy(dtype=object, na_value=np.nan), name)
    if value.dtype.kind not in "biuf":
        raise TypeError(f"{name} holds {value.dtype}, not numbers")
    array: Floats = value.to_numpy(dtype=np.float64, na_value=np.nan)
    return array


def common_index(
    index: pd.Index[Any] | None, value: object, name: str
) -> pd.Index[Any] | None:
    """The index that all Series of a call share."""
    pandas = sys.modules.get("pandas")
    if pandas is None or not isinstance(value, pandas.Series):
        return index
    if index is not None and not index.equals(value.index):
        raise ValueError(f"the index of {name} is not that of the other Series")
    own: pd.Index[Any] = value.index
    return own


def thread_count(threads: SupportsIndex) -> int:
    """How many threads C is to use; it uses no more than there are blocks of rows."""
    count = operator.index(threads)
    if count < 1:
        raise ValueError(f"threads is a number from 1, not {count}")
    return min(count, THREADS_MAX)


def flat(column: Column, shape: tuple[int, ...]) -> Column:
    """A column with one item a row, or one number for all rows."""
    if not isinstance(column, ndarray):
        return column
    if column.shape != shape:
        if column.size == 1:
            return float(column.item())
        column = np.broadcast_to(column, shape)
    row = column if column.ndim == 1 else column.reshape(-1)
    whole = row.flags.aligned and row.strides[0] % FLOAT64.itemsize == 0
    return row if whole else row.copy()  # fields of records may lie anywhere


def series(column: Any, index: pd.Index[Any]) -> Any:
    """An array as a Series with that index; a number, or nothing, as it is."""
    if not isinstance(column, ndarray):
        return column
    import pandas as pd

    return pd.Series(np.broadcast_to(column, index.shape), index=index, copy=False)


def require_memory(table: Table, results: int) -> None:
    """Refuse rows that cannot fit, before anything is allocated."""
    rows = prod(table.shape)
    if rows * FLOAT64.itemsize * (results + len(table.columns)) < CHECKED_BYTES:
        return
    expanded = sum(
        1
        for column in table.columns.values()
        if isinstance(column, ndarray) and column.size not in (1, rows)
    )
    require_items(rows * (results + expanded), table.shape)


def require_items(count: int, shape: tuple[int, ...]) -> None:
    """Refuse rows of a shape for which more numbers would have to be made than fit."""
    needed = count * FLOAT64.itemsize
    if needed < CHECKED_BYTES:
        return
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    if needed > memory:
        raise MemoryError(
            f"{prod(shape):,} rows of shape {shape} need {needed / 2**30:,.1f} GiB and "
            f"there are {memory / 2**30:,.1f}: ask for fewer rows or results at once"
        )
