/* Defaults and evaluation, by id and by handle. */
#include "support.h"

#include <math.h>
#include <string.h>

TEST(defaults_come_from_the_table)
{
    for (size_t i = 0; i < aic_model_count(); i++) {
        const aic_model *model = aic_model_at(i);
        size_t n = aic_model_input_count(model);
        double by_handle[64], by_id[64];
        memset(by_handle, 0x55, sizeof by_handle);
        assert_status(aic_model_defaults(model, by_handle, n), AIC_OK);
        assert_status(aic_defaults(aic_model_id(model), by_id, n * sizeof *by_id),
                      AIC_OK);
        for (size_t k = 0; k < n; k++) {
            assert_bits(by_handle[k], aic_model_input(model, k)->value);
            assert_bits(by_id[k], aic_model_input(model, k)->value);
        }
    }
}

TEST(defaults_refuse_bad_arguments_and_write_nothing)
{
    const aic_model *model = model_named("fleet_power");
    double inputs[3] = {1, 2, 3};
    assert_status(aic_model_defaults(NULL, inputs, 3), AIC_E_ARGUMENT);
    assert_status(aic_model_defaults(model, NULL, 3), AIC_E_ARGUMENT);
    assert_status(aic_model_defaults(model, inputs, 2), AIC_E_ARGUMENT);
    assert_status(aic_model_defaults(model, inputs, 4), AIC_E_ARGUMENT);
    assert_status(aic_defaults(AIC_CHAIN, inputs, sizeof inputs), AIC_E_ARGUMENT);
    assert_status(aic_defaults(9999, inputs, sizeof inputs), AIC_E_ARGUMENT);
    assert_status(aic_defaults(-1, inputs, sizeof inputs), AIC_E_ARGUMENT);
    assert_status(aic_defaults(AIC_FLEET_POWER, NULL, sizeof inputs), AIC_E_ARGUMENT);
    assert_status(aic_defaults(AIC_FLEET_POWER, inputs, sizeof inputs - 1),
                  AIC_E_ARGUMENT);
    for (int i = 0; i < 3; i++)
        assert_bits(inputs[i], i + 1);
}

TEST(by_id_and_by_handle_agree)
{
    const double inputs[] = {50000, 400, 0};
    double by_id, by_handle;
    const aic_model *model = model_named("fleet_power");
    assert_status(
        aic_evaluate(AIC_FLEET_POWER, inputs, sizeof inputs, &by_id, sizeof by_id, NULL),
        AIC_OK);
    assert_status(aic_model_evaluate(model, inputs, 3, &by_handle, 1, NULL), AIC_OK);
    assert_bits(by_id, 20);
    assert_bits(by_handle, 20);
}

static void refuse_by_id(int id, const void *inputs, size_t inputs_size, double *results,
                         size_t results_size, const char *part)
{
    aic_error error;
    assert_status(aic_evaluate(id, inputs, inputs_size, results, results_size, &error),
                  AIC_E_ARGUMENT);
    assert_int_equal(error.status, AIC_E_ARGUMENT);
    assert_contains(error.message, part);
    if (results)
        assert_true(isnan(*results));
    assert_status(aic_evaluate(id, inputs, inputs_size, results, results_size, NULL),
                  AIC_E_ARGUMENT);
}

/* Whoever does not look at the status finds NaN, not yesterday's number. */
TEST(bad_arguments_by_id_give_nan)
{
    const double inputs[] = {50000, 400, 0};
    double result = 7;
    refuse_by_id(0, inputs, sizeof inputs, &result, sizeof result, "0");
    result = 7;
    refuse_by_id(777, inputs, sizeof inputs, &result, sizeof result, "777");
    result = 7;
    refuse_by_id(AIC_FLEET_POWER, NULL, sizeof inputs, &result, sizeof result, "NULL");
    refuse_by_id(AIC_FLEET_POWER, inputs, sizeof inputs, NULL, sizeof result, "NULL");
    result = 7;
    refuse_by_id(AIC_FLEET_POWER, inputs, 20, &result, sizeof result, "20");
    double two[2] = {7, 7};
    refuse_by_id(AIC_FLEET_POWER, inputs, sizeof inputs, two, 9, "9");
    assert_bits(two[1], 7);
}

