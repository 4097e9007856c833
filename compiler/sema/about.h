/* about.h - sentences that promise nothing themselves, but say something of what others promise. */
#ifndef SEMA_ABOUT_H
#define SEMA_ABOUT_H

#include "compiler/sema/sema_internal.h"

/* `Seller reworks the rejected lathes within 15 days`: a rule, not a duty of its own. */
bool sema_is_rework(const struct sema *sema, const struct ast_act *act);

#endif
