"""Projects: what is said of an AI cluster, in keywords or in a file, and its schedule."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from . import _columns, _presets, capi
from ._model import Model, _OfInstance, model
from ._presets import Origin
from ._result import Result
from ._schedule import (
    ARRAYS,
    CHOICES,
    Plan,
    Schedule,
    Schedules,
    cited,
    compute,
    input_rows,
    rows_of,
)

if TYPE_CHECKING:
    from inspect import Signature
    from typing import TypeAlias, Unpack

    from ._project_words import ProjectWords
    from ._variables import Variable, Variables

    ProjectFile: TypeAlias = str | os.PathLike[str] | Mapping[str, Any]

FORMAT = "aicompute-project/1"
PERIODS = (1, 12)
NEEDED = "cluster_cost"
"""The input that every project must have."""
WORDS = ("title", "note", "chain", *CHOICES, "periods_per_year")
FILE_KEYS = ("format", *WORDS, "inputs", "variants")
VARIANT_KEYS = ("title", "note", *CHOICES, "inputs")
INPUT_KEYS = ("value", "source", "note")


class ProjectError(ValueError):
    """A project cannot be read; the message says where and why."""


class Said(NamedTuple):
    """A project as it was said, not read yet."""

    words: dict[str, Any]
    inputs: dict[str, Any]
    keywords: frozenset[str]
    """Names of inputs that are keywords of the call; the others stand in the file."""

    def where(self, name: str) -> str:
        """How a message names an input."""
        return name if name in self.keywords else f"inputs.{name}"


class Planner:
    """The schedule of a project: call it with what there is to say.

    >>> from aicompute import finance
    >>> cluster = finance.project(
    ...     cluster_cost="60.741 million USD",
    ...     gpu_count=1000,
    ...     utilization=0.7,
    ...     rental_price_per_gpu_hour="3.2 USD/h",
    ...     server_share_w=1275,
    ...     pue=1.25,
    ...     electricity_price_per_kwh=0.0826,
    ...     resale_fraction=0.125,
    ... )
    >>> round(cluster.internal_rate_of_return, 4), round(cluster.payback_years, 2)
    (0.1395, 3.68)
    >>> round(cluster.minimum_price_per_gpu_hour, 6)
    2.906813
    """

    def __call__(
        self,
        file: ProjectFile | None = None,
        /,
        *,
        variant: int | str | None = None,
        **given: Unpack[ProjectWords],
    ) -> Schedule:
        """Compute a schedule.

        file: the path of a project file, or its contents; then keywords say what it
            leaves out, or say it otherwise.
        variant: of a file with variants, the position or the title of one.
        given: by the names of project files: `title`, `note`, `mode`, `depreciation`,
            `repayment`, `periods_per_year`, inputs, and arrays. A value is a number, a
            figure as people write it, or a dict of `value`, `source` and `note`. `chain`
            is a model or a chain, by name or itself, whose results feed the project and
            whose inputs may then be given, from rows of data too (`gpu`, `country`,
            `household`); or a result that was computed before.
        """
        words: Mapping[str, Any] = given
        if file is None:
            if variant is not None:
                raise TypeError("variant chooses one of a file, and no file is given")
            return plan_of(say({}, {}, words))
        root = load(file)
        with noted(file):
            return plan_of(say(root, choose(root, variant), words))

    @property
    def inputs(self) -> Variables:
        """The numbers of a project by name, with defaults, ranges and sources."""
        return input_rows()

    @property
    def results(self) -> Variables:
        """What comes of a project, by name."""
        return rows_of(capi.aic_project_result)

    @property
    def columns(self) -> Variables:
        """The columns of a schedule, by name."""
        return rows_of(capi.aic_project_column)

    def __repr__(self) -> str:
        return "<project: the schedule of an AI cluster and what comes of it>"

    def _repr_html_(self) -> str:
        return self.inputs._repr_html_()

    def __reduce__(self) -> str:
        return "project"

    def _describe(self) -> str:
        inputs = "\n".join(map(told, self.inputs.values()))
        results = "\n".join(f"{row.name}: {row.summary}" for row in self.results.values())
        parts = [f"{Planner.__call__.__doc__}", "Inputs\n------", inputs]
        return "\n".join([*parts, "\nResults\n-------", results, ""])

    def _make_signature(self) -> Signature:
        from inspect import Parameter, Signature

        keyword = Parameter.KEYWORD_ONLY
        optional = dict.fromkeys(["variant", *WORDS, *ARRAYS])
        optional |= {word: next(iter(words)) for word, words in CHOICES.items()}
        optional |= {"periods_per_year": 1}
        for row in self.inputs.values():
            optional[row.name] = None if row.required else row.default
        return Signature(
            [
                Parameter("file", Parameter.POSITIONAL_ONLY, default=None),
                *(Parameter(n, keyword, default=value) for n, value in optional.items()),
                Parameter("of_chain", Parameter.VAR_KEYWORD),
            ],
            return_annotation=Schedule,
        )

    __doc__ = _OfInstance(_describe, __doc__)  # type: ignore[assignment]
    __signature__ = _OfInstance(_make_signature)


project = Planner()


def projects(file: ProjectFile, /, **given: Unpack[ProjectWords]) -> Schedules:
    """The schedules of all variants of a project file, side by side.

    file:  the path of a project file, or its contents.
    given: as for project(); what a variant says itself is an error.

    >>> from aicompute import finance
    >>> found = finance.projects(
    ...     {
    ...         "format": "aicompute-project/1",
    ...         "inputs": {"cluster_cost": "5.1 trillion USD", "fixed_opex_share": 0,
    ...                    "resale_fraction": 0, "discount_rate": "10%"},
    ...         "variants": [
    ...             {"title": "for ever", "mode": "perpetuity"},
    ...             {"title": "worn out in 5 years", "mode": "finite-life"},
    ...         ],
    ...     }
    ... )
    >>> {one.title: f"{one.required_revenue_per_year:.4g}" for one in found}
    {'for ever': '5.1e+11', 'worn out in 5 years': '1.345e+12'}
    """
    root = load(file)
    words: Mapping[str, Any] = given
    with noted(file):
        rows = variants_of(root)
        made = [plan_of(say(root, row, words)) for row in rows or [{}]]
    return Schedules(made, root.get("title", ""), root.get("note", ""))


@contextmanager
def noted(file: ProjectFile) -> Iterator[None]:
    """Errors say which file they are about."""
    try:
        yield
    except Exception as error:
        if not isinstance(file, Mapping):
            error.add_note(f"in {os.fspath(file)}")
        raise


def load(file: ProjectFile) -> Mapping[str, Any]:
    """The contents of a project file, of a format that is known."""
    if isinstance(file, Mapping):
        root: Any = file
    elif isinstance(file, (str, os.PathLike)):
        try:
            root = json.loads(Path(file).read_text(encoding="utf-8"))
        except ValueError as error:
            raise ProjectError(f"{os.fspath(file)} is not JSON: {error}") from None
    else:
        raise TypeError(f"a project file is a path or a dict, not {type(file).__name__}")
    with noted(file):
        check_keys("the file", root, FILE_KEYS)
        if root.get("format") != FORMAT:
            raise ProjectError(f'"format" is {root.get("format")!r}, not {FORMAT!r}')
        if not isinstance(root.get("inputs"), Mapping):
            raise ProjectError('"inputs" must be an object')
        for i, row in enumerate(variants_of(root)):
            check_keys(f"variants[{i}]", row, VARIANT_KEYS)
            if not isinstance(row.get("inputs", {}), Mapping):
                raise ProjectError(f'variants[{i}]: "inputs" must be an object')
    return dict(root)


def variants_of(root: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The variants of a file; none when it has none."""
    rows = root.get("variants")
    if rows is None:
        return []
    if not isinstance(rows, Sequence) or isinstance(rows, str) or not rows:
        raise ProjectError('"variants" must be an array of objects')
    return rows


