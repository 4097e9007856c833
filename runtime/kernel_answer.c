/* Answers. A tender is the part of a performance that one instance waits to have accepted or
 * rejected; an answer is dealt out over the open tenders that it addresses, oldest first. When all of
 * it is dealt out, the instances it touched are judged: fulfilled, or no longer to be fulfilled. */
#include <stdlib.h>

#include "lang/base/check.h"
#include "runtime/kernel_internal.h"
#include "runtime/machine_io.h"

struct touch { /* an instance that this answer touched */
    int32_t row;
    bool took_round; /* a round of rework has been used */
    bool was_rejected;
    int64_t last_accepted; /* tick of its last tender accepted by this act */
};

struct refused { /* from one act */
    int32_t event; /* serial of the tendering event */
    int64_t qty;   /* of what the pool of its first tender took */
};

struct answering {
    int32_t cause;  /* serial of the answer, -1 by silence */
    bool is_deemed;
    VEC(struct touch) touched;
    VEC(struct refused) rejected;
};

void kernel_add_tender(struct run *run, int32_t row, int32_t item, int64_t qty,
                       const struct rt_event *event, int64_t limit, bool in_cure)
{
    int32_t tender = st_add_tender(run->st);
    if (tender < 0) {
        run->is_full = true;
        return;
    }
    run->st->tender[tender] = (struct st_tender){.event = event->serial,
                                                 .inst = row,
                                                 .item = item,
                                                 .status = ST_OPEN,
                                                 .at = run->st->head.now,
                                                 .limit = limit,
                                                 .qty = qty,
                                                 .open = qty,
                                                 .name = event->key,
                                                 .in_cure = in_cure,
                                                 .rework_at = NM_NEVER};
    index_add_total(run, &run->st->inst[row].pend, qty); /* a vague duty takes all there is */
    if (run->nm->norm[run->st->inst[row].norm].parent == NM_NONE)
        index_timer(run->index, &run->index->closings, limit, TIMER_TENDER, tender);
}

bool kernel_awaits_answers(const struct run *run)
{
    const struct st *st = run->st;
    for (uint32_t i = st->tender_count; i-- > 0;) {
        if (st->tender[i].open > 0 && run->nm->norm[st->inst[st->tender[i].inst].norm].parent == NM_NONE)
            return true;
    }
    return false;
}

static struct touch *touch(struct answering *answering, int32_t row)
{
    for (size_t i = 0; i < answering->touched.count; i++) {
        if (answering->touched.items[i].row == row)
            return &answering->touched.items[i];
    }
    struct touch fresh = {.row = row, .last_accepted = INT64_MIN};
    vec_push(&answering->touched, fresh);
    return &vec_last(&answering->touched);
}

static void set_item(struct run *run, int32_t item, enum st_item_status status, int32_t row)
{
    if (item < 0)
        return;
    run->st->item[item].status = (int32_t)status;
    run->st->item[item].inst = row;
    run->st->item[item].at = run->st->head.now;
}

static void note_acceptance(struct run *run, size_t first, int32_t tender, int64_t qty, bool is_deemed)
{
    int32_t norm = run->st->inst[run->st->tender[tender].inst].norm;
    for (size_t i = first; i < run->index->acceptances.count; i++) {
        struct acceptance *seen = &run->index->acceptances.items[i];
        if (seen->norm == norm && run->st->tender[seen->tender].event == run->st->tender[tender].event) {
            index_add_total(run, &seen->qty, qty);
            return;
        }
    }
    struct acceptance acceptance = {tender, norm, qty, is_deemed};
    vec_push(&run->index->acceptances, acceptance);
}

