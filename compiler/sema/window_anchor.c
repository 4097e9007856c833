/* window_anchor.c - from what a length of time counts: a date, an act, a clause, the end of another length. Spec 7.2,
 * 7.3. */
#include "compiler/sema/said.h"
#include "compiler/sema/window.h"
#include "runtime/state.h"

/* From what a deadline without an anchor runs: the trigger, or the beginning of the contract. */
struct meant_expr *window_own_anchor(struct window *window)
{
    const struct meant_norm *norm = window->pending->norm;
    if (norm->counts_from)
        return norm->counts_from;
    bool waits = window->sema->effect && !norm->is_before_effect; /* for conditions precedent */
    bool is_made = norm->remedies || norm->triggers.count || waits;
    return expr_new(window->sema, is_made ? NM_OP_TRIGGER : NM_OP_TERM_START, 0);
}

/* Makes the norm arise when another is done or breached, and returns the tick to count from. */
static struct meant_expr *after_norm(struct window *window, const struct meant_norm *watched,
                                     uint32_t statuses, struct span span)
{
    struct meant_norm *norm = window->pending->norm;
    if (norm->triggers.count || norm->remedies || window->is_owed_anyway) {
        if (statuses == 1u << ST_FULFILLED)
            return window_tick_of(window, NM_OP_DONE_OF, watched, span);
        window_not_understood(window, span,
                              window->is_owed_anyway
                                  ? "what is owed in any case cannot wait for a breach"
                                  : "a norm with a condition of its own cannot also wait for this");
        return NULL;
    }
    sema_add_trigger(window->sema, norm,
                     (struct meant_trigger){.kind = NM_ON_STATUS, .norm = watched, .statuses = statuses});
    norm->key_kind = watched->key_kind;
    norm->pattern.key_bound = norm->key_kind != NM_NONE;
    return expr_new(window->sema, NM_OP_TRIGGER, 0);
}

/* `within 10 days after clause 1.1 is breached` says what `When clause 1.1 is breached, … within 10 days` says: it arises
 * by each breach, and a power asks besides that there still is one. */
static struct meant_expr *after_breach(struct window *window, const struct meant_norm *watched,
                                       const struct ast_adverb *anchor)
{
    struct sema *sema = window->sema;
    struct meant_norm *norm = window->pending->norm;
    struct meant_expr *tick = after_norm(window, watched, 1u << ST_BREACHED, anchor->span);
    if (!tick)
        return NULL;
    norm->triggers.items[norm->triggers.count - 1].kind = NM_ON_BREACH;
    if (norm->power)
        norm->power->ground =
            expr_both(sema, norm->power->ground, sema_condition(sema, anchor->act, &window->pending->scope));
    return tick;
}

/* `within 10 days after the contract ends`: the norm arises then. */
static struct meant_expr *after_end(struct window *window, struct span span)
{
    struct meant_norm *norm = window->pending->norm;
    if (!norm->remedies && norm->triggers.count && norm->triggers.items[0].kind == NM_AT_END)
        return window_own_anchor(window); /* when the contract ends: it says so twice */
    static const struct refusal waits = {
        "a norm with a condition of its own cannot also wait for this",
        "let the end call it forth, and ask then for what has happened: `When the contract ends if clause 1.1 is "
        "fulfilled, "
        "Buyer pays … within 10 days`; or count from the act: `within 10 days` alone",
        "由合同终止引起，届时再问所发生之事：“当 合同 终止 时，如果 第1.1条 被 履行，买方 限 10 日 内 支付 …”；或自该行为起算，只写“限 10 日 内”"};
    if (norm->triggers.count || norm->remedies || window->is_owed_anyway) {
        sema_refuse(window->sema, E_TIME_FORM, span, &waits);
        return NULL;
    }
    sema_add_trigger(window->sema, norm, (struct meant_trigger){.kind = NM_AT_END});
    return expr_new(window->sema, NM_OP_TRIGGER, 0);
}

/* The expression with the day of the trigger as the day that asks: the notice is what triggers. */
static struct meant_expr *from_trigger(struct sema *sema, const struct meant_expr *expr)
{
    struct meant_expr *copy = arena_copy(sema->arena, expr, sizeof *expr);
    if (expr->op == NM_OP_AT)
        copy->op = NM_OP_TRIGGER;
    copy->a = expr->a ? from_trigger(sema, expr->a) : NULL;
    copy->b = expr->b ? from_trigger(sema, expr->b) : NULL;
    return copy;
}

