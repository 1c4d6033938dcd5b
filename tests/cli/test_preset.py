"""aicompute run with --gpu, --country and --household."""

import json

import pytest

SITE = "gpu_power|server_power|fleet_power|facility_power|energy_use"
WHOLE = SITE + "|household_equivalents|emissions"
KOREA = ("--gpu", "H100 SXM", "--country", "KR", "gpu_count=50000")


def inputs_of(made):
    return {row["name"]: row for row in made.json["inputs"]}


def test_a_site_in_korea(run, data_version):
    made = run("run", WHOLE, *KOREA, "--json")
    assert made.json["data_version"] == data_version
    (row,) = made.json["rows"]
    it_mw = 50_000 * (8 * 595 + 3000) / 0.96 / 8 / 1e6
    assert row["households"] == pytest.approx(it_mw * 1.54 * 720_000 / 332)
    year = it_mw * 1.54 * 8760
    assert row["operational_tco2e_per_year"] == pytest.approx(year * 417.06 / 1000)
    inputs = inputs_of(made)
    tdp = inputs["gpu_tdp_w"]
    assert (tdp["value"], tdp["origin"], tdp["assumed"]) == (700, "preset", False)
    assert (tdp["table"], tdp["row"]) == ("accelerators", "nvidia-h100-sxm5-80gb")
    assert (tdp["year"], tdp["source"]) == (2026, "epoch-hardware")
    assert inputs["gpu_count"]["origin"] == "given"
    assert inputs["pue"]["origin"] == "default"
    assert "row" not in inputs["pue"]


def test_explain_covers_every_input(run):
    made = run("run", WHOLE, *KOREA, "--explain")
    table = made.out.split("Where each input comes from")[1]
    for name, row in inputs_of(run("run", WHOLE, *KOREA, "--json")).items():
        (line,) = [line for line in table.splitlines() if line.split()[:1] == [name]]
        assert row["origin"] in line
    assert "NVIDIA H100 SXM5 80GB (accelerators, 2026, compiled)" in table
    assert "Assumed" not in made.out


def test_without_explain_rows_are_named_all_the_same(run):
    out = run("run", WHOLE, *KOREA).out
    assert "From the reference tables" in out and "South Korea (countries, 2023" in out
    assert "Assumed, since not given" in out


@pytest.mark.parametrize("form", ["--html", "--markdown"])
def test_pages_say_it_too(run, form, data_version):
    out = run("run", WHOLE, *KOREA, form).out
    assert "From the reference tables" in out and f"data version {data_version}" in out
    assert (
        "Where each input comes from" in run("run", WHOLE, *KOREA, form, "--explain").out
    )


def test_an_explicit_value_wins(run):
    made = run("run", SITE, "--gpu", "H100", "gpu_count=1", "gpu_tdp_w=650W", "--json")
    assert inputs_of(made)["gpu_tdp_w"]["value"] == 650
    assert inputs_of(made)["gpu_tdp_w"]["origin"] == "given"


def test_an_old_household_by_name(run):
    made = run("run", WHOLE, *KOREA, "--household", "households_kr_2016", "--json")
    assert inputs_of(made)["household_kwh_per_month"]["value"] == 350


def test_sweeps_and_files(run):
    swept = run("run", SITE, "--gpu", "H100", "gpu_count=1000:3000:1000", "--json").json
    assert len(swept["rows"]) == 3
    file = "gpu_count,gpu_tdp_w\n1000,400\n1000,700\n"
    want = ("--want", "it_power_mw", "--columns", "-")
    made = run("run", SITE, "--gpu", "H100", *want, stdin=file)
    node = [(8 * w * 0.85 + 3000) / 0.96 / 8 / 1000 for w in (400, 700)]
    assert [float(x) for x in made.out.split()[1:]] == pytest.approx(node)
    alone = run("run", SITE, "--gpu", "H100", *want, stdin="gpu_count\n1000\n")
    assert float(alone.out.split()[1]) == pytest.approx(node[1])


def test_what_nobody_wants_needs_no_figure(run):
    chain = SITE + "|electricity_cost"
    made = run("run", chain, *KOREA, "--want", "facility_power_mw", "--explain")
    assert "electricity_price_per_kwh" not in made.out
    out = run(
        "run",
        WHOLE,
        "--gpu",
        "H100",
        "--country",
        "FR",
        "gpu_count=1",
        "--want",
        "operational_tco2e_per_year",
        "--explain",
    ).out
    assert "household_kwh_per_month" not in out


