"""Samples on a Ray cluster: pip install ray. Each task draws some blocks of a job."""

import aicompute as aic
import ray

SITE = aic.fleet_power | aic.facility_power | aic.energy_use | aic.household_equivalents
BLOCKS = 64
"""That a task draws: about a million samples."""


@ray.remote
def draw(job: aic.Job, first: int) -> aic.Samples:
    return job.draw(first, BLOCKS)


@ray.remote
def merge(one: aic.Samples, other: aic.Samples) -> aic.Samples:
    return one.merge(other)


def main() -> None:
    ray.init(num_cpus=2, include_dashboard=False)
    job = SITE.job(
        n=10_000_000,
        results="households",
        gpu_count=50_000,
        gpu_power_w=aic.lognormal(p05=350, p95=700),
        pue=aic.triangular(1.1, 1.25, 1.6),
        household_kwh_per_month=aic.uniform(300, 400),
    )
    parts = [draw.remote(job, first) for first in range(0, job.blocks, BLOCKS)]
    while len(parts) > 1:
        parts = [*parts[2:], merge.remote(*parts[:2])]
    samples = ray.get(parts[0])
    low, high = samples.households.quantile([0.05, 0.95])
    print(f"households: {low:,.0f} to {high:,.0f}")
    assert samples == job.draw(0, job.blocks), "other bits than in one process"
    ray.shutdown()


if __name__ == "__main__":
    main()
