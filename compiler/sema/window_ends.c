/* window_ends.c - until when, said so that it is one day: two last days beside each other and a period as the last
 * day are refused, and `by the end of March 2026` is its last day; what is said of a time that is none. Spec 7.1. */
#include "compiler/sema/window.h"

/* `by D`, `until D`, `before D`, `from D to D`, `for 30 days`, `within 30 days`, `by the delivery`: each says the end.
 * `no later than` and `in Q2` narrow what is said, and are meant to. */
static bool says_end(const struct window *window, const struct ast_adverb *adverb)
{
    bool is_act = !window->pending->norm->shown; /* of what goes on, upkeep.c refuses a day by which it is done */
    bool is_end = (is_act && adverb->prep == PREP_BY) || adverb->prep == PREP_UNTIL || adverb->prep == PREP_BEFORE;
    switch (adverb->kind) {
    case ADV_WITHIN: return is_act;
    case ADV_TIME: return !adverb->each && (is_end || adverb->prep == PREP_TO || adverb->until);
    case ADV_NPS:
        return window_is_length(adverb) ||
               window_is_end_of_period(adverb) ||
               (is_end && (window_is_extreme(adverb) || sema_is_deadline_act(window->sema, adverb)));
    case ADV_ACT: return adverb->prep == PREP_UNTIL;
    case ADV_REMINDER:
    case ADV_AGAIN:
    case ADV_TOGETHER:
    case ADV_PROMPTLY:
    case ADV_EACH:
    case ADV_NOTICE:
    case ADV_TIMES:
    case ADV_THEN:
    case ADV_REPORTED: return false;
    }
    UNREACHABLE();
}

/* `after D after E`: both say from when. `no earlier than` narrows. */
static void note_start(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    bool is_start = adverb->kind == ADV_TIME && !adverb->each &&
                    (adverb->prep == PREP_AFTER || adverb->prep == PREP_FROM || adverb->prep == PREP_SINCE);
    if (!is_start)
        return;
    if (!window->start_said) {
        window->start_said = adverb;
        return;
    }
    struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, adverb->span,
                                 "two beginnings are said, and not which of them counts");
    diag_label(diag, sema->source, window->start_said->span, "the other");
    diag_help(diag, sema_is_in_chinese(sema, adverb->span) ? "只写一个" : "say the one that counts");
}

void window_note_end(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    if (!window->pending->scope.is_rhythmic && !window->pending->norm->is_part)
        note_start(window, adverb);
    if (window->pending->scope.is_rhythmic || window->pending->norm->is_part || !says_end(window, adverb))
        return; /* the time of a part stands beside that of the whole */
    if (!window->end_said) {
        window->end_said = adverb;
        return;
    }
    if (adverb->prep == PREP_BEFORE || window->end_said->prep == PREP_BEFORE) {
        if (window_is_length(adverb) || window_is_length(window->end_said))
            return; /* from what the length counts is asked in window_long.c */
    }
    struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, adverb->span,
                                 "two ends are said, and not which of them counts");
    diag_label(diag, sema->source, window->end_said->span, "the other");
    diag_help(diag, sema_is_in_chinese(sema, adverb->span)
                        ? "只写一个；二者取其先，写“…… 但不迟于 2026-03-31”"
                        : "say the one that counts; the earlier of both is `…, but no later than 2026-03-31`, or "
                          "`by the earlier of …`, the later `by the later of …`");
}

