/* What follows from the machine alone: which norms an act can concern, which triggers watch a norm,
 * what closure must look at. Lists are made by counting: the pairs (key, item) in the order wanted,
 * then one pass to count, one to place. */
#include <stdlib.h>
#include <string.h>

#include "lang/base/check.h"
#include "lang/value/calendar.h"
#include "lang/value/date.h"
#include "runtime/kernel_internal.h"

struct pair {
    int32_t key, item;
};

struct pairs {
    VEC(struct pair) rows;
};

static void pairs_add(struct pairs *pairs, int32_t key, int32_t item)
{
    struct pair pair = {key, item};
    vec_push(&pairs->rows, pair);
}

static void *fresh(size_t count, size_t len)
{
    void *memory = calloc(count ? count : 1, len);
    if (!memory)
        BUG("out of memory");
    return memory;
}

/* Turns pairs into lists; the order of the pairs of one key is kept. */
static void lists_make(struct lists *lists, struct pairs *pairs, uint32_t key_count)
{
    lists->start = fresh((size_t)key_count + 1, sizeof *lists->start);
    lists->items = fresh(pairs->rows.count, sizeof *lists->items);
    for (size_t i = 0; i < pairs->rows.count; i++)
        lists->start[pairs->rows.items[i].key + 1]++;
    for (uint32_t key = 0; key < key_count; key++)
        lists->start[key + 1] += lists->start[key];
    int32_t *fill = fresh(key_count, sizeof *fill);
    for (size_t i = 0; i < pairs->rows.count; i++) {
        struct pair pair = pairs->rows.items[i];
        lists->items[lists->start[pair.key] + fill[pair.key]++] = pair.item;
    }
    free(fill);
    vec_release(&pairs->rows);
}

static void lists_free(struct lists *lists)
{
    free(lists->start);
    free(lists->items);
}

static struct calendar *make_calendar(const struct nm *nm, const struct nm_calendar *row)
{
    VEC(int64_t) holidays = {0};
    VEC(int64_t) makeups = {0};
    for (int32_t i = 0; i < row->exception_count; i++) {
        const struct nm_exception *exception = &nm->exception[row->first_exception + i];
        if (exception->worked)
            vec_push(&makeups, exception->day);
        else
            vec_push(&holidays, exception->day);
    }
    struct calendar_spec spec = {.weekly = (uint8_t)row->week,
                                 .holidays = holidays.items,
                                 .holiday_count = holidays.count,
                                 .makeups = makeups.items,
                                 .makeup_count = makeups.count};
    if (row->first_day <= row->last_day) {
        spec.has_years = true;
        spec.first_year = date_from_day(row->first_day).year;
        spec.last_year = date_from_day(row->last_day).year;
    }
    struct calendar *calendar = NULL;
    if (calendar_new(&spec, &calendar, NULL) != CALENDAR_OK)
        BUG("a calendar of the machine is not one");
    vec_release(&holidays);
    vec_release(&makeups);
    return calendar;
}

static const unsigned char arity[] = {
#define OP(id, word, children, operand) children,
    NM_OPS(OP)
#undef OP
};

/* Whether the value of a tree can change while nothing happens but time. */
static bool moves_by_time(const struct nm *nm, int32_t row)
{
    const struct nm_expr *expr = &nm->expr[row];
    if (expr->op == NM_OP_AT || expr->op == NM_OP_DAYS_LATE || expr->op == NM_OP_TICKS_LATE ||
        expr->op == NM_OP_AMOUNT_DAYS)
        return true;
    return (arity[expr->op] >= 1 && moves_by_time(nm, expr->a)) ||
           (arity[expr->op] == 2 && moves_by_time(nm, expr->b));
}

/* Whether the value of a tree changes when the contract ends. */
static bool moves_by_end(const struct nm *nm, int32_t row)
{
    const struct nm_expr *expr = &nm->expr[row];
    return expr->op == NM_OP_TERM_END || (arity[expr->op] >= 1 && moves_by_end(nm, expr->a)) ||
           (arity[expr->op] == 2 && moves_by_end(nm, expr->b));
}

