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


def equal(one: object, other: object) -> bool:
    """Whether two values are the same, NaN and NaN too, in tuples and dicts as well."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(equal(one[k], other[k]) for k in one)
    return one == other or (one != one and other != other)


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

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Variable) and equal(tuple(self), tuple(other))

    def __hash__(self) -> int:
        return hash((self.name, self.unit, self.source.key))

    def __str__(self) -> str:
        default = "required" if self.required else f"{self.default:g}"
        return f"{self.name} [{self.unit}] {default}: {self.summary}"


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """The name that is most like another, or none."""
    from difflib import get_close_matches

    return get_close_matches(name, list(names), n=1)


def meant(name: str, names: Iterable[str]) -> str:
    """The end of a message about a name that is none: the nearest one, if any is near."""
    near = nearest(name, names)
    return f'; did you mean "{near[0]}"?' if near else ""


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

    __slots__ = ("_of_results", "_rows")

    def __init__(self, rows: Iterable[Variable] = (), of_results: bool = False) -> None:
        self._rows = {row.name: row for row in rows}
        self._of_results = of_results

    def __getitem__(self, name: str) -> Variable:
        if name not in self._rows:
            raise KeyError(f"no {name}, but {', '.join(self._rows)}{meant(name, self)}")
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        if not self._rows:
            return "(none)"
        if self._of_results:
            rows = [(row.name, row.unit, row.summary) for row in self._rows.values()]
            return _table.text(rows)
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
        rows = self._rows.values()
        if self._of_results:
            return _table.html(
                "results",
                ("name", "unit", "summary", "source"),
                [(row.name, row.unit, row.summary, row.source) for row in rows],
            )
        return _table.html(
            "inputs",
            ("name", "unit", "default", "usual", "summary", "source"),
            [
                (
                    row.name,
                    row.unit,
                    "" if row.required else row.default,
                    f"{_table.number(row.low)} to {_table.number(row.high)}",
                    row.summary,
                    row.source,
                )
                for row in rows
            ],
        )

    def to_frame(self) -> pd.DataFrame:
        """A DataFrame with a row a variable, indexed by name."""
        import pandas as pd

        frame = pd.DataFrame(list(self._rows.values()), columns=Variable._fields)
        frame["source"] = [row.source.key for row in self._rows.values()]
        return frame.set_index("name")
