/* What samples say: against the samples themselves, in any parts and any order. */
#include "support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS_MAX = 64, BLOCKS = 7, COUNT_ALL = BLOCKS * AIC_BLOCK_SAMPLES - 5000 };

static const double BITS_10 = 0x1p-10;

/* Two inputs vary: energy and its price, which may be negative. */
static aic_sampling *plan_with(aic_distribution energy, aic_distribution price,
                               aic_sampling_options options)
{
    const aic_model *model = model_named("electricity_cost");
    aic_distribution inputs[INPUTS_MAX] = {{0}};
    size_t result = 0;
    aic_sampling *plan;
    aic_error error;
    options.size = sizeof options;
    inputs[input_of(model, "energy_mwh_per_year")] = energy;
    inputs[input_of(model, "electricity_price_per_kwh")] = price;
    aic_distribution_constant(0, &inputs[input_of(model, "facility_power_mw")], NULL);
    if (aic_sampling_create(model, inputs, aic_model_input_count(model), &result, 1,
                            &options, &plan, &error) < 0)
        fail_msg("%s", error.message);
    return plan;
}

static aic_sampling *usual_plan(uint64_t seed)
{
    aic_distribution energy, price;
    aic_threshold thresholds[] = {{.value = 5e6}, {.position = 2, .of_input = 1}};
    aic_sampling_options options = {
        .count = COUNT_ALL, .seed = seed, .thresholds = thresholds, .threshold_count = 2};
    aic_distribution_log_normal(1e5, 2.5, &energy, NULL);
    aic_distribution_normal(0.05, 0.04, &price, NULL);
    return plan_with(energy, price, options);
}

static aic_summary *summary_of(const aic_sampling *plan, uint64_t first, uint64_t count,
                               uint32_t threads)
{
    aic_sample_options options = {.size = sizeof options, .threads = threads};
    aic_summary *summary;
    aic_error error;
    assert_status(aic_summary_create(plan, &summary, NULL), AIC_OK);
    if (aic_sample(plan, first, count, &options, summary, &error) != AIC_OK)
        fail_msg("%s", error.message);
    return summary;
}

static aic_summary *whole_of(const aic_sampling *plan)
{
    return summary_of(plan, 0, aic_sampling_count(plan), 1);
}

static unsigned char *bytes_of(const aic_summary *summary, size_t *size)
{
    assert_status(aic_summary_save(summary, NULL, 0, size, NULL), AIC_OK);
    unsigned char *bytes = malloc(*size);
    assert_non_null(bytes);
    assert_status(aic_summary_save(summary, bytes, *size, size, NULL), AIC_OK);
    return bytes;
}

