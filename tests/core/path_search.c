/* The search for the shortest chain among models made up for the test. It is linked so
 * that path.c sees these models in place of the built-in ones. */
#include "support.h"

#include "core/internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TOYS_MAX = 32 };

typedef struct {
    aic_model model;
    step own_step;
    aic_variable inputs[INPUTS_MAX], results[INPUTS_MAX];
    char names[2 * INPUTS_MAX][16];
} toy;

static toy toys[TOYS_MAX];
static size_t n_toys;

size_t __wrap_aic_model_count(void);
const aic_model *__wrap_aic_model_at(size_t position);

size_t __wrap_aic_model_count(void)
{
    return n_toys;
}

const aic_model *__wrap_aic_model_at(size_t position)
{
    return position < n_toys ? &toys[position].model : NULL;
}

static size_t take_names(toy *t, aic_variable *rows, const char *words, size_t from)
{
    size_t count = 0;
    for (const char *at = words; *at; count++) {
        size_t length = strcspn(at, " ");
        snprintf(t->names[from + count], 16, "%.*s", (int)length, at);
        rows[count] = (aic_variable){
            t->names[from + count], "1", "", "", NAN, 0, 1, 0, 1, AIC_REAL, AIC_LINEAR};
        at += length + (at[length] == ' ');
    }
    return count;
}

/* A model with these inputs and results, separated by spaces. */
static toy *add(int id, const char *name, const char *inputs, const char *results)
{
    toy *t = &toys[n_toys++];
    memset(t, 0, sizeof *t);
    size_t n_in = take_names(t, t->inputs, inputs, 0);
    size_t n_out = take_names(t, t->results, results, n_in);
    t->own_step = (step){&t->model, aic_identity_slots, (uint16_t)n_in};
    t->model = (aic_model){.id = id,
                           .name = name,
                           .inputs = t->inputs,
                           .results = t->results,
                           .n_inputs = n_in,
                           .n_results = n_out,
                           .steps = &t->own_step,
                           .n_steps = 1};
    return t;
}

static void expect_path(const char *given, const char *wanted, const char *expected)
{
    aic_model *chain;
    int status = aic_model_path(&given, 1, wanted, &chain, NULL);
    assert_status(status, expected ? AIC_OK : AIC_E_PATH);
    if (expected)
        assert_string_equal(aic_model_name(chain), expected);
    aic_model_free(chain);
    n_toys = 0;
}

TEST(a_shorter_chain_found_later)
{
    add(1, "long", "p", "z");
    add(2, "before", "x", "p");
    add(3, "short", "x", "z");
    expect_path("x", "z", "short");
}

TEST(fewer_further_inputs)
{
    add(1, "hungry", "x u v", "z");
    add(2, "modest", "x u", "z");
    add(3, "greedy", "x u v w", "z");
    expect_path("x", "z", "modest");
}

TEST(first_of_the_list)
{
    add(9, "later", "x u", "z");
    add(3, "earlier", "x v", "z");
    expect_path("x", "z", "earlier");
    add(3, "earlier", "x v", "z");
    add(9, "later", "x u", "z");
    expect_path("x", "z", "earlier");
}

/* One model makes both of what another needs: it is taken once. */
TEST(one_model_for_two_names)
{
    add(1, "both", "x", "a b");
    add(2, "last", "a b", "z");
    expect_path("x", "z", "both | last");
    add(1, "both", "x", "a b");
    add(2, "last", "a b", "z");
    add(3, "other", "w", "v");
    expect_path("w", "z", NULL);
}

/* Each would have to come before the other. */
TEST(circles_are_passed_over)
{
    add(1, "last", "p q", "z");
    add(2, "forth", "q x", "p");
    add(3, "back", "p x", "q");
    expect_path("x", "z", "forth | last");
    add(1, "last", "p", "z");
    add(2, "forth", "q", "p");
    add(3, "back", "p x", "q");
    expect_path("x", "z", NULL);
}

/* Models that are ready at once stand in the order of their numbers. */
TEST(order_among_equals)
{
    add(7, "seven", "x", "a");
    add(5, "five", "x u", "b");
    add(9, "last", "a b v", "z");
    const char *given[] = {"x", "u", "v"};
    aic_model *chain;
    assert_status(aic_model_path(given, 3, "z", &chain, NULL), AIC_OK);
    assert_string_equal(aic_model_name(chain), "five | last");
    aic_model_free(chain);
    toys[1].model.n_inputs = 1;
    toys[1].inputs[0].name = "u";
    toys[1].own_step.results = 1;
    assert_status(aic_model_path(given, 3, "z", &chain, NULL), AIC_OK);
    assert_string_equal(aic_model_name(chain), "five | seven | last");
    aic_model_free(chain);
    toys[0].model.id = 4;
    assert_status(aic_model_path(given, 3, "z", &chain, NULL), AIC_OK);
    assert_string_equal(aic_model_name(chain), "seven | five | last");
    aic_model_free(chain);
    n_toys = 0;
}

/* x0 to x1 to x2 and so on, each model with so many inputs. */
static void add_line(size_t count, size_t inputs)
{
    static char words[TOYS_MAX][2][512];
    for (size_t i = 0; i < count; i++) {
        int at = snprintf(words[i][0], 512, "x%zu", i);
        for (size_t k = 1; k < inputs; k++)
            at += snprintf(words[i][0] + at, 512 - (size_t)at, " o%zu_%zu", i, k);
        snprintf(words[i][1], 512, "x%zu", i + 1);
        add((int)i + 1, "link", words[i][0], words[i][1]);
    }
}

TEST(the_longest_path)
{
    aic_model *chain;
    const char *given = "x0";
    add_line(24, 1);
    assert_status(aic_model_path(&given, 1, "x24", &chain, NULL), AIC_OK);
    assert_int_equal(aic_model_step_count(chain), 24);
    aic_model_free(chain);
    n_toys = 0;
    add_line(25, 1);
    expect_path("x0", "x25", NULL);
}

TEST(the_most_names)
{
    aic_model *chain;
    const char *given = "x0";
    add_line(10, 16);
    assert_status(aic_model_path(&given, 1, "x10", &chain, NULL), AIC_OK);
    assert_int_equal(aic_model_input_count(chain), 151);
    aic_model_free(chain);
    n_toys = 0;
    add_line(17, 16);
    expect_path("x0", "x17", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_shorter_chain_found_later),
        cmocka_unit_test(fewer_further_inputs),
        cmocka_unit_test(first_of_the_list),
        cmocka_unit_test(one_model_for_two_names),
        cmocka_unit_test(circles_are_passed_over),
        cmocka_unit_test(order_among_equals),
        cmocka_unit_test(the_longest_path),
        cmocka_unit_test(the_most_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
