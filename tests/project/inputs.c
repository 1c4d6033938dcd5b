/* What a project is made of: its rows against those of the models, and all that is
 * refused, by name. */
#include "support.h"

#include "aicompute/project.h"

#include <math.h>
#include <string.h>

static aic_project usual(void)
{
    aic_project p = aic_project_defaults();
    p.inputs.cluster_cost = 1e6;
    p.inputs.other_revenue_per_year = 4e5;
    return p;
}

static void refuse(const aic_project *p, int status, const char *variable,
                   const char *says)
{
    aic_error error;
    aic_project_report report = {.size = sizeof report};
    report.results.net_present_value = 7;
    double cash[4] = {5, 5, 5, 5};
    double *columns[AIC_PROJECT_COLUMN_COUNT] = {NULL};
    memset(&error, 0x7F, sizeof error);
    columns[AIC_PROJECT_CASH] = cash;
    assert_status(
        aic_project_schedule(p, columns, AIC_PROJECT_COLUMN_COUNT, 4, &report, &error),
        status);
    assert_int_equal(error.status, status);
    assert_string_equal(error.variable, variable);
    assert_contains(error.message, says);
    assert_bits(cash[0], 5);
    assert_bits(report.results.net_present_value, 7);
    assert_status(
        aic_project_schedule(p, columns, AIC_PROJECT_COLUMN_COUNT, 4, &report, NULL),
        status);
}

/* A name that a model has too is the same quantity: unit, sentence, and a default where
 * both have one. */
static void compare_with(const aic_variable *own, const aic_variable *row)
{
    if (!row || strcmp(own->name, row->name) != 0)
        return;
    assert_string_equal(own->unit, row->unit);
    assert_string_equal(own->summary, row->summary);
    if (!isnan(own->value) && !isnan(row->value))
        assert_bits(own->value, row->value);
    if (!isnan(own->value) && !isnan(row->value))
        assert_string_equal(own->source, row->source);
}

static void compare_with_models(const aic_variable *own)
{
    for (size_t i = 0; i < aic_model_count(); i++) {
        const aic_model *model = aic_model_at(i);
        for (size_t k = 0; k < aic_model_input_count(model); k++)
            compare_with(own, aic_model_input(model, k));
        for (size_t k = 0; k < aic_model_result_count(model); k++)
            compare_with(own, aic_model_result(model, k));
    }
}

static void check_row(const aic_variable *row)
{
    bool known = false;
    for (size_t i = 0; i < aic_unit_count(); i++)
        known |= strcmp(aic_unit_at(i), row->unit) == 0;
    assert_true(known);
    assert_non_null(aic_source_find(row->source, NULL));
    size_t length = strlen(row->summary);
    assert_true(length > 10 && row->summary[length - 1] == '.');
    assert_true(row->min < row->max);
}

TEST(rows_are_sound_and_those_of_the_models)
{
    for (size_t i = 0; aic_project_input(i); i++) {
        const aic_variable *row = aic_project_input(i);
        check_row(row);
        compare_with_models(row);
        assert_true(isfinite(row->min) && isfinite(row->max));
        assert_true(row->min <= row->low && row->low < row->high &&
                    row->high <= row->max);
        assert_true(isnan(row->value) ||
                    (row->value >= row->low && row->value <= row->high));
    }
    for (size_t i = 0; aic_project_result(i); i++) {
        check_row(aic_project_result(i));
        compare_with_models(aic_project_result(i));
    }
    for (size_t i = 0; i < AIC_PROJECT_COLUMN_COUNT; i++)
        check_row(aic_project_column(i));
    assert_null(aic_project_input(aic_project_input_count()));
    assert_null(aic_project_column(AIC_PROJECT_COLUMN_COUNT));
    assert_null(aic_project_result(SIZE_MAX));
    assert_int_equal(sizeof(aic_project_inputs),
                     aic_project_input_count() * sizeof(double));
}

TEST(names_are_set_and_suggested)
{
    aic_project p = usual();
    aic_error error;
    assert_status(aic_project_set(&p, "pue", 1.25, &error), AIC_OK);
    assert_bits(p.inputs.pue, 1.25);
    assert_status(aic_project_set(&p, "target_rate", 0.2, NULL), AIC_OK);
    assert_bits(p.inputs.target_rate, 0.2);
    assert_status(aic_project_set(&p, "utilisation", 1, &error), AIC_E_NAME);
    assert_contains(error.message, "\"utilization\"");
    assert_string_equal(error.variable, "utilisation");
    assert_status(aic_project_set(&p, "xyzzy of plugh", 1, &error), AIC_E_NAME);
    assert_null(strstr(error.message, "did you mean"));
    assert_status(aic_project_set(&p, "xyzzy", 1, NULL), AIC_E_NAME);
    assert_status(aic_project_set(NULL, "pue", 1, &error), AIC_E_ARGUMENT);
    assert_status(aic_project_set(&p, NULL, 1, &error), AIC_E_ARGUMENT);
}

