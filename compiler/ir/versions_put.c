/* versions_put.c - the norms of the joined machine: each is made from every text in which it stands, with
 * SINCE where its terms differ. */
#include "compiler/ir/versions_internal.h"

#include <stddef.h>
#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "lang/value/date.h"
#include "lang/value/tick.h"
#include "runtime/machine_io.h"

/* The day of a tick, in words. */
static void put_day(const struct joining *joining, struct buf *out, int64_t tick)
{
    date_print(out, tick_day((enum granularity)joining->builder->head.granularity, tick));
}

static uint64_t put_parties(const struct joining *joining, uint32_t text, uint64_t parties)
{
    uint64_t set = 0;
    const struct nm *nm = joining->texts[text].nm;
    for (uint32_t i = 0; i < nm->party_count && i < 64; i++) {
        if (parties >> i & 1 && joining->maps[text].party[i] != NM_NONE)
            set |= UINT64_C(1) << joining->maps[text].party[i];
    }
    return set;
}

/* ---- clauses ------------------------------------------------------------------------------------- */

static int32_t clause_of_number(const struct joining *joining, const char *number)
{
    const struct nm *last = joining->texts[joining->count - 1].nm;
    for (uint32_t i = 0; i < last->clause_count; i++) {
        if (strcmp(nm_str(last, last->clause[i].number), number) == 0)
            return (int32_t)i;
    }
    return NM_NONE;
}

/* The clause of an earlier text: that of the last text if it says the same, else a row of its own
 * below it, so that what is said of the clause is said of its earlier wording as well. */
static int32_t put_clause(struct joining *joining, uint32_t text, int32_t clause)
{
    int32_t *row = clause == NM_NONE ? NULL : &joining->maps[text].clause[clause];
    if (!row || *row != NM_NONE)
        return row ? *row : NM_NONE;
    const struct nm *nm = joining->texts[text].nm, *last = joining->texts[joining->count - 1].nm;
    struct nm_clause old = nm->clause[clause];
    int32_t now = clause_of_number(joining, nm_str(nm, old.number));
    *row = now;
    if (now != NM_NONE && strcmp(nm_str(nm, old.sentence), nm_str(last, last->clause[now].sentence)) == 0)
        return now;
    versions_keep_texts(joining, nm, NM_TABLE_clause, &old);
    const char *path = old.file == NM_NONE ? NULL : nm_str(nm, nm->file[old.file].path);
    old.file = NM_NONE;
    for (uint32_t i = 0; path && i < last->file_count; i++) {
        if (strcmp(path, nm_str(last, last->file[i].path)) == 0)
            old.file = (int32_t)i;
    }
    if (path && old.file == NM_NONE)
        old.file = nmb_add_file(joining->builder, (struct nm_file){nmb_str(joining->builder, path)});
    old.parent = now != NM_NONE ? now : put_clause(joining, text, nm->clause[clause].parent);
    struct buf day;
    buf_init(&day);
    put_day(joining, &day, joining->texts[text + 1].from - 1);
    old.title_en = nmb_str(joining->builder, arena_printf(joining->arena, "the text until %s", day.data));
    old.title_zh = nmb_str(joining->builder, arena_printf(joining->arena, "%s前的文本", day.data));
    buf_release(&day);
    *row = nmb_add_clause(joining->builder, old);
    return *row;
}

/* ---- one norm ------------------------------------------------------------------------------------ */

struct building {
    struct joining *joining;
    const struct thread *thread;
    uint32_t text; /* that is being put */
    bool is_once;
};

static int32_t row_of(const struct building *building, int32_t norm)
{
    const struct joining *joining = building->joining;
    int32_t thread = norm == NM_NONE ? NM_NONE : joining->norms[building->text][norm].thread;
    return thread == NM_NONE ? NM_NONE : joining->threads.items[thread].row;
}

/* Two rows of what is asked of a norm and of the one before it. */
static int32_t put_both(struct nm_builder *builder, enum nm_op op, int32_t now, int32_t before)
{
    bool is_count = op == NM_OP_GOT || op == NM_OP_GOT_IN_ALL || op == NM_OP_OWED || op == NM_OP_RECORDS ||
                    op == NM_OP_MADE || op == NM_OP_DUE_IN || op == NM_OP_KEPT_IN;
    if (is_count)
        return nmb_expr(builder, NM_OP_ADD, now, before, 0);
    bool is_day = op == NM_OP_DUE_OF || op == NM_OP_DONE_OF || op == NM_OP_PERFORMED_OF;
    return nmb_expr(builder, is_day ? NM_OP_MIN : NM_OP_OR, now, before, 0);
}

