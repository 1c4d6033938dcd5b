"""aicompute run: figures as people write them, sweeps, paths, scenarios, formats."""

import csv
import io
import json

import pytest


def results(done):
    return {row["name"]: row["value"] for row in done.json["results"]}


def test_the_plan(run, fleet):
    got = results(run("run", *fleet, "--json"))
    assert got["it_power_mw"] == 20
    assert got["facility_power_mw"] == 30
    assert got["energy_mwh_per_day"] == 720
    assert got["energy_mwh_per_month"] == 21_600
    assert got["energy_mwh_per_year"] == 262_800


@pytest.mark.parametrize(
    "text, value",
    [
        ("50000", 50_000),
        ("50k", 50_000),
        ("50,000", 50_000),
        ("5e4", 50_000),
        ("5만", 50_000),
        ("5만 장", 50_000),
        ("1만2천", 12_000),
        ("0.05 million", 50_000),
    ],
)
def test_numbers_as_people_write_them(run, text, value):
    got = run("run", "fleet_power", f"gpu_count={text}", "gpu_power_w=1000", "--json")
    assert results(got)["it_power_mw"] == pytest.approx(value / 1000, rel=1e-15)


@pytest.mark.parametrize(
    "text, value",
    [("30", 30), ("30MW", 30), ("30000 kW", 30), ("0.03GW", 30), ("3만 kW", 30)],
)
def test_units(run, text, value):
    got = run("run", "energy_use", f"facility_power_mw={text}", "--json")
    assert results(got)["energy_mwh_per_day"] == pytest.approx(value * 24, rel=1e-15)


def test_korean_money(run):
    words = ["gpu_count=20만", "gpu_price=5천만원"]
    got = run("run", "gpu_capex", *words, "--want", "gpu_cost")
    assert "10 trillion  KRW" in got.out
    got = run("run", "perpetuity_revenue", "capex=3700억", "discount_rate=10%", "--json")
    assert results(got)["required_revenue_per_year"] == 37e9


def test_a_unit_of_another_kind_is_refused(refused):
    refused(
        "run",
        "energy_use",
        "facility_power_mw=30MWh",
        says=["facility_power_mw", "30MWh"],
    )


@pytest.mark.parametrize("text", ["nan", "inf", "-inf", "1e999", "NaN", "many", "0x10"])
def test_what_is_no_number(refused, text):
    refused(
        "run",
        "fleet_power",
        f"gpu_count={text}",
        "gpu_power_w=1",
        says=["gpu_count", text],
    )


def test_two_currencies_name_both(refused):
    words = ["gpu_count=8", "gpu_price=$30,000", "facility_cost_per_mw=10 million KRW"]
    refused(
        "run",
        "gpu_capex",
        *words,
        says=["USD", "KRW", "gpu_price", "facility_cost_per_mw"],
    )


def test_assumed_inputs_and_their_sources(run, fleet):
    text = run("run", *fleet).out
    under = text[text.index("Assumed") :]
    assert (
        "host_power_w" in under and "load_factor" in under and "days_per_month" in under
    )
    assert "gpu_count" not in under and "pue" not in under
    key = next(
        i["source"] for i in run("run", *fleet, "--json").json["inputs"] if i["assumed"]
    )
    source = next(s for s in run("sources", "--json").json if s["key"] == key)
    assert f"{source['title']}, {source['publisher']}" in under


def test_month_and_year_note(run, fleet):
    words = " ".join(run("run", *fleet).out.split())
    assert "1.4 % short of energy_mwh_per_year" in words
    assert "1.4 % short" not in run("run", *fleet, "--want", "energy_mwh_per_year").out
    long = " ".join(run("run", *fleet, "days_per_month=31").out.split())
    assert "1.9 % above energy_mwh_per_year" in long


def test_unusual_is_a_warning(run):
    done = run("run", "facility_power", "it_power_mw=20", "pue=2.5", "--csv")
    assert done.out == "facility_power_mw,overhead_power_mw\n50,30\n"
    assert done.err.startswith("aicompute: warning: pue is 2.5")
    done = run("run", "facility_power", "it_power_mw=20", "pue=1.5:2.5:0.5", "--csv")
    assert (
        "2 of 3 rows have something outside its usual range, the first is row 2"
        in done.err
    )
    assert "row 1" not in done.err


