#include "support.h"

MODEL_TESTS(gpu_capex, 7, NULL)

static aic_gpu_capex_results evaluate(const aic_gpu_capex_inputs *in)
{
    aic_gpu_capex_results out;
    assert_true(aic_gpu_capex(in, &out, NULL) >= 0);
    return out;
}

TEST(published_examples)
{
    aic_gpu_capex_inputs in = aic_gpu_capex_defaults();
    in.gpu_count = 200e3;
    in.gpu_price = 50e6;
    assert_bits(evaluate(&in).gpu_cost, 1e13);
    in.gpu_count = 1;
    in.gpu_price = 30e3;
    /* 30,000*1.64/0.81 */
    assert_near(evaluate(&in).cluster_cost, 60740.740740740741, 1e-15);
    assert_near(evaluate(&in).capex_per_gpu, 60740.740740740741, 1e-15);
    assert_bits(evaluate(&in).facility_cost, 0);
}

TEST(facility_comes_on_top)
{
    aic_gpu_capex_inputs in = aic_gpu_capex_defaults();
    in.gpu_count = 1000;
    in.gpu_price = 30e3;
    in.server_price_ratio = 1.5;
    in.interconnect_share = 0.25;
    in.facility_power_mw = 2;
    in.facility_cost_per_mw = 1e7;
    aic_gpu_capex_results out = evaluate(&in);
    assert_bits(out.gpu_cost, 3e7);
    assert_bits(out.cluster_cost, 6e7);
    assert_bits(out.facility_cost, 2e7);
    assert_bits(out.capex, 8e7);
    assert_bits(out.capex_per_gpu, 8e4);
}

TEST(homogeneous_in_money_and_linear_in_count)
{
    uint64_t seed = 9;
    const aic_model *model = model_named("gpu_capex");
    for (int i = 0; i < 1000; i++) {
        aic_gpu_capex_inputs in = aic_gpu_capex_defaults();
        double *values = (double *)&in;
        for (size_t k = 0; k < aic_model_input_count(model); k++)
            values[k] = random_usual(&seed, aic_model_input(model, k));
        aic_gpu_capex_results one = evaluate(&in);
        in.gpu_price *= 1024;
        in.facility_cost_per_mw *= 1024;
        aic_gpu_capex_results dear = evaluate(&in);
        assert_bits(dear.capex, 1024 * one.capex);
        assert_bits(dear.capex_per_gpu, 1024 * one.capex_per_gpu);
        in.gpu_count *= 2;
        assert_bits(evaluate(&in).cluster_cost, 2 * dear.cluster_cost);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(published_examples),
        cmocka_unit_test(facility_comes_on_top),
        cmocka_unit_test(homogeneous_in_money_and_linear_in_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
