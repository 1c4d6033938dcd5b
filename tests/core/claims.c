/* What five published articles state, and whether it holds: each statement through
 * aic_figure_parse() and aic_audit(), as the command does it. */
#include "support.h"

#include <math.h>
#include <string.h>

enum { INPUTS_MAX = 8, POSITIONS = 64 };

/* An input as the article prints it, or as the auditor supplies it. */
typedef struct {
    const char *name, *figure;
    bool assumed;
    double low, high; /* the auditor's usual range, or both 0 */
} given;

typedef struct {
    const char *id, *chain;
    given inputs[INPUTS_MAX];
    const char *result, *stated;
    int relation, verdict;
    double computed; /* by hand; to a share of 1e-6 */
} statement;

#define PUE_15                                                                           \
    {                                                                                    \
        "pue", "1.5", false, 0, 0                                                        \
    }
#define FLEET                                                                            \
    {"gpu_count", "50,000", false, 0, 0},                                                \
    {                                                                                    \
        "gpu_power_w", "400W", false, 0, 0                                               \
    }
#define REVENUE                                                                          \
    {                                                                                    \
        "required_revenue_per_year", "650 billion USD", false, 0, 0                      \
    }

static const statement statements[] = {
    {"A1", "fleet_power", {FLEET}, "it_power_mw", "20 MW", AIC_ABOUT, AIC_HOLDS, 20},
    {"A2",
     "fleet_power | facility_power",
     {FLEET, PUE_15},
     "facility_power_mw",
     "30 MW",
     AIC_ABOUT,
     AIC_HOLDS,
     30},
    {"A3a",
     "energy_use",
     {{"facility_power_mw", "30 MW", false, 0, 0}},
     "energy_mwh_per_day",
     "720 MWh",
     AIC_ABOUT,
     AIC_HOLDS,
     720},
    {"A3b",
     "energy_use",
     {{"facility_power_mw", "30 MW", false, 0, 0}, {"days_per_month", "30", false, 0, 0}},
     "energy_mwh_per_month",
     "21,600 MWh",
     AIC_ABOUT,
     AIC_HOLDS,
     21600},
    {"A4",
     "household_equivalents",
     {{"energy_mwh_per_month", "21,600 MWh", false, 0, 0},
      {"household_kwh_per_month", "350 kWh", true, 280, 430}},
     "households",
     "22,000",
     AIC_ABOUT,
     AIC_DOES_NOT_HOLD,
     61714.285714},
    {"A5",
     "equivalents",
     {{"quantity", "50,000", false, 0, 0}, {"reference_quantity", "25,000", false, 0, 0}},
     "equivalent_count",
     "2",
     AIC_ABOUT,
     AIC_HOLDS,
     2},
    {"B1",
     "subscriber_fee",
     {REVENUE, {"users", "1.5 billion", false, 0, 0}},
     "fee_per_user_month",
     "34.7 USD",
     AIC_ABOUT,
     AIC_HOLDS_ROUNDING,
     36.111111},
    {"B2",
     "subscriber_fee",
     {REVENUE, {"users", "300 million", false, 0, 0}},
     "fee_per_user_year",
     "180 USD",
     AIC_ABOUT,
     AIC_UNIT_SLIP,
     2166.666667},
    {"B3",
     "market_survivors",
     {REVENUE,
      {"firms", "5", false, 0, 0},
      {"survivors", "1", false, 0, 0},
      {"users_of_survivors", "1.5 billion", false, 0, 0}},
     "survivor_fee_per_user_month",
     "7 USD",
     AIC_ABOUT,
     AIC_HOLDS,
     7.222222},
    {"B4",
     "market_survivors",
     {REVENUE,
      {"firms", "5", false, 0, 0},
      {"survivors", "2", false, 0, 0},
      {"users_of_survivors", "1.4 billion", false, 0, 0}},
     "survivor_fee_per_user_month",
     "15 USD",
     AIC_ABOUT,
     AIC_HOLDS,
     15.476190},
    {"B5",
     "perpetuity_revenue",
     {{"discount_rate", "10 %", false, 0, 0}},
     "required_revenue_per_year",
     "650 billion USD",
     AIC_ABOUT,
     AIC_NOT_COMPUTABLE,
     NAN},
    {"C1",
     "currency",
     {{"amount", "1 billion USD", false, 0, 0}, {"exchange_rate", "1,330", true, 0, 0}},
     "amount_converted",
     "1.33 trillion KRW",
     AIC_ABOUT,
     AIC_HOLDS,
     1.33e12},
    {"D1",
     "device_energy",
     {{"gpu_power_w", "300W", false, 0, 0},
      {"hours_per_day", "24 h", false, 0, 0},
      {"days_per_month", "30", false, 0, 0}},
     "gpu_energy_kwh_per_month",
     "216 kWh",
     AIC_ABOUT,
     AIC_HOLDS,
     216},
    {"D2",
     "household_share",
     {{"gpu_energy_kwh_per_month", "216 kWh", false, 0, 0},
      {"household_kwh_per_month", "350 kWh", false, 0, 0}},
     "household_fraction",
     "60 %",
     AIC_AT_LEAST,
     AIC_HOLDS,
     0.617142857},
    {"E2",
     "grid_connection",
     {{"facility_power_mw", "120 MW", false, 0, 0},
      {"grid_capacity_mw", "15 MW", false, 0, 0}},
     "shortfall_mw",
     "105 MW",
     AIC_ABOUT,
     AIC_HOLDS,
     105},
    {"E3",
     "grid_connection",
     {{"facility_power_mw", "250 MW", false, 0, 0},
      {"grid_capacity_mw", "15 MW", true, 0, 0},
      {"plant_mw", "1,000 MW", false, 0, 0}},
     "plant_equivalents",
     "0.25",
     AIC_ABOUT,
     AIC_HOLDS,
     0.25},
    {"E4",
     "gpu_capex",
     {{"gpu_count", "200,000", false, 0, 0},
      {"gpu_price", "50 million KRW", false, 0, 0}},
     "gpu_cost",
     "10 trillion KRW",
     AIC_ABOUT,
     AIC_HOLDS,
     1e13},
    {"E5a",
     "buildout_time",
     {{"first_phase_days", "122", false, 0, 0},
      {"quoted_months", "24 months", false, 0, 0}},
     "time_ratio",
     "6",
     AIC_ABOUT,
     AIC_HOLDS,
     5.987705},
    {"E5b",
     "buildout_time",
     {{"first_phase_days", "122", false, 0, 0},
      {"quoted_months", "18 months", false, 0, 0}},
     "time_ratio",
     "6",
     AIC_ABOUT,
     AIC_DOES_NOT_HOLD,
     4.490779},
    {"E6",
     "buildout_time",
     {{"first_phase_days", "122", false, 0, 0},
      {"second_phase_days", "92", false, 0, 0},
      {"quoted_months", "24", true, 0, 0}},
     "buildout_days",
     "214",
     AIC_ABOUT,
     AIC_HOLDS,
     214},
};

