"""Does a published figure hold? Claim files in, the verdicts of the C library out."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, SupportsIndex, overload

from . import _table, capi
from ._claims import (
    NAN,
    RELATIONS,
    Article,
    ClaimError,
    Given,
    Situation,
    Statement,
    WhatIf,
    read_article,
)
from ._errors import DomainError, MissingInputError, raise_error
from ._variables import Source, equal, source

if TYPE_CHECKING:
    import pandas as pd

Claims = str | os.PathLike[str] | Mapping[str, Any]

HOLD = (capi.AIC_HOLDS, capi.AIC_HOLDS_ROUNDING)
ODDS_COLUMNS = {"odds": "probability", "odds_low": "low", "odds_high": "high"}
ODDS_SEED = 1
"""The same samples each time, those of the command."""


class Implied(NamedTuple):
    """The value of one input that would make a statement hold exactly."""

    input: str
    value: float
    unit: str
    usual: bool
    """Whether it is inside what is usual."""


class Supposed(NamedTuple):
    """What comes out of a "what if"."""

    text: str
    value: float
    unit: str
    note: str


class Odds(NamedTuple):
    """How likely a statement holds when what is not stated may be anything usual."""

    probability: float
    """NaN when the model refuses every sample."""
    low: float
    """Lower end of the 95 % interval of the probability."""
    high: float
    q05: float
    """5th percentile of the computed figure."""
    median: float
    q95: float
    samples: int
    refused: int
    """Samples that the model refused."""
    varied: int
    """Inputs that varied."""


class Finding(NamedTuple):
    """The verdict on one statement, and how it came about."""

    article: str
    id: str
    text: str
    model: str
    result: str
    stated: str
    """The figure as printed."""
    relation: str
    value: float
    """The stated figure, in `unit`."""
    computed: float
    """NaN when it cannot be computed."""
    unit: str
    currency: str
    ratio: float
    """Computed divided by stated."""
    verdict: str
    holds: bool
    tolerance: float
    """How far computed and stated may differ and still agree."""
    least: float
    """The least figure that the rounding of stated inputs allows."""
    most: float
    slip: float
    """The factor of a unit slip; else NaN."""
    explanation: str
    note: str
    inputs: dict[str, Given]
    """What the file gives, by name."""
    assumed: dict[str, Source | str]
    """What the article leaves out, with the source of what was taken instead."""
    implied: tuple[Implied, ...]
    also: dict[str, float]
    """Further results that a reader may want."""
    what_if: tuple[Supposed, ...]
    odds: Odds | None = None
    """Of what does not hold, when they were asked for."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Finding) and equal(tuple(self), tuple(other))

    def __hash__(self) -> int:
        return hash((self.article, self.id, self.stated, self.verdict))

    def __repr__(self) -> str:
        odds = f", {shown_odds(self.odds)}" if self.odds else ""
        return f"<{self.id}: {self.verdict}{odds}; {self.explanation}>"


