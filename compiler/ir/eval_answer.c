/* Answers: acceptance and rejection of what was tendered, by an act or by silence. Each tender has
 * a small life of its own, open to answered, by parts; what its answer means for the instance is
 * tested once all of an act's tenders are dealt with. Calculus B5, B6.6, A16-A20; spec 11. */
#include <stdlib.h>

#include "compiler/ir/eval_internal.h"

struct touch { /* an instance some of whose tenders were answered */
    int32_t inst;
    int64_t late_at; /* tick of the last tender accepted; by_answer: of the answer */
};

struct refusal { /* what an answer rejects of one act */
    int32_t event; /* the tendering event */
    int64_t qty;   /* of what its first tender's pool was given */
};

struct act { /* an answer under way */
    int32_t serial; /* -1: silence */
    VEC(struct touch) touched;
    VEC(int32_t) reworked; /* instances to which this act has given a round of rework */
    VEC(struct refusal) rejected;
};

static struct touch *touch_of(struct act *act, int32_t inst)
{
    for (size_t i = 0; i < act->touched.count; i++)
        if (act->touched.items[i].inst == inst)
            return &act->touched.items[i];
    vec_push(&act->touched, (struct touch){inst, 0});
    return &vec_last(&act->touched);
}

static bool has_number(const int32_t *numbers, size_t count, int32_t number)
{
    for (size_t i = 0; i < count; i++)
        if (numbers[i] == number)
            return true;
    return false;
}

static bool is_child(const struct fold *fold, int32_t tender)
{
    return norm_of(fold, fold->st->tender[tender].inst)->parent != NM_NONE;
}

/* ---- one tender ------------------------------------------------------------------------------ */

/* Of one act, what is accepted from one event under one norm triggers once. */
static void note_acceptance(struct fold *fold, const struct st_tender *tender, int64_t qty, bool is_deemed)
{
    int16_t norm = fold->st->inst[tender->inst].norm;
    for (size_t i = 0; i < fold->accepted.count; i++) {
        struct acceptance *known = &fold->accepted.items[i];
        if (known->event == tender->event && fold->st->inst[known->inst].norm == norm) {
            known->qty = eval_add(fold, known->qty, qty);
            return;
        }
    }
    vec_push(&fold->accepted, (struct acceptance){tender->inst, tender->item, tender->event, qty, is_deemed});
}

static void close_part(struct fold *fold, struct st_tender *tender, int64_t qty,
                       const struct act *act)
{
    tender->open -= qty;
    tender->status = tender->open == 0 ? ST_ANSWERED : ST_OPEN;
    tender->deemed = tender->deemed || act->serial < 0;
    fold->st->inst[tender->inst].pend -= qty;
}

/* The unit goes back to being free, or is held from now on; a child's tender moves no item. */
static void move_item(struct fold *fold, int32_t tender, enum st_item_status status)
{
    int32_t item = fold->st->tender[tender].item;
    if (item < 0 || is_child(fold, tender))
        return;
    fold->st->item[item].status = (int32_t)status;
    fold->st->item[item].at = fold->st->head.now;
    if (status == ST_FREE)
        fold->st->item[item].inst = -1;
}

static void accept_part(struct fold *fold, struct act *act, int32_t index, int64_t qty)
{
    struct st_tender *tender = &fold->st->tender[index];
    struct st_inst *inst = &fold->st->inst[tender->inst];
    const struct nm_norm *norm = norm_of(fold, tender->inst);
    int64_t now = fold->st->head.now, limit = limit_of(fold, inst);
    close_part(fold, tender, qty, act);
    tender->accepted += qty;
    int64_t performed_at = norm->by_answer ? now : tender->at, needed = eval_sub(fold, inst->need, inst->got);
    if (needed > 0)
        eval_note_late(fold, inst, needed < qty ? needed : qty, performed_at);
    inst->got = eval_add(fold, inst->got, qty);
    if (norm->minimum && inst->need > 0 && inst->got > inst->need) {
        inst->surplus = eval_add(fold, inst->surplus, inst->got - inst->need);
        inst->got = inst->need;
    }
    move_item(fold, index, ST_HELD);
    /* Acceptance relates back to the performance (calculus B6.6), unless written otherwise. */
    bool is_timely = norm->by_answer
                         ? now <= limit
                         : tender->in_cure || (inst->from <= tender->at && tender->at <= limit);
    if (is_timely && (inst->performed == NM_NEVER || inst->performed < tender->at))
        inst->performed = tender->at;
    touch_of(act, tender->inst)->late_at = performed_at;
    note_acceptance(fold, tender, qty, act->serial < 0);
}

