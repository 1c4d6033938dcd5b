#!/usr/bin/env python3
"""Write the pages that are made from the registry, through the command.

Usage: docs/generate.py COMMAND DIRECTORY

COMMAND is the aicompute just built. Into DIRECTORY go a page for each model, the list of
models, the sources, the command and the list of decisions.
"""

import csv
import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VECTORS = ROOT / "tests" / "vectors"
EXAMPLES = ROOT / "examples" / "c"
DECISIONS = ROOT / "docs" / "decisions"

DOMAINS = {
    "gpu_power": "Power of accelerators, servers and fleets",
    "datacenter_energy": "Energy, cost, emissions and grid of a facility",
    "household": "Households and other references",
    "investment": "Capital, revenue and time",
    "payback": "Operating cost, income and payback",
    "compute_cost": "Cost of an accelerator-hour, its margin and resale value",
}


def ask(command, *arguments):
    """What the command prints."""
    done = subprocess.run([command, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"generate.py: aicompute {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout


def number(value):
    """A number for people: 10,000 and 1e12, an infinity as words."""
    if isinstance(value, str):
        return {"inf": "unbounded", "-inf": "unbounded"}.get(value, value)
    if value != 0 and not 1e-4 <= abs(value) < 1e7:
        mantissa, exponent = f"{value:.14e}".split("e")
        return f"{mantissa.rstrip('0').rstrip('.')}e{int(exponent)}"
    return f"{value:,.15g}"


def cell(text):
    """Text that cannot break a table or be taken for markup."""
    text = text.replace("\\", "\\\\").replace("|", "&#124;").replace("@", "\\@")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("#", "\\#")


def cited(key):
    return f"[{key}](#source_{anchor(key)})"


def anchor(key):
    return key.replace("-", "_")


def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def wrapped(equation):
    """Equations a line each, the long ones broken."""
    return "\n".join(textwrap.fill(line, 100, subsequent_indent="    ",
                                   break_on_hyphens=False, break_long_words=False)
                     for line in equation.splitlines())


def input_row(row):
    default = "required" if row["default"] is None else number(row["default"])
    return [
        f"`{row['name']}`<br>{cell(row['summary'])}",
        f"`{row['unit']}`",
        default,
        f"{number(row['min'])} to {number(row['max'])}",
        f"{number(row['low'])} to {number(row['high'])}",
        cited(row["source"]),
    ]


def result_row(row):
    return [
        f"`{row['name']}`<br>{cell(row['summary'])}",
        f"`{row['unit']}`",
        f"{number(row['min'])} to {number(row['max'])}",
        cited(row["source"]),
    ]


def worked_values(model):
    """The inputs of the first vector that differ from their defaults, as words."""
    path = VECTORS / f"{model['name']}.csv"
    if not path.exists():
        sys.exit(f"generate.py: {path.relative_to(ROOT)} is missing")
    with path.open(newline="", encoding="utf-8") as file:
        first = next(csv.DictReader(file))
    words = []
    for row in model["inputs"]:
        value = float(first[row["name"]])
        if value != row["default"]:
            words.append(f"{row['name']}={value:.15g}")
    return words


def worked_example(command, model):
    words = [model["name"], *worked_values(model)]
    printed = ask(command, "run", *words)
    return (
        "## Example\n\n"
        f"```\n$ aicompute run {' '.join(words)}\n{printed.rstrip()}\n```\n"
    )


def snippet(model):
    """The part of an example that calls the model, when there is one."""
    marker = f"/* [{model['name']}] */"
    for path in sorted(EXAMPLES.glob("*.c")):
        if marker in path.read_text(encoding="utf-8"):
            return f"In C:\n\n\\snippet {path.name} {model['name']}\n"
    return ""


def names(rows):
    return {row["name"] for row in rows if row["unit"] != "any"}


def neighbours(model, models):
    """Which models feed this one, and which it feeds."""
    text = []
    for row in model["inputs"]:
        makers = [m["name"] for m in models if row["name"] in names(m["results"])]
        if makers:
            text.append(f"- takes `{row['name']}` from {linked(makers)}")
    for row in model["results"]:
        takers = [m["name"] for m in models if row["name"] in names(m["inputs"])]
        if takers:
            text.append(f"- gives `{row['name']}` to {linked(takers)}")
    return "\n".join(text) + "\n" if text else "It stands outside chains.\n"


def linked(model_names):
    return ", ".join(f"\\ref model_{name} \"{name}\"" for name in model_names)


def source_list(model, sources):
    keys = {row["source"] for row in model["inputs"] + model["results"]}
    lines = []
    for source in sources:
        if source["key"] in keys:
            lines.append(f"- {cited(source['key'])}: {cell(source['title'])}, "
                         f"{cell(source['publisher'])}{dated(source)}. "
                         f"{cell(source['taken'])}")
    return "\n".join(lines) + "\n"


def dated(source):
    return f", {source['year']}" if source["year"] else ""


def model_page(command, model, models, sources):
    name = model["name"]
    parts = [
        f"# {name} {{#model_{name}}}\n",
        f"{cell(model['summary'])}\n",
        f"Call aic_{name}(), with defaults from aic_{name}_defaults(), in "
        f"{model['domain']}.h. Its number, {model['id']}, never changes.\n",
        f"## Equation\n\n```\n{wrapped(model['equation'])}\n```\n",
        "## Inputs\n",
        table(["input", "unit", "default", "range", "usual", "source"],
              [input_row(row) for row in model["inputs"]]),
        "## Results\n",
        table(["result", "unit", "range", "source"],
              [result_row(row) for row in model["results"]]),
        worked_example(command, model),
        snippet(model),
        "## Chains\n",
        neighbours(model, models),
        "## Sources\n",
        source_list(model, sources),
    ]
    return "\n".join(part for part in parts if part)


def models_page(models):
    parts = ["# The models {#models}\n",
             "Same name, same quantity, same unit: a result feeds whatever later model "
             "has an input of its name.\n"]
    for domain in dict.fromkeys(model["domain"] for model in models):
        title = DOMAINS.get(domain, domain)
        parts.append(f"## {title}\n")
        parts.append("".join(f"- \\subpage model_{m['name']} -- {cell(m['summary'])}\n"
                             for m in models if m["domain"] == domain))
    return "\n".join(parts)


def used_by(key, models):
    users = [m["name"] for m in models
             if any(row["source"] == key for row in m["inputs"] + m["results"])]
    return f"Used by {linked(users)}." if users else ""


def source_entry(source, models):
    address = source["address"]
    lines = [
        f"{cell(source['title'])}. {cell(source['publisher'])}{dated(source)}.",
        f"<a href=\"{address.replace('&', '&amp;')}\">{cell(address)}</a>",
        f"Taken: {cell(source['taken'])} Last reviewed in {source['reviewed']}. "
        f"Licence: {source['licence']}.",
        used_by(source["key"], models),
    ]
    text = "<br>\n".join(line for line in lines if line and "><" not in line)
    return f"\\anchor source_{anchor(source['key'])}\n## {source['key']}\n\n{text}\n"


def sources_page(sources, models):
    intro = ("# Sources {#sources}\n\nWhere every default, range and definition comes "
             "from, by the key that the tables give. A source that no table names is "
             "cited in the comment of a model's file.\n")
    return "\n".join([intro, *(source_entry(source, models) for source in sources)])


def command_page(command):
    usage = ask(command, "--help")
    subcommands = re.findall(r"^  ([a-z]+)  +\S", usage.split("Options:")[0], re.M)
    parts = ["# The command {#command}\n",
             "`aicompute` is the library on the command line. With `--help` it says:\n",
             f"```\n{usage.rstrip()}\n```\n"]
    for name in subcommands:
        text = ask(command, name, "--help").rstrip()
        parts.append(f"## aicompute {name}\n\n```\n{text}\n```\n")
    return "\n".join(parts)


def decisions_page():
    intro = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
    lines = []
    for path in sorted(DECISIONS.glob("[0-9]*.md")):
        lines.append(f"- \\subpage decision_{path.name[:4]}\n")
    return intro + "\n" + "".join(lines)


def labelled(path, label):
    """A page of the repository with a label on its heading and links that work here."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\A# (.*)", lambda m: f"# {m[1]} {{#{label}}}", text)
    return re.sub(r"\]\((\d{4})-[a-z0-9-]*\.md\)", r"](#decision_\1)", text)


def validation_page():
    """The page as it is, but for its plots, which the repository shows beside it."""
    path = ROOT / "docs" / "validation" / "validation.md"
    text = path.read_text(encoding="utf-8")
    return re.sub(r"^!\[[^]]*\]\(.*\)\n", "", text, flags=re.M)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    command, directory = sys.argv[1], Path(sys.argv[2])
    directory.mkdir(parents=True, exist_ok=True)
    for old in [*directory.glob("*.md"), *directory.glob("*.png")]:
        old.unlink()
    models = json.loads(ask(command, "list", "--json"))
    sources = json.loads(ask(command, "sources", "--json"))
    pages = {
        "models": models_page(models),
        "sources": sources_page(sources, models),
        "command": command_page(command),
        "decisions": decisions_page(),
        "claims": labelled(ROOT / "docs" / "claims.md", "claims_format"),
        "attribution": labelled(ROOT / "docs" / "ATTRIBUTION.md", "attribution"),
        "validation": validation_page(),
    }
    for model in models:
        pages[f"model_{model['name']}"] = model_page(command, model, models, sources)
    for path in DECISIONS.glob("[0-9]*.md"):
        pages[f"decision_{path.name[:4]}"] = labelled(path, f"decision_{path.name[:4]}")
    for name, text in pages.items():
        (directory / f"{name}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
