"""From the TDP of an accelerator to the power of its server and of a fleet."""

import aicompute as aic

# [gpu_power]
gpu = aic.gpu_power(gpu_tdp_w=700)
print(f"a 700 W accelerator, always busy:    {gpu.gpu_power_w:.1f} W")
gpu = aic.gpu_power(gpu_tdp_w=700, utilization=0.7)
print(f"busy 70 % of the time:               {gpu.gpu_power_w:.1f} W")
# [gpu_power]

# [gpu_power_curve]
curve = aic.gpu_power_curve(
    gpu_idle_w=100, gpu_active_w=100, gpu_peak_w=200, activity=0.5
)
print(f"half way from 100 W to 200 W:        {curve.gpu_power_w:.1f} W")
# [gpu_power_curve]

# [server_power]
server = aic.server_power(gpu_power_w=595, server_base_w=2000, server_fan_w=840)
print(f"a server of eight at 595 W:          {server.server_power_w:.0f} W")
print(f"beside each accelerator:             {server.host_power_w:.1f} W")
# [server_power]

# [fleet_power]
fleet = aic.fleet_power(gpu_count=50e3, gpu_power_w=400)
print(f"50,000 accelerators at 400 W:        {fleet.it_power_mw:.0f} MW")
# [fleet_power]

# [refused]
try:
    aic.fleet_power(gpu_count=-1, gpu_power_w=400)
except aic.DomainError as error:
    print(f"-1 accelerators: {type(error).__name__}, input {error.variable}")
# [refused]
