/* The inline path of a module: what most events of a long log are - one more unit of a plain amount -
 * is counted here. A constant table (act, item kind) -> slot says which; a second one holds the slot's
 * constants. Everything else goes to the kernel, and so does every change of status from which
 * anything could follow. Nothing here may do what the kernel would not do. */
#include <stdlib.h>

#include "compiler/emit/emit_internal.h"
#include "lang/base/check.h"

struct slot { /* a norm counted inline */
    int32_t norm;
    int32_t inst;     /* its only instance, made at the start */
    bool is_unwatched; /* nothing follows from its being fulfilled */
};

struct plan {
    struct emit *emit;
    int32_t *slots; /* by act * (kinds + 1) + kind + 1; -1 = the kernel's */
    struct slot *rows;
    int32_t row_count;
};

/* ---- which norms are plain ------------------------------------------------------------------- */

static bool has_children(const struct nm *nm, int32_t norm)
{
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        if (nm->norm[i].parent == norm)
            return true;
    }
    return false;
}

/* Whether some expression asks how much the norm has counted, or comes to. */
static bool is_asked(const struct nm *nm, int32_t norm)
{
    for (uint32_t i = 0; i < nm->expr_count; i++) {
        bool is_count = nm->expr[i].op == NM_OP_GOT || nm->expr[i].op == NM_OP_GOT_IN_ALL ||
                        nm->expr[i].op == NM_OP_OWED;
        if (is_count && nm->expr[i].imm == norm)
            return true;
    }
    return false;
}

/* Whether it may come to be owed by or to others than the norm says. */
static bool is_assignable(const struct nm *nm, int32_t norm)
{
    for (uint32_t i = 0; i < nm->power_count; i++) {
        const struct nm_power *power = &nm->power[i];
        for (int32_t k = 0; k < power->scope_count; k++) {
            if (power->effect == NM_ASSIGN && nm->scope[power->first_scope + k].norm == norm)
                return true;
        }
    }
    return false;
}

/* A fixed amount that performance alone fulfils, by any of its bearers, one instance from the start. */
static bool is_plain(const struct nm *nm, int32_t norm)
{
    const struct nm_norm *row = &nm->norm[norm];
    if ((row->kind != NM_AMOUNT && row->kind != NM_ACHIEVE) || row->pattern == NM_NONE ||
        row->joint == NM_TOGETHER || row->distinct || row->parent != NM_NONE ||
        row->answer != NM_NONE || row->accrual || row->trigger_count != 1 ||
        row->grace != NM_NONE || has_children(nm, norm) || is_asked(nm, norm) ||
        is_assignable(nm, norm))
        return false;
    const struct nm_pattern *pattern = &nm->pattern[row->pattern];
    return !pattern->all_hands && pattern->key == NM_KEY_FREE && pattern->test_count == 0 &&
           nm->trigger[row->first_trigger].kind == NM_AT_START;
}

static bool has_link(const struct nm *nm)
{
    for (uint32_t i = 0; i < nm->expr_count; i++) {
        if (nm->expr[i].op == NM_OP_DUE_OF || nm->expr[i].op == NM_OP_DONE_OF ||
            nm->expr[i].op == NM_OP_PERFORMED_OF ||
            (nm->expr[i].op == NM_OP_VALUE && nm->expr[i].a == NM_SAID))
            return true;
    }
    return false;
}

/* Whether nothing follows at once from the norm's being fulfilled: closure would find nothing to do. */
static bool is_unwatched(const struct nm *nm, int32_t norm)
{
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        if (nm->norm[i].until != NM_NONE || nm->norm[i].accrual || nm->norm[i].holds != NM_NONE)
            return false;
    }
    for (uint32_t i = 0; i < nm->trigger_count; i++) {
        if (nm->trigger[i].kind == NM_ON_STATUS && nm->trigger[i].norm == norm)
            return false;
    }
    for (uint32_t i = 0; i < nm->power_count; i++) {
        if (nm->power[i].ends != NM_NONE)
            return false;
    }
    return !has_link(nm);
}

/* Whether another debt may take what is overpaid: money in one pool. */
static bool gives_credit(const struct nm *nm, int32_t norm)
{
    const struct nm_norm *row = &nm->norm[norm];
    if (row->unit == NM_NONE || nm->unit[row->unit].dimension != NM_MONEY)
        return false;
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        if ((int32_t)i != norm && nm->norm[i].pool == row->pool)
            return true;
    }
    return false;
}

