/* Timings of one thing at a time, in nanoseconds a row or a call: bench.py runs them in
 * turn with NumPy and prints the ratios.
 *
 *   bench columns ROWS THREADS   the checked chain over four columns, one result wanted
 *   bench fused ROWS THREADS     the same arithmetic by hand, in one loop, unchecked
 *   bench multiversioned ROWS THREADS   that loop compiled for several processors
 *   bench copy ROWS THREADS      reading four columns and writing one
 *   bench scalar 0 1             a typed call
 *   bench kernel 0 1             the arithmetic of that call alone, not inlined
 *   bench solve 0 1              a solution on the chain of four
 */
#include "aicompute/aicompute.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(AIC_HAVE_TARGET_CLONES)
#define CLONES __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#else
#define CLONES
#endif

enum { COLUMNS = 4, ROUNDS = 7 };

static const double ROUND_SECONDS = 0.05;

typedef struct {
    size_t rows, threads;
    double *in[COLUMNS]; /* gpu_count, gpu_power_w, pue, household_kwh_per_month */
    double *out;
    aic_model *chain;
} bench;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void fail(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

/* The compiler must believe that memory is read and written here. */
static void keep(void *memory)
{
    __asm__ volatile("" : : "r"(memory) : "memory");
}

static void fill(bench *b)
{
    static const double low[COLUMNS] = {1e3, 300, 1.1, 280},
                        high[] = {1e5, 700, 1.6, 430};
    for (int k = 0; k < COLUMNS; k++) {
        b->in[k] = aligned_alloc(64, (b->rows * sizeof(double) + 64) & ~(size_t)63);
        if (!b->in[k])
            fail("no memory");
        for (size_t i = 0; i < b->rows; i++)
            b->in[k][i] = low[k] + (high[k] - low[k]) * (double)(i % 1009) / 1009;
    }
    b->out = aligned_alloc(64, (b->rows * sizeof(double) + 64) & ~(size_t)63);
    if (!b->out)
        fail("no memory");
    memset(b->out, 0, b->rows * sizeof(double));
}

static void columns(bench *b)
{
    aic_column in[16] = {{NULL, 0}};
    double *out[16] = {NULL};
    static const char *const names[COLUMNS] = {"gpu_count", "gpu_power_w", "pue",
                                               "household_kwh_per_month"};
    size_t at;
    for (int k = 0; k < COLUMNS; k++) {
        if (aic_model_input_index(b->chain, names[k], &at, NULL) < 0)
            fail(names[k]);
        in[at] = (aic_column){b->in[k], 1};
    }
    aic_model_result_index(b->chain, "households", &at, NULL);
    out[at] = b->out;
    aic_columns_options options = {.size = sizeof options,
                                   .threads = (uint32_t)b->threads};
    aic_error error;
    if (aic_evaluate_columns(b->chain, in, aic_model_input_count(b->chain), out,
                             aic_model_result_count(b->chain), b->rows, &options, NULL,
                             &error) != AIC_OK)
        fail(error.message);
}

typedef struct {
    const bench *b;
    size_t start, end;
    pthread_t thread;
} part;

static inline void fused_loop(size_t start, size_t end, const double *restrict count,
                              const double *restrict watts, const double *restrict pue,
                              const double *restrict use, double *restrict out)
{
    for (size_t i = start; i < end; i++) {
        double it_mw = count[i] * (watts[i] + 0.0) / 1e6;
        double facility_mw = it_mw * pue[i];
        double month_mwh = facility_mw * 1.0 * 24 * 30;
        out[i] = month_mwh * 1000 / use[i];
    }
}

static void copy_rows(size_t start, size_t end, const double *restrict a,
                      const double *restrict b, const double *restrict c,
                      const double *restrict d, double *restrict out)
{
    for (size_t i = start; i < end; i++)
        out[i] = a[i] + b[i] + c[i] + d[i];
}

static void *fused_part(void *argument)
{
    const part *p = argument;
    double *const *in = (double *const *)p->b->in;
    fused_loop(p->start, p->end, in[0], in[1], in[2], in[3], p->b->out);
    return NULL;
}

CLONES static void *multiversioned_part(void *argument)
{
    const part *p = argument;
    double *const *in = (double *const *)p->b->in;
    fused_loop(p->start, p->end, in[0], in[1], in[2], in[3], p->b->out);
    return NULL;
}

static void *copy_part(void *argument)
{
    const part *p = argument;
    double *const *in = (double *const *)p->b->in;
    copy_rows(p->start, p->end, in[0], in[1], in[2], in[3], p->b->out);
    return NULL;
}

static void in_parts(bench *b, void *(*work)(void *))
{
    part parts[64];
    size_t n = b->threads < 64 ? b->threads : 64;
    for (size_t i = 0; i < n; i++) {
        parts[i] = (part){.b = b, .start = b->rows * i / n, .end = b->rows * (i + 1) / n};
        if (i > 0 && pthread_create(&parts[i].thread, NULL, work, &parts[i]) != 0)
            fail("no thread");
    }
    work(&parts[0]);
    for (size_t i = 1; i < n; i++)
        pthread_join(parts[i].thread, NULL);
    keep(b->out);
}

static void fused(bench *b)
{
    in_parts(b, fused_part);
}

static void multiversioned(bench *b)
{
    in_parts(b, multiversioned_part);
}

static void copy(bench *b)
{
    in_parts(b, copy_part);
}

static void scalar(bench *b)
{
    aic_facility_power_inputs in = aic_facility_power_defaults();
    aic_facility_power_results out;
    aic_error error;
    in.it_power_mw = 20;
    keep(&in);
    if (aic_facility_power(&in, &out, &error) != AIC_OK)
        fail(error.message);
    b->out[0] = out.facility_power_mw;
    keep(b->out);
}

__attribute__((noinline)) static void
bare_facility_power(const aic_facility_power_inputs *in, aic_facility_power_results *out)
{
    out->facility_power_mw = in->it_power_mw * in->pue;
    out->overhead_power_mw = in->it_power_mw * (in->pue - 1);
}

static void kernel(bench *b)
{
    aic_facility_power_inputs in = {.it_power_mw = 20, .pue = 1.54};
    aic_facility_power_results out;
    keep(&in);
    bare_facility_power(&in, &out);
    b->out[0] = out.facility_power_mw;
    keep(b->out);
}

static void solve(bench *b)
{
    double in[16];
    size_t n = aic_model_input_count(b->chain), at, wanted, count;
    aic_solution solutions[4];
    aic_error error;
    aic_model_defaults(b->chain, in, n);
    aic_model_input_index(b->chain, "gpu_count", &at, NULL);
    in[at] = 50e3;
    aic_model_input_index(b->chain, "gpu_power_w", &at, NULL);
    in[at] = 400;
    aic_model_input_index(b->chain, "household_kwh_per_month", &at, NULL);
    aic_model_result_index(b->chain, "households", &wanted, NULL);
    if (aic_solve(b->chain, in, n, at, wanted, 22e3, solutions, 4, &count, &error) < 0 ||
        count != 1)
        fail(error.message);
    b->out[0] = solutions[0].value;
    keep(b->out);
}

/* The least of several rounds, each long enough for the clock. */
static double nanoseconds(bench *b, void (*work)(bench *))
{
    double best = 1e300;
    work(b);
    for (int round = 0; round < ROUNDS; round++) {
        size_t calls = 0;
        double start = now(), spent;
        do {
            work(b);
            calls++;
        } while ((spent = now() - start) < ROUND_SECONDS);
        best = spent / (double)calls < best ? spent / (double)calls : best;
    }
    return best * 1e9 / (double)(b->rows ? b->rows : 1);
}

/* A clock reading costs as much as a short call: count calls in thousands. */
static void thousand(bench *b, void (*work)(bench *))
{
    for (int i = 0; i < 1000; i++)
        work(b);
}

static void scalars(bench *b)
{
    thousand(b, scalar);
}

static void kernels(bench *b)
{
    thousand(b, kernel);
}

typedef struct {
    const char *name;
    void (*work)(bench *);
    double calls;
} subject;

static const subject subjects[] = {
    {"columns", columns, 1},  {"multiversioned", multiversioned, 1},
    {"fused", fused, 1},      {"copy", copy, 1},
    {"scalar", scalars, 1e3}, {"kernel", kernels, 1e3},
    {"solve", solve, 1},
};

int main(int argc, char **argv)
{
    if (argc != 4)
        fail("usage: bench SUBJECT ROWS THREADS");
    bench b = {.rows = strtoull(argv[2], NULL, 10),
               .threads = strtoull(argv[3], NULL, 10)};
    size_t rows = b.rows;
    b.rows = rows ? rows : 1;
    fill(&b);
    b.rows = rows;
    aic_error error;
    if (aic_model_from_text("fleet_power|facility_power|energy_use|household_equivalents",
                            &b.chain, &error) < 0)
        fail(error.message);
    for (size_t i = 0; i < sizeof subjects / sizeof *subjects; i++)
        if (strcmp(subjects[i].name, argv[1]) == 0) {
            printf("%.6g\n", nanoseconds(&b, subjects[i].work) / subjects[i].calls);
            return 0;
        }
    fail("no such subject");
}
