/* Columns: statuses, options, layouts and what is left untouched. That they equal single
 * calls is tested with every model. */
#include "support.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 300, MANY = 100000 };

/* A call of facility_power, ready to be spoilt. */
typedef struct {
    double it_mw[ROWS], pue[ROWS], facility_mw[ROWS], overhead_mw[ROWS];
    aic_column columns[2];
    double *results[2];
    size_t rows;
    aic_columns_options options;
    aic_columns_report report;
    aic_error error;
} call;

static const double UNTOUCHED = -12345;

static call *new_call(void)
{
    call *c = calloc(1, sizeof *c);
    assert_non_null(c);
    for (size_t i = 0; i < ROWS; i++) {
        c->it_mw[i] = 1 + (double)i;
        c->pue[i] = 1.25;
        c->facility_mw[i] = c->overhead_mw[i] = UNTOUCHED;
    }
    c->columns[0] = (aic_column){c->it_mw, 1};
    c->columns[1] = (aic_column){c->pue, 1};
    c->results[0] = c->facility_mw;
    c->results[1] = c->overhead_mw;
    c->rows = ROWS;
    c->options.size = sizeof c->options;
    c->report.size = sizeof c->report;
    return c;
}

static int run(call *c)
{
    memset(&c->error, 0x55, sizeof c->error);
    return aic_evaluate_columns(model_named("facility_power"), c->columns, 2, c->results,
                                2, c->rows, &c->options, &c->report, &c->error);
}

static void assert_untouched(const call *c)
{
    for (size_t i = 0; i < ROWS; i++) {
        assert_bits(c->facility_mw[i], UNTOUCHED);
        assert_bits(c->overhead_mw[i], UNTOUCHED);
    }
}

TEST(good_rows)
{
    call *c = new_call();
    assert_status(run(c), AIC_OK);
    assert_int_equal(c->error.status, AIC_OK);
    for (size_t i = 0; i < ROWS; i++)
        assert_bits(c->facility_mw[i], 1.25 * (1 + (double)i));
    assert_int_equal(c->report.rows_failed, 0);
    assert_int_equal(c->report.rows_unusual, 0);
    assert_int_equal(c->report.first_failed, SIZE_MAX);
    assert_int_equal(c->report.first_unusual, SIZE_MAX);
    assert_int_equal(c->report.first_status, AIC_OK);
    free(c);
}

TEST(no_rows)
{
    call *c = new_call();
    c->rows = 0;
    assert_status(run(c), AIC_OK);
    assert_int_equal(c->report.rows_failed, 0);
    assert_int_equal(c->report.first_failed, SIZE_MAX);
    assert_untouched(c);
    c->results[1] = c->results[0]; /* no rows overlap */
    assert_status(run(c), AIC_OK);
    double unusual = 50;
    c->columns[1] = (aic_column){&unusual, 0};
    assert_status(run(c), AIC_OK);
    assert_int_equal(c->report.rows_unusual, 0);
    free(c);
}

/* The bad row is NaN in every result and stops nothing, wherever it is. */
TEST(one_bad_row_in_every_position)
{
    const double bad[] = {NAN, INFINITY, -INFINITY, 0.999, -1, 101};
    for (size_t i = 0; i < ROWS; i++)
        for (size_t b = 0; b < COUNT(bad); b++) {
            call *c = new_call();
            c->pue[i] = bad[b];
            assert_status(run(c), AIC_W_ROWS);
            assert_true(isnan(c->facility_mw[i]) && isnan(c->overhead_mw[i]));
            for (size_t k = 0; k < ROWS; k++)
                if (k != i)
                    assert_bits(c->facility_mw[k], 1.25 * (1 + (double)k));
            int why = isnan(bad[b]) ? AIC_E_MISSING : AIC_E_RANGE;
            assert_int_equal(c->report.rows_failed, 1);
            assert_int_equal(c->report.first_failed, i);
            assert_int_equal(c->report.first_status, why);
            assert_int_equal(c->error.row, i);
            assert_int_equal(c->error.status, why);
            assert_string_equal(c->error.variable, "pue");
            assert_int_equal(c->error.index, 1);
            assert_bits(c->error.value, bad[b]);
            assert_contains(c->error.message, "row ");
            free(c);
        }
}

