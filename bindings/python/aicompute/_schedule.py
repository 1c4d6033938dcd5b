"""The schedule of a project: its table, what comes of it, and where it is from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Self, SupportsIndex, overload

import numpy as np

from . import _table, capi
from ._cells import money
from ._errors import raise_error, warn_unusual
from ._presets import Origin, Origins
from ._result import Answer, plain_origin, restored_origin, same
from ._variables import Source, Variables, source, variable

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from ._columns import Floats
    from ._project_words import ScheduleResults
else:
    ScheduleResults = object

CHOICES = {
    "mode": {
        "finite-life": capi.AIC_FINITE_LIFE,
        "replacement": capi.AIC_REPLACEMENT,
        "perpetuity": capi.AIC_PERPETUITY,
    },
    "depreciation": {
        "straight-line": capi.AIC_STRAIGHT_LINE,
        "sum-of-years-digits": capi.AIC_SUM_OF_YEARS_DIGITS,
        "declining-balance": capi.AIC_DECLINING_BALANCE,
        "macrs": capi.AIC_MACRS,
        "market-value": capi.AIC_MARKET_VALUE_DECLINE,
        "none": capi.AIC_NO_DEPRECIATION,
    },
    "repayment": {
        "level": capi.AIC_LEVEL_PAYMENT,
        "equal-principal": capi.AIC_EQUAL_PRINCIPAL,
    },
}
"""The words of project files, which are those of the command, and their numbers."""
ARRAYS = {
    "cluster_shares": "1",
    "facility_shares": "1",
    "utilization_ramp": "1",
    "price_path": "cur/h",
}
"""The arrays of a project in the order of C, and the units of what is in them."""
RATES = {
    "internal_rate_of_return": "irr_status",
    "equity_rate_of_return": "equity_irr_status",
}
"""Results that may have a reason, and the field of the report that has it."""
SHOWN = (
    *("year", "gpus", "price", "revenue", "operating_cash", "capital", "resale"),
    *("tax", "cash", "cumulative_cash", "debt_drawn", "debt_service", "equity_cash"),
)
"""What people see of a schedule; columns of zeros are left out, as in the command."""
NEUTRAL = "neutral"
"""Source of the defaults that leave a term out: they assume nothing."""


class Plan(NamedTuple):
    """A project as it was read."""

    title: str
    note: str
    chain: str
    """Name of the chain whose results feed it, or ""."""
    currency: str
    choices: dict[str, str]
    periods_per_year: int
    arrays: dict[str, Floats]
    origins: dict[str, Origin]
    """Of every number that is not at its default, of the chain's as well."""

    @property
    def numbers(self) -> dict[str, float]:
        """The numbers of the project that are not at their defaults."""
        rows = input_rows()
        return {n: one.value for n, one in self.origins.items() if n in rows}


@cache
def rows_of(at: Callable[[int], Any]) -> Variables:
    """All rows that a function of the library describes."""
    found: list[Any] = []
    while (row := at(len(found))) is not None:
        found.append(variable(row))
    return Variables(found)


def input_rows() -> Variables:
    """The numbers of a project."""
    return rows_of(capi.aic_project_input)


def result_rows() -> Variables:
    """What comes of a project."""
    return rows_of(capi.aic_project_result)


def column_rows() -> Variables:
    """The columns of a schedule."""
    return rows_of(capi.aic_project_column)