static bool is_same_expr(const struct meant_expr *one, const struct meant_expr *other)
{
    if (!one || !other)
        return one == other;
    return one->op == other->op && one->imm == other->imm && one->norm == other->norm &&
           is_same_expr(one->a, other->a) && is_same_expr(one->b, other->b);
}

static bool names_notice(const struct window *window, const struct ast_np *np)
{
    return sema_is_noun(np, "notice", "书面通知") ||
           sema_is_triggering_act(window->sema, np, window->pending->trigger);
}

/* `within 14 days after the termination takes effect`, of what a notice calls forth: the day is known with it. */
static struct meant_expr *after_effect(struct window *window, const struct ast_adverb *anchor)
{
    struct sema *sema = window->sema;
    const struct meant_norm *norm = window->pending->norm;
    const struct meant_norm *first = NULL;
    bool is_one = !norm->remedies && norm->triggers.count > 0;
    for (size_t t = 0; is_one && t < norm->triggers.count; t++) {
        const struct meant_trigger *trigger = &norm->triggers.items[t];
        for (size_t i = 0; i < sema->meaning->norms.count; i++) {
            const struct meant_norm *power = sema->meaning->norms.items[i];
            if (!sema_is_done_by(sema, trigger, power))
                continue;
            is_one &= !first || is_same_expr(first->power->notice, power->power->notice);
            first = first ? first : power;
        }
        is_one &= first != NULL;
    }
    if (is_one && names_notice(window, anchor->act->subject->items[0]))
        return first->power->notice ? from_trigger(sema, first->power->notice) : expr_new(sema, NM_OP_TRIGGER, 0);
    bool differ = first && !is_one;
    struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, anchor->span, "%s",
                                 differ ? "the clauses by which this can be done give different times of notice"
                                        : "no act that takes effect later calls this forth");
    diag_help(diag, "%s",
              differ ? "say by which: `When Buyer terminates the contract under clause 5.1, …`"
                     : "let the notice call it forth: `When Buyer terminates the contract, Buyer pays … within 14 days "
                       "after the termination takes effect`; of the end itself: `within 14 days after the contract "
                       "ends`");
    return NULL;
}

/* `after the delivery`: what is accepted later was delivered on its day. */
static struct meant_expr *from_performance(struct window *window, struct meant_expr *tick)
{
    struct meant_norm *norm = window->pending->norm;
    if (tick && tick->op == NM_OP_DONE_OF)
        tick->op = NM_OP_PERFORMED_OF;
    if (tick && tick->op == NM_OP_TRIGGER)
        norm->triggers.items[norm->triggers.count - 1].is_by_performance = true;
    return tick;
}

/* `within 5 days after each delivery`: the noun means the day on which all has been delivered. */
static void refuse_each_act(struct window *window, const struct ast_np *np, const struct meant_verb *verb,
                            const struct meant_norm *norm, bool is_answer)
{
    struct sema *sema = window->sema;
    uint64_t actors = is_answer && norm->answer ? norm->answer->acceptors : norm->bearers;
    uint32_t who = 0;
    while (!(actors >> who & 1))
        who++;
    struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, np->span,
                                 "`the %s` is the day on which all that is owed under clause %s has been done; it does "
                                 "not come each time",
                                 np->name.noun.text->text, sema->meaning->clauses.items[norm->clause]->number);
    diag_help(diag, "for each act write `Each time %s %s …, …`; for the whole, `after the %s`",
              sema->meaning->parties.items[who]->name, verb->third,
              np->name.noun.text->text);
}

/* `after the fifth delivery`, `after the late delivery`: the noun means the day on which all has been delivered, the
 * last. */