static void accept_part(struct run *run, struct answering *answering, size_t first, int32_t row, int64_t qty)
{
    struct st_tender *tender = &run->st->tender[row];
    struct st_inst *inst = &run->st->inst[tender->inst];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    tender->accepted += qty;
    inst->pend -= qty;
    if (inst->got < inst->need) {
        int64_t lacking = inst->need - inst->got;
        inst_note_late(run, inst, qty < lacking ? qty : lacking, norm->by_answer ? run->st->head.now : tender->at);
    }
    index_add_total(run, &inst->got, qty);
    if (norm->minimum && inst->need > 0 && inst->got > inst->need) {
        index_add_total(run, &inst->surplus, inst->got - inst->need);
        run->index->has_credit = true; /* perhaps: it is looked for in money alone */
        inst->got = inst->need;
    }
    int64_t limit = inst_limit(run, inst);
    bool is_in_time = norm->by_answer ? run->st->head.now <= limit
                                      : tender->in_cure || (inst->from <= tender->at && tender->at <= limit);
    if (is_in_time && (inst->performed == NM_NEVER || inst->performed < tender->at))
        inst->performed = tender->at;
    struct touch *mark = touch(answering, tender->inst);
    if (tender->at > mark->last_accepted)
        mark->last_accepted = tender->at;
    note_acceptance(run, first, row, qty, answering->is_deemed);
}

static void reject_part(struct run *run, struct answering *answering, int32_t row,
                        const struct nm_answer *answer, int64_t qty)
{
    struct st_tender *tender = &run->st->tender[row];
    struct st_inst *inst = &run->st->inst[tender->inst];
    struct touch *mark = touch(answering, tender->inst);
    tender->rejected += qty;
    inst->pend -= qty;
    mark->was_rejected = true;
    if (run->nm->norm[inst->norm].kind == NM_AT_MOST)
        return; /* it asks for nothing again */
    if (inst->status == ST_BREACHED && inst->breach >= 0) {
        struct st_breach *breach = &run->st->breach[inst->breach];
        bool was_hoped = !run->nm->norm[inst->norm].by_answer; /* else it was short at once */
        if (was_hoped && (tender->in_cure || tender->at <= breach->due))
            index_add_total(run, &breach->shortfall, qty);
    } else if (is_live(inst) && answer->rework != NM_NONE &&
               (mark->took_round || inst->rounds < answer->rounds)) {
        inst->rounds += !mark->took_round;
        mark->took_round = true;
        index_add_total(run, &inst->cure, qty);
        struct rt_scope scope = scope_of(run, inst, run->st->head.now);
        inst->cure_due = run_eval(run, answer->rework, &scope);
        tender->rework_at = run->st->head.now;
        index_inst_timer(run, tender->inst);
    }
}

/* Whether `norm` stands below `parent` as a part of it. */
static bool is_below(const struct nm *nm, int32_t norm, int32_t parent)
{
    while (norm != NM_NONE && norm != parent)
        norm = nm->norm[norm].parent;
    return norm == parent;
}

/* The pool that took first of the event: what counts twice is called for once. */
static int32_t pool_of_event(const struct run *run, int32_t event)
{
    for (uint32_t i = 0; i < run->st->tender_count; i++) {
        const struct nm_norm *norm = &run->nm->norm[run->st->inst[run->st->tender[i].inst].norm];
        if (run->st->tender[i].event == event && norm->parent == NM_NONE)
            return norm->pool;
    }
    BUG("an answer to what was never tendered");
}

