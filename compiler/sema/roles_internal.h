/* roles_internal.h - what the files of the role check share. Every check is false after its message,
 * and then the sentence is not looked at any further: one mistake, one message. */
#ifndef SEMA_ROLES_INTERNAL_H
#define SEMA_ROLES_INTERNAL_H

#include "compiler/sema/sema_internal.h"

/* What an act tells, and with that in which form its verb stands and what it may leave out. */
enum role_place {
    ROLE_NORM,  /* what is promised */
    ROLE_EVENT, /* what starts, bounds or conditions it */
    ROLE_TOLD,  /* what happened, in a scenario */
};

/* ---- roles_noun.c */
/* One of them, several, or either. */
enum role_number { ROLE_ONE, ROLE_MANY, ROLE_ANY };
enum role_number roles_number(const struct sema *sema, const struct ast_nps *nps);
/* A phrase in the place of a noun. */
bool roles_np(struct sema *sema, const struct ast_np *np);
/* If the first of them is a verb, it is left to the caller to say so, unless `begins_with_verb` is NULL. */
bool roles_nps(struct sema *sema, const struct ast_nps *nps, bool *begins_with_verb);
/* `(the order)` is what tells acts apart that call something forth: one of them, behind the verb. False elsewhere. */
bool roles_key(struct sema *sema, const struct ast_act *act, bool may_name);
bool roles_verb_as_noun(struct sema *sema, const struct ast_np *np);
/* True if the phrase is a verb that stands where no noun can be one: `delivers`, `paid`. */
bool roles_is_verb(const struct sema *sema, const struct ast_np *np);

/* ---- roles_act.c */
bool roles_act(struct sema *sema, const struct ast_act *act, enum role_place place);
/* `ordered roll r1`, `ordered the rolls r1 and r2`: the argument is a kind, and the next names things of it. */
bool roles_is_named(const struct sema *sema, const struct ast_act *act, uint32_t at);
/* True if a scenario names a thing behind its kind: `ordered roll r1`. */
bool roles_is_thing_by_name(const struct sema *sema, const struct ast_act *act, enum role_place place);
bool roles_adverb(struct sema *sema, const struct ast_adverb *adverb);
bool roles_cond(struct sema *sema, const struct ast_cond *cond);
bool roles_event(struct sema *sema, const struct ast_event *event);

/* ---- roles_amount.c */
/* `60 tonnes wheat` becomes one phrase of what is written: `60 tonnes of wheat`. */
void roles_join_amounts(struct sema *sema, struct ast_args *args);
/* False after a message: `60 tonnes of wheat and rye`. */
bool roles_is_amount_of_one(struct sema *sema, const struct ast_nps *nps);

/* ---- roles_frame.c: number and kinds of what an act takes */
bool roles_frame(struct sema *sema, const struct ast_act *act, struct meant_verb *verb,
                 enum role_place place);

/* `a party claims an item from a party`: the sample of a verb that would take what stands there. */
const char *roles_sample(struct sema *sema, const struct ast_act *act, const char *verb, bool is_zh);
/* `over`, behind `hands`; NULL if the first word behind the verb is none of these. */
const char *roles_particle(const struct sema *sema, const struct ast_act *act);

/* ---- roles_rest.c: what a condition says beyond what is read of it */
bool roles_rest(struct sema *sema, const struct ast_act *act);
/* `a month ends`: the same. */
bool roles_rest_of_period(struct sema *sema, const struct ast_act *act);

/* ---- roles_about.c: what a sentence about other sentences says beyond what is read of it */
bool roles_about(struct sema *sema, const struct ast_chain *chain);

/* ---- roles_told.c: lines of scenarios */
bool roles_told(struct sema *sema, const struct ast_sentence *sentence);

#endif
