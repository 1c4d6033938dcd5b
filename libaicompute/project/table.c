/* What the numbers of a project are: the one home of their units, sentences, defaults,
 * ranges and sources. Names that models have keep their rows: a test compares. */
#include "project/project.h"

#include <math.h>
#include <string.h>

typedef aic_project_inputs given;
typedef aic_project_results returned;

/* A default that is none: required, or not given. */
#define NONE NAN

#define INDEX(type, field)                                                               \
    (offsetof(type, field) / sizeof(double) / _Generic(((type *)0)->field, double : 1))
#define ROW(field, ...) [INDEX(given, field)] = {#field, __VA_ARGS__}
#define RESULT(field, unit, summary, min, max)                                           \
    [INDEX(returned, field)] = {#field, unit, summary, "definition", NAN,       min,     \
                                max,    min,  max,     AIC_REAL,     AIC_LINEAR}
#define COLUMN(number, name, unit, summary, min)                                         \
    [number] = {name,     unit, summary,  "definition", NAN,       min,                  \
                INFINITY, min,  INFINITY, AIC_REAL,     AIC_LINEAR}

/* clang-format off */
static const aic_variable inputs[] = {
    ROW(cluster_cost, "cur",
        "Cost of the servers, accelerators included, and their interconnect.",
        "epoch-2024-cost", NONE, 0, 1e28, 10000, 1e16, AIC_REAL, AIC_LOG),
    ROW(facility_cost, "cur", "Cost of building the facility.",
        "neutral", 0, 0, 1e34, 0, 1e15, AIC_REAL, AIC_LINEAR),
    ROW(construction_years, "year",
        "Time from the start until the cluster is paid, when its phases are not given.",
        "neutral", 0, 0, 50, 0, 4, AIC_REAL, AIC_LINEAR),
    ROW(replacement_cost_growth, "1/year",
        "Fraction by which the cost of replacing the cluster grows in a year.",
        "neutral", 0, -0.9, 1, -0.4, 0.1, AIC_REAL, AIC_LINEAR),
    ROW(gpu_count, "1", "Number of accelerators.",
        "epoch-datacenters", 0, 0, 1e12, 0, 1e6, AIC_COUNT, AIC_LINEAR),
    ROW(availability, "1", "Share of the hours of a year an accelerator is on.",
        "byterobust-2025", 0.97, 0, 1, 0.9, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(utilization, "1",
        "Share of the hours an accelerator is on in which it is busy.",
        "neutral", 1, 0, 1, 0.2, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(life_years, "year",
        "Economic life of the accelerators and what is written off with them.",
        "server-lives-10k", 5, 0.01, 200, 3, 6, AIC_REAL, AIC_LINEAR),
    ROW(rental_price_per_gpu_hour, "cur/h",
        "Price at which an hour of one accelerator is sold.",
        "neutral", 0, 0, 1e9, 0, 20000, AIC_REAL, AIC_LINEAR),
    ROW(price_decline, "1/year",
        "Fraction of the rental price that is lost from one year to the next.",
        "neutral", 0, -1, 0.99, 0, 0.4, AIC_REAL, AIC_LINEAR),
    ROW(other_revenue_per_year, "cur/year",
        "Revenue in a year that is not from hours sold, when all phases work.",
        "neutral", 0, 0, 1e34, 0, 1e15, AIC_REAL, AIC_LINEAR),
    ROW(fixed_opex_share, "1/year",
        "Operating cost in a year, energy and carbon apart, as a fraction of capital.",
        "assumption", 0.03, 0, 1, 0, 0.1, AIC_REAL, AIC_LINEAR),
    ROW(other_opex_per_year, "cur/year",
        "Operating cost in a year beside that share, when all phases work.",
        "neutral", 0, 0, 1e34, 0, 3e14, AIC_REAL, AIC_LINEAR),
    ROW(opex_growth, "1/year",
        "Fraction by which operating cost, energy and carbon apart, grows in a year.",
        "neutral", 0, -0.9, 1, -0.05, 0.1, AIC_REAL, AIC_LINEAR),
    ROW(server_share_w, "W",
        "Nameplate power of a server divided by the number of its accelerators.",
        "neutral", 0, 0, 1e7, 0, 3000, AIC_REAL, AIC_LINEAR),
    ROW(server_busy_power_fraction, "1",
        "Power of a server while busy, as a fraction of its nameplate.",
        "newkirk-2025", 0.75, 0, 2, 0.5, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(server_idle_power_fraction, "1",
        "Power of a server while on and not busy, as a fraction of its nameplate.",
        "assumption", 0.30, 0, 1, 0.1, 0.5, AIC_FRACTION, AIC_LINEAR),
    ROW(pue, "1", "Power usage effectiveness, facility power divided by IT power.",
        "uptime-2025", 1.54, 1, 100, 1.04, 1.8, AIC_REAL, AIC_LINEAR),
    ROW(electricity_price_per_kwh, "cur/kWh",
        "Price of electricity, which may be negative.",
        "globalpetrolprices-2025", NONE, -1e6, 1e6, 0.03, 400, AIC_REAL, AIC_LOG),
    ROW(electricity_price_growth, "1/year",
        "Fraction by which the price of electricity grows in a year.",
        "neutral", 0, -0.9, 1, -0.05, 0.1, AIC_REAL, AIC_LINEAR),
    ROW(grid_gco2e_per_kwh, "g/kWh",
        "Emissions of the electricity used, as CO2 equivalent.",
        "neutral", 0, 0, 10000, 0, 900, AIC_REAL, AIC_LINEAR),
    ROW(carbon_price_per_t, "cur/t",
        "Price of emitting a tonne of CO2 equivalent.",
        "neutral", 0, 0, 1e9, 0, 1.3e5, AIC_REAL, AIC_LINEAR),
    ROW(energy_mwh_per_year, "MWh/year",
        "Energy that the facility uses in a year of 8,760 hours.",
        "neutral", 0, 0, 1e22, 0, 2.63e7, AIC_REAL, AIC_LINEAR),
    ROW(electricity_cost_per_year, "cur/year",
        "Cost of the facility's electricity in a year.",
        "neutral", 0, -1e32, 1e32, 0, 1e14, AIC_REAL, AIC_LINEAR),
    ROW(emissions_tco2e_per_year, "t/year",
        "Operational and embodied emissions of a year, as CO2 equivalent.",
        "neutral", 0, 0, 1e24, 0, 2e7, AIC_REAL, AIC_LINEAR),
    ROW(carbon_cost_per_year, "cur/year",
        "Cost of the emissions of a year at their price.",
        "neutral", 0, 0, 1e34, 0, 1e14, AIC_REAL, AIC_LINEAR),
    ROW(project_years, "year",
        "Years from the start of a project to its end, with cash at the end of each.",
        "server-lives-10k", 5, 0.01, 200, 3, 20, AIC_REAL, AIC_LINEAR),
    ROW(value_decades_per_year, "1/year",
        "Powers of ten by which the value of an accelerator falls in a year.",
        "epoch-2024-cost", 0.14, 0, 1, 0.05, 0.3, AIC_REAL, AIC_LINEAR),
    ROW(resale_fraction, "1",
        "Value of an accelerator at its age as a fraction of its price.",
        "residual-gpu", NONE, 0, 1, 0, 0.6, AIC_FRACTION, AIC_LINEAR),
    ROW(facility_residual_fraction, "1",
        "Value of the facility at the end of the project as a fraction of its cost.",
        "neutral", 0, 0, 1, 0, 0.8, AIC_FRACTION, AIC_LINEAR),
    ROW(depreciation_years, "year",
        "Life over which accounts write off the cluster, another than the economic one.",
        "server-lives-10k", 5, 0.05, 100, 3, 7, AIC_REAL, AIC_LINEAR),
    ROW(facility_depreciation_years, "year",
        "Life over which accounts write off the facility.",
        "assumption", 25, 0.05, 100, 15, 40, AIC_REAL, AIC_LINEAR),
    ROW(depreciation_factor, "1",
        "Share of the straight line by which a declining balance falls.",
        "definition", 2, 0.1, 10, 1, 2.5, AIC_REAL, AIC_LINEAR),
    ROW(tax_rate, "1", "Share of taxable income that is paid as tax.",
        "neutral", 0, 0, 0.99, 0, 0.35, AIC_FRACTION, AIC_LINEAR),
    ROW(loss_offset_share, "1",
        "Share of an income that losses carried forward may cancel.",
        "neutral", 1, 0, 1, 0.5, 1, AIC_FRACTION, AIC_LINEAR),
    ROW(debt_share, "1",
        "Share of what the phases cost that is borrowed, replacements not included.",
        "neutral", 0, 0, 1, 0, 0.85, AIC_FRACTION, AIC_LINEAR),
    ROW(interest_rate, "1/year", "Interest on the debt, as an effective rate a year.",
        "assumption", NONE, 0, 10, 0.03, 0.15, AIC_REAL, AIC_LINEAR),
    ROW(debt_years, "year",
        "Time over which the debt is repaid, from the last phase on.",
        "assumption", NONE, 0.05, 100, 2, 15, AIC_REAL, AIC_LINEAR),
    ROW(discount_rate, "1/year", "Target return or cost of capital.",
        "jpmorgan-2025", 0.1, 0, 10, 0.04, 0.2, AIC_REAL, AIC_LINEAR),
    ROW(target_rate, "1/year",
        "Return that the required revenue is to bring, if another than the discount rate.",
        "jpmorgan-2025", NONE, 0, 10, 0.04, 0.2, AIC_REAL, AIC_LINEAR),
};

static const aic_variable results[] = {
    RESULT(net_present_value, "cur",
           "Worth at the start of all cash, capital spent included.", -INFINITY, INFINITY),
    RESULT(internal_rate_of_return, "1/year",
           "Rate at which the net present value is 0; -1 when all is lost.",
           -1, INFINITY),
    RESULT(equity_present_value, "cur",
           "Worth at the start of the cash of the owners, after debt and tax.",
           -INFINITY, INFINITY),
    RESULT(equity_rate_of_return, "1/year",
           "Rate at which the cash of the owners is worth 0.", -1, INFINITY),
    RESULT(payback_years, "year",
           "Time after which the cash received reaches the capital spent.", 0, INFINITY),
    RESULT(final_payback_years, "year",
           "Time after which the cash received never falls below the capital again.",
           0, INFINITY),
    RESULT(discounted_payback_years, "year",
           "Time after which the discounted cash received reaches the capital spent.",
           0, INFINITY),
    RESULT(final_discounted_payback_years, "year",
           "Time after which the discounted cash never falls below the capital again.",
           0, INFINITY),
    RESULT(maximum_exposure, "cur", "Most cash that is out at once.", 0, INFINITY),
    RESULT(exposure_year, "year", "Time at which the most cash is out.", 0, INFINITY),
    RESULT(cost_per_gpu_hour, "cur/h",
           "Cost of one hour of an accelerator sold, return on capital included.",
           -INFINITY, INFINITY),
    RESULT(minimum_price_per_gpu_hour, "cur/h",
           "Rental price of the first year at which the project is worth 0.",
           0, INFINITY),
    RESULT(minimum_utilization, "1",
           "Utilization after the ramp at which the project is worth 0.", 0, INFINITY),
    RESULT(required_revenue_per_year, "cur/year",
           "Revenue a year that earns the required return on the capital considered.",
           0, INFINITY),
    RESULT(least_debt_cover, "1",
           "Least cash before debt service divided by debt service.",
           -INFINITY, INFINITY),
};

static const aic_variable columns[] = {
    COLUMN(AIC_PROJECT_YEAR, "year", "year", "End of the period.", 0),
    COLUMN(AIC_PROJECT_GPUS, "gpus", "1", "Accelerators that work in the period.", 0),
    COLUMN(AIC_PROJECT_UTILIZATION, "utilization", "1",
           "Share of the hours an accelerator is on in which it is busy.", 0),
    COLUMN(AIC_PROJECT_PRICE, "price", "cur/h",
           "Price at which an hour of one accelerator is sold.", 0),
    COLUMN(AIC_PROJECT_HOURS, "sold_gpu_hours", "h", "Hours of accelerators sold.", 0),
    COLUMN(AIC_PROJECT_ENERGY, "energy_mwh", "MWh", "Electricity of the facility.", 0),
    COLUMN(AIC_PROJECT_EMISSIONS, "emissions_tco2e", "t",
           "Emissions as CO2 equivalent.", 0),
    COLUMN(AIC_PROJECT_REVENUE, "revenue", "cur", "Revenue from hours and otherwise.", 0),
    COLUMN(AIC_PROJECT_FIXED_OPEX, "fixed_opex", "cur",
           "Operating cost, energy and carbon apart.", 0),
    COLUMN(AIC_PROJECT_ELECTRICITY_COST, "electricity_cost", "cur",
           "Cost of the facility's electricity.", -INFINITY),
    COLUMN(AIC_PROJECT_CARBON_COST, "carbon_cost", "cur",
           "Cost of the emissions at their price.", 0),
    COLUMN(AIC_PROJECT_OPERATING_CASH, "operating_cash", "cur",
           "Revenue less operating cost, electricity and carbon.", -INFINITY),
    COLUMN(AIC_PROJECT_CAPITAL, "capital", "cur",
           "Capital paid for phases and replacements.", 0),
    COLUMN(AIC_PROJECT_RESALE, "resale", "cur", "Received for what is sold.", 0),
    COLUMN(AIC_PROJECT_DEPRECIATION, "depreciation", "cur",
           "Written off in accounts.", -INFINITY),
    COLUMN(AIC_PROJECT_BOOK_VALUE, "book_value", "cur",
           "Value in accounts at the end of the period.", 0),
    COLUMN(AIC_PROJECT_TAXABLE, "taxable_income", "cur",
           "Income before losses carried forward.", -INFINITY),
    COLUMN(AIC_PROJECT_LOSS_CARRIED, "loss_carried", "cur",
           "Loss carried into the next period.", 0),
    COLUMN(AIC_PROJECT_TAX, "tax", "cur", "Tax as if there were no debt.", 0),
    COLUMN(AIC_PROJECT_CASH, "cash", "cur",
           "Cash of the project after tax and before debt.", -INFINITY),
    COLUMN(AIC_PROJECT_CUMULATIVE, "cumulative_cash", "cur",
           "Sum of the cash of the project so far.", -INFINITY),
    COLUMN(AIC_PROJECT_DISCOUNTED, "discounted_cash", "cur",
           "Sum of the discounted cash of the project so far.", -INFINITY),
    COLUMN(AIC_PROJECT_DEBT_DRAWN, "debt_drawn", "cur", "Paid out by the lender.", 0),
    COLUMN(AIC_PROJECT_INTEREST, "interest", "cur", "Interest owed for the period.", 0),
    COLUMN(AIC_PROJECT_DEBT_SERVICE, "debt_service", "cur",
           "Interest and principal paid.", 0),
    COLUMN(AIC_PROJECT_DEBT, "debt", "cur", "Debt at the end of the period.", 0),
    COLUMN(AIC_PROJECT_EQUITY_TAX, "equity_tax", "cur",
           "Tax with interest deducted.", 0),
    COLUMN(AIC_PROJECT_EQUITY_CASH, "equity_cash", "cur",
           "Cash of the owners after tax and debt.", -INFINITY),
};
/* clang-format on */

enum {
    INPUT_COUNT = sizeof inputs / sizeof *inputs,
    RESULT_COUNT = sizeof results / sizeof *results,
    COLUMN_COUNT = sizeof columns / sizeof *columns
};
_Static_assert(sizeof(given) == INPUT_COUNT * sizeof(double), "a row for every number");
_Static_assert(sizeof(returned) == RESULT_COUNT * sizeof(double), "and every result");
_Static_assert((int)COLUMN_COUNT == AIC_PROJECT_COLUMN_COUNT, "and every column");

size_t aic_project_input_count(void)
{
    return INPUT_COUNT;
}

const aic_variable *aic_project_input(size_t position)
{
    return position < INPUT_COUNT ? &inputs[position] : NULL;
}

const aic_variable *aic_project_result(size_t position)
{
    return position < RESULT_COUNT ? &results[position] : NULL;
}

const aic_variable *aic_project_column(size_t column)
{
    return column < COLUMN_COUNT ? &columns[column] : NULL;
}

static void take_defaults(given *numbers)
{
    double values[INPUT_COUNT];
    for (size_t i = 0; i < INPUT_COUNT; i++)
        values[i] = inputs[i].value;
    memcpy(numbers, values, sizeof *numbers);
}

int aic_project_fill(aic_project *project, size_t size)
{
    if (!project || size < sizeof project->size)
        return AIC_E_ARGUMENT;
    aic_project own = {.size = size, .periods_per_year = 1};
    take_defaults(&own.inputs);
    memset(project, 0, size);
    memcpy(project, &own, size < sizeof own ? size : sizeof own);
    return AIC_OK;
}

static const char *name_at(const void *context, size_t position)
{
    (void)context;
    return inputs[position].name;
}

int aic_project_set(aic_project *project, const char *name, double value,
                    aic_error *error)
{
    if (!project || !name)
        return aic_error_set(error, AIC_E_ARGUMENT, "the project or the name is NULL");
    for (size_t i = 0; i < INPUT_COUNT; i++) {
        size_t at = offsetof(aic_project, inputs) + i * sizeof value;
        bool has = project->size >= at + sizeof value;
        if (strcmp(inputs[i].name, name) != 0 || !has)
            continue;
        memcpy((char *)project + at, &value, sizeof value);
        return aic_error_clear(error);
    }
    const char *near = aic_nearest_name(name, INPUT_COUNT, name_at, NULL);
    aic_error_set(error, AIC_E_NAME, "a project has no number named \"%s\"%s%s%s", name,
                  near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "");
    if (error)
        aic_copy_text(error->variable, sizeof error->variable, name);
    return AIC_E_NAME;
}
