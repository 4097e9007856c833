/* disputes.h - what hangs on disputed acts: the view as it is, held against the view without each of
 * them. Spec 20.10. */
#ifndef RUNTIME_DISPUTES_H
#define RUNTIME_DISPUTES_H

#include "lang/base/vec.h"
#include "runtime/change.h"
#include "runtime/tracker.h"

struct disputed {
    uint64_t seq; /* of the act's record */
    struct track_standing standing;
    struct changes changes; /* what would be otherwise if it fell */
};

struct disputes {
    VEC(struct disputed) acts; /* in fold order */
    unsigned char *rests;      /* by instance of the view: 1 = it is what it is by a disputed act */
};

/* Looks at the present view of the tracker, which stands where it stood when it returns. */
MUST_USE enum rt_status disputes_find(struct disputes *disputes, struct tracker *tracker,
                                      struct rt_error *err);
void disputes_release(struct disputes *disputes);

#endif
