/* renewal.c - `in force from … to …, renewed for 12 months each time unless Buyer or Seller gives notice at
 * least 3 months before the end, at most 4 times`. The term lasts to the last possible end; at each end
 * before it stands the power to give notice, on which it hangs whether the contract goes on. Spec 6.7. */
#include "compiler/sema/renewal.h"

#include "compiler/sema/manner.h"
#include "compiler/sema/sema_internal.h"
#include "lang/base/limits.h"
#include "lang/value/date.h"
#include "runtime/state.h"

const char sema_renewal_help[] =
    "the term says that it is renewed: `in force from 2026-01-01 to 2026-12-31, renewed for 12 months each time unless "
    "Buyer gives notice at least 3 months before the end, at most 4 times`; or somebody may renew it: `Buyer may renew "
    "the contract for 12 months by notice at least 60 days before the end, at most 2 times`";

static void unclear(struct sema *sema, const struct source *source, struct span span, const char *what,
                    const char *instead)
{
    struct diag *diag = diag_add(sema->diags, E_RENEWAL, source, span, "%s", what);
    diag_help(diag, "%s", instead);
}

/* ---- the ends ---------------------------------------------------------------------------------- */

/* The last day of the n-th time that begins behind the first end, counted from there, so that no month
 * drifts. False if the length is none of the calendar. */