/* A number is missing, infinite or outside: the row says where it may be. */
TEST(every_number_is_judged)
{
    for (size_t i = 0; i < aic_project_input_count(); i++) {
        const aic_variable *row = aic_project_input(i);
        const double outside[] = {INFINITY, -INFINITY, nextafter(row->min, -INFINITY),
                                  nextafter(row->max, INFINITY)};
        for (size_t k = 0; k < COUNT(outside); k++) {
            aic_project p = usual();
            aic_project_set(&p, row->name, outside[k], NULL);
            refuse(&p, AIC_E_RANGE, row->name, row->name);
        }
        aic_project p = usual();
        aic_project_set(&p, row->name, NAN, NULL);
        if (!isnan(row->value) || i == 0)
            refuse(&p, AIC_E_MISSING, row->name, row->name);
    }
}

TEST(unusual_numbers_are_told)
{
    aic_project p = usual();
    aic_error error;
    p.inputs.discount_rate = 0.5;
    assert_status(aic_project_schedule(&p, NULL, 0, 0, NULL, &error), AIC_W_UNUSUAL);
    assert_string_equal(error.variable, "discount_rate");
}

TEST(choices)
{
    aic_project p = usual();
    p.mode = 3;
    refuse(&p, AIC_E_ARGUMENT, "", "mode");
    p.mode = -1;
    refuse(&p, AIC_E_ARGUMENT, "", "mode");
    p = usual();
    p.periods_per_year = 4;
    refuse(&p, AIC_E_ARGUMENT, "", "periods_per_year");
    p = usual();
    p.depreciation = 6;
    refuse(&p, AIC_E_ARGUMENT, "", "depreciation");
    p.depreciation = -1;
    refuse(&p, AIC_E_ARGUMENT, "", "depreciation");
    p = usual();
    p.repayment = 2;
    refuse(&p, AIC_E_ARGUMENT, "", "repayment");
    p.repayment = -1;
    refuse(&p, AIC_E_ARGUMENT, "", "repayment");
}

/* Each of these would be ignored beside the other, or needs it. */
TEST(times_are_whole_periods)
{
    aic_project p = usual();
    p.inputs.project_years = 5.5;
    refuse(&p, AIC_E_CONDITION, "project_years", "with 12 periods a year, whole months");
    p.periods_per_year = 12;
    p.inputs.project_years = 5.51;
    refuse(&p, AIC_E_CONDITION, "project_years", "must be whole months");
}

TEST(numbers_that_stand_against_each_other)
{
    const double shares[] = {0.5, 0.5}, path[] = {3, 2};
    const struct {
        const char *name;
        double value;
        const char *beside;
        double other;
        const char *named;
    } rules[] = {
        {"server_share_w", 1275, "pue", 1.2, "electricity_price_per_kwh"},
        {"server_share_w", 1275, "electricity_price_per_kwh", 0.1, "gpu_count"},
        {"rental_price_per_gpu_hour", 3.2, "pue", 1.2, "gpu_count"},
        {"debt_share", 0.5, "debt_years", 3, "interest_rate"},
        {"debt_share", 0.5, "interest_rate", 0.1, "debt_years"},
        {"life_years", 2.5, "pue", 1.2, "life_years"},
        {"project_years", 5.25, "pue", 1.2, "project_years"},
        {"project_years", 0.25, "pue", 1.2, "project_years"},
        {"construction_years", 0.5, "pue", 1.2, "construction_years"},
        {"construction_years", 5, "pue", 1.2, "construction_years"},
    };
    for (size_t i = 0; i < COUNT(rules); i++) {
        aic_project p = usual();
        aic_project_set(&p, rules[i].name, rules[i].value, NULL);
        aic_project_set(&p, rules[i].beside, rules[i].other, NULL);
        refuse(&p, AIC_E_CONDITION, rules[i].named, rules[i].named);
    }
    const char *const given[] = {"energy_mwh_per_year", "electricity_cost_per_year",
                                 "emissions_tco2e_per_year", "carbon_cost_per_year"};
    for (size_t i = 0; i < COUNT(given); i++) {
        aic_project p = usual();
        p.inputs.server_share_w = 1275;
        p.inputs.electricity_price_per_kwh = 0.1;
        aic_project_set(&p, given[i], 10, NULL);
        refuse(&p, AIC_E_CONDITION, given[i], "server_share_w");
    }
    aic_project p = usual();
    p.cluster_shares = shares;
    p.cluster_share_count = 2;
    p.inputs.construction_years = 1;
    refuse(&p, AIC_E_CONDITION, "construction_years", "cluster_shares");
    p = usual();
    p.price_path = path;
    p.price_path_count = 2;
    p.inputs.price_decline = 0.1;
    refuse(&p, AIC_E_CONDITION, "price_decline", "price_path");
    p.inputs.price_decline = 0;
    p.inputs.rental_price_per_gpu_hour = 2;
    refuse(&p, AIC_E_CONDITION, "rental_price_per_gpu_hour", "price_path");
}

