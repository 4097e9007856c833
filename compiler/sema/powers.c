/* powers.c - what a holder may do to norms, on what ground, how often, with what notice; and conditions
 * on the status of clauses. Spec chapter 14 and 10.2, 10.5. */
#include <string.h>

#include "compiler/sema/manner.h"
#include "compiler/sema/renewal.h"
#include "compiler/sema/said.h"
#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"
#include "runtime/state.h"

static struct meant_expr *about(struct sema *sema, enum nm_op op, const struct meant_norm *norm,
                                uint32_t statuses)
{
    struct meant_expr *expr = expr_new(sema, op, 0);
    expr->norm = norm;
    expr->statuses = statuses;
    return expr;
}

static bool is_breach_word(const char *word)
{
    return sema_is(word, "breached") || sema_is(word, "违约");
}

/* The condition that a status word says of one norm; NULL if the word is none. */
static struct meant_expr *status_of(struct sema *sema, const char *word,
                                    const struct meant_norm *norm)
{
    static const struct { const char *en, *zh; uint32_t statuses; } words[] = {
        {"fulfilled", "已履行", SEMA_DONE},
        {"accepted", "被接受", SEMA_DONE},
        {"fulfilled late", "迟延履行", 1u << ST_DONE_LATE},
        {"fulfilled on time", "如期履行", 1u << ST_DONE_IN_TIME},
        {"in force", "履行中", 1u << ST_IN_FORCE},
        {"pending", "待答复", 1u << ST_PENDING},
        {"lapsed", "失效", 1u << ST_LAPSED},
        {"waived", "已放弃", 1u << ST_WAIVED},
        {"released", "已解除", 1u << ST_RELEASED},
    };
    if (is_breach_word(word))
        return about(sema, NM_OP_IN_BREACH, norm, 0);
    if (sema_is(word, "suspended") || sema_is(word, "中止"))
        return about(sema, NM_OP_SUSPENDED, norm, 0);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i].en) == 0 || strcmp(word, words[i].zh) == 0)
            return about(sema, NM_OP_STATUS, norm, words[i].statuses);
    }
    return NULL;
}

/* `the experience is confirmed`: the item of the trigger is held by the duty that counts it. */
static struct meant_expr *item_held(struct sema *sema, const struct ast_act *act,
                                    const struct scope *scope)
{
    const struct ast_np *np = act->subject->items[0];
    const struct meant_verb *verb = sema_verb(sema, act->verb.text);
    int32_t kind = np->kind == NP_NAME && np->name.noun.text ? sema_kind(sema, np->name.noun.text)
                                                             : NM_NONE;
    const struct meant_norm *found = NULL;
    for (size_t i = 0; verb && kind != NM_NONE && i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        if (norm->item == kind && norm->answer && norm->answer->accept == verb && norm->distinct &&
            (!scope->it || norm->bearers == scope->it) && !found)
            found = norm;
    }
    return found && kind == scope->key_kind ? about(sema, NM_OP_ITEM_HELD, found, 0) : NULL;
}

