/* permits.c - permissions: exceptions to named prohibitions, rights up to an amount, rights with a window.
 * Spec 9.5. */
#include "compiler/sema/sema_internal.h"
#include "runtime/state.h"

bool sema_read_limit(struct sema *sema, struct meant_norm *norm, const struct ast_amount *written,
                     struct amount *amount)
{
    bool is_limit = written->quant == QUANT_NONE || written->quant == QUANT_AT_MOST ||
                    written->quant == QUANT_LESS_THAN;
    if (!is_limit || written->has_range || written->kind == AMOUNT_PERCENT) {
        struct diag *diag = diag_add(sema->diags, E_BOUNDS, sema->source, written->span,
                                     "a right goes up to an amount");
        diag_help(diag, "write `may order up to 270 parts`");
        return false;
    }
    if (!sema_bounds(sema, written, amount))
        return false;
    norm->has_most = true;
    norm->most = amount->has_most ? amount->most : amount->parts;
    amount->has_most = true;
    amount->most = amount->parts = norm->most;
    return true;
}

/* `at most twice`: so many acts. */
static void set_times(struct sema *sema, struct meant_norm *norm, const struct ast_act *act)
{
    int32_t times = sema_times(sema, act, 0);
    if (!times)
        return;
    if (!norm->need) {
        norm->need = expr_new(sema, NM_OP_CONST, times);
        norm->need_parts = norm->most = times;
        norm->by_act = true;
        return;
    }
    struct diag *diag = diag_add(sema->diags, E_BOUNDS, sema->source, act->span,
                                 "how far the right goes is said twice");
    diag_help(diag, "write an amount (`up to 3 engines`) or a number of times (`at most twice`)");
}

static bool is_prohibition(const struct meant_norm *norm)
{
    return norm->kind == NM_FORBID || norm->kind == NM_AT_MOST;
}

/* The prohibitions of the clause: those that the permission is an exception to. */
static void except_clause(struct sema *sema, struct meant_norm *norm, const struct ast_np *np)
{
    norm_list norms;
    size_t before = norm->excepts.count;
    sema_clause_norms(sema, &np->clause, &norms);
    sema_add_parts(sema, &norms);
    for (size_t i = 0; i < norms.count; i++) {
        if (is_prohibition(norms.items[i]))
            list_push(sema->arena, &norm->excepts, norms.items[i]);
    }
    if (norms.count && norm->excepts.count == before) {
        struct diag *diag = diag_add(sema->diags, E_PERMITS_NOTHING, sema->source, np->span,
                                     "clause %s forbids nothing", np->clause.text->text);
        diag_label(diag, norms.items[0]->source, norms.items[0]->span, "this is no prohibition");
        diag_help(diag, "name the clause that forbids the act, or leave `Despite …` out");
    }
}

static void read_adverb(struct sema *sema, struct meant_norm *norm, const struct ast_adverb *adverb)
{
    if (adverb->kind != ADV_NPS || adverb->prep != PREP_DESPITE)
        return;
    norm->is_exception = true;
    for (uint32_t i = 0; i < adverb->nps->count; i++) {
        if (adverb->nps->items[i]->kind == NP_CLAUSE) {
            except_clause(sema, norm, adverb->nps->items[i]);
            continue;
        }
        struct diag *diag = diag_add(sema->diags, E_PERMITS_NOTHING, sema->source, adverb->span,
                                     "it is not said which prohibition gives way");
        diag_help(diag, "write `Despite clause 3.1, …`");
    }
}

void sema_permit(struct sema *sema, struct pending *pending)
{
    const struct ast_act *act = pending->act;
    set_times(sema, pending->norm, act);
    for (uint32_t i = 0; i < act->fronts.count; i++)
        read_adverb(sema, pending->norm, act->fronts.items[i]);
    for (uint32_t i = 0; i < act->mids.count; i++)
        read_adverb(sema, pending->norm, act->mids.items[i]);
    for (uint32_t i = 0; i < act->args.count; i++) {
        if (act->args.items[i].adverb)
            read_adverb(sema, pending->norm, act->args.items[i].adverb);
    }
}

/* A right of the term, and what is forbidden once the contract has ended: the one is over when the other arises. */
static bool is_over_before(const struct sema *sema, const struct meant_norm *right, const struct meant_norm *other)
{
    int64_t due;
    bool is_behind_end = other->triggers.count > 0, is_of_term = right->fate != NM_SURVIVES;
    for (size_t i = 0; i < other->triggers.count; i++) {
        const struct meant_trigger *trigger = &other->triggers.items[i];
        is_behind_end &= trigger->kind == NM_AT_END || (trigger->norm && trigger->norm->is_of_end);
    }
    for (size_t i = 0; i < right->triggers.count; i++)
        is_of_term &= right->triggers.items[i].kind == NM_AT_START;
    return is_behind_end && is_of_term &&
           (!right->due || (sema_constant(sema, right->due, &due) && due <= sema->meaning->end));
}

static bool is_to_others(const struct meant_pattern *one, const struct meant_pattern *other)
{
    return one->to && other->to && !(one->to & other->to);
}

