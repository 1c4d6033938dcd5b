/* Many rows through a model or a chain, a tile of rows at a time: what one model passes
 * to the next stays in the first-level cache. */
#include "core/tiles.h"

#include "core/definition.h"
#include "core/thread.h"

#include <stdlib.h>

#if defined(__SSE2__) && defined(__GNUC__)
#define HAVE_STREAMING
#include <emmintrin.h>
#endif

#if defined(__GNUC__)
#define PREFETCH(place) __builtin_prefetch(place)
#else
#define PREFETCH(place) (void)(place)
#endif

enum {
    BLOCK_ROWS = 16384, /* rows that a thread takes at once; whole tiles */
    CACHE_LINE = 64,
    CACHE_BYTES = 32 << 20, /* a last level of a server; streaming gained from 28 MB on */
    TILES_AHEAD = 2         /* a row is asked for so long before it is its turn */
};

/* A needed model, and where its values are for the tile at hand. */
typedef struct {
    const aic_model *model;
    const double *inputs[INPUTS_MAX];
    double *results[INPUTS_MAX];
    uint8_t checked[INPUTS_MAX]; /* computed inputs that could be out of range */
    size_t n_checked;
} tile_step;

/* A place that points into an array of the caller, and so goes on with every tile. */
typedef struct {
    double **place;
    double *base;
} mover;

/* A result that is made in a buffer and then goes to an array of the caller. */
typedef struct {
    const double *made;
    double *array;
} outlet;

/* A column that is looked over on its bits: its bounds must not be negative. */
typedef struct {
    const double *values;
    uint64_t first, last;
} look;

/* What is wrong with the rows of a tile. */
typedef struct {
    bool failed[TILE_ROWS], unusual[TILE_ROWS];
    bool any_failed, any_unusual;
} tile_marks;

/* One thread of a call. */
struct worker {
    job *job;
    tile_step *steps;
    mover *movers;
    outlet *outlets;
    double *buffers;   /* TILE_ROWS for every slot */
    uint16_t *columns; /* the inputs that are not constant */
    look *looks;       /* at each of them */
    bool quick;        /* and that will do: most tiles are as usual */
    size_t n_steps, n_movers, n_outlets, n_columns;
    tile_marks marks;
    size_t failed, unusual, first_failed, first_unusual;
    size_t first_row; /* of its first block: each has one of its own */
    bool calls_back;
    void *memory; /* of a worker that is alone */
};

/* Is every row of a whole tile of these columns within bounds? On the bits: positive
 * doubles order as the integers that they are made of, so a value is below the first when
 * the difference has its top bit set, and above the last when that from the next one has
 * not. Minus zero counts as outside here. The value comes first in both differences,
 * which keeps it in a register. */
CLONES static bool all_usual(const look *looks, size_t count)
{
    uint64_t below = 0, up_to_last = UINT64_MAX;
    for (size_t c = 0; c < count; c++) {
        const double *values = looks[c].values;
        uint64_t first = looks[c].first, beyond = looks[c].last + 1;
        for (size_t i = 0; i < TILE_ROWS; i++) {
            uint64_t bits;
            memcpy(&bits, &values[i], sizeof bits);
            below |= bits - first;
            up_to_last &= bits - beyond;
        }
    }
    return (below | ~up_to_last) >> 63 == 0;
}

CLONES static bool all_within(const double *values, size_t rows, double low, double high)
{
    int64_t outside = 0;
    for (size_t i = 0; i < rows; i++)
        outside |= ((values[i] >= low) & (values[i] <= high)) ? 0 : 1;
    return !outside;
}

static double *buffer_of(const worker *self, size_t slot)
{
    return self->buffers + slot * TILE_ROWS;
}

static const double *row_of(const aic_column *column, size_t row)
{
    return column->values + (ptrdiff_t)row * column->stride;
}

static const double *gather(worker *self, size_t input, size_t start, size_t rows)
{
    const aic_column *column = &self->job->columns[input];
    const double *first = row_of(column, start);
    double *gathered = buffer_of(self, input);
    for (size_t i = 0; i < rows; i++)
        gathered[i] = first[(ptrdiff_t)i * column->stride];
    return gathered;
}

static void mark_outside(const double *values, size_t rows, double low, double high,
                         bool *marks, bool *any)
{
    for (size_t i = 0; i < rows; i++) {
        bool outside = !(values[i] >= low && values[i] <= high);
        marks[i] |= outside;
        *any |= outside;
    }
}

