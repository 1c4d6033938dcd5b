/* Models made up for the test: what no built-in model provokes. They reach into the
 * library, and so are linked with the static one. */
#include "support.h"

#include "core/internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A model of one's own. Its address must not change once it is made. */
typedef struct {
    aic_model model;
    step own_step;
    aic_variable inputs[INPUTS_MAX], results[INPUTS_MAX];
} toy;

typedef void row_function(const double *, double *);
typedef void tile_function(const double *const *, double *const *, size_t);

#define TILE_OF(row, n_inputs, n_results)                                                \
    static void row##_tile(const double *const *in, double *const *out, size_t rows)     \
    {                                                                                    \
        for (size_t i = 0; i < rows; i++) {                                              \
            double given[n_inputs], made[n_results];                                     \
            for (size_t k = 0; k < (n_inputs); k++)                                      \
                given[k] = in[k][i];                                                     \
            row(given, made);                                                            \
            for (size_t k = 0; k < (n_results); k++)                                     \
                out[k][i] = made[k];                                                     \
        }                                                                                \
    }

static aic_variable variable(const char *name, double low, double high, double min,
                             double max)
{
    return (aic_variable){name, "1", "",   "",       NAN,       min,
                          max,  low, high, AIC_REAL, AIC_LINEAR};
}

/* y = f(x), with x usual from -10 to 10 and allowed from -1000 to 1000. */
static const aic_model *curve(toy *t, row_function *row, tile_function *tile)
{
    *t = (toy){.own_step = {&t->model, aic_identity_slots, 1}};
    t->inputs[0] = variable("x", -10, 10, -1000, 1000);
    t->results[0] = variable("y", -1e300, 1e300, -1e300, 1e300);
    t->model = (aic_model){.id = 1000,
                           .name = "toy",
                           .domain = "",
                           .summary = "",
                           .equation = "",
                           .inputs = t->inputs,
                           .results = t->results,
                           .n_inputs = 1,
                           .n_results = 1,
                           .row = row,
                           .tile = tile,
                           .steps = &t->own_step,
                           .n_steps = 1};
    return &t->model;
}

static size_t solve(const aic_model *model, double wanted, aic_solution *found)
{
    double inputs[1] = {NAN};
    size_t count = 99;
    aic_error error;
    int status = aic_solve(model, inputs, 1, 0, 0, wanted, found, 16, &count, &error);
    if (status < 0)
        fail_msg("%s", error.message);
    return count;
}

static void cubic(const double *in, double *out)
{
    double x = in[0];
    out[0] = (x - 1) * (x + 2) * (x - 700);
}
TILE_OF(cubic, 1, 1)

TEST(several_roots)
{
    toy t;
    aic_solution found[16];
    assert_int_equal(solve(curve(&t, cubic, cubic_tile), 0, found), 3);
    const double roots[] = {-2, 1, 700};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(found[i].kind, AIC_ROOT);
        assert_near(found[i].value, roots[i], 1e-14);
        assert_int_equal(found[i].usual, i < 2);
    }
}

static void wave(const double *in, double *out)
{
    out[0] = sin(in[0]);
}
TILE_OF(wave, 1, 1)

/* More than there is room for: counted all the same, and the first are kept. */
TEST(more_roots_than_room)
{
    toy t;
    const aic_model *model = curve(&t, wave, wave_tile);
    aic_solution found[3];
    double inputs[1] = {0};
    size_t count;
    assert_status(aic_solve(model, inputs, 1, 0, 0, 0.5, found, 2, &count, NULL), AIC_OK);
    assert_true(count > 6);
    found[2].value = 7;
    assert_near(sin(found[0].value), 0.5, 1e-12);
    assert_true(found[0].value < found[1].value);
    assert_bits(found[2].value, 7);
}

static void pole(const double *in, double *out)
{
    out[0] = 1 / (in[0] - 3.14159);
}
TILE_OF(pole, 1, 1)

TEST(a_pole_is_a_jump)
{
    toy t;
    aic_solution found[16];
    assert_int_equal(solve(curve(&t, pole, pole_tile), 0, found), 1);
    assert_int_equal(found[0].kind, AIC_JUMP);
    assert_near(found[0].value, 3.14159, 1e-12);
    assert_int_equal(solve(&t.model, 2, found), 2);
    assert_int_equal(found[0].kind, AIC_JUMP);
    assert_int_equal(found[1].kind, AIC_ROOT);
    assert_near(found[1].value, 3.64159, 1e-14);
}