/* A rejected part may be done again within its limit, for so many rounds (calculus A19). */
static void give_rework(struct fold *fold, struct act *act, struct st_tender *tender, int64_t qty)
{
    int32_t index = tender->inst;
    struct st_inst *inst = &fold->st->inst[index];
    const struct nm_answer *answer = answer_of(fold, inst->norm);
    bool is_bound = fold->nm->norm[inst->norm].kind == NM_AT_MOST;
    if (answer->rework == NM_NONE || !is_live(inst) || is_bound)
        return;
    if (!has_number(act->reworked.items, act->reworked.count, index)) {
        if (inst->rounds >= answer->rounds)
            return;
        inst->rounds++;
        vec_push(&act->reworked, index);
    }
    inst->cure = eval_add(fold, inst->cure, qty);
    inst->cure_due = eval_expr(fold, answer->rework, inst, fold->st->head.now);
    tender->rework_at = fold->st->head.now;
}

/* A unit that counts in several pools is called for once: by the first of them. */
static int32_t first_pool(const struct fold *fold, int32_t event)
{
    uint32_t i = 0;
    while (fold->st->tender[i].event != event || is_child(fold, (int32_t)i))
        i++;
    return norm_of(fold, fold->st->tender[i].inst)->pool;
}

static void note_refusal(struct fold *fold, struct act *act, const struct st_tender *tender, int64_t qty)
{
    size_t at = 0;
    while (at < act->rejected.count && act->rejected.items[at].event != tender->event)
        at++;
    if (at == act->rejected.count)
        vec_push(&act->rejected, (struct refusal){tender->event, 0});
    if (norm_of(fold, tender->inst)->pool == first_pool(fold, tender->event))
        act->rejected.items[at].qty = eval_add(fold, act->rejected.items[at].qty, qty);
}

static void reject_part(struct fold *fold, struct act *act, int32_t index, int64_t qty)
{
    struct st_tender *tender = &fold->st->tender[index];
    struct st_inst *inst = &fold->st->inst[tender->inst];
    close_part(fold, tender, qty, act);
    tender->rejected += qty;
    move_item(fold, index, ST_FREE);
    give_rework(fold, act, tender, qty);
    touch_of(act, tender->inst);
    if (!is_child(fold, index))
        note_refusal(fold, act, tender, qty);
    /* The shortfall on record was a lower bound while this part was unanswered (spec 22.1), unless the answer had to be
     * there: then this was short at once. */
    const struct nm_norm *norm = &fold->nm->norm[inst->norm];
    if (inst->status == ST_BREACHED && inst->breach >= 0 && norm->kind != NM_AT_MOST && !norm->by_answer) {
        struct st_breach *record = &fold->st->breach[inst->breach];
        if (tender->at <= record->due || tender->in_cure)
            record->shortfall = eval_add(fold, record->shortfall, qty);
    }
}

static bool is_below(const struct fold *fold, int32_t norm, int32_t ancestor)
{
    while (norm != NM_NONE && norm != ancestor)
        norm = fold->nm->norm[norm].parent;
    return norm == ancestor;
}

