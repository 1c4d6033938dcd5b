#include "support.h"

#include <math.h>

static const difference differences[] = {
    {"margin_per_gpu_hour", "cost_per_gpu_hour"},
    {"margin_share", "discount_rate"},
    {NULL, NULL},
};

MODEL_TESTS(rental_margin, 400, differences)

static aic_rental_margin_results evaluate(double cost, double price, double decline,
                                          double rate, double life)
{
    aic_rental_margin_inputs in = aic_rental_margin_defaults();
    aic_rental_margin_results out;
    in.cost_per_gpu_hour = cost;
    in.rental_price_per_gpu_hour = price;
    in.price_decline = decline;
    in.discount_rate = rate;
    in.life_years = life;
    assert_true(aic_rental_margin(&in, &out, NULL) >= 0);
    return out;
}

TEST(published_examples)
{
    const double cases[][2] = {{0, 2.906813}, {0.20, 4.150133}, {0.30, 4.921213}};
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_near(
            evaluate(2.906813, 2.35, cases[i][0], 0.1, 5).break_even_first_year_price,
            cases[i][1], 4e-7);
}

/* Chained after the cost: the published cases to their last digit. */
TEST(chained_after_the_cost)
{
    aic_model *chain = chain_of("levelized_compute_cost | rental_margin");
    double inputs[32], results[32];
    size_t n = aic_model_input_count(chain), m = aic_model_result_count(chain);
    aic_model_defaults(chain, inputs, n);
    const struct {
        const char *name;
        double value;
    } given[] = {{"capex_per_gpu", 60741},
                 {"server_share_w", 1275},
                 {"pue", 1.25},
                 {"electricity_price_per_kwh", 0.0826},
                 {"utilization", 0.7},
                 {"residual_fraction", 0.125},
                 {"rental_price_per_gpu_hour", 4}};
    for (size_t i = 0; i < COUNT(given); i++)
        inputs[input_of(chain, given[i].name)] = given[i].value;
    const double cases[][2] = {{0, 2.906813}, {0.20, 4.150133}, {0.30, 4.921213}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        inputs[input_of(chain, "price_decline")] = cases[i][0];
        assert_status(aic_model_evaluate(chain, inputs, n, results, m, NULL), AIC_OK);
        assert_near(results[result_of(chain, "break_even_first_year_price")], cases[i][1],
                    1.5e-7);
    }
    assert_near(results[result_of(chain, "margin_per_gpu_hour")], 4 - 2.906813, 5e-7);
    aic_model_free(chain);
}

/* The utilization that breaks even: where cost is the price, and nowhere else. */
TEST(utilization_that_breaks_even)
{
    aic_model *chain = chain_of("levelized_compute_cost | rental_margin");
    double inputs[32];
    size_t n = aic_model_input_count(chain), count = 0;
    aic_solution found[4];
    aic_model_defaults(chain, inputs, n);
    inputs[input_of(chain, "capex_per_gpu")] = 60741;
    inputs[input_of(chain, "server_share_w")] = 1275;
    inputs[input_of(chain, "pue")] = 1.25;
    inputs[input_of(chain, "electricity_price_per_kwh")] = 0.0826;
    inputs[input_of(chain, "residual_fraction")] = 0.125;
    inputs[input_of(chain, "rental_price_per_gpu_hour")] = 2.906813;
    assert_status(aic_solve(chain, inputs, n, input_of(chain, "utilization"),
                            result_of(chain, "margin_per_gpu_hour"), 0, found,
                            COUNT(found), &count, NULL),
                  AIC_OK);
    assert_int_equal(count, 1);
    assert_near(found[0].value, 0.7, 3e-7);
    aic_model_free(chain);
}

/* Prices that halve twice: 1 + 1/2 + 1/4 must be worth three costs. */
TEST(by_hand)
{
    aic_rental_margin_results out = evaluate(7, 8, 0.5, 0, 3);
    assert_ulps(out.break_even_first_year_price, 12, 8);
    assert_bits(out.margin_per_gpu_hour, 1);
    assert_bits(out.margin_share, 0.125);
    assert_bits(evaluate(7, 8, 0, 0, 3).break_even_first_year_price, 7);
    assert_bits(evaluate(7, 8, 0, 0.1, 4.5).break_even_first_year_price, 7);
    assert_ulps(evaluate(7, 8, -1, 0, 3).break_even_first_year_price, 3, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_examples),
        cmocka_unit_test(chained_after_the_cost),
        cmocka_unit_test(utilization_that_breaks_even),
        cmocka_unit_test(by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
