/* Numbers between 0 and 1 that depend on seed, stream and sample alone. */
#ifndef AICOMPUTE_UNCERTAINTY_UNIFORMS_H
#define AICOMPUTE_UNCERTAINTY_UNIFORMS_H

#include "aicompute/sampling.h"

#include <stdbool.h>

enum {
    SOBOL_STREAMS = 128, /* streams for which there are directions */
    SOBOL_BITS = 32
};

/* Where uniform numbers come from. A stream is one coordinate of the samples. */
typedef struct {
    int32_t method; /* one of enum aic_sampling_method */
    uint64_t seed;
    uint64_t count; /* samples in all, which the strata of a Latin hypercube need */
} uniform_source;

/* The most samples that a method can draw. */
uint64_t aic_method_samples(int32_t method);

/* The most streams that a method has. */
size_t aic_method_streams(int32_t method);

/* Samples `first` to `first + count - 1` of a stream: multiples of 2^-53 above 0 and
 * below 1. */
void aic_uniforms(const uniform_source *source, uint32_t stream, uint64_t first,
                  size_t count, double *uniforms);

/* Philox4x32-10 of Salmon, Moraes, Dror and Shaw 2011: four random words for a counter
 * under a key. */
void aic_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t words[4]);

#endif
