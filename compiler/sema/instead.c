/* instead.c - what can be written in the place of a condition or an event that cannot be judged: told by
 * its verb, and by whether it asks how long something has lasted. */
#include <string.h>

#include "compiler/sema/sema_internal.h"

static const char lasting[] =
    "how long a breach has lasted is not asked: give a last time first (13.6), `When Seller gives notice of "
    "default to Buyer if clause 1.1 is breached, Buyer cures clause 1.1 within 60 days, otherwise Seller may "
    "terminate the contract`, or days of grace (13.2), `Late payment under clause 1.1 counts until 60 days "
    "after clause 1.1 is due`";

/* Whether a length of time stands behind the word: `for more than 60 days`, `by 30 days`, `within 30 days`. */
static bool has_length(const struct ast_act *act)
{
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        const struct ast_nps *nps = adverb && adverb->kind == ADV_NPS ? adverb->nps : NULL;
        if (adverb && adverb->kind == ADV_WITHIN)
            return true;
        for (uint32_t k = 0; nps && k < nps->count; k++) {
            if (nps->items[k]->kind == NP_AMOUNT && nps->items[k]->amount->kind == AMOUNT_TIME)
                return true;
        }
    }
    return false;
}

const char *sema_instead_of(struct sema *sema, const struct ast_act *act)
{
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    const char *word = act->pred == PRED_IS && act->verb.text ? act->verb.text->text : "";
    bool is_late = strcmp(word, "late") == 0 || strcmp(word, "overdue") == 0;
    bool is_breach = is_late || strcmp(word, "breached") == 0;
    const struct meant_verb *verb = *word ? sema_verb(sema, act->verb.text) : NULL;
    if (is_breach && has_length(act))
        return lasting;
    if (is_late)
        return "what is not done by its day is breached: `when clause 1.1 is breached`; what was done after it "
               "is `fulfilled late`";
    if (!verb || !np)
        return NULL;
    const char *what = np->kind == NP_CLAUSE ? sema_join(sema, "clause ", np->clause.text->text, "")
                                             : source_words(sema->source, sema->arena, np->span);
    bool is_of_clause = verb->class == NM_RELIEVE || verb->class == NM_SUSPEND ||
                        verb->class == NM_RESUME || verb->class == NM_END || verb->class == NM_ENABLE;
    if (np->kind == NP_CLAUSE && !is_of_clause)
        what = "a lathe";
    return arena_printf(sema->arena, "say who does it: `when Buyer %s %s`", verb->third, what);
}