static void refuse_picked(struct window *window, const struct ast_np *np, const struct meant_norm *norm)
{
    struct sema *sema = window->sema;
    static const char *const kept[] = {"accepted", "confirmed", "delivered", "prior", "written"};
    const char *word = np->name.adjective.text ? np->name.adjective.text->text : NULL;
    for (size_t i = 0; word && i < sizeof kept / sizeof *kept; i++)
        if (strcmp(word, kept[i]) == 0)
            word = NULL;
    if (!word && np->name.ordinal <= 0)
        return;
    const char *number = sema->meaning->clauses.items[norm->clause]->number;
    struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source, np->span,
                                 "`the %s` is the day on which all that is owed under clause %s has been done; it is not "
                                 "told apart here", np->name.noun.text->text, number);
    if (np->name.ordinal > 0)
        diag_help(diag, "give what comes by then a clause of its own, and the rest another (`… in addition to clause "
                        "%s`), and write `after clause %s is fulfilled` of the one; for the whole, `after the %s`",
                  number, number, np->name.noun.text->text);
    else if (sema_is(word, "late"))
        diag_help(diag, "for what came late write `When clause %s is fulfilled late, … within 10 days`; for whatever came, "
                        "`after the %s`", number, np->name.noun.text->text);
    else
        diag_help(diag, "for the whole write `after the %s`, or name another clause: `after clause %s is fulfilled`",
                  np->name.noun.text->text, number);
}

/* The noun by which the papers call the act in English, of a Chinese one: 提供 is the providing, 交付 the delivery. */
static const char *noun_en(const struct meant_verb *verb, const char *written)
{
    if ((unsigned char)written[0] < 0x80)
        return written;
    for (size_t i = verb->forms.count; i-- > 0;) {
        const char *form = verb->forms.items[i];
        bool is_of_verb = form == verb->base || form == verb->third || form == verb->past ||
                          form == verb->participle || strcmp(form, verb->base) == 0;
        if ((unsigned char)form[0] < 0x80 && !is_of_verb)
            return form;
    }
    return (unsigned char)verb->base[0] < 0x80 ? verb->ing : written;
}

const struct meant_norm *window_norm_of_noun(struct window *window, const struct ast_np *np,
                                             bool *is_answer, const char **en, const char **zh)
{
    struct sema *sema = window->sema;
    *is_answer = false;
    if (np->kind != NP_NAME || !np->name.noun.text)
        return NULL;
    sym noun = np->name.noun.text;
    struct meant_norm *norm = sema_norm_by_noun(sema, noun, window->pending->norm->clause, is_answer);
    if (!norm)
        return NULL;
    const struct meant_verb *verb = sema_verb(sema, noun);
    if (np->name.det == DET_EACH)
        refuse_each_act(window, np, verb, norm, *is_answer);
    else
        refuse_picked(window, np, norm);
    const char *number = sema->meaning->clauses.items[norm->clause]->number;
    *en = sema_words(sema, "the ", noun_en(verb, noun->text), " under clause ", number);
    *zh = sema_words(sema, "第", number, "条的", verb->label_zh);
    return norm;
}

/* The tick a `within …` counts from; NULL after a message. */
/* `after 12 months after the approval`: the last day of the length, from which another one counts. */
static struct meant_expr *after_length(struct window *window, const struct ast_adverb *anchor,
                                       const char **en, const char **zh, int *sign)
{
    struct sema *sema = window->sema;
    const struct ast_amount *length = anchor->nps->items[0]->amount;
    const struct ast_adverb *from = anchor->anchor;
    const char *length_en, *length_zh, *from_en = "", *from_zh = "";
    if (!from || from->prep != PREP_AFTER || from->kind == ADV_TIME || sema_period_phrase(from) || from->anchor ||
        length->has_range || length->quant != QUANT_NONE) {
        window_two_lengths(window, anchor);
        return NULL;
    }
    struct meant_expr *base = window_anchor(window, from, &from_en, &from_zh, sign);
    if (!base)
        return NULL;
    sema_duration_words(sema, &length->low, length->time_unit, &length_en, &length_zh);
    *en = sema_words(sema, length_en, " after ", from_en);
    *zh = sema_words(sema, from_zh, "后", length_zh);
    return sema_count(sema, base, &length->low, length->time_unit, anchor->span, 1);
}

