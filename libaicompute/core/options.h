/* Options structs that say their size: a caller's of any age, as this library knows them.
 */
#ifndef AICOMPUTE_CORE_OPTIONS_H
#define AICOMPUTE_CORE_OPTIONS_H

#include "core/internal.h"

/* Are these bytes zero, those before `to` from `from` on? */
bool aic_all_zero(const void *bytes, size_t from, size_t to);

/* Copy `given`, which begins with its size and may be NULL, to `own`, which has
 * `own_size` bytes; what it does not have is zero. Refuses what is newer and used. */
int aic_receive_options(const void *given, void *own, size_t own_size, aic_error *error);

/* As much of a report that begins with its size as the caller has room for; what this
 * library does not know is zero. False when it does not say its size. */
bool aic_hand_over(const void *own, size_t own_size, void *report);

#endif
