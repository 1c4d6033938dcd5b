"""What a model answers: results as attributes, with all that led to them."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import factorial, isfinite, prod
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

from . import _table, capi
from ._cells import money
from ._errors import UnusualInputWarning
from ._presets import Origin, Origins
from ._variables import Source, Variables, meant, source

if TYPE_CHECKING:
    import pandas as pd

    from ._model import Model

CHANGED_MAX = 16
"""Inputs that two results may differ in to be compared: there are 2**n mixtures."""

KEPT = ("value", "table", "row", "row_name", "year", "confidence", "currency")
"""What a record of a result keeps of the origin of an input."""


class Answer:
    """What every answer can tell of itself: its origins in words, and JSON."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def origins(self) -> Origins: ...
        def to_dict(self) -> dict[str, Any]: ...
        @classmethod
        def from_dict(cls, record: Mapping[str, Any]) -> Self: ...

    def explain(self, *names: str) -> Origins:
        """The origins of these inputs, or of all that have a value, to read or print.

        >>> import aicompute as aic
        >>> print(aic.facility_power(it_power_mw=20, pue=1.5).explain())
        input        value  unit  origin  from
        it_power_mw  20     MW    given
        pue          1.5          given
        """
        found = self.origins
        if names:
            return Origins(found[name] for name in names)
        return Origins(row for row in found.values() if row.origin != "missing")

    def to_json(self, *, indent: int | None = None) -> str:
        """As JSON; what JSON has no number for is "nan", "inf" or "-inf"."""
        return json.dumps(spelled(self.to_dict()), indent=indent, allow_nan=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` gave."""
        return cls.from_dict(json.loads(text))


class Result(Answer):
    """The results of one call, as attributes: numbers, arrays or Series.

    It holds the arrays that were given, not copies of them.

    >>> import aicompute as aic
    >>> r = aic.facility_power(it_power_mw=20, pue=1.5)
    >>> r.facility_power_mw, r.overhead_power_mw
    (30.0, 10.0)
    """

    __slots__ = ("_filled", "_given", "_made", "_versions", "model")
    __hash__ = None  # type: ignore[assignment]

    def __init__(
        self,
        model: Model,
        given: Mapping[str, Any],
        made: Sequence[Any],
        filled: Mapping[str, Origin] | None = None,
        versions: tuple[str, str] | None = None,
    ) -> None:
        self.model = model
        self._given = given  # what rows of data filled is among it
        self._made = made
        self._filled = filled
        self._versions = versions  # None: those of this library

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            value = self._made[self.model._result_at[name]]
        except KeyError:
            value = None
        if value is None:
            raise AttributeError(self._unknown(name))
        return value

    def __getitem__(self, name: str) -> Any:
        results = self.results
        if name not in results:
            raise KeyError(self._unknown(name))
        return results[name]

    def _unknown(self, name: str) -> str:
        have = ", ".join(self.results)
        return f"{self.model.name} gave no {name}, but {have}{meant(name, self.results)}"

    def __iter__(self) -> Iterator[str]:
        """Over the names of the results."""
        return iter(self.results)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.results]

    @property
    def results(self) -> dict[str, Any]:
        """The results by name."""
        pairs = zip(self.model._result_at, self._made, strict=True)
        return {name: value for name, value in pairs if value is not None}

    @property
    def inputs(self) -> dict[str, Any]:
        """All inputs by name, those left at their defaults included."""
        rows = self.model.inputs.items()
        return {name: self._given.get(name, row.default) for name, row in rows}

    @property
    def assumed(self) -> Variables:
        """The inputs that what was computed takes, left at their defaults, with their
        sources."""
        rows = [self.model.inputs[name] for name in self.model._used_by(self.results)]
        return Variables(
            row for row in rows if row.name not in self._given and not row.required
        )

    @property
    def origins(self) -> Origins:
        """Where the value of every input comes from: given, a preset, or a default.

        >>> import aicompute as aic
        >>> origin = aic.gpu_power(gpu="H100 SXM").origins["gpu_tdp_w"]
        >>> origin.origin, origin.row_name, origin.year, origin.source.publisher
        ('preset', 'NVIDIA H100 SXM5 80GB', 2026, 'Epoch AI')
        """
        filled, rows = self._filled or {}, self.model.inputs.items()
        made = []
        for name, row in rows:
            given = name in self._given
            if name in filled:
                made.append(filled[name]._replace(value=self._given[name]))
            elif given:
                made.append(Origin(name, self._given[name], row.unit, "given", None))
            else:
                origin = "missing" if row.required else "default"
                made.append(Origin(name, row.default, row.unit, origin, row.source))
        return Origins(made)

    @property
    def version(self) -> str:
        """The version of the library that computed the result."""
        return self._versions[0] if self._versions else capi.aic_version()

    @property
    def data_version(self) -> str:
        """The version of the reference tables at that time."""
        return self._versions[1] if self._versions else capi.aic_data_version()

    def compare(self, other: Result) -> Comparison:
        """What differs in the inputs of `other`, and what that does to its results.

        Each input's part in the change of a result is its Shapley value: its effect,
        averaged over all orders in which the inputs could have been changed. The parts
        add up to the change, and no order is preferred (Shapley, 1953).

        >>> import aicompute as aic
        >>> a = aic.facility_power(it_power_mw=20, pue=1.2)
        >>> b = aic.facility_power(it_power_mw=20, pue=1.5)
        >>> a.compare(b).changes["facility_power_mw"]
        6.0
        """
        return compare(self, other)

    def to_dict(self) -> dict[str, Any]:
        """Model, inputs and whence, results and versions, in plain Python types."""
        filled = self._filled or {}
        return {
            "model": self.model.name,
            "version": self.version,
            "data_version": self.data_version,
            "inputs": {n: plain(v) for n, v in self._given.items() if n not in filled},
            "presets": {name: plain_origin(row) for name, row in filled.items()},
            "assumed": {name: row.default for name, row in self.assumed.items()},
            "results": {name: plain(value) for name, value in self.results.items()},
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """What `to_dict` gave. Nothing is evaluated again; lists become arrays."""
        found = model_of(record)
        made = [restored(record["results"].get(name)) for name in found.results]
        given = {
            name: restored(value)
            for name, value in {**record["assumed"], **record["inputs"]}.items()
            if name in record["inputs"]
            or not same(restored(value), found.inputs[name].default)
        }
        filled = {
            name: restored_origin(name, found.inputs[name].unit, row)
            for name, row in record.get("presets", {}).items()
        }
        given.update({name: row.value for name, row in filled.items()})
        versions = record.get("version", ""), record.get("data_version", "")
        return cls(found, given, made, filled, versions)

    def to_frame(self) -> pd.DataFrame:
        """A DataFrame with a row a row and a column an input or a result.

        Its `attrs` have the units of the columns and the versions.
        """
        import pandas as pd

        columns = {**self.inputs, **self.results}
        sizes = [np.shape(value) for value in columns.values()]
        rows = prod(np.broadcast_shapes(*sizes))
        series = [one for one in columns.values() if isinstance(one, pd.Series)]
        index = series[0].index if series else range(rows)
        shape = np.broadcast_shapes(*sizes)
        frame = pd.DataFrame(
            {
                n: np.broadcast_to(np.asarray(v, np.float64), shape).ravel()
                for n, v in columns.items()
            },
            index=index,
        )
        variables = [*self.model.inputs.values(), *self.model.results.values()]
        frame.attrs = {
            "model": self.model.name,
            "version": self.version,
            "data_version": self.data_version,
            "units": {row.name: row.unit for row in variables if row.name in columns},
        }
        return frame

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Result):
            return NotImplemented
        mine, others = {**self.inputs, **self.results}, {**other.inputs, **other.results}
        return (
            self.model == other.model
            and mine.keys() == others.keys()
            and all(same(value, others[name]) for name, value in mine.items())
        )

    def __reduce__(self) -> tuple[type[Result], tuple[Any, ...]]:
        versions = (self.version, self.data_version)
        return Result, (self.model, self._given, self._made, self._filled, versions)

    def __repr__(self) -> str:
        rows = [
            (name, *_table.shown(value, self.model.results[name].unit))
            for name, value in self.results.items()
        ]
        lines = [self.model.name, _table.text(rows, "  ")]
        if self._filled:
            rows_of = ", ".join(
                f"{name} {_table.with_unit(row.value, money(row.unit, row.currency))} "
                f"({row.row_name}, {row.year})"
                for name, row in self._filled.items()
            )
            lines.append(f"  from data: {rows_of}")
        if self.assumed:
            assumed = ", ".join(f"{n} {r.default:g}" for n, r in self.assumed.items())
            lines.append(f"  assumed: {assumed}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = [
            (
                name,
                *_table.shown(value, self.model.results[name].unit),
                self.model.results[name].summary,
            )
            for name, value in self.results.items()
        ]
        table = _table.html(self.model.name, ("result", "value", "unit", "summary"), rows)
        if self._filled:
            table += Origins(self._filled.values())._repr_html_()
        if not self.assumed:
            return table
        assumed = (
            (row.name, row.default, row.unit, row.source) for row in self.assumed.values()
        )
        return table + _table.html(
            "assumed", ("input", "value", "unit", "source"), assumed
        )


class Comparison(NamedTuple):
    """How one result came to differ from another."""

    inputs: dict[str, tuple[float, float]]
    """The inputs that differ: before and after."""
    changes: dict[str, float]
    """How much each result changed."""
    explained: dict[str, dict[str, float]]
    """Of the change of each result, the part of each input that differs."""

    def to_frame(self) -> pd.DataFrame:
        """A DataFrame with a row a result, a column an input, and the whole change."""
        import pandas as pd

        frame = pd.DataFrame.from_dict(self.explained, orient="index")
        frame["change"] = pd.Series(self.changes)
        return frame

    def _caption(self) -> str:
        return "; ".join(
            f"{name} from {_table.number(before)} to {_table.number(after)}"
            for name, (before, after) in self.inputs.items()
        )

    def _rows(self) -> list[tuple[object, ...]]:
        return [
            (result, change, *self.explained[result].values())
            for result, change in self.changes.items()
        ]

    def __repr__(self) -> str:
        header = ("result", "change", *(f"by {name}" for name in self.inputs))
        return "\n".join([self._caption(), _table.text([header, *self._rows()])]).strip()

    def _repr_html_(self) -> str:
        header = ("result", "change", *(f"by {name}" for name in self.inputs))
        return _table.html(self._caption(), header, self._rows())


def compare(before: Result, after: Result) -> Comparison:
    """Both results of one model, on numbers."""
    model = before.model
    if not isinstance(after, Result):
        raise TypeError(f"a result is compared with another, not with {after!r}")
    if after.model != model:
        raise ValueError(f"{after.model.name} is not {model.name}")
    a, b = before.inputs, after.inputs
    if any(np.ndim(value) for value in (*a.values(), *b.values())):
        raise ValueError("only results of single numbers can be compared")
    changed = [name for name in a if not same(a[name], b[name])]
    if len(changed) > CHANGED_MAX:
        raise ValueError(f"{len(changed)} inputs differ: compare in steps")
    changes = {n: after.results[n] - before.results[n] for n in before.results}
    return Comparison(
        inputs={name: (a[name], b[name]) for name in changed},
        changes=changes,
        explained=shapley(model, a, b, changed),
    )


def shapley(
    model: Model, a: Mapping[str, float], b: Mapping[str, float], changed: Sequence[str]
) -> dict[str, dict[str, float]]:
    """The part of each changed input in the change of each result.

    All mixtures of old and new inputs are the rows of one call; bit i of the number of a
    row says whether input i is new.
    """
    count = len(changed)
    if not count:
        return {name: {} for name in model.results}
    numbers = np.arange(2**count)
    rows: dict[str, Any] = {**a}
    for i, name in enumerate(changed):
        rows[name] = np.where(numbers >> i & 1, b[name], a[name])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnusualInputWarning)
        made = model(errors="coerce", **rows)
    sizes = np.sum([numbers >> i & 1 for i in range(count)], axis=0)
    weights = np.array(
        [factorial(k) * factorial(count - k - 1) / factorial(count) for k in range(count)]
    )
    explained: dict[str, dict[str, float]] = {name: {} for name in model.results}
    for (i, name), result in product(enumerate(changed), model.results):
        without = numbers[(numbers >> i & 1) == 0]
        values = made[result]
        effect = values[without | 1 << i] - values[without]
        explained[result][name] = float(weights[sizes[without]] @ effect)
    return explained


def plain(value: Any) -> Any:
    """A number as a float, an array or a Series as a list."""
    return value.tolist() if hasattr(value, "tolist") else float(value)


def restored(value: Any) -> Any:
    """A list as an array; numbers that were spelled out as numbers."""
    if value is None:
        return None
    return np.array(value, dtype=np.float64) if isinstance(value, list) else float(value)


def model_of(record: Mapping[str, Any]) -> Model:
    """The model of a record, which must have its parts and no other names."""
    from ._model import model

    missing = {"model", "inputs", "assumed", "results"} - record.keys()
    if missing:
        raise ValueError(f"not a record of a result: no {', '.join(sorted(missing))}")
    found = model(record["model"])
    for name in (*record["inputs"], *record["assumed"]):
        if name not in found.inputs:
            raise found._unknown_input(name)
    found._find_results(tuple(record["results"]))
    return found


def plain_origin(row: Origin) -> dict[str, Any]:
    """What a row of data gave, with the key of its source."""
    made = {name: value for name, value in row._asdict().items() if name in KEPT}
    return {**made, "source": row.source.key if row.source else ""}


def restored_origin(name: str, unit: str, record: Mapping[str, Any]) -> Origin:
    """What `plain_origin` gave; a source that is gone keeps its key."""
    kept = {field: record[field] for field in KEPT}
    kept["value"] = restored(kept["value"])
    key = record["source"]
    try:
        cited = source(key)
    except KeyError:
        cited = Source(key, key, "", "", "", 0, 0)
    return Origin(name=name, unit=unit, origin="preset", source=cited, **kept)


def spelled(value: Any) -> Any:
    """With every number that is not finite as text."""
    if isinstance(value, dict):
        return {key: spelled(item) for key, item in value.items()}
    if isinstance(value, list):
        return [spelled(item) for item in value]
    return value if isinstance(value, str) or isfinite(value) else str(float(value))


def same(a: Any, b: Any) -> bool:
    """Equal in shape and values, NaN being equal to NaN."""
    if hasattr(a, "index") and hasattr(b, "index") and not a.index.equals(b.index):
        return False
    return np.array_equal(np.asarray(a), np.asarray(b), equal_nan=True)
