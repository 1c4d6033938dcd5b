/* Every function may be called from any thread, and a chain be shared by all of them. */
#include "support.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

enum { THREADS = 4, ROUNDS = 20, ROWS = 40000 };

static aic_model *shared;

/* What one thread makes of it; assertions are for the main thread. */
typedef struct {
    uint64_t seed;
    bool good;
    double sum;
} work;

static bool solve_once(const double *inputs, size_t n)
{
    aic_solution found[4];
    size_t count, unknown, result;
    aic_model_input_index(shared, "household_kwh_per_month", &unknown, NULL);
    aic_model_result_index(shared, "households", &result, NULL);
    int status =
        aic_solve(shared, inputs, n, unknown, result, 22000, found, 4, &count, NULL);
    return status == AIC_OK && count == 1 && found[0].kind == AIC_ROOT;
}

static bool columns_once(const double *inputs, size_t n, double *sum)
{
    static _Thread_local double count[ROWS], households[ROWS];
    aic_column columns[16];
    double *results[16] = {NULL};
    size_t position;
    for (size_t k = 0; k < n; k++)
        columns[k] = (aic_column){&inputs[k], 0};
    for (size_t i = 0; i < ROWS; i++)
        count[i] = 10000 + (double)i;
    columns[0] = (aic_column){count, 1};
    aic_model_result_index(shared, "households", &position, NULL);
    results[position] = households;
    aic_columns_options options = {.size = sizeof options, .threads = 2};
    int status =
        aic_evaluate_columns(shared, columns, n, results, aic_model_result_count(shared),
                             ROWS, &options, NULL, NULL);
    *sum = 0;
    for (size_t i = 0; i < ROWS; i++)
        *sum += households[i];
    return status == AIC_OK;
}

static bool chain_once(void)
{
    const char *given = "gpu_count";
    aic_model *path, *chain;
    aic_error error;
    aic_figure figure;
    bool good = aic_model_path(&given, 1, "households", &path, &error) == AIC_OK;
    good &= aic_model_from_text("fleet_power | facility_power", &chain, &error) == AIC_OK;
    good &= aic_model_find("flet_power", &error) == NULL && error.message[0] != '\0';
    good &= aic_figure_parse("21.6GWh", "MWh", &figure, &error) == AIC_OK;
    aic_model_free(path);
    aic_model_free(chain);
    return good;
}

static void *run(void *argument)
{
    work *w = argument;
    double inputs[16] = {50000, 400, 0, 1.5, 1, 30, 350, 4};
    w->good = true;
    for (int round = 0; round < ROUNDS; round++) {
        w->good &= solve_once(inputs, 8);
        w->good &= columns_once(inputs, 8, &w->sum);
        w->good &= chain_once();
    }
    return NULL;
}

TEST(all_at_once)
{
    pthread_t threads[THREADS];
    work works[THREADS] = {{0}};
    shared =
        chain_of("fleet_power | facility_power | energy_use | household_equivalents");
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, run, &works[i]), 0);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    for (size_t i = 0; i < THREADS; i++) {
        assert_true(works[i].good);
        assert_bits(works[i].sum, works[0].sum);
    }
    aic_model_free(shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_at_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