/* Whether the value of a tree changes by measurements alone. */
static bool is_by_value(const struct nm *nm, int32_t row)
{
    const struct nm_expr *expr = &nm->expr[row];
    if (expr->op == NM_OP_RECORDS || expr->op == NM_OP_MADE || expr->op == NM_OP_DUE_IN ||
        expr->op == NM_OP_KEPT_IN)
        return false;
    if (arity[expr->op] == 0)
        return expr->op == NM_OP_CONST || expr->op == NM_OP_TERM_START || expr->op == NM_OP_KNOWN ||
               expr->op == NM_OP_VALUE || expr->op == NM_OP_MEASURED || expr->op == NM_OP_TRIGGER ||
               expr->op == NM_OP_TRIGGER_QTY;
    return is_by_value(nm, expr->a) && (arity[expr->op] < 2 || is_by_value(nm, expr->b));
}

/* Whether a sum or product of the tree could leave its range: one over anything but constants. */
static bool may_overflow(const struct nm *nm, int32_t row)
{
    const struct nm_expr *expr = &nm->expr[row];
    bool is_sum = expr->op == NM_OP_ADD || expr->op == NM_OP_SUB || expr->op == NM_OP_MUL ||
                  expr->op == NM_OP_SCALE || expr->op == NM_OP_GOT || expr->op == NM_OP_GOT_IN_ALL ||
                  expr->op == NM_OP_OWED;
    return is_sum || (arity[expr->op] >= 1 && may_overflow(nm, expr->a)) ||
           (arity[expr->op] == 2 && may_overflow(nm, expr->b));
}

/* Whether a due date hangs on what happens to another instance, or on a date that is set (a live link). */
static bool is_linked(const struct nm *nm, int32_t row)
{
    const struct nm_expr *expr = &nm->expr[row];
    if (expr->op == NM_OP_DUE_OF || expr->op == NM_OP_DONE_OF || expr->op == NM_OP_PERFORMED_OF ||
        (expr->op == NM_OP_VALUE && expr->a == NM_SAID))
        return true;
    return (arity[expr->op] >= 1 && is_linked(nm, expr->a)) ||
           (arity[expr->op] == 2 && is_linked(nm, expr->b));
}

static bool asks(const struct nm *nm, int32_t row, enum nm_op op)
{
    const struct nm_expr *expr = &nm->expr[row];
    return expr->op == (int32_t)op || (arity[expr->op] >= 1 && asks(nm, expr->a, op)) ||
           (arity[expr->op] == 2 && asks(nm, expr->b, op));
}

/* Whether a tick of the norm moves with others, and by what. */
static enum link link_of(const struct nm *nm, const struct nm_norm *norm, int32_t expr)
{
    if (expr == NM_NONE || norm->accrual)
        return LINK_NONE;
    if (is_linked(nm, expr))
        return LINK_OTHER;
    return nm->renewal_count > 0 && moves_by_end(nm, expr) ? LINK_END : LINK_NONE;
}

/* It may turn by time alone. */
static bool is_restless(const struct nm *nm, enum link link, int32_t expr)
{
    return link != LINK_NONE && ((link == LINK_OTHER && moves_by_end(nm, expr)) || moves_by_time(nm, expr));
}

static bool counts(const struct nm_norm *norm)
{
    return norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_VAGUE ||
           norm->kind == NM_ASSUME || norm->kind == NM_AT_MOST;
}

static int by_pool(const void *left_row, const void *right_row, const struct nm *nm)
{
    int32_t left = *(const int32_t *)left_row, right = *(const int32_t *)right_row;
    int32_t left_pool = nm->norm[left].pool, right_pool = nm->norm[right].pool;
    if (left_pool != right_pool)
        return left_pool < right_pool ? -1 : 1;
    return left < right ? -1 : left > right;
}

/* Sorts the norms of each act by pool, then norm: insertion, for they come nearly sorted. */
static void sort_by_pool(const struct nm *nm, struct lists *lists)
{
    for (uint32_t act = 0; act < nm->act_count; act++) {
        for (int32_t i = lists->start[act] + 1; i < lists->start[act + 1]; i++) {
            int32_t norm = lists->items[i], place = i;
            for (; place > lists->start[act] && by_pool(&lists->items[place - 1], &norm, nm) > 0; place--)
                lists->items[place] = lists->items[place - 1];
            lists->items[place] = norm;
        }
    }
}

static int by_day(const void *left_row, const void *right_row)
{
    const struct dated *left = left_row, *right = right_row;
    if (left->tick != right->tick)
        return left->tick < right->tick ? -1 : 1;
    if (left->closing != right->closing)
        return left->closing < right->closing ? -1 : 1;
    return left->watch < right->watch ? -1 : left->watch > right->watch;
}

