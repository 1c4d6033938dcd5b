"""Samples, sensitivity and columns on a Dask cluster: pip install '.[dask]'."""

import aicompute as aic
import pandas as pd
from aicompute import distributed
from dask import dataframe as dd
from distributed import Client, LocalCluster

SITE = aic.fleet_power | aic.facility_power | aic.energy_use | aic.household_equivalents
KNOWN = {
    "results": "households",
    "gpu_count": 50_000,
    "gpu_power_w": aic.lognormal(p05=350, p95=700),
    "pue": aic.triangular(1.1, 1.25, 1.6),
    "household_kwh_per_month": aic.uniform(300, 400),
}


def main() -> None:
    with LocalCluster(n_workers=2, threads_per_worker=1) as cluster, Client(cluster):
        samples = distributed.sample(SITE, n=10_000_000, **KNOWN)
        low, high = samples.households.quantile([0.05, 0.95])
        print(f"households: {low:,.0f} to {high:,.0f}")

        shares = distributed.sobol_indices(SITE, n=2**16, **KNOWN)
        print(f"most of it is due to {shares[0].input}")

        sites = pd.DataFrame({"gpu_count": range(1000, 100_000, 1000)})
        made = distributed.columns(
            SITE,
            dd.from_pandas(sites, npartitions=4),
            results="households",
            gpu_power_w=400,
            household_kwh_per_month=350,
        )
        print(f"households of all sites: {made.households.sum().compute():,.0f}")


if __name__ == "__main__":
    main()
