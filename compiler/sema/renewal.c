/* renewal.c - `in force from … to …, renewed for 12 months each time unless Buyer or Seller gives notice at
 * least 3 months before the end, at most 4 times`. The term lasts to the last possible end; at each end
 * before it stands the power to give notice, on which it hangs whether the contract goes on. Spec 6.7. */
#include "compiler/sema/renewal.h"

#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"
#include "lang/value/date.h"
#include "runtime/state.h"

static void unclear(struct sema *sema, struct span span, const char *what, const char *instead)
{
    struct diag *diag = diag_add(sema->diags, E_RENEWAL, sema->term_source, span, "%s", what);
    diag_help(diag, "%s", instead);
}

/* ---- the ends ---------------------------------------------------------------------------------- */

/* The last day of the n-th time that begins behind the first end, counted from there, so that no month
 * drifts. False if the length is none of the calendar. */
static bool nth_end(const struct ast_duration *length, int64_t count, int64_t first_end, int64_t n, int64_t *end)
{
    int64_t steps = n * count, day;
    switch (length->unit) {
    case TIME_DAY: *end = first_end + steps; return true;
    case TIME_WEEK: *end = first_end + 7 * steps; return true;
    case TIME_CONTRACT_MONTH:
    case TIME_MONTH: break;
    case TIME_QUARTER: steps *= 3; break;
    case TIME_HALF: steps *= 6; break;
    case TIME_CONTRACT_YEAR:
    case TIME_YEAR: steps *= 12; break;
    case TIME_SECOND:
    case TIME_MINUTE:
    case TIME_HOUR:
    case TIME_WORKING_DAY:
    case TIME_CLEAR_DAY:
    case TIME_CLEAR_WORKING_DAY: return false;
    }
    if (!date_in_range(first_end + 1) || !date_add_months(&day, first_end + 1, steps))
        return false;
    *end = day - 1;
    return true;
}

static bool read_times(struct sema *sema, const struct ast_renewal *renewal, int64_t *times)
{
    const struct ast_duration *written = renewal->times->duration;
    bool is_bound = !written->has_range && (written->quant == QUANT_NONE || written->quant == QUANT_AT_MOST);
    if (is_bound && decimal_to_parts(written->low.value, 0, times) == DECIMAL_OK && *times >= 1 &&
        *times <= LIMIT_RENEWALS)
        return true;
    struct diag *diag = diag_add(sema->diags, E_RENEWAL, sema->term_source, renewal->times->span,
                                 "how often it may be renewed is a whole number from 1 to %d", LIMIT_RENEWALS);
    diag_help(diag, "write `at most 4 times`; an amendment can go on from there");
    return false;
}

void sema_declare_renewal(struct sema *sema, const struct ast_sentence *sentence)
{
    struct meaning *meaning = sema->meaning;
    const struct ast_renewal *renewal = sentence->in_force.renewal;
    int64_t times, count = 0, last = meaning->end;
    if (meaning->end == NM_NEVER) {
        unclear(sema, renewal->span, "without an end there is nothing to renew",
                "write the first end: `in force from 2026-01-01 to 2026-12-31, renewed for …`");
        return;
    }
    if (!renewal->holders) {
        unclear(sema, renewal->span, "it is not said on whose notice this hangs",
                "add `unless Buyer or Seller gives notice at least 3 months before the end`, or `if Buyer gives "
                "notice at least 60 days before the end`");
        return;
    }
    if (!renewal->times) {
        unclear(sema, renewal->span, "it is not said how often the contract may be renewed at most",
                "add `, at most 4 times`: all dates are reckoned to the last possible end; an amendment can go "
                "on from there");
        return;
    }
    if (!read_times(sema, renewal, &times))
        return;
    bool is_fixed = !renewal->length->has_range && renewal->length->quant == QUANT_NONE &&
                    decimal_to_parts(renewal->length->low.value, 0, &count) == DECIMAL_OK && count >= 1 &&
                    count <= LIMIT_HORIZON_DAYS;
    for (int64_t i = 0; i < times; i++) {
        int64_t end;
        if (!is_fixed || !nth_end(renewal->length, count, meaning->end, i + 1, &end)) {
            unclear(sema, renewal->length->span, "for how long it is renewed is no number of days, weeks, months or years",
                    "write `renewed for 12 months`");
            vec_clear(&meaning->renewals);
            return;
        }
        vec_push(&meaning->renewals, (struct meant_renewal){.end = last});
        last = end;
    }
    meaning->renewal = renewal;
    meaning->end = last;
}

