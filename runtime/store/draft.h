/* draft.h - a file that appears whole or not at all: filled under a name of its own, then placed. */
#ifndef RUNTIME_STORE_DRAFT_H
#define RUNTIME_STORE_DRAFT_H

#include "lang/base/check.h"
#include "runtime/rt_error.h"

struct buf;

/* Sets `draft` to the name under which to fill the file for `path`, in the same folder; removes
 * what an interrupted run of the same process number may have left there. */
void draft_begin(const char *path, struct buf *draft);

/* Makes the draft for `path`, empty. A failure speaks of `path`. */
MUST_USE enum rt_status draft_make(const char *draft, const char *path, struct rt_error *err);

/* Gives the filled and closed draft its name, durably. A file that meanwhile appeared at `path` and
 * is not empty stands, and the draft is dropped: RT_OK all the same. */
MUST_USE enum rt_status draft_place(const char *draft, const char *path, struct rt_error *err);

/* Removes the draft and the helper files that SQLite may have made beside it. */
void draft_remove(const char *draft);

#endif