/* What is asked of a norm. A duty that runs throughout asks it of the norm's earlier text as well. */
static int32_t put_asked(struct building *building, const struct nm_expr *expr)
{
    struct joining *joining = building->joining;
    struct nm_builder *builder = joining->builder;
    int32_t thread = joining->norms[building->text][expr->imm].thread;
    bool is_day = expr->op == NM_OP_DUE_OF || expr->op == NM_OP_DONE_OF ||
                  expr->op == NM_OP_PERFORMED_OF;
    if (thread == NM_NONE)
        return nmb_const(builder, is_day ? NM_NEVER : 0);
    int32_t row = nmb_expr(builder, (enum nm_op)expr->op, expr->a, expr->b,
                           joining->threads.items[thread].row);
    for (thread = joining->threads.items[thread].earlier; thread != NM_NONE && building->is_once;
         thread = joining->threads.items[thread].earlier) {
        int32_t before = nmb_expr(builder, (enum nm_op)expr->op, expr->a, expr->b,
                                  joining->threads.items[thread].row);
        row = put_both(builder, (enum nm_op)expr->op, row, before);
    }
    return row;
}

static int32_t put_expr(struct building *building, int32_t index)
{
    if (index == NM_NONE)
        return NM_NONE;
    struct joining *joining = building->joining;
    const struct nm *nm = joining->texts[building->text].nm;
    const struct word_maps *maps = &joining->maps[building->text];
    struct nm_expr expr = nm->expr[index];
    int arity = nm_op_arity((enum nm_op)expr.op);
    if (expr.op == NM_OP_TRIGGER && building->is_once && building->thread->first > 0)
        return nmb_const(joining->builder, joining->texts[building->thread->first].from);
    if (arity > 0)
        expr.a = put_expr(building, expr.a);
    if (arity > 1)
        expr.b = put_expr(building, expr.b);
    switch (nm_op_operand((enum nm_op)expr.op)) {
    case NM_OPERAND_NORM: return put_asked(building, &expr);
    case NM_OPERAND_INDICATOR: expr.imm = versions_mapped(maps->indicator, (int32_t)expr.imm); break;
    case NM_OPERAND_RATIO: expr.imm = nmb_add_ratio(joining->builder, nm->ratio[expr.imm]); break;
    case NM_OPERAND_CALENDAR: expr.b = versions_mapped(maps->calendar, expr.b); break;
    case NM_OPERAND_NOTHING:
    case NM_OPERAND_NUMBER:
    case NM_OPERAND_TICK: break;
    }
    return nmb_expr(joining->builder, (enum nm_op)expr.op, expr.a, expr.b, expr.imm);
}

static int32_t put_pattern(struct building *building, int32_t index)
{
    if (index == NM_NONE)
        return NM_NONE;
    struct joining *joining = building->joining;
    const struct nm *nm = joining->texts[building->text].nm;
    const struct word_maps *maps = &joining->maps[building->text];
    struct nm_pattern pattern = nm->pattern[index];
    int32_t first = pattern.first_test;
    pattern.act = versions_mapped(maps->act, pattern.act);
    pattern.actors = put_parties(joining, building->text, pattern.actors);
    pattern.to = put_parties(joining, building->text, pattern.to);
    pattern.kind = versions_mapped(maps->kind, pattern.kind);
    pattern.indicator = versions_mapped(maps->indicator, pattern.indicator);
    pattern.first_test = (int32_t)joining->builder->test.count;
    for (int32_t i = 0; i < pattern.test_count; i++) {
        struct nm_test test = nm->test[first + i];
        test.attr = versions_mapped(maps->attr, test.attr);
        nmb_add_test(joining->builder, test);
    }
    return nmb_add_pattern(joining->builder, pattern);
}

/* The norm's row in the text that is being put. */
static const struct nm_norm *member(const struct building *building)
{
    const struct nm *nm = building->joining->texts[building->text].nm;
    return &nm->norm[building->thread->member[building->text]];
}

static int32_t field_of(const void *row, size_t offset)
{
    int32_t value;
    memcpy(&value, (const char *)row + offset, sizeof value);
    return value;
}

