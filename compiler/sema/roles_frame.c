/* roles_frame.c - what an act takes, held against the sample of its verb: `a party pays a party an
 * amount` has a receiver and a thing, so `Buyer pays Seller` says too little, and `Buyer pays Seller
 * 10 days` has a preposition lost. */
#include <string.h>

#include "compiler/sema/roles_internal.h"
#include "lang/base/buf.h"
#include "lang/base/suggest.h"

/* ---- what stands beside the verb ---------------------------------------------------------------------- */

enum sort { SORT_PARTY, SORT_CLAUSE, SORT_TIME, SORT_THING, SORT_PRONOUN };

static bool is_contract(sym word)
{
    return word->text[0] == 'c' &&
           (sema_is(word->text, "contract") || sema_is(word->text, "clause"));
}

static enum sort sort_of(const struct sema *sema, const struct ast_np *np)
{
    switch (np->kind) {
    case NP_NAME:
        if (!np->name.noun.text)
            return SORT_TIME;
        if (is_contract(np->name.noun.text))
            return SORT_CLAUSE;
        return sema_is_party(sema, np) ? SORT_PARTY : SORT_THING;
    case NP_AMOUNT:
        return np->amount->kind == AMOUNT_TIME && np->tails.count == 0 ? SORT_TIME : SORT_THING;
    case NP_OTHER: return SORT_PARTY;
    case NP_PRONOUN: return SORT_PRONOUN;
    case NP_CLAUSE: return SORT_CLAUSE;
    case NP_OWNED: return SORT_THING;
    case NP_EACH:
    case NP_COUNTED:
    case NP_EARLIER:
    case NP_LATER:
    case NP_TIME: return SORT_TIME;
    }
    UNREACHABLE();
}

enum { BARE_MAX = 3 };
struct beside {
    const struct ast_nps *bare[BARE_MAX]; /* phrases without a preposition, in order; the first ones */
    enum sort sort[BARE_MAX];
    uint32_t count;
    bool has_to; /* `to Buyer`, and the like */
    const struct ast_nps *to, *from; /* `to Buyer`, `from Buyer` */
};

static void add_bare(const struct sema *sema, struct beside *beside, const struct ast_nps *nps)
{
    if (beside->count < BARE_MAX) {
        beside->bare[beside->count] = nps;
        beside->sort[beside->count] = sort_of(sema, nps->items[0]);
    }
    beside->count++;
}

static void add_adverb(const struct sema *sema, struct beside *beside, const struct ast_adverb *adverb)
{
    if (adverb->kind != ADV_NPS || sema_period_phrase(adverb))
        return;
    if (adverb->prep == PREP_NONE) /* 把货物 */
        add_bare(sema, beside, adverb->nps);
    beside->has_to |= adverb->prep == PREP_TO || adverb->prep == PREP_FROM || adverb->prep == PREP_FOR ||
                      adverb->prep == PREP_AMONG;
    bool is_party = sema_is_party(sema, adverb->nps->items[0]);
    if (adverb->prep == PREP_TO && is_party)
        beside->to = adverb->nps;
    if (adverb->prep == PREP_FROM && is_party)
        beside->from = adverb->nps;
}

static void look_beside(const struct sema *sema, const struct ast_act *act, struct beside *beside)
{
    *beside = (struct beside){0};
    for (uint32_t i = 0; i < ast_adverb_count(act); i++) {
        const struct ast_adverb *adverb = ast_adverb_at(act, i);
        if (!adverb)
            add_bare(sema, beside, act->args.items[i - act->fronts.count - act->mids.count].nps);
        else if (i == 0 || ast_addressee(act, i - 1) != adverb || sema_letter_names_receiver(sema, act))
            add_adverb(sema, beside, adverb);
    }
}

/* ---- the sample --------------------------------------------------------------------------------------- */