/* Whether the kernel must see every event of the act, whatever its object. */
static bool is_involved(const struct nm *nm, int32_t act)
{
    int32_t class = nm->act[act].class;
    if ((class != NM_PERFORM && class != NM_ENABLE) || nm->act[act].document != NM_NONE)
        return true;
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_norm *norm = &nm->norm[i];
        if (norm->pattern != NM_NONE && nm->pattern[norm->pattern].act == act &&
            !is_plain(nm, (int32_t)i))
            return true;
        if (norm->loss != NM_NONE && nm->pattern[norm->loss].act == act)
            return true;
    }
    for (uint32_t i = 0; i < nm->trigger_count; i++) {
        if (nm->trigger[i].kind == NM_ON_EVENT && nm->pattern[nm->trigger[i].pattern].act == act)
            return true;
    }
    for (uint32_t i = 0; i < nm->answer_count; i++) {
        if (nm->answer[i].accept == act || nm->answer[i].reject == act)
            return true;
    }
    for (uint32_t i = 0; i < nm->power_count; i++) {
        if (nm->power[i].act == act)
            return true;
    }
    for (uint32_t i = 0; i < nm->indicator_count; i++) {
        if (nm->indicator[i].act == act)
            return true;
    }
    return false;
}

/* The rows that instances made at the start get: caps first, each in table order, as long as each is sure to
 * be made. */
static void number_insts(const struct nm *nm, int32_t *insts)
{
    int32_t next = 0;
    bool is_sure = true;
    for (uint32_t k = 0; k < 2 * nm->norm_count; k++) {
        uint32_t i = k % nm->norm_count;
        const struct nm_norm *norm = &nm->norm[i];
        int32_t starts = 0;
        if ((norm->kind == NM_CAP) != (k < nm->norm_count))
            continue;
        for (int32_t j = norm->first_trigger; j < norm->first_trigger + norm->trigger_count; j++) {
            if (nm->trigger[j].kind == NM_AT_START) {
                starts++;
                is_sure = is_sure && nm->trigger[j].guard == NM_NONE;
            }
        }
        is_sure = is_sure && starts <= 1;
        insts[i] = is_sure && starts == 1 ? next : NM_NONE;
        next += starts;
    }
}

/* Puts a norm into every cell (its act, kind) that it alone can match; two of them: the kernel's. */
static void place(struct plan *plan, int32_t row, int32_t *owners)
{
    const struct nm *nm = plan->emit->nm;
    const struct nm_pattern *pattern = &nm->pattern[nm->norm[plan->rows[row].norm].pattern];
    int32_t width = (int32_t)nm->kind_count + 1;
    for (int32_t kind = NM_NONE; kind < (int32_t)nm->kind_count; kind++) {
        if (kind != NM_NONE && pattern->kind != NM_NONE && kind != pattern->kind)
            continue;
        int32_t cell = pattern->act * width + kind + 1;
        plan->slots[cell] = owners[cell]++ == 0 ? row : NM_NONE;
    }
}

static void *fresh(size_t count, size_t len)
{
    void *memory = calloc(count ? count : 1, len);
    if (!memory)
        BUG("out of memory");
    return memory;
}

static void plan_make(struct plan *plan, struct emit *emit)
{
    const struct nm *nm = emit->nm;
    size_t cells = (size_t)nm->act_count * (nm->kind_count + 1);
    plan->emit = emit;
    plan->slots = fresh(cells, sizeof *plan->slots);
    plan->rows = fresh(nm->norm_count, sizeof *plan->rows);
    plan->row_count = 0;
    for (size_t i = 0; i < cells; i++)
        plan->slots[i] = NM_NONE;
    int32_t *insts = fresh(nm->norm_count, sizeof *insts);
    int32_t *owners = fresh(cells, sizeof *owners);
    bool *involved = fresh(nm->act_count, sizeof *involved);
    for (uint32_t act = 0; act < nm->act_count; act++)
        involved[act] = is_involved(nm, (int32_t)act);
    number_insts(nm, insts);
    for (uint32_t norm = 0; norm < nm->norm_count; norm++) {
        if (!is_plain(nm, (int32_t)norm) || involved[nm->pattern[nm->norm[norm].pattern].act])
            continue;
        if (insts[norm] == NM_NONE) { /* its events are the kernel's, and its rivals' too */
            const struct nm_pattern *pattern = &nm->pattern[nm->norm[norm].pattern];
            for (uint32_t kind = 0; kind <= nm->kind_count; kind++) {
                uint32_t cell = (uint32_t)pattern->act * (nm->kind_count + 1) + kind;
                owners[cell]++;
                plan->slots[cell] = NM_NONE;
            }
            continue;
        }
        plan->rows[plan->row_count] =
            (struct slot){(int32_t)norm, insts[norm], is_unwatched(nm, (int32_t)norm)};
        place(plan, plan->row_count, owners);
        plan->row_count++;
    }
    free(insts);
    free(owners);
    free(involved);
}

