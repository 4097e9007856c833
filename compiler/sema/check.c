/* check.c - C0 over the whole: everything that is counted has an answer rule with an end and a
 * meaning of silence, windows are not empty, no two duties can count the same act unsaid, what is
 * suspended says what its clock does. Spec 25.2. */
#include "compiler/sema/sema_internal.h"
#include "compiler/sema/twice.h"
#include "lang/base/limits.h"
#include "lang/base/buf.h"

/* `Buyer accepts the lathes within 10 days`, beside the duty to deliver them: an act like any other it
 * would be, due ten days after the beginning, and no lathe would wait for it. */
static void check_lone_acceptance(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_verb *verb = norm->pattern.act.verb;
    bool is_duty = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT;
    if (!is_duty || !verb || verb->class != NM_ACCEPT || norm->triggers.count ||
        meant_thing(norm) == NM_NONE || !norm->due || sema_has_hole(sema, norm->clause))
        return;
    const struct meaning *meaning = sema->meaning;
    int32_t heading = sema_heading_of(sema, norm->clause);
    const struct meant_clause *clause = &(const struct meant_clause){0};
    if (heading != NM_NONE)
        clause = meaning->clauses.items[heading];
    for (size_t i = clause->first_norm; i < clause->end_norm && i < meaning->norms.count; i++) {
        const struct meant_norm *other = meaning->norms.items[i];
        bool is_answered = (other->kind == NM_ACHIEVE || other->kind == NM_AMOUNT) &&
                           meant_thing(other) == meant_thing(norm) && other->pattern.act.verb != verb &&
                           !(other->bearers & norm->bearers) && !other->answer;
        if (!is_answered)
            continue;
        struct diag *diag = diag_add(sema->diags, E_NO_SILENCE, norm->source, norm->span,
                                     "it is not said what silence means");
        diag_label(diag, other->source, other->span, "what would be accepted");
        diag_help(diag, "write `%s or rejects …, otherwise … accepted`; an act that nothing waits for "
                        "has a verb of its own (inspect, test)", verb->third);
        return;
    }
}

static void check_answer(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_answer *answer = norm->answer;
    if (!answer || answer->has_silence || sema_has_hole(sema, norm->clause))
        return;
    struct diag *diag = diag_add(sema->diags, E_NO_ANSWER_LIMIT, norm->source, answer->span,
                                 "the duty waits for an answer that need never come");
    diag_label(diag, norm->source, norm->span, "this duty");
    diag_help(diag, "add a sentence: `%s %s or %s it within 5 days, otherwise it is %s`",
              sema_labels(sema, answer->acceptors, false), answer->accept->third, "refuses",
              answer->accept->participle);
}

/* The tick of an expression without events; false if it depends on one. */
bool sema_constant(const struct sema *sema, const struct meant_expr *expr, int64_t *tick)
{
    int64_t a, b;
    if (!expr)
        return false;
    if (expr->op == NM_OP_CONST || expr->op == NM_OP_TERM_START || expr->op == NM_OP_TERM_END) {
        *tick = expr->op == NM_OP_CONST        ? expr->imm
                : expr->op == NM_OP_TERM_START ? sema->meaning->start
                                               : sema->meaning->end;
        return *tick != NM_NEVER;
    }
    if (expr->op == NM_OP_ADD_DAYS)
        return sema_constant(sema, expr->a, &a) && ckd_add_i64(tick, a, expr->imm);
    if (expr->op == NM_OP_ADD_MONTHS)
        return sema_constant(sema, expr->a, &a) && date_in_range(a) && date_add_months(tick, a, expr->imm);
    if (expr->op != NM_OP_MIN && expr->op != NM_OP_MAX)
        return false; /* needs events, or a calendar: the machine resolves it */
    if (!sema_constant(sema, expr->a, &a) || !sema_constant(sema, expr->b, &b))
        return false;
    *tick = (a < b) == (expr->op == NM_OP_MIN) ? a : b;
    return true;
}

