/* moment.c - deadlines that are the earlier or the later of two moments: dates, acts, and days counted
 * from them. An act that has not been done, a date that has not been set, is at no time yet. Spec 7.3, 7.6. */
#include <string.h>

#include "compiler/sema/window.h"

struct meant_expr *window_tick_of(struct window *window, enum nm_op op,
                                  const struct meant_norm *norm, struct span span)
{
    struct sema *sema = window->sema;
    int32_t kind = norm->key_kind;
    if (kind != NM_NONE && kind != window->pending->norm->key_kind) {
        struct diag *diag = diag_add(
            sema->diags, E_TIME_FORM, sema->source, span,
            "clause %s arises for each %s by itself: it cannot be told which of them is meant",
            sema->meaning->clauses.items[norm->clause]->number,
            sema->meaning->kinds.items[kind]->names.items[0]);
        const char *number = norm->triggers.count == 1 && norm->triggers.items[0].norm
                                 ? sema->meaning->clauses.items[norm->triggers.items[0].norm->clause]->number : NULL;
        bool is_zh = sema_is_in_chinese(sema, span);
        diag_help(diag, is_zh ? "使本条亦逐一发生，写在同一“当 … 时”之下；若只应发生一次，该条写“当 第%s条 被 履行 时，…”"
                              : "let this, too, arise for each of them, under the same `when …`; if there is to "
                                "be but one, let a "
                                "clause call it forth, and no act: `When clause %s is fulfilled, …`",
                  number ? number : "1.1");
        return NULL;
    }
    struct meant_expr *tick = expr_new(sema, op, 0);
    tick->norm = norm;
    return tick;
}

/* `after the announcement`, a word that is declared nowhere. */
static const struct ast_name *undeclared(struct sema *sema, const struct ast_np *np)
{
    sym noun = np->kind == NP_NAME ? np->name.noun.text : NULL;
    bool is_known = !noun || sema_find(sema, noun) || sema_verb(sema, noun) || sema_unit(sema, noun) != NM_NONE;
    return is_known ? NULL : &np->name.noun;
}

void window_unclear_noun(struct window *window, const struct ast_np *np, struct span span)
{
    if (sema_has_hole(window->sema, NM_NONE)) {
        window->sema->silenced++;
        return;
    }
    const char *words = source_words(window->sema->source, window->sema->arena, span);
    bool is_end = strstr(words, "terminat") || strstr(words, "expir") || strstr(words, "end of the contract") ||
                  strstr(words, "end of the term");
    bool is_special = is_end || strstr(words, "breach") || strstr(words, "each ");
    const struct ast_name *noun = is_special ? NULL : undeclared(window->sema, np);
    if (noun) {
        if (!sema_is_news(window->sema, noun->text->text))
            return;
        struct diag *diag = diag_add(window->sema->diags, E_UNKNOWN_NAME, window->sema->source, noun->span,
                                     "`%s` is not declared", noun->text->text);
        diag_help(diag, "the noun of an act stands behind the other forms of its verb: `verb announce, announces, "
                        "announced, announcing, announcement: …`; or name the clause: `after clause 1.1 is fulfilled`");
        return;
    }
    struct diag *diag = diag_add(window->sema->diags, E_UNCLEAR_NOUN, window->sema->source, span,
                                 "it cannot be told which clause this act belongs to");
    if (strstr(words, "breach"))
        diag_help(diag,
                  "a breach calls something forth: `When clause 1.1 is breached, Seller pays Buyer … within 5 days`");
    else if (is_end)
        diag_help(diag, "write `within 30 days after the contract ends`, or `When the contract ends, …`");
    else if (strstr(words, "each "))
        diag_help(diag, "what follows each act is called forth by it: `Each time Buyer pays Seller, Seller … within 5 "
                        "days`; after what recurs `within 5 days after the end of each month`");
    else
        diag_help(diag,
                  "name the clause whose act it is: `after clause 1.1 is fulfilled`; where it is done more than once, "
                  "`Each time Seller delivers a lathe, Buyer … within 5 days`");
}

