/**
 * @file dataset.h
 * Tier 5: the reference tables that are compiled in, every cell with its source, and
 * presets that fill the inputs of a model from rows by name.
 * @since 0.1.0
 */
#ifndef AICOMPUTE_DATASET_H
#define AICOMPUTE_DATASET_H

#include "model.h"

#if defined(__cplusplus)
extern "C" {
#endif

/** A reference table. It never changes; any thread may use it. @since 0.1.0 */
typedef struct aic_table aic_table;

/** What a cell holds. The numbers are permanent. @since 0.1.0 */
enum aic_field_kind {
    AIC_NUMBER = 0, /**< A number, with a unit. */
    AIC_TEXT = 1    /**< A text. */
};

/** One column of a table. The library owns it; it grows at the tail. @since 0.1.0 */
typedef struct aic_field {
    const char *name;     /**< Like the model input it can fill, if there is one. */
    const char *unit;     /**< As pint reads it; "any" when another column says; or "". */
    const char *currency; /**< Of money that is always in one currency; else "". */
    const char *summary;  /**< What it is, in one sentence. */
    int32_t kind;         /**< One of enum aic_field_kind. */
    int32_t reserved;     /**< 0. */
} aic_field;

/** One cell. The texts live as long as the program. Frozen. @since 0.1.0 */
typedef struct aic_cell {
    double number;          /**< The number; NaN for a text and where there is none. */
    const char *text;       /**< As the table has it; "" where there is nothing. */
    const char *unit;       /**< Of the number; that of its row where the column's is
                                 "any". */
    const char *currency;   /**< Of money, as "USD"; else "". */
    const char *source;     /**< Key of its source; "" when it needs none. */
    const char *licence;    /**< Licence of that source; "facts" for cited facts. */
    const char *confidence; /**< reported, compiled, secondary, estimated, projected,
                                 speculative; or "". */
    int32_t year;           /**< Year of the figure, or 0. */
    int32_t kind;           /**< One of enum aic_field_kind. */
} aic_cell;

/**
 * The version of the reference tables, which is not that of the library: a whole number
 * from 1. What changed is in docs/data-changes.md, and the values that were replaced are
 * in the table "superseded".
 * @returns text that lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_data_version(void);

/**
 * How many tables there are.
 * @returns the count
 * @since 0.1.0
 */
AIC_API size_t aic_table_count(void);

/**
 * A table by position.
 * @param position 0 to aic_table_count() - 1
 * @returns the table, or NULL beyond the last
 * @since 0.1.0
 */
AIC_API const aic_table *aic_table_at(size_t position);

/**
 * A table by name.
 * @param name  such as "accelerators"
 * @param error names the nearest table when there is none of that name; may be NULL
 * @returns the table, or NULL
 * @since 0.1.0
 */
AIC_API const aic_table *aic_table_find(const char *name, aic_error *error);

/**
 * The name of a table.
 * @param table a table, not NULL
 * @returns text that lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_table_name(const aic_table *table);

/**
 * The word by which a row of a table fills inputs: `--gpu` of the command and `gpu=` in
 * Python. It is never the name of an input or a result.
 * @param table a table, not NULL
 * @returns such as "gpu" of accelerators; "" when the table has no such word. The text
 *          lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_table_keyword(const aic_table *table);

/**
 * What a table holds, in one sentence.
 * @param table a table, not NULL
 * @returns text that lives as long as the program
 * @since 0.1.0
 */
AIC_API const char *aic_table_summary(const aic_table *table);

/**
 * How many years after its sources were last reviewed a row of a table is due again.
 * @param table a table, not NULL
 * @returns the years, or 0 for a table whose rows never are
 * @since 0.1.0
 */
AIC_API int aic_table_review_years(const aic_table *table);

/**
 * How many columns a table has. The first three are key, name and aliases.
 * @param table a table, not NULL
 * @returns the count
 * @since 0.1.0
 */
AIC_API size_t aic_table_field_count(const aic_table *table);

/**
 * A column of a table.
 * @param table    a table, not NULL
 * @param position 0 to aic_table_field_count() - 1
 * @returns the column, or NULL beyond the last
 * @since 0.1.0
 */
AIC_API const aic_field *aic_table_field(const aic_table *table, size_t position);

/**
 * The position of a column.
 * @param table    a table
 * @param name     such as "gpu_tdp_w"
 * @param position where to write the position
 * @param error    names the nearest column; may be NULL
 * @returns AIC_OK; AIC_E_NAME; AIC_E_ARGUMENT for a NULL
 * @since 0.1.0
 */
AIC_API int aic_table_field_index(const aic_table *table, const char *name,
                                  size_t *position, aic_error *error);

/**
 * How many rows a table has.
 * @param table a table, not NULL
 * @returns the count
 * @since 0.1.0
 */
AIC_API size_t aic_table_row_count(const aic_table *table);

/**
 * The rows that a name may mean: those that have it as key, name or alias, else those
 * whose name has it as a part. Case, spaces, hyphens, underscores, slashes, commas,
 * quotes and brackets do not matter.
 * @param table a table
 * @param name  such as "a100"
 * @param rows  where to write their positions; room for `room`
 * @param room  how many to write at most
 * @param count where to write how many there are
 * @returns AIC_OK when the name means one row; AIC_E_NAME when it means none, may mean
 *          several, or is only a part; AIC_E_ARGUMENT for a NULL
 * @since 0.1.0
 */
AIC_API int aic_table_row_matches(const aic_table *table, const char *name, size_t *rows,
                                  size_t room, size_t *count);

/**
 * The row that a name means.
 * @param table    a table
 * @param name     key, name or alias, such as "H100 SXM", "KR" or "한국"
 * @param position where to write the position of the row
 * @param error    lists the rows that the name may mean, or the nearest; may be NULL
 * @returns AIC_OK; AIC_E_NAME when it means none, or may mean several; AIC_E_ARGUMENT for
 *          a NULL
 * @since 0.1.0
 */
AIC_API int aic_table_row_find(const aic_table *table, const char *name, size_t *position,
                               aic_error *error);

/**
 * One cell, with its source.
 * @param table a table
 * @param row   0 to aic_table_row_count() - 1
 * @param field 0 to aic_table_field_count() - 1
 * @param cell  where to write it
 * @returns AIC_OK; AIC_E_ARGUMENT for a NULL or a position beyond the last
 * @since 0.1.0
 */
AIC_API int aic_table_cell(const aic_table *table, size_t row, size_t field,
                           aic_cell *cell);

/**
 * One cell as it was in an earlier version of the tables. A row or column that was not
 * there yet is as it is now; so are texts.
 * @param table   a table
 * @param row     0 to aic_table_row_count() - 1
 * @param field   0 to aic_table_field_count() - 1
 * @param version such as "1"; NULL for the version of this library
 * @param cell    where to write it
 * @param error   what went wrong, or NULL
 * @returns AIC_OK; AIC_E_VERSION for a text that is no version, and for one newer than
 *          aic_data_version(); AIC_E_ARGUMENT for a NULL or a position beyond the last
 * @since 0.1.0
 */
AIC_API int aic_table_cell_as_of(const aic_table *table, size_t row, size_t field,
                                 const char *version, aic_cell *cell, aic_error *error);

/**
 * The year in which a row is due for review: that in which the oldest of the sources of
 * its cells was last reviewed, and the review interval of the table.
 * @param table a table
 * @param row   0 to aic_table_row_count() - 1
 * @returns the year; 0 when the rows of the table never are, for a NULL and for a position
 *          beyond the last
 * @since 0.1.0
 */
AIC_API int aic_table_row_due(const aic_table *table, size_t row);

/**
 * The licence under which figures of a source are passed on.
 * @param key key of a source
 * @returns an SPDX name, "public domain", "Japan-Gov-2.0", or "facts" for single facts
 *          with citation; NULL when there is no such source
 * @since 0.1.0
 */
AIC_API const char *aic_source_licence(const char *key);

/** Where the value of an input comes from. The numbers are permanent. @since 0.1.0 */
enum aic_preset_origin {
    AIC_FROM_DEFAULT = 0, /**< The default of the model. */
    AIC_FROM_CALLER = 1,  /**< The caller gave it. */
    AIC_FROM_DATA = 2,    /**< A row of a reference table. */
    AIC_FROM_NOWHERE = 3  /**< It has no value: it is required and was not given. */
};

/** A row of a reference table, by name. Frozen. @since 0.1.0 */
typedef struct aic_preset_row {
    const char *table; /**< Such as "accelerators". */
    const char *row;   /**< Such as "H100 SXM". */
} aic_preset_row;

/** The origin of one input. The texts live as long as the program. Frozen. @since 0.1.0
 */
typedef struct aic_provenance {
    int32_t origin;         /**< One of enum aic_preset_origin. */
    int32_t year;           /**< Year of the figure, or 0. */
    const char *table;      /**< From data: the table; else "". */
    const char *row;        /**< From data: the key of the row; else "". */
    const char *name;       /**< From data: the name of the row; else "". */
    const char *source;     /**< Key of the source of the figure or of the default. */
    const char *confidence; /**< From data: how far it can be trusted; else "". */
    const char *currency;   /**< From data, of money: its currency; else "". */
} aic_provenance;

/**
 * Fill the inputs of a model from rows of reference tables: an input takes the number
 * that the row has in the column of the same name. A value that the caller gave wins; of
 * several rows that have a number the last wins; what no row has takes its default.
 *
 * Where a required input would come from a row that has no sound figure for it, the call
 * says so instead of guessing.
 * @param model       a model or chain
 * @param rows        the rows
 * @param row_count   how many
 * @param inputs      by position; NaN where nothing is given, and on return where a
 *                    required input still has no value
 * @param input_count must be aic_model_input_count()
 * @param origins     where to write the origin of each; room for `input_count`, or NULL
 * @param error       what went wrong, or NULL
 * @returns AIC_OK; AIC_E_NAME for an unknown table or row, or a name that may mean
 *          several; AIC_E_MISSING for a row without a sound figure; AIC_E_CONDITION for
 *          money in two currencies; AIC_E_ARGUMENT for a NULL, another count, or a table
 *          from which this model takes nothing. On an error nothing is written
 * @since 0.1.0
 */
AIC_API int aic_preset(const aic_model *model, const aic_preset_row *rows,
                       size_t row_count, double *inputs, size_t input_count,
                       aic_provenance *origins, aic_error *error);

#if defined(__cplusplus)
}
#endif

#endif
