/* One walk through all tables: what must be true of every row. */
#include "support.h"

#include <math.h>
#include <string.h>

enum { SAMPLES = 3000, VALUES = 64, MIXED_CORNERS_OF = 8 };

static size_t row_count(const aic_model *model)
{
    return aic_model_input_count(model) + aic_model_result_count(model);
}

static bool is_input(const aic_model *model, size_t k)
{
    return k < aic_model_input_count(model);
}

/* Inputs first, then results. */
static const aic_variable *row_at(const aic_model *model, size_t k)
{
    return is_input(model, k) ? aic_model_input(model, k)
                              : aic_model_result(model, k - aic_model_input_count(model));
}

/* Calls `check` for every row of every table. */
static void for_each_row(void (*check)(const aic_model *, const aic_variable *, bool))
{
    for (size_t i = 0; i < aic_model_count(); i++) {
        const aic_model *model = aic_model_at(i);
        for (size_t k = 0; k < row_count(model); k++)
            check(model, row_at(model, k), is_input(model, k));
    }
}

static bool is_identifier(const char *name)
{
    return strlen(name) < 64 && name[0] >= 'a' && name[0] <= 'z' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name);
}

static void check_name(const aic_model *model, const aic_variable *row, bool input)
{
    (void)input;
    assert_true(is_identifier(aic_model_name(model)));
    assert_non_null(row->name); /* else a hole in the table */
    assert_true(is_identifier(row->name));
}

TEST(names_are_identifiers)
{
    for_each_row(check_name);
}

static void check_unique(const aic_model *model, const aic_variable *row, bool input)
{
    size_t found = 0;
    (void)input;
    for (size_t k = 0; k < row_count(model); k++)
        found += strcmp(row_at(model, k)->name, row->name) == 0;
    assert_int_equal(found, 1);
}

TEST(names_are_unique_in_a_model)
{
    for_each_row(check_unique);
}

/* A unit and a sentence belong to a name; so does all else of two inputs, apart from hard
 * ranges, which may differ, and from whether it is required: a default has a source of
 * its own. */
static void compare_rows(const char *name, const aic_variable *a, bool a_input,
                         const aic_variable *b, bool b_input)
{
    if (strcmp(a->unit, b->unit) != 0 || strcmp(a->summary, b->summary) != 0)
        fail_msg("%s has two units or two sentences", name);
    if (!a_input || !b_input)
        return;
    bool both_required = isnan(a->value) && isnan(b->value);
    bool one_required = isnan(a->value) != isnan(b->value);
    bool same_default = both_required || one_required || a->value == b->value;
    bool same_source = one_required || strcmp(a->source, b->source) == 0;
    if (!same_default || !same_source || a->low != b->low || a->high != b->high ||
        a->kind != b->kind || a->scale != b->scale)
        fail_msg("%s has two defaults, usual ranges, kinds, scales or sources", name);
}

static void check_same(const aic_model *model, const aic_variable *row, bool input)
{
    (void)model;
    for (size_t i = 0; i < aic_model_count(); i++) {
        const aic_model *other = aic_model_at(i);
        for (size_t k = 0; k < row_count(other); k++)
            if (strcmp(row_at(other, k)->name, row->name) == 0)
                compare_rows(row->name, row, input, row_at(other, k), is_input(other, k));
    }
}

TEST(same_name_same_quantity)
{
    for_each_row(check_same);
}

static void check_texts(const aic_model *model, const aic_variable *row, bool input)
{
    bool known = false;
    (void)input;
    for (size_t i = 0; i < aic_unit_count(); i++)
        known |= strcmp(aic_unit_at(i), row->unit) == 0;
    if (!known)
        fail_msg("%s of %s has unit %s", row->name, aic_model_name(model), row->unit);
    if (!aic_source_find(row->source, NULL))
        fail_msg("%s of %s has source %s", row->name, aic_model_name(model), row->source);
    size_t length = strlen(row->summary);
    assert_true(length > 10 && row->summary[length - 1] == '.');
    assert_true(row->summary[0] >= 'A' && row->summary[0] <= 'Z');
}

TEST(units_sources_and_sentences)
{
    for_each_row(check_texts);
}

