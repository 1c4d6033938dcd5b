"""Check the CSV files of this directory and turn them into one C file.

tables.csv lists the tables, fields.csv the columns of each, sources.csv where numbers
come from, superseded.csv, a table itself, what numbers were in earlier versions of the
data. A row that is not right stops the build with the file, line and column.

usage: compile.py OUTPUT DIRECTORY UNITS
"""

import csv
import io
import math
import pathlib
import re
import sys

SOURCE_HEADS = [
    "key",
    "title",
    "publisher",
    "address",
    "licence",
    "taken",
    "year",
    "reviewed",
]
TABLE_HEADS = ["name", "keyword", "summary", "review_years"]
FIELD_HEADS = [
    "table",
    "name",
    "kind",
    "unit",
    "currency",
    "source",
    "year",
    "confidence",
    "required",
    "summary",
]
ROWS_MAX = 1024  # as tables.h has it
NAME_BYTES_MAX = 127  # what find.c compares
VALUES_MAX = 65536  # a cell is a uint16_t
FIRST_FIELDS = ["key", "name", "aliases"]
OWN_FIELDS = {"key", "aliases"}  # ours, and from no source
LICENCES = {"CC-BY-4.0", "MIT", "OGL-UK-3.0", "Japan-Gov-2.0", "public domain", "facts"}
CONFIDENCES = {
    "reported",
    "compiled",
    "secondary",
    "estimated",
    "projected",
    "speculative",
}
# What the reference tables measure and no model does; pint reads these too.
DATA_UNITS = {"1/s", "GB", "GB/s", "L/kWh"}
KINDS = {"number", "text", "date", "year", "source", "confidence", "unit"}
TABLE_NAME = re.compile(r"[a-z_]+$")  # it becomes part of names in C
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*$")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?$")
YEAR = re.compile(r"\d{4}$")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")
IGNORED = str.maketrans("", "", " -_/(),'\"")
ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


class Refused(Exception):
    """Something in a file is not right."""


def refuse(path, line, column, why):
    place = f", column {column}" if column else ""
    raise Refused(f"{path.name}: line {line}{place}: {why}")


def normal(name):
    """A name as it is compared; find.c does the same."""
    return name.translate(ASCII_LOWER).translate(IGNORED)


def text_of(path):
    octets = path.read_bytes()
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError as error:
        line = octets.count(b"\n", 0, error.start) + 1
        refuse(path, line, "", "is no text in UTF-8")


def cells_of(path):
    """Line by line, the number of the line and its cells."""
    lines = csv.reader(io.StringIO(text_of(path), newline=""), strict=True)
    try:
        for cells in lines:
            yield lines.line_num, cells
    except csv.Error as error:
        refuse(path, lines.line_num, "", error)


def read(path, heads):
    """The rows of a file as dictionaries, each with its line."""
    lines = cells_of(path)
    if next(lines, (1, []))[1] != heads:
        refuse(path, 1, "", f"the columns must be {','.join(heads)}")
    rows = []
    for line, cells in lines:
        if len(cells) != len(heads):
            refuse(path, line, "", f"{len(cells)} cells where {len(heads)} belong")
        rows.append(dict(zip(heads, cells, strict=True), line=line))
    if not 0 < len(rows) <= ROWS_MAX:
        refuse(path, 1, "", f"has {len(rows)} rows, not 1 to {ROWS_MAX}")
    return rows


def need(path, row, *columns):
    for column in columns:
        if not row[column]:
            refuse(path, row["line"], column, "is missing")


def unique(path, rows, column):
    seen = {}
    for row in rows:
        first = seen.setdefault(row[column], row["line"])
        if first != row["line"]:
            refuse(path, row["line"], column, f'"{row[column]}" is in line {first} too')


def read_tables(folder):
    path = folder / "tables.csv"
    tables = read(path, TABLE_HEADS)
    unique(path, tables, "name")
    for row in tables:
        need(path, row, "name", "summary", "review_years")
        if not TABLE_NAME.match(row["name"]):
            refuse(path, row["line"], "name", f'"{row["name"]}" is no name of a table')
        if not row["review_years"].isdecimal():
            said = row["review_years"]
            refuse(path, row["line"], "review_years", f'"{said}" is no count of years')
    return tables