def choose(root: Mapping[str, Any], variant: int | str | None) -> Mapping[str, Any]:
    """The variant that is asked for."""
    rows = variants_of(root)
    titles = [row.get("title", "") for row in rows]
    known = ", ".join(f'"{title}"' for title in titles)
    if variant is None:
        if rows:
            raise ValueError(
                f"the file has variants: name one with variant=, of {known}, or compute "
                "them all with projects()"
            )
        return {}
    if isinstance(variant, str):
        if titles.count(variant) != 1:
            raise ValueError(f'no variant has the title "{variant}", but {known}')
        return rows[titles.index(variant)]
    if not 0 <= variant < len(rows):
        raise ValueError(f"variant {variant} is not one of the {len(rows)} of the file")
    return rows[variant]


def say(
    root: Mapping[str, Any], variant: Mapping[str, Any], given: Mapping[str, Any]
) -> Said:
    """What a file, one of its variants and keywords say together. A keyword says what the
    file says otherwise; what the variant says would be ignored either way."""
    given = {name: value for name, value in given.items() if value is not None}
    own = {**variant, **variant.get("inputs", {})}
    for name in given:
        if name in own and name != "inputs":
            raise TypeError(f"{name} is given, and the variant says it too")
    words = {n: v for n, v in {**root, **variant, **given}.items() if n in WORDS}
    inputs = {**root.get("inputs", {}), **variant.get("inputs", {})}
    inputs |= {name: value for name, value in given.items() if name not in WORDS}
    keywords = frozenset(given.keys() - set(WORDS))
    return Said(words, inputs, keywords)