static const struct meant_frame *frame_of(const struct sema *sema, struct meant_verb *verb)
{
    struct meant_frame *frame = &verb->frame;
    if (frame->is_read)
        return frame;
    frame->is_read = true;
    if (!verb->sample)
        return frame;
    struct beside beside;
    look_beside(sema, verb->sample, &beside);
    frame->is_said = true;
    for (uint32_t i = 0; i < beside.count && i < BARE_MAX; i++) {
        bool is_whom = beside.sort[i] == SORT_PARTY;
        if (is_whom && beside.count > 1)
            frame->has_receiver = true;
        else
            frame->object = is_whom ? MEANT_WHOM
                            : beside.sort[i] == SORT_CLAUSE ? MEANT_CLAUSE : MEANT_THING;
    }
    for (uint32_t i = 0; i < verb->sample->args.count; i++) {
        const struct ast_adverb *adverb = verb->sample->args.items[i].adverb;
        if (adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_TO)
            frame->has_receiver = frame->is_by_to = true;
    }
    return frame;
}

/* ---- faults ------------------------------------------------------------------------------------------- */

static const char *words_of(const struct sema *sema, struct span span)
{
    return source_words(sema->source, sema->arena, span);
}

/* The one party that is not the subject, to name in an example; else a placeholder. */
static const char *another_party(const struct sema *sema, const struct ast_act *act)
{
    const struct meaning *meaning = sema->meaning;
    const char *subject = act->subject ? words_of(sema, act->subject->span) : "";
    for (uint32_t i = 0; meaning->single_count == 2 && i < 2; i++) {
        if (strcmp(meaning->parties.items[i]->name, subject) == 0)
            return meaning->parties.items[1 - i]->name;
    }
    return "the other";
}

static bool is_prep_of_manner(enum prep prep)
{
    return prep == PREP_IN || prep == PREP_AT || prep == PREP_ON || prep == PREP_FOR;
}

/* `in good order`: the rest of a phrase that begins before it, as one word, `in good-order`; or NULL. */
static const char *manner_of(struct sema *sema, const struct ast_act *act, const struct ast_nps *rest,
                             struct span *span)
{
    const char *said = NULL;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        const struct ast_nps *nps = act->args.items[i].nps;
        bool is_phrase = adverb && adverb->kind == ADV_NPS && is_prep_of_manner(adverb->prep) &&
                         adverb->nps->count == 1 && adverb->nps->items[0]->kind == NP_NAME &&
                         i + 1 < act->args.count && act->args.items[i + 1].nps == rest;
        if (is_phrase) {
            *span = adverb->span;
            said = words_of(sema, adverb->span);
            continue;
        }
        const char *words = nps ? words_of(sema, nps->span) : "";
        if (!said || !nps || nps->span.start != span->end + 1 || strchr(words, ' '))
            continue;
        said = arena_printf(sema->arena, "%s-%s", said, words);
        *span = span_join(*span, nps->span);
    }
    return said && strchr(said, '-') && !sema_is_in_chinese(sema, *span) ? said : NULL;
}

static bool help_manner(struct sema *sema, struct diag *diag, const struct ast_act *act, const struct ast_nps *rest)
{
    struct span span;
    const char *said = manner_of(sema, act, rest, &span);
    if (!said)
        return false;
    diag_help(diag, "how it is done is printed, and not tracked, if it is one word behind its preposition: `%s`; or "
                    "it is a sentence of its own: `text only: \"…\"`", said);
    diag_replace(diag, span, "%s", said);
    return true;
}

static bool too_many(struct sema *sema, const struct ast_act *act, const struct beside *beside)
{
    struct diag *diag = diag_add(sema->diags, E_MANY_OBJECTS, sema->source, beside->bare[2]->span,
                                 "a third object: a verb takes a receiver and an object");
    diag_label(diag, sema->source, act->verb.span, "the verb");
    if (!hint_give(diag, sema->source, span_join(beside->bare[1]->span, beside->bare[2]->span)) &&
        !help_manner(sema, diag, act, beside->bare[1]))
        diag_help(diag, "a comma, a preposition (`to`, `by`, `for`) or a full stop is missing before it");
    return false;
}

/* What a length of time means depends on the verb. */
static void help_duration(struct sema *sema, struct diag *diag, const struct ast_act *act, const char *words)
{
    const struct meant_verb *verb = act->verb.text ? sema_verb(sema, act->verb.text) : NULL;
    if (verb && sema_is(verb->base, "extend"))
        diag_help(diag, "write by how much: `by %s`", words);
    else if (verb && verb->class == NM_SUSPEND)
        diag_help(diag, "write how long: `for at most %s`", words);
    else
        diag_help(diag, "a time limit is `within %s`; how long something goes on, `for %s`", words, words);
}