enum owner { OF_NORM, OF_ANSWER, OF_POWER };

/* The term at `offset` of the norm, its answer or its power in the text being put. */
static int32_t term_of(const struct building *building, enum owner owner, size_t offset)
{
    const struct nm *nm = building->joining->texts[building->text].nm;
    const struct nm_norm *norm = member(building);
    switch (owner) {
    case OF_NORM: return field_of(norm, offset);
    case OF_ANSWER: return field_of(&nm->answer[norm->answer], offset);
    case OF_POWER: return field_of(&nm->power[norm->power], offset);
    }
    UNREACHABLE();
}

/* A term over all texts. `absent`: what stands for a term that a text has not, while another has it. What grows by a
 * delay is reckoned when that is over, by the text of the day on which it began. */
static int32_t put_term(struct building *building, enum owner owner, size_t offset, int32_t absent)
{
    struct joining *joining = building->joining;
    building->text = building->thread->last;
    bool is_reckoned_late = owner == OF_NORM && member(building)->accrual && offset != offsetof(struct nm_norm, until);
    enum nm_op op = is_reckoned_late ? NM_OP_ARISEN : NM_OP_SINCE;
    int32_t row = NM_NONE;
    for (uint32_t text = building->thread->first; text <= building->thread->last; text++) {
        building->text = text;
        int32_t here = put_expr(building, term_of(building, owner, offset));
        if (text == building->thread->first) {
            row = here;
        } else if (here != row) {
            int32_t before = row == NM_NONE ? absent : row, since = here == NM_NONE ? absent : here;
            row = nmb_expr(joining->builder, op, before, since, joining->texts[text].from);
        }
    }
    return row;
}

/* The clause that an act is about, of whatever wording: earlier ones stand below it. */
static int32_t named_clause(struct joining *joining, uint32_t text, int32_t clause)
{
    const struct nm *nm = joining->texts[text].nm;
    int32_t now = clause == NM_NONE ? NM_NONE : clause_of_number(joining, nm_str(nm, nm->clause[clause].number));
    return now == NM_NONE ? put_clause(joining, text, clause) : now;
}

/* ---- what makes it ------------------------------------------------------------------------------- */

static bool is_same_trigger(const struct nm_builder *builder, const struct nm_trigger *one,
                            const struct nm_trigger *other)
{
    if (one->kind != other->kind || one->norm != other->norm || one->statuses != other->statuses ||
        one->guard != other->guard || one->repeat != other->repeat ||
        one->closing != other->closing || one->tick != other->tick ||
        one->measured != other->measured || one->unit != other->unit || one->told != other->told ||
        one->performed != other->performed || one->clause != other->clause ||
        one->whole != other->whole || one->by != other->by ||
        (one->pattern == NM_NONE) != (other->pattern == NM_NONE))
        return false;
    if (one->pattern == NM_NONE)
        return true;
    const struct nm_pattern *left = &builder->pattern.items[one->pattern];
    const struct nm_pattern *right = &builder->pattern.items[other->pattern];
    bool is_same = left->act == right->act && left->actors == right->actors && left->to == right->to &&
                   left->all_hands == right->all_hands && left->kind == right->kind &&
                   left->indicator == right->indicator && left->key == right->key &&
                   left->test_count == right->test_count;
    for (int32_t i = 0; is_same && i < left->test_count; i++) {
        const struct nm_test *a = &builder->test.items[left->first_test + i];
        const struct nm_test *b = &builder->test.items[right->first_test + i];
        is_same = a->attr == b->attr && a->known == b->known && a->values == b->values;
    }
    return is_same;
}

struct found_trigger {
    struct nm_trigger trigger;
    uint32_t first, last; /* texts that have it */
    bool runs_on;         /* it watches what has ended with the same text */
};
typedef VEC(struct found_trigger) trigger_list;

/* Whether what it watches ended no later than the norm itself: then it ends with it. */
static bool ends_with(const struct building *building, int32_t watched)
{
    const struct joining *joining = building->joining;
    int32_t thread = watched == NM_NONE ? NM_NONE : joining->norms[building->text][watched].thread;
    return thread != NM_NONE && joining->threads.items[thread].is_replaced &&
           joining->threads.items[thread].last <= building->thread->last;
}

