/* aicompute: the library on the command line, over its public interface only. */
#include "cli.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

/* Why could it not be written? When an earlier write failed, its errno is gone: writing
 * once more to what is broken anyway tells. */
static const char *why_not_written(void)
{
    if (errno == 0) {
        clearerr(stdout);
        fputc('\n', stdout);
        fflush(stdout);
    }
    return errno ? strerror(errno) : "an earlier write failed";
}

/* Output that did not arrive is an error: a full disk, a closed pipe. */
static int finish(int status)
{
    bool failed = ferror(stdout) != 0;
    errno = 0;
    failed |= fflush(stdout) != 0;
    return failed ? fail("cannot write the output: %s", why_not_written()) : status;
}

static int run_command(int argc, char **argv)
{
    options given;
    const command *chosen = command_find(argv[0]);
    if (!chosen)
        return STATUS_ERROR;
    int status = options_parse(chosen, argc, argv, &given);
    if (status != STATUS_FINE)
        return status;
    if (given.help) {
        print_help(stdout, chosen);
        return STATUS_FINE;
    }
    if (*chosen->arguments == '\0' && given.n_words > 0)
        return fail("%s takes no argument, so not \"%s\"", chosen->name, given.words[0]);
    return chosen->run(&given);
}

int main(int argc, char **argv)
{
#if defined(SIGPIPE)
    signal(SIGPIPE, SIG_IGN);
#endif
    if (argc < 2) {
        print_usage(stderr);
        return STATUS_ERROR;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_usage(stdout);
        return finish(STATUS_FINE);
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("aicompute %s\ndata version %s\n", aic_version(), aic_data_version());
        return finish(STATUS_FINE);
    }
    return finish(run_command(argc - 1, argv + 1));
}
