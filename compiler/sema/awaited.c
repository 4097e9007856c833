/* awaited.c - norms and their periods. What asks for a value that becomes known later arises when the period
 * has been measured, and its time counts from the end of that period all the same: who measures late for
 * himself gains no time by it; who has to wait for another's measurement loses none. Spec 10.8. */
#include "compiler/sema/awaited.h"

#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"
#include "runtime/indicator.h"
#include "runtime/state.h"

bool sema_is_measured_for(const struct sema *sema, const struct meant_indicator *indicator,
                          const struct meant_period *at_hand)
{
    struct period period;
    return at_hand && indicator->rhythm != NM_RHYTHM_NONE &&
           rhythm_period(indicator->rhythm, indicator->every, sema->meaning->start, at_hand->first,
                         &period) &&
           period.first == at_hand->first && period.last == at_hand->last;
}

bool sema_is_measured_alike(const struct meant_norm *norm, const struct meant_indicator *indicator)
{
    bool is = norm->triggers.count > 0 && indicator->rhythm != NM_RHYTHM_NONE;
    for (size_t i = 0; is && i < norm->triggers.count; i++) {
        const struct meant_indicator *other = norm->triggers.items[i].pattern.indicator;
        is = norm->triggers.items[i].kind == NM_ON_EVENT && other &&
             other->rhythm == indicator->rhythm && other->every == indicator->every;
    }
    return is;
}

/* The limit as it is written, wherever it falls. */
static struct meant_expr *written_until(struct sema *sema, const struct meant_indicator *indicator, int64_t last)
{
    const struct ast_duration *duration = indicator->limit->duration;
    struct meant_expr *end = expr_new(sema, NM_OP_CONST, last);
    return sema_add_duration(sema, end, &duration->high, duration->unit, duration->span, 1);
}

struct meant_expr *sema_measured_until(struct sema *sema, const struct meant_indicator *indicator,
                                       struct period period)
{
    const char *en, *zh;
    int64_t day;
    struct meant_expr *until = written_until(sema, indicator, period.last);
    if (sema_constant(sema, until, &day))
        until = expr_new(sema, NM_OP_CONST, day);
    return sema_roll(sema, until, 1, &en, &zh);
}

/* By how many days the limit moves off a free day. */
static int64_t days_moved(struct sema *sema, const struct meant_indicator *indicator, int64_t last)
{
    int64_t written, day;
    struct meant_expr *until = sema_measured_until(sema, indicator, (struct period){last, last});
    return sema_constant(sema, written_until(sema, indicator, last), &written) && sema_constant(sema, until, &day)
               ? day - written : 0;
}

/* From when its time counts: the end of the period; of what another measures, from as many days later as
 * that was late, and where no time is set for it, from the measurement. */
static struct meant_expr *anchor_of(struct sema *sema, const struct meant_norm *norm,
                                    const struct meant_indicator *indicator, int64_t last)
{
    struct meant_expr *end = expr_new(sema, NM_OP_CONST, last);
    struct meant_expr *measured = expr_new(sema, NM_OP_TRIGGER, 0);
    if (norm->bearers & indicator->measurers)
        return end;
    if (!indicator->limit)
        return measured;
    const struct ast_duration *limit = indicator->limit->duration;
    measured = sema_add_duration(sema, measured, &limit->high, limit->unit, limit->span, -1);
    int64_t moved = days_moved(sema, indicator, last);
    if (moved) {
        struct meant_expr *back = expr_new(sema, NM_OP_ADD_DAYS, -moved);
        back->a = measured;
        measured = back;
    }
    return expr_of(sema, NM_OP_MAX, end, measured);
}

/* ---- the condition is read at the end, but for the value ------------------------------------------------ */

/* Whether it asks for a value of the period that is at hand. */
static bool asks_value(const struct meant_norm *norm, const struct meant_expr *expr)
{
    const struct meant_period *at_hand = norm->value_period;
    if (!expr)
        return false;
    if (expr->op == NM_OP_VALUE || expr->op == NM_OP_KNOWN)
        return at_hand && expr->first == at_hand->first && expr->last == at_hand->last;
    return asks_value(norm, expr->a) || asks_value(norm, expr->b);
}

/* Whether it held at the closing of the last day of the period: an instance that was made then and ends at once says
 * so. */