def read_sources(folder):
    path = folder / "sources.csv"
    rows = read(path, SOURCE_HEADS)
    unique(path, rows, "key")
    for row in rows:
        need(path, row, "key", "title", "publisher", "licence", "taken", "reviewed")
        if not KEY.match(row["key"]):
            refuse(path, row["line"], "key", f'"{row["key"]}" is no key')
        if row["licence"] not in LICENCES:
            refuse(path, row["line"], "licence", f'"{row["licence"]}" is no licence')
        for column in ("year", "reviewed"):
            undated = column == "year" and row[column] == "0"
            if not undated and not YEAR.match(row[column]):
                refuse(path, row["line"], column, f'"{row[column]}" is no year')
    return sorted(rows, key=lambda row: row["key"].encode())


def read_fields(folder, tables, sources, units):
    path = folder / "fields.csv"
    fields = {row["name"]: [] for row in tables}
    for row in read(path, FIELD_HEADS):
        need(path, row, "table", "name", "kind", "required", "summary")
        if row["table"] not in fields:
            refuse(path, row["line"], "table", f'"{row["table"]}" is no table')
        kind, _, other = row["kind"].partition(":")
        if kind == "row":
            if other not in fields:
                refuse(path, row["line"], "kind", f'"{other}" is no table')
        elif row["kind"] not in KINDS:
            refuse(path, row["line"], "kind", f'"{row["kind"]}" is no kind')
        if kind in ("number", "year") and row["unit"] not in units:
            refuse(path, row["line"], "unit", f'"{row["unit"]}" is no unit')
        if row["required"] not in ("yes", "no"):
            refuse(path, row["line"], "required", "must be yes or no")
        fields[row["table"]].append(row)
    for name, own in fields.items():
        check_fields(path, name, own, sources)
    return fields


def check_keywords(path, tables, fields):
    """A keyword stands beside inputs, so it is no column that fills one."""
    numbers = [f for own in fields.values() for f in own if f["kind"] == "number"]
    names = {field["name"] for field in numbers}
    keywords = [row for row in tables if row["keyword"]]
    unique(path, keywords, "keyword")
    for row in keywords:
        if not re.match(r"[a-z]+$", row["keyword"]) or row["keyword"] in names:
            refuse(path, row["line"], "keyword", f'"{row["keyword"]}" is no keyword')


def check_constant(path, field, column, sources):
    """What stands for all cells of a column: "=" and a source, year or confidence."""
    said = field[column][1:]
    good = {
        "source": said in sources,
        "year": bool(YEAR.match(said)),
        "confidence": said in CONFIDENCES,
    }
    if not good[column]:
        refuse(path, field["line"], column, f'"{said}" is no {column}')


def check_fields(path, table, fields, sources):
    """The first columns, and that what a column refers to is there."""
    names = [field["name"] for field in fields]
    if names[:3] != FIRST_FIELDS:
        raise Refused(f"{path.name}: {table} does not begin with {FIRST_FIELDS}")
    kinds = {field["name"]: field["kind"] for field in fields}
    for field in fields:
        if names.count(field["name"]) > 1:
            refuse(path, field["line"], "name", f"{field['name']} is there twice")
        kind = field["kind"].partition(":")[0]
        if kind == "number":
            need(path, field, "source", "year", "confidence")
        elif kind in ("text", "date", "row") and field["name"] not in OWN_FIELDS:
            need(path, field, "source")
        for column in ("source", "year", "confidence"):
            said = field[column]
            if said.startswith("="):
                check_constant(path, field, column, sources)
            elif said and kinds.get(said) != column:
                refuse(path, field["line"], column, f'"{said}" is no such column')
        if field["unit"] == "any" and kinds.get("unit") != "unit":
            refuse(path, field["line"], "unit", "is any, and no column has the unit")
        currency = field["currency"]
        if currency and currency not in kinds and not re.match(r"[A-Z]{3}$", currency):
            refuse(path, field["line"], "currency", "is neither currency nor column")


