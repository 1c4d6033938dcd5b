/* The reference tables: finding, describing and reading them. */
#include "support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const aic_table *table_named(const char *name)
{
    const aic_table *table = aic_table_find(name, NULL);
    assert_non_null(table);
    return table;
}

static size_t field_of(const aic_table *table, const char *name)
{
    size_t field;
    assert_status(aic_table_field_index(table, name, &field, NULL), AIC_OK);
    return field;
}

static size_t row_of(const aic_table *table, const char *name)
{
    size_t row;
    aic_error error;
    if (aic_table_row_find(table, name, &row, &error) != AIC_OK)
        fail_msg("%s", error.message);
    return row;
}

static aic_cell cell_of(const char *table_name, const char *row, const char *field)
{
    aic_cell cell;
    const aic_table *table = table_named(table_name);
    assert_status(
        aic_table_cell(table, row_of(table, row), field_of(table, field), &cell), AIC_OK);
    return cell;
}

TEST(tables_are_found)
{
    static const char *const names[] = {
        "accelerators", "countries", "households",        "facilities", "training_runs",
        "pue",          "prices",    "published_figures", "superseded"};
    aic_error error;
    assert_int_equal(aic_table_count(), COUNT(names));
    for (size_t i = 0; i < COUNT(names); i++) {
        const aic_table *table = aic_table_at(i);
        assert_string_equal(aic_table_name(table), names[i]);
        assert_ptr_equal(aic_table_find(names[i], &error), table);
        assert_int_equal(error.status, AIC_OK);
        assert_true(strlen(aic_table_summary(table)) > 20);
        bool never = strcmp(names[i], "superseded") == 0;
        assert_int_equal(aic_table_review_years(table) == 0, never);
        assert_non_null(aic_table_keyword(table));
        assert_true(aic_table_row_count(table) > 10);
    }
    assert_null(aic_table_at(COUNT(names)));
    assert_null(aic_table_find("acelerators", &error));
    assert_int_equal(error.status, AIC_E_NAME);
    assert_contains(error.message, "did you mean \"accelerators\"?");
    assert_null(aic_table_find("qqqqqqqqqqqq", &error));
    assert_null(aic_table_find(NULL, &error));
    assert_int_equal(error.status, AIC_E_ARGUMENT);
    assert_null(aic_table_find(NULL, NULL));
    assert_true(strlen(aic_data_version()) > 0);
}

TEST(fields_are_described)
{
    const aic_table *table = table_named("accelerators");
    size_t position = 0;
    aic_error error;
    const aic_field *field = aic_table_field(table, field_of(table, "gpu_price"));
    assert_string_equal(field->unit, "cur");
    assert_string_equal(field->currency, "USD");
    assert_int_equal(field->kind, AIC_NUMBER);
    assert_null(aic_table_field(table, aic_table_field_count(table)));
    assert_status(aic_table_field_index(table, "gpu_tpd_w", &position, &error),
                  AIC_E_NAME);
    assert_contains(error.message, "did you mean \"gpu_tdp_w\"?");
    assert_status(aic_table_field_index(table, "qqqqqqqqqqqqqq", &position, NULL),
                  AIC_E_NAME);
    assert_status(aic_table_field_index(NULL, "name", &position, NULL), AIC_E_ARGUMENT);
    assert_status(aic_table_field_index(table, NULL, &position, NULL), AIC_E_ARGUMENT);
    assert_status(aic_table_field_index(table, "name", NULL, NULL), AIC_E_ARGUMENT);
}

/* The same name, the same quantity: a column that can fill an input has its unit. */
TEST(fields_have_the_units_of_inputs)
{
    for (size_t t = 0; t < aic_table_count(); t++)
        for (size_t f = 0; f < aic_table_field_count(aic_table_at(t)); f++) {
            const aic_field *field = aic_table_field(aic_table_at(t), f);
            for (size_t m = 0; m < aic_model_count(); m++) {
                size_t input;
                const aic_model *model = aic_model_at(m);
                if (aic_model_input_index(model, field->name, &input, NULL) == AIC_OK)
                    assert_string_equal(aic_model_input(model, input)->unit, field->unit);
            }
        }
}