static void assert_same(const aic_summary *one, const aic_summary *other)
{
    size_t size, others_size;
    unsigned char *bytes = bytes_of(one, &size), *others = bytes_of(other, &others_size);
    assert_int_equal(size, others_size);
    assert_memory_equal(bytes, others, size);
    free(bytes);
    free(others);
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

/* All samples of a plan: its result in order of size, and one of its inputs as drawn. */
typedef struct {
    size_t count;
    double *results, *sorted, *price;
} samples;

static samples draw(const aic_sampling *plan)
{
    samples s = {.count = (size_t)aic_sampling_count(plan)};
    s.results = malloc(s.count * sizeof(double));
    s.sorted = malloc(s.count * sizeof(double));
    s.price = malloc(s.count * sizeof(double));
    double *inputs[4] = {NULL}, *results[1] = {s.results};
    inputs[input_of(aic_sampling_model(plan), "electricity_price_per_kwh")] = s.price;
    assert_true(aic_sample_rows(plan, 0, s.count, inputs, 4, results, 1, NULL) >= 0);
    memcpy(s.sorted, s.results, s.count * sizeof(double));
    qsort(s.sorted, s.count, sizeof(double), compare);
    return s;
}

static void release(samples *s)
{
    free(s->results);
    free(s->sorted);
    free(s->price);
}

/* Moments and correlation by their definitions, in long double. */
TEST(moments)
{
    aic_sampling *plan = usual_plan(3);
    aic_summary *summary = whole_of(plan);
    samples s = draw(plan);
    long double n = s.count, mean = 0, price = 0, x2 = 0, x3 = 0, y2 = 0, xy = 0;
    for (size_t i = 0; i < s.count; i++) {
        mean += s.results[i] / n;
        price += s.price[i] / n;
    }
    for (size_t i = 0; i < s.count; i++) {
        long double x = s.results[i] - mean, y = s.price[i] - price;
        x2 += x * x;
        x3 += x * x * x;
        y2 += y * y;
        xy += x * y;
    }
    aic_moments m;
    assert_status(aic_summary_result(summary, 0, &m, NULL), AIC_OK);
    assert_int_equal(m.count, s.count);
    assert_near(m.mean, (double)mean, 1e-13);
    assert_near(m.standard_deviation, (double)sqrtl(x2 / (n - 1)), 1e-13);
    assert_near(m.skewness, (double)(sqrtl(n) * x3 / powl(x2, 1.5L)), 1e-11);
    assert_near(m.standard_error, (double)sqrtl(x2 / (n - 1) / n), 1e-13);
    assert_bits(m.min, s.sorted[0]);
    assert_bits(m.max, s.sorted[s.count - 1]);
    assert_status(aic_summary_input(summary, 1, &m, NULL), AIC_OK);
    assert_string_equal(aic_summary_input_name(summary, 1), "electricity_price_per_kwh");
    assert_near(m.mean, (double)price, 1e-13);
    double correlation;
    assert_status(aic_summary_correlation(summary, 1, 0, &correlation, NULL), AIC_OK);
    assert_near(correlation, (double)(xy / sqrtl(x2 * y2)), 1e-11);
    release(&s);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

/* Number 7 of Hyndman and Fan, among the samples in order of size. */
static double exact_quantile(const samples *s, double p)
{
    double place = p * (double)(s->count - 1);
    size_t rank = (size_t)place;
    double below = s->sorted[rank], above = s->sorted[rank + (rank + 1 < s->count)];
    return below == above ? below : below + (place - (double)rank) * (above - below);
}

static void check_quantiles(const aic_sampling *plan)
{
    static const double probabilities[] = {0,    1e-5, 0.001, 0.05, 0.1,    0.25, 0.5,
                                           0.75, 0.9,  0.95,  0.99, 0.9999, 1};
    aic_summary *summary = whole_of(plan);
    samples s = draw(plan);
    for (size_t i = 0; i < COUNT(probabilities); i++) {
        double actual, expected = exact_quantile(&s, probabilities[i]);
        assert_status(
            aic_summary_quantiles(summary, 0, &probabilities[i], &actual, 1, NULL),
            AIC_OK);
        /* Between two samples of either sign, each within its own share. */
        double place = probabilities[i] * (double)(s.count - 1);
        size_t rank = (size_t)place, next = rank + (rank + 1 < s.count);
        double larger = fmax(fabs(s.sorted[rank]), fabs(s.sorted[next]));
        assert_within(actual, expected, BITS_10 * larger);
    }
    release(&s);
    aic_summary_free(summary);
}

/* Heavy tails, spikes, zeros, negative values, mixtures, a huge span. */
TEST(quantiles_of_hard_shapes)
{
    static const double spikes[] = {-1e6, -3, 0, 0.001, 7, 1e9};
    static const double often[] = {1, 5, 40, 3, 50, 1};
    static const double close[] = {1, 1 + 0x1p-52, 1.5, 2, 2 - 0x1p-52};
    aic_distribution energy[7], price[7];
    aic_sampling_options options = {.count = 40000, .seed = 9};
    for (int i = 0; i < 7; i++) {
        aic_distribution_constant(1, &energy[i], NULL);
        aic_distribution_constant(0.001, &price[i], NULL);
    }
    aic_distribution_log_normal(1, 1e3, &energy[0], NULL);
    aic_distribution_truncate(0, 1e22, &energy[0], NULL);
    aic_distribution_choices(spikes + 3, often, 3, &energy[1], NULL);
    aic_distribution_normal(0, 1, &price[2], NULL);
    aic_distribution_choices(spikes, often, 6, &price[3], NULL);
    aic_distribution_truncate(-1e6, 1e6, &price[3], NULL);
    aic_distribution_empirical(close, NULL, 5, &price[4], NULL);
    aic_distribution_log_uniform(1e-250, 1e20, &energy[5], NULL);
    aic_distribution_choices(spikes + 2, often, 2, &energy[6], NULL);
    aic_distribution_normal(0, 10, &price[6], NULL);
    for (int i = 0; i < 7; i++) {
        aic_sampling *plan = plan_with(energy[i], price[i], options);
        check_quantiles(plan);
        aic_sampling_free(plan);
    }
}

/* Between a zero and the least double that has all its digits, quantiles are within
 * 2^-1026. */
TEST(denormal_quantiles)
{
    static const double prices[] = {0, 5e-324, 1e-320, 3e-315, 1e-312, -2e-311, 1e-310};
    static const double probabilities[] = {0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95};
    aic_distribution energy, price;
    aic_sampling_options options = {.count = 1000, .quantile_bits = 4};
    aic_distribution_constant(1, &energy, NULL);
    aic_distribution_choices(prices, NULL, COUNT(prices), &price, NULL);
    aic_sampling *plan = plan_with(energy, price, options);
    aic_summary *summary = whole_of(plan);
    samples s = draw(plan);
    for (size_t i = 0; i < COUNT(probabilities); i++) {
        double actual, expected = exact_quantile(&s, probabilities[i]);
        assert_status(
            aic_summary_quantiles(summary, 0, &probabilities[i], &actual, 1, NULL),
            AIC_OK);
        assert_within(actual, expected, 0x1p-1026 + 0x1p-4 * fabs(expected));
    }
    aic_bin bins[COUNT(prices)];
    size_t count, place = 0;
    assert_status(aic_summary_bins(summary, 0, bins, COUNT(bins), &count, NULL), AIC_OK);
    assert_in_range(count, 3, COUNT(bins));
    for (size_t i = 0; i < count; i++)
        for (uint64_t k = 0; k < bins[i].count; k++, place++)
            assert_true(bins[i].low == 0 ? s.sorted[place] < 0x1p-1026
                                         : bins[i].low <= s.sorted[place] &&
                                               s.sorted[place] <= bins[i].high);
    assert_int_equal(place, s.count);
    release(&s);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

/* Paybacks that never come are infinite. */
TEST(infinite_results)
{
    enum { ROWS = 4000 };
    const aic_model *model = model_named("project_payback");
    aic_distribution inputs[INPUTS_MAX] = {{0}};
    size_t result = result_of(model, "payback_years"), count, never = 0;
    aic_sampling_options options = {.size = sizeof options, .count = ROWS, .seed = 1};
    aic_sampling *plan;
    aic_bin bins[4000];
    aic_moments m;
    aic_exceedance late;
    static double years[ROWS];
    double p = 0.99, last, *results[5] = {NULL};
    aic_distribution_constant(100, &inputs[input_of(model, "capex")], NULL);
    aic_distribution_uniform(4, 44, &inputs[input_of(model, "net_cash_per_year")], NULL);
    assert_status(aic_sampling_create(model, inputs, aic_model_input_count(model),
                                      &result, 1, &options, &plan, NULL),
                  AIC_OK);
    aic_summary *summary = whole_of(plan);
    results[result] = years;
    assert_status(aic_sample_rows(plan, 0, ROWS, NULL, 0, results, 5, NULL), AIC_OK);
    for (int i = 0; i < ROWS; i++)
        never += years[i] == INFINITY;
    assert_in_range(never, 1000, 2000);
    assert_status(aic_summary_bins(summary, 0, bins, COUNT(bins), &count, NULL), AIC_OK);
    assert_in_range(count, 2, COUNT(bins));
    assert_bits(bins[count - 1].low, INFINITY);
    assert_bits(bins[count - 1].high, INFINITY);
    assert_int_equal(bins[count - 1].count, never);
    assert_status(aic_summary_quantiles(summary, 0, &p, &last, 1, NULL), AIC_OK);
    assert_bits(last, INFINITY);
    assert_status(aic_summary_exceedance(summary, 0, 1e300, &late, NULL), AIC_OK);
    assert_bits(late.low, (double)never / ROWS);
    assert_bits(late.high, late.low);
    assert_status(aic_summary_result(summary, 0, &m, NULL), AIC_OK);
    assert_bits(m.mean, INFINITY);
    assert_bits(m.max, INFINITY);
    assert_true(isnan(m.standard_deviation));
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

/* Threads do not matter, nor do parts, however they come together. */
TEST(same_bytes)
{
    aic_sampling *plan = usual_plan(5);
    aic_summary *whole = whole_of(plan);
    for (uint32_t threads = 2; threads <= 5; threads++) {
        aic_summary *other = summary_of(plan, 0, COUNT_ALL, threads);
        assert_same(whole, other);
        aic_summary_free(other);
    }
    uint64_t seed = 8;
    for (int round = 0; round < 10; round++) {
        aic_summary *parts[BLOCKS];
        for (uint64_t b = 0; b < BLOCKS; b++) {
            uint64_t first = b * AIC_BLOCK_SAMPLES, left = COUNT_ALL - first;
            parts[b] = summary_of(plan, first,
                                  left < AIC_BLOCK_SAMPLES ? left : AIC_BLOCK_SAMPLES, 1);
        }
        for (size_t left = BLOCKS; left > 1; left--) {
            size_t a = random_bits(&seed) % left,
                   b = (a + 1 + random_bits(&seed) % (left - 1)) % left;
            assert_status(aic_summary_merge(parts[a], parts[b], NULL), AIC_OK);
            aic_summary_free(parts[b]);
            parts[b] = parts[left - 1];
        }
        assert_same(whole, parts[0]);
        aic_summary_free(parts[0]);
    }
    aic_summary_free(whole);
    aic_sampling_free(plan);
}

/* Every method: a run in pieces, added to the same summary, is the run. */
TEST(pieces)
{
    for (int method = AIC_RANDOM; method <= AIC_SOBOL_UNSCRAMBLED; method++) {
        aic_distribution energy, price;
        aic_sampling_options options = {.count = 40000, .seed = 2, .method = method};
        aic_distribution_log_normal(1e5, 2.5, &energy, NULL);
        aic_distribution_pert(0, 0.1, 0.4, &price, NULL);
        aic_sampling *plan = plan_with(energy, price, options);
        aic_summary *whole = whole_of(plan);
        aic_summary *pieces =
            summary_of(plan, 2 * AIC_BLOCK_SAMPLES, 40000 - 2 * AIC_BLOCK_SAMPLES, 1);
        assert_status(aic_sample(plan, 0, 2 * AIC_BLOCK_SAMPLES, NULL, pieces, NULL),
                      AIC_OK);
        assert_same(whole, pieces);
        aic_summary_free(pieces);
        aic_summary_free(whole);
        aic_sampling_free(plan);
    }
}

TEST(bytes_and_back)
{
    aic_sampling *plan = usual_plan(1);
    aic_summary *summary = whole_of(plan), *back = NULL;
    size_t size;
    aic_error error;
    unsigned char *bytes = bytes_of(summary, &size);
    assert_status(aic_summary_load(bytes, size, &back, NULL), AIC_OK);
    assert_same(summary, back);
    assert_status(aic_summary_save(summary, bytes, size - 1, &size, &error),
                  AIC_E_ARGUMENT);
    aic_summary_free(back);
    /* Cut anywhere, changed anywhere. */
    for (size_t cut = 0; cut < size; cut += 1 + cut / 7)
        assert_status(aic_summary_load(bytes, cut, &back, &error), AIC_E_ARGUMENT);
    for (size_t at = 0; at < size; at += 1 + at / 7) {
        bytes[at] ^= 4;
        assert_true(aic_summary_load(bytes, size, &back, &error) < 0);
        assert_null(back);
        bytes[at] ^= 4;
    }
    free(bytes);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

/* The hash of whoever changes more than a bit: FNV-1a, as its authors define it. */
static void hash_again(unsigned char *bytes, size_t size)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i + 8 < size; i++)
        hash = (hash ^ bytes[i]) * 0x100000001b3u;
    for (int i = 0; i < 8; i++)
        bytes[size - 8 + (size_t)i] = (unsigned char)(hash >> 8 * i);
}

/* A hash that is right does not make numbers right. */
TEST(bytes_that_lie)
{
    aic_sampling *plan = usual_plan(1);
    aic_summary *summary = summary_of(plan, 0, AIC_BLOCK_SAMPLES, 1), *back;
    size_t size;
    aic_error error;
    unsigned char *bytes = bytes_of(summary, &size);
    bytes[8] = 2; /* layout */
    hash_again(bytes, size);
    assert_status(aic_summary_load(bytes, size, &back, &error), AIC_E_VERSION);
    assert_contains(error.message, "layout 2");
    bytes[8] = 1;
    int refused = 0, taken = 0;
    for (size_t at = 16; at + 8 < size; at += 1 + at / 40) {
        bytes[at] ^= 0x91;
        hash_again(bytes, size);
        if (aic_summary_load(bytes, size, &back, &error) < 0)
            refused++;
        else
            taken++;
        aic_summary_free(back);
        bytes[at] ^= 0x91;
    }
    assert_true(refused > 20);
    assert_true(taken > 0); /* sums may be any numbers */
    bytes[16] = '9';        /* another version of the library */
    hash_again(bytes, size);
    assert_status(aic_summary_load(bytes, size, &back, NULL), AIC_OK);
    aic_summary *rest =
        summary_of(plan, AIC_BLOCK_SAMPLES, COUNT_ALL - AIC_BLOCK_SAMPLES, 1);
    assert_status(aic_summary_merge(rest, back, &error), AIC_E_VERSION);
    assert_contains(error.message, "need not draw the same samples");
    aic_summary_free(rest);
    aic_summary_free(back);
    free(bytes);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

static uint64_t number_at(const unsigned char *at)
{
    uint64_t number = 0;
    for (int i = 0; i < 8; i++)
        number |= (uint64_t)at[i] << 8 * i;
    return number;
}

static void put(unsigned char *at, uint64_t number)
{
    for (int i = 0; i < 8; i++)
        at[i] = (unsigned char)(number >> 8 * i);
}

/* Two spans, of 2 blocks and of 1, and a gap between them. */
static unsigned char *bytes_of_two_spans(size_t *size)
{
    enum { BLOCK = AIC_BLOCK_SAMPLES };
    aic_distribution energy, price;
    aic_threshold thresholds[] = {{.value = 5e6}, {.position = 2, .of_input = 1}};
    aic_sampling_options options = {.count = 5 * BLOCK,
                                    .quantile_bits = 4,
                                    .thresholds = thresholds,
                                    .threshold_count = 2};
    aic_distribution_log_normal(1e5, 2.5, &energy, NULL);
    aic_distribution_normal(0.05, 0.04, &price, NULL);
    aic_sampling *plan = plan_with(energy, price, options);
    aic_summary *summary = summary_of(plan, 0, 2 * BLOCK, 1);
    assert_status(aic_sample(plan, 3 * BLOCK, BLOCK, NULL, summary, NULL), AIC_OK);
    unsigned char *bytes = bytes_of(summary, size);
    aic_summary_free(summary);
    aic_sampling_free(plan);
    return bytes;
}

static void check_damaged(unsigned char *bytes, size_t size, const char *what, size_t at)
{
    aic_summary *back;
    aic_error error;
    hash_again(bytes, size);
    int status = aic_summary_load(bytes, size, &back, &error);
    if (status != AIC_E_ARGUMENT || back)
        fail_msg("%s %zu is taken", what, at);
    assert_contains(error.message, "damaged");
}

/* Where numbers are: what bytes.c describes, with three variables and two thresholds. */
enum {
    LAYOUT = 8,
    SAMPLES = 48,
    METHOD = 104,
    BITS = 112,
    RESULTS = 120,
    INPUTS = 128,
    THRESHOLDS = 136,
    FIRST_THRESHOLD = 144 + 3 * 80,
    REFUSED = FIRST_THRESHOLD + 2 * 16,
    SPANS = REFUSED + 8,
    FIRST_SPAN = SPANS + 8,
    SECOND_SPAN = FIRST_SPAN + 16,
    SUM = 37 * 8,
    OCTAVES = SECOND_SPAN + 16 + (3 * 3 + 2) * SUM + 3 * 16 + 4 * 8,
    FIRST_OCTAVE = OCTAVES + 8,
    SECOND_OCTAVE = FIRST_OCTAVE + 8 + 16 * 8
};

/* Every number that is used as one, just beyond what it can be. */
TEST(numbers_that_lie)
{
    enum { MORE_THAN_BYTES = 1000 };
    const struct {
        size_t at;
        uint64_t number;
    } lies[] = {{LAYOUT, 0},
                {SAMPLES, ((uint64_t)1 << 48) + 1},
                {METHOD, AIC_SOBOL_UNSCRAMBLED + 1},
                {BITS, 3},
                {BITS, 17},
                {RESULTS, 0},
                {RESULTS, 1025},
                {INPUTS, 1025},
                {INPUTS, MORE_THAN_BYTES},
                {THRESHOLDS, 65},
                {FIRST_THRESHOLD, 3},
                {SPANS, UINT64_MAX},
                {OCTAVES, 4097},
                {FIRST_OCTAVE, 4096},
                {SECOND_OCTAVE, 0},
                {FIRST_OCTAVE + 8, (uint64_t)1 << 32}};
    size_t size;
    aic_summary *back;
    aic_error error;
    unsigned char *bytes = bytes_of_two_spans(&size);
    assert_status(aic_summary_load(bytes, size, &back, NULL), AIC_OK);
    aic_summary_free(back);
    for (size_t i = 0; i < COUNT(lies); i++) {
        uint64_t number = number_at(bytes + lies[i].at);
        put(bytes + lies[i].at, lies[i].number);
        check_damaged(bytes, size, "lie", i);
        put(bytes + lies[i].at, number);
    }
    unsigned char *longer = calloc(1, size + 8);
    assert_non_null(longer);
    memcpy(longer, bytes, size - 8);
    hash_again(longer, size + 8);
    assert_status(aic_summary_load(longer, size + 8, &back, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "damaged");
    free(longer);
    free(bytes);
}

/* What is added to numbers so that they still add up to three blocks. */
TEST(samples_that_cannot_be)
{
    enum { BLOCK = AIC_BLOCK_SAMPLES, PLACES = 3 };
    const struct {
        const char *what;
        struct {
            size_t at;
            int64_t added;
        } places[PLACES];
    } lies[] = {
        {"spans that touch", {{SECOND_SPAN, -BLOCK}, {SECOND_SPAN + 8, -BLOCK}}},
        {"overlap", {{SECOND_SPAN, -2 * BLOCK}, {SECOND_SPAN + 8, -2 * BLOCK}}},
        {"beyond the plan", {{SECOND_SPAN, 2 * BLOCK}, {SECOND_SPAN + 8, 2 * BLOCK}}},
        {"an empty span",
         {{FIRST_SPAN + 8, -2 * BLOCK},
          {SECOND_SPAN, 1 - 3 * BLOCK},
          {SECOND_SPAN + 8, 1 - BLOCK}}},
        {"more refused than drawn",
         {{REFUSED, 3 * BLOCK + 1}, {FIRST_OCTAVE + 8, -3 * BLOCK - 1}}},
    };
    for (size_t i = 0; i < COUNT(lies); i++) {
        size_t size;
        unsigned char *bytes = bytes_of_two_spans(&size);
        for (int k = 0; k < PLACES && lies[i].places[k].at; k++) {
            unsigned char *at = bytes + lies[i].places[k].at;
            put(at, number_at(at) + (uint64_t)lies[i].places[k].added);
        }
        check_damaged(bytes, size, lies[i].what, i);
        free(bytes);
    }
}

TEST(merging_refused)
{
    aic_sampling *plan = usual_plan(1), *other = usual_plan(2);
    aic_summary *one = summary_of(plan, 0, AIC_BLOCK_SAMPLES, 1);
    aic_summary *two = summary_of(other, AIC_BLOCK_SAMPLES, AIC_BLOCK_SAMPLES, 1);
    aic_error error;
    assert_status(aic_summary_merge(one, two, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "method, seed or number of samples");
    assert_status(aic_summary_merge(one, one, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "samples of 0 to 16383");
    assert_status(aic_summary_merge(one, NULL, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_merge(NULL, one, NULL), AIC_E_ARGUMENT);
    assert_status(aic_sample(plan, 0, AIC_BLOCK_SAMPLES, NULL, one, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "already");
    assert_status(aic_sample(plan, 1, 5, NULL, one, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "whole blocks");
    assert_status(aic_sample(plan, 3 * AIC_BLOCK_SAMPLES, 5, NULL, one, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "whole blocks");
    assert_status(aic_sample(plan, 0, COUNT_ALL + 1, NULL, one, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "beyond the plan");
    assert_status(aic_sample(plan, UINT64_MAX, 1, NULL, one, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "beyond the plan");
    assert_status(aic_sample(other, 0, 10, NULL, one, &error), AIC_E_ARGUMENT);
    assert_status(aic_sample(NULL, 0, 10, NULL, one, &error), AIC_E_ARGUMENT);
    assert_status(aic_sample(plan, 0, 10, NULL, NULL, &error), AIC_E_ARGUMENT);
    assert_status(aic_sample(plan, 0, 10, &(aic_sample_options){0}, one, &error),
                  AIC_E_ARGUMENT);
    aic_summary_free(one);
    aic_summary_free(two);
    aic_summary_free(NULL);
    aic_sampling_free(plan);
    aic_sampling_free(other);
}

/* A threshold counts exactly; elsewhere the bins leave a bin's room. */
TEST(exceedance)
{
    aic_sampling *plan = usual_plan(4);
    aic_summary *summary = whole_of(plan);
    samples s = draw(plan);
    uint64_t above = 0, positive = 0, both = 0, counted;
    for (size_t i = 0; i < s.count; i++) {
        above += s.results[i] > 5e6;
        positive += s.price[i] > 0;
        both += s.results[i] > 5e6 && s.price[i] > 0;
    }
    assert_status(aic_summary_joint_count(summary, 0, 0, &counted, NULL), AIC_OK);
    assert_true(counted == above);
    assert_status(aic_summary_joint_count(summary, 1, 1, &counted, NULL), AIC_OK);
    assert_true(counted == positive);
    assert_status(aic_summary_joint_count(summary, 0, 1, &counted, NULL), AIC_OK);
    assert_true(counted == both);
    assert_status(aic_summary_joint_count(summary, 1, 0, &counted, NULL), AIC_OK);
    assert_true(counted == both);
    assert_status(aic_summary_joint_count(summary, 2, 1, &counted, NULL), AIC_E_ARGUMENT);
    static const double values[] = {-1e9, -2e6, 0, 1234567.89, 5e6, 1e8, 1e300};
    for (size_t k = 0; k < COUNT(values); k++) {
        aic_exceedance found;
        double count = 0;
        for (size_t i = 0; i < s.count; i++)
            count += s.results[i] > values[k];
        double exact = count / (double)s.count;
        assert_status(aic_summary_exceedance(summary, 0, values[k], &found, NULL),
                      AIC_OK);
        assert_true(found.low <= exact && exact <= found.high);
        assert_true(found.low <= found.probability && found.probability <= found.high);
        if (values[k] == 5e6)
            assert_bits(found.high, found.low);
        assert_true(found.high - found.low < 0.002);
    }
    assert_status(aic_summary_exceedance(summary, 0, NAN, &(aic_exceedance){0}, NULL),
                  AIC_E_ARGUMENT);
    release(&s);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

/* Samples of 1, 2 and 4, which are where bins begin: those that are 2 do not exceed it,
 * for all that is known of their bin. */
TEST(exceedance_where_a_bin_begins)
{
    static const double energies[] = {1, 2, 4};
    aic_distribution energy, price;
    aic_sampling_options options = {.count = 3000};
    aic_distribution_choices(energies, NULL, 3, &energy, NULL);
    aic_distribution_constant(0.001, &price, NULL);
    aic_sampling *plan = plan_with(energy, price, options);
    aic_summary *summary = whole_of(plan);
    samples s = draw(plan);
    aic_exceedance found;
    double counts[] = {0, 0, 0};
    for (size_t i = 0; i < s.count; i++)
        counts[s.results[i] < 2 ? 0 : s.results[i] > 2 ? 2 : 1]++;
    assert_status(aic_summary_exceedance(summary, 0, 2, &found, NULL), AIC_OK);
    assert_bits(found.low, counts[2] / 3000);
    assert_bits(found.high, (counts[1] + counts[2]) / 3000);
    release(&s);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

TEST(bins_and_histogram)
{
    aic_sampling *plan = usual_plan(6);
    aic_summary *summary = whole_of(plan);
    samples s = draw(plan);
    size_t count, again;
    assert_status(aic_summary_bins(summary, 0, NULL, 0, &count, NULL), AIC_OK);
    aic_bin *bins = malloc(count * sizeof *bins);
    assert_status(aic_summary_bins(summary, 0, bins, count, &again, NULL), AIC_OK);
    assert_int_equal(again, count);
    size_t place = 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(i == 0 || bins[i].low >= bins[i - 1].high);
        for (uint64_t k = 0; k < bins[i].count; k++, place++)
            assert_true(s.sorted[place] >= bins[i].low &&
                        s.sorted[place] <= bins[i].high);
    }
    assert_int_equal(place, s.count);
    const double edges[] = {s.sorted[0], -1e6, 0, 1e6, 1e7, s.sorted[s.count - 1]};
    double counts[5], sum = 0;
    assert_status(aic_summary_histogram(summary, 0, edges, 6, counts, NULL), AIC_OK);
    for (int i = 0; i < 5; i++) {
        double exact = 0;
        for (size_t k = 0; k < s.count; k++)
            exact += s.results[k] >= edges[i] &&
                     (s.results[k] < edges[i + 1] || i == 4) &&
                     s.results[k] <= edges[i + 1];
        assert_within(counts[i], exact, 0.002 * (double)s.count);
        sum += counts[i];
    }
    assert_near(sum, (double)s.count, 1e-12);
    const double down[] = {2, 1}, endless[] = {0, INFINITY};
    assert_status(aic_summary_histogram(summary, 0, endless, 2, counts, NULL),
                  AIC_E_ARGUMENT);
    assert_status(aic_summary_histogram(summary, 0, down, 2, counts, NULL),
                  AIC_E_ARGUMENT);
    assert_status(aic_summary_histogram(summary, 0, edges, 1, counts, NULL),
                  AIC_E_ARGUMENT);
    free(bins);
    release(&s);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

/* A third of the energies is none, the others cost 1,000 and 2,000: a bin of one value is
 * where it begins, and in the last interval where that ends. */
TEST(histogram_of_single_values)
{
    static const double energies[] = {0, 1, 2};
    static const struct {
        double edges[3];
        bool zero[2];
    } cases[] = {{{0, 500, 900}, {true, false}},
                 {{-500, 0, 900}, {false, true}},
                 {{-900, -500, 0}, {false, true}},
                 {{-900, -500, -100}, {false, false}},
                 {{100, 500, 900}, {false, false}}};
    aic_distribution energy, price;
    aic_sampling_options options = {.count = 3000};
    aic_distribution_choices(energies, NULL, 3, &energy, NULL);
    aic_distribution_constant(1, &price, NULL);
    aic_sampling *plan = plan_with(energy, price, options);
    aic_summary *summary = whole_of(plan);
    samples s = draw(plan);
    double zeros = 0, counts[2];
    while (s.sorted[(size_t)zeros] == 0)
        zeros++;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_status(aic_summary_histogram(summary, 0, cases[i].edges, 3, counts, NULL),
                      AIC_OK);
        for (int k = 0; k < 2; k++)
            assert_bits(counts[k], cases[i].zero[k] ? zeros : 0);
    }
    release(&s);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

/* Of 200 seeds, the 95 % interval of the median has the true one in 178 to 200 (4.4
 * standard deviations). The median of energy*price*1000, price constant, is known. */
TEST(intervals_cover)
{
    int covered = 0;
    for (uint64_t seed = 0; seed < 200; seed++) {
        aic_distribution energy, price;
        aic_sampling_options options = {.count = 4000, .seed = seed, .quantile_bits = 14};
        aic_distribution_log_normal(100, 3, &energy, NULL);
        aic_distribution_constant(0.001, &price, NULL);
        aic_sampling *plan = plan_with(energy, price, options);
        aic_summary *summary = whole_of(plan);
        double low, high;
        assert_status(
            aic_summary_quantile_interval(summary, 0, 0.5, 0.95, &low, &high, NULL),
            AIC_OK);
        covered += low <= 100 && 100 <= high;
        aic_summary_free(summary);
        aic_sampling_free(plan);
    }
    assert_in_range(covered, 178, 200);
}

/* An interval as sure as a double can say has all of ten samples. */
TEST(widest_interval)
{
    aic_distribution energy, price;
    aic_sampling_options options = {.count = 10};
    aic_distribution_log_normal(100, 3, &energy, NULL);
    aic_distribution_constant(0.001, &price, NULL);
    aic_sampling *plan = plan_with(energy, price, options);
    aic_summary *summary = whole_of(plan);
    samples s = draw(plan);
    double low, high;
    assert_status(
        aic_summary_quantile_interval(summary, 0, 0.5, 1 - 0x1p-53, &low, &high, NULL),
        AIC_OK);
    assert_bits(low, s.sorted[0]);
    assert_bits(high, s.sorted[9]);
    release(&s);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

static void check_reached(const aic_summary *summary, const aic_precision *enough,
                          size_t count, int expected)
{
    int32_t reached = -1;
    assert_status(aic_summary_reached(summary, enough, count, &reached, NULL), AIC_OK);
    assert_int_equal(reached, expected);
}

/* Where a run stops does not depend on the threads, and what it stops with is enough. */
TEST(stops_when_enough)
{
    aic_distribution energy, price;
    aic_sampling_options options = {.count = 100 * AIC_BLOCK_SAMPLES, .seed = 1};
    aic_distribution_log_normal(100, 3, &energy, NULL);
    aic_distribution_constant(0.001, &price, NULL);
    aic_sampling *plan = plan_with(energy, price, options);
    const aic_precision wanted[] = {
        {.probability = NAN, .confidence = 0.95, .relative = 0.01},
        {.probability = 0.95, .confidence = 0.9, .absolute = 8}};
    uint64_t samples_drawn[2];
    for (uint32_t threads = 1; threads <= 2; threads++) {
        aic_sample_options running = {.size = sizeof running,
                                      .threads = threads,
                                      .enough = wanted,
                                      .enough_count = 2};
        aic_summary *summary;
        aic_summary_about about = {.size = sizeof about};
        aic_moments m;
        assert_status(aic_summary_create(plan, &summary, NULL), AIC_OK);
        assert_status(aic_sample(plan, 0, options.count, &running, summary, NULL),
                      AIC_OK);
        assert_status(aic_summary_describe(summary, &about), AIC_OK);
        samples_drawn[threads - 1] = about.samples;
        assert_true(about.samples < options.count);
        assert_status(aic_summary_result(summary, 0, &m, NULL), AIC_OK);
        assert_true(1.959963984540054 * m.standard_error <= 0.01 * m.mean);
        check_reached(summary, wanted, 2, 1);
        aic_summary_free(summary);
    }
    assert_int_equal(samples_drawn[0], samples_drawn[1]);
    aic_sampling_free(plan);
}

TEST(precisions_refused)
{
    aic_sampling *plan = usual_plan(1);
    const aic_precision bad[] = {
        {.probability = NAN, .confidence = 0.95},
        {.probability = 1, .confidence = 0.9, .relative = 1},
        {.probability = 0, .confidence = 0.9, .relative = 1},
        {.probability = 0.5, .confidence = 1, .relative = 1},
        {.probability = 0.5, .confidence = 0, .relative = 1},
        {.result = 3, .confidence = 0.5, .relative = 1},
        {.probability = 0.5, .confidence = 0.9, .relative = NAN},
        {.probability = 0.5, .confidence = 0.9, .relative = 1, .absolute = -1}};
    const aic_precision good = {.probability = 0.5, .confidence = 0.9, .relative = 1};
    aic_summary *summary;
    aic_error error;
    int32_t reached = 77;
    assert_status(aic_summary_create(plan, &summary, NULL), AIC_OK);
    for (size_t i = 0; i < COUNT(bad); i++) {
        aic_sample_options running = {
            .size = sizeof running, .enough = &bad[i], .enough_count = 1};
        assert_status(aic_sample(plan, 0, COUNT_ALL, &running, summary, &error),
                      AIC_E_ARGUMENT);
        assert_contains(error.message, "cannot be reached");
        assert_status(aic_summary_reached(summary, &bad[i], 1, &reached, &error),
                      AIC_E_ARGUMENT);
        running.enough = NULL;
        assert_status(aic_sample(plan, 0, COUNT_ALL, &running, summary, &error),
                      AIC_E_ARGUMENT);
    }
    assert_status(aic_summary_reached(summary, bad, 2, &reached, &error), AIC_E_ARGUMENT);
    assert_contains(error.message, "wanted precision 0");
    assert_status(aic_summary_reached(NULL, &good, 1, &reached, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_reached(summary, &good, 1, NULL, NULL), AIC_E_ARGUMENT);
    assert_int_equal(reached, 77);
    check_reached(summary, &good, 0, 0);
    check_reached(summary, &good, 1, 0);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

typedef struct {
    int calls, stop_after;
    uint64_t done;
} watcher;

static int watch(void *context, const aic_sample_state *state)
{
    watcher *w = context;
    assert_true(state->done > w->done && state->done <= state->count);
    assert_true(state->seconds >= 0 && state->left >= 0);
    w->done = state->done;
    return ++w->calls == w->stop_after;
}

/* Stopped in the middle, what was finished stays, and the rest can follow. */
TEST(cancelled)
{
    aic_sampling *plan = usual_plan(2);
    aic_summary *whole = whole_of(plan), *part;
    watcher w = {.stop_after = 2};
    aic_sample_options running = {
        .size = sizeof running, .progress = watch, .context = &w};
    aic_summary_about about = {.size = sizeof about};
    aic_error error;
    assert_status(aic_summary_create(plan, &part, NULL), AIC_OK);
    assert_status(aic_sample(plan, 0, COUNT_ALL, &running, part, &error),
                  AIC_E_CANCELLED);
    assert_status(aic_summary_describe(part, &about), AIC_OK);
    assert_int_equal(about.samples, 2 * AIC_BLOCK_SAMPLES);
    assert_status(
        aic_sample(plan, about.samples, COUNT_ALL - about.samples, NULL, part, NULL),
        AIC_OK);
    assert_same(whole, part);
    w = (watcher){.stop_after = -1};
    aic_summary_free(part);
    assert_status(aic_summary_create(plan, &part, NULL), AIC_OK);
    running.threads = 2;
    assert_status(aic_sample(plan, 0, COUNT_ALL, &running, part, NULL), AIC_OK);
    assert_true(w.calls >= 1);
    aic_summary_free(part);
    aic_summary_free(whole);
    aic_sampling_free(plan);
}

/* Stopped in the first round of a run that would stop by itself: no round follows. */
TEST(cancelled_between_rounds)
{
    aic_sampling *plan = usual_plan(2);
    aic_summary *part;
    const aic_precision wanted = {
        .probability = NAN, .confidence = 0.95, .relative = 1e-9};
    watcher w = {.stop_after = 4};
    aic_sample_options running = {.size = sizeof running,
                                  .progress = watch,
                                  .context = &w,
                                  .enough = &wanted,
                                  .enough_count = 1};
    aic_summary_about about = {.size = sizeof about};
    assert_status(aic_summary_create(plan, &part, NULL), AIC_OK);
    assert_status(aic_sample(plan, 0, COUNT_ALL, &running, part, NULL), AIC_E_CANCELLED);
    assert_status(aic_summary_describe(part, &about), AIC_OK);
    assert_int_equal(about.samples, 4 * AIC_BLOCK_SAMPLES);
    assert_int_equal(w.calls, 4);
    aic_summary_free(part);
    aic_sampling_free(plan);
}

/* Gaps in the middle, at both ends and none; each can be filled as it is named. */
TEST(gaps)
{
    enum { BLOCK = AIC_BLOCK_SAMPLES };
    aic_sampling *plan = usual_plan(2);
    aic_summary *whole = whole_of(plan), *part = summary_of(plan, BLOCK, BLOCK, 1);
    uint64_t first = 7, count = 7;
    assert_status(aic_summary_gap(part, 0, &first, &count, NULL), AIC_OK);
    assert_true(first == 0 && count == BLOCK);
    assert_status(aic_summary_gap(part, 5, &first, &count, NULL), AIC_OK);
    assert_true(first == 5 && count == BLOCK - 5);
    assert_status(aic_summary_gap(part, BLOCK, &first, &count, NULL), AIC_OK);
    assert_true(first == 2 * BLOCK && count == COUNT_ALL - 2 * BLOCK);
    assert_status(aic_summary_gap(part, UINT64_MAX, &first, &count, NULL), AIC_OK);
    assert_true(first == COUNT_ALL && count == 0);
    assert_status(aic_sample(plan, 3 * BLOCK, BLOCK, NULL, part, NULL), AIC_OK);
    size_t filled = 0;
    for (first = 0;
         aic_summary_gap(part, first, &first, &count, NULL) == AIC_OK && count > 0;
         filled++)
        assert_status(aic_sample(plan, first, count, NULL, part, NULL), AIC_OK);
    assert_int_equal(filled, 3);
    assert_same(whole, part);
    first = count = 7;
    assert_status(aic_summary_gap(NULL, 0, &first, &count, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_gap(part, 0, NULL, &count, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_gap(part, 0, &first, NULL, NULL), AIC_E_ARGUMENT);
    assert_true(first == 7 && count == 7);
    aic_summary_free(part);
    aic_summary_free(whole);
    aic_sampling_free(plan);
}

/* Samples that contradict the model are counted, left out, and the first is named. */
TEST(refused_samples)
{
    const aic_model *model = model_named("gpu_power_curve");
    aic_distribution inputs[INPUTS_MAX] = {{0}};
    size_t result = 0;
    aic_sampling_options options = {.size = sizeof options, .count = 50000, .seed = 1};
    aic_sampling *plan;
    aic_summary *summary;
    aic_error error;
    for (size_t k = 0; k < aic_model_input_count(model); k++)
        if (isnan(aic_model_input(model, k)->value))
            aic_distribution_constant(aic_model_input(model, k)->low, &inputs[k], NULL);
    aic_distribution_uniform(50, 150, &inputs[input_of(model, "gpu_idle_w")], NULL);
    aic_distribution_uniform(100, 700, &inputs[input_of(model, "gpu_peak_w")], NULL);
    aic_distribution_constant(0.5, &inputs[input_of(model, "activity")], NULL);
    assert_status(aic_sampling_create(model, inputs, aic_model_input_count(model),
                                      &result, 1, &options, &plan, &error),
                  AIC_OK);
    assert_status(aic_summary_create(plan, &summary, NULL), AIC_OK);
    assert_status(aic_sample(plan, 0, options.count, NULL, summary, &error), AIC_W_ROWS);
    double *results[1];
    double *rows = malloc(50000 * sizeof *rows);
    results[0] = rows;
    aic_error first;
    assert_status(aic_sample_rows(plan, 0, 50000, NULL, 0, results, 1, &first),
                  AIC_W_ROWS);
    uint64_t missing = 0;
    for (int i = 0; i < 50000; i++)
        missing += isnan(rows[i]);
    aic_summary_about about = {.size = sizeof about};
    aic_moments m;
    assert_status(aic_summary_describe(summary, &about), AIC_OK);
    assert_true(about.refused == missing && missing > 0);
    assert_status(aic_summary_result(summary, 0, &m, NULL), AIC_OK);
    assert_true(m.count == 50000 - missing);
    assert_string_equal(error.message, first.message);
    assert_contains(error.message, "gpu_peak_w");
    assert_status(aic_sample_rows(plan, 0, 50000, NULL, 0, results, 1, NULL), AIC_W_ROWS);
    free(rows);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

TEST(empty)
{
    aic_sampling *plan = usual_plan(1);
    aic_summary *summary;
    aic_moments m;
    double p = 0.5, value = 77, high = 77;
    aic_exceedance exceedance;
    assert_status(aic_summary_create(plan, &summary, NULL), AIC_OK);
    assert_status(aic_summary_result(summary, 0, &m, NULL), AIC_OK);
    assert_true(m.count == 0 && isnan(m.mean) && isnan(m.min));
    assert_status(aic_summary_quantiles(summary, 0, &p, &value, 1, NULL), AIC_OK);
    assert_true(isnan(value));
    assert_status(aic_summary_quantile_interval(summary, 0, p, p, &value, &high, NULL),
                  AIC_OK);
    assert_true(isnan(value) && isnan(high));
    assert_status(aic_summary_exceedance(summary, 0, 1, &exceedance, NULL), AIC_OK);
    assert_true(isnan(exceedance.probability));
    assert_status(aic_summary_correlation(summary, 0, 0, &value, NULL), AIC_OK);
    assert_true(isnan(value));
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

TEST(one_sample)
{
    aic_distribution energy, price;
    aic_sampling_options options = {.count = 1};
    aic_distribution_log_normal(100, 3, &energy, NULL);
    aic_distribution_constant(0.001, &price, NULL);
    aic_sampling *plan = plan_with(energy, price, options);
    aic_summary *summary = whole_of(plan);
    samples s = draw(plan);
    aic_moments m;
    assert_status(aic_summary_result(summary, 0, &m, NULL), AIC_OK);
    assert_int_equal(m.count, 1);
    assert_bits(m.mean, s.results[0]);
    assert_bits(m.min, s.results[0]);
    assert_bits(m.max, s.results[0]);
    assert_true(isnan(m.standard_deviation) && isnan(m.standard_error));
    assert_true(isnan(m.skewness));
    release(&s);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

/* Two doubles next to each other, as likely as not: the rounding of the sums is all that
 * is left, and is never taken for less than no deviation. */
TEST(hardly_varies)
{
    for (uint64_t seed = 0; seed < 20; seed++) {
        const double close[] = {1.1, nextafter(1.1, 2)};
        aic_distribution energy, price;
        aic_sampling_options options = {.count = 1000, .seed = seed};
        aic_moments m;
        aic_distribution_choices(close, NULL, 2, &energy, NULL);
        aic_distribution_constant(0.001, &price, NULL);
        aic_sampling *plan = plan_with(energy, price, options);
        aic_summary *summary = whole_of(plan);
        assert_status(aic_summary_input(summary, 0, &m, NULL), AIC_OK);
        assert_true(m.min < m.max);
        assert_true(m.standard_deviation >= 0 && m.standard_deviation < 1e-13);
        aic_summary_free(summary);
        aic_sampling_free(plan);
    }
}

static double correlation_at(double price, uint64_t seed)
{
    aic_distribution energy, constant;
    aic_sampling_options options = {.count = 1000, .seed = seed};
    double correlation;
    aic_distribution_uniform(1, 2, &energy, NULL);
    aic_distribution_constant(price, &constant, NULL);
    aic_sampling *plan = plan_with(energy, constant, options);
    aic_summary *summary = whole_of(plan);
    assert_status(aic_summary_correlation(summary, 0, 0, &correlation, NULL), AIC_OK);
    aic_summary_free(summary);
    aic_sampling_free(plan);
    return correlation;
}

/* Costs that grow and fall with the energy, and some that are always 0. */
TEST(correlation_at_its_ends)
{
    for (uint64_t seed = 0; seed < 20; seed++) {
        double together = correlation_at(0.1, seed), apart = correlation_at(-0.1, seed);
        assert_true(together <= 1 && together > 1 - 1e-12);
        assert_true(apart >= -1 && apart < -1 + 1e-12);
        assert_true(isnan(correlation_at(0, seed)));
    }
}

TEST(results_that_are_not_there)
{
    aic_sampling *plan = usual_plan(1);
    aic_summary *summary;
    const double p = 0.5, edges[] = {0, 1};
    double value = 77, high = 77;
    aic_exceedance exceedance;
    aic_bin bin;
    size_t count;
    aic_error error;
    assert_status(aic_summary_create(plan, &summary, NULL), AIC_OK);
    assert_status(aic_summary_quantiles(summary, 1, &p, &value, 1, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "the summary has 1 results, not 1");
    assert_status(
        aic_summary_quantile_interval(summary, 1, 0.5, 0.9, &value, &high, NULL),
        AIC_E_ARGUMENT);
    assert_status(aic_summary_exceedance(summary, 1, 0, &exceedance, NULL),
                  AIC_E_ARGUMENT);
    assert_status(aic_summary_bins(summary, 1, &bin, 1, &count, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_histogram(summary, 1, edges, 2, &value, NULL),
                  AIC_E_ARGUMENT);
    assert_bits(value, 77);
    assert_bits(high, 77);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

TEST(places_that_are_null)
{
    aic_sampling *plan = usual_plan(1);
    aic_summary *summary;
    double value = 77;
    unsigned char byte = 0;
    size_t size;
    aic_summary_about about = {.size = sizeof about};
    assert_status(aic_summary_create(plan, &summary, NULL), AIC_OK);
    assert_status(aic_summary_create(plan, NULL, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_quantile_interval(summary, 0, 0.5, 0.9, NULL, &value, NULL),
                  AIC_E_ARGUMENT);
    assert_status(aic_summary_quantile_interval(summary, 0, 0.5, 0.9, &value, NULL, NULL),
                  AIC_E_ARGUMENT);
    assert_status(aic_summary_bins(summary, 0, NULL, 1, &size, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_histogram(summary, 0, NULL, 2, &value, NULL),
                  AIC_E_ARGUMENT);
    assert_status(aic_summary_save(summary, &byte, 1, NULL, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_save(summary, NULL, 1, &size, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_load(&byte, 1, NULL, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_describe(NULL, &about), AIC_E_ARGUMENT);
    assert_bits(value, 77);
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

TEST(arguments)
{
    aic_sampling *plan = usual_plan(1);
    aic_summary *summary;
    aic_moments m;
    double p = 2, value = 77, high = 77;
    aic_error error;
    assert_status(aic_summary_create(plan, &summary, NULL), AIC_OK);
    assert_status(aic_summary_result(summary, 1, &m, &error), AIC_E_ARGUMENT);
    assert_status(aic_summary_input(summary, 2, &m, &error), AIC_E_ARGUMENT);
    assert_status(aic_summary_result(NULL, 0, &m, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_input(NULL, 0, &m, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_result(summary, 0, NULL, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_correlation(summary, 9, 0, &value, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_correlation(summary, 0, 9, &value, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_correlation(NULL, 0, 0, &value, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_quantiles(summary, 0, NULL, &value, 1, NULL),
                  AIC_E_ARGUMENT);
    assert_status(aic_summary_quantiles(summary, 0, &p, &value, 1, &error),
                  AIC_E_ARGUMENT);
    assert_contains(error.message, "probability 0 is 2");
    p = -0.1;
    assert_status(aic_summary_quantiles(summary, 0, &p, &value, 1, &error),
                  AIC_E_ARGUMENT);
    const double wrong[][2] = {{0, 0.5}, {1, 0.5}, {0.5, 0}, {0.5, 1}};
    for (size_t i = 0; i < COUNT(wrong); i++)
        assert_status(aic_summary_quantile_interval(summary, 0, wrong[i][0], wrong[i][1],
                                                    &value, &high, NULL),
                      AIC_E_ARGUMENT);
    assert_status(aic_summary_joint_count(NULL, 0, 0, &(uint64_t){0}, NULL),
                  AIC_E_ARGUMENT);
    assert_status(aic_summary_create(NULL, &summary, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_save(NULL, NULL, 0, &(size_t){0}, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_load(NULL, 0, &summary, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_describe(summary, NULL), AIC_E_ARGUMENT);
    assert_status(aic_summary_describe(summary, &(aic_summary_about){0}), AIC_E_ARGUMENT);
    assert_string_equal(aic_summary_result_name(summary, 0), "electricity_cost_per_year");
    assert_null(aic_summary_result_name(summary, 1));
    assert_null(aic_summary_input_name(summary, 2));
    assert_null(aic_summary_input_name(NULL, 0));
    assert_null(aic_summary_result_name(NULL, 0));
    aic_summary_free(summary);
    aic_sampling_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments),
        cmocka_unit_test(quantiles_of_hard_shapes),
        cmocka_unit_test(denormal_quantiles),
        cmocka_unit_test(infinite_results),
        cmocka_unit_test(same_bytes),
        cmocka_unit_test(pieces),
        cmocka_unit_test(bytes_and_back),
        cmocka_unit_test(bytes_that_lie),
        cmocka_unit_test(numbers_that_lie),
        cmocka_unit_test(samples_that_cannot_be),
        cmocka_unit_test(merging_refused),
        cmocka_unit_test(exceedance),
        cmocka_unit_test(exceedance_where_a_bin_begins),
        cmocka_unit_test(bins_and_histogram),
        cmocka_unit_test(histogram_of_single_values),
        cmocka_unit_test(intervals_cover),
        cmocka_unit_test(widest_interval),
        cmocka_unit_test(stops_when_enough),
        cmocka_unit_test(precisions_refused),
        cmocka_unit_test(cancelled),
        cmocka_unit_test(cancelled_between_rounds),
        cmocka_unit_test(gaps),
        cmocka_unit_test(refused_samples),
        cmocka_unit_test(empty),
        cmocka_unit_test(one_sample),
        cmocka_unit_test(hardly_varies),
        cmocka_unit_test(correlation_at_its_ends),
        cmocka_unit_test(results_that_are_not_there),
        cmocka_unit_test(places_that_are_null),
        cmocka_unit_test(arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
