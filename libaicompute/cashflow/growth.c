/* Growth over many periods, for single calls. */
#include "cashflow/growth_body.h"

twofold aic_growth_log(twofold u)
{
    twofold made = growth_log(u);
    return quick_sum(made.hi, made.lo);
}

decay aic_decay_of(twofold z)
{
    return decay_of(z);
}

decay aic_decay_over(twofold log_growth, double periods)
{
    return decay_over(log_growth, periods);
}