def test_the_chain_is_found(run):
    made = run("run", "--to", "households", *KOREA, "--json")
    assert made.json["chain"].startswith("gpu_power | fleet_power | facility_power")
    assert inputs_of(made)["gpu_tdp_w"]["value"] == 700


def test_a_saved_scenario_keeps_the_values(run, tmp_path):
    path = tmp_path / "site.json"
    first = run("run", WHOLE, *KOREA, "--save", path, "--json").json["rows"]
    saved = json.loads(path.read_text())
    assert saved["inputs"]["gpu_tdp_w"] == "700"
    assert run("run", "--scenario", path, "--json").json["rows"] == first


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([SITE, "--gpu", "H101", "gpu_count=1"], 'accelerators has no row "H101"'),
        ([SITE, "--gpu", "A100", "gpu_count=1"], "may mean 4 rows"),
        ([SITE, "--gpu", "TPU v5e", "gpu_count=1"], "has no sound figure for gpu_tdp_w"),
        (
            ["household_equivalents", "--country", "FR", "energy_mwh_per_month=1"],
            'the row "France" of countries has no sound figure',
        ),
        (
            ["energy_use", "--gpu", "H100", "facility_power_mw=1"],
            "energy_use takes no input from accelerators",
        ),
        (
            [
                SITE + "|electricity_cost|gpu_capex",
                "--gpu",
                "H100",
                "--country",
                "EU",
                "gpu_count=1",
            ],
            "in EUR and",
        ),
        (
            [
                SITE + "|electricity_cost|gpu_capex",
                "--gpu",
                "H100",
                "gpu_count=1",
                "electricity_price_per_kwh=150 KRW",
            ],
            "USD",
        ),
        ([SITE, "--gpu", "H100", "--explain", "--columns", "-"], "do not go together"),
    ],
)
def test_refusals(refused, words, says):
    refused("run", *words, says=says, stdin="gpu_count\n1\n")


# Facility power of one H100 and its share of the server, at the defaults.
NODE_MW = 1.54 * (8 * 595 + 3000) / 0.96 / 8 / 1e6
SOLVED = ("gpu_count=?", "households=1e6")


def test_solve_takes_presets(run):
    words = ("--gpu", "H100 SXM", "--country", "KR", *SOLVED)
    made = run("solve", SITE + "|household_equivalents", *words, "--json")
    (one,) = made.json["solutions"]
    assert one["value"] == pytest.approx(1e6 * 332 / (720_000 * NODE_MW))
    assert made.json["data_version"] == run("data", "--json").json["data_version"]
    inputs = inputs_of(made)
    assert inputs["gpu_tdp_w"]["row"] == "nvidia-h100-sxm5-80gb"
    assert inputs["household_kwh_per_month"]["source"] == "kr-notice-332"
    assert "gpu_count" not in inputs


def test_solve_leaves_the_unknown_open(run):
    """What a row would fill may be what is looked for."""
    words = ("--country", "KR", "household_kwh_per_month=?", "households=61714.2857")
    made = run(
        "solve", "household_equivalents", *words, "energy_mwh_per_month=21600", "--json"
    )
    (one,) = made.json["solutions"]
    assert one["value"] == pytest.approx(350)


def test_solve_says_where_inputs_come_from(run):
    words = ("--gpu", "H100 SXM", "--country", "KR", *SOLVED)
    chain = SITE + "|household_equivalents"
    out = run("solve", chain, *words).out
    assert "From the reference tables, data version" in out
    assert "South Korea (countries, 2023" in out and "Assumed, since not given" in out
    explained = run("solve", chain, *words, "--explain").out
    assert "Where each input comes from" in explained and "Assumed" not in explained
    assert "gpu_count " not in explained.split("Where each input")[1]


def test_solve_finds_the_chain(run):
    made = run("solve", "--to", "households", "--gpu", "H100", "--country", "KR", *SOLVED)
    assert "chain: gpu_power | fleet_power" in made.err


def test_solve_starts_from_a_scenario(run, tmp_path):
    path = tmp_path / "site.json"
    run("run", SITE, "--gpu", "H100", "gpu_count=50000", "--save", path)
    words = ("--scenario", path, "pue=?", "facility_power_mw=60", "--json")
    (one,) = run("solve", *words).json["solutions"]
    assert one["value"] == pytest.approx(60 / (50_000 * NODE_MW / 1.54))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([SITE, "--gpu", "A100", "gpu_count=?", "it_power_mw=9"], "may mean 4 rows"),
        ([SITE, "--gpu", "TPU v5e", "gpu_count=?", "it_power_mw=9"], "no sound figure"),
        (
            [
                *("electricity_cost", "--country", "EU", "facility_power_mw=1"),
                *("energy_mwh_per_year=?", "electricity_cost_per_year=9 KRW"),
            ],
            "KRW",
        ),
    ],
)
def test_solve_refuses(refused, words, says):
    refused("solve", *words, says=says)