class Audit(list[Finding]):
    """The findings of one or several articles, for people to read.

    >>> import aicompute as aic
    >>> aic.audit()["B2"].verdict
    'unit slip'
    """

    def __init__(self, findings: Iterable[Finding], articles: Iterable[Article]) -> None:
        super().__init__(findings)
        self.articles = tuple(articles)

    @overload
    def __getitem__(self, at: SupportsIndex | str, /) -> Finding: ...
    @overload
    def __getitem__(self, at: slice, /) -> Audit: ...
    def __getitem__(self, at: SupportsIndex | str | slice, /) -> Finding | Audit:
        """The finding of that id or at that position; of a slice, an audit."""
        if isinstance(at, slice):
            return Audit(super().__getitem__(at), self.articles)
        if not isinstance(at, str):
            return super().__getitem__(at)
        for one in self:
            if one.id == at:
                return one
        raise KeyError(f"no statement {at}, but {', '.join(self.verdicts)}")

    def article(self, id: str, /) -> Audit:
        """The findings of one article alone.

        >>> import aicompute as aic
        >>> list(aic.audit().article("D").verdicts)
        ['D1', 'D2']
        """
        articles = [one for one in self.articles if one.id == id]
        if not articles:
            known = ", ".join(one.id for one in self.articles)
            raise KeyError(f"no article {id}, but {known}")
        return Audit((one for one in self if one.article == id), articles)

    @property
    def holds(self) -> bool:
        """Whether every statement holds."""
        return all(one.holds for one in self)

    @property
    def verdicts(self) -> dict[str, str]:
        """The verdicts by the ids of the statements."""
        return {one.id: one.verdict for one in self}

    def to_frame(self) -> pd.DataFrame:
        """A DataFrame with a row a statement, indexed by id; `attrs` has the versions.

        With `odds` and the ends of their interval when they were asked for.
        """
        import pandas as pd

        columns = Finding._fields[: Finding._fields.index("note")]
        rows = [one[: len(columns)] for one in self]
        frame = pd.DataFrame(rows, columns=columns).set_index("id")
        if any(one.odds for one in self):
            for name, field in ODDS_COLUMNS.items():
                frame[name] = [getattr(one.odds, field, NAN) for one in self]
        frame.attrs = {
            "version": capi.aic_version(),
            "data_version": capi.aic_data_version(),
        }
        return frame

    def _rows(self) -> list[tuple[object, ...]]:
        return [
            (
                one.id,
                one.stated if one.relation == "about" else f"{one.relation} {one.stated}",
                _table.with_unit(
                    one.computed, one.unit.replace("cur", one.currency or "cur")
                ),
                f"{one.verdict} ({shown_odds(one.odds)})" if one.odds else one.verdict,
                one.explanation,
            )
            for one in self
        ]

    def __repr__(self) -> str:
        tally = Counter(one.verdict for one in self)
        summary = ", ".join(f"{count} {verdict}" for verdict, count in tally.items())
        return f"{_table.text(row[:4] for row in self._rows())}\n{summary}"

    def _repr_html_(self) -> str:
        titles = "; ".join(
            f"{one.title}, {one.publisher}, {one.date}" for one in self.articles
        )
        header = ("id", "stated", "computed", "verdict", "explanation")
        return _table.html(titles, header, self._rows())


def audit(
    claims: Claims | Iterable[Claims] | None = None, /, *, uncertain: bool = False
) -> Audit:
    """Recompute what articles state, and judge it.

    claims: the path of a claim file or its contents, or several; the five articles that
    come with the package when left out.
    uncertain: find the odds of what does not hold: how likely it is to hold within its
    printed precision when each input that is not stated is anything in its usual range.

    >>> import aicompute as aic
    >>> aic.audit().verdicts["A4"]
    'does not hold'
    """
    if claims is None:
        several: Iterable[Claims] = shipped()
    elif isinstance(claims, (str, os.PathLike, Mapping)):
        several = [claims]
    else:
        several = claims
    articles = [read_article(load(one)) for one in several]
    findings = []
    for article in articles:
        for one in article.statements:
            with said_at(one.id):
                findings.append(judge(article, one, uncertain))
    return Audit(findings, articles)


@contextmanager
def said_at(where: str) -> Iterator[None]:
    """What stands against a computation is said with the place in the file."""
    try:
        yield
    except (DomainError, MissingInputError) as error:
        raise ClaimError(f"{where}: {error}") from error


def shown_odds(odds: Odds) -> str:
    """The probability as people read it."""
    if odds.probability != odds.probability:
        return "odds unknown"
    return f"odds {100 * odds.probability:.3g} %"


def shipped() -> list[Mapping[str, Any]]:
    """The claim files that come with the package, in the order of their ids."""
    from importlib import resources

    folder = resources.files(__package__) / "claims"
    files = (file for file in folder.iterdir() if file.name.endswith(".json"))
    found = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return sorted(found, key=lambda claims: str(claims["id"]))


def load(claims: Claims) -> Mapping[str, Any]:
    """The contents of a claim file."""
    if isinstance(claims, Mapping):
        return claims
    try:
        contents = json.loads(Path(claims).read_text(encoding="utf-8"))
    except ValueError as error:
        raise ClaimError(f"{claims} is not JSON: {error}") from None
    if not isinstance(contents, dict):
        raise ClaimError(f"{claims} must be an object")
    return contents


