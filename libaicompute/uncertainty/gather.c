/* From samples to sums. Within a block, sums are kept in eight lanes that vector
 * registers hold: sample i of a tile goes to lane i modulo 8, whatever the registers are.
 * At its end the lanes are added in a fixed order, and then exactly to what other blocks
 * have. So the bits depend on neither processor nor order. */
#include "core/definition.h"
#include "uncertainty/elementary.h"
#include "uncertainty/totals.h"

#include <stdlib.h>

enum { LANES = 8, WORD_ROWS = 64 };

typedef struct {
    double sums[POWERS][LANES], least[LANES], most[LANES];
} variable_lanes;

struct block_sums {
    const plan_design *design;
    double *centred; /* DRAW_ROWS for each variable */
    variable_lanes *variables;
    double (*products)[LANES]; /* of inputs with results */
    uint64_t *masks;           /* of thresholds: who exceeds them */
};

static void clear(block_sums *sums)
{
    const plan_design *design = sums->design;
    size_t pairs = (size_t)design->n_results * design->n_inputs;
    memset(sums->variables, 0, tracked_count(design) * sizeof *sums->variables);
    memset(sums->products, 0, pairs * sizeof *sums->products);
    for (size_t k = 0; k < tracked_count(design); k++)
        for (int lane = 0; lane < LANES; lane++) {
            sums->variables[k].least[lane] = INFINITY;
            sums->variables[k].most[lane] = -INFINITY;
        }
}

block_sums *aic_gather_open(const plan_design *design)
{
    size_t variables = tracked_count(design);
    size_t pairs = (size_t)design->n_results * design->n_inputs;
    size_t doubles =
        variables * (DRAW_ROWS + sizeof(variable_lanes) / sizeof(double)) + pairs * LANES;
    block_sums *made = calloc(1, sizeof *made + doubles * sizeof(double) +
                                     THRESHOLDS_MAX * sizeof(uint64_t));
    if (!made)
        return NULL;
    made->design = design;
    made->centred = (double *)(void *)(made + 1);
    made->variables = (void *)(made->centred + variables * DRAW_ROWS);
    made->products = (void *)(made->variables + variables);
    made->masks = (void *)(made->products + pairs);
    clear(made);
    return made;
}

void aic_gather_close(block_sums *sums)
{
    free(sums);
}

/* One variable: centred values for the products, powers, ends. */
CLONES static void add_powers(const double *restrict values, size_t rows, double shift,
                              double scale, double *restrict centred,
                              variable_lanes *restrict into)
{
    variable_lanes own = *into;
    size_t i = 0;
    for (; i + LANES <= rows; i += LANES)
        for (int lane = 0; lane < LANES; lane++) {
            double value = values[i + lane], d = (value - shift) * scale;
            double square = d * d;
            centred[i + lane] = d;
            own.sums[0][lane] += d;
            own.sums[1][lane] += square;
            own.sums[2][lane] += square * d;
            own.least[lane] = value < own.least[lane] ? value : own.least[lane];
            own.most[lane] = value > own.most[lane] ? value : own.most[lane];
        }
    for (int lane = 0; i + lane < rows; lane++) {
        double value = values[i + lane], d = (value - shift) * scale;
        double square = d * d;
        centred[i + lane] = d;
        own.sums[0][lane] += d;
        own.sums[1][lane] += square;
        own.sums[2][lane] += square * d;
        own.least[lane] = value < own.least[lane] ? value : own.least[lane];
        own.most[lane] = value > own.most[lane] ? value : own.most[lane];
    }
    *into = own;
}

CLONES static void add_products(const double *restrict left, const double *restrict right,
                                size_t rows, double *restrict into)
{
    double own[LANES];
    memcpy(own, into, sizeof own);
    size_t i = 0;
    for (; i + LANES <= rows; i += LANES)
        for (int lane = 0; lane < LANES; lane++)
            own[lane] += left[i + lane] * right[i + lane];
    for (int lane = 0; i + lane < rows; lane++)
        own[lane] += left[i + lane] * right[i + lane];
    memcpy(into, own, sizeof own);
}

static double *column_of(const draw_room *room, size_t variable)
{
    size_t results = room->plan->n_wanted;
    return variable < results ? result_column(room, variable)
                              : input_column(room, variable - results);
}

