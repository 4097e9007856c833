/* terms_warned.c - terms that work otherwise than they read: delays in hours with a price by the day; money earned by
 * time that a termination before the end of its period releases; a debt that it releases before a condition asks about
 * it; a part that survives without its whole; a notice that outlasts its own ground; a thing that is reported again;
 * a right that is there anew each time; a duty that is held to lapse; a suspension of what is broken. Spec 6.2, 7.7,
 * 10.1, 10.2, 10.9, 12.2, 14.2, 14.3, 24.2. */
#include <string.h>

#include "compiler/sema/sema_internal.h"
#include "runtime/state.h"

static const char *number_of(const struct sema *sema, const struct meant_norm *norm)
{
    return sema->meaning->clauses.items[norm->clause]->number;
}

/* ---- a limit in hours, and a price by the day ---------------------------------------------------------- */

static bool is_in_ticks(const struct meant_expr *expr)
{
    return expr && (expr->op == NM_OP_ADD_TICKS || is_in_ticks(expr->a) || is_in_ticks(expr->b));
}

static bool is_by_hours(const struct meant_expr *expr)
{
    return expr && (expr->op == NM_OP_TICKS_LATE || is_by_hours(expr->a) || is_by_hours(expr->b));
}

static void check_delay(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_norm *broken = norm->remedies;
    for (size_t i = 0; !broken && i < norm->triggers.count; i++)
        broken = norm->triggers.items[i].kind == NM_ON_BREACH ? norm->triggers.items[i].norm : NULL;
    if (!norm->accrual || !broken || !is_in_ticks(broken->due) || is_by_hours(norm->need))
        return;
    struct diag *diag = diag_add(sema->diags, W_HOURS_BY_DAYS, norm->source, norm->span,
                                 "hours of delay cost nothing within one day, and one hour over midnight a whole day");
    diag_label(diag, broken->source, broken->span, "due after hours");
    diag_help(diag, "`days-late` counts civil days; hours of delay are `hours-late`: `50 yuan per hour * hours-late`");
}

/* ---- money earned by time ------------------------------------------------------------------------------- */

static bool may_be_terminated(const struct sema *sema)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_power *power = sema->meaning->norms.items[i]->power;
        if (power && power->effect == NM_TERMINATE && power->whole_contract)
            return true;
    }
    return false;
}

/* Whether it is owed from the end of its period on, and not before. What waits for a value goes on (spec 24.2); a fixed
 * sum under a condition is earned by that. */
static bool is_owed_behind(const struct meant_norm *norm)
{
    const struct meant_trigger *trigger = norm->triggers.items;
    if (norm->triggers.count)
        return norm->triggers.count == 1 && trigger->kind == NM_AT_TICK && trigger->is_closing &&
               (!trigger->guard || norm->is_reckoned_late);
    return norm->from && norm->from->op == NM_OP_CONST && norm->from->imm >= norm->of_period->last;
}

static void check_arrears(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_period *period = norm->of_period;
    bool is_money = sema_is_money(sema, norm->unit);
    bool is_first = !norm->series || norm->series == norm;
    if (norm->is_left_behind || !period || period->is_day || !is_money || !is_first || norm->kind != NM_AMOUNT ||
        norm->fate != NM_RELEASED || norm->remedies || !is_owed_behind(norm) || !may_be_terminated(sema))
        return;
    const char *number = number_of(sema, norm);
    struct diag *diag = diag_add(sema->diags, W_ARREARS, norm->source, norm->span,
                                 "after a termination within a period nothing is owed for its days");
    diag_note(diag, "it is owed once the period is over, and a termination releases what is to come");
    diag_help(diag,
              "to keep the whole sum, write `Clause %s runs on after termination`; for the days served, a sum of its "
              "own: `When the contract ends, …`; where nothing is meant, `Clause %s does not survive termination`",
              number, number);
}

/* Whether the act that performs the duty calls it forth, or the performance does. */
static bool is_called_by(const struct meant_trigger *trigger, const struct meant_norm *duty)
{
    const struct meant_pattern *pattern = &trigger->pattern;
    if (trigger->kind == NM_ON_STATUS)
        return trigger->norm->clause == duty->clause && (trigger->statuses & 1u << ST_FULFILLED);
    return trigger->kind == NM_ON_EVENT && pattern->act.verb == duty->pattern.act.verb &&
           pattern->act.is_start == duty->pattern.act.is_start && !meant_kinds_differ(pattern, &duty->pattern) &&
           (!pattern->actors || (pattern->actors & duty->bearers));
}