/* Answers `qty` of a tender, and of the children's tenders that stand behind it. */
static void deal(struct fold *fold, struct act *act, int32_t index, int64_t qty, bool is_accepted)
{
    const struct st *st = fold->st;
    int32_t event = st->tender[index].event;
    int32_t norm = st->inst[st->tender[index].inst].norm;
    for (uint32_t i = (uint32_t)index; i < st->tender_count; i++) {
        const struct st_tender *tender = &st->tender[i];
        int32_t own_norm = st->inst[tender->inst].norm;
        if (i > (uint32_t)index && (tender->event != event || own_norm == norm ||
                                    !is_below(fold, own_norm, norm)))
            break;
        int64_t part = qty < tender->open ? qty : tender->open;
        if (part > 0 && is_accepted)
            accept_part(fold, act, (int32_t)i, part);
        else if (part > 0)
            reject_part(fold, act, (int32_t)i, part);
    }
}

/* ---- what an act comes to -------------------------------------------------------------------- */

static int compare_touched(const void *left, const void *right)
{
    const struct touch *one = left, *other = right;
    return (one->inst > other->inst) - (one->inst < other->inst);
}

static void test_touched(struct fold *fold, const struct act *act, const struct touch *touch)
{
    conclude(fold, touch->inst, touch->late_at);
    const struct st_inst *inst = &fold->st->inst[touch->inst];
    if (inst->status != ST_PENDING)
        return;
    int64_t hope = eval_add(fold, eval_add(fold, inst->got, inst->pend), inst->cure);
    if (hope < inst->need)
        settle_record(fold, breach_instance(fold, touch->inst, eval_sub(fold, inst->need, hope),
                                            act->serial));
}

static bool is_rejected_whole(const struct fold *fold, int32_t event)
{
    for (uint32_t i = 0; i < fold->st->tender_count; i++) {
        const struct st_tender *tender = &fold->st->tender[i];
        if (tender->event == event && !is_child(fold, (int32_t)i) && tender->rejected < tender->qty)
            return false;
    }
    return true;
}

/* Acts alone call it forth: none of what it asks for is about what was accepted, or not answered. */
static bool is_called_by_acts(const struct fold *fold, const struct nm_norm *norm)
{
    bool is_by_act = false;
    for (int32_t i = 0; i < norm->trigger_count; i++) {
        int32_t kind = fold->nm->trigger[norm->first_trigger + i].kind;
        if (kind == NM_ON_TENDER || kind == NM_ON_SILENCE)
            return false;
        is_by_act |= kind == NM_ON_EVENT;
    }
    return is_by_act;
}

/* What a delivery called forth by its quantity is asked for what remains of it. */
static void shrink(struct fold *fold, int32_t index, int64_t qty)
{
    struct st_inst *inst = &fold->st->inst[index];
    const struct nm_norm *norm = norm_of(fold, index);
    bool is_counted = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT;
    inst->trigger_qty -= qty < inst->trigger_qty ? qty : inst->trigger_qty;
    if ((!is_counted && norm->kind != NM_AT_MOST) || norm->accrual || (inst->flags & ST_QUEUED) ||
        norm->need == NM_NONE || !eval_contains(fold->nm, norm->need, NM_OP_TRIGGER_QTY))
        return;
    inst->need = eval_capped(fold, inst, eval_expr(fold, norm->need, inst, fold->st->head.now));
    if (inst->need <= 0) {
        set_status(fold, index, ST_LAPSED);
    } else if (is_counted && inst->status == ST_IN_FORCE && inst->got >= inst->need) {
        inst->surplus = eval_add(fold, inst->surplus, inst->got - inst->need);
        inst->got = inst->need;
        set_status(fold, index, ST_FULFILLED);
    }
}

/* Has the act called the instance forth, and does it stay or fall with the act? */
static bool hangs_on(const struct fold *fold, int32_t inst, int32_t event)
{
    const struct st_inst *record = &fold->st->inst[inst];
    return record->trigger_event == event && record->trigger_breach < 0 && !norm_of(fold, inst)->regardless;
}