static void stairs(const double *in, double *out)
{
    out[0] = floor(in[0]);
}
TILE_OF(stairs, 1, 1)

TEST(stairs_are_flat_and_jump)
{
    toy t;
    aic_solution found[16];
    assert_int_equal(solve(curve(&t, stairs, stairs_tile), 3, found), 1);
    assert_int_equal(found[0].kind, AIC_FLAT);
    assert_near(found[0].value, 3, 1e-15);
    assert_true(found[0].end < 4);
    assert_near(found[0].end, 4, 1e-15);
    assert_int_equal(solve(&t.model, 3.5, found), 1);
    assert_int_equal(found[0].kind, AIC_JUMP);
    assert_near(found[0].value, 4, 1e-15);
    assert_int_equal(solve(&t.model, 0.5, found), 1);
    assert_int_equal(found[0].kind, AIC_JUMP);
}

static void plateau(const double *in, double *out)
{
    double x = in[0];
    out[0] = x < -5 ? x + 5 : x > 5 ? x - 5 : 0;
}
TILE_OF(plateau, 1, 1)

TEST(a_stretch_over_many_points)
{
    toy t;
    aic_solution found[16];
    assert_int_equal(solve(curve(&t, plateau, plateau_tile), 0, found), 1);
    assert_int_equal(found[0].kind, AIC_FLAT);
    assert_near(found[0].value, -5, 1e-12);
    assert_near(found[0].end, 5, 1e-12);
}

static void parabola(const double *in, double *out)
{
    out[0] = (in[0] - 1.2345) * (in[0] - 1.2345);
}
TILE_OF(parabola, 1, 1)

/* As the documentation says: touched but not crossed is not found. */
TEST(a_touch_is_not_found)
{
    toy t;
    aic_solution found[16];
    assert_int_equal(solve(curve(&t, parabola, parabola_tile), 0, found), 0);
    assert_int_equal(solve(&t.model, 1e-4, found), 0);
    assert_int_equal(solve(&t.model, 1, found), 2);
}

static void edge(const double *in, double *out)
{
    out[0] = sqrt(1000 - in[0]) - 1e-7;
}
TILE_OF(edge, 1, 1)

/* Steep, and a hair from the end of the range. */
TEST(a_root_beside_the_end)
{
    toy t;
    aic_solution found[16];
    assert_int_equal(solve(curve(&t, edge, edge_tile), 0, found), 1);
    assert_near(found[0].value, 1000, 1e-12);
}

static void fifth(const double *in, double *out)
{
    double x = in[0] - 0.123;
    out[0] = x * x * x * x * x;
}
TILE_OF(fifth, 1, 1)

static void steep(const double *in, double *out)
{
    out[0] = cbrt(in[0] - 0.123);
}
TILE_OF(steep, 1, 1)

static void bent(const double *in, double *out)
{
    out[0] = exp(in[0]) - 1e-3;
}
TILE_OF(bent, 1, 1)

/* Slow cases of closing in: it ends, and at the root. */
TEST(awkward_shapes)
{
    toy t;
    aic_solution found[16];
    assert_int_equal(solve(curve(&t, fifth, fifth_tile), 0, found), 1);
    assert_near(found[0].value, 0.123, 1e-6);
    assert_int_equal(solve(curve(&t, steep, steep_tile), 0, found), 1);
    assert_int_equal(found[0].kind, AIC_ROOT);
    assert_near(found[0].value, 0.123, 1e-14);
    assert_int_equal(solve(curve(&t, bent, bent_tile), 0, found), 1);
    assert_near(found[0].value, log(1e-3), 1e-14);
}

static void holes(const double *in, double *out)
{
    out[0] = in[0] > 1 && in[0] < 2 ? NAN : in[0];
}
TILE_OF(holes, 1, 1)

/* The model has no value on the way: nothing is claimed. */
TEST(no_result_on_the_way)
{
    toy t;
    aic_solution found[16];
    assert_int_equal(solve(curve(&t, holes, holes_tile), 1.5, found), 0);
    assert_int_equal(solve(&t.model, 0.5, found), 1);
}