static void find_triggers(struct building *building, trigger_list *list)
{
    const struct nm *nm = building->joining->texts[building->text].nm;
    const struct nm_norm *norm = member(building);
    for (int32_t i = 0; i < norm->trigger_count; i++) {
        struct nm_trigger trigger = nm->trigger[norm->first_trigger + i];
        struct found_trigger found = {.first = building->text, .last = building->text,
                                      .runs_on = ends_with(building, trigger.norm)};
        int32_t watched = row_of(building, trigger.norm);
        if (trigger.norm != NM_NONE && watched == NM_NONE)
            continue;
        trigger.norm = watched;
        trigger.pattern = put_pattern(building, trigger.pattern);
        trigger.guard = put_expr(building, trigger.guard);
        trigger.unit = versions_mapped(building->joining->maps[building->text].unit, trigger.unit);
        trigger.told = versions_mapped(building->joining->maps[building->text].indicator, trigger.told);
        trigger.clause = named_clause(building->joining, building->text, trigger.clause);
        trigger.by = named_clause(building->joining, building->text, trigger.by);
        found.trigger = trigger;
        struct found_trigger *known = NULL;
        for (size_t k = 0; k < list->count && !known; k++) {
            struct found_trigger *one = &list->items[k];
            if (one->last + 1 == building->text &&
                is_same_trigger(building->joining->builder, &one->trigger, &trigger))
                known = one;
        }
        if (known) {
            known->last = building->text;
            known->runs_on = found.runs_on;
        } else {
            vec_push(list, found);
        }
    }
}

/* The trigger works while its text holds. */
static void put_trigger(struct building *building, const struct found_trigger *found)
{
    const struct joining *joining = building->joining;
    struct nm_builder *builder = joining->builder;
    const struct thread *thread = building->thread;
    struct nm_trigger trigger = found->trigger;
    bool begins = found->first > 0;
    bool ends = (found->last < thread->last || thread->is_replaced) && !found->runs_on;
    int64_t from = begins ? joining->texts[found->first].from : INT64_MIN;
    int64_t to = ends ? joining->texts[found->last + 1].from : NM_NEVER;
    if (trigger.kind == NM_AT_TICK && (trigger.tick < from || trigger.tick >= to))
        return;
    if (trigger.kind != NM_AT_START && trigger.kind != NM_AT_TICK && (begins || ends)) {
        int32_t guard = trigger.guard == NM_NONE ? nmb_const(builder, 1) : trigger.guard;
        int32_t never = nmb_const(builder, 0);
        if (ends)
            guard = nmb_expr(builder, NM_OP_SINCE, guard, never, to);
        if (begins)
            guard = nmb_expr(builder, NM_OP_SINCE, never, guard, from);
        trigger.guard = guard;
    }
    nmb_add_trigger(builder, trigger);
}

static void put_triggers(struct building *building, struct nm_norm *row)
{
    trigger_list list = {0};
    for (building->text = building->thread->first; building->text <= building->thread->last;
         building->text++)
        find_triggers(building, &list);
    row->first_trigger = (int32_t)building->joining->builder->trigger.count;
    for (size_t i = 0; i < list.count; i++)
        put_trigger(building, &list.items[i]);
    row->trigger_count = (int32_t)building->joining->builder->trigger.count - row->first_trigger;
    vec_release(&list);
}

/* ---- what it names -------------------------------------------------------------------------------- */

typedef VEC(int32_t) row_list;

static void note_row(row_list *rows, int32_t row)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->items[i] == row)
            return;
    }
    vec_push(rows, row);
}

/* A cap sums up amounts of its own unit: what stood in the place of one may have been something else. */
static bool may_be_named(const struct joining *joining, const struct building *building,
                         const struct thread *thread)
{
    const struct nm_norm *naming = member(building);
    const struct nm_norm *named = &joining->texts[thread->last].nm->norm[thread->member[thread->last]];
    if (naming->kind != NM_CAP)
        return true;
    const struct nm_unit *units = joining->builder->unit.items;
    int32_t unit = versions_mapped(joining->maps[thread->last].unit, named->unit);
    int32_t own = versions_mapped(joining->maps[building->text].unit, naming->unit);
    return (named->kind == NM_AMOUNT || named->kind == NM_ACHIEVE) && unit != NM_NONE && own != NM_NONE &&
           units[unit].base == units[own].base;
}

