// The typed calls are inline functions in C++ too.
#include "aicompute/aicompute.h"

#include <cmath>
#include <cstdio>

int main()
{
    aic_fleet_power_inputs fleet = aic_fleet_power_defaults();
    aic_fleet_power_results power;
    aic_error error;
    bool required = std::isnan(fleet.gpu_count);
    fleet.gpu_count = 50000;
    fleet.gpu_power_w = 400;
    int status = aic_fleet_power(&fleet, &power, &error);
    std::printf("%d %g\n", status, power.it_power_mw);
    return required && status == AIC_OK && power.it_power_mw == 20 ? 0 : 1;
}
