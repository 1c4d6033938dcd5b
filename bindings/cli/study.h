/* What the commands sample and sensitivity share: a chain of which some inputs are not
 * known exactly, and the plan of its samples. */
#ifndef AICOMPUTE_CLI_STUDY_H
#define AICOMPUTE_CLI_STUDY_H

#include "distribution_text.h"
#include "run.h"

#include <aicompute/summary.h>

enum { PAIRS_MAX = 256 };

typedef struct study {
    const aic_model *model;
    settings settings;
    const options *given;
    const char *want; /* names of results; NULL for all */
    size_t n_inputs;
    spread *spreads;    /* one an input; AIC_AS_DEFAULT where it does not vary */
    const char **texts; /* how each was written, or NULL */
    size_t *wanted, n_wanted;
    aic_sampling_options options;
    aic_rank_correlation pairs[PAIRS_MAX];
    aic_sampling *plan;
} study;

/* `given`, `want`, and what `options` is when nothing is said, are there already. */
int study_read(study *s);
int study_plan(study *s);
void study_free(study *s);

void print_uncertain(const study *s);
void print_certain(study *s);
json_t *json_of_study(const study *s);

int each_part(const char *text, int (*read)(void *context, char *part), void *context);
int choose_word(const char *option, const char *text, const char *const *words, int count,
                int32_t *chosen);

/* Ctrl-C ends a run that is watched; on a terminal one sees how far it is. */
typedef struct watch {
    bool terminal;
    void (*before)(int);
} watch;

void watch_begin(watch *w);
int watch_show(void *context, const aic_sample_state *state);
void watch_end(const watch *w);

#endif