static void note_thread(const struct building *building, row_list *rows, int32_t thread)
{
    const struct joining *joining = building->joining;
    for (; thread != NM_NONE; thread = joining->threads.items[thread].earlier)
        if (may_be_named(joining, building, &joining->threads.items[thread]))
            note_row(rows, joining->threads.items[thread].row);
}

enum list { LIST_EXCUSES, LIST_EXCEPTS, LIST_SCOPE };

/* The norms of a list in all texts, and those whose place they took. */
static void put_list(struct building *building, enum list list, int32_t *first, int32_t *count)
{
    struct joining *joining = building->joining;
    row_list rows = {0};
    for (building->text = building->thread->first; building->text <= building->thread->last;
         building->text++) {
        const struct nm *nm = joining->texts[building->text].nm;
        const struct nm_norm *norm = member(building);
        int32_t from = list == LIST_EXCUSES   ? norm->first_excuse
                       : list == LIST_EXCEPTS ? norm->first_except
                                              : nm->power[norm->power].first_scope;
        int32_t length = list == LIST_EXCUSES   ? norm->excuse_count
                         : list == LIST_EXCEPTS ? norm->except_count
                                                : nm->power[norm->power].scope_count;
        for (int32_t i = 0; i < length; i++)
            note_thread(building, &rows,
                        joining->norms[building->text][nm->scope[from + i].norm].thread);
    }
    *first = (int32_t)joining->builder->scope.count;
    *count = (int32_t)rows.count;
    for (size_t i = 0; i < rows.count; i++)
        nmb_add_scope(joining->builder, (struct nm_scope){rows.items[i]});
    vec_release(&rows);
}

#define TERM(owner, type, field) put_term(building, owner, offsetof(struct type, field), NM_NONE)

static int32_t put_answer(struct building *building, int32_t clause)
{
    struct joining *joining = building->joining;
    building->text = building->thread->last;
    const struct nm *nm = joining->texts[building->text].nm;
    const struct word_maps *maps = &joining->maps[building->text];
    if (member(building)->answer == NM_NONE)
        return NM_NONE;
    struct nm_answer row = nm->answer[member(building)->answer];
    row.clause = row.clause == NM_NONE ? clause : put_clause(joining, building->text, row.clause);
    row.acceptors = put_parties(joining, building->text, row.acceptors);
    row.accept = versions_mapped(maps->act, row.accept);
    row.reject = versions_mapped(maps->act, row.reject);
    row.limit = TERM(OF_ANSWER, nm_answer, limit);
    row.rework = TERM(OF_ANSWER, nm_answer, rework);
    return nmb_add_answer(joining->builder, row);
}

static int32_t put_power(struct building *building)
{
    struct joining *joining = building->joining;
    building->text = building->thread->last;
    if (member(building)->power == NM_NONE)
        return NM_NONE;
    struct nm_power row = joining->texts[building->text].nm->power[member(building)->power];
    row.act = versions_mapped(joining->maps[building->text].act, row.act);
    row.ground = put_term(building, OF_POWER, offsetof(struct nm_power, ground),
                          nmb_const(joining->builder, 1));
    row.notice = TERM(OF_POWER, nm_power, notice);
    row.until = TERM(OF_POWER, nm_power, until);
    row.ends = put_term(building, OF_POWER, offsetof(struct nm_power, ends),
                        nmb_const(joining->builder, 0));
    put_list(building, LIST_SCOPE, &row.first_scope, &row.scope_count);
    return nmb_add_power(joining->builder, row);
}

static int32_t put_capacity(struct building *building)
{
    struct joining *joining = building->joining;
    building->text = building->thread->last;
    if (member(building)->capacity == NM_NONE)
        return NM_NONE;
    struct nm_capacity row = joining->texts[building->text].nm->capacity[member(building)->capacity];
    row.clause = put_clause(joining, building->text, row.clause);
    row.calendar = versions_mapped(joining->maps[building->text].calendar, row.calendar);
    row.start_act = versions_mapped(joining->maps[building->text].act, row.start_act);
    return nmb_add_capacity(joining->builder, row);
}

/* ---- pools --------------------------------------------------------------------------------------- */

static int32_t root_of(const struct joining *joining, int32_t pool)
{
    while (joining->pools[pool] != pool)
        pool = joining->pools[pool];
    return pool;
}

static const struct nm_norm *norm_in(const struct joining *joining, const struct thread *thread,
                                     uint32_t text)
{
    return &joining->texts[text].nm->norm[thread->member[text]];
}

