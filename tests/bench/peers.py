"""What other packages make of the series and payments of docs/irr.md, as its tables.

Usage: peers.py LIBRARY, the shared library; "./dev peers" installs what it runs:
numpy-financial and pyxirr, LibreOffice Calc without a window, and mpmath for the truth.
"""

import ctypes
import html
import re
import subprocess
import sys
import tempfile
import warnings
from importlib.metadata import version
from pathlib import Path

import numpy_financial
import pyxirr
from mpmath import mp, mpf, polyroots

mp.dps = 60
SIX = [-7, 1.2, 1.5, 1.8, 2.1, 2.6]
SERIES = {
    "-10, 26, -16.5": [-10, 26, -16.5],
    "10, -15, 10": [10, -15, 10],
    "1, 2, 3": [1, 2, 3],
    "-200, 300, 250, -400": [-200, 300, 250, -400],
    "64, -160, 100: (8 - 10v)^2": [64, -160, 100],
    "-100, 1, 1, 1": [-100, 1, 1, 1],
    "-1, 1e6": [-1, 1e6],
    "-7, 1.2, 1.5, 1.8, 2.1, 2.6, each times 1e300": [flow * 1e300 for flow in SIX],
    "the same times 1e-300": [flow * 1e-300 for flow in SIX],
    "-1e-300, 99 zeros, 1e300": [-1e-300, *[0] * 99, 1e300],
    "-1000, nine times 100, 100.0000000001": [-1000, *[100] * 9, 100.0000000001],
}
# Payments, and the same from their definitions.
CALLS = {
    ("pmt", (1e-12, 360, 1e6, 0)): lambda r, n, pv, _: -pv * r / (1 - (1 + r) ** -n),
    ("pmt", (1e-18, 10, 1000, 0)): lambda r, n, pv, _: -pv * r / (1 - (1 + r) ** -n),
    ("pmt", (1, 5000, 1000, 0)): lambda r, n, pv, _: -pv * r / (1 - (1 + r) ** -n),
    ("fv", (1e-12, 360, -100, 0)): lambda r, n, pmt, _: -pmt * ((1 + r) ** n - 1) / r,
    ("ppmt", (0.5, 2, 80, 1000)): lambda r, k, n, pv: (
        pv * r * (1 + r) ** (k - 1) / left(r, n)
    ),
    ("ipmt", (0.5, 80, 80, 1000)): lambda r, k, n, pv: (
        pv * r * ((1 + r) ** n - (1 + r) ** (k - 1)) / left(r, n)
    ),
}


def left(rate, periods):
    return 1 - (1 + rate) ** periods


SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body>
<office:spreadsheet><table:table table:name="peers">{}</table:table></office:spreadsheet>
</office:body></office:document>"""
CELL = '<table:table-row><table:table-cell table:formula="of:={}"/></table:table-row>'


def soffice(*arguments):
    profile, *rest = arguments
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", *rest]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def libreoffice(formulas):
    """What each cell holds, in the 15 digits that files have, or the error it shows."""
    with tempfile.TemporaryDirectory() as scratch:
        sheet, made = Path(scratch, "peers.fods"), Path(scratch, "made")
        sheet.write_text(SHEET.format("".join(map(CELL.format, formulas))))
        soffice(scratch, "--convert-to", "fods", "--outdir", str(made), str(sheet))
        text = (made / sheet.name).read_text()
        named = soffice(scratch, "--version").split()[:2]
    found = []
    for cell in re.findall(r"table:formula=(.*?)</table:table-cell>", text, re.DOTALL):
        value = re.search(r'office:value="([^"]*)"', cell)
        shown = re.search(r"<text:p>([^<]*)", cell)
        found.append(f"{float(value[1]):.15g}" if value else html.unescape(shown[1]))
    assert len(found) == len(formulas), text
    return " ".join(named), found


def ours(library, name, numbers):
    """A number, or what the library says."""
    values, missing = (ctypes.c_double * len(numbers))(*numbers), name in ("ppmt", "ipmt")
    result, error = ctypes.c_double(), ctypes.create_string_buffer(4096)
    if name == "irr":
        given = (values, ctypes.c_size_t(len(numbers)), None)
    else:
        given = (*map(ctypes.c_double, numbers), *[ctypes.c_double(0)] * missing, 0)
    status = getattr(library, "aic_" + name)(*given, ctypes.byref(result), error)
    library.aic_status_name.restype = ctypes.c_char_p
    said = "" if status == 0 else library.aic_status_name(status).decode()
    return f"{said} {result.value!r}" if status > 0 else said or repr(result.value)


def said(function, *arguments):
    try:
        result = function(*arguments)
        return "None" if result is None else repr(float(result))
    except Exception as error:  # whatever it is, it is what the user sees
        return type(error).__name__


def rates(flows):
    """All rates above -1 that make the value zero."""
    while flows[-1] == 0:
        flows = flows[:-1]
    if len(flows) > 50:  # of one flow out and one in
        return [mpf(flows[-1] / mpf(-flows[0])) ** (mpf(1) / (len(flows) - 1)) - 1]
    roots = polyroots(
        [mpf(f) / mpf(flows[0]) for f in flows], maxsteps=500, extraprec=500
    )
    return sorted(
        root.real - 1
        for root in roots
        if abs(root.imag) < mpf(10) ** -25 and root.real > 0
    )


def main():
    warnings.simplefilter("ignore")
    library = ctypes.CDLL(sys.argv[1])
    formulas = ["IRR({" + ";".join(map(repr, flows)) + "})" for flows in SERIES.values()]
    formulas += [f"{name.upper()}({';'.join(map(repr, given))})" for name, given in CALLS]
    calc, cells = libreoffice(formulas)
    peers = [f"{name} {version(name)}" for name in ("numpy-financial", "pyxirr")]
    head = (
        " | ".join([*peers, calc, "ours", "in 60 digits"])
        + " |\n|---|---|---|---|---|---|"
    )
    print(f"| irr of | {head}")
    for (title, flows), cell in zip(SERIES.items(), cells[: len(SERIES)], strict=True):
        row = [title, said(numpy_financial.irr, flows), said(pyxirr.irr, flows), cell]
        truth = dict.fromkeys(mp.nstr(rate, 18) for rate in rates(flows))
        row += [ours(library, "irr", flows), ", ".join(truth) or "none"]
        print("| " + " | ".join(row) + " |")
    print(f"\n| call | {head}")
    for ((name, given), definition), cell in zip(
        CALLS.items(), cells[len(SERIES) :], strict=True
    ):
        row = [f"{name}{given}", said(getattr(numpy_financial, name), *given)]
        row += [said(getattr(pyxirr, name), *given), cell]
        row += [ours(library, name, given), mp.nstr(definition(*map(mpf, given)), 18)]
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