/* Copy what has a stride, and mark the rows of a tile that are not as usual. */
static void look_over(worker *self, size_t start, size_t rows)
{
    const job *call = self->job;
    tile_marks *marks = &self->marks;
    for (size_t i = 0; i < self->n_columns; i++) {
        size_t k = self->columns[i];
        const aic_variable *input = &call->model->inputs[k];
        const double *values = row_of(&call->columns[k], start);
        if (call->columns[k].stride != 1)
            values = gather(self, k, start, rows);
        if (all_within(values, rows, input->low, input->high))
            continue;
        mark_outside(values, rows, input->min, input->max, marks->failed,
                     &marks->any_failed);
        mark_outside(values, rows, input->low, input->high, marks->unusual,
                     &marks->any_unusual);
    }
}

static void check_conditions(const tile_step *at, size_t rows, tile_marks *marks)
{
    for (size_t i = 0; i < rows; i++) {
        double row[INPUTS_MAX];
        for (size_t k = 0; k < at->model->n_inputs; k++)
            row[k] = at->inputs[k][i];
        if (at->model->check(row))
            marks->failed[i] = marks->any_failed = true;
    }
}

static void run_tile_step(const tile_step *at, size_t rows, tile_marks *marks)
{
    for (size_t k = 0; k < at->n_checked; k++) {
        const aic_variable *input = &at->model->inputs[at->checked[k]];
        const double *values = at->inputs[at->checked[k]];
        if (!all_within(values, rows, input->min, input->max))
            mark_outside(values, rows, input->min, input->max, marks->failed,
                         &marks->any_failed);
    }
    if (at->model->check)
        check_conditions(at, rows, marks);
    at->model->tile(at->inputs, at->results, rows);
}

static void count_marks(worker *self, size_t start, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        size_t row = start + i;
        if (self->marks.failed[i]) {
            self->first_failed = row < self->first_failed ? row : self->first_failed;
            self->failed++;
        } else if (self->marks.unusual[i]) {
            self->first_unusual = row < self->first_unusual ? row : self->first_unusual;
            self->unusual++;
        }
    }
}

static void blank_failed(const worker *self, size_t start, size_t rows)
{
    const job *call = self->job;
    for (size_t k = 0; k < call->model->n_results; k++)
        for (size_t i = 0; i < rows && call->results[k]; i++)
            if (self->marks.failed[i])
                call->results[k][start + i] = NAN;
}

/* Write past the caches, 16 bytes at a time: a result too large for them would only
 * drive out what the next tile reads, and its lines would be read before written. */
static void stream(double *to, const double *from, size_t rows)
{
    size_t i = 0;
#if defined(HAVE_STREAMING)
    if ((uintptr_t)to % sizeof(__m128d) == 0)
        for (; i + 1 < rows; i += 2)
            _mm_stream_pd(&to[i], _mm_load_pd(&from[i]));
#endif
    for (; i < rows; i++)
        to[i] = from[i];
}

/* Other threads see what was streamed from here on. */
static void end_streams(void)
{
#if defined(HAVE_STREAMING)
    _mm_sfence();
#endif
}

static void move_on(worker *self)
{
    for (size_t i = 0; i < self->n_movers; i++)
        *self->movers[i].place += TILE_ROWS;
}

/* Ask for a tile to come, of the columns whose turn it is: spread over the steps, since a
 * burst of requests would have to wait. The processor takes no harm from addresses that
 * are beyond the end. */
static void ask_ahead(const worker *self, size_t turn)
{
    for (size_t c = turn; c < self->n_columns; c += self->n_steps) {
        uintptr_t tile =
            (uintptr_t)self->looks[c].values + TILES_AHEAD * TILE_ROWS * sizeof(double);
        for (size_t at = 0; at < TILE_ROWS * sizeof(double); at += CACHE_LINE)
            PREFETCH((const void *)(tile + at));
    }
}

static void run_tile(worker *self, size_t start, size_t rows)
{
    bool usual =
        self->quick && rows == TILE_ROWS && all_usual(self->looks, self->n_columns);
    if (!usual)
        look_over(self, start, rows);
    for (size_t i = 0; i < self->n_steps; i++) {
        ask_ahead(self, i);
        run_tile_step(&self->steps[i], rows, &self->marks);
    }
    for (size_t i = 0; i < self->n_outlets; i++)
        stream(self->outlets[i].array + start, self->outlets[i].made, rows);
    if (!self->marks.any_failed && !self->marks.any_unusual)
        return;
    count_marks(self, start, rows);
    if (self->marks.any_failed && self->job->writes)
        blank_failed(self, start, rows);
    memset(&self->marks, 0, sizeof self->marks);
}

