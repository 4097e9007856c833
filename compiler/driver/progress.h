/* A line on stderr that says how far a long job is. It is shown only on a terminal, only once the
 * job has proved long, and wiped when the job ends; nothing in a result depends on it. */
#ifndef DRIVER_PROGRESS_H
#define DRIVER_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    const char *what; /* "reading events" */
    uint64_t total;   /* 0: not known */
    uint64_t next;    /* the count at which to look at the clock again */
    uint64_t step;    /* how far apart such looks are */
    int64_t shown_ms; /* monotonic time of the last line, or of the start */
    bool is_on;       /* stderr is a terminal */
    bool is_shown;    /* there is a line to wipe */
};

/* Begins; `what` must outlive the job. */
void progress_start(struct progress *progress, const char *what, uint64_t total);

/* Says that `done` of the total is done. Cheap: may be called for every event. */
void progress_update(struct progress *progress, uint64_t done);

/* Wipes the line. */
void progress_end(struct progress *progress);

#endif
