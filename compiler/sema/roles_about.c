/* roles_about.c - what a sentence about other sentences says too much. `Time is essential for clause 1.1`,
 * `Clause 4 survives termination for 6 months`, `Buyer accepts or rejects the lathes within 10 days` are
 * read for what they are for: anything else in them would be dropped without a word, and whoever wrote it
 * would think that it holds. So each sort of them has a list of what is read, and all the rest is refused. */
#include "compiler/sema/about.h"
#include "compiler/sema/roles_internal.h"

/* What a sort of sentence takes, each of them once. */
enum taken {
    TAKES_NOTHING = 0,
    TAKES_THING = 1 << 0,  /* what stands without a preposition, as often as it does */
    TAKES_WITHIN = 1 << 1, /* within 10 days */
    TAKES_LONG = 1 << 2,   /* for 6 months, until 2028-12-31 */
    TAKES_FOR = 1 << 3,    /* for clause 1.1 */
    TAKES_UNDER = 1 << 4,  /* under clause 1.1 */
    TAKES_BY = 1 << 5,     /* by a breach of clause 1.1 */
    TAKES_TIMES = 1 << 6,  /* twice */
    TAKES_START = 1 << 7,  /* from 2026-01-12 */
    TAKES_TIME = 1 << 8,   /* any time, as often as it is said: the reader of windows judges them */
    TAKES_ALL = 1 << 9,    /* its reader judges the rest itself */
};

struct about {
    unsigned taken;
    const char *help;
};

static bool is_time(const struct ast_adverb *adverb)
{
    if (adverb->kind == ADV_TIME || adverb->kind == ADV_WITHIN || adverb->kind == ADV_ACT)
        return true;
    return adverb->kind == ADV_NPS &&
           (adverb->prep == PREP_NO_EARLIER_THAN || adverb->prep == PREP_NO_LATER_THAN ||
            adverb->prep == PREP_BUT_NO_LATER || adverb->prep == PREP_AFTER || adverb->prep == PREP_BEFORE ||
            adverb->prep == PREP_UNTIL || adverb->prep == PREP_SINCE ||
            (adverb->prep == PREP_BY && adverb->nps->items[0]->kind != NP_NAME));
}

static bool is_length(const struct ast_nps *nps)
{
    return nps->count == 1 && nps->items[0]->kind == NP_AMOUNT && nps->items[0]->amount->kind == AMOUNT_TIME;
}

/* What sort of phrase it is, of those that are taken; 0 of others. */
static unsigned sort_of(const struct ast_adverb *adverb, unsigned taken)
{
    if (taken & TAKES_TIME && is_time(adverb))
        return TAKES_TIME;
    if (adverb->kind == ADV_WITHIN)
        return TAKES_WITHIN;
    if (adverb->kind == ADV_TIMES)
        return TAKES_TIMES;
    if (adverb->kind == ADV_TIME && adverb->prep == PREP_UNTIL)
        return TAKES_LONG;
    if (adverb->kind == ADV_TIME && adverb->prep == PREP_FROM && !adverb->until)
        return TAKES_START;
    if (adverb->kind != ADV_NPS || adverb->anchor)
        return 0;
    if (adverb->prep == PREP_FOR)
        return is_length(adverb->nps) ? TAKES_LONG : TAKES_FOR;
    return adverb->prep == PREP_UNDER ? TAKES_UNDER : adverb->prep == PREP_BY ? TAKES_BY : 0;
}

/* True if the phrase is read; `*left` is what may still be said. */
static bool is_read(const struct ast_adverb *adverb, unsigned *left)
{
    unsigned sort = sort_of(adverb, *left);
    if (!(*left & sort))
        return false;
    if (sort != TAKES_TIME)
        *left &= ~sort;
    return true;
}

/* The first phrase that nobody reads; NULL if there is none. */
static const struct span *unread(const struct ast_act *act, unsigned left)
{
    for (uint32_t i = 0; i < act->fronts.count; i++) {
        if (!is_read(act->fronts.items[i], &left))
            return &act->fronts.items[i]->span;
    }
    for (uint32_t i = 0; i < act->mids.count; i++) {
        if (!is_read(act->mids.items[i], &left))
            return &act->mids.items[i]->span;
    }
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_arg *arg = &act->args.items[i];
        if (arg->nps && !(left & TAKES_THING))
            return &arg->nps->span;
        if (arg->adverb && arg->adverb->prep == PREP_NONE && arg->adverb->kind == ADV_NPS)
            continue; /* 把 */
        if (arg->adverb && !is_read(arg->adverb, &left))
            return &arg->adverb->span;
    }
    return NULL;
}

const struct ast_adverb *sema_limit_in(const struct ast_act *act)
{
    for (uint32_t i = act->fronts.count; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (adverb && adverb->kind == ADV_WITHIN)
            return adverb;
    }
    return NULL;
}

static bool says_only(struct sema *sema, const struct ast_act *act, const struct about *about)
{
    const struct span *rest = about->taken & TAKES_ALL ? NULL : unread(act, about->taken);
    if (!rest)
        return true;
    struct diag *diag = diag_add(sema->diags, E_UNREAD, sema->source, *rest, "`%s` is read by nobody here",
                                 source_words(sema->source, sema->arena, *rest));
    diag_help(diag, "leave it out: %s", about->help);
    return false;
}

/* `An item counts once Buyer accepts it`: the one party, the act, the thing. */
static bool says_one_act(struct sema *sema, const struct ast_act *event)
{
    static const struct about once = {TAKES_THING, "`counts once Buyer accepts the lathe` names who, the act and "
                                                   "the thing; the time stands in `Buyer accepts or rejects the "
                                                   "lathe within 5 days, …`"};
    if (event->subject && event->subject->count > 1) {
        struct diag *diag = diag_add(sema->diags, E_UNREAD, sema->source, event->subject->span,
                                     "one party answers");
        diag_help(diag, "name one of them: `counts once Buyer accepts the lathe`");
        return false;
    }
    return says_only(sema, event, &once);
}

