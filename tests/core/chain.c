/* Chains of built-in models. Refusals that no built-in models provoke are in
 * toy_models.c. */
#include "support.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const chains[] = {
    "fleet_power | facility_power",
    "fleet_power | facility_power | energy_use | household_equivalents",
    "gpu_power | server_power | fleet_power | facility_power | energy_use",
    "gpu_power_curve | server_power | fleet_power | facility_power | grid_connection",
    "gpu_power | device_energy | household_share",
    "fleet_power | facility_power | energy_use | electricity_cost | emissions",
    "fleet_power | facility_power | gpu_capex | required_revenue | subscriber_fee",
    "gpu_capex | perpetuity_revenue | subscriber_fee | market_survivors",
    "fleet_power | facility_power | energy_use | electricity_cost | emissions | "
    "grid_connection | household_equivalents | households_by_capacity | gpu_capex | "
    "required_revenue | subscriber_fee | market_survivors | buildout_time | equivalents",
    ("gpu_power | server_power | fleet_power | facility_power | energy_use | "
     "electricity_cost | gpu_capex | operating_cost | rental_income | project_payback"),
    "gpu_capex | levelized_compute_cost | rental_margin",
    "energy_use",
};

/* One model after the other, each fed by hand. */
static int compose(const aic_model *chain, const double *inputs, double *results)
{
    size_t made = 0;
    for (size_t i = 0; i < aic_model_step_count(chain); i++) {
        const aic_model *part = aic_model_step(chain, i);
        double own[64];
        for (size_t k = 0; k < aic_model_input_count(part); k++) {
            const char *name = aic_model_input(part, k)->name;
            size_t position;
            if (aic_model_input_index(chain, name, &position, NULL) == AIC_OK)
                own[k] = inputs[position];
            else
                own[k] = results[result_of(chain, name)];
        }
        size_t n = aic_model_result_count(part);
        int status = aic_model_evaluate(part, own, aic_model_input_count(part),
                                        results + made, n, NULL);
        if (status < 0)
            return status;
        made += n;
    }
    return AIC_OK;
}

TEST(chain_equals_composed_calls)
{
    uint64_t seed = 20;
    for (size_t c = 0; c < COUNT(chains); c++) {
        aic_model *chain = chain_of(chains[c]);
        size_t n = aic_model_input_count(chain), m = aic_model_result_count(chain);
        for (int sample = 0; sample < 500; sample++) {
            double inputs[64], results[64], composed[64];
            for (size_t k = 0; k < n; k++)
                inputs[k] = sample % 2 ? random_usual(&seed, aic_model_input(chain, k))
                                       : random_hard(&seed, aic_model_input(chain, k));
            int status = aic_model_evaluate(chain, inputs, n, results, m, NULL);
            int expected = compose(chain, inputs, composed);
            assert_true((status < 0) == (expected < 0));
            for (size_t k = 0; k < m; k++)
                assert_bits(results[k], status < 0 ? NAN : composed[k]);
        }
        aic_model_free(chain);
    }
}

TEST(columns_of_chains_equal_single_calls)
{
    for (size_t c = 0; c < COUNT(chains); c++) {
        aic_model *chain = chain_of(chains[c]);
        check_columns(chain);
        aic_model_free(chain);
    }
}

TEST(chains_refuse_as_models_do)
{
    for (size_t c = 0; c < 6; c++) {
        aic_model *chain = chain_of(chains[c]);
        check_refusals(chain);
        aic_model_free(chain);
    }
}

TEST(solve_inverts_chains)
{
    for (size_t c = 0; c < 5; c++) {
        aic_model *chain = chain_of(chains[c]);
        check_inverse(chain);
        aic_model_free(chain);
    }
}

/* What all accelerators, their hosts and the building draw is what the facility draws. */
TEST(energy_is_conserved)
{
    uint64_t seed = 21;
    aic_model *chain =
        chain_of("gpu_power | server_power | fleet_power | facility_power");
    size_t n = aic_model_input_count(chain), m = aic_model_result_count(chain);
    for (int sample = 0; sample < 2000; sample++) {
        double inputs[64], results[64];
        for (size_t k = 0; k < n; k++)
            inputs[k] = random_usual(&seed, aic_model_input(chain, k));
        assert_true(aic_model_evaluate(chain, inputs, n, results, m, NULL) >= 0);
        double count = inputs[input_of(chain, "gpu_count")];
        double gpus_mw = count * results[result_of(chain, "gpu_power_w")] / 1e6;
        double hosts_mw = count * results[result_of(chain, "host_power_w")] / 1e6;
        double overhead_mw = results[result_of(chain, "overhead_power_mw")];
        assert_ulps(gpus_mw + hosts_mw + overhead_mw,
                    results[result_of(chain, "facility_power_mw")], 8);
    }
    aic_model_free(chain);
}

