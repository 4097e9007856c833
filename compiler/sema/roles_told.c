/* roles_told.c - lines of a scenario: who did what, in the past tense; what is expected of which
 * clause. They are run by `hetong test`; that they can be run is checked with the contract. */
#include <string.h>

#include "compiler/sema/roles_internal.h"
#include "lang/base/suggest.h"
#include "runtime/event.h"
#include "runtime/record.h"
#include "runtime/state.h"

/* ---- what happened ------------------------------------------------------------------------------------ */

static bool check_actor(struct sema *sema, const struct ast_act *act)
{
    for (uint32_t i = 0; act->subject && i < act->subject->count; i++) {
        const struct ast_np *np = act->subject->items[i];
        bool is_name = np->kind == NP_NAME && np->name.noun.text;
        if (is_name && sema_is_party(sema, np))
            continue;
        bool is_unknown = is_name && !sema_find(sema, np->name.noun.text);
        if (is_unknown && !sema_is_news(sema, np->name.noun.text->text))
            return false;
        struct diag *diag = diag_add(sema->diags, is_unknown ? E_UNKNOWN_NAME : E_NOT_A_PARTY,
                                     sema->source, np->span,
                                     is_unknown ? "`%s` is not declared" : "`%s` is not a party",
                                     source_words(sema->source, sema->arena, np->span));
        const char *near = is_name ? sema_suggest(sema, np->name.noun.text, NAMED_PARTY) : NULL;
        if (near)
            diag_help(diag, "did you mean `%s`?", near);
        else
            diag_help(diag, "a scenario tells what a party did: `On 1956-12-20 Fushun taught Benxi 10 "
                            "experiences.`");
        return false;
    }
    return true;
}

/* `…, confirmed`. */
static bool check_answer(struct sema *sema, const struct ast_name *answer)
{
    if (!answer->text)
        return true;
    const struct meant_verb *verb = sema_verb(sema, answer->text);
    bool is_answer = verb && (verb->class == NM_ACCEPT || verb->class == NM_REJECT);
    if (is_answer && (sema_is_chinese_name(answer->text->text) ||
                      strcmp(verb->participle, answer->text->text) == 0))
        return true;
    struct diag *diag = diag_add(sema->diags, E_TOLD_ANSWER, sema->source, answer->span,
                                 "`%s` is no answer to what happened", answer->text->text);
    diag_help(diag, "write `, accepted` or `, rejected`, `, confirmed` or `, refused`");
    return false;
}

static bool is_known(struct sema *sema, sym word)
{
    return sema_find(sema, word) || sema_unit(sema, word) != NM_NONE || sema_value(sema, word) ||
           sema_verb(sema, word) || strcmp(word->text, "contract") == 0 ||
           strcmp(word->text, "notice") == 0; /* that is revoked */
}

/* `5 bananas`, `a certificate`: what is counted or has an article is of a declared kind. A bare word
 * may be the name of one thing. */
static bool check_thing(struct sema *sema, const struct ast_np *np)
{
    if (np->kind == NP_PRONOUN) {
        struct diag *diag = diag_add(sema->diags, E_UNCLEAR_REFERENCE, sema->source, np->span,
                                     "a scenario says each time what is meant");
        diag_help(diag, "name the thing: `On 2026-03-20 Seller delivered lathe L1 to Buyer.`");
        return false;
    }
    if (np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_NAME && np->amount->unit.text &&
        !is_known(sema, np->amount->unit.text))
        return sema_unknown_unit(sema, np->amount, false);
    if (np->kind == NP_NAME && np->name.noun.text && np->name.det != DET_NONE &&
        !is_known(sema, np->name.noun.text) && !sema_is_party(sema, np)) {
        sema_unknown_item(sema, &np->name.noun);
        return false;
    }
    for (uint32_t i = 0; np->kind == NP_AMOUNT && i < np->tails.count; i++) {
        const struct ast_np *of = np->tails.items[i].kind == TAIL_OF ? np->tails.items[i].np : NULL;
        if (of && of->kind == NP_NAME && of->name.noun.text && !is_known(sema, of->name.noun.text) &&
            !sema_is_party(sema, of)) {
            sema_unknown_item(sema, &of->name.noun);
            return false;
        }
    }
    return true;
}