def test_errors_name_variable_value_and_bounds(refused):
    says = ["pue is 0.5", "1 to 100"]
    refused("run", "facility_power", "it_power_mw=20", "pue=0.5", says=says)
    refused("run", "facility_power", says=["it_power_mw has no value"])
    words = [
        "required_revenue_per_year=1e9",
        "firms=2",
        "survivors=3",
        "users_of_survivors=1e6",
    ]
    refused("run", "market_survivors", *words, says=["survivors"])


@pytest.mark.parametrize(
    "words, says",
    [
        (["facilty_power", "pue=1.5"], 'did you mean "facility_power"'),
        (["facility_power", "peu=1.5"], 'did you mean "pue"'),
        (
            ["facility_power", "pue=1.5", "--want", "facility_power_w"],
            '"facility_power_mw"',
        ),
        (["fleet_power+facility_power", "it_power_mw=1"], "computed by fleet_power"),
        (["facility_power", "pue=1.5", "pue=1.6"], "given twice"),
        (["facility_power", "pue="], "NAME=VALUE"),
        (["facility_power", "energy_use", "pue=1"], '"energy_use" is not NAME=VALUE'),
        (["facility_power+fleet_power"], "it_power_mw"),
        ([], "no chain"),
        (["facility_power", "--form", "x"], "--from"),
        (["facility_power", "--want"], "needs a value"),
        (["facility_power", "--json", "--csv"], "choose one"),
        (["facility_power", "--threads", "0"], "--threads"),
        (["facility_power", "--json=1"], "takes no value"),
    ],
)
def test_suggestions_and_refusals(refused, words, says):
    refused("run", *words, says=says)


def test_chain_with_bar_and_plus_is_the_same(run):
    words = ["gpu_count=8", "gpu_power_w=700"]
    bar = run("run", "fleet_power | facility_power", *words, "--json")
    assert bar.out == run("run", "fleet_power+facility_power", *words, "--json").out


def test_path(run, refused):
    words = [
        "gpu_count=50000",
        "gpu_power_w=400",
        "pue=1.5",
        "household_kwh_per_month=350",
    ]
    done = run("run", "--from", "gpu_count", "--to", "households", *words, "--json")
    assert results(done)["households"] == pytest.approx(61_714.285714, rel=1e-10)
    chain = "fleet_power | facility_power | energy_use | household_equivalents"
    assert done.err == f"aicompute: chain: {chain}\n"
    assert run("run", "--to", "households", *words, "--json").out == done.out
    refused("run", "--from", "users", "--to", "households", says=["users", "households"])
    refused("run", "--from", "gpu_count", says="--to")
    refused("run", "--from", "gpu_cont", "--to", "households", says='"gpu_count"')


def test_want_skips_what_nobody_asked_for(run):
    words = ["gpu_count=50000", "gpu_power_w=400", "--want", "it_power_mw", "--csv"]
    assert run("run", "fleet_power+energy_use", *words).out == "it_power_mw\n20\n"


def table_of(done):
    return list(csv.DictReader(io.StringIO(done.out)))


def test_sweep(run):
    done = run("run", "facility_power", "it_power_mw=20", "pue=1.1:1.6:0.1", "--csv")
    rows = table_of(done)
    assert [float(row["pue"]) for row in rows] == pytest.approx(
        [1.1, 1.2, 1.3, 1.4, 1.5, 1.6]
    )
    assert rows[-1]["pue"] == "1.6"
    assert float(rows[4]["facility_power_mw"]) == pytest.approx(30)


def test_sweeps_combine_and_count_down(run):
    words = ["it_power_mw=10:20MW:10MW", "pue=1.5:1.1:-0.2", "--csv", "--want"]
    rows = table_of(run("run", "facility_power", *words, "facility_power_mw"))
    assert [(float(r["it_power_mw"]), float(r["pue"])) for r in rows] == [
        (10, 1.5),
        (10, pytest.approx(1.3)),
        (10, 1.1),
        (20, 1.5),
        (20, pytest.approx(1.3)),
        (20, 1.1),
    ]