def plan_of(said: Said) -> Schedule:
    """Read what was said, and compute the schedule."""
    return compute(Reader(said).read())


class Reader:
    """Reads one project; keeps the currency, of which there may be one."""

    def __init__(self, said: Said) -> None:
        self.said = said
        self.currency = ""
        self.currency_of = ""
        self.origins: dict[str, Origin] = {}

    def read(self) -> Plan:
        """The project as numbers, and where they come from."""
        words, chain = self.said.words, self.said.words.get("chain")
        if isinstance(chain, str):
            chain = find_model(chain)
        elif chain is not None and not isinstance(chain, (Model, Result)):
            raise TypeError(f"chain is {chain!r}: give a model, a chain or a result")
        choices = {name: choice(name, words.get(name)) for name in CHOICES}
        arrays = {
            name: self.array(name, value)
            for name, value in self.said.inputs.items()
            if name in ARRAYS
        }
        self.read_numbers(chain)
        return Plan(
            title=text(words, "title"),
            note=text(words, "note"),
            chain="" if chain is None else chain_name(chain),
            currency=self.currency,
            choices=choices,
            periods_per_year=periods(words.get("periods_per_year", 1)),
            arrays=arrays,
            origins=self.origins,
        )

    def read_numbers(self, chain: Model | Result | None) -> None:
        """The numbers of the project, and those of its chain."""
        chain_inputs = chain.inputs if isinstance(chain, Model) else {}
        rows: Mapping[str, Variable] = {**chain_inputs, **input_rows()}
        presets = {}
        for name, value in self.said.inputs.items():
            if name in ARRAYS:
                continue
            if isinstance(chain, Model) and name in _presets.keywords():
                presets[name] = value
            elif name not in rows or self.is_computed(name, chain):
                raise self.unknown(name, chain, list(rows))
            else:
                self.origins[name] = self.number(name, value, rows[name])
        if isinstance(chain, Model):
            own = {n: o.value for n, o in self.origins.items() if n in chain.inputs}
            chain = chain(**own, **presets)
        if chain is not None:
            self.feed(chain)

    def is_computed(self, name: str, chain: Model | Result | None) -> bool:
        of = chain.model if isinstance(chain, Result) else chain
        return of is not None and name in of.results

    def feed(self, made: Result) -> None:
        """Take from a result what the project has too, and where that is from."""
        for name, value in made.results.items():
            if name in input_rows():
                unit = input_rows()[name].unit
                self.take(name, value, unit, "computed", chain_name(made))
        for name, origin in made.origins.items():
            if origin.origin not in ("given", "preset"):
                continue
            if origin.origin == "preset":
                self.agree(origin.unit, origin.currency, name)
            if name not in self.origins:
                as_number(name, origin.value)
                self.origins[name] = origin

    def take(self, name: str, value: Any, unit: str, origin: str, by: str) -> None:
        number = as_number(name, value)
        self.origins[name] = Origin(name, number, unit, origin, None, table=by)

    def number(self, name: str, value: Any, row: Variable) -> Origin:
        """The value of an input, and its source where that is told."""
        where, key = self.said.where(name), ""
        if isinstance(value, Mapping):
            check_keys(where, value, INPUT_KEYS)
            if "value" not in value:
                raise ProjectError(f'{where}: "value" is missing')
            key = text(value, "source", where)
            value = value["value"]
        number = self.value(where, value, row.unit, name)
        return Origin(name, number, row.unit, "given", cited(key))

    def array(self, name: str, values: Any) -> _columns.Floats:
        """An array of a project: numbers, or figures as people write them."""
        where = self.said.where(name)
        is_one = not hasattr(values, "__len__") or getattr(values, "ndim", 1) == 0
        if is_one or isinstance(values, (str, bytes, Mapping)):
            raise ProjectError(f"{where}: must be an array of numbers")
        unit = ARRAYS[name]
        made = [
            self.value(f"{where}[{i}]", one, unit, name) for i, one in enumerate(values)
        ]
        if not made:
            raise ProjectError(f"{where}: must be an array of numbers, and it is empty")
        return np.array(made)

    def value(self, where: str, value: Any, unit: str, name: str) -> float:
        if not isinstance(value, str):
            return as_number(where, value)
        figure, error = capi.aic_figure(), capi.aic_error()
        if capi.aic_figure_parse(value, unit, figure, error) < 0:
            raise ProjectError(f"{where}: {error.message}")
        self.agree(unit, figure.currency, name)
        return float(figure.value)

    def agree(self, unit: str, currency: str, name: str) -> None:
        """All money of a project is in one currency."""
        if not unit.startswith("cur") or not currency:
            return
        if self.currency not in ("", currency):
            raise ProjectError(
                f"two currencies: {self.currency_of} is in {self.currency}, {name} is "
                f"in {currency}; convert one with the model currency"
            )
        if not self.currency:
            self.currency, self.currency_of = currency, name

    def unknown(
        self, name: str, chain: Model | Result | None, known: list[str]
    ) -> Exception:
        """What there is to say of an input that a project does not have."""
        words = [*ARRAYS]
        if name in self.said.keywords:
            words += [*WORDS, "variant"]
        if isinstance(chain, Model):
            words += _presets.keywords()
        if chain is not None and self.is_computed(name, chain):
            why = f"it is computed by {chain_name(chain)}: leave it out"
        elif chain is None and name in _presets.keywords():
            why = "rows of data fill the inputs of a chain: name one with chain="
        else:
            near = get_close_matches(name, [*known, *words], n=1)
            why = f'did you mean "{near[0]}"?' if near else "no input has that name"
        if name in self.said.keywords:
            return TypeError(f'project: "{name}" is no input here; {why}')
        return ProjectError(f"{self.said.where(name)}: is no input here; {why}")