/* Answers `qty` of a tender and, along with it, the tenders of its children right behind it. */
static void answer_tender(struct run *run, struct answering *answering, size_t first, int32_t row,
                          bool is_accepted, int64_t qty)
{
    struct st *st = run->st;
    int32_t norm = st->inst[st->tender[row].inst].norm, event = st->tender[row].event;
    const struct nm_answer *answer = &run->nm->answer[run->nm->norm[norm].answer];
    for (int32_t i = row; i < (int32_t)st->tender_count; i++) {
        struct st_tender *tender = &st->tender[i];
        int32_t own = st->inst[tender->inst].norm;
        if (i > row && (tender->event != event || own == norm || !is_below(run->nm, own, norm)))
            break;
        int64_t part = qty < tender->open ? qty : tender->open;
        if (part == 0)
            continue;
        tender->open -= part;
        tender->status = tender->open == 0 ? ST_ANSWERED : ST_OPEN;
        tender->deemed = answering->is_deemed;
        if (is_accepted)
            accept_part(run, answering, first, i, part);
        else
            reject_part(run, answering, i, answer, part);
        if (i == row)
            set_item(run, tender->item, is_accepted ? ST_HELD : ST_FREE,
                     is_accepted ? tender->inst : -1);
    }
    if (is_accepted)
        return;
    size_t at = 0;
    while (at < answering->rejected.count && answering->rejected.items[at].event != event)
        at++;
    if (at == answering->rejected.count) {
        struct refused refused = {.event = event};
        vec_push(&answering->rejected, refused);
    }
    if (run->nm->norm[norm].pool == pool_of_event(run, event))
        index_add_total(run, &answering->rejected.items[at].qty, qty);
}

static bool was_cured(const struct run *run, int32_t row)
{
    const struct st_inst *inst = &run->st->inst[row];
    for (uint32_t i = 0; i < run->st->tender_count; i++) {
        const struct st_tender *tender = &run->st->tender[i];
        if (tender->inst == row && tender->in_cure && tender->accepted > 0 && tender->at > inst->due)
            return true;
    }
    return false;
}

static void judge_inst(struct run *run, const struct answering *answering, const struct touch *mark)
{
    struct st_inst *inst = &run->st->inst[mark->row];
    bool is_let_go = inst->status == ST_RELEASED || inst->status == ST_WAIVED || inst->status == ST_LAPSED;
    if (run->nm->norm[inst->norm].kind == NM_AT_MOST)
        return;
    if (inst->got >= inst_wanted(run, inst)) {
        if (inst->status == ST_IN_FORCE || inst->status == ST_PENDING || is_let_go) {
            if (was_cured(run, mark->row))
                inst->flags |= ST_CURED;
            if (run->nm->norm[inst->norm].grace != NM_NONE && inst->performed != NM_NEVER &&
                inst->performed > inst->due)
                inst->flags |= ST_LATE;
            inst_set_status(run, mark->row, ST_FULFILLED);
        } else if (inst->status == ST_BREACHED && inst_is_debt(run, inst) && !(inst->flags & ST_LATE)) {
            inst_perform_late(run, mark->row,
                              run->nm->norm[inst->norm].by_answer ? run->st->head.now : mark->last_accepted);
        }
    } else if (inst->status == ST_PENDING) {
        int64_t short_by = inst_short_by(run, inst, inst->pend, inst->cure);
        if (mark->was_rejected && short_by > 0)
            breach_follow_up(run, inst_breach(run, mark->row, answering->cause, short_by));
    }
}

/* Something of the performance was accepted, or may be yet. */
static bool is_partly_kept(const struct run *run, int32_t event)
{
    for (uint32_t i = 0; i < run->st->tender_count; i++) {
        const struct st_tender *tender = &run->st->tender[i];
        if (tender->event == event && tender->rejected != tender->qty &&
            run->nm->norm[run->st->inst[tender->inst].norm].parent == NM_NONE)
            return true;
    }
    return false;
}

/* Whether what makes instances of the norm are acts, and not their acceptance or the silence about them. */
static bool is_by_acts(const struct run *run, const struct nm_norm *norm)
{
    uint32_t kinds = 0;
    for (int32_t i = 0; i < norm->trigger_count; i++)
        kinds |= UINT32_C(1) << run->nm->trigger[norm->first_trigger + i].kind;
    uint32_t others = UINT32_C(1) << NM_ON_TENDER | UINT32_C(1) << NM_ON_SILENCE;
    return (kinds & UINT32_C(1) << NM_ON_EVENT) != 0 && (kinds & others) == 0;
}

