/* A run that takes long: a line of progress, and Ctrl-C. */
#include "study.h"

#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

void watch_begin(watch *w)
{
    interrupted = 0;
    w->terminal = isatty(STDERR_FILENO);
    w->before = signal(SIGINT, interrupt);
}

/* On a terminal, a line that is written over; nowhere else anything. */
int watch_show(void *context, const aic_sample_state *state)
{
    const watch *w = context;
    if (w->terminal)
        fprintf(stderr, "\r%3.0f %%  %.1f million samples a second  %.0f s left   ",
                100 * (double)state->done / (double)state->count, state->rate / 1e6,
                state->left);
    return interrupted;
}

void watch_end(const watch *w)
{
    signal(SIGINT, w->before);
    if (w->terminal)
        fprintf(stderr, "\r%*s\r", 60, "");
}
