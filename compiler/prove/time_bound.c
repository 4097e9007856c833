/* time_bound.c - an expression of the machine as constraints of the time network.
 *
 * A bound reads "point <= expression" or "point >= expression". An expression is turned into terms,
 * each one other point and a chain of functions of time. An upper bound by the lesser of two things
 * is two upper bounds; the greater of two would be a choice, which such a network cannot make: it
 * is left out and counted. What depends on no point at all is a date. */
#include "compiler/prove/time_net.h"

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/base/limits.h"

struct term {
    uint32_t point;
    bool is_date; /* it hangs on no event: point is the origin and it is told as a date */
    struct time_fn fn;
};

struct compiled {
    struct time_net *net;
    const struct time_bound *bound;
    VEC(struct term) terms;
};

uint32_t time_net_clause_id(int32_t clause)
{
    return clause == NM_NONE ? STN_NO_CLAUSE : (uint32_t)clause + 1;
}

int32_t time_net_clause(uint32_t clause)
{
    return clause == STN_NO_CLAUSE ? NM_NONE : (int32_t)clause - 1;
}

bool time_net_constant(const struct nm *nm, int32_t expr, int64_t *value)
{
    const struct nm_expr *row = &nm->expr[expr];
    int64_t left, right;
    if (row->op == NM_OP_CONST) {
        *value = row->imm;
        return true;
    }
    if (row->op != NM_OP_ADD && row->op != NM_OP_SUB && row->op != NM_OP_MUL)
        return false;
    if (!time_net_constant(nm, row->a, &left) || !time_net_constant(nm, row->b, &right))
        return false;
    if (row->op == NM_OP_ADD)
        return ckd_add_i64(value, left, right);
    return row->op == NM_OP_SUB ? ckd_sub_i64(value, left, right) : ckd_mul_i64(value, left, right);
}

/* Appends a function to every term from `first` on. */
static bool append_op(struct compiled *compiled, size_t first, struct time_op op)
{
    for (size_t index = first; index < compiled->terms.count; index++) {
        struct time_fn *fn = &compiled->terms.items[index].fn;
        if (fn->count == TIME_OPS_MAX)
            return false;
        if (op.kind < TIME_ROLL && op.amount != 0)
            fn->number = fn->count;
        fn->ops[fn->count++] = op;
    }
    return true;
}

/* The function at a point's tick, with its number as written. */
static int64_t term_at(const struct term *term, int64_t tick)
{
    bool has_number = term->fn.number < TIME_OPS_MAX;
    return time_apply(&term->fn, has_number ? term->fn.ops[term->fn.number].amount : 0, tick);
}

static void push_term(struct compiled *compiled, uint32_t point, int64_t shift, bool is_date)
{
    struct term term = {.point = point,
                        .is_date = is_date,
                        .fn = {.table = compiled->net->table,
                               .number = TIME_OPS_MAX,
                               .is_end = compiled->bound->is_upper}};
    if (shift != 0) {
        term.fn.ops[term.fn.count++] = (struct time_op){.kind = TIME_ADD, .amount = shift};
        term.fn.number = 0;
    }
    vec_push(&compiled->terms, term);
}

/* A date of the machine. NM_NEVER bounds nothing from above. */
static bool push_date(struct compiled *compiled, int64_t tick)
{
    int64_t shift;
    if (tick == NM_NEVER)
        return compiled->bound->is_upper;
    if (!ckd_sub_i64(&shift, tick, compiled->net->nm->head.start) || shift > STN_TICK_MAX ||
        shift < -STN_TICK_MAX)
        return false;
    push_term(compiled, STN_ORIGIN, shift, true);
    return true;
}

static bool is_ancestor(const struct time_net *net, uint32_t above, uint32_t below)
{
    while (below != STN_NONE && below != above)
        below = net->instances.items[below].parent;
    return below == above;
}

/* The instance of a norm that another instance speaks of: its only one, or the only one that it
 * descends from or that descends from it. STN_NONE if it cannot be told. */