struct meant_expr *sema_condition(struct sema *sema, const struct ast_act *act,
                                  const struct scope *scope)
{
    struct meant_expr *all = NULL;
    if (act->pred == PRED_IS && act->subject && act->subject->count == 1) {
        const struct ast_np *np = act->subject->items[0];
        if (np->kind == NP_CLAUSE) {
            norm_list norms;
            sema_clause_norms(sema, &np->clause, &norms);
            if (!norms.count)
                return NULL;
            sema_fit_period(&norms, sema_times_said(act) ? NULL : scope->period);
            bool has_none = !sema_times_said(act) && sema_has_none_of(&norms, scope->period);
            if (!has_none)
                sema_note_status(sema, act, &norms, scope);
            const struct ast_adverb *often = sema_times_said(act);
            if (act->args.count > (often ? 1 : 0) || (often && !is_breach_word(act->verb.text->text)))
                goto unknown;
            struct often window;
            if (often) {
                all = sema_read_window(sema, often, &window) ? sema_breached_often(sema, &norms, &window)
                                                             : NULL;
                return all && act->is_negated ? expr_of(sema, NM_OP_NOT, all, NULL) : all;
            }
            if (is_breach_word(act->verb.text->text))
                sema_add_parts(sema, &norms);
            for (size_t i = 0; i < norms.count; i++) {
                struct meant_expr *one = status_of(sema, act->verb.text->text, norms.items[i]);
                if (!one) {
                    all = NULL;
                    goto unknown;
                }
                all = all ? expr_of(sema, NM_OP_OR, all, one) : one;
            }
            if (has_none)
                all = expr_new(sema, NM_OP_CONST, 0);
        } else {
            all = item_held(sema, act, scope);
        }
        if (all && act->is_negated)
            all = expr_of(sema, NM_OP_NOT, all, NULL);
        if (all)
            return all;
    }
unknown:;
    if (sema_has_hole(sema, NM_NONE))
        return NULL;
    struct diag *diag = diag_add(sema->diags, E_CONDITION, sema->source, act->span,
                                 "this condition cannot be judged yet");
    const char *instead = sema_instead_of(sema, act);
    if (instead)
        diag_help(diag, "%s", instead);
    if (instead || hint_give(diag, sema->source, act->span))
        return NULL;
    diag_help(diag,
              "an act is told by `When`: `When Buyer reports a fault, …`; conditions that run: `clause 1.1 is "
              "breached` (fulfilled, fulfilled late, fulfilled on "
              "time, suspended, in force, pending, waived, released, lapsed), and `the experience is confirmed` of the "
              "item that the sentence began with");
    return NULL;
}

const char *sema_condition_zh(struct sema *sema, const struct ast_act *act)
{
    static const struct { const char *en, *zh; } words[] = {
        {"breached", "违约"}, {"fulfilled", "履行完毕"}, {"accepted", "履行完毕"}, {"fulfilled late", "迟延履行"},
        {"fulfilled on time", "如期履行"}, {"suspended", "中止"}, {"pending", "待答复"},
        {"in force", "履行中"}, {"waived", "放弃"}, {"released", "解除"}, {"lapsed", "失效"}};
    if (!sema->in_words)
        return "";
    const struct ast_np *np = act->subject && act->subject->count == 1 ? act->subject->items[0] : NULL;
    const char *subject = "", *word = act->verb.text ? act->verb.text->text : "";
    if (sema_is_cap_reached(act))
        return sema_words(sema, act->is_negated ? "未达到第" : "达到第", np->tails.items[0].np->clause.text->text,
                          "条上限");
    if (np && np->kind == NP_CLAUSE)
        subject = sema_words(sema, "第", np->clause.text->text, "条");
    int32_t kind = np && np->kind == NP_NAME && np->name.noun.text
                       ? sema_kind(sema, np->name.noun.text) : NM_NONE;
    if (kind != NM_NONE)
        subject = sema->meaning->kinds.items[kind]->label_zh;
    const struct meant_verb *verb = act->verb.text ? sema_verb(sema, act->verb.text) : NULL;
    if (verb && kind != NM_NONE)
        word = sema_words(sema, "经", verb->label_zh);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(word, words[i].en) == 0)
            word = words[i].zh;
    }
    const struct ast_adverb *often = sema_times_said(act);
    if (often) {
        const char *en, *zh = NULL;
        if (often->in_any)
            sema_duration_words(sema, &often->in_any->low, often->in_any->unit, &en, &zh);
        int64_t times = 0;
        if (decimal_to_parts(often->duration->low.value, 0, &times) != DECIMAL_OK)
            times = 0; /* said where it is read */
        subject = arena_printf(sema->arena, "%s%s%s%s%lld次", subject, zh ? "在任何" : "", zh ? zh : "", zh ? "内" : "",
                               (long long)times);
    }
    return sema_words(sema, subject, act->is_negated ? "未" : "", word);
}

/* ---- the parts of a power -------------------------------------------------------------------- */

/* The adverbial at `index`, before the subject, before the verb or behind it; NULL past the last. An
 * argument that is none is passed over. */
static const struct ast_adverb *adverb_at(const struct ast_act *act, uint32_t *index)
{
    const struct ast_adverb *adverb = NULL;
    while (!adverb && *index < ast_adverb_count(act))
        adverb = ast_adverb_at(act, (*index)++);
    return adverb;
}

bool sema_is_power_verb(const struct meant_verb *verb)
{
    return verb->class == NM_RELIEVE || verb->class == NM_SUSPEND || verb->class == NM_RESUME ||
           verb->class == NM_END;
}

