/* Structs grow at the tail: a caller compiled with an older or a newer header than the
 * library, in both directions. The structs here are those of fleet_power and emissions as
 * an older and as a later header would have them. */
#include "support.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Before host_power_w was appended. */
typedef struct {
    double gpu_count, gpu_power_w;
} older_inputs;

/* Two fields that this library does not know. */
typedef struct {
    double gpu_count, gpu_power_w, host_power_w, switch_power_w, storage_power_w;
} newer_inputs;

typedef struct {
    double it_power_mw, switch_power_mw, storage_power_mw;
} newer_results;

typedef struct {
    double operational_tco2e_per_year, embodied_tco2e_per_year;
} older_emissions;

static int evaluate(const void *inputs, size_t inputs_size, void *results,
                    size_t results_size, aic_error *error)
{
    return aic_evaluate(AIC_FLEET_POWER, inputs, inputs_size, results, results_size,
                        error);
}

TEST(older_caller_gets_the_defaults_of_what_it_lacks)
{
    older_inputs in;
    double it_power_mw;
    assert_status(aic_defaults(AIC_FLEET_POWER, &in, sizeof in), AIC_OK);
    assert_true(isnan(in.gpu_count) && isnan(in.gpu_power_w));
    in.gpu_count = 50000;
    in.gpu_power_w = 400;
    assert_status(evaluate(&in, sizeof in, &it_power_mw, sizeof it_power_mw, NULL),
                  AIC_OK);
    assert_bits(it_power_mw, 20);
}

/* Nothing beyond the end of the older struct is read or written. */
TEST(older_structs_are_not_overrun)
{
    older_inputs *in = malloc(sizeof *in);
    older_emissions *out = malloc(sizeof *out);
    assert_true(in && out);
    aic_defaults(AIC_FLEET_POWER, in, sizeof *in);
    in->gpu_count = 50000;
    in->gpu_power_w = 400;
    double it_power_mw;
    assert_status(evaluate(in, sizeof *in, &it_power_mw, sizeof it_power_mw, NULL),
                  AIC_OK);
    aic_emissions_inputs given = aic_emissions_defaults();
    given.energy_mwh_per_year = 262800;
    given.grid_gco2e_per_kwh = 500;
    assert_status(
        aic_evaluate(AIC_EMISSIONS, &given, sizeof given, out, sizeof *out, NULL),
        AIC_OK);
    assert_bits(out->operational_tco2e_per_year, 131400);
    assert_bits(out->embodied_tco2e_per_year, 0);
    free(in);
    free(out);
}

TEST(newer_caller_gets_nan_for_what_the_library_lacks)
{
    newer_inputs in;
    newer_results out = {7, 7, 7};
    aic_error error;
    assert_status(aic_defaults(AIC_FLEET_POWER, &in, sizeof in), AIC_OK);
    assert_bits(in.host_power_w, 0);
    assert_true(isnan(in.switch_power_w) && isnan(in.storage_power_w));
    in.gpu_count = 50000;
    in.gpu_power_w = 400;
    assert_status(evaluate(&in, sizeof in, &out, sizeof out, &error), AIC_W_VERSION);
    assert_int_equal(error.status, AIC_W_VERSION);
    assert_bits(out.it_power_mw, 20);
    assert_true(isnan(out.switch_power_mw) && isnan(out.storage_power_mw));
    assert_status(evaluate(&in, sizeof in, &out, sizeof out, NULL), AIC_W_VERSION);
    /* An older results struct beside newer inputs has nothing to warn of. */
    assert_status(evaluate(&in, sizeof in, &out, sizeof(double), &error), AIC_OK);
}

TEST(newer_input_that_is_given_is_refused)
{
    const double given[] = {0, 1, INFINITY, -0.0, 5e-324};
    for (size_t i = 0; i < COUNT(given); i++) {
        newer_inputs in;
        newer_results out = {7, 7, 7};
        aic_error error;
        aic_defaults(AIC_FLEET_POWER, &in, sizeof in);
        in.gpu_count = 50000;
        in.gpu_power_w = 400;
        in.storage_power_w = given[i];
        assert_status(evaluate(&in, sizeof in, &out, sizeof out, &error), AIC_E_VERSION);
        assert_int_equal(error.index, 4);
        assert_bits(error.value, given[i]);
        assert_string_equal(error.model, "fleet_power");
        assert_contains(error.message, aic_version());
        assert_true(isnan(out.it_power_mw) && isnan(out.switch_power_mw) &&
                    isnan(out.storage_power_mw));
        assert_status(evaluate(&in, sizeof in, &out, sizeof out, NULL), AIC_E_VERSION);
    }
}

/* The mistake that starting from the defaults prevents: zeros in what came later. */
TEST(zero_filled_newer_inputs_are_refused)
{
    newer_inputs in = {.gpu_count = 50000, .gpu_power_w = 400};
    newer_results out;
    aic_error error;
    assert_status(evaluate(&in, sizeof in, &out, sizeof out, &error), AIC_E_VERSION);
    assert_int_equal(error.index, 3);
}

TEST(empty_structs)
{
    double nothing[1] = {7}, inputs[] = {50000, 400, 0};
    assert_status(evaluate(nothing, 0, nothing, 0, NULL), AIC_E_MISSING);
    assert_status(evaluate(inputs, sizeof inputs, nothing, 0, NULL), AIC_OK);
    assert_status(aic_defaults(AIC_FLEET_POWER, nothing, 0), AIC_OK);
    assert_bits(nothing[0], 7);
}

/* Every model, as any older and any newer caller would have it. */
TEST(every_model_at_every_length)
{
    for (size_t i = 0; i < aic_model_count(); i++) {
        const aic_model *model = aic_model_at(i);
        int id = aic_model_id(model);
        size_t n_in = aic_model_input_count(model), n_out = aic_model_result_count(model);
        double in[64], expected[64], out[64];
        for (size_t length = 0; length <= n_in + 3; length++) {
            assert_status(aic_defaults(id, in, length * sizeof *in), AIC_OK);
            bool complete = true;
            for (size_t k = 0; k < n_in; k++)
                if (isnan(aic_model_input(model, k)->value)) {
                    in[k] = k < length ? middle_of(aic_model_input(model, k)) : NAN;
                    complete &= k < length;
                }
            for (size_t k = length; k < n_in; k++)
                in[k] = aic_model_input(model, k)->value;
            int status = aic_model_evaluate(model, in, n_in, expected, n_out, NULL);
            for (size_t made = 0; made <= n_out + 3; made++) {
                memset(out, 0x55, sizeof out);
                int wanted = status >= 0 && made > n_out ? AIC_W_VERSION : status;
                assert_status(aic_evaluate(id, in, length * sizeof *in, out,
                                           made * sizeof *out, NULL),
                              wanted);
                for (size_t k = 0; k < made; k++)
                    assert_bits(out[k], k < n_out ? expected[k] : NAN);
                assert_memory_equal(&out[made], "UUUUUUUU", sizeof *out);
            }
            assert_true(complete == (status >= 0));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(older_caller_gets_the_defaults_of_what_it_lacks),
        cmocka_unit_test(older_structs_are_not_overrun),
        cmocka_unit_test(newer_caller_gets_nan_for_what_the_library_lacks),
        cmocka_unit_test(newer_input_that_is_given_is_refused),
        cmocka_unit_test(zero_filled_newer_inputs_are_refused),
        cmocka_unit_test(empty_structs),
        cmocka_unit_test(every_model_at_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
