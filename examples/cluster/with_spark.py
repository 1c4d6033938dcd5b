"""Columns and samples on Spark: pip install pyspark, and a Java that it runs on."""

import aicompute as aic
import pandas as pd
from pyspark.sql import SparkSession
from pyspark.sql.functions import pandas_udf
from pyspark.sql.types import DoubleType

SITE = aic.fleet_power | aic.facility_power | aic.energy_use | aic.household_equivalents
BLOCKS = 64
"""That a task draws: about a million samples."""


@pandas_udf(DoubleType())
def households(gpu_count: pd.Series, pue: pd.Series) -> pd.Series:
    made = SITE(
        results="households",
        gpu_count=gpu_count,
        pue=pue,
        gpu_power_w=400,
        household_kwh_per_month=350,
    )
    return made.households


def main() -> None:
    spark = SparkSession.builder.master("local[2]").appName("aicompute").getOrCreate()
    sites = spark.range(1, 100).selectExpr("id * 1000 AS gpu_count", "1.2 AS pue")
    total = sites.select(households("gpu_count", "pue").alias("households"))
    print(f"households of all sites: {total.groupBy().sum().first()[0]:,.0f}")

    job = SITE.job(
        n=10_000_000,
        results="households",
        gpu_count=50_000,
        gpu_power_w=aic.lognormal(p05=350, p95=700),
        pue=aic.triangular(1.1, 1.25, 1.6),
        household_kwh_per_month=aic.uniform(300, 400),
    )
    firsts = spark.sparkContext.parallelize(range(0, job.blocks, BLOCKS))
    parts = firsts.map(lambda first: job.draw(first, BLOCKS))
    samples = parts.treeReduce(lambda one, other: one.merge(other))
    low, high = samples.households.quantile([0.05, 0.95])
    print(f"households: {low:,.0f} to {high:,.0f}")
    assert samples == job.draw(0, job.blocks), "other bits than in one process"
    spark.stop()


if __name__ == "__main__":
    main()