static void same_row(const char *table_name, const char *a, const char *b)
{
    const aic_table *table = table_named(table_name);
    assert_int_equal(row_of(table, a), row_of(table, b));
}

TEST(rows_are_found_by_any_name)
{
    same_row("accelerators", "H100", "nvidia-h100-sxm5-80gb");
    same_row("accelerators", "h100 sxm", "H100-SXM5");
    same_row("accelerators", "NVIDIA H100 SXM5 80GB", "h100_sxm");
    same_row("accelerators", "NVIDIA B200 (air, HGX/DGX)", "b200");
    same_row("countries", "KR", "한국");
    same_row("countries", "대한민국", "south korea");
    same_row("countries", "Republic of Korea", "kor");
    same_row("countries", "NA", "Namibia");
    same_row("countries", "Cote d'Ivoire", "코트디부아르");
    same_row("countries", "미국", "usa");
    same_row("households", "households_kr_2022", "Households KR 2022");
}

/* The build and find.c compare names alike. */
static void check_name(const aic_table *table, size_t row, const char *name)
{
    size_t rows[8], count, i = 0;
    int status = aic_table_row_matches(table, name, rows, COUNT(rows), &count);
    while (i < count && i < COUNT(rows) && rows[i] != row)
        i++;
    if (i == count || i == COUNT(rows) || (status != AIC_OK && count < 2))
        fail_msg("row %zu of %s is not found as \"%s\"", row, aic_table_name(table),
                 name);
}

static void check_names(const aic_table *table, size_t row)
{
    aic_cell cell;
    char aliases[512];
    for (size_t field = 0; field < 2; field++) {
        assert_status(aic_table_cell(table, row, field, &cell), AIC_OK);
        assert_int_equal(row_of(table, cell.text), row);
    }
    assert_status(aic_table_cell(table, row, field_of(table, "aliases"), &cell), AIC_OK);
    assert_true(strlen(cell.text) < sizeof aliases);
    strcpy(aliases, cell.text);
    for (char *name = strtok(aliases, ";"); name; name = strtok(NULL, ";"))
        check_name(table, row, name);
}

TEST(every_name_of_every_row_finds_it)
{
    for (size_t t = 0; t < aic_table_count(); t++)
        for (size_t row = 0; row < aic_table_row_count(aic_table_at(t)); row++)
            check_names(aic_table_at(t), row);
}

static void expect_refusal(const char *table, const char *name, const char *words)
{
    size_t row = 77;
    aic_error error;
    assert_status(aic_table_row_find(table_named(table), name, &row, &error), AIC_E_NAME);
    assert_contains(error.message, words);
    assert_int_equal(row, 77);
}

TEST(other_names_are_refused)
{
    expect_refusal("accelerators", "A100", "may mean 4 rows");
    expect_refusal("accelerators", "A100", "\"NVIDIA A100 PCIe 40GB\"");
    expect_refusal("accelerators", "rtx", "is a part of the names of 3 rows");
    expect_refusal("accelerators", "MI325", "did you mean \"AMD Instinct MI325X\"?");
    expect_refusal("accelerators", "nvidia", "and more");
    expect_refusal("accelerators", "h10O", "the nearest: ");
    expect_refusal("accelerators", "V10O",
                   "\"NVIDIA V100 PCIe 16GB\", \"NVIDIA V100 PCIe 32GB\", "
                   "\"NVIDIA V100 SXM2 16GB\"");
    expect_refusal("countries", "Koera", "\"South Korea\"");
    expect_refusal("countries", "xqzxqzxqz", "countries has no row \"xqzxqzxqz\"");
    expect_refusal("countries", "", "countries has no row \"\"");
    expect_refusal("countries", " - ", "countries has no row");
    char longest[400];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    expect_refusal("countries", longest, "countries has no row");
    size_t row;
    const aic_table *table = table_named("countries");
    assert_status(aic_table_row_find(NULL, "KR", &row, NULL), AIC_E_ARGUMENT);
    assert_status(aic_table_row_find(table, NULL, &row, NULL), AIC_E_ARGUMENT);
    assert_status(aic_table_row_find(table, "KR", NULL, NULL), AIC_E_ARGUMENT);
}

