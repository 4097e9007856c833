/* awaited_day.c - sums that are owed on a written day, or when the contract ends, and ask for a value that is not known
 * then: they wait for it. Spec 10.8, 10.9. */
#include "compiler/sema/awaited.h"

#include "compiler/sema/indicators_internal.h"
#include "compiler/sema/sema_internal.h"
#include "runtime/state.h"

/* The values that are waited for. */
typedef LIST(const struct meant_indicator *) awaited_list;

static bool asks_for(const awaited_list *awaited, const struct meant_expr *expr)
{
    bool is = expr && (expr->op == NM_OP_VALUE || expr->op == NM_OP_KNOWN) && expr->first == NM_LATEST;
    for (size_t i = 0; is && i < awaited->count; i++) {
        if (awaited->items[i]->index == expr->imm)
            return true;
    }
    return expr && (asks_for(awaited, expr->a) || asks_for(awaited, expr->b));
}

/* A condition is read on the day, but for what it asks of the value, *later: that waits with the sum. */
static struct meant_expr *read_on_day(struct sema *sema, const awaited_list *awaited, struct meant_expr *expr,
                                      struct meant_expr **later)
{
    if (!expr || !asks_for(awaited, expr))
        return expr;
    if (expr->op != NM_OP_AND) {
        *later = expr_both(sema, *later, expr);
        return NULL;
    }
    struct meant_expr *left = read_on_day(sema, awaited, expr->a, later);
    return expr_both(sema, left, read_on_day(sema, awaited, expr->b, later));
}

/* That the day has come, and what was asked on it has held: remembered until all is known, behind the end, too. */
static struct meant_norm *remember_day(struct sema *sema, const struct meant_norm *norm, struct meant_expr *known,
                                       struct meant_expr *holds)
{
    struct ast_act act = {.span = norm->span};
    struct meant_trigger day = norm->triggers.items[0];
    bool is_end = day.kind == NM_AT_END;
    struct meant_norm *memory = sema_add_memory(sema, norm->clause, &act, is_end ? "end" : "day");
    memory->fate = NM_SURVIVES;
    memory->until = known;
    day.guard = expr_both(sema, expr_of(sema, NM_OP_NOT, known, NULL), holds);
    day.until = is_end ? NULL : expr_new(sema, NM_OP_TERM_END, 0); /* no day behind a termination */
    sema_add_trigger(sema, memory, day);
    return memory;
}

/* At the end all is waited for; on a day what has no rhythm: else it is the value of a period that is asked for. What
 * is known from before the contract always has a value. */
static void add_awaited(struct sema *sema, const struct meant_indicator *indicator, bool is_end, awaited_list *awaited)
{
    bool is_new = (is_end || indicator->rhythm == NM_RHYTHM_NONE) && !sema_has_fact(sema, indicator->index);
    for (size_t i = 0; is_new && i < awaited->count; i++)
        is_new = awaited->items[i] != indicator;
    if (is_new)
        list_push(sema->arena, awaited, indicator);
}

static void add_asked(struct sema *sema, const struct meant_expr *guard, bool is_end, awaited_list *awaited)
{
    if (!guard)
        return;
    if ((guard->op == NM_OP_VALUE || guard->op == NM_OP_KNOWN) && guard->first == NM_LATEST)
        add_awaited(sema, sema->meaning->indicators.items[guard->imm], is_end, awaited);
    add_asked(sema, guard->a, is_end, awaited);
    add_asked(sema, guard->b, is_end, awaited);
}

static void say_awaited(struct sema *sema, struct meant_norm *norm, const awaited_list *awaited)
{
    const char *en = "", *zh = "";
    for (size_t i = 0; i < awaited->count; i++) {
        en = sema_words(sema, en, i ? " and the " : "the ", awaited->items[i]->name);
        zh = sema_words(sema, zh, i ? "和" : "", awaited->items[i]->label_zh);
    }
    const char *has = awaited->count > 1 ? " have been measured" : " has been measured";
    norm->trigger_en = sema_words(sema, norm->trigger_en, *norm->trigger_en ? ", once " : "once ",
                                  sema_join(sema, en, has));
    norm->trigger_zh = sema_words(sema, norm->trigger_zh, *norm->trigger_zh ? "，测得" : "测得", zh, "后");
}

bool sema_await_latest(struct sema *sema, struct meant_norm *norm, const struct meant_indicator *const *asked,
                       size_t count)
{
    const struct meant_trigger *day = norm->triggers.count == 1 ? &norm->triggers.items[0] : NULL;
    bool is_end = day && day->kind == NM_AT_END;
    if (!day || !(is_end || (day->kind == NM_AT_TICK && !day->is_closing)))
        return false;
    awaited_list awaited = {0};
    struct meant_expr *known = NULL, *later = NULL;
    for (size_t i = 0; i < count; i++)
        add_awaited(sema, asked[i], is_end, &awaited);
    add_asked(sema, day->guard, is_end, &awaited);
    if (!awaited.count)
        return false;
    bool is_own = true; /* who measures all of it himself gains no time by it, but for a period to end */
    for (size_t i = 0; i < awaited.count; i++) {
        sema->meaning->indicators.items[awaited.items[i]->index]->is_asked_at_end |= is_end;
        known = expr_both(sema, known, sema_measured_value(sema, NM_OP_KNOWN, awaited.items[i]->index, NM_LATEST, 0));
        is_own &= (norm->bearers & awaited.items[i]->measurers) && awaited.items[i]->rhythm == NM_RHYTHM_NONE;
    }
    if (is_own)
        norm->counts_from = is_end ? expr_new(sema, NM_OP_TERM_END, 0) : expr_new(sema, NM_OP_CONST, day->tick);
    struct meant_expr *holds = read_on_day(sema, &awaited, day->guard, &later);
    struct meant_norm *memory = remember_day(sema, norm, known, holds);
    struct meant_expr *is_new = expr_of(sema, NM_OP_NOT, sema_is_made(sema, norm), NULL);
    for (size_t i = 0; !is_end && i < awaited.count; i++) { /* a contract that waits for an act is not completed */
        const struct meant_indicator *indicator = awaited.items[i];
        struct meant_trigger measured = {
            .kind = NM_ON_EVENT,
            .pattern = {.act = {indicator->verb, false}, .actors = indicator->measurers, .kind = NM_NONE,
                        .indicator = indicator}};
        measured.guard = expr_both(sema, expr_of(sema, NM_OP_AND, sema_is_made(sema, memory), is_new), later);
        sema_add_trigger(sema, norm, measured);
    }
    /* behind the end it is called forth by no figure, but by this, that the wait is over */
    struct meant_trigger over = {.kind = NM_ON_STATUS, .norm = memory, .statuses = 1u << ST_LAPSED,
                                 .guard = expr_both(sema, is_new, later)};
    over.pattern.kind = NM_NONE;
    sema_add_trigger(sema, norm, over);
    say_awaited(sema, norm, &awaited);
    return true;
}
