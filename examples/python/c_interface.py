"""The C interface, one to one: the chain of `chain.py` as a C program would have it."""

from array import array

from aicompute import capi


def check(status: int, error: capi.aic_error) -> None:
    if status < 0:
        raise SystemExit(error.message)


error = capi.aic_error()
status, site = capi.aic_model_from_text(
    "fleet_power | facility_power | energy_use | household_equivalents", error
)
check(status, error)

# [typed]
fleet = capi.aic_fleet_power_defaults()
fleet.gpu_count = 50e3
fleet.gpu_power_w = 400
power = capi.aic_fleet_power_results()
check(capi.aic_fleet_power(fleet, power, error), error)
assert power.it_power_mw == 20
# [typed]

inputs = array("d", bytes(8 * capi.aic_model_input_count(site)))
results = array("d", bytes(8 * capi.aic_model_result_count(site)))
capi.aic_model_defaults(site, inputs)
given = {
    "gpu_count": 50e3,
    "gpu_power_w": 400,
    "pue": 1.5,
    "household_kwh_per_month": 350,
}
for name, value in given.items():
    status, position = capi.aic_model_input_index(site, name, error)
    check(status, error)
    inputs[position] = value
check(capi.aic_model_evaluate(site, inputs, results, error), error)
for i, value in enumerate(results):
    result = capi.aic_model_result(site, i)
    print(f"{result.name:<21} {value:12.2f} {result.unit}")

status, _ = capi.aic_model_input_index(site, "it_power_mw", error)
if status == capi.AIC_E_COMPUTED:
    print(error.message)

status, found = capi.aic_model_path(["gpu_count"], "households", error)
check(status, error)
print(f"from gpu_count to households: {capi.aic_model_name(found)}")