class Schedule(Answer, ScheduleResults):
    """A project period by period, and what comes of it, as attributes.

    Row 0 of a column is the start of construction; cash falls at the end of a period.
    Times are years from the start, infinite when they never come; a rate of return that
    there is none of is NaN, and `reasons` says why.
    """

    __hash__ = None  # type: ignore[assignment]

    def __init__(
        self,
        plan: Plan,
        results: Mapping[str, float],
        reasons: Mapping[str, str],
        columns: Mapping[str, Floats],
        versions: tuple[str, str] | None = None,
    ) -> None:
        for column in columns.values():
            column.flags.writeable = False
        self._plan = plan
        self._versions = versions or (capi.aic_version(), capi.aic_data_version())
        self.results: dict[str, float] = dict(results)
        """What comes of the project, by name."""
        self.reasons: dict[str, str] = dict(reasons)
        """Why there is no rate of return, or what there is to know of it, by name."""
        self.columns: dict[str, Floats] = dict(columns)
        """The schedule: an array a column, with one value a period from 0 on."""

    @property
    def title(self) -> str:
        """As given, or ""."""
        return self._plan.title

    @property
    def note(self) -> str:
        """As given, or ""."""
        return self._plan.note

    @property
    def chain(self) -> str:
        """The models whose results feed the project, or ""."""
        return self._plan.chain

    @property
    def currency(self) -> str:
        """Of all money, where a figure told it, as "USD"; else ""."""
        return self._plan.currency

    @property
    def mode(self) -> str:
        """What becomes of accelerators that have reached the end of their life."""
        return self._plan.choices["mode"]

    @property
    def depreciation(self) -> str:
        """How accounts write off the cluster."""
        return self._plan.choices["depreciation"]

    @property
    def repayment(self) -> str:
        """How a loan is repaid."""
        return self._plan.choices["repayment"]

    @property
    def periods_per_year(self) -> int:
        """1 or 12."""
        return self._plan.periods_per_year

    @property
    def arrays(self) -> dict[str, Floats]:
        """Phases, ramp and prices that were given, by name."""
        return dict(self._plan.arrays)

    @property
    def inputs(self) -> dict[str, float]:
        """All numbers of the project by name, defaults included; NaN has no value."""
        given = self._plan.numbers
        return {name: given.get(name, row.default) for name, row in input_rows().items()}

    @property
    def version(self) -> str:
        """The version of the library that computed it."""
        return self._versions[0]

    @property
    def data_version(self) -> str:
        """The version of the reference tables at that time."""
        return self._versions[1]

    @cached_property
    def assumed(self) -> Variables:
        """The inputs left at a default that makes a difference, with their sources.

        Of the project those count whose default, moved to an end of its usual range,
        changes a result; and all inputs of the chain. Defaults that leave a term out
        assume nothing.
        """
        made = [row for row in self._chain_defaults() if row.source.key != NEUTRAL]
        known = {*self._plan.origins, *(row.name for row in made)}
        for name, row in input_rows().items():
            assumes = not row.required and row.source.key != NEUTRAL
            if assumes and name not in known and self._matters(name, row.low, row.high):
                made.append(row)
        return Variables(made)

    def _chain_defaults(self) -> list[Any]:
        from ._model import model

        if not self.chain:
            return []
        rows = model(self.chain).inputs.values()
        return [
            row for row in rows if not row.required and row.name not in self._plan.origins
        ]

    def _matters(self, name: str, *others: float) -> bool:
        """Whether another value of an input changes what comes of the project."""
        for value in others:
            origin = Origin(name, value, "", "given", None)
            plan = self._plan._replace(origins={**self._plan.origins, name: origin})
            status, report, _ = evaluate(plan, [])
            if status < 0 or not same_results(results_of(report), self.results):
                return True
        return False

    @property
    def origins(self) -> Origins:
        """Where the value of every number comes from: given, computed by the chain, a
        preset, or a default."""
        defaults = [*self._chain_defaults(), *input_rows().values()]
        made = dict(self._plan.origins)
        for row in defaults:
            origin = "missing" if row.required else "default"
            made.setdefault(
                row.name, Origin(row.name, row.default, row.unit, origin, row.source)
            )
        return Origins(in_currency(one, self.currency) for one in made.values())

    def __getitem__(self, name: str) -> Floats:
        """A column of the schedule."""
        if name in self.columns:
            return self.columns[name]
        raise KeyError(f"a schedule has no column {name}, but {', '.join(self.columns)}")

    def plot(self, *, ax: Axes | None = None, title: str | None = None) -> Axes:
        """Draw the cumulative cash, and when it is paid back: plot.cash()."""
        from . import plot

        return plot.cash(self, ax=ax, title=title)

    def to_frame(self) -> pd.DataFrame:
        """A DataFrame with a row a period and a column a column.

        Its `attrs` have the units of the columns, the title, the currency, and the
        versions.
        """
        import pandas as pd

        index = pd.RangeIndex(len(self.columns["year"]), name="period")
        frame = pd.DataFrame(self.columns, index=index)
        frame.attrs = {
            "title": self.title,
            "currency": self.currency,
            "periods_per_year": self.periods_per_year,
            "units": {n: money(r.unit, self.currency) for n, r in column_rows().items()},
            "version": self.version,
            "data_version": self.data_version,
        }
        return frame

    def to_project(self) -> dict[str, Any]:
        """A project file that gives this schedule, for `aicompute cash` too: what the
        chain computed stands in it as numbers."""
        inputs: dict[str, Any] = dict(self._plan.numbers)
        inputs |= {name: values.tolist() for name, values in self._plan.arrays.items()}
        if self.currency:  # one figure tells it
            for name in (n for n in inputs if input_unit(n).startswith("cur")):
                if name not in ARRAYS:
                    unit = money(input_unit(name), self.currency)
                    inputs[name] = f"{inputs[name]!r} {unit}"
        return {
            "format": "aicompute-project/1",
            "title": self.title,
            "note": self.note,
            **self._plan.choices,
            "periods_per_year": self.periods_per_year,
            "inputs": inputs,
        }

    def to_dict(self) -> dict[str, Any]:
        """All of it in plain Python types."""
        plan = self._plan
        return {
            "title": plan.title,
            "note": plan.note,
            "chain": plan.chain,
            "currency": plan.currency,
            "version": self.version,
            "data_version": self.data_version,
            **plan.choices,
            "periods_per_year": plan.periods_per_year,
            "arrays": {name: values.tolist() for name, values in plan.arrays.items()},
            "inputs": {name: record_of(one) for name, one in plan.origins.items()},
            "results": dict(self.results),
            "reasons": dict(self.reasons),
            "columns": {name: column.tolist() for name, column in self.columns.items()},
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """What `to_dict` gave. Nothing is computed again."""
        missing = {"inputs", "arrays", "results", "columns", *CHOICES} - record.keys()
        if missing:
            raise ValueError(f"not a record of a schedule: no {', '.join(missing)}")
        for part, known in (("results", result_rows()), ("columns", column_rows())):
            if record[part].keys() != known.keys():
                raise ValueError(f"the {part} of the record are not those of a schedule")
        plan = Plan(
            title=record["title"],
            note=record["note"],
            chain=record["chain"],
            currency=record["currency"],
            choices={name: record[name] for name in CHOICES},
            periods_per_year=record["periods_per_year"],
            arrays={n: np.array(v, np.float64) for n, v in record["arrays"].items()},
            origins={n: origin_of(n, row) for n, row in record["inputs"].items()},
        )
        return cls(
            plan,
            {name: float(value) for name, value in record["results"].items()},
            record["reasons"],
            {n: np.array(v, np.float64) for n, v in record["columns"].items()},
            (record["version"], record["data_version"]),
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Schedule):
            return NotImplemented
        mine, others = self._plan, other._plan
        return (
            (mine.choices, mine.periods_per_year)
            == (others.choices, others.periods_per_year)
            and same_results(self.inputs, other.inputs)
            and same_results(mine.arrays, others.arrays)
            and same_results(self.results, other.results)
            and same_results(self.columns, other.columns)
        )

    def __reduce__(self) -> tuple[type[Schedule], tuple[Any, ...]]:
        state = (self._plan, self.results, self.reasons, self.columns, self._versions)
        return Schedule, state

    def _heading(self) -> str:
        return self.title or f"A project of {self.mode} over {self.years:g} years"

    @property
    def years(self) -> float:
        """The end of the schedule, in years."""
        return float(self.columns["year"][-1])

    def _shown_columns(self) -> dict[str, Floats]:
        return {n: self.columns[n] for n in SHOWN if n == "year" or self.columns[n].any()}

    def _table(self) -> tuple[list[str], list[str], list[list[str]]]:
        """Names, units and cells of what people see; all money of one magnitude."""
        columns = self._shown_columns()
        rows = column_rows()
        sums = [np.abs(v).max() for n, v in columns.items() if rows[n].unit == "cur"]
        scale, word = _table.magnitude(max(sums, default=0.0))
        units, cells = [], []
        for name, values in columns.items():
            is_sum = rows[name].unit == "cur"
            unit = money(rows[name].unit, self.currency)
            units.append(f"{word} {unit}".strip() if is_sum else unit.replace("1", ""))
            shown = (f"{v / scale:,.2f}" if is_sum else f"{v:,.6g}" for v in values)
            cells.append(list(shown))
        return list(columns), units, [list(row) for row in zip(*cells, strict=True)]

    def _result_lines(self) -> list[tuple[str, ...]]:
        return [
            line_of(row, [self], self.currency)
            for row in result_rows().values()
            if self.results[row.name] == self.results[row.name]
            or row.name in self.reasons
        ]

    def _assumed_lines(self) -> list[tuple[str, ...]]:
        return [
            (
                row.name,
                _table.words(row.default, 7),
                "" if row.unit == "1" else money(row.unit, self.currency),
                str(row.source),
            )
            for row in self.assumed.values()
        ]

    def __str__(self) -> str:
        names, units, cells = self._table()
        parts = [
            self._heading(),
            _table.text([names, units, *cells], align="r" * len(names)),
            "What comes of it\n" + _table.text(self._result_lines(), "  ", "lr"),
        ]
        if self.assumed:
            lines = _table.text(self._assumed_lines(), "  ", "lr")
            parts.append(f"Assumed, since not given\n{lines}")
        return "\n\n".join(parts)

    def __repr__(self) -> str:
        lines = [line[:3] for line in self._result_lines()]
        parts = [self._heading(), _table.text(lines, "  ", "lr")]
        if self.assumed:
            assumed = ", ".join(f"{n} {r.default:g}" for n, r in self.assumed.items())
            parts.append(f"  assumed: {assumed}")
        return "\n".join(parts)

    def _repr_html_(self) -> str:
        names, units, cells = self._table()
        heads = [
            f"{name} [{unit}]" if unit else name
            for name, unit in zip(names, units, strict=True)
        ]
        made = _table.html(self._heading(), heads, cells)
        made += _table.html(
            "", ("result", "value", "unit", "what it is"), self._result_lines()
        )
        if self.assumed:
            heads = ["input", "value", "unit", "source"]
            made += _table.html("assumed", heads, self._assumed_lines())
        return made


class Schedules(list[Schedule]):
    """Schedules side by side: the variants of a project."""

    def __init__(
        self, schedules: Iterable[Schedule], title: str = "", note: str = ""
    ) -> None:
        super().__init__(schedules)
        self.title = title
        self.note = note

    @overload
    def __getitem__(self, at: SupportsIndex | str, /) -> Schedule: ...
    @overload
    def __getitem__(self, at: slice, /) -> Schedules: ...
    def __getitem__(self, at: SupportsIndex | str | slice, /) -> Schedule | Schedules:
        """The schedule of that title or at that position; of a slice, schedules."""
        if isinstance(at, slice):
            return Schedules(super().__getitem__(at), self.title, self.note)
        if not isinstance(at, str):
            return super().__getitem__(at)
        for one in self:
            if one.title == at:
                return one
        raise KeyError(f"no schedule {at}, but {', '.join(self.titles)}")

    @property
    def titles(self) -> list[str]:
        """Of each."""
        return [one.title for one in self]

    @property
    def currency(self) -> str:
        """Of all of them; "" when none tells it, or they differ."""
        found = {one.currency for one in self}
        return found.pop() if len(found) == 1 else ""

    def plot(self, *, ax: Axes | None = None, title: str | None = None) -> Axes:
        """Draw the cumulative cash of each: plot.cash()."""
        from . import plot

        return plot.cash(self, ax=ax, title=title)

    def to_frame(self) -> pd.DataFrame:
        """A DataFrame with a row a schedule and a column a result; `attrs` has the units
        and the versions."""
        import pandas as pd

        index = pd.Index(self.titles, name="title")
        frame = pd.DataFrame([one.results for one in self], index=index)
        frame.attrs = {
            "title": self.title,
            "currency": self.currency,
            "units": {n: money(r.unit, self.currency) for n, r in result_rows().items()},
            "version": capi.aic_version(),
            "data_version": capi.aic_data_version(),
        }
        return frame

    def _lines(self) -> list[tuple[str, ...]]:
        return [
            line_of(row, self, self.currency)
            for row in result_rows().values()
            if any(one.results[row.name] == one.results[row.name] for one in self)
        ]

    def __repr__(self) -> str:
        header = ("result", *self.titles, "unit", "what it is")
        align = "l" + "r" * len(self)
        table = _table.text([header, *self._lines()], "  ", align)
        return f"{self.title}\n{table}".strip("\n")

    def _repr_html_(self) -> str:
        header = ("result", *self.titles, "unit", "what it is")
        return _table.html(self.title, header, self._lines())


def line_of(row: Any, schedules: Iterable[Schedule], currency: str) -> tuple[str, ...]:
    """One result of one schedule or of several, with its unit and what it is."""
    schedules = list(schedules)
    values = (_table.words(one.results[row.name], 7) for one in schedules)
    unit = "" if row.unit == "1" else money(row.unit, currency)
    reasons = {one.reasons[row.name] for one in schedules if row.name in one.reasons}
    return row.name, *values, unit, " ".join([row.summary, *sorted(reasons)])


def in_currency(origin: Origin, currency: str) -> Origin:
    """Money says which; presets know their own."""
    if origin.currency or not origin.unit.startswith("cur"):
        return origin
    return origin._replace(currency=currency)


def input_unit(name: str) -> str:
    """Of an input or an array."""
    return ARRAYS.get(name) or input_rows()[name].unit


def cited(key: str) -> Source | None:
    """The source of that key; words that are no key are its title."""
    if not key:
        return None
    try:
        return source(key)
    except KeyError:
        return Source("", key, "", "", "", 0, 0)


def record_of(origin: Origin) -> dict[str, Any]:
    """The origin of an input in plain Python types."""
    cited = origin.source.key or origin.source.title if origin.source else ""
    own = {"unit": origin.unit, "origin": origin.origin, "source": cited}
    return {**plain_origin(origin), **own}


def origin_of(name: str, record: Mapping[str, Any]) -> Origin:
    """What `to_dict` kept of the origin of an input."""
    made = restored_origin(name, record["unit"], record)
    return made._replace(origin=record["origin"], source=cited(record["source"]))


def same_results(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """The same names and values, NaN being equal to NaN."""
    return a.keys() == b.keys() and all(same(value, b[name]) for name, value in a.items())


def results_of(report: capi.aic_project_report) -> dict[str, float]:
    """What comes of a project, copied from C."""
    results = report.results
    return {name: getattr(results, name) for name in result_rows()}


def evaluate(
    plan: Plan, columns: list[Any]
) -> tuple[int, capi.aic_project_report, capi.aic_error]:
    """Call the library; status, report and error."""
    report, error = capi.aic_project_report(), capi.aic_error()
    status = capi.aic_project_schedule(*in_c(plan), columns, report, error)
    return status, report, error


def in_c(plan: Plan) -> tuple[capi.aic_project, Any, Any, Any, Any]:
    """A project as C has it, and its four arrays."""
    project = capi.aic_project_defaults()
    project.periods_per_year = plan.periods_per_year
    for name, word in plan.choices.items():
        setattr(project, name, CHOICES[name][word])
    for name, value in plan.numbers.items():
        capi.aic_project_set(project, name, value, None)
    cluster, facility, ramp, path = (plan.arrays.get(name) for name in ARRAYS)
    return project, cluster, facility, ramp, path


def compute(plan: Plan) -> Schedule:
    """The schedule of a project. What C refuses raises, and what is unusual warns."""
    error = capi.aic_error()
    status, rows = capi.aic_project_rows(*in_c(plan), error)
    if status < 0:
        raise_error(error)
    names = list(column_rows())
    columns = [np.empty(rows) for _ in names]
    status, report, error = evaluate(plan, columns)
    if status < 0:
        raise_error(error)
    if status == capi.AIC_W_UNUSUAL:
        warn_unusual(error.message)
    reasons = {
        name: capi.aic_status_text(getattr(report, field))
        for name, field in RATES.items()
        if getattr(report, field) != capi.AIC_OK
    }
    made = dict(zip(names, columns, strict=True))
    return Schedule(plan, results_of(report), reasons, made)


def give_results() -> None:
    """Every result of a project is an attribute of its schedule."""

    def attribute(row: Any) -> property:
        name = row.name
        doc = f"{row.summary} [{row.unit}]"
        return property(lambda schedule: schedule.results[name], doc=doc)

    for row in result_rows().values():
        setattr(Schedule, row.name, attribute(row))


give_results()
