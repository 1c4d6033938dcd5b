"""aicompute data: the reference tables on the command line."""

import csv
import io

import pytest


def test_lists_the_tables(run):
    made = run("data", "--json").json
    names = [table["name"] for table in made["tables"]]
    assert names[:3] == ["accelerators", "countries", "households"]
    assert made["data_version"] == "1"
    text = run("data").out
    assert all(name in text for name in names)
    assert "Data version 1." in text


def test_a_row_has_value_year_confidence_and_source(run):
    text = run("data", "accelerators", "h100 sxm").out
    assert (
        "gpu_tdp_w" in text and "700 W" in text and "epoch-hardware (CC-BY-4.0)" in text
    )
    assert "https://epoch.ai/data/machine-learning-hardware" in text
    (row,) = run("data", "countries", "한국", "--json").json["rows"]
    assert row["key"]["value"] == "KR"
    assert row["household_kwh_per_month"] == {
        "value": 332.0,
        "text": "332",
        "source": "kr-notice-332",
        "licence": "facts",
        "year": 2023,
        "confidence": "reported",
    }


def test_old_values_are_rows(run):
    (row,) = run("data", "households", "households_kr_2022", "--json").json["rows"]
    assert row["household_kwh_per_month"]["value"] == 307
    assert row["status"]["value"] == "superseded"


def test_csv_has_every_column(run):
    rows = list(csv.DictReader(io.StringIO(run("data", "accelerators", "--csv").out)))
    fields = run("data", "accelerators", "--json").json["fields"]
    assert list(rows[0]) == [field["name"] for field in fields]
    h100 = next(row for row in rows if row["key"] == "nvidia-h100-sxm5-80gb")
    assert h100["gpu_tdp_w"] == "700" and h100["fp16_flop_per_s"] == "989.4e12"


@pytest.mark.parametrize(
    ("filters", "good"),
    [
        (["gpu_tdp_w>900"], lambda row: float(row["gpu_tdp_w"]) > 900),
        (["gpu_tdp_w<100"], lambda row: float(row["gpu_tdp_w"]) < 100),
        (["vendor=amd"], lambda row: row["vendor"] == "AMD"),
        (["gpu_tdp_w=700", "vendor=nvidia"], lambda row: row["gpu_tdp_w"] == "700"),
    ],
)
def test_filters(run, filters, good):
    rows = list(
        csv.DictReader(io.StringIO(run("data", "accelerators", *filters, "--csv").out))
    )
    assert rows and all(good(row) for row in rows)


def test_columns_are_chosen(run):
    out = run(
        "data", "accelerators", "vendor=Huawei", "--want", "name,gpu_tdp_w", "--csv"
    ).out
    assert out == "name,gpu_tdp_w\nHuawei Ascend 910B,400\nHuawei Ascend 910C,700\n"


def test_nothing_found_is_said(run):
    run("data", "accelerators", "gpu_tdp_w>90000", status=1)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["acelerators"], 'did you mean "accelerators"?'),
        (["accelerators", "A100"], 'may mean 4 rows: "NVIDIA A100 SXM4 40GB"'),
        (["accelerators", "H1OO"], "accelerators has no row"),
        (["accelerators", "rtx"], "is a part of the names of 3 rows"),
        (["accelerators", "gpu_tpd_w>1"], 'did you mean "gpu_tdp_w"?'),
        (["accelerators", "vendor>1"], "vendor is no number: use vendor=TEXT"),
        (["accelerators", "gpu_tdp_w>much"], '"much" is no number'),
        (["accelerators", "H100", "H200"], "one row, or filters"),
        (["accelerators", "H100", "vendor=AMD"], "one row, or filters"),
        (["accelerators", "vendor=AMD", "H100"], "one row, or filters"),
        (["accelerators", "--want", "tdp"], "accelerators has no column"),
        (["accelerators", *["vendor=AMD"] * 17], "at most 16 filters"),
    ],
)
def test_refusals(refused, words, says):
    refused("data", *words, says=says)