/* The whole of a statement's audit. */
typedef struct {
    aic_model *chain;
    aic_audit_input inputs[POSITIONS];
    aic_audit_report report;
    aic_implied implied[POSITIONS];
    size_t count;
} outcome;

static aic_figure figure_of(const char *text, const char *unit)
{
    aic_figure figure;
    aic_error error;
    if (aic_figure_parse(text, unit, &figure, &error) < 0)
        fail_msg("%s", error.message);
    return figure;
}

static void take_inputs(outcome *made, const statement *s)
{
    for (size_t i = 0; i < aic_model_input_count(made->chain); i++)
        made->inputs[i].low = made->inputs[i].high = NAN;
    for (const given *g = s->inputs; g < s->inputs + INPUTS_MAX && g->name; g++) {
        size_t at = input_of(made->chain, g->name);
        aic_figure figure = figure_of(g->figure, aic_model_input(made->chain, at)->unit);
        made->inputs[at].value = figure.value;
        made->inputs[at].half_unit = g->assumed ? 0 : figure.half_unit;
        made->inputs[at].origin = g->assumed ? AIC_ASSUMED : AIC_STATED;
        if (g->high > 0) {
            made->inputs[at].low = g->low;
            made->inputs[at].high = g->high;
        }
    }
}

static outcome audit(const statement *s)
{
    outcome made = {.chain = chain_of(s->chain), .report = {.size = sizeof made.report}};
    take_inputs(&made, s);
    size_t result = result_of(made.chain, s->result);
    aic_figure stated = figure_of(s->stated, aic_model_result(made.chain, result)->unit);
    aic_error error;
    int status =
        aic_audit(made.chain, made.inputs, aic_model_input_count(made.chain), result,
                  &stated, s->relation, &made.report, made.implied, &made.count, &error);
    if (status < 0)
        fail_msg("%s: %s", s->id, error.message);
    if (made.report.verdict != s->verdict)
        fail_msg("%s: %s (%s)", s->id, aic_verdict_text(made.report.verdict),
                 made.report.explanation);
    if (!isnan(s->computed))
        assert_near(made.report.computed, s->computed, 1e-6);
    return made;
}

