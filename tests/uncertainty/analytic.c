/* Models made up for the test: functions with indices in closed form, those of Ishigami
 * and Homma 1990 and the g function of Sobol', and what no built-in model does. They
 * reach into the library, and so are linked with the static one. */
#include "support.h"

#include "core/internal.h"

#include <math.h>
#include <stdio.h>

enum { SAMPLES = 65536 };

static const double PI = 3.141592653589793;

/* A model of one's own. Its address must not change once it is made. */
typedef struct {
    aic_model model;
    step own_step;
    aic_variable inputs[INPUTS_MAX], results[1];
} toy;

static const char *const names[] = {"x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8"};

static aic_variable variable(const char *name, double low, double high)
{
    return (aic_variable){name, "1", "",   "",       NAN,       low,
                          high, low, high, AIC_REAL, AIC_LINEAR};
}

static const aic_model *make(toy *t, size_t count, double low, double high,
                             void (*row)(const double *, double *),
                             void (*tile)(const double *const *, double *const *, size_t))
{
    *t = (toy){.own_step = {&t->model, aic_identity_slots, (uint16_t)count}};
    for (size_t k = 0; k < count; k++)
        t->inputs[k] = variable(names[k], low, high);
    t->results[0] = variable("y", -1e300, 1e300);
    t->model = (aic_model){.id = 1000,
                           .name = "toy",
                           .domain = "",
                           .summary = "",
                           .equation = "",
                           .inputs = t->inputs,
                           .results = t->results,
                           .n_inputs = count,
                           .n_results = 1,
                           .row = row,
                           .tile = tile,
                           .steps = &t->own_step,
                           .n_steps = 1};
    return &t->model;
}

static aic_sampling *plan_of(const aic_model *model, uint64_t count)
{
    aic_distribution inputs[INPUTS_MAX] = {{0}};
    const size_t result = 0;
    aic_sampling_options options = {
        .size = sizeof options, .count = count, .seed = 1, .method = AIC_SOBOL};
    aic_sampling *plan;
    for (size_t k = 0; k < model->n_inputs; k++)
        assert_status(aic_distribution_usual(&model->inputs[k], &inputs[k], NULL),
                      AIC_OK);
    assert_status(aic_sampling_create(model, inputs, model->n_inputs, &result, 1,
                                      &options, &plan, NULL),
                  AIC_OK);
    return plan;
}

static void check_indices(const aic_model *model, const double *first,
                          const double *total, double distance)
{
    aic_sampling *plan = plan_of(model, SAMPLES);
    aic_sobol_index indices[INPUTS_MAX];
    aic_sobol_options options = {.size = sizeof options, .threads = 2, .replicates = 100};
    assert_status(aic_sobol_indices(plan, &options, indices, model->n_inputs, NULL),
                  AIC_OK);
    for (size_t k = 0; k < model->n_inputs; k++) {
        assert_within(indices[k].first, first[k], distance);
        assert_within(indices[k].total, total[k], distance);
    }
    aic_sampling_free(plan);
}

static void ishigami(const double *x, double *y)
{
    y[0] = sin(x[0]) + 7 * pow(sin(x[1]), 2) + 0.1 * pow(x[2], 4) * sin(x[0]);
}

static void ishigami_tile(const double *const *in, double *const *out, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        const double x[] = {in[0][i], in[1][i], in[2][i]};
        ishigami(x, &out[0][i]);
    }
}

/* With a = 7 and b = 0.1: V1 = (1 + b*pi^4/5)^2/2, V2 = a^2/8, V13 = b^2*pi^8*8/225, and
 * V = V1 + V2 + V13. */
TEST(ishigami_function)
{
    toy t;
    const aic_model *model = make(&t, 3, -PI, PI, ishigami, ishigami_tile);
    double v1 = pow(1 + 0.1 * pow(PI, 4) / 5, 2) / 2, v2 = 49. / 8;
    double v13 = 0.01 * pow(PI, 8) * 8 / 225, v = v1 + v2 + v13;
    const double first[] = {v1 / v, v2 / v, 0};
    const double total[] = {(v1 + v13) / v, v2 / v, v13 / v};
    assert_within(first[0], 0.3139, 5e-5); /* as the literature prints them */
    assert_within(total[2], 0.2437, 5e-5);
    check_indices(model, first, total, 0.003);
}