TEST(unusual_rows_are_counted)
{
    call *c = new_call();
    c->pue[7] = 1.01;
    c->pue[8] = 99;
    c->pue[200] = 3;
    assert_status(run(c), AIC_W_UNUSUAL);
    assert_int_equal(c->report.rows_unusual, 3);
    assert_int_equal(c->report.first_unusual, 7);
    assert_int_equal(c->report.first_status, AIC_OK);
    assert_int_equal(c->error.status, AIC_W_UNUSUAL);
    assert_int_equal(c->error.row, 7);
    assert_bits(c->error.value, 1.01);
    c->it_mw[7] = -1;
    assert_status(run(c), AIC_W_ROWS);
    assert_int_equal(c->report.rows_unusual, 2);
    assert_int_equal(c->report.first_unusual, 8);
    assert_int_equal(c->report.rows_failed, 1);
    free(c);
}

TEST(unusual_constant_makes_every_good_row_unusual)
{
    double pue = 3;
    call *c = new_call();
    c->columns[1] = (aic_column){&pue, 0};
    assert_status(run(c), AIC_W_UNUSUAL);
    assert_int_equal(c->report.rows_unusual, ROWS);
    assert_int_equal(c->report.first_unusual, 0);
    assert_int_equal(c->error.row, 0);
    c->it_mw[0] = c->it_mw[1] = c->it_mw[100] = NAN;
    assert_status(run(c), AIC_W_ROWS);
    assert_int_equal(c->report.rows_failed, 3);
    assert_int_equal(c->report.rows_unusual, ROWS - 3);
    assert_int_equal(c->report.first_failed, 0);
    assert_int_equal(c->report.first_unusual, 2);
    for (size_t i = 0; i < ROWS; i++)
        c->it_mw[i] = -1;
    assert_status(run(c), AIC_W_ROWS);
    assert_int_equal(c->report.rows_unusual, 0);
    assert_int_equal(c->report.first_unusual, SIZE_MAX);
    free(c);
}

TEST(constants_and_defaults)
{
    double it_mw = 20;
    call *c = new_call();
    c->columns[0] = (aic_column){&it_mw, 0};
    c->columns[1] = (aic_column){NULL, 1};
    double pue = aic_facility_power_defaults().pue;
    assert_status(run(c), AIC_OK);
    for (size_t i = 0; i < ROWS; i++)
        assert_bits(c->facility_mw[i], 20 * pue);
    free(c);
}

static void refuse_constant(double it_mw, int status)
{
    call *c = new_call();
    c->columns[0] = (aic_column){&it_mw, 0};
    assert_status(run(c), status);
    assert_string_equal(c->error.variable, "it_power_mw");
    assert_int_equal(c->error.index, 0);
    assert_int_equal(c->error.row, -1);
    assert_untouched(c);
    c->rows = 0;
    assert_status(run(c), status);
    free(c);
}

TEST(bad_constants_write_nothing)
{
    refuse_constant(NAN, AIC_E_MISSING);
    refuse_constant(-1, AIC_E_RANGE);
    refuse_constant(INFINITY, AIC_E_RANGE);
    call *c = new_call();
    c->columns[0] = (aic_column){NULL, 0};
    assert_status(run(c), AIC_E_MISSING);
    assert_string_equal(c->error.variable, "it_power_mw");
    assert_untouched(c);
    free(c);
}

TEST(strict_writes_nothing_unless_every_row_is_good)
{
    call *c = new_call();
    c->options.strict = 1;
    c->pue[250] = 0.5;
    c->pue[260] = NAN;
    assert_status(run(c), AIC_E_RANGE);
    assert_untouched(c);
    assert_int_equal(c->report.rows_failed, 2);
    assert_int_equal(c->report.first_failed, 250);
    assert_int_equal(c->report.first_status, AIC_E_RANGE);
    assert_int_equal(c->error.row, 250);
    c->pue[250] = c->pue[260] = 1.25;
    assert_status(run(c), AIC_OK);
    for (size_t i = 0; i < ROWS; i++)
        assert_bits(c->facility_mw[i], 1.25 * (1 + (double)i));
    c->pue[3] = 50;
    assert_status(run(c), AIC_W_UNUSUAL);
    assert_int_equal(c->report.rows_unusual, 1);
    assert_bits(c->facility_mw[3], 200);
    free(c);
}

