/* Whole schedules against those of tests/vectors/project.py, and the degenerate ones
 * against the models. */
#include "support.h"

#include "aicompute/project.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 2401, ARRAY = 64, ARRAYS = 4, LINE_MAX_LENGTH = 16384 };

static const char *const array_names[ARRAYS] = {"cluster_shares", "facility_shares",
                                                "utilization_ramp", "price_path"};

typedef struct {
    aic_project project;
    double arrays[ARRAYS][ARRAY];
    double values[AIC_PROJECT_COLUMN_COUNT][ROWS];
    double *columns[AIC_PROJECT_COLUMN_COUNT];
    size_t rows;
    aic_project_report report;
    char name[64];
} call;

static call c;

static void start(const char *name)
{
    memset(&c, 0x55, sizeof c);
    c.project = aic_project_defaults();
    c.report.size = sizeof c.report;
    for (size_t i = 0; i < AIC_PROJECT_COLUMN_COUNT; i++)
        c.columns[i] = c.values[i];
    snprintf(c.name, sizeof c.name, "%.63s", name);
}

static int run(void)
{
    aic_error error;
    int status = aic_project_rows(&c.project, &c.rows, &error);
    if (status < 0)
        fail_msg("%s: %s", c.name, error.message);
    assert_true(c.rows <= ROWS);
    status = aic_project_schedule(&c.project, c.columns, AIC_PROJECT_COLUMN_COUNT, c.rows,
                                  &c.report, &error);
    if (status < 0)
        fail_msg("%s: %s", c.name, error.message);
    return status;
}

static void set(const char *name, double value)
{
    aic_error error;
    if (aic_project_set(&c.project, name, value, &error) < 0)
        fail_msg("%s", error.message);
}

static double result_named(const char *name)
{
    const double *values = (const double *)(const void *)&c.report.results;
    for (size_t i = 0; aic_project_result(i); i++)
        if (strcmp(aic_project_result(i)->name, name) == 0)
            return values[i];
    fail_msg("no result is named %s", name);
    return NAN;
}

static size_t column_named(const char *name)
{
    for (size_t i = 0; aic_project_column(i); i++)
        if (strcmp(aic_project_column(i)->name, name) == 0)
            return i;
    fail_msg("no column is named %s", name);
    return 0;
}

static size_t read_numbers(char *text, double *numbers, size_t capacity)
{
    size_t count = 0;
    for (char *end;; text = end) {
        double value = strtod(text, &end);
        if (end == text)
            return count;
        assert_true(count < capacity);
        numbers[count++] = value;
    }
}

static void choose(const char *name, int value)
{
    if (strcmp(name, "mode") == 0)
        c.project.mode = value;
    else if (strcmp(name, "periods_per_year") == 0)
        c.project.periods_per_year = value;
    else if (strcmp(name, "depreciation") == 0)
        c.project.depreciation = value;
    else
        c.project.repayment = value;
}

static void give_array(const char *name, char *text)
{
    const double **pointers[] = {&c.project.cluster_shares, &c.project.facility_shares,
                                 &c.project.utilization_ramp, &c.project.price_path};
    size_t *counts[] = {&c.project.cluster_share_count, &c.project.facility_share_count,
                        &c.project.utilization_ramp_count, &c.project.price_path_count};
    for (size_t i = 0; i < ARRAYS; i++)
        if (strcmp(array_names[i], name) == 0) {
            *counts[i] = read_numbers(text, c.arrays[i], ARRAY);
            *pointers[i] = c.arrays[i];
        }
}

/* A share of the largest money that flows, or of the number itself. */
static void compare(const char *what, double actual, double expected, double scale)
{
    if (isnan(expected) || isinf(expected)) {
        if (!(isnan(expected) ? isnan(actual) : actual == expected))
            fail_msg("%s: %s is %.17g, not %g", c.name, what, actual, expected);
    } else if (!(fabs(actual - expected) <= 1e-12 * fmax(fabs(expected), scale))) {
        fail_msg("%s: %s is %.17g, not %.17g", c.name, what, actual, expected);
    }
}

static bool is_money(const aic_variable *row)
{
    return strcmp(row->unit, "cur") == 0;
}

static double capital_of(void)
{
    return c.project.inputs.cluster_cost + c.project.inputs.facility_cost;
}

static void check_column(const char *name, char *text)
{
    static double expected[ROWS];
    size_t column = column_named(name);
    assert_int_equal(read_numbers(text, expected, ROWS), c.rows);
    double scale = is_money(aic_project_column(column)) ? capital_of() : 0;
    for (size_t t = 0; t < c.rows; t++) {
        char what[96];
        snprintf(what, sizeof what, "%s[%zu]", name, t);
        compare(what, c.values[column][t], expected[t], scale);
    }
}

