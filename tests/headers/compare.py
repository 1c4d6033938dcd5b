#!/usr/bin/env python3
"""Compare what the public headers say in words with what the tables say in data.

Usage: compare.py DUMP_TABLES HEADER...
Each field must have the comment `/** Sentence. [unit; min to max; required] */` above it.
"""

import re
import subprocess
import sys
from pathlib import Path

STRUCT = re.compile(r"typedef struct aic_(\w+)_(inputs|results) \{(.*?)\n\}", re.S)
FIELD = re.compile(r"/\*\*(.*?)\*/\s*double (\w+);", re.S)
NOTE = re.compile(
    r"^(?P<summary>.*) \[(?P<unit>[^;\]]+); (?P<min>\S+) to (?P<max>[^;\]\s]+)"
    r"(?P<required>; required)?\]$"
)


def said_in_headers(paths):
    """(domain, model, inputs or results) -> [(name, note)] in the order of the struct."""
    said = {}
    for path in paths:
        for model, what, body in STRUCT.findall(Path(path).read_text()):
            fields = [
                (name, " ".join(re.sub(r"\n\s*\*", "\n", comment).split()))
                for comment, name in FIELD.findall(body)
            ]
            if len(fields) != body.count("double "):
                sys.exit(f"{path}: a field of aic_{model}_{what} has no comment")
            said[Path(path).stem, model, what] = fields
    return said


def said_in_tables(program):
    lines = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    said = {}
    for line in lines.splitlines():
        domain, model, what, *row = line.split("\t")
        said.setdefault((domain, model, what), []).append(row)
    return said


def faults(where, field, row):
    """What is wrong with one field's comment."""
    name, note = field
    row_name, unit, summary, low, high, required = row
    if name != row_name:
        return [f"{where}: the header has {name} where the table has {row_name}"]
    parts = NOTE.match(note)
    if not parts:
        return [f"{where}.{name}: the comment is not of the form: {note}"]
    wanted = [
        ("summary", parts["summary"], summary),
        ("unit", parts["unit"], unit),
        ("min", float(parts["min"]), float(low)),
        ("max", float(parts["max"]), float(high)),
    ]
    if where.endswith("inputs"):
        wanted.append(("required", bool(parts["required"]), required == "1"))
    return [
        f"{where}.{name}: {what} is {said!r} in the header, {is_!r} in the table"
        for what, said, is_ in wanted
        if said != is_
    ]


def main():
    header, table = said_in_headers(sys.argv[2:]), said_in_tables(sys.argv[1])
    wrong = [f"only in headers or tables: {key}" for key in header.keys() ^ table.keys()]
    for key in header.keys() & table.keys():
        where = f"{key[0]}.h: aic_{key[1]}_{key[2]}"
        if len(header[key]) != len(table[key]):
            wrong.append(f"{where}: {len(header[key])} fields, {len(table[key])} rows")
        for field, row in zip(header[key], table[key], strict=False):
            wrong += faults(where, field, row)
    print("\n".join(wrong))
    rows = sum(len(rows) for rows in table.values())
    print(f"{len(table)} structs, {rows} fields compared")
    return 1 if wrong or rows == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