TEST(results_not_wanted)
{
    call *c = new_call();
    c->results[0] = NULL;
    assert_status(run(c), AIC_OK);
    assert_bits(c->facility_mw[0], UNTOUCHED);
    assert_bits(c->overhead_mw[0], 0.25);
    /* With none wanted the columns are checked all the same. */
    c->results[1] = NULL;
    assert_status(run(c), AIC_OK);
    c->pue[77] = 0;
    assert_status(run(c), AIC_W_ROWS);
    assert_int_equal(c->report.first_failed, 77);
    free(c);
}

TEST(skipped_models_need_no_inputs)
{
    aic_model *chain = chain_of("fleet_power | facility_power | household_equivalents");
    size_t n = aic_model_input_count(chain), m = aic_model_result_count(chain);
    aic_column columns[16] = {{NULL, 0}};
    double *results[16] = {NULL}, count[3] = {100, 200, 300}, power = 500, out[3];
    double household[3] = {350, 350, 350};
    aic_error error;
    columns[input_of(chain, "gpu_count")] = (aic_column){count, 1};
    columns[input_of(chain, "gpu_power_w")] = (aic_column){&power, 0};
    results[result_of(chain, "it_power_mw")] = out;
    assert_status(
        aic_evaluate_columns(chain, columns, n, results, m, 3, NULL, NULL, &error),
        AIC_OK);
    for (size_t i = 0; i < 3; i++)
        assert_bits(out[i], count[i] * 500 / 1e6);
    /* What is given is checked, needed or not. */
    size_t at = input_of(chain, "household_kwh_per_month");
    columns[at] = (aic_column){household, 1};
    household[1] = NAN;
    assert_status(
        aic_evaluate_columns(chain, columns, n, results, m, 3, NULL, NULL, &error),
        AIC_W_ROWS);
    assert_int_equal(error.row, 1);
    assert_true(isnan(out[1]));
    assert_bits(out[2], 0.15);
    columns[at] = (aic_column){&household[1], 0};
    assert_status(
        aic_evaluate_columns(chain, columns, n, results, m, 3, NULL, NULL, &error),
        AIC_E_MISSING);
    columns[at] = (aic_column){NULL, 0};
    results[result_of(chain, "households")] = household;
    assert_status(
        aic_evaluate_columns(chain, columns, n, results, m, 3, NULL, NULL, &error),
        AIC_E_MISSING);
    aic_model_free(chain);
}

/* An unusual row is told, and inputs that nobody needs are not looked at for it. */
TEST(unusual_row_behind_skipped_inputs)
{
    aic_model *chain = chain_of("household_share | fleet_power");
    size_t n = aic_model_input_count(chain), m = aic_model_result_count(chain);
    aic_column columns[8] = {{NULL, 0}};
    double *results[4] = {NULL}, count[3] = {100, 2, 300}, power = 500, out[3];
    aic_error error;
    columns[input_of(chain, "gpu_count")] = (aic_column){count, 1};
    columns[input_of(chain, "gpu_power_w")] = (aic_column){&power, 0};
    results[result_of(chain, "it_power_mw")] = out;
    assert_status(
        aic_evaluate_columns(chain, columns, n, results, m, 3, NULL, NULL, &error),
        AIC_W_UNUSUAL);
    assert_int_equal(error.row, 1);
    assert_string_equal(error.variable, "gpu_count");
    aic_model_free(chain);
}

static void refuse_overlap(const double *in, ptrdiff_t stride, double *facility,
                           double *overhead, const char *part)
{
    call *c = new_call();
    c->columns[0] = (aic_column){in, stride};
    c->results[0] = facility;
    c->results[1] = overhead;
    c->rows = 10;
    assert_status(run(c), AIC_E_ARGUMENT);
    assert_contains(c->error.message, "overlaps");
    assert_contains(c->error.message, part);
    free(c);
}

