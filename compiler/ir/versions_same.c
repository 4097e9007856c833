/* versions_same.c - what a norm says, written out with names in place of rows, so that the norms of two
 * texts can be compared letter by letter. Words for people and places in the text are left out. */
#include "compiler/ir/versions_internal.h"

#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/buf.h"
#include "runtime/machine_io.h"

struct saying {
    const struct nm *nm;
    struct buf *out;
    VEC(int32_t) refs;
};

static void say_text(struct saying *saying, nm_text text)
{
    buf_printf(saying->out, "<%s>", nm_str(saying->nm, text));
}

static void say_norm(struct saying *saying, int32_t norm)
{
    if (norm == NM_NONE) {
        buf_puts(saying->out, "<>");
        return;
    }
    vec_push(&saying->refs, norm);
    say_text(saying, saying->nm->norm[norm].name);
}

static void say_expr(struct saying *saying, int32_t row)
{
    const struct nm *nm = saying->nm;
    if (row == NM_NONE) {
        buf_puts(saying->out, "-");
        return;
    }
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    buf_printf(saying->out, "(%s ", nm_op_word((enum nm_op)expr->op));
    switch (nm_op_operand((enum nm_op)expr->op)) {
    case NM_OPERAND_NORM:
        buf_printf(saying->out, "%d", expr->a);
        say_norm(saying, (int32_t)expr->imm);
        break;
    case NM_OPERAND_INDICATOR:
        say_text(saying, nm->indicator[expr->imm].name);
        buf_printf(saying->out, "%d %d", expr->a, expr->b);
        break;
    case NM_OPERAND_RATIO: {
        const struct nm_ratio *ratio = &nm->ratio[expr->imm];
        buf_printf(saying->out, "%lld/%lld/%lld/%d", (long long)ratio->num, (long long)ratio->den,
                   (long long)ratio->step, ratio->rounding);
        break;
    }
    case NM_OPERAND_CALENDAR:
        say_text(saying, nm->calendar[expr->b].name);
        buf_printf(saying->out, "%lld", (long long)expr->imm);
        break;
    case NM_OPERAND_NOTHING:
    case NM_OPERAND_NUMBER:
    case NM_OPERAND_TICK: buf_printf(saying->out, "%lld", (long long)expr->imm); break;
    }
    if (arity > 0)
        say_expr(saying, expr->a);
    if (arity > 1)
        say_expr(saying, expr->b);
    buf_puts(saying->out, ")");
}

static void say_kind(struct saying *saying, int32_t kind)
{
    say_text(saying, kind == NM_NONE ? 0 : saying->nm->kind[kind].name);
}

static void say_unit(struct saying *saying, int32_t unit)
{
    say_text(saying, unit == NM_NONE ? 0 : saying->nm->unit[unit].name);
}

static void say_act(struct saying *saying, int32_t act)
{
    say_text(saying, act == NM_NONE ? 0 : saying->nm->act[act].name);
}

/* Parties by name: a new one may shift the bits of none, but a text should not depend on it. */
static void say_parties(struct saying *saying, uint64_t parties)
{
    for (uint32_t i = 0; i < saying->nm->party_count && i < 64; i++) {
        if (parties >> i & 1)
            say_text(saying, saying->nm->party[i].name);
    }
    buf_puts(saying->out, ";");
}

static void say_pattern(struct saying *saying, int32_t row)
{
    const struct nm *nm = saying->nm;
    if (row == NM_NONE) {
        buf_puts(saying->out, "-");
        return;
    }
    const struct nm_pattern *pattern = &nm->pattern[row];
    say_act(saying, pattern->act);
    say_parties(saying, pattern->actors);
    say_parties(saying, pattern->to);
    say_kind(saying, pattern->kind);
    say_text(saying, pattern->indicator == NM_NONE ? 0 : nm->indicator[pattern->indicator].name);
    buf_printf(saying->out, "%d %d", pattern->all_hands, pattern->key);
    for (int32_t i = 0; i < pattern->test_count; i++) {
        const struct nm_test *test = &nm->test[pattern->first_test + i];
        say_text(saying, test->attr == NM_NONE ? 0 : nm->attr[test->attr].name);
        buf_printf(saying->out, "%d %llx", test->known, (unsigned long long)test->values);
    }
}

static void say_triggers(struct saying *saying, const struct nm_norm *norm)
{
    for (int32_t i = 0; i < norm->trigger_count; i++) {
        const struct nm_trigger *trigger = &saying->nm->trigger[norm->first_trigger + i];
        buf_printf(saying->out, " trigger %d %x %d %d %d %lld ", trigger->kind, trigger->statuses,
                   trigger->repeat, trigger->closing, trigger->measured, (long long)trigger->tick);
        buf_printf(saying->out, "%d %d %s %s ", trigger->performed, trigger->whole,
                   trigger->clause == NM_NONE ? "-" : nm_str(saying->nm, saying->nm->clause[trigger->clause].number),
                   trigger->by == NM_NONE ? "-" : nm_str(saying->nm, saying->nm->clause[trigger->by].number));
        say_unit(saying, trigger->unit);
        say_pattern(saying, trigger->pattern);
        say_norm(saying, trigger->norm);
        say_expr(saying, trigger->guard);
    }
}