static void check_window(struct sema *sema, const struct meant_norm *norm)
{
    int64_t from = sema->meaning->start, due;
    bool is_term_wrong = sema->meaning->end < sema->meaning->start; /* has been said */
    if (norm->kind == NM_POWER || norm->triggers.count || is_term_wrong ||
        !sema_constant(sema, norm->due, &due))
        return;
    (void)sema_constant(sema, norm->from, &from);
    bool is_outside = sema->meaning->end != NM_NEVER && from > sema->meaning->end &&
                      norm->fate != NM_SURVIVES;
    if (due >= from && !is_outside)
        return;
    struct buf first, last;
    buf_init(&first);
    buf_init(&last);
    date_print(&first, from);
    date_print(&last, due);
    if (due < from) {
        struct diag *diag = diag_add(sema->diags, E_WINDOW_EMPTY, norm->source, norm->span,
                                     "there is no day on which this can be done: it opens on %s and "
                                     "is due on %s", first.data, last.data);
        diag_label(diag, sema->term_source, sema->term_span, "the term");
        diag_help(diag, "let it be due on %s or later, or open on %s or earlier", first.data, last.data);
    } else {
        struct diag *diag = diag_add(sema->diags, E_OUTSIDE_TERM, norm->source, norm->span,
                                     "this opens on %s, after the contract has ended", first.data);
        diag_label(diag, sema->term_source, sema->term_span, "the term");
        diag_help(diag, "correct the date, or let the term end later");
    }
    buf_release(&first);
    buf_release(&last);
}

/* Amounts of one thing under one verb, each pool by itself: the norms of a pool share what is counted
 * and need not be compared. */
struct counted {
    struct counted *other; /* of the same thing, in another pool; in order of their first norms */
    int32_t pool;
    struct counting_norm {
        struct counting_norm *next;
        const struct meant_norm *norm;
    } *norms, *last;
};
struct counting {
    struct map things; /* -> row of `first` */
    LIST(struct counted *) first;
};

static struct counted *counted_in(struct sema *sema, struct counting *counting,
                                  const struct meant_norm *norm, struct counted **first)
{
    struct {
        int64_t item, unit;
        const struct meant_verb *verb;
    } thing = {norm->item, norm->unit, norm->pattern.act.verb};
    bool is_new;
    uint32_t row = map_enter(&counting->things, &thing, sizeof thing, (uint32_t)counting->first.count,
                             &is_new)->value;
    if (is_new)
        list_push(sema->arena, &counting->first, NULL);
    struct counted **place = &counting->first.items[row];
    while (*place && (*place)->pool != norm->pool)
        place = &(*place)->other;
    if (!*place) {
        *place = arena_alloc(sema->arena, sizeof **place);
        (*place)->pool = norm->pool;
    }
    struct counted *own = *place;
    *first = counting->first.items[row];
    return own;
}

enum { RIVALS_MAX = 6 }; /* that a message names */

/* `at least` of each, and one comes and goes with its events: both measure all that is done meanwhile. */
static bool are_least(const struct meant_norm *norm, const struct meant_norm *other)
{
    return norm->is_least && other->is_least && (norm->triggers.count || other->triggers.count);
}

/* The norms before this one that count the same for the same parties, one of each pool. */
static size_t rivals_of(const struct counted *first, const struct counted *own,
                        const struct meant_norm *norm, const struct meant_norm **rivals)
{
    size_t count = 0;
    for (const struct counted *counted = first; counted && count < RIVALS_MAX; counted = counted->other) {
        for (const struct counting_norm *i = counted->norms; counted != own && i; i = i->next) {
            const struct meant_norm *other = i->norm;
            if ((other->bearers & norm->bearers) && (other->creditors & norm->creditors) &&
                !are_least(norm, other) && !sema_excludes(&other->pattern, &norm->pattern)) {
                rivals[count++] = other;
                break;
            }
        }
    }
    return count;
}

static const char *number_of(const struct sema *sema, const struct meant_norm *norm)
{
    return sema->meaning->clauses.items[norm->clause]->number;
}

