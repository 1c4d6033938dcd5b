/* project_payback: whether and when a project returns its capital.
 *
 * Purpose
 *   Capital at period 0, cash that grows by the same share every year at the ends of
 *   years 1 to n, and a residual value with the last of it: when the sum of the cash, and
 *   of the cash discounted, reaches the capital, what the whole is worth, and at which
 *   rate it is worth nothing.
 *
 * Given
 *   capex (cur, required), net_cash_per_year (cur/year, required; of the first year),
 *   cash_growth (1/year), discount_rate (1/year), project_years (year),
 *   residual_fraction (1).
 *
 * Returned
 *   payback_years (year), discounted_payback_years (year), net_present_value (cur),
 *   internal_rate_of_return (1/year), profitability_index (1).
 *
 * Status
 *   0 or AIC_W_UNUSUAL; AIC_W_NEVER when a payback never comes.
 *
 * Notes
 *   Within a year the payback is on the straight line between the sums at its ends. The
 *   residual value is part of the last year's cash, so a payback that takes it lies in
 *   the last year. A payback that never comes is +infinity. Cash within 1e-12 of the
 *   capital reaches it.
 *   project_years need not be whole: worths are the closed form of the annuity, as in
 *   required_revenue, which is a smaller payment for the part of a year, made at its end
 *   (investment/annuity.h). The revenue that required_revenue asks for then has
 *   discount_rate as its rate of return for any life.
 *   Signs change once, so there is one rate of return above -1 or none. There is none
 *   when so little comes back that even a rate next to -1 is too much; the result is then
 *   -1, all lost. The profitability index is the worth of what comes back over capex.
 *   The rate of return is solved in x = ln(1 + r), on the logarithm of the worth of what
 *   comes in over that of what goes out, which falls everywhere: Newton, kept inside a
 *   bracket. Next to a rate of 0 its error is absolute, some 1e-16, as any relative error
 *   of the cash moves it by as much. Growth to a multiple of 10^d loses d/8 digits or so
 *   to the rounding of its exponent.
 *   Before tax, and rate and cash both real or both nominal.
 *
 * References
 *   Annuity with payments in geometric progression (annuity); jpmorgan-2025 for the rate.
 */
#include "aicompute/payback.h"

#include "core/definition.h"
#include "investment/annuity.h"

typedef aic_project_payback_inputs given;
typedef aic_project_payback_results returned;

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(given, capex, "cur", "Capital spent, all of it at the start.",
        "jpmorgan-2025", REQUIRED, 1e-6, 1e34, 10000, 1e16, AIC_REAL, AIC_LOG),
    ROW(given, net_cash_per_year, "cur/year",
        "Revenue less operating cost in the first year.",
        "definition", REQUIRED, -1e35, 1e35, 1000, 1e16, AIC_REAL, AIC_LOG),
    ROW(given, cash_growth, "1/year",
        "Fraction by which net cash grows from one year to the next.",
        "neutral", 0, -0.99, 10, -0.3, 0.1, AIC_REAL, AIC_LINEAR),
    ROW(given, discount_rate, "1/year", "Target return or cost of capital.",
        "jpmorgan-2025", 0.1, 0, 10, 0.04, 0.2, AIC_REAL, AIC_LINEAR),
    ROW(given, project_years, "year",
        "Years from the start of a project to its end, with cash at the end of each.",
        "server-lives-10k", 5, 0.01, 200, 3, 20, AIC_REAL, AIC_LINEAR),
    ROW(given, residual_fraction, "1",
        "Value left at the end as a fraction of the capital spent.",
        "neutral", 0, 0, 1, 0, 0.4, AIC_FRACTION, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(returned, payback_years, "year",
           "Time after which the cash received reaches the capital spent.",
           "definition", 0, INFINITY),
    RESULT(returned, discounted_payback_years, "year",
           "Time after which the discounted cash received reaches the capital spent.",
           "definition", 0, INFINITY),
    RESULT(returned, net_present_value, "cur",
           "Worth at the start of all cash, capital spent included.",
           "annuity", -1e244, 1e244),
    RESULT(returned, internal_rate_of_return, "1/year",
           "Rate at which the net present value is 0; -1 when all is lost.",
           "annuity", -1, 1e42),
    RESULT(returned, profitability_index, "1",
           "Worth at the start of the cash received for each unit of capital spent.",
           "annuity", -1e250, 1e250),
};
/* clang-format on */

/* Rates of return are sought from -1, to the last digit of 1, to beyond what the hard
 * ranges can give: ln(1 + r). */
static const double LEAST_LOG_RATE = -40, GREATEST_LOG_RATE = 100;

/* Newton's error is of the order of the square of its last step. */
static const double LAST_STEP = 1e-9;

enum { ROUNDS_MAX = 200 };

/* Cash that reaches all but this share of the capital pays back: what required_revenue
 * asks for does, whatever the rounding. */
static const double ROUNDING = 1e-12;

/* When the worth of the cash, at the rate of `a`, and `last` with its end reach the
 * capital. The last period, from the whole year before, may be shorter than a year. */