/* A cap is there before what it cuts. */
static void put_caps_first(struct kernel *kernel)
{
    size_t caps = 0;
    for (size_t i = 0; i < kernel->at_start.count; i++) {
        int32_t watch = kernel->at_start.items[i];
        if (kernel->nm->norm[kernel->watches.items[watch].norm].kind != NM_CAP)
            continue;
        for (size_t k = i; k > caps; k--)
            kernel->at_start.items[k] = kernel->at_start.items[k - 1];
        kernel->at_start.items[caps++] = watch;
    }
}

static bool asks_surplus(const struct nm *nm)
{
    for (uint32_t i = 0; i < nm->expr_count; i++) {
        if (nm->expr[i].op == NM_OP_GOT_IN_ALL)
            return true;
    }
    return false;
}

/* What is still to be done holds the contract open, and a right of which it is awaited that it lapses. */
static bool holds_open(const struct kernel *kernel, int32_t norm)
{
    switch ((enum nm_norm_kind)kernel->nm->norm[norm].kind) {
    case NM_ACHIEVE:
    case NM_AMOUNT:
    case NM_AT_MOST:
    case NM_FORBID:
    case NM_MAINTAIN:
    case NM_TARGET:
    case NM_VAGUE:
    case NM_ASSUME: return true;
    case NM_EFFORT:
    case NM_MEMORY:
    case NM_CAP: return false;
    case NM_POWER:
    case NM_PERMIT: break;
    }
    for (int32_t i = kernel->on_status.start[norm]; i < kernel->on_status.start[norm + 1]; i++) {
        const struct watch *watch = &kernel->watches.items[kernel->on_status.items[i]];
        if (kernel->nm->trigger[watch->trigger].statuses & 1u << ST_LAPSED)
            return true;
    }
    return false;
}

/* The watches, and the lists of who watches what. */
static void make_watches(struct kernel *kernel)
{
    const struct nm *nm = kernel->nm;
    struct pairs on_event = {0}, on_status = {0}, on_breach = {0}, on_silence = {0},
                 on_loss = {0},
                 wakes = {0};
    kernel->stays_open = asks_surplus(nm);
    for (int32_t norm = 0; norm < (int32_t)nm->norm_count; norm++) {
        const struct nm_norm *row = &nm->norm[norm];
        for (int32_t i = row->first_trigger; i < row->first_trigger + row->trigger_count; i++) {
            const struct nm_trigger *trigger = &nm->trigger[i];
            struct watch watch = {norm, i};
            int32_t index = (int32_t)kernel->watches.count;
            vec_push(&kernel->watches, watch);
            switch ((enum nm_trigger_kind)trigger->kind) {
            case NM_AT_START:
                vec_push(&kernel->at_start, index);
                break;
            case NM_AT_END:
                vec_push(&kernel->at_end, index);
                break;
            case NM_ON_EVENT:
                kernel->stays_open = true;
                pairs_add(&on_event, nm->pattern[trigger->pattern].act, index);
                break;
            case NM_ON_STATUS:
                pairs_add(&on_status, trigger->norm, index);
                pairs_add(&wakes, norm, index);
                break;
            case NM_ON_BREACH:
                pairs_add(&on_breach, trigger->norm, index);
                break;
            case NM_ON_TENDER:
                pairs_add(&wakes, norm, index);
                break;
            case NM_ON_SILENCE:
                pairs_add(&on_silence, trigger->norm, index);
                break;
            case NM_ON_LOSS:
                kernel->stays_open = true;
                pairs_add(&on_loss, trigger->norm, index);
                break;
            case NM_AT_TICK:
                vec_push(&kernel->dated, (struct dated){trigger->tick, trigger->closing, index});
                break;
            }
        }
    }
    put_caps_first(kernel);
    if (kernel->dated.count > 1)
        qsort(kernel->dated.items, kernel->dated.count, sizeof *kernel->dated.items, by_day);
    lists_make(&kernel->on_event, &on_event, nm->act_count);
    lists_make(&kernel->on_status, &on_status, nm->norm_count);
    lists_make(&kernel->on_breach, &on_breach, nm->norm_count);
    lists_make(&kernel->on_silence, &on_silence, nm->norm_count);
    lists_make(&kernel->on_loss, &on_loss, nm->norm_count);
    lists_make(&kernel->wakes, &wakes, nm->norm_count);
}

