/* Finding models, names, sources and units. */
#include "support.h"

#include <limits.h>
#include <string.h>

static const char *const names[] = {
    NULL,
    "gpu_power",
    "gpu_power_curve",
    "server_power",
    "fleet_power",
    "facility_power",
    "energy_use",
    "electricity_cost",
    "emissions",
    "grid_connection",
    "device_energy",
    "household_equivalents",
    "households_by_capacity",
    "household_share",
    "equivalents",
    "gpu_capex",
    "currency",
    "perpetuity_revenue",
    "required_revenue",
    "subscriber_fee",
    "market_survivors",
    "buildout_time",
    "operating_cost",
    "rental_income",
    "project_payback",
    "levelized_compute_cost",
    "gpu_resale_value",
    "rental_margin",
};

TEST(ids_are_permanent)
{
    for (int id = 1; id < (int)COUNT(names); id++) {
        const aic_model *model = aic_model_by_id(id);
        assert_non_null(model);
        assert_string_equal(aic_model_name(model), names[id]);
        assert_int_equal(aic_model_id(model), id);
        assert_ptr_equal(aic_model_find(names[id], NULL), model);
        assert_int_equal(aic_model_step_count(model), 1);
        assert_ptr_equal(aic_model_step(model, 0), model);
        assert_null(aic_model_step(model, 1));
    }
    assert_true(aic_model_count() >= COUNT(names) - 1);
}

TEST(no_model_beyond_the_ends)
{
    const int ids[] = {0, -1, 100000, INT_MIN, INT_MAX};
    for (size_t i = 0; i < COUNT(ids); i++)
        assert_null(aic_model_by_id(ids[i]));
    assert_null(aic_model_at(aic_model_count()));
    assert_null(aic_model_at(SIZE_MAX));
    assert_non_null(aic_model_at(aic_model_count() - 1));
    assert_int_equal(aic_model_id(aic_model_at(0)), AIC_GPU_POWER);
}

static void expect_suggestion(const char *wrong, const char *right)
{
    aic_error error;
    assert_null(aic_model_find(wrong, &error));
    assert_int_equal(error.status, AIC_E_NAME);
    assert_contains(error.message, wrong);
    if (right)
        assert_contains(error.message, right);
    else
        assert_null(strstr(error.message, "did you mean"));
}

TEST(nearest_model_is_suggested)
{
    expect_suggestion("fleet_powr", "\"fleet_power\"");
    expect_suggestion("fleet_powe", "\"fleet_power\"");
    expect_suggestion("flete_power", "\"fleet_power\"");
    expect_suggestion("xfleet_power", "\"fleet_power\"");
    expect_suggestion("survivors", "\"market_survivors\"");
    expect_suggestion("emision", "\"emissions\"");
    expect_suggestion("Fleet_Power", "\"fleet_power\"");
    expect_suggestion("rentals", "\"rental_income\"");
    expect_suggestion("", NULL);
    expect_suggestion("weather", NULL);
    expect_suggestion("a name that is a good deal longer than any name of a model is",
                      NULL);
    assert_null(aic_model_find("fleet_powr", NULL));
}

TEST(null_names)
{
    aic_error error;
    assert_null(aic_model_find(NULL, &error));
    assert_int_equal(error.status, AIC_E_ARGUMENT);
    assert_null(aic_model_find(NULL, NULL));
    assert_null(aic_source_find(NULL, &error));
    assert_int_equal(error.status, AIC_E_ARGUMENT);
    assert_null(aic_source_find(NULL, NULL));
}

TEST(null_models)
{
    assert_int_equal(aic_model_id(NULL), AIC_CHAIN);
    assert_string_equal(aic_model_name(NULL), "");
    assert_string_equal(aic_model_domain(NULL), "");
    assert_string_equal(aic_model_summary(NULL), "");
    assert_string_equal(aic_model_equation(NULL), "");
    assert_int_equal(aic_model_input_count(NULL), 0);
    assert_int_equal(aic_model_result_count(NULL), 0);
    assert_int_equal(aic_model_step_count(NULL), 0);
    assert_null(aic_model_input(NULL, 0));
    assert_null(aic_model_result(NULL, 0));
    assert_null(aic_model_step(NULL, 0));
}

TEST(positions_of_names)
{
    const aic_model *model = model_named("facility_power");
    aic_error error;
    size_t position = 99;
    assert_status(aic_model_input_index(model, "pue", &position, &error), AIC_OK);
    assert_int_equal(position, 1);
    assert_status(aic_model_result_index(model, "overhead_power_mw", &position, NULL),
                  AIC_OK);
    assert_int_equal(position, 1);
    position = 99;
    assert_status(aic_model_input_index(model, "peu", &position, &error), AIC_E_NAME);
    assert_contains(error.message, "\"pue\"");
    assert_string_equal(error.model, "facility_power");
    assert_string_equal(error.variable, "peu");
    assert_status(aic_model_result_index(model, "facility_power", &position, &error),
                  AIC_E_NAME);
    assert_contains(error.message, "\"facility_power_mw\"");
    assert_status(aic_model_result_index(model, "pue", &position, NULL), AIC_E_NAME);
    assert_status(aic_model_input_index(model, "", &position, &error), AIC_E_NAME);
    assert_int_equal(position, 99);
}