/* `clause 1.1`, `clauses 1.1, 1.2 and 1.3`, 第1.1条 和 第1.2条. */
static const char *clauses_of(const struct sema *sema, const struct meant_norm **norms, size_t count, bool is_zh)
{
    const char *text = arena_printf(sema->arena, is_zh ? "第%s条" : count > 1 ? "clauses %s" : "clause %s",
                                    number_of(sema, norms[0]));
    for (size_t i = 1; i < count; i++)
        text = arena_printf(sema->arena, is_zh ? "%s%s第%s条" : "%s%s%s", text,
                            i + 1 < count ? (is_zh ? "、" : ", ") : is_zh ? " 和 " : " and ", number_of(sema, norms[i]));
    return text;
}

/* Written for days that have none in common: then an act is for the one or the other, and part of neither. */
static bool are_apart(const struct sema *sema, const struct meant_norm *norm, const struct meant_norm *other)
{
    int64_t from, due, other_from, other_due;
    return sema_constant(sema, norm->from, &from) && sema_constant(sema, norm->due, &due) &&
           sema_constant(sema, other->from, &other_from) && sema_constant(sema, other->due, &other_due) &&
           (due < other_from || other_due < from);
}

static void help_counting(const struct sema *sema, struct diag *diag, const struct meant_norm *norm, bool is_related,
                          const struct meant_norm **rivals, size_t count)
{
    bool is_zh = sema_is_in_chinese(sema, norm->span);
    const char *others = clauses_of(sema, rivals, count, is_zh);
    if (is_related)
        diag_help(diag, is_zh ? "也写上%s：“另加于 第…条 和 第%s条”（只计入其一）"
                              : "name %s too: `in addition to clauses … and %s` (an act counts in one of them)",
                  others, number_of(sema, rivals[count - 1]));
    else if (count > 1 || norm->remedies || rivals[0]->remedies || are_apart(sema, norm, rivals[0]))
        diag_help(diag, is_zh ? "写明另行应做：“另加于 %s”（只计入其一）"
                              : "say that it is owed beside them: `in addition to %s` (an act counts in one of them)",
                  others);
    else
        diag_help(diag, is_zh ? "写明二者的关系：“计入 %s”（两处都计），或“另加于 %s”（只计入其一）"
                              : "say how they are related: `as part of %s` (it counts in both) or `in addition to %s` "
                                "(in one of them)", others, others);
}

/* What an event calls forth is told apart if it is about the very thing that called it, or a sum of money,
 * which is dealt out by time. */
static bool is_told_apart(const struct sema *sema, const struct meant_norm *norm)
{
    bool is_about_key = norm->key_kind != NM_NONE && norm->key_kind == norm->item;
    return (norm->triggers.count > 0 || norm->remedies) && (sema_is_money(sema, norm->unit) || is_about_key);
}

/* Two amounts of different sentences that one act could count towards. */
static void check_counting(struct sema *sema, struct counting *counting,
                           const struct meant_norm *norm)
{
    if (norm->kind != NM_AMOUNT || is_told_apart(sema, norm))
        return;
    struct counted *first, *own = counted_in(sema, counting, norm, &first);
    const struct meant_norm *rivals[RIVALS_MAX];
    size_t count = rivals_of(first, own, norm, rivals);
    bool is_related = own->norms != NULL;
    struct counting_norm *last = arena_alloc(sema->arena, sizeof *last);
    last->norm = norm;
    *(own->last ? &own->last->next : &own->norms) = last;
    own->last = last;
    if (count == 0 || norm->is_misrelated)
        return;
    struct diag *diag = diag_add(sema->diags, E_AMBIGUOUS_COUNTING, norm->source, norm->span,
                                 "one act could count here and in %s", clauses_of(sema, rivals, count, false));
    for (size_t i = 0; i < count; i++)
        diag_label(diag, rivals[i]->source, rivals[i]->span, count > 1 ? "another duty" : "the other duty");
    help_counting(sema, diag, norm, is_related, rivals, count);
}

