/* What must be true of every model: refusals, and solving as the inverse of evaluating.
 */
#include "support.h"

#include <math.h>
#include <string.h>

enum { VALUES = 128, SAMPLES = 12, SOLUTIONS = 16 };

/* A result that moves by less than this share of its input. */
static const double HARDLY = 1e-9;

typedef struct {
    const aic_model *model;
    size_t n_inputs, n_results;
    double inputs[VALUES], results[VALUES];
    aic_error error;
} call;

static int evaluate(call *c)
{
    memset(&c->error, 0x7F, sizeof c->error);
    return aic_model_evaluate(c->model, c->inputs, c->n_inputs, c->results, c->n_results,
                              &c->error);
}

static call new_call(const aic_model *model)
{
    call c = {.model = model,
              .n_inputs = aic_model_input_count(model),
              .n_results = aic_model_result_count(model)};
    assert_true(c.n_inputs <= VALUES && c.n_results <= VALUES);
    return c;
}

/* Usual values that the model takes together. */
static void take_usual(call *c, uint64_t *seed)
{
    int tries = 0;
    do {
        for (size_t i = 0; i < c->n_inputs; i++)
            c->inputs[i] = random_usual(seed, aic_model_input(c->model, i));
    } while (evaluate(c) != AIC_OK && ++tries < 1000);
    assert_true(tries < 1000);
}

static void refuse(call *c, size_t i, double value, int status)
{
    const aic_variable *input = aic_model_input(c->model, i);
    double kept = c->inputs[i];
    c->inputs[i] = value;
    assert_status(evaluate(c), status);
    assert_int_equal(c->error.status, status);
    assert_int_equal(c->error.index, i);
    assert_int_equal(c->error.row, -1);
    assert_string_equal(c->error.variable, input->name);
    assert_contains(c->error.message, input->name);
    assert_contains(c->error.message, c->error.model);
    assert_bits(c->error.value, value);
    assert_bits(c->error.min, status == AIC_W_UNUSUAL ? input->low : input->min);
    assert_bits(c->error.max, status == AIC_W_UNUSUAL ? input->high : input->max);
    for (size_t k = 0; k < c->n_results && status < 0; k++)
        assert_true(isnan(c->results[k]));
    c->inputs[i] = kept;
}

/* The edges of the hard range are in it, unless another input stands against them. */
static void take_edge(call *c, size_t i, double edge)
{
    double kept = c->inputs[i];
    c->inputs[i] = edge;
    int status = evaluate(c);
    bool refused_whole = status == AIC_E_CONDITION ||
                         (status == AIC_E_RANGE && aic_model_id(c->model) == AIC_CHAIN);
    assert_true(status >= 0 || refused_whole);
    c->inputs[i] = kept;
}

void check_refusals(const aic_model *model)
{
    uint64_t seed = 77;
    call c = new_call(model);
    take_usual(&c, &seed);
    assert_status(evaluate(&c), AIC_OK);
    assert_int_equal(c.error.status, AIC_OK);
    assert_string_equal(c.error.message, "");
    for (size_t i = 0; i < c.n_inputs; i++) {
        const aic_variable *input = aic_model_input(model, i);
        refuse(&c, i, NAN, AIC_E_MISSING);
        refuse(&c, i, INFINITY, AIC_E_RANGE);
        refuse(&c, i, -INFINITY, AIC_E_RANGE);
        refuse(&c, i, nextafter(input->min, -INFINITY), AIC_E_RANGE);
        refuse(&c, i, nextafter(input->max, INFINITY), AIC_E_RANGE);
        take_edge(&c, i, input->min);
        take_edge(&c, i, input->max);
        double kept = c.inputs[i], beyond = nextafter(input->high, INFINITY);
        c.inputs[i] = beyond;
        int status = beyond <= input->max ? evaluate(&c) : AIC_E_RANGE;
        if (status >= 0)
            refuse(&c, i, beyond, AIC_W_UNUSUAL);
        c.inputs[i] = kept;
    }
}

/* How much of a relative change of the input shows in the result: the rounding of a
 * result that hardly moves cannot give the input back to full precision. */
static double sensitivity(call *c, size_t unknown, size_t result)
{
    double kept = c->inputs[unknown], wanted = c->results[result], step = 1e-4;
    if (wanted == 0 || kept == 0)
        return 0;
    c->inputs[unknown] = kept * (1 + step);
    int up = evaluate(c);
    double above = c->results[result];
    c->inputs[unknown] = kept * (1 - step);
    int down = evaluate(c);
    double below = c->results[result];
    c->inputs[unknown] = kept;
    evaluate(c);
    bool both = up >= 0 && down >= 0;
    return both ? fabs((above - below) / (2 * step * wanted)) : 0;
}

static void invert(call *c, size_t unknown, size_t result)
{
    aic_solution found[SOLUTIONS];
    size_t count = 0;
    double x = c->inputs[unknown], wanted = c->results[result];
    double moves = sensitivity(c, unknown, result);
    assert_status(aic_solve(c->model, c->inputs, c->n_inputs, unknown, result, wanted,
                            found, SOLUTIONS, &count, NULL),
                  AIC_OK);
    if (count > SOLUTIONS && moves < HARDLY)
        return; /* the rounding of a result that does not move makes roots of its own */
    assert_true(count <= SOLUTIONS);
    double room = 1e-12 * fabs(x) * (moves < 1 ? 1 / moves : 1);
    bool back = false;
    for (size_t i = 0; i < count; i++) {
        assert_true(i == 0 || found[i].value >= found[i - 1].end);
        if (found[i].kind == AIC_JUMP)
            continue;
        back |= found[i].value - room <= x && x <= found[i].end + room;
        c->inputs[unknown] = found[i].value;
        assert_true(evaluate(c) >= 0);
        assert_near(c->results[result], wanted, 1e-12 * (moves > 1 ? moves : 1));
        c->inputs[unknown] = x;
        evaluate(c);
    }
    if (!back)
        fail_msg("%s = %.17g is not among the %zu found for %s = %.17g",
                 aic_model_input(c->model, unknown)->name, x, count,
                 aic_model_result(c->model, result)->name, wanted);
}

void check_inverse(const aic_model *model)
{
    uint64_t seed = 4711;
    call c = new_call(model);
    for (int sample = 0; sample < SAMPLES; sample++) {
        take_usual(&c, &seed);
        for (size_t i = 0; i < c.n_inputs; i++)
            for (size_t k = 0; k < c.n_results; k++)
                invert(&c, i, k);
    }
}