static bool asks_quantity(const struct nm *nm, int32_t row)
{
    if (row == NM_NONE)
        return false;
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    return expr->op == NM_OP_TRIGGER_QTY || (arity > 0 && asks_quantity(nm, expr->a)) ||
           (arity > 1 && asks_quantity(nm, expr->b));
}

/* Less of the performance is left: an instance that is owed by its quantity is reckoned anew. */
static void reckon_less(struct run *run, int32_t row, int64_t refused)
{
    struct st_inst *inst = &run->st->inst[row];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    bool is_owed_once = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT;
    inst->trigger_qty = inst->trigger_qty > refused ? inst->trigger_qty - refused : 0;
    if (!(is_owed_once || norm->kind == NM_AT_MOST) || norm->accrual || (inst->flags & ST_QUEUED) ||
        !asks_quantity(run->nm, norm->need))
        return;
    struct rt_scope scope = scope_of(run, inst, run->st->head.now);
    inst->need = kernel_capped(run, inst, run_eval(run, norm->need, &scope));
    if (inst->need <= 0) {
        inst_set_status(run, row, ST_LAPSED);
        return;
    }
    if (!is_owed_once || inst->status != ST_IN_FORCE || inst->got < inst->need) {
        index_inst_timer(run, row);
        return;
    }
    index_add_total(run, &inst->surplus, inst->got - inst->need);
    run->index->has_credit |= inst->surplus > 0; /* perhaps: it is looked for in money alone */
    inst->got = inst->need;
    inst_set_status(run, row, ST_FULFILLED);
}

/* Whether the instance was set off by the act of that serial, and falls away with it. */
static bool is_set_off_by(const struct run *run, int32_t row, int32_t event)
{
    const struct st_inst *inst = &run->st->inst[row];
    return inst->trigger_event == event && inst->trigger_breach < 0 && is_live(inst) &&
           !run->nm->norm[inst->norm].regardless;
}

void kernel_undo(struct run *run, int32_t event)
{
    for (uint32_t i = 0; i < run->st->inst_count; i++) {
        if (is_set_off_by(run, (int32_t)i, event))
            inst_set_status(run, (int32_t)i, ST_LAPSED);
    }
}

/* What a wholly rejected performance had set off falls away; of a part of it, a part. */
static void take_back(struct run *run, const struct refused *refused)
{
    const struct st *st = run->st;
    if (!is_partly_kept(run, refused->event)) {
        kernel_undo(run, refused->event);
        return;
    }
    for (uint32_t i = 0; i < st->inst_count; i++) {
        if (is_set_off_by(run, (int32_t)i, refused->event) && st->inst[i].status != ST_PENDING &&
            is_by_acts(run, &run->nm->norm[st->inst[i].norm]))
            reckon_less(run, (int32_t)i, refused->qty);
    }
}

static int by_row(const void *left, const void *right)
{
    int32_t left_row = ((const struct touch *)left)->row, right_row = ((const struct touch *)right)->row;
    return left_row < right_row ? -1 : left_row > right_row;
}

static void finish(struct run *run, struct answering *answering)
{
    if (answering->touched.count > 1)
        qsort(answering->touched.items, answering->touched.count, sizeof *answering->touched.items,
              by_row);
    for (size_t i = 0; i < answering->touched.count && !run->is_full; i++)
        judge_inst(run, answering, &answering->touched.items[i]);
    for (size_t i = 0; i < answering->rejected.count && !run->is_full; i++)
        take_back(run, &answering->rejected.items[i]);
    vec_release(&answering->touched);
    vec_release(&answering->rejected);
}

/* How an act that answers is about a tender. */
enum about {
    ABOUT_ANOTHER,
    ABOUT_THIS,  /* it names the tender, or none */
    ABOUT_SOME,  /* it names a thing, and the tender has no name */
};

