"""Claim files: what an article states, as JSON.

Whatever is wrong in a file is said with the statement and the key; an unknown key is an
error, since a misspelt one would be an input ignored.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from . import capi
from ._model import Model, model
from ._variables import Variable, source

FORMAT = "aicompute-claims/1"
DIGITS_MAX = 17
NAN = float("nan")

ARTICLE_KEYS = (
    *("format", "id", "title", "publisher", "date"),
    *("language", "summary", "address", "statements"),
)
STATEMENT_KEYS = (
    *("id", "text", "stated", "digits", "model", "result"),
    *("inputs", "relation", "also", "note", "what_if"),
)
WHAT_IF_KEYS = ("text", "note", "model", "result", "inputs", "solve", "wanted")
INPUT_KEYS = ("stated", "assumed", "digits", "usual", "source", "note")
RELATIONS = {
    "about": capi.AIC_ABOUT,
    "at least": capi.AIC_AT_LEAST,
    "at most": capi.AIC_AT_MOST,
    "over": capi.AIC_AT_LEAST,
    "under": capi.AIC_AT_MOST,
}


class ClaimError(ValueError):
    """A claim file cannot be read; the message says where and why."""


class Figure(NamedTuple):
    """A figure as it was printed."""

    value: float
    half_unit: float
    """Half a unit of the last significant digit."""
    currency: str


class Given(NamedTuple):
    """What a file says about one input."""

    value: float
    half_unit: float
    low: float
    """Bounds of what is usual here; NaN for those of the model."""
    high: float
    stated: bool
    """Whether the article states it; else the auditor assumes it."""
    text: str
    """The figure as printed."""
    source: str
    note: str


class Situation(NamedTuple):
    """A model, the inputs given, and the result in question."""

    model: Model
    inputs: dict[str, Given]
    result: str
    currency: str

    @property
    def values(self) -> dict[str, float]:
        """The inputs given, as numbers."""
        return {name: given.value for name, given in self.inputs.items()}

    @property
    def unit(self) -> str:
        """Of the result."""
        return self.model.results[self.result].unit


class WhatIf(NamedTuple):
    """Another value, another model, or the input that gives a wanted result."""

    text: str
    note: str
    situation: Situation
    solve: str | None
    wanted: float


class Statement(NamedTuple):
    """One stated figure, and what is needed to recompute it."""

    id: str
    text: str
    stated: str
    relation: str
    note: str
    figure: Figure
    situation: Situation
    also: tuple[str, ...]
    what_if: tuple[WhatIf, ...]


class Article(NamedTuple):
    """A publication and its statements."""

    id: str
    title: str
    publisher: str
    date: str
    language: str
    summary: str
    address: str
    statements: tuple[Statement, ...]


def read_article(claims: Mapping[str, Any]) -> Article:
    """An article from the JSON of a claim file."""
    check_keys("the file", claims, ARTICLE_KEYS)
    if claims.get("format") != FORMAT:
        raise ClaimError(f'"format" is {claims.get("format")!r}, not {FORMAT!r}')
    rows = claims.get("statements")
    if not isinstance(rows, list) or not rows:
        raise ClaimError('"statements" must be an array with a statement')
    statements = tuple(
        read_statement(f"statements[{i}]", row) for i, row in enumerate(rows)
    )
    ids = [one.id for one in statements]
    for one in ids:
        if ids.count(one) > 1:
            raise ClaimError(f'two statements have the id "{one}"')
    return Article(
        id=text(claims, "id"),
        title=text(claims, "title"),
        publisher=text(claims, "publisher"),
        date=text(claims, "date"),
        language=text(claims, "language", default="en"),
        summary=text(claims, "summary", default=""),
        address=text(claims, "address", default=""),
        statements=statements,
    )


def read_statement(where: str, row: Mapping[str, Any]) -> Statement:
    """One statement of an article."""
    check_keys(where, row, STATEMENT_KEYS)
    where = f"{where} ({text(row, 'id', where)})"
    relation = text(row, "relation", where, default="about")
    if relation not in RELATIONS:
        raise ClaimError(
            f'{where}: "relation" is {relation!r}, and none of {", ".join(RELATIONS)}'
        )
    chain = find_model(where, text(row, "model", where))
    result = find_result(where, chain, text(row, "result", where))
    situation = read_inputs(where, Situation(chain, {}, result, ""), row, texts=False)
    stated = text(row, "stated", where)
    figure = with_digits(where, read_figure(where, stated, situation.unit), row)
    situation = one_currency(where, situation, situation.unit, figure)
    also = tuple(find_result(where, chain, name) for name in array(where, row, "also"))
    what_if = tuple(
        read_what_if(f"{where}: what_if[{i}]", situation, one)
        for i, one in enumerate(array(where, row, "what_if"))
    )
    return Statement(
        id=text(row, "id", where),
        text=text(row, "text", where),
        stated=stated,
        relation=relation,
        note=text(row, "note", where, default=""),
        figure=figure,
        situation=situation,
        also=also,
        what_if=what_if,
    )


def read_what_if(where: str, base: Situation, row: Mapping[str, Any]) -> WhatIf:
    """Without a model of its own it is the statement with some inputs changed."""
    check_keys(where, row, WHAT_IF_KEYS)
    situation = base
    if "model" in row:
        chain = find_model(where, text(row, "model", where))
        situation = Situation(chain, {}, text(row, "result", where), "")
    result = text(row, "result", where, default=situation.result)
    situation = situation._replace(result=find_result(where, situation.model, result))
    situation = read_inputs(where, situation, row)
    solve, wanted = row.get("solve"), NAN
    if (solve is None) != ("wanted" not in row):
        raise ClaimError(f'{where}: "solve" and "wanted" need each other')
    if solve is not None:
        find_input(where, situation.model, solve)
        figure = read_figure(where, text(row, "wanted", where), situation.unit)
        situation = one_currency(where, situation, situation.unit, figure)
        wanted = figure.value
    note = text(row, "note", where, default="")
    return WhatIf(text(row, "text", where), note, situation, solve, wanted)


def read_inputs(
    where: str, base: Situation, row: Mapping[str, Any], *, texts: bool = True
) -> Situation:
    """The situation with the inputs that a row gives, of which some may be texts."""
    given = row.get("inputs", {})
    if not isinstance(given, Mapping):
        raise ClaimError(f'{where}: "inputs" must be an object')
    situation = base._replace(inputs=dict(base.inputs))
    for name, value in given.items():
        own = f"{where}: inputs.{name}"
        of = find_input(where, base.model, name)
        if isinstance(value, str) and not texts:
            raise ClaimError(
                f"{own}: is a text, which only a what-if may have: write "
                '{"stated": ...} or {"assumed": ..., "source": ...}'
            )
        made, figure = read_input(own, of, value)
        situation = one_currency(own, situation, of.unit, figure)
        situation.inputs[name] = made
    return situation


def read_input(where: str, of: Variable, value: object) -> tuple[Given, Figure]:
    """`{"stated": "400 W"}` or `{"assumed": ...}`; a text alone is assumed."""
    row = {"assumed": value} if isinstance(value, str) else value
    check_keys(where, row, INPUT_KEYS)
    assert isinstance(row, Mapping)
    if ("stated" in row) == ("assumed" in row):
        raise ClaimError(f'{where}: must have either "stated" or "assumed"')
    stated = "stated" in row
    printed = text(row, "stated" if stated else "assumed", where)
    figure = with_digits(where, read_figure(where, printed, of.unit), row)
    low, high = read_usual(where, of, row)
    made = Given(
        value=figure.value,
        half_unit=figure.half_unit if stated else 0.0,
        low=low,
        high=high,
        stated=stated,
        text=printed,
        source=check_source(where, text(row, "source", where, default="")),
        note=text(row, "note", where, default=""),
    )
    return made, figure


def read_usual(where: str, of: Variable, row: Mapping[str, Any]) -> tuple[float, float]:
    """The bounds of what is usual, where the file gives them."""
    usual = row.get("usual")
    if usual is None:
        return NAN, NAN
    if not isinstance(usual, Sequence) or len(usual) != 2:
        raise ClaimError(f'{where}: "usual" must be two texts')
    low, high = (read_figure(where, bound, of.unit).value for bound in usual)
    if low > high:
        raise ClaimError(f'{where}: "usual" has its greater end first')
    return low, high


def read_figure(where: str, printed: object, unit: str) -> Figure:
    """A figure as people write it, in the unit wanted."""
    if not isinstance(printed, str):
        raise ClaimError(f"{where}: a figure is a text, as it is printed")
    figure, error = capi.aic_figure(), capi.aic_error()
    if capi.aic_figure_parse(printed, unit, figure, error) < 0:
        raise ClaimError(f"{where}: {error.message}")
    return Figure(figure.value, figure.half_unit, figure.currency)


def with_digits(where: str, figure: Figure, row: Mapping[str, Any]) -> Figure:
    """A file may know better how precisely a figure was printed."""
    digits = row.get("digits")
    if digits is None:
        return figure
    if type(digits) is not int or not 1 <= digits <= DIGITS_MAX:
        raise ClaimError(
            f'{where}: "digits" is {digits!r}, and must be from 1 to {DIGITS_MAX}'
        )
    if not figure.value:
        return figure
    exponent = math.floor(math.log10(abs(figure.value))) + 1 - digits
    return figure._replace(half_unit=0.5 * 10.0**exponent)


def one_currency(
    where: str, situation: Situation, unit: str, figure: Figure
) -> Situation:
    """The situation with the currency of a figure, which must be the only one."""
    if not unit.startswith("cur") or not figure.currency:
        return situation
    if situation.currency not in ("", figure.currency):
        raise ClaimError(
            f"{where}: two currencies, {situation.currency} and {figure.currency}; "
            "convert one with the model currency"
        )
    return situation._replace(currency=figure.currency)


def check_source(where: str, key: str) -> str:
    """A source is a key of the library, which must then exist, or words."""
    if key and not any(mark in key for mark in " .,:/"):
        try:
            source(key)
        except KeyError:
            raise ClaimError(
                f'{where}: no source has the key "{key}"; your own words are two or more'
            ) from None
    return key


def check_keys(where: str, row: object, keys: Sequence[str]) -> None:
    if not isinstance(row, Mapping):
        raise ClaimError(f"{where}: must be an object")
    for key in row:
        if key not in keys:
            raise ClaimError(f'{where}: unknown key "{key}"; known are {", ".join(keys)}')


def text(
    row: Mapping[str, Any], key: str, where: str = "the file", default: str | None = None
) -> str:
    value = row.get(key, default)
    if value is None:
        raise ClaimError(f'{where}: "{key}" is missing')
    if not isinstance(value, str):
        raise ClaimError(f'{where}: "{key}" is {value!r}, and must be a text')
    return value


def array(where: str, row: Mapping[str, Any], key: str) -> Sequence[Any]:
    value = row.get(key, [])
    if not isinstance(value, list):
        raise ClaimError(f'{where}: "{key}" must be an array')
    return value


def find_model(where: str, name: str) -> Model:
    try:
        return model(name)
    except (TypeError, ValueError) as error:
        raise ClaimError(f"{where}: {error}") from None


def find_result(where: str, chain: Model, name: str) -> str:
    if name not in chain.results:
        raise ClaimError(f'{where}: {chain.name} has no result named "{name}"')
    return name


def find_input(where: str, chain: Model, name: str) -> Variable:
    if name not in chain.inputs:
        error = capi.aic_error()
        capi.aic_model_input_index(chain._handle, name, error)
        raise ClaimError(f"{where}: {error.message}")
    return chain.inputs[name]
