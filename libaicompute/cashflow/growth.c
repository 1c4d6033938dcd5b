/* Growth over many periods, for single calls. */
#include "cashflow/growth_body.h"

twofold aic_growth_log(twofold u)
{
    return growth_log(u);
}

decay aic_decay_of(twofold z)
{
    return decay_of(z);
}

decay aic_decay_over(twofold log_growth, double periods)
{
    return decay_over(log_growth, periods);
}
