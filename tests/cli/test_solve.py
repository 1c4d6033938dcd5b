"""aicompute solve."""

import pytest

CHAIN = "fleet_power+facility_power+energy_use+household_equivalents"
PLAN = ["gpu_count=50000", "gpu_power_w=400", "pue=1.5"]


def test_households(run):
    words = ["household_kwh_per_month=?", "households=22,000", *PLAN, "--json"]
    got = run("solve", CHAIN, *words).json
    assert got["unknown"] == "household_kwh_per_month" and got["unit"] == "kWh/month"
    (one,) = got["solutions"]
    assert one["value"] == pytest.approx(981.8181818, rel=1e-9)
    assert one["kind"] == "root" and one["usual"] is True


def test_text_shows_kind_and_assumptions(run):
    text = run(
        "solve", CHAIN, "household_kwh_per_month=?", "households=22,000", *PLAN
    ).out
    assert "981.8182  kWh/month  root" in text
    under = text[text.index("Assumed") :]
    assert "load_factor" in under and "household_kwh_per_month" not in under


def test_path(run):
    words = ["household_kwh_per_month=?", "households=22000", *PLAN]
    done = run("solve", "--to", "households", *words)
    assert "981.8182" in done.out and "chain: fleet_power" in done.err
    done = run("solve", "--from", "gpu_count", "--to", "households", *words)
    assert "981.8182" in done.out


def test_life_of_capital(run):
    words = ["capex=5.1 trillion USD", "discount_rate=10%", "life_years=?"]
    wanted = "required_revenue_per_year=650 billion USD"
    got = run("solve", "required_revenue", *words, wanted, "--json").json
    assert got["solutions"][0]["value"] == pytest.approx(16.1088, abs=1e-3)


def test_no_root(run):
    words = ["pue=?", "it_power_mw=20", "facility_power_mw=10"]
    done = run("solve", "facility_power", *words, status=1)
    assert "none found between 1 and 100" in done.out
    assert (
        run("solve", "facility_power", *words, "--json", status=1).json["solutions"] == []
    )


def test_jump_is_no_root(run):
    """Whole generators: 2.5 of them cannot be needed."""
    words = ["grid_capacity_mw=15", "facility_power_mw=?", "generators_needed=4.5"]
    got = run("solve", "grid_connection", *words, "--json", status=1).json
    assert [one["kind"] for one in got["solutions"]] == ["jump"]


def test_flat_stretch(run):
    words = ["grid_capacity_mw=15", "facility_power_mw=?", "generators_needed=4"]
    got = run("solve", "grid_connection", *words, "--json").json
    (one,) = got["solutions"]
    assert one["kind"] == "flat"
    assert one["value"] == pytest.approx(20, rel=1e-6)
    assert one["end"] == pytest.approx(22.5, rel=1e-6)


@pytest.mark.parametrize(
    "words, says",
    [
        (["facility_power_mw=30", "it_power_mw=20"], "nothing is unknown"),
        (["pue=?", "it_power_mw=?", "facility_power_mw=30"], "both"),
        (["pue=?", "it_power_mw=20"], "no result is wanted"),
        (["peu=?", "it_power_mw=20", "facility_power_mw=30"], 'did you mean "pue"'),
        (["pue=?", "facility_power_mw=30"], "it_power_mw has no value"),
        (["pue=?", "it_power=20", "facility_power_mw=30"], '"it_power_mw"'),
        (["pue=?", "it_power_mw=1:2:1", "facility_power_mw=30"], "sweep"),
        (["pue=?", "it_power_mw=20", "facility_power_mw=nan"], '"nan"'),
        (["pue=?", "it_power_mw=2", "facility_power_mw=3", "overhead_power_mw=1"], "one"),
    ],
)
def test_refusals(refused, words, says):
    refused("solve", "facility_power", *words, says=says)