TEST(overlaps_are_refused)
{
    double a[64] = {0}, b[64] = {0}, c[64] = {0};
    refuse_overlap(a, 1, a, b, "it_power_mw");
    refuse_overlap(a, 1, b, a + 9, "it_power_mw");
    refuse_overlap(a + 9, 1, b, a, "it_power_mw");
    refuse_overlap(a, 3, a + 27, b, "it_power_mw");
    refuse_overlap(a + 27, -3, a, b, "it_power_mw");
    refuse_overlap(a + 5, 0, b, a, "it_power_mw");
    refuse_overlap(a, 1, b, b, "overhead_power_mw");
    refuse_overlap(a, 1, b, b + 9, "facility_power_mw");
    refuse_overlap(a, 1, b + 9, b, "facility_power_mw");
    refuse_overlap(a, 1, c, c + 1, "facility_power_mw");
}

TEST(neighbours_do_not_overlap)
{
    double all[40];
    call *c = new_call();
    for (size_t i = 0; i < 40; i++)
        all[i] = 10;
    c->rows = 10;
    c->columns[0] = (aic_column){all + 9, -1};
    c->results[0] = all + 10;
    c->results[1] = all + 20;
    assert_status(run(c), AIC_OK);
    assert_bits(all[19], 12.5);
    assert_bits(all[29], 2.5);
    assert_bits(all[9], 10);
    /* The same column may feed two inputs. */
    c->columns[0] = (aic_column){c->pue, 1};
    assert_status(run(c), AIC_OK);
    assert_bits(all[10], 1.5625);
    free(c);
}

TEST(bad_arguments)
{
    call *c = new_call();
    const aic_model *model = model_named("facility_power");
    aic_error *error = &c->error;
    assert_status(
        aic_evaluate_columns(NULL, c->columns, 2, c->results, 2, 9, NULL, NULL, error),
        AIC_E_ARGUMENT);
    assert_status(
        aic_evaluate_columns(model, NULL, 2, c->results, 2, 9, NULL, NULL, error),
        AIC_E_ARGUMENT);
    assert_status(
        aic_evaluate_columns(model, c->columns, 2, NULL, 2, 9, NULL, NULL, error),
        AIC_E_ARGUMENT);
    assert_status(
        aic_evaluate_columns(model, c->columns, 1, c->results, 2, 9, NULL, NULL, error),
        AIC_E_ARGUMENT);
    assert_contains(error->message, "2 inputs");
    assert_status(
        aic_evaluate_columns(model, c->columns, 2, c->results, 3, 9, NULL, NULL, NULL),
        AIC_E_ARGUMENT);
    assert_status(aic_evaluate_columns(model, c->columns, 2, c->results, 2, SIZE_MAX,
                                       NULL, NULL, error),
                  AIC_E_ARGUMENT);
    assert_contains(error->message, "rows");
    assert_untouched(c);
    free(c);
}

TEST(options_of_any_age)
{
    struct {
        aic_columns_options known;
        unsigned char later[16];
    } newer = {.known = {.size = sizeof newer}};
    call *c = new_call();
    const aic_model *model = model_named("facility_power");
    const aic_columns_options *given = &newer.known;
    assert_status(aic_evaluate_columns(model, c->columns, 2, c->results, 2, ROWS, given,
                                       NULL, NULL),
                  AIC_OK);
    newer.later[15] = 1;
    c->facility_mw[0] = UNTOUCHED;
    assert_status(aic_evaluate_columns(model, c->columns, 2, c->results, 2, ROWS, given,
                                       NULL, &c->error),
                  AIC_E_VERSION);
    assert_contains(c->error.message, aic_version());
    assert_bits(c->facility_mw[0], UNTOUCHED);
    /* An older caller's options end sooner: here, before strict. */
    c->options.size = offsetof(aic_columns_options, strict);
    c->options.strict = 1;
    c->pue[0] = 0;
    assert_status(run(c), AIC_W_ROWS);
    c->options.size = 0;
    assert_status(run(c), AIC_E_ARGUMENT);
    c->options.size = sizeof(size_t) - 1;
    assert_status(run(c), AIC_E_ARGUMENT);
    c->options.size = sizeof(size_t);
    assert_status(run(c), AIC_W_ROWS);
    free(c);
}