def check_cell(path, row, field, sources, units):
    value, kind, line = row[field["name"]], field["kind"], row["line"]
    bad = None
    if value == "":
        bad = "is missing" if field["required"] == "yes" else None
    elif value != value.strip() or "\n" in value:
        bad = "has space at its ends or a line break"
    elif kind == "number" and not (NUMBER.match(value) and math.isfinite(float(value))):
        bad = f'"{value}" is no number'
    elif kind == "year" and not YEAR.match(value):
        bad = f'"{value}" is no year'
    elif kind == "date" and not DATE.match(value):
        bad = f'"{value}" is no date'
    elif kind == "source" and value not in sources:
        bad = f'"{value}" is no key of sources.csv'
    elif kind == "confidence" and value not in CONFIDENCES:
        bad = f'"{value}" is none of {", ".join(sorted(CONFIDENCES))}'
    elif kind == "unit" and value not in units:
        bad = f'"{value}" is no unit'
    if bad:
        refuse(path, line, field["name"], bad)


def check_support(path, row, field):
    """A value needs the source, year and confidence that its column points to."""
    if not row[field["name"]] or field["kind"] in ("source", "year", "confidence"):
        return
    for column in ("source", "year", "confidence"):
        said = field[column]
        if said and not said.startswith("=") and not row[said]:
            refuse(path, row["line"], said, f"is missing, and {field['name']} needs it")


def read_rows(folder, table, fields, sources, units):
    path = folder / f"{table}.csv"
    rows = read(path, [field["name"] for field in fields])
    unique(path, rows, "key")
    for row in rows:
        if not KEY.match(row["key"]):
            refuse(path, row["line"], "key", f'"{row["key"]}" is no key')
        for field in fields:
            check_cell(path, row, field, sources, units)
            check_support(path, row, field)
    return rows


def check_references(folder, fields, rows):
    for table, own in fields.items():
        for field in own:
            kind, _, other = field["kind"].partition(":")
            keys = {row["key"] for row in rows[other]} if kind == "row" else ()
            for row in rows[table]:
                value = row[field["name"]]
                if kind == "row" and value and value not in keys:
                    refuse(
                        folder / f"{table}.csv",
                        row["line"],
                        field["name"],
                        f'"{value}" is no key of {other}.csv',
                    )


def check_superseded(folder, fields, rows, version):
    """A replaced value was a number of a column of a row that is still there."""
    path, seen = folder / "superseded.csv", {}
    keys = {table: {row["key"]: row for row in own} for table, own in rows.items()}
    for row in rows["superseded"]:
        line, table, column = row["line"], row["table"], row["column"]
        if table not in keys or table == "superseded":
            refuse(path, line, "table", f'"{table}" is no table')
        if row["row"] not in keys[table]:
            refuse(path, line, "row", f'"{row["row"]}" is no key of {table}.csv')
        units = {f["name"]: f["unit"] for f in fields[table] if f["kind"] == "number"}
        if column not in units:
            refuse(path, line, "column", f'"{column}" is no number of {table}')
        now = keys[table][row["row"]]
        unit = now["unit"] if units[column] == "any" else units[column]
        if row["unit"] != unit:
            refuse(path, line, "unit", f'"{row["unit"]}" is not "{unit}"')
        if unit.startswith("cur"):
            need(path, row, "currency")
        last = row["last_version"]
        if not last.isdecimal() or not 1 <= int(last) < version:
            refuse(path, line, "last_version", f'"{last}" is not 1 to {version - 1}')
        own = (table, row["row"], column, int(last))
        if seen.setdefault(own, line) != line:
            refuse(path, line, "last_version", f"line {seen[own]} has it too")
        later = [at for at in seen if at[:3] == own[:3] and at[3] > own[3]]
        if not later and row["value"] == now[column]:
            refuse(path, line, "value", f'"{row["value"]}" is what {table} has now')


