"""Inputs and results as the tables of the library describe them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from . import _table, capi

if TYPE_CHECKING:
    import pandas as pd

KINDS = {capi.AIC_REAL: "real", capi.AIC_COUNT: "count", capi.AIC_FRACTION: "fraction"}
SCALES = {capi.AIC_LINEAR: "linear", capi.AIC_LOG: "log"}


class Source(NamedTuple):
    """Where a number comes from."""

    key: str
    title: str
    publisher: str
    address: str
    taken: str
    """What was taken from it, in one sentence."""
    year: int
    """Year of publication; 0 where it is not known."""
    reviewed: int
    """Year in which it was last looked at."""

    def __str__(self) -> str:
        about = [self.publisher, str(self.year or "")]
        known = ", ".join(filter(None, about))
        return f"{self.title} ({known})" if known else self.title


@cache
def source(key: str) -> Source:
    """The source with that key."""
    found = capi.aic_source_find(key, None)
    if found is None:
        raise KeyError(key)
    return Source(*(getattr(found, field) for field in Source._fields))


class Variable(NamedTuple):
    """One input or result of a model. The same name is the same quantity everywhere."""

    name: str
    unit: str
    """One of a closed list of units that pint reads; "1" is dimensionless."""
    summary: str
    default: float
    """NaN for what is required, and for a result."""
    min: float
    """The least value for which the model is defined."""
    max: float
    low: float
    """The least usual value."""
    high: float
    kind: str
    """`real`, `count` or `fraction`."""
    scale: str
    """`linear` or `log`: how it spreads over its usual range."""
    source: Source

    @property
    def required(self) -> bool:
        """Whether it has no default."""
        return self.default != self.default

    def __str__(self) -> str:
        default = "required" if self.required else f"{self.default:g}"
        return f"{self.name} [{self.unit}] {default}: {self.summary}"


def variable(row: capi.aic_variable) -> Variable:
    """One row of a table, copied from C."""
    return Variable(
        name=row.name,
        unit=row.unit,
        summary=row.summary,
        default=row.value,
        min=row.min,
        max=row.max,
        low=row.low,
        high=row.high,
        kind=KINDS[row.kind],
        scale=SCALES[row.scale],
        source=source(row.source),
    )


class Variables(Mapping[str, Variable]):
    """Variables by name, in the order of the table."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Iterable[Variable] = ()) -> None:
        self._rows = {row.name: row for row in rows}

    def __getitem__(self, name: str) -> Variable:
        if name not in self._rows:
            raise KeyError(f"no {name}, but {', '.join(self._rows)}")
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        if not self._rows:
            return "(none)"
        return _table.text(
            (
                row.name,
                row.unit,
                "required" if row.required else row.default,
                row.summary,
            )
            for row in self._rows.values()
        )

    def _repr_html_(self) -> str:
        header = ("name", "unit", "default", "usual", "summary", "source")
        rows = (
            (
                row.name,
                row.unit,
                "" if row.required else row.default,
                f"{_table.number(row.low)} to {_table.number(row.high)}",
                row.summary,
                row.source,
            )
            for row in self._rows.values()
        )
        return _table.html("", header, rows)

    def to_frame(self) -> pd.DataFrame:
        """A DataFrame with a row a variable, indexed by name."""
        import pandas as pd

        frame = pd.DataFrame(list(self._rows.values()), columns=Variable._fields)
        frame["source"] = [row.source.key for row in self._rows.values()]
        return frame.set_index("name")