static bool nth_end(enum time_unit unit, int64_t count, int64_t first_end, int64_t n, int64_t *end)
{
    int64_t steps = n * count, day;
    switch (unit) {
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

static bool read_times(struct sema *sema, const struct source *source, const struct ast_adverb *times,
                       int64_t *count)
{
    const struct ast_duration *written = times->duration;
    bool is_bound = !written->has_range && (written->quant == QUANT_NONE || written->quant == QUANT_AT_MOST);
    if (is_bound && decimal_to_parts(written->low.value, 0, count) == DECIMAL_OK && *count >= 1 &&
        *count <= LIMIT_RENEWALS)
        return true;
    struct diag *diag = diag_add(sema->diags, E_RENEWAL, source, times->span,
                                 "how often it may be renewed is a whole number from 1 to %d", LIMIT_RENEWALS);
    diag_help(diag, "write `at most 4 times`; an amendment can go on from there");
    return false;
}

/* For how long, and how often at most. */
struct lengths {
    const struct source *source;
    struct span span, length_span;
    struct ast_number count; /* of `unit` */
    enum time_unit unit;
    bool is_exact;
    const struct ast_adverb *times; /* NULL: it is not said */
};

/* The ends are those of the term from now on; false after a message. */
static bool set_ends(struct sema *sema, const struct lengths *lengths)
{
    struct meaning *meaning = sema->meaning;
    int64_t times, count = 0, last = meaning->end;
    if (meaning->end == NM_NEVER) {
        unclear(sema, lengths->source, lengths->span, "without an end there is nothing to renew",
                "write the first end: `in force from 2026-01-01 to 2026-12-31`");
        return false;
    }
    if (!lengths->times) {
        unclear(sema, lengths->source, lengths->span,
                "it is not said how often the contract may be renewed at most",
                "add `, at most 4 times`: all dates are reckoned to the last possible end; an amendment can go "
                "on from there");
        return false;
    }
    if (!read_times(sema, lengths->source, lengths->times, &times))
        return false;
    bool is_fixed = lengths->is_exact && decimal_to_parts(lengths->count.value, 0, &count) == DECIMAL_OK &&
                    count >= 1 && count <= LIMIT_HORIZON_DAYS;
    for (int64_t i = 0; i < times; i++) {
        int64_t end;
        if (!is_fixed || !nth_end(lengths->unit, count, meaning->end, i + 1, &end)) {
            unclear(sema, lengths->source, lengths->length_span,
                    "for how long it is renewed is no number of days, weeks, months or years",
                    "write `for 12 months`");
            list_clear(&meaning->renewals);
            return false;
        }
        list_push(sema->arena, &meaning->renewals, (struct meant_renewal){.end = last});
        last = end;
    }
    meaning->end = last;
    return true;
}

void sema_declare_renewal(struct sema *sema, const struct ast_renewal *renewal)
{
    const struct ast_duration *length = renewal->length;
    struct lengths lengths = {
        .source = sema->source, .span = renewal->span, .length_span = length->span, .count = length->low,
        .unit = length->unit, .is_exact = !length->has_range && length->quant == QUANT_NONE,
        .times = renewal->times};
    if (!renewal->holders) {
        unclear(sema, sema->source, renewal->span, "it is not said on whose notice this hangs",
                "add `unless Buyer or Seller gives notice at least 3 months before the end`, or `if Buyer gives "
                "notice at least 60 days before the end`");
        return;
    }
    if (!set_ends(sema, &lengths))
        return;
    struct meant_renewing *renewing = arena_alloc(sema->arena, sizeof *renewing);
    *renewing = (struct meant_renewing){
        .span = renewal->span, .source = sema->source, .is_unless = renewal->is_unless,
        .notice = renewal->notice->low, .notice_unit = renewal->notice->unit,
        .notice_span = renewal->notice->span, .holders = renewal->holders};
    sema->meaning->renewal = renewing;
}

/* ---- `Buyer may renew the contract for 12 months …` --------------------------------------------- */

bool sema_is_renewing(const struct meant_verb *verb)
{
    return verb && verb->class == NM_RELIEVE && sema_is(verb->base, "renew");
}

/* `before the end`, `before the contract ends` */
static bool is_before_end(const struct ast_adverb *anchor)
{
    const struct ast_np *np = anchor && anchor->kind == ADV_NPS && anchor->nps->count == 1 ? anchor->nps->items[0]
                                                                                         : NULL;
    if (!anchor || anchor->prep != PREP_BEFORE)
        return false;
    const char *noun = np && np->kind == NP_NAME && np->name.noun.text ? np->name.noun.text->text : "";
    return anchor->kind == ADV_ACT ? sema_is_contract_end(anchor->act)
                                   : sema_is(noun, "end") || sema_is(noun, "expiry") || sema_is(noun, "届满");
}

static const struct ast_amount *time_in(const struct ast_nps *nps)
{
    const struct ast_np *np = nps->count == 1 ? nps->items[0] : NULL;
    return np && np->kind == NP_AMOUNT && np->amount->kind == AMOUNT_TIME ? np->amount : NULL;
}

static bool is_named(const struct ast_nps *nps, const char *word)
{
    const struct ast_np *np = nps->count == 1 ? nps->items[0] : NULL;
    return np && np->kind == NP_NAME && np->name.noun.text && sema_is(np->name.noun.text->text, word);
}

/* False after a message. */
static bool read_option(struct sema *sema, const struct ast_act *act, struct lengths *lengths,
                        struct meant_renewing *renewing)
{
    static const char help[] = "write `Buyer may renew the contract for 12 months by notice at least 60 days before "
                               "the end, at most 2 times`";
    const struct ast_nps *object = sema_power_objects(act);
    bool has_length = false, has_notice = false, is_addressed = false;
    *lengths = (struct lengths){.source = sema->source, .span = act->span};
    *renewing = (struct meant_renewing){.span = act->span, .source = sema->source, .act = act};
    if (!object || !sema_is_contract(object->items[0])) {
        unclear(sema, sema->source, act->span, "what is renewed is the contract", help);
        return false;
    }
    if (act->fronts.count || act->mids.count || act->more->answer.text) {
        unclear(sema, sema->source,
                act->fronts.count ? act->fronts.items[0]->span
                : act->mids.count ? act->mids.items[0]->span : act->more->answer.span,
                "this says nothing of a renewal",
                sema_is_in_chinese(sema, act->span)
                    ? "删去：自上一期满之最后通知日的次日起即可通知（6.7），何时起不另写"
                    : "leave it out: notice can be given from the day after the last day of notice for the end "
                      "before (6.7), up "
                      "to `at least 60 days before the end`");
        return false;
    }
    for (uint32_t i = 0; i < act->args.count; i++) {
        const struct ast_adverb *adverb = act->args.items[i].adverb;
        const struct ast_amount *time = adverb && adverb->kind == ADV_NPS ? time_in(adverb->nps) : NULL;
        bool is_by_notice =
            adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_BY && is_named(adverb->nps, "notice");
        bool is_to = is_addressed && adverb && adverb->kind == ADV_NPS && adverb->prep == PREP_TO;
        is_addressed = is_by_notice;
        if (act->args.items[i].nps == object || is_by_notice || is_to)
            continue;
        if (time && adverb->prep == PREP_FOR) {
            has_length = true;
            lengths->count = time->low;
            lengths->unit = time->time_unit;
            lengths->length_span = time->span;
            lengths->is_exact = !time->has_range && time->quant == QUANT_NONE;
        } else if (time && adverb->prep == PREP_NO_LATER_THAN && is_before_end(adverb->anchor)) {
            has_notice = true;
            renewing->notice = time->low;
            renewing->notice_unit = time->time_unit;
            renewing->notice_span = time->span;
        } else if (adverb && adverb->kind == ADV_NOTICE) {
            has_notice = true;
            renewing->notice = adverb->duration->low;
            renewing->notice_unit = adverb->duration->unit;
            renewing->notice_span = adverb->duration->span;
        } else if (adverb && adverb->kind == ADV_TIMES) {
            lengths->times = adverb;
        } else {
            unclear(sema, sema->source, adverb ? adverb->span : act->args.items[i].nps->span,
                    "this says nothing of a renewal", help);
            return false;
        }
    }
    if (!has_length || !has_notice)
        unclear(sema, sema->source, act->span, has_length ? "it is not said until when notice may be given"
                                                          : "it is not said for how long it is renewed", help);
    return has_length && has_notice;
}

static void begin_option(struct sema *sema, const struct ast_act *act)
{
    struct meaning *meaning = sema->meaning;
    struct lengths lengths;
    if (act->pred != PRED_VERB || act->modal != MODAL_MAY || !sema_is_renewing(sema_verb(sema, act->verb.text)))
        return;
    if (meaning->renewal) {
        struct diag *diag = diag_add(sema->diags, E_RENEWAL, sema->source, act->span, "the renewal is said twice");
        diag_label(diag, meaning->renewal->source, meaning->renewal->span, "the first time");
        diag_help(diag, "leave one of the two out");
        return;
    }
    struct meant_renewing *renewing = arena_alloc(sema->arena, sizeof *renewing);
    if (read_option(sema, act, &lengths, renewing) && set_ends(sema, &lengths)) {
        meaning->renewal = renewing;
        sema_check_term(sema);
    }
}

static void begin_options(struct sema *sema, const struct ast_items *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        const struct ast_item *item = items->items[i];
        if (item->kind == ITEM_TRIGGER)
            begin_options(sema, &item->items);
        else if (item->chain->norms[0]->modal == MODAL_MAY)
            begin_option(sema, item->chain->norms[0]);
    }
}

void sema_begin_renewal(struct sema *sema, const struct ast_file *file)
{
    for (uint32_t i = 0; sema->may_renew && i < file->part_count; i++) {
        const struct ast_part *part = &file->parts[i];
        for (uint32_t k = part->first; part->kind != PART_SCENARIO && k < part->first + part->count; k++) {
            const struct ast_sentence *sentence = file->sentences[k];
            if (sentence->kind != SENT_STATEMENT || sentence->has_error || sema->is_broken[k])
                continue;
            sema->source = sentence->source;
            begin_options(sema, &sentence->statement.items);
        }
    }
    sema->source = file->source;
}

/* ---- the ends, asked --------------------------------------------------------------------------- */

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

int64_t sema_reached_day(const struct sema *sema, int64_t day)
{
    return sema_end_within(sema, sema->meaning->start, day) == NM_NEVER ? NM_NEVER : day;
}

bool sema_check_uncut(struct sema *sema, struct span span, const char *period, int64_t first, int64_t last,
                      const char *mend)
{
    int64_t end = sema_end_within(sema, first, last);
    if (end == NM_NEVER)
        return true;
    struct diag *diag = diag_add(sema->diags, E_RENEWAL_PERIOD, sema->source, span,
                                 "the term may end on %s, within the period %s: it is not said what is owed "
                                 "for it then", sema_day_text(sema, end), period);
    diag_label(diag, sema->term_source, sema->term_span, "the term");
    diag_help(diag, "%s", mend);
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
        unclear(sema, sema->source, nps->span, "whether both must give notice, or one, is not clear",
                "join them by `or`: notice by one of them is enough");
        return 0;
    }
    for (uint32_t i = 0; i < nps->count; i++) {
        const struct ast_np *np = nps->items[i];
        uint64_t who = sema_parties(sema, np, &scope);
        bool is_all = np->kind == NP_NAME && (np->name.det == DET_ALL || np->name.det == DET_BOTH ||
                                              np->name.det == DET_EACH);
        if (who && is_all) {
            unclear(sema, sema->source, np->span, "whether all must give notice, or one, is not clear",
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

/* A day of notice that a free day moves says so. */
struct moved_words {
    const char *en, *zh;
};

static void say(struct sema *sema, struct meant_norm *norm, size_t index, const struct moved_words *moved)
{
    const struct meaning *meaning = sema->meaning;
    struct arena *arena = sema->arena;
    bool is_unless = meaning->renewal->is_unless;
    bool is_last = index + 1 == meaning->renewals.count;
    const char *end = sema_day_text(sema, meaning->renewals.items[index].end);
    const char *next = sema_day_text(sema, is_last ? meaning->end : meaning->renewals.items[index + 1].end);
    const char *en, *zh;
    sema_duration_words(sema, &meaning->renewal->notice, meaning->renewal->notice_unit, &en, &zh);
    bool is_either = norm->joint == NM_EITHER;
    const char *any = is_either ? ", any of them" : "", *any_zh = is_either ? "任一方" : "";
    const struct ast_act *act = meaning->renewal->act; /* `by notice to Seller`, of a right to renew */
    const char *how = act ? sema_manner(sema, norm, act, false) : "";
    const char *how_zh = act ? sema_power_notice_zh(sema, act) : "";
    norm->action_en =
        is_unless ? sema_join(sema, "may give notice of non-renewal", any, ", so that the contract ends on ", end)
                  : sema_join(sema, "may renew the contract to ", next, how, any);
    norm->action_zh = is_unless ? sema_join(sema, any_zh, "可以通知不续期，使合同于", end, "期满")
                                : sema_join(sema, any_zh, "可以将合同续期至", next, how_zh);
    norm->rule_en = arena_printf(arena, "at least %s before the end on %s%s", en, end, moved->en);
    norm->rule_zh = arena_printf(arena, "%s期满前至少%s%s", end, zh, moved->zh);
    size_t number = index + 1, count = meaning->renewals.count;
    if (!is_unless && count > 1) {
        norm->rule_en = arena_printf(arena, "%s, renewal %zu of at most %zu", norm->rule_en, number, count);
        norm->rule_zh = arena_printf(arena, "%s，第%zu次续期，至多%zu次", norm->rule_zh, number, count);
    }
}

/* The last day of notice for an end, by the rules of counting. */
static struct meant_expr *last_day(struct sema *sema, int64_t end, struct moved_words *moved)
{
    const struct meant_renewing *renewal = sema->meaning->renewal;
    struct ast_amount amount = {.span = renewal->notice_span, .kind = AMOUNT_TIME, .low = renewal->notice,
                                .high = renewal->notice, .time_unit = renewal->notice_unit};
    struct meant_expr *day = sema_count_apart(sema, expr_new(sema, NM_OP_CONST, end), &amount, false, -1);
    return sema_roll(sema, day, -1, &moved->en, &moved->zh);
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
    const struct meant_renewing *renewal = sema->meaning->renewal;
    int64_t from = sema->meaning->start, due;
    if (!sema_constant(sema, norm->due, &due) || (norm->from && !sema_constant(sema, norm->from, &from)) ||
        due >= from)
        return true;
    struct diag *diag = diag_add(sema->diags, E_RENEWAL, renewal->source, renewal->notice_span,
                                 "there is no day for a notice before the end on %s: it would be given by %s",
                                 sema_day_text(sema, end), sema_day_text(sema, due));
    diag_help(diag, "let a notice be shorter than the time that it ends");
    return false;
}

static bool check_notice(struct sema *sema)
{
    const struct meant_renewing *renewal = sema->meaning->renewal;
    if (renewal->notice_unit != TIME_HOUR && renewal->notice_unit != TIME_MINUTE &&
        renewal->notice_unit != TIME_SECOND)
        return true;
    unclear(sema, renewal->source, renewal->notice_span, "a notice before the end is given days or months before",
            "write `at least 60 days before the end`");
    return false;
}

/* A power for each end but the last. Returns the first. */
static struct meant_norm *add_powers(struct sema *sema, const struct reading *reading, const struct ast_act *act,
                                     const struct meant_verb *verb)
{
    struct meaning *meaning = sema->meaning;
    uint64_t holders = reading->scope.subject;
    struct meant_expr *before = NULL;
    for (size_t i = 0; i < meaning->renewals.count; i++) {
        int64_t end = meaning->renewals.items[i].end;
        struct meant_norm *norm = sema_new_norm(sema, reading, act, sema_day_text(sema, end));
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
        struct moved_words moved;
        norm->due = before = last_day(sema, end, &moved);
        say(sema, norm, i, &moved);
        meaning->renewals.items[i].norm = norm;
        if (!before || !check_days(sema, norm, end))
            break;
        if (meaning->renewal->act)
            sema_wait_for_times(sema, norm, act, reading);
    }
    sema_cover(sema, reading->clause, NM_TRACKED);
    return meaning->renewals.items[0].norm;
}

struct meant_norm *sema_read_option(struct sema *sema, const struct reading *reading,
                                    const struct ast_act *act)
{
    const struct meaning *meaning = sema->meaning;
    const struct meant_renewing *renewal = meaning->renewal;
    if (!renewal || renewal->span.start != act->span.start || renewal->source != sema->source) {
        if (!renewal && sema_faults(sema) == 0)
            unclear(sema, sema->source, act->span, "a right to renew is no consequence of a breach",
                    "write `Buyer may renew the contract for 12 months by notice at least 60 days before the end, at "
                    "most 2 times` in a sentence of its own");
        return NULL; /* has been said */
    }
    bool is_passing = reading->trigger && reading->trigger->kind != TRIGGER_WHILE &&
                      reading->trigger->kind != TRIGGER_WHEN && reading->trigger->event;
    if (reading->scope.member || reading->scope.period || is_passing || meaning->renewals.items[0].norm) {
        unclear(sema, sema->source, act->span, "whether all must give notice, or one, is not clear",
                "name one party, or write `either party may renew …`: notice by one of them is enough");
        return NULL;
    }
    return check_notice(sema) ? add_powers(sema, reading, act, sema_verb(sema, act->verb.text)) : NULL;
}

int32_t sema_read_renewal(struct sema *sema, int32_t clause)
{
    const struct meant_renewing *renewal = sema->meaning->renewal;
    if (!renewal || !renewal->holders)
        return clause;
    sema->source = sema->term_source;
    uint64_t holders = holders_of(sema, renewal->holders);
    const struct meant_verb *verb = verb_of(sema, renewal->is_unless);
    clause = sema_front_clause(sema, sema->term_span);
    struct ast_act *act = arena_alloc(sema->arena, sizeof *act);
    act->span = renewal->span;
    struct reading reading = {.clause = clause, .scope = {.key_kind = NM_NONE, .subject = holders}};
    if (holders && verb && check_notice(sema))
        (void)add_powers(sema, &reading, act, verb);
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