bool window_refuse_period(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    bool is_end = adverb->prep == PREP_BY || adverb->prep == PREP_UNTIL || adverb->prep == PREP_NO_LATER_THAN ||
                  adverb->prep == PREP_BUT_NO_LATER;
    int64_t first, last;
    if (window->pending->scope.is_rhythmic || adverb->time.kind != AST_TIME_PERIOD || !is_end)
        return false;
    if (!sema_days(sema, &adverb->time, &first, &last))
        return true;
    const char *words = source_words(sema->source, sema->arena, adverb->time.span);
    const char *day = sema_day_text(sema, last), *dated = words;
    if (!adverb->time.year)
        dated = arena_printf(sema->arena, "%s %d", words, date_from_day(last).year);
    struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, adverb->span,
                                 "it is not said whether `%s` itself still belongs to the time", words);
    if (sema_is_in_chinese(sema, adverb->span))
        diag_help(diag, "包括在内，写“至迟 %s”或“于 %s”；在其开始之前，写“先于 %s”", day, words, words);
    else if (window->pending->norm->is_part)
        diag_help(diag, "if it does, write `by %s` or `in %s`; if not, `before %s`", day, words, words);
    else
        diag_help(diag, "if it does, write `by %s`, `by the end of %s` or `in %s`; if not, `before %s`", day, dated,
                  words, words);
    return true;
}

bool window_is_end_of_period(const struct ast_adverb *adverb)
{
    const struct ast_np *np = adverb->kind == ADV_NPS && adverb->nps->count == 1 ? adverb->nps->items[0] : NULL;
    bool is_last_day = adverb->prep == PREP_BY || adverb->prep == PREP_UNTIL || adverb->prep == PREP_NO_LATER_THAN ||
                       adverb->prep == PREP_BUT_NO_LATER;
    return np && is_last_day && sema_is_noun(np, "end", "末") && np->tails.count == 1 &&
           np->tails.items[0].kind == TAIL_OF && np->tails.items[0].np->kind == NP_TIME &&
           np->tails.items[0].np->time.kind == AST_TIME_PERIOD;
}

void window_at_end_of_period(struct window *window, const struct ast_adverb *adverb)
{
    const struct ast_np *np = adverb->nps->items[0];
    int64_t first, last;
    if (!sema_days(window->sema, &np->tails.items[0].np->time, &first, &last))
        return;
    struct ast_adverb by = *adverb;
    by.kind = ADV_TIME;
    by.each = NULL;
    by.until = NULL;
    by.time = (struct ast_time){.span = np->span, .kind = AST_TIME_DATE, .seconds = -1, .day = last};
    window_at_time(window, &by);
}

/* `until 5 years after the contract ends`, of what is forbidden or kept: the length; NULL if it is another phrase. */
static const struct ast_np *beyond_end(const struct window *window, const struct ast_adverb *adverb)
{
    const struct ast_act *act = window->pending->act;
    const struct ast_np *np = adverb->prep == PREP_UNTIL && adverb->kind == ADV_NPS ? adverb->nps->items[0] : NULL;
    if (!np || np->kind != NP_AMOUNT || window->pending->norm->kind != NM_FORBID)
        return NULL;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *after = act->args.items[i].adverb;
        if (after && after->kind == ADV_ACT && after->prep == PREP_AFTER && sema_is_contract_end(after->act))
            return np;
    }
    return NULL;
}

static const char time_forms_zh[] =
    "时间写作“于 第四季度”、“至迟 2026-12-31”、“限 7 日 内”、“在 该 交付 后 7 日 内”，或“当 卖方 交付 车床 时，买方 限 7 日 内 …”";

static void help_time_forms(const struct window *window, struct diag *diag, struct span span)
{
    diag_help(diag, "%s",
              sema_is_in_chinese(window->sema, span)
                  ? time_forms_zh
                  : "say the time as `in Q4`, `by 1956-12-31`, `within 7 days` or `within 7 days after the delivery`");
}

void window_not_understood(struct window *window, struct span span, const char *what)
{
    struct diag *diag = diag_add(window->sema->diags, E_TIME_FORM, window->sema->source, span, "%s", what);
    help_time_forms(window, diag, span);
}