static void narrow_hole(const double *in, double *out)
{
    out[0] = in[0] > 1.50 && in[0] < 1.51 ? NAN : in[0];
}
TILE_OF(narrow_hole, 1, 1)

TEST(no_result_between_two_points)
{
    toy t;
    aic_solution found[16];
    assert_int_equal(solve(curve(&t, narrow_hole, narrow_hole_tile), 1.505, found), 0);
    assert_int_equal(solve(&t.model, 1.52, found), 1);
}

static void sign(const double *in, double *out)
{
    out[0] = in[0] < 0 ? -1 : 1;
}
TILE_OF(sign, 1, 1)

TEST(a_jump_at_zero)
{
    toy t;
    aic_solution found[16];
    assert_int_equal(solve(curve(&t, sign, sign_tile), 0.5, found), 1);
    assert_int_equal(found[0].kind, AIC_JUMP);
    assert_true(fabs(found[0].value) < 1e-300);
}

static void twice(const double *in, double *out)
{
    out[0] = 2 * in[0];
}
TILE_OF(twice, 1, 1)

/* The hard range reaches but a little beyond the usual one. */
TEST(narrow_margins)
{
    toy t;
    aic_solution found[16];
    curve(&t, twice, twice_tile);
    t.inputs[0] = variable("x", -10, 10, -10.01, 10.01);
    const double wanted[] = {-20.013, 20.013, 20.02};
    for (size_t i = 0; i < COUNT(wanted); i++) {
        assert_int_equal(solve(&t.model, wanted[i], found), 1);
        assert_near(found[0].value, wanted[i] / 2, 1e-15);
        assert_int_equal(found[0].usual, 0);
    }
}

TEST(logarithmic_scale)
{
    toy t;
    aic_solution found[16];
    curve(&t, twice, twice_tile);
    const struct {
        double min, wanted;
        size_t count;
    } cases[] = {{0, 1e-12, 1}, {0, 0, 1}, {1e-9, 1e-8, 1}, {-5, -2, 1}, {1e-3, 1e-4, 0}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        t.inputs[0] = variable("x", 0.5, 100, cases[i].min, 1e12);
        t.inputs[0].scale = AIC_LOG;
        assert_int_equal(solve(&t.model, cases[i].wanted, found), cases[i].count);
        for (size_t k = 0; k < cases[i].count; k++)
            assert_near(found[k].value, cases[i].wanted / 2, 1e-15);
    }
}

static const condition never = {0, "is never right"};

static const condition *refuse_all(const double *inputs)
{
    (void)inputs;
    return &never;
}

static const condition *refuse_below(const double *inputs)
{
    return inputs[0] < 0.3 ? &never : NULL;
}

TEST(conditions_in_the_way_of_solving)
{
    toy t;
    aic_solution found[16];
    aic_error error;
    double inputs[1] = {0};
    size_t count = 99;
    curve(&t, twice, twice_tile);
    t.model.check = refuse_all;
    assert_status(aic_solve(&t.model, inputs, 1, 0, 0, 1, found, 16, &count, &error),
                  AIC_E_CONDITION);
    assert_contains(error.message, "never right");
    assert_int_equal(count, 0);
    t.model.check = refuse_below;
    assert_int_equal(solve(&t.model, 1, found), 1);
    assert_int_equal(solve(&t.model, 0.5, found), 0);
    check_columns(&t.model);
}

static aic_implied imply(const aic_model *model, double x, double wanted)
{
    const aic_audit_input input = {x, 0, NAN, NAN, isnan(x) ? AIC_DEFAULTED : AIC_STATED,
                                   0};
    const aic_figure stated = {.value = wanted, .half_unit = 0};
    aic_audit_report report = {.size = sizeof report};
    aic_implied implied = {0};
    size_t count;
    assert_status(aic_audit(model, &input, 1, 0, &stated, AIC_ABOUT, &report, &implied,
                            &count, NULL),
                  AIC_OK);
    assert_int_equal(count, 1);
    return implied;
}

static void far_and_near(const double *in, double *out)
{
    double x = in[0];
    out[0] = (x - 1) * (x - 4) * (x - 500);
}
TILE_OF(far_and_near, 1, 1)