def read_version(folder):
    path = folder / "version.txt"
    text = text_of(path).strip()
    if not text.isdecimal() or int(text) < 1:
        refuse(path, 1, "", f'"{text}" is no data version')
    return int(text)


def names_of(path, rows):
    """Pairs of a name to compare and the position of its row. A name of several rows must
    begin with a question mark in each, which declares it ambiguous."""
    named, pairs = {}, []
    for position, row in enumerate(rows):
        aliases = [name for name in row["aliases"].split(";") if name]
        own = {normal(row["key"]): False, normal(row["name"]): False}
        for alias in aliases:
            open_name = alias.startswith("?")
            if not normal(alias.lstrip("?")):
                refuse(path, row["line"], "aliases", f'"{alias}" is no name')
            own.setdefault(normal(alias.lstrip("?")), open_name)
        for name, open_name in own.items():
            if len(name.encode()) > NAME_BYTES_MAX:
                refuse(path, row["line"], "aliases", f'"{name}" is too long a name')
            first = named.setdefault(name, (row["line"], open_name))
            if first[0] != row["line"] and not (first[1] and open_name):
                refuse(
                    path,
                    row["line"],
                    "aliases",
                    f'"{name}" also names line {first[0]}; a leading ? in both '
                    "would declare it ambiguous",
                )
            pairs.append((name, position))
    return sorted(pairs, key=lambda pair: (pair[0].encode(), pair[1]))


def without_marks(aliases):
    return ";".join(alias.lstrip("?") for alias in aliases.split(";"))


class Pool:
    """Every text once, one after the other, each ended by a zero byte."""

    def __init__(self):
        self.at = {"": 0}
        self.bytes = bytearray(b"\0")

    def place(self, text):
        if text not in self.at:
            self.at[text] = len(self.bytes)
            self.bytes += text.encode() + b"\0"
        return self.at[text]


class Values:
    """What cells hold, once each. Those that a column has as numbers come first, so that
    no other takes room for one."""

    def __init__(self, fields, rows):
        cells = [
            (field["kind"] in ("number", "year"), row[field["name"]])
            for table, own in fields.items()
            for row in rows[table]
            for field in own
        ]
        self.numbers = list(
            dict.fromkeys(text for number, text in cells if number and text)
        )
        self.texts = list(dict.fromkeys([*self.numbers, *(text for _, text in cells)]))
        self.at = {text: position for position, text in enumerate(self.texts)}
        if len(self.texts) > VALUES_MAX:
            raise Refused(f"{len(self.texts)} values of cells, more than {VALUES_MAX}")


def literal(text):
    body = "".join(
        chr(byte) if 32 <= byte < 127 and chr(byte) not in '"\\?' else f"\\{byte:03o}"
        for byte in text.encode()
    )
    return f'"{body}"'


def numbers(values, per_line=12):
    lines = [", ".join(values[i : i + per_line]) for i in range(0, len(values), per_line)]
    return ",\n    ".join(lines)


def reference(field, column, names):
    """Where the source, year or confidence of a column is: a column or a constant."""
    said = field[column]
    at = names.index(said) if said and not said.startswith("=") else -1
    return at, said[1:] if said.startswith("=") else ""


def field_row(field, names):
    source_at, source = reference(field, "source", names)
    year_at, year = reference(field, "year", names)
    confidence_at, confidence = reference(field, "confidence", names)
    constant = re.match(r"[A-Z]{3}$", field["currency"])
    currency_at = (
        -1 if constant or not field["currency"] else names.index(field["currency"])
    )
    unit_at = names.index("unit") if field["unit"] == "any" else -1
    kind = "AIC_NUMBER" if field["kind"] in ("number", "year") else "AIC_TEXT"
    currency = field["currency"] if constant else ""
    shown = ", ".join(
        map(literal, (field["name"], field["unit"], currency, field["summary"]))
    )
    return (
        f"    {{{{{shown}, {kind}, 0}},\n     {literal(source)}, {literal(confidence)}, "
        f"{year or 0}, {source_at}, {year_at}, {confidence_at}, {currency_at}, "
        f"{unit_at}}},"
    )