/* ---- tables ---------------------------------------------------------------------------------- */

enum { ROW_ACTORS, ROW_TO, ROW_INST, ROW_UNIT, ROW_UNWATCHED, ROW_CREDITS, ROW_FIELDS }; /* each an i64 */

static LLVMValueRef emit_slots(struct plan *plan)
{
    struct emit *emit = plan->emit;
    unsigned cells = emit->nm->act_count * (emit->nm->kind_count + 1);
    LLVMValueRef *values = fresh(cells, sizeof *values);
    for (unsigned i = 0; i < cells; i++)
        values[i] = emit_i32(emit, plan->slots[i]);
    LLVMValueRef table = emit_table(emit, "slots", emit->i32, values, cells);
    free(values);
    return table;
}

static LLVMValueRef emit_rows(struct plan *plan)
{
    struct emit *emit = plan->emit;
    LLVMValueRef *values = fresh((size_t)plan->row_count * ROW_FIELDS, sizeof *values);
    for (int32_t i = 0; i < plan->row_count; i++) {
        const struct nm_norm *norm = &emit->nm->norm[plan->rows[i].norm];
        const struct nm_pattern *pattern = &emit->nm->pattern[norm->pattern];
        LLVMValueRef *row = &values[i * ROW_FIELDS];
        row[ROW_ACTORS] = emit_i64(emit, pattern->actors ? (int64_t)pattern->actors : -1);
        row[ROW_TO] = emit_i64(emit, pattern->to ? (int64_t)pattern->to : -1);
        row[ROW_INST] = emit_i64(emit, plan->rows[i].inst * (int64_t)sizeof(struct st_inst));
        row[ROW_UNIT] = emit_i64(emit, norm->unit);
        row[ROW_UNWATCHED] = emit_i64(emit, plan->rows[i].is_unwatched);
        row[ROW_CREDITS] = emit_i64(emit, gives_credit(emit->nm, plan->rows[i].norm));
    }
    unsigned count = (unsigned)plan->row_count * ROW_FIELDS;
    LLVMValueRef table = emit_table(emit, "rows", emit->i64, values, count);
    free(values);
    return table;
}

/* ---- the code -------------------------------------------------------------------------------- */

struct tables {
    LLVMValueRef slots, rows;
};

struct step { /* the function under construction */
    struct emit *emit;
    LLVMValueRef kernel, st, event;
    LLVMBasicBlockRef slow; /* where whatever is not plain goes */
};

#define HEAD(field) (offsetof(struct st, head) + offsetof(struct st_head, field))
#define EVENT(field) offsetof(struct rt_event, field)
#define INST(field) offsetof(struct st_inst, field)

static LLVMValueRef icmp(struct step *step, LLVMIntPredicate how, LLVMValueRef left,
                         LLVMValueRef right)
{
    return LLVMBuildICmp(step->emit->builder, how, left, right, "is");
}

/* Goes on only if the condition holds. */
static void require(struct step *step, LLVMValueRef condition, const char *name)
{
    LLVMBasicBlockRef next = emit_new_block(step->emit, name);
    emit_cond(step->emit, condition, next, step->slow);
    emit_enter(step->emit, next);
}

static LLVMValueRef event_word(struct step *step, LLVMTypeRef type, size_t offset, const char *name)
{
    return emit_load(step->emit, type, step->event, offset, name);
}

/* The event's tick becomes the open one: it is so already, or nothing lies between, or the kernel
 * advances. What follows is for a contract that runs. */