TEST(depreciation_that_does_not_fit)
{
    aic_project p = usual();
    p.depreciation = AIC_MACRS;
    p.inputs.depreciation_years = 4;
    refuse(&p, AIC_E_CONDITION, "depreciation_years", "MACRS");
    p.inputs.depreciation_years = 5.5;
    refuse(&p, AIC_E_CONDITION, "depreciation_years", "MACRS");
    p.depreciation = AIC_SUM_OF_YEARS_DIGITS;
    refuse(&p, AIC_E_CONDITION, "depreciation_years", "whole");
}

TEST(debt_that_outlives_the_project)
{
    aic_project p = usual();
    p.inputs.debt_share = 0.5;
    p.inputs.interest_rate = 0.1;
    p.inputs.debt_years = 6;
    refuse(&p, AIC_E_CONDITION, "debt_years", "repaid");
    p.inputs.debt_years = 5.5;
    refuse(&p, AIC_E_CONDITION, "debt_years", "whole");
}

TEST(perpetuity_at_no_rate)
{
    aic_project p = usual();
    p.mode = AIC_PERPETUITY;
    p.inputs.discount_rate = 0;
    refuse(&p, AIC_E_CONDITION, "discount_rate", "for ever");
    p.inputs.discount_rate = 0.1;
    p.inputs.target_rate = 0;
    refuse(&p, AIC_E_CONDITION, "target_rate", "for ever");
}

static void refuse_shares(const double *shares, size_t count, int status, int row,
                          const char *says)
{
    aic_project p = usual();
    aic_error error;
    p.cluster_shares = shares;
    p.cluster_share_count = count;
    refuse(&p, status, row < 0 ? "" : "cluster_shares", says);
    aic_project_schedule(&p, NULL, 0, 0, NULL, &error);
    assert_int_equal(error.row, row);
    if (status == AIC_E_RANGE) {
        assert_bits(error.min, 0);
        assert_bits(error.max, 1);
    }
    p = usual();
    p.facility_shares = shares;
    p.facility_share_count = count;
    refuse(&p, status, row < 0 ? "" : "facility_shares", says);
}

TEST(arrays_are_judged)
{
    const double missing[] = {0.5, NAN}, negative[] = {1.5, -0.5}, short_[] = {0.5, 0.4},
                 late[] = {0.5, 0, 0, 0, 0, 0.5}, infinite[] = {INFINITY};
    refuse_shares(missing, 2, AIC_E_MISSING, 1, "no value");
    refuse_shares(negative, 2, AIC_E_RANGE, 0, "from 0 to 1");
    refuse_shares(infinite, 1, AIC_E_RANGE, 0, "from 0 to 1");
    refuse_shares(short_, 2, AIC_E_CONDITION, 1, "add up to 1");
    refuse_shares(late, 6, AIC_E_CONDITION, 5, "over by then");
    refuse_shares(late, 0, AIC_E_ARGUMENT, -1, "0 values");
    refuse_shares(NULL, 3, AIC_E_ARGUMENT, -1, "3 values");
    aic_project p = usual();
    p.utilization_ramp = negative;
    p.utilization_ramp_count = 2;
    refuse(&p, AIC_E_RANGE, "utilization_ramp", "utilization_ramp[0] is 1.5");
    p = usual();
    p.inputs.gpu_count = 1000;
    p.price_path = late;
    p.price_path_count = 2;
    refuse(&p, AIC_E_RANGE, "price_path", "price_path[1] is 0");
}