def table_text(table, fields, rows, pairs, values, pool):
    name = table["name"]
    names = [field["name"] for field in fields]
    cells = [values.at[row[field]] for row in rows for field in names]
    return "\n".join(
        [
            f"static const table_field {name}_fields[] = {{",
            *(field_row(field, names) for field in fields),
            "};",
            f"static const uint16_t {name}_cells[] = {{",
            "    " + numbers([str(value) for value in cells]) + "};",
            f"static const row_name {name}_names[] = {{",
            "    "
            + numbers([f"{{{pool.place(text)}, {at}}}" for text, at in pairs], 6)
            + "};",
            "",
        ]
    )


def source_texts(sources):
    lines = ["const aic_source aic_source_table[] = {"]
    for row in sources:
        texts = ", ".join(literal(row[name]) for name in SOURCE_HEADS[:4])
        lines.append(
            f"    {{{texts}, {literal(row['taken'])}, {row['year']}, {row['reviewed']}}},"
        )
    lines += [
        "};",
        f"const size_t aic_source_table_count = {len(sources)};",
        "const char *const aic_source_licences[] = {",
        "    " + numbers([literal(row["licence"]) for row in sources], 6) + "};",
        "",
    ]
    return "\n".join(lines)


def compile_tables(folder, units):
    tables = read_tables(folder)
    source_rows = read_sources(folder)
    sources = {row["key"] for row in source_rows}
    fields = read_fields(folder, tables, sources, units)
    check_keywords(folder / "tables.csv", tables, fields)
    rows = {
        name: read_rows(folder, name, own, sources, units) for name, own in fields.items()
    }
    check_references(folder, fields, rows)
    version = read_version(folder)
    check_superseded(folder, fields, rows, version)
    pairs = {name: names_of(folder / f"{name}.csv", own) for name, own in rows.items()}
    for row in (row for own in rows.values() for row in own):
        row["aliases"] = without_marks(row["aliases"])
    return c_file(tables, fields, rows, pairs, source_rows, version)


def c_file(tables, fields, rows, pairs, source_rows, version):
    values, pool, parts, ends = Values(fields, rows), Pool(), [], []
    places = [str(pool.place(text)) for text in values.texts]
    for table in tables:
        name = table["name"]
        own = fields[name]
        parts.append(table_text(table, own, rows[name], pairs[name], values, pool))
        ends.append(
            f"    {{{literal(name)}, {literal(table['summary'])}, {name}_fields, "
            f"{name}_cells,\n     {name}_names, {len(own)}, {len(rows[name])}, "
            f"{len(pairs[name])}, {table['review_years']}}},"
        )
    return "\n".join(
        [
            '/* Made by compile.py. */\n#include "data/tables.h"\n',
            source_texts(source_rows),
            *parts,
            "const uint32_t aic_data_values[] = {",
            "    " + numbers(places) + "};",
            "const double aic_data_numbers[] = {",
            "    " + numbers([repr(float(text)) for text in values.numbers]) + "};",
            f"const size_t aic_data_number_count = {len(values.numbers)};",
            "const unsigned char aic_data_texts[] = {",
            "    " + numbers([str(byte) for byte in pool.bytes], 20) + "};",
            "const aic_table aic_data_tables[] = {",
            *ends,
            "};",
            f"const size_t aic_data_table_count = {len(tables)};",
            "const char *const aic_table_keywords[] = {",
            "    " + numbers([literal(table["keyword"]) for table in tables]) + "};",
            f"const char aic_data_version_text[] = {literal(str(version))};",
            "",
        ]
    )


def main(output, folder, units):
    text = pathlib.Path(units).read_text(encoding="ascii")
    known = set(re.findall(r'"([^"]+)"', text.split("units[] = {")[1].split("}")[0]))
    try:
        made = compile_tables(pathlib.Path(folder), known | DATA_UNITS)
    except (Refused, OSError) as error:
        sys.exit(f"compile.py: {error}")
    pathlib.Path(output).write_text(made, encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
