/* From the TDP of an accelerator to the power of its server and of a fleet. */
#include <aicompute/gpu_power.h>

#include <stdio.h>

static int fail(const aic_error *error)
{
    fprintf(stderr, "%s\n", error->message);
    return 1;
}

int main(void)
{
    aic_error error;

    /* [gpu_power] */
    aic_gpu_power_inputs gpu = aic_gpu_power_defaults();
    aic_gpu_power_results gpu_made;

    gpu.gpu_tdp_w = 700;
    if (aic_gpu_power(&gpu, &gpu_made, &error) < 0)
        return fail(&error);
    printf("a 700 W accelerator, always busy:    %.1f W\n", gpu_made.gpu_power_w);

    gpu.utilization = 0.7;
    if (aic_gpu_power(&gpu, &gpu_made, &error) < 0)
        return fail(&error);
    printf("busy 70 %% of the time:               %.1f W\n", gpu_made.gpu_power_w);
    /* [gpu_power] */

    /* [gpu_power_curve] */
    aic_gpu_power_curve_inputs curve = aic_gpu_power_curve_defaults();
    aic_gpu_power_curve_results curve_made;

    curve.gpu_idle_w = 100;
    curve.gpu_active_w = 100;
    curve.gpu_peak_w = 200;
    curve.activity = 0.5;
    if (aic_gpu_power_curve(&curve, &curve_made, &error) < 0)
        return fail(&error);
    printf("half way from 100 W to 200 W:        %.1f W\n", curve_made.gpu_power_w);
    /* [gpu_power_curve] */

    /* [server_power] */
    aic_server_power_inputs server = aic_server_power_defaults();
    aic_server_power_results server_made;

    server.gpu_power_w = 595;
    server.server_base_w = 2000;
    server.server_fan_w = 840;
    if (aic_server_power(&server, &server_made, &error) < 0)
        return fail(&error);
    printf("a server of eight at 595 W:          %.0f W\n", server_made.server_power_w);
    printf("beside each accelerator:             %.1f W\n", server_made.host_power_w);
    /* [server_power] */

    /* [fleet_power] */
    aic_fleet_power_inputs fleet = aic_fleet_power_defaults();
    aic_fleet_power_results fleet_made;

    fleet.gpu_count = 50e3;
    fleet.gpu_power_w = 400;
    if (aic_fleet_power(&fleet, &fleet_made, &error) < 0)
        return fail(&error);
    printf("50,000 accelerators at 400 W:        %.0f MW\n", fleet_made.it_power_mw);
    /* [fleet_power] */

    /* [refused] */
    fleet.gpu_count = -1;
    if (aic_fleet_power(&fleet, &fleet_made, &error) == AIC_E_RANGE)
        printf("-1 accelerators: %s, input %s\n", aic_status_name(error.status),
               error.variable);
    /* [refused] */
    return 0;
}
