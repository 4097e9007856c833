/* said.h - parts of sentences as the papers say them. */
#ifndef SEMA_SAID_H
#define SEMA_SAID_H

#include "compiler/sema/sema_internal.h"

const char *sema_said_np(struct sema *sema, const struct ast_np *np);
const char *sema_said_nps(struct sema *sema, const struct ast_nps *nps);
const char *sema_said_adverb(struct sema *sema, const struct ast_adverb *adverb);
const char *sema_said_cond(struct sema *sema, const struct ast_cond *cond);
const char *sema_said_act(struct sema *sema, const struct ast_act *act);

/* The words of `rest` if they are English, else what stands behind `word` in the act as it would be in English. */
const char *sema_said_behind(struct sema *sema, const struct ast_act *act, struct span rest, const char *word);

/* In Chinese; a `the` before it is left out. An adverbial that was written in English stays English. */
const char *sema_said_np_zh(struct sema *sema, const struct ast_np *np);
const char *sema_said_adverb_zh(struct sema *sema, const struct ast_adverb *adverb);

#endif