TEST(inputs_are_those_nobody_computes_in_order_of_use)
{
    aic_model *chain = chain_of(chains[1]);
    const char *const inputs[] = {"gpu_count",
                                  "gpu_power_w",
                                  "host_power_w",
                                  "pue",
                                  "load_factor",
                                  "days_per_month",
                                  "household_kwh_per_month",
                                  "persons_per_household"};
    const char *const results[] = {"it_power_mw",          "facility_power_mw",
                                   "overhead_power_mw",    "energy_mwh_per_day",
                                   "energy_mwh_per_month", "energy_mwh_per_year",
                                   "households",           "persons"};
    assert_int_equal(aic_model_input_count(chain), COUNT(inputs));
    assert_int_equal(aic_model_result_count(chain), COUNT(results));
    for (size_t i = 0; i < COUNT(inputs); i++)
        assert_string_equal(aic_model_input(chain, i)->name, inputs[i]);
    for (size_t i = 0; i < COUNT(results); i++)
        assert_string_equal(aic_model_result(chain, i)->name, results[i]);
    assert_null(aic_model_input(chain, COUNT(inputs)));
    assert_null(aic_model_result(chain, COUNT(results)));
    assert_int_equal(aic_model_step_count(chain), 4);
    assert_null(aic_model_step(chain, 4));
    aic_model_free(chain);
}

/* gpu_capex has a default of 0 MW; energy_use requires it. */
TEST(one_that_requires_requires_for_all)
{
    const char *const orders[] = {"gpu_capex | energy_use", "energy_use | gpu_capex"};
    for (size_t i = 0; i < COUNT(orders); i++) {
        aic_model *chain = chain_of(orders[i]);
        size_t at = input_of(chain, "facility_power_mw");
        assert_true(isnan(aic_model_input(chain, at)->value));
        aic_model_free(chain);
    }
}

/* fleet_power takes 0 to 1e12 accelerators, gpu_capex 1 to 1e12. */
TEST(shared_ranges_intersect)
{
    const char *const orders[] = {"fleet_power | gpu_capex", "gpu_capex | fleet_power"};
    for (size_t i = 0; i < COUNT(orders); i++) {
        aic_model *chain = chain_of(orders[i]);
        const aic_variable *count = aic_model_input(chain, input_of(chain, "gpu_count"));
        assert_bits(count->min, 1);
        assert_bits(count->max, 1e12);
        assert_bits(count->low, 8);
        assert_bits(count->high, 1e6);
        aic_model_free(chain);
    }
}

TEST(chain_of_chains_is_the_chain)
{
    aic_model *front = chain_of("fleet_power | facility_power");
    aic_model *back = chain_of("energy_use | household_equivalents");
    aic_model *whole = chain_of(chains[1]), *joined;
    const aic_model *parts[] = {front, back};
    assert_status(aic_model_chain(parts, 2, &joined, NULL), AIC_OK);
    aic_model_free(front);
    aic_model_free(back);
    assert_string_equal(aic_model_name(joined), aic_model_name(whole));
    assert_int_equal(aic_model_input_count(joined), aic_model_input_count(whole));
    double inputs[16], a[16], b[16];
    for (size_t k = 0; k < aic_model_input_count(whole); k++)
        inputs[k] = middle_of(aic_model_input(whole, k));
    assert_status(aic_model_evaluate(joined, inputs, 8, a, 8, NULL), AIC_OK);
    assert_status(aic_model_evaluate(whole, inputs, 8, b, 8, NULL), AIC_OK);
    assert_memory_equal(a, b, 8 * sizeof *a);
    aic_model_free(joined);
    aic_model_free(whole);
}

static void refuse(const char *text, int status, const char *variable, const char *part)
{
    aic_error error;
    aic_model *chain = (aic_model *)&error;
    assert_status(aic_model_from_text(text, &chain, &error), status);
    assert_null(chain);
    assert_int_equal(error.status, status);
    assert_string_equal(error.variable, variable);
    assert_contains(error.message, part);
    assert_status(aic_model_from_text(text, &chain, NULL), status);
    assert_null(chain);
}

/* The first model of the second chain is refused: what is behind it is not looked at. */
TEST(chain_of_chains_is_refused_as_a_chain)
{
    aic_model *part = chain_of("fleet_power | facility_power"), *chain;
    const aic_model *models[] = {model_named("fleet_power"), part};
    aic_error error;
    assert_status(aic_model_chain(models, 2, &chain, &error), AIC_E_CHAIN);
    assert_string_equal(error.variable, "it_power_mw");
    assert_null(chain);
    aic_model_free(part);
}

