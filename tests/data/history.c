/* Values that were replaced more than once, and rows whose sources were reviewed in
 * different years: tables made up for the test stand in for those of the library. */
#include "support.h"

#include <math.h>
#include <string.h>

static aic_cell height(const char *row, const char *version)
{
    const aic_table *things = aic_table_find("things", NULL);
    size_t position, field;
    aic_cell cell;
    assert_non_null(things);
    assert_status(aic_table_row_find(things, row, &position, NULL), AIC_OK);
    assert_status(aic_table_field_index(things, "height_cm", &field, NULL), AIC_OK);
    assert_status(aic_table_cell_as_of(things, position, field, version, &cell, NULL),
                  AIC_OK);
    return cell;
}

/* A value counts until the last version that had it, whatever the order of the records.
 */
TEST(each_version_has_its_value)
{
    const struct {
        const char *version;
        double door, table;
        int year;
    } rows[] = {
        {"1", NAN, 70, 0},    {"2", 200, 70, 2002}, {"3", 205, 70, 2004},
        {"4", 205, 75, 2004}, {"5", 210, 75, 2005}, {NULL, 210, 75, 2005},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        aic_cell cell = height("Door", rows[i].version);
        assert_bits(cell.number, rows[i].door);
        assert_int_equal(cell.year, rows[i].year);
        assert_bits(height("Table", rows[i].version).number, rows[i].table);
        assert_bits(height("Chair", rows[i].version).number, 45);
    }
    assert_string_equal(height("Door", "2").source, "old");
    assert_string_equal(height("Door", "4").confidence, "estimated");
    assert_string_equal(height("Door", "5").confidence, "reported");
    assert_string_equal(aic_data_version(), "5");
}

/* The source that was looked at longest ago decides, wherever in the row it is. */
TEST(the_oldest_review_counts)
{
    const aic_table *things = aic_table_find("things", NULL);
    assert_int_equal(aic_table_row_due(things, 0), 2008 + 2);
    assert_int_equal(aic_table_row_due(things, 1), 2010 + 2);
    assert_int_equal(aic_table_row_due(things, 2), 2010 + 2);
    assert_int_equal(aic_table_row_due(aic_table_find("superseded", NULL), 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_version_has_its_value),
        cmocka_unit_test(the_oldest_review_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