/* Whether the act answers this tender, whoever does it; *may_accept says which of the two it is. */
static enum about fits(const struct run *run, const struct st_tender *tender, const struct rt_event *event,
                 bool *may_accept)
{
    const struct st_inst *inst = &run->st->inst[tender->inst];
    const struct nm_norm *norm = &run->nm->norm[inst->norm];
    if (norm->parent != NM_NONE || norm->answer == NM_NONE)
        return ABOUT_ANOTHER;
    const struct nm_answer *answer = &run->nm->answer[norm->answer];
    *may_accept = answer->accept == event->act;
    if ((!*may_accept && answer->reject != event->act) ||
        !kernel_is_named(run->nm, inst->norm, event))
        return ABOUT_ANOTHER;
    int32_t kind = norm->pattern == NM_NONE ? NM_NONE : run->nm->pattern[norm->pattern].kind;
    if (event->kind != EVENT_NONE && kind != NM_NONE && event->kind != kind)
        return ABOUT_ANOTHER;
    if (event->bind >= 0 && event->bind_kind == norm->key_kind && event->bind != inst->key)
        return ABOUT_ANOTHER;
    if (event->re >= 0 && tender->event != event->re)
        return ABOUT_ANOTHER;
    if (event->key < 0 || tender->name == event->key)
        return ABOUT_THIS;
    bool is_by_key = norm->key_kind != NM_NONE && inst->key >= 0 &&
                     (event->kind == EVENT_NONE || event->kind == norm->key_kind);
    if (tender->item < 0 && is_by_key && inst->key == event->key)
        return ABOUT_THIS;
    return tender->name < 0 && !is_by_key ? ABOUT_SOME : ABOUT_ANOTHER;
}

/* The same, for those who do it. */
static enum about addresses(const struct run *run, const struct st_tender *tender,
                            const struct rt_event *event, bool *may_accept)
{
    const struct nm_norm *norm = &run->nm->norm[run->st->inst[tender->inst].norm];
    if (norm->answer == NM_NONE || !set_has(run->nm->answer[norm->answer].acceptors, event->actors))
        return ABOUT_ANOTHER;
    return fits(run, tender, event, may_accept);
}

/* What is named has been tendered, but it is for another to answer. */
static bool is_for_another(const struct run *run, const struct rt_event *event)
{
    bool may_accept;
    if (event->key < 0 && event->re < 0)
        return false;
    for (uint32_t i = 0; i < run->st->tender_count; i++) {
        if (fits(run, &run->st->tender[i], event, &may_accept) == ABOUT_THIS)
            return true;
    }
    return false;
}

/* Whether one who acts so may answer at all under some norm whose answer names the act. */
static bool has_authority(const struct run *run, const struct rt_event *event)
{
    const struct lists *answered = &run->kernel->answered;
    for (int32_t i = answered->start[event->act]; i < answered->start[event->act + 1]; i++) {
        int32_t norm = answered->items[i];
        if (set_has(run->nm->answer[run->nm->norm[norm].answer].acceptors, event->actors) &&
            kernel_is_named(run->nm, norm, event))
            return true;
    }
    return false;
}

/* Whether the answer names a thing and gives it another attribute than it has. */
static bool differs(const struct run *run, const struct st_tender *tender,
                    const struct rt_event *event)
{
    if (event->key < 0 || tender->item < 0)
        return false;
    const int16_t *attrs = run->st->item[tender->item].attrs;
    for (int i = 0; i < LIMIT_EVENT_ATTRS; i++) {
        if (event->attrs[i] >= 0 && attrs[i] >= 0 && event->attrs[i] != attrs[i])
            return true;
    }
    return false;
}