/* The indicator that the act is about; NULL if it is about none. */
static const struct meant_indicator *indicator_of(struct sema *sema, const struct ast_act *act)
{
    int32_t row = NM_NONE;
    for (uint32_t i = 0; i < act->args.count && row == NM_NONE; i++)
        if (act->args.items[i].nps)
            row = sema_indicator_of(sema, act->args.items[i].nps->items[0]);
    return row == NM_NONE ? NULL : sema->meaning->indicators.items[row];
}

static bool bare_time(struct sema *sema, const struct ast_act *act, const struct ast_nps *nps)
{
    const char *words = words_of(sema, nps->span);
    struct diag *diag = diag_add(sema->diags, E_BARE_TIME, sema->source, nps->span,
                                 "a duration stands where a thing or a party should stand");
    const struct ast_np *np = nps->items[0];
    bool is_bound = np->kind == NP_AMOUNT && np->amount->quant != QUANT_NONE;
    const struct meant_indicator *measured = indicator_of(sema, act);
    if (measured && sema_is_in_chinese(sema, nps->span))
        diag_help(diag, "%s 以自己的单位计：“单位 停机小时。”，“指标 停机时间，在 停机小时，…”，再写“至多 4 停机小时”", measured->name);
    else if (measured)
        diag_help(diag, "what `%s` is measured in has a unit of its own: `unit outage-hour, outage-hours.`, `indicator "
                        "downtime, in outage-hours, …`, and then `at most 4 outage-hours`", measured->name);
    else if (is_bound)
        diag_help(diag,
                  "a time limit is `within 30 days after the delivery`, `no later than 30 days before 2026-06-30`");
    else if (sema_is_in_chinese(sema, nps->span))
        diag_help(diag, "写明其意：期限“限 %s 内”，时长“为 %s”，延长多少“以 %s”", words, words, words);
    else
        help_duration(sema, diag, act, words);
    return false;
}

static bool lost_to(struct sema *sema, const struct ast_nps *whom)
{
    const char *words = words_of(sema, whom->span);
    struct diag *diag = diag_add(sema->diags, E_NO_TO, sema->source, whom->span,
                                 "whom it is for stands behind the thing, and without `to`");
    const char *to = sema_is_in_chinese(sema, whom->span) ? "给" : "to";
    diag_help(diag, "write `%s %s`", to, words);
    diag_replace(diag, whom->span, "%s %s", to, words);
    return false;
}

/* `10 boring machines`, of which neither word is declared, is one name perhaps. */
static bool is_declared(const struct sema *sema, const struct ast_np *np)
{
    const struct ast_name *word = np->kind == NP_NAME    ? &np->name.noun
                                  : np->kind == NP_AMOUNT ? &np->amount->unit
                                                          : NULL;
    return !word || !word->text || sema_find(sema, word->text) ||
           sema_unit(sema, word->text) != NM_NONE || sema_verb(sema, word->text);
}

/* `imediately`: a word that says how, and is none of the language. */
static bool help_adverb(struct sema *sema, struct diag *diag, const struct ast_nps *nps)
{
    static const char *const all[] = {"immediately", "promptly"};
    const char *word = words_of(sema, nps->span);
    size_t len = strlen(word);
    if (nps->count != 1 || is_declared(sema, nps->items[0]) || len < 4 || strcmp(word + len - 2, "ly") != 0 ||
        strchr(word, ' '))
        return false;
    struct suggest suggest;
    suggest_init(&suggest, word, len);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        suggest_offer(&suggest, all[i], strlen(all[i]));
    if (suggest.best) {
        diag_help(diag, "did you mean `%s`?", suggest.best);
        diag_replace(diag, nps->span, "%s", suggest.best);
    } else {
        diag_help(diag, "how something is done cannot be checked: leave `%s` out; when it is done is `within 10 days`", word);
    }
    return true;
}