TEST(matches_are_listed)
{
    const aic_table *table = table_named("accelerators");
    size_t rows[2], count = 0;
    assert_status(aic_table_row_matches(table, "H100", rows, 2, &count), AIC_OK);
    assert_int_equal(count, 1);
    assert_status(aic_table_row_matches(table, "A100", rows, 2, &count), AIC_E_NAME);
    assert_int_equal(count, 4);
    assert_status(aic_table_row_matches(table, "MI325", rows, 2, &count), AIC_E_NAME);
    assert_int_equal(count, 1);
    assert_status(aic_table_row_matches(table, "none such", rows, 2, &count), AIC_E_NAME);
    assert_int_equal(count, 0);
    assert_status(aic_table_row_matches(table, "A100", NULL, 0, &count), AIC_E_NAME);
    assert_int_equal(count, 4);
    assert_status(aic_table_row_matches(table, "H10", rows, 2, &count), AIC_E_NAME);
    assert_int_equal(count, 3);
    assert_int_equal(rows[0] + 1, rows[1]);
    assert_status(aic_table_row_matches(NULL, "H100", rows, 2, &count), AIC_E_ARGUMENT);
    assert_status(aic_table_row_matches(table, NULL, rows, 2, &count), AIC_E_ARGUMENT);
    assert_status(aic_table_row_matches(table, "H100", rows, 2, NULL), AIC_E_ARGUMENT);
    assert_status(aic_table_row_matches(table, "H100", NULL, 2, &count), AIC_E_ARGUMENT);
}

TEST(cells_have_sources)
{
    aic_cell cell = cell_of("accelerators", "H100", "gpu_tdp_w");
    assert_bits(cell.number, 700);
    assert_string_equal(cell.unit, "W");
    assert_string_equal(cell.source, "epoch-hardware");
    assert_string_equal(cell.licence, "CC-BY-4.0");
    assert_string_equal(cell.confidence, "compiled");
    assert_string_equal(cell.currency, "");
    cell = cell_of("accelerators", "H100", "chip_cost");
    assert_string_equal(cell.source, "epoch-chip-costs");
    assert_string_equal(cell.currency, "USD");
    assert_int_equal(cell.year, 2026);
    cell = cell_of("countries", "KR", "household_kwh_per_month");
    assert_bits(cell.number, 332);
    assert_int_equal(cell.year, 2023);
    assert_string_equal(cell.source, "kr-notice-332");
    cell = cell_of("countries", "EU", "electricity_price_per_kwh");
    assert_string_equal(cell.currency, "EUR");
    cell = cell_of("accelerators", "H100", "vendor");
    assert_string_equal(cell.text, "NVIDIA");
    assert_int_equal(cell.kind, AIC_TEXT);
    assert_true(isnan(cell.number));
}

/* Old values stay reachable under the year in their keys. */
TEST(old_values_stay)
{
    assert_bits(
        cell_of("households", "households_kr_2022", "household_kwh_per_month").number,
        307);
    assert_bits(
        cell_of("households", "households_kr_2016", "household_kwh_per_month").number,
        350);
}

TEST(a_text_that_looks_like_a_number_is_none)
{
    aic_cell cell = cell_of("published_figures", "llama-danes", "date");
    assert_string_equal(cell.text, "2023");
    assert_int_equal(cell.kind, AIC_TEXT);
    assert_true(isnan(cell.number));
    assert_bits(cell_of("published_figures", "llama-danes", "year").number, 2023);
}