/* `after the delivery`, `before 2026-06-30`, `after clause 1.1 is fulfilled` inside earlier or later:
 * an act that has not been done is at no time yet. */
static struct meant_expr *moment_beside(struct window *window, const struct ast_adverb *anchor,
                                        const char **en, const char **zh)
{
    struct sema *sema = window->sema;
    int64_t first, last;
    if (anchor->kind == ADV_TIME && sema_moments(sema, &anchor->time, &first, &last)) {
        int64_t day = anchor->prep == PREP_BEFORE ? first : last;
        *en = *zh = sema_moment_text(sema, &anchor->time, day);
        return sema_moment(sema, &anchor->time, day);
    }
    if (anchor->kind == ADV_NPS && anchor->nps->count == 1)
        return window_moment_of(window, anchor->nps->items[0], en, zh);
    bool is_clause = anchor->kind == ADV_ACT && anchor->act->subject &&
                     anchor->act->subject->items[0]->kind == NP_CLAUSE;
    if (!is_clause) {
        if (anchor->kind != ADV_TIME)
            window_cannot_run(window, anchor);
        return NULL;
    }
    const struct ast_label *label = &anchor->act->subject->items[0]->clause;
    const char *word = anchor->act->verb.text->text;
    bool is_due = strcmp(word, "due") == 0, is_done = strcmp(word, "fulfilled") == 0;
    norm_list norms;
    sema_clause_norms(sema, label, &norms);
    sema_fit_period(&norms, window->pending->scope.period);
    const struct meant_norm *norm = norms.count == 1 ? norms.items[0] : NULL;
    size_t count = norms.count;
    if (!norm || (!is_due && !is_done)) {
        if (count)
            window_cannot_run(window, anchor);
        return NULL;
    }
    *en = sema_words(sema, "clause ", label->text->text, " is ", word);
    *zh = sema_words(sema, "第", label->text->text, "条", is_due ? "到期" : "履行完毕");
    return window_tick_of(window, is_due ? NM_OP_DUE_OF : NM_OP_DONE_OF, norm, anchor->span);
}

/* The day that a phrase names: `the earlier of the delivery and 2026-06-30`; NULL after a message. */
struct meant_expr *window_moment_of(struct window *window, const struct ast_np *np, const char **en,
                                    const char **zh)
{
    struct sema *sema = window->sema;
    const char *left_en, *left_zh, *right_en, *right_zh, *length_en, *length_zh;
    int64_t first, last;
    if (np->kind == NP_TIME) {
        if (!sema_moments(sema, &np->time, &first, &last))
            return NULL;
        *en = *zh = sema_moment_text(sema, &np->time, last);
        return sema_moment(sema, &np->time, last);
    }
    if (np->kind == NP_COUNTED) {
        const struct ast_duration *duration = np->counted.duration;
        struct meant_expr *base = moment_beside(window, np->counted.anchor, &left_en, &left_zh);
        bool is_before = np->counted.anchor->prep == PREP_BEFORE;
        if (!base)
            return NULL;
        sema_duration_words(sema, &duration->high, duration->unit, &length_en, &length_zh);
        *en = sema_words(sema, length_en, " ", is_before ? "before" : "after", " ", left_en);
        *zh = sema_words(sema, left_zh, is_before ? "前" : "后", length_zh);
        return sema_count(sema, base, &duration->high, duration->unit, duration->span,
                          is_before ? -1 : 1);
    }
    if (np->kind == NP_EARLIER || np->kind == NP_LATER) {
        struct meant_expr *left = window_moment_of(window, np->extreme.left, &left_en, &left_zh);
        struct meant_expr *right = left ? window_moment_of(window, np->extreme.right, &right_en, &right_zh)
                                        : NULL;
        if (!right)
            return NULL;
        bool is_earlier = np->kind == NP_EARLIER;
        *en = sema_words(sema, "the ", is_earlier ? "earlier" : "later", " of ", left_en, " and ", right_en);
        *zh = sema_words(sema, left_zh, "与", right_zh, "中较", is_earlier ? "早" : "晚", "者");
        return expr_of(sema, is_earlier ? NM_OP_MIN : NM_OP_MAX, left, right);
    }
    const struct meant_indicator *date = sema_named_date(sema, np);
    if (date) {
        sema_date_words(sema, date, en, zh);
        return sema_said_day(sema, date);
    }
    bool is_answer = false;
    const struct meant_norm *norm = window_norm_of_noun(window, np, &is_answer, en, zh);
    if (norm)
        return window_tick_of(window, is_answer ? NM_OP_DONE_OF : NM_OP_PERFORMED_OF, norm, np->span);
    window_unclear_noun(window, np, np->span);
    return NULL;
}

