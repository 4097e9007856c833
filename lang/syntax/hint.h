/* What people write that the language has in other words: `upon delivery`, `thirty days`, `monthly`.
 * A message about a sentence asks here first, for the true cause is often such a word. */
#ifndef SYNTAX_HINT_H
#define SYNTAX_HINT_H

#include <stdbool.h>

#include "lang/syntax/source.h"
#include "lang/syntax/span.h"

struct diag;

/* If such words stand at the place, or in the same sentence before it where they can be nothing else:
 * gives the diagnostic their mend and, where they stand elsewhere, a label. Else false. */
bool hint_give(struct diag *diag, const struct source *source, struct span at);

/* What to write for 2026-03-31 前. */
extern const char hint_on_or_before[];

#endif