/* Which norms an act concerns. */
static void make_acts(struct kernel *kernel)
{
    const struct nm *nm = kernel->nm;
    struct pairs counting = {0}, forbidden = {0}, permitted = {0}, rights = {0}, answered = {0}, exercised = {0},
                 hands = {0}, lost = {0}, children = {0};
    for (int32_t norm = 0; norm < (int32_t)nm->norm_count; norm++) {
        const struct nm_norm *row = &nm->norm[norm];
        const struct nm_pattern *pattern =
            row->pattern == NM_NONE ? NULL : &nm->pattern[row->pattern];
        int32_t act = pattern ? pattern->act : NM_NONE;
        if (act != NM_NONE && counts(row)) {
            if (row->parent == NM_NONE)
                pairs_add(&counting, act, norm);
            if (row->joint == NM_TOGETHER && (row->kind == NM_ACHIEVE || row->kind == NM_AMOUNT))
                pairs_add(&hands, act, norm);
        }
        if (row->joint == NM_TOGETHER)
            vec_push(&kernel->joint, norm);
        if (act != NM_NONE && row->kind == NM_FORBID)
            pairs_add(&forbidden, act, norm);
        kernel->has_forbidden_debt |= row->kind == NM_FORBID && row->except_count > 0;
        if (act != NM_NONE && row->kind == NM_PERMIT && row->except_count > 0)
            pairs_add(&permitted, act, norm);
        else if (act != NM_NONE && row->kind == NM_PERMIT && (row->need != NM_NONE || row->by_act))
            pairs_add(&rights, act, norm);
        if (row->loss != NM_NONE)
            pairs_add(&lost, nm->pattern[row->loss].act, norm);
        if (row->parent != NM_NONE)
            pairs_add(&children, row->parent, norm);
        if (row->answer != NM_NONE) {
            const struct nm_answer *answer = &nm->answer[row->answer];
            if (answer->accept != NM_NONE)
                pairs_add(&answered, answer->accept, norm);
            if (answer->reject != NM_NONE && answer->reject != answer->accept)
                pairs_add(&answered, answer->reject, norm);
        }
        if (row->kind == NM_POWER && row->power != NM_NONE)
            pairs_add(&exercised, nm->power[row->power].act, norm);
    }
    lists_make(&kernel->counting, &counting, nm->act_count);
    sort_by_pool(nm, &kernel->counting);
    lists_make(&kernel->forbidden, &forbidden, nm->act_count);
    lists_make(&kernel->permitted, &permitted, nm->act_count);
    lists_make(&kernel->rights, &rights, nm->act_count);
    lists_make(&kernel->answered, &answered, nm->act_count);
    lists_make(&kernel->exercised, &exercised, nm->act_count);
    lists_make(&kernel->hands, &hands, nm->act_count);
    lists_make(&kernel->lost, &lost, nm->act_count);
    lists_make(&kernel->children, &children, nm->norm_count);
}

/* The caps, and what is under one. */
static void make_caps(struct kernel *kernel)
{
    const struct nm *nm = kernel->nm;
    kernel->is_capped = fresh(nm->norm_count, 1);
    for (uint32_t norm = 0; norm < nm->norm_count; norm++) {
        const struct nm_norm *row = &nm->norm[norm];
        if (row->kind != NM_CAP)
            continue;
        vec_push(&kernel->caps, (int32_t)norm);
        kernel->may_overflow = true; /* what is owed is summed up */
        for (int32_t i = 0; i < row->except_count; i++)
            kernel->is_capped[nm->scope[row->first_except + i].norm] = true;
    }
}

