/* aic_sample(): blocks of samples on several threads, each with totals of its own. */
#include "core/options.h"
#include "core/thread.h"
#include "uncertainty/progress.h"
#include "uncertainty/totals.h"

#include <math.h>
#include <stdlib.h>

enum {
    FIRST_BLOCKS = 4, /* before the first look at the precision */
    GROWTH = 4        /* and a quarter more before each further one: at least one */
};

struct crew;

/* One thread. */
typedef struct {
    struct crew *crew;
    draw_room room;
    block_sums *sums;
    aic_summary *part;
    uint64_t start;   /* of its first block in this round: each has one of its own */
    uint64_t refused; /* the first sample that was refused, or UINT64_MAX */
    bool calls_back;
} hand;

/* A call. */
typedef struct crew {
    const aic_sampling *plan;
    aic_sample_options options;
    aic_summary *summary; /* what the caller's becomes if all goes well */
    uint64_t count, round_end, end;
    atomic_uint_fast64_t next, done;
    atomic_bool cancelled, out_of_memory;
    double begun;
    size_t n_hands;
    hand *hands;
    aic_error *error;
} crew;

/* The samples of a tile that were refused are gone from the room by now. */
static void find_refused(hand *self, uint64_t first, size_t rows)
{
    aic_draw_inputs(&self->room, 0, first, rows);
    aic_draw_results(&self->room, rows);
    const double *results = result_column(&self->room, 0);
    size_t row = 0;
    while (!isnan(results[row]))
        row++;
    self->refused = first + row;
}

static bool run_block(hand *self, uint64_t start, uint64_t rows)
{
    for (uint64_t done = 0; done < rows; done += DRAW_ROWS) {
        size_t now = rows - done < DRAW_ROWS ? (size_t)(rows - done) : DRAW_ROWS;
        uint64_t refused = self->part->refused;
        aic_draw_inputs(&self->room, 0, start + done, now);
        aic_draw_results(&self->room, now);
        if (!aic_gather(self->sums, &self->room, now, self->part))
            return false;
        if (self->part->refused > refused && self->refused == UINT64_MAX)
            find_refused(self, start + done, now);
    }
    aic_gather_finish(self->sums, self->part);
    return aic_summary_cover(self->part, start, start + rows);
}

static void report_progress(hand *self, uint64_t rows)
{
    crew *all = self->crew;
    uint64_t done = atomic_fetch_add(&all->done, rows) + rows;
    if (!self->calls_back)
        return;
    aic_sample_state state = state_of(done, all->count, all->begun);
    if (all->options.progress(all->options.context, &state) != 0)
        atomic_store(&all->cancelled, true);
}

static void run_hand(void *argument)
{
    hand *self = argument;
    crew *all = self->crew;
    for (uint64_t start = self->start;
         start < all->round_end && !atomic_load(&all->cancelled) &&
         !atomic_load(&all->out_of_memory);
         start = atomic_fetch_add(&all->next, AIC_BLOCK_SAMPLES)) {
        uint64_t left = all->round_end - start;
        uint64_t rows = left < AIC_BLOCK_SAMPLES ? left : AIC_BLOCK_SAMPLES;
        if (!run_block(self, start, rows))
            atomic_store(&all->out_of_memory, true);
        else
            report_progress(self, rows);
    }
}

static bool collect(crew *all)
{
    for (size_t i = 0; i < all->n_hands; i++) {
        if (!aic_summary_join(all->summary, all->hands[i].part))
            return false;
        aic_summary_clear(all->hands[i].part);
    }
    return true;
}

static void begin_round(crew *all, uint64_t first)
{
    uint64_t left = all->end - all->round_end;
    uint64_t blocks = (all->round_end - first) / AIC_BLOCK_SAMPLES;
    uint64_t rows = (blocks ? blocks / GROWTH : FIRST_BLOCKS) * AIC_BLOCK_SAMPLES;
    for (size_t i = 0; i < all->n_hands; i++)
        all->hands[i].start = all->round_end + i * AIC_BLOCK_SAMPLES;
    atomic_store(&all->next, all->round_end + all->n_hands * AIC_BLOCK_SAMPLES);
    all->round_end += all->options.enough_count && rows < left ? rows : left;
}

static int run_rounds(crew *all, uint64_t first)
{
    bool enough = false;
    all->round_end = first;
    while (all->round_end < all->end && !enough && !atomic_load(&all->cancelled)) {
        begin_round(all, first);
        run_together(run_hand, all->hands, sizeof *all->hands, all->n_hands);
        if (atomic_load(&all->out_of_memory) || !collect(all))
            return aic_error_set(all->error, AIC_E_MEMORY,
                                 "not enough memory to sum up samples");
        enough = aic_precision_reached(all->summary, all->options.enough,
                                       all->options.enough_count);
    }
    return AIC_OK;
}

