/* twice.h - duties that one act does, because the same event calls for both. */
#ifndef SEMA_TWICE_H
#define SEMA_TWICE_H

#include "compiler/sema/sema_internal.h"

/* Once all norms are complete. */
void sema_check_twice(struct sema *sema);

#endif
