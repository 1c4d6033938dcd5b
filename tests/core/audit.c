/* Verdicts: relations, precision, rounding, slips, implied values. The published
 * statements are in claims.c. */
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { INPUTS = 32 };

/* An audit of one result, with inputs by name. */
typedef struct {
    const aic_model *model;
    aic_audit_input inputs[INPUTS];
    aic_audit_report report;
    aic_implied implied[INPUTS];
    size_t count;
    aic_error error;
} call;

static call new_call(const char *model)
{
    call c = {.model = model_named(model)};
    c.report.size = sizeof c.report;
    return c;
}

static void give(call *c, const char *name, int origin, double value, double half_unit)
{
    c->inputs[input_of(c->model, name)] =
        (aic_audit_input){value, half_unit, NAN, NAN, origin, 0};
}

static int audit(call *c, const char *result, double stated, double half_unit,
                 int relation)
{
    aic_figure figure = {.value = stated, .half_unit = half_unit, .digits = 2};
    for (size_t i = 0; i < aic_model_input_count(c->model); i++)
        if (c->inputs[i].origin == AIC_DEFAULTED)
            c->inputs[i].low = c->inputs[i].high = NAN;
    c->count = 99;
    return aic_audit(c->model, c->inputs, aic_model_input_count(c->model),
                     result_of(c->model, result), &figure, relation, &c->report,
                     c->implied, &c->count, &c->error);
}

static void expect(call *c, const char *result, double stated, double half_unit,
                   int relation, int verdict)
{
    assert_status(audit(c, result, stated, half_unit, relation), AIC_OK);
    if (c->report.verdict != verdict)
        fail_msg("verdict \"%s\", not \"%s\": %s", aic_verdict_text(c->report.verdict),
                 aic_verdict_text(verdict), c->report.explanation);
    assert_true(strlen(c->report.explanation) > 10);
}

/* facility_power at 20 MW: pue is the facility's power over 20. */
static call facility(double it_half_unit)
{
    call c = new_call("facility_power");
    give(&c, "it_power_mw", AIC_STATED, 20, it_half_unit);
    give(&c, "pue", AIC_ASSUMED, 1.5, 0);
    return c;
}

TEST(verdicts_in_words)
{
    const char *const words[] = {"not computable", "holds", "holds within input rounding",
                                 "unit slip", "does not hold"};
    for (int i = 0; i < (int)COUNT(words); i++)
        assert_string_equal(aic_verdict_text(i + 1), words[i]);
    assert_string_equal(aic_verdict_text(0), "unknown verdict");
    assert_string_equal(aic_verdict_text(6), "unknown verdict");
}