static void check_result(const char *name, char *text)
{
    for (size_t i = 0; aic_project_result(i); i++)
        if (strcmp(aic_project_result(i)->name, name) == 0)
            compare(name, result_named(name), strtod(text, NULL),
                    is_money(aic_project_result(i)) ? capital_of() : 1);
}

static void take_line(char *line, bool *ran, int *cases)
{
    char kind[16] = "", name[64] = "";
    int length = 0;
    line[strcspn(line, "\n")] = '\0';
    sscanf(line, "%15s %63s%n", kind, name, &length);
    char *rest = line + length;
    if (strcmp(kind, "case") == 0) {
        start(line + 5);
        *ran = false;
        ++*cases;
    } else if (strcmp(kind, "set") == 0) {
        set(name, strtod(rest, NULL));
    } else if (strcmp(kind, "choose") == 0) {
        choose(name, atoi(rest));
    } else if (strcmp(kind, "array") == 0) {
        give_array(name, rest);
    } else if (!*ran) {
        run();
        *ran = true;
    }
    if (strcmp(kind, "column") == 0)
        check_column(name, rest);
    if (strcmp(kind, "result") == 0)
        check_result(name, rest);
}

TEST(vectors)
{
    static char line[LINE_MAX_LENGTH];
    const char *path = VECTORS_DIR "/projects.txt";
    FILE *file = fopen(path, "r");
    if (!file)
        fail_msg("%s: %s", path, strerror(errno));
    bool ran = false;
    int cases = 0;
    while (fgets(line, sizeof line, file)) {
        assert_non_null(strchr(line, '\n'));
        take_line(line, &ran, &cases);
    }
    fclose(file);
    assert_true(cases >= 20);
}

static void start_cluster(void)
{
    start("cluster");
    set("cluster_cost", 60741);
    set("gpu_count", 1);
    set("utilization", 0.7);
    set("server_share_w", 1275);
    set("pue", 1.25);
    set("electricity_price_per_kwh", 0.0826);
}

/* One fleet, bought at once, that lives as long as the project: the level cost of its
 * hours is that of the model, and so is the price that breaks even. */
TEST(degenerate_case_is_the_levelized_cost)
{
    uint64_t seed = 40;
    for (int i = 0; i < 300; i++) {
        aic_levelized_compute_cost_inputs in = aic_levelized_compute_cost_defaults();
        aic_levelized_compute_cost_results cost;
        start_cluster();
        double years = 1 + (double)(random_bits(&seed) % 12);
        double residual = random_between(&seed, 0, 0.5);
        double used = random_between(&seed, 0.1, 1), rate = random_between(&seed, 0, 0.3);
        in.capex_per_gpu = 60741;
        in.server_share_w = 1275;
        in.pue = 1.25;
        in.electricity_price_per_kwh = 0.0826;
        in.grid_gco2e_per_kwh = 370;
        in.carbon_price_per_t = 100;
        in.life_years = years;
        in.residual_fraction = residual;
        in.utilization = used;
        in.discount_rate = rate;
        assert_true(aic_levelized_compute_cost(&in, &cost, NULL) >= 0);
        set("grid_gco2e_per_kwh", 370);
        set("carbon_price_per_t", 100);
        set("life_years", years);
        set("project_years", years);
        set("resale_fraction", residual);
        set("utilization", used);
        set("discount_rate", rate);
        run();
        assert_near(c.report.results.cost_per_gpu_hour, cost.cost_per_gpu_hour, 1e-12);
        assert_near(c.report.results.minimum_price_per_gpu_hour, cost.cost_per_gpu_hour,
                    1e-12);
    }
}

TEST(published_levelized_costs)
{
    const double cases[][4] = {{3, 0.30, 0.70, 3.602834},  {4, 0.20, 0.70, 3.203509},
                               {5, 0.125, 0.70, 2.906813}, {6, 0.10, 0.70, 2.634398},
                               {5, 0.125, 0.40, 5.042493}, {5, 0.125, 0.95, 2.157452}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        start_cluster();
        set("life_years", cases[i][0]);
        set("project_years", cases[i][0]);
        set("resale_fraction", cases[i][1]);
        set("utilization", cases[i][2]);
        run();
        assert_near(c.report.results.cost_per_gpu_hour, cases[i][3], 2.5e-7);
    }
}

