/* survive.c - what becomes of clauses when the contract ends: `survives termination for 6 months`,
 * `survives termination only`, `ends with the contract`, `runs on after termination`. Spec 15. */
#include <string.h>

#include "compiler/sema/renewal.h"
#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"

const struct ast_label *sema_subject_clause(const struct rule *rule)
{
    const struct ast_nps *subject = rule->act->subject;
    return subject && subject->count == 1 && subject->items[0]->kind == NP_CLAUSE
               ? &subject->items[0]->clause : NULL;
}

static bool says_length(const struct ast_adverb *adverb)
{
    return adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_FOR && adverb->nps->count == 1 &&
           adverb->nps->items[0]->kind == NP_AMOUNT && adverb->nps->items[0]->amount->kind == AMOUNT_TIME;
}

static bool says_day(const struct ast_adverb *adverb)
{
    return adverb && adverb->kind == ADV_TIME && adverb->prep == PREP_UNTIL && adverb->time.kind == AST_TIME_DATE;
}

/* ---- what recurs behind the end ------------------------------------------------------------------------- */

void sema_find_survivings(struct sema *sema, const struct ast_file *file)
{
    for (uint32_t i = 0; (sema->said.preds >> PRED_SURVIVES & 1) && i < file->sentence_count; i++) {
        const struct ast_sentence *sentence = file->sentences[i];
        if (sentence->kind != SENT_STATEMENT || sentence->has_error || !ast_has_pred(sentence, PRED_SURVIVES))
            continue;
        for (uint32_t k = 0; k < sentence->statement.items.count; k++) {
            const struct ast_item *item = sentence->statement.items.items[k];
            const struct ast_act *act = item->kind == ITEM_CHAIN ? item->chain->norms[0] : NULL;
            struct surviving found = {0};
            for (uint32_t n = 0; act && act->pred == PRED_SURVIVES && n < act->args.count; n++) {
                const struct ast_adverb *adverb = act->args.items[n].adverb;
                if (says_length(adverb))
                    found.length = adverb->nps->items[0]->amount;
                else if (says_day(adverb))
                    found.day = &adverb->time;
            }
            for (uint32_t n = 0; (found.length || found.day) && act->subject && n < act->subject->count; n++) {
                if (act->subject->items[n]->kind != NP_CLAUSE)
                    continue;
                found.clause = act->subject->items[n]->clause.text->text;
                list_push(sema->arena, &sema->survivings, found);
            }
        }
    }
}

static bool is_civil(enum time_unit unit)
{
    return unit == TIME_DAY || unit == TIME_WEEK || unit == TIME_MONTH || unit == TIME_QUARTER || unit == TIME_HALF ||
           unit == TIME_YEAR || unit == TIME_CONTRACT_MONTH || unit == TIME_CONTRACT_YEAR;
}

int64_t sema_recurs_until(struct sema *sema, int32_t clause)
{
    int64_t last = sema->meaning->end;
    for (size_t i = 0; last != NM_NEVER && i < sema->survivings.count; i++) {
        const struct surviving *surviving = &sema->survivings.items[i];
        const struct ast_amount *length = surviving->length;
        int32_t own = sema_find_clause(sema, surviving->clause), around = clause;
        while (around != own && around != NM_NONE)
            around = sema->meaning->clauses.items[around]->parent;
        if (own == NM_NONE || around != own || (length && !is_civil(length->time_unit)))
            continue;
        struct meant_expr *day = expr_new(sema, NM_OP_CONST, length ? sema->meaning->end : surviving->day->day);
        if (length)
            day = sema_add_duration(sema, day, &length->high, length->time_unit, length->span, 1);
        int64_t until;
        if (day && sema_constant(sema, day, &until) && until > last &&
            until - sema->meaning->start <= LIMIT_HORIZON_DAYS)
            last = until;
    }
    return last;
}

static bool recurs(const struct meant_norm *norm)
{
    return norm->of_period || (norm->kind == NM_TARGET && norm->has_period);
}

