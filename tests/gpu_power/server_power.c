#include "support.h"

/* Up to six roundings; host_power_w is what is left of a difference. */
static const difference differences[] = {{"host_power_w", "gpu_power_w"}, {NULL, NULL}};

MODEL_TESTS(server_power, 6, differences)

static aic_server_power_results evaluate(const aic_server_power_inputs *in)
{
    aic_server_power_results out;
    assert_true(aic_server_power(in, &out, NULL) >= 0);
    return out;
}

/* Eight H100 at 595 W between the measured 7.7 and 8.4 kW a node: 2,632 to 3,304 W for
 * the base and the fans. */
TEST(default_node_is_between_measured_nodes)
{
    aic_server_power_inputs in = aic_server_power_defaults();
    in.gpu_power_w = 595;
    assert_bits(in.gpus_per_server, 8);
    assert_bits(in.psu_efficiency, 0.96);
    assert_in_range((uintmax_t)(in.server_base_w + in.server_fan_w), 2632, 3304);
    double node_w = evaluate(&in).server_power_w;
    assert_true(node_w >= 7700 && node_w <= 8400);
}

TEST(by_hand)
{
    aic_server_power_inputs in = aic_server_power_defaults();
    in.gpu_power_w = 500;
    in.gpus_per_server = 4;
    in.server_base_w = 900;
    in.server_fan_w = 100;
    in.psu_efficiency = 0.75;
    aic_server_power_results out = evaluate(&in);
    assert_bits(out.server_power_w, 4000);
    assert_ulps(out.host_power_w, 500, 1);
    assert_bits(out.it_to_gpu_power_ratio, 2);
}

TEST(accelerators_alone)
{
    aic_server_power_inputs in = aic_server_power_defaults();
    in.gpu_power_w = 595;
    in.server_base_w = 0;
    in.server_fan_w = 0;
    in.psu_efficiency = 1;
    aic_server_power_results out = evaluate(&in);
    assert_bits(out.server_power_w, 8 * 595.0);
    assert_bits(out.host_power_w, 0);
    assert_bits(out.it_to_gpu_power_ratio, 1);
}

TEST(server_is_accelerators_and_their_hosts)
{
    uint64_t seed = 5;
    for (int i = 0; i < 2000; i++) {
        aic_server_power_inputs in = aic_server_power_defaults();
        const aic_model *model = model_named("server_power");
        double *values = (double *)&in;
        for (size_t k = 0; k < aic_model_input_count(model); k++)
            values[k] = random_usual(&seed, aic_model_input(model, k));
        aic_server_power_results out = evaluate(&in);
        double whole = (in.gpu_power_w + out.host_power_w) * in.gpus_per_server;
        assert_ulps(whole, out.server_power_w, 6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        MODEL_ROWS,
        cmocka_unit_test(default_node_is_between_measured_nodes),
        cmocka_unit_test(by_hand),
        cmocka_unit_test(accelerators_alone),
        cmocka_unit_test(server_is_accelerators_and_their_hosts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