static void far_apart(const double *in, double *out)
{
    out[0] = (in[0] - 500) * (in[0] + 500);
}
TILE_OF(far_apart, 1, 1)

/* Of several values the usual one is told, and of those the nearest to the one used. */
TEST(implied_value_of_several)
{
    toy t;
    const aic_model *model = curve(&t, far_and_near, far_and_near_tile);
    assert_near(imply(model, 2, 0).value, 1, 1e-14);
    assert_near(imply(model, 3, 0).value, 4, 1e-14);
    assert_near(imply(model, 900, 0).value, 4, 1e-14);
    assert_near(imply(model, -3, 0).value, 1, 1e-14);
    assert_near(imply(model, NAN, 0).value, 1, 1e-14);
    assert_near(imply(curve(&t, cubic, cubic_tile), 0.5, 0).value, 1, 1e-14);
    curve(&t, far_apart, far_apart_tile);
    t.inputs[0].low = 300;
    t.inputs[0].high = 600;
    assert_near(imply(&t.model, -400, 0).value, 500, 1e-14);
    /* More solutions than are kept. */
    curve(&t, wave, wave_tile);
    t.inputs[0] = variable("x", -60, 60, -60, 60);
    assert_near(sin(imply(model, 2, 0.5).value), 0.5, 1e-12);
}

/* A name longer than any that is looked at is never suggested. */
TEST(suggestions_pass_over_long_names)
{
    toy t;
    size_t position;
    aic_error error;
    curve(&t, twice, twice_tile);
    t.inputs[0].name =
        "an_input_of_a_model_that_somebody_gave_a_name_of_seventy_letters_or_so";
    assert_status(aic_model_input_index(&t.model, "an_input", &position, &error),
                  AIC_E_NAME);
    assert_null(strstr(error.message, "did you mean"));
}

/* Chains of toys: `a` makes "y" of "x"; `b` makes what it is told of what it is told. */
static const aic_model *link_toy(toy *t, const char *name, const char *input,
                                 const char *result)
{
    curve(t, twice, twice_tile);
    t->model.name = name;
    t->inputs[0].name = input;
    t->results[0].name = result;
    return &t->model;
}

static void refuse_chain(const aic_model *a, const aic_model *b,
                         const char *variable_name, const char *part)
{
    const aic_model *models[] = {a, b};
    aic_model *chain;
    aic_error error;
    assert_status(aic_model_chain(models, 2, &chain, &error), AIC_E_CHAIN);
    assert_null(chain);
    assert_string_equal(error.variable, variable_name);
    assert_string_equal(error.model, b->name);
    assert_contains(error.message, part);
}

TEST(ranges_that_do_not_meet)
{
    toy a, b;
    link_toy(&a, "a", "x", "y");
    link_toy(&b, "b", "x", "z");
    a.inputs[0] = variable("x", 1, 2, 0, 3);
    b.inputs[0] = variable("x", 5, 6, 4, 7);
    refuse_chain(&a.model, &b.model, "x", "no value");
    refuse_chain(&b.model, &a.model, "x", "no value");
    /* The first input refused, the second is not looked at. */
    b.model.n_inputs = 2;
    b.own_step.results = 2;
    b.inputs[1] = variable("other", 1, 2, 0, 3);
    refuse_chain(&a.model, &b.model, "x", "no value");
    b.model.n_inputs = 1;
    b.own_step.results = 1;
    /* They meet in one point: that is the only value, and it is enough. */
    b.inputs[0].min = 3;
    const aic_model *models[] = {&a.model, &b.model};
    aic_model *chain;
    double three = 3, results[2];
    assert_status(aic_model_chain(models, 2, &chain, NULL), AIC_OK);
    assert_true(aic_model_evaluate(chain, &three, 1, results, 2, NULL) >= 0);
    assert_bits(results[1], 6);
    aic_model_free(chain);
}

TEST(usual_ranges_intersect)
{
    toy a, b;
    link_toy(&a, "a", "x", "y");
    link_toy(&b, "b", "x", "z");
    b.inputs[0] = variable("x", -20, 5, -2000, 500);
    const aic_model *orders[][2] = {{&a.model, &b.model}, {&b.model, &a.model}};
    for (size_t i = 0; i < 2; i++) {
        aic_model *chain;
        assert_status(aic_model_chain(orders[i], 2, &chain, NULL), AIC_OK);
        const aic_variable *x = aic_model_input(chain, 0);
        assert_bits(x->min, -1000);
        assert_bits(x->max, 500);
        assert_bits(x->low, -10);
        assert_bits(x->high, 5);
        aic_model_free(chain);
    }
}

