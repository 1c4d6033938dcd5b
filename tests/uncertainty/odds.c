/* How likely a statement is to hold. */
#include "support.h"

#include <math.h>
#include <stdio.h>

enum { INPUTS = 2 };

/* A facility's power: 10 MW of IT stated, the PUE as given here. */
static int odds_of(aic_audit_input pue, const char *stated, int relation, uint64_t count,
                   aic_odds *odds, aic_error *error)
{
    const aic_model *model = model_named("facility_power");
    aic_audit_input inputs[INPUTS] = {{.low = NAN, .high = NAN},
                                      {.low = NAN, .high = NAN}};
    aic_figure figure;
    inputs[input_of(model, "it_power_mw")].value = 10;
    inputs[input_of(model, "it_power_mw")].origin = AIC_STATED;
    inputs[input_of(model, "pue")] = pue;
    assert_status(aic_figure_parse(stated, "MW", &figure, NULL), AIC_OK);
    aic_odds_options options = {.size = sizeof options, .count = count, .seed = 3};
    odds->size = sizeof *odds;
    return aic_audit_odds(model, inputs, INPUTS, result_of(model, "facility_power_mw"),
                          &figure, relation, count ? &options : NULL, odds, error);
}

static const aic_audit_input from_1_to_2 = {.origin = AIC_DEFAULTED, .low = 1, .high = 2};

/* A PUE uniform from 1 to 2 gives 10 to 20 MW: 12 MW, rounded to 1, is 11.5 to 12.5. */
TEST(uniform)
{
    aic_odds odds;
    aic_error error;
    assert_status(odds_of(from_1_to_2, "12 MW", AIC_ABOUT, 0, &odds, &error), AIC_OK);
    assert_within(odds.probability, 0.1, 0.005);
    assert_true(odds.low < 0.1 && 0.1 < odds.high && odds.high - odds.low < 0.005);
    assert_within(odds.median, 15, 0.05);
    assert_within(odds.q05, 10.5, 0.05);
    assert_within(odds.q95, 19.5, 0.05);
    assert_int_equal(odds.samples, 100000);
    assert_int_equal(odds.refused, 0);
    assert_int_equal(odds.varied, 1);
}

TEST(relations)
{
    aic_odds odds;
    assert_status(odds_of(from_1_to_2, "12 MW", AIC_AT_LEAST, 50000, &odds, NULL),
                  AIC_OK);
    assert_within(odds.probability, 0.85, 0.01);
    assert_int_equal(odds.samples, 50000);
    assert_status(odds_of(from_1_to_2, "12 MW", AIC_AT_MOST, 50000, &odds, NULL), AIC_OK);
    assert_within(odds.probability, 0.25, 0.01);
}

/* Everything stated: it holds or it does not. */
TEST(nothing_varies)
{
    aic_odds odds;
    aic_audit_input stated = {
        .value = 1.2, .origin = AIC_STATED, .low = NAN, .high = NAN};
    assert_status(odds_of(stated, "12 MW", AIC_ABOUT, 1000, &odds, NULL), AIC_OK);
    assert_bits(odds.probability, 1);
    assert_int_equal(odds.varied, 0);
    assert_status(odds_of(stated, "13 MW", AIC_ABOUT, 1000, &odds, NULL), AIC_OK);
    assert_bits(odds.probability, 0);
    assert_true(odds.high > 0 && odds.high < 0.005);
}

TEST(usual_range_of_the_model)
{
    aic_odds odds;
    const aic_model *model = model_named("facility_power");
    const aic_variable *pue = aic_model_input(model, input_of(model, "pue"));
    aic_audit_input defaulted = {.origin = AIC_DEFAULTED, .low = NAN, .high = NAN};
    assert_status(odds_of(defaulted, "12 MW", AIC_ABOUT, 0, &odds, NULL), AIC_OK);
    assert_within(odds.median, 10 * (pue->low + pue->high) / 2, 0.05);
    assert_within(odds.probability, 0.1 / (pue->high - pue->low), 0.01);
}

/* What is usual for the auditor is cut off where the model ends. The median of 50,000
 * uniform values is within 1/100 of their width of the middle, at 4.5 standard
 * deviations.
 */
TEST(usual_beyond_the_hard_range)
{
    aic_odds odds;
    const aic_model *model = model_named("facility_power");
    const aic_variable *pue = aic_model_input(model, input_of(model, "pue"));
    aic_audit_input far = {.origin = AIC_DEFAULTED, .low = 0, .high = 1e9};
    assert_status(odds_of(far, "12 MW", AIC_ABOUT, 50000, &odds, NULL), AIC_OK);
    assert_within(odds.median, 10 * (pue->min + pue->max) / 2,
                  10 * (pue->max - pue->min) / 100);
    assert_int_equal(odds.refused, 0);
}