/* A permission that meets a prohibition says so: which of the two gives way is never guessed. */
void sema_check_permit(struct sema *sema, const struct meant_norm *norm)
{
    if (norm->kind != NM_PERMIT || norm->is_exception || norm->is_freedom)
        return;
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *other = sema->meaning->norms.items[i];
        if (!is_prohibition(other) || other->pattern.act.verb != norm->pattern.act.verb ||
            !(other->pattern.actors & norm->pattern.actors) ||
            sema_excludes(&other->pattern, &norm->pattern) || is_to_others(&other->pattern, &norm->pattern) ||
            is_over_before(sema, norm, other))
            continue;
        const char *number = sema->meaning->clauses.items[other->clause]->number;
        struct diag *diag = diag_add(sema->diags, E_PERMIT_UNCLEAR, norm->source, norm->span,
                                     "clause %s forbids this, and it is not said which gives way", number);
        diag_label(diag, other->source, other->span, "the prohibition");
        diag_help(diag,
                  sema_reads_chinese(norm->source, norm->span) ? "以“尽管 第%s条，…”开头" : "begin with `Despite clause %s, …`",
                  number);
        return;
    }
}

/* ---- what is forbidden until it is done ----------------------------------------------------------------- */

static bool is_excepted(const struct sema *sema, const struct meant_norm *norm)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *permit = sema->meaning->norms.items[i];
        for (size_t k = 0; permit->kind == NM_PERMIT && k < permit->excepts.count; k++) {
            if (permit->excepts.items[k] == norm)
                return true;
        }
    }
    return false;
}

/* The duty that ends the prohibition once it is done, if that is the act which is forbidden until then; or NULL. */
static const struct meant_norm *forbidden_duty(const struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_norm *duty =
        is_prohibition(norm) && norm->until && norm->until->op == NM_OP_STATUS ? norm->until->norm : NULL;
    if (!duty || (duty->kind != NM_ACHIEVE && duty->kind != NM_AMOUNT) ||
        !(norm->until->statuses & 1u << ST_FULFILLED) || duty->pattern.act.verb != norm->pattern.act.verb ||
        !(duty->pattern.actors & norm->pattern.actors) || sema_excludes(&duty->pattern, &norm->pattern) ||
        is_to_others(&duty->pattern, &norm->pattern))
        return NULL;
    return norm->kind == NM_FORBID && !is_excepted(sema, norm) ? duty : NULL;
}

void sema_check_forbidden(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_norm *duty = forbidden_duty(sema, norm);
    if (!duty)
        return;
    const struct meant_norm *cause = duty->triggers.count ? duty->triggers.items[0].norm : NULL;
    const char *number = sema->meaning->clauses.items[duty->clause]->number;
    bool is_zh = sema_reads_chinese(norm->source, norm->span);
    struct diag *diag = diag_add(sema->diags, W_FORBIDS_DUTY, norm->source, norm->span,
                                 "whoever performs clause %s breaks this: it is forbidden until it has been done",
                                 number);
    diag_label(diag, duty->source, duty->span, "the same act is owed here");
    if (cause)
        diag_help(diag, is_zh ? "禁止至该义务产生之时：`… 直至 第%s条 被 履行`"
                              : "let it end with what makes the act due: `… until clause %s is fulfilled`",
                  sema->meaning->clauses.items[cause->clause]->number);
    else
        diag_help(diag, "%s", is_zh ? "以其应履行之日为止：`… 直至 2026-03-31`"
                                    : "let it end on the day from which the act may be done: `… until 2026-03-31`");
}

/* ---- rights with a window ----------------------------------------------------------------------------- */

/* `may audit the books`: no number, no exception, no freedom. */
static bool is_plain_right(const struct meant_norm *norm)
{
    return norm->kind == NM_PERMIT && !norm->is_exception && !norm->is_freedom && !norm->need && !norm->quantity;
}

/* An act may fit both. */
static bool is_same_act(const struct meant_norm *one, const struct meant_norm *other)
{
    const struct meant_pattern *left = &one->pattern, *right = &other->pattern;
    return left->act.verb == right->act.verb && left->act.is_start == right->act.is_start &&
           (left->actors & right->actors) && (!left->to || !right->to || (left->to & right->to)) &&
           !sema_excludes(left, right);
}

/* `Buyer may reject the press within 15 days` of what Buyer accepts or rejects: the answer has its own time. */
static bool answers(const struct meant_norm *right, const struct meant_norm *duty)
{
    const struct meant_answer *answer = duty->answer;
    const struct meant_verb *verb = right->pattern.act.verb;
    return (verb == answer->accept || verb == answer->reject) && (answer->acceptors & right->pattern.actors) &&
           (right->pattern.kind == duty->pattern.kind || right->pattern.kind == NM_NONE ||
            duty->pattern.kind == NM_NONE);
}