static bool are_clauses(const struct ast_nps *nps)
{
    bool are = nps && !(nps->is_or && nps->count > 1);
    for (uint32_t i = 0; are && i < nps->count; i++)
        are = nps->items[i]->kind == NP_CLAUSE;
    return are;
}

/* What the power is about: `terminate clauses 2 and 3`, `release Seller from clause 2`, else the first
 * phrase behind the verb. */
const struct ast_nps *sema_power_objects(const struct ast_act *act)
{
    const struct ast_nps *first = NULL;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_nps *nps = act->args.items[i].nps;
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        bool is_from = adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_FROM;
        if (is_from)
            nps = adverb->nps;
        if (are_clauses(nps))
            return nps;
        if (nps && nps->count == 1 && !is_from && !first)
            first = nps;
    }
    return first;
}

/* `for at most 60 days`, `by 5 days`: the duration behind a preposition, or NULL. */
static const struct ast_amount *duration_behind(struct sema *sema, const struct ast_act *act, enum prep prep)
{
    const struct ast_amount *found = NULL;
    uint32_t index = 0;
    for (const struct ast_adverb *adverb; (adverb = adverb_at(act, &index));) {
        bool is_one = adverb->kind == ADV_NPS && adverb->prep == prep && adverb->nps->count == 1 &&
                      adverb->nps->items[0]->kind == NP_AMOUNT &&
                      adverb->nps->items[0]->amount->kind == AMOUNT_TIME;
        if (is_one && found) {
            struct diag *diag = diag_add(sema->diags, E_UNREAD, sema->source, adverb->span, "how long is said twice");
            diag_label(diag, sema->source, found->span, "the first time");
            diag_help(diag, "leave one of them out");
            return found;
        }
        if (is_one)
            found = adverb->nps->items[0]->amount;
    }
    return found;
}

static enum nm_effect effect_of(const struct meant_verb *verb)
{
    switch (verb->class) {
    case NM_SUSPEND: return NM_SUSPEND_NORMS;
    case NM_RESUME: return NM_RESUME_NORMS;
    case NM_END: return NM_TERMINATE;
    case NM_RELIEVE:
        if (sema_is(verb->base, "extend"))
            return NM_EXTEND;
        if (sema_is(verb->base, "accelerate"))
            return NM_ACCELERATE;
        return sema_is(verb->base, "release") ? NM_RELEASE : NM_WAIVE;
    case NM_ENABLE: return NM_ASSIGN;
    case NM_PERFORM:
    case NM_ACCEPT:
    case NM_REJECT:
    case NM_FACT: break; /* to choose: elect.c */
    }
    UNREACHABLE();
}

/* To whom it may assign: `to Works`, not the addressee of `by notice to Buyer`. 0: to whom the act
 * says. */
static uint64_t assignees(struct sema *sema, const struct pending *pending)
{
    const struct ast_act *act = pending->act;
    uint64_t to = 0;
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        bool is_to = adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_TO && !ast_is_addressee(act, i);
        for (uint32_t k = 0; is_to && k < adverb->nps->count; k++)
            to |= sema_parties(sema, adverb->nps->items[k], &pending->scope);
    }
    return to & ~pending->norm->bearers;
}

/* What no right covers has no effect beside one that covers something, so it would break no prohibition. */
static void check_unforbidden(struct sema *sema, const struct meant_norm *power)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        if (norm->kind != NM_FORBID || norm->pattern.act.verb != power->pattern.act.verb)
            continue;
        struct diag *diag = diag_add(sema->diags, E_ASSIGN, sema->source, power->span,
                                     "a right to assign beside a prohibition to assign");
        diag_label(diag, norm->source, norm->span, "the prohibition");
        diag_note(diag, "an assignment that the right does not cover has no effect, and so would break nothing");
        diag_help(diag, "leave the prohibition out");
    }
}

/* Who owes something names another in its place, or to whom it is owed. */
static void check_assignable(struct sema *sema, const struct meant_norm *power)
{
    check_unforbidden(sema, power);
    for (size_t i = 0; i < power->power->scope.count; i++) {
        const struct meant_norm *norm = power->power->scope.items[i];
        bool is_duty = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_VAGUE;
        if (is_duty && norm->joint != NM_TOGETHER && !norm->is_answer)
            continue;
        struct diag *diag = diag_add(sema->diags, E_ASSIGN, sema->source, power->span,
                                     "this cannot be put into other hands");
        diag_label(diag, norm->source, norm->span, "this");
        diag_help(diag, "name duties that one party owes");
        return;
    }
}