static bool two_things(struct sema *sema, const struct ast_act *act, const struct beside *beside)
{
    struct diag *diag = diag_add(sema->diags, E_TWO_THINGS, sema->source, beside->bare[1]->span,
                                 "two things side by side: what joins them?");
    diag_label(diag, sema->source, beside->bare[0]->span, "the first");
    struct span both = span_join(beside->bare[0]->span, beside->bare[1]->span);
    if (hint_give(diag, sema->source, both) || help_manner(sema, diag, act, beside->bare[1]) ||
        help_adverb(sema, diag, beside->bare[1]))
        return false;
    const struct meant_verb *verb = act->verb.text ? sema_verb(sema, act->verb.text) : NULL;
    const char *on = roles_particle(sema, act);
    if (verb && on)
        diag_help(diag, "a verb of two words is declared in quotes: `verb \"%s %s\", \"%s %s\", \"%s %s\", \"%s %s\", "
                        "\"%s %s\": %s.`", verb->base, on, verb->third, on, verb->past, on, verb->participle, on,
                  verb->ing, on, roles_sample(sema, act, arena_printf(sema->arena, "%s %s", verb->third, on), false));
    else if (!is_declared(sema, beside->bare[0]->items[0]) || !is_declared(sema, beside->bare[1]->items[0]))
        diag_help(diag, "a name of several words is declared in quotes: `item \"boring machine\", "
                        "\"boring machines\"`");
    else
        diag_help(diag, "join them with `and`; or a preposition (`in`, `of`, `by`) is missing before `%s`",
              words_of(sema, beside->bare[1]->span));
    return false;
}

static bool no_object(struct sema *sema, const struct ast_act *act, const struct meant_verb *verb,
                      const struct meant_frame *frame)
{
    static const char *const what[] = {
        [MEANT_NO_OBJECT] = "", [MEANT_THING] = "what", [MEANT_WHOM] = "whom",
        [MEANT_CLAUSE] = "which clause"};
    struct diag *diag = diag_add(sema->diags, E_NO_OBJECT, sema->source, act->verb.span,
                                 "it is not said %s: `%s` takes an object", what[frame->object],
                                 act->verb.text->text);
    if (frame->object == MEANT_WHOM && act->subject && sema->meaning->single_count == 2 &&
        !sema_is_in_chinese(sema, act->verb.span)) {
        diag_help(diag, "say whom: `%s %s`", words_of(sema, (struct span){act->subject->span.start, act->verb.span.end}),
                  another_party(sema, act));
        return false;
    }
    diag_help(diag, "as in its declaration: `%s`",
              verb->sample ? arena_printf(sema->arena, "a party %s%s", verb->third,
                                          frame->object == MEANT_WHOM     ? " a party"
                                          : frame->object == MEANT_CLAUSE ? " a clause"
                                          : frame->has_receiver && !frame->is_by_to
                                              ? " a party an item"
                                              : frame->has_receiver ? " an item to a party" : " an item")
                           : verb->third);
    return false;
}

/* Some party that does not act here, for an example. */
static const char *one_but(const struct sema *sema, const struct ast_act *act)
{
    const char *subject = act->subject ? words_of(sema, act->subject->span) : "";
    const struct meaning *meaning = sema->meaning;
    for (int32_t i = 0; i < (int32_t)meaning->single_count; i++)
        if (strcmp(meaning->parties.items[i]->name, subject) != 0)
            return meaning->parties.items[i]->name;
    return "…";
}

static bool no_receiver(struct sema *sema, const struct ast_act *act, const struct meant_frame *frame,
                        const struct beside *beside)
{
    struct diag *diag = diag_add(sema->diags, E_NO_RECEIVER, sema->source, act->verb.span,
                                 "it is not said to whom: `%s` names who receives",
                                 act->verb.text->text);
    const char *other = another_party(sema, act);
    const char *thing = words_of(sema, beside->bare[0]->span);
    bool is_zh = sema_is_in_chinese(sema, act->verb.span), is_many = sema->meaning->single_count > 2;
    struct span span = beside->bare[0]->span;
    if (is_zh) {
        other = strcmp(other, "the other") != 0 ? other : is_many ? one_but(sema, act) : "对方";
        diag_help(diag, "写明给谁：“向 %s %s %s”", other, act->verb.text->text, thing);
        diag_replace(diag, span, "%s 给 %s", thing, other);
    } else if (strcmp(other, "the other") == 0 && is_many) {
        diag_help(diag, "add `to` and the party: `%s %s to %s`", act->verb.text->text, thing,
                  one_but(sema, act));
    } else if (frame->is_by_to) {
        diag_help(diag, "write `%s %s to %s`", act->verb.text->text, thing, other);
        diag_replace(diag, span, "%s to %s", thing, other);
    } else {
        diag_help(diag, "write `%s %s %s`", act->verb.text->text, other, thing);
        diag_replace(diag, span, "%s %s", other, thing);
    }
    return false;
}