/* A period that begins after the last day does not come. Without one, what recurs goes on in the term as written. */
static void stop_recurring(struct sema *sema, struct meant_norm *norm, struct meant_expr *last)
{
    bool is_kept = norm->kind == NM_FORBID || norm->kind == NM_MAINTAIN; /* they have a last day of their own */
    if (!recurs(norm) || is_kept || (!last && sema->meaning->end == NM_NEVER))
        return;
    struct meant_expr *first = expr_new(sema, NM_OP_CONST,
                                        norm->of_period ? norm->of_period->first : norm->period.first);
    struct meant_expr *is_gone = expr_of(sema, NM_OP_LT, last ? last : sema_written_end(sema), first);
    if (sema->meaning->renewals.count && !sema->meaning->renewal->is_unless) /* the end may still be put off */
        is_gone = expr_of(sema, NM_OP_AND, is_gone,
                          expr_of(sema, NM_OP_LE, expr_new(sema, NM_OP_TERM_END, 0), expr_new(sema, NM_OP_AT, 0)));
    else if (sema->meaning->renewals.count && last && last->op == NM_OP_TERM_END) /* it is fixed by a notice before */
        is_gone = expr_of(sema, NM_OP_AND, is_gone,
                          expr_of(sema, NM_OP_LT, expr_new(sema, NM_OP_TERM_END, 0), expr_new(sema, NM_OP_AT, 0)));
    norm->gone = is_gone;
    norm->until = norm->until ? expr_of(sema, NM_OP_OR, norm->until, is_gone) : is_gone;
}

/* ---- how long ------------------------------------------------------------------------------------------- */

/* How long something survives: a length behind the end, or a day, or neither. */
struct survival {
    const struct ast_amount *length;
    const struct ast_time *day;
    const char *en, *zh;
    const char *until_en, *until_zh; /* its last day alone */
};

/* False after a message. */
static bool read_survival(struct sema *sema, const struct rule *rule, struct survival *survival)
{
    for (uint32_t i = 0; i < rule->act->args.count; i++) {
        const struct ast_adverb *adverb = rule->act->args.items[i].adverb;
        const struct ast_nps *nps = rule->act->args.items[i].nps;
        const struct meant_verb *end = nps && nps->count == 1 && nps->items[0]->kind == NP_NAME &&
                                               nps->items[0]->name.noun.text
                                           ? sema_verb(sema, nps->items[0]->name.noun.text) : NULL;
        bool is_termination = end && end->class == NM_END;
        bool is_for = says_length(adverb), is_until = says_day(adverb);
        if (!is_termination && !is_for && !is_until) {
            struct diag *diag = diag_add(sema->diags, E_TIME_FORM, sema->source,
                                         adverb ? adverb->span : nps->span,
                                         "how long it survives cannot be read");
            diag_help(diag, "write `survives termination for 6 months`, `survives until 2028-12-31`, "
                            "or `survives termination`");
            return false;
        }
        if (is_for)
            survival->length = adverb->nps->items[0]->amount;
        if (is_until && !sema_fits_clock(sema, &adverb->time))
            return false;
        if (is_until)
            survival->day = &adverb->time;
    }
    return true;
}

/* `due` if the contract has ended before its written end, else that end. */
static struct meant_expr *if_terminated(struct sema *sema, struct meant_expr *due)
{
    struct meant_expr *is_early = expr_of(sema, NM_OP_LT, expr_new(sema, NM_OP_TERM_END, 0),
                                          sema_written_end(sema));
    return expr_of(sema, NM_OP_ADD, expr_of(sema, NM_OP_MUL, due, is_early),
                   expr_of(sema, NM_OP_MUL, sema_written_end(sema),
                           expr_of(sema, NM_OP_NOT, is_early, NULL)));
}

/* A norm without a time of its own lasts as long as the contract. */
static bool is_of_term(const struct meant_norm *norm)
{
    return !norm->due || norm->due->op == NM_OP_TERM_END;
}

static bool goes_on(const struct meant_norm *norm)
{
    return norm->kind == NM_FORBID || norm->kind == NM_MAINTAIN || norm->kind == NM_POWER ||
           norm->kind == NM_PERMIT;
}

/* The last day of what survives; *is_own if its own rule stands. What has a last day of its own never
 * outlives that: surviving puts off no end that is written. */
static struct meant_expr *last_day(struct sema *sema, const struct survival *survival,
                                   const struct meant_norm *norm, bool is_only, bool *is_own)
{
    *is_own = !is_only && !goes_on(norm) && !is_of_term(norm);
    if (*is_own)
        return NULL; /* a duty to supply within 10 days is not put off by surviving for years */
    if (survival->length || survival->day) {
        const struct ast_amount *length = survival->length;
        struct meant_expr *due =
            length ? sema_add_duration(sema, expr_new(sema, NM_OP_TERM_END, 0), &length->high,
                                       length->time_unit, length->span, 1)
                   : sema_moment(sema, survival->day, survival->day->day);
        if (due && is_only)
            due = if_terminated(sema, due);
        return due && !is_of_term(norm) ? expr_of(sema, NM_OP_MIN, norm->due, due) : due;
    }
    *is_own = !is_of_term(norm);
    bool is_endless = (goes_on(norm) && !is_only) || sema->meaning->end == NM_NEVER;
    return is_endless ? NULL : sema_written_end(sema);
}