/* `to Bank`: whom it is for is declared. */
static bool check_receiver(struct sema *sema, const struct ast_np *np, uint64_t actors)
{
    if (np->kind == NP_OTHER || np->kind == NP_PRONOUN) /* says whom it could mean */
        return sema_parties(sema, np, &(struct scope){.subject = np->kind == NP_OTHER ? actors : 0,
                                                      .key_kind = NM_NONE}) != 0;
    if (np->kind != NP_NAME || !np->name.noun.text || is_known(sema, np->name.noun.text) ||
        sema_is_party(sema, np))
        return true;
    (void)sema_parties(sema, np, &(struct scope){.key_kind = NM_NONE}); /* says that it is none */
    return false;
}

static uint64_t actors_of(struct sema *sema, const struct ast_act *act)
{
    const struct scope nothing = {.key_kind = NM_NONE};
    uint64_t actors = 0;
    for (uint32_t i = 0; act->subject && i < act->subject->count; i++)
        actors |= sema_parties(sema, act->subject->items[i], &nothing);
    return actors;
}

/* `… reported a fault at 08:00`: it would be told of the whole day. */
static bool check_when(struct sema *sema, const struct ast_adverb *adverb)
{
    if (!adverb || adverb->kind != ADV_TIME || (adverb->time.kind != AST_TIME_CLOCK && adverb->prep != PREP_ON))
        return true;
    struct diag *diag = diag_add(sema->diags, E_SCENARIO_ACT, sema->source, adverb->span,
                                 "when it happened is said at the beginning of the line");
    diag_help(diag, "write `On 2026-03-20 08:30 Seller delivered the lathe L1 to Buyer.`");
    return false;
}

static bool check_told_words(struct sema *sema, const struct ast_act *act)
{
    uint64_t actors = actors_of(sema, act);
    for (uint32_t i = 0; i < act->args.count; i++) {
        if (!check_when(sema, act->args.items[i].adverb))
            return false;
        const struct ast_nps *nps = ast_arg_nps(&act->args.items[i]);
        bool is_to = ast_is_to(&act->args.items[i]);
        for (uint32_t k = 0; nps && k < nps->count; k++) {
            bool is_whom = is_to || nps->items[k]->kind == NP_OTHER;
            if (!(is_whom ? check_receiver(sema, nps->items[k], actors)
                          : check_thing(sema, nps->items[k])))
                return false;
        }
    }
    return true;
}

/* `Buyer gave notice` in a contract that is renewed unless, or if, it does: the act has a name of its own. */
static bool check_notice(struct sema *sema, const struct ast_act *act)
{
    const struct meant_renewing *renewal = sema->meaning->renewal;
    const struct meant_verb *verb = renewal ? sema_verb(sema, act->verb.text) : NULL;
    const struct ast_nps *first = act->args.count ? act->args.items[0].nps : NULL;
    if (!verb || !sema_is(verb->base, "give") || !first || !sema_is_noun(first->items[0], "notice", "书面通知") ||
        sema_kind(sema, first->items[0]->name.noun.text) != NM_NONE)
        return true;
    const char *who = act->subject ? source_words(sema->source, sema->arena, act->subject->span) : "Buyer";
    struct diag *diag = diag_add(sema->diags, E_RENEWAL, sema->source, act->span,
                                 "it is not said of what this is a notice");
    diag_label(diag, renewal->source, renewal->span, "the renewal");
    diag_help(diag, renewal->is_unless ? "write `%s gave notice of non-renewal`" : "write `%s renewed the contract`",
              who);
    return false;
}

/* How many things the phrase names, beside parties. */
static uint32_t things_in(const struct sema *sema, const struct ast_nps *nps)
{
    uint32_t count = 0;
    for (uint32_t i = 0; nps && i < nps->count; i++)
        count += nps->items[i]->kind != NP_OTHER && !sema_is_party(sema, nps->items[i]);
    return count;
}