/* By the month, what costs are paid comes sooner than the end of the year. */
TEST(months_cost_less_than_years)
{
    start_cluster();
    set("resale_fraction", 0.125);
    run();
    double yearly = c.report.results.cost_per_gpu_hour;
    c.project.periods_per_year = 12;
    run();
    assert_int_equal(c.rows, 61);
    assert_true(c.report.results.cost_per_gpu_hour < yearly);
    assert_true(c.report.results.cost_per_gpu_hour > 0.95 * yearly);
}

/* As project_payback has it: 1000, 300 a year, 10 %, 5 years. */
TEST(agrees_with_project_payback)
{
    start("1000");
    set("cluster_cost", 1000);
    set("fixed_opex_share", 0);
    set("resale_fraction", 0);
    set("other_revenue_per_year", 300);
    run();
    const aic_project_results *made = &c.report.results;
    assert_near(made->payback_years, 10.0 / 3, 1e-14);
    assert_near(made->discounted_payback_years, 4.263267, 2e-7);
    assert_near(made->net_present_value, 137.236031, 5e-9);
    assert_near(made->internal_rate_of_return, 0.152382371, 3e-9);
    assert_int_equal(c.report.irr_status, AIC_OK);
    assert_true(isnan(made->cost_per_gpu_hour));
    assert_true(isnan(made->minimum_price_per_gpu_hour));
    assert_true(isnan(made->minimum_utilization));
    assert_true(isnan(made->least_debt_cover));
}

static double revenue_for(int mode, double life, double years)
{
    start("650 billion");
    c.project.mode = mode;
    set("cluster_cost", 5.1e12);
    set("fixed_opex_share", 0);
    set("resale_fraction", 0);
    set("life_years", life);
    set("project_years", years);
    set("other_revenue_per_year", 650e9);
    run();
    return c.report.results.required_revenue_per_year;
}

/* For ever, once, and again and again: claim B5. */
TEST(three_modes_of_the_650_billion)
{
    assert_near(revenue_for(AIC_PERPETUITY, 5, 5), 510e9, 1e-13);
    assert_near(c.report.results.internal_rate_of_return, 65.0 / 510, 1e-13);
    assert_near(c.report.results.payback_years, 5.1e12 / 650e9, 1e-13);
    const double lives[][2] = {
        {3, 2050.785e9}, {5, 1345.367e9}, {6, 1170.998e9}, {10, 830.002e9}};
    for (size_t i = 0; i < COUNT(lives); i++) {
        double life = lives[i][0];
        assert_near(revenue_for(AIC_FINITE_LIFE, life, life), lives[i][1], 7e-7);
        assert_near(revenue_for(AIC_REPLACEMENT, life, 3 * life), lives[i][1], 7e-7);
        assert_near(c.report.results.maximum_exposure,
                    5.1e12 + 2 * fmax(0, 5.1e12 - life * 650e9), 1e-13);
    }
    assert_true(revenue_for(AIC_FINITE_LIFE, 16, 16) > 650e9);
    assert_true(revenue_for(AIC_FINITE_LIFE, 17, 17) < 650e9);
}

/* A payback that the first replacement takes back: the first is not the last. */
TEST(first_and_final_payback)
{
    start("refresh");
    c.project.mode = AIC_REPLACEMENT;
    set("cluster_cost", 1000);
    set("fixed_opex_share", 0);
    set("resale_fraction", 0);
    set("life_years", 4);
    set("project_years", 8);
    set("other_revenue_per_year", 300);
    run();
    /* 0: -1000, 3: -100, 4: 200 - 1000 = -800, 6: -200, 7: 100, 8: 400 */
    assert_near(c.report.results.final_payback_years, 6 + 2.0 / 3, 1e-14);
    set("other_revenue_per_year", 400);
    run();
    /* 2: -200, 3: 200, 4: 600 - 1000 = -400, 5: 0 */
    assert_near(c.report.results.payback_years, 2.5, 1e-14);
    assert_near(c.report.results.final_payback_years, 5, 1e-14);
}

