"""Write the type stubs of the package: of the typed layer from the tables of the library,
of the C interface from the module that SWIG made, of the names of projects.

usage: stubs.py PACKAGE_DIRECTORY TEMPLATE OUTPUT CAPI_OUTPUT PROJECT_OUTPUT

Runs while the package is built, so it imports the C interface alone: NumPy may not be
there.
"""

import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Row(NamedTuple):
    """What a stub needs to know of a variable."""

    name: str
    unit: str
    summary: str
    default: float

    @property
    def doc(self) -> str:
        return f"{self.summary} [{self.unit}]"

    def parameter(self, kind: str, fillable: bool) -> str:
        """As a keyword of a call; a row of reference data may give what is required."""
        required = "..." if fillable else ""
        default = required if self.default != self.default else repr(self.default)
        return f"{self.name}: {kind}" + (f" = {default}" if default else "")


PRESETS = "presets: Presets | None = None"
OPTIONS = (
    'errors: OnError = "raise"',
    "threads: int = 1",
    "results: Iterable[str] | str | None = None",
    "progress: Progress | None = None",
    PRESETS,
)

SETTER = """\
    @{name}.setter
    def {name}(self, value: Any) -> None: ...
"""

CAPI = """\
from typing import Any

class _SwigNonDynamicMeta(type):
    def __setattr__(cls, name: str, value: object) -> None: ...
"""

PROJECT = '''\
"""What may be said of a project by keyword, and what comes of it."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypedDict

from numpy.typing import NDArray

from ._data import Row
from ._model import Model
from ._result import Result

Figure: TypeAlias = float | str | Mapping[str, Any] | None
Figures: TypeAlias = Sequence[float | str] | NDArray[Any] | None

class ProjectWords(TypedDict, total=False):
    title: str | None
    note: str | None
    chain: str | Model | Result | None
    mode: Literal["finite-life", "replacement", "perpetuity"] | None
    depreciation: (
        Literal["straight-line", "sum-of-years-digits", "declining-balance", "macrs"]
        | Literal["market-value", "none"]
        | None
    )
    repayment: Literal["level", "equal-principal"] | None
    periods_per_year: Literal[1, 12] | None
    cluster_shares: Figures
    facility_shares: Figures
    utilization_ramp: Figures
    price_path: Figures
{words}
class ScheduleResults:
{results}'''

STRUCT = """\
class {name}(metaclass=_SwigNonDynamicMeta):
    this: Any
    __swig_destroy__: Any
    def __init__({parameters}) -> None: ...
"""

RESULT = '''\
@type_check_only
class _{name}Result(Result, Generic[_V]):
    """{doc}"""
{properties}
'''

PROPERTY = '''\
    @property
    def {name}(self) -> _V:
        """{doc}"""
'''

ROW = '''\
@type_check_only
class _{name}Row(Row):
    """One row: {doc}"""
{cells}
'''

CELL = '''\
    @property
    def {name}(self) -> {kind}:
        """{doc}"""
'''

DATA = """\
@type_check_only
class _Data(Data):
    def as_of(self, version: str | int) -> _Data: ...
{tables}
data: _Data
"""

TABLE = '''\
    @property
    def {name}(self) -> Table[_{row}Row]:
        """{doc}"""
'''

MODEL = '''\
@type_check_only
class _{name}(Model):
    """{doc}"""
    @overload  # type: ignore[override]
    def __call__({overlap}
        self,
        /,
        {numbers},
    ) -> _{name}Result[float]: ...
    @overload
    def __call__(
        self,
        /,
        {arrays},
    ) -> _{name}Result[_Floats]: ...
    @overload
    def __call__(
        self,
        /,
        {series},
    ) -> _{name}Result[Any]: ...
    def solve(  # type: ignore[override]
        self,
        unknown: Literal[{names}],
        /,
        *,
        {known},
    ) -> float: ...
    def solve_all(  # type: ignore[override]
        self,
        unknown: Literal[{names}],
        /,
        *,
        {known},
    ) -> list[Solution]: ...

{variable}: _{name}
"""{doc}"""
'''


def lines(parameters: list[str]) -> str:
    """One parameter a line."""
    return ",\n        ".join(parameters)


def read(row: object) -> Row:
    """One row of a table."""
    return Row(row.name, row.unit, row.summary, row.value)


def classes(name: str) -> str:
    """The name of a model or a table in the names of its classes."""
    return "".join(part.capitalize() for part in name.split("_"))


def columns(capi: object, table: object) -> list[object]:
    """The columns of a reference table."""
    count = range(capi.aic_table_field_count(table))
    return [capi.aic_table_field(table, i) for i in count]


def keywords(capi: object) -> dict[str, set[str]]:
    """The inputs that the row of a table can fill, by the word for such a row."""
    tables = [capi.aic_table_at(i) for i in range(capi.aic_table_count())]
    return {
        capi.aic_table_keyword(table): {
            one.name for one in columns(capi, table) if one.kind == capi.AIC_NUMBER
        }
        for table in tables
        if capi.aic_table_keyword(table)
    }