TEST(reports_of_any_age)
{
    struct {
        aic_columns_report known;
        unsigned char later[16];
    } newer;
    call *c = new_call();
    const aic_model *model = model_named("facility_power");
    c->pue[4] = 0;
    memset(&newer, 0x55, sizeof newer);
    newer.known.size = sizeof newer;
    assert_status(aic_evaluate_columns(model, c->columns, 2, c->results, 2, ROWS, NULL,
                                       &newer.known, NULL),
                  AIC_W_ROWS);
    assert_int_equal(newer.known.size, sizeof newer);
    assert_int_equal(newer.known.first_failed, 4);
    for (size_t i = 0; i < sizeof newer.later; i++)
        assert_int_equal(newer.later[i], 0);
    /* An older caller's report ends before first_failed. */
    memset(&c->report, 0x55, sizeof c->report);
    c->report.size = offsetof(aic_columns_report, first_failed);
    size_t beyond = c->report.first_failed;
    assert_status(run(c), AIC_W_ROWS);
    assert_int_equal(c->report.rows_failed, 1);
    assert_int_equal(c->report.first_failed, beyond);
    /* One that does not say its size is left alone. */
    memset(&c->report, 0, sizeof c->report);
    assert_status(run(c), AIC_W_ROWS);
    assert_int_equal(c->report.rows_failed, 0);
    free(c);
}

typedef struct {
    size_t calls, last, rows, stop_at;
} progress;

static int note_progress(void *context, size_t done, size_t rows)
{
    progress *p = context;
    assert_true(done > p->last && done <= rows);
    p->calls++;
    p->last = done;
    p->rows = rows;
    return p->stop_at && p->calls == p->stop_at;
}

/* A long call of facility_power, with every row the same. */
static double it_mw = 20;

static int run_long(size_t rows, uint32_t threads, uint32_t strict, progress *p,
                    double *results)
{
    double *pue = malloc(rows * sizeof *pue);
    assert_non_null(pue);
    for (size_t i = 0; i < rows; i++)
        pue[i] = 1.5;
    aic_column columns[] = {{&it_mw, 0}, {pue, 1}};
    double *wanted[] = {results, NULL};
    aic_columns_options options = {sizeof options, threads, strict, note_progress, p};
    aic_error error;
    int status = aic_evaluate_columns(model_named("facility_power"), columns, 2, wanted,
                                      2, rows, &options, NULL, &error);
    assert_int_equal(error.status, status);
    free(pue);
    return status;
}

TEST(progress_is_told)
{
    double *results = malloc(MANY * sizeof *results);
    assert_non_null(results);
    progress p = {0};
    assert_status(run_long(MANY, 1, 0, &p, results), AIC_OK);
    assert_true(p.calls >= 2);
    assert_int_equal(p.last, MANY);
    assert_int_equal(p.rows, MANY);
    p = (progress){0};
    assert_status(run_long(MANY, 1, 1, &p, results), AIC_OK);
    assert_int_equal(p.last, p.rows);
    p = (progress){0};
    assert_status(run_long(MANY, 4, 0, &p, results), AIC_OK);
    assert_true(p.last <= p.rows);
    free(results);
}

TEST(progress_can_cancel)
{
    double *results = calloc(MANY, sizeof *results);
    assert_non_null(results);
    for (uint32_t threads = 1; threads <= 2; threads++) {
        progress p = {.stop_at = 1};
        assert_status(run_long(MANY, threads, 0, &p, results), AIC_E_CANCELLED);
        assert_int_equal(p.calls, 1);
    }
    assert_bits(results[0], 30);
    memset(results, 0, MANY * sizeof *results);
    progress p = {.stop_at = 1};
    assert_status(run_long(MANY, 1, 1, &p, results), AIC_E_CANCELLED);
    for (size_t i = 0; i < MANY; i++)
        assert_bits(results[i], 0);
    it_mw = 0.25; /* unusual */
    p = (progress){.stop_at = 1};
    assert_status(run_long(MANY, 1, 0, &p, results), AIC_E_CANCELLED);
    it_mw = 20;
    p = (progress){.stop_at = 8}; /* in the second pass */
    assert_status(run_long(MANY, 1, 1, &p, results), AIC_E_CANCELLED);
    assert_bits(results[0], 30);
    free(results);
}