static struct meant_expr *held_at_end(struct sema *sema, struct meant_norm *norm, const struct meant_trigger *end,
                                      struct meant_expr *holds)
{
    struct ast_act act = {.span = norm->span};
    const struct meant_period *period = norm->of_period ? norm->of_period : norm->value_period;
    struct meant_norm *memory = sema_add_memory(sema, norm->clause, &act, sema_join(sema, period->name, ", if"));
    struct meant_trigger at_end = *end;
    at_end.guard = holds;
    memory->fate = NM_SURVIVES; /* it is asked while the contract winds up, too */
    memory->until = expr_new(sema, NM_OP_CONST, 1);
    sema_add_trigger(sema, memory, at_end);
    return sema_is_made(sema, memory);
}

/* What is asked of nothing but the value stays; what is asked of a state is read at the end of the period. *rest:
 * what of it all must hold besides, so far. */
static struct meant_expr *split_at_end(struct sema *sema, struct meant_norm *norm, const struct meant_trigger *end,
                                       struct meant_expr *expr, struct meant_expr **rest)
{
    if (!asks_value(norm, expr)) {
        *rest = *rest ? expr_of(sema, NM_OP_AND, *rest, expr) : expr;
        return NULL;
    }
    if (expr->op == NM_OP_AND) {
        struct meant_expr *left = split_at_end(sema, norm, end, expr->a, rest);
        struct meant_expr *right = split_at_end(sema, norm, end, expr->b, rest);
        return left && right ? expr_of(sema, NM_OP_AND, left, right) : left ? left : right;
    }
    if (expr->op != NM_OP_OR)
        return expr;
    struct meant_expr *sides[2] = {expr->a, expr->b};
    for (int i = 0; i < 2; i++) {
        struct meant_expr *besides = NULL, *asked = split_at_end(sema, norm, end, sides[i], &besides);
        besides = besides ? held_at_end(sema, norm, end, besides) : NULL;
        sides[i] = besides && asked ? expr_of(sema, NM_OP_AND, asked, besides) : asked ? asked : besides;
    }
    return expr_of(sema, NM_OP_OR, sides[0], sides[1]);
}

/* Whoever measures on the last day itself is before its closing: what is remembered then calls it forth. */
static void arise_at_end(struct sema *sema, struct meant_norm *norm, const struct meant_expr *expr,
                         struct meant_expr *guard)
{
    if (!expr)
        return;
    if (expr->op == NM_OP_STATUS && expr->norm->kind == NM_MEMORY && expr->norm->until) {
        struct meant_trigger remembered = {.kind = NM_ON_STATUS, .norm = expr->norm, .statuses = 1u << ST_LAPSED,
                                           .guard = guard};
        remembered.pattern.kind = NM_NONE;
        sema_add_trigger(sema, norm, remembered);
    }
    arise_at_end(sema, norm, expr->a, guard);
    arise_at_end(sema, norm, expr->b, guard);
}

/* The expression with another measurement as that at hand. */
static struct meant_expr *by_other(struct sema *sema, struct meant_expr *expr, const struct meant_indicator *other)
{
    if (!expr)
        return NULL;
    struct meant_expr *a = by_other(sema, expr->a, other), *b = by_other(sema, expr->b, other);
    if (a == expr->a && b == expr->b && expr->op != NM_OP_MEASURED)
        return expr;
    struct meant_expr *copy = arena_copy(sema->arena, expr, sizeof *expr);
    copy->a = a;
    copy->b = b;
    if (copy->op == NM_OP_MEASURED)
        copy->imm = other->index;
    return copy;
}

void sema_await_measure(struct sema *sema, struct meant_norm *norm,
                        const struct meant_indicator *indicator)
{
    struct meant_trigger *trigger = &norm->triggers.items[0];
    bool is_end = trigger->kind == NM_AT_TICK && trigger->is_closing;
    if (!is_end && trigger->kind != NM_ON_EVENT)
        return;
    for (size_t i = 0; i < norm->triggers.count; i++) {
        if (norm->triggers.items[i].pattern.indicator == indicator)
            return; /* asked twice */
    }
    struct meant_trigger measured = {
        .kind = NM_ON_EVENT,
        .pattern = {.act = {indicator->verb, false}, .actors = indicator->measurers,
                    .kind = NM_NONE, .indicator = indicator}};
    const struct meant_indicator *first = trigger->pattern.indicator;
    if (!is_end) { /* another value of the period is asked for as well: both must be known */
        struct meant_expr *known =
            first ? sema_measured_value(sema, NM_OP_KNOWN, first->index, NM_TRIGGERING, 0) : NULL;
        measured.guard = expr_both(sema, known, by_other(sema, trigger->guard, indicator));
        sema_add_trigger(sema, norm, measured);
        return;
    }
    struct meant_expr *is_new = expr_of(sema, NM_OP_NOT, sema_is_made(sema, norm), NULL), *at_end = NULL, *asked = NULL;
    if (trigger->guard)
        asked = split_at_end(sema, norm, trigger, trigger->guard, &at_end);
    if (at_end)
        asked = expr_both(sema, asked, held_at_end(sema, norm, trigger, at_end));
    /* a later period's measurement does not read it again */
    struct meant_expr *is_of_it = sema_measured_value(sema, NM_OP_MEASURED, indicator->index,
                                                      (int32_t)norm->value_period->first,
                                                      (int32_t)norm->value_period->last);
    measured.guard = expr_both(sema, expr_of(sema, NM_OP_AND, is_new, is_of_it), asked);
    norm->awaits = indicator;
    norm->counts_from = anchor_of(sema, norm, indicator, trigger->tick);
    *trigger = measured;
    struct meant_expr *known =
        sema_measured_value(sema, NM_OP_KNOWN, indicator->index, is_of_it->first, is_of_it->last);
    arise_at_end(sema, norm, asked, expr_both(sema, expr_of(sema, NM_OP_AND, is_new, known), asked));
}