static void check_ranges(const aic_model *model, const aic_variable *row, bool input)
{
    bool finite = isfinite(row->min) && (isfinite(row->max) || !input);
    bool ordered = finite && row->min < row->max && row->min <= row->low &&
                   row->low < row->high && row->high <= row->max;
    bool usable = row->scale == AIC_LINEAR || (row->scale == AIC_LOG && row->low > 0);
    bool inside = isnan(row->value) || (row->value >= row->min && row->value <= row->max);
    bool kind = row->kind >= AIC_REAL && row->kind <= AIC_FRACTION;
    if (!ordered || !usable || !inside || !kind || (!input && !isnan(row->value)))
        fail_msg("%s of %s has no sound ranges", row->name, aic_model_name(model));
}

TEST(ranges_are_sound)
{
    for_each_row(check_ranges);
}

/* A default outside the usual range would warn whoever says nothing. */
static void check_default(const aic_model *model, const aic_variable *row, bool input)
{
    (void)model;
    bool unusual = input && (row->value < row->low || row->value > row->high);
    if (unusual)
        fail_msg("the default of %s is unusual", row->name);
}

TEST(defaults_are_usual)
{
    for_each_row(check_default);
}

static void check_point(const aic_model *model, const double *inputs)
{
    double results[VALUES];
    aic_error error;
    int status = aic_model_evaluate(model, inputs, aic_model_input_count(model), results,
                                    aic_model_result_count(model), &error);
    if (status == AIC_E_CONDITION)
        return;
    if (status < 0)
        fail_msg("%s", error.message);
    for (size_t k = 0; k < aic_model_result_count(model); k++) {
        const aic_variable *row = aic_model_result(model, k);
        if (!(results[k] >= row->min && results[k] <= row->max))
            fail_msg("%s of %s is %g, outside %g to %g", row->name, aic_model_name(model),
                     results[k], row->min, row->max);
    }
}

/* Of the hard box, and of the usual one; where they are too many, those of the hard box
 * alone. */
static void check_corners(const aic_model *model)
{
    size_t n = aic_model_input_count(model), kinds = n <= MIXED_CORNERS_OF ? 4 : 2;
    double inputs[VALUES];
    size_t corners = 1;
    for (size_t k = 0; k < n; k++)
        corners *= kinds;
    for (size_t corner = 0; corner < corners; corner++) {
        size_t left = corner;
        for (size_t k = 0; k < n; k++, left /= kinds) {
            const aic_variable *row = aic_model_input(model, k);
            const double edges[] = {row->min, row->max, row->low, row->high};
            inputs[k] = edges[left % kinds];
        }
        check_point(model, inputs);
    }
}

TEST(results_at_all_corners_are_in_their_ranges)
{
    for (size_t i = 0; i < aic_model_count(); i++)
        check_corners(aic_model_at(i));
}

TEST(results_anywhere_are_in_their_ranges)
{
    uint64_t seed = 12;
    for (size_t i = 0; i < aic_model_count(); i++) {
        const aic_model *model = aic_model_at(i);
        for (int sample = 0; sample < SAMPLES; sample++) {
            double inputs[VALUES];
            for (size_t k = 0; k < aic_model_input_count(model); k++)
                inputs[k] = random_hard(&seed, aic_model_input(model, k));
            check_point(model, inputs);
        }
    }
}

/* The least positive double, where it is allowed, breaks nothing. */
TEST(denormals_are_numbers)
{
    for (size_t i = 0; i < aic_model_count(); i++) {
        const aic_model *model = aic_model_at(i);
        size_t n = aic_model_input_count(model);
        for (size_t at = 0; at < n; at++) {
            double inputs[VALUES];
            for (size_t k = 0; k < n; k++)
                inputs[k] = middle_of(aic_model_input(model, k));
            if (aic_model_input(model, at)->min > 0)
                continue;
            inputs[at] = 5e-324;
            check_point(model, inputs);
            inputs[at] = -0.0;
            check_point(model, inputs);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_identifiers),
        cmocka_unit_test(names_are_unique_in_a_model),
        cmocka_unit_test(same_name_same_quantity),
        cmocka_unit_test(units_sources_and_sentences),
        cmocka_unit_test(ranges_are_sound),
        cmocka_unit_test(defaults_are_usual),
        cmocka_unit_test(results_at_all_corners_are_in_their_ranges),
        cmocka_unit_test(results_anywhere_are_in_their_ranges),
        cmocka_unit_test(denormals_are_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