def told(row: Variable) -> str:
    """An input in a line. Where there is no default only the cost must be given."""
    line = str(row)
    return line if row.name == NEEDED else line.replace("] required:", "]:", 1)


def as_number(name: str, value: Any) -> float:
    """One number."""
    if value.__class__ in _columns.SCALARS:
        return _columns.as_float(value)
    number = _columns.as_column(value, name)
    if isinstance(number, np.ndarray):
        raise TypeError(f"{name} is an array: one number is needed here")
    return number


def chain_name(chain: Model | Result) -> str:
    return chain.model.name if isinstance(chain, Result) else chain.name


def find_model(name: str) -> Model:
    try:
        return model(name)
    except (TypeError, ValueError) as error:
        raise ProjectError(f"chain: {error}") from None


def choice(name: str, said: Any) -> str:
    """One of the words that there are; the first when nothing is said."""
    words = CHOICES[name]
    if said is None:
        return next(iter(words))
    if isinstance(said, str) and said in words:
        return said
    near = get_close_matches(said, words, n=1) if isinstance(said, str) else []
    more = f'; did you mean "{near[0]}"?' if near else ""
    raise ProjectError(f"{name} is {said!r}, and none of {', '.join(words)}{more}")


def periods(said: Any) -> int:
    if type(said) is bool or said not in PERIODS:
        raise ProjectError(f"periods_per_year is {said!r}, not 1 or 12")
    return int(said)


def text(words: Mapping[str, Any], key: str, where: str = "") -> str:
    said = words.get(key, "")
    if not isinstance(said, str):
        raise ProjectError(f'{where + ": " if where else ""}"{key}" must be a text')
    return said


def check_keys(where: str, row: object, keys: Sequence[str]) -> None:
    if not isinstance(row, Mapping):
        raise ProjectError(f"{where}: must be an object")
    for key in row:
        if key not in keys:
            near = get_close_matches(str(key), keys, n=1)
            more = f'did you mean "{near[0]}"?' if near else f"known: {', '.join(keys)}"
            raise ProjectError(f'{where}: unknown key "{key}"; {more}')