static LLVMValueRef emit_clock(struct step *step)
{
    struct emit *emit = step->emit;
    LLVMBasicBlockRef same = emit_new_block(emit, "same"), ahead = emit_new_block(emit, "ahead");
    LLVMBasicBlockRef jump = emit_new_block(emit, "jump"), work = emit_new_block(emit, "work");
    LLVMBasicBlockRef on = emit_new_block(emit, "on");
    LLVMValueRef at = event_word(step, emit->i64, EVENT(at), "at");
    LLVMValueRef now = emit_load(emit, emit->i64, step->st, HEAD(now), "now");
    emit_cond(emit, icmp(step, LLVMIntEQ, at, now), same, ahead);

    emit_enter(emit, same);
    LLVMValueRef closed = emit_load(emit, emit->i8, step->st, HEAD(closed), "closed");
    emit_cond(emit, icmp(step, LLVMIntEQ, closed, LLVMConstInt(emit->i8, 0, false)), on, step->slow);

    emit_enter(emit, ahead);
    require(step, icmp(step, LLVMIntSGT, at, now), "later");
    LLVMValueRef quiet =
        emit_load(emit, emit->i64, step->st, offsetof(struct st, quiet_until), "quiet");
    emit_cond(emit, icmp(step, LLVMIntSLT, at, quiet), jump, work);

    emit_enter(emit, jump);
    emit_store(emit, at, step->st, HEAD(now));
    emit_store(emit, LLVMConstInt(emit->i8, 0, false), step->st, HEAD(closed));
    emit_br(emit, on);

    emit_enter(emit, work);
    LLVMValueRef advance[] = {step->kernel, step->st, at, emit_i32(emit, 0)};
    LLVMValueRef status = emit_call(emit, EMIT_rt_advance, advance, "status");
    LLVMBasicBlockRef full = emit_new_block(emit, "full");
    emit_cond(emit, icmp(step, LLVMIntSLT, status, emit_i32(emit, 0)), full, on);
    emit_enter(emit, full);
    emit_ret(emit, status);

    emit_enter(emit, on);
    LLVMValueRef phase = emit_load(emit, emit->i8, step->st, HEAD(phase), "phase");
    LLVMValueRef base = LLVMConstInt(emit->i8, ST_RUNNING, false);
    LLVMValueRef place = LLVMBuildSub(emit->builder, phase, base, "place");
    require(step, icmp(step, LLVMIntULE, place, LLVMConstInt(emit->i8, ST_WINDING_UP - ST_RUNNING, false)),
            "runs");
    return at;
}

/* The address of the constants of the slot that act and kind lead to. */
static LLVMValueRef emit_lookup(struct step *step, const struct tables *tables)
{
    struct emit *emit = step->emit;
    LLVMBuilderRef builder = emit->builder;
    int32_t width = (int32_t)emit->nm->kind_count + 1;
    LLVMValueRef act = event_word(step, emit->i32, EVENT(act), "act");
    require(step, icmp(step, LLVMIntULT, act, emit_i32(emit, (int32_t)emit->nm->act_count)), "known");
    LLVMValueRef kind = event_word(step, emit->i16, EVENT(kind), "kind");
    LLVMValueRef column = LLVMBuildAdd(builder, LLVMBuildSExt(builder, kind, emit->i32, "kind"),
                                       emit_i32(emit, 1), "column");
    require(step, icmp(step, LLVMIntULT, column, emit_i32(emit, width)), "listed");
    LLVMValueRef line = LLVMBuildMul(builder, act, emit_i32(emit, width), "line");
    LLVMValueRef cell = LLVMBuildAdd(builder, line, column, "cell");
    LLVMValueRef wide = LLVMBuildZExt(builder, cell, emit->i64, "cell");
    LLVMValueRef at = LLVMBuildInBoundsGEP2(builder, emit->i32, tables->slots, &wide, 1, "at");
    LLVMValueRef slot = LLVMBuildLoad2(builder, emit->i32, at, "slot");
    require(step, icmp(step, LLVMIntSGE, slot, emit_i32(emit, 0)), "plain");
    LLVMValueRef first = LLVMBuildMul(builder, slot, emit_i32(emit, ROW_FIELDS), "first");
    LLVMValueRef wide_first = LLVMBuildZExt(builder, first, emit->i64, "first");
    return LLVMBuildInBoundsGEP2(builder, emit->i64, tables->rows, &wide_first, 1, "row");
}

/* The event is sound and meant for no norm in particular. */
static void emit_sound(struct step *step)
{
    struct emit *emit = step->emit;
    LLVMValueRef fault = event_word(step, emit->i16, EVENT(fault), "fault");
    LLVMValueRef for_norm = event_word(step, emit->i16, EVENT(for_norm), "for");
    LLVMValueRef none = LLVMConstInt(emit->i16, (unsigned long long)EVENT_NONE, true);
    LLVMValueRef fine = LLVMConstInt(emit->i16, JUDGE_EFFECTIVE, false);
    require(step, LLVMBuildAnd(emit->builder, icmp(step, LLVMIntEQ, fault, fine),
                               icmp(step, LLVMIntEQ, for_norm, none), "sound"), "sound");
}

static LLVMValueRef row_word(struct step *step, LLVMValueRef row, size_t which, const char *name)
{
    return emit_load(step->emit, step->emit->i64, row, which * sizeof(int64_t), name);
}

