/* One event: judged, and given to those it concerns, in the order of calculus B4: powers,
 * measurements, answers, prohibitions, performance, triggers, closure. */
#include "compiler/ir/eval_internal.h"
#include "lang/base/check.h"

/* An act by which powers are used: of a class of its own, or one that some power names. */
static bool is_power_act(const struct nm *nm, int32_t row)
{
    const struct nm_act *act = &nm->act[row];
    for (uint32_t i = 0; i < nm->power_count; i++)
        if (nm->power[i].act == row)
            return true;
    return act->class == NM_RELIEVE || act->class == NM_SUSPEND || act->class == NM_RESUME ||
           act->class == NM_END;
}

/* Is something of the act left when what other debts took of it is taken away? */
static bool pays_forbidden(const struct fold *fold, const struct nm_norm *norm, const struct rt_event *event)
{
    int64_t rest = units_of(event);
    for (size_t i = 0; i < fold->dealt.count && rest > 0; i++) {
        bool is_named = false;
        for (int32_t k = 0; k < norm->except_count; k++)
            is_named |= fold->nm->scope[norm->first_except + k].norm == fold->st->inst[fold->dealt.items[i].inst].norm;
        if (!is_named)
            rest -= fold->dealt.items[i].qty;
    }
    return rest > 0;
}

/* A record for each prohibition that the act breaks; it goes on forbidding (calculus A30). Those of debts that must
 * not be paid are asked when the act has been dealt out. */
static bool break_prohibitions(struct fold *fold, const struct rt_event *event, bool is_dealt)
{
    int64_t now = fold->st->head.now;
    uint32_t count = fold->st->inst_count;
    bool did = false;
    for (uint32_t i = 0; i < count; i++) {
        const struct st_inst *inst = &fold->st->inst[i];
        if (norm_of(fold, (int32_t)i)->named && !is_designated(fold, inst->norm, event))
            continue;
        if ((norm_of(fold, (int32_t)i)->except_count > 0) != is_dealt)
            continue;
        if (norm_of(fold, (int32_t)i)->kind != NM_FORBID || inst->status != ST_IN_FORCE || inst->suspensions > 0 ||
            inst->from > now || inst->due < now || !match_norm(fold, inst->norm, inst->key, event) ||
            (is_dealt && !pays_forbidden(fold, norm_of(fold, (int32_t)i), event)) ||
            is_permitted(fold, (int32_t)i, event))
            continue;
        settle_record(fold, add_record(fold, (int32_t)i, now, 0, event->serial));
        did = true;
    }
    return did;
}

/* The item, order or problem that an event speaks of, for a norm kept by such keys. */
static int32_t event_key(const struct nm_norm *norm, const struct rt_event *event)
{
    if (norm->key_kind == NM_NONE)
        return -1;
    if (event->bind != EVENT_NONE && event->bind_kind == norm->key_kind)
        return event->bind;
    if (event->kind == EVENT_NONE || event->kind == norm->key_kind)
        return event->key;
    return -1;
}

/* True if some norm is triggered by such an event, even if its key is used or its guard fails. */
static bool fire_on_event(struct fold *fold, const struct rt_event *event, struct exercise by)
{
    bool is_matched = false;
    for (uint32_t norm = 0; norm < fold->nm->norm_count; norm++) {
        const struct nm_norm *row = &fold->nm->norm[norm];
        struct origin origin = {
            .key = event_key(row, event),
            .qty = by.qty > 0 ? by.qty : units_of(event),
            .event = event->serial,
            .breach = -1,
        };
        bool is_of_power = by.power != NM_NONE && row->key_kind != NM_NONE &&
                           row->key_kind == fold->nm->norm[by.power].key_kind;
        if (origin.key < 0 && is_of_power)
            origin.key = by.key;
        bool is_made = false;
        for (int32_t i = 0; i < row->trigger_count && !is_made; i++) {
            const struct nm_trigger *trigger = &fold->nm->trigger[row->first_trigger + i];
            if (trigger->kind != NM_ON_EVENT || !may_arise(fold, (int32_t)norm, trigger, origin.key) ||
                (trigger->measured && event->unit != trigger->unit) ||
                (trigger->told != NM_NONE && event->told != trigger->told + 1) ||
                !match_event(fold, trigger->pattern, row, -1, event))
                continue;
            bool is_narrow = trigger->whole || trigger->clause != NM_NONE || trigger->by != NM_NONE;
            if (is_narrow && !concerns_clause(fold, by.power, trigger, event))
                continue;
            is_matched = true;
            if (trigger->told != NM_NONE)
                note_told_day(fold, event);
            is_made = make_instance(fold, (int32_t)norm, trigger, origin) >= 0;
        }
    }
    return is_matched;
}

static bool is_inert(int judgement)
{
    return judgement != NO_JUDGEMENT && judgement != JUDGE_EFFECTIVE;
}