static inline double payback_at(const given *in, annuity a, double last)
{
    double years = in->project_years, before = ceil(years) - 1;
    double steady = in->net_cash_per_year * annuity_worth(a, before);
    double all = in->net_cash_per_year * annuity_worth(a, years) + last;
    if (steady < in->capex) {
        double share = (in->capex - steady) / (all - steady);
        double reached = before + (years - before) * (share < 1 ? share : 1);
        return all < in->capex * (1 - ROUNDING) ? INFINITY : reached;
    }
    return annuity_payback(a, in->capex / in->net_cash_per_year, before);
}

/* ln of the worth at ln(1 + rate) = x of cash of 1 in the first year, and its slope. */
typedef struct {
    double log, slope;
} log_worth;

/* The worth is 1/(1 + g) * (1 - e^-ny)/(e^y - 1) with y = x - ln(1 + g); written for
 * either sign of y so that nothing overflows. */
static inline log_worth worth_of_cash(double x, double log_growth, double years)
{
    double y = x - log_growth, size = fabs(y);
    log_worth worth = {-log_growth + log(years), -(years + 1) / 2};
    if (size * (years + 1) < 1e-8)
        worth.log += worth.slope * y;
    else
        worth.log = -log_growth + (y > 0 ? -y : years * size) +
                    log(expm1(-years * size) / expm1(-size));
    if (size * (years + 1) > 1e-3)
        worth.slope = years / expm1(years * y) + 1 / expm1(-y);
    return worth;
}

/* ln(e^a + e^b), and the slope that goes with it. */
static inline log_worth sum_of(log_worth a, log_worth b)
{
    log_worth more = a.log > b.log ? a : b, less = a.log > b.log ? b : a;
    double share = exp(less.log - more.log);
    return (log_worth){more.log + log1p(share),
                       (more.slope + less.slope * share) / (1 + share)};
}

/* ln of what comes in over what goes out, at x: of capex 1. */
static inline log_worth balance_at(const given *in, double log_growth, double x)
{
    double years = in->project_years;
    double cash = in->net_cash_per_year / in->capex;
    log_worth capital = {0, 0};
    log_worth residual = {log(in->residual_fraction) - years * x, -years};
    log_worth worth = worth_of_cash(x, log_growth, years);
    worth.log += log(fabs(cash));
    log_worth comes = cash > 0 ? sum_of(worth, residual) : residual;
    log_worth goes = cash < 0 ? sum_of(capital, worth) : capital;
    return (log_worth){comes.log - goes.log, comes.slope - goes.slope};
}

static inline double rate_of_return(const given *in)
{
    double log_growth = log1p(in->cash_growth);
    double low = LEAST_LOG_RATE, high = GREATEST_LOG_RATE, x = 0;
    if ((in->net_cash_per_year <= 0 && in->residual_fraction == 0) ||
        !(balance_at(in, log_growth, low).log > 0))
        return -1;
    for (int round = 0; round < ROUNDS_MAX; round++) {
        log_worth balance = balance_at(in, log_growth, x);
        if (balance.log > 0)
            low = x;
        else
            high = x;
        double next = x - balance.log / balance.slope;
        next = next >= low && next <= high ? next : low + (high - low) / 2;
        double moved = fabs(next - x);
        x = next;
        if (moved <= LAST_STEP * (1 + fabs(x)))
            break;
    }
    return expm1(x);
}

static inline void kernel(const given *in, returned *out)
{
    double rate = in->discount_rate, years = in->project_years;
    double residual = in->residual_fraction * in->capex;
    double worth_of_residual = residual * discount_factor(rate, years);
    annuity plain = annuity_at(0, in->cash_growth);
    annuity discounted = annuity_at(rate, in->cash_growth);
    double worth =
        in->net_cash_per_year * annuity_worth(discounted, years) + worth_of_residual;

    out->payback_years = payback_at(in, plain, residual);
    out->discounted_payback_years = payback_at(in, discounted, worth_of_residual);
    out->net_present_value = worth - in->capex;
    out->internal_rate_of_return = rate_of_return(in);
    out->profitability_index = worth / in->capex;
}

DEFINE_MODEL(project_payback, AIC_PROJECT_PAYBACK, "payback", NULL,
             "Whether and when a project returns its capital.",
             "payback_years: the least t at which the sum of "
             "net_cash_per_year*(1 + cash_growth)^(k - 1) over the years k up to t, and "
             "residual_fraction*capex at the end, is capex\n"
             "discounted_payback_years: the same, each year-end sum over "
             "(1 + discount_rate)^k\n"
             "net_present_value = net_cash_per_year*(1 - ((1 + cash_growth)/(1 + "
             "discount_rate))^project_years)/(discount_rate - cash_growth) + "
             "residual_fraction*capex*(1 + discount_rate)^-project_years - capex\n"
             "internal_rate_of_return: the discount_rate at which net_present_value = "
             "0\n"
             "profitability_index = (net_present_value + capex)/capex");