/* ---- what cannot be kept ------------------------------------------------------------------------------ */

/* Days that it takes at most; 0: not to be told. */
static int64_t days_in(const struct ast_duration *duration)
{
    int64_t count = 0;
    if (decimal_to_parts(duration->high.value, 0, &count) != DECIMAL_OK || count > LIMIT_HORIZON_DAYS)
        return 0;
    return duration->unit == TIME_DAY ? count : duration->unit == TIME_WEEK ? 7 * count : 0;
}

/* Once for all the periods of a sentence. */
static void say_too_early(struct sema *sema, const struct meant_norm *norm, int64_t days)
{
    const struct meant_indicator *indicator = norm->awaits;
    int64_t limit = days_in(indicator->limit->duration);
    if (days >= limit || (norm->series && norm->series != norm))
        return;
    struct diag *diag = diag_add(sema->diags, W_DUE_UNKNOWN, norm->source, norm->span,
                                 "this falls due before the %s need be known", indicator->name);
    diag_note(diag, "its time counts from the end of the period, and the value may be reported %lld days "
                    "after it", (long long)limit);
    diag_help(diag, "give it at least %lld days, or the measurement fewer", (long long)limit);
}

/* Whether some value is known by the contract itself; for what waits for that of a period, one from before it. */
static bool has_value_before(const struct sema *sema, const struct meant_norm *norm, int32_t indicator,
                             bool is_of_period)
{
    for (size_t i = 0; i < sema->meaning->baselines.count; i++) {
        const struct nm_baseline *fact = &sema->meaning->baselines.items[i];
        if (fact->indicator == indicator && (!is_of_period || fact->last < norm->value_period->first))
            return true;
    }
    return false;
}

/* `month`, 月, `10 days`: each of what it is measured. */
static const char *rhythm_of(const struct sema *sema, const struct meant_indicator *indicator, bool is_zh)
{
    static const char *const words[][2] = {
        [NM_RHYTHM_WEEK] = {"week", "周"},      [NM_RHYTHM_MONTH] = {"month", "月"},
        [NM_RHYTHM_QUARTER] = {"quarter", "季度"}, [NM_RHYTHM_HALF] = {"half-year", "半年"},
        [NM_RHYTHM_YEAR] = {"year", "年"}};
    bool is_days = indicator->rhythm == NM_RHYTHM_DAYS;
    if (is_days || indicator->rhythm == NM_RHYTHM_MONTHS)
        return arena_printf(sema->arena, "%d %s", (int)indicator->every,
                            is_days ? (is_zh ? "日" : "days") : is_zh ? "个月" : "months");
    return words[indicator->rhythm][is_zh];
}

/* What follows where a target is missed by silence, or a period is not measured, and asks for that very value: it goes
 * by an older one, and without any it never arises, however late the value comes. */
