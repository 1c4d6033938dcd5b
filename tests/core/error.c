/* Status codes in words, the version, and the error record. */
#include "support.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

TEST(every_status_has_a_name_and_a_sentence)
{
    const struct {
        int status;
        const char *name;
    } rows[] = {
        {0, "AIC_OK"},
        {1, "AIC_W_UNUSUAL"},
        {2, "AIC_W_VERSION"},
        {3, "AIC_W_ROWS"},
        {4, "AIC_W_NEVER"},
        {5, "AIC_W_SEVERAL_ROOTS"},
        {6, "AIC_W_DOUBLE_ROOT"},
        {-1, "AIC_E_ARGUMENT"},
        {-2, "AIC_E_MISSING"},
        {-3, "AIC_E_RANGE"},
        {-4, "AIC_E_CONDITION"},
        {-5, "AIC_E_NAME"},
        {-6, "AIC_E_VERSION"},
        {-7, "AIC_E_CHAIN"},
        {-8, "AIC_E_COMPUTED"},
        {-9, "AIC_E_PATH"},
        {-10, "AIC_E_FIGURE"},
        {-11, "AIC_E_MEMORY"},
        {-12, "AIC_E_CANCELLED"},
        {-13, "AIC_E_TOO_FEW_FLOWS"},
        {-14, "AIC_E_NO_SIGN_CHANGE"},
        {-15, "AIC_E_NO_ROOT"},
        {-16, "AIC_E_OVERFLOW"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_string_equal(aic_status_name(rows[i].status), rows[i].name);
        const char *text = aic_status_text(rows[i].status);
        assert_true(strlen(text) > 10 && text[strlen(text) - 1] == '.');
    }
}

TEST(unknown_statuses)
{
    const int unknown[] = {7, -17, INT_MAX, INT_MIN};
    for (size_t i = 0; i < COUNT(unknown); i++) {
        assert_string_equal(aic_status_name(unknown[i]), "unknown status");
        assert_string_equal(aic_status_text(unknown[i]), "unknown status");
    }
}

TEST(version_is_that_of_the_header)
{
    char version[32];
    snprintf(version, sizeof version, "%d.%d.%d", AIC_VERSION_MAJOR, AIC_VERSION_MINOR,
             AIC_VERSION_PATCH);
    assert_string_equal(aic_version(), version);
}

/* Frozen: callers of any age hand it over. */
TEST(layout_of_the_record)
{
    assert_int_equal(sizeof(aic_error), 808);
    assert_int_equal(offsetof(aic_error, status), 0);
    assert_int_equal(offsetof(aic_error, index), 4);
    assert_int_equal(offsetof(aic_error, row), 8);
    assert_int_equal(offsetof(aic_error, value), 16);
    assert_int_equal(offsetof(aic_error, min), 24);
    assert_int_equal(offsetof(aic_error, max), 32);
    assert_int_equal(offsetof(aic_error, model), 40);
    assert_int_equal(offsetof(aic_error, variable), 104);
    assert_int_equal(offsetof(aic_error, message), 168);
    assert_int_equal(offsetof(aic_error, reserved), 680);
}

TEST(success_clears_the_record)
{
    aic_error error;
    memset(&error, 0x55, sizeof error);
    assert_non_null(aic_model_find("fleet_power", &error));
    assert_int_equal(error.status, AIC_OK);
    assert_int_equal(error.index, -1);
    assert_int_equal(error.row, -1);
    assert_string_equal(error.model, "");
    assert_string_equal(error.variable, "");
    assert_string_equal(error.message, "");
}

TEST(failure_fills_the_record)
{
    aic_error error;
    memset(&error, 0x55, sizeof error);
    assert_null(aic_model_find("no such model at all", &error));
    assert_int_equal(error.status, AIC_E_NAME);
    assert_int_equal(error.index, -1);
    assert_int_equal(error.row, -1);
    assert_true(error.value != error.value);
    assert_true(error.min != error.min);
    assert_true(error.max != error.max);
    for (size_t i = 0; i < sizeof error.reserved; i++)
        assert_int_equal(error.reserved[i], 0);
}

/* Cut between characters, so that what is left is text still. */
TEST(long_texts_are_cut_whole)
{
    char name[2000] = "";
    for (int lead = 0; lead < 3; lead++) {
        aic_error error;
        memset(name, 'x', (size_t)lead);
        for (size_t i = (size_t)lead; i + 4 < sizeof name; i += 3)
            memcpy(name + i, "\xEB\xA7\x8C", 4);
        assert_null(aic_model_find(name, &error));
        size_t length = strlen(error.message), at = length;
        assert_true(length < sizeof error.message && length > sizeof error.message - 5);
        while (at > 0 && ((unsigned char)error.message[at - 1] & 0xC0) == 0x80)
            at--;
        bool whole = at == length || length - at == 2;
        assert_true(whole);
        size_t position;
        assert_status(
            aic_model_input_index(model_named("fleet_power"), name, &position, &error),
            AIC_E_NAME);
        assert_true(strlen(error.variable) < sizeof error.variable);
        assert_true(strlen(error.variable) > sizeof error.variable - 5);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_a_name_and_a_sentence),
        cmocka_unit_test(unknown_statuses),
        cmocka_unit_test(version_is_that_of_the_header),
        cmocka_unit_test(layout_of_the_record),
        cmocka_unit_test(success_clears_the_record),
        cmocka_unit_test(failure_fills_the_record),
        cmocka_unit_test(long_texts_are_cut_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
