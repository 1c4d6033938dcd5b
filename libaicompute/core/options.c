/* Options and reports that may grow at the tail. */
#include "core/options.h"

#include <string.h>

bool aic_all_zero(const void *bytes, size_t from, size_t to)
{
    const unsigned char *one = bytes;
    for (size_t i = from; i < to; i++)
        if (one[i] != 0)
            return false;
    return true;
}

int aic_receive_options(const void *given, void *own, size_t own_size, aic_error *error)
{
    size_t size = own_size;
    memset(own, 0, own_size);
    memcpy(own, &own_size, sizeof own_size);
    if (!given)
        return AIC_OK;
    memcpy(&size, given, sizeof size);
    if (size < sizeof size)
        return aic_error_set(error, AIC_E_ARGUMENT, "the options do not say their size");
    if (size > own_size && !aic_all_zero(given, own_size, size))
        return aic_error_set(
            error, AIC_E_VERSION,
            "the options use something newer than this library, version %s",
            aic_version());
    memcpy(own, given, size < own_size ? size : own_size);
    return AIC_OK;
}

bool aic_hand_over(const void *own, size_t own_size, void *report)
{
    size_t size = 0;
    if (report)
        memcpy(&size, report, sizeof size);
    if (size < sizeof size)
        return false;
    memset(report, 0, size);
    memcpy(report, own, size < own_size ? size : own_size);
    memcpy(report, &size, sizeof size);
    return true;
}