/* The first money that it calls forth, and that does not survive by itself; or NULL. */
static const struct meant_norm *money_behind(const struct sema *sema, const struct meant_norm *duty)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        bool is_money = norm->kind == NM_AMOUNT && sema_is_money(sema, norm->unit) && norm->fate != NM_SURVIVES;
        for (size_t k = 0; is_money && !norm->remedies && k < norm->triggers.count; k++) {
            if (is_called_by(&norm->triggers.items[k], duty))
                return norm;
        }
    }
    return NULL;
}

/* `Seller invoices Buyer within 5 days after the end of each month`, and an invoice is what is paid. */
static void check_billed(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_period *period = norm->of_period;
    bool is_first = !norm->series || norm->series == norm;
    bool is_act = norm->kind == NM_ACHIEVE || (norm->kind == NM_AMOUNT && !sema_is_money(sema, norm->unit));
    if (norm->is_left_behind || !period || period->is_day || !is_first || !is_act || norm->fate != NM_RELEASED ||
        norm->remedies || norm->is_measuring || !is_owed_behind(norm) || !may_be_terminated(sema))
        return;
    const struct meant_norm *money = money_behind(sema, norm);
    if (!money)
        return;
    struct diag *diag = diag_add(sema->diags, W_ARREARS, norm->source, norm->span,
                                 "after a termination within a period this calls forth no money for its days");
    diag_label(diag, money->source, money->span, "called forth by it");
    diag_note(diag, "it is done once the period is over: a termination releases it, and what it calls forth never arises");
    const char *number = number_of(sema, norm);
    diag_help(diag,
              "write `Clause %s runs on after termination`: then the period that has begun is still dealt with; where it is "
              "not, and nothing is paid, `Clause %s does not survive termination`",
              number, number);
}

/* ---- a debt that is released before it is asked about ---------------------------------------------------- */

/* A termination releases what is live of it. */
static bool is_released(const struct sema *sema, const struct meant_norm *norm)
{
    bool is_future = norm->fate == NM_RELEASED || norm->fate == NM_ENDS;
    bool is_earned = norm->fate == NM_RELEASED && sema_is_money(sema, norm->unit) &&
                     (norm->triggers.count || (norm->of_period && !norm->of_period->is_day));
    return is_future && !is_earned;
}

/* And what is broken of it, which then is broken no more. */
static bool is_debt_released(const struct sema *sema, const struct meant_norm *norm)
{
    bool is_duty = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT;
    return is_duty && norm->late != NM_LATE_ESSENTIAL && !(norm->remedy && norm->remedy->instead) &&
           is_released(sema, norm);
}

/* As what it is asked for, and is no more once it has been released; or NULL. */
static const char *word_released(const struct sema *sema, const struct meant_expr *expr)
{
    if (expr->op == NM_OP_IN_BREACH)
        return is_debt_released(sema, expr->norm) ? "breached" : NULL;
    bool is_of_duty = expr->norm && (expr->norm->kind == NM_ACHIEVE || expr->norm->kind == NM_AMOUNT);
    if (!is_of_duty || !is_released(sema, expr->norm))
        return NULL;
    return expr->op == NM_OP_SUSPENDED                                                ? "suspended"
           : expr->op == NM_OP_STATUS && expr->statuses == 1u << ST_IN_FORCE ? "in force"
           : expr->op == NM_OP_STATUS && expr->statuses == 1u << ST_PENDING  ? "pending"
                                                                                      : NULL;
}

/* The first condition that asks so; or NULL. */
static const struct meant_expr *released_in(const struct sema *sema, const struct meant_expr *expr)
{
    if (!expr || word_released(sema, expr))
        return expr;
    const struct meant_expr *found = released_in(sema, expr->a);
    return found ? found : released_in(sema, expr->b);
}