/* `clauses 1.1 and 1.2`, `2 lathes and 3 drawings` are an act each. What stands elsewhere in the sentence
 * would be said of which of them? */
static bool check_several(struct sema *sema, const struct ast_act *act, bool is_correction)
{
    const struct ast_arg *list = NULL;
    bool is_mixed = false;
    struct span span = {0};
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_arg *arg = &act->args.items[i];
        const struct ast_adverb *adverb = arg->adverb;
        uint32_t count = things_in(sema, ast_arg_nps(arg));
        bool is_for_several = adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_FOR &&
                              adverb->nps->count > 1;
        if (is_for_several || count > 1)
            span = adverb ? adverb->span : arg->nps->span;
        is_mixed |= is_for_several || (count > 1 && ast_arg_nps(arg)->is_or);
        list = count > 1 ? arg : list;
    }
    for (uint32_t i = 0; list && i < act->args.count; i++)
        is_mixed |= &act->args.items[i] != list && things_in(sema, ast_arg_nps(&act->args.items[i])) > 0 &&
                    !(&act->args.items[i] + 1 == list && roles_is_named(sema, act, i));
    if (!is_mixed && !(list && is_correction))
        return true;
    struct diag *diag = diag_add(sema->diags, E_SCENARIO_ACT, sema->source, span,
                                 "an act that is told is about one of these");
    diag_help(diag, "write a line for each: `On 2026-03-20 Seller delivered the lathe L1 to Buyer.`; a list of "
                    "clauses, of amounts or of names alone is an act for each of them");
    return false;
}

static bool check_happened(struct sema *sema, const struct ast_act *act, bool is_correction)
{
    if (!act)
        return true;
    if (act->pred != PRED_VERB && act->pred != PRED_STARTS) {
        struct diag *diag = diag_add(sema->diags, E_SCENARIO_ACT, sema->source, act->span,
                                     "a scenario tells what a party did");
        diag_help(diag, "write `On 1956-12-20 Fushun taught Benxi 10 experiences.`");
        return false;
    }
    return check_notice(sema, act) && roles_act(sema, act, ROLE_TOLD) && check_actor(sema, act) &&
           check_told_words(sema, act) && check_several(sema, act, is_correction) &&
           check_answer(sema, &act->more->answer);
}

/* ---- what is expected ---------------------------------------------------------------------------------- */

static const char *const statuses[] = {
#define S(id, en, zh) en,
    ST_STATUSES(S)
#undef S
        "fulfilled late",
    "fulfilled on time",
    "late",
    "cured",
    "performed",
    "surplus",
    "suspended",
    "disputed",
    "at risk",
    "in hand",
    "secured",
    "doomed",
    "open",
    "remedying",
    "remedied",
    "unremedied",
    "excused",
    "absent"};
static const char *const phases[] = {"draft", "dormant", "lapsed", "in force", "winding up", "closed", "expired",
                                     "terminated", "completed"};
static const char *const reasons[] = {
#define JUDGE(id, word, en, zh) word,
    JUDGEMENTS(JUDGE)
#undef JUDGE
#define ARRIVAL(id, word, en, zh) word,
    ARRIVALS(ARRIVAL)
#undef ARRIVAL
};

/* False after a message: the word is none of these. */
static bool is_one_of(struct sema *sema, const struct ast_name *word, const char *const *words,
                      size_t count, const char *what)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], word->text->text) == 0)
            return true;
    }
    struct suggest best;
    suggest_init(&best, word->text->text, word->text->len);
    for (size_t i = 0; i < count; i++)
        suggest_offer(&best, words[i], strlen(words[i]));
    struct diag *diag = diag_add(sema->diags, E_NO_STATUS, sema->source, word->span, "`%s` is no %s",
                                 word->text->text, what);
    if (best.best) {
        diag_help(diag, "did you mean `%s`?", best.best);
        diag_replace(diag, word->span, "%s", best.best);
    } else {
        diag_help(diag, "they are listed in the reference, 18.3");
    }
    return false;
}

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