static int32_t pool_in(const struct joining *joining, const struct thread *thread, uint32_t text)
{
    int32_t pool = norm_in(joining, thread, text)->pool;
    return pool == NM_NONE ? NM_NONE : (int32_t)joining->first_pool[text] + pool;
}

static void unite(struct joining *joining, int32_t one, int32_t other)
{
    if (one != NM_NONE && other != NM_NONE)
        joining->pools[root_of(joining, other)] = root_of(joining, one);
}

/* Whether one act may count for either of the two: then it counts for one of them only. */
static bool count_together(const struct nm_norm *one, const struct nm_norm *other)
{
    bool is_one = one->kind == NM_ACHIEVE || one->kind == NM_AMOUNT || one->kind == NM_VAGUE;
    bool is_other = other->kind == NM_ACHIEVE || other->kind == NM_AMOUNT || other->kind == NM_VAGUE;
    return is_one && is_other && one->distinct == other->distinct;
}

/* What a thread counts in is one pool, whatever number the texts gave it; and so is that of a thread
 * and of the one whose place it took. */
static void join_pools(struct joining *joining)
{
    joining->first_pool = arena_array(joining->arena, joining->count, sizeof *joining->first_pool);
    uint32_t count = 0;
    for (uint32_t text = 0; text < joining->count; text++) {
        joining->first_pool[text] = count;
        count += (uint32_t)joining->texts[text].nm->head.pools;
    }
    joining->pools = arena_array(joining->arena, count + 1, sizeof *joining->pools);
    joining->pool_row = arena_array(joining->arena, count + 1, sizeof *joining->pool_row);
    for (uint32_t i = 0; i < count; i++) {
        joining->pools[i] = (int32_t)i;
        joining->pool_row[i] = NM_NONE;
    }
    for (size_t i = 0; i < joining->threads.count; i++) {
        const struct thread *thread = &joining->threads.items[i];
        int32_t first = pool_in(joining, thread, thread->first);
        for (uint32_t text = thread->first + 1; text <= thread->last; text++)
            unite(joining, first, pool_in(joining, thread, text));
        if (thread->replaces == NM_NONE)
            continue;
        const struct thread *old = &joining->threads.items[thread->replaces];
        if (count_together(norm_in(joining, thread, thread->first), norm_in(joining, old, old->last)))
            unite(joining, first, pool_in(joining, old, old->last));
    }
}

static int32_t put_pool(struct joining *joining, uint32_t text, int32_t pool)
{
    if (pool == NM_NONE)
        return NM_NONE;
    int32_t *row = &joining->pool_row[root_of(joining, (int32_t)joining->first_pool[text] + pool)];
    if (*row == NM_NONE)
        *row = joining->builder->head.pools++;
    return *row;
}

/* ---- all of it ------------------------------------------------------------------------------------ */

/* Whether the day of the breach decides between the words of two texts: what they say follows from one, and what runs
 * does not take the new terms. */
static bool is_by_breach(const struct building *building, uint32_t text, size_t offset)
{
    const struct joining *joining = building->joining;
    const struct nm *nm = joining->texts[text].nm;
    int32_t index = building->thread->member[text - 1];
    const struct nm_norm *norm = member(building);
    bool is_called = norm->trigger_count > 0;
    for (int32_t i = 0; i < norm->trigger_count; i++)
        is_called &= nm->trigger[norm->first_trigger + i].kind == NM_ON_BREACH;
    is_called &= !joining->norms[text - 1][index].follows;
    return is_called || offset == offsetof(struct nm_norm, remedy_en) || offset == offsetof(struct nm_norm, remedy_zh);
}

/* Of the words of a norm that has changed both are told. */
static nm_text put_words(struct building *building, size_t offset, bool is_chinese)
{
    struct joining *joining = building->joining;
    const char *words = NULL, *before = NULL; /* what is told; what the text before says */
    struct buf day;
    buf_init(&day);
    for (uint32_t text = building->thread->first; text <= building->thread->last; text++) {
        const struct nm *nm = joining->texts[text].nm;
        building->text = text;
        nm_text here;
        memcpy(&here, (const char *)member(building) + offset, sizeof here);
        const char *now = nm_str(nm, here);
        if (before && *before && strcmp(before, now) != 0) {
            buf_clear(&day);
            put_day(joining, &day, joining->texts[text].from);
            bool by_breach = is_by_breach(building, text, offset);
            const char *en = by_breach ? "%s (of a breach before %s: %s)" : "%s (before %s: %s)";
            const char *zh = by_breach ? "%s（%s前违约的：%s）" : "%s（%s前：%s）";
            words = arena_printf(joining->arena, is_chinese ? zh : en, now, day.data, words);
        } else if (!before || strcmp(before, now) != 0) {
            words = now;
        }
        before = now;
    }
    buf_release(&day);
    return nmb_str(joining->builder, words);
}