enum judgement kernel_answer(struct run *run, const struct rt_event *event)
{
    const struct lists *answered = &run->kernel->answered;
    if (answered->start[event->act] == answered->start[event->act + 1])
        return JUDGE_COUNT;
    if (!has_authority(run, event))
        return JUDGE_NO_AUTHORITY;
    struct st *st = run->st;
    bool is_accepted = false, has_conflict = false;
    enum about about = ABOUT_ANOTHER;
    int64_t open = 0;
    uint32_t nameless = 0, open_nameless = 0; /* the last one that the act may name, and how many there are */
    for (uint32_t i = 0; i < st->tender_count; i++) {
        enum about how = addresses(run, &st->tender[i], event, &is_accepted);
        if (how == ABOUT_THIS) {
            about = ABOUT_THIS;
            has_conflict |= differs(run, &st->tender[i], event);
            index_add_total(run, &open, st->tender[i].open);
        } else if (how == ABOUT_SOME && st->tender[i].open > 0) {
            nameless = i;
            open_nameless++;
        }
    }
    int64_t rest = event->qty == 0 || event->key >= 0 ? open : event->qty;
    if (about == ABOUT_ANOTHER) {
        if (is_for_another(run, event))
            return JUDGE_NO_AUTHORITY;
        if (open_nameless != 1)
            return JUDGE_NOTHING_TO_ANSWER;
        about = ABOUT_SOME;
        open = st->tender[nameless].open;
        rest = run->nm->norm[st->inst[st->tender[nameless].inst].norm].distinct ? 1
               : event->qty == 0                                                ? open
                                                                                : event->qty;
    }
    if (has_conflict)
        return JUDGE_ATTRIBUTE_CONFLICT;
    if (open == 0)
        return JUDGE_ALREADY_ANSWERED;
    if (rest > open)
        return JUDGE_EXCESS;
    struct answering answering = {.cause = event->serial};
    size_t first = run->index->acceptances.count;
    uint32_t count = st->tender_count;
    for (uint32_t i = 0; i < count && rest > 0; i++) {
        if (st->tender[i].open == 0 || addresses(run, &st->tender[i], event, &is_accepted) != about)
            continue;
        int64_t part = rest < st->tender[i].open ? rest : st->tender[i].open;
        answer_tender(run, &answering, first, (int32_t)i, is_accepted, part);
        rest -= part;
    }
    finish(run, &answering);
    return JUDGE_EFFECTIVE;
}

/* Those who owed the answer that did not come are in breach. */
static void break_silence(struct run *run, int32_t row, int64_t qty)
{
    const struct st_tender tender = run->st->tender[row];
    int32_t norm = run->st->inst[tender.inst].norm;
    const struct lists *watches = &run->kernel->on_silence;
    for (int32_t i = watches->start[norm]; i < watches->start[norm + 1] && !run->is_full; i++) {
        const struct watch *watch = &run->kernel->watches.items[watches->items[i]];
        int32_t kind = run->nm->norm[watch->norm].key_kind;
        bool is_kin = kind != NM_NONE && kind == run->nm->norm[norm].key_kind;
        struct origin origin = {.at = run->st->head.now,
                                .qty = qty,
                                .key = is_kin ? run->st->inst[tender.inst].key : -1,
                                .event = tender.event,
                                .breach = -1};
        int32_t made = inst_make(run, watch, &origin);
        if (made < 0)
            continue;
        struct st_inst *inst = &run->st->inst[made];
        inst->from = tender.at;
        inst->due = inst->base_due = tender.limit;
        breach_follow_up(run, inst_breach(run, made, -1, inst->need));
    }
}

void kernel_answer_deemed(struct run *run, const int32_t *tenders, size_t count)
{
    struct answering answering = {.cause = -1, .is_deemed = true};
    VEC(int64_t) open = {0}; /* of each, before */
    size_t first = run->index->acceptances.count;
    for (size_t i = 0; i < count; i++) {
        const struct st_tender *tender = &run->st->tender[tenders[i]];
        const struct nm_norm *norm = &run->nm->norm[run->st->inst[tender->inst].norm];
        bool is_accepted = run->nm->answer[norm->answer].silence != NM_SILENCE_REJECTS;
        vec_push(&open, tender->open);
        answer_tender(run, &answering, first, tenders[i], is_accepted, tender->open);
    }
    finish(run, &answering);
    for (size_t i = 0; i < count && !run->is_full; i++)
        break_silence(run, tenders[i], open.items[i]);
    vec_release(&open);
}