static bool say_if_missed_by_silence(struct sema *sema, const struct meant_norm *norm,
                                     const struct meant_indicator *indicator)
{
    const struct meant_trigger *trigger = &norm->triggers.items[0];
    const struct meant_norm *broken = trigger->kind == NM_ON_BREACH ? trigger->norm : NULL;
    bool is_of_silence = broken && broken->indicator == indicator &&
                         (broken->is_measuring || (indicator->limit && indicator->unmeasured == UNMEASURED_NOT_MET));
    if (!is_of_silence)
        return false;
    bool is_zh = sema_reads_chinese(norm->source, norm->span);
    const char *measurer = sema_labels(sema, indicator->measurers, is_zh);
    struct diag *diag = diag_add(sema->diags, W_DUE_UNKNOWN, norm->source, norm->span,
                                 "where the %s is not reported in time, this is owed by an older value, or never",
                                 indicator->name);
    diag_label(diag, broken->source, broken->span,
               broken->is_measuring ? "broken where nothing is reported" : "then missed by silence");
    diag_note(diag, "it arises at the limit by the latest value that is known, and without any not at all; a later "
                    "report changes nothing");
    if (broken->is_measuring)
        diag_help(diag, is_zh ? "未测量者并无其值：此处写固定款额" : "what is not measured has no value: write a fixed sum here");
    else
        diag_help(diag,
                  is_zh ? "使未测量本身构成违约并载明固定后果：`…，否则 %s 违约，否则 …`"
                        : "let silence be a breach of its own, with a fixed sum: `…, otherwise %s is in breach, "
                          "otherwise …`",
                  measurer);
    return true;
}

/* A sum that nobody could claim if nothing is reported. Whoever measures what is owed to himself sees to it. */
static void say_unless_measured(struct sema *sema, const struct meant_norm *norm,
                                const struct meant_indicator *indicator, bool is_of_period)
{
    if (say_if_missed_by_silence(sema, norm, indicator))
        return;
    bool is_last = indicator->limit && indicator->unmeasured == UNMEASURED_LAST;
    bool is_known = (is_last || !is_of_period) && has_value_before(sema, norm, indicator->index, is_of_period);
    bool is_own = !is_of_period && (indicator->measurers & ~norm->creditors) == 0;
    bool is_called = !norm->awaits && norm->triggers.items[0].pattern.indicator == indicator;
    if (is_known || is_own || is_called || (indicator->limit && indicator->unmeasured == UNMEASURED_BREACHES))
        return;
    struct diag *diag = diag_add(sema->diags, W_DUE_UNKNOWN, norm->source, norm->span,
                                 "as long as the %s is not reported, nothing is owed here", indicator->name);
    diag_label(diag, indicator->source, indicator->span, "measured by %s",
               sema_labels(sema, indicator->measurers, false));
    if (is_last) {
        diag_note(diag, "the last value counts, and until the first report there is none");
        diag_help(diag, "say what it was before: `The %s was … in …`, of a period before the first", indicator->name);
    } else if (indicator->rhythm == NM_RHYTHM_NONE) {
        diag_note(diag, "not even a least sum; and nobody is in breach for it");
        diag_help(diag,
                  sema_reads_chinese(norm->source, norm->span)
                      ? "写明此前之值：`%s 原为 … 于 …`；或由应得此款的%s测量"
                      : "say what it was before: `The %s was … on …`; or let it be measured by %s, to whom this is "
                        "owed",
                  indicator->name, sema_labels(sema, norm->creditors, false));
    } else {
        diag_note(diag, is_of_period
                            ? "not even a least sum, nor what an earlier value comes to; and nobody is in breach for it"
                            : "not even a least sum; and nobody is in breach for it");
        const char *measurer = sema_labels(sema, indicator->measurers, false);
        const char *measurer_zh = sema_labels(sema, indicator->measurers, true);
        bool is_outside = sema_outsider(sema, indicator->measurers) != NULL; /* it owes nothing */
        if (sema_reads_chinese(norm->source, norm->span))
            diag_help(diag, "加一句：`%s 在 每%s 后 7 日 内 测量 %s，否则 %s%s`", measurer_zh, rhythm_of(sema, indicator, true),
                      indicator->name,
                      is_outside ? "最后一个 测得值 为准" : measurer_zh, is_outside ? "" : " 违约");
        else
            diag_help(diag, "add `%s measures the %s within 7 days after each %s, otherwise %s`", measurer,
                      indicator->name, rhythm_of(sema, indicator, false),
                      is_outside ? "the last value counts" : sema_join(sema, measurer, " is in breach"));
    }
}

/* The written day on which it is due at the latest, whenever it arises; NULL: its time counts from something. */
static const struct meant_expr *fixed_day(const struct meant_expr *due)
{
    while (due && due->op == NM_OP_ROLL)
        due = due->a;
    if (due && due->op == NM_OP_MIN) {
        const struct meant_expr *day = fixed_day(due->a);
        return day ? day : fixed_day(due->b);
    }
    return due && due->op == NM_OP_CONST ? due : NULL;
}

