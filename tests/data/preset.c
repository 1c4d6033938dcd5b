/* aic_preset(): inputs from rows by name. */
#include "support.h"

#include <math.h>
#include <string.h>

enum { INPUTS = 64 };

static const char whole[] = "gpu_power | server_power | fleet_power | facility_power | "
                            "energy_use | household_equivalents | emissions";

typedef struct fixture {
    aic_model *model;
    double inputs[INPUTS];
    aic_provenance origins[INPUTS];
    size_t count;
    aic_error error;
} fixture;

static void begin(fixture *f, const char *chain)
{
    f->model = chain_of(chain);
    f->count = aic_model_input_count(f->model);
    for (size_t i = 0; i < f->count; i++)
        f->inputs[i] = NAN;
}

static void give(fixture *f, const char *name, double value)
{
    f->inputs[input_of(f->model, name)] = value;
}

static int preset(fixture *f, const aic_preset_row *rows, size_t count)
{
    return aic_preset(f->model, rows, count, f->inputs, f->count, f->origins, &f->error);
}

static double value_of(const fixture *f, const char *name)
{
    return f->inputs[input_of(f->model, name)];
}

static const aic_provenance *origin_of(const fixture *f, const char *name)
{
    return &f->origins[input_of(f->model, name)];
}

static const aic_preset_row h100_in_korea[] = {{"accelerators", "H100 SXM"},
                                               {"countries", "KR"}};

TEST(a_site_in_korea)
{
    fixture f;
    double results[INPUTS];
    begin(&f, whole);
    give(&f, "gpu_count", 50000);
    assert_status(preset(&f, h100_in_korea, 2), AIC_OK);
    assert_bits(value_of(&f, "gpu_tdp_w"), 700);
    assert_bits(value_of(&f, "household_kwh_per_month"), 332);
    assert_bits(value_of(&f, "grid_gco2e_per_kwh"), 417.06);
    assert_bits(value_of(&f, "pue"), 1.54);
    assert_int_equal(origin_of(&f, "gpu_count")->origin, AIC_FROM_CALLER);
    assert_int_equal(origin_of(&f, "pue")->origin, AIC_FROM_DEFAULT);
    assert_string_equal(origin_of(&f, "pue")->source, "uptime-2025");
    const aic_provenance *from = origin_of(&f, "household_kwh_per_month");
    assert_int_equal(from->origin, AIC_FROM_DATA);
    assert_string_equal(from->table, "countries");
    assert_string_equal(from->row, "KR");
    assert_string_equal(from->name, "South Korea");
    assert_string_equal(from->source, "kr-notice-332");
    assert_string_equal(from->confidence, "secondary");
    assert_int_equal(from->year, 2023);
    assert_status(aic_model_evaluate(f.model, f.inputs, f.count, results,
                                     aic_model_result_count(f.model), &f.error),
                  AIC_OK);
    double it_mw = 50000 * (8 * 595 + 3000) / 0.96 / 8 / 1e6;
    assert_near(results[result_of(f.model, "households")],
                it_mw * 1.54 * 720 * 1000 / 332, 1e-12);
    aic_model_free(f.model);
}

TEST(a_given_value_wins)
{
    fixture f;
    begin(&f, whole);
    give(&f, "gpu_tdp_w", 650);
    assert_status(preset(&f, h100_in_korea, 2), AIC_OK);
    assert_bits(value_of(&f, "gpu_tdp_w"), 650);
    assert_int_equal(origin_of(&f, "gpu_tdp_w")->origin, AIC_FROM_CALLER);
    assert_true(isnan(value_of(&f, "gpu_count")));
    assert_int_equal(origin_of(&f, "gpu_count")->origin, AIC_FROM_NOWHERE);
    aic_model_free(f.model);
}

TEST(the_last_row_wins)
{
    static const aic_preset_row rows[] = {
        {"countries", "KR"}, {"households", "households_kr_2016"}, {"countries", "FR"}};
    fixture f;
    begin(&f, whole);
    assert_status(preset(&f, rows, 3), AIC_OK);
    assert_bits(value_of(&f, "household_kwh_per_month"), 350);
    assert_bits(value_of(&f, "grid_gco2e_per_kwh"), 41.44);
    aic_model_free(f.model);
}

TEST(no_rows_leave_the_defaults)
{
    fixture f;
    begin(&f, "facility_power");
    assert_status(aic_preset(f.model, NULL, 0, f.inputs, f.count, NULL, NULL), AIC_OK);
    assert_bits(value_of(&f, "pue"), 1.54);
    assert_true(isnan(value_of(&f, "it_power_mw")));
    aic_model_free(f.model);
}

/* Nothing is written on an error. */
static void expect_refusal(const char *chain, const aic_preset_row *rows, size_t count,
                           int status, const char *words)
{
    fixture f;
    begin(&f, chain);
    assert_status(preset(&f, rows, count), status);
    assert_contains(f.error.message, words);
    for (size_t i = 0; i < f.count; i++)
        assert_true(isnan(f.inputs[i]));
    assert_status(aic_preset(f.model, rows, count, f.inputs, f.count, NULL, NULL),
                  status);
    aic_model_free(f.model);
}

