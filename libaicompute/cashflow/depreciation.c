/* How what was bought loses its value.
 *
 * Purpose
 *   Straight line, sum of years' digits, declining balances, units of production and the
 *   decline of a market price.
 *
 * Notes
 *   aic_db(), aic_ddb() and aic_vdb() follow what spreadsheets do, roundings included:
 *   the text of OpenFormula is what their authors agreed on.
 *
 * References
 *   OASIS: Open Document Format for Office Applications 1.3, part 4: OpenFormula, 2021,
 *   sections 6.12.10 (DB), 6.12.11 (DDB), 6.12.45 (SLN), 6.12.46 (SYD), 6.12.50 (VDB).
 */
#include "aicompute/depreciation.h"

#include "cashflow/argument.h"
#include "cashflow/growth.h"

#include <math.h>

static const double LIFE_MAX = 1e6;
static const double DB_LIFE_MAX = 1e4;

#define AMOUNT(name, value)                                                              \
    {                                                                                    \
        name, value, 0, INFINITY, false, false                                           \
    }
#define POSITIVE(name, value)                                                            \
    {                                                                                    \
        name, value, 0, INFINITY, true, false                                            \
    }
#define FROM(name, value, min, max)                                                      \
    {                                                                                    \
        name, value, min, max, false, false                                              \
    }

static int check(const char *function, const argument *given, size_t count,
                 double *result, aic_error *error)
{
    if (result)
        *result = NAN;
    int status = aic_check_pointers(function, result != NULL, error);
    return status == AIC_OK ? aic_check_arguments(function, given, count, error) : status;
}

static int refuse(const char *function, const char *why, aic_error *error)
{
    return aic_error_set(error, AIC_E_CONDITION, "%s: %s", function, why);
}

int aic_sln(double cost, double salvage, double life, double *result, aic_error *error)
{
    argument given[] = {AMOUNT("cost", cost), AMOUNT("salvage", salvage),
                        POSITIVE("life", life)};
    int status = check("sln", given, COUNT_OF_ARGUMENTS(given), result, error);
    if (status < 0)
        return status;
    return aic_give("sln", (cost - salvage) / life, result, error);
}

int aic_syd(double cost, double salvage, double life, double period, double *result,
            aic_error *error)
{
    argument given[] = {AMOUNT("cost", cost), AMOUNT("salvage", salvage),
                        FROM("life", life, 1, INFINITY),
                        FROM("period", period, 1, INFINITY)};
    int status = check("syd", given, COUNT_OF_ARGUMENTS(given), result, error);
    if (status < 0)
        return status;
    if (period > life)
        return refuse("syd", "period is after the end of life", error);
    double share = (life - period + 1) / life * (2 / (life + 1));
    return aic_give("syd", (cost - salvage) * share, result, error);
}

static bool is_whole(double x)
{
    return floor(x) == x;
}

/* Costs next to the largest double are brought down by this power of two, for products
 * of twice the digits. */
static int down_of(double cost)
{
    return cost > 0x1p900 ? 100 : 0;
}

/* What is left of an amount that loses a share each period. */
static twofold remaining(double amount, twofold rate, double periods)
{
    if (rate.hi >= 1)
        return (twofold){periods > 0 ? 0 : amount, 0};
    decay by = aic_decay_over(aic_growth_log(twofold_negate(rate)), periods);
    return decayed(by, amount);
}

/* In thousandths, as spreadsheets round: halves go up. */
static double db_rate(double cost, double salvage, double life)
{
    return floor((1 - pow(salvage / cost, 1 / life)) * 1000 + 0.5);
}

/* The first year has `month` months, the others twelve, but for one after the last. */
static double fixed_declining(double cost, double thousandths, double life, double period,
                              double month)
{
    double first = thousandths * month;
    if (period == 1)
        return cost * (first / 12000);
    double part = thousandths * (period > life ? 12 - month : 12);
    twofold rate = twofold_divide((twofold){thousandths, 0}, (twofold){1000, 0});
    twofold balance = remaining(cost, rate, period - 2);
    balance = twofold_multiply_one(balance, (12000 - first) * part);
    return twofold_value(balance) / (12000.0 * 12000.0);
}

int aic_db(double cost, double salvage, double life, double period, double month,
           double *result, aic_error *error)
{
    argument given[] = {AMOUNT("cost", cost), AMOUNT("salvage", salvage),
                        FROM("life", life, 1, DB_LIFE_MAX),
                        FROM("period", period, 1, DB_LIFE_MAX + 1),
                        FROM("month", month, 1, 12)};
    int status = check("db", given, COUNT_OF_ARGUMENTS(given), result, error);
    if (status < 0)
        return status;
    if (!is_whole(life) || !is_whole(period) || !is_whole(month))
        return refuse("db", "life, period and month must be whole", error);
    if (period > life + (month < 12))
        return refuse("db", "period is after the end of life", error);
    if (salvage > cost)
        return refuse("db", "salvage is above cost", error);
    if (cost == 0)
        return aic_give("db", 0, result, error);
    int down = down_of(cost);
    double loss = fixed_declining(ldexp(cost, -down), db_rate(cost, salvage, life), life,
                                  period, month);
    return aic_give("db", ldexp(loss, down), result, error);
}

/* The share that a declining balance loses in a period, at most all. */
static twofold rate_of(double factor, double life)
{
    int up, down;
    twofold top = {frexp(factor, &up), 0}, bottom = {frexp(life, &down), 0};
    twofold rate = twofold_divide(top, bottom);
    if (factor >= life)
        return (twofold){1, 0};
    return (twofold){ldexp(rate.hi, up - down), ldexp(rate.lo, up - down)};
}