static void spread_constants(worker *self)
{
    const job *call = self->job;
    for (size_t k = 0; k < call->model->n_inputs; k++) {
        const aic_column *column = &call->columns[k];
        if (!is_constant(column))
            continue;
        double value = column->values ? *column->values : call->model->inputs[k].value;
        double *spread = buffer_of(self, k);
        for (size_t i = 0; i < TILE_ROWS; i++)
            spread[i] = value;
    }
}

/* The array of the caller that holds a slot row by row, or NULL when a buffer does. */
static double *array_of(const job *call, size_t slot)
{
    size_t n_inputs = call->model->n_inputs;
    if (slot < n_inputs)
        return call->columns[slot].stride == 1 ? (double *)call->columns[slot].values
                                               : NULL;
    return call->writes && !call->streams ? call->results[slot - n_inputs] : NULL;
}

/* Point a place of a step to its slot, for good or to move. */
static void place(worker *self, double **where, size_t slot)
{
    double *array = array_of(self->job, slot);
    *where = buffer_of(self, slot);
    if (array)
        self->movers[self->n_movers++] = (mover){where, array};
}

/* What the tables promise of a result is not looked at again: a test holds them to it. */
static bool needs_check(const aic_model *chain, size_t slot, const aic_variable *input)
{
    if (slot < chain->n_inputs)
        return false;
    const aic_variable *result = &chain->results[slot - chain->n_inputs];
    return result->min < input->min || result->max > input->max;
}

static void place_step(worker *self, const step *at)
{
    tile_step *own = &self->steps[self->n_steps++];
    own->model = at->model;
    own->n_checked = 0;
    for (size_t k = 0; k < at->model->n_inputs; k++) {
        place(self, (double **)&own->inputs[k], at->inputs[k]);
        if (needs_check(self->job->model, at->inputs[k], &at->model->inputs[k]))
            own->checked[own->n_checked++] = (uint8_t)k;
    }
    for (size_t k = 0; k < at->model->n_results; k++)
        place(self, &own->results[k], at->results + k);
}

static void place_column(worker *self, size_t k)
{
    const aic_variable *input = &self->job->model->inputs[k];
    look *at = &self->looks[self->n_columns];
    memcpy(&at->first, &input->low, sizeof at->first);
    memcpy(&at->last, &input->high, sizeof at->last);
    place(self, (double **)&at->values, k);
    self->quick &= self->job->columns[k].stride == 1 && input->low >= 0;
    self->columns[self->n_columns++] = (uint16_t)k;
}

static void place_outlets(worker *self)
{
    const job *call = self->job;
    for (size_t k = 0; k < call->model->n_results; k++)
        if (call->results[k])
            self->outlets[self->n_outlets++] =
                (outlet){buffer_of(self, call->model->n_inputs + k), call->results[k]};
}

static void prepare(worker *self)
{
    const job *call = self->job;
    const aic_model *model = call->model;
    spread_constants(self);
    self->quick = true;
    for (size_t k = 0; k < model->n_inputs; k++)
        if (!is_constant(&call->columns[k]) && !call->trusted)
            place_column(self, k);
    for (size_t i = 0; i < model->n_steps; i++)
        if (call->step_needed[i])
            place_step(self, &model->steps[i]);
    if (call->streams)
        place_outlets(self);
}

static void run_block(worker *self, size_t start, size_t rows)
{
    for (size_t i = 0; i < self->n_movers; i++)
        *self->movers[i].place = self->movers[i].base + start;
    for (size_t done = 0; done < rows; done += TILE_ROWS) {
        size_t left = rows - done;
        run_tile(self, start + done, left < TILE_ROWS ? left : TILE_ROWS);
        if (left > TILE_ROWS)
            move_on(self);
    }
    end_streams();
}

static void report_progress(worker *self, size_t rows)
{
    job *call = self->job;
    size_t done = atomic_fetch_add(&call->done, rows) + rows;
    if (self->calls_back &&
        call->options->progress(call->options->context, call->rows_before + done,
                                call->rows_in_all) != 0)
        atomic_store(&call->cancelled, true);
}

static void run_worker(void *argument)
{
    worker *self = *(worker **)argument;
    job *call = self->job;
    prepare(self);
    for (size_t start = self->first_row;
         start < call->rows && !atomic_load(&call->cancelled);
         start = atomic_fetch_add(&call->next, BLOCK_ROWS)) {
        size_t left = call->rows - start;
        size_t rows = left < BLOCK_ROWS ? left : BLOCK_ROWS;
        run_block(self, start, rows);
        report_progress(self, rows);
    }
}

