"""A program built with an older header runs on a newer library, and the reverse, and
prints what it must. The baseline is a program that calls every model of the release,
with the headers of then and what it printed.

Usage: growth.py, or growth.py freeze COMMAND to write the baseline
"""

import json
import os
import pathlib
import shutil
import sys
import tempfile

import gate

CLIENT = gate.BASELINES / f"client-{gate.SERIES}.c"
PRINTED = gate.BASELINES / f"client-{gate.SERIES}.txt"
HEADERS = gate.BASELINES / f"include-{gate.SERIES}"

HEADER = "include/aicompute/datacenter_energy.h"
MODEL = "libaicompute/datacenter_energy/facility_power.c"

# facility_power with one input and one result more.
RESULT_MEMBER = "    double overhead_power_mw;\n}"
RESULT_ROW = """           "iso-30134-2", 0, 1e18),
};"""
KERNEL = "in->it_power_mw * (in->pue - 1);\n"
GROWN = [
    (HEADER, RESULT_MEMBER, RESULT_MEMBER.replace("}", "    double novel_power_mw;\n}")),
    (
        MODEL,
        RESULT_ROW,
        RESULT_ROW.replace(
            "};",
            'RESULT(returned, novel_power_mw, "MW", "Novel.", "", 0, 1e18),\n};',
        ),
    ),
    (
        MODEL,
        KERNEL,
        KERNEL + "out->novel_power_mw = out->facility_power_mw + in->novel_loss_mw;",
    ),
]
INPUT_MEMBER = "    double pue;\n}"
INPUT_ROW = '    ROW(given, pue, "1"'
LAST_INPUT_ROW = "1.04, 1.8, AIC_REAL, AIC_LINEAR),\n"
NOVEL_ROW = (
    'ROW(given, novel_loss_mw, "MW", "Novel.", "assumption",'
    " 0, 0, 1e18, 0, 1, AIC_REAL, AIC_LINEAR),\n"
)
AT_TAIL = [
    (HEADER, INPUT_MEMBER, INPUT_MEMBER.replace("}", "    double novel_loss_mw;\n}")),
    (MODEL, LAST_INPUT_ROW, LAST_INPUT_ROW + NOVEL_ROW),
]
IN_MIDDLE = [
    (HEADER, INPUT_MEMBER, "    double novel_loss_mw;\n" + INPUT_MEMBER),
    (MODEL, INPUT_ROW, NOVEL_ROW + INPUT_ROW),
]

OLD_CLIENT = "AIC_OK -1: 30 10\nok\n"
NEW_CLIENT_OLD_LIBRARY = """\
AIC_W_VERSION -1: 30 10 nan
AIC_E_VERSION 2: nan nan nan
ok
"""
NEW_CLIENT_NEW_LIBRARY = """\
AIC_OK -1: 30 10 30
AIC_OK -1: 30 10 31
ok
"""


def client_source(models):
    """A program that calls every model with every input written out."""
    yield "#include <aicompute/aicompute.h>\n#include <stdio.h>\n\nint main(void)\n{"
    for model in models:
        name = model["name"]
        yield f"    aic_{name}_inputs {name} = aic_{name}_defaults();"
        yield f"    aic_{name}_results {name}_results;"
        for row in model["inputs"]:
            middle = (row["low"] + row["high"]) / 2
            value = middle if row["default"] is None else row["default"]
            yield f"    {name}.{row['name']} = {value!r};"
        yield f'    printf("{name}: %d\\n", aic_{name}(&{name}, &{name}_results, NULL));'
        for row in model["results"]:
            yield f'    printf("  {row["name"]} %.12g\\n", {name}_results.{row["name"]});'
    yield "    return 0;\n}"


def compiled(source, headers, library, program, *flags):
    gate.run(
        gate.CC, "-std=c11", *flags, f"-I{headers}", "-o", program, source, library, "-lm"
    )
    return program


def printed(program, library):
    folder = pathlib.Path(library).parent
    return gate.run(program, env=dict(os.environ, LD_LIBRARY_PATH=str(folder)))


def freeze(scratch, command):
    models = json.loads(gate.run(command, "list", "--json"))
    CLIENT.write_text("\n".join(client_source(models)) + "\n")
    shutil.rmtree(HEADERS, ignore_errors=True)
    shutil.copytree(gate.ROOT / "include", HEADERS)
    library = gate.build_library(gate.copy_tree(scratch / "now"))
    program = compiled(CLIENT, HEADERS, library, scratch / "client")
    PRINTED.write_text(printed(program, library))


def test(scratch):
    def tree_of(name, edits):
        tree = gate.copy_tree(scratch / name)
        for file, old, new in edits:
            gate.edit(tree, file, old, new)
        return tree, gate.build_library(tree)

    report = gate.Report()
    now, library = tree_of("now", [])
    then = compiled(CLIENT, HEADERS, library, scratch / "then")
    report.check(
        printed(then, library) == PRINTED.read_text(),
        "a program of the release prints what it printed",
    )
    again = compiled(CLIENT, now / "include", library, scratch / "again")
    report.check(
        printed(again, library) == PRINTED.read_text(),
        "and so it does compiled anew",
    )

    new, new_library = tree_of("new", GROWN + AT_TAIL)
    growth = gate.ROOT / "tests/gates/growth.c"
    old_client = compiled(growth, now / "include", library, scratch / "old")
    new_client = compiled(
        growth, new / "include", new_library, scratch / "newer", "-DNEWER"
    )
    for name, client, runs_on, expected in [
        ("an old program on its library", old_client, library, OLD_CLIENT),
        ("an old program on a new library", old_client, new_library, OLD_CLIENT),
        ("a new program on an old library", new_client, library, NEW_CLIENT_OLD_LIBRARY),
        ("a new program on its library", new_client, new_library, NEW_CLIENT_NEW_LIBRARY),
    ]:
        said = printed(client, runs_on)
        report.check(said == expected, name, said.splitlines())

    _, broken = tree_of("broken", GROWN + IN_MIDDLE)
    report.refuses(
        printed(old_client, broken) != OLD_CLIENT, "an input put in the middle"
    )
    report.close()


with tempfile.TemporaryDirectory() as folder:
    scratch = pathlib.Path(folder)
    freeze(scratch, sys.argv[2]) if sys.argv[1:2] == ["freeze"] else test(scratch)