def test_step_that_misses_the_end(run):
    done = run("run", "facility_power", "it_power_mw=1", "pue=1:1.25:0.1", "--csv")
    assert [float(r["pue"]) for r in table_of(done)] == pytest.approx([1, 1.1, 1.2])


def test_sweep_as_json_and_threads(run):
    words = ["run", "facility_power", "it_power_mw=1:5000:1", "pue=1.1:1.5:0.1", "--json"]
    one, two = run(*words), run(*words, "--threads", 2)
    assert one.out == two.out
    rows = one.json["rows"]
    assert len(rows) == 25_000
    assert rows[5]["it_power_mw"] == 2
    assert rows[5]["facility_power_mw"] == pytest.approx(2.2)


def test_failed_points(run, refused):
    words = ["run", "facility_power", "it_power_mw=1", "pue=0.9:1.2:0.1", "--csv"]
    done = run(*words, status=1)
    assert done.out.splitlines()[1:3] == ["0.9,,", "1,1,0"]
    assert "1 of 4 rows have no result, the first is row 1" in done.err
    refused(*words, "--strict", says=["row 1", "pue is 0.9"])


@pytest.mark.parametrize(
    "sweep, says",
    [
        ("1:2", "START:STOP:STEP"),
        ("1:2:0.1:3", "START:STOP:STEP"),
        ("1:2:0", "step"),
        ("1:2:-0.1", "step"),
        ("1:2:1e-9", "at most 1000000"),
        ("1:2:x", '"x"'),
    ],
)
def test_sweeps_refused(refused, sweep, says):
    refused("run", "facility_power", "it_power_mw=1", f"pue={sweep}", says=[says])


def test_product_of_sweeps_refused(refused):
    words = ["it_power_mw=1:2000:1", "pue=1:2:0.001"]
    refused("run", "facility_power", *words, says="more than 1000000")


def test_scenario_round_trip(run, refused, fleet, tmp_path):
    path = tmp_path / "plan.json"
    first = run("run", *fleet, "--save", path, "--json")
    saved = json.loads(path.read_text())
    assert saved["inputs"] == {"gpu_count": "50,000", "gpu_power_w": "400W", "pue": "1.5"}
    assert run("run", "--scenario", path, "--json").out == first.out
    changed = run("run", "--scenario", path, "pue=1.2", "--json")
    assert results(changed)["facility_power_mw"] == 24
    refused("run", "--scenario", path, "pue=1.2", "pue=1.3", says="pue is given twice")
    saved["input"] = {}
    path.write_text(json.dumps(saved))
    refused("run", "--scenario", path, says=['"input"', 'did you mean "inputs"'])
    path.write_text("{")
    refused("run", "--scenario", path, says=["plan.json: line 1"])
    refused("run", *fleet, "--save", tmp_path / "no" / "file", says="cannot save")


def test_scenario_keeps_sweeps(run, tmp_path):
    path = tmp_path / "sweep.json"
    words = ["run", "facility_power", "it_power_mw=20", "pue=1.1:1.3:0.1", "--csv"]
    assert run(*words, "--save", path).out == run("run", "--scenario", path, "--csv").out


def test_sweep_points_are_as_written(run):
    done = run("run", "facility_power", "it_power_mw=1", "pue=1.1:1.6:0.1", "--csv")
    points = [row["pue"] for row in csv.DictReader(io.StringIO(done.out))]
    assert points == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"]


@pytest.mark.parametrize(
    "name, sweep, points",
    [
        (
            "it_power_mw",
            "1234567890123456:1234567890123458:1",
            ["1234567890123456", "1234567890123457", "1234567890123458"],
        ),
        ("pue", "1.2345678901234567:2:0.5", ["1.2345678901234567", "1.7345678901234567"]),
        (
            "it_power_mw",
            "0.12345678901234568:1.2:1",
            ["0.12345678901234568", repr(0.12345678901234568 + 1)],
        ),
        ("pue", "8.000000000000002:8.9:0.5", ["8.000000000000002", "8.500000000000002"]),
        ("pue", "1.1:1.45:0.1", ["1.1", "1.2", "1.3", "1.4"]),
        ("pue", "1.6:1.1:-0.1", ["1.6", "1.5", "1.4", "1.3", "1.2", "1.1"]),
        ("it_power_mw", "0:3000000 W:1 MW", ["0", "1", "2", "3"]),
    ],
)
def test_sweep_points_keep_every_digit(run, name, sweep, points):
    other = {"it_power_mw": "pue=1.5", "pue": "it_power_mw=1"}[name]
    done = run("run", "facility_power", other, f"{name}={sweep}", "--csv")
    rows = csv.DictReader(io.StringIO(done.out))
    assert [row[name] for row in rows] == points