/* Sentences whose verb is of the vocabulary; false if it is a promise. */
static bool about_by_verb(struct sema *sema, const struct ast_act *act, struct about *about)
{
    if (act->more->verb_2.text)
        *about = (struct about){TAKES_THING | TAKES_WITHIN,
                                "an answer says who, by which acts, what, and `within` what time; it runs from each "
                                "performance"};
    else if (sema_is_measuring_rule(sema, act))
        *about = (struct about){TAKES_ALL, ""}; /* indicators.c */
    else if (sema_is_election(sema, act))
        *about = (struct about){TAKES_THING | TAKES_TIME,
                                "a choice says who chooses between which clauses, and until when"};
    else if (sema_is_rework(sema, act))
        *about = (struct about){TAKES_THING | TAKES_WITHIN | TAKES_TIMES,
                                "it says who reworks what, `within` what time, and how often: `twice`"};
    else
        return false;
    return !(about->taken & TAKES_WITHIN) || sema_limit_in(act);
}

/* False if the act is a promise, or says itself what it cannot read. */
static bool about_of(struct sema *sema, const struct ast_act *act, struct about *about)
{
    switch (act->pred) {
    case PRED_VERB: return about_by_verb(sema, act, about);
    case PRED_COUNTS_ONCE:
    case PRED_COUNTS_NO_LONGER:
        *about = (struct about){TAKES_NOTHING, "an answer has its time where it is given: `Buyer accepts or rejects "
                                               "the lathe within 5 days, …`"};
        return true;
    case PRED_COUNTS_UNTIL:
        *about = (struct about){TAKES_UNDER, "write `Late delivery under clause 1.1 counts until 2026-04-30`"};
        return true;
    case PRED_TAKES:
        *about = (struct about){TAKES_THING, "write `Each delivery takes 3 to 6 working days and 2 technicians of "
                                             "Seller`"};
        return true;
    case PRED_HAS:
        *about = (struct about){TAKES_THING | TAKES_START, "write `Seller has 8 technicians`, or `from` the first "
                                                           "day of the contract"};
        return true;
    case PRED_PREVAILS:
        *about = (struct about){TAKES_THING, "write `Clause 4.1 prevails over clause 5.1`"};
        return true;
    case PRED_SURVIVES:
    case PRED_SURVIVES_ONLY:
        *about = (struct about){TAKES_THING | TAKES_LONG, "it says how long, once: `for 6 months`, `until 2028-12-31`"};
        return true;
    case PRED_ENDS:
    case PRED_OUTLASTS:
    case PRED_LEFT_BEHIND:
        *about = (struct about){TAKES_NOTHING, "it says what becomes of the clause, and no more; `survives termination "
                                               "for 6 months` has a time"};
        return true;
    case PRED_FROM_SIGNATURE:
        *about = (struct about){TAKES_NOTHING, "write `Clause 2.1 applies from the signature`"};
        return true;
    case PRED_CLOCK_STOPS:
    case PRED_CLOCK_RUNS:
        *about = (struct about){TAKES_NOTHING, "write `While clause 1.1 is suspended, the clock of clause 1.1 stops`"};
        return true;
    case PRED_ESSENTIAL:
        *about = (struct about){TAKES_FOR, "write `Time is essential for clause 1.1`"};
        return true;
    case PRED_DAY_COUNTS:
        *about = (struct about){TAKES_UNDER, "write `Each day counts under clause 7.1`"};
        return true;
    case PRED_IS: {
        struct stub stub;
        bool is_stub = sema_read_stub(act, &stub);
        bool is_excuse = sema_is(act->verb.text->text, "excused");
        if (is_stub)
            *about = (struct about){TAKES_NOTHING, "write `The first period is short`"};
        else
            *about = (struct about){TAKES_BY, "write `Clause 1.1 is excused by a breach of clause 2.1`"};
        return is_stub || is_excuse;
    }
    case PRED_PERFECT:
    case PRED_IS_COMPARED:
    case PRED_STARTS:
    case PRED_MEANS:
    case PRED_WAS:
    case PRED_WARRANTS:
    case PRED_WARRANTS_ALWAYS:
    case PRED_CAPPED:
    case PRED_COMPARED:
    case PRED_NOTHING: break;
    }
    return false;
}

/* What follows silence: `otherwise the lathes are accepted`, `otherwise clause 3.1 is chosen`. */
static bool about_silence(const struct ast_act *act, struct about *about)
{
    *about =
        (struct about){TAKES_NOTHING, "what holds then is one plain sentence: `otherwise the lathes are accepted`, "
                                      "`otherwise clause 3.1 is chosen`"};
    return act->pred == PRED_IS || sema_is_last_value(act);
}

bool roles_about(struct sema *sema, const struct ast_chain *chain)
{
    const struct ast_act *first = chain->norms[0];
    struct about about, silence;
    if (!about_of(sema, first, &about))
        return true;
    if (!says_only(sema, first, &about) || (first->more->once && !says_one_act(sema, first->more->once)))
        return false;
    bool is_choice = first->pred == PRED_VERB && sema_is_election(sema, first);
    for (uint32_t i = 1; i < chain->count; i++) {
        const struct ast_act *act = chain->norms[i];
        if (about_silence(act, &silence) ? !says_only(sema, act, &silence)
                                         : is_choice && act->pred == PRED_VERB && !says_only(sema, act, &about))
            return false;
    }
    return true;
}
