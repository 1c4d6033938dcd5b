"""The reference tables that the C library has compiled in, every cell with its source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from . import _table, capi
from ._cells import KINDS, Field, Number, Text, cell, suits
from ._errors import UnknownRowError

if TYPE_CHECKING:
    import pandas as pd

SHOWN_ROWS = 20
"""Rows that a table shows in a terminal; in a notebook, three times as many."""
SHOWN_NUMBERS = 5
"""Columns of numbers that a table shows, as those of the command."""
ABOUT = ("key", "name", "source", "year", "confidence")
"""Last words of the names of columns that are not shown, being about other cells."""
FIGURES = ("value", "unit", "currency", "source", "licence", "year", "confidence")


class Row(Mapping[str, Number | Text]):
    """One row of a reference table: its cells as attributes, or by name.

    >>> import aicompute as aic
    >>> korea = aic.data.countries["한국"]
    >>> print(korea, korea.grid_gco2e_per_kwh)
    South Korea 417.06 g/kWh
    """

    __slots__ = ("_position", "_table")

    def __init__(self, table: Table[Any], position: int) -> None:
        self._table = table
        self._position = position

    def __getitem__(self, name: str) -> Number | Text:
        try:
            return self._cell(name)
        except AttributeError as unknown:
            raise KeyError(str(unknown)) from None

    if not TYPE_CHECKING:  # the stubs have the columns of each table

        def __getattr__(self, name: str) -> Number | Text:
            if name.startswith("_"):
                raise AttributeError(name)
            return self._cell(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.fields)

    def __len__(self) -> int:
        return len(self._table.fields)

    def __contains__(self, name: object) -> bool:
        return name in self._table.fields

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash(self._identity())

    def __reduce__(self) -> tuple[Callable[..., Row], tuple[str, str, str | None]]:
        return row_of, self._identity()

    @property
    def due(self) -> int:
        """The year in which the row is due for review; 0 when it never is."""
        year: int = capi.aic_table_row_due(self._table._handle, self._position)
        return year

    def to_dict(self) -> dict[str, float | str | None]:
        """The values alone, by column; None where there is nothing."""
        return {name: one.value for name, one in self.items()}

    def __str__(self) -> str:
        return str(self._cell("name"))

    def __repr__(self) -> str:
        return f"{self} ({self._cell('key')})\n{_table.text(self._lines(), '  ')}"

    def _repr_html_(self) -> str:
        header = ("column", "value", "year", "confidence", "source")
        return _table.html(str(self), header, self._lines())

    def _lines(self) -> list[tuple[object, ...]]:
        return [
            (
                name,
                str(one),
                str(one.year or ""),
                one.confidence,
                str(one.source or ""),
            )
            for name, one in self.items()
            if not one.missing and name.rpartition("_")[2] not in ABOUT
        ]

    def _identity(self) -> tuple[str, str, str | None]:
        """Table, key, and data version when it is not that of this library."""
        return self._table.name, str(self._cell("key")), self._table._version

    def _cell(self, name: str) -> Number | Text:
        error = capi.aic_error()
        of = self._table
        status, field = capi.aic_table_field_index(of._handle, name, error)
        if status < 0:
            raise AttributeError(error.message)
        _, made = capi.aic_table_cell_as_of(
            of._handle, self._position, field, of._version, error
        )
        return cell(name, made)


R = TypeVar("R", bound=Row, covariant=True)


class Table(Generic[R]):
    """A reference table, or some of its rows: by name, by position, and in order.

    A name is a key, a name or an alias, whatever the case; one that may mean several
    rows, or none, is an error that says which rows there are.

    >>> import aicompute as aic
    >>> aic.data.accelerators["h100-sxm"] == aic.data.accelerators["H100 SXM5"]
    True
    >>> "KR" in aic.data.countries, "Atlantis" in aic.data.countries
    (True, False)
    """

    def __init__(
        self,
        handle: capi.aic_table,
        version: str | None = None,
        positions: Sequence[int] | None = None,
    ) -> None:
        self._handle = handle
        self._version = version  # None: that of this library
        self.name: str = capi.aic_table_name(handle)
        self._positions = (
            range(capi.aic_table_row_count(handle)) if positions is None else positions
        )

    @property
    def data_version(self) -> str:
        """The version of the tables that the figures are of."""
        return self._version or capi.aic_data_version()

    @property
    def summary(self) -> str:
        """What the table holds, in one sentence."""
        text: str = capi.aic_table_summary(self._handle)
        return text

    @property
    def keyword(self) -> str:
        """The word by which a row fills inputs, as `gpu`; "" when there is none."""
        word: str = capi.aic_table_keyword(self._handle)
        return word

    @property
    def review_years(self) -> int:
        """How many years after its source was last reviewed a row is due again."""
        years: int = capi.aic_table_review_years(self._handle)
        return years

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The columns by name."""
        count = range(capi.aic_table_field_count(self._handle))
        rows = (capi.aic_table_field(self._handle, i) for i in count)
        return {
            one.name: Field(
                one.name, one.unit, one.currency, one.summary, KINDS[one.kind]
            )
            for one in rows
        }

    @overload
    def __getitem__(self, wanted: str | int) -> R: ...
    @overload
    def __getitem__(self, wanted: slice) -> Table[R]: ...
    def __getitem__(self, wanted: str | int | slice) -> R | Table[R]:
        if isinstance(wanted, slice):
            return self._only(self._positions[wanted])
        if not isinstance(wanted, str):
            return self._row(self._positions[wanted])
        error = capi.aic_error()
        status, position = capi.aic_table_row_find(self._handle, wanted, error)
        if status < 0:
            raise UnknownRowError(error.message, self.name, wanted)
        if position not in self._positions:
            message = f'"{wanted}" is a row of {self.name}, but not among these'
            raise UnknownRowError(message, self.name, wanted)
        return self._row(position)

    def get(self, name: str, default: Any = None) -> Any:
        """The row of that name, or the default."""
        try:
            return self[name]
        except UnknownRowError:
            return default

    def matches(self, name: str) -> Table[R]:
        """The rows that a name may mean.

        >>> import aicompute as aic
        >>> [str(row) for row in aic.data.accelerators.matches("H200")]
        ['NVIDIA H200 SXM']
        """
        room = capi.aic_table_row_count(self._handle)
        _, found, _ = capi.aic_table_row_matches(self._handle, name, room)
        return self._only([one for one in found if one in self._positions])

    def where(
        self, test: Callable[[R], object] | None = None, /, **wanted: Any
    ) -> Table[R]:
        """The rows for which `test` is true, and whose cells are as wanted.

        A number is equal, a text is contained without regard to case, and a function is
        called with the number or the text and answers whether it will do. A cell with
        nothing in it never does.

        >>> import aicompute as aic
        >>> clean = aic.data.countries.where(
        ...     kind="country", grid_gco2e_per_kwh=lambda grams: grams < 25)
        >>> "NO" in clean, "KR" in clean
        (True, False)
        """
        for name in wanted:
            error = capi.aic_error()
            if capi.aic_table_field_index(self._handle, name, error)[0] < 0:
                raise TypeError(error.message)
        kept = []
        for position in self._positions:
            row = self._row(position)
            fits = all(suits(row[name], how) for name, how in wanted.items())
            if fits and (test is None or test(row)):
                kept.append(position)
        return self._only(kept)

    def __iter__(self) -> Iterator[R]:
        return map(self._row, self._positions)

    def __len__(self) -> int:
        return len(self._positions)

    def __contains__(self, name: object) -> bool:
        if isinstance(name, Row):
            return name._table.name == self.name and name._position in self._positions
        return isinstance(name, str) and self.get(name) is not None

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Table)
            and (self.name, self._version) == (other.name, other._version)
            and list(self._positions) == list(other._positions)
        )

    def __hash__(self) -> int:
        return hash(self.name)

    def __reduce__(self) -> tuple[Callable[..., Table[Any]], tuple[Any, ...]]:
        count = capi.aic_table_row_count(self._handle)
        all_rows = list(self._positions) == list(range(count))
        keys = None if all_rows else tuple(str(row["key"]) for row in self)
        return table_of, (self.name, self._version, keys)

    def _ipython_key_completions_(self) -> list[str]:
        return [str(row) for row in self]

    def to_frame(self, of: str = "value") -> pd.DataFrame:
        """A DataFrame with a row a row, indexed by key.

        of: what of each cell: "value", or "unit", "currency", "source", "licence",
            "year" or "confidence".

        Its `attrs` have the units, currencies and sentences of the columns, the sources
        by key with their licences, and the version of the data.

        >>> import aicompute as aic
        >>> frame = aic.data.countries.to_frame()
        >>> frame.loc["KR", "persons_per_household"]
        4.0
        >>> frame.attrs["units"]["grid_gco2e_per_kwh"]
        'g/kWh'
        >>> aic.data.countries.to_frame("source").loc["KR", "grid_gco2e_per_kwh"]
        'ember-owid'
        """
        import pandas as pd

        if of not in FIGURES:
            raise ValueError(f"of is one of {', '.join(FIGURES)}, not {of!r}")
        rows = list(self)
        keys = [str(row["key"]) for row in rows]
        cells = {name: [row[name] for row in rows] for name in self.fields}
        columns = {
            name: column_of(cells[name], field, of)
            for name, field in self.fields.items()
            if name != "key"
        }
        frame = pd.DataFrame(columns, index=pd.Index(keys, name="key", dtype=object))
        cited = {one.source: one.licence for column in cells.values() for one in column}
        fields = self.fields.values()
        frame.attrs = {
            "table": self.name,
            "summary": self.summary,
            "data_version": self.data_version,
            "units": {one.name: one.unit for one in fields if one.unit},
            "currencies": {one.name: one.currency for one in fields if one.currency},
            "summaries": {one.name: one.summary for one in fields},
            "sources": {one.key: f"{one}, {one.address}" for one in cited if one},
            "licences": {one.key: licence for one, licence in cited.items() if one},
        }
        return frame

    def __repr__(self) -> str:
        header, rows = self._shown(SHOWN_ROWS)
        shown = _table.text([header, *rows], "  ")
        return f"{self.name}: {self.summary}\n{shown}\n{self._more(rows)}".rstrip()

    def _repr_html_(self) -> str:
        header, rows = self._shown(SHOWN_ROWS * 3)
        table = _table.html(f"{self.name}: {self.summary}", header, rows)
        return f"{table}<p>{self._more(rows)}</p>"

    def _more(self, shown: Sequence[object]) -> str:
        left = len(self) - len(shown)
        return f"  ... and {left:,} more rows" if left else ""

    def _shown(self, rows: int) -> tuple[list[str], list[list[str]]]:
        """Headings and cells of the first columns of numbers that have any."""
        shown = [self._row(position) for position in self._positions[:rows]]
        names = [
            name
            for name, field in self.fields.items()
            if field.kind == "number"
            and name.rpartition("_")[2] not in ABOUT
            and not all(row[name].missing for row in shown)
        ][:SHOWN_NUMBERS]
        header = ["key", "name", *(self.fields[name].heading for name in names)]
        return header, [
            [str(row["key"]), str(row), *(self._figure(row[name]) for name in names)]
            for row in shown
        ]

    def _figure(self, one: Number | Text) -> str:
        """The number alone where its column says the unit."""
        field = self.fields[one.name]
        if (field.unit, field.currency) != (one.unit, one.currency) or one.missing:
            return str(one)
        return _table.number(float(one))

    def _only(self, positions: Sequence[int]) -> Table[R]:
        return Table(self._handle, self._version, positions)

    def _row(self, position: int) -> R:
        return Row(self, position)  # type: ignore[return-value]