void window_cannot_run(struct window *window, const struct ast_adverb *anchor)
{
    struct sema *sema = window->sema;
    struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, anchor->span, "a deadline cannot run from "
                                                                                       "this yet");
    if (!sema_help_anchor(sema, diag, window->pending->act, anchor))
        help_time_forms(window, diag, anchor->span);
}

/* `until acceptance`: the act, which has an article; NULL if it is another phrase. */
static const char *bare_act(const struct window *window, const struct ast_adverb *adverb)
{
    const struct ast_np *np = adverb->prep == PREP_UNTIL && adverb->kind == ADV_NPS ? adverb->nps->items[0] : NULL;
    bool is_act = np && np->kind == NP_NAME && np->name.det == DET_NONE && np->name.noun.text && !np->tails.count &&
                  sema_kind(window->sema, np->name.noun.text) == NM_NONE && sema_verb(window->sema, np->name.noun.text);
    return is_act ? np->name.noun.text->text : NULL;
}

void window_misread(struct window *window, const struct ast_adverb *adverb)
{
    const char *act = bare_act(window, adverb);
    const struct ast_np *beyond = beyond_end(window, adverb);
    struct diag *diag = diag_add(window->sema->diags, E_TIME_FORM, window->sema->source, adverb->span,
                                 "this cannot be read as a time");
    if (beyond)
        diag_help(diag, "to the end of the contract it holds without being said; beyond it by a sentence of its own: "
                        "`Clause %s survives for %s`; what begins only then holds `for %s after the contract ends`",
                  window->sema->meaning->clauses.items[window->pending->norm->clause]->number,
                  source_words(window->sema->source, window->sema->arena, beyond->span),
                  source_words(window->sema->source, window->sema->arena, beyond->span));
    else if (adverb->prep == PREP_AT)
        diag_help(diag, "a day has `on` (`on 2026-03-31`), a time of day follows it (`on 2026-03-31 17:00`)");
    else if (adverb->kind == ADV_NPS && sema_is_noun(adverb->nps->items[0], "advance", "预先"))
        diag_help(diag, "how long before what, is not said: a day says it (`by the 3rd of each month`), or a length "
                        "(`no later than 10 days before the delivery`); beside these it is left out");
    else if (adverb->kind == ADV_NPS && sema_is_noun(adverb->nps->items[0], "end", "末"))
        diag_help(diag, "of a month with its year: `by the end of March 2026`; of each month, `by the last day of each "
                        "month`; else write the day, `by 2026-03-31`");
    else if (act)
        diag_help(diag, sema_is_in_chinese(window->sema, adverb->span) ? "行为所在之日，写“直至 该 %s”"
                                                                       : "until the act is `until the %s`", act);
    else if (adverb->prep == PREP_UNTIL)
        diag_help(
            diag,
            adverb->kind == ADV_NPS && adverb->nps->items[0]->kind == NP_AMOUNT
                ? window->pending->norm->kind == NM_FORBID
                      ? "a time after something has `within`: `within 12 months after the contract ends`; what goes "
                        "on from now on `until the earlier of 30 days after the delivery and 2026-12-31`"
                      : "a time after something has `within`: `within 12 months after the delivery`, `within 12 "
                        "months after the contract ends`"
                : "the last day of a duty has `by`: `by 2026-03-31`, `by the end of March 2026`");
    else if (sema_is_in_chinese(window->sema, adverb->span))
        diag_help(diag, "%s", time_forms_zh);
    else
        diag_help(diag, "say the time as `in Q4`, `by 1956-12-31`, `within 7 days` or "
                        "`within 7 days after the delivery`");
}

void window_two_lengths(struct window *window, const struct ast_adverb *anchor)
{
    struct diag *diag = diag_add(window->sema->diags, E_TIME_FORM, window->sema->source, anchor->span,
                                 "a length of time counts from a day, and not from another length");
    diag_help(diag, "say from what the second counts, `within 14 days after 12 months after the delivery`; a date is "
                    "reckoned beforehand, `within 14 days after 2027-06-30`");
}