static uint32_t instance_meant(const struct time_net *net, int32_t norm, uint32_t speaker)
{
    uint32_t only = STN_NONE, related = STN_NONE, count = 0, related_count = 0;
    for (uint32_t other = net->first_of_norm[norm]; other != STN_NONE;
         other = net->instances.items[other].next_of_norm) {
        only = other;
        count++;
        if (is_ancestor(net, other, speaker) || is_ancestor(net, speaker, other)) {
            related = other;
            related_count++;
        }
    }
    if (count == 1)
        return only;
    return related_count == 1 ? related : STN_NONE;
}

static bool compile(struct compiled *compiled, int32_t expr, uint32_t instance, uint32_t depth);

/* The due of another norm's instance, spelled out (the live link). */
static bool compile_due_of(struct compiled *compiled, int32_t norm, uint32_t instance,
                           uint32_t depth)
{
    uint32_t meant = instance_meant(compiled->net, norm, instance);
    int32_t due = compiled->net->nm->norm[norm].due;
    if (meant == STN_NONE)
        return false;
    if (due == NM_NONE)
        return compiled->bound->is_upper;
    return compile(compiled, due, meant, depth + 1);
}

/* Both of two, or a choice: then only if both are dates, of which the machine's op takes one. */
static bool compile_pair(struct compiled *compiled, const struct nm_expr *row, uint32_t instance,
                         uint32_t depth)
{
    size_t first = compiled->terms.count;
    if (!compile(compiled, row->a, instance, depth + 1))
        return false;
    size_t second = compiled->terms.count;
    if (!compile(compiled, row->b, instance, depth + 1))
        return false;
    if ((row->op == NM_OP_MIN) == compiled->bound->is_upper)
        return true;
    struct term *terms = compiled->terms.items;
    if (second != first + 1 || compiled->terms.count != second + 1 || !terms[first].is_date ||
        !terms[second].is_date)
        return false;
    int64_t left = term_at(&terms[first], 0), right = term_at(&terms[second], 0);
    if (row->op == NM_OP_MIN ? right < left : right > left)
        terms[first] = terms[second];
    compiled->terms.count--;
    return true;
}

