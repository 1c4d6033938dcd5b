/* What a user writes: builds as C11 and as C++17. */
#include <aicompute/aicompute.h>
#include <stdio.h>

int main(void)
{
    aic_fleet_power_inputs fleet = aic_fleet_power_defaults();
    aic_fleet_power_results power;
    fleet.gpu_count = 50e3;
    fleet.gpu_power_w = 400;
    int status = aic_fleet_power(&fleet, &power, NULL);
    printf("%g MW\n", power.it_power_mw);
    return status < 0;
}