static void check_released(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_expr *asked = NULL;
    for (size_t i = 0; !asked && i < norm->triggers.count; i++) {
        if (norm->triggers.items[i].kind == NM_AT_END)
            asked = released_in(sema, norm->triggers.items[i].guard);
    }
    if (!asked || !may_be_terminated(sema))
        return;
    const struct meant_norm *debt = asked->norm;
    const char *number = number_of(sema, debt), *word = word_released(sema, asked);
    struct diag *diag =
        diag_add(sema->diags, W_RELEASED_FIRST, norm->source, norm->span,
                 "a termination releases clause %s before this is read, and then it is %s no more", number, word);
    diag_label(diag, debt->source, debt->span, "released by a termination");
    if (asked->op == NM_OP_IN_BREACH)
        diag_help(diag,
                  "to ask whether it has been broken, write `clause %s is breached once`; to keep the debt, add "
                  "`Clause %s survives termination for 30 days`",
                  number, number);
    else
        diag_help(diag,
                  "to ask what was so before, write `When … terminates the contract if clause %s is %s`; to keep it, "
                  "add `Clause %s survives termination for 30 days`",
                  number, word, number);
}

/* ---- a part that survives without its whole -------------------------------------------------------------- */

static void check_part(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_norm *whole = norm->is_part ? NULL : norm->parent;
    if (!whole || norm->fate != NM_SURVIVES || (whole->fate != NM_RELEASED && whole->fate != NM_ENDS))
        return;
    const char *number = number_of(sema, whole);
    struct diag *diag = diag_add(sema->diags, W_PART_SURVIVES, norm->source, norm->span,
                                 "this survives a termination, and clause %s, of which it is part, does not", number);
    diag_label(diag, whole->source, whole->span, "released by a termination");
    diag_note(diag, "a part counts what the whole is given: after the end it can only be broken");
    diag_help(diag, "add `Clause %s survives termination`, or let this be owed beside it: `in addition to clause %s`",
              number, number);
}

/* ---- a notice that outlasts its ground ------------------------------------------------------------------ */

/* The length of a step from the day that asks, a month taken as 30 days; 0: none of these. */
static int64_t days_of(const struct meant_expr *expr)
{
    int64_t step = !expr ? 0 : expr->imm < 0 ? -expr->imm : expr->imm;
    if (!expr || !expr->a || expr->a->op != NM_OP_AT || step > 40000)
        return 0;
    bool is_months = expr->op == NM_OP_ADD_MONTHS || expr->op == NM_OP_ADD_MONTH_ENDS;
    return is_months                    ? 30 * step
           : expr->op == NM_OP_ADD_WORK ? step * 7 / 5
           : expr->op == NM_OP_ADD_DAYS ? step
                                        : 0;
}

static int64_t days_in(enum time_unit unit)
{
    return unit == TIME_WEEK      ? 7
           : unit == TIME_MONTH   ? 30
           : unit == TIME_QUARTER ? 90
           : unit == TIME_HALF    ? 180
           : unit == TIME_YEAR    ? 360
                                  : 1;
}

/* The first count of breaches in a window that moves; or NULL. */
static const struct meant_expr *records_in(const struct meant_expr *expr)
{
    if (!expr || expr->op == NM_OP_RECORDS)
        return expr;
    const struct meant_expr *found = records_in(expr->a);
    return found ? found : records_in(expr->b);
}

static void check_ground(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_expr *ground = norm->power ? norm->power->ground : NULL;
    if (!ground || ground->op != NM_OP_LE || ground->a->op != NM_OP_CONST)
        return;
    const struct meant_expr *records = records_in(ground->b);
    const struct meant_period *period = records ? records->norm->of_period : NULL;
    int64_t window = records && records->a->op == NM_OP_ADD_DAYS ? days_of(records->a->a) : 0;
    int64_t notice = days_of(norm->power->notice), times = ground->a->imm;
    if (!period || period->is_day || !window || !notice || (times - 1) * days_in(period->unit) + notice < window)
        return;
    struct diag *diag = diag_add(sema->diags, W_GROUND_SLIDES, norm->source, norm->span,
                                 "when the notice has run out, the first of the %lld breaches lies before the window",
                                 (long long)times);
    diag_label(diag, records->norm->source, records->norm->span, "broken once a period at most");
    diag_note(diag,
              "the ground is asked again on that day: the notice then does nothing, unless there are new breaches");
    diag_help(diag, "count them in a window that is longer by the notice, or in all: `breached %lld times`",
              (long long)times);
}

/* ---- a thing that is reported again --------------------------------------------------------------------- */

static bool is_report(const struct meant_verb *verb)
{
    return verb && (strcmp(verb->base, "report") == 0 || strcmp(verb->base, "discover") == 0 ||
                    strcmp(verb->base, "find") == 0);
}