/* Who did it to whom, in which unit. */
static void emit_who(struct step *step, LLVMValueRef row)
{
    struct emit *emit = step->emit;
    LLVMBuilderRef builder = emit->builder;
    LLVMValueRef zero = emit_i64(emit, 0);
    LLVMValueRef actors = event_word(step, emit->i64, EVENT(actors), "actors");
    LLVMValueRef to = event_word(step, emit->i64, EVENT(to), "to");
    LLVMValueRef strangers = LLVMBuildAnd(
        builder, actors, LLVMBuildNot(builder, row_word(step, row, ROW_ACTORS, "bearers"), "others"),
        "strangers");
    LLVMValueRef beyond = LLVMBuildAnd(
        builder, to, LLVMBuildNot(builder, row_word(step, row, ROW_TO, "receivers"), "others"), "beyond");
    LLVMValueRef outside = LLVMBuildOr(builder, strangers, beyond, "outside");
    require(step, LLVMBuildAnd(builder, icmp(step, LLVMIntEQ, outside, zero),
                               icmp(step, LLVMIntNE, actors, zero), "theirs"), "theirs");
    LLVMValueRef unit = LLVMBuildSExt(builder, event_word(step, emit->i16, EVENT(unit), "unit"),
                                      emit->i64, "unit");
    require(step, icmp(step, LLVMIntEQ, unit, row_word(step, row, ROW_UNIT, "own")), "measured");
}

/* The address of the slot's instance. */
static LLVMValueRef emit_inst(struct step *step, LLVMValueRef row)
{
    struct emit *emit = step->emit;
    LLVMValueRef insts = emit_load(emit, emit->ptr, step->st, offsetof(struct st, inst), "insts");
    LLVMValueRef offset = row_word(step, row, ROW_INST, "offset");
    return LLVMBuildInBoundsGEP2(emit->builder, emit->i8, insts, &offset, 1, "inst");
}

struct count { /* what emit_count's parts share */
    LLVMValueRef at, row, inst, qty;
    LLVMBasicBlockRef done;
};

static LLVMValueRef of_inst(struct step *step, struct count *count, size_t offset, const char *name)
{
    return emit_load(step->emit, step->emit->i64, count->inst, offset, name);
}

static void require_window(struct step *step, struct count *count)
{
    LLVMValueRef from = of_inst(step, count, INST(from), "from");
    LLVMValueRef due = of_inst(step, count, INST(due), "due");
    LLVMValueRef is_open = icmp(step, LLVMIntSLE, from, count->at);
    LLVMValueRef is_timely = icmp(step, LLVMIntSLE, count->at, due);
    require(step, LLVMBuildAnd(step->emit->builder, is_open, is_timely, "timely"), "timely");
}

/* got + qty, where that is no overflow. */
static LLVMValueRef emit_sum(struct step *step, struct count *count, size_t offset)
{
    LLVMValueRef overflow, total = of_inst(step, count, offset, "total");
    LLVMValueRef sum = emit_checked(step->emit, EMIT_ADD, total, count->qty, &overflow);
    require(step, LLVMBuildNot(step->emit->builder, overflow, "fits"), "fits");
    return sum;
}

/* What is beyond the need stays where it is, unless it is money that another debt may take. */
static void require_uncredited(struct step *step, struct count *count, LLVMValueRef rest)
{
    LLVMValueRef credits = row_word(step, count->row, ROW_CREDITS, "credits");
    LLVMValueRef zero = emit_i64(step->emit, 0);
    require(step, LLVMBuildOr(step->emit->builder, icmp(step, LLVMIntEQ, credits, zero),
                              icmp(step, LLVMIntEQ, rest, zero), "kept"), "kept");
}

/* In force: more of it, or the last of it. */
static void emit_in_force(struct step *step, struct count *count)
{
    struct emit *emit = step->emit;
    LLVMBuilderRef builder = emit->builder;
    LLVMBasicBlockRef part = emit_new_block(emit, "part"), last = emit_new_block(emit, "last");
    require_window(step, count);
    LLVMValueRef sum = emit_sum(step, count, INST(got));
    LLVMValueRef need = of_inst(step, count, INST(need), "need");
    emit_cond(emit, icmp(step, LLVMIntSLT, sum, need), part, last);

    emit_enter(emit, part);
    emit_store(emit, sum, count->inst, INST(got));
    emit_store(emit, count->at, count->inst, INST(performed));
    emit_br(emit, count->done);

    emit_enter(emit, last);
    LLVMValueRef is_unwatched =
        icmp(step, LLVMIntNE, row_word(step, count->row, ROW_UNWATCHED, "unwatched"), emit_i64(emit, 0));
    LLVMValueRef got = of_inst(step, count, INST(got), "got");
    LLVMValueRef is_short = icmp(step, LLVMIntSLT, got, need); /* a need of 0 is the kernel's */
    require(step, LLVMBuildAnd(builder, is_unwatched, is_short, "simple"), "simple");
    LLVMValueRef overflow, surplus = of_inst(step, count, INST(surplus), "surplus");
    LLVMValueRef rest = LLVMBuildSub(builder, sum, need, "rest");
    require_uncredited(step, count, rest);
    LLVMValueRef more = emit_checked(emit, EMIT_ADD, surplus, rest, &overflow);
    require(step, LLVMBuildNot(builder, overflow, "fits"), "fits");
    emit_store(emit, need, count->inst, INST(got));
    emit_store(emit, more, count->inst, INST(surplus));
    emit_store(emit, count->at, count->inst, INST(performed));
    emit_store(emit, count->at, count->inst, INST(settled));
    emit_store(emit, LLVMConstInt(emit->i8, ST_FULFILLED, false), count->inst, INST(status));
    LLVMValueRef args[] = {step->kernel, step->st};
    emit_call(emit, EMIT_rt_fulfilled, args, "");
    emit_br(emit, count->done);
}