/* Terms of an expression, appended; false if a network cannot say it. */
static bool compile(struct compiled *compiled, int32_t expr, uint32_t instance, uint32_t depth)
{
    struct time_net *net = compiled->net;
    const struct nm_expr *row = &net->nm->expr[expr];
    struct time_op op = {.kind = TIME_ADD, .calendar = row->b, .amount = row->imm};
    size_t first = compiled->terms.count;
    uint32_t meant;
    if (depth > LIMIT_DEPTH)
        return false;
    switch ((enum nm_op)row->op) {
    case NM_OP_CONST: return push_date(compiled, row->imm);
    case NM_OP_TERM_START: return push_date(compiled, net->nm->head.start);
    case NM_OP_TERM_END: /* what is due with the term must be done by the first possible end */
        return push_date(compiled, compiled->bound->is_upper && net->nm->renewal_count > 0
                                       ? net->nm->renewal[0].end : net->nm->head.end);
    case NM_OP_AT: push_term(compiled, compiled->bound->at, 0, false); return true;
    case NM_OP_TRIGGER:
        push_term(compiled, net->instances.items[instance].trigger, 0, false);
        return true;
    case NM_OP_DUE_OF: return compile_due_of(compiled, (int32_t)row->imm, instance, depth);
    case NM_OP_PERFORMED_OF:
    case NM_OP_DONE_OF:
        meant = instance_meant(net, (int32_t)row->imm, instance);
        if (meant != STN_NONE)
            push_term(compiled, net->instances.items[meant].settled, 0, false);
        return meant != STN_NONE;
    case NM_OP_ADD_TICKS:
        op.kind = net->nm->shift_count > 0 ? TIME_ADD_TICKS : TIME_ADD;
        return compile(compiled, row->a, instance, depth + 1) && append_op(compiled, first, op);
    case NM_OP_ADD_DAYS:
        if (!ckd_mul_i64(&op.amount, row->imm, time_table_day(net->table)))
            return false;
        return compile(compiled, row->a, instance, depth + 1) && append_op(compiled, first, op);
    case NM_OP_ADD_WORK:
        op.kind = TIME_ADD_WORK;
        time_table_use(net->table, row->b, net->arena);
        return compile(compiled, row->a, instance, depth + 1) && append_op(compiled, first, op);
    case NM_OP_ADD_MONTHS:
        op.kind = TIME_ADD_MONTHS;
        return compile(compiled, row->a, instance, depth + 1) && append_op(compiled, first, op);
    case NM_OP_ADD_MONTH_ENDS:
        op.kind = TIME_ADD_MONTH_ENDS;
        return compile(compiled, row->a, instance, depth + 1) && append_op(compiled, first, op);
    case NM_OP_ROLL:
        op.kind = TIME_ROLL;
        time_table_use(net->table, row->b, net->arena);
        return compile(compiled, row->a, instance, depth + 1) && append_op(compiled, first, op);
    case NM_OP_DAY_START:
    case NM_OP_DAY_END:
        op.kind = row->op == NM_OP_DAY_END ? TIME_DAY_END : TIME_DAY_START;
        return compile(compiled, row->a, instance, depth + 1) && append_op(compiled, first, op);
    case NM_OP_ARISEN:
    case NM_OP_SINCE: /* what is signed last is what is proved */
        return compile(compiled, row->b, instance, depth + 1);
    case NM_OP_MIN:
    case NM_OP_MAX: return compile_pair(compiled, row, instance, depth);
    case NM_OP_ADD:
    case NM_OP_SUB:
    case NM_OP_MUL:
    case NM_OP_SCALE:
    case NM_OP_TRIGGER_QTY:
    case NM_OP_SHORTFALL:
    case NM_OP_DAYS_LATE:
    case NM_OP_TICKS_LATE:
    case NM_OP_AMOUNT_DAYS:
    case NM_OP_STATUS:
    case NM_OP_BREACHED:
    case NM_OP_IN_BREACH:
    case NM_OP_UNCURED:
    case NM_OP_UNCURABLE:
    case NM_OP_SUSPENDED:
    case NM_OP_ITEM_HELD:
    case NM_OP_GOT:
    case NM_OP_GOT_IN_ALL:
    case NM_OP_OWED:
    case NM_OP_RECORDS:
    case NM_OP_MADE:
    case NM_OP_DUE_IN:
    case NM_OP_KEPT_IN:
    case NM_OP_KNOWN:
    case NM_OP_MEASURED:
    case NM_OP_VALUE:
    case NM_OP_AND:
    case NM_OP_OR:
    case NM_OP_NOT:
    case NM_OP_EQ:
    case NM_OP_LT:
    case NM_OP_LE:
    case NM_OP_COUNT: return false;
    }
    UNREACHABLE();
}

static int64_t magnitude(int64_t value)
{
    return value < 0 ? -value : value;
}

/* "40 days", "10 working days and 1 month": what the chain adds, without its sign. */
static void write_spans(struct buf *out, const struct time_fn *fn)
{
    int64_t day = time_table_day(fn->table);
    bool is_first = true;
    for (uint32_t index = 0; index < fn->count; index++) {
        const struct time_op *op = &fn->ops[index];
        int64_t amount = magnitude(op->amount);
        const char *unit = "day";
        if (op->kind >= TIME_ROLL || amount == 0)
            continue;
        bool is_ticks = op->kind == TIME_ADD || op->kind == TIME_ADD_TICKS;
        if (is_ticks && amount % day == 0)
            amount /= day;
        else if (is_ticks)
            unit = day == 24 ? "hour" : day == 1440 ? "minute" : "second";
        else
            unit = op->kind == TIME_ADD_WORK ? "working day" : "month";
        buf_puts(out, is_first ? "" : " and ");
        buf_put_i64(out, amount);
        buf_printf(out, " %s%s", unit, amount == 1 ? "" : "s");
        is_first = false;
    }
}