/* Another clause that speaks of such things, whether or not one was reported; or NULL. */
static const struct meant_norm *known_by(const struct sema *sema, const struct meant_norm *norm)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *other = sema->meaning->norms.items[i];
        bool is_duty = other->kind == NM_ACHIEVE || other->kind == NM_AMOUNT || other->kind == NM_VAGUE;
        if (is_duty && other->item == norm->key_kind && other->key_kind != norm->key_kind &&
            other->clause != norm->clause && !is_report(other->pattern.act.verb))
            return other;
    }
    return NULL;
}

static void check_reported(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_trigger *trigger = norm->triggers.count == 1 ? &norm->triggers.items[0] : NULL;
    if (!trigger || trigger->kind != NM_ON_EVENT || trigger->repeat != NM_REPEAT_NOT || norm->key_kind == NM_NONE ||
        trigger->pattern.kind != norm->key_kind || !is_report(trigger->pattern.act.verb) || norm->kind == NM_POWER ||
        norm->kind == NM_PERMIT)
        return;
    const struct meant_norm *other = known_by(sema, norm);
    if (!other)
        return;
    const char *thing = sema->meaning->kinds.items[norm->key_kind]->names.items[0];
    struct diag *diag = diag_add(sema->diags, W_REPORTED_ONCE, norm->source, norm->span,
                                 "each %s calls this forth once: a second report of the same one does nothing", thing);
    diag_label(diag, other->source, other->span, "a %s is there before it is reported", thing);
    diag_help(diag,
              "write `Each time …`, or report what is new each time: `item fault, faults`, `When … reports a fault`");
}

/* ---- a right that arises again -------------------------------------------------------------------------- */

/* What it acts on arises with it, each time. */
static bool is_about_its_own(const struct meant_norm *norm)
{
    const struct meant_power *power = norm->power;
    bool is = power->is_of_key;
    for (size_t i = 0; i < power->scope.count; i++)
        is |= norm->key_kind != NM_NONE && power->scope.items[i]->key_kind == norm->key_kind;
    return is;
}

static void check_uses(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_trigger *trigger = norm->triggers.count ? &norm->triggers.items[0] : NULL;
    if (!norm->power || norm->power->uses == 0 || !trigger || trigger->kind != NM_ON_EVENT ||
        sema_is_power_verb(trigger->pattern.act.verb) || is_about_its_own(norm))
        return;
    struct diag *diag = diag_add(sema->diags, W_USES_ANEW, norm->source, norm->span,
                                 "how often it may be used is counted anew each time the right arises");
    diag_help(diag, "to bound it in all, bound the act that gives it: `Buyer may submit a request, once`");
}

/* ---- a duty that runs out ------------------------------------------------------------------------------- */

/* An act that is rejected, or a notice that comes to nothing, takes with it what it called forth. */
static bool may_be_undone(const struct sema *sema, const struct meant_trigger *trigger)
{
    const struct meant_verb *verb = trigger->pattern.act.verb;
    bool may = trigger->kind == NM_ON_EVENT && verb && sema_is_power_verb(verb);
    for (size_t i = 0; trigger->kind == NM_ON_EVENT && !may && i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        may = norm->answer && norm->answer->reject && norm->pattern.act.verb == verb;
    }
    return may;
}

/* A duty whose time runs out is broken; what is forbidden or to be maintained has been kept, or not. */
static bool may_lapse(const struct sema *sema, const struct meant_norm *norm)
{
    bool is_kept = norm->kind == NM_FORBID || norm->kind == NM_MAINTAIN || norm->kind == NM_AT_MOST;
    bool is_duty = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT;
    bool may = !(is_kept || is_duty) || norm->fate == NM_ENDS || norm->accrual || (is_duty && norm->until) ||
               (norm->of_period && sema->meaning->renewals.count);
    for (size_t i = 0; !may && i < norm->triggers.count; i++)
        may = may_be_undone(sema, &norm->triggers.items[i]);
    return may;
}

/* The first of which the expression asks whether it has lapsed; or NULL. */
static const struct meant_norm *lapse_in(const struct meant_expr *expr)
{
    if (!expr)
        return NULL;
    if (expr->op == NM_OP_STATUS && expr->statuses == 1u << ST_LAPSED && expr->norm->kind != NM_MEMORY)
        return expr->norm;
    const struct meant_norm *found = lapse_in(expr->a);
    return found ? found : lapse_in(expr->b);
}