static void check_power(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_power *power = norm->power;
    if (!power || power->effect != NM_SUSPEND_NORMS || !power->scope.count || sema_has_hole(sema, NM_NONE))
        return;
    const struct meant_norm *unsaid = NULL, *first = power->scope.items[0], *other = NULL;
    for (size_t i = power->scope.count; i-- > 0;) {
        const struct meant_norm *suspended = power->scope.items[i];
        unsaid = suspended->clock_said ? unsaid : suspended;
        other = suspended->clock_runs != first->clock_runs ? suspended : other;
    }
    if (!unsaid && other) {
        struct diag *differs = diag_add(sema->diags, E_CLOCKS_DIFFER, norm->source, norm->span,
                                        "one suspension, but the clock of clause %s %s and that of clause %s %s",
                                        number_of(sema, first), first->clock_runs ? "runs on" : "stops",
                                        number_of(sema, other), other->clock_runs ? "runs on" : "stops");
        if (other->parent)
            diag_help(differs,
                      "what is part of a clause is suspended with it: let the clock of clause %s do what that of "
                      "clause %s does",
                      number_of(sema, other), number_of(sema, first));
        else
            diag_help(differs, "write a sentence for each: `Seller may suspend clause %s …`, `Seller may suspend "
                               "clause %s …`", number_of(sema, first), number_of(sema, other));
    }
    if (!unsaid)
        return;
    const char *number = number_of(sema, unsaid);
    struct diag *diag = diag_add(sema->diags, E_CLOCK_UNSAID, norm->source, norm->span,
                                 "it is not said whether the clock of clause %s stops meanwhile",
                                 number);
    diag_help(diag, "add `While clause %s is suspended, the clock of clause %s stops` (or `runs on`)",
              number, number);
}

/* The cause of a norm that stands deepest, or NULL if it arises from none. */
static struct meant_norm *deepest_cause(const struct sema *sema, const struct meant_norm *norm,
                                        const uint32_t *depth)
{
    struct meant_norm *deepest = NULL;
    for (size_t i = 0; i < norm->triggers.count; i++) {
        const struct meant_norm *cause = norm->triggers.items[i].norm;
        if (cause && norm->triggers.items[i].kind != NM_ON_LOSS &&
            (!deepest || depth[cause->index] > depth[deepest->index]))
            deepest = sema->meaning->norms.items[cause->index];
    }
    return deepest;
}

/* A norm that would have to be done before it arises: depths that grow beyond the number of norms
 * lead into a circle. */
static void check_circles(struct sema *sema)
{
    size_t count = sema->meaning->norms.count;
    uint32_t *depth = arena_array(sema->arena, count, sizeof *depth);
    struct meant_norm *circular = NULL;
    size_t *called = arena_array(sema->arena, count, sizeof *called), called_count = 0;
    for (size_t i = 0; i < count; i++) {
        struct meant_norm *norm = sema->meaning->norms.items[i];
        norm->index = (int32_t)i;
        if (norm->triggers.count > 0)
            called[called_count++] = i;
    }
    bool is_changed = true;
    for (size_t round = 0; round <= count && is_changed; round++) {
        is_changed = false;
        circular = NULL;
        for (size_t k = 0; k < called_count; k++) {
            size_t i = called[k];
            struct meant_norm *norm = sema->meaning->norms.items[i];
            const struct meant_norm *cause = deepest_cause(sema, norm, depth);
            if (cause && depth[i] <= depth[cause->index]) {
                depth[i] = depth[cause->index] + 1;
                is_changed = true;
                circular = norm;
            }
        }
    }
    if (!is_changed || !circular)
        return;
    for (size_t i = 0; i < count; i++) /* from behind the circle into it */
        circular = deepest_cause(sema, circular, depth);
    const struct meant_norm *cause = deepest_cause(sema, circular, depth);
    struct diag *diag = diag_add(sema->diags, E_TRIGGER_CIRCLE, circular->source, circular->span,
                                 "clause %s arises from itself",
                                 sema->meaning->clauses.items[circular->clause]->number);
    if (cause != circular)
        diag_label(diag, cause->source, cause->span, "it waits for this");
    diag_help(diag, "let one of them begin from a date or from an act");
}