/* Fulfilled: what comes within the window is surplus. */
static void emit_fulfilled(struct step *step, struct count *count)
{
    require_window(step, count);
    require_uncredited(step, count, count->qty);
    emit_store(step->emit, emit_sum(step, count, INST(surplus)), count->inst, INST(surplus));
    emit_br(step->emit, count->done);
}

static void emit_count(struct step *step, LLVMValueRef at, LLVMValueRef row)
{
    struct emit *emit = step->emit;
    LLVMBuilderRef builder = emit->builder;
    LLVMBasicBlockRef in_force = emit_new_block(emit, "in.force");
    LLVMBasicBlockRef fulfilled = emit_new_block(emit, "fulfilled");
    struct count count = {.at = at, .row = row, .inst = emit_inst(step, row),
                          .done = emit_new_block(emit, "done")};
    LLVMValueRef given = event_word(step, emit->i64, EVENT(qty), "given");
    count.qty = LLVMBuildSelect(builder, icmp(step, LLVMIntEQ, given, emit_i64(emit, 0)),
                                emit_i64(emit, 1), given, "qty");
    require(step, icmp(step, LLVMIntULE, count.qty, emit_i64(emit, INT32_MAX)), "small");
    LLVMValueRef status = emit_load(emit, emit->i8, count.inst, INST(status), "status");
    LLVMValueRef choice = emit_switch(emit, status, step->slow, 2);
    LLVMAddCase(choice, LLVMConstInt(emit->i8, ST_IN_FORCE, false), in_force);
    LLVMAddCase(choice, LLVMConstInt(emit->i8, ST_FULFILLED, false), fulfilled);
    emit_enter(emit, in_force);
    emit_in_force(step, &count);
    emit_enter(emit, fulfilled);
    emit_fulfilled(step, &count);
    emit_enter(emit, count.done);
    LLVMValueRef serial = emit_load(emit, emit->i32, step->st, HEAD(serial), "serial");
    LLVMValueRef next = LLVMBuildAdd(builder, serial, emit_i32(emit, 1), "next");
    emit_store(emit, next, step->st, HEAD(serial));
    emit_ret(emit, emit_i32(emit, JUDGE_EFFECTIVE));
}

/* Hands the event to the kernel. */
static void emit_slow(struct step *step)
{
    struct emit *emit = step->emit;
    emit_enter(emit, step->slow);
    LLVMBasicBlockRef full = emit_new_block(emit, "full"), there = emit_new_block(emit, "there");
    LLVMValueRef at = event_word(step, emit->i64, EVENT(at), "at");
    LLVMValueRef advance[] = {step->kernel, step->st, at, emit_i32(emit, 0)};
    LLVMValueRef status = emit_call(emit, EMIT_rt_advance, advance, "status");
    emit_cond(emit, icmp(step, LLVMIntSLT, status, emit_i32(emit, 0)), full, there);
    emit_enter(emit, full);
    emit_ret(emit, status);
    emit_enter(emit, there);
    LLVMValueRef apply[] = {step->kernel, step->st, step->event};
    emit_ret(emit, emit_call(emit, EMIT_rt_apply, apply, "judgement"));
}