static outcome audit_of(const char *id)
{
    for (size_t i = 0; i < COUNT(statements); i++)
        if (strcmp(statements[i].id, id) == 0)
            return audit(&statements[i]);
    fail_msg("no statement %s", id);
    return (outcome){0};
}

static aic_implied implied_for(const outcome *made, const char *name)
{
    for (size_t i = 0; i < made->count; i++)
        if (made->implied[i].input == input_of(made->chain, name))
            return made->implied[i];
    fail_msg("nothing is implied for %s", name);
    return (aic_implied){0};
}

TEST(every_verdict)
{
    for (size_t i = 0; i < COUNT(statements); i++) {
        outcome made = audit(&statements[i]);
        aic_model_free(made.chain);
    }
}

TEST(a4_households)
{
    outcome made = audit_of("A4");
    aic_implied need = implied_for(&made, "household_kwh_per_month");
    assert_near(need.value, 981.8, 1e-4);
    assert_int_equal(need.usual, 0);
    assert_near(made.report.ratio, 2.805, 1e-3);
    aic_model_free(made.chain);
    const double inputs[] = {21600, 332, 4};
    double results[2];
    aic_model_evaluate(model_named("household_equivalents"), inputs, 3, results, 2, NULL);
    assert_near(results[0], 65060, 1e-4);
}

TEST(b1_rounding)
{
    outcome made = audit_of("B1");
    /* 645 billion over 1.55 billion users */
    assert_near(made.report.least, 34.677419, 1e-7);
    aic_implied users = implied_for(&made, "users");
    assert_near(users.value, 1.561e9, 1e-4);
    assert_int_equal(users.usual, 1);
    aic_model_free(made.chain);
}

TEST(b2_months_in_a_year)
{
    outcome made = audit_of("B2");
    assert_bits(made.report.slip, 12);
    assert_contains(made.report.explanation, "12");
    assert_contains(made.report.explanation, "month");
    aic_model_free(made.chain);
    statement monthly = {"B2 a month",
                         "subscriber_fee",
                         {REVENUE, {"users", "300 million", false, 0, 0}},
                         "fee_per_user_month",
                         "180 USD",
                         AIC_ABOUT,
                         AIC_HOLDS,
                         180.555556};
    made = audit(&monthly);
    aic_model_free(made.chain);
}

TEST(b5_capital_is_not_stated)
{
    outcome made = audit_of("B5");
    assert_contains(made.report.explanation, "capex");
    assert_int_equal(made.count, 1);
    assert_near(implied_for(&made, "capex").value, 6.5e12, 1e-12);
    aic_model_free(made.chain);
}

TEST(e1_whole_site)
{
    /* The closest a whole number of watts comes; the site is the chain from the rating.
     */
    const statement site = {"E1",
                            "gpu_power | server_power | fleet_power | facility_power",
                            {{"gpu_count", "100,000", false, 0, 0},
                             {"gpu_tdp_w", "700 W", true, 0, 0},
                             {"gpus_per_server", "8", true, 0, 0},
                             {"pue", "1.2", true, 0, 0}},
                            "facility_power_mw",
                            "120 MW",
                            AIC_AT_LEAST,
                            AIC_HOLDS,
                            NAN};
    outcome made = audit(&site);
    /* With the library's defaults a node of eight draws (8*595 + 3000)/0.96 W. */
    double node_w = (8 * 595.0 + 3000) / 0.96;
    assert_near(made.report.computed, 100e3 * node_w / 8 * 1.2 / 1e6, 1e-14);
    assert_near(implied_for(&made, "pue").value, 120e6 / (100e3 * node_w / 8), 1e-13);
    assert_int_equal(implied_for(&made, "pue").usual, 1);
    aic_model_free(made.chain);
}

TEST(e2_generators)
{
    aic_grid_connection_inputs in = aic_grid_connection_defaults();
    aic_grid_connection_results out;
    in.facility_power_mw = 120;
    in.grid_capacity_mw = 15;
    assert_status(aic_grid_connection(&in, &out, NULL), AIC_OK);
    /* 105/2.5 and a spare */
    assert_bits(out.generators_needed, 43);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_verdict),
        cmocka_unit_test(a4_households),
        cmocka_unit_test(b1_rounding),
        cmocka_unit_test(b2_months_in_a_year),
        cmocka_unit_test(b5_capital_is_not_stated),
        cmocka_unit_test(e1_whole_site),
        cmocka_unit_test(e2_generators),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