TEST(bad_arguments_by_handle_write_nothing)
{
    const aic_model *model = model_named("fleet_power");
    const double inputs[] = {50000, 400, 0};
    double results[2] = {7, 7};
    aic_error error;
    assert_status(aic_model_evaluate(NULL, inputs, 3, results, 1, &error),
                  AIC_E_ARGUMENT);
    assert_status(aic_model_evaluate(model, NULL, 3, results, 1, &error), AIC_E_ARGUMENT);
    assert_status(aic_model_evaluate(model, inputs, 3, NULL, 1, &error), AIC_E_ARGUMENT);
    assert_status(aic_model_evaluate(model, inputs, 2, results, 1, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "3 inputs");
    assert_status(aic_model_evaluate(model, inputs, 3, results, 2, NULL), AIC_E_ARGUMENT);
    assert_bits(results[0], 7);
    assert_bits(results[1], 7);
}

TEST(missing_input)
{
    aic_fleet_power_inputs in = aic_fleet_power_defaults();
    aic_fleet_power_results out = {7};
    aic_error error;
    in.gpu_count = 100;
    assert_status(aic_fleet_power(&in, &out, &error), AIC_E_MISSING);
    assert_true(isnan(out.it_power_mw));
    assert_string_equal(error.model, "fleet_power");
    assert_string_equal(error.variable, "gpu_power_w");
    assert_int_equal(error.index, 1);
    assert_contains(error.message, "W");
    /* The first of several is named. */
    in = aic_fleet_power_defaults();
    assert_status(aic_fleet_power(&in, &out, &error), AIC_E_MISSING);
    assert_string_equal(error.variable, "gpu_count");
}

TEST(error_before_warning)
{
    aic_fleet_power_inputs in = aic_fleet_power_defaults();
    aic_fleet_power_results out;
    aic_error error;
    in.gpu_count = 1; /* unusual */
    in.gpu_power_w = -1;
    assert_status(aic_fleet_power(&in, &out, &error), AIC_E_RANGE);
    assert_string_equal(error.variable, "gpu_power_w");
    in.gpu_power_w = 400;
    assert_status(aic_fleet_power(&in, &out, &error), AIC_W_UNUSUAL);
    assert_string_equal(error.variable, "gpu_count");
    assert_contains(error.message, "usual");
    assert_bits(out.it_power_mw, 0.0004);
    assert_status(aic_fleet_power(&in, &out, NULL), AIC_W_UNUSUAL);
}

/* In a chain the position is that in the chain; of what it computes there is none. */
TEST(positions_of_errors_in_a_chain)
{
    aic_model *chain = chain_of("energy_use | household_equivalents | perpetuity_revenue "
                                "| market_survivors");
    size_t n = aic_model_input_count(chain);
    double inputs[32], results[32];
    aic_error error;
    for (size_t i = 0; i < n; i++)
        inputs[i] = middle_of(aic_model_input(chain, i));
    inputs[input_of(chain, "firms")] = 3;
    inputs[input_of(chain, "survivors")] = 4;
    assert_status(aic_model_evaluate(chain, inputs, n, results,
                                     aic_model_result_count(chain), &error),
                  AIC_E_CONDITION);
    assert_string_equal(error.model, "market_survivors");
    assert_string_equal(error.variable, "survivors");
    assert_int_equal(error.index, input_of(chain, "survivors"));
    inputs[input_of(chain, "survivors")] = 2;
    inputs[input_of(chain, "household_kwh_per_month")] = -1;
    assert_status(aic_model_evaluate(chain, inputs, n, results,
                                     aic_model_result_count(chain), &error),
                  AIC_E_RANGE);
    assert_string_equal(error.model, "household_equivalents");
    assert_int_equal(error.index, input_of(chain, "household_kwh_per_month"));
    aic_model_free(chain);
}

/* server_power needs some power; gpu_power may compute none. */
TEST(computed_value_out_of_range)
{
    aic_model *chain = chain_of("gpu_power | server_power");
    size_t n = aic_model_input_count(chain);
    double inputs[16], results[16];
    aic_error error;
    assert_status(aic_model_defaults(chain, inputs, n), AIC_OK);
    inputs[input_of(chain, "gpu_tdp_w")] = 0;
    assert_status(aic_model_evaluate(chain, inputs, n, results,
                                     aic_model_result_count(chain), &error),
                  AIC_E_RANGE);
    assert_string_equal(error.model, "server_power");
    assert_string_equal(error.variable, "gpu_power_w");
    assert_int_equal(error.index, -1);
    assert_bits(error.value, 0);
    assert_bits(error.min, 0.001);
    assert_contains(error.message, "computed");
    for (size_t k = 0; k < aic_model_result_count(chain); k++)
        assert_true(isnan(results[k]));
    assert_status(aic_model_evaluate(chain, inputs, n, results,
                                     aic_model_result_count(chain), NULL),
                  AIC_E_RANGE);
    aic_model_free(chain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_come_from_the_table),
        cmocka_unit_test(defaults_refuse_bad_arguments_and_write_nothing),
        cmocka_unit_test(by_id_and_by_handle_agree),
        cmocka_unit_test(bad_arguments_by_id_give_nan),
        cmocka_unit_test(bad_arguments_by_handle_write_nothing),
        cmocka_unit_test(missing_input),
        cmocka_unit_test(error_before_warning),
        cmocka_unit_test(positions_of_errors_in_a_chain),
        cmocka_unit_test(computed_value_out_of_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