static LLVMValueRef emit_step(struct plan *plan, const struct tables *tables)
{
    struct emit *emit = plan->emit;
    LLVMTypeRef args[] = {emit->ptr, emit->ptr, emit->ptr};
    LLVMValueRef function =
        emit_function(emit, "step", LLVMFunctionType(emit->i32, args, 3, false), false);
    struct step step = {emit, LLVMGetParam(function, 0), LLVMGetParam(function, 1),
                        LLVMGetParam(function, 2), emit_new_block(emit, "slow")};
    if (plan->row_count == 0) {
        emit_br(emit, step.slow);
    } else {
        emit_sound(&step);
        LLVMValueRef row = emit_lookup(&step, tables);
        emit_who(&step, row);
        LLVMValueRef at = emit_clock(&step);
        emit_count(&step, at, row);
    }
    emit_slow(&step);
    return function;
}

/* const void *target(st, event): the instance that step will count on; the state if there is none. */
static LLVMValueRef emit_target_of(struct plan *plan, const struct tables *tables)
{
    struct emit *emit = plan->emit;
    LLVMTypeRef args[] = {emit->ptr, emit->ptr};
    LLVMValueRef function =
        emit_function(emit, "target", LLVMFunctionType(emit->ptr, args, 2, false), false);
    struct step step = {emit, NULL, LLVMGetParam(function, 0), LLVMGetParam(function, 1),
                        emit_new_block(emit, "none")};
    if (plan->row_count == 0)
        emit_br(emit, step.slow);
    else
        emit_ret(emit, emit_inst(&step, emit_lookup(&step, tables)));
    emit_enter(emit, step.slow);
    emit_ret(emit, step.st);
    return function;
}

/* ---- many events of many contracts ------------------------------------------------------------ */

enum { AHEAD = 8 }; /* events: how early a state, then its instance, is fetched into the cache */

struct loop { /* the function under construction: its arguments, and the event's number */
    struct emit *emit;
    LLVMValueRef states, which, events, count, i;
};

static LLVMValueRef element(struct loop *loop, LLVMTypeRef type, LLVMValueRef base, LLVMValueRef i)
{
    return LLVMBuildInBoundsGEP2(loop->emit->builder, type, base, &i, 1, "element");
}

static LLVMValueRef event_at(struct loop *loop, LLVMValueRef i)
{
    LLVMTypeRef type = LLVMArrayType2(loop->emit->i8, sizeof(struct rt_event));
    return element(loop, type, loop->events, i);
}

static LLVMValueRef state_of(struct loop *loop, LLVMValueRef i)
{
    struct emit *emit = loop->emit;
    LLVMValueRef at = element(loop, emit->i32, loop->which, i);
    LLVMValueRef number = LLVMBuildLoad2(emit->builder, emit->i32, at, "which");
    LLVMValueRef wide = LLVMBuildZExt(emit->builder, number, emit->i64, "which");
    LLVMValueRef place = element(loop, emit->ptr, loop->states, wide);
    return LLVMBuildLoad2(emit->builder, emit->ptr, place, "st");
}

/* The number of the event `ahead` after this one, or of the last one. */
static LLVMValueRef later(struct loop *loop, int ahead)
{
    struct emit *emit = loop->emit;
    LLVMValueRef i = LLVMBuildAdd(emit->builder, loop->i, emit_i64(emit, ahead), "later");
    LLVMValueRef last = LLVMBuildSub(emit->builder, loop->count, emit_i64(emit, 1), "last");
    LLVMValueRef is_there = LLVMBuildICmp(emit->builder, LLVMIntULT, i, last, "is");
    return LLVMBuildSelect(emit->builder, is_there, i, last, "later");
}

/* run: as many calls of step, each event with its state; the states of many contracts do not fit the
 * cache, so what comes is fetched beforehand. */