/* `by 5 days`, `by 2 weeks`: how many days are added does not hang on the day on which they are. */
static void extension(struct sema *sema, struct meant_power *power, const struct ast_act *act)
{
    const struct ast_amount *by = duration_behind(sema, act, PREP_BY);
    power->length = by;
    if (by && by->quant != QUANT_NONE) {
        struct diag *diag = diag_add(sema->diags, E_POWER_SCOPE, sema->source, by->span,
                                     "how far it moves is not known: each use adds a fixed length");
        diag_help(diag, "write the length of one extension, and how often: `by 5 days, twice`");
        return;
    }
    bool is_fixed = by && (by->time_unit == TIME_DAY || by->time_unit == TIME_WEEK);
    if (is_fixed && decimal_to_parts(by->low.value, 0, &power->amount) == DECIMAL_OK &&
        power->amount > 0 && power->amount <= LIMIT_HORIZON_DAYS) {
        power->amount *= by->time_unit == TIME_WEEK ? 7 : 1;
        return;
    }
    struct diag *diag = diag_add(sema->diags, E_POWER_SCOPE, sema->source, by ? by->span : act->span,
                                 by ? "an extension is a whole number of days or weeks"
                                    : "by how many days it may extend is not said");
    if (by)
        diag_help(diag, "write `by 7 days` or `by 2 weeks`: working days and months differ in length, and "
                        "on which day it is extended is not known yet");
    else
        diag_help(diag, "add `by 5 days`");
}

/* `With 30 days' notice, Buyer may …`: behind the action it begins no sentence. */
static const char *notice_said(struct sema *sema, const struct ast_adverb *adverb)
{
    const char *said = sema_said_adverb(sema, adverb);
    bool is_capital = said[0] >= 'A' && said[0] <= 'Z';
    return is_capital ? arena_printf(sema->arena, "%c%s", said[0] - 'A' + 'a', said + 1) : said;
}

/* `with 30 days' notice`, `at most twice`, `conclusive`. */
static void terms(struct sema *sema, struct meant_power *power, const struct ast_act *act)
{
    const char *en, *zh;
    uint32_t index = 0;
    power->terms_en = power->terms_zh = "";
    if (power->length && power->effect == NM_EXTEND) {
        sema_duration_words(sema, &power->length->high, power->length->time_unit, &en, &zh);
        power->terms_zh = zh;
    }
    power->terms_zh = sema_join(sema, power->terms_zh, sema_power_notice_zh(sema, act));
    for (const struct ast_adverb *adverb; (adverb = adverb_at(act, &index));) {
        const struct ast_duration *notice = adverb->duration;
        if (adverb->kind != ADV_NOTICE)
            continue;
        if (adverb->span.start < act->verb.span.start) /* else the English action tells it */
            power->terms_en = sema_words(sema, ", ", notice_said(sema, adverb));
        struct meant_expr *end = sema_add_duration(sema, expr_new(sema, NM_OP_AT, 0), &notice->high,
                                                   notice->unit, notice->span, 1);
        if (power->effect == NM_ACCELERATE)
            power->until = end; /* the time that is left to perform */
        else
            power->notice = end;
        sema_duration_words(sema, &notice->high, notice->unit, &en, &zh);
        power->terms_zh = sema_words(sema, power->terms_zh, "，须提前", zh, sema_notice_zh(sema, act, adverb));
    }
    if (power->length && power->effect != NM_EXTEND) {
        sema_duration_words(sema, &power->length->high, power->length->time_unit, &en, &zh);
        power->terms_zh = sema_join(sema, power->terms_zh, "，至多", zh);
    }
    power->uses = sema_times(sema, act, 0);
    if (power->uses > 0 && sema->in_words)
        power->terms_zh = arena_printf(sema->arena, "%s，至多%d次", power->terms_zh, power->uses);
    const char *last = act->more->answer.text ? act->more->answer.text->text : "";
    power->conclusive = sema_is(last, "conclusive");
    if (act->more->answer.text && !power->conclusive) {
        struct diag *diag = diag_add(sema->diags, E_POWER_SCOPE, sema->source, act->more->answer.span,
                                     "this says nothing of a power");
        diag_help(diag, "the word that may stand here is `conclusive`");
    }
    if (power->conclusive)
        power->terms_zh = sema_words(sema, power->terms_zh, "，以当时记录为准");
}