/* IT power does not hang on the PUE, which comes after it and may be anything. */
TEST(input_without_effect)
{
    aic_model *chain = chain_of("fleet_power | facility_power");
    aic_audit_input inputs[4];
    aic_odds odds = {.size = sizeof odds};
    aic_figure stated;
    for (size_t k = 0; k < aic_model_input_count(chain); k++)
        inputs[k] = (aic_audit_input){.value = 0, .origin = AIC_STATED};
    inputs[input_of(chain, "gpu_count")].value = 50e3;
    inputs[input_of(chain, "gpu_power_w")].value = 400;
    inputs[input_of(chain, "pue")] =
        (aic_audit_input){.origin = AIC_DEFAULTED, .low = 1, .high = 2};
    assert_status(aic_figure_parse("20 MW", "MW", &stated, NULL), AIC_OK);
    assert_status(aic_audit_odds(chain, inputs, aic_model_input_count(chain),
                                 result_of(chain, "it_power_mw"), &stated, AIC_ABOUT,
                                 NULL, &odds, NULL),
                  AIC_OK);
    assert_bits(odds.probability, 1);
    assert_int_equal(odds.varied, 0);
    aic_model_free(chain);
}

/* A peak below idle power has no result: of 300 W and 200 to 250 W, none ever has. */
TEST(all_refused)
{
    const aic_model *model = model_named("gpu_power_curve");
    aic_audit_input inputs[8];
    aic_odds odds = {.size = sizeof odds};
    aic_figure stated;
    for (size_t k = 0; k < aic_model_input_count(model); k++)
        inputs[k] = (aic_audit_input){.value = aic_model_input(model, k)->value,
                                      .origin = AIC_STATED};
    inputs[input_of(model, "gpu_idle_w")].value = 300;
    inputs[input_of(model, "activity")].value = 0.5;
    inputs[input_of(model, "gpu_peak_w")] =
        (aic_audit_input){.origin = AIC_DEFAULTED, .low = 200, .high = 250};
    assert_status(aic_figure_parse("300 W", "W", &stated, NULL), AIC_OK);
    assert_status(aic_audit_odds(model, inputs, aic_model_input_count(model), 0, &stated,
                                 AIC_ABOUT, NULL, &odds, NULL),
                  AIC_W_ROWS);
    assert_true(isnan(odds.probability) && isnan(odds.low) && isnan(odds.high));
    assert_true(isnan(odds.median));
    assert_int_equal(odds.refused, odds.samples);
}

TEST(refusals)
{
    const aic_model *model = model_named("facility_power");
    aic_audit_input inputs[INPUTS] = {{.low = NAN, .high = NAN},
                                      {.low = NAN, .high = NAN}};
    aic_odds odds = {.size = sizeof odds, .probability = 77}, sizeless = {0};
    aic_odds_options huge = {.size = sizeof huge, .count = UINT64_MAX};
    aic_figure figure;
    aic_error error;
    assert_status(aic_figure_parse("12 MW", "MW", &figure, NULL), AIC_OK);
    inputs[0] =
        (aic_audit_input){.value = 10, .origin = AIC_STATED, .low = NAN, .high = NAN};
    inputs[1].origin = AIC_DEFAULTED;
    assert_status(
        aic_audit_odds(model, inputs, 2, 0, &figure, AIC_ABOUT, &huge, &odds, &error),
        AIC_E_ARGUMENT);
    assert_status(
        aic_audit_odds(model, inputs, 1, 0, &figure, AIC_ABOUT, NULL, &odds, &error),
        AIC_E_ARGUMENT);
    assert_status(
        aic_audit_odds(model, inputs, 2, 9, &figure, AIC_ABOUT, NULL, &odds, &error),
        AIC_E_ARGUMENT);
    assert_status(aic_audit_odds(model, inputs, 2, 0, &figure, 9, NULL, &odds, &error),
                  AIC_E_ARGUMENT);
    assert_status(
        aic_audit_odds(NULL, inputs, 2, 0, &figure, AIC_ABOUT, NULL, &odds, &error),
        AIC_E_ARGUMENT);
    assert_status(
        aic_audit_odds(model, inputs, 2, 0, &figure, AIC_ABOUT, NULL, &sizeless, &error),
        AIC_E_ARGUMENT);
    assert_status(
        aic_audit_odds(model, inputs, 2, 0, &figure, AIC_ABOUT, NULL, NULL, &error),
        AIC_E_ARGUMENT);
    assert_status(aic_audit_odds(model, inputs, 2, 0, &figure, AIC_ABOUT,
                                 &(aic_odds_options){0}, &odds, &error),
                  AIC_E_ARGUMENT);
    inputs[0].value = -1;
    assert_status(
        aic_audit_odds(model, inputs, 2, 0, &figure, AIC_ABOUT, NULL, &odds, &error),
        AIC_E_RANGE);
    assert_contains(error.message, "it_power_mw");
    inputs[0].value = INFINITY;
    assert_status(
        aic_audit_odds(model, inputs, 2, 0, &figure, AIC_ABOUT, NULL, &odds, &error),
        AIC_E_ARGUMENT);
    assert_contains(error.message, "finite");
    assert_bits(odds.probability, 77);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uniform),
        cmocka_unit_test(relations),
        cmocka_unit_test(nothing_varies),
        cmocka_unit_test(usual_range_of_the_model),
        cmocka_unit_test(usual_beyond_the_hard_range),
        cmocka_unit_test(input_without_effect),
        cmocka_unit_test(all_refused),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
