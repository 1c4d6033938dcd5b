/* A CSV file (RFC 4180), cell by cell as it comes in. Blanks around a cell are no part
 * of it, inside quotes or out. */
#ifndef AICOMPUTE_CLI_CSV_H
#define AICOMPUTE_CLI_CSV_H

#include "cli.h"

enum csv_end { CSV_CELL, CSV_ROW, CSV_FILE, CSV_BROKEN };

typedef struct csv {
    FILE *file;
    const char *name;
    char *cell; /* the cell that was read last */
    size_t length, room;
    bool quoted;
    size_t line; /* on which the cell ends, from 1 */
} csv;

int csv_open(csv *in, const char *path);
enum csv_end csv_next(csv *in);
void csv_close(csv *in);

#endif
