"""compile.py refuses what is not right, with the file, the line and the column, and makes
the same C of the same files."""

import pathlib
import shutil
import subprocess
import sys

import pytest

DATA = pathlib.Path(__file__).parents[2] / "libaicompute/data"
UNITS = DATA.parent / "core/units.c"
H100_LINE = 16


@pytest.fixture
def folder(tmp_path):
    return pathlib.Path(shutil.copytree(DATA, tmp_path / "data"))


def compiled(folder, output):
    done = subprocess.run(
        [sys.executable, DATA / "compile.py", output, folder, UNITS],
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stderr.strip()


def edit(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(folder, name, part):
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return next(i for i, line in enumerate(lines, 1) if part in line)


def test_same_files_same_output(folder, tmp_path):
    outputs = [tmp_path / "a.c", tmp_path / "b.c"]
    for output in outputs:
        assert compiled(folder, output) == (0, "")
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert b"\r" not in outputs[0].read_bytes()


GB = (
    'v1-countries-GB-household_kwh_per_month,"household_kwh_per_month of GB in '
    'countries, data version 1",,'
)
H100 = "nvidia-h100-sxm5-80gb,NVIDIA H100 SXM5 80GB"
BROKEN = {
    "a required cell is missing": (
        "accelerators.csv",
        f"{H100},H100;H100 SXM;H100 SXM5;H100 80GB,NVIDIA,",
        f"{H100},H100;H100 SXM;H100 SXM5;H100 80GB,,",
        "column vendor: is missing",
    ),
    "a bad number": (
        "accelerators.csv",
        "2022-09-20,700,",
        "2022-09-20,700 W,",
        'column gpu_tdp_w: "700 W" is no number',
    ),
    "not a number": (
        "accelerators.csv",
        "2022-09-20,700,",
        "2022-09-20,nan,",
        'column gpu_tdp_w: "nan" is no number',
    ),
    "an infinite number": (
        "accelerators.csv",
        "2022-09-20,700,",
        "2022-09-20,1e999,",
        'column gpu_tdp_w: "1e999" is no number',
    ),
    "an unknown source": (
        "countries.csv",
        "kr-notice-332",
        "kr-notice-333",
        'column household_source: "kr-notice-333" is no key of sources.csv',
    ),
    "a figure without its year": (
        "countries.csv",
        "kr-notice-332,2023,secondary",
        "kr-notice-332,,secondary",
        "column household_year: is missing, and household_kwh_per_month needs it",
    ),
    "an unknown confidence": (
        "countries.csv",
        "kr-notice-332,2023,secondary",
        "kr-notice-332,2023,sure",
        'column household_confidence: "sure" is none of compiled,',
    ),
    "a key twice": (
        "accelerators.csv",
        "nvidia-h100-pcie-80gb",
        "nvidia-h100-sxm5-80gb",
        'column key: "nvidia-h100-sxm5-80gb" is in line',
    ),
    "an alias of two rows": (
        "accelerators.csv",
        "NVIDIA H100 PCIe 80GB,H100 PCIe",
        "NVIDIA H100 PCIe 80GB,H100",
        'column aliases: "h100" also names line',
    ),
    "an alias declared ambiguous by one row only": (
        "accelerators.csv",
        "NVIDIA V100 PCIe 16GB,?V100",
        "NVIDIA V100 PCIe 16GB,V100",
        'column aliases: "v100" also names line',
    ),
    "an alias that is none": (
        "accelerators.csv",
        "NVIDIA H100 PCIe 80GB,H100 PCIe",
        "NVIDIA H100 PCIe 80GB,- -",
        'column aliases: "- -" is no name',
    ),
    "a name that is too long": (
        "accelerators.csv",
        "NVIDIA H100 PCIe 80GB,H100 PCIe",
        f"NVIDIA H100 PCIe 80GB,{'H' * 128}",
        "is too long a name",
    ),
    "a reference to no row": (
        "facilities.csv",
        ",KR,",
        ",KX,",
        'column country: "KX" is no key of countries.csv',
    ),
    "a cell too many": (
        "pue.csv",
        "World,WORLD,2.5,",
        "World,WORLD,2.5,1,",
        "cells where",
    ),
    "another header": ("pue.csv", "key,name,", "name,key,", "the columns must be"),
    "a bad year": ("pue.csv", ",2007,", ",07,", 'column year: "07" is no year'),
    "a bad date": (
        "accelerators.csv",
        "2022-09-20,700",
        "20/9/2022,700",
        'column release_date: "20/9/2022" is no date',
    ),
    "a unit that is none": ("prices.csv", ",cur/h,", ",cur/hr,", 'column unit: "cur/hr"'),
    "a keyword that is a column": (
        "tables.csv",
        "pue,,",
        "pue,pue,",
        'column keyword: "pue" is no keyword',
    ),
    "a keyword twice": (
        "tables.csv",
        "households,household,",
        "households,country,",
        'column keyword: "country" is in line',
    ),
    "a table without a sentence": (
        "tables.csv",
        '"Data centres and clusters for AI: accelerators, power and cost."',
        "",
        "column summary: is missing",
    ),
    "a review interval that is none": (
        "tables.csv",
        'power and cost.",1',
        'power and cost.",one',
        'column review_years: "one" is no count of years',
    ),
    "a table whose name C cannot have": (
        "tables.csv",
        "pue,,",
        "p-u-e,,",
        'column name: "p-u-e" is no name of a table',
    ),
    "a confidence that stands for a column": (
        "fields.csv",
        "tdp_source,year,=speculative",
        "tdp_source,year,=wild",
        'column confidence: "wild" is no confidence',
    ),
    "a year that stands for a column": (
        "fields.csv",
        "=epoch-chip-costs,=2026,",
        "=epoch-chip-costs,=soon,",
        'column year: "soon" is no year',
    ),
    "a text without a source": (
        "fields.csv",
        "accelerators,vendor,text,,,source,",
        "accelerators,vendor,text,,,,",
        "column source: is missing",
    ),
    "a source that stands for a column": (
        "fields.csv",
        "=epoch-chip-costs,",
        "=epoch-chips,",
        'column source: "epoch-chips" is no source',
    ),
    "a quotation mark left open": (
        "countries.csv",
        ',"KOR;한국',
        ',"KOR;"한국',
        "expected after",
    ),
    "space around a cell": (
        "prices.csv",
        ",rental,",
        ", rental,",
        "has space at its ends",
    ),
    "a licence that cannot be shipped": (
        "sources.csv",
        ",CC-BY-4.0,",
        ",CC-BY-SA-4.0,",
        'column licence: "CC-BY-SA-4.0" is no licence',
    ),
    "a source without a title": (
        "sources.csv",
        "Data on AI Models",
        "",
        "column title: is missing",
    ),
    "a column of an unknown kind": (
        "fields.csv",
        "accelerators,gpu_tdp_w,number",
        "accelerators,gpu_tdp_w,real",
        'column kind: "real" is no kind',
    ),
    "a column with an unknown unit": (
        "fields.csv",
        "accelerators,gpu_tdp_w,number,W",
        "accelerators,gpu_tdp_w,number,watt",
        'column unit: "watt" is no unit',
    ),
    "a column whose source is no column": (
        "fields.csv",
        "W,,tdp_source",
        "W,,tpd_source",
        'column source: "tpd_source" is no such column',
    ),
    "a replaced value of no table": (
        "superseded.csv",
        f"{GB}countries,",
        f"{GB}country,",
        'column table: "country" is no table',
    ),
    "a replaced value of no row": (
        "superseded.csv",
        f"{GB}countries,GB,",
        f"{GB}countries,UK,",
        'column row: "UK" is no key of countries.csv',
    ),
    "a replaced value of no number": (
        "superseded.csv",
        f"{GB}countries,GB,household_kwh_per_month,",
        f"{GB}countries,GB,household_basis,",
        'column column: "household_basis" is no number of countries',
    ),
    "a replaced value in another unit": (
        "superseded.csv",
        "208.333,kWh/month,",
        "208.333,kWh,",
        'column unit: "kWh" is not "kWh/month"',
    ),
    "a replaced value of this version": (
        "superseded.csv",
        f"{GB}countries,GB,household_kwh_per_month,1,",
        f"{GB}countries,GB,household_kwh_per_month,2,",
        'column last_version: "2" is not 1 to 1',
    ),
    "a replaced value that is the newest": (
        "superseded.csv",
        ",208.333,kWh/month,",
        ",208.33333333333334,kWh/month,",
        'column value: "208.33333333333334" is what countries has now',
    ),
    "a value replaced twice": (
        "superseded.csv",
        "countries,JP,household_kwh_per_month,1,329.167",
        "countries,GB,household_kwh_per_month,1,329.167",
        "column last_version: line 2 has it too",
    ),
    "a data version that is none": ("version.txt", "2", "2b", '"2b" is no data version'),
    "a source that nobody reviewed": (
        "sources.csv",
        'which Epoch calculates, are left out.",2026,2026',
        'which Epoch calculates, are left out.",2026,0',
        'column reviewed: "0" is no year',
    ),
    "a column of any unit without the column of units": (
        "fields.csv",
        "prices,unit,unit,,",
        "prices,units,unit,,",
        "column unit: is any, and no column has the unit",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_data_stop_the_build(folder, tmp_path, what):
    name, old, new, words = BROKEN[what]
    line = line_of(folder, name, old)
    edit(folder, name, old, new)
    status, said = compiled(folder, tmp_path / "out.c")
    assert status == 1
    assert said.startswith(f"compile.py: {name}: line "), said
    assert words in said
    elsewhere = any(part in what for part in ("twice", "any unit", "to no row"))
    if not elsewhere:
        assert f"line {line}" in said
    assert not (tmp_path / "out.c").exists()


def test_latin1_is_refused(folder, tmp_path):
    line = line_of(folder, "pue.csv", "Google")
    path = folder / "pue.csv"
    path.write_bytes(path.read_bytes().replace(b"Google", b"G\xf6\xf6gle", 1))
    status, said = compiled(folder, tmp_path / "out.c")
    assert status == 1
    assert said == f"compile.py: pue.csv: line {line}: is no text in UTF-8"


def test_a_missing_file_is_named(folder, tmp_path):
    (folder / "pue.csv").unlink()
    status, said = compiled(folder, tmp_path / "out.c")
    assert status == 1 and "pue.csv" in said and "Traceback" not in said


def test_an_empty_file_is_refused(folder, tmp_path):
    (folder / "pue.csv").write_text("", encoding="utf-8")
    status, said = compiled(folder, tmp_path / "out.c")
    assert status == 1 and "pue.csv: line 1: the columns must be key,name," in said
