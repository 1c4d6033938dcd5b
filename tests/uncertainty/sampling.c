/* Plans of samples: what they draw, how inputs go together, what is refused. */
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS_MAX = 64 };

/* A model with the distributions of its inputs, and one wanted result. */
typedef struct {
    const aic_model *model;
    aic_distribution inputs[INPUTS_MAX];
    size_t result;
    aic_sampling_options options;
    aic_sampling *plan;
    aic_error error;
} draft;

static draft electricity(uint64_t count)
{
    draft d = {.model = model_named("electricity_cost"),
               .options = {.size = sizeof d.options, .count = count, .seed = 1}};
    for (size_t k = 0; k < aic_model_input_count(d.model); k++)
        if (isnan(aic_model_input(d.model, k)->value))
            assert_status(aic_distribution_constant(1, &d.inputs[k], NULL), AIC_OK);
    return d;
}

static aic_distribution *input_named(draft *d, const char *name)
{
    return &d->inputs[input_of(d->model, name)];
}

static int plan_with(draft *d, aic_error *error)
{
    return aic_sampling_create(d->model, d->inputs, aic_model_input_count(d->model),
                               &d->result, 1, &d->options, &d->plan, error);
}

static int plan(draft *d)
{
    return plan_with(d, &d->error);
}

/* Samples of one input. */
static void draw(const draft *d, const char *name, uint64_t first, size_t count,
                 double *values)
{
    double *inputs[INPUTS_MAX] = {NULL};
    inputs[input_of(d->model, name)] = values;
    assert_status(aic_sample_rows(d->plan, first, count, inputs,
                                  aic_model_input_count(d->model), NULL, 0, NULL),
                  AIC_OK);
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

enum { ROWS = 20000 };

enum { STEP = 200 }; /* a fraction takes a table, for some families */

/* The greatest distance between the samples' steps and the fraction below, at every
 * STEP-th of them. */
static double distance_of(const aic_distribution *d, double *samples)
{
    double greatest = 0;
    qsort(samples, ROWS, sizeof *samples, compare);
    for (int i = 0; i < ROWS; i += STEP) {
        double fraction;
        assert_status(aic_distribution_fraction(d, samples[i], &fraction, NULL), AIC_OK);
        double above = (i + 1.0) / ROWS - fraction, below = fraction - (double)i / ROWS;
        greatest = above > greatest ? above : below > greatest ? below : greatest;
    }
    return greatest;
}

static const double listed[] = {3, -1, 4, 1, 5, 9, 2, 6},
                    weights[] = {1, 2, 1, 2, 1, 1, 1, 3};

static void every_family(aic_distribution made[10])
{
    aic_distribution_uniform(-3, 8, &made[0], NULL);
    aic_distribution_log_uniform(0.03, 400, &made[1], NULL);
    aic_distribution_normal(5, 40, &made[2], NULL);
    aic_distribution_log_normal(2, 1.8, &made[3], NULL);
    aic_distribution_triangular(1.1, 1.25, 1.6, &made[4], NULL);
    aic_distribution_pert(0, 1, 9, &made[5], NULL);
    aic_distribution_beta(0.5, 2, -1, 1, &made[6], NULL);
    aic_distribution_empirical(listed, weights, COUNT(listed), &made[7], NULL);
    aic_distribution_normal(5, 40, &made[8], NULL);
    aic_distribution_truncate(0, 60, &made[8], NULL);
    aic_distribution_log_normal(2, 1.8, &made[9], NULL);
    aic_distribution_truncate(1, 3, &made[9], NULL);
}

/* Kolmogorov and Smirnov: 1.95/sqrt(n) is passed once in 1,000, and these seeds do not.
 */
TEST(samples_follow_their_distributions)
{
    static double samples[ROWS];
    aic_distribution families[10];
    every_family(families);
    for (int method = AIC_RANDOM; method <= AIC_SOBOL_UNSCRAMBLED; method++)
        for (size_t k = 0; k < COUNT(families); k++) {
            draft d = electricity(ROWS);
            d.options.method = method;
            *input_named(&d, "electricity_price_per_kwh") = families[k];
            assert_status(plan(&d), AIC_OK);
            draw(&d, "electricity_price_per_kwh", 0, ROWS, samples);
            double distance = distance_of(&families[k], samples);
            if (distance > 1.95 / sqrt(ROWS))
                fail_msg("method %d, family %zu: distance %g", method, k, distance);
            aic_sampling_free(d.plan);
        }
}

/* Choices as often as their weights say: 5 standard deviations. */
TEST(choices_by_weight)
{
    static double samples[ROWS];
    draft d = electricity(ROWS);
    assert_status(aic_distribution_choices(listed, weights, COUNT(listed),
                                           input_named(&d, "electricity_price_per_kwh"),
                                           NULL),
                  AIC_OK);
    assert_status(plan(&d), AIC_OK);
    draw(&d, "electricity_price_per_kwh", 0, ROWS, samples);
    for (size_t k = 0; k < COUNT(listed); k++) {
        double p = weights[k] / 12, count = 0;
        for (int i = 0; i < ROWS; i++)
            count += samples[i] == listed[k];
        assert_within(count / ROWS, p, 5 * sqrt(p * (1 - p) / ROWS));
    }
    aic_sampling_free(d.plan);
}

/* Ranks by sorting, which no two samples of these families share. */
static void to_ranks(double *values)
{
    static double sorted[ROWS];
    memcpy(sorted, values, sizeof sorted);
    qsort(sorted, ROWS, sizeof *sorted, compare);
    for (int i = 0; i < ROWS; i++) {
        double *place = bsearch(&values[i], sorted, ROWS, sizeof *sorted, compare);
        values[i] = (double)(place - sorted);
    }
}

static double rank_correlation(const draft *d, const char *one, const char *other)
{
    static double x[ROWS], y[ROWS];
    double products = 0, squares = 0, mean = (ROWS - 1) / 2.0;
    draw(d, one, 0, ROWS, x);
    draw(d, other, 0, ROWS, y);
    to_ranks(x);
    to_ranks(y);
    for (int i = 0; i < ROWS; i++) {
        products += (x[i] - mean) * (y[i] - mean);
        squares += (x[i] - mean) * (x[i] - mean);
    }
    return products / squares;
}

/* Whatever the families: ranks correlate as asked, pairs not named not at all. */
TEST(ranks_correlate)
{
    static const double wanted[] = {-0.9, -0.3, 0, 0.5, 0.95};
    for (size_t i = 0; i < COUNT(wanted); i++) {
        draft d = electricity(ROWS);
        size_t energy = input_of(d.model, "energy_mwh_per_year");
        size_t price = input_of(d.model, "electricity_price_per_kwh");
        aic_distribution_log_normal(1e5, 3, &d.inputs[energy], NULL);
        aic_distribution_triangular(1, 2, 30, &d.inputs[price], NULL);
        aic_distribution_uniform(0, 9, input_named(&d, "demand_charge_per_kw_month"),
                                 NULL);
        aic_rank_correlation pair = {price, energy, wanted[i]};
        d.options.correlations = &pair;
        d.options.correlation_count = 1;
        assert_status(plan(&d), AIC_OK);
        assert_within(
            rank_correlation(&d, "energy_mwh_per_year", "electricity_price_per_kwh"),
            wanted[i], 4 / sqrt(ROWS));
        assert_within(
            rank_correlation(&d, "energy_mwh_per_year", "demand_charge_per_kw_month"), 0,
            4 / sqrt(ROWS));
        aic_sampling_free(d.plan);
    }
}

/* An input that is in several pairs, on either side of them. */
TEST(three_go_together)
{
    static const char *const names[] = {
        "energy_mwh_per_year", "electricity_price_per_kwh", "demand_charge_per_kw_month"};
    draft d = electricity(ROWS);
    aic_rank_correlation pairs[] = {{.value = 0.5}, {.value = -0.6}};
    for (size_t k = 0; k < COUNT(names); k++)
        aic_distribution_uniform(0, 9, input_named(&d, names[k]), NULL);
    pairs[0].first = pairs[1].second = input_of(d.model, names[0]);
    pairs[0].second = input_of(d.model, names[1]);
    pairs[1].first = input_of(d.model, names[2]);
    d.options.correlations = pairs;
    d.options.correlation_count = 2;
    assert_status(plan(&d), AIC_OK);
    assert_within(rank_correlation(&d, names[0], names[1]), 0.5, 4 / sqrt(ROWS));
    assert_within(rank_correlation(&d, names[0], names[2]), -0.6, 4 / sqrt(ROWS));
    assert_within(rank_correlation(&d, names[1], names[2]), 0, 4 / sqrt(ROWS));
    aic_sampling_free(d.plan);
}

/* The first Sobol' point is 2^-33 in every coordinate, a deviate of -6.23; the sum of two
 * of them over sqrt(2), of either sign, is beyond what samples reach: 2^-53, and as far
 * from 1. Ranks of 6/pi*asin(0.7068/2) correlate as normal variables of 0.7068 do. */
TEST(beyond_the_last_deviate)
{
    static const char *const names[] = {
        "energy_mwh_per_year", "electricity_price_per_kwh", "demand_charge_per_kw_month"};
    for (int sign = -1; sign <= 1; sign += 2) {
        draft d = electricity(1);
        double value;
        aic_rank_correlation pairs[] = {{.value = sign * 0.69}, {.value = sign * 0.69}};
        for (size_t k = 0; k < COUNT(names); k++)
            aic_distribution_uniform(0, 1, input_named(&d, names[k]), NULL);
        pairs[0].first = input_of(d.model, names[0]);
        pairs[1].first = input_of(d.model, names[1]);
        pairs[0].second = pairs[1].second = input_of(d.model, names[2]);
        d.options.method = AIC_SOBOL_UNSCRAMBLED;
        d.options.correlations = pairs;
        d.options.correlation_count = 2;
        assert_status(plan(&d), AIC_OK);
        draw(&d, names[2], 0, 1, &value);
        assert_bits(value, sign > 0 ? 0x1p-53 : 1 - 0x1p-53);
        aic_sampling_free(d.plan);
    }
}

TEST(correlations_refused)
{
    draft d = electricity(100);
    size_t energy = input_of(d.model, "energy_mwh_per_year");
    size_t price = input_of(d.model, "electricity_price_per_kwh");
    size_t charge = input_of(d.model, "demand_charge_per_kw_month");
    size_t power = input_of(d.model, "facility_power_mw");
    aic_distribution_uniform(0, 1, &d.inputs[energy], NULL);
    aic_distribution_uniform(0, 1, &d.inputs[price], NULL);
    aic_distribution_uniform(0, 1, &d.inputs[charge], NULL);
    const aic_rank_correlation impossible[] = {
        {energy, price, 0.9}, {price, charge, 0.9}, {energy, charge, -0.9}};
    const aic_rank_correlation first[] = {
        {energy, charge, 0.9}, {energy, price, 0.9}, {price, charge, -0.5}};
    const aic_rank_correlation twice[] = {{energy, price, 0.5}, {price, energy, 0.5}};
    const aic_rank_correlation again[] = {{energy, price, 0.5}, {energy, price, 0.6}};
    const aic_rank_correlation same[] = {{energy, energy, 0.5}};
    const aic_rank_correlation one[] = {{energy, price, 1}};
    const aic_rank_correlation missing[] = {{energy, price, NAN}};
    const aic_rank_correlation constant[] = {{energy, power, 0.5}};
    const aic_rank_correlation beyond[] = {{energy, 99, 0.5}}, far[] = {{77, price, 0.5}};
    const struct {
        const aic_rank_correlation *pairs;
        size_t count;
        const char *said;
    } cases[] = {{impossible, 3, "positive definite"},
                 {first, 3, "demand_charge_per_kw_month with energy_mwh_per_year, 0.9"},
                 {twice, 2, "electricity_price_per_kwh"},
                 {again, 2, "0.6, was given before"},
                 {same, 1, "energy_mwh_per_year"},
                 {one, 1, "correlation"},
                 {missing, 1, "correlation"},
                 {constant, 1, "facility_power_mw"},
                 {beyond, 1, "99"},
                 {far, 1, "77"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        d.options.correlations = cases[i].pairs;
        d.options.correlation_count = cases[i].count;
        assert_status(plan(&d), AIC_E_ARGUMENT);
        assert_contains(d.error.message, cases[i].said);
        assert_null(d.plan);
    }
    d.options.correlations = impossible;
    d.options.correlation_count = 3;
    assert_status(plan_with(&d, NULL), AIC_E_ARGUMENT);
    d.options.correlations = NULL;
    assert_status(plan(&d), AIC_E_ARGUMENT);
}

/* Says which fraction is outside: P(z < -2) from mpmath. */
TEST(hard_range)
{
    draft d = electricity(100);
    aic_distribution_normal(100, 50, input_named(&d, "facility_power_mw"), NULL);
    assert_status(plan(&d), AIC_E_RANGE);
    assert_contains(d.error.message, "facility_power_mw");
    assert_contains(d.error.message, "0.0228");
    assert_near(d.error.value, 0.022750131948179207, 1e-12);
    assert_string_equal(d.error.variable, "facility_power_mw");
    assert_status(plan_with(&d, NULL), AIC_E_RANGE);
    assert_status(aic_distribution_truncate(0, INFINITY,
                                            input_named(&d, "facility_power_mw"), NULL),
                  AIC_OK);
    assert_status(plan(&d), AIC_OK);
    aic_sampling_free(d.plan);
    aic_distribution_uniform(0, 4e18, input_named(&d, "facility_power_mw"), NULL);
    assert_status(plan(&d), AIC_E_RANGE);
    assert_near(d.error.value, 0.75, 1e-12);
    aic_distribution_constant(-1, input_named(&d, "facility_power_mw"), NULL);
    assert_status(plan(&d), AIC_E_RANGE);
    assert_contains(d.error.message, "facility_power_mw");
}

TEST(counts)
{
    static const struct {
        uint64_t count;
        int32_t method;
        int status;
    } cases[] = {{0, AIC_RANDOM, AIC_E_ARGUMENT},
                 {(uint64_t)1 << 63, AIC_RANDOM, AIC_E_ARGUMENT},
                 {UINT64_MAX, AIC_LATIN_HYPERCUBE, AIC_E_ARGUMENT},
                 {((uint64_t)1 << 48) + 1, AIC_RANDOM, AIC_E_ARGUMENT},
                 {(uint64_t)1 << 48, AIC_LATIN_HYPERCUBE, AIC_OK},
                 {((uint64_t)1 << 32) + 1, AIC_SOBOL, AIC_E_ARGUMENT},
                 {(uint64_t)1 << 32, AIC_SOBOL, AIC_OK},
                 {5, 4, AIC_E_ARGUMENT},
                 {5, -1, AIC_E_ARGUMENT}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        draft d = electricity(cases[i].count);
        d.options.method = cases[i].method;
        aic_distribution_uniform(0, 1, input_named(&d, "energy_mwh_per_year"), NULL);
        assert_status(plan(&d), cases[i].status);
        double value;
        if (d.plan)
            draw(&d, "energy_mwh_per_year", cases[i].count - 1, 1, &value);
        aic_sampling_free(d.plan);
    }
}

TEST(refusals)
{
    draft d = electricity(10);
    size_t price = input_of(d.model, "electricity_price_per_kwh");
    d.inputs[price] = (aic_distribution){.family = AIC_AS_DEFAULT};
    assert_status(plan(&d), AIC_E_MISSING);
    assert_contains(d.error.message, "electricity_price_per_kwh");
    d.inputs[price] = (aic_distribution){.family = AIC_UNIFORM, .parameters = {2, 1}};
    d.inputs[price].max = 1;
    assert_status(plan(&d), AIC_E_ARGUMENT);
    assert_contains(d.error.message, "electricity_price_per_kwh: uniform: high is 1");
    assert_status(plan_with(&d, NULL), AIC_E_ARGUMENT);
    d.inputs[price] = (aic_distribution){.family = -3};
    assert_status(plan(&d), AIC_E_ARGUMENT);
    d = electricity(10);
    d.options.quantile_bits = 17;
    assert_status(plan(&d), AIC_E_ARGUMENT);
    assert_contains(d.error.message, "from 4 to 16");
    d.options.quantile_bits = 3;
    assert_status(plan(&d), AIC_E_ARGUMENT);
    assert_contains(d.error.message, "quantile_bits is 3");
    d = electricity(10);
    d.options.size = 3;
    assert_status(plan(&d), AIC_E_ARGUMENT);
    d = electricity(10);
    d.result = 7;
    assert_status(plan(&d), AIC_E_ARGUMENT);
    assert_contains(d.error.message, "result 7");
}

TEST(arguments)
{
    draft d = electricity(10);
    size_t n = aic_model_input_count(d.model), twice[] = {0, 0};
    aic_sampling *made = NULL;
    assert_status(
        aic_sampling_create(NULL, d.inputs, n, twice, 1, &d.options, &made, NULL),
        AIC_E_ARGUMENT);
    assert_status(
        aic_sampling_create(d.model, NULL, n, twice, 1, &d.options, &made, NULL),
        AIC_E_ARGUMENT);
    assert_status(
        aic_sampling_create(d.model, d.inputs, n, NULL, 1, &d.options, &made, NULL),
        AIC_E_ARGUMENT);
    assert_status(aic_sampling_create(d.model, d.inputs, n, twice, 1, NULL, &made, NULL),
                  AIC_E_ARGUMENT);
    assert_status(
        aic_sampling_create(d.model, d.inputs, n, twice, 1, &d.options, NULL, NULL),
        AIC_E_ARGUMENT);
    assert_status(aic_sampling_create(d.model, d.inputs, n - 1, twice, 1, &d.options,
                                      &made, &d.error),
                  AIC_E_ARGUMENT);
    assert_contains(d.error.message, "4 inputs, not 3");
    assert_status(
        aic_sampling_create(d.model, d.inputs, n, twice, 0, &d.options, &made, NULL),
        AIC_E_ARGUMENT);
    assert_status(
        aic_sampling_create(d.model, d.inputs, n, twice, 2, &d.options, &made, &d.error),
        AIC_E_ARGUMENT);
    assert_contains(d.error.message, "2 results are wanted, of which electricity_cost");
    const aic_model *two = model_named("facility_power");
    aic_distribution inputs[2] = {{0}};
    aic_distribution_constant(1, &inputs[0], NULL);
    assert_status(
        aic_sampling_create(two, inputs, 2, twice, 2, &d.options, &made, &d.error),
        AIC_E_ARGUMENT);
    assert_contains(d.error.message, "wanted twice");
    aic_sampling_free(NULL);
    assert_null(aic_sampling_model(NULL));
    assert_int_equal(aic_sampling_count(NULL), 0);
    assert_int_equal(aic_sampling_seed(NULL), 0);
    assert_int_equal(aic_sampling_fingerprint(NULL), 0);
}

TEST(thresholds_refused)
{
    draft d = electricity(10);
    aic_threshold of_input = {.position = 0, .of_input = 1, .value = 3};
    aic_threshold missing = {.position = 0, .value = NAN}, far = {.position = 5};
    const struct {
        aic_threshold *threshold;
        size_t count;
        const char *said;
    } cases[] = {{&of_input, 1, "not uncertain"},
                 {&missing, 1, "NaN"},
                 {&far, 1, "not wanted"},
                 {NULL, 1, "NULL"},
                 {&missing, 65, "64"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        d.options.thresholds = cases[i].threshold;
        d.options.threshold_count = cases[i].count;
        assert_status(plan(&d), AIC_E_ARGUMENT);
        assert_contains(d.error.message, cases[i].said);
    }
}

/* Rows are what the model makes of the samples of its inputs, one by one. */
TEST(rows_are_the_models)
{
    enum { N = 2500 };
    static double energy[N], price[N], cost[N], charge[N], again[N];
    draft d = electricity(10000);
    aic_distribution_log_uniform(10, 1e6, input_named(&d, "energy_mwh_per_year"), NULL);
    aic_distribution_normal(0.1, 0.05, input_named(&d, "electricity_price_per_kwh"),
                            NULL);
    assert_status(plan(&d), AIC_OK);
    assert_int_equal(aic_sampling_count(d.plan), 10000);
    assert_int_equal(aic_sampling_seed(d.plan), 1);
    assert_ptr_equal(aic_sampling_model(d.plan), d.model);
    double *inputs[4] = {NULL}, *results[1] = {cost};
    inputs[input_of(d.model, "energy_mwh_per_year")] = energy;
    inputs[input_of(d.model, "electricity_price_per_kwh")] = price;
    inputs[input_of(d.model, "demand_charge_per_kw_month")] = charge;
    assert_status(aic_sample_rows(d.plan, 77, N, inputs, 4, results, 1, NULL), AIC_OK);
    for (size_t i = 0; i < N; i++) {
        assert_bits(charge[i], 0);
        assert_ulps(cost[i], energy[i] * 1000 * price[i], 4);
    }
    results[0] = again;
    assert_status(aic_sample_rows(d.plan, 77 + 1000, N - 1000, NULL, 0, results, 1, NULL),
                  AIC_OK);
    assert_memory_equal(again, cost + 1000, (N - 1000) * sizeof *cost);
    results[0] = NULL;
    assert_status(aic_sample_rows(d.plan, 77, 1, NULL, 0, results, 1, NULL), AIC_OK);
    aic_sampling_free(d.plan);
}

TEST(rows_refused)
{
    double value = 77, *results[1] = {&value}, *both[2] = {&value, &value};
    draft d = electricity(10);
    assert_status(plan(&d), AIC_OK);
    assert_status(aic_sample_rows(NULL, 0, 1, NULL, 0, results, 1, NULL), AIC_E_ARGUMENT);
    assert_status(aic_sample_rows(d.plan, 10, 1, NULL, 0, results, 1, &d.error),
                  AIC_E_ARGUMENT);
    assert_contains(d.error.message, "beyond the plan, which has 10");
    assert_status(aic_sample_rows(d.plan, UINT64_MAX, 1, NULL, 0, results, 1, NULL),
                  AIC_E_ARGUMENT);
    assert_status(aic_sample_rows(d.plan, 0, 1, NULL, 0, results, 2, &d.error),
                  AIC_E_ARGUMENT);
    assert_status(aic_sample_rows(d.plan, 0, 1, both, 2, NULL, 0, &d.error),
                  AIC_E_ARGUMENT);
    assert_contains(d.error.message, "4 inputs and 1 results, not 2 and 0");
    assert_bits(value, 77);
    assert_status(aic_sample_rows(d.plan, 0, 0, NULL, 0, results, 1, NULL), AIC_OK);
    aic_sampling_free(d.plan);
    aic_distribution inputs[2] = {{0}};
    size_t facility = 0;
    aic_distribution_constant(1, &inputs[0], NULL);
    assert_status(aic_sampling_create(model_named("facility_power"), inputs, 2, &facility,
                                      1, &d.options, &d.plan, NULL),
                  AIC_OK);
    assert_status(aic_sample_rows(d.plan, 0, 1, NULL, 0, both, 2, &d.error),
                  AIC_E_ARGUMENT);
    assert_contains(d.error.message, "does not want overhead_power_mw");
    assert_bits(value, 77);
    aic_sampling_free(d.plan);
}

/* The same number for the same plan, another for each part that differs. */
TEST(fingerprints)
{
    uint64_t seen[6];
    for (int part = 0; part < 6; part++) {
        draft d = electricity(part == 1 ? 11 : 10);
        aic_distribution_uniform(0, part == 2 ? 2 : 1,
                                 input_named(&d, "energy_mwh_per_year"), NULL);
        d.options.seed = part == 3 ? 2 : 1;
        d.options.method = part == 4 ? AIC_LATIN_HYPERCUBE : AIC_RANDOM;
        d.options.quantile_bits = part == 5 ? 8 : 0;
        assert_status(plan(&d), AIC_OK);
        seen[part] = aic_sampling_fingerprint(d.plan);
        aic_sampling_free(d.plan);
        assert_status(plan(&d), AIC_OK);
        assert_true(aic_sampling_fingerprint(d.plan) == seen[part]);
        aic_sampling_free(d.plan);
        for (int k = 0; k < part; k++)
            assert_true(seen[k] != seen[part]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_follow_their_distributions),
        cmocka_unit_test(choices_by_weight),
        cmocka_unit_test(ranks_correlate),
        cmocka_unit_test(three_go_together),
        cmocka_unit_test(beyond_the_last_deviate),
        cmocka_unit_test(correlations_refused),
        cmocka_unit_test(hard_range),
        cmocka_unit_test(counts),
        cmocka_unit_test(refusals),
        cmocka_unit_test(arguments),
        cmocka_unit_test(thresholds_refused),
        cmocka_unit_test(rows_are_the_models),
        cmocka_unit_test(rows_refused),
        cmocka_unit_test(fingerprints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