/* The last day on which acts and days still call something forth; NULL: as long as anything lives. */
static struct meant_expr *last_call(struct sema *sema, const struct survival *survival, bool is_only)
{
    struct meant_expr *last = sema_written_end(sema);
    if (survival->length)
        last = sema_add_duration(sema, expr_new(sema, NM_OP_TERM_END, 0), &survival->length->high,
                                 survival->length->time_unit, survival->length->span, 1);
    else if (survival->day)
        last = sema_moment(sema, survival->day, survival->day->day);
    else if (!is_only || sema->meaning->end == NM_NEVER)
        return NULL;
    if (last && is_only && (survival->length || survival->day))
        return if_terminated(sema, last);
    return last ? expr_of(sema, NM_OP_MAX, last, expr_new(sema, NM_OP_TERM_END, 0)) : NULL;
}

/* Whether acts may still call it forth. */
static bool stop_calling(struct meant_norm *norm, struct meant_expr *last)
{
    bool is_called = false;
    for (size_t i = 0; i < norm->triggers.count; i++) {
        struct meant_trigger *trigger = &norm->triggers.items[i];
        bool is_value =
            norm->awaits && norm->awaits == trigger->pattern.indicator; /* of a period that has its own end */
        if ((trigger->kind == NM_ON_EVENT && !is_value) || trigger->kind == NM_AT_TICK)
            trigger->until = last; /* what follows from what still lives is not cut off */
        is_called |= trigger->kind == NM_ON_EVENT;
    }
    return is_called;
}

typedef LIST(struct meant_expr *) expr_list;

/* The days on which it is yet to arise; 0 in the place of those that come after its survival. */
static void add_days_to_come(struct sema *sema, const struct meant_norm *norm, struct meant_expr *last,
                             expr_list *days)
{
    if (meant_known_day(norm) != NM_NEVER)
        return; /* it is there already */
    for (size_t i = 0; i < norm->triggers.count; i++) {
        const struct meant_trigger *trigger = &norm->triggers.items[i];
        if (trigger->kind != NM_AT_TICK)
            continue;
        struct meant_expr *day = expr_new(sema, NM_OP_CONST, trigger->tick);
        struct meant_expr *begins = norm->gone && norm->of_period
                                        ? expr_new(sema, NM_OP_CONST, norm->of_period->first) : day;
        struct meant_expr *comes = last         ? expr_of(sema, NM_OP_LE, begins, last)
                                   : norm->gone ? expr_of(sema, NM_OP_NOT, norm->gone, NULL)
                                                : NULL;
        list_push(sema->arena, days, comes ? expr_of(sema, NM_OP_MUL, day, comes) : day);
    }
}

static struct meant_expr *latest(struct sema *sema, struct meant_expr *const *days, size_t count)
{
    if (count < 2)
        return count ? days[0] : NULL;
    return expr_of(sema, NM_OP_MAX, latest(sema, days, count / 2),
                   latest(sema, days + count / 2, count - count / 2));
}

/* As long as an act, or a day, may call something forth the contract is not closed. */
static void stay_open(struct sema *sema, const struct rule *rule, int32_t clause, bool is_called,
                      struct meant_expr *last, const expr_list *days)
{
    struct meant_expr *last_day = latest(sema, days->items, days->count);
    if (!is_called && !last_day)
        return;
    struct meant_trigger end = {.kind = NM_AT_END};
    struct meant_norm *memory = sema_add_memory(sema, clause, rule->act, "event");
    memory->fate = NM_SURVIVES;
    if (is_called) {
        memory->due = last && last_day ? expr_of(sema, NM_OP_MAX, last, last_day) : last;
    } else {
        memory->due = last_day;
        end.guard = expr_of(sema, NM_OP_LT, expr_new(sema, NM_OP_TERM_END, 0), last_day);
    }
    sema_add_trigger(sema, memory, end);
}

/* Whether it arises in each of its periods by itself. */
static bool recurs_by_days(const struct meant_norm *norm)
{
    bool is_kept = norm->kind == NM_FORBID || norm->kind == NM_MAINTAIN;
    bool is = norm->of_period && !is_kept;
    for (size_t i = 0; is && i < norm->triggers.count; i++)
        is = norm->triggers.items[i].kind == NM_AT_TICK;
    return is;
}

/* The period that has begun by the end is owed to its end; no later one is. */
static void run_on(struct sema *sema, struct meant_norm *norm, expr_list *days)
{
    struct meant_expr *end = expr_new(sema, NM_OP_TERM_END, 0);
    stop_recurring(sema, norm, end);
    if (!norm->triggers.count || meant_known_day(norm) != NM_NEVER)
        return; /* it is there already */
    norm->fate = NM_SURVIVES;
    (void)stop_calling(norm, end);
    add_days_to_come(sema, norm, end, days);
}