void lapse_called(struct fold *fold, int32_t event)
{
    for (uint32_t i = 0; i < fold->st->inst_count; i++)
        if (hangs_on(fold, (int32_t)i, event) && is_live(&fold->st->inst[i]))
            set_status(fold, (int32_t)i, ST_LAPSED);
}

/* What a delivery triggered lapses when it is rejected as a whole (calculus A20), and shrinks with a part. */
static void take_back(struct fold *fold, struct refusal refusal)
{
    struct st *st = fold->st;
    if (is_rejected_whole(fold, refusal.event)) {
        lapse_called(fold, refusal.event);
        return;
    }
    for (uint32_t i = 0; i < st->inst_count; i++) {
        const struct st_inst *inst = &st->inst[i];
        bool is_open = inst->status == ST_DORMANT || inst->status == ST_IN_FORCE;
        if (is_open && hangs_on(fold, (int32_t)i, refusal.event) && is_called_by_acts(fold, norm_of(fold, (int32_t)i)))
            shrink(fold, (int32_t)i, refusal.qty);
    }
}

static void finish_act(struct fold *fold, struct act *act)
{
    if (act->touched.count)
        qsort(act->touched.items, act->touched.count, sizeof *act->touched.items, compare_touched);
    for (size_t i = 0; i < act->touched.count; i++)
        test_touched(fold, act, &act->touched.items[i]);
    for (size_t i = 0; i < act->rejected.count; i++)
        take_back(fold, act->rejected.items[i]);
    vec_release(&act->touched);
    vec_release(&act->reworked);
    vec_release(&act->rejected);
}

/* ---- by an act ------------------------------------------------------------------------------- */

static const struct nm_answer *own_answer(const struct fold *fold, int32_t norm)
{
    int32_t answer = fold->nm->norm[norm].answer;
    return answer == NM_NONE ? NULL : &fold->nm->answer[answer];
}

static bool names_act(const struct nm_answer *answer, int32_t act)
{
    return answer && (answer->accept == act || answer->reject == act);
}

/* May these actors answer by this act what is tendered under the norm? */
static bool may_answer(const struct fold *fold, int32_t norm, const struct rt_event *event)
{
    const struct nm_answer *answer = own_answer(fold, norm);
    return names_act(answer, event->act) && event->actors != 0 &&
           !(event->actors & ~answer->acceptors) &&
           (event->for_norm == EVENT_NONE || is_designated(fold, norm, event));
}

/* Could the event be about what was tendered here, whoever may answer it and whatever name it tells? */
static bool may_concern(const struct fold *fold, int32_t index, const struct rt_event *event)
{
    const struct st_tender *tender = &fold->st->tender[index];
    const struct st_inst *inst = &fold->st->inst[tender->inst];
    const struct nm_norm *norm = norm_of(fold, tender->inst);
    int32_t kind = norm->pattern == NM_NONE ? NM_NONE : fold->nm->pattern[norm->pattern].kind;
    if (is_child(fold, index) || !names_act(own_answer(fold, inst->norm), event->act))
        return false;
    if (event->for_norm != EVENT_NONE && !is_designated(fold, inst->norm, event))
        return false;
    if (event->re != EVENT_NONE && tender->event != event->re)
        return false;
    if (event->kind != EVENT_NONE && kind != NM_NONE && event->kind != kind)
        return false;
    return event->bind == EVENT_NONE || event->bind_kind != norm->key_kind || inst->key == event->bind;
}

/* The key of the tender's instance, if it is of the kind that the event names; else -1. */
static int32_t key_named(const struct fold *fold, int32_t index, const struct rt_event *event)
{
    int32_t inst = fold->st->tender[index].inst, kind = norm_of(fold, inst)->key_kind;
    bool is_of_kind = kind != NM_NONE && (event->kind == EVENT_NONE || event->kind == kind);
    return is_of_kind ? fold->st->inst[inst].key : -1;
}