static enum judgement apply_act(struct fold *fold, const struct rt_event *event)
{
    fold->measured_since = NM_NEVER;
    int measured = measure_event(fold, event);
    if (is_inert(measured))
        return (enum judgement)measured;
    struct right right;
    int allowed = find_right(fold, event, &right);
    if (is_inert(allowed))
        return (enum judgement)allowed;
    int32_t class = fold->nm->act[event->act].class;
    int answered = class == NM_ACCEPT || class == NM_REJECT ? answer_event(fold, event)
                                                            : NO_JUDGEMENT;
    if (answered == NO_JUDGEMENT)
        answered = lose_items(fold, event);
    bool is_effective = break_prohibitions(fold, event, false);
    int performed = perform_event(fold, event);
    is_effective |= break_prohibitions(fold, event, true);
    is_effective |= offer_event(fold, event);
    if (!is_inert(answered) && !is_inert(performed)) {
        if (allowed == JUDGE_EFFECTIVE)
            use_right(fold, &right, event);
        fold->is_of_living = is_effective || answered == JUDGE_EFFECTIVE || performed == JUDGE_EFFECTIVE ||
                             allowed == JUDGE_EFFECTIVE;
        is_effective |= fire_on_event(fold, event, (struct exercise){NM_NONE, -1, 0}) || allowed == JUDGE_EFFECTIVE;
        fold->is_of_living = false;
    }
    is_effective |= fold->permits.count > 0 || measured == JUDGE_EFFECTIVE;
    end_permits(fold);
    if (is_effective || answered == JUDGE_EFFECTIVE || performed == JUDGE_EFFECTIVE)
        return JUDGE_EFFECTIVE;
    if (is_inert(answered))
        return (enum judgement)answered;
    if (is_inert(performed))
        return (enum judgement)performed;
    if (fold->st->head.phase == ST_WINDING_UP)
        return JUDGE_CONTRACT_ENDED;
    return awaits_conditions(fold) ? JUDGE_OUTSIDE_TERM : JUDGE_NOTED;
}

/* What an act calls forth that ends the contract was called while it was in force; what is chosen was owed then. */
static enum judgement use_power(struct fold *fold, const struct rt_event *event, struct fold *past)
{
    struct exercise by = {NM_NONE, -1, 0};
    bool was_running = fold->st->head.phase == ST_RUNNING;
    fold->old_endings = fold->st->ending_count;
    enum judgement judgement = (enum judgement)exercise_power(fold, event, &by);
    if (judgement != JUDGE_EFFECTIVE)
        return judgement;
    fold->is_ending_act = was_running || is_choice(fold, by.power);
    fold->is_of_living = true;
    fold->past = past;
    fire_on_event(fold, event, by);
    fold->past = NULL;
    fold->is_ending_act = fold->is_of_living = false;
    fold->is_overflow |= past->is_overflow;
    fold->is_cut |= past->is_cut;
    return judgement;
}

/* ---- documents ------------------------------------------------------------------------------- */

static bool has_document(const struct fold *fold, const struct rt_event *event)
{
    return event->document != EVENT_NONE && fold->nm->act[event->act].document != NM_NONE;
}

/* Of an act that was told already with its document: whether as before, or in another amount. */
static int judge_document(const struct fold *fold, const struct rt_event *event)
{
    for (uint32_t i = 0; has_document(fold, event) && i < fold->st->document_count; i++) {
        const struct st_document *known = &fold->st->document[i];
        if (known->act == event->act && known->name == event->document && known->actors == event->actors &&
            known->kind == event->kind && known->key == event->key)
            return known->qty == event->qty && known->unit == event->unit ? JUDGE_DOCUMENT_KNOWN
                                                                         : JUDGE_DOCUMENT_CONFLICT;
    }
    return NO_JUDGEMENT;
}

static void keep_document(struct fold *fold, const struct rt_event *event)
{
    int32_t index = st_add_document(fold->st);
    if (index < 0)
        longjmp(fold->full, 1);
    fold->st->document[index] = (struct st_document){
        .act = event->act, .name = event->document, .key = event->key, .event = event->serial,
        .actors = event->actors, .qty = event->qty, .kind = event->kind, .unit = event->unit};
}

enum judgement apply_event(struct fold *fold, const struct rt_event *event, struct fold *past)
{
    struct st_head *head = &fold->st->head;
    head->serial++;
    if (event->fault != JUDGE_EFFECTIVE)
        return (enum judgement)event->fault;
    if (event->act == EVENT_NONE)
        return JUDGE_UNKNOWN_WORD;
    if (head->phase == ST_DRAFT)
        return JUDGE_OUTSIDE_TERM;
    if (head->phase == ST_CLOSED)
        return JUDGE_CONTRACT_ENDED;
    if (event->at != head->now || head->closed)
        BUG("the tick of event %d is not open", event->serial);
    int known = judge_document(fold, event);
    if (known != NO_JUDGEMENT)
        return (enum judgement)known;
    enum judgement judgement = is_power_act(fold->nm, event->act) ? use_power(fold, event, past)
                                                                  : apply_act(fold, event);
    run_closure(fold);
    if (judgement == JUDGE_EFFECTIVE && has_document(fold, event))
        keep_document(fold, event);
    return judgement;
}
