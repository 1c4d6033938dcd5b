/* Where the numbers come from: the sources that the tables name in their rows, and those
 * that the comments of the models name beside them. The build makes the table from
 * data/sources.csv, sorted by key as strcmp() does. */
#include "core/internal.h"

#include <stdlib.h>
#include <string.h>

size_t aic_source_count(void)
{
    return aic_source_table_count;
}

const aic_source *aic_source_at(size_t position)
{
    return position < aic_source_count() ? &aic_source_table[position] : NULL;
}

static const char *key_at(const void *context, size_t position)
{
    return ((const aic_source *)context)[position].key;
}

static int compare_key(const void *key, const void *source)
{
    return strcmp(key, ((const aic_source *)source)->key);
}

const aic_source *aic_source_find(const char *key, aic_error *error)
{
    if (!key) {
        aic_error_set(error, AIC_E_ARGUMENT, "the key of the source is NULL");
        return NULL;
    }
    size_t count = aic_source_count();
    const aic_source *found =
        bsearch(key, aic_source_table, count, sizeof *aic_source_table, compare_key);
    if (found) {
        aic_error_clear(error);
        return found;
    }
    char meant[MEANT_SIZE];
    aic_error_set(error, AIC_E_NAME, "no source has the key \"%s\"%s", key,
                  aic_did_you_mean(meant, key, count, key_at, aic_source_table));
    return NULL;
}
