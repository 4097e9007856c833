/* twin.h - an engine that is two: whatever it is asked, it asks both and compares the answers and the
 * bytes of the states. What it does to the state is what the first one does. */
#ifndef TESTS_DIFFERENTIAL_TWIN_H
#define TESTS_DIFFERENTIAL_TWIN_H

#include "runtime/engine.h"

/* Both are closed with the twin. `differ` is called at the first difference, with a sentence that says
 * which step and where; it may not return. */
struct engine twin_engine(struct engine first, struct engine second,
                          void (*differ)(const char *what, const struct st *first,
                                         const struct st *second));

#endif
