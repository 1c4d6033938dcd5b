"""Inputs from rows of the reference tables, and where every input comes from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _table, capi
from ._cells import money
from ._data import Row, data
from ._errors import MissingInputError, UnknownRowError, raise_error
from ._variables import Source, source

if TYPE_CHECKING:
    import pandas as pd

Preset = str | Row
Presets = Mapping[str, Preset] | Iterable[Row] | Row

NAN = float("nan")


class Origin(NamedTuple):
    """Where the value of one input comes from."""

    name: str
    value: Any
    """A number, an array or a Series; NaN when the input has no value."""
    unit: str
    origin: str
    """`given`, `preset`, `default`, or `missing`: it was not needed and has no value. Of
    a project also `computed`, by its chain."""
    source: Source | None
    """Of the figure or of the default; None for what was given."""
    table: str = ""
    """Of a preset, the table, as the rest below; of what is computed, the chain."""
    row: str = ""
    """Key of the row."""
    row_name: str = ""
    year: int = 0
    """Of the figure."""
    confidence: str = ""
    currency: str = ""
    """Of money, as "USD"; else ""."""

    def __str__(self) -> str:
        """The origin in words, as the command tells it."""
        if self.origin == "computed":
            return f"by {self.table}"
        if self.origin != "preset":
            return str(self.source or "")
        row = f"{self.row_name} ({self.table}, {self.year}, {self.confidence})"
        return f"{row}; {self.source}"


class Origins(Mapping[str, Origin]):
    """Where the value of every input comes from, by name, for people to read."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[Origin] = ()) -> None:
        self._rows = {row.name: row for row in rows}

    def __getitem__(self, name: str) -> Origin:
        if name not in self._rows:
            raise KeyError(f"no {name}, but {', '.join(self._rows)}")
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def _lines(self) -> list[tuple[object, ...]]:
        return [
            (
                row.name,
                *_table.shown(row.value, money(row.unit, row.currency)),
                row.origin,
                str(row),
            )
            for row in self._rows.values()
        ]

    def __repr__(self) -> str:
        header = ("input", "value", "unit", "origin", "from")
        return _table.text([header, *self._lines()])

    def _repr_html_(self) -> str:
        header = ("input", "value", "unit", "origin", "from")
        return _table.html("Where each input comes from", header, self._lines())

    def to_frame(self) -> pd.DataFrame:
        """A DataFrame with a row an input, indexed by name; sources by key."""
        import pandas as pd

        frame = pd.DataFrame(list(self._rows.values()), columns=Origin._fields)
        frame["source"] = [row.source.key if row.source else "" for row in self.values()]
        return frame.set_index("name")


class Filled(NamedTuple):
    """What rows gave to one call."""

    origins: Mapping[str, Origin]
    """Of the inputs that a row filled."""
    without: Mapping[str, str]
    """Inputs for which a row has no sound figure, and what to say when one is needed."""


@cache
def keywords() -> dict[str, str]:
    """The tables by the words that fill inputs from them, in the order of the tables."""
    return {one.keyword: one.name for one in data.values() if one.keyword}


def rows_asked_for(
    chosen: Mapping[str, Any], presets: Presets | None
) -> list[tuple[str, str]]:
    """Pairs of table and row. Of rows with one figure the last wins: presets win over
    keywords, and those come in the order of the tables, as in the command."""
    rows = [
        (table, row_name(chosen[word], table, word))
        for word, table in keywords().items()
        if chosen.get(word) is not None
    ]
    if presets is None:
        return rows
    if isinstance(presets, Row):
        presets = [presets]
    if isinstance(presets, Mapping):
        return rows + [(t, row_name(row, t, "presets")) for t, row in presets.items()]
    presets = presets if isinstance(presets, str) else list(presets)
    if isinstance(presets, str) or not all(isinstance(row, Row) for row in presets):
        raise TypeError(
            f"presets is {presets!r}: give rows of aicompute.data, or a dict of row "
            "names by table"
        )
    return rows + [current(row) for row in presets]


def row_name(row: Any, table: str, keyword: str) -> str:
    """The name or the key of one row of that table."""
    if isinstance(row, str):
        return row
    if not isinstance(row, Row):
        raise TypeError(f"{keyword} takes the name of one row of {table}, not {row!r}")
    own, key = current(row)
    if own != table:
        raise TypeError(f"{keyword} takes a row of {table}, and {row} is one of {own}")
    return key


def current(row: Row) -> tuple[str, str]:
    """Table and key of a row that has the figures of this data version."""
    table, key, version = row._identity()
    if version is None:
        return table, key
    raise ValueError(
        f'"{row}" has the figures of data version {version}, and presets are filled from '
        f"version {data.version}: give its figures as inputs"
    )


def fill(
    handle: capi.aic_model,
    rows: list[tuple[str, str]],
    names: Mapping[str, int],
    given: Iterable[str],
    lenient: bool,
) -> Filled:
    """What the rows give to the inputs that are not given.

    lenient: a required input without a sound figure is no error yet: whoever wants only
        some of the results may not need it.
    """
    error = capi.aic_error()
    taken = {names[name] for name in given}
    without: dict[str, str] = {}
    while True:
        values = array("d", [NAN]) * len(names)
        for position in taken:
            values[position] = 0.0  # any number: what is given stays as it is
        status, made = capi.aic_preset(handle, rows, values, error)
        if status >= 0:
            break
        if status == capi.AIC_E_NAME:
            raise UnknownRowError(error.message)
        if status != capi.AIC_E_MISSING or not lenient:
            raise_error(error)
        without[error.variable] = error.message
        taken.add(error.index)
    found = {
        name: origin_of(name, values[i], capi.aic_model_input(handle, i).unit, made[i])
        for name, i in names.items()
        if made[i].origin == capi.AIC_FROM_DATA
    }
    return Filled(found, without)


def origin_of(name: str, value: float, unit: str, made: capi.aic_provenance) -> Origin:
    """The origin of an input that a row filled, copied from C."""
    return Origin(
        name=name,
        value=value,
        unit=unit,
        origin="preset",
        source=source(made.source),
        table=made.table,
        row=made.row,
        row_name=made.name,
        year=made.year,
        confidence=made.confidence,
        currency=made.currency,
    )


def explained(missing: MissingInputError, filled: Filled) -> MissingInputError:
    """The same, or what to say when a row has no sound figure for that input."""
    message = filled.without.get(missing.variable, str(missing))
    return MissingInputError(message, missing.variable)


@cache
def fillable(inputs: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """By keyword, those of the inputs that rows of its table have a column for."""
    found = {}
    for word, table in keywords().items():
        numbers = [
            one.name for one in data[table].fields.values() if one.kind == "number"
        ]
        own = tuple(name for name in inputs if name in numbers)
        if own:
            found[word] = own
    return found