/* `a party visits a party`, as it was declared. */
static const char *sample_of(struct sema *sema, const struct meant_verb *verb)
{
    return roles_sample(sema, verb->sample, verb->third, false);
}

static bool is_sum(struct sema *sema, const struct ast_np *np)
{
    if (np->kind == NP_AMOUNT)
        return np->amount->kind == AMOUNT_PERCENT ||
               (np->amount->unit.text && sema_unit(sema, np->amount->unit.text) != NM_NONE);
    const struct named *named = np->kind == NP_NAME && np->name.noun.text ? sema_find(sema, np->name.noun.text) : NULL;
    return named && named->kind == NAMED_DEFINITION;
}

/* `Seller must not invoice 500 yuan`: who asks for the sum does not pay it, and what must not be done is not done. */
static bool help_asked_sum(struct sema *sema, struct diag *diag, const struct ast_act *act,
                           const struct meant_verb *verb, const struct ast_nps *sum)
{
    bool is_forbidden = act->modal == MODAL_MUST_NOT || act->modal == MODAL_NEVER;
    if (!is_forbidden && !sema_is(verb->base, "invoice"))
        return false;
    const char *words = words_of(sema, sum->span);
    const char *said = act->subject ? words_of(sema, (struct span){act->subject->span.start, act->verb.span.end})
                                    : act->verb.text->text;
    const char *whom = sema->meaning->single_count == 2 ? another_party(sema, act) : "…";
    const char *bound = is_forbidden && !(sum->items[0]->kind == NP_AMOUNT && sum->items[0]->amount->quant != QUANT_NONE)
                            ? "more than " : "";
    if (sema_is_in_chinese(sema, sum->span))
        diag_help(diag, "此处写对谁：“%s %s%s %s”；所及之款另立动词：“动词 开单：当事人 开单 当事人 金额。”，再写“… %s 开单 %s %s%s”",
                  act->subject ? words_of(sema, act->subject->span) : "…", is_forbidden ? "不得 " : "",
                  act->verb.text->text, whom, is_forbidden ? "不得" : "应", whom, *bound ? "超过 " : "", words);
    else
        diag_help(diag, "say whom: `%s %s`; of what sum it is, a verb says that takes one: `verb bill, bills, billed, "
                        "billing: a party bills a party an amount.`, `… %s %s %s%s`",
                  said, whom, is_forbidden ? "must not bill" : "bills", whom, bound, words);
    return true;
}

static bool takes_none(struct sema *sema, const struct ast_act *act, const struct meant_verb *verb,
                       const struct ast_nps *nps, const char *what)
{
    struct diag *diag = diag_add(sema->diags, E_TAKES_NONE, sema->source, nps->span,
                                 "`%s` takes no %s", act->verb.text->text, what);
    diag_label(diag, sema->source, act->verb.span, "the verb");
    const struct ast_np *np = nps->items[0];
    bool is_whole = np->kind == NP_NAME && np->name.noun.text && is_contract(np->name.noun.text);
    if (is_whole && (act->modal == MODAL_MAY || act->modal == MODAL_MUST || act->modal == MODAL_NONE))
        diag_help(diag, "to give up the contract write `%s may terminate the contract by notice to %s`",
                  act->subject ? words_of(sema, act->subject->span) : "Buyer", another_party(sema, act));
    else if (!is_sum(sema, np) || !help_asked_sum(sema, diag, act, verb, nps))
        diag_help(diag, "%sa preposition is missing before it, or the verb is another one (`hetong help verbs`)",
                  verb->sample ? arena_printf(sema->arena, "it is used so: `%s`; ", sample_of(sema, verb)) : "");
    return false;
}