TEST(usual_ranges_apart_leave_the_first)
{
    toy a, b;
    link_toy(&a, "a", "x", "y");
    link_toy(&b, "b", "x", "z");
    a.inputs[0] = variable("x", -10, 10, -1000, 1000);
    b.inputs[0] = variable("x", 20, 30, -5, 1000);
    const aic_model *models[] = {&a.model, &b.model};
    aic_model *chain;
    assert_status(aic_model_chain(models, 2, &chain, NULL), AIC_OK);
    assert_bits(aic_model_input(chain, 0)->low, -5);
    assert_bits(aic_model_input(chain, 0)->high, 10);
    aic_model_free(chain);

    b.inputs[0] = variable("x", -30, -20, -1000, 5);
    assert_status(aic_model_chain(models, 2, &chain, NULL), AIC_OK);
    assert_bits(aic_model_input(chain, 0)->low, -10);
    assert_bits(aic_model_input(chain, 0)->high, 5);
    aic_model_free(chain);
}

TEST(default_that_another_does_not_take)
{
    toy a, b;
    link_toy(&a, "a", "x", "y");
    link_toy(&b, "b", "x", "z");
    a.inputs[0].value = b.inputs[0].value = 500;
    b.inputs[0].max = 400;
    refuse_chain(&a.model, &b.model, "x", "default");
    b.inputs[0].min = 600;
    b.inputs[0].max = 900;
    refuse_chain(&a.model, &b.model, "x", "default");
}

TEST(consumed_in_the_model_that_produces_it)
{
    toy a, b;
    link_toy(&a, "a", "u", "v");
    link_toy(&b, "b", "w", "w");
    refuse_chain(&a.model, &b.model, "w", "before");
}

/* Of the open unit nothing feeds. */
TEST(open_units_never_feed)
{
    toy a, b;
    link_toy(&a, "a", "x", "y");
    link_toy(&b, "b", "y", "z");
    a.results[0].unit = b.inputs[0].unit = "any";
    const aic_model *models[] = {&a.model, &b.model};
    aic_model *chain;
    assert_status(aic_model_chain(models, 2, &chain, NULL), AIC_OK);
    assert_int_equal(aic_model_input_count(chain), 2);
    assert_string_equal(aic_model_input(chain, 1)->name, "y");
    const double inputs[] = {1, 5};
    double results[2];
    assert_status(aic_model_evaluate(chain, inputs, 2, results, 2, NULL), AIC_OK);
    assert_bits(results[0], 2);
    assert_bits(results[1], 10);
    aic_model_free(chain);
}

/* 16 models of 32 inputs and 32 results fill a chain; one variable more is too many. */
TEST(too_many_variables)
{
    static toy toys[17];
    static char names[17][2 * INPUTS_MAX][16];
    const aic_model *models[17];
    for (size_t i = 0; i < 17; i++) {
        models[i] = curve(&toys[i], NULL, NULL);
        size_t n = i < 16 ? INPUTS_MAX : 1;
        toys[i].model.n_inputs = toys[i].model.n_results = n;
        toys[i].own_step.results = (uint16_t)n;
        for (size_t k = 0; k < n; k++) {
            snprintf(names[i][2 * k], 16, "in_%zu_%zu", i, k);
            snprintf(names[i][2 * k + 1], 16, "out_%zu_%zu", i, k);
            toys[i].inputs[k] = variable(names[i][2 * k], 0, 1, 0, 1);
            toys[i].results[k] = variable(names[i][2 * k + 1], 0, 1, 0, 1);
        }
    }
    aic_model *chain;
    aic_error error;
    assert_status(aic_model_chain(models, 16, &chain, &error), AIC_OK);
    assert_int_equal(aic_model_input_count(chain), 512);
    size_t position;
    assert_status(aic_model_result_index(chain, "out_15_31", &position, NULL), AIC_OK);
    assert_int_equal(position, 511);
    assert_status(aic_model_input_index(chain, "out_15_31", &position, &error),
                  AIC_E_COMPUTED);
    aic_model_free(chain);
    assert_status(aic_model_chain(models, 17, &chain, &error), AIC_E_CHAIN);
    assert_contains(error.message, "1024");
    assert_null(chain);
}