static size_t workers_for(const job *call)
{
    size_t wanted = call->options->threads ? call->options->threads : 1;
    size_t blocks = (call->rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
    wanted = wanted < blocks ? wanted : blocks;
    return wanted < THREADS_MAX ? wanted : THREADS_MAX;
}

/* What the workers of one pass stand on, in one piece of memory. */
typedef struct {
    char *memory;
    size_t size;
} workshop;

/* The next `size` bytes from the start of a cache line on. */
static void *take(workshop *shop, size_t size)
{
    void *piece = shop->memory ? shop->memory + shop->size : NULL;
    shop->size += (size + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
    return piece;
}

/* Equip one worker; without memory, count what it takes. */
static worker *equip(workshop *shop, job *call)
{
    const aic_model *model = call->model;
    size_t slots = model->n_inputs + model->n_results, places = model->n_inputs;
    for (size_t i = 0; i < model->n_steps; i++)
        places += model->steps[i].model->n_inputs + model->steps[i].model->n_results;
    worker *self = take(shop, sizeof *self);
    worker equipped = {
        .job = call,
        .steps = take(shop, model->n_steps * sizeof *self->steps),
        .movers = take(shop, places * sizeof *self->movers),
        .outlets = take(shop, model->n_results * sizeof *self->outlets),
        .columns = take(shop, model->n_inputs * sizeof *self->columns),
        .looks = take(shop, model->n_inputs * sizeof *self->looks),
        .buffers = take(shop, slots * TILE_ROWS * sizeof *self->buffers),
        .first_failed = SIZE_MAX,
        .first_unusual = SIZE_MAX,
    };
    if (self)
        *self = equipped;
    return self;
}

/* Room for `count` workers, each beginning at a cache line: buffers that begin within one
 * cost half as much again. The caller frees the result. */
static void *open_workshop(workshop *shop, job *call, size_t count)
{
    equip(shop, call);
    char *memory = malloc(shop->size * count + CACHE_LINE);
    size_t off = (uintptr_t)memory % CACHE_LINE;
    *shop = (workshop){.memory = memory ? memory + CACHE_LINE - off : NULL};
    return memory;
}

static void add_up(const worker *one, aic_columns_report *report)
{
    report->rows_failed += one->failed;
    report->rows_unusual += one->unusual;
    if (one->first_failed < report->first_failed)
        report->first_failed = one->first_failed;
    if (one->first_unusual < report->first_unusual)
        report->first_unusual = one->first_unusual;
}

/* Do the columns and the results take more room than a cache has? */
static bool overflow_caches(const job *call)
{
    size_t arrays = 0;
    for (size_t k = 0; k < call->model->n_inputs; k++)
        arrays += !is_constant(&call->columns[k]);
    for (size_t k = 0; k < call->model->n_results; k++)
        arrays += call->results[k] != NULL;
    return CACHE_BYTES / sizeof(double) / call->rows < arrays;
}

int aic_run_pass(job *call, aic_columns_report *report, aic_error *error)
{
    size_t count = workers_for(call);
    worker *workers[THREADS_MAX] = {NULL};
    workshop shop = {0};
    call->streams = call->writes && overflow_caches(call);
    void *memory = open_workshop(&shop, call, count);
    if (!memory)
        return aic_error_set(error, AIC_E_MEMORY, "not enough memory for %zu threads",
                             count);
    for (size_t i = 0; i < count; i++) {
        workers[i] = equip(&shop, call);
        workers[i]->first_row = i * BLOCK_ROWS;
        workers[i]->calls_back = i == 0 && call->options->progress;
    }
    atomic_store(&call->next, count * BLOCK_ROWS);
    run_together(run_worker, workers, sizeof *workers, count);
    for (size_t i = 0; i < count; i++)
        add_up(workers[i], report);
    free(memory);
    if (atomic_load(&call->cancelled))
        return aic_error_set(error, AIC_E_CANCELLED,
                             "the progress callback asked to stop");
    return AIC_OK;
}

worker *aic_worker_open(job *call)
{
    workshop shop = {0};
    void *memory = open_workshop(&shop, call, 1);
    if (!memory)
        return NULL;
    worker *self = equip(&shop, call);
    self->memory = memory;
    prepare(self);
    return self;
}

void aic_worker_run(worker *self, size_t rows)
{
    run_block(self, 0, rows);
}

void aic_worker_close(worker *self)
{
    free(self->memory);
}