TEST(tolerance_is_half_a_unit_and_inclusive)
{
    call c = facility(0);
    expect(&c, "facility_power_mw", 30, 0.5, AIC_ABOUT, AIC_HOLDS);
    assert_bits(c.report.computed, 30);
    assert_bits(c.report.ratio, 1);
    assert_bits(c.report.tolerance, 0.5);
    assert_true(isnan(c.report.slip));
    expect(&c, "facility_power_mw", 30.5, 0.5, AIC_ABOUT, AIC_HOLDS);
    expect(&c, "facility_power_mw", 29.5, 0.5, AIC_ABOUT, AIC_HOLDS);
    expect(&c, "facility_power_mw", 30.51, 0.5, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    expect(&c, "facility_power_mw", 29.49, 0.5, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    expect(&c, "facility_power_mw", 30, 0, AIC_ABOUT, AIC_HOLDS);
}

/* However roughly a figure is printed, 5 % of it is the most. */
TEST(tolerance_is_at_most_five_per_cent)
{
    call c = facility(0);
    expect(&c, "facility_power_mw", 28.6, 50, AIC_ABOUT, AIC_HOLDS);
    assert_near(c.report.tolerance, 1.43, 1e-12);
    expect(&c, "facility_power_mw", 28.5, 50, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    expect(&c, "facility_power_mw", 31.5, 50, AIC_ABOUT, AIC_HOLDS);
    expect(&c, "facility_power_mw", 31.6, 50, AIC_ABOUT, AIC_DOES_NOT_HOLD);
}

TEST(relations)
{
    call c = facility(0);
    expect(&c, "facility_power_mw", 20, 0.5, AIC_AT_LEAST, AIC_HOLDS);
    expect(&c, "facility_power_mw", 30.4, 0.5, AIC_AT_LEAST, AIC_HOLDS);
    expect(&c, "facility_power_mw", 31, 0.5, AIC_AT_LEAST, AIC_DOES_NOT_HOLD);
    expect(&c, "facility_power_mw", 40, 0.5, AIC_AT_MOST, AIC_HOLDS);
    expect(&c, "facility_power_mw", 29.6, 0.5, AIC_AT_MOST, AIC_HOLDS);
    expect(&c, "facility_power_mw", 29, 0.5, AIC_AT_MOST, AIC_DOES_NOT_HOLD);
    assert_contains(c.report.explanation, "at most");
}

/* 20 +- 0.5 MW give 29.25 to 30.75. */
TEST(rounding_of_stated_inputs)
{
    call c = facility(0.5);
    expect(&c, "facility_power_mw", 30.7, 0.05, AIC_ABOUT, AIC_HOLDS_ROUNDING);
    assert_near(c.report.least, 29.25, 1e-15);
    assert_near(c.report.most, 30.75, 1e-15);
    expect(&c, "facility_power_mw", 29.3, 0.05, AIC_ABOUT, AIC_HOLDS_ROUNDING);
    expect(&c, "facility_power_mw", 30.9, 0.05, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    expect(&c, "facility_power_mw", 30.7, 0.05, AIC_AT_LEAST, AIC_HOLDS_ROUNDING);
    expect(&c, "facility_power_mw", 29.3, 0.05, AIC_AT_MOST, AIC_HOLDS_ROUNDING);
    /* Inputs move by 5 % at most: 19 to 21 MW. */
    c = facility(10);
    expect(&c, "facility_power_mw", 31.6, 0.01, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    assert_near(c.report.most, 31.5, 1e-15);
    /* Assumed inputs do not move. */
    c = facility(0);
    give(&c, "pue", AIC_ASSUMED, 1.5, 0.05);
    expect(&c, "facility_power_mw", 30.7, 0.05, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    assert_bits(c.report.most, 30);
}

/* Both ends of a quotient: the numerator up and the denominator down. */
TEST(rounding_goes_either_way)
{
    call c = new_call("subscriber_fee");
    give(&c, "required_revenue_per_year", AIC_STATED, 650e9, 5e9);
    give(&c, "users", AIC_STATED, 1.5e9, 5e7);
    expect(&c, "fee_per_user_month", 34.7, 0.05, AIC_ABOUT, AIC_HOLDS_ROUNDING);
    assert_near(c.report.least, 645e9 / 1.55e9 / 12, 1e-14);
    assert_near(c.report.most, 655e9 / 1.45e9 / 12, 1e-14);
}

TEST(every_slip_is_named)
{
    const struct {
        double factor;
        const char *what;
    } slips[] = {{12, "month"},   {24, "hours"},    {30, "days"},  {365, "days"},
                 {8760, "hours"}, {100, "percent"}, {1e3, "kilo"}, {1e6, "mega"},
                 {1e4, "myriad"}, {1e8, "eok"}};
    for (size_t i = 0; i < COUNT(slips); i++) {
        call c = facility(0);
        double factor = slips[i].factor;
        expect(&c, "facility_power_mw", 30 * factor, 0.001 * factor, AIC_ABOUT,
               AIC_UNIT_SLIP);
        assert_bits(c.report.slip, factor);
        assert_contains(c.report.explanation, slips[i].what);
        assert_near(c.report.ratio, 1 / factor, 1e-14);
        expect(&c, "facility_power_mw", 30 / factor, 0.001 / factor, AIC_ABOUT,
               AIC_UNIT_SLIP);
        assert_bits(c.report.slip, factor);
        assert_contains(c.report.explanation, slips[i].what);
        /* In a relation the figures must be equal all the same. */
        expect(&c, "facility_power_mw", 30 * factor, 0.001 * factor, AIC_AT_LEAST,
               AIC_UNIT_SLIP);
        expect(&c, "facility_power_mw", 33 * factor, 0.001 * factor, AIC_AT_LEAST,
               AIC_DOES_NOT_HOLD);
        assert_true(isnan(c.report.slip));
    }
}

TEST(not_computable)
{
    call c = new_call("facility_power");
    expect(&c, "facility_power_mw", 30, 0.5, AIC_ABOUT, AIC_NOT_COMPUTABLE);
    assert_true(isnan(c.report.computed) && isnan(c.report.ratio));
    assert_true(isnan(c.report.least) && isnan(c.report.most));
    assert_contains(c.report.explanation, "it_power_mw");
    /* The one input that is missing can be found. */
    assert_int_equal(c.count, 1);
    assert_int_equal(c.implied[0].input, input_of(c.model, "it_power_mw"));
    assert_near(c.implied[0].value, 30 / aic_facility_power_defaults().pue, 1e-14);
    /* Two cannot. */
    c = new_call("household_equivalents");
    expect(&c, "households", 22000, 500, AIC_ABOUT, AIC_NOT_COMPUTABLE);
    assert_contains(c.report.explanation,
                    "energy_mwh_per_month, household_kwh_per_month");
    assert_int_equal(c.count, 0);
    /* A NaN that is said to be stated is neither. */
    c = facility(0);
    give(&c, "it_power_mw", AIC_STATED, NAN, 0);
    assert_status(audit(&c, "facility_power_mw", 30, 0.5, AIC_ABOUT), AIC_E_ARGUMENT);
}

static const aic_implied *implied_for(const call *c, const char *name)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->implied[i].input == input_of(c->model, name))
            return &c->implied[i];
    return NULL;
}

TEST(implied_values)
{
    call c = facility(0);
    expect(&c, "facility_power_mw", 40, 0.5, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    assert_int_equal(c.count, 2);
    assert_near(implied_for(&c, "pue")->value, 2, 1e-15);
    assert_int_equal(implied_for(&c, "pue")->usual, 0);
    assert_near(implied_for(&c, "it_power_mw")->value, 40 / 1.5, 1e-14);
    assert_int_equal(implied_for(&c, "it_power_mw")->usual, 1);
    /* The auditor's own usual range goes before the model's. */
    c.inputs[input_of(c.model, "pue")].low = 1.9;
    c.inputs[input_of(c.model, "pue")].high = 2.1;
    expect(&c, "facility_power_mw", 40, 0.5, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    assert_int_equal(implied_for(&c, "pue")->usual, 1);
    c.inputs[input_of(c.model, "it_power_mw")].high = 20;
    expect(&c, "facility_power_mw", 40, 0.5, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    assert_int_equal(implied_for(&c, "it_power_mw")->usual, 0);
    /* No value at all makes it hold. */
    c = facility(0);
    expect(&c, "facility_power_mw", -7, 0.5, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    assert_int_equal(c.count, 0);
}

/* An input that does not matter implies nothing, and a jump is no value either. */
TEST(nothing_implied)
{
    call c = new_call("household_equivalents");
    give(&c, "energy_mwh_per_month", AIC_STATED, 21600, 50);
    give(&c, "household_kwh_per_month", AIC_ASSUMED, 360, 0);
    expect(&c, "households", 60000, 5000, AIC_ABOUT, AIC_HOLDS);
    assert_null(implied_for(&c, "persons_per_household"));
    assert_non_null(implied_for(&c, "household_kwh_per_month"));
    c = new_call("grid_connection");
    give(&c, "facility_power_mw", AIC_STATED, 120, 0);
    give(&c, "grid_capacity_mw", AIC_STATED, 15, 0);
    give(&c, "generator_spares", AIC_ASSUMED, 0, 0);
    expect(&c, "generators_needed", 42.5, 0.05, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    assert_null(implied_for(&c, "facility_power_mw"));
    assert_null(implied_for(&c, "plant_mw"));
}

/* One input is missing, and no value of it helps: the others contradict each other. */
TEST(nothing_implied_by_contradictions)
{
    call c = new_call("market_survivors");
    give(&c, "firms", AIC_STATED, 5, 0);
    give(&c, "survivors", AIC_STATED, 6, 0);
    give(&c, "users_of_survivors", AIC_STATED, 1e9, 0);
    expect(&c, "survivor_fee_per_user_month", 7, 0.5, AIC_ABOUT, AIC_NOT_COMPUTABLE);
    assert_int_equal(c.count, 0);
    give(&c, "survivors", AIC_STATED, 0.5, 0);
    expect(&c, "survivor_fee_per_user_month", 7, 0.5, AIC_ABOUT, AIC_NOT_COMPUTABLE);
    assert_int_equal(c.count, 0);
}

/* Of a stretch its beginning is told. */
TEST(stretches_imply)
{
    call c = new_call("grid_connection");
    give(&c, "facility_power_mw", AIC_STATED, 120, 0);
    give(&c, "grid_capacity_mw", AIC_STATED, 15, 0);
    give(&c, "generator_spares", AIC_ASSUMED, 0, 0);
    expect(&c, "generators_needed", 40, 0.5, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    /* Of a stretch, the value nearest to the 120 MW used. */
    assert_near(implied_for(&c, "facility_power_mw")->value, 15 + 40 * 2.5, 1e-9);
    expect(&c, "generators_needed", 0, 0.5, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    assert_near(implied_for(&c, "facility_power_mw")->value, 15, 1e-9);
    expect(&c, "generators_needed", 42, 0.5, AIC_ABOUT, AIC_HOLDS);
    assert_bits(implied_for(&c, "facility_power_mw")->value, 120);
    /* A stretch that begins below what is usual has usual values all the same. */
    c.inputs[input_of(c.model, "facility_power_mw")].low = 119;
    c.inputs[input_of(c.model, "facility_power_mw")].high = 119.5;
    expect(&c, "generators_needed", 42, 0.5, AIC_ABOUT, AIC_HOLDS);
    assert_bits(implied_for(&c, "facility_power_mw")->value, 119.5);
    assert_true(implied_for(&c, "facility_power_mw")->usual);
}

TEST(explanations_of_large_and_negative_figures)
{
    call c = new_call("currency");
    give(&c, "amount", AIC_STATED, -1500, 0);
    give(&c, "exchange_rate", AIC_ASSUMED, 1, 0);
    expect(&c, "amount_converted", -650000, 5, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    assert_contains(c.report.explanation, "-1,500");
    assert_contains(c.report.explanation, "-650,000");
    give(&c, "amount", AIC_STATED, 1e30, 0);
    expect(&c, "amount_converted", 3e40, 0, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    assert_contains(c.report.explanation, "1e+30");
}

TEST(slips_of_negative_figures)
{
    call c = new_call("currency");
    give(&c, "amount", AIC_STATED, -50, 0);
    give(&c, "exchange_rate", AIC_ASSUMED, 1, 0);
    expect(&c, "amount_converted", -600, 5, AIC_ABOUT, AIC_UNIT_SLIP);
    assert_contains(c.report.explanation, ": -600 would hold");
    expect(&c, "amount_converted", -50.0 / 12, 0.01, AIC_ABOUT, AIC_UNIT_SLIP);
    assert_contains(c.report.explanation, ": -4.16667 would hold");
}

TEST(one_sided_relations_in_words)
{
    call c = facility(0);
    expect(&c, "facility_power_mw", 25, 0.5, AIC_AT_LEAST, AIC_HOLDS);
    assert_string_equal(c.report.explanation, "computed 30 is at least the stated 25");
    expect(&c, "facility_power_mw", 30.4, 0.5, AIC_AT_LEAST, AIC_HOLDS);
    assert_string_equal(c.report.explanation,
                        "computed 30 is at least the stated 30.4, which is rounded by up "
                        "to 0.5");
    expect(&c, "facility_power_mw", 29.6, 0.5, AIC_AT_MOST, AIC_HOLDS);
    assert_contains(c.report.explanation, "at most the stated 29.6, which is rounded");
}

/* 28.5 to 31.5 days, of which 31 are possible: 30 MW then use 22,320 MWh. */
TEST(rounding_stops_at_the_hard_range)
{
    call c = new_call("energy_use");
    give(&c, "facility_power_mw", AIC_STATED, 30, 0);
    give(&c, "days_per_month", AIC_STATED, 30, 5);
    expect(&c, "energy_mwh_per_month", 22300, 50, AIC_ABOUT, AIC_HOLDS_ROUNDING);
    assert_near(c.report.most, 30 * 24 * 31, 1e-15);
    assert_near(c.report.least, 30 * 24 * 28.5, 1e-15);
}

/* With five of five firms left nobody pays for another: 5 is the last that is allowed. */
TEST(implied_at_the_edge_of_a_condition)
{
    call c = new_call("market_survivors");
    give(&c, "required_revenue_per_year", AIC_STATED, 650e9, 0);
    give(&c, "firms", AIC_STATED, 5, 0);
    give(&c, "survivors", AIC_STATED, 1, 0);
    give(&c, "users_of_survivors", AIC_STATED, 1e9, 0);
    expect(&c, "survivor_revenue_per_year", 650e9, 5e9, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    assert_near(implied_for(&c, "survivors")->value, 5, 1e-12);
}

TEST(zero_stated)
{
    call c = facility(0);
    give(&c, "pue", AIC_STATED, 1, 0);
    expect(&c, "overhead_power_mw", 0, 0.5, AIC_ABOUT, AIC_HOLDS);
    assert_true(isnan(c.report.ratio));
    expect(&c, "facility_power_mw", 0, 0.5, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    expect(&c, "facility_power_mw", 0, 0.5, AIC_AT_LEAST, AIC_HOLDS);
}

TEST(refused_inputs)
{
    call c = facility(0);
    give(&c, "pue", AIC_STATED, 0.5, 0);
    assert_status(audit(&c, "facility_power_mw", 30, 1, AIC_ABOUT), AIC_E_RANGE);
    assert_string_equal(c.error.variable, "pue");
    assert_int_equal(c.count, 0);
    c = new_call("market_survivors");
    give(&c, "required_revenue_per_year", AIC_STATED, 650e9, 0);
    give(&c, "firms", AIC_STATED, 5, 0);
    give(&c, "survivors", AIC_STATED, 6, 0);
    give(&c, "users_of_survivors", AIC_STATED, 1e9, 0);
    assert_status(audit(&c, "capital_lost_share", 0.5, 0, AIC_ABOUT), AIC_E_CONDITION);
}

/* Five survivors of five, each input rounded: some ends are refused and passed over. */
TEST(rounding_across_a_condition)
{
    call c = new_call("market_survivors");
    give(&c, "required_revenue_per_year", AIC_STATED, 650e9, 5e9);
    give(&c, "firms", AIC_STATED, 5, 0.25);
    give(&c, "survivors", AIC_STATED, 5, 0.25);
    give(&c, "users_of_survivors", AIC_STATED, 1e9, 0);
    expect(&c, "survivor_revenue_per_year", 700e9, 5e9, AIC_ABOUT, AIC_DOES_NOT_HOLD);
    assert_near(c.report.most, 655e9, 1e-14);
}

TEST(bad_arguments)
{
    call c = facility(0);
    const aic_figure good = {.value = 30, .half_unit = 0.5};
    aic_audit_report *report = &c.report;
    aic_implied *implied = c.implied;
    const struct {
        const aic_model *model;
        const aic_audit_input *inputs;
        size_t n, result;
        aic_figure figure;
        bool no_figure;
        int relation;
        aic_audit_report *report;
        aic_implied *implied;
        size_t *count;
    } calls[] = {
        {NULL, c.inputs, 2, 0, good, false, 0, report, NULL, NULL},
        {c.model, NULL, 2, 0, good, false, 0, report, NULL, NULL},
        {c.model, c.inputs, 1, 0, good, false, 0, report, NULL, NULL},
        {c.model, c.inputs, 2, 2, good, false, 0, report, NULL, NULL},
        {c.model, c.inputs, 2, 0, good, true, 0, report, NULL, NULL},
        {c.model, c.inputs, 2, 0, {.value = NAN}, false, 0, report, NULL, NULL},
        {c.model, c.inputs, 2, 0, {.value = INFINITY}, false, 0, report, NULL, NULL},
        {c.model, c.inputs, 2, 0, {30, -1, 1, ""}, false, 0, report, NULL, NULL},
        {c.model, c.inputs, 2, 0, {30, NAN, 1, ""}, false, 0, report, NULL, NULL},
        {c.model, c.inputs, 2, 0, good, false, -1, report, NULL, NULL},
        {c.model, c.inputs, 2, 0, good, false, 3, report, NULL, NULL},
        {c.model, c.inputs, 2, 0, good, false, 0, NULL, NULL, NULL},
        {c.model, c.inputs, 2, 0, good, false, 0, report, implied, NULL},
        {c.model, c.inputs, 2, 0, good, false, 0, report, NULL, &c.count},
    };
    for (size_t i = 0; i < COUNT(calls); i++)
        assert_status(
            aic_audit(calls[i].model, calls[i].inputs, calls[i].n, calls[i].result,
                      calls[i].no_figure ? NULL : &calls[i].figure, calls[i].relation,
                      calls[i].report, calls[i].implied, calls[i].count, &c.error),
            AIC_E_ARGUMENT);
    c.inputs[0].origin = 3;
    assert_status(audit(&c, "facility_power_mw", 30, 1, AIC_ABOUT), AIC_E_ARGUMENT);
    assert_contains(c.error.message, "it_power_mw");
    c.inputs[0].origin = -1;
    assert_status(audit(&c, "facility_power_mw", 30, 1, AIC_ABOUT), AIC_E_ARGUMENT);
    c = facility(-0.5);
    assert_status(audit(&c, "facility_power_mw", 30, 1, AIC_ABOUT), AIC_E_ARGUMENT);
    c = facility(NAN);
    assert_status(audit(&c, "facility_power_mw", 30, 1, AIC_ABOUT), AIC_E_ARGUMENT);
    c = facility(0);
    c.report.size = 0;
    assert_status(audit(&c, "facility_power_mw", 30, 1, AIC_ABOUT), AIC_E_ARGUMENT);
}

TEST(reports_of_any_age)
{
    struct {
        aic_audit_report known;
        unsigned char later[16];
    } newer;
    call c = facility(0);
    aic_figure stated = {.value = 30, .half_unit = 0.5};
    memset(&newer, 0x55, sizeof newer);
    newer.known.size = sizeof newer;
    assert_status(aic_audit(c.model, c.inputs, 2, 0, &stated, AIC_ABOUT, &newer.known,
                            NULL, NULL, NULL),
                  AIC_OK);
    assert_int_equal(newer.known.size, sizeof newer);
    assert_int_equal(newer.known.verdict, AIC_HOLDS);
    for (size_t i = 0; i < sizeof newer.later; i++)
        assert_int_equal(newer.later[i], 0);
    memset(&c.report, 0x55, sizeof c.report);
    c.report.size = offsetof(aic_audit_report, ratio);
    double beyond = c.report.ratio;
    assert_status(audit(&c, "facility_power_mw", 30, 0.5, AIC_ABOUT), AIC_OK);
    assert_bits(c.report.computed, 30);
    assert_bits(c.report.ratio, beyond);
}

/* So many names as fit, and no more. */
TEST(many_missing_inputs)
{
    aic_model *chain = chain_of(
        "fleet_power | facility_power | energy_use | electricity_cost | emissions | "
        "grid_connection | household_equivalents | households_by_capacity | gpu_capex | "
        "perpetuity_revenue | subscriber_fee | market_survivors | buildout_time | "
        "equivalents | currency | device_energy | household_share");
    aic_audit_input inputs[64] = {{0}};
    aic_audit_report report = {.size = sizeof report};
    aic_figure stated = {.value = 30, .half_unit = 0.5};
    assert_status(aic_audit(chain, inputs, aic_model_input_count(chain), 0, &stated,
                            AIC_ABOUT, &report, NULL, NULL, NULL),
                  AIC_OK);
    assert_int_equal(report.verdict, AIC_NOT_COMPUTABLE);
    assert_contains(report.explanation, "gpu_count, gpu_power_w");
    assert_true(strlen(report.explanation) < sizeof report.explanation);
    aic_model_free(chain);
}

TEST(models_that_are_not_needed_ask_for_nothing)
{
    aic_model *chain = chain_of("fleet_power | facility_power | household_share");
    call c = {.model = chain, .report.size = sizeof c.report};
    give(&c, "gpu_count", AIC_STATED, 50e3, 500);
    give(&c, "gpu_power_w", AIC_STATED, 400, 5);
    give(&c, "pue", AIC_ASSUMED, 1.5, 0);
    expect(&c, "facility_power_mw", 30, 0.5, AIC_ABOUT, AIC_HOLDS);
    for (size_t i = 0; i < c.count; i++)
        assert_true(c.implied[i].input != input_of(chain, "household_kwh_per_month"));
    expect(&c, "household_fraction", 1, 0.5, AIC_ABOUT, AIC_NOT_COMPUTABLE);
    give(&c, "household_kwh_per_month", AIC_ASSUMED, -1, 0);
    assert_status(audit(&c, "facility_power_mw", 30, 0.5, AIC_ABOUT), AIC_E_RANGE);
    aic_model_free(chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts_in_words),
        cmocka_unit_test(tolerance_is_half_a_unit_and_inclusive),
        cmocka_unit_test(tolerance_is_at_most_five_per_cent),
        cmocka_unit_test(relations),
        cmocka_unit_test(rounding_of_stated_inputs),
        cmocka_unit_test(rounding_goes_either_way),
        cmocka_unit_test(every_slip_is_named),
        cmocka_unit_test(not_computable),
        cmocka_unit_test(implied_values),
        cmocka_unit_test(nothing_implied),
        cmocka_unit_test(nothing_implied_by_contradictions),
        cmocka_unit_test(stretches_imply),
        cmocka_unit_test(explanations_of_large_and_negative_figures),
        cmocka_unit_test(slips_of_negative_figures),
        cmocka_unit_test(one_sided_relations_in_words),
        cmocka_unit_test(rounding_stops_at_the_hard_range),
        cmocka_unit_test(implied_at_the_edge_of_a_condition),
        cmocka_unit_test(zero_stated),
        cmocka_unit_test(refused_inputs),
        cmocka_unit_test(rounding_across_a_condition),
        cmocka_unit_test(bad_arguments),
        cmocka_unit_test(reports_of_any_age),
        cmocka_unit_test(many_missing_inputs),
        cmocka_unit_test(models_that_are_not_needed_ask_for_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