TEST(computed_inputs_name_their_producer)
{
    aic_model *chain = chain_of("fleet_power | facility_power | energy_use");
    aic_error error;
    size_t position;
    assert_status(aic_model_input_index(chain, "facility_power_mw", &position, &error),
                  AIC_E_COMPUTED);
    assert_string_equal(error.model, "facility_power");
    assert_string_equal(error.variable, "facility_power_mw");
    assert_contains(error.message, "facility_power");
    assert_status(aic_model_input_index(chain, "it_power_mw", &position, &error),
                  AIC_E_COMPUTED);
    assert_string_equal(error.model, "fleet_power");
    assert_status(aic_model_input_index(chain, "energy_mwh_per_year", &position, NULL),
                  AIC_E_COMPUTED);
    assert_status(aic_model_input_index(model_named("fleet_power"), "it_power_mw",
                                        &position, &error),
                  AIC_E_COMPUTED);
    aic_model_free(chain);
}

TEST(null_arguments_of_positions)
{
    const aic_model *model = model_named("fleet_power");
    size_t position;
    aic_error error;
    assert_status(aic_model_input_index(NULL, "pue", &position, &error), AIC_E_ARGUMENT);
    assert_status(aic_model_input_index(model, NULL, &position, NULL), AIC_E_ARGUMENT);
    assert_status(aic_model_input_index(model, "pue", NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_model_result_index(NULL, "pue", &position, &error), AIC_E_ARGUMENT);
    assert_status(aic_model_result_index(model, NULL, &position, &error), AIC_E_ARGUMENT);
    assert_status(aic_model_result_index(model, "pue", NULL, NULL), AIC_E_ARGUMENT);
}

TEST(rows_beyond_the_last)
{
    const aic_model *model = model_named("fleet_power");
    assert_int_equal(aic_model_input_count(model), 3);
    assert_int_equal(aic_model_result_count(model), 1);
    assert_non_null(aic_model_input(model, 2));
    assert_null(aic_model_input(model, 3));
    assert_null(aic_model_input(model, SIZE_MAX));
    assert_null(aic_model_result(model, 1));
    assert_string_equal(aic_model_result(model, 0)->name, "it_power_mw");
}

TEST(texts_of_models_and_chains)
{
    const aic_model *model = model_named("fleet_power");
    assert_string_equal(aic_model_domain(model), "gpu_power");
    assert_contains(aic_model_equation(model), "it_power_mw = ");
    assert_true(strlen(aic_model_summary(model)) > 10);
    aic_model *chain = chain_of("fleet_power + facility_power");
    assert_string_equal(aic_model_name(chain), "fleet_power | facility_power");
    assert_int_equal(aic_model_id(chain), AIC_CHAIN);
    assert_string_equal(aic_model_domain(chain), "");
    assert_string_equal(aic_model_summary(chain), "");
    assert_string_equal(aic_model_equation(chain), "");
    aic_model_free(chain);
}

TEST(sources_are_in_order_and_complete)
{
    assert_true(aic_source_count() > 10);
    assert_null(aic_source_at(aic_source_count()));
    assert_null(aic_source_at(SIZE_MAX));
    for (size_t i = 0; i < aic_source_count(); i++) {
        const aic_source *source = aic_source_at(i);
        assert_true(i == 0 || strcmp(aic_source_at(i - 1)->key, source->key) < 0);
        assert_ptr_equal(aic_source_find(source->key, NULL), source);
        assert_true(strlen(source->title) > 3 && strlen(source->publisher) > 1);
        assert_true(strlen(source->taken) > 10 && source->address != NULL);
        /* 0 where the page bears no date. */
        bool dated = source->year >= 1900 && source->year <= source->reviewed;
        assert_true(dated || source->year == 0);
        assert_true(source->reviewed >= 2024);
    }
}

TEST(nearest_source_is_suggested)
{
    aic_error error;
    assert_null(aic_source_find("epoch-hardwear", &error));
    assert_int_equal(error.status, AIC_E_NAME);
    assert_contains(error.message, "\"epoch-hardware\"");
    assert_null(aic_source_find("", &error));
    assert_int_equal(error.status, AIC_E_NAME);
    assert_null(aic_source_find("zzzzzzzz", NULL));
}

TEST(units_are_a_closed_list)
{
    assert_true(aic_unit_count() > 20);
    assert_null(aic_unit_at(aic_unit_count()));
    assert_null(aic_unit_at(SIZE_MAX));
    for (size_t i = 0; i < aic_unit_count(); i++)
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(aic_unit_at(i), aic_unit_at(k));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_permanent),
        cmocka_unit_test(no_model_beyond_the_ends),
        cmocka_unit_test(nearest_model_is_suggested),
        cmocka_unit_test(null_names),
        cmocka_unit_test(null_models),
        cmocka_unit_test(positions_of_names),
        cmocka_unit_test(computed_inputs_name_their_producer),
        cmocka_unit_test(null_arguments_of_positions),
        cmocka_unit_test(rows_beyond_the_last),
        cmocka_unit_test(texts_of_models_and_chains),
        cmocka_unit_test(sources_are_in_order_and_complete),
        cmocka_unit_test(nearest_source_is_suggested),
        cmocka_unit_test(units_are_a_closed_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