static bool is_about_contract(const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.noun.text &&
           (strcmp(np->name.noun.text->text, "contract") == 0 ||
            strcmp(np->name.noun.text->text, "合同") == 0);
}

static bool says_nothing(const struct ast_expect *expect)
{
    return !expect->statuses.count && !expect->due && !expect->short_by && !expect->owing &&
           !expect->done && !expect->slack && !expect->by && !expect->needs;
}

static bool check_expected(struct sema *sema, const struct ast_sentence *sentence)
{
    const struct ast_expect *expect = sentence->expect;
    if (expect->kind != EXPECT_STATUS)
        return !expect->reason.text ||
               is_one_of(sema, &expect->reason, reasons, COUNT_OF(reasons), "reason of a judgement");
    bool is_contract = is_about_contract(expect->np);
    if (!is_contract && expect->np->kind != NP_CLAUSE) {
        struct diag *diag = diag_add(sema->diags, E_EXPECT_WHAT, sema->source, expect->np->span,
                                     "what is expected is expected of a clause, or of the contract");
        diag_help(diag, "write `Expect clause 1.1 breached.`, `Expect event e1 inert.` or `Expect the "
                        "contract terminated.`");
        return false;
    }
    for (uint32_t i = 0; i < expect->statuses.count; i++) {
        const struct ast_name *word = &expect->statuses.items[i].word;
        if (!(is_contract
                  ? is_one_of(sema, word, phases, COUNT_OF(phases), "phase of a contract")
                  : is_one_of(sema, word, statuses, COUNT_OF(statuses), "status of a clause")))
            return false;
    }
    if (!says_nothing(expect))
        return true;
    struct diag *diag = diag_add(sema->diags, E_EXPECT_NOTHING, sema->source, sentence->span,
                                 "nothing is expected here");
    diag_help(diag, "say what: `Expect clause 1.1 fulfilled.`");
    return false;
}

/* What is told, and expected, is told by the contract's clock. */
static bool check_clock(struct sema *sema, const struct ast_time *time)
{
    if (!time || time->kind == AST_TIME_PERIOD || !time->zone)
        return true;
    struct diag *diag = diag_add(sema->diags, E_ZONE, sema->source, time->span,
                                 "a scenario is told by the contract's clock");
    diag_help(diag, "write what the contract's clock shows then");
    return false;
}

static bool check_clocks(struct sema *sema, const struct ast_sentence *sentence)
{
    if (sentence->kind == SENT_HAPPENED || sentence->kind == SENT_NOTHING)
        return check_clock(sema, &sentence->happened.on->time);
    if (sentence->kind == SENT_CORRECT)
        return !sentence->correct.on || check_clock(sema, &sentence->correct.on->time);
    bool is_good = check_clock(sema, sentence->expect->due) && check_clock(sema, sentence->expect->known);
    for (uint32_t i = 0; i < sentence->expect->statuses.count; i++)
        is_good = is_good && check_clock(sema, sentence->expect->statuses.items[i].on);
    return is_good;
}

bool roles_told(struct sema *sema, const struct ast_sentence *sentence)
{
    if (!check_clocks(sema, sentence))
        return false;
    switch ((int)sentence->kind) {
    case SENT_NOTHING: return true;
    case SENT_HAPPENED: return check_happened(sema, sentence->happened.act, false);
    case SENT_CORRECT: return check_happened(sema, sentence->correct.act, true);
    case SENT_EXPECT: return check_expected(sema, sentence);
    }
    UNREACHABLE();
}

/* ---- how far it is extended ---------------------------------------------------------------------------- */

/* Whether some power extends by so much. */
static bool is_given(const struct sema *sema, const struct ast_amount *by)
{
    int64_t days = 0;
    bool is_fixed = by->quant == QUANT_NONE && decimal_to_parts(by->low.value, 0, &days) == DECIMAL_OK;
    for (size_t i = 0; is_fixed && i < sema->meaning->norms.count; i++) {
        const struct meant_power *power = sema->meaning->norms.items[i]->power;
        if (power && power->effect == NM_EXTEND && by->kind == AMOUNT_TIME &&
            power->amount == days * (by->time_unit == TIME_WEEK ? 7 : 1))
            return true;
    }
    return false;
}

