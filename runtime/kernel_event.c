/* The fold: opening ticks, jumping over quiet ones, judging and applying an event. */
#include <stdlib.h>

#include "lang/base/check.h"
#include "runtime/engine.h"
#include "runtime/kernel_internal.h"

/* ---- time ------------------------------------------------------------------------------------ */

static int by_row(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

/* The windows that begin at this tick, by the index of their instances. */
static void open_windows(struct run *run, int64_t tick)
{
    VEC(int32_t) rows = {0};
    struct timer timer;
    while (index_due(&run->index->openings, tick, &timer)) {
        if (timer.row >= 0)
            vec_push(&rows, timer.row);
    }
    if (rows.count > 1)
        qsort(rows.items, rows.count, sizeof *rows.items, by_row);
    for (size_t i = 0; i < rows.count; i++) {
        const struct st_inst *inst = &run->st->inst[rows.items[i]];
        if (inst->status != ST_DORMANT)
            continue;
        if (inst->from <= tick)
            inst_set_status(run, rows.items[i], ST_IN_FORCE);
        index_inst_timer(run, rows.items[i]);
    }
    vec_release(&rows);
}

static void open_tick(struct run *run, int64_t tick)
{
    struct st *st = run->st;
    st->head.now = tick;
    st->head.closed = 0;
    if (st->head.phase == ST_CLOSED)
        return;
    kernel_end_suspensions(run, tick);
    if (tick == run->nm->head.start) {
        st->head.phase = ST_RUNNING;
        kernel_take_baselines(run);
        struct origin origin = {.at = tick, .key = -1, .event = -1, .breach = -1};
        for (size_t i = 0; i < run->kernel->at_start.count && !run->is_full; i++)
            inst_make(run, &run->kernel->watches.items[run->kernel->at_start.items[i]], &origin);
    } else {
        kernel_new_terms(run, tick);
    }
    kernel_fire_dated(run, tick, 0);
    open_windows(run, tick);
    kernel_closure(run);
}

int32_t rt_advance(struct kernel *kernel, struct st *st, int64_t tick, int32_t closed)
{
    if (tick < st->head.now || (tick == st->head.now && (st->head.closed || !closed)))
        return 0;
    struct run run;
    run_begin(&run, kernel, st);
    run.index->overflow = 0;
    struct st_head *head = &st->head;
    int status = 0;
    while (status == 0 && head->now < tick) {
        /* the first tick whose opening or closing may matter; before it time only adds up */
        int64_t stop = run.index->next < tick ? run.index->next : tick;
        if (!head->closed) {
            if (stop > head->now)
                kernel_skip(&run, head->now, head->now);
            else
                kernel_close_tick(&run);
            head->closed = 1;
        } else {
            if (stop > head->now + 1) {
                kernel_skip(&run, head->now + 1, stop - 1);
                head->now = stop - 1;
            }
            open_tick(&run, head->now + 1);
        }
        status = run_end(&run);
    }
    if (status == 0 && closed && !head->closed && head->now == tick) {
        kernel_close_tick(&run);
        status = run_end(&run);
    }
    if (status == 0 && run.index->overflow) /* no act is there to be refused */
        head->flags |= ST_CUT;
    return status;
}

/* ---- events ---------------------------------------------------------------------------------- */

/* Parties that offer to do their part of a joint duty. Returns whether there is such a duty. */
static bool offer(struct run *run, const struct rt_event *event)
{
    bool did = false;
    for (size_t i = 0; event->act == run->kernel->offer_act && i < run->kernel->joint.count; i++) {
        int32_t norm = run->kernel->joint.items[i];
        if (!kernel_is_named(run->nm, norm, event) ||
            !set_has(run->nm->norm[norm].bearers, event->actors))
            continue;
        for (int32_t row = run->index->all[norm].first; row >= 0; row = run->index->all_next.items[row]) {
            struct st_inst *inst = &run->st->inst[row];
            if (inst->status != ST_IN_FORCE || !inst_in_window(run, inst))
                continue;
            inst->offered |= event->actors;
            did = true;
        }
    }
    return did;
}

/* The act of a joint duty, done by some of those who owe it, is their offer. */
static bool offer_by_act(struct run *run, const struct rt_event *event)
{
    const struct lists *hands = &run->kernel->hands;
    bool did = false;
    for (int32_t i = hands->start[event->act]; i < hands->start[event->act + 1]; i++) {
        const struct nm_norm *norm = &run->nm->norm[hands->items[i]];
        const struct nm_pattern *pattern = &run->nm->pattern[norm->pattern];
        if (event->actors == 0 || event->actors == norm->bearers ||
            !set_has(norm->bearers, event->actors))
            continue;
        struct rt_event all = *event; /* the same act by all of them */
        if (pattern->all_hands)
            all.actors = pattern->actors;
        if (!kernel_match_pattern(run, norm->pattern, &all))
            continue;
        for (int32_t row = run->index->all[hands->items[i]].first; row >= 0;
             row = run->index->all_next.items[row]) {
            struct st_inst *inst = &run->st->inst[row];
            if (inst->status != ST_IN_FORCE || !inst_in_window(run, inst) ||
                !kernel_match_key(run, inst, event))
                continue;
            inst->offered |= event->actors;
            did = true;
        }
    }
    return did;
}

/* Whether other debts than those that the norm forbids to pay took less than all of the payment. */
static bool is_payment_of(const struct run *run, const struct nm_norm *norm, const struct rt_event *event)
{
    int128 elsewhere = 0;
    for (size_t i = 0; i < run->index->dealt.count; i++) {
        const struct excess *part = &run->index->dealt.items[i];
        int32_t debt = run->st->inst[part->inst].norm, at = 0;
        while (at < norm->except_count && run->nm->scope[norm->first_except + at].norm != debt)
            at++;
        elsewhere += at == norm->except_count ? part->qty : 0;
    }
    return elsewhere < event_units(event);
}

/* A record against every prohibition that the act offends; instances ascending. Before it is dealt out, or behind
 * that: of debts that must not be paid. */
static bool offend(struct run *run, const struct rt_event *event, bool is_dealt)
{
    const struct lists *forbidden = &run->kernel->forbidden;
    int32_t first = forbidden->start[event->act], end = forbidden->start[event->act + 1];
    VEC(int32_t) offended = {0};
    int64_t now = run->st->head.now;
    for (int32_t i = first; i < end; i++) {
        int32_t norm = forbidden->items[i];
        bool is_meant = event->for_norm != EVENT_NONE && kernel_is_named(run->nm, norm, event);
        if (run->nm->norm[norm].named && !is_meant)
            continue;
        if ((run->nm->norm[norm].except_count > 0) != is_dealt ||
            !kernel_match_unit(run, &run->nm->norm[norm], event) ||
            !kernel_match_pattern(run, run->nm->norm[norm].pattern, event) ||
            (is_dealt && !is_payment_of(run, &run->nm->norm[norm], event)))
            continue;
        for (int32_t row = run->index->all[norm].first; row >= 0; row = run->index->all_next.items[row]) {
            const struct st_inst *inst = &run->st->inst[row];
            if (inst->status != ST_IN_FORCE || inst->suspensions > 0 || inst->from > now ||
                now > inst->due || !kernel_match_key(run, inst, event))
                continue;
            vec_push(&offended, row);
            size_t place = offended.count - 1;
            for (; place > 0 && offended.items[place - 1] > row; place--)
                offended.items[place] = offended.items[place - 1];
            offended.items[place] = row;
        }
    }
    bool did = false;
    for (size_t i = 0; i < offended.count && !run->is_full; i++) {
        if (kernel_permits(run, offended.items[i], event)) /* perhaps by what a record called forth */
            continue;
        breach_follow_up(run, breach_add(run, offended.items[i], now, event->serial, 0));
        did = true;
    }
    vec_release(&offended);
    return did;
}

static int32_t trigger_key(const struct nm_norm *norm, const struct rt_event *event)
{
    if (norm->key_kind == NM_NONE)
        return -1;
    if (event->bind >= 0 && event->bind_kind == norm->key_kind)
        return event->bind;
    if (event->kind == EVENT_NONE || event->kind == norm->key_kind)
        return event->key;
    return -1;
}

/* Of what is told apart by the same kind of thing as the choice by which it is called forth, and is
 * told of none. */
static int32_t chosen_key(const struct run *run, int32_t norm, struct exercise by)
{
    int32_t kind = run->nm->norm[norm].key_kind;
    bool is_alike = by.power != NM_NONE && kind != NM_NONE && run->nm->norm[by.power].key_kind == kind;
    return is_alike ? by.key : -1;
}

/* Instances that the event calls forth, one a norm. Returns whether a trigger matched. */
static bool trigger(struct run *run, const struct rt_event *event, struct exercise by)
{
    const struct lists *on_event = &run->kernel->on_event;
    int32_t end = on_event->start[event->act + 1], done = NM_NONE;
    bool did = false;
    for (int32_t i = on_event->start[event->act]; i < end && !run->is_full; i++) {
        const struct watch *watch = &run->kernel->watches.items[on_event->items[i]];
        const struct nm_trigger *row = &run->nm->trigger[watch->trigger];
        bool is_in_unit = (!row->measured || event->unit == row->unit) &&
                          (row->told < 0 || event->told - 1 == row->told);
        int32_t key = trigger_key(&run->nm->norm[watch->norm], event);
        if (key < 0)
            key = chosen_key(run, watch->norm, by);
        if (watch->norm == done || !is_in_unit || !inst_may_be_made(run, watch, key) ||
            !kernel_match_pattern(run, row->pattern, event) ||
            !kernel_is_about(run, by.power, row, event))
            continue;
        did = true;
        if (row->told >= 0)
            kernel_tell(run, event);
        struct origin origin = {.at = run->st->head.now,
                                .qty = by.qty > 0 ? by.qty : event_units(event),
                                .key = key,
                                .event = event->serial,
                                .breach = -1};
        if (inst_make(run, watch, &origin) >= 0)
            done = watch->norm;
    }
    return did;
}

/* Whether powers are used by the act: it is of such a class, or some power names it. */
static bool is_power_act(const struct run *run, int32_t act)
{
    int32_t class = run->nm->act[act].class;
    const struct lists *exercised = &run->kernel->exercised;
    return exercised->start[act] < exercised->start[act + 1] || class == NM_RELIEVE || class == NM_SUSPEND ||
           class == NM_RESUME || class == NM_END;
}

/* Whether what the act calls forth hangs on a condition. */
static bool is_guarded(const struct run *run, int32_t act)
{
    const struct lists *on_event = &run->kernel->on_event;
    for (int32_t i = on_event->start[act]; i < on_event->start[act + 1]; i++) {
        if (run->nm->trigger[run->kernel->watches.items[on_event->items[i]].trigger].guard != NM_NONE)
            return true;
    }
    return false;
}

/* What it calls forth hangs on what was so before it: a termination releases, and a guard asks what it released. */
static enum judgement use_power(struct run *run, const struct rt_event *event)
{
    struct exercise by = {NM_NONE, -1, 0};
    bool was_running = run->st->head.phase == ST_RUNNING;
    run->endings_before = run->st->ending_count;
    struct st before;
    struct run past = {0};
    st_init(&before);
    bool asks_before = is_guarded(run, event->act);
    if (asks_before) {
        st_copy(&before, run->st);
        run_begin(&past, run->kernel, &before);
        past.index->overflow = 0;
    }
    enum judgement judgement = kernel_power(run, event, &by); /* what the end calls forth asks what is so then */
    run->is_ending_act = was_running || kernel_is_choice(run->nm, by.power);
    run->is_of_living = true;
    run->past = asks_before ? &past : NULL;
    if (judgement == JUDGE_EFFECTIVE)
        trigger(run, event, by);
    run->is_ending_act = run->is_of_living = false;
    if (run->past)
        run->index->overflow |= past.index->overflow;
    run->past = NULL;
    st_release(&before);
    kernel_closure(run);
    return judgement;
}

static enum judgement judge_event(struct run *run, const struct rt_event *event)
{
    bool was_ending = run->st->head.phase == ST_WINDING_UP;
    if (is_power_act(run, event->act))
        return use_power(run, event);
    enum judgement measured =
        event->indicator == EVENT_NONE ? JUDGE_COUNT : kernel_measure(run, event);
    if (measured != JUDGE_COUNT && measured != JUDGE_EFFECTIVE) {
        kernel_closure(run);
        return measured;
    }
    struct excess right;
    enum judgement allowed = kernel_right(run, event, &right);
    if (allowed != JUDGE_COUNT && allowed != JUDGE_EFFECTIVE) {
        kernel_closure(run);
        return allowed;
    }
    int32_t class = run->nm->act[event->act].class;
    enum judgement answered =
        class == NM_ACCEPT || class == NM_REJECT ? kernel_answer(run, event) : JUDGE_COUNT;
    if (answered == JUDGE_COUNT)
        answered = kernel_lose(run, event);
    bool did = offend(run, event, false);
    enum judgement counted = run->is_full ? JUDGE_COUNT : kernel_count(run, event);
    if (run->kernel->has_forbidden_debt && !run->is_full)
        did |= offend(run, event, true);
    did |= offer_by_act(run, event);
    did |= offer(run, event);
    bool is_inert = (answered != JUDGE_COUNT && answered != JUDGE_EFFECTIVE) ||
                    (counted != JUDGE_COUNT && counted != JUDGE_EFFECTIVE);
    if (!is_inert && !run->is_full) {
        if (allowed == JUDGE_EFFECTIVE)
            kernel_use_right(run, event, right);
        did |= allowed == JUDGE_EFFECTIVE;
        run->is_of_living = did || answered == JUDGE_EFFECTIVE || counted == JUDGE_EFFECTIVE;
        did |= trigger(run, event, (struct exercise){NM_NONE, -1, 0});
        run->is_of_living = false;
    }
    did |= measured == JUDGE_EFFECTIVE;
    did |= kernel_end_permits(run);
    enum judgement unmatched = kernel_is_waiting(run) ? JUDGE_OUTSIDE_TERM : JUDGE_NOTED;
    kernel_closure(run);
    if (did || answered == JUDGE_EFFECTIVE || counted == JUDGE_EFFECTIVE)
        return JUDGE_EFFECTIVE;
    if (answered != JUDGE_COUNT)
        return answered;
    if (counted != JUDGE_COUNT)
        return counted;
    return was_ending ? JUDGE_CONTRACT_ENDED : unmatched;
}

int32_t rt_apply(struct kernel *kernel, struct st *st, const struct rt_event *event)
{
    st->head.serial++;
    if (event->fault != JUDGE_EFFECTIVE)
        return event->fault;
    if (event->act == EVENT_NONE)
        return JUDGE_UNKNOWN_WORD;
    if (st->head.phase == ST_DRAFT)
        return JUDGE_OUTSIDE_TERM;
    if (st->head.phase == ST_CLOSED)
        return JUDGE_CONTRACT_ENDED;
    struct run run;
    run_begin(&run, kernel, st);
    run.index->overflow = 0;
    bool is_risky = kernel->may_overflow || run.index->is_heavy || event->qty > INT32_MAX;
    struct st before;
    st_init(&before);
    if (is_risky)
        st_copy(&before, st);
    enum judgement known = kernel_document(&run, event);
    int32_t judgement = (int32_t)(known == JUDGE_COUNT ? judge_event(&run, event) : known);
    if (judgement == (int32_t)JUDGE_EFFECTIVE && !run.is_full)
        kernel_keep_document(&run, event);
    if (is_risky && run.index->overflow & OVERFLOW_REFUSES && !run.is_full) {
        st_copy(st, &before); /* drops the index, too */
        st_release(&before);
        return JUDGE_OVERFLOW;
    }
    st_release(&before);
    if (run.index->overflow & OVERFLOW_CUTS)
        st->head.flags |= ST_CUT;
    return run_end(&run) < 0 ? ENGINE_FULL : judgement;
}

/* The inline path has fulfilled a duty that nothing watches: one less is live. */
void rt_fulfilled(struct kernel *kernel, struct st *st)
{
    struct index *index = (struct index *)st->index;
    if (!index)
        return; /* it will be counted from the state */
    index->live--;
    index->live_duties--;
    bool is_last = st->head.phase == ST_WINDING_UP
                       ? index->live == 0
                       : index->live_duties == 0 && !kernel->stays_open;
    if (is_last) /* this closing may complete the contract, or close it */
        st->quiet_until = index->next = st->head.now;
}