/* What a balance that stops at salvage loses in a period. */
static twofold declining(twofold balance, twofold rate, double salvage)
{
    twofold fall = twofold_multiply(balance, rate);
    twofold room = twofold_add_one(balance, -salvage);
    twofold loss = fall.hi < room.hi ? fall : room;
    return loss.hi > 0 ? loss : (twofold){0, 0};
}

int aic_ddb(double cost, double salvage, double life, double period, double factor,
            double *result, aic_error *error)
{
    argument given[] = {AMOUNT("cost", cost), AMOUNT("salvage", salvage),
                        POSITIVE("life", life), FROM("period", period, 1, INFINITY),
                        POSITIVE("factor", factor)};
    int status = check("ddb", given, COUNT_OF_ARGUMENTS(given), result, error);
    if (status < 0)
        return status;
    if (period > life)
        return refuse("ddb", "period is after the end of life", error);
    if (salvage >= cost)
        return aic_give("ddb", 0, result, error);
    int down = down_of(cost);
    twofold rate = rate_of(factor, life);
    twofold balance = remaining(ldexp(cost, -down), rate, period - 1);
    twofold loss = declining(balance, rate, ldexp(salvage, -down));
    return aic_give("ddb", ldexp(twofold_value(loss), down), result, error);
}

/* The share of period `i`, from i - 1 to i, that lies between two times. */
static double share_of(double i, double start, double end)
{
    double from = start > i - 1 ? start : i - 1, to = end < i ? end : i;
    return to > from ? to - from : 0;
}

/* Each period by its share. With the switch: from the first one on whose straight line
 * over what is left of life is more, that line. */
static double variable_declining(double cost, double salvage, double life, double start,
                                 double end, double factor, bool switches)
{
    twofold rate = rate_of(factor, life), balance = {cost, 0};
    twofold line = {0, 0}, sum = {0, 0};
    bool in_line = false;
    for (double i = 1; i <= ceil(end); i++) {
        twofold loss = line;
        if (!in_line) {
            twofold fall = declining(balance, rate, salvage);
            twofold left = twofold_add_one(balance, -salvage);
            line = twofold_divide(left, (twofold){life - (i - 1), 0});
            in_line = switches && line.hi > fall.hi;
            loss = in_line ? line : fall;
            balance = twofold_add(balance, twofold_negate(loss));
        }
        sum = twofold_add(sum, twofold_multiply_one(loss, share_of(i, start, end)));
    }
    return twofold_value(sum);
}

int aic_vdb(double cost, double salvage, double life, double start, double end,
            double factor, int no_switch, double *result, aic_error *error)
{
    argument given[] = {AMOUNT("cost", cost),
                        AMOUNT("salvage", salvage),
                        {"life", life, 0, LIFE_MAX, true, false},
                        AMOUNT("start", start),
                        AMOUNT("end", end),
                        POSITIVE("factor", factor)};
    int status = check("vdb", given, COUNT_OF_ARGUMENTS(given), result, error);
    if (status < 0)
        return status;
    if (start > end || end > life)
        return refuse("vdb", "start and end must be in order and within life", error);
    if (salvage >= cost)
        return aic_give("vdb", 0, result, error);
    int down = down_of(cost);
    double sum = variable_declining(ldexp(cost, -down), ldexp(salvage, -down), life,
                                    start, end, factor, !no_switch);
    return aic_give("vdb", ldexp(sum, down), result, error);
}

int aic_units_of_production(double cost, double salvage, double total_units, double units,
                            double *result, aic_error *error)
{
    argument given[] = {AMOUNT("cost", cost), AMOUNT("salvage", salvage),
                        POSITIVE("total_units", total_units), AMOUNT("units", units)};
    int status =
        check("units_of_production", given, COUNT_OF_ARGUMENTS(given), result, error);
    if (status < 0)
        return status;
    if (units > total_units)
        return refuse("units_of_production", "units are more than total_units", error);
    return aic_give("units_of_production", (cost - salvage) * (units / total_units),
                    result, error);
}

/* (1 - decline)^age as a decay, or as the decay that it is the inverse of. */
static decay fading(double decline, double age)
{
    return aic_decay_over(aic_growth_log((twofold){-decline, 0}), age);
}

static double value_at(double cost, double decline, double age)
{
    decay by = fading(decline, age);
    int down = down_of(cost);
    double part = ldexp(cost, -down);
    double value =
        decline < 0 ? grown(by, (twofold){part, 0}) : twofold_value(decayed(by, part));
    return ldexp(value, down);
}

#define DECLINE(value)                                                                   \
    {                                                                                    \
        "decline", value, -INFINITY, 1, false, true                                      \
    }

int aic_market_value(double cost, double decline, double age, double *result,
                     aic_error *error)
{
    argument given[] = {AMOUNT("cost", cost), DECLINE(decline), AMOUNT("age", age)};
    int status = check("market_value", given, COUNT_OF_ARGUMENTS(given), result, error);
    if (status < 0)
        return status;
    return aic_give("market_value", value_at(cost, decline, age), result, error);
}

int aic_market_value_decline(double cost, double decline, double start, double end,
                             double *result, aic_error *error)
{
    argument given[] = {AMOUNT("cost", cost), DECLINE(decline), AMOUNT("start", start),
                        AMOUNT("end", end)};
    int status =
        check("market_value_decline", given, COUNT_OF_ARGUMENTS(given), result, error);
    if (status < 0)
        return status;
    if (start > end)
        return refuse("market_value_decline", "start is after end", error);
    decay between = fading(decline, end - start);
    double loss = decline < 0 ? -value_at(cost, decline, end) * between.gap.hi
                              : value_at(cost, decline, start) * between.gap.hi;
    return aic_give("market_value_decline", loss, result, error);
}
