/* A histogram of a result, in bins whose ends are round numbers. */
#include "histogram.h"

#include <math.h>
#include <stdlib.h>

enum { BINS_WANTED = 20, BAR_WIDTH = 40 };

/* 1, 2 or 5 times a power of ten, next above a width. */
static double round_width(double width)
{
    double power = pow(10, floor(log10(width)));
    double lead = width / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

/* Bins over what all but two samples of a thousand are within. Without any when that is a
 * single value or not finite. */
histogram histogram_of(const aic_summary *summary, size_t result)
{
    static const double ends[] = {0.001, 0.999};
    double within[2];
    histogram h = {0};
    aic_summary_quantiles(summary, result, ends, within, 2, NULL);
    double width = (within[1] - within[0]) / BINS_WANTED;
    if (!(width > 0 && width < INFINITY))
        return h;
    width = round_width(width);
    double first = floor(within[0] / width), last = ceil(within[1] / width);
    h.count = (size_t)(last - first);
    h.edges = allocate(h.count + 1, sizeof *h.edges);
    h.counts = allocate(h.count, sizeof *h.counts);
    for (size_t i = 0; i <= h.count; i++)
        h.edges[i] = (first + (double)i) * width;
    aic_summary_histogram(summary, result, h.edges, h.count + 1, h.counts, NULL);
    return h;
}

void histogram_free(histogram *h)
{
    free(h->edges);
    free(h->counts);
}

void histogram_print(const histogram *h, double samples, enum format format)
{
    static const char *const heads[] = {"from", "to", "share", ""};
    static const char bar[BAR_WIDTH + 1] = "========================================";
    table *t = table_new(4, heads, "rrrl");
    char number[NUMBER_SIZE];
    double most = 0;
    for (size_t i = 0; i < h->count; i++)
        most = fmax(most, h->counts[i]);
    for (size_t i = 0; i < h->count; i++) {
        int width = most > 0 ? (int)lround(BAR_WIDTH * h->counts[i] / most) : 0;
        table_cell(t, "%s", number_short(number, h->edges[i]));
        table_cell(t, "%s", number_short(number, h->edges[i + 1]));
        table_cell(t, "%.2f %%", 100 * h->counts[i] / samples);
        table_cell(t, "%.*s", width, bar);
    }
    table_print(stdout, t, format, 2);
    table_free(t);
}

json_t *json_of_histogram(const histogram *h)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < h->count; i++) {
        json_t *row = json_object();
        json_object_set_new(row, "low", json_of_number(h->edges[i]));
        json_object_set_new(row, "high", json_of_number(h->edges[i + 1]));
        json_object_set_new(row, "count", json_of_number(h->counts[i]));
        json_array_append_new(rows, row);
    }
    return rows;
}
