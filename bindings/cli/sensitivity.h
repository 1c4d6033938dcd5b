/* What aicompute sensitivity was asked, and what it found. */
#ifndef AICOMPUTE_CLI_SENSITIVITY_H
#define AICOMPUTE_CLI_SENSITIVITY_H

#include "study.h"

#include <aicompute/sensitivity.h>

enum ranking { RANK_TORNADO, RANK_SOBOL, RANK_MORRIS };

typedef struct between {
    double ends[2];
    size_t count;
} between;

/* Of bars, indices and effects, those of the method: `n_uncertain` a wanted result. */
typedef struct ranked {
    study study;
    enum ranking method;
    between between;
    uint32_t levels;
    size_t n_uncertain;
    aic_tornado_bar *bars;
    aic_sobol_index *indices;
    aic_morris_effect *effects;
} ranked;

extern const char *const ranking_words[];
void print_ranked(ranked *r);

#endif
