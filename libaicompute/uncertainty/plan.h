/* A plan of samples from the inside: what tier 3 shares. */
#ifndef AICOMPUTE_UNCERTAINTY_PLAN_H
#define AICOMPUTE_UNCERTAINTY_PLAN_H

#include "core/tiles.h"
#include "uncertainty/quantile.h"
#include "uncertainty/uniforms.h"

enum {
    DRAW_ROWS = 1024, /* samples that are drawn at once; whole tiles */
    THRESHOLDS_MAX = 64,
    QUANTILE_BITS_MIN = 4,
    QUANTILE_BITS_MAX = 16,
    NAME_MAX = 64
};

/* What a fingerprint is of, part by part, so that a difference can be named. */
enum { OF_MODEL, OF_INPUTS, OF_DRAWING, OF_COUNTING, OF_PILOT, FINGERPRINTS };

/* A variable of a summary. Sums are of (value - shift)*scale, with a power of two for
 * scale, so that what is summed is about 1. */
typedef struct {
    char name[NAME_MAX];
    double shift, scale;
} tracked;

/* A threshold: which variable, by its number among the tracked, and what it exceeds. */
typedef struct {
    uint32_t variable, reserved;
    double value;
} counted;

/* What summaries of a plan have in common. Variables are the wanted results, then the
 * uncertain inputs. */
typedef struct {
    char version[32];
    uint64_t count, seed, fingerprints[FINGERPRINTS];
    int32_t method;
    uint32_t bits; /* of the bins within an octave */
    uint32_t n_results, n_inputs, n_thresholds, reserved;
    tracked *variables;
    counted *thresholds;
} plan_design;

/* Inputs that go together: the rows of a lower triangular matrix. */
typedef struct {
    size_t count;
    uint16_t *members; /* numbers among the uncertain inputs */
    double *factor;    /* count * count */
} correlated;

struct aic_sampling {
    const aic_model *model;
    uniform_source source;
    plan_design design;
    size_t n_uncertain, n_wanted;
    uint16_t *uncertain, *wanted; /* positions in the model */
    prepared *distributions;      /* of the uncertain inputs */
    aic_column *columns;          /* of the model; those of uncertain inputs are unset */
    double *constants;            /* what they point to */
    correlated together;
    bool *is_together; /* for each uncertain input */
    bool *step_needed, *input_given;
};

static inline size_t tracked_count(const plan_design *design)
{
    return (size_t)design->n_results + design->n_inputs;
}

static inline bool is_uncertain(const aic_distribution *distribution)
{
    return distribution->family != AIC_AS_DEFAULT && distribution->family != AIC_CONSTANT;
}

/* Copy what a design points to; false without memory, and then nothing is left over. */
bool aic_design_copy(const plan_design *from, plan_design *to);
void aic_design_free(plan_design *design);
uint64_t aic_design_fingerprint(const plan_design *design);

/* FNV-1a, 64 bits (Fowler, Noll and Vo): what it says differs when one byte does. */
#define HASH_START 0xcbf29ce484222325u
uint64_t aic_hash(uint64_t hash, const void *bytes, size_t size);

/* The factor of the matrix of pairs, which are checked: names the pair at fault. */
int aic_correlate(const aic_model *model, const aic_rank_correlation *pairs, size_t count,
                  const uint16_t *uncertain, size_t n_uncertain, correlated *together,
                  aic_error *error);

/* A place to draw samples in: a column of DRAW_ROWS for each uncertain input and each
 * wanted result. */
typedef struct {
    const aic_sampling *plan;
    job call;
    aic_column *columns;
    double **results;
    double *inputs, *made; /* uncertain inputs and wanted results, one after another */
    double *deviates;      /* of what is correlated */
    worker *worker;
    void *memory;
} draw_room;

bool aic_draw_open(const aic_sampling *plan, draw_room *room);
void aic_draw_close(draw_room *room);

/* Uncertain inputs of samples from `first` on, at most DRAW_ROWS; streams count from
 * `first_stream` on, for who needs several points of a plan. */
void aic_draw_inputs(draw_room *room, uint32_t first_stream, uint64_t first, size_t rows);

/* Results of the inputs in the room; NaN in all of them where the model refuses. */
void aic_draw_results(draw_room *room, size_t rows);

/* Say why the model refused a row of the room, and of which sample that is. */
void aic_draw_refusal(const draw_room *room, size_t row, aic_error *error);
void aic_draw_describe(const draw_room *room, size_t row, uint64_t sample,
                       aic_error *error);

static inline double *input_column(const draw_room *room, size_t number)
{
    return room->inputs + number * DRAW_ROWS;
}

static inline double *result_column(const draw_room *room, size_t number)
{
    return room->made + number * DRAW_ROWS;
}

#endif