static const double a[] = {0, 1, 4.5, 9, 99, 99, 99, 99};

static void g_function(const double *x, double *y)
{
    y[0] = 1;
    for (size_t k = 0; k < 8; k++)
        y[0] *= (fabs(4 * x[k] - 2) + a[k]) / (1 + a[k]);
}

static void g_tile(const double *const *in, double *const *out, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        double x[8];
        for (size_t k = 0; k < 8; k++)
            x[k] = in[k][i];
        g_function(x, &out[0][i]);
    }
}

/* V_k = 1/(3*(1 + a_k)^2), and V is the product of all 1 + V_k, less 1. What is due to k
 * in any company is V_k times the product of the others. */
TEST(g_function_of_sobol)
{
    toy t;
    const aic_model *model = make(&t, 8, 0, 1, g_function, g_tile);
    double first[8], total[8], all = 1;
    for (size_t k = 0; k < 8; k++)
        all *= 1 + 1 / (3 * pow(1 + a[k], 2));
    for (size_t k = 0; k < 8; k++) {
        double own = 1 / (3 * pow(1 + a[k], 2));
        first[k] = own / (all - 1);
        total[k] = own * (all / (1 + own)) / (all - 1);
    }
    assert_within(first[0], 0.7162, 5e-5); /* as the literature prints them */
    assert_within(total[0], 0.7871, 5e-5);
    check_indices(model, first, total, 0.003);
}

/* Of Ishigami's function the second input acts alone, and its effects differ all the
 * same, since it is not linear; those of the third cancel. */
TEST(screening)
{
    toy t;
    const aic_model *model = make(&t, 3, -PI, PI, ishigami, ishigami_tile);
    aic_sampling *plan = plan_of(model, 20000);
    aic_morris_effect effects[3];
    assert_status(aic_morris(plan, NULL, effects, 3, NULL), AIC_OK);
    /* x2 goes between -3*pi/4 and pi/4 or -pi/4 and 3*pi/4, where sin^2 is 1/2. */
    assert_within(effects[1].mean_absolute, 0, 1e-14);
    /* x1 likewise: sines of -sqrt(1/2) and sqrt(1/2), so an effect of 2*sqrt(2)*(1 +
     * 0.1*x3^4), with x3 at 3*pi/4 or pi/4 in half of the steps each. */
    double near = pow(PI / 4, 4), far = pow(3 * PI / 4, 4), size = 2 * sqrt(2);
    double mean = size * (1 + 0.1 * (near + far) / 2), apart = size * 0.05 * (far - near);
    assert_within(effects[0].mean, mean, 4 * apart / sqrt(20000));
    assert_near(effects[0].standard_deviation, apart, 1e-3);
    /* x3 from -3*pi/4 to pi/4 or from -pi/4 to 3*pi/4, times a sine of either sign. */
    double rise = 2 * 0.1 * (far - near) * sqrt(0.5);
    assert_near(effects[2].mean_absolute, rise, 1e-13);
    assert_within(effects[2].mean, 0, 4 * rise / sqrt(20000));
    assert_near(effects[2].standard_deviation, rise, 1e-3);
    aic_sampling_free(plan);
}

/* The plan of one uncertain input, and a summary of all of its samples. */
static int sum_up(const aic_model *model, aic_sampling **plan, aic_summary **summary,
                  aic_error *error)
{
    *plan = plan_of(model, 1024);
    assert_status(aic_summary_create(*plan, summary, NULL), AIC_OK);
    return aic_sample(*plan, 0, 1024, NULL, *summary, error);
}

static void root(const double *x, double *y)
{
    y[0] = sqrt(x[0]);
}

static void root_tile(const double *const *in, double *const *out, size_t rows)
{
    for (size_t i = 0; i < rows; i++)
        root(&in[0][i], &out[0][i]);
}

/* No model gives NaN for inputs that it takes; one that did would be refused, here for
 * the half of a Sobol' net that is negative. */
