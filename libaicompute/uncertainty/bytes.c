/* Summaries as bytes: numbers with the least byte first, doubles as their bits.
 *
 *   mark, layout; the design: version, count, seed, fingerprints, method, bits, numbers
 * of results, inputs and thresholds, variables, thresholds; the samples: refused, spans;
 *   sums of powers and products, ends, joint counts; histograms, the octaves that are not
 *   empty in ascending order; at last a hash of all that. */
#include "core/internal.h"
#include "uncertainty/elementary.h"
#include "uncertainty/totals.h"

#include <stdlib.h>
#include <string.h>

static const char mark[8] = {'A', 'I', 'C', 'S', 'U', 'M', 'M', 'A'};
enum { LAYOUT = 1, HASH_SIZE = 8 };

/* Bytes being written; NULL only counts them. */
typedef struct {
    unsigned char *bytes;
    size_t size;
} writer;

static void put(writer *to, const void *bytes, size_t size)
{
    if (to->bytes)
        memcpy(to->bytes + to->size, bytes, size);
    to->size += size;
}

static void put_number(writer *to, uint64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(number >> 8 * i);
    put(to, bytes, sizeof bytes);
}

static void put_double(writer *to, double value)
{
    put_number(to, bits_of(value));
}

static void put_sum(writer *to, const exact_sum *sum)
{
    for (int i = 0; i < EXACT_WORDS; i++)
        put_number(to, sum->words[i]);
    put_number(to, sum->plus);
    put_number(to, sum->minus);
    put_number(to, sum->missing);
}

static void put_design(writer *to, const plan_design *design)
{
    put(to, design->version, sizeof design->version);
    put_number(to, design->count);
    put_number(to, design->seed);
    for (int i = 0; i < FINGERPRINTS; i++)
        put_number(to, design->fingerprints[i]);
    put_number(to, (uint64_t)design->method);
    put_number(to, design->bits);
    put_number(to, design->n_results);
    put_number(to, design->n_inputs);
    put_number(to, design->n_thresholds);
    for (size_t i = 0; i < tracked_count(design); i++) {
        put(to, design->variables[i].name, NAME_MAX);
        put_double(to, design->variables[i].shift);
        put_double(to, design->variables[i].scale);
    }
    for (size_t i = 0; i < design->n_thresholds; i++) {
        put_number(to, design->thresholds[i].variable);
        put_double(to, design->thresholds[i].value);
    }
}

static bool has_counts(const histogram *of, size_t octave)
{
    for (size_t k = 0; of->octaves[octave] && k < (size_t)1 << of->bits; k++)
        if (of->octaves[octave][k])
            return true;
    return false;
}

static void put_histogram(writer *to, const histogram *of)
{
    uint64_t octaves = 0;
    for (size_t i = 0; i < OCTAVES_MAX; i++)
        octaves += has_counts(of, i);
    put_number(to, octaves);
    for (size_t i = 0; i < OCTAVES_MAX; i++) {
        if (!has_counts(of, i))
            continue;
        put_number(to, i);
        for (size_t k = 0; k < (size_t)1 << of->bits; k++)
            put_number(to, of->octaves[i][k]);
    }
}

static void put_summary(writer *to, const aic_summary *summary)
{
    const plan_design *design = &summary->design;
    size_t variables = tracked_count(design), n = design->n_thresholds;
    put(to, mark, sizeof mark);
    put_number(to, LAYOUT);
    put_design(to, design);
    put_number(to, summary->refused);
    put_number(to, summary->n_spans);
    for (size_t i = 0; i < summary->n_spans; i++) {
        put_number(to, summary->spans[i].first);
        put_number(to, summary->spans[i].end);
    }
    for (size_t i = 0; i < variables * POWERS; i++)
        put_sum(to, &summary->powers[i]);
    for (size_t i = 0; i < (size_t)design->n_results * design->n_inputs; i++)
        put_sum(to, &summary->products[i]);
    for (size_t i = 0; i < variables; i++) {
        put_double(to, summary->least[i]);
        put_double(to, summary->most[i]);
    }
    for (size_t i = 0; i < n * n; i++)
        put_number(to, summary->joint[i]);
    for (size_t i = 0; i < design->n_results; i++)
        put_histogram(to, &summary->histograms[i]);
}