TEST(empty_cells_say_so)
{
    aic_cell cell = cell_of("accelerators", "TPU v4", "gpu_tdp_w");
    assert_true(isnan(cell.number));
    assert_string_equal(cell.text, "");
    assert_string_equal(cell.source, "");
    assert_int_equal(cell.year, 0);
    const aic_table *table = table_named("pue");
    assert_status(aic_table_cell(NULL, 0, 0, &cell), AIC_E_ARGUMENT);
    assert_status(aic_table_cell(table, 0, 0, NULL), AIC_E_ARGUMENT);
    assert_status(aic_table_cell(table, aic_table_row_count(table), 0, &cell),
                  AIC_E_ARGUMENT);
    assert_status(aic_table_cell(table, 0, aic_table_field_count(table), &cell),
                  AIC_E_ARGUMENT);
}

static void check_cell(const aic_table *table, size_t row, size_t field)
{
    aic_cell cell;
    assert_status(aic_table_cell(table, row, field, &cell), AIC_OK);
    const char *name = aic_table_field(table, field)->name;
    bool figure = cell.kind == AIC_NUMBER && strcmp(cell.unit, "year") != 0;
    bool named = strcmp(name, "name") == 0;
    if (*cell.text == '\0' || (!figure && !named && *cell.source == '\0'))
        return;
    if (!aic_source_find(cell.source, NULL) || *cell.licence == '\0')
        fail_msg("%s of row %zu of %s leads to no source", name, row,
                 aic_table_name(table));
    if (figure && (cell.year < 1990 || *cell.confidence == '\0' || isnan(cell.number)))
        fail_msg("%s of row %zu of %s has no year, confidence or number", name, row,
                 aic_table_name(table));
}

TEST(every_cell_leads_to_a_source)
{
    for (size_t t = 0; t < aic_table_count(); t++) {
        const aic_table *table = aic_table_at(t);
        for (size_t row = 0; row < aic_table_row_count(table); row++)
            for (size_t field = 0; field < aic_table_field_count(table); field++)
                check_cell(table, row, field);
    }
}

TEST(sources_have_licences)
{
    for (size_t i = 0; i < aic_source_count(); i++)
        assert_non_null(aic_source_licence(aic_source_at(i)->key));
    assert_string_equal(aic_source_licence("ember-owid"), "CC-BY-4.0");
    assert_string_equal(aic_source_licence("definition"), "MIT");
    assert_null(aic_source_licence("no-such-source"));
    assert_null(aic_source_licence(NULL));
}

/* 2,500 kWh a year, which version 1 cut to three decimals. */
TEST(cells_of_earlier_versions)
{
    const aic_table *countries = table_named("countries");
    size_t row = row_of(countries, "GB");
    size_t field = field_of(countries, "household_kwh_per_month");
    aic_cell then, now;
    aic_error error;
    assert_status(aic_table_cell_as_of(countries, row, field, "1", &then, &error),
                  AIC_OK);
    assert_int_equal(error.status, AIC_OK);
    assert_bits(then.number, 208.333);
    assert_string_equal(then.text, "208.333");
    assert_string_equal(then.unit, "kWh/month");
    assert_string_equal(then.currency, "");
    assert_string_equal(then.source, "ofgem-tdcv-2026");
    assert_int_equal(then.year, 2026);
    assert_status(
        aic_table_cell_as_of(countries, row, field, aic_data_version(), &now, NULL),
        AIC_OK);
    assert_bits(12 * now.number, 2500);
    assert_status(aic_table_cell_as_of(countries, row, field, NULL, &now, NULL), AIC_OK);
    assert_bits(12 * now.number, 2500);
    field = field_of(countries, "grid_gco2e_per_kwh");
    assert_status(aic_table_cell_as_of(countries, row, field, "1", &then, NULL), AIC_OK);
    assert_status(aic_table_cell(countries, row, field, &now), AIC_OK);
    assert_bits(then.number, now.number);
}