/* What is owed may be done, whatever rights there are to do it. */
static bool is_owed_too(const struct sema *sema, const struct meant_norm *right)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *other = sema->meaning->norms.items[i];
        if ((other->kind == NM_ACHIEVE || other->kind == NM_AMOUNT || other->kind == NM_VAGUE ||
             other->kind == NM_EFFORT) && is_same_act(right, other))
            return true;
        if (other->answer && answers(right, other))
            return true;
    }
    return false;
}

void sema_bound_rights(struct sema *sema)
{
    struct meaning *meaning = sema->meaning;
    for (size_t i = 0; i < meaning->norms.count; i++) {
        struct meant_norm *norm = meaning->norms.items[i];
        bool is_bounded = norm->from || norm->due || norm->until || norm->triggers.count;
        if (!is_plain_right(norm) || !is_bounded || is_owed_too(sema, norm))
            continue;
        for (size_t k = 0; k < meaning->norms.count; k++) { /* another right to it allows it, too */
            struct meant_norm *other = meaning->norms.items[k];
            if (is_plain_right(other) && is_same_act(norm, other))
                other->by_act = true;
        }
    }
}

/* ---- rights up to an amount, beside duties ------------------------------------------------------------ */

/* `may order up to 20 lathes`, `may order at most twice`: each act takes of it, an owed one, too. */
static bool is_limited_right(const struct meant_norm *norm)
{
    return norm->kind == NM_PERMIT && !norm->is_exception && !norm->is_freedom && norm->need &&
           norm->need->op == NM_OP_CONST;
}

/* How much of it the right lets be done: what is counted in acts may be done in one. */
static int64_t room_for(const struct meant_norm *right, const struct meant_norm *duty)
{
    bool is_alike = duty->kind == NM_AMOUNT && duty->unit == right->unit;
    return right->by_act || !is_alike ? INT64_MAX : right->need->imm;
}

static bool may_meet(const struct sema *sema, const struct meant_norm *right, const struct meant_norm *duty)
{
    int64_t from, due;
    if (right->triggers.count)
        return duty->triggers.count > 0;
    bool is_over = sema_constant(sema, right->due, &due) && sema_constant(sema, duty->from, &from) && due < from;
    bool is_early = sema_constant(sema, right->from, &from) && sema_constant(sema, duty->due, &due) && due < from;
    return !is_over && !is_early;
}

enum lack { LACKS_TIME, LACKS_ROOM, LACKS_ROOM_FOR_ALL };

static void say_blocked(struct sema *sema, const struct meant_norm *duty, const struct meant_norm *right,
                        enum lack lack)
{
    static const char *const heads[] = {
        [LACKS_TIME] = "the right of clause %s is not there while this is to be done",
        [LACKS_ROOM] = "the right of clause %s goes less far than what is owed here",
        [LACKS_ROOM_FOR_ALL] = "the right of clause %s goes less far than what is owed up to here",
    };
    const char *number = sema->meaning->clauses.items[right->clause]->number;
    struct diag *diag = diag_add(sema->diags, W_RIGHT_BLOCKS, duty->source, duty->span, heads[lack], number);
    diag_label(diag, right->source, right->span, "beyond this right no such act has effect, not even an owed one");
    diag_help(diag, "%s", sema_reads_chinese(duty->source, duty->span)
                              ? "使该权利不小于义务，或为该权利另用动词，或删去该权利"
                              : "let the right go as far as the duty, give it a verb of its own, or leave it out");
}

void sema_check_room(struct sema *sema)
{
    norm_list rights = {0};
    int32_t said = NM_NONE; /* the clause last told of: its periods stand together */
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        if (is_limited_right(sema->meaning->norms.items[i]))
            list_push(sema->arena, &rights, sema->meaning->norms.items[i]);
    }
    int64_t *used = arena_array(sema->arena, rights.count, sizeof *used); /* by duties that no other right allows */
    for (size_t i = 0; rights.count && i < sema->meaning->norms.count; i++) {
        const struct meant_norm *duty = sema->meaning->norms.items[i];
        size_t fitting = 0, met = 0, last = 0;
        int64_t room = 0;
        if ((duty->kind != NM_ACHIEVE && duty->kind != NM_AMOUNT) || duty->clause == said || duty->parent)
            continue;
        for (size_t k = 0; k < rights.count; k++) {
            if (!is_same_act(rights.items[k], duty))
                continue;
            bool meets = may_meet(sema, rights.items[k], duty);
            last = meets || !met ? k : last;
            fitting++;
            met += meets;
            if (meets && !ckd_add_i64(&room, room, room_for(rights.items[k], duty)))
                room = INT64_MAX;
        }
        if (met == 1 && !duty->triggers.count && !ckd_add_i64(&used[last], used[last], duty->need_parts))
            used[last] = INT64_MAX;
        bool is_full = met == 1 && used[last] > room;
        if (!fitting || (met && duty->need_parts <= room && !is_full))
            continue;
        said = duty->clause;
        say_blocked(sema, duty, rights.items[last],
                    !met ? LACKS_TIME : duty->need_parts > room ? LACKS_ROOM : LACKS_ROOM_FOR_ALL);
    }
}