static void check_contract(struct sema *sema)
{
    const struct meaning *meaning = sema->meaning;
    if (!meaning->name) {
        struct diag *diag = diag_add(sema->diags, E_NO_CONTRACT, sema->source, (struct span){0, 0},
                                     "the file has no heading `contract`");
        diag_help(diag, "begin with `contract NAME \"title\".`");
        return;
    }
    if (!sema->has_term) {
        struct diag *diag = diag_add(sema->diags, E_TERM, meaning->source, meaning->span,
                                     "it is not said from when the contract is in force");
        diag_help(diag, "add `in force from 1956-10-10 to 1956-12-31.`");
    } else if (sema->has_signed && meaning->signed_on > meaning->start) {
        struct diag *diag = diag_add(sema->diags, E_TERM, sema->term_source, sema->term_span,
                                     "the contract is in force before it is signed");
        diag_help(diag, "begin the term on the day of signature, or later");
    }
    bool has_party = false;
    for (uint32_t i = 0; i < meaning->single_count; i++)
        has_party |= meaning->parties.items[i]->kind == NM_PARTY;
    if (!has_party) {
        struct diag *diag = diag_add(sema->diags, E_NO_PARTY, meaning->source, meaning->span,
                                     "the contract has no party");
        diag_help(diag, "declare two: `party Seller. party Buyer.`");
    }
}

const struct meant_party *sema_outsider(const struct sema *sema, uint64_t parties)
{
    for (uint32_t i = 0; i < sema->meaning->single_count; i++) {
        if (sema->meaning->parties.items[i]->kind == NM_THIRD && (parties >> i & 1))
            return sema->meaning->parties.items[i];
    }
    return NULL;
}

static const char *first_party(const struct sema *sema)
{
    for (uint32_t i = 0; i < sema->meaning->single_count; i++) {
        if (sema->meaning->parties.items[i]->kind == NM_PARTY)
            return sema->meaning->parties.items[i]->name;
    }
    return "Seller";
}

/* An outsider has promised nothing; what it may do, others have granted. What it measures late another value takes the
 * place of. */
static void check_bearers(struct sema *sema, const struct meant_norm *norm)
{
    const struct meant_party *outsider = sema_outsider(sema, norm->bearers);
    bool is_granted = norm->kind == NM_POWER || norm->kind == NM_PERMIT || norm->kind == NM_ASSUME;
    if (!outsider || is_granted || (norm->is_measuring && !norm->deemed))
        return;
    struct diag *diag = diag_add(sema->diags, E_OUTSIDER, norm->source, norm->span,
                                 "%s is an outsider and owes nothing", outsider->name);
    diag_label(diag, outsider->source, outsider->span, "declared here");
    if (norm->is_measuring)
        diag_help(diag, "let another value take the place of what it does not measure: `otherwise the last value "
                        "counts`");
    else
        diag_help(diag, "let a party see to it: `%s does its best to …`; or wait for it: `When %s …`",
                  first_party(sema), outsider->name);
}

void sema_check(struct sema *sema)
{
    struct counting counting = {0};
    map_init(&counting.things, sema->arena);
    check_contract(sema);
    for (size_t i = 0; i < sema->meaning->norms.count; i++) {
        const struct meant_norm *norm = sema->meaning->norms.items[i];
        check_bearers(sema, norm);
        check_answer(sema, norm);
        check_lone_acceptance(sema, norm);
        check_window(sema, norm);
        check_counting(sema, &counting, norm);
        check_power(sema, norm);
        sema_check_parts(sema, norm);
        sema_check_permit(sema, norm);
        sema_check_forbidden(sema, norm);
        sema_check_calling(sema, norm);
    }
    map_release(&counting.things);
    sema_check_room(sema);
    sema_check_twice(sema);
    sema_check_terms(sema);
    check_circles(sema);
    sema_check_coverage(sema);
}