/* Leave out the samples that the model refused; gives how many are left. */
static size_t squeeze(draw_room *room, size_t variables, size_t rows)
{
    size_t kept = 0;
    for (size_t i = 0; i < rows; i++) {
        bool refused = isnan(result_column(room, 0)[i]);
        for (size_t k = 0; k < variables; k++)
            column_of(room, k)[kept] = column_of(room, k)[i];
        kept += refused ? 0 : 1;
    }
    return kept;
}

CLONES static bool any_refused(const double *values, size_t rows)
{
    int64_t refused = 0;
    for (size_t i = 0; i < rows; i++)
        refused |= values[i] == values[i] ? 0 : 1;
    return refused != 0;
}

static int count_bits(uint64_t word)
{
    word -= word >> 1 & 0x5555555555555555;
    word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
    word = (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0f;
    return (int)(word * 0x0101010101010101 >> 56);
}

/* Which of up to 64 values exceed a threshold, a bit for each. */
static uint64_t exceeding(const double *values, size_t rows, double threshold)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < rows; i++)
        mask |= (uint64_t)(values[i] > threshold) << i;
    return mask;
}

static void count_thresholds(block_sums *sums, const draw_room *room, size_t rows,
                             uint64_t *joint)
{
    const plan_design *design = sums->design;
    size_t n = design->n_thresholds;
    for (size_t start = 0; start < rows && n > 0; start += WORD_ROWS) {
        size_t now = rows - start < WORD_ROWS ? rows - start : WORD_ROWS;
        for (size_t i = 0; i < n; i++) {
            const counted *at = &design->thresholds[i];
            sums->masks[i] =
                exceeding(column_of(room, at->variable) + start, now, at->value);
            for (size_t k = 0; k <= i; k++)
                joint[i * n + k] += (uint64_t)count_bits(sums->masks[i] & sums->masks[k]);
        }
    }
}

static void add_sums(block_sums *sums, draw_room *room, size_t rows)
{
    const plan_design *design = sums->design;
    size_t variables = tracked_count(design), results = design->n_results;
    for (size_t k = 0; k < variables; k++)
        add_powers(column_of(room, k), rows, design->variables[k].shift,
                   design->variables[k].scale, sums->centred + k * DRAW_ROWS,
                   &sums->variables[k]);
    for (size_t input = 0; input < design->n_inputs; input++)
        for (size_t result = 0; result < results; result++)
            add_products(sums->centred + (results + input) * DRAW_ROWS,
                         sums->centred + result * DRAW_ROWS, rows,
                         sums->products[input * results + result]);
}

bool aic_gather(block_sums *sums, draw_room *room, size_t rows, aic_summary *summary)
{
    const plan_design *design = sums->design;
    size_t kept = rows;
    if (any_refused(result_column(room, 0), rows))
        kept = squeeze(room, tracked_count(design), rows);
    summary->refused += rows - kept;
    add_sums(sums, room, kept);
    count_thresholds(sums, room, kept, summary->joint);
    for (size_t k = 0; k < design->n_results; k++)
        if (!aic_histogram_add(&summary->histograms[k], result_column(room, k), kept))
            return false;
    return true;
}

static double lanes_sum(const double *lanes)
{
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) +
           ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}

/* Adding 0 makes 0 of -0, which compares as equal and would stay or not by chance. */
static void take_ends(const variable_lanes *lanes, double *least, double *most)
{
    for (int lane = 0; lane < LANES; lane++) {
        *least = lanes->least[lane] < *least ? lanes->least[lane] : *least;
        *most = lanes->most[lane] > *most ? lanes->most[lane] : *most;
    }
    *least += 0.0;
    *most += 0.0;
}

void aic_gather_finish(block_sums *sums, aic_summary *summary)
{
    const plan_design *design = sums->design;
    size_t pairs = (size_t)design->n_results * design->n_inputs;
    for (size_t k = 0; k < tracked_count(design); k++) {
        for (int power = 0; power < POWERS; power++)
            aic_exact_add(&summary->powers[k * POWERS + power],
                          lanes_sum(sums->variables[k].sums[power]));
        take_ends(&sums->variables[k], &summary->least[k], &summary->most[k]);
    }
    for (size_t k = 0; k < pairs; k++)
        aic_exact_add(&summary->products[k], lanes_sum(sums->products[k]));
    clear(sums);
}
