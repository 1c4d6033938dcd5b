/* The shortest chain from what is known to what is wanted. */
#include "support.h"

#include <string.h>

typedef const char *const text_list[];

static void expect_path(const char *const *inputs, size_t count, const char *result,
                        const char *expected)
{
    aic_error error;
    aic_model *chain;
    int status = aic_model_path(inputs, count, result, &chain, &error);
    if (status < 0)
        fail_msg("%s", error.message);
    assert_int_equal(error.status, AIC_OK);
    assert_string_equal(aic_model_name(chain), expected);
    for (size_t i = 0; i < count; i++)
        input_of(chain, inputs[i]);
    result_of(chain, result);
    aic_model_free(chain);
}

#define FROM(...) (text_list){__VA_ARGS__}, COUNT(((text_list){__VA_ARGS__}))

TEST(one_model)
{
    expect_path(FROM("pue"), "facility_power_mw", "facility_power");
    expect_path(FROM("gpu_count"), "it_power_mw", "fleet_power");
    expect_path(FROM("gpu_count", "gpu_power_w"), "it_power_mw", "fleet_power");
    expect_path(FROM("quantity"), "equivalent_count", "equivalents");
}

TEST(shortest_of_several)
{
    expect_path(FROM("gpu_count"), "households",
                "fleet_power | facility_power | energy_use | household_equivalents");
    expect_path(FROM("gpu_power_w"), "gpu_energy_kwh_per_month", "device_energy");
    expect_path(FROM("gpu_tdp_w"), "household_fraction",
                "gpu_power | device_energy | household_share");
    expect_path(FROM("facility_power_mw"), "households_at_peak",
                "households_by_capacity");
}

TEST(several_given)
{
    expect_path(FROM("gpu_tdp_w", "psu_efficiency"), "it_power_mw",
                "gpu_power | server_power | fleet_power");
    expect_path(FROM("gpu_tdp_w", "pue"), "energy_mwh_per_year",
                "gpu_power | fleet_power | facility_power | energy_use");
    expect_path(FROM("gpu_count", "grid_capacity_mw"), "shortfall_mw",
                "fleet_power | facility_power | grid_connection");
    expect_path(FROM("activity", "server_fan_w"), "it_power_mw",
                "gpu_power_curve | server_power | fleet_power");
}

/* Through the perpetuity fewer inputs are left to give, and it comes first. */
TEST(ties)
{
    expect_path(FROM("gpu_price", "users"), "fee_per_user_month",
                "gpu_capex | perpetuity_revenue | subscriber_fee");
    expect_path(FROM("gpu_price", "life_years"), "fee_per_user_month",
                "gpu_capex | required_revenue | subscriber_fee");
}

TEST(given_twice_is_given_once)
{
    expect_path(FROM("gpu_count", "gpu_count"), "it_power_mw", "fleet_power");
}

static void refuse(const char *const *inputs, size_t count, const char *result,
                   int status, const char *part)
{
    aic_error error;
    aic_model *chain = (aic_model *)&error;
    assert_status(aic_model_path(inputs, count, result, &chain, &error), status);
    assert_null(chain);
    assert_int_equal(error.status, status);
    assert_contains(error.message, part);
    assert_status(aic_model_path(inputs, count, result, &chain, NULL), status);
}

TEST(no_path)
{
    refuse(FROM("pue"), "fee_per_user_month_", AIC_E_NAME, "\"fee_per_user_month\"");
    refuse(FROM("household_kwh_per_month"), "it_power_mw", AIC_E_PATH, "it_power_mw");
    refuse(FROM("quantity", "pue"), "equivalent_count", AIC_E_PATH, "other inputs");
    /* A result is no input of the model that makes it, and an input is no result. */
    refuse(FROM("households"), "households", AIC_E_PATH, "households");
    refuse(FROM("gpu_count"), "pue", AIC_E_PATH, "pue");
    /* What the chain computes is no input of it. */
    refuse(FROM("it_power_mw", "gpu_count"), "facility_power_mw", AIC_E_PATH,
           "it_power_mw");
}

TEST(misspelt_names)
{
    aic_error error;
    aic_model *chain;
    refuse(FROM("gpu_cout"), "households", AIC_E_NAME, "\"gpu_count\"");
    refuse(FROM("gpu_count", "puee"), "households", AIC_E_NAME, "\"pue\"");
    refuse(FROM("gpu_count"), "housholds", AIC_E_NAME, "\"households\"");
    refuse(FROM(""), "households", AIC_E_NAME, "\"\"");
    assert_status(aic_model_path(FROM("gpu_cout"), "households", &chain, &error),
                  AIC_E_NAME);
    assert_string_equal(error.variable, "gpu_cout");
}

TEST(bad_arguments)
{
    text_list inputs = {"gpu_count", NULL};
    aic_error error;
    aic_model *chain;
    refuse(NULL, 1, "households", AIC_E_ARGUMENT, "input");
    refuse(inputs, 0, "households", AIC_E_ARGUMENT, "input");
    refuse(inputs, 2, "households", AIC_E_ARGUMENT, "NULL");
    refuse(inputs, 1, NULL, AIC_E_ARGUMENT, "NULL");
    assert_status(aic_model_path(inputs, 1, "households", NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_model_path(inputs, 1, "households", &chain, NULL), AIC_OK);
    aic_model_free(chain);
}

/* From every input to every result there is a chain that evaluates, or the plain word
 * that there is none. */
TEST(every_pair_ends)
{
    for (size_t i = 0; i < aic_model_count(); i++) {
        const char *input = aic_model_input(aic_model_at(i), 0)->name;
        for (size_t k = 0; k < aic_model_count(); k++) {
            const char *result = aic_model_result(aic_model_at(k), 0)->name;
            aic_model *chain;
            aic_error error;
            int status = aic_model_path(&input, 1, result, &chain, &error);
            assert_true(status == AIC_OK || status == AIC_E_PATH);
            if (status < 0)
                continue;
            input_of(chain, input);
            result_of(chain, result);
            aic_model_free(chain);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_model),
        cmocka_unit_test(shortest_of_several),
        cmocka_unit_test(several_given),
        cmocka_unit_test(ties),
        cmocka_unit_test(given_twice_is_given_once),
        cmocka_unit_test(no_path),
        cmocka_unit_test(misspelt_names),
        cmocka_unit_test(bad_arguments),
        cmocka_unit_test(every_pair_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
