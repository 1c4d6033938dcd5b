/* buildout_time: time that building took against what was quoted.
 *
 * Purpose
 *   The days of both phases of building, and the quoted time over that of the first
 *   phase.
 *
 * Given
 *   first_phase_days (day, required), second_phase_days (day), quoted_months (month,
 *   required).
 *
 * Returned
 *   buildout_days (day), time_ratio (1).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; no condition across inputs.
 *
 * Notes
 *   The quoted time is compared with the first phase alone, in months of 30.4375 days;
 *   whether both speak of the same extent of work is not checked. The first phase of
 *   Colossus took 122 days (colossus-timeline), the second 92 in the press.
 *
 * References
 *   calendar-month, colossus-timeline.
 */
#include "aicompute/investment.h"

#include "core/definition.h"

/* 365.25/12 (calendar-month). */
static const double DAYS_PER_CALENDAR_MONTH = 30.4375;

typedef aic_buildout_time_inputs given;
typedef aic_buildout_time_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, first_phase_days, "day",
        "Days from the start to the end of the first phase of building.",
        "colossus-timeline", REQUIRED, 0.001, 1e6, 30, 1500, AIC_REAL, AIC_LINEAR),
    ROW(given, second_phase_days, "day",
        "Days that the second phase of building takes after the first.",
        "neutral", 0, 0, 1e6, 0, 1500, AIC_REAL, AIC_LINEAR),
    ROW(given, quoted_months, "month",
        "Calendar months quoted for the first phase of building.",
        "assumption", REQUIRED, 0, 1e5, 6, 60, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, buildout_days, "day",
           "Days that both phases of building take together.",
           "definition", 0, 1e7),
    RESULT(returned, time_ratio, "1",
           "Quoted time divided by the time of the first phase of building.",
           "calendar-month", 0, 1e10),
};
/* clang-format on */

static inline void kernel(const given *in, returned *out)
{
    out->buildout_days = in->first_phase_days + in->second_phase_days;
    out->time_ratio = in->quoted_months * DAYS_PER_CALENDAR_MONTH / in->first_phase_days;
}

DEFINE_MODEL(buildout_time, AIC_BUILDOUT_TIME, "investment", NULL,
             "Time that building took, against what was quoted for its first phase.",
             "buildout_days = first_phase_days + second_phase_days\n"
             "time_ratio = quoted_months*30.4375/first_phase_days");
