/* The proleptic Gregorian calendar and the day counts.
 *
 * References
 *   Hinnant: chrono-Compatible Low-Level Date Algorithms, 2021, for the arithmetic of
 *   eras. ISDA 2006 Definitions, section 4.16. Securities Industry Association: Standard
 *   Securities Calculation Methods, 1993, for the ends of February in 30/360.
 */
#include "aicompute/cashflow.h"

#include "cashflow/dates.h"

enum {
    DAYS_PER_ERA = 146097, /* 400 years */
    YEARS_PER_ERA = 400,
    DAYS_TO_1970 = 719468, /* from 0000-03-01 */
    YEAR_MAX = 999999
};

typedef struct {
    int64_t year;
    int month, day;
} civil;

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int64_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Years run from March, so that the leap day is the last of one. */
static int64_t days_of(int64_t year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - (YEARS_PER_ERA - 1)) / YEARS_PER_ERA;
    int64_t year_of_era = y - era * YEARS_PER_ERA;
    int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

static civil civil_of(int64_t days)
{
    int64_t z = days + DAYS_TO_1970;
    int64_t era = (z >= 0 ? z : z - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
    int64_t of_era = z - era * DAYS_PER_ERA;
    int64_t year_of_era =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / (DAYS_PER_ERA - 1)) / 365;
    int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t from_march = (5 * of_year + 2) / 153;
    civil date;
    date.day = (int)(of_year - (153 * from_march + 2) / 5 + 1);
    date.month = (int)(from_march < 10 ? from_march + 3 : from_march - 9);
    date.year = year_of_era + era * YEARS_PER_ERA + (date.month <= 2);
    return date;
}

bool aic_in_calendar(int64_t days)
{
    return days >= days_of(-YEAR_MAX, 1, 1) && days <= days_of(YEAR_MAX, 12, 31);
}

int aic_date_to_days(int32_t year, int32_t month, int32_t day, int64_t *days,
                     aic_error *error)
{
    if (!days)
        return aic_error_set(error, AIC_E_ARGUMENT, "date: days is NULL");
    bool exists = year >= -YEAR_MAX && year <= YEAR_MAX && month >= 1 && month <= 12 &&
                  day >= 1 && day <= days_in_month(year, month);
    if (!exists)
        return aic_error_set(error, AIC_E_RANGE, "date: there is no %d-%02d-%02d", year,
                             month, day);
    *days = days_of(year, month, day);
    return aic_error_clear(error);
}

static int refuse_days(int64_t days, aic_error *error)
{
    return aic_error_set(error, AIC_E_RANGE,
                         "date: day %lld is in a year of more than six digits",
                         (long long)days);
}

int aic_date_from_days(int64_t days, int32_t *year, int32_t *month, int32_t *day,
                       aic_error *error)
{
    if (!year || !month || !day)
        return aic_error_set(error, AIC_E_ARGUMENT, "date: a result is NULL");
    if (!aic_in_calendar(days))
        return refuse_days(days, error);
    civil date = civil_of(days);
    *year = (int32_t)date.year;
    *month = date.month;
    *day = date.day;
    return aic_error_clear(error);
}

int aic_dates_widen(const int32_t *days, size_t count, int64_t *wide, aic_error *error)
{
    if (count > 0 && (!days || !wide))
        return aic_error_set(error, AIC_E_ARGUMENT, "dates: a pointer is NULL");
    for (size_t i = 0; i < count; i++)
        wide[i] = days[i];
    return aic_error_clear(error);
}

bool aic_is_day_count(int day_count)
{
    return day_count >= AIC_ACT_365F && day_count <= AIC_30E_360;
}

int64_t aic_steps_per_year(int day_count)
{
    switch (day_count) {
    case AIC_ACT_365F:
        return 365;
    case AIC_ACT_ACT_ISDA:
        return (int64_t)365 * 366;
    default:
        return 360;
    }
}

/* Steps of 1/(365*366) from the start of a year to a day in it: 366 for a day of 365. */
static int64_t isda_steps_in_year(civil date)
{
    int64_t day = days_of(date.year, date.month, date.day) - days_of(date.year, 1, 1);
    return day * (is_leap(date.year) ? 365 : 366);
}

static int64_t isda_steps(civil from, civil to)
{
    int64_t years = to.year - from.year;
    return years * 365 * 366 + isda_steps_in_year(to) - isda_steps_in_year(from);
}

static bool ends_february(civil date)
{
    return date.month == 2 && date.day == days_in_month(date.year, 2);
}

/* Days between dates in order, of which the days of the month are adjusted. */
static int64_t days_of_30(civil from, civil to, int day_count)
{
    if (day_count == AIC_30E_360) {
        from.day = from.day == 31 ? 30 : from.day;
        to.day = to.day == 31 ? 30 : to.day;
    } else {
        if (ends_february(from) && ends_february(to))
            to.day = 30;
        if (ends_february(from))
            from.day = 30;
        if (to.day == 31 && from.day >= 30)
            to.day = 30;
        if (from.day == 31)
            from.day = 30;
    }
    return 360 * (to.year - from.year) + 30 * (to.month - from.month) +
           (to.day - from.day);
}

int64_t aic_steps_between(int64_t from, int64_t to, int day_count)
{
    if (day_count == AIC_ACT_365F || day_count == AIC_ACT_360)
        return to - from;
    if (day_count == AIC_ACT_ACT_ISDA)
        return isda_steps(civil_of(from), civil_of(to));
    if (to < from)
        return -days_of_30(civil_of(to), civil_of(from), day_count);
    return days_of_30(civil_of(from), civil_of(to), day_count);
}

int aic_year_fraction(int64_t from, int64_t to, int day_count, double *years,
                      aic_error *error)
{
    if (!years || !aic_is_day_count(day_count))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "year fraction: years is NULL or day count %d is unknown",
                             day_count);
    if (!aic_in_calendar(from) || !aic_in_calendar(to))
        return refuse_days(aic_in_calendar(from) ? to : from, error);
    *years = (double)aic_steps_between(from, to, day_count) /
             (double)aic_steps_per_year(day_count);
    return aic_error_clear(error);
}