/* Draws of 50 and 50, 10 % on the first while the second is built: 105 to repay. */
TEST(interest_during_construction_by_hand)
{
    const double shares[] = {0.5, 0.5};
    start("construction");
    c.project.cluster_shares = shares;
    c.project.cluster_share_count = 2;
    set("cluster_cost", 200);
    set("fixed_opex_share", 0);
    set("resale_fraction", 0);
    set("life_years", 3);
    set("project_years", 4);
    set("other_revenue_per_year", 100);
    set("debt_share", 0.5);
    set("interest_rate", 0.1);
    set("debt_years", 1);
    run();
    assert_near(c.values[AIC_PROJECT_DEBT][0], 50, 1e-15);
    assert_near(c.values[AIC_PROJECT_INTEREST][1], 5, 1e-14);
    assert_near(c.values[AIC_PROJECT_DEBT][1], 105, 1e-14);
    assert_near(c.values[AIC_PROJECT_DEBT_SERVICE][2], 115.5, 1e-14);
    assert_bits(c.values[AIC_PROJECT_DEBT][2], 0);
    assert_near(c.values[AIC_PROJECT_EQUITY_CASH][0], -50, 1e-14);
    /* Half the fleet works in period 1, all in 2 and 3, the second half alone in 4. */
    assert_near(c.values[AIC_PROJECT_CASH][1], 50 - 100, 1e-14);
    assert_near(c.values[AIC_PROJECT_EQUITY_CASH][1], 50 - 100 + 50, 1e-14);
    assert_near(c.values[AIC_PROJECT_EQUITY_CASH][2], 100 - 115.5, 1e-13);
    assert_near(c.values[AIC_PROJECT_CASH][4], 50, 1e-14);
    assert_near(c.report.results.least_debt_cover, 100 / 115.5, 1e-14);
}

/* A loss of 100 cancels 80 % of each income at most: 40 of 50, then 60 of 100. */
TEST(losses_carried_forward_by_hand)
{
    const double prices[] = {1, 2, 2, 2};
    start("losses");
    c.project.price_path = prices;
    c.project.price_path_count = COUNT(prices);
    set("cluster_cost", 800);
    set("fixed_opex_share", 0);
    set("resale_fraction", 0);
    set("gpu_count", 200.0 / 8760);
    set("availability", 1);
    set("life_years", 4);
    set("project_years", 4);
    set("depreciation_years", 4);
    set("other_opex_per_year", 100);
    set("tax_rate", 0.25);
    set("loss_offset_share", 0.8);
    run();
    /* Income: 200 - 100 - 200 = -100, then 100 each year. */
    assert_near(c.values[AIC_PROJECT_TAXABLE][1], -100, 1e-12);
    assert_near(c.values[AIC_PROJECT_LOSS_CARRIED][1], 100, 1e-12);
    assert_near(c.values[AIC_PROJECT_TAX][2], 0.25 * 20, 1e-12);
    assert_near(c.values[AIC_PROJECT_LOSS_CARRIED][2], 20, 1e-11);
    assert_near(c.values[AIC_PROJECT_TAX][3], 0.25 * 80, 1e-12);
    assert_near(c.values[AIC_PROJECT_TAX][4], 25, 1e-12);
}

/* What is written off and what a sale is taxed for come to the whole cost. */
TEST(accounts_balance)
{
    for (int method = AIC_STRAIGHT_LINE; method <= AIC_NO_DEPRECIATION; method++)
        for (int mode = AIC_FINITE_LIFE; mode <= AIC_REPLACEMENT; mode++) {
            start_cluster();
            c.project.depreciation = method;
            c.project.mode = mode;
            set("facility_cost", 10000);
            set("facility_residual_fraction", 0.4);
            set("life_years", 3);
            set("project_years", 8);
            set("rental_price_per_gpu_hour", 3);
            run();
            double spent = 0, income = 0, cash = 0;
            for (size_t t = 0; t < c.rows; t++) {
                spent += c.values[AIC_PROJECT_CAPITAL][t];
                income += c.values[AIC_PROJECT_TAXABLE][t];
                cash += c.values[AIC_PROJECT_CASH][t];
            }
            assert_near(income, cash, 1e-12 * spent / fabs(cash));
            assert_true(fabs(c.values[AIC_PROJECT_BOOK_VALUE][8]) < 1e-9);
        }
}

/* At what breaks even the net present value is nothing. */
TEST(break_even_is_worth_nothing)
{
    start_cluster();
    set("cluster_cost", 60741);
    set("tax_rate", 0.25);
    set("price_decline", 0.15);
    set("rental_price_per_gpu_hour", 5);
    run();
    double price = c.report.results.minimum_price_per_gpu_hour;
    double used = c.report.results.minimum_utilization;
    double revenue = c.report.results.required_revenue_per_year;
    assert_true(price > c.report.results.cost_per_gpu_hour);
    set("rental_price_per_gpu_hour", price);
    run();
    assert_true(fabs(c.report.results.net_present_value) < 1e-10 * 60741);
    set("rental_price_per_gpu_hour", 5);
    set("utilization", used);
    run();
    assert_true(fabs(c.report.results.net_present_value) < 1e-10 * 60741);
    set("utilization", 0.7);
    set("rental_price_per_gpu_hour", 0);
    set("other_revenue_per_year", revenue);
    run();
    assert_true(fabs(c.report.results.net_present_value) < 1e-10 * 60741);
}