/* `delivers 10 lathes from Buyer`, where the sample says `to`. */
static bool takes_no_from(struct sema *sema, const struct ast_act *act, const struct ast_nps *from)
{
    const char *who = words_of(sema, from->span);
    struct diag *diag = diag_add(sema->diags, E_TAKES_NONE, sema->source, from->span, "`%s` takes no `from`",
                                 act->verb.text->text);
    diag_label(diag, sema->source, act->verb.span, "the verb");
    diag_help(diag, "if %s receives, write `to %s`; from where something comes stands in a sentence of its own, or is "
                    "left out", who, who);
    return false;
}

/* `500 euros`, `the price`: a sum, where the sample has a party or a clause. */
/* `releases the price to Seller`, `informs 500 euros`, `waives 700 euros` */
static bool wrong_object(struct sema *sema, const struct ast_act *act, const struct meant_verb *verb,
                         const struct meant_frame *frame, const struct ast_nps *nps)
{
    bool is_whom = frame->object == MEANT_WHOM;
    struct diag *diag = diag_add(sema->diags, E_TAKES_NONE, sema->source, nps->span, "`%s` takes %s, and this is none",
                                 act->verb.text->text, is_whom ? "a party" : "a clause");
    diag_label(diag, sema->source, act->verb.span, "the verb");
    bool has_sum = is_sum(sema, nps->items[0]);
    if (has_sum && is_whom && help_asked_sum(sema, diag, act, verb, nps))
        return false;
    if (has_sum)
        diag_help(diag, "of a sum `pays` is said: `%s pays %s %s`",
                  act->subject ? words_of(sema, act->subject->span) : "Agent",
                  sema->meaning->single_count == 2 ? another_party(sema, act) : "…", words_of(sema, nps->span));
    else
        diag_help(diag, "as in its declaration: `a party %s %s`", verb->third, is_whom ? "a party" : "a clause");
    return false;
}

/* A sum, or the word of a sample for one. */
static bool is_amount(struct sema *sema, const struct ast_np *np)
{
    return is_sum(sema, np) || sema_is_noun(np, "amount", "金额");
}

const char *roles_particle(const struct sema *sema, const struct ast_act *act)
{
    const struct ast_nps *nps = act->args.count ? act->args.items[0].nps : NULL;
    const struct ast_np *np = nps && nps->count == 1 ? nps->items[0] : NULL;
    sym word = np && np->kind == NP_NAME && np->name.det == DET_NONE ? np->name.noun.text : NULL;
    return word && !sema_find(sema, word) && forms_is_particle(word->text) ? word->text : NULL;
}

const char *roles_sample(struct sema *sema, const struct ast_act *act, const char *verb, bool is_zh)
{
    static const char *const words[][2] = {
        {" an item", " 项目"}, {" an amount", " 金额"}, {" a party", " 当事人"}, {" a clause", " 条款"}};
    struct beside beside;
    look_beside(sema, act, &beside);
    struct buf sample;
    buf_init(&sample);
    buf_printf(&sample, is_zh ? "当事人%s %s" : "a party%s %s", is_zh && beside.to ? " 向 当事人" : "", verb);
    uint32_t first = roles_particle(sema, act) ? 1 : 0;
    for (uint32_t i = first; i < beside.count && i < BARE_MAX; i++)
        if (beside.sort[i] != SORT_TIME && (i == first || beside.sort[i - 1] == SORT_PARTY))
            buf_puts(&sample, words[beside.sort[i] == SORT_PARTY                ? 2
                                    : beside.sort[i] == SORT_CLAUSE             ? 3
                                    : is_amount(sema, beside.bare[i]->items[0]) ? 1
                                                                                : 0][is_zh]);
    if (beside.from && !is_zh)
        buf_puts(&sample, " from a party");
    else if (beside.to && !is_zh)
        buf_puts(&sample, " to a party");
    const char *text = arena_copy(sema->arena, sample.data, sample.len + 1);
    buf_release(&sample);
    return text;
}