class Data(Mapping[str, Table[Any]]):
    """The reference tables, as attributes and by name.

    >>> import aicompute as aic
    >>> "accelerators" in aic.data, aic.data["pue"] == aic.data.pue
    (True, True)
    """

    def __init__(self, version: str | None = None) -> None:
        self._version = version

    @property
    def version(self) -> str:
        """The version of the data, which is not that of the library."""
        return self._version or capi.aic_data_version()

    def as_of(self, version: str | int) -> Data:
        """The tables with the figures of an earlier version of the data.

        Rows that were not there yet are as they are now; so are texts. What changed, and
        why, is in the table `superseded`.

        >>> import aicompute as aic
        >>> aic.data.as_of(1).countries["Japan"].household_kwh_per_month.text
        '329.167'
        >>> aic.data.countries["Japan"].household_kwh_per_month.text
        '329.1666666666667'
        """
        error = capi.aic_error()
        first = capi.aic_table_at(0)
        status, _ = capi.aic_table_cell_as_of(first, 0, 0, str(version), error)
        if status < 0:
            raise ValueError(error.message)
        return Data(None if str(version) == capi.aic_data_version() else str(version))

    def __getitem__(self, name: str) -> Table[Any]:
        try:
            return table_of(name, self._version)
        except ValueError as unknown:
            raise KeyError(str(unknown)) from None

    if not TYPE_CHECKING:  # the stubs have the tables

        def __getattr__(self, name: str) -> Table[Any]:
            if name.startswith("_"):
                raise AttributeError(name)
            try:
                return table_of(name, self._version)
            except ValueError as unknown:
                raise AttributeError(str(unknown)) from None

    def __iter__(self) -> Iterator[str]:
        count = range(capi.aic_table_count())
        return (capi.aic_table_name(capi.aic_table_at(i)) for i in count)

    def __len__(self) -> int:
        count: int = capi.aic_table_count()
        return count

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self]

    def __reduce__(self) -> tuple[type[Data], tuple[str | None]]:
        return Data, (self._version,)

    def __repr__(self) -> str:
        rows = _table.text(self._lines(), "  ")
        return f"Reference tables, data version {self.version}\n{rows}"

    def _repr_html_(self) -> str:
        caption = f"Reference tables, data version {self.version}"
        return _table.html(caption, ("table", "rows", "summary"), self._lines())

    def _lines(self) -> list[tuple[object, ...]]:
        return [(one.name, len(one), one.summary) for one in self.values()]


@cache
def whole(name: str, version: str | None) -> Table[Any]:
    """All rows of the table of that name."""
    error = capi.aic_error()
    handle = capi.aic_table_find(name, error)
    if handle is None:
        raise ValueError(error.message)
    return Table(handle, version)


def table_of(
    name: str, version: str | None, keys: Sequence[str] | None = None
) -> Table[Any]:
    """A table, or the rows of it that have these keys."""
    table = whole(name, version)
    return table if keys is None else table._only([table[k]._position for k in keys])


def row_of(table: str, key: str, version: str | None) -> Row:
    """A row by the name of its table and its key."""
    row: Row = whole(table, version)[key]
    return row


def column_of(cells: Sequence[Number | Text], field: Field, of: str) -> Any:
    """A column of a DataFrame: numbers as float64, texts as objects."""
    import numpy as np

    if of == "value" and field.kind == "number":
        return np.array(cells, dtype=np.float64)
    if of == "year":
        return np.array([one.year for one in cells], dtype=np.int64)
    made = np.empty(len(cells), dtype=object)
    for i, one in enumerate(cells):
        what = getattr(one, of)
        if of == "source":
            what = what.key if what else ""
        made[i] = what
    return made


data = Data()