def judge(article: Article, statement: Statement, uncertain: bool = False) -> Finding:
    """The verdict of the C library on one statement."""
    situation, figure = statement.situation, statement.figure
    model, result = situation.model, situation.result
    report, error = capi.aic_audit_report(), capi.aic_error()
    status, implied = capi.aic_audit(
        model._handle,
        audit_inputs(situation),
        model._result_at[result],
        audit_figure(figure.value, figure.half_unit),
        RELATIONS[statement.relation],
        report,
        error,
    )
    if status < 0:
        raise_error(error)
    computable = report.verdict != capi.AIC_NOT_COMPUTABLE
    made = quietly(situation) if computable and statement.also else {}
    inputs = list(model.inputs.values())
    return Finding(
        article=article.id,
        id=statement.id,
        text=statement.text,
        model=model.name,
        result=result,
        stated=statement.stated,
        relation=statement.relation,
        value=figure.value,
        computed=report.computed,
        unit=situation.unit,
        currency=situation.currency,
        ratio=report.ratio,
        verdict=capi.aic_verdict_text(report.verdict),
        holds=report.verdict in HOLD,
        tolerance=report.tolerance,
        least=report.least,
        most=report.most,
        slip=report.slip,
        explanation=report.explanation,
        note=statement.note,
        inputs=situation.inputs,
        assumed=assumptions(situation),
        implied=tuple(
            Implied(
                inputs[one.input].name, one.value, inputs[one.input].unit, bool(one.usual)
            )
            for one in implied
        ),
        also={name: made.get(name, NAN) for name in statement.also},
        what_if=tuple(suppose_all(statement)),
        odds=odds_of(statement) if uncertain and report.verdict not in HOLD else None,
    )


def odds_of(statement: Statement) -> Odds:
    """The odds of the C library on one statement."""
    situation, figure = statement.situation, statement.figure
    options, odds = capi.aic_odds_options(), capi.aic_odds()
    options.seed, error = ODDS_SEED, capi.aic_error()
    status = capi.aic_audit_odds(
        situation.model._handle,
        audit_inputs(situation),
        situation.model._result_at[situation.result],
        audit_figure(figure.value, figure.half_unit),
        RELATIONS[statement.relation],
        options,
        odds,
        error,
    )
    if status < 0:
        raise_error(error)
    return Odds(*(getattr(odds, name) for name in Odds._fields))


def audit_inputs(situation: Situation) -> list[capi.aic_audit_input]:
    """One input of the C audit for each of the model."""
    rows = []
    for name in situation.model.inputs:
        row = capi.aic_audit_input()
        row.low = row.high = NAN
        given = situation.inputs.get(name)
        if given is not None:
            row.value, row.half_unit = given.value, given.half_unit
            row.low, row.high = given.low, given.high
            row.origin = capi.AIC_STATED if given.stated else capi.AIC_ASSUMED
        rows.append(row)
    return rows


def audit_figure(value: float, half_unit: float) -> capi.aic_figure:
    figure = capi.aic_figure()
    figure.value, figure.half_unit = value, half_unit
    return figure


def assumptions(situation: Situation) -> dict[str, Source | str]:
    """What was not stated and has a value all the same, with its source."""
    found: dict[str, Source | str] = {}
    for name, row in situation.model.inputs.items():
        given = situation.inputs.get(name)
        if given is None and not row.required:
            found[name] = row.source
        elif given is not None and not given.stated:
            found[name] = known_source(given.source)
    return found


def known_source(key: str) -> Source | str:
    try:
        return source(key)
    except KeyError:
        return key


def quietly(situation: Situation) -> dict[str, float]:
    """The results of a situation; that an input is unusual is for the verdict to say."""
    values = situation.model._row(situation.values)
    made = situation.model._no_results[:]
    error = capi.aic_error()
    if capi.aic_model_evaluate(situation.model._handle, values, made, error) < 0:
        raise_error(error)
    return dict(zip(situation.model.results, made, strict=True))


def suppose_all(statement: Statement) -> Iterator[Supposed]:
    """What comes out of each "what if" of a statement."""
    for i, what_if in enumerate(statement.what_if):
        with said_at(f"{statement.id}: what_if[{i}]"):
            yield suppose(what_if)


def suppose(what_if: WhatIf) -> Supposed:
    """What comes out of a "what if", or the input that gives what is wanted."""
    situation, solve = what_if.situation, what_if.solve
    if solve is None:
        value = quietly(situation)[situation.result]
        return Supposed(what_if.text, value, situation.unit, what_if.note)
    known: dict[str, Any] = {n: v for n, v in situation.values.items() if n != solve}
    known[situation.result] = what_if.wanted
    roots = [
        one for one in situation.model.solve_all(solve, **known) if one.kind == "root"
    ]
    value = roots[0].value if roots else NAN
    return Supposed(what_if.text, value, situation.model.inputs[solve].unit, what_if.note)