TEST(cells_that_were_blank)
{
    const aic_table *runs = table_named("training_runs");
    aic_cell then;
    size_t row = row_of(runs, "Llama 4 Scout"), field = field_of(runs, "tco2e");
    assert_bits(cell_of("training_runs", "Llama 4 Scout", "tco2e").number, 1354);
    assert_status(aic_table_cell_as_of(runs, row, field, "1", &then, NULL), AIC_OK);
    assert_true(isnan(then.number));
    assert_string_equal(then.text, "");
    assert_string_equal(then.source, "");
    assert_string_equal(then.unit, "t");
}

TEST(versions_that_are_none)
{
    static const char *const versions[] = {
        "", "0", "01", "-1", "+1", " 1", "1 ", "1x", "v1", "999", "99999999999999999999"};
    const aic_table *table = table_named("countries");
    aic_cell cell;
    aic_error error;
    for (size_t i = 0; i < COUNT(versions); i++) {
        assert_status(aic_table_cell_as_of(table, 0, 0, versions[i], &cell, &error),
                      AIC_E_VERSION);
        assert_contains(error.message, "is no data version of this library: it has 1 to");
    }
    assert_status(aic_table_cell_as_of(table, 0, 0, "0", &cell, NULL), AIC_E_VERSION);
    assert_status(aic_table_cell_as_of(NULL, 0, 0, "1", &cell, &error), AIC_E_ARGUMENT);
    assert_status(aic_table_cell_as_of(table, 0, 0, "1", NULL, &error), AIC_E_ARGUMENT);
    size_t beyond = aic_table_row_count(table);
    assert_status(aic_table_cell_as_of(table, beyond, 0, "1", &cell, &error),
                  AIC_E_ARGUMENT);
    beyond = aic_table_field_count(table);
    assert_status(aic_table_cell_as_of(table, 0, beyond, "1", &cell, &error),
                  AIC_E_ARGUMENT);
}

/* Sources were reviewed in 2026; prices are looked at each year, accelerators each other.
 */
TEST(rows_are_due_for_review)
{
    const aic_table *prices = table_named("prices");
    assert_int_equal(aic_table_row_due(prices, 0), 2027);
    assert_int_equal(aic_table_row_due(table_named("accelerators"), 0), 2028);
    assert_int_equal(aic_table_row_due(table_named("superseded"), 0), 0);
    assert_int_equal(aic_table_row_due(prices, aic_table_row_count(prices)), 0);
    assert_int_equal(aic_table_row_due(NULL, 0), 0);
}

/* A column may say "any"; its cells say which. */
TEST(a_cell_has_the_unit_of_its_row)
{
    const aic_table *prices = table_named("prices");
    const aic_field *low = aic_table_field(prices, field_of(prices, "value_low"));
    assert_string_equal(low->unit, "any");
    aic_cell cell = cell_of("prices", "rental-h100-world-2023", "value_low");
    assert_string_equal(cell.unit, "cur/h");
    assert_string_equal(cell.currency, "USD");
    cell = cell_of("prices", "useful-life-meta-servers-2022", "value_before");
    assert_string_equal(cell.unit, "year");
    assert_string_equal(cell.currency, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_found),
        cmocka_unit_test(fields_are_described),
        cmocka_unit_test(cells_of_earlier_versions),
        cmocka_unit_test(cells_that_were_blank),
        cmocka_unit_test(versions_that_are_none),
        cmocka_unit_test(rows_are_due_for_review),
        cmocka_unit_test(a_cell_has_the_unit_of_its_row),
        cmocka_unit_test(fields_have_the_units_of_inputs),
        cmocka_unit_test(rows_are_found_by_any_name),
        cmocka_unit_test(every_name_of_every_row_finds_it),
        cmocka_unit_test(other_names_are_refused),
        cmocka_unit_test(matches_are_listed),
        cmocka_unit_test(cells_have_sources),
        cmocka_unit_test(old_values_stay),
        cmocka_unit_test(a_text_that_looks_like_a_number_is_none),
        cmocka_unit_test(empty_cells_say_so),
        cmocka_unit_test(every_cell_leads_to_a_source),
        cmocka_unit_test(sources_have_licences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