int aic_summary_save(const aic_summary *summary, unsigned char *bytes, size_t capacity,
                     size_t *size, aic_error *error)
{
    if (!summary || !size || (!bytes && capacity))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the summary, the bytes or the place for the size is NULL");
    writer counting = {NULL, 0};
    put_summary(&counting, summary);
    *size = counting.size + HASH_SIZE;
    if (capacity == 0)
        return aic_error_clear(error);
    if (capacity < *size)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the summary takes %zu bytes, and %zu fit", *size, capacity);
    writer to = {bytes, 0};
    put_summary(&to, summary);
    put_number(&to, aic_hash(HASH_START, bytes, to.size));
    return aic_error_clear(error);
}

/* Bytes being read. What is beyond the end reads as 0 and makes it bad. */
typedef struct {
    const unsigned char *bytes;
    size_t left;
    bool bad;
} reader;

static void get(reader *from, void *to, size_t size)
{
    if (size > from->left) {
        memset(to, 0, size);
        from->bad = true;
        return;
    }
    memcpy(to, from->bytes, size);
    from->bytes += size;
    from->left -= size;
}

static uint64_t get_number(reader *from)
{
    unsigned char bytes[8];
    uint64_t number = 0;
    get(from, bytes, sizeof bytes);
    for (int i = 0; i < 8; i++)
        number |= (uint64_t)bytes[i] << 8 * i;
    return number;
}

static double get_double(reader *from)
{
    return of_bits(get_number(from));
}

/* A number that is used as one: not more than `most`. */
static uint32_t get_small(reader *from, uint32_t least, uint32_t most)
{
    uint64_t number = get_number(from);
    if (number < least || number > most) {
        from->bad = true;
        return least;
    }
    return (uint32_t)number;
}

static void get_sum(reader *from, exact_sum *sum)
{
    for (int i = 0; i < EXACT_WORDS; i++)
        sum->words[i] = get_number(from);
    sum->plus = get_number(from);
    sum->minus = get_number(from);
    sum->missing = get_number(from);
}

static void get_design(reader *from, plan_design *design)
{
    get(from, design->version, sizeof design->version);
    from->bad |= design->version[sizeof design->version - 1] != '\0';
    design->count = get_number(from);
    design->seed = get_number(from);
    for (int i = 0; i < FINGERPRINTS; i++)
        design->fingerprints[i] = get_number(from);
    design->method = (int32_t)get_small(from, AIC_RANDOM, AIC_SOBOL_UNSCRAMBLED);
    from->bad |= design->count > aic_method_samples(design->method);
    design->bits = get_small(from, QUANTILE_BITS_MIN, QUANTILE_BITS_MAX);
    design->n_results = get_small(from, 1, SLOTS_MAX);
    design->n_inputs = get_small(from, 0, SLOTS_MAX);
    design->n_thresholds = get_small(from, 0, THRESHOLDS_MAX);
}

static bool get_lists(reader *from, plan_design *design)
{
    size_t variables = tracked_count(design);
    if (from->bad)
        return false;
    design->variables = calloc(variables, sizeof *design->variables);
    design->thresholds = calloc(THRESHOLDS_MAX, sizeof *design->thresholds);
    if (!design->variables || !design->thresholds)
        return true;
    for (size_t i = 0; i < variables; i++) {
        get(from, design->variables[i].name, NAME_MAX);
        from->bad |= design->variables[i].name[NAME_MAX - 1] != '\0';
        design->variables[i].shift = get_double(from);
        design->variables[i].scale = get_double(from);
    }
    for (size_t i = 0; i < design->n_thresholds; i++) {
        design->thresholds[i].variable = get_small(from, 0, (uint32_t)variables - 1);
        design->thresholds[i].value = get_double(from);
    }
    return !from->bad;
}

/* Memory is taken span by span, so a false count costs nothing. */
static bool get_spans(reader *from, aic_summary *made)
{
    uint64_t spans = get_number(from), end = 0;
    for (uint64_t i = 0; i < spans && !from->bad; i++) {
        span one;
        one.first = get_number(from);
        one.end = get_number(from);
        bool apart = i == 0 || one.first > end;
        if (!apart || one.first >= one.end || one.end > made->design.count)
            from->bad = true;
        else if (!aic_summary_cover(made, one.first, one.end))
            return false;
        end = one.end;
    }
    from->bad |= made->refused > aic_summary_samples(made);
    return true;
}

