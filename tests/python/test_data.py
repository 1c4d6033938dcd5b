"""The reference tables: what the CSV files have, by name, with source and unit."""

import copy
import csv
import json
import math
import pickle

import aicompute as aic
import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

FOLDER = ROOT / "libaicompute" / "data"
NAMES = sorted(aic.data)


def rows_of(name):
    """The rows of the file that the library was built from."""
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_all_tables():
    listed = csv.DictReader((FOLDER / "tables.csv").read_text().splitlines())
    assert {row["name"] for row in listed} | {"superseded"} == set(aic.data)
    assert len(aic.data) == len(NAMES)
    assert set(NAMES) <= set(dir(aic.data))
    assert aic.data.version == (FOLDER / "version.txt").read_text().strip()
    assert "accelerators" in repr(aic.data) and "<table>" in aic.data._repr_html_()


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_those_of_the_file(name):
    rows, table = rows_of(name), aic.data[name]
    assert table is getattr(aic.data, name)
    assert len(table) == len(rows) and set(table.fields) == set(rows[0])
    for row, own in zip(rows, table, strict=True):
        row["aliases"] = row["aliases"].replace("?", "")  # marks what is ambiguous
        assert own == table[row["key"]]
        for column, text in row.items():
            cell = own[column]
            assert cell.missing == (text == "") and cell.text == text
            assert cell.value == (cell if text else None)
            if isinstance(cell, aic.Number):
                assert float(cell) == float(text) if text else math.isnan(cell)
            else:
                assert str(cell) == text


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_leads_to_a_source(name):
    about = ("year", "price_year", "idle_year", "household_year")
    for row in aic.data[name]:
        for cell in row.values():
            if isinstance(cell, aic.Number) and cell.name not in about:
                assert cell.missing or (cell.source.title and cell.licence)
                assert cell.missing or cell.unit


def test_names():
    sxm = aic.data.accelerators["H100 SXM"]
    for name in ("h100 sxm", "H100-SXM5", "H100", "nvidia-h100-sxm5-80gb", sxm.name):
        assert aic.data.accelerators[name] == sxm
    for name in ("KR", "kor", "한국", "대한민국", "South Korea"):
        assert aic.data.countries[name].iso2 == "KR"
    assert sxm in aic.data.accelerators and sxm not in aic.data.countries
    assert 3 not in aic.data.accelerators
    assert aic.data.accelerators.get("Nonesuch 1") is None
    assert aic.data.accelerators.get("H100").gpu_tdp_w == 700
    assert [str(row) for row in aic.data.accelerators.matches("A100 PCIe")] == [
        "NVIDIA A100 PCIe 40GB",
        "NVIDIA A100 PCIe 80GB",
    ]


@pytest.mark.parametrize(
    ("table", "name", "words"),
    [
        ("accelerators", "A100", 'may mean 4 rows: "NVIDIA A100 SXM4 40GB"'),
        ("accelerators", "rtx", "is a part of the names of 3 rows"),
        ("accelerators", "MI325", 'did you mean "AMD Instinct MI325X"'),
        ("accelerators", "H100 SMX", 'the nearest: "NVIDIA H100 SXM5 80GB"'),
        ("countries", "Koera", '"South Korea"'),
        ("countries", "", 'countries has no row ""'),
    ],
)
def test_other_names_are_refused(table, name, words):
    with pytest.raises(aic.UnknownRowError, match=words) as caught:
        aic.data[table][name]
    assert (caught.value.table, caught.value.name) == (table, name)
    assert name not in aic.data[table]


def test_misspelt_tables_and_columns():
    with pytest.raises(AttributeError, match='did you mean "accelerators"'):
        aic.data.acelerators  # noqa: B018
    with pytest.raises(KeyError, match=r'did you mean \\?"accelerators'):
        aic.data["acelerators"]
    row = aic.data.accelerators["H100"]
    with pytest.raises(AttributeError, match='did you mean "gpu_tdp_w"'):
        row.gpu_tpd_w  # noqa: B018
    with pytest.raises(KeyError, match="gpu_tdp_w"):
        row["gpu_tpd_w"]
    assert row.get("gpu_tpd_w") is None and "gpu_tpd_w" not in row
    with pytest.raises(IndexError):
        aic.data.accelerators[1000]
    with pytest.raises(TypeError, match="gpu_tdp_w"):
        aic.data.accelerators.where(gpu_tpd_w=700)