/* Does the event speak of what was tendered here, whoever may answer it? */
static bool speaks_of(const struct fold *fold, int32_t index, const struct rt_event *event)
{
    if (!may_concern(fold, index, event))
        return false;
    const struct st_tender *tender = &fold->st->tender[index];
    return event->key == EVENT_NONE || tender->name == event->key ||
           (tender->item < 0 && key_named(fold, index, event) == event->key);
}

static bool may_answer_tender(const struct fold *fold, int32_t index, const struct rt_event *event)
{
    return may_answer(fold, fold->st->inst[fold->st->tender[index].inst].norm, event);
}

static bool is_addressed(const struct fold *fold, int32_t index, const struct rt_event *event)
{
    return speaks_of(fold, index, event) && may_answer_tender(fold, index, event);
}

/* What was tendered without a name may be named by its answer, where there is one thing that it can mean:
 * the open tender, or -1. */
static int32_t nameless_meant(const struct fold *fold, const struct rt_event *event)
{
    int32_t meant = -1;
    for (uint32_t i = 0; event->key != EVENT_NONE && i < fold->st->tender_count; i++) {
        const struct st_tender *tender = &fold->st->tender[i];
        if (tender->open == 0 || tender->name >= 0 || key_named(fold, (int32_t)i, event) >= 0 ||
            !may_concern(fold, (int32_t)i, event) || !may_answer_tender(fold, (int32_t)i, event))
            continue;
        if (meant >= 0)
            return -1;
        meant = (int32_t)i;
    }
    return meant;
}

/* Is anything known of what the event names, for whomever to answer? */
static bool is_spoken_of(const struct fold *fold, const struct rt_event *event)
{
    bool is_named = event->key != EVENT_NONE || event->re != EVENT_NONE;
    for (uint32_t i = 0; is_named && i < fold->st->tender_count; i++)
        if (speaks_of(fold, (int32_t)i, event))
            return true;
    return false;
}

/* Nothing of that name was tendered to these actors: it may be for another to answer, or be the name of
 * what was tendered without one. Of counted things one is answered, else as much as is told, or all. */
static int answer_unnamed(struct fold *fold, const struct rt_event *event)
{
    if (is_spoken_of(fold, event))
        return JUDGE_NO_AUTHORITY;
    int32_t index = nameless_meant(fold, event);
    if (index < 0)
        return JUDGE_NOTHING_TO_ANSWER;
    const struct st_tender *tender = &fold->st->tender[index];
    const struct nm_norm *norm = norm_of(fold, tender->inst);
    int64_t qty = norm->distinct ? 1 : event->qty == 0 ? tender->open : event->qty;
    if (qty > tender->open)
        return JUDGE_EXCESS;
    struct act act = {.serial = event->serial};
    deal(fold, &act, index, qty, fold->nm->answer[norm->answer].accept == event->act);
    finish_act(fold, &act);
    return JUDGE_EFFECTIVE;
}

/* Does it say of a thing what its performance did not (calculus A26)? */
static bool contradicts(const struct fold *fold, int32_t index, const struct rt_event *event)
{
    int32_t item = fold->st->tender[index].item;
    for (int i = 0; item >= 0 && event->key != EVENT_NONE && i < LIMIT_EVENT_ATTRS; i++) {
        int16_t known = fold->st->item[item].attrs[i];
        if (event->attrs[i] != EVENT_NONE && known != EVENT_NONE && event->attrs[i] != known)
            return true;
    }
    return false;
}