/* A model behind the one that is asked for refuses some of what passes: columns skip it,
 * and so must solving. */
TEST(models_not_needed_do_not_spoil_a_solution)
{
    toy a, b;
    link_toy(&a, "a", "x", "y");
    link_toy(&b, "b", "y", "z");
    b.inputs[0] = variable("y", 0, 1, 0, 1);
    const aic_model *models[] = {&a.model, &b.model};
    aic_model *chain;
    assert_status(aic_model_chain(models, 2, &chain, NULL), AIC_OK);
    double inputs[1] = {0};
    aic_solution found[2];
    size_t count;
    /* 6.1 is refused by `b` and between two points of the scan; 20 is a point of it. */
    assert_status(aic_solve(chain, inputs, 1, 0, 0, 6.1, found, 2, &count, NULL), AIC_OK);
    size_t between = count;
    assert_status(aic_solve(chain, inputs, 1, 0, 0, 20, found, 2, &count, NULL), AIC_OK);
    assert_int_equal(between, count);
    assert_status(aic_solve(chain, inputs, 1, 0, 1, 1, found, 2, &count, NULL), AIC_OK);
    assert_int_equal(count, 1);
    assert_near(found[0].value, 0.25, 1e-15);
    aic_model_free(chain);
}

/* What one model computes and the next refuses, in columns as in single calls. */
TEST(computed_values_out_of_range)
{
    toy a, b;
    link_toy(&a, "a", "x", "y");
    link_toy(&b, "b", "y", "z");
    b.inputs[0] = variable("y", -1, 1, -5, 5);
    const aic_model *models[] = {&a.model, &b.model};
    aic_model *chain;
    assert_status(aic_model_chain(models, 2, &chain, NULL), AIC_OK);
    check_columns(chain);
    aic_model_free(chain);
    b.inputs[0] = variable("y", -1, 1, -1e300, 5);
    assert_status(aic_model_chain(models, 2, &chain, NULL), AIC_OK);
    check_columns(chain);
    aic_model_free(chain);
    b.inputs[0] = variable("y", -1, 1, -5, 5);
    b.model.check = refuse_below;
    assert_status(aic_model_chain(models, 2, &chain, NULL), AIC_OK);
    check_columns(chain);
    double x = 0.1, results[2];
    aic_error error;
    assert_status(aic_model_evaluate(chain, &x, 1, results, 2, &error), AIC_E_CONDITION);
    assert_int_equal(error.index, -1);
    assert_string_equal(error.model, "b");
    assert_bits(error.value, 0.2);
    aic_model_free(chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_roots),
        cmocka_unit_test(more_roots_than_room),
        cmocka_unit_test(a_pole_is_a_jump),
        cmocka_unit_test(stairs_are_flat_and_jump),
        cmocka_unit_test(a_stretch_over_many_points),
        cmocka_unit_test(a_touch_is_not_found),
        cmocka_unit_test(a_root_beside_the_end),
        cmocka_unit_test(awkward_shapes),
        cmocka_unit_test(no_result_on_the_way),
        cmocka_unit_test(no_result_between_two_points),
        cmocka_unit_test(a_jump_at_zero),
        cmocka_unit_test(narrow_margins),
        cmocka_unit_test(logarithmic_scale),
        cmocka_unit_test(conditions_in_the_way_of_solving),
        cmocka_unit_test(implied_value_of_several),
        cmocka_unit_test(suggestions_pass_over_long_names),
        cmocka_unit_test(ranges_that_do_not_meet),
        cmocka_unit_test(usual_ranges_intersect),
        cmocka_unit_test(usual_ranges_apart_leave_the_first),
        cmocka_unit_test(default_that_another_does_not_take),
        cmocka_unit_test(consumed_in_the_model_that_produces_it),
        cmocka_unit_test(open_units_never_feed),
        cmocka_unit_test(too_many_variables),
        cmocka_unit_test(models_not_needed_do_not_spoil_a_solution),
        cmocka_unit_test(computed_values_out_of_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