TEST(more_threads_than_there_is_work)
{
    call *c = new_call();
    c->options.threads = UINT32_MAX;
    assert_status(run(c), AIC_OK);
    assert_bits(c->facility_mw[ROWS - 1], 375);
    free(c);
}

TEST(conditions_refuse_rows)
{
    enum { N = 130 };
    double firms[N], survivors[N], users = 1e9, revenue = 1e9, lost[N];
    const aic_model *model = model_named("market_survivors");
    for (size_t i = 0; i < N; i++) {
        firms[i] = 5;
        survivors[i] = i % 65 == 64 ? 6 : 2;
    }
    aic_column columns[] = {
        {&revenue, 0}, {firms, 1}, {survivors, 1}, {&users, 0}, {NULL, 0}};
    double *results[4] = {NULL};
    aic_columns_report report = {.size = sizeof report};
    aic_error error;
    results[result_of(model, "capital_lost_share")] = lost;
    assert_status(
        aic_evaluate_columns(model, columns, 5, results, 4, N, NULL, &report, &error),
        AIC_W_ROWS);
    assert_int_equal(report.rows_failed, 2);
    assert_int_equal(report.first_failed, 64);
    assert_int_equal(report.first_status, AIC_E_CONDITION);
    assert_string_equal(error.variable, "survivors");
    assert_true(isnan(lost[64]) && isnan(lost[129]));
    assert_bits(lost[63], 0.6);
}

/* Results that a cache cannot hold are written another way: the same rows, wherever the
 * arrays lie. */
TEST(results_larger_than_caches)
{
    enum { N = 1500007, BAD = 640063, LAST = N - 1 };
    double *memory = malloc((3 * N + 1) * sizeof *memory);
    assert_non_null(memory);
    double *it = memory, *pue = memory + N;
    for (size_t i = 0; i < N; i++) {
        it[i] = 1 + (double)(i % 2003);
        pue[i] = 1.25 + (double)(i % 4) / 16;
    }
    it[BAD] = NAN;
    pue[LAST] = 0.5;
    aic_column columns[] = {{it, 1}, {pue, 1}};
    aic_columns_report report = {.size = sizeof report};
    for (uint32_t shift = 0; shift <= 1; shift++) {
        double *made = memory + 2 * N + shift;
        double *results[] = {made, NULL};
        aic_columns_options options = {.size = sizeof options, .threads = 1 + shift};
        assert_status(aic_evaluate_columns(model_named("facility_power"), columns, 2,
                                           results, 2, N, &options, &report, NULL),
                      AIC_W_ROWS);
        assert_int_equal(report.rows_failed, 2);
        assert_int_equal(report.first_failed, BAD);
        for (size_t i = 0; i < N; i++)
            if (i == BAD || i == LAST)
                assert_true(isnan(made[i]));
            else if (made[i] != it[i] * pue[i])
                fail_msg("row %zu", i);
    }
    free(memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_rows),
        cmocka_unit_test(no_rows),
        cmocka_unit_test(one_bad_row_in_every_position),
        cmocka_unit_test(unusual_rows_are_counted),
        cmocka_unit_test(unusual_constant_makes_every_good_row_unusual),
        cmocka_unit_test(constants_and_defaults),
        cmocka_unit_test(bad_constants_write_nothing),
        cmocka_unit_test(strict_writes_nothing_unless_every_row_is_good),
        cmocka_unit_test(results_not_wanted),
        cmocka_unit_test(skipped_models_need_no_inputs),
        cmocka_unit_test(unusual_row_behind_skipped_inputs),
        cmocka_unit_test(overlaps_are_refused),
        cmocka_unit_test(neighbours_do_not_overlap),
        cmocka_unit_test(bad_arguments),
        cmocka_unit_test(options_of_any_age),
        cmocka_unit_test(reports_of_any_age),
        cmocka_unit_test(progress_is_told),
        cmocka_unit_test(progress_can_cancel),
        cmocka_unit_test(more_threads_than_there_is_work),
        cmocka_unit_test(conditions_refuse_rows),
        cmocka_unit_test(results_larger_than_caches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
