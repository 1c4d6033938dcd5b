"""Typed usage, for mypy --strict and pyright: what a reader of the stubs may rely on."""

from typing import Any, assert_type

import aicompute as aic
import numpy as np
from aicompute import finance
from numpy.typing import NDArray


def scalars() -> None:
    r = aic.facility_power(it_power_mw=20, pue=1.5)
    assert_type(r.facility_power_mw, float)
    assert_type(r.inputs, dict[str, Any])
    assert_type(r.assumed["pue"].source.year, int)
    assert_type(r.to_json(), str)
    assert_type(r.compare(r).changes, dict[str, float])


def columns(power: NDArray[np.float64]) -> None:
    r = aic.facility_power(it_power_mw=power, pue=1.5)
    assert_type(r.facility_power_mw, NDArray[np.float64])
    r = aic.facility_power(it_power_mw=[1.0, 2.0], errors="coerce", threads=2)
    assert_type(r.facility_power_mw, NDArray[np.float64])


def chains() -> None:
    site = aic.fleet_power | aic.facility_power
    assert_type(site, aic.Model)
    assert_type(site(gpu_count=1, gpu_power_w=2).facility_power_mw, Any)
    assert_type(site.inputs["pue"].unit, str)
    assert_type(aic.path("gpu_count", "households"), aic.Model)


def solving() -> None:
    assert_type(
        aic.fleet_power.solve("gpu_count", it_power_mw=20, gpu_power_w=400), float
    )
    found = aic.fleet_power.solve_all("gpu_count", it_power_mw=20, gpu_power_w=400)
    assert_type(found, list[aic.Solution])


def auditing() -> None:
    found = aic.audit()
    assert_type(found.holds, bool)
    assert_type(found[0].computed, float)
    assert_type(found["A4"].holds, bool)
    assert_type(found[:3], aic.Audit)
    assert_type(found.article("B"), aic.Audit)
    assert_type(found.verdicts, dict[str, str])


def tables() -> None:
    row = aic.data.accelerators["H100 SXM"]
    assert_type(row.gpu_tdp_w, aic.Number)
    assert_type(row.gpu_tdp_w * 8, float)
    assert_type(row.vendor, aic.Text)
    assert_type(row.gpu_tdp_w.source, aic.Source | None)
    assert_type(aic.data.as_of(1).countries["KR"].iso2, aic.Text)
    assert_type([one.pue for one in aic.data.pue.where(country="KR")], list[aic.Number])
    assert_type(aic.data["households"], aic.Table[Any])
    assert_type(aic.data.version, str)


def presets() -> None:
    r = aic.gpu_power(gpu="H100 SXM")
    assert_type(r.gpu_power_w, float)
    assert_type(r.explain()["gpu_tdp_w"].year, int)
    assert_type(r.data_version, str)
    aic.gpu_power(presets=[aic.data.accelerators["H100 SXM"]], utilization=0.5)
    aic.gpu_power(presets={"accelerators": "H100 SXM"})
    aic.emissions(energy_mwh_per_year=[1.0, 2.0], country=aic.data.countries["KR"])
    found = aic.gpu_power.solve("utilization", gpu_power_w=400, gpu="H100 SXM")
    assert_type(found, float)
    site = aic.gpu_power | aic.fleet_power
    assert_type(site(gpu="H100 SXM", gpu_count=8), aic.Result)


def projects() -> None:
    made = finance.project(
        cluster_cost="60 million USD", mode="replacement", price_path=[3, "2 USD/h"]
    )
    assert_type(made, finance.Schedule)
    assert_type(made.internal_rate_of_return, float)
    assert_type(made["cash"], NDArray[np.float64])
    assert_type(made.assumed["availability"].unit, str)
    assert_type(finance.Schedule.from_json(made.to_json()), finance.Schedule)
    fed = finance.project("a.json", chain=aic.gpu_capex, gpu_price=30_000, gpu="H100 SXM")
    assert_type(fed.explain()["gpu_price"].origin, str)
    found = finance.projects({"format": "aicompute-project/1"}, tax_rate="21%")
    assert_type(found, finance.Schedules)
    assert_type(found["for ever"].payback_years, float)
    assert_type(found[1:], finance.Schedules)


def samples() -> None:
    site = aic.fleet_power | aic.facility_power
    made = site.sample(1000, seed=2, pue=aic.uniform(1.1, 1.5), gpu_count=8, gpu="H100")
    assert_type(made, aic.Samples)
    assert_type(made["facility_power_mw"], aic.Sampled)
    assert_type(made["facility_power_mw"].mean, float)
    assert_type(made["facility_power_mw"].quantile(0.5), float)
    assert_type(made.exceeds(facility_power_mw=30), float)
    assert_type(made.uncertain["pue"], aic.Distribution)
    assert_type(made.raw(n=10), aic.Result)
    wanted = {"facility_power_mw": aic.Precision(relative=0.01, quantile=0.95)}
    assert_type(site.sample(precision=wanted, progress=True).drawn, int)


def mistakes() -> None:
    print(aic.data.acelerators)  # type: ignore[attr-defined]
    print(aic.data.accelerators["H100"].gpu_tpd_w)  # type: ignore[attr-defined]
    aic.gpu_power(gpu=3)  # type: ignore[call-overload]
    aic.fleet_power(gpu_count=1, gpu_power_w=1, gpu="H100")  # type: ignore[call-overload]
    aic.facility_power(it_power_mw=20, pua=1.5)  # type: ignore[call-overload]
    aic.facility_power(pue=1.5)  # type: ignore[call-overload]
    aic.facility_power(it_power_mw="20 MW")  # type: ignore[arg-type]
    aic.fleet_power.sample(method="halton")  # type: ignore[arg-type]
    aic.fleet_power.solve("pue", it_power_mw=20)  # type: ignore[arg-type]
    finance.project(cluster_cst=3)  # type: ignore[call-arg]
    finance.project(cluster_cost=3, mode="perpetual")  # type: ignore[arg-type]
    print(finance.project(cluster_cost=3).payback)  # type: ignore[attr-defined]
