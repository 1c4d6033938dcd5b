#include "support.h"

static const difference differences[] = {
    {"net_cash_per_year", "revenue_per_year"},
    {NULL, NULL},
};

MODEL_TESTS(rental_income, 5, differences)

/* 1,000 accelerators, half of 8,760 hours sold at 2: 4,380,000 hours and 8,760,000. */
TEST(by_hand)
{
    aic_rental_income_inputs in = aic_rental_income_defaults();
    aic_rental_income_results out;
    assert_bits(in.availability, 0.97);
    assert_bits(in.utilization, 1);
    assert_bits(in.opex_per_year, 0);
    in.gpu_count = 1000;
    in.availability = 1;
    in.utilization = 0.5;
    in.rental_price_per_gpu_hour = 2;
    in.opex_per_year = 760000;
    assert_status(aic_rental_income(&in, &out, NULL), AIC_OK);
    assert_bits(out.sold_gpu_hours_per_year, 4380000);
    assert_bits(out.revenue_per_year, 8760000);
    assert_bits(out.net_cash_per_year, 8000000);
}

TEST(nothing_sold_costs_all_the_same)
{
    aic_rental_income_inputs in = aic_rental_income_defaults();
    aic_rental_income_results out;
    in.gpu_count = 1000;
    in.utilization = 0;
    in.rental_price_per_gpu_hour = 2;
    in.opex_per_year = 5;
    assert_status(aic_rental_income(&in, &out, NULL), AIC_W_UNUSUAL);
    assert_bits(out.revenue_per_year, 0);
    assert_bits(out.net_cash_per_year, -5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(by_hand),
        cmocka_unit_test(nothing_sold_costs_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
