/* The closed list of units: what the tables may use. pint reads each of them, "cur" once
 * a currency of that name is defined and "any" excepted. */
#include "core/internal.h"

#include <string.h>

static const char *const units[] = {
    "1",         "W",
    "kW",        "MW",
    "kWh",       "MWh",
    "h",         "h/day",
    "day",       "day/month",
    "month",     "year",
    "1/year",    "kWh/month",
    "MWh/day",   "MWh/month",
    "MWh/year",  "g/kWh",
    "t",         "t/year",
    "cur",       "cur/year",
    "cur/month", "cur/kWh",
    "cur/MW",    "cur/kW/month",
    "cur/t",     "h/year",
    "cur/h",     "kWh/h",
    "any",
};

size_t aic_unit_count(void)
{
    return sizeof units / sizeof *units;
}

const char *aic_unit_at(size_t position)
{
    return position < aic_unit_count() ? units[position] : NULL;
}

bool aic_unit_exists(const char *unit)
{
    for (size_t i = 0; i < aic_unit_count(); i++)
        if (strcmp(units[i], unit) == 0)
            return true;
    return false;
}