/* `Despite clause 4, …`, `Subject to clause 4, …`. */
static void order_by_fronts(struct sema *sema, struct meant_norm *norm, const struct ast_act *act)
{
    uint32_t index = 0;
    for (const struct ast_adverb *adverb; (adverb = adverb_at(act, &index));) {
        bool is_despite = adverb->kind == ADV_NPS && adverb->prep == PREP_DESPITE;
        bool is_subject = adverb->kind == ADV_NPS && adverb->prep == PREP_SUBJECT_TO;
        for (uint32_t i = 0; (is_despite || is_subject) && i < adverb->nps->count; i++) {
            if (adverb->nps->items[i]->kind != NP_CLAUSE) {
                diag_help(
                    diag_add(sema->diags, E_UNREAD, sema->source, adverb->nps->items[i]->span,
                             "this is read by nobody here"),
                    "`despite` and `subject to` name clauses; what must have happened before is the ground: `When "
                    "Bank consents, Buyer may terminate the contract`");
                continue;
            }
            norm_list others, own = {0};
            sema_clause_norms(sema, &adverb->nps->items[i]->clause, &others);
            list_push(sema->arena, &own, norm);
            if (others.count)
                sema_prevail(sema, is_despite ? &own : &others, is_despite ? &others : &own,
                             adverb->span);
        }
    }
}

static void add_to_scope(struct sema *sema, struct meant_power *power, struct meant_norm *norm)
{
    for (size_t i = 0; i < power->scope.count; i++) {
        if (power->scope.items[i] == norm)
            return;
    }
    list_push(sema->arena, &power->scope, norm);
}

/* `terminate clause 1` where there are 1.1 and 1.2 alone: an act names what stands there. */
static void check_named(struct sema *sema, const struct ast_label *label, const norm_list *norms)
{
    if (!norms->count || sema_clause_of(sema, label->text) != NM_NONE)
        return;
    bool is_zh = sema_is_in_chinese(sema, label->span);
    const char *numbers = "";
    int32_t last = NM_NONE;
    for (size_t i = 0; i < norms->count; i++) {
        int32_t clause = norms->items[i]->clause;
        if (clause != last)
            numbers = arena_printf(sema->arena, "%s%s%s", numbers, *numbers ? (is_zh ? "、" : ", ") : "",
                                   sema->meaning->clauses.items[clause]->number);
        last = clause;
    }
    struct diag *diag = diag_add(sema->diags, W_CLAUSE_UNNAMED, sema->source, label->span,
                                 "an act by this power cannot name clause %s: nothing stands under that number",
                                 label->text->text);
    diag_help(diag, is_zh ? "加上标题：`第%s条 “……”。`；否则行为只能写明其下各条：%s"
                          : "give it a heading: `clause %s \"…\".`; as it is, acts name what stands below: %s",
              label->text->text, numbers);
}

/* Nobody waives what it owes itself. */
static void set_scope(struct sema *sema, struct meant_norm *norm, const struct ast_nps *objects)
{
    struct meant_power *power = norm->power;
    bool is_waiver = power->effect == NM_WAIVE || power->effect == NM_RELEASE;
    bool is_of_days = power->effect == NM_EXTEND || power->effect == NM_ACCELERATE;
    norm_list norms = {0};
    for (uint32_t i = 0; i < objects->count; i++) {
        norm_list one;
        sema_clause_norms(sema, &objects->items[i]->clause, &one);
        check_named(sema, &objects->items[i]->clause, &one);
        sema_add_parts(sema, &one);
        if (!is_of_days) /* each clause has a day of its own */
            sema_add_parts_elsewhere(sema, &one);
        for (size_t k = 0; k < one.count; k++)
            list_push(sema->arena, &norms, one.items[k]);
    }
    power->scope_zh = sema->in_words ? sema_clauses_zh(sema, objects) : "";
    for (size_t i = 0; i < norms.count; i++) {
        if (!is_waiver || !(norms.items[i]->bearers & norm->bearers))
            add_to_scope(sema, power, norms.items[i]);
    }
    if (norms.count && !power->scope.count) {
        struct diag *diag = diag_add(sema->diags, E_OWN_DUTY, sema->source, norm->span,
                                     "nobody can waive what it owes itself");
        diag_label(diag, norms.items[0]->source, norms.items[0]->span, "the duty");
        diag_help(diag, "let the other side waive it");
    }
}