static bool get_histogram(reader *from, histogram *made, uint64_t expected)
{
    uint64_t octaves = get_number(from), next = 0, sum = 0;
    for (uint64_t i = 0; i < octaves && !from->bad; i++) {
        uint64_t octave = get_number(from);
        if (octave < next || octave >= OCTAVES_MAX) {
            from->bad = true;
            return true;
        }
        uint64_t *counts = aic_histogram_octave(made, (size_t)octave);
        if (!counts)
            return false;
        for (size_t k = 0; k < (size_t)1 << made->bits; k++)
            sum += counts[k] = get_number(from);
        next = octave + 1;
    }
    from->bad |= sum != expected;
    return true;
}

/* False without memory; damage is noted in `from`. */
static bool get_totals(reader *from, aic_summary *made)
{
    const plan_design *design = &made->design;
    size_t variables = tracked_count(design), n = design->n_thresholds;
    made->refused = get_number(from);
    if (!get_spans(from, made))
        return false;
    for (size_t i = 0; i < variables * POWERS; i++)
        get_sum(from, &made->powers[i]);
    for (size_t i = 0; i < (size_t)design->n_results * design->n_inputs; i++)
        get_sum(from, &made->products[i]);
    for (size_t i = 0; i < variables; i++) {
        made->least[i] = get_double(from);
        made->most[i] = get_double(from);
    }
    for (size_t i = 0; i < n * n; i++)
        made->joint[i] = get_number(from);
    uint64_t kept = aic_summary_samples(made) - made->refused;
    for (size_t i = 0; i < design->n_results; i++)
        if (!get_histogram(from, &made->histograms[i], kept))
            return false;
    return true;
}

static int check_frame(const unsigned char *bytes, size_t size, aic_error *error)
{
    const size_t head = sizeof mark + 8;
    if (size < head + HASH_SIZE || memcmp(bytes, mark, sizeof mark) != 0)
        return aic_error_set(error, AIC_E_ARGUMENT, "these %zu bytes are no summary",
                             size);
    reader layout = {bytes + sizeof mark, 8, false};
    uint64_t number = get_number(&layout);
    reader tail = {bytes + size - HASH_SIZE, HASH_SIZE, false};
    bool whole = get_number(&tail) == aic_hash(HASH_START, bytes, size - HASH_SIZE);
    if (whole && number > LAYOUT)
        return aic_error_set(error, AIC_E_VERSION,
                             "the summary has layout %llu, and this library, version %s, "
                             "knows 1 to %d",
                             (unsigned long long)number, aic_version(), LAYOUT);
    if (!whole || number < 1)
        return aic_error_set(error, AIC_E_ARGUMENT, "the summary is damaged");
    return AIC_OK;
}

static int no_memory(aic_error *error)
{
    return aic_error_set(error, AIC_E_MEMORY, "not enough memory for the summary");
}

static int get_summary(reader *from, aic_summary **summary, aic_error *error)
{
    plan_design design = {.count = 0};
    get_design(from, &design);
    bool sound = get_lists(from, &design);
    bool room = !sound || (design.variables && design.thresholds);
    aic_summary *made = sound && room ? aic_summary_new(&design) : NULL;
    aic_design_free(&design);
    if (sound && !made)
        return no_memory(error);
    bool enough = !sound || get_totals(from, made);
    if (enough && sound && !from->bad && from->left == 0) {
        *summary = made;
        return aic_error_clear(error);
    }
    aic_summary_free(made);
    return enough ? aic_error_set(error, AIC_E_ARGUMENT, "the summary is damaged")
                  : no_memory(error);
}

int aic_summary_load(const unsigned char *bytes, size_t size, aic_summary **summary,
                     aic_error *error)
{
    if (!bytes || !summary)
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "the bytes or the place for the summary is NULL");
    *summary = NULL;
    int status = check_frame(bytes, size, error);
    if (status < 0)
        return status;
    const size_t head = sizeof mark + 8;
    reader from = {bytes + head, size - head - HASH_SIZE, false};
    return get_summary(&from, summary, error);
}