static LLVMValueRef emit_run(struct emit *emit, LLVMValueRef step, LLVMValueRef target)
{
    LLVMTypeRef args[] = {emit->ptr, emit->ptr, emit->ptr, emit->ptr, emit->i64, emit->ptr};
    LLVMTypeRef step_args[] = {emit->ptr, emit->ptr, emit->ptr};
    LLVMTypeRef step_type = LLVMFunctionType(emit->i32, step_args, 3, false);
    LLVMTypeRef target_type = LLVMFunctionType(emit->ptr, step_args, 2, false);
    LLVMBuilderRef builder = emit->builder;
    LLVMValueRef function =
        emit_function(emit, "run", LLVMFunctionType(emit->i32, args, 6, false), false);
    LLVMValueRef kernel = LLVMGetParam(function, 0), effective = LLVMGetParam(function, 5);
    struct loop loop = {emit, LLVMGetParam(function, 1), LLVMGetParam(function, 2),
                        LLVMGetParam(function, 3), LLVMGetParam(function, 4), NULL};
    LLVMBasicBlockRef entry = emit->block, body = emit_new_block(emit, "body");
    LLVMBasicBlockRef next = emit_new_block(emit, "next"), end = emit_new_block(emit, "end");
    LLVMValueRef zero = emit_i64(emit, 0);
    emit_cond(emit, LLVMBuildICmp(builder, LLVMIntEQ, loop.count, zero, "none"), end, body);

    emit_enter(emit, body);
    loop.i = LLVMBuildPhi(builder, emit->i64, "i");
    LLVMValueRef done = LLVMBuildPhi(builder, emit->i64, "done");
    emit_prefetch(emit, state_of(&loop, later(&loop, 2 * AHEAD)));
    LLVMValueRef near = later(&loop, AHEAD);
    LLVMValueRef near_args[] = {state_of(&loop, near), event_at(&loop, near)};
    emit_prefetch(emit, LLVMBuildCall2(builder, target_type, target, near_args, 2, "near"));
    LLVMValueRef now_args[] = {kernel, state_of(&loop, loop.i), event_at(&loop, loop.i)};
    LLVMValueRef judgement = LLVMBuildCall2(builder, step_type, step, now_args, 3, "judgement");
    LLVMValueRef is_full = LLVMBuildICmp(builder, LLVMIntSLT, judgement, emit_i32(emit, 0), "full");
    LLVMValueRef fine = emit_i32(emit, JUDGE_EFFECTIVE);
    LLVMValueRef is_effective = LLVMBuildICmp(builder, LLVMIntEQ, judgement, fine, "is");
    LLVMValueRef more = LLVMBuildAdd(
        builder, done, LLVMBuildZExt(builder, is_effective, emit->i64, "one"), "more");
    LLVMBasicBlockRef called = emit->block;
    emit_cond(emit, is_full, end, next);

    emit_enter(emit, next);
    LLVMValueRef i = LLVMBuildAdd(builder, loop.i, emit_i64(emit, 1), "i");
    emit_cond(emit, LLVMBuildICmp(builder, LLVMIntULT, i, loop.count, "on"), body, end);
    LLVMAddIncoming(loop.i, (LLVMValueRef[]){zero, i}, (LLVMBasicBlockRef[]){entry, next}, 2);
    LLVMAddIncoming(done, (LLVMValueRef[]){zero, more}, (LLVMBasicBlockRef[]){entry, next}, 2);

    emit_enter(emit, end);
    LLVMBasicBlockRef ways[] = {entry, called, next};
    LLVMValueRef status = LLVMBuildPhi(builder, emit->i32, "status");
    LLVMValueRef total = LLVMBuildPhi(builder, emit->i64, "total");
    LLVMAddIncoming(status, (LLVMValueRef[]){emit_i32(emit, 0), judgement, emit_i32(emit, 0)}, ways, 3);
    LLVMAddIncoming(total, (LLVMValueRef[]){zero, more, more}, ways, 3);
    emit_store(emit, total, effective, 0);
    emit_ret(emit, status);
    return function;
}

/* ---- the rest of the module's functions ------------------------------------------------------ */

static LLVMValueRef emit_init(struct emit *emit)
{
    LLVMTypeRef args[] = {emit->ptr, emit->ptr};
    LLVMValueRef function =
        emit_function(emit, "init", LLVMFunctionType(emit->void_type, args, 2, false), false);
    LLVMValueRef values[] = {LLVMGetParam(function, 0), LLVMGetParam(function, 1)};
    emit_call(emit, EMIT_rt_start, values, "");
    emit_ret(emit, NULL);
    return function;
}

static LLVMValueRef emit_advance(struct emit *emit)
{
    LLVMTypeRef args[] = {emit->ptr, emit->ptr, emit->i64, emit->i32};
    LLVMValueRef function =
        emit_function(emit, "advance", LLVMFunctionType(emit->i32, args, 4, false), false);
    LLVMValueRef values[] = {LLVMGetParam(function, 0), LLVMGetParam(function, 1),
                             LLVMGetParam(function, 2), LLVMGetParam(function, 3)};
    emit_ret(emit, emit_call(emit, EMIT_rt_advance, values, "status"));
    return function;
}

struct emit_steps emit_steps(struct emit *emit)
{
    struct plan plan;
    plan_make(&plan, emit);
    struct tables tables = {0};
    if (plan.row_count > 0) {
        tables.slots = emit_slots(&plan);
        tables.rows = emit_rows(&plan);
    }
    struct emit_steps steps;
    steps.init = emit_init(emit);
    steps.advance = emit_advance(emit);
    steps.step = emit_step(&plan, &tables);
    steps.run = emit_run(emit, steps.step, emit_target_of(&plan, &tables));
    free(plan.slots);
    free(plan.rows);
    return steps;
}