void kernel_tables_make(struct kernel *kernel)
{
    const struct nm *nm = kernel->nm;
    kernel->calendars = fresh(nm->calendar_count, sizeof(struct calendar *));
    for (uint32_t i = 0; i < nm->calendar_count; i++)
        kernel->calendars[i] = make_calendar(nm, &nm->calendar[i]);
    make_watches(kernel);
    make_acts(kernel);
    queue_tables_make(kernel);
    kernel->is_link = fresh(nm->norm_count, 1);
    kernel->is_opened = fresh(nm->norm_count, 1);
    kernel->holds_open = fresh(nm->norm_count, 1);
    kernel->is_queue = fresh(nm->norm_count, 1);
    kernel->is_relative = fresh(nm->norm_count, 1);
    kernel->is_answer_relative = fresh(nm->norm_count, 1);
    kernel->is_rework_relative = fresh(nm->norm_count, 1);
    make_caps(kernel);
    for (int32_t row = 0; row < (int32_t)nm->expr_count; row++)
        kernel->may_overflow = kernel->may_overflow || may_overflow(nm, row);
    kernel->closes_quietly = true;
    for (int32_t norm = 0; norm < (int32_t)nm->norm_count; norm++) {
        const struct nm_norm *row = &nm->norm[norm];
        kernel->is_relative[norm] = row->due != NM_NONE && asks(nm, row->due, NM_OP_TRIGGER);
        int32_t top = norm;
        while (nm->norm[top].parent != NM_NONE)
            top = nm->norm[top].parent;
        const struct nm_answer *answer = nm->norm[top].answer == NM_NONE ? NULL : &nm->answer[nm->norm[top].answer];
        kernel->is_answer_relative[norm] = answer && asks(nm, answer->limit, NM_OP_AT);
        kernel->is_rework_relative[norm] = answer && answer->rework != NM_NONE && asks(nm, answer->rework, NM_OP_AT);
        kernel->is_link[norm] = (unsigned char)link_of(nm, row, row->due);
        kernel->is_opened[norm] = (unsigned char)link_of(nm, row, row->from);
        kernel->holds_open[norm] = holds_open(kernel, norm);
        for (int32_t i = 0; i < row->trigger_count; i++)
            kernel->is_queue[norm] |= nm->trigger[row->first_trigger + i].repeat == NM_REPEAT_QUEUES;
        if (row->kind == NM_MAINTAIN || (row->kind == NM_TARGET && row->wait == NM_NONE))
            vec_push(&kernel->maintained, norm);
        if ((row->kind == NM_MAINTAIN && !is_by_value(nm, row->holds)) ||
            (row->until != NM_NONE && moves_by_time(nm, row->until)) ||
            is_restless(nm, (enum link)kernel->is_link[norm], row->due) ||
            is_restless(nm, (enum link)kernel->is_opened[norm], row->from))
            kernel->is_restless = true;
        if (kernel_may_lift(nm, norm) && moves_by_time(nm, nm->power[row->power].ends))
            kernel->is_restless = true;
        bool has_link = kernel->is_link[norm] != LINK_NONE || kernel->is_opened[norm] != LINK_NONE;
        if (has_link || kernel_may_lift(nm, norm) || row->until != NM_NONE || row->accrual || kernel->is_queue[norm] ||
            kernel->is_capped[norm] || nm->version_count > 0)
            kernel->closes_quietly = false;
        if (has_link || kernel_may_lift(nm, norm) || row->until != NM_NONE || row->accrual || kernel->is_queue[norm] ||
            kernel->is_capped[norm] || kernel->wakes.start[norm] < kernel->wakes.start[norm + 1])
            vec_push(&kernel->closing, norm);
    }
    kernel->offer_act = kernel->revoke_act = NM_NONE;
    for (int32_t act = 0; act < (int32_t)nm->act_count; act++) {
        if (nm->act[act].class == NM_FACT && strcmp(nm_str(nm, nm->act[act].name), "offer") == 0)
            kernel->offer_act = act;
        if (nm->act[act].class == NM_END && strcmp(nm_str(nm, nm->act[act].name), "revoke") == 0)
            kernel->revoke_act = act;
    }
}

void kernel_tables_free(struct kernel *kernel)
{
    for (uint32_t i = 0; i < kernel->nm->calendar_count; i++)
        calendar_free(kernel->calendars[i]);
    free(kernel->calendars);
    queue_tables_free(kernel);
    lists_free(&kernel->counting);
    lists_free(&kernel->forbidden);
    lists_free(&kernel->permitted);
    lists_free(&kernel->rights);
    lists_free(&kernel->answered);
    lists_free(&kernel->exercised);
    lists_free(&kernel->hands);
    lists_free(&kernel->on_event);
    lists_free(&kernel->on_status);
    lists_free(&kernel->on_breach);
    lists_free(&kernel->on_silence);
    lists_free(&kernel->on_loss);
    lists_free(&kernel->lost);
    lists_free(&kernel->children);
    lists_free(&kernel->wakes);
    vec_release(&kernel->watches);
    vec_release(&kernel->at_start);
    vec_release(&kernel->at_end);
    vec_release(&kernel->dated);
    vec_release(&kernel->closing);
    vec_release(&kernel->joint);
    vec_release(&kernel->maintained);
    free(kernel->is_link);
    free(kernel->is_relative);
    free(kernel->is_answer_relative);
    free(kernel->is_rework_relative);
    free(kernel->is_opened);
    free(kernel->holds_open);
    free(kernel->is_queue);
    vec_release(&kernel->caps);
    free(kernel->is_capped);
}
