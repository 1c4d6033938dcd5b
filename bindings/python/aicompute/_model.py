"""Models and chains as callable objects, made from what the C library says of itself."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Never

import numpy as np
from numpy import ndarray

from . import _columns, _presets, _table, capi
from ._aicompute import aic_evaluate_columns, aic_model_evaluate
from ._columns import SCALARS
from ._errors import (
    DomainError,
    MissingInputError,
    SolutionError,
    domain_error,
    raise_error,
    warn_unusual,
)
from ._presets import Filled, Origin, Presets
from ._result import Result
from ._variables import Variable, Variables, nearest, variable

if TYPE_CHECKING:
    from inspect import Signature

    import pandas as pd

    from ._samples import Precision, Samples
    from ._sampling import Job
    from ._sensitivity import MorrisEffects, SobolIndices, Tornado

OnError = Literal["raise", "coerce"]
Progress = Callable[[int, int], object]

ROOT_KINDS = {capi.AIC_ROOT: "root", capi.AIC_FLAT: "flat", capi.AIC_JUMP: "jump"}
SOLUTIONS_MAX = 64
PLAIN_ROWS_MAX = 2**20
"""More rows than this go the long way, which asks whether they fit in memory."""
OPTIONS = ("errors", "threads", "results", "progress", "presets")
"""Words of a call that are no inputs."""
REFUSED = (capi.AIC_E_RANGE, capi.AIC_E_CONDITION)


class Solution(NamedTuple):
    """One value of an input that gives the wanted result."""

    value: float
    end: float
    """The far end of a flat stretch; else the same as `value`."""
    kind: str
    """`root`, `flat`, or `jump`: the result jumps across the wanted value."""
    usual: bool
    """Whether the value is inside the usual range of its input."""


class _OfInstance:
    """An attribute that instances compute and the class has as a plain value."""

    def __init__(self, compute: Callable[[Any], object], of_class: object = None) -> None:
        self.compute = compute
        self.of_class = of_class

    def __get__(self, instance: object, owner: type) -> object:
        if instance is not None:
            return self.compute(instance)
        if self.of_class is None:
            raise AttributeError("only instances have it")
        return self.of_class


class Model:
    """A model, or a chain of models: call it with its inputs.

    >>> import aicompute as aic
    >>> aic.fleet_power(gpu_count=50_000, gpu_power_w=400).it_power_mw
    20.0
    """

    def __init__(self, handle: capi.aic_model) -> None:
        self._handle = handle
        self._pointer = handle.this
        self.name: str = capi.aic_model_name(handle)
        count = capi.aic_model_input_count(handle)
        self._defaults = array("d", bytes(8 * count))
        capi.aic_model_defaults(handle, self._defaults)
        self._no_columns: list[object] = [None] * count
        self._no_results = array("d", bytes(8 * capi.aic_model_result_count(handle)))

    @cached_property
    def summary(self) -> str:
        """What the model computes, in one sentence."""
        if len(self.steps) > 1:
            return " Then: ".join(step.summary for step in self.steps)
        text: str = capi.aic_model_summary(self._handle)
        return text

    @cached_property
    def equation(self) -> str:
        """The equations of the model, one a line."""
        return "\n".join(capi.aic_model_equation(step._handle) for step in self.steps)

    @cached_property
    def inputs(self) -> Variables:
        """The inputs by name; of a chain, those that no model in it computes."""
        count = range(len(self._defaults))
        return Variables(variable(capi.aic_model_input(self._handle, i)) for i in count)

    @cached_property
    def results(self) -> Variables:
        """The results by name; of a chain, those of all its models."""
        count = range(len(self._no_results))
        rows = (variable(capi.aic_model_result(self._handle, i)) for i in count)
        return Variables(rows, of_results=True)

    @cached_property
    def steps(self) -> tuple[Model, ...]:
        """The models that a chain is made of; a model itself when it stands alone."""
        if capi.aic_model_id(self._handle) != capi.AIC_CHAIN:
            return (self,)
        count = range(capi.aic_model_step_count(self._handle))
        found = (capi.aic_model_step(self._handle, i) for i in count)
        return tuple(model(capi.aic_model_name(step)) for step in found)

    @cached_property
    def _input_at(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.inputs)}

    @cached_property
    def _result_at(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.results)}

    def __call__(
        self,
        /,
        *misplaced: Never,
        errors: OnError = "raise",
        threads: int = 1,
        results: Iterable[str] | str | None = None,
        progress: Progress | None = None,
        presets: Presets | None = None,
        **inputs: Any,
    ) -> Result:
        """Evaluate. Numbers in, numbers out; arrays or Series in, the same out.

        errors: what an input out of range does: "raise", or "coerce" its rows to NaN.
        threads: how many to use for columns.
        results: names of the results wanted, all when left out. What only other
            results need is not computed, and need not be given.
        progress: called with the rows done and the rows in all; may raise to stop.
        presets: rows of `aicompute.data`, or a dict of row names by table, that fill
            inputs that are not given. `gpu`, `country` and `household` do so for the
            tables of accelerators, countries and households.
        """
        if misplaced:
            raise self._unnamed(misplaced[0])
        if errors != "raise" and errors != "coerce":
            raise ValueError(f'errors is "raise" or "coerce", not {errors!r}')
        if presets is not None:
            return self._evaluate(inputs, errors, threads, results, progress, presets)
        values = self._defaults[:]
        position = self._input_at
        try:
            for name, value in inputs.items():
                if value.__class__ not in SCALARS:
                    break
                values[position[name]] = value
            else:
                if results is not None:
                    return self._evaluate(inputs, errors, threads, results, progress)
                made = self._no_results[:]
                status = aic_model_evaluate(self._pointer, values, made, None)
                if status:
                    self._tell(values, made, errors)
                return Result(self, inputs, made)
            if (
                value.__class__ is ndarray
                and value.ndim == 1
                and value.size <= PLAIN_ROWS_MAX
                and progress is None
            ):
                return self._evaluate_plain(inputs, value.size, errors, threads, results)
        except (BufferError, KeyError, OverflowError, TypeError):
            pass  # rows of data, or not all float64 of one length: the long way
        return self._evaluate(inputs, errors, threads, results, progress)

    def columns(
        self,
        frame: pd.DataFrame,
        /,
        *,
        errors: OnError = "raise",
        threads: int = 1,
        results: Iterable[str] | str | None = None,
        progress: Progress | None = None,
        presets: Presets | None = None,
        **inputs: Any,
    ) -> Result:
        """Evaluate the rows of a DataFrame whose column names are inputs.

        Columns of results and of anything but numbers are passed over; a column of
        numbers with another name is an error. `inputs` are further inputs, or presets,
        for all rows.
        """
        given = dict(inputs)
        if not hasattr(getattr(frame, "columns", None), "is_unique"):
            raise TypeError(f"a DataFrame is needed, not {type(frame).__name__}")
        if not frame.columns.is_unique:
            twice = frame.columns[frame.columns.duplicated()][0]
            raise ValueError(f"two columns have the name {twice!r}")
        for name in frame.columns:
            if name in given:
                raise TypeError(
                    f"{self.name}: {name} is a column of the DataFrame and is given "
                    "beside it: drop one of the two"
                )
            if name in self._input_at:
                given[name] = frame[name]
            elif name not in self._result_at and frame[name].dtype.kind in "iuf":
                unknown = self._unknown_input(str(name))
                raise TypeError(
                    f"{unknown}: columns of numbers must be inputs or results, so drop it"
                )
        try:
            return self._evaluate(given, errors, threads, results, progress, presets)
        except MissingInputError as missing:
            raise self._label_explained(missing, frame.columns) from None
        except DomainError as refused:
            if refused.row is not None:
                label = frame.index[refused.row]
                refused.add_note(f"that row has the index {label!r}")
            raise

    def _label_explained(
        self, error: MissingInputError, columns: Iterable[Any]
    ) -> MissingInputError:
        """A column of row names is a label: said where such a row has what is missing."""
        for word, names in _presets.fillable(tuple(self.inputs)).items():
            if error.variable in names and word in columns:
                return MissingInputError(
                    f"{error}; the column {word} does not fill it: one row of data "
                    f'serves all rows, by {word}="..." in the call',
                    error.variable,
                )
        return error

    def solve(
        self, unknown: str, /, *, presets: Presets | None = None, **known_and_wanted: Any
    ) -> float:
        """The one value of the input `unknown` that gives the result wanted.

        Raises SolutionError when there is none, or more than one.

        >>> import aicompute as aic
        >>> aic.fleet_power.solve("gpu_count", it_power_mw=20, gpu_power_w=400)
        50000.0
        """
        found = self.solve_all(unknown, presets=presets, **known_and_wanted)
        roots = [one for one in found if one.kind != "jump"]
        if len(roots) == 1 and roots[0].kind == "root":
            return roots[0].value
        wanted = ", ".join(
            f"{name} = {_table.number(value)}"
            for name, value in known_and_wanted.items()
            if name in self._result_at
        )
        if not roots:
            reach = self._reach(unknown, presets, known_and_wanted)
            raise SolutionError(f"no value of {unknown} gives {wanted}{reach}", found)
        values = ", ".join(_table.number(one.value) for one in roots)
        raise SolutionError(
            f"more than one value of {unknown} gives {wanted}: {values}; see solve_all",
            found,
        )

    def _reach(
        self, unknown: str, presets: Presets | None, known_and_wanted: Mapping[str, Any]
    ) -> str:
        """What a result that was not reached is where an input is usual."""
        wanted = next(name for name in known_and_wanted if name in self._result_at)
        given = {name: v for name, v in known_and_wanted.items() if name != wanted}
        known, _ = self._fill(given, presets, lenient=True, taken=unknown)
        values, made = self._row(known), self._no_results[:]
        row, ends = self.inputs[unknown], []
        for value in (row.low, row.high):
            values[self._input_at[unknown]] = value
            if aic_model_evaluate(self._pointer, values, made, None) < 0:
                return ""
            ends.append(_table.number(made[self._result_at[wanted]]))
        low, high = _table.number(row.low), _table.number(row.high)
        if ends[0] == ends[1]:
            return f": it stays at {ends[0]} from {unknown} = {low} to {high}"
        return f": it is {ends[0]} at {unknown} = {low} and {ends[1]} at {high}"

    def solve_all(
        self, unknown: str, /, *, presets: Presets | None = None, **known_and_wanted: Any
    ) -> list[Solution]:
        """All values of the input `unknown` that give the result wanted, ascending."""
        position = self._input_at.get(unknown)
        if unknown in known_and_wanted:
            raise TypeError(f"{self.name}: {unknown} is sought, so leave its value out")
        if position is None:
            raise self._unknown_input(unknown)
        wanted = [name for name in known_and_wanted if name in self._result_at]
        given = {n: v for n, v in known_and_wanted.items() if n not in wanted}
        if len(wanted) != 1:
            strange = given.keys() - self._input_at.keys() - _presets.keywords().keys()
            near = [one for name in strange for one in nearest(name, self._result_at)]
            raise TypeError(
                "give exactly one of the results of "
                f"{self.name}: {', '.join(self._result_at)}"
                + (f'; did you mean "{near[0]}"?' if near else "")
            )
        known, filled = self._fill(given, presets, lenient=True, taken=unknown)
        values = self._row(known)
        result = self._result_at[wanted[0]]
        target = self._number(wanted[0], known_and_wanted[wanted[0]])
        error = capi.aic_error()
        capacity = SOLUTIONS_MAX
        while True:
            status, found, count = capi.aic_solve(
                self._handle, values, position, result, target, capacity, error
            )
            if status == capi.AIC_E_MISSING:
                missing = MissingInputError(error.message, error.variable)
                raise _presets.explained(missing, filled)
            if status < 0:
                raise_error(error)
            if count <= capacity:
                break
            capacity = count
        return [
            Solution(s.value, s.end, ROOT_KINDS[s.kind], bool(s.usual)) for s in found
        ]

    def sample(
        self,
        n: int = 1_000_000,
        *,
        seed: int = 1,
        results: Iterable[str] | str | None = None,
        method: Literal["random", "latin", "sobol", "sobol_unscrambled"] = "random",
        usual: bool = False,
        exceeds: Mapping[str, float | Iterable[float]] | None = None,
        correlations: Mapping[tuple[str, str], float] | None = None,
        precision: Mapping[str, Precision | float] | None = None,
        quantile_bits: int = 0,
        threads: int | None = None,
        progress: Progress | bool | None = None,
        presets: Presets | None = None,
        **inputs: Any,
    ) -> Samples:
        """Evaluate many samples of what is known of the inputs, and sum them up.

        An input is a number, a distribution of this package, a frozen one of
        scipy.stats, or "usual" for its usual range. When none is a distribution, every
        input that is not given varies over its usual range.

        n: how many samples.
        seed: other seeds draw other samples. The same one gives the same bits, whatever
            the threads.
        results: names of the results wanted, all when left out.
        method: "random", "latin" hypercube, or "sobol" points.
        usual: whether what is not given varies beside the distributions.
        exceeds: results or uncertain inputs, and values at which to count exactly.
        correlations: rank correlations, as `{("pue", "gpu_power_w"): 0.5}`.
        precision: stop when these results are known so well: a share of the mean, or a
            `Precision`.
        quantile_bits: quantiles are within a share of 2**-bits; 0 for 10, which is 0.1 %.
        threads: as many as there are processors when left out.
        progress: called with the samples done and those in all; True for a bar, where
            tqdm is installed. It may raise StopIteration to end the run.
        presets: as in a call.

        Raises SamplingInterrupted, a KeyboardInterrupt that has what was drawn.
        """
        from ._samples import sample

        return sample(
            self,
            n,
            inputs,
            seed=seed,
            results=results,
            method=method,
            vary_usual=usual,
            exceeds=exceeds,
            correlations=correlations,
            precision=precision,
            quantile_bits=quantile_bits,
            threads=threads,
            progress=progress,
            presets=presets,
        )

    def job(
        self,
        n: int = 1_000_000,
        *,
        seed: int = 1,
        results: Iterable[str] | str | None = None,
        method: Literal["random", "latin", "sobol", "sobol_unscrambled"] = "random",
        usual: bool = False,
        exceeds: Mapping[str, float | Iterable[float]] | None = None,
        correlations: Mapping[tuple[str, str], float] | None = None,
        quantile_bits: int = 0,
        presets: Presets | None = None,
        **inputs: Any,
    ) -> Job:
        """The samples that `sample` would draw, as a plan to be sent to other processes.

        Each draws some blocks with `Job.draw`, which gives Samples; their `merge` puts
        them together, to the same bits in any order. Arguments are as for `sample`.
        """
        from ._samples import job_of

        job, _ = job_of(
            self,
            n,
            inputs,
            seed=seed,
            results=results,
            method=method,
            vary_usual=usual,
            exceeds=exceeds,
            correlations=correlations,
            quantile_bits=quantile_bits,
            presets=presets,
        )
        return job

    def tornado(
        self,
        result: str,
        /,
        *,
        low: float = 0.05,
        high: float = 0.95,
        usual: bool = False,
        presets: Presets | None = None,
        **inputs: Any,
    ) -> Tornado:
        """A result with each uncertain input at its low and its high value.

        The others stay at their medians. Inputs are as for `sample`: when none is a
        distribution, every input that is not given varies over its usual range.

        low, high: the percentiles that an input goes between, as probabilities.
        usual: whether what is not given varies beside the distributions.
        presets: as in a call.
        """
        from ._sensitivity import tornado

        return tornado(self, result, low, high, inputs, vary_usual=usual, presets=presets)

    def sobol_indices(
        self,
        n: int = 2**14,
        *,
        seed: int = 1,
        results: Iterable[str] | str | None = None,
        usual: bool = False,
        confidence: float = 0.95,
        replicates: int = 1000,
        threads: int | None = None,
        progress: Progress | bool | None = None,
        presets: Presets | None = None,
        **inputs: Any,
    ) -> SobolIndices:
        """What share of the variance of results is due to each uncertain input.

        By Jansen's estimators: the model is evaluated `n*(uncertain inputs + 2)` times,
        at scrambled Sobol' points. Inputs are as for `sample`, without correlations.

        n: how many points; a power of two is best.
        seed: of the scrambling and the bootstrap.
        results: names of the results wanted, all when left out.
        usual: whether what is not given varies beside the distributions.
        confidence, replicates: of the intervals of the bootstrap.
        threads, progress, presets: as for `sample`.

        >>> import aicompute as aic
        >>> made = aic.facility_power.sobol_indices(
        ...     results="facility_power_mw",
        ...     it_power_mw=aic.uniform(10, 30),
        ...     pue=aic.uniform(1, 2),
        ... )
        >>> {row.input: (round(row.first, 2), round(row.total, 2)) for row in made}
        {'it_power_mw': (0.67, 0.7), 'pue': (0.3, 0.33)}
        """
        from ._sensitivity import sobol_indices

        return sobol_indices(
            self,
            n,
            inputs,
            seed=seed,
            results=results,
            vary_usual=usual,
            confidence=confidence,
            replicates=replicates,
            threads=threads,
            progress=progress,
            presets=presets,
        )

    def morris(
        self,
        n: int = 50,
        *,
        seed: int = 1,
        results: Iterable[str] | str | None = None,
        usual: bool = False,
        levels: int = 4,
        progress: Progress | bool | None = None,
        presets: Presets | None = None,
        **inputs: Any,
    ) -> MorrisEffects:
        """Which inputs matter at all, from few evaluations: elementary effects.

        n: how many trajectories, each of as many evaluations as inputs vary, and one.
        levels: of the grid that inputs move on; an even number.
        The rest is as for `sobol_indices`.
        """
        from ._sensitivity import morris

        return morris(
            self,
            n,
            inputs,
            seed=seed,
            results=results,
            vary_usual=usual,
            levels=levels,
            progress=progress,
            presets=presets,
        )

    def __or__(self, other: Model) -> Model:
        """The chain of both: results of the one feed inputs of the other by name."""
        if not isinstance(other, Model):
            return NotImplemented
        error = capi.aic_error()
        _, chain = capi.aic_model_chain([self._handle, other._handle], error)
        return Model(chain) if chain else raise_error(error)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Model) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __reduce__(self) -> tuple[Callable[[str], Model], tuple[str]]:
        return model, (self.name,)

    def __repr__(self) -> str:
        return f"<{self.name}: {self.summary}>"

    def _repr_html_(self) -> str:
        heading = _table.html(f"{self.name}: {self.summary}", (), ())
        return heading + self.inputs._repr_html_() + self.results._repr_html_()

    def _describe(self) -> str:
        results = _table.text((r.name, r.unit, r.summary) for r in self.results.values())
        given = "\n\n".join(_input_words(row) for row in self.inputs.values())
        for word, names in _presets.fillable(tuple(self.inputs)).items():
            table = _presets.keywords()[word]
            given += (
                f"\n\n{word} : str or Row, optional\n    A row of {table}, which fills "
                f"{', '.join(names)}."
            )
        return (
            f"{self.summary}\n\n{self.equation}\n\nInputs\n------\n{given}\n\n"
            f"Results\n-------\n{results}\n"
        )

    def _make_signature(self) -> Signature:
        from inspect import Parameter, Signature, signature

        words = _presets.fillable(tuple(self.inputs))
        optional = {name for names in words.values() for name in names}
        own = [
            Parameter(
                name,
                Parameter.KEYWORD_ONLY,
                default=Parameter.empty
                if row.required and name not in optional
                else row.default,
            )
            for name, row in self.inputs.items()
        ]
        own += [Parameter(w, Parameter.KEYWORD_ONLY, default=None) for w in words]
        options = list(signature(Model.__call__).parameters.values())[2:-1]
        return Signature([*own, *options], return_annotation=Result)

    __doc__ = _OfInstance(_describe, __doc__)  # type: ignore[assignment]
    __signature__ = _OfInstance(_make_signature)

    def _unnamed(self, first: object) -> TypeError:
        """What there is to say of values without names."""
        names = ", ".join(f"{name}=..." for name in tuple(self.inputs)[:2])
        how = f"{self.name}: inputs are given by name, as {names}"
        if hasattr(first, "columns"):
            return TypeError(f"{how}; a DataFrame goes to .columns(frame)")
        if isinstance(first, Mapping):
            return TypeError(f"{how}; a dict of them goes in as **given")
        return TypeError(how)

    def _unknown_input(self, name: str) -> TypeError:
        """What there is to say of an input that the model does not have."""
        words = [*_presets.fillable(tuple(self.inputs)), *OPTIONS]
        near = nearest(name, [*self.inputs, *words, *self._result_at])
        if near and near[0] in words and name not in self._result_at:
            return TypeError(
                f'{self.name} has no input named "{name}"; did you mean "{near[0]}"?'
            )
        error = capi.aic_error()
        capi.aic_model_input_index(self._handle, name, error)
        return TypeError(error.message or f"{self.name}: {name} is given twice")

    def _unknown_of(self, given: Iterable[str]) -> TypeError:
        return self._unknown_input(next(n for n in given if n not in self._input_at))

    def _row(self, given: Mapping[str, Any]) -> array[float]:
        """All inputs of one row by position."""
        values = self._defaults[:]
        for name, value in given.items():
            if name not in self._input_at:
                raise self._unknown_input(name)
            values[self._input_at[name]] = self._number(name, value)
        return values

    def _number(self, name: str, value: Any) -> float:
        if value.__class__ in SCALARS:
            return _columns.as_float(value)
        number = _columns.as_column(value, name)
        if isinstance(number, ndarray):
            raise TypeError(f"{name} is an array: one number is needed here")
        return number

    def _tell(self, values: array[float], made: array[float], errors: OnError) -> None:
        """Warn or raise, as the row says that was evaluated."""
        error = capi.aic_error()
        status = aic_model_evaluate(self._pointer, values, made, error)
        if status == capi.AIC_W_NEVER:  # an infinite result shows by itself
            return
        if status > 0:
            warn_unusual(error.message)
        elif status not in REFUSED or errors != "coerce":
            raise_error(error)

    def _fill(
        self,
        given: Mapping[str, Any],
        presets: Presets | None,
        lenient: bool,
        taken: str = "",
    ) -> tuple[Mapping[str, Any], Filled]:
        """All inputs that have a value other than the default, and which of them rows
        of data filled. `taken` is an input that no row may fill."""
        chosen = given.keys() - self._input_at.keys()
        if not chosen <= _presets.keywords().keys():
            words = _presets.keywords()
            known = {name: v for name, v in given.items() if name not in words}
            raise self._unknown_of(known)
        rows = _presets.rows_asked_for(given, presets)
        own = {name: value for name, value in given.items() if name not in chosen}
        if not rows:
            return own, Filled({}, {})
        fixed = [*own, taken] if taken else own
        filled = _presets.fill(self._handle, rows, self._input_at, fixed, lenient)
        own |= {name: origin.value for name, origin in filled.origins.items()}
        return own, filled

    def _evaluate(
        self,
        given: Mapping[str, Any],
        errors: OnError,
        threads: int,
        results: Iterable[str] | str | None,
        progress: Progress | None,
        presets: Presets | None = None,
    ) -> Result:
        """Evaluate whatever can be made into columns of one shape."""
        if presets is None and given.keys() <= self._input_at.keys():
            return self._evaluate_all(given, errors, threads, results, progress, None)
        given, filled = self._fill(given, presets, lenient=results is not None)
        try:
            return self._evaluate_all(
                given, errors, threads, results, progress, filled.origins
            )
        except MissingInputError as error:
            raise _presets.explained(error, filled) from None

    def _evaluate_all(
        self,
        given: Mapping[str, Any],
        errors: OnError,
        threads: int,
        results: Iterable[str] | str | None,
        progress: Progress | None,
        filled: Mapping[str, Origin] | None,
    ) -> Result:
        """Evaluate with inputs that all have their values."""
        table = _columns.read(given)
        if not table.shape and results is None:
            row, made = self._row(table.columns), self._no_results[:]
            if aic_model_evaluate(self._pointer, row, made, None):
                self._tell(row, made, errors)
            return Result(self, table.columns, made, filled)
        columns, shape, labels = table
        _columns.require_memory(table, len(self._wanted(results)))
        inputs = self._no_columns[:]
        for name, column in columns.items():
            inputs[self._input_at[name]] = _columns.flat(column, shape)
        outputs = self._outputs(results, shape)
        self._run(inputs, outputs, prod(shape), errors, threads, progress)
        if not shape:
            outputs = [one if one is None else float(one) for one in outputs]
        if labels is None:
            return Result(self, columns, outputs, filled)
        series = [_columns.series(output, labels) for output in outputs]
        given = {n: _columns.series(c, labels) for n, c in columns.items()}
        return Result(self, given, series, filled)

    def _evaluate_plain(
        self,
        given: Mapping[str, Any],
        rows: int,
        errors: OnError,
        threads: int,
        results: Iterable[str] | str | None,
    ) -> Result:
        """Evaluate numbers and float64 arrays of one length, as C takes them."""
        inputs = self._no_columns[:]
        position = self._input_at
        for name, column in given.items():
            inputs[position[name]] = column
        outputs = self._outputs(results, rows)
        self._run(inputs, outputs, rows, errors, threads, None)
        return Result(self, given, outputs)

    def _wanted(self, results: Iterable[str] | str | None) -> tuple[int, ...]:
        """Positions of the results wanted."""
        names = results if results is None or isinstance(results, str) else tuple(results)
        known = self._positions.get(names)
        if known is None:
            known = self._positions[names] = self._find_results(names)
        return known

    @cached_property
    def _positions(self) -> dict[tuple[str, ...] | str | None, tuple[int, ...]]:
        return {None: tuple(range(len(self._no_results)))}

    def _find_results(self, names: tuple[str, ...] | str | None) -> tuple[int, ...]:
        wanted = (names,) if isinstance(names, str) else names or ()
        try:
            return tuple(self._result_at[name] for name in wanted)
        except KeyError as unknown:
            error = capi.aic_error()
            capi.aic_model_result_index(self._handle, unknown.args[0], error)
            raise TypeError(error.message) from None

    def _used_by(self, wanted: Iterable[str]) -> list[str]:
        """The inputs that wanted results depend on, in the order of the model."""
        needed = set(wanted)
        if len(needed) == len(self._no_results):
            return list(self.inputs)
        for step in reversed(self.steps):
            if needed & step.results.keys():
                needed.update(step.inputs)
        return [name for name in self.inputs if name in needed]

    def _outputs(
        self, results: Iterable[str] | str | None, shape: int | tuple[int, ...]
    ) -> list[Any]:
        """Arrays for the results wanted, by position; None for the others."""
        outputs: list[Any] = [None] * len(self._no_results)
        for i in self._wanted(results):
            outputs[i] = np.empty(shape)
        return outputs

    def _run(
        self,
        inputs: list[Any],
        outputs: list[Any],
        rows: int,
        errors: OnError,
        threads: int,
        progress: Progress | None,
    ) -> None:
        """Fill the outputs. What C writes its report into is used again and again."""
        options = None
        if threads != 1:
            options = capi.aic_columns_options()
            options.threads = _columns.thread_count(threads)
        try:
            scratch = _scratch.pop()
        except IndexError:
            scratch = _Scratch()
        status = aic_evaluate_columns(
            self._pointer,
            inputs,
            outputs,
            rows,
            options,
            scratch.report_pointer,
            scratch.error_pointer,
            progress,
        )
        if status:
            self._tell_rows(status, scratch, inputs, outputs, rows, errors)
        _scratch.append(scratch)

    def _tell_rows(
        self,
        status: int,
        scratch: _Scratch,
        inputs: list[Any],
        outputs: list[Any],
        rows: int,
        errors: OnError,
    ) -> None:
        """Warn or raise, as the rows say that were evaluated."""
        if status in REFUSED and errors == "coerce":  # by a constant: all rows
            for output in outputs:
                if output is not None:
                    output.fill(np.nan)
            return
        if status < 0:
            raise_error(scratch.error)
        report = scratch.report
        if report.rows_failed and errors == "raise":
            self._raise_refused(report.rows_failed, inputs, outputs)
        if report.rows_unusual:
            warn_unusual(
                f"{self.name}: {report.rows_unusual:,} of {rows:,} rows have an input "
                f"outside its usual range, the first of them {scratch.error.message}"
            )

    def _raise_refused(self, failed: int, inputs: list[Any], outputs: list[Any]) -> None:
        """Raise for the first row that was refused; rows with a NaN are only missing.

        The rows that are not missing are evaluated again, so that C describes the first.
        """
        arrays = [one for one in inputs if isinstance(one, ndarray)]
        missing = np.isnan(arrays[0])
        for one in arrays[1:]:
            missing |= np.isnan(one)
        refused = failed - int(missing.sum())
        if not refused:
            return
        kept = np.flatnonzero(~missing)
        some = [one[kept] if isinstance(one, ndarray) else one for one in inputs]
        made = [None if one is None else np.empty(len(kept)) for one in outputs]
        error = capi.aic_error()
        aic_evaluate_columns(
            self._pointer, some, made, len(kept), None, None, error, None
        )
        more = f" (and {refused - 1:,} more such rows)" if refused > 1 else ""
        raise domain_error(error, int(kept[error.row]), more)


class _Scratch:
    """What C reports into: making it costs more than a call on few rows."""

    def __init__(self) -> None:
        self.report = capi.aic_columns_report()
        self.error = capi.aic_error()
        self.report_pointer = self.report.this
        self.error_pointer = self.error.this


_scratch: list[_Scratch] = []


def _input_words(row: Variable) -> str:
    default = "required" if row.required else f"default {row.default:g}"
    return (
        f"{row.name} : float, {default}\n    {row.summary} [{row.unit}; "
        f"{row.min:g} to {row.max:g}, usually {row.low:g} to {row.high:g}; {row.source}]"
    )


_built_in: dict[str, Model] = {}


def _load() -> dict[str, Model]:
    """All built-in models by name."""
    for i in range(capi.aic_model_count()):
        one = Model(capi.aic_model_at(i))
        _built_in[one.name] = one
    return _built_in


def models() -> tuple[Model, ...]:
    """All built-in models."""
    return tuple(_built_in.values())


def model(text: str, /) -> Model:
    """A model by name, or a chain of names with `|` between them.

    >>> import aicompute as aic
    >>> aic.model("fleet_power | facility_power").name
    'fleet_power | facility_power'
    """
    if text in _built_in:
        return _built_in[text]
    error = capi.aic_error()
    _, chain = capi.aic_model_from_text(text, error)
    return Model(chain) if chain else raise_error(error)


def path(given: str | Iterable[str], wanted: str, /) -> Model:
    """The shortest chain from the inputs given to the result wanted.

    A keyword of presets, such as "gpu", stands for an input that it can fill.

    >>> import aicompute as aic
    >>> aic.path("gpu_count", "facility_power_mw").name
    'fleet_power | facility_power'
    >>> aic.path(["gpu", "gpu_count"], "it_power_mw").name
    'gpu_power | fleet_power'
    """
    names = [given] if isinstance(given, str) else list(given)
    everything = tuple(dict.fromkeys(n for one in models() for n in one.inputs))
    words = _presets.fillable(everything)
    error = capi.aic_error()
    chains = []
    for starts in product(*(words.get(name, (name,)) for name in names)):
        _, chain = capi.aic_model_path(list(starts), wanted, error)
        if chain:
            chains.append(Model(chain))
    if not chains:
        raise_error(error)
    found = min(chains, key=lambda one: len(one.steps))
    return _built_in.get(found.name, found)
