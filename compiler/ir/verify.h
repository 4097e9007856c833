/* verify.h - is this a norm machine? Every rule that machine.h states and the engines rely on.
 * A machine made by lowering passes; if not, it is our mistake, not the author's. */
#ifndef IR_VERIFY_H
#define IR_VERIFY_H

#include "runtime/machine.h"

struct arena;

/* NULL, or the first fault in words, such as "norm 3 (1.1): its remedy is not triggered by its
 * breach"; the text lives in the arena. */
const char *nm_verify(const struct nm *nm, struct arena *arena);

#endif