/* "within 40 days after the start of clause 1.1", "by 1956-12-31". */
static const char *term_text(const struct compiled *compiled, const struct term *term)
{
    const struct time_net *net = compiled->net;
    bool is_upper = compiled->bound->is_upper, is_before;
    const char *anchor =
        term->point == STN_ORIGIN ? "the start of the term" : stn_point_name(net->stn, term->point);
    struct buf out;
    buf_init(&out);
    if (term->is_date) {
        buf_puts(&out, is_upper ? "by " : "not before ");
        time_write(&out, net->table, term_at(term, 0));
    } else if (term->fn.number == TIME_OPS_MAX) {
        buf_printf(&out, "%s %s", is_upper ? "no later than" : "not before", anchor);
    } else {
        is_before = term->fn.ops[term->fn.number].amount < 0;
        buf_puts(&out, is_upper != is_before ? (is_upper ? "within " : "at most ") : "at least ");
        write_spans(&out, &term->fn);
        buf_printf(&out, " %s %s", is_before ? "before" : "after", anchor);
    }
    const char *text = arena_text(net->arena, out.data, out.len);
    buf_release(&out);
    return text;
}

/* The network's number for a number of the text, the same for all norms of a clause that say it. */
static uint32_t number_of(struct time_net *net, int32_t clause, enum time_role role,
                          enum time_unit unit, int64_t value)
{
    if (clause == NM_NONE)
        return 0;
    for (uint32_t row = net->first_number[clause]; row != STN_NONE;
         row = net->numbers.items[row].next) {
        const struct time_number *number = &net->numbers.items[row];
        if (number->role == role && number->value == value && number->unit == unit)
            return row + 1;
    }
    vec_push(&net->numbers, (struct time_number){.clause = clause,
                                                 .role = role,
                                                 .unit = unit,
                                                 .value = value,
                                                 .next = net->first_number[clause]});
    net->first_number[clause] = (uint32_t)net->numbers.count - 1;
    return (uint32_t)net->numbers.count;
}

static void add(struct time_net *net, const struct stn_constraint *constraint)
{
    if (stn_add(net->stn, constraint) == STN_NONE)
        net->omitted++;
}

/* How the number of a term may give way. */
static void set_relaxation(struct stn_constraint *constraint, const struct time_bound *bound,
                           int64_t amount, bool is_date)
{
    constraint->relax_max = 0;
    if (bound->is_upper) {
        constraint->relax = STN_GIVE_MORE;
        constraint->relax_max = amount < 0 && !is_date ? -amount : 0;
    } else if (amount > 0) {
        constraint->relax = is_date ? STN_DO_EARLIER : STN_TAKE_SHORTER;
        constraint->relax_max = amount;
    }
}

