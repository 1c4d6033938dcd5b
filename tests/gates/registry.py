"""What the typed structs and the enums of the headers mean only grows: no exported
symbol mentions them, so the registry, as the command prints it, and the numbers of the
enums are compared with those of the baseline.

A default or a usual range that has aged may change with an entry in abi/aged.json:
date, model, variable, field, from, to and why.

Usage: registry.py COMMAND, or registry.py freeze COMMAND to write the baseline
"""

import copy
import json
import re
import sys

import gate

BASELINE = gate.BASELINES / f"registry-{gate.SERIES}.json"
AGED = gate.BASELINES / "aged.json"

FIXED = ["name", "unit", "min", "max", "kind", "scale"]
MAY_AGE = ["default", "low", "high"]


def enums(headers):
    """Every enum of the headers as {enum: {enumerator: number}}."""
    found = {}
    for header in sorted(headers.glob("*.h")):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(), flags=re.DOTALL)
        for name, body in re.findall(r"enum (\w+) \{(.*?)\}", text, re.DOTALL):
            pairs = re.findall(r"(\w+)\s*=\s*(-?\d+)", body)
            found[name] = {enumerator: int(number) for enumerator, number in pairs}
    return found


def registry(command):
    """What a registry promises, without its prose."""
    models = json.loads(gate.run(command, "list", "--json"))
    promised = {}
    for model in models:
        rows = {"id": model["id"], "domain": model["domain"]}
        for table in "inputs", "results":
            rows[table] = [
                {field: row.get(field) for field in FIXED + MAY_AGE}
                for row in model[table]
            ]
        promised[model["name"]] = rows
    return {"enums": enums(gate.ROOT / "include/aicompute"), "models": promised}


def enum_complaints(old, new):
    for name, numbers in old.items():
        for enumerator, number in numbers.items():
            now = new.get(name, {}).get(enumerator)
            if now != number:
                yield f"{enumerator} was {number} and is {now}"
    for name, numbers in new.items():
        if len(set(numbers.values())) < len(numbers):
            yield f"enum {name} has a number twice"


def row_complaints(where, old, new, aged):
    for field in FIXED + MAY_AGE:
        change = (where, field, old[field], new[field])
        if old[field] == new[field]:
            continue
        if field in FIXED or None in change or change not in aged:
            yield f"{where}: {field} was {old[field]} and is {new[field]}"


def model_complaints(name, old, new, names_elsewhere, aged):
    for field in "id", "domain":
        if old[field] != new[field]:
            yield f"{name}: {field} was {old[field]} and is {new[field]}"
    for table in "inputs", "results":
        before, now = old[table], new[table]
        if len(now) < len(before):
            yield f"{name}: {table} became fewer"
        for one, other in zip(before, now, strict=False):
            yield from row_complaints(f"{name}.{one['name']}", one, other, aged)
        for row in now[len(before) :]:
            if table == "inputs" and row["default"] is None:
                yield f"{name}: {row['name']} was appended and is required"
            if row["name"] in names_elsewhere:
                yield f"{name}: {row['name']} was appended and is in another model"


def names_of(models):
    return {row["name"] for model in models for row in model["inputs"] + model["results"]}


def complaints(old, new, aged=()):
    """Why `new` is not `old` with something appended."""
    allowed = {
        (
            f"{entry['model']}.{entry['variable']}",
            entry["field"],
            entry["from"],
            entry["to"],
        )
        for entry in aged
    }
    found = list(enum_complaints(old["enums"], new["enums"]))
    for name, model in old["models"].items():
        if name not in new["models"]:
            found.append(f"{name} is gone")
            continue
        elsewhere = names_of(
            old["models"][other] for other in old["models"] if other != name
        )
        found += model_complaints(name, model, new["models"][name], elsewhere, allowed)
    return found


def appended(model, name, default):
    """A new input at the tail of a model."""
    model["inputs"].append(dict(model["inputs"][0], name=name, default=default))


def test(old, new):
    report = gate.Report()
    aged = json.loads(AGED.read_text())
    report.holds(complaints(old, new, aged), "the registry and the enums only grew")
    report.check(
        all({"date", "why"} <= set(entry) for entry in aged),
        "what aged has a date and a why",
    )

    def changed(change):
        """The complaints when `change` is done to the models and enums."""
        later = copy.deepcopy(new)
        change(later["models"], later["enums"])
        return complaints(new, later)

    fleet = "fleet_power"
    welcome = {
        "an optional input at the tail": lambda m, e: appended(m[fleet], "novel", 1),
        "a new model": lambda m, e: m.update(novel=m[fleet]),
        "a new status": lambda m, e: e["aic_status"].update(AIC_E_NOVEL=-99),
    }
    for name, change in welcome.items():
        report.holds(changed(change), f"welcome: {name}")

    breaks = {
        "a required input at the tail": lambda m, e: appended(m[fleet], "novel", None),
        "a name of another model at the tail": lambda m, e: appended(m[fleet], "pue", 1),
        "an input removed": lambda m, e: m[fleet]["inputs"].pop(),
        "a result removed": lambda m, e: m[fleet]["results"].pop(),
        "inputs reordered": lambda m, e: m[fleet]["inputs"].reverse(),
        "a model removed": lambda m, e: m.pop(fleet),
        "an id changed": lambda m, e: m[fleet].update(id=99),
        "a status renumbered": lambda m, e: e["aic_status"].update(AIC_E_RANGE=-99),
        "a verdict removed": lambda m, e: e["aic_verdict"].popitem(),
        "an enumerator that repeats a number": lambda m, e: e["aic_status"].update(A=0),
    }
    for field in FIXED + MAY_AGE:
        breaks[f"another {field}"] = lambda m, e, field=field: m["facility_power"][
            "inputs"
        ][1].update({field: 99})
    for name, change in breaks.items():
        report.refuses(changed(change), name)

    later = copy.deepcopy(new)
    pue = later["models"]["facility_power"]["inputs"][1]
    was, pue["default"] = pue["default"], 99
    entry = {"model": "facility_power", "variable": "pue", "field": "default"}
    entry |= {"from": was, "to": 99}
    report.holds(complaints(new, later, [entry]), "welcome: an aged default on the list")
    report.close()


now = registry(sys.argv[-1])
if sys.argv[1] == "freeze":
    BASELINE.write_text(json.dumps(now, indent=1) + "\n")
else:
    test(json.loads(BASELINE.read_text()), now)