@given(st.sampled_from(NAMES), st.text() | st.text("abhk102 -_/한국", max_size=8))
def test_any_name_is_found_or_refused(table, name):
    try:
        row = aic.data[table][name]
    except aic.UnknownRowError as error:
        assert table in str(error) or "aicompute" in str(error)
    else:
        assert row in aic.data[table].matches(name)


@given(st.data())
def test_case_and_blanks_do_not_matter(data):
    table = aic.data[data.draw(st.sampled_from(NAMES))]
    row = table[data.draw(st.integers(0, len(table) - 1))]
    key = "".join(data.draw(st.sampled_from([c, c.upper(), f" {c}"])) for c in row["key"])
    assert table[key] == row


def test_numbers_are_numbers():
    tdp = aic.data.accelerators["H100 SXM"].gpu_tdp_w
    assert isinstance(tdp, float) and tdp + 1 == 701 and np.sqrt(tdp * 7) == 70
    assert np.array([tdp, tdp]).dtype == np.float64
    assert f"{tdp:.1f}" == "700.0" and json.dumps(tdp) == "700.0"
    assert (tdp.unit, tdp.year, tdp.confidence) == ("W", 2026, "compiled")
    assert tdp.source.key == "epoch-hardware" and tdp.licence == "CC-BY-4.0"
    assert "700 W" in repr(tdp) and "epoch-hardware" in repr(tdp)
    assert aic.gpu_power(gpu_tdp_w=tdp).gpu_power_w == 595


def test_money_has_its_currency():
    price = aic.data.accelerators["H100 SXM"].gpu_price
    assert (price, price.currency, str(price)) == (30_000, "USD", "30,000 USD")
    world = aic.data.countries["World"].electricity_price_per_kwh
    assert str(world).endswith("USD/kWh")
    assert aic.data.accelerators.fields["gpu_price"].heading == "gpu_price [USD]"


def test_missing_cells():
    row = aic.data.accelerators["H100 SXM"]
    assert row.gpu_idle_w.missing and math.isnan(row.gpu_idle_w)
    assert row.gpu_idle_w.value is None and str(row.gpu_idle_w) == ""
    assert "missing" in repr(row.gpu_idle_w)
    assert row.idle_source == "" and row.idle_source.missing
    assert row.to_dict()["gpu_idle_w"] is None


def test_texts():
    row = aic.data.countries["KR"]
    assert row.iso2 == "KR" and row.iso2.upper() == "KR"
    assert row.household_basis.source.key == "kr-notice-332"
    assert row.year.text == "2025" and str(row.year) == "2025"


def test_to_frame():
    frame = aic.data.accelerators.to_frame()
    assert frame.loc["nvidia-h100-sxm5-80gb", "gpu_tdp_w"] == 700
    assert len(frame) == len(aic.data.accelerators) and frame.index.name == "key"
    assert frame["gpu_idle_w"].dtype == np.float64 and frame["gpu_idle_w"].isna().any()
    assert frame.attrs["units"]["gpu_tdp_w"] == "W"
    assert frame.attrs["currencies"] == {"gpu_price": "USD", "chip_cost": "USD"}
    assert frame.attrs["data_version"] == aic.data.version
    sources = aic.data.accelerators.to_frame("source")
    used = set(sources.to_numpy().ravel()) - {""}
    assert used == set(frame.attrs["sources"]) == set(frame.attrs["licences"])
    assert sources.loc["nvidia-h100-sxm5-80gb", "gpu_price"] == "gpu-street-2026"
    assert (
        aic.data.countries.to_frame("year").loc["KR", "household_kwh_per_month"] == 2023
    )
    with pytest.raises(ValueError, match="confidence, not 'colour'"):
        frame = aic.data.accelerators.to_frame("colour")