struct meant_expr *window_anchor(struct window *window, const struct ast_adverb *anchor, const char **en,
                                 const char **zh, int *sign)
{
    struct sema *sema = window->sema;
    *sign = anchor->prep == PREP_BEFORE ? -1 : 1;
    if (anchor->kind == ADV_TIME) {
        int64_t first, last;
        if (!sema_moments(sema, &anchor->time, &first, &last))
            return NULL;
        *en = *zh = sema_moment_text(sema, &anchor->time, *sign < 0 ? first : last);
        return sema_moment(sema, &anchor->time, *sign < 0 ? first : last);
    }
    const struct ast_np *phrase = sema_period_phrase(anchor);
    if (phrase && window->pending->scope.is_rhythmic) {
        struct period_days days;
        if (!sema_period_days(sema, phrase, window->pending->scope.period, &days))
            return NULL;
        sema_period_phrase_words(sema, phrase, en, zh);
        return *sign < 0 ? days.first : days.last;
    }
    if (anchor->kind == ADV_NPS && (window_is_extreme(anchor) ||
                                    (anchor->nps->count == 1 && sema_named_date(sema, anchor->nps->items[0]))))
        return window_moment_of(window, anchor->nps->items[0], en, zh);
    if (*sign > 0 && anchor->kind == ADV_NPS && anchor->nps->count == 1 && !window->pending->norm->remedies &&
        sema_is_triggering_act(sema, anchor->nps->items[0], window->pending->trigger)) {
        *en = sema_said_np(sema, anchor->nps->items[0]);
        *zh = "触发之日";
        return expr_new(sema, NM_OP_TRIGGER, 0);
    }
    if (anchor->kind == ADV_NPS && anchor->nps->items[0]->kind == NP_AMOUNT)
        return after_length(window, anchor, en, zh, sign);
    if (anchor->kind == ADV_NPS && anchor->anchor) { /* by a name that is none of a length */
        window_two_lengths(window, anchor);
        return NULL;
    }
    if (anchor->kind == ADV_NPS && anchor->nps->count == 1) {
        bool is_answer = false;
        const struct meant_norm *norm =
            window_norm_of_noun(window, anchor->nps->items[0], &is_answer, en, zh);
        if (norm && *sign > 0) {
            struct meant_expr *tick = after_norm(window, norm, 1u << ST_FULFILLED, anchor->span);
            return is_answer || !norm->answer ? tick : from_performance(window, tick);
        }
        if (!norm) {
            window_unclear_noun(window, anchor->nps->items[0], anchor->span);
            return NULL;
        }
    }
    if (anchor->kind == ADV_ACT && *sign > 0 && sema_is_contract_end(anchor->act)) {
        const struct meant_norm *norm = window->pending->norm;
        bool may_wait = norm->triggers.count > 1 && !norm->counts_from; /* for a value (awaited_day.c) */
        *en = may_wait ? "the contract ends, or after the measurement if that is later" : "the contract ends";
        *zh = may_wait ? "合同终止（在后测得的，自测得）" : "合同终止";
        return after_end(window, anchor->span);
    }
    if (anchor->kind == ADV_ACT && sema_is_taking_effect(anchor->act)) {
        *en = sema_words(sema, sema_said_np(sema, anchor->act->subject->items[0]), " takes effect");
        *zh = sema_words(sema, sema_said_np_zh(sema, anchor->act->subject->items[0]), "生效");
        return after_effect(window, anchor);
    }
    if (anchor->kind == ADV_ACT && anchor->act->pred == PRED_IS && anchor->act->subject &&
        anchor->act->subject->count == 1 && anchor->act->subject->items[0]->kind == NP_CLAUSE) {
        norm_list norms;
        sema_clause_norms(sema, &anchor->act->subject->items[0]->clause, &norms);
        sema_fit_period(&norms, window->pending->scope.period);
        const char *word = anchor->act->verb.text->text;
        const struct meant_norm *norm = norms.count == 1 ? norms.items[0] : NULL;
        size_t count = norms.count;
        const char *number = anchor->act->subject->items[0]->clause.text->text;
        *en = sema_words(sema, "clause ", number, " is ", word);
        *zh = sema_words(sema, "第", number, "条",
                        sema_is(word, "breached") ? "违约" : sema_is(word, "due")
                                                                     ? "到期" : "履行完毕");
        if (count == 0)
            return NULL;
        if (norm && sema_is(word, "due"))
            return window_tick_of(window, NM_OP_DUE_OF, norm, anchor->span);
        if (norm && *sign > 0 && (sema_is(word, "fulfilled") || sema_is(word, "accepted")))
            return after_norm(window, norm, 1u << ST_FULFILLED, anchor->span);
        if (norm && *sign > 0 && sema_is(word, "breached"))
            return after_breach(window, norm, anchor);
    }
    window_cannot_run(window, anchor);
    return NULL;
}