static void say_survival(struct sema *sema, struct survival *survival, bool is_only)
{
    if (survival->length) {
        const char *en, *zh;
        sema_duration_words(sema, &survival->length->high, survival->length->time_unit, &en, &zh);
        survival->until_en = sema_join(sema, en, " after the contract ends");
        survival->until_zh = sema_join(sema, "合同终止后", zh);
    } else if (survival->day) {
        survival->until_en = survival->until_zh = sema_moment_text(sema, survival->day, survival->day->day);
    }
    if (survival->until_en) {
        survival->en = sema_join(sema, "until ", survival->until_en);
        survival->zh = sema_join(sema, "至", survival->until_zh);
    } else if (is_only) {
        survival->en = "after termination, too";
        survival->zh = "合同解除后仍有效";
    } else {
        survival->en = "also after the contract ends";
        survival->zh = "合同终止后仍有效";
    }
}

/* Of what keeps its own rule, `within 10 days` of what calls it forth: that it still arises, and how long. */
static void say_survives(struct sema *sema, struct meant_norm *norm, const struct survival *survival, bool is_only)
{
    const char *until = survival->until_en ? ", until " : "", *until_zh = survival->until_zh ? "，至" : "";
    norm->rule_en = sema_join(sema, norm->rule_en, *norm->rule_en ? "; " : "",
                              is_only ? "survives termination" : "survives the contract", until,
                              survival->until_en ? survival->until_en : "");
    norm->rule_zh = sema_join(sema, norm->rule_zh, *norm->rule_zh ? "；" : "",
                              is_only ? "合同解除后存续" : "合同终止后存续", until_zh,
                              survival->until_zh ? survival->until_zh : "");
}

static void say_endless(struct sema *sema, const struct rule *rule, const struct ast_label *label)
{
    if (sema->meaning->end == NM_NEVER)
        return;
    struct diag *diag =
        diag_add(sema->diags, W_SURVIVES_NO_PERIOD, rule->source, rule->act->span,
                 "what recurs there ends with the term as written, for it is not said how long it survives");
    diag_note(diag, "after a termination the periods of the term are still there; behind its written end none is");
    diag_help(diag,
              "say how long: `Clause %s survives for 1 year`, `Clause %s survives until …`; or for the term alone: "
              "`Clause %s survives termination only`",
              label->text->text, label->text->text, label->text->text);
}

void sema_apply_survives(struct sema *sema, struct rule *rule)
{
    enum pred_kind pred = rule->act->pred;
    bool is_only = pred == PRED_SURVIVES_ONLY;
    const struct ast_label *label = sema_subject_clause(rule);
    if (!label) {
        sema_without_duty(sema, rule, "this says what becomes of a clause at the end");
        return;
    }
    struct survival survival = {0};
    if (!read_survival(sema, rule, &survival))
        return;
    say_survival(sema, &survival, is_only);
    norm_list norms;
    struct meant_expr *last = last_call(sema, &survival, is_only);
    bool is_called = false, is_endless = false;
    expr_list days = {0};
    sema_clause_norms(sema, label, &norms);
    sema_add_parts(sema, &norms);
    for (size_t i = 0; i < norms.count; i++) {
        struct meant_norm *norm = norms.items[i];
        if (norm->kind == NM_CAP)
            continue; /* it cuts whatever arises, at any time */
        if (pred == PRED_LEFT_BEHIND) { /* as without it, said */
            norm->is_left_behind = true;
            sema_add_term(sema, norm, "does not survive termination", "合同解除后不再存续", rule->clause);
            continue;
        }
        if (pred == PRED_ENDS || pred == PRED_OUTLASTS) {
            norm->fate = pred == PRED_ENDS ? NM_ENDS : NM_ACCRUED;
            if (pred == PRED_OUTLASTS && recurs_by_days(norm))
                run_on(sema, norm, &days);
            norm->fate_said_in = rule->clause;
            continue;
        }
        bool is_own, has_last_day = !is_of_term(norm);
        struct meant_expr *due = last_day(sema, &survival, norm, is_only, &is_own);
        norm->fate = NM_SURVIVES;
        is_called |= stop_calling(norm, last);
        stop_recurring(sema, norm, last);
        add_days_to_come(sema, norm, last, &days);
        is_endless |= recurs(norm) && !last && !is_only;
        if (is_own && !norm->remedies)
            say_survives(sema, norm, &survival, is_only);
        if (is_own)
            continue;
        norm->due = due;
        if (has_last_day && strstr(norm->rule_en, survival.until_en) && survival.day)
            continue; /* its own day is that day */
        if (has_last_day) {
            norm->rule_en = sema_join(sema, norm->rule_en, ", and no later than ", survival.until_en);
            norm->rule_zh = sema_join(sema, norm->rule_zh, "，且不迟于", survival.until_zh);
            continue;
        }
        norm->rule_en = survival.en;
        norm->rule_zh = survival.zh;
    }
    if (is_endless)
        say_endless(sema, rule, label);
    if (norms.count)
        stay_open(sema, rule, norms.items[0]->clause, is_called, last, &days);
}

