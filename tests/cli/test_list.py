"""aicompute list, show, sources, units, and help."""

import pytest

MODELS = [
    "gpu_power",
    "gpu_power_curve",
    "server_power",
    "fleet_power",
    "facility_power",
    "energy_use",
    "electricity_cost",
    "emissions",
    "grid_connection",
    "device_energy",
    "household_equivalents",
    "households_by_capacity",
    "household_share",
    "equivalents",
    "gpu_capex",
    "currency",
    "perpetuity_revenue",
    "required_revenue",
    "subscriber_fee",
    "market_survivors",
    "buildout_time",
    "operating_cost",
    "rental_income",
    "project_payback",
    "levelized_compute_cost",
    "gpu_resale_value",
    "rental_margin",
]
VARIABLE_KEYS = [
    "name",
    "unit",
    "summary",
    "source",
    "default",
    "min",
    "max",
    "low",
    "high",
    "kind",
    "scale",
]


@pytest.fixture
def registry(run):
    return {model["name"]: model for model in run("list", "--json").json}


def test_registry(registry):
    assert set(MODELS) <= set(registry)
    for model in registry.values():
        assert list(model) == [
            "id",
            "name",
            "domain",
            "summary",
            "equation",
            "inputs",
            "results",
        ]
        for variable in model["inputs"] + model["results"]:
            assert list(variable) == VARIABLE_KEYS
            assert variable["kind"] in ["real", "count", "fraction"]
            assert variable["scale"] in ["linear", "log"]
        assert all(result["default"] is None for result in model["results"])


def test_numbers_of_the_registry(registry):
    inputs = {row["name"]: row for row in registry["server_power"]["inputs"]}
    assert inputs["gpu_power_w"]["default"] is None
    assert inputs["gpus_per_server"]["default"] == 8
    assert inputs["psu_efficiency"]["default"] == 0.96
    assert inputs["gpus_per_server"]["kind"] == "count"
    assert inputs["psu_efficiency"]["kind"] == "fraction"
    assert inputs["gpu_power_w"]["scale"] == "log"
    assert registry["fleet_power"]["id"] == 4


def test_list_groups_by_domain(run):
    lines = run("list").out.splitlines()
    assert (
        lines.index("gpu_power") < lines.index("  fleet_power") < lines.index("household")
    )
    assert all(f"  {name}" in lines for name in MODELS)


def test_sources_and_units(run, registry):
    sources = run("sources", "--json").json
    keys = [source["key"] for source in sources]
    assert keys == sorted(keys) and all(source["title"] for source in sources)
    units = run("units", "--json").json
    assert run("units").out.split("\n")[:-1] == units
    text = run("sources").out
    for model in registry.values():
        for variable in model["inputs"] + model["results"]:
            assert variable["source"] in keys and variable["unit"] in units
            assert f"{variable['source']}\n" in text


def test_show_model(run, registry):
    text = run("show", "facility_power").out
    assert "facility_power_mw = it_power_mw*pue" in text
    for variable in registry["facility_power"]["inputs"]:
        assert variable["name"] in text and variable["source"] in text
    assert "required" in text and "uptime-2025" in text
    assert run("show", "facility_power", "--json").json == registry["facility_power"]


def test_show_chain(run):
    got = run("show", "fleet_power | facility_power", "--json").json
    assert got["name"] == "fleet_power | facility_power"
    names = [row["name"] for row in got["inputs"]]
    assert "gpu_count" in names and "it_power_mw" not in names
    assert "it_power_mw = " in run("show", "fleet_power+facility_power").out


def test_show_refusals(refused):
    refused("show", says="show takes one model")
    refused("show", "facility", says='did you mean "')
    refused("show", "facility_power+fleet_power", says="it_power_mw")


COMMANDS = ["list", "sources", "units", "show", "run", "solve", "audit", "generate"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_everywhere(run, command):
    text = run(command, "--help").out
    assert text.startswith(f"Usage: aicompute {command}")
    assert "--help" in text and "Examples:" in text
    assert run(command, "-h").out == text


def test_help_and_version(run, refused, data_version):
    text = run("--help").out
    assert all(f"\n  {command} " in text for command in COMMANDS)
    assert run("--version").out == f"aicompute 0.1.0\ndata version {data_version}\n"
    done = run(status=2)
    assert done.out == "" and "Usage" in done.err
    refused("lst", says='did you mean "list"')
    refused("--verison", says="no command")
    refused("list", "extra", says="extra")