def test_frame_into_a_model():
    """A column of a table is a column of inputs."""
    frame = aic.data.accelerators.where(vendor="AMD").to_frame()
    r = aic.gpu_power(gpu_tdp_w=frame["gpu_tdp_w"])
    assert r.gpu_power_w.loc["amd-instinct-mi300x"] == pytest.approx(750 * 0.85)


def test_where():
    table = aic.data.accelerators
    amd = table.where(vendor="amd", gpu_tdp_w=lambda watts: watts >= 750)
    assert {str(row.vendor) for row in amd} == {"AMD"} and min(
        row.gpu_tdp_w for row in amd
    ) >= 750
    assert "MI300X" in amd and "H100" not in amd
    with pytest.raises(aic.UnknownRowError, match="not among these"):
        amd["H100"]
    assert amd.where(lambda row: "325" in row.name)[0].name == "AMD Instinct MI325X"
    assert [row.key for row in table[2:4]] == [row.key for row in table][2:4]
    assert table.where(gpu_tdp_w=700)["H100 SXM"] and not len(table.where(gpu_tdp_w=-1))
    assert table.where(gpu_idle_w=lambda _: True)[0].gpu_idle_w > 0
    for wanted in ({"vendor": 3}, {"gpu_tdp_w": "700"}):
        with pytest.raises(TypeError, match="is none"):
            table.where(**wanted)


def test_earlier_versions():
    old = aic.data.as_of(1)
    assert old.version == "1" and old.countries.data_version == "1"
    assert old.countries["JP"].household_kwh_per_month == 329.167
    assert aic.data.countries["JP"].household_kwh_per_month == 3950 / 12
    assert old.countries["JP"] != aic.data.countries["JP"] and old != aic.data
    assert old.countries.to_frame().attrs["data_version"] == "1"
    assert aic.data.as_of(aic.data.version) == aic.data
    for row in aic.data.superseded:
        then = aic.data.as_of(str(row.last_version.text))[row.table][row.row][row.column]
        assert then == row.value or (then.missing and row.value.missing)
    for wrong in ("0", "999", "x", "", 1.5):
        with pytest.raises(ValueError, match="is no data version"):
            aic.data.as_of(wrong)


def test_review():
    row = aic.data.accelerators["H100"]
    reviewed = [cell.source.reviewed for cell in row.values() if cell.source]
    assert row.due == min(reviewed) + aic.data.accelerators.review_years
    assert all(row.due == 0 for row in aic.data.superseded)


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))]
)
def test_copies(again):
    for one in (
        aic.data,
        aic.data.as_of(1),
        aic.data.accelerators,
        aic.data.accelerators.where(vendor="AMD"),
        aic.data.as_of(1).countries["KR"],
    ):
        assert again(one) == one
    cell = again(aic.data.accelerators["H100"].gpu_tdp_w)
    assert (cell, cell.unit, cell.source.key) == (700, "W", "epoch-hardware")
    text = again(aic.data.countries["KR"].household_basis)
    assert text and text.source.key == "kr-notice-332"


def test_for_people():
    table = aic.data.accelerators
    assert "gpu_tdp_w [W]" in repr(table) and "more rows" in repr(table)
    assert "idle_year" not in repr(table) and "<table>" in table._repr_html_()
    assert "more rows" not in repr(table[:3])
    assert repr(table.where(gpu_tdp_w=-1)) and repr(aic.data.superseded)
    row = aic.data.countries["KR"]
    assert "417.06 g/kWh" in repr(row) and "Our World in Data" in repr(row)
    assert "household_source" not in repr(row) and "<table>" in row._repr_html_()
    assert "gpu_tdp_w" in dir(table["H100"]) and hash(row) == hash(copy.copy(row))
    assert "South Korea" in aic.data.countries._ipython_key_completions_()
    assert len({table, aic.data.accelerators}) == 1
    assert ", 0)" not in repr(table["H200"])