OLD = {
    "format": "aicompute-scenario/1",
    "chain": "household_equivalents",
    "inputs": {"energy_mwh_per_month": "1000", "household_kwh_per_month": "208.333"},
    "presets": {
        "household_kwh_per_month": {
            "table": "countries",
            "row": "GB",
            "data_version": "1",
        }
    },
}


@pytest.fixture
def scenario(tmp_path):
    """A scenario as somebody saved it when the data had version 1, with parts changed."""

    def write(**changed):
        path = tmp_path / "old.json"
        path.write_text(json.dumps({**OLD, **changed}))
        return path

    return write


def test_a_scenario_keeps_the_rows_too(run, tmp_path, data_version):
    path = tmp_path / "site.json"
    run("run", WHOLE, *KOREA, "--save", path)
    saved = json.loads(path.read_text())["presets"]
    assert saved["gpu_tdp_w"] == {
        "table": "accelerators",
        "row": "nvidia-h100-sxm5-80gb",
        "data_version": data_version,
    }
    assert "gpu_count" not in saved
    inputs = inputs_of(run("run", "--scenario", path, "--json"))
    assert inputs == inputs_of(run("run", WHOLE, *KOREA, "--json")) | {
        "gpu_count": inputs["gpu_count"]
    }
    plain = tmp_path / "plain.json"
    run("run", SITE, "gpu_tdp_w=700", "gpu_count=1", "--save", plain)
    assert "presets" not in json.loads(plain.read_text())


def test_an_old_scenario_keeps_its_value_and_its_source(run, scenario, tmp_path):
    made = run("run", "--scenario", scenario(), "--json")
    row = inputs_of(made)["household_kwh_per_month"]
    assert (row["value"], row["origin"], row["row"]) == (208.333, "preset", "GB")
    assert (row["data_version"], row["source"]) == ("1", "ofgem-tdcv-2026")
    assert made.json["rows"][0]["households"] == 1e6 / 208.333
    again = tmp_path / "again.json"
    text = run("run", "--scenario", scenario(), "--save", again).out
    assert "United Kingdom (countries of data version 1, 2026, secondary)" in text
    assert json.loads(again.read_text())["presets"] == OLD["presets"]


def test_a_row_asked_for_replaces_a_saved_row_and_no_given_value(run, scenario):
    words = ("run", "--country", "US", "--json", "--scenario")
    row = inputs_of(run(*words, scenario()))["household_kwh_per_month"]
    assert (row["value"], row["row"]) == (865, "US")
    row = inputs_of(run(*words, scenario(presets={})))["household_kwh_per_month"]
    assert (row["value"], row["origin"]) == (208.333, "given")
    given = run(*words, scenario(), "household_kwh_per_month=300")
    assert inputs_of(given)["household_kwh_per_month"]["origin"] == "given"


def test_a_saved_value_that_was_changed_by_hand_is_given(run, scenario):
    inputs = {**OLD["inputs"], "household_kwh_per_month": "250"}
    made = run("run", "--scenario", scenario(inputs=inputs), "--json")
    row = inputs_of(made)["household_kwh_per_month"]
    assert (row["value"], row["origin"]) == (250, "given")
    assert 'not what "United Kingdom" of countries has in data version 1' in made.err


def preset_of(**changed):
    return {
        "household_kwh_per_month": OLD["presets"]["household_kwh_per_month"] | changed
    }


@pytest.mark.parametrize(
    ("presets", "says"),
    [
        ([], '"presets" must be an object'),
        ({"pue": {}}, "presets.pue: inputs has no pue"),
        ({"household_kwh_per_month": {"row": "GB"}}, 'must have "table", "row" and'),
        (
            {"household_kwh_per_month": "GB"},
            'must have "table", "row" and "data_version"',
        ),
        (preset_of(table="country"), 'did you mean "countries"?'),
        (preset_of(row="Atlantis"), 'countries has no row "Atlantis"'),
        (preset_of(table="facilities", row="kisti-6"), "facilities has no column"),
        (preset_of(data_version="99"), '"99" is no data version of this library'),
    ],
)
def test_scenarios_refused(refused, scenario, presets, says):
    refused("run", "--scenario", scenario(presets=presets), says=says)