/* `Buyer extended clause 1.1 by 5 days`: it moves as far as the power says. */
static void check_extension(struct sema *sema, const struct ast_act *act)
{
    const struct meant_verb *verb = act && act->pred == PRED_VERB ? sema_verb(sema, act->verb.text) : NULL;
    bool is_extension = verb && verb->class == NM_RELIEVE && sema_is(verb->base, "extend");
    for (uint32_t i = 0; is_extension && i < act->args.count; i++) {
        const struct ast_adverb *by = act->args.items[i].adverb;
        if (!by || by->kind != ADV_NPS || by->prep != PREP_BY || by->nps->items[0]->kind != NP_AMOUNT ||
            is_given(sema, by->nps->items[0]->amount))
            continue;
        struct diag *diag = diag_add(sema->diags, E_UNREAD, sema->source, by->span,
                                     "no power extends by so much, and it moves as far as the power says");
        diag_help(diag, "leave it out, `Buyer extended clause 1.1`, or name the length that the clause gives");
    }
}

/* ---- to whom it was done ------------------------------------------------------------------------------ */

/* It says to whom, or for which clause. */
static bool tells_whom(const struct sema *sema, const struct ast_act *act)
{
    bool is_told = false;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        const struct ast_nps *nps = adverb ? adverb->nps : act->args.items[i].nps;
        for (uint32_t k = 0; (!adverb || adverb->kind == ADV_NPS) && nps && k < nps->count; k++)
            is_told |= nps->items[k]->kind == NP_OTHER || nps->items[k]->kind == NP_PRONOUN ||
                       nps->items[k]->kind == NP_CLAUSE || sema_is_party(sema, nps->items[k]);
    }
    for (uint32_t i = 0; i < act->mids.count; i++)
        is_told |= act->mids.items[i]->kind == ADV_NPS && act->mids.items[i]->prep == PREP_TO;
    return is_told;
}

/* An act that does not say to whom is done to whom it is owed. It is not clear where it is owed to several. */
static void check_told_whom(struct sema *sema, const struct ast_act *act)
{
    const struct meant_verb *verb = act && act->pred == PRED_VERB ? sema_verb(sema, act->verb.text) : NULL;
    if (!verb || !verb->frame.has_receiver || tells_whom(sema, act))
        return;
    uint64_t actors = actors_of(sema, act);
    const struct meant_norm *first = NULL, *other = NULL;
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        if (norm->pattern.act.verb != verb || !(norm->bearers & actors) ||
            (norm->kind != NM_ACHIEVE && norm->kind != NM_AMOUNT))
            continue;
        if (!first)
            first = norm;
        else if (norm->creditors != first->creditors && !other)
            other = norm;
    }
    if (!other)
        return;
    struct diag *diag =
        diag_add(sema->diags, E_NO_RECEIVER, sema->source, act->verb.span,
                 "it is not said to whom: `%s` is owed to %s and to %s", verb->base,
                 sema_labels(sema, first->creditors, false), sema_labels(sema, other->creditors, false));
    diag_label(diag, first->source, first->span, "to the one");
    diag_label(diag, other->source, other->span, "to the other");
    diag_help(diag, "add `to %s`, or the clause: `for clause %s`", sema_labels(sema, first->creditors, false),
              sema->meaning->clauses.items[first->clause]->number);
}

void sema_check_told_acts(struct sema *sema, const struct ast_file *contract)
{
    sema->source = contract->source;
    for (uint32_t i = 0; i < contract->sentence_count; i++) {
        const struct ast_sentence *sentence = contract->sentences[i];
        if (sentence->kind != SENT_HAPPENED)
            continue;
        check_extension(sema, sentence->happened.act);
        if (!diags_have_errors(sema->diags))
            check_told_whom(sema, sentence->happened.act);
    }
}