TEST(goal_seeks_at_their_ends)
{
    start_cluster();
    set("other_revenue_per_year", 1e6); /* pays for all */
    run();
    assert_bits(c.report.results.minimum_price_per_gpu_hour, 0);
    assert_bits(c.report.results.minimum_utilization, 0);
    start_cluster();
    set("rental_price_per_gpu_hour", 0.01); /* less than the electricity */
    run();
    assert_bits(c.report.results.minimum_utilization, INFINITY);
    start_cluster();
    set("availability", 0); /* sells nothing */
    assert_status(run(), AIC_W_UNUSUAL);
    assert_true(isnan(c.report.results.minimum_price_per_gpu_hour));
    start("nothing");
    set("cluster_cost", 0);
    run();
    assert_bits(c.report.results.required_revenue_per_year, 0);
    assert_int_equal(c.report.irr_status, AIC_E_TOO_FEW_FLOWS);
}

/* 10 out, 1 in, 0.1 out for ever: -10 + 11*v - 1.1*v^2 has roots at rates below 0, where
 * what lasts for ever has no worth. */
TEST(perpetuity_without_a_return)
{
    const double prices[] = {1.1, 1e-9};
    start("for ever at a loss");
    c.project.mode = AIC_PERPETUITY;
    c.project.price_path = prices;
    c.project.price_path_count = COUNT(prices);
    set("cluster_cost", 10);
    set("fixed_opex_share", 0);
    set("gpu_count", 1.0 / 8760);
    set("availability", 1);
    set("other_opex_per_year", 0.1);
    set("project_years", 2);
    run();
    assert_near(c.values[AIC_PROJECT_CASH][1], 1, 1e-12);
    assert_int_equal(c.report.irr_status, AIC_E_NO_ROOT);
    assert_true(isnan(c.report.results.internal_rate_of_return));
}

/* Shares of nothing may go on after the end. */
TEST(shares_of_nothing)
{
    const double shares[] = {1, 0, 0, 0, 0, 0, 0, 0};
    start_cluster();
    set("facility_cost", 10000);
    set("project_years", 5);
    run();
    double worth = c.report.results.net_present_value;
    c.project.cluster_shares = c.project.facility_shares = shares;
    c.project.cluster_share_count = c.project.facility_share_count = COUNT(shares);
    run();
    assert_bits(c.report.results.net_present_value, worth);
}

TEST(perpetuity_that_pays_back_after_its_rows)
{
    start("for ever");
    c.project.mode = AIC_PERPETUITY;
    set("cluster_cost", 1000);
    set("fixed_opex_share", 0);
    set("other_revenue_per_year", 110);
    set("project_years", 2);
    run();
    assert_near(c.report.results.payback_years, 1000.0 / 110, 1e-14);
    assert_near(c.report.results.internal_rate_of_return, 0.11, 1e-13);
    assert_near(c.report.results.net_present_value, 100, 1e-12);
    /* 110*(1 - 1.1^-n)/0.1 = 1000: n = 25.16; within the year on the line. */
    double before = 1100 * (1 - pow(1.1, -25)), flow = 110 * pow(1.1, -26);
    assert_near(c.report.results.discounted_payback_years, 25 + (1000 - before) / flow,
                1e-12);
    set("project_years", 3);
    set("cluster_cost", 1e6);
    set("other_revenue_per_year", 99e3);
    assert_status(run(), AIC_W_NEVER);
    assert_bits(c.report.results.discounted_payback_years, INFINITY);
    set("other_revenue_per_year", 0);
    run();
    assert_bits(c.report.results.payback_years, INFINITY);
    assert_bits(c.report.results.internal_rate_of_return, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors),
        cmocka_unit_test(degenerate_case_is_the_levelized_cost),
        cmocka_unit_test(published_levelized_costs),
        cmocka_unit_test(months_cost_less_than_years),
        cmocka_unit_test(agrees_with_project_payback),
        cmocka_unit_test(three_modes_of_the_650_billion),
        cmocka_unit_test(first_and_final_payback),
        cmocka_unit_test(interest_during_construction_by_hand),
        cmocka_unit_test(losses_carried_forward_by_hand),
        cmocka_unit_test(accounts_balance),
        cmocka_unit_test(break_even_is_worth_nothing),
        cmocka_unit_test(goal_seeks_at_their_ends),
        cmocka_unit_test(perpetuity_without_a_return),
        cmocka_unit_test(shares_of_nothing),
        cmocka_unit_test(perpetuity_that_pays_back_after_its_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
