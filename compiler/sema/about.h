/* about.h - sentences that promise nothing themselves, but say something of what others promise. */
#ifndef SEMA_ABOUT_H
#define SEMA_ABOUT_H

#include "compiler/sema/sema_internal.h"

/* `Seller reworks the rejected lathes within 15 days`: a rule, not a duty of its own. */
bool sema_is_rework(const struct sema *sema, const struct ast_act *act);

/* `within 15 days`, before or behind the verb: the time for an answer, or a rework; NULL if none is said. */
const struct ast_adverb *sema_limit_in(const struct ast_act *act);

#endif