/* `cancel the order`: what arises for each order, under the sentence by which the power arises. */
static bool is_key(struct sema *sema, const struct pending *pending, const struct ast_np *np)
{
    int32_t kind = pending->scope.key_kind;
    return kind != NM_NONE && np->kind == NP_NAME && np->name.noun.text && !np->tails.count &&
           sema_kind(sema, np->name.noun.text) == kind;
}

static void set_scope_of_key(struct sema *sema, struct meant_norm *norm)
{
    struct meant_power *power = norm->power;
    bool is_waiver = power->effect == NM_WAIVE || power->effect == NM_RELEASE;
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        struct meant_norm *other = sema->meaning->norms.items[i];
        if (other->key_kind == norm->key_kind && other->kind != NM_POWER && other->kind != NM_PERMIT &&
            (!is_waiver || !(other->bearers & norm->bearers)))
            list_push(sema->arena, &power->scope, other);
    }
}

bool sema_is_contract(const struct ast_np *np)
{
    return np->kind == NP_NAME && np->name.noun.text &&
           (sema_is(np->name.noun.text->text, "contract") ||
            sema_is(np->name.noun.text->text, "合同"));
}

/* A time without an anchor behind `when …` counts from what the power arises by. */
static bool is_timed(const struct ast_act *act)
{
    uint32_t index = 0;
    for (const struct ast_adverb *adverb; (adverb = adverb_at(act, &index));) {
        if (adverb->kind == ADV_WITHIN && !adverb->anchor)
            return true;
    }
    return false;
}

/* What it acts on, for how long, how often. */
static void read_power(struct sema *sema, struct pending *pending)
{
    const struct ast_act *act = pending->act;
    struct meant_norm *norm = pending->norm;
    struct meant_power *power = arena_alloc(sema->arena, sizeof *power);
    norm->power = power;
    power->effect = effect_of(norm->pattern.act.verb);
    norm->creditors = norm->pattern.to; /* whom it is told, if that is said */
    for (uint32_t i = 0; i < ast_adverb_count(act); i++)
        norm->creditors |= sema_addressees(sema, act, i, &pending->scope);
    norm->pattern.to = 0; /* the notice may name its addressee or not */
    if (power->effect == NM_ASSIGN)
        norm->pattern.to = assignees(sema, pending);
    const struct ast_nps *objects = sema_power_objects(act);
    const struct ast_np *object = objects ? objects->items[0] : NULL;
    if (are_clauses(objects)) {
        set_scope(sema, norm, objects);
    } else if (object && is_key(sema, pending, object)) {
        power->is_of_key = true;
        set_scope_of_key(sema, norm);
    } else if (object && sema_is_contract(object) && power->effect == NM_TERMINATE) {
        power->whole_contract = true;
    } else if (!sema_has_hole(sema, NM_NONE)) {
        struct diag *diag = diag_add(sema->diags, E_POWER_SCOPE, sema->source, act->span,
                                     "it is not said what the power acts on");
        bool is_term = object && (sema_is_contract(object) || sema_is_noun(object, "term", "期限"));
        if (power->effect == NM_EXTEND && is_term) {
            diag_help(diag, "%s", sema_renewal_help);
            return;
        }
        diag_help(diag, "name clauses (`suspend clause 1.1`, `suspend clauses 1.1 and 1.2`), or `terminate "
                        "the contract`");
    }
    if (power->effect == NM_SUSPEND_NORMS)
        sema_suspension(sema, power, act, duration_behind(sema, act, PREP_FOR));
    if (power->effect == NM_EXTEND)
        extension(sema, power, act);
    terms(sema, power, act);
    if (power->effect == NM_ASSIGN)
        check_assignable(sema, norm);
    if (power->effect == NM_ASSIGN && power->notice) {
        struct diag *diag = diag_add(sema->diags, E_ASSIGN, sema->source, norm->span,
                                     "an assignment takes effect at once");
        diag_help(diag, "leave out the time of the notice");
    }
    order_by_fronts(sema, norm, act);
}

