#!/usr/bin/env python3
"""Hold the models against what was reported: facility power from accelerators, the ratio
of facility to IT power, the energy of training runs from accelerator-hours, and the cost
of an hour against rental prices.

Usage: docs/validation/validate.py COMMAND [--check | --write]

COMMAND is the aicompute just built. Prints the error tables; with --check fails when an
error is worse than in errors.json or the page is out of date; with --write writes
errors.json, the page and its scatter plots.
"""

import csv
import io
import json
import math
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ERRORS = HERE / "errors.json"
PAGE = HERE / "validation.md"
SITE = "gpu_power|server_power|fleet_power|facility_power"
ENERGY = SITE + "|energy_use"
HOUR = "gpu_capex|levelized_compute_cost"
W_PER_KW = 1000
HOURS_PER_YEAR = 8760
WORSE = 1e-6  # how much an error may grow by rounding

FACILITY_TEXT = """\
The prediction takes the kind and number of accelerators and the defaults of the
library: mean power while busy, a share of a server of eight, the mean PUE of data
centres. Nothing is fitted to these rows. What is reported is a site's capacity, which
is not its mean draw; some sites hold more than the accelerators listed; and for planned
sites the number of accelerators is often somebody's guess from the megawatts, so those
rows test the guess as much as the model. The two that are most wrong are
supercomputers: cooled by warm water they have little overhead, where the default PUE
adds half; the rated power of a GH200 includes its processor, which the share of the
server then counts again; and the hosts of Summit are no 8-GPU servers. Whoever knows
the PUE and the server should give them."""
SCALED_TEXT = """\
Estimates on both sides. Epoch takes the power of the TOP500 benchmark times 1.5 times a
PUE of the year (source `epoch-power-method`) to stand for peak facility power. It is no
report of a facility, so it is kept apart; it is not circular either, since the
benchmark was measured. It covers whole machines, processors included."""
RATIO_TEXT = """\
The default PUE of the library is the mean that operators report in a survey, for all
data centres and a whole year. What Epoch gives is the ratio at peak, by design, of
large new AI sites, estimated from permits and pictures. They are different quantities:
the table says how wrong it is to use the one for the other."""
ENERGY_TEXT = """\
Runs whose mean power was measured, with the PUE that the source gives. The prediction
takes accelerator-hours, rated power and the defaults; these describe servers of eight
H100, and the runs are of TPU v3 and V100, whose hosts draw far less and which were not
busy all the time. `accelerators alone` leaves the server out. Left out are runs whose
energy was computed from rated power (all of Llama, BLOOM): that would be circular; and
PaLM, whose TPU v4 has no published rated power. The number of V100 for GPT-3 is an
assumption of the source."""

RENTAL_TEXT = """\
A cost against a price. The prediction takes the street price of the accelerator, the
rated power of its server, the world's mean price of electricity for business and the
defaults of the library: the servers and the network around an accelerator, five years of
life, a return of 10 %, every hour that it is on sold. The building is left out. What is
reported is a price: with a margin or without one, on demand, by contract or on a
marketplace, three markets that differ by half at one time; of a range the middle is
taken. Both sides are estimates: the street price is of 2026 and good to 20 to 40 %, and
most rental prices are read through others. Hours that nobody rents are paid by those who
do: with 70 % of them sold the cost is two fifths higher. 2023 was scarcity, when an hour
cost four times what it takes to provide; since 2024 prices lie around the cost, and a
contract of 2025 below it. Left out are the A100 and the H800, for which the tables have
no price, and no price of an accelerator is guessed."""