def test_a_thousand_sweep_points_are_as_written(run):
    done = run("run", "facility_power", "it_power_mw=1", "pue=1:11:0.01", "--csv")
    points = [row["pue"] for row in csv.DictReader(io.StringIO(done.out))]
    assert points == [f"{i / 100:g}" for i in range(100, 1101)]


def test_too_many_names(refused):
    names = ",".join(f"name_{i}" for i in range(1025))
    words = ["run", "--to", "facility_power_mw"]
    refused(*words, "--from", names, says="--from names more than 1024")
    given = [f"name_{i}=1" for i in range(1025)]
    refused(*words, *given, says="more than 1024 values")
    more = ["facility_power", "it_power_mw=1", "pue=1.5", "--want"]
    refused("run", *more, names, says="--want names more than 1024")


def test_the_last_of_many_names_counts(refused):
    names = ["it_power_mw"] * 70 + ["nonsense"]
    words = ["run", "--to", "facility_power_mw", "--from", ",".join(names)]
    refused(*words, says="nonsense")


def test_scenario_with_a_byte_order_mark(run, tmp_path):
    path = tmp_path / "plan.json"
    words = ["run", "facility_power", "it_power_mw=20", "pue=1.5", "--json"]
    done = run(*words, "--save", path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert run("run", "--scenario", path, "--json").out == done.out


def test_what_a_result_does_not_depend_on_is_not_assumed(run):
    chain = "fleet_power|facility_power"
    given = ("gpu_count=50000", "gpu_power_w=400")
    assert "uptime" not in run("run", chain, *given, "--want", "it_power_mw").out.lower()
    assert "uptime" in run("run", chain, *given).out.lower()


TO_PAYBACK = (
    "gpu_power | server_power | fleet_power | facility_power | energy_use | "
    "electricity_cost | gpu_capex | operating_cost | rental_income | project_payback"
)
# In 60 digits, by tests/vectors/generate.py's formulas one after the other.
PAYBACK = {
    "gpu_power_w": 441.7,
    "server_power_w": 6805.833333333333,
    "it_power_mw": 0.8507291666666666,
    "facility_power_mw": 1.0634114583333334,
    "energy_mwh_per_year": 9315.484375,
    "electricity_cost_per_year": 769459.009375,
    "capex": 60740740.74074074,
    "opex_per_year": 2591681.231597222,
    "sold_gpu_hours_per_year": 5948040,
    "net_cash_per_year": 21200478.768402774,
    "payback_years": 2.8650645772806236,
    "discounted_payback_years": 3.5537410475965614,
    "net_present_value": 24340156.317686953,
    "internal_rate_of_return": 0.24040053180199658,
    "profitability_index": 1.400722085718017,
}
CLUSTER = [
    "gpu_count=1000",
    "gpu_tdp_w=700W",
    "utilization=70%",
    "gpu_price=30k",
    "pue=1.25",
    "electricity_price_per_kwh=0.0826",
    "residual_fraction=12.5%",
]


def test_from_watts_to_payback(run):
    price = "rental_price_per_gpu_hour=4"
    got = results(run("run", TO_PAYBACK, *CLUSTER, price, "--json"))
    for name, value in PAYBACK.items():
        assert got[name] == pytest.approx(value, rel=1e-13), name


def test_a_payback_that_never_comes(run):
    price = "rental_price_per_gpu_hour=1"
    done = run("run", TO_PAYBACK, *CLUSTER, price, "--json")
    assert results(done)["payback_years"] == "inf"
    text = run("run", TO_PAYBACK, *CLUSTER, price, "--want", "payback_years").out
    assert "infinity" in text