struct meant_expr *sema_statuses_joined(struct sema *sema, const struct ast_event *events, const struct scope *scope)
{
    struct meant_expr *all = NULL;
    for (uint32_t i = 0; i < events->count; i++) {
        struct meant_expr *one = sema_is_cap_reached(events->items[i])
                                     ? sema_cap_reached(sema, events->items[i])
                                     : sema_condition(sema, events->items[i], scope);
        if (!one)
            return NULL;
        all = i ? expr_of(sema, events->is_and ? NM_OP_AND : NM_OP_OR, all, one) : one;
    }
    return all;
}

/* What `and` joins must be so in one and the same period, whichever (spec 10.3). */
static struct meant_expr *ground_of(struct sema *sema, const struct ast_event *events, const struct scope *scope)
{
    struct period_list *each = arena_array(sema->arena, events->count, sizeof *each), shared = {0};
    for (uint32_t i = 0; events->is_and && !scope->period && i < events->count; i++) {
        const struct ast_label *label = sema_watched_clause(events->items[i]);
        if (label)
            sema_periods_of_clause(sema, label, &each[i]);
    }
    sema_shared_periods(sema, each, events->count, &shared);
    struct meant_expr *any = shared.count ? NULL : sema_statuses_joined(sema, events, scope);
    for (size_t i = 0; i < shared.count; i++) {
        struct scope one = *scope;
        one.period = shared.items[i];
        struct meant_expr *all = sema_statuses_joined(sema, events, &one);
        if (!all)
            return NULL;
        any = any ? expr_of(sema, NM_OP_OR, any, all) : all;
    }
    return any;
}

bool sema_power(struct sema *sema, struct pending *pending)
{
    const struct ast_act *act = pending->act;
    struct meant_norm *norm = pending->norm;
    if (norm->power && norm->power->effect == NM_CHOOSE)
        return true;
    if (!norm->power)
        read_power(sema, pending);
    if (norm->remedies)
        return true; /* the breach gives it */
    if (!pending->trigger || !pending->trigger->event)
        return false;
    const struct ast_event *events = pending->trigger->event;
    bool is_while = pending->trigger->kind == TRIGGER_WHILE;
    uint32_t acts = 0;
    for (uint32_t i = 0; i < events->count; i++)
        acts += sema_is_act_event(events->items[i]);
    if (acts && norm->power->effect == NM_RENEW) {
        sema_not_yet(sema, pending->trigger->span, "a renewal that an act makes possible",
                     "say it by a status: `While clause 1.1 is fulfilled, Buyer may renew …`");
        return false;
    }
    if (acts == events->count)
        return true; /* an act gives it */
    if (acts) {
        sema_not_yet(sema, pending->trigger->span,
                     events->is_and ? "a power by an act and a status" : "a power by an act or a status",
                     events->is_and
                         ? "let the act give it, and ask for the status then: `When Buyer rejects a press if clause "
                           "1.1 is breached, Buyer may …`"
                         : "give the power in two sentences, one for each");
        return false;
    }
    const char *zh = "";
    for (uint32_t i = 0; i < events->count; i++)
        zh = sema_words(sema, zh, i == 0 ? "" : events->is_and ? "且" : "或",
                        sema_condition_zh(sema, events->items[i]));
    struct meant_expr *ground = ground_of(sema, events, &pending->scope);
    if (!ground)
        return false;
    struct meant_expr *before = norm->power->ground; /* of a renewal */
    norm->power->ground = before ? expr_of(sema, NM_OP_AND, before, ground) : ground;
    if (!is_while && is_timed(act))
        return true;
    static const char *const joins[2][2] = {{" or when ", " and when "}, {" or ", " and "}};
    norm->trigger_en = is_while ? "while " : "when ";
    for (uint32_t i = 0; i < events->count; i++) {
        bool is_said =
            i > 0 && events->items[i]->span.start == events->items[0]->span.start; /* one predicate for all */
        if (!is_said)
            norm->trigger_en = sema_words(sema, norm->trigger_en, i == 0 ? "" : joins[is_while][events->is_and],
                                     sema_said_behind(sema, events->items[i], events->items[i]->span, ""));
    }
    norm->trigger_zh = sema_words(sema, zh, is_while ? "期间" : "时");
    return false;
}