static bool all_keep_on(const struct sema *sema, int32_t clause)
{
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        if (norm->clause == clause && norm->kind != NM_MEMORY && may_lapse(sema, norm))
            return false;
    }
    return true;
}

static void check_lapsed(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_norm *asked = norm->power ? lapse_in(norm->power->ground) : NULL;
    for (size_t i = 0; !asked && i < norm->triggers.count; i++) {
        const struct meant_trigger *trigger = &norm->triggers.items[i];
        bool is_lapse = trigger->kind == NM_ON_STATUS && trigger->statuses == 1u << ST_LAPSED &&
                        trigger->norm->kind != NM_MEMORY;
        asked = is_lapse ? trigger->norm : lapse_in(trigger->guard);
    }
    if (!asked || (norm->series && norm->series != norm) || !all_keep_on(sema, asked->clause))
        return;
    const char *number = number_of(sema, asked);
    bool is_duty = asked->kind == NM_ACHIEVE || asked->kind == NM_AMOUNT;
    struct diag *diag = diag_add(sema->diags, W_NEVER_LAPSES, norm->source, norm->span,
                                 "clause %s does not lapse: %s", number,
                                 is_duty ? "what is not done in time is breached"
                                         : "it is kept to its end, or breached");
    diag_label(diag, asked->source, asked->span, "%s", is_duty ? "a duty" : "no right that could run out");
    diag_help(diag, sema_is_in_chinese(sema, norm->span)
                        ? "逾期而未履行的，写`第%s条 被 违约`；失效的是权利、权力与选择"
                        : "write `clause %s is breached`; what lapses is a right, a power or a choice whose time "
                          "is over",
              number);
}

/* ---- a suspension that comes too late -------------------------------------------------------------------- */

/* The power is there only while the duty is broken. */
static bool asks_its_breach(const struct meant_expr *ground, const struct meant_norm *duty)
{
    if (!ground)
        return false;
    if (ground->op == NM_OP_AND)
        return asks_its_breach(ground->a, duty) || asks_its_breach(ground->b, duty);
    return (ground->op == NM_OP_IN_BREACH || ground->op == NM_OP_UNCURED) && ground->norm == duty;
}

/* One duty that arises once: once it is broken nothing of it is to come, and nothing is live. */
static bool is_over_when_broken(const struct meant_norm *norm)
{
    bool is_once = !norm->triggers.count || norm->triggers.items[0].kind == NM_AT_START ||
                   norm->triggers.items[0].kind == NM_AT_TICK;
    return (norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT) && is_once && norm->key_kind == NM_NONE;
}

static bool comes_by_its_breach(const struct meant_norm *power, const struct meant_norm *duty)
{
    bool is = power->triggers.count > 0;
    for (size_t i = 0; is && i < power->triggers.count; i++)
        is = power->triggers.items[i].kind == NM_ON_BREACH && power->triggers.items[i].norm == duty;
    return is || asks_its_breach(power->power->ground, duty);
}

static void check_suspension(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_power *power = norm->power;
    if (!power || power->effect != NM_SUSPEND_NORMS || power->scope.count != 1)
        return;
    const struct meant_norm *duty = power->scope.items[0];
    if (!is_over_when_broken(duty) || !comes_by_its_breach(norm, duty))
        return;
    const char *number = number_of(sema, duty);
    struct diag *diag = diag_add(sema->diags, W_SUSPENDS_NOTHING, norm->source, norm->span,
                                 "clause %s is broken whenever it can be suspended: the suspension stops nothing",
                                 number);
    diag_label(diag, duty->source, duty->span, "broken already, and its consequences go on");
    diag_help(diag, "%s",
              sema_is_in_chinese(sema, norm->span)
                  ? "可中止的是对方尚待履行的条款；要宽限的，免除该违约，或给予补正期限"
                  : "suspend what is owed in return and still to come; to forgive the delay, let the breach be waived, "
                    "or give a time to cure it (`cures clause …`)");
}

void sema_check_terms(struct sema *sema)
{
    for (size_t i = 0; !diags_have_errors(sema->diags) && i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        check_delay(sema, norm);
        check_arrears(sema, norm);
        check_billed(sema, norm);
        check_released(sema, norm);
        check_part(sema, norm);
        check_ground(sema, norm);
        check_reported(sema, norm);
        check_uses(sema, norm);
        check_lapsed(sema, norm);
        check_suspension(sema, norm);
    }
}