static void say_span(struct saying *saying, const char *word, int32_t first, int32_t count)
{
    buf_printf(saying->out, " %s", word);
    for (int32_t i = 0; i < count; i++)
        say_text(saying, saying->nm->norm[saying->nm->scope[first + i].norm].name);
}

/* Whether a term is there at all: that cannot change while the norm runs. */
static void say_there(struct saying *saying, int32_t expr)
{
    buf_puts(saying->out, expr == NM_NONE ? "-" : "+");
}

static void say_shape(struct saying *saying, const struct nm_norm *norm)
{
    const struct nm *nm = saying->nm;
    buf_printf(saying->out, "%d %d %d %d %d %d %d %d %d %d %d %d ", norm->kind, norm->joint,
               norm->due_unit == NM_WORKDAYS,
               norm->late, norm->distinct, norm->each_day, norm->instead, norm->accrual,
               norm->by_act, norm->regardless, norm->named, norm->by_answer);
    say_parties(saying, norm->bearers);
    say_kind(saying, norm->key_kind);
    say_pattern(saying, norm->pattern);
    say_pattern(saying, norm->loss);
    say_unit(saying, norm->unit);
    say_norm(saying, norm->parent);
    const int32_t terms[] = {norm->due, norm->need, norm->grace, norm->deemed};
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        say_there(saying, terms[i]);
    if (norm->answer != NM_NONE) {
        const struct nm_answer *answer = &nm->answer[norm->answer];
        say_parties(saying, answer->acceptors);
        say_act(saying, answer->accept);
        say_act(saying, answer->reject);
        buf_printf(saying->out, "%d %d", answer->silence, answer->rounds);
        say_there(saying, answer->rework);
    }
    if (norm->power != NM_NONE) {
        const struct nm_power *power = &nm->power[norm->power];
        say_act(saying, power->act);
        buf_printf(saying->out, "%d %lld %d %d %d %d", power->effect, (long long)power->amount,
                   power->clock_runs, power->uses, power->conclusive, power->precedence);
        say_there(saying, power->notice);
        say_there(saying, power->until);
        say_there(saying, power->ends);
    }
}

static void say_terms(struct saying *saying, const struct nm_norm *norm)
{
    const int32_t terms[] = {norm->from,  norm->due,   norm->grace, norm->need,   norm->until,
                             norm->holds, norm->known, norm->wait,  norm->deemed, norm->reminder};
    for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
        say_expr(saying, terms[i]);
    if (norm->answer != NM_NONE) {
        say_expr(saying, saying->nm->answer[norm->answer].limit);
        say_expr(saying, saying->nm->answer[norm->answer].rework);
    }
    if (norm->power != NM_NONE) {
        const struct nm_power *power = &saying->nm->power[norm->power];
        say_expr(saying, power->ground);
        say_expr(saying, power->notice);
        say_expr(saying, power->until);
        say_expr(saying, power->ends);
        say_span(saying, "over", power->first_scope, power->scope_count);
    }
    say_triggers(saying, norm);
    say_span(saying, "excused by", norm->first_excuse, norm->excuse_count);
    say_span(saying, "excepts", norm->first_except, norm->except_count);
    buf_printf(saying->out, " fate %d remedy ", norm->fate);
    if (norm->remedy != NM_NONE)
        say_text(saying, saying->nm->norm[norm->remedy].name);
}

static const char *keep(struct joining *joining, struct buf *buf)
{
    const char *text = arena_text(joining->arena, buf->data ? buf->data : "", buf->len);
    buf_clear(buf);
    return text;
}

static void describe(struct joining *joining, const struct nm *nm, const struct nm_norm *norm,
                     struct buf *buf, struct version_norm *out)
{
    struct saying saying = {.nm = nm, .out = buf};
    bool is_start = true, is_breach = norm->trigger_count > 0;
    for (int32_t i = 0; i < norm->trigger_count; i++) {
        int32_t kind = nm->trigger[norm->first_trigger + i].kind;
        is_start = is_start && kind == NM_AT_START;
        is_breach = is_breach && (kind == NM_ON_BREACH || kind == NM_ON_SILENCE);
    }
    *out = (struct version_norm){
        .name = nm_str(nm, norm->name),
        .next = NM_NONE,
        .before = NM_NONE,
        .thread = NM_NONE,
        .is_once = is_start,
        .is_remedy = is_breach,
        .is_duty = norm->kind == NM_ACHIEVE || norm->kind == NM_AMOUNT || norm->kind == NM_VAGUE ||
                   norm->kind == NM_TARGET,
    };
    say_shape(&saying, norm);
    out->shape = keep(joining, buf);
    say_terms(&saying, norm);
    out->terms = keep(joining, buf);
    out->ref_count = (uint32_t)saying.refs.count;
    out->refs = saying.refs.count ? arena_copy(joining->arena, saying.refs.items,
                                               saying.refs.count * sizeof *saying.refs.items)
                                  : NULL;
    vec_release(&saying.refs);
}

void versions_describe(struct joining *joining, uint32_t text)
{
    const struct nm *nm = joining->texts[text].nm;
    struct buf buf;
    buf_init(&buf);
    joining->norms[text] = arena_array(joining->arena, nm->norm_count + 1, sizeof **joining->norms);
    for (uint32_t i = 0; i < nm->norm_count; i++)
        describe(joining, nm, &nm->norm[i], &buf, &joining->norms[text][i]);
    buf_release(&buf);
}
