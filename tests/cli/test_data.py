"""aicompute data: the reference tables on the command line."""

import csv
import io

import pytest


def test_lists_the_tables(run, data_version):
    made = run("data", "--json").json
    names = [table["name"] for table in made["tables"]]
    assert names[:3] == ["accelerators", "countries", "households"]
    assert made["data_version"] == data_version
    text = run("data").out
    assert all(name in text for name in names)
    assert f"Data version {data_version}." in text


def test_a_row_has_value_year_confidence_and_source(run):
    text = run("data", "accelerators", "h100 sxm").out
    assert (
        "gpu_tdp_w                 700  W     2026" in text
        and "epoch-hardware (CC-BY-4.0)" in text
    )
    assert "https://epoch.ai/data/machine-learning-hardware" in text
    (row,) = run("data", "countries", "한국", "--json").json["rows"]
    assert row["key"]["value"] == "KR"
    assert row["household_kwh_per_month"] == {
        "value": 332.0,
        "text": "332",
        "unit": "kWh/month",
        "source": "kr-notice-332",
        "licence": "facts",
        "year": 2023,
        "confidence": "secondary",
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


@pytest.mark.parametrize(
    ("filters", "good"),
    [
        (["gpu_tdp_w>=700"], lambda w: w >= 700),
        (["gpu_tdp_w<=700"], lambda w: w <= 700),
        (["gpu_tdp_w>=700", "gpu_tdp_w<=700"], lambda w: w == 700),
    ],
)
def test_filters_with_equality(run, filters, good):
    every = run("data", "accelerators", "--json").json["rows"]
    rated = [row for row in every if "gpu_tdp_w" in row]
    wanted = [row["key"] for row in rated if good(row["gpu_tdp_w"]["value"])]
    made = run("data", "accelerators", *filters, "--json").json["rows"]
    assert wanted and [row["key"] for row in made] == wanted


@pytest.mark.parametrize(
    ("table", "filters", "same"),
    [
        ("accelerators", ["gpu_tdp_w>=1kW"], ["gpu_tdp_w>=1000"]),
        ("accelerators", ["fp16_flop_per_s>1,000 trillion"], ["fp16_flop_per_s>1e15"]),
        ("facilities", ["facility_power_mw>1GW"], ["facility_power_mw>1000"]),
        ("prices", ["value_high>1만 KRW"], ["value_high>10000", "currency=KRW"]),
        ("accelerators", ["gpu_price<2,000 USD"], ["gpu_price<2000"]),
    ],
)
def test_filters_are_figures_as_people_write_them(run, table, filters, same):
    made = run("data", table, *filters, "--json").json
    assert made["rows"] and made == run("data", table, *same, "--json").json


@pytest.mark.parametrize("part", ["한국", "캐", "예", "RICA", "rica"])
def test_filters_of_text_tell_letters_apart_but_not_cases(run, part):
    every = run("data", "countries", "--json").json["rows"]
    wanted = [
        row["key"]
        for row in every
        if part.lower() in row.get("aliases", {"value": ""})["value"].lower()
    ]
    made = run("data", "countries", f"aliases={part}", "--json").json["rows"]
    assert wanted and [row["key"] for row in made] == wanted


def test_no_price_is_in_a_currency_that_it_is_not_in(run):
    run("data", "accelerators", "gpu_price>1 KRW", status=1)


def test_a_list_shows_the_fullest_columns_with_their_units(run, data_version):
    out = run("data", "accelerators").out
    heads = out.splitlines()[0].split()
    assert heads[:3] == ["name", "gpu_tdp_w", "fp16_flop_per_s"]
    assert "tdp_inferred_w" not in heads and "key" not in heads
    assert "Units: gpu_tdp_w in W" in out and "chip_cost in USD" in " ".join(out.split())
    assert f"61 of 61 rows, data version {data_version}." in out
    assert "1979e12" in run("data", "accelerators", "H100").out
    assert run("data", "countries", "iso2=KR").out.split("\n")[1].startswith("KR ")


def test_money_bears_its_currency(run):
    assert "USD/h" in run("data", "prices", "category=rental").out
    out = run("data", "countries", "--want", "key,electricity_price_per_kwh").out
    (line,) = [line for line in out.splitlines() if line.startswith("EU ")]
    assert line.split() == ["EU", "0.1902", "EUR"]


def test_the_unit_of_a_row_is_that_of_its_figures(run):
    (row,) = run("data", "prices", "rental-h100-world-2023", "--json").json["rows"]
    low = row["value_low"]
    assert (low["value"], low["unit"], low["currency"]) == (7, "cur/h", "USD")


def test_columns_are_described(run, data_version):
    made = run("data", "facilities", "--describe", "--json").json
    whole = run("data", "facilities", "--json").json
    assert made == {name: whole[name] for name in made} and "rows" not in made
    for field in made["fields"]:
        filled = sum(field["name"] in row for row in whole["rows"])
        assert field["filled"] == filled and field["summary"]
    rows = list(
        csv.DictReader(io.StringIO(run("data", "facilities", "--describe", "--csv").out))
    )
    assert [row["column"] for row in rows] == [f["name"] for f in made["fields"]]
    units = {row["column"]: row["unit"] for row in rows}
    assert (units["gpu_count"], units["capex"], units["name"]) == ("1", "cur", "text")
    text = run("data", "facilities", "--describe", "country=KR", "--want", "key,date").out
    assert "key     text       8" in text
    assert text.endswith(f"2 columns, 8 of 128 rows, data version {data_version}.\n")


def test_an_earlier_version(run):
    words = ("data", "countries", "GB", "--want", "household_kwh_per_month", "--json")
    now, then = (run(*words, *more).json for more in ((), ("--as-of", "1")))
    assert now["rows"][0]["household_kwh_per_month"]["value"] * 12 == 2500
    old = then["rows"][0]["household_kwh_per_month"]
    assert (old["text"], old["unit"], old["year"]) == ("208.333", "kWh/month", 2026)
    assert old["source"] == "ofgem-tdcv-2026"
    assert then["data_version"] == "1"
    few = run("data", "countries", "household_kwh_per_month=208.333", "--as-of", "1")
    assert "United Kingdom" in few.out and "data version 1" in few.out
    which = ("row=GB", "column=household_kwh_per_month", "table=countries")
    record = run("data", "superseded", *which, "--json").json
    (row,) = record["rows"]
    assert row["value"]["text"] == "208.333" and row["changed"]["value"] == "2026-11-25"
    assert row["last_version"]["value"] == 1 and row["reason"]["value"]


def test_a_cell_that_was_blank(run):
    words = ("data", "countries", "GB", "--want", "electricity_price_per_kwh", "--json")
    (now,), (then,) = (run(*words, *more).json["rows"] for more in ((), ("--as-of", "1")))
    assert now["electricity_price_per_kwh"]["value"] == 0.2533
    assert now["electricity_price_per_kwh"]["currency"] == "GBP"
    assert then == {}


def test_overdue_rows(run, data_version):
    """Prices reviewed in 2026 are due for a look by the end of 2027."""
    assert (
        "0 rows are overdue for review in 2027"
        in run("data", "--overdue", "--on", "2027-12-31").out
    )
    made = run("data", "--overdue", "--on", "2028-01-01", "--json", status=1).json
    rows = made["overdue"]
    assert (made["on"], made["data_version"]) == (2028, data_version)
    assert {row["table"] for row in rows} == {"countries", "facilities", "prices"}
    assert {(row["reviewed"], row["due"]) for row in rows} == {(2026, 2027)}
    assert rows[0]["name"] and rows[0]["row"]
    only = run("data", "--overdue", "prices", "--on", "2028", "--csv", status=1).out
    prices = run("data", "prices", "--json").json["rows"]
    assert only.splitlines()[0] == "table,row,reviewed,due"
    assert len(only.splitlines()) == 1 + len(prices)
    late = run("data", "--overdue", "--on", "2099", status=1).out
    assert "superseded" not in late and "households_kr_2016" in late


def test_overdue_today(run):
    """Whatever the day, the command answers; a reviewer reads the list."""
    made = run("data", "--overdue", "--json", status=None).json
    assert made["on"] >= 2026


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
        (["accelerators", "gpu_tdp_w>much"], '"much" is not a figure of unit W'),
        (["accelerators", "gpu_tdp_w>nan"], '"nan" is not a figure of unit W'),
        (["accelerators", "gpu_tdp_w<1e999"], '"1e999" is too large'),
        (["accelerators", "gpu_tdp_w>1 kWh"], '"1 kWh" is not a figure of unit W'),
        (["accelerators", "memory_gb>1 TB"], '"1 TB" is not a figure'),
        (["accelerators", "H100", "H200"], "one row, or filters"),
        (["accelerators", "H100", "vendor=AMD"], "one row, or filters"),
        (["accelerators", "vendor=AMD", "H100"], "one row, or filters"),
        (["accelerators", "--want", "tdp"], "accelerators has no column"),
        (["accelerators", *["vendor=AMD"] * 17], "at most 16 filters"),
        (["accelerators", "gpu_tdp_w=>700"], '">700" is not a figure of unit W'),
        (["accelerators", "--want", ","], "--want names no column"),
        (["accelerators", "--want", "name," * 65], "more than 64 columns"),
        (["accelerators", "--as-of", "99"], '"99" is no data version'),
        (["accelerators", "--as-of", "0"], '"0" is no data version'),
        (["accelerators", "--as-of", "1a"], '"1a" is no data version'),
        (["--as-of", "1"], "--as-of needs a table"),
        (["--want", "name"], "--want needs a table"),
        (["--describe"], "--describe needs a table"),
        (["--overdue", "--describe"], "takes a table, --on and a format"),
        (["--on", "2028"], "--on needs --overdue"),
        (["--overdue", "--on", "28"], "--on takes a year or a date"),
        (["--overdue", "--on", "2028-6-1"], "--on takes a year or a date"),
        (["--overdue", "--on", "2028-06-01x"], "--on takes a year or a date"),
        (["--overdue", "price"], 'did you mean "prices"?'),
        (["--overdue", "prices", "pue"], "takes a table, --on and a format"),
        (["--overdue", "--want", "key"], "takes a table, --on and a format"),
    ],
)
def test_refusals(refused, words, says):
    refused("data", *words, says=says)