#define WORDS(field) put_words(building, offsetof(struct nm_norm, field), false)
#define WORDS_ZH(field) put_words(building, offsetof(struct nm_norm, field), true)

static void put_norm_words(struct building *building, struct nm_norm *row)
{
    row->action_en = WORDS(action_en);
    row->action_zh = WORDS_ZH(action_zh);
    row->trigger_en = WORDS(trigger_en);
    row->trigger_zh = WORDS_ZH(trigger_zh);
    row->rule_en = WORDS(rule_en);
    row->rule_zh = WORDS_ZH(rule_zh);
    row->evidence_en = WORDS(evidence_en);
    row->evidence_zh = WORDS_ZH(evidence_zh);
    row->accept_en = WORDS(accept_en);
    row->accept_zh = WORDS_ZH(accept_zh);
    row->remedy_en = WORDS(remedy_en);
    row->remedy_zh = WORDS_ZH(remedy_zh);
}

static nm_text put_name(struct building *building)
{
    struct joining *joining = building->joining;
    const struct thread *thread = building->thread;
    const char *name = joining->norms[thread->last][thread->member[thread->last]].name;
    if (thread->replaces == NM_NONE)
        return nmb_str(joining->builder, name);
    struct buf text;
    buf_init(&text);
    buf_printf(&text, "%s[", name);
    put_day(joining, &text, joining->texts[thread->first].from);
    buf_putc(&text, ']');
    nm_text row = nmb_text(joining->builder, text.data, text.len);
    buf_release(&text);
    return row;
}

/* The first of a series; of what began under an earlier text, the first that there is. */
static int32_t put_series(const struct building *building, int32_t series)
{
    const struct nm *nm = building->joining->texts[building->text].nm;
    int32_t row = row_of(building, series);
    for (uint32_t i = 0; i < nm->norm_count && series != NM_NONE && row == NM_NONE; i++) {
        if (nm->norm[i].series == series)
            row = row_of(building, (int32_t)i);
    }
    return row;
}

/* What it names beside its terms, as the last text says it. */
static void put_frame(struct building *building, struct nm_norm *row)
{
    struct joining *joining = building->joining;
    uint32_t text = building->text = building->thread->last;
    const struct word_maps *maps = &joining->maps[text];
    row->clause = put_clause(joining, text, row->clause);
    row->bearers = put_parties(joining, text, row->bearers);
    row->creditors = put_parties(joining, text, row->creditors);
    row->key_kind = versions_mapped(maps->kind, row->key_kind);
    row->pattern = put_pattern(building, row->pattern);
    row->loss = put_pattern(building, row->loss);
    row->calendar = versions_mapped(maps->calendar, row->calendar);
    row->unit = versions_mapped(maps->unit, row->unit);
    row->pool = put_pool(joining, text, row->pool);
    row->parent = row_of(building, row->parent);
    row->series = put_series(building, row->series);
    row->remedy = NM_NONE;
    for (uint32_t at = building->thread->first; at <= building->thread->last; at++) {
        building->text = at;
        int32_t remedy = row_of(building, member(building)->remedy);
        row->remedy = remedy == NM_NONE ? row->remedy : remedy;
    }
    row->trigger_stratum = 0;
}