TEST(columns_and_rows)
{
    aic_project p = usual();
    aic_error error;
    double cash[7];
    double *columns[AIC_PROJECT_COLUMN_COUNT + 1] = {NULL};
    size_t rows = 0;
    columns[AIC_PROJECT_CASH] = cash;
    assert_status(aic_project_rows(&p, &rows, &error), AIC_OK);
    assert_int_equal(rows, 6);
    assert_status(aic_project_rows(&p, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_project_rows(NULL, &rows, &error), AIC_E_ARGUMENT);
    assert_status(
        aic_project_schedule(&p, columns, AIC_PROJECT_COLUMN_COUNT, 5, NULL, &error),
        AIC_E_ARGUMENT);
    assert_contains(error.message, "6 rows");
    assert_status(aic_project_schedule(&p, NULL, 3, 6, NULL, &error), AIC_E_ARGUMENT);
    cash[6] = 42; /* more room than rows is fine, and left alone */
    assert_status(
        aic_project_schedule(&p, columns, AIC_PROJECT_COLUMN_COUNT + 1, 7, NULL, &error),
        AIC_OK);
    assert_bits(cash[6], 42);
    assert_bits(cash[0], -1e6);
    columns[AIC_PROJECT_COLUMN_COUNT] = cash;
    assert_status(
        aic_project_schedule(&p, columns, AIC_PROJECT_COLUMN_COUNT + 1, 7, NULL, &error),
        AIC_E_VERSION);
}

/* Callers of other ages. */
TEST(sizes)
{
    struct {
        aic_project known;
        double later[4];
    } newer;
    aic_error error;
    aic_project p = usual();
    assert_status(aic_project_fill(NULL, sizeof p), AIC_E_ARGUMENT);
    assert_status(aic_project_fill(&p, 4), AIC_E_ARGUMENT);
    assert_status(aic_project_fill(&newer.known, sizeof newer), AIC_OK);
    for (size_t i = 0; i < 4; i++)
        assert_bits(newer.later[i], 0);
    newer.known.inputs.cluster_cost = 1e6;
    assert_true(aic_project_schedule(&newer.known, NULL, 0, 0, NULL, &error) >= 0);
    newer.later[2] = 1;
    assert_status(aic_project_schedule(&newer.known, NULL, 0, 0, NULL, &error),
                  AIC_E_VERSION);
    assert_status(aic_project_schedule(NULL, NULL, 0, 0, NULL, &error), AIC_E_ARGUMENT);
    p = usual();
    p.size = offsetof(aic_project, inputs) + sizeof(double);
    p.inputs.discount_rate = NAN; /* not looked at */
    assert_status(aic_project_schedule(&p, NULL, 0, 0, NULL, &error), AIC_W_NEVER);
    assert_status(aic_project_set(&p, "discount_rate", 0.1, &error), AIC_E_NAME);
    p.size = 8;
    assert_status(aic_project_schedule(&p, NULL, 0, 0, NULL, &error), AIC_E_ARGUMENT);
}

TEST(reports_of_every_size)
{
    aic_project p = usual();
    aic_error error;
    aic_project_report report = {.size = 0};
    assert_status(aic_project_schedule(&p, NULL, 0, 0, &report, &error), AIC_E_ARGUMENT);
    memset(&report, 0x55, sizeof report);
    double beyond = report.results.internal_rate_of_return;
    report.size = offsetof(aic_project_report, results) + sizeof(double);
    assert_status(aic_project_schedule(&p, NULL, 0, 0, &report, NULL), AIC_OK);
    assert_true(report.results.net_present_value > 0);
    assert_bits(report.results.internal_rate_of_return, beyond);
    struct {
        aic_project_report known;
        double later[2];
    } newer;
    memset(&newer, 0x55, sizeof newer);
    newer.known.size = sizeof newer;
    assert_status(aic_project_schedule(&p, NULL, 0, 0, &newer.known, &error), AIC_OK);
    assert_bits(newer.later[1], 0);
    assert_int_equal(newer.known.size, sizeof newer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_sound_and_those_of_the_models),
        cmocka_unit_test(names_are_set_and_suggested),
        cmocka_unit_test(every_number_is_judged),
        cmocka_unit_test(unusual_numbers_are_told),
        cmocka_unit_test(choices),
        cmocka_unit_test(times_are_whole_periods),
        cmocka_unit_test(numbers_that_stand_against_each_other),
        cmocka_unit_test(depreciation_that_does_not_fit),
        cmocka_unit_test(debt_that_outlives_the_project),
        cmocka_unit_test(perpetuity_at_no_rate),
        cmocka_unit_test(arrays_are_judged),
        cmocka_unit_test(columns_and_rows),
        cmocka_unit_test(sizes),
        cmocka_unit_test(reports_of_every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