def data_stub(capi: object) -> str:
    """The classes of the rows of each table, and the tables."""
    rows, tables = [], []
    for table in (capi.aic_table_at(i) for i in range(capi.aic_table_count())):
        name = capi.aic_table_name(table)
        doc = capi.aic_table_summary(table)
        cells = "".join(
            CELL.format(
                name=one.name,
                kind="Number" if one.kind == capi.AIC_NUMBER else "Text",
                doc=f"{one.summary} [{one.unit}]" if one.unit else one.summary,
            )
            for one in columns(capi, table)
        )
        rows.append(ROW.format(name=classes(name), doc=doc, cells=cells))
        tables.append(TABLE.format(name=name, row=classes(name), doc=doc))
    return "\n".join(rows) + "\n" + DATA.format(tables="".join(tables))


def stub_of(capi: object, model: object) -> str:
    """The classes of one model, and its variable."""
    count = range(capi.aic_model_input_count(model))
    inputs = [read(capi.aic_model_input(model, i)) for i in count]
    count = range(capi.aic_model_result_count(model))
    results = [read(capi.aic_model_result(model, i)) for i in count]
    variable = capi.aic_model_name(model)
    name = classes(variable)
    doc = capi.aic_model_summary(model)
    own = {row.name for row in inputs}
    required = {row.name for row in inputs if row.default != row.default}
    filled = {word: names & own for word, names in keywords(capi).items() if names & own}
    fillable = set().union(*filled.values())
    words = [f"{word}: str | Row | None = None" for word in filled]

    def call(kind: str) -> str:
        given = [row.parameter(kind, row.name in fillable) for row in inputs]
        return lines(["*", *given, *words, *OPTIONS])

    properties = "".join(PROPERTY.format(name=row.name, doc=row.doc) for row in results)
    return RESULT.format(name=name, doc=doc, properties=properties) + MODEL.format(
        name=name,
        variable=variable,
        doc=doc,
        overlap="  # type: ignore[overload-overlap]" if required - fillable else "",
        numbers=call("float"),
        arrays=call("_Values"),
        series=call("_Values | _Series"),
        names=", ".join(f'"{row.name}"' for row in inputs),
        known=lines(
            [
                *(f"{row.name}: float = ..." for row in [*inputs, *results]),
                *words,
                PRESETS,
            ]
        ),
    )


def function_stub(name: str, function: Callable[..., object]) -> str:
    """A function of the C interface; SWIG knows the names of its parameters alone."""
    parameters = []
    for one in inspect.signature(function).parameters.values():
        star = "*" if one.kind is one.VAR_POSITIONAL else ""
        default = "" if one.default is one.empty else " = ..."
        parameters.append(f"{star}{one.name}: Any{default}")
    return f"def {name}({', '.join(parameters)}) -> Any: ...\n"


def class_stub(name: str, struct: type) -> str:
    """A struct of the C interface."""
    fields = [one for one, what in vars(struct).items() if isinstance(what, property)]
    body = "".join(
        f"    @property\n    def {one}(self) -> Any: ...\n"
        + ("" if vars(struct)[one].fset is None else SETTER.format(name=one))
        for one in fields
    )
    start = inspect.signature(struct.__init__)
    plain = len(start.parameters) == 1
    parameters = "self" if plain else "self, *args: Any, **kwargs: Any"
    return STRUCT.format(name=name, parameters=parameters) + body


def capi_stub(capi: object) -> str:
    """All that the C interface has for its users."""
    parts = [CAPI]
    for name, what in vars(capi).items():
        if inspect.isclass(what) and name.startswith("aic_"):
            parts.append(class_stub(name, what))
        elif inspect.isroutine(what) and name.startswith("aic_"):
            parts.append(function_stub(name, what))
        elif name.startswith("AIC_"):
            parts.append(f"{name}: int\n")
    return "\n".join(parts)


def rows_at(at: Callable[[int], object]) -> list[Row]:
    """All rows that a function of the library describes."""
    found: list[Row] = []
    while (row := at(len(found))) is not None:
        found.append(read(row))
    return found


def project_stub(capi: object, models: list[object]) -> str:
    """The numbers of a project and of the models that may feed it; its results."""
    names = [row.name for row in rows_at(capi.aic_project_input)]
    for model in models:
        count = range(capi.aic_model_input_count(model))
        names += [capi.aic_model_input(model, i).name for i in count]
    words = [f"    {name}: Figure\n" for name in dict.fromkeys(names)]
    words += [f"    {word}: str | Row | None\n" for word in keywords(capi)]
    results = "".join(
        PROPERTY.format(name=row.name, doc=row.doc).replace("_V", "float")
        for row in rows_at(capi.aic_project_result)
    )
    return PROJECT.format(words="".join(words), results=results)


def main(
    package: str, template: str, output: str, capi_output: str, project_output: str
) -> None:
    sys.path.insert(0, package)
    import capi

    models = [capi.aic_model_at(i) for i in range(capi.aic_model_count())]
    names = "".join(f'    "{capi.aic_model_name(model)}",\n' for model in models)
    stubs = data_stub(capi) + "\n" + "\n".join(stub_of(capi, one) for one in models)
    text = Path(template).read_text(encoding="utf-8")
    text = text.replace("    # models\n", names).replace("# stubs\n", stubs)
    Path(output).write_text(text, encoding="utf-8")
    Path(capi_output).write_text(capi_stub(capi), encoding="utf-8")
    Path(project_output).write_text(project_stub(capi, models), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