/* From when it is in the text, and until when. */
static void put_span(struct building *building, struct nm_norm *row)
{
    struct joining *joining = building->joining;
    struct nm_builder *builder = joining->builder;
    const struct thread *thread = building->thread;
    row->since = thread->first > 0 ? (int32_t)thread->first - 1 : NM_NONE;
    row->replaced = thread->is_replaced ? (int32_t)thread->last : NM_NONE;
    if (building->is_once && thread->first > 0) {
        int32_t day = nmb_const(builder, joining->texts[thread->first].from);
        row->from = row->from == NM_NONE ? day : nmb_expr(builder, NM_OP_MAX, day, row->from, 0);
    }
    if (thread->is_dropped) {
        int32_t end = nmb_expr(builder, NM_OP_SINCE, nmb_const(builder, 0), nmb_const(builder, 1),
                               joining->texts[thread->last + 1].from);
        row->releases = row->until == NM_NONE;
        row->until = row->until == NM_NONE ? end : nmb_expr(builder, NM_OP_OR, row->until, end, 0);
    }
    row->follows = 0;
    for (uint32_t text = thread->first; text < thread->last; text++) {
        const struct version_norm *norm = &joining->norms[text][thread->member[text]];
        if (norm->relation == REL_MERGED && norm->follows)
            row->follows |= UINT32_C(1) << text;
    }
}

static void put_norm(struct joining *joining, const struct thread *thread)
{
    struct building whole = {.joining = joining, .thread = thread, .text = thread->last,
                             .is_once = joining->norms[thread->last][thread->member[thread->last]].is_once};
    struct building *building = &whole;
    struct nm_builder *builder = joining->builder;
    const struct nm *nm = joining->texts[thread->last].nm;
    struct nm_norm row = nm->norm[thread->member[thread->last]];
    versions_keep_texts(joining, nm, NM_TABLE_norm, &row);
    row.name = put_name(building);
    put_frame(building, &row);
    put_triggers(building, &row);
    row.from = put_term(building, OF_NORM, offsetof(struct nm_norm, from),
                        nmb_expr(builder, NM_OP_TRIGGER, NM_NONE, NM_NONE, 0));
    row.due = TERM(OF_NORM, nm_norm, due);
    row.grace = TERM(OF_NORM, nm_norm, grace);
    row.need = TERM(OF_NORM, nm_norm, need);
    row.until = put_term(building, OF_NORM, offsetof(struct nm_norm, until), nmb_const(builder, 0));
    row.holds = TERM(OF_NORM, nm_norm, holds);
    row.known = TERM(OF_NORM, nm_norm, known);
    row.wait = TERM(OF_NORM, nm_norm, wait);
    row.deemed = TERM(OF_NORM, nm_norm, deemed);
    building->text = thread->last;
    row.reminder = put_expr(building, member(building)->reminder);
    row.answer = put_answer(building, row.clause);
    row.power = put_power(building);
    row.capacity = put_capacity(building);
    put_list(building, LIST_EXCUSES, &row.first_excuse, &row.excuse_count);
    put_list(building, LIST_EXCEPTS, &row.first_except, &row.except_count);
    put_span(building, &row);
    put_norm_words(building, &row);
    nmb_add_norm(builder, row);
}

/* What must be kept for the contract to come into force, as the last text says it. */
static void put_conditions(struct joining *joining)
{
    const struct nm *last = joining->texts[joining->count - 1].nm;
    struct nm_head *head = &joining->builder->head;
    head->first_condition = (int32_t)joining->builder->scope.count;
    head->condition_count = 0;
    for (int32_t i = 0; i < last->head.condition_count; i++) {
        int32_t norm = last->scope[last->head.first_condition + i].norm;
        int32_t thread = joining->norms[joining->count - 1][norm].thread;
        if (thread == NM_NONE)
            continue;
        nmb_add_scope(joining->builder, (struct nm_scope){joining->threads.items[thread].row});
        head->condition_count++;
    }
}

/* The ends before the last, as the last text says them. */
static void put_renewals(struct joining *joining)
{
    const struct nm *last = joining->texts[joining->count - 1].nm;
    for (uint32_t i = 0; i < last->renewal_count; i++) {
        struct nm_renewal row = last->renewal[i];
        int32_t thread = joining->norms[joining->count - 1][row.norm].thread;
        if (thread == NM_NONE)
            continue;
        row.norm = joining->threads.items[thread].row;
        nmb_add_renewal(joining->builder, row);
    }
}

void versions_put_norms(struct joining *joining)
{
    join_pools(joining);
    size_t count = joining->threads.count;
    const struct thread **by_row = arena_array(joining->arena, count + 1, sizeof *by_row);
    for (size_t i = 0; i < count; i++) {
        if (joining->threads.items[i].row != NM_NONE)
            by_row[joining->threads.items[i].row] = &joining->threads.items[i];
    }
    for (size_t i = 0; i < count && by_row[i]; i++)
        put_norm(joining, by_row[i]);
    put_conditions(joining);
    put_renewals(joining);
}