static void add_term(struct compiled *compiled, const struct term *term)
{
    struct time_net *net = compiled->net;
    const struct time_bound *bound = compiled->bound;
    const struct nm_norm *norm = &net->nm->norm[net->instances.items[bound->instance].norm];
    int32_t clause = bound->role == TIME_ANSWER ? net->nm->answer[norm->answer].clause : norm->clause;
    struct stn_constraint constraint = {.clause = time_net_clause_id(clause),
                                        .text = term_text(compiled, term)};
    int64_t sum = term->point == STN_ORIGIN ? term_at(term, 0) : 0;
    bool is_sum = true;
    for (uint32_t index = 0; index < term->fn.count && term->point != STN_ORIGIN; index++) {
        is_sum = is_sum && term->fn.ops[index].kind == TIME_ADD;
        if (is_sum && !ckd_add_i64(&sum, sum, term->fn.ops[index].amount))
            is_sum = false;
    }
    if (is_sum) {
        constraint.form = STN_DIFFERENCE;
        constraint.x = bound->is_upper ? bound->point : term->point;
        constraint.y = bound->is_upper ? term->point : bound->point;
        constraint.amount = bound->is_upper ? sum : -sum;
        if (term->fn.number < TIME_OPS_MAX || term->is_date)
            set_relaxation(&constraint, bound, sum, term->is_date);
        constraint.number = number_of(net, clause, bound->role, TIME_UNIT_TICKS, sum);
    } else {
        struct time_fn *fn = arena_copy(net->arena, &term->fn, sizeof term->fn);
        const struct time_op *op = fn->number < TIME_OPS_MAX ? &fn->ops[fn->number] : NULL;
        enum time_unit unit = TIME_UNIT_TICKS;
        constraint.form = bound->is_upper ? STN_NOT_AFTER : STN_NOT_BEFORE;
        constraint.x = bound->point;
        constraint.y = term->point;
        constraint.fn = time_apply;
        constraint.fn_ctx = fn;
        if (op) {
            constraint.amount = op->amount;
            set_relaxation(&constraint, bound, op->amount, false);
            unit = op->kind == TIME_ADD_WORK     ? TIME_UNIT_WORKING_DAYS
                   : op->kind == TIME_ADD_MONTHS || op->kind == TIME_ADD_MONTH_ENDS ? TIME_UNIT_MONTHS
                                                 : TIME_UNIT_TICKS;
        }
        constraint.number = number_of(net, clause, bound->role, unit, constraint.amount);
    }
    add(net, &constraint);
}

void time_net_add_bound(struct time_net *net, const struct time_bound *bound)
{
    struct compiled compiled = {.net = net, .bound = bound};
    if (bound->expr == NM_NONE)
        return;
    if (!compile(&compiled, bound->expr, bound->instance, 0))
        net->omitted++;
    else
        for (size_t index = 0; index < compiled.terms.count; index++)
            add_term(&compiled, &compiled.terms.items[index]);
    vec_release(&compiled.terms);
}

void time_net_add_duration(struct time_net *net, uint32_t instance, int64_t amount,
                           int32_t calendar)
{
    const struct time_instance *one = &net->instances.items[instance];
    int32_t clause = net->nm->capacity[net->nm->norm[one->norm].capacity].clause;
    bool is_work = calendar != NM_NONE;
    int64_t day = time_table_day(net->table);
    bool is_days = is_work || amount % day == 0;
    int64_t told = !is_work && is_days ? amount / day : amount;
    const char *unit = is_work ? "working day" : is_days ? "day" : "tick";
    struct stn_constraint constraint = {
        .form = is_work ? STN_NOT_BEFORE : STN_DIFFERENCE,
        .x = is_work ? one->performed : one->start,
        .y = is_work ? one->start : one->performed,
        .amount = is_work ? amount : 1 - amount,
        .clause = time_net_clause_id(clause),
        .relax = amount > 1 ? STN_TAKE_SHORTER : STN_FIXED,
        .relax_max = amount - 1,
        .number = number_of(net, clause, TIME_DURATION,
                            is_work ? TIME_UNIT_WORKING_DAYS : TIME_UNIT_TICKS, amount),
        .text = arena_printf(net->arena, "takes at least %lld %s%s", (long long)told, unit,
                             told == 1 ? "" : "s"),
    };
    if (is_work) {
        /* The amount-th working day from the start on, the start counted: after the day before. */
        struct time_fn *fn = arena_alloc(net->arena, sizeof *fn);
        time_table_use(net->table, calendar, net->arena);
        *fn = (struct time_fn){
            .table = net->table,
            .ops = {{.kind = TIME_ADD, .amount = -day},
                    {.kind = TIME_ADD_WORK, .calendar = calendar, .amount = amount}},
            .count = 2,
            .number = 1,
        };
        constraint.fn = time_apply;
        constraint.fn_ctx = fn;
    }
    add(net, &constraint);
}

void time_net_add_order(struct time_net *net, uint32_t earlier, uint32_t later, uint32_t clause,
                        const char *text)
{
    add(net, &(struct stn_constraint){
                 .form = STN_DIFFERENCE, .x = earlier, .y = later, .clause = clause, .text = text});
}