int64_t sema_end_within(const struct sema *sema, int64_t first, int64_t last)
{
    const struct meaning *meaning = sema->meaning;
    for (size_t i = 0; i < meaning->renewals.count; i++) {
        int64_t end = meaning->renewals.items[i].end;
        if (end >= first && end < last)
            return end;
    }
    return NM_NEVER;
}

bool sema_check_uncut(struct sema *sema, struct span span, const char *period, int64_t first, int64_t last)
{
    int64_t end = sema_end_within(sema, first, last);
    if (end == NM_NEVER)
        return true;
    struct diag *diag = diag_add(sema->diags, E_RENEWAL_PERIOD, sema->source, span,
                                 "the term may end on %s, within the period %s: it is not said what is owed "
                                 "for it then", sema_day_text(sema, end), period);
    diag_label(diag, sema->term_source, sema->term_span, "the term");
    diag_help(diag, "let it recur in periods that end with the term (`each contract month`), or name a day in "
                    "each (`by the 5th of each month`)");
    return false;
}

struct meant_expr *sema_written_end(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    struct meant_expr *written = expr_new(sema, NM_OP_CONST, meaning->end);
    for (size_t i = meaning->renewals.count; i-- > 0;) { /* the first that does not lie before the end */
        struct meant_expr *end = expr_new(sema, NM_OP_CONST, meaning->renewals.items[i].end);
        struct meant_expr *is_behind =
            expr_of(sema, NM_OP_LT, end, expr_new(sema, NM_OP_TERM_END, 0));
        written = expr_of(sema, NM_OP_ADD, expr_of(sema, NM_OP_MUL, written, is_behind),
                          expr_of(sema, NM_OP_MUL, end, expr_of(sema, NM_OP_NOT, is_behind, NULL)));
    }
    return written;
}

/* ---- the powers -------------------------------------------------------------------------------- */

/* Either of several, or one; 0 after a message. */
static uint64_t holders_of(struct sema *sema, const struct ast_nps *nps)
{
    struct scope scope = {.key_kind = NM_NONE};
    uint64_t holders = 0;
    if (nps->count > 1 && !nps->is_or) {
        unclear(sema, nps->span, "whether both must give notice, or one, is not clear",
                "join them by `or`: notice by one of them is enough");
        return 0;
    }
    for (uint32_t i = 0; i < nps->count; i++) {
        const struct ast_np *np = nps->items[i];
        uint64_t who = sema_parties(sema, np, &scope);
        bool is_all = np->kind == NP_NAME && (np->name.det == DET_ALL || np->name.det == DET_BOTH ||
                                              np->name.det == DET_EACH);
        if (who && is_all) {
            unclear(sema, np->span, "whether all must give notice, or one, is not clear",
                    "write `either party`: notice by one of them is enough");
            return 0;
        }
        if (!who)
            return 0;
        holders |= who;
    }
    return holders;
}

static const struct meant_verb *verb_of(const struct sema *sema, bool is_unless)
{
    const char *base = is_unless ? "give notice of non-renewal" : "renew";
    for (size_t i = 0; i < sema->meaning->verbs.count; i++) {
        if (sema_is(sema->meaning->verbs.items[i]->base, base))
            return sema->meaning->verbs.items[i];
    }
    return NULL;
}

static void say(struct sema *sema, struct meant_norm *norm, size_t index, bool is_unless)
{
    const struct meaning *meaning = sema->meaning;
    struct arena *arena = sema->arena;
    bool is_last = index + 1 == meaning->renewals.count;
    const char *end = sema_day_text(sema, meaning->renewals.items[index].end);
    const char *next = sema_day_text(sema, is_last ? meaning->end : meaning->renewals.items[index + 1].end);
    const char *en, *zh;
    sema_duration_words(sema, &meaning->renewal->notice->low, meaning->renewal->notice->unit, &en, &zh);
    norm->action_en = is_unless ? sema_join(sema, "may give notice of non-renewal, so that the contract ends on ", end)
                                : sema_join(sema, "may renew the contract to ", next);
    norm->action_zh = is_unless ? sema_join(sema, "可以通知不续期，使合同于", end, "期满")
                                : sema_join(sema, "可以将合同续期至", next);
    norm->rule_en = arena_printf(arena, "at least %s before the end on %s", en, end);
    norm->rule_zh = arena_printf(arena, "%s期满前至少%s", end, zh);
}

/* The last day of notice for an end, by the rules of counting. */
static struct meant_expr *last_day(struct sema *sema, const struct ast_duration *notice, int64_t end)
{
    struct ast_amount amount = {.span = notice->span, .kind = AMOUNT_TIME, .low = notice->low,
                                .high = notice->high, .time_unit = notice->unit};
    const char *en, *zh;
    struct meant_expr *day = sema_count_apart(sema, expr_new(sema, NM_OP_CONST, end), &amount, false, -1);
    return sema_roll(sema, day, -1, &en, &zh);
}