/* `On 2026-03-01: Buyer pays Seller the fee by 2026-03-31`: it waits for a value that another measures (awaited_day.c),
 * and is due on that day all the same. */
static void say_if_fixed(struct sema *sema, const struct meant_norm *norm, const struct meant_indicator *indicator)
{
    const struct meant_trigger *day = &norm->triggers.items[0];
    const struct meant_expr *due = fixed_day(norm->due);
    if (!due || norm->triggers.count < 2 || day->kind != NM_AT_TICK || norm->bearers & indicator->measurers ||
        has_value_before(sema, norm, indicator->index, false))
        return;
    struct diag *diag = diag_add(sema->diags, W_DUE_UNKNOWN, norm->source, norm->span,
                                 "this is due on %s, even if the %s has not been measured by then",
                                 sema_day_text(sema, due->imm), indicator->name);
    diag_label(diag, indicator->source, indicator->span, "measured by %s",
               sema_labels(sema, indicator->measurers, false));
    diag_note(diag, "it would be in breach when it arises, by a sum that nobody knew before");
    diag_help(diag,
              sema_reads_chinese(norm->source, norm->span)
                  ? "期限自测得之日起算：只写`限 … 日 内`；或写明此前之值：`%s 原为 … 于 …`"
                  : "let its time count from the measurement: `within … days` alone; or say what the value was before: "
                    "`The %s was … on …`",
              indicator->name);
}

/* Values that are asked for: each indicator once, in the order in which it is asked for. */
typedef LIST(int32_t) asked_list;

static void add_asked(const struct sema *sema, const struct meant_norm *norm, const struct meant_expr *expr,
                      bool is_of_period, asked_list *asked)
{
    if (!expr)
        return;
    const struct meant_period *at_hand = norm->value_period;
    bool is_one = is_of_period ? at_hand && expr->first == at_hand->first && expr->last == at_hand->last
                               : expr->first == NM_LATEST;
    bool is_new = (expr->op == NM_OP_VALUE || expr->op == NM_OP_KNOWN) && is_one;
    for (size_t i = 0; is_new && i < asked->count; i++)
        is_new = asked->items[i] != expr->imm;
    if (is_new)
        list_push(sema->arena, asked, (int32_t)expr->imm);
    add_asked(sema, norm, expr->a, is_of_period, asked);
    add_asked(sema, norm, expr->b, is_of_period, asked);
}

static void say_if_unmeasured(struct sema *sema, const struct meant_norm *norm)
{
    if (!sema->meaning->indicators.count || !norm->formula || (norm->series && norm->series != norm) ||
        !norm->triggers.count || diags_have_errors(sema->diags)) /* what is wrong with the measuring may be why */
        return;
    asked_list asked = {0}, latest = {0};
    add_asked(sema, norm, norm->need, true, &asked);
    for (size_t i = 0; i < norm->triggers.count; i++)
        add_asked(sema, norm, norm->triggers.items[i].guard, true, &asked);
    add_asked(sema, norm, norm->need, false, &latest);
    for (size_t i = 0; norm->awaits && i < asked.count; i++)
        say_unless_measured(sema, norm, sema->meaning->indicators.items[asked.items[i]], true);
    for (size_t i = 0; i < latest.count; i++) {
        const struct meant_indicator *indicator = sema->meaning->indicators.items[latest.items[i]];
        say_unless_measured(sema, norm, indicator, false);
        say_if_fixed(sema, norm, indicator);
    }
}

void sema_check_awaited(struct sema *sema, const struct meant_norm *norm)
{
    say_if_unmeasured(sema, norm);
    const struct meant_expr *due = norm->due;
    while (due && due->op == NM_OP_ROLL)
        due = due->a;
    if (!norm->value_period || !due)
        return;
    if (due->op == NM_OP_CONST && due->imm <= norm->value_period->last) {
        struct diag *diag = diag_add(sema->diags, E_DUE_UNKNOWN, norm->source, norm->span,
                                     "this is due before the period ends whose value it asks for");
        diag_note(diag, "%s can be measured once it has ended, and this is due on %s",
                  norm->value_period->name, sema_day_text(sema, due->imm));
        diag_help(diag, "let its time count from the end of the period: `When a month ends, Buyer pays Seller "
                        "the royalty within 15 days`");
    } else if (norm->awaits && norm->awaits->limit && due->op == NM_OP_ADD_DAYS) {
        say_too_early(sema, norm, due->imm);
    } else if (norm->awaits && norm->awaits->limit && due->op == NM_OP_CONST) {
        say_too_early(sema, norm, due->imm - norm->value_period->last);
    }
}