static int conclude(const crew *all)
{
    uint64_t refused = UINT64_MAX;
    for (size_t i = 0; i < all->n_hands; i++)
        if (all->hands[i].refused < refused)
            refused = all->hands[i].refused;
    if (atomic_load(&all->cancelled))
        return aic_error_set(all->error, AIC_E_CANCELLED,
                             "the progress callback asked to stop");
    if (refused == UINT64_MAX)
        return aic_error_clear(all->error);
    draw_room *room = &all->hands[0].room;
    aic_draw_inputs(room, 0, refused, 1);
    aic_draw_describe(room, 0, refused, all->error);
    return AIC_W_ROWS;
}

static bool equip(crew *all)
{
    uint64_t blocks = (all->count + AIC_BLOCK_SAMPLES - 1) / AIC_BLOCK_SAMPLES;
    size_t wanted = all->options.threads ? all->options.threads : 1;
    wanted = wanted < THREADS_MAX ? wanted : THREADS_MAX;
    wanted = wanted < blocks ? wanted : (size_t)blocks;
    all->hands = calloc(wanted + 1, sizeof *all->hands);
    while (all->hands && all->n_hands < wanted) {
        hand *one = &all->hands[all->n_hands];
        *one = (hand){.crew = all, .refused = UINT64_MAX};
        one->calls_back = all->n_hands == 0 && all->options.progress;
        if (!aic_draw_open(all->plan, &one->room))
            return false;
        all->n_hands++;
        one->sums = aic_gather_open(&all->plan->design);
        one->part = aic_summary_new(&all->plan->design);
        if (!one->sums || !one->part)
            return false;
    }
    return all->hands != NULL;
}

static void dismiss(crew *all)
{
    for (size_t i = 0; i < all->n_hands; i++) {
        aic_draw_close(&all->hands[i].room);
        aic_gather_close(all->hands[i].sums);
        aic_summary_free(all->hands[i].part);
    }
    free(all->hands);
    aic_summary_free(all->summary);
}

static int check_range(const aic_sampling *plan, uint64_t first, uint64_t count,
                       const aic_summary *summary, aic_error *error)
{
    uint64_t all = plan->design.count;
    if (first > all || count > all - first)
        return aic_error_set(
            error, AIC_E_ARGUMENT,
            "%llu samples from %llu on go beyond the plan, which has %llu",
            (unsigned long long)count, (unsigned long long)first,
            (unsigned long long)all);
    if (first % AIC_BLOCK_SAMPLES || (count % AIC_BLOCK_SAMPLES && first + count < all))
        return aic_error_set(error, AIC_E_ARGUMENT,
                             "%llu samples from %llu on are no whole blocks of %d, nor "
                             "the end of the plan",
                             (unsigned long long)count, (unsigned long long)first,
                             AIC_BLOCK_SAMPLES);
    if (aic_summary_has(summary, first, first + count))
        return aic_error_set(
            error, AIC_E_ARGUMENT, "the summary has samples of %llu to %llu already",
            (unsigned long long)first, (unsigned long long)(first + count - 1));
    return AIC_OK;
}

static int run(crew *all, uint64_t first, aic_summary *summary)
{
    all->begun = seconds_now();
    all->summary = aic_summary_clone(summary);
    if (!all->summary || !equip(all))
        return aic_error_set(all->error, AIC_E_MEMORY,
                             "not enough memory to sum up samples");
    int status = run_rounds(all, first);
    if (status < 0)
        return status;
    aic_summary before = *summary;
    *summary = *all->summary;
    *all->summary = before;
    return conclude(all);
}

int aic_sample(const aic_sampling *plan, uint64_t first, uint64_t count,
               const aic_sample_options *options, aic_summary *summary, aic_error *error)
{
    crew all = {.plan = plan, .count = count, .end = first + count, .error = error};
    if (!plan || !summary)
        return aic_error_set(error, AIC_E_ARGUMENT, "the plan or the summary is NULL");
    int status = aic_receive_options(options, &all.options, sizeof all.options, error);
    if (status == AIC_OK)
        status = aic_summary_check_same(&plan->design, &summary->design, error);
    if (status == AIC_OK)
        status = check_range(plan, first, count, summary, error);
    if (status == AIC_OK)
        status = aic_precision_check(all.options.enough, all.options.enough_count,
                                     summary, error);
    if (status < 0)
        return status;
    status = run(&all, first, summary);
    dismiss(&all);
    return status;
}