static bool is_constant(const struct meant_expr *expr)
{
    return !expr || (expr->op != NM_OP_DONE_OF && expr->op != NM_OP_PERFORMED_OF &&
                     expr->op != NM_OP_DUE_OF && expr->op != NM_OP_VALUE &&
                     is_constant(expr->a) && is_constant(expr->b));
}

/* `by the earlier of the delivery and 2026-06-30` */
void window_extreme(struct window *window, const struct ast_adverb *adverb)
{
    struct sema *sema = window->sema;
    const char *en, *zh;
    struct meant_expr *tick = window_moment_of(window, adverb->nps->items[0], &en, &zh);
    if (!tick)
        return;
    if (adverb->prep == PREP_BY || adverb->prep == PREP_UNTIL || adverb->prep == PREP_NO_LATER_THAN ||
        adverb->prep == PREP_BUT_NO_LATER || adverb->prep == PREP_BEFORE) {
        bool is_before = adverb->prep == PREP_BEFORE, is_kept = window->pending->norm->shown;
        say(window, sema_words(sema, is_before ? "before " : by_words(window, adverb), en),
            sema_words(sema, is_before ? "在" : by_words_zh(window, adverb), zh, is_before ? "之前" : ""));
        if (is_kept && !is_before) {
            bound(window, NULL, tick);
            return;
        }
        if (is_before) {
            struct meant_expr *eve = expr_new(sema, NM_OP_ADD_DAYS, -1);
            eve->a = tick;
            tick = eve;
        }
        bound(window, NULL, window_rolled(window, tick, is_before ? -1 : 1, NULL));
        return;
    }
    bool is_after = adverb->prep == PREP_AFTER;
    if ((is_after || adverb->prep == PREP_NO_EARLIER_THAN || adverb->prep == PREP_FROM ||
         adverb->prep == PREP_SINCE) && is_constant(tick)) {
        say(window, sema_words(sema, is_after ? "after" : "from", " ", en),
            arena_printf(sema->arena, is_after ? "在%s之后" : "自%s起", zh));
        if (is_after) {
            struct meant_expr *next = expr_new(sema, NM_OP_ADD_DAYS, 1);
            next->a = tick;
            tick = next;
        }
        bound(window, tick, NULL);
        return;
    }
    window_not_understood(window, adverb->span, "only a deadline can be the earlier or later of two");
}

bool window_is_extreme(const struct ast_adverb *adverb)
{
    enum np_kind kind = adverb->nps->count == 1 ? adverb->nps->items[0]->kind : NP_NAME;
    return kind == NP_EARLIER || kind == NP_LATER;
}

bool sema_is_deadline_act(const struct sema *sema, const struct ast_adverb *adverb)
{
    const struct ast_np *np = adverb->nps->items[0];
    bool is_date = adverb->nps->count == 1 && sema_named_date(sema, np);
    bool is_deadline = adverb->prep == PREP_BY || adverb->prep == PREP_NO_LATER_THAN ||
                       adverb->prep == PREP_BUT_NO_LATER || adverb->prep == PREP_BEFORE ||
                       adverb->prep == PREP_UNTIL;
    if (is_date)
        return is_deadline;
    return is_deadline && adverb->nps->count == 1 && np->kind == NP_NAME &&
           np->name.det == DET_THE && np->name.noun.text && np->tails.count == 0 &&
           sema_verb(sema, np->name.noun.text);
}