/* ---- the comparison ----------------------------------------------------------------------------------- */

/* What no verb takes, whatever its sample. */
static bool is_orderly(struct sema *sema, const struct ast_act *act, const struct beside *beside,
                       enum role_place place)
{
    for (uint32_t i = 0; i < beside->count && i < BARE_MAX; i++) {
        if (beside->sort[i] == SORT_TIME)
            return bare_time(sema, act, beside->bare[i]);
    }
    if (beside->count > 2)
        return too_many(sema, act, beside);
    if (beside->count < 2 || sema_is_kept(sema, act) || roles_is_thing_by_name(sema, act, place))
        return true;
    bool is_first_thing = beside->sort[0] == SORT_THING || beside->sort[0] == SORT_CLAUSE;
    if (is_first_thing && beside->sort[1] == SORT_PARTY)
        return lost_to(sema, beside->bare[1]);
    if (is_first_thing && beside->sort[1] != SORT_PRONOUN)
        return two_things(sema, act, beside);
    return true;
}

/* May it be left out here? In what starts a duty one says as much as one wants to, and what a duty
 * waits for in that way can be told in that way. */
static bool needs_object(const struct ast_act *act, const struct meant_frame *frame,
                         enum role_place place)
{
    return (place == ROLE_TOLD && !frame->is_without_object) ||
           (place == ROLE_NORM && act->modal != MODAL_NEED_NOT && act->modal != MODAL_CAN);
}

/* A line of a scenario leaves it out where the duty says it: see roles_told.c. */
static bool needs_receiver(const struct ast_act *act, enum role_place place)
{
    return place == ROLE_NORM && (act->modal == MODAL_NONE || act->modal == MODAL_MUST);
}

bool roles_frame(struct sema *sema, const struct ast_act *act, struct meant_verb *verb,
                 enum role_place place)
{
    struct beside beside;
    look_beside(sema, act, &beside);
    if (!is_orderly(sema, act, &beside, place))
        return false;
    const struct meant_frame *frame = frame_of(sema, verb);
    if (!frame->is_said || sema_is_kept(sema, act))
        return true;
    bool has_party = beside.count > 0 && beside.sort[0] == SORT_PARTY;
    bool has_thing = beside.count > 0 && beside.sort[beside.count - 1] != SORT_PARTY;
    if (beside.from && (frame->has_receiver || (frame->object == MEANT_WHOM && has_party)))
        return takes_no_from(sema, act, beside.from);
    bool is_told_whom = frame->object == MEANT_CLAUSE || has_party || beside.has_to || beside.count == 2;
    if (place == ROLE_EVENT)
        verb->frame.is_without_object |= frame->object == MEANT_WHOM ? beside.count == 0 : !has_thing;
    bool is_thing = place == ROLE_NORM && beside.count == 1 && beside.sort[0] == SORT_THING &&
                    (frame->object == MEANT_WHOM || frame->object == MEANT_CLAUSE);
    bool is_release = frame->object == MEANT_WHOM && verb->class == NM_RELIEVE;
    if (is_thing && (is_release || is_sum(sema, beside.bare[0]->items[0])))
        return wrong_object(sema, act, verb, frame, beside.bare[0]);
    if (frame->object == MEANT_NO_OBJECT)
        return beside.count == 0 || takes_none(sema, act, verb, beside.bare[0], "object");
    if (frame->object == MEANT_WHOM) {
        if (beside.count > 1)
            return takes_none(sema, act, verb, beside.bare[1], "second object");
        return beside.count == 1 || !needs_object(act, frame, place) || no_object(sema, act, verb, frame);
    }
    bool is_said_before = sema_is(verb->base, "choose"); /* `otherwise Seller chooses`: elect.c */
    if (!has_thing && !is_said_before && needs_object(act, frame, place))
        return no_object(sema, act, verb, frame);
    if (has_party && beside.count == 2 && !frame->has_receiver)
        return takes_none(sema, act, verb, beside.bare[0], "receiver");
    return is_told_whom || !frame->has_receiver || !needs_receiver(act, place) || beside.count == 0 ||
           no_receiver(sema, act, frame, &beside);
}