TEST(no_sound_figure_is_no_guess)
{
    static const aic_preset_row tpu[] = {{"accelerators", "TPU v4"}};
    static const aic_preset_row france[] = {{"countries", "France"}};
    expect_refusal("gpu_power", tpu, 1, AIC_E_MISSING,
                   "has no sound figure for gpu_tdp_w");
    expect_refusal("household_equivalents", france, 1, AIC_E_MISSING,
                   "the row \"France\" of countries");
    fixture f;
    begin(&f, "gpu_power | fleet_power");
    preset(&f, tpu, 1);
    assert_string_equal(f.error.model, "gpu_power");
    assert_string_equal(f.error.variable, "gpu_tdp_w");
    assert_int_equal(f.error.index, 0);
    give(&f, "gpu_tdp_w", 300);
    assert_status(preset(&f, tpu, 1), AIC_OK);
    aic_model_free(f.model);
}

TEST(bad_rows_are_refused)
{
    static const aic_preset_row table[] = {{"acelerators", "H100"}};
    static const aic_preset_row row[] = {{"accelerators", "H101"}};
    static const aic_preset_row several[] = {{"accelerators", "A100"}};
    static const aic_preset_row null_table[] = {{NULL, "H100"}};
    static const aic_preset_row null_row[] = {{"accelerators", NULL}};
    static const aic_preset_row unused[] = {{"accelerators", "H100"}};
    expect_refusal(whole, table, 1, AIC_E_NAME, "did you mean \"accelerators\"?");
    expect_refusal(whole, row, 1, AIC_E_NAME, "accelerators has no row \"H101\"");
    expect_refusal(whole, several, 1, AIC_E_NAME, "may mean 4 rows");
    expect_refusal(whole, null_table, 1, AIC_E_ARGUMENT, "NULL");
    expect_refusal(whole, null_row, 1, AIC_E_ARGUMENT, "NULL");
    expect_refusal("energy_use", unused, 1, AIC_E_ARGUMENT,
                   "energy_use takes no input from accelerators");
}

TEST(one_currency)
{
    static const char chain[] = "fleet_power | facility_power | energy_use | "
                                "electricity_cost | gpu_capex";
    static const aic_preset_row europe[] = {{"accelerators", "H100"},
                                            {"countries", "EU"}};
    static const aic_preset_row world[] = {{"accelerators", "H100"},
                                           {"countries", "WORLD"}};
    expect_refusal(chain, europe, 2, AIC_E_CONDITION, "in EUR and");
    fixture f;
    begin(&f, chain);
    assert_status(preset(&f, world, 2), AIC_OK);
    assert_bits(value_of(&f, "electricity_price_per_kwh"), 0.161);
    assert_string_equal(origin_of(&f, "gpu_price")->currency, "USD");
    aic_model_free(f.model);
}

TEST(bad_arguments_are_refused)
{
    const aic_model *model = model_named("gpu_power");
    aic_preset_row many[17];
    double inputs[INPUTS] = {0};
    size_t n = aic_model_input_count(model);
    for (size_t i = 0; i < COUNT(many); i++)
        many[i] = (aic_preset_row){"accelerators", "H100"};
    aic_error error;
    assert_status(aic_preset(NULL, many, 1, inputs, n, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_preset(model, NULL, 1, inputs, n, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_preset(model, many, 1, NULL, n, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_preset(model, many, 1, inputs, n + 1, NULL, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "gpu_power has 4 inputs, not 5");
    assert_status(aic_preset(model, many, 17, inputs, n, NULL, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "at most 16 rows");
}

static bool is_a_name(const char *word)
{
    for (size_t m = 0; m < aic_model_count(); m++) {
        const aic_model *model = aic_model_at(m);
        for (size_t i = 0; i < aic_model_input_count(model); i++)
            if (strcmp(aic_model_input(model, i)->name, word) == 0)
                return true;
        for (size_t i = 0; i < aic_model_result_count(model); i++)
            if (strcmp(aic_model_result(model, i)->name, word) == 0)
                return true;
    }
    return false;
}

/* They stand beside inputs, as in site(gpu="H100", gpu_count=8). */
TEST(keywords_are_no_inputs_or_results)
{
    assert_string_equal(aic_table_keyword(aic_table_find("accelerators", NULL)), "gpu");
    assert_string_equal(aic_table_keyword(aic_table_find("countries", NULL)), "country");
    assert_string_equal(aic_table_keyword(aic_table_find("households", NULL)),
                        "household");
    assert_string_equal(aic_table_keyword(aic_table_find("pue", NULL)), "");
    assert_true(is_a_name("gpu_count") && is_a_name("households"));
    for (size_t i = 0; i < aic_table_count(); i++)
        assert_false(is_a_name(aic_table_keyword(aic_table_at(i))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_site_in_korea),
        cmocka_unit_test(a_given_value_wins),
        cmocka_unit_test(the_last_row_wins),
        cmocka_unit_test(no_rows_leave_the_defaults),
        cmocka_unit_test(no_sound_figure_is_no_guess),
        cmocka_unit_test(bad_rows_are_refused),
        cmocka_unit_test(one_currency),
        cmocka_unit_test(bad_arguments_are_refused),
        cmocka_unit_test(keywords_are_no_inputs_or_results),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