TEST(refusals)
{
    refuse("fleet_power | fleet_power", AIC_E_CHAIN, "it_power_mw", "already");
    refuse("perpetuity_revenue | required_revenue", AIC_E_CHAIN,
           "required_revenue_per_year", "already");
    refuse("facility_power | fleet_power", AIC_E_CHAIN, "it_power_mw", "before");
    refuse("fleet_power | gpu_power", AIC_E_CHAIN, "gpu_power_w", "before");
    refuse("", AIC_E_CHAIN, "", "at least one");
    refuse(" | + |", AIC_E_CHAIN, "", "at least one");
    refuse("fleet_power | facility_powr", AIC_E_NAME, "", "\"facility_power\"");
    refuse("a_name_of_more_than_sixty_three_letters_which_no_model_can_have_at_all",
           AIC_E_NAME, "", "letters");
}

TEST(every_way_to_write_a_chain)
{
    const char *const texts[] = {
        "fleet_power|facility_power",   "fleet_power+facility_power",
        "fleet_power + facility_power", "  fleet_power\t|\n facility_power \r\n",
        "fleet_power facility_power",   "| fleet_power || facility_power |",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        aic_model *chain = chain_of(texts[i]);
        assert_string_equal(aic_model_name(chain), "fleet_power | facility_power");
        aic_model_free(chain);
    }
}

TEST(chain_of_one_model)
{
    aic_model *chain = chain_of("fleet_power");
    const aic_model *model = model_named("fleet_power");
    assert_int_equal(aic_model_id(chain), AIC_CHAIN);
    assert_string_equal(aic_model_name(chain), "fleet_power");
    assert_int_equal(aic_model_input_count(chain), 3);
    assert_ptr_equal(aic_model_step(chain, 0), model);
    aic_model_free(chain);
}

TEST(too_many_names_in_a_text)
{
    static char text[3000];
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "x ", 3);
    refuse(text, AIC_E_NAME, "", "\"x\"");
    aic_error error;
    aic_model *chain;
    static char many[1100 * 11 + 1];
    for (size_t i = 0; i < 1100; i++)
        memcpy(many + 11 * i, "energy_use ", 12);
    assert_status(aic_model_from_text(many, &chain, &error), AIC_E_CHAIN);
    assert_contains(error.message, "1024 models");
}

TEST(bad_arguments)
{
    const aic_model *models[] = {model_named("fleet_power"), NULL};
    aic_model *chain = (aic_model *)models;
    aic_error error;
    assert_status(aic_model_chain(models, 1, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_model_chain(NULL, 1, &chain, &error), AIC_E_CHAIN);
    assert_null(chain);
    chain = (aic_model *)models;
    assert_status(aic_model_chain(models, 0, &chain, NULL), AIC_E_CHAIN);
    assert_null(chain);
    chain = (aic_model *)models;
    assert_status(aic_model_chain(models, 2, &chain, &error), AIC_E_ARGUMENT);
    assert_null(chain);
    assert_contains(error.message, "1");
    chain = (aic_model *)models;
    assert_status(aic_model_from_text(NULL, &chain, &error), AIC_E_ARGUMENT);
    assert_null(chain);
    assert_status(aic_model_from_text("fleet_power", NULL, &error), AIC_E_ARGUMENT);
}

TEST(freeing_what_is_no_chain)
{
    aic_model_free(NULL);
    aic_model_free((aic_model *)model_named("fleet_power"));
    assert_string_equal(aic_model_name(model_named("fleet_power")), "fleet_power");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chain_equals_composed_calls),
        cmocka_unit_test(columns_of_chains_equal_single_calls),
        cmocka_unit_test(chains_refuse_as_models_do),
        cmocka_unit_test(solve_inverts_chains),
        cmocka_unit_test(energy_is_conserved),
        cmocka_unit_test(inputs_are_those_nobody_computes_in_order_of_use),
        cmocka_unit_test(one_that_requires_requires_for_all),
        cmocka_unit_test(shared_ranges_intersect),
        cmocka_unit_test(chain_of_chains_is_the_chain),
        cmocka_unit_test(chain_of_chains_is_refused_as_a_chain),
        cmocka_unit_test(refusals),
        cmocka_unit_test(every_way_to_write_a_chain),
        cmocka_unit_test(chain_of_one_model),
        cmocka_unit_test(too_many_names_in_a_text),
        cmocka_unit_test(bad_arguments),
        cmocka_unit_test(freeing_what_is_no_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