/* All that makes it arise is the end of the contract, or follows from what that made. */
static bool is_of_end(const struct meant_norm *norm)
{
    bool is = norm->triggers.count > 0;
    for (size_t i = 0; is && i < norm->triggers.count; i++) {
        const struct meant_trigger *trigger = &norm->triggers.items[i];
        is = trigger->kind == NM_AT_END || (trigger->norm && trigger->norm->is_of_end);
    }
    return is;
}

/* A norm without a time of its own would begin when its last day, that of the term, is past. */
static void check_has_time(struct sema *sema, const struct meant_norm *norm)
{
    bool is_fixed = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_FORBID ||
                    norm->kind == NM_PERMIT || norm->kind == NM_POWER;
    bool is_choice = norm->power && norm->power->effect == NM_CHOOSE;
    bool is_direct = false; /* of the end itself, or of a breach: it has been said, or it arises */
    for (size_t i = 0; i < norm->triggers.count; i++)
        is_direct |= norm->triggers.items[i].kind == NM_AT_END || norm->triggers.items[i].kind == NM_ON_BREACH;
    if (!is_fixed || is_choice || is_direct || !is_of_term(norm) || norm->fate == NM_SURVIVES || norm->until ||
        sema_has_hole(sema, norm->clause))
        return;
    const struct meant_norm *called_by = norm->triggers.items[0].norm;
    struct diag *diag = diag_add(sema->diags, E_NO_END, norm->source, norm->span, "it is not said until when this %s",
                                 norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT ? "is owed" : "lasts");
    diag_label(diag, called_by->source, called_by->span, "it arises from this, when the term is over");
    diag_help(diag, "add a time: `within 14 days`");
}

void sema_follow_end(struct sema *sema)
{
    for (bool is_new = true; is_new;) {
        is_new = false;
        for (size_t i = 0; i < sema->meaning->norms.count; i++) {
            struct meant_norm *norm = sema->meaning->norms.items[i];
            if (norm->is_of_end || !is_of_end(norm))
                continue;
            norm->is_of_end = is_new = true;
            check_has_time(sema, norm);
            bool has_last_day = goes_on(norm) && !is_of_term(norm);
            if (norm->fate == NM_RELEASED && (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || has_last_day))
                norm->fate = NM_ACCRUED;
        }
    }
}

/* Whether some act may end the contract before its time. */
static bool may_be_terminated(const struct sema *sema)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_power *power = sema->meaning->norms.items[i]->power;
        if (power && power->effect == NM_TERMINATE && power->scope.count == 0)
            return true;
    }
    return false;
}

/* What is kept or forbidden until a day behind the term is meant to outlast it, and a termination would end it. */
void sema_check_outlasting(struct sema *sema)
{
    bool is_terminable = sema->meaning->end != NM_NEVER && may_be_terminated(sema);
    for (size_t i = 0; is_terminable && i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        int64_t due;
        bool is_kept = norm->kind == NM_FORBID || norm->kind == NM_MAINTAIN;
        bool is_told = i > 0 && sema->meaning->norms.items[i - 1]->span.start == norm->span.start; /* of a member */
        if (!is_kept || is_told || norm->fate != NM_RELEASED || norm->of_period ||
            !sema_constant(sema, norm->due, &due) || due <= sema->meaning->end || sema_has_hole(sema, norm->clause))
            continue;
        const char *clause = sema->meaning->clauses.items[norm->clause]->number;
        struct diag *diag = diag_add(sema->diags, W_ENDED_EARLY, norm->source, norm->span,
                                     "this goes on to %s, behind the term, and a termination ends it at once",
                                     sema_day_text(sema, due));
        diag_label(diag, sema->term_source, sema->term_span, "the term");
        diag_help(diag,
                  "if it is to be so after a termination as well, add `Clause %s survives termination`; if only while "
                  "the contract lasts, `Clause %s ends with the contract`",
                  clause, clause);
    }
}