def ask(command, *words, text=None):
    done = subprocess.run([command, *words], input=text, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"validate.py: {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def table_of(command, name):
    """Rows of a reference table: key to value, numbers as numbers."""
    made = json.loads(ask(command, "data", name, "--json"))
    return [{field: cell["value"] for field, cell in row.items()} for row in made["rows"]]


def evaluate(command, chain, result, rows):
    """One result a row of inputs, through the column evaluator."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    made = ask(
        command, "run", chain, "--columns", "-", "--want", result, text=text.getvalue()
    )
    return [float(line) for line in made.split()[1:]]


def percentile(values, share):
    """Between the two nearest, as is usual."""
    ordered = sorted(values)
    at = share * (len(ordered) - 1)
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def pair(row, year, vendor, reported, predicted):
    return {
        "name": row["name"],
        "year": year,
        "vendor": vendor,
        "reported": reported,
        "predicted": predicted,
        "error": predicted / reported - 1,
    }


def year_of(row):
    return row.get("date", "")[:4] or row["status"]


def facility_pairs(command, basis, planned):
    tdp = {r["key"]: r for r in table_of(command, "accelerators") if "gpu_tdp_w" in r}
    rows = [
        r
        for r in table_of(command, "facilities")
        if r.get("power_basis") == basis
        and r.get("accelerator") in tdp
        and "gpu_count" in r
        and (r["status"] == "planned") == planned
    ]
    inputs = [
        {"gpu_count": r["gpu_count"], "gpu_tdp_w": tdp[r["accelerator"]]["gpu_tdp_w"]}
        for r in rows
    ]
    predicted = evaluate(command, SITE, "facility_power_mw", inputs)
    return [
        pair(r, year_of(r), tdp[r["accelerator"]]["vendor"], r["reported_power_mw"], p)
        for r, p in zip(rows, predicted, strict=True)
    ]


def ratio_pairs(command):
    rows = [
        r
        for r in table_of(command, "facilities")
        if r.get("it_power_mw") and r.get("facility_power_mw")
    ]
    inputs = [{"it_power_mw": r["it_power_mw"]} for r in rows]
    predicted = evaluate(command, "facility_power", "facility_power_mw", inputs)
    return [
        pair(
            r,
            year_of(r),
            r.get("operator", "not stated"),
            r["facility_power_mw"] / r["it_power_mw"],
            p / r["it_power_mw"],
        )
        | {"drawn": (r["facility_power_mw"], p)}
        for r, p in zip(rows, predicted, strict=True)
    ]


def energy_pairs(command, chain):
    accelerators = {r["key"]: r for r in table_of(command, "accelerators")}
    rows = [
        r
        for r in table_of(command, "training_runs")
        if r.get("energy_basis") == "measured mean power"
        and "gpu_tdp_w" in accelerators[r["accelerator"]]
    ]
    inputs = [
        {
            "gpu_count": r["accelerator_hours"] / HOURS_PER_YEAR,
            "gpu_tdp_w": accelerators[r["accelerator"]]["gpu_tdp_w"],
            "pue": r["pue"],
        }
        for r in rows
    ]
    predicted = evaluate(command, chain, "energy_mwh_per_year", inputs)
    return [
        pair(
            r,
            r["date"][:4],
            accelerators[r["accelerator"]]["vendor"],
            r["energy_mwh"],
            p,
        )
        for r, p in zip(rows, predicted, strict=True)
    ]


def rental_pairs(command):
    """Of accelerators with a price and a server; of a range of prices, the middle."""
    accelerators = {
        r["key"]: r
        for r in table_of(command, "accelerators")
        if "gpu_price" in r and "server_max_kw" in r
    }
    world = next(r for r in table_of(command, "countries") if r["key"] == "WORLD")
    rows = [
        r
        for r in table_of(command, "prices")
        if r["category"] == "rental" and r["accelerator"] in accelerators
    ]
    inputs = [
        {
            "gpu_count": 1,
            "gpu_price": own["gpu_price"],
            "server_share_w": own["server_max_kw"]
            * W_PER_KW
            / own["server_accelerators"],
            "electricity_price_per_kwh": world["electricity_price_per_kwh"],
        }
        for own in (accelerators[r["accelerator"]] for r in rows)
    ]
    predicted = evaluate(command, HOUR, "cost_per_gpu_hour", inputs)
    return [
        pair(
            r,
            f"{r['year']:.0f}",
            accelerators[r["accelerator"]]["vendor"],
            (r["value_low"] + r["value_high"]) / 2,
            p,
        )
        for r, p in zip(rows, predicted, strict=True)
    ]


def groups(command):
    """Title, unit, what it is worth, and the pairs."""
    alone = "gpu_power|fleet_power|facility_power|energy_use"
    return [
        (
            "Facility power, existing sites",
            "MW",
            FACILITY_TEXT,
            facility_pairs(command, "site", False),
        ),
        (
            "Facility power, planned sites",
            "MW",
            "As above, for what is planned.",
            facility_pairs(command, "site", True),
        ),
        (
            "Facility power, scaled from benchmarks",
            "MW",
            SCALED_TEXT,
            facility_pairs(command, "benchmark scaled", False),
        ),
        ("Facility power over IT power", "1", RATIO_TEXT, ratio_pairs(command)),
        (
            "Training energy from accelerator-hours",
            "MWh",
            ENERGY_TEXT,
            energy_pairs(command, ENERGY),
        ),
        (
            "Training energy, accelerators alone",
            "MWh",
            "As above, without the server.",
            energy_pairs(command, alone),
        ),
        (
            "Cost of an hour against rental prices",
            "USD",
            RENTAL_TEXT,
            rental_pairs(command),
        ),
    ]


def summary(pairs):
    errors = [abs(p["error"]) for p in pairs]
    return {
        "count": len(pairs),
        "median": round(percentile(errors, 0.5), 4),
        "p90": round(percentile(errors, 0.9), 4),
    }


def summaries(pairs):
    """Of all pairs, then by year and by vendor or operator."""
    made = {"all": summary(pairs)}
    for kind in ("year", "vendor"):
        for word in sorted({p[kind] for p in pairs}):
            made[f"{kind} {word}"] = summary([p for p in pairs if p[kind] == word])
    return made


def number(value):
    return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"


def markdown(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def error_table(made):
    return markdown(
        ["absolute error", "rows", "median", "90th percentile"],
        [
            [name, str(s["count"]), f"{s['median']:.1%}", f"{s['p90']:.1%}"]
            for name, s in made.items()
        ],
    )


def pair_table(pairs, unit):
    rows = [
        [
            p["name"].replace("|", "/"),
            p["year"],
            p["vendor"],
            number(p["reported"]),
            number(p["predicted"]),
            f"{p['error']:+.0%}",
        ]
        for p in pairs
    ]
    shown = f" ({unit})" if unit != "1" else ""
    return markdown(
        ["row", "year", "vendor", f"reported{shown}", f"predicted{shown}", "error"], rows
    )


def scatter(pairs, title, unit):
    """Predicted against reported on logarithmic axes, with the line where they agree. Of
    ratios, the power that they make of it."""
    size, edge = 360, 50
    unit = "MW" if unit == "1" else unit
    points = [
        (p["name"], *p.get("drawn", (p["reported"], p["predicted"]))) for p in pairs
    ]
    values = [value for _, *both in points for value in both]
    low, high = math.log10(min(values)) - 0.1, math.log10(max(values)) + 0.1

    def at(value):
        return edge + (math.log10(value) - low) / (high - low) * (size - 2 * edge)

    dots = "".join(
        f'<circle cx="{at(reported):.1f}" cy="{size - at(predicted):.1f}" '
        'r="4" fill="#0550ae" fill-opacity="0.6">'
        f"<title>{name.replace('&', 'and')}</title></circle>\n"
        for name, reported, predicted in points
    )
    decades = [10.0**e for e in range(math.ceil(low), math.floor(high) + 1)]
    marks = (
        decades
        if len(decades) > 1
        else [
            m * 10.0**e
            for e in range(math.floor(low), math.ceil(high))
            for m in (1, 2, 5)
            if low <= math.log10(m * 10.0**e) <= high
        ]
    )
    ticks = "".join(
        f'<text x="{at(mark):.0f}" y="{size - edge + 16}" text-anchor="middle">'
        f"{mark:g}</text>\n"
        f'<text x="{edge - 6}" y="{size - at(mark) + 4:.0f}" text-anchor="end">'
        f"{mark:g}</text>\n"
        for mark in marks
    )
    far = size - edge
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'font-family="sans-serif" font-size="11">\n<title>{title}</title>\n'
        f'<rect width="{size}" height="{size}" fill="#fff"/>\n'
        f'<path d="M{edge} {far}H{far}M{edge} {far}V{edge}" stroke="#555" fill="none"/>\n'
        f'<path d="M{edge} {far}L{far} {edge}" stroke="#999" stroke-dasharray="4 3"/>\n'
        f'{ticks}{dots}<text x="{size / 2}" y="{size - 12}" text-anchor="middle">'
        f"reported, {unit}</text>\n"
        f'<text x="14" y="{size / 2}" text-anchor="middle" '
        f'transform="rotate(-90 14 {size / 2})">predicted, {unit}</text>\n</svg>\n'
    )


def page(found, version):
    parts = [
        "# How right {#validation}\n",
        "Written by `docs/validation/validate.py`; `./dev validate` prints it, and a "
        "test fails when an error gets worse.\n",
        f"Data version {version}. An error is predicted over reported, less one.\n",
        error_table({title: summary(pairs) for title, _, _, pairs in found}),
    ]
    for title, unit, text, pairs in found:
        parts += [
            f"## {title}\n",
            text + "\n",
            error_table(summaries(pairs)),
            f"![predicted against reported]({file_of(title)})\n",
            pair_table(pairs, unit),
        ]
    return "\n".join(parts)


def file_of(title):
    return title.lower().replace(",", "").replace(" ", "-") + ".svg"


def worse(now, before):
    for title, groups_then in before.items():
        for name, then in groups_then.items():
            own = now.get(title, {}).get(name)
            if not own or own["count"] < then["count"]:
                yield f"{title}, {name}: rows are missing"
                continue
            for kind in ("median", "p90"):
                if own[kind] > then[kind] + WORSE:
                    was, became = then[kind], own[kind]
                    yield f"{title}, {name}: {kind} {was:.4f} became {became:.4f}"


def main():
    command, mode = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
    found = groups(command)
    version = json.loads(ask(command, "data", "--json"))["data_version"]
    now = {title: summaries(pairs) for title, _, _, pairs in found}
    text = page(found, version)
    if mode == "--write":
        ERRORS.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(text, encoding="utf-8")
        for title, unit, _, pairs in found:
            (HERE / file_of(title)).write_text(
                scatter(pairs, title, unit), encoding="utf-8"
            )
        return 0
    for title, made in now.items():
        print(f"\n{title}")
        for name, s in made.items():
            print(
                f"  {name:24} {s['count']:4} rows   median {s['median']:7.1%}   "
                f"90th percentile {s['p90']:7.1%}"
            )
    if mode != "--check":
        return 0
    found_worse = list(worse(now, json.loads(ERRORS.read_text(encoding="utf-8"))))
    if PAGE.read_text(encoding="utf-8") != text:
        found_worse.append(f"{PAGE.name} is out of date: run validate.py --write")
    for line in found_worse:
        print(line)
    return 1 if found_worse else 0


if __name__ == "__main__":
    sys.exit(main())
