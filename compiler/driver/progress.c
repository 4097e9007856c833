/* progress.c - most calls are one compare: the clock is read only every so many items. */
#include "compiler/driver/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { PROGRESS_INTERVAL_MS = 200, PROGRESS_STEP = 1024 };

static int64_t now_ms(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_start(struct progress *progress, const char *what, uint64_t total)
{
    *progress = (struct progress){.what = what, .total = total, .step = PROGRESS_STEP};
    progress->is_on = isatty(STDERR_FILENO) != 0;
    progress->next = progress->is_on ? progress->step : UINT64_MAX;
    progress->shown_ms = progress->is_on ? now_ms() : 0;
}

void progress_update(struct progress *progress, uint64_t done)
{
    if (done < progress->next)
        return;
    progress->next = done + progress->step;
    int64_t now = now_ms();
    if (now - progress->shown_ms < PROGRESS_INTERVAL_MS)
        return;
    progress->shown_ms = now;
    progress->is_shown = true;
    if (progress->total > 0 && done <= progress->total) {
        uint64_t percent =
            progress->total >= 100 ? done / (progress->total / 100) : done * 100 / progress->total;
        fprintf(stderr, "\r\033[K%s: %" PRIu64 " of %" PRIu64 " (%" PRIu64 " %%)", progress->what,
                done, progress->total, percent > 100 ? 100 : percent);
    } else {
        fprintf(stderr, "\r\033[K%s: %" PRIu64, progress->what, done);
    }
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->is_shown)
        fprintf(stderr, "\r\033[K");
    progress->is_on = progress->is_shown = false;
    progress->next = UINT64_MAX;
}