static struct meant_expr *day_after(struct sema *sema, struct meant_expr *day)
{
    struct meant_expr *after = expr_new(sema, NM_OP_ADD_DAYS, 1);
    after->a = day;
    return after;
}

/* False after a message: there is no day on which notice could be given. */
static bool check_days(struct sema *sema, const struct meant_norm *norm, int64_t end)
{
    int64_t from = sema->meaning->start, due;
    if (!sema_constant(sema, norm->due, &due) || (norm->from && !sema_constant(sema, norm->from, &from)) ||
        due >= from)
        return true;
    struct diag *diag = diag_add(sema->diags, E_RENEWAL, sema->term_source, sema->meaning->renewal->notice->span,
                                 "there is no day for a notice before the end on %s: it would be given by %s",
                                 sema_day_text(sema, end), sema_day_text(sema, due));
    diag_help(diag, "let a notice be shorter than the time that it ends");
    return false;
}

int32_t sema_read_renewal(struct sema *sema, int32_t clause)
{
    struct meaning *meaning = sema->meaning;
    const struct ast_renewal *renewal = meaning->renewal;
    if (!renewal)
        return clause;
    sema->source = sema->term_source;
    const struct meant_verb *verb = verb_of(sema, renewal->is_unless);
    uint64_t holders = holders_of(sema, renewal->holders);
    enum time_unit unit = renewal->notice->unit;
    if (unit == TIME_HOUR || unit == TIME_MINUTE || unit == TIME_SECOND) {
        unclear(sema, renewal->notice->span, "a notice before the end is given days or months before",
                "write `at least 60 days before the end`");
        holders = 0;
    }
    clause = sema_front_clause(sema, sema->term_span);
    struct ast_act *act = arena_alloc(sema->arena, sizeof *act);
    act->span = renewal->span;
    struct reading reading = {.clause = clause, .scope = {.key_kind = NM_NONE, .subject = holders}};
    struct meant_expr *before = NULL;
    for (size_t i = 0; holders && verb && i < meaning->renewals.count; i++) {
        int64_t end = meaning->renewals.items[i].end;
        struct meant_norm *norm = sema_new_norm(sema, &reading, act, sema_day_text(sema, end));
        norm->kind = NM_POWER;
        norm->joint = holders & (holders - 1) ? NM_EITHER : NM_SINGLE;
        norm->creditors = sema_everyone_else(sema, holders);
        norm->pattern.act.verb = verb;
        norm->power = arena_alloc(sema->arena, sizeof *norm->power);
        norm->power->effect = NM_RENEW;
        if (i > 0) { /* what ends before does not end again, nor go on */
            norm->power->ground = expr_of(sema, NM_OP_LE, expr_new(sema, NM_OP_CONST, end),
                                          expr_new(sema, NM_OP_TERM_END, 0));
            norm->from = day_after(sema, before);
        }
        norm->due = before = last_day(sema, renewal->notice, end);
        say(sema, norm, i, renewal->is_unless);
        meaning->renewals.items[i].norm = norm;
        if (!before || !check_days(sema, norm, end))
            break;
    }
    sema_cover(sema, clause, NM_TRACKED);
    return clause;
}

/* ---- what hangs on it -------------------------------------------------------------------------- */

/* A duty with a day of its own behind a possible end runs on when the contract has ended there. */
static void check_due(struct sema *sema, const struct meant_norm *norm)
{
    int64_t from = sema->meaning->start, due, first = sema->meaning->renewals.items[0].end;
    bool is_duty = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT;
    if (!is_duty || norm->triggers.count || norm->of_period || norm->remedies || !norm->due ||
        norm->due->op == NM_OP_TERM_END || !sema_constant(sema, norm->due, &due) || due <= first)
        return;
    (void)sema_constant(sema, norm->from, &from);
    int64_t end = sema_end_within(sema, from, due);
    if (end == NM_NEVER)
        return;
    struct diag *diag = diag_add(sema->diags, W_RENEWAL_DUE, norm->source, norm->span,
                                 "this is due on %s and stays owed if the contract ends on %s",
                                 sema_day_text(sema, due), sema_day_text(sema, end));
    diag_label(diag, sema->term_source, sema->term_span, "the term");
    diag_help(diag, "if it is owed only when the contract is renewed, write from when: `from %s to %s`",
              sema_day_text(sema, end + 1), sema_day_text(sema, due));
}

void sema_check_renewal(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    for (size_t i = 0; meaning->renewals.count && i < meaning->norms.count; i++)
        check_due(sema, meaning->norms.items[i]);
}
