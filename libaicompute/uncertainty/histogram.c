/* Counting by the leading bits of doubles. */
#include "uncertainty/histogram.h"

#include "uncertainty/elementary.h"

#include <stdlib.h>

enum { SIGNS = OCTAVES_MAX / 2 }; /* octaves of either sign */

bool aic_histogram_open(histogram *made, uint32_t bits)
{
    made->bits = bits;
    made->octaves = calloc(OCTAVES_MAX, sizeof *made->octaves);
    return made->octaves != NULL;
}

void aic_histogram_close(histogram *made)
{
    for (size_t i = 0; i < OCTAVES_MAX && made->octaves; i++)
        free(made->octaves[i]);
    free(made->octaves);
}

static size_t octave_size(const histogram *of)
{
    return sizeof(uint64_t) << of->bits;
}

void aic_histogram_clear(histogram *made)
{
    for (size_t i = 0; i < OCTAVES_MAX; i++)
        if (made->octaves[i])
            memset(made->octaves[i], 0, octave_size(made));
}

uint64_t *aic_histogram_octave(histogram *made, size_t octave)
{
    if (!made->octaves[octave])
        made->octaves[octave] = calloc(1, octave_size(made));
    return made->octaves[octave];
}

bool aic_histogram_add(histogram *made, const double *values, size_t count)
{
    uint32_t shift = FRACTION_BITS - made->bits;
    uint64_t mask = ((uint64_t)1 << made->bits) - 1;
    for (size_t i = 0; i < count; i++) {
        uint64_t bits = bits_of(values[i]);
        size_t octave = bits >> FRACTION_BITS;
        uint64_t *counts = made->octaves[octave];
        if (!counts && !(counts = aic_histogram_octave(made, octave)))
            return false;
        counts[bits >> shift & mask]++;
    }
    return true;
}

bool aic_histogram_reserve(histogram *made, const histogram *other)
{
    for (size_t i = 0; i < OCTAVES_MAX; i++)
        if (other->octaves[i] && !aic_histogram_octave(made, i))
            return false;
    return true;
}

void aic_histogram_merge(histogram *made, const histogram *other)
{
    for (size_t i = 0; i < OCTAVES_MAX; i++)
        for (size_t k = 0; k < (size_t)1 << made->bits && other->octaves[i]; k++)
            made->octaves[i][k] += other->octaves[i][k];
}

bin_walk aic_bins(const histogram *of)
{
    bin_walk walk = {.of = of};
    return walk;
}

/* Where a bin begins and ends; the ends of a negative one are farther and nearer to 0.
 * Infinity is alone in its bin, and zero stands for the few denormal numbers in its. */
static void place_bin(bin_walk *walk, size_t octave, size_t bin)
{
    uint64_t first = (uint64_t)octave << FRACTION_BITS |
                     (uint64_t)bin << (FRACTION_BITS - walk->of->bits);
    uint64_t next = first + ((uint64_t)1 << (FRACTION_BITS - walk->of->bits));
    bool infinite = octave % SIGNS == SIGNS - 1, zero = octave % SIGNS == 0 && bin == 0;
    double near = of_bits(first), far = infinite || zero ? near : of_bits(next);
    walk->low = octave < SIGNS ? near : far;
    walk->high = octave < SIGNS ? far : near;
}

/* Negative octaves come first, the farthest from 0 before the others, and their bins
 * backwards. */
bool aic_next_bin(bin_walk *walk)
{
    size_t bins = (size_t)1 << walk->of->bits;
    for (; walk->rank < OCTAVES_MAX; walk->rank++, walk->bin = 0) {
        bool negative = walk->rank < SIGNS;
        size_t octave = negative ? OCTAVES_MAX - 1 - walk->rank : walk->rank - SIGNS;
        const uint64_t *counts = walk->of->octaves[octave];
        for (; counts && walk->bin < bins; walk->bin++) {
            size_t bin = negative ? bins - 1 - walk->bin : walk->bin;
            if (counts[bin] == 0)
                continue;
            walk->count = counts[bin];
            place_bin(walk, octave, bin);
            walk->bin++;
            return true;
        }
    }
    return false;
}