int answer_event(struct fold *fold, const struct rt_event *event)
{
    bool is_named = false, may = false;
    for (uint32_t i = 0; i < fold->nm->norm_count; i++) {
        is_named |= names_act(own_answer(fold, (int32_t)i), event->act);
        may |= may_answer(fold, (int32_t)i, event);
    }
    if (!is_named)
        return NO_JUDGEMENT;
    if (!may)
        return JUDGE_NO_AUTHORITY;

    bool is_any = false, is_contrary = false;
    int64_t open = 0;
    for (uint32_t i = 0; i < fold->st->tender_count; i++)
        if (is_addressed(fold, (int32_t)i, event)) {
            is_any = true;
            is_contrary |= contradicts(fold, (int32_t)i, event);
            open = eval_add(fold, open, fold->st->tender[i].open);
        }
    if (!is_any)
        return answer_unnamed(fold, event);
    if (is_contrary)
        return JUDGE_ATTRIBUTE_CONFLICT;
    if (open == 0)
        return JUDGE_ALREADY_ANSWERED;
    int64_t rest = event->qty == 0 || event->key != EVENT_NONE ? open : event->qty;
    if (rest > open)
        return JUDGE_EXCESS;

    struct act act = {.serial = event->serial};
    uint32_t count = fold->st->tender_count;
    for (uint32_t i = 0; i < count && rest > 0; i++) {
        if (!is_addressed(fold, (int32_t)i, event))
            continue;
        const struct st_tender *tender = &fold->st->tender[i];
        const struct nm_answer *answer = own_answer(fold, fold->st->inst[tender->inst].norm);
        int64_t qty = rest < tender->open ? rest : tender->open;
        rest -= qty;
        deal(fold, &act, (int32_t)i, qty, answer->accept == event->act);
    }
    finish_act(fold, &act);
    return JUDGE_EFFECTIVE;
}

/* ---- by silence ------------------------------------------------------------------------------ */

struct silence { /* a tender that was not answered */
    int32_t tender;
    int64_t open;
};

/* The duties to answer that this silence breaks are made, and breached, at once (spec 11.3). */
static void break_answer_duties(struct fold *fold, const struct silence *silence)
{
    struct st *st = fold->st;
    struct st_tender tender = st->tender[silence->tender];
    int32_t watched = st->inst[tender.inst].norm;
    for (uint32_t norm = 0; norm < fold->nm->norm_count; norm++) {
        const struct nm_norm *row = &fold->nm->norm[norm];
        bool is_kin = row->key_kind != NM_NONE && row->key_kind == fold->nm->norm[watched].key_kind;
        struct origin origin = {.key = is_kin ? st->inst[tender.inst].key : -1,
                                .qty = silence->open,
                                .event = tender.event,
                                .breach = -1};
        for (int32_t i = 0; i < row->trigger_count; i++) {
            const struct nm_trigger *trigger = &fold->nm->trigger[row->first_trigger + i];
            if (trigger->kind != NM_ON_SILENCE || trigger->norm != watched)
                continue;
            int32_t inst = make_instance(fold, (int32_t)norm, trigger, origin);
            if (inst < 0)
                continue;
            st->inst[inst].from = tender.at;
            st->inst[inst].due = st->inst[inst].base_due = tender.limit;
            settle_record(fold, breach_instance(fold, inst, st->inst[inst].need, -1));
        }
    }
}

bool answer_by_silence(struct fold *fold)
{
    struct act act = {.serial = -1};
    VEC(struct silence) silences = {0};
    for (uint32_t i = 0; i < fold->st->tender_count; i++) {
        const struct st_tender *tender = &fold->st->tender[i];
        if (tender->open == 0 || tender->limit > fold->st->head.now || is_child(fold, (int32_t)i) ||
            is_tolling(fold, &fold->st->inst[tender->inst]))
            continue;
        const struct nm_answer *answer = own_answer(fold, fold->st->inst[tender->inst].norm);
        vec_push(&silences, (struct silence){(int32_t)i, tender->open});
        deal(fold, &act, (int32_t)i, tender->open, answer->silence != NM_SILENCE_REJECTS);
    }
    finish_act(fold, &act);
    for (size_t i = 0; i < silences.count; i++)
        break_answer_duties(fold, &silences.items[i]);
    bool did = silences.count > 0;
    vec_release(&silences);
    return did;
}
