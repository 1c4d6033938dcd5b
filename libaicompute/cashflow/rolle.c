/* Where the value of a timeline may have roots, by Rolle's theorem.
 *
 * The value is a sum of a*exp(-t*x). Times exp(middle*x), with `middle` a time at which
 * the signs of the flows change, and differentiated, it is a sum of
 * a*(middle - t)*exp((middle - t)*x), of which the signs change once less. Between two
 * roots of that the first has one root or none. So on down to one change of sign.
 *
 * References
 *   Laguerre: Sur la theorie des equations numeriques. Journal de Mathematiques pures et
 *   appliquees 9, 1883, for exponential sums.
 */
#include "cashflow/rolle.h"

#include "cashflow/weigh.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Beyond these it takes too long. */
enum { LEVELS_MAX_HERE = 100, AMOUNTS_MAX = 1000000, STEPS_MAX = 200 };

/* The sums: amounts of level k are those of the timeline after k derivatives. */
typedef struct {
    const timeline *line;
    size_t levels;
    twofold *amounts, *weights;
} sums;

static size_t change_in_the_middle(const twofold *amounts, size_t changes)
{
    size_t seen = 0, i = 0;
    while (seen <= changes / 2) {
        i++;
        seen += (amounts[i].hi > 0) != (amounts[i - 1].hi > 0);
    }
    return i;
}

/* Amounts of the next level, scaled to keep them among the doubles; whether that was
 * enough. */
static bool differentiate(const timeline *line, const twofold *from, twofold *to,
                          size_t changes)
{
    size_t at = change_in_the_middle(from, changes);
    double middle = 0.5 * (double)(line->flows[at - 1].step + line->flows[at].step);
    double unit = (double)line->span;
    bool good = true;
    for (size_t i = 0; i < line->count; i++) {
        twofold away = {middle - (double)line->flows[i].step, 0};
        to[i] = twofold_divide(twofold_multiply(from[i], away), (twofold){unit, 0});
        good = good && fabs(to[i].hi) >= DBL_MIN;
    }
    return good;
}

static bool takes_too_long(const timeline *line)
{
    return line->sign_changes > LEVELS_MAX_HERE ||
           line->count > AMOUNTS_MAX / line->sign_changes;
}

static bool open_sums(sums *all, const timeline *line)
{
    size_t count = line->count, levels = line->sign_changes;
    *all = (sums){.line = line, .levels = levels};
    all->amounts = malloc(levels * count * sizeof *all->amounts);
    all->weights = malloc(count * sizeof *all->weights);
    return all->amounts && all->weights;
}

static bool fill_sums(const sums *all)
{
    const timeline *line = all->line;
    size_t count = line->count;
    bool good = true;
    for (size_t i = 0; i < count; i++)
        all->amounts[i] = (twofold){line->flows[i].value, line->flows[i].rest};
    for (size_t k = 1; k < all->levels && good; k++)
        good = differentiate(line, all->amounts + (k - 1) * count,
                             all->amounts + k * count, all->levels - k + 1);
    return good;
}

static void close_sums(sums *all)
{
    free(all->amounts);
    free(all->weights);
}

/* The sum of a level at a point, as a share of the sizes of its terms; 0 where that is
 * rounding. */
static double share_at(const sums *all, size_t level, double x)
{
    size_t count = all->line->count;
    const twofold *amounts = all->amounts + level * count;
    aic_weights_at(all->line, aic_position_of(x), all->weights);
    twofold sum = {0, 0};
    double gross = 0;
    for (size_t i = 0; i < count; i++) {
        twofold term = twofold_multiply(amounts[i], all->weights[i]);
        sum = twofold_add(sum, term);
        gross += fabs(term.hi);
    }
    double share = sum.hi / gross;
    return fabs(share) > VALUE_NOISE ? share : 0;
}

static signed char sign_of(double share)
{
    return (signed char)((share > 0) - (share < 0));
}

/* The root between two points of different signs: regula falsi in the variant of
 * Illinois, and halving. */
static double root_between(const sums *all, size_t level, double low, double high,
                           double at_low, double at_high)
{
    double x = low;
    int last = 0;
    for (int i = 0; i < STEPS_MAX && high - low > 0x1p-50 * (fabs(low) + fabs(high));
         i++) {
        x = i % 4 == 3 ? low + (high - low) / 2
                       : high - at_high * (high - low) / (at_high - at_low);
        if (!(x > low && x < high))
            x = low + (high - low) / 2;
        double share = share_at(all, level, x);
        if (share == 0)
            break;
        if (sign_of(share) == sign_of(at_low)) {
            low = x;
            at_low = share;
            at_high = last == -1 ? at_high / 2 : at_high;
            last = -1;
        } else {
            high = x;
            at_high = share;
            at_low = last == 1 ? at_low / 2 : at_low;
            last = 1;
        }
    }
    return x;
}

/* The stops of a level from those of the level below it: where the sum of that has its
 * roots. `shares` has room for as many. */
static void climb(const sums *all, size_t level, stops *made, double *shares)
{
    double low = made->x[0], high = made->x[made->count - 1], at = made->x[0];
    size_t kept = 1;
    for (size_t i = 0; i < made->count; i++)
        shares[i] = share_at(all, level, made->x[i]);
    for (size_t i = 0; i + 1 < made->count; i++) {
        double next = made->x[i + 1];
        if (sign_of(shares[i]) * sign_of(shares[i + 1]) < 0)
            made->x[kept++] =
                root_between(all, level, at, next, shares[i], shares[i + 1]);
        else if (shares[i + 1] == 0 && next < high)
            made->x[kept++] = next;
        at = next;
    }
    made->x[0] = low;
    made->x[kept++] = high;
    made->count = kept;
}

/* From the last level, whose sum has one root, to the first, with the signs there. */
static void climb_all(const sums *all, double low, double high, stops *made,
                      double *shares)
{
    made->x[0] = low;
    made->x[1] = high;
    made->count = 2;
    for (size_t level = all->levels; level > 1; level--)
        climb(all, level - 1, made, shares);
    for (size_t i = 0; i < made->count; i++)
        made->sign[i] = sign_of(share_at(all, 0, made->x[i]));
}

bool aic_part_by_rolle(const void *context, double low, double high, stops *made)
{
    sums all;
    made->no_memory = false;
    if (takes_too_long(context))
        return false;
    double *shares = malloc(made->capacity * sizeof *shares);
    made->no_memory = !open_sums(&all, context) || !shares;
    bool good = !made->no_memory && fill_sums(&all);
    if (good)
        climb_all(&all, low, high, made, shares);
    close_sums(&all);
    free(shares);
    return good && made->sign[0] != 0 && made->sign[made->count - 1] != 0;
}
