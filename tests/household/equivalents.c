#include "support.h"

MODEL_TESTS(equivalents, 1, NULL)

TEST(twice_a_reference)
{
    aic_equivalents_inputs in = aic_equivalents_defaults();
    aic_equivalents_results out;
    in.quantity = 50000;
    in.reference_quantity = 25000;
    assert_status(aic_equivalents(&in, &out, NULL), AIC_OK);
    assert_bits(out.equivalent_count, 2);
}

TEST(open_units)
{
    const aic_model *model = model_named("equivalents");
    assert_string_equal(aic_model_input(model, 0)->unit, "any");
    assert_string_equal(aic_model_input(model, 1)->unit, "any");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(twice_a_reference),
        cmocka_unit_test(open_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
