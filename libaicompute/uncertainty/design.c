/* What summaries of one plan have in common, and numbers that tell plans apart. */
#include "uncertainty/plan.h"

#include <stdlib.h>
#include <string.h>

uint64_t aic_hash(uint64_t hash, const void *bytes, size_t size)
{
    static const uint64_t PRIME = 0x100000001b3;
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ at[i]) * PRIME;
    return hash;
}

uint64_t aic_design_fingerprint(const plan_design *design)
{
    uint64_t hash = HASH_START;
    for (int i = 0; i < FINGERPRINTS; i++)
        for (int byte = 0; byte < 8; byte++) {
            unsigned char one = (unsigned char)(design->fingerprints[i] >> 8 * byte);
            hash = aic_hash(hash, &one, 1);
        }
    return aic_hash(hash, design->version, strlen(design->version));
}

void aic_design_free(plan_design *design)
{
    free(design->variables);
    free(design->thresholds);
}

bool aic_design_copy(const plan_design *from, plan_design *to)
{
    size_t variables = tracked_count(from) * sizeof *from->variables;
    size_t thresholds = from->n_thresholds * sizeof *from->thresholds;
    *to = *from;
    to->variables = malloc(variables + 1);
    to->thresholds = malloc(thresholds + 1);
    if (!to->variables || !to->thresholds) {
        aic_design_free(to);
        return false;
    }
    memcpy(to->variables, from->variables, variables);
    if (thresholds)
        memcpy(to->thresholds, from->thresholds, thresholds);
    return true;
}