TEST(result_that_is_no_number)
{
    toy t;
    aic_sampling *plan;
    aic_summary *summary;
    aic_summary_about about = {.size = sizeof about};
    aic_error error;
    assert_status(sum_up(make(&t, 1, -1, 1, root, root_tile), &plan, &summary, &error),
                  AIC_W_ROWS);
    assert_contains(error.message, "a result is no number");
    assert_status(aic_summary_describe(summary, &about), AIC_OK);
    assert_int_equal(about.refused, 512);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

static void huge(const double *x, double *y)
{
    y[0] = 1e306 * x[0];
}

static void huge_tile(const double *const *in, double *const *out, size_t rows)
{
    for (size_t i = 0; i < rows; i++)
        huge(&in[0][i], &out[0][i]);
}

/* From 1e307 to 1e308, which add up to infinity: so do their shift and their mean, and
 * what is not added is as it should be. */
TEST(sums_beyond_all_doubles)
{
    toy t;
    aic_sampling *plan;
    aic_summary *summary;
    const double p = 0.5;
    double median;
    aic_moments m;
    assert_status(sum_up(make(&t, 1, 10, 100, huge, huge_tile), &plan, &summary, NULL),
                  AIC_OK);
    assert_status(aic_summary_quantiles(summary, 0, &p, &median, 1, NULL), AIC_OK);
    assert_near(median, 5.5e307, 0.002);
    assert_status(aic_summary_result(summary, 0, &m, NULL), AIC_OK);
    assert_bits(m.mean, INFINITY);
    assert_near(m.min, 1e307, 0.01);
    assert_near(m.max, 1e308, 0.001);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

/* A model of 8 inputs with names of its own: 9 of them make a chain of 72 inputs, and 17
 * one of 136. */
typedef struct {
    toy t;
    char names[9][24];
} part;

enum { SOME = 9, PARTS = 17, OF_PART = 8 };

static const aic_model *make_part(part *made, int number)
{
    make(&made->t, OF_PART, 0, 1, root, root_tile);
    for (int k = 0; k <= OF_PART; k++)
        snprintf(made->names[k], sizeof made->names[k], "v%d_%d", number, k);
    for (int k = 0; k < OF_PART; k++)
        made->t.inputs[k].name = made->names[k];
    made->t.results[0].name = made->names[OF_PART];
    return &made->t.model;
}

static int plan_chain(const aic_model *const *parts, size_t count, aic_model **chain,
                      aic_sampling **plan, aic_error *error)
{
    aic_distribution inputs[PARTS * OF_PART];
    const size_t result = 0;
    aic_sampling_options options = {
        .size = sizeof options, .count = 4, .method = AIC_SOBOL};
    assert_status(aic_model_chain(parts, count, chain, NULL), AIC_OK);
    for (size_t k = 0; k < count * OF_PART; k++)
        assert_status(aic_distribution_uniform(0, 1, &inputs[k], NULL), AIC_OK);
    return aic_sampling_create(*chain, inputs, count * OF_PART, &result, 1, &options,
                               plan, error);
}

/* There are 128 coordinates, of which an index takes two for each input. */
TEST(more_inputs_than_coordinates)
{
    static part made[PARTS];
    const aic_model *parts[PARTS];
    aic_model *chain;
    aic_sampling *plan;
    aic_sobol_index indices[SOME * OF_PART];
    aic_error error;
    for (int i = 0; i < PARTS; i++)
        parts[i] = make_part(&made[i], i);
    assert_status(plan_chain(parts, SOME, &chain, &plan, &error), AIC_OK);
    assert_status(aic_sobol_indices(plan, NULL, indices, SOME * OF_PART, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "coordinates for 64 uncertain inputs");
    aic_sampling_free(plan);
    aic_model_free(chain);
    assert_status(plan_chain(parts, PARTS, &chain, &plan, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "128 coordinates, and 136 inputs");
    assert_null(plan);
    aic_model_free(chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ishigami_function),
        cmocka_unit_test(g_function_of_sobol),
        cmocka_unit_test(screening),
        cmocka_unit_test(result_that_is_no_number),
        cmocka_unit_test(sums_beyond_all_doubles),
        cmocka_unit_test(more_inputs_than_coordinates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
