/* order_report.c - on each day an act has its place by what it does: what calls forth stands before what is called
 * forth. So where an act calls a payment forth if another has been made, the other comes behind the act, even if it was
 * made that morning. The places of the acts are the machine's own; here it is told whose they are. Spec 21.2. */
#include "compiler/library/order_report.h"

#include "compiler/sema/sema.h"
#include "runtime/machine_io.h"
#include "runtime/order.h"
#include "runtime/state.h"

/* Whether a norm's performance later on the day would change what is asked. */
static bool asks_performance(const struct nm *nm, const struct nm_expr *expr)
{
    if (nm_op_operand((enum nm_op)expr->op) != NM_OPERAND_NORM)
        return false;
    int32_t kind = nm->norm[expr->imm].kind;
    uint32_t open = 1u << ST_IN_FORCE, done = 1u << ST_FULFILLED | 1u << ST_DONE_IN_TIME | 1u << ST_DONE_LATE;
    uint32_t mask = (uint32_t)expr->a;
    bool is_done = expr->op == NM_OP_STATUS && ((mask & open) != 0) != ((mask & done) != 0);
    return (kind == NM_ACHIEVE || kind == NM_AMOUNT || kind == NM_VAGUE || kind == NM_ASSUME || kind == NM_AT_MOST) &&
           (is_done || expr->op == NM_OP_IN_BREACH || expr->op == NM_OP_GOT || expr->op == NM_OP_GOT_IN_ALL ||
            expr->op == NM_OP_KEPT_IN);
}

/* The act by which a norm is done: what it waits for, or what performs it. */
static struct nm_place act_of(const struct nm *nm, const struct nm_norm *norm)
{
    const struct nm_answer *answer = norm->answer == NM_NONE ? NULL : &nm->answer[norm->answer];
    struct nm_place act = {.act = NM_NONE, .kind = NM_NONE, .indicator = NM_NONE};
    if (norm->pattern != NM_NONE)
        act = nm_place_of(&nm->pattern[norm->pattern]);
    if (answer && answer->accept != NM_NONE)
        act = (struct nm_place){.act = answer->accept, .kind = act.kind, .indicator = NM_NONE,
                                .actors = answer->acceptors};
    return act;
}

/* Whether the row asks if that norm is broken. */
static bool asks_breach(const struct nm *nm, int32_t row, int32_t asked)
{
    if (row == NM_NONE)
        return false;
    const struct nm_expr *expr = &nm->expr[row];
    int arity = nm_op_arity((enum nm_op)expr->op);
    bool is_breach = expr->op == NM_OP_IN_BREACH || expr->op == NM_OP_UNCURED;
    return (is_breach && expr->imm == asked) || (arity > 0 && asks_breach(nm, expr->a, asked)) ||
           (arity > 1 && asks_breach(nm, expr->b, asked));
}

/* Whether the norm arises by that other one, too, or asks for it again at its end, as a cure does: it then does not
 * matter which of the two comes first. */
static bool is_watched(const struct nm *nm, const struct nm_norm *norm, int32_t asked)
{
    if (asks_breach(nm, norm->holds, asked))
        return true;
    for (int32_t k = 0; k < norm->trigger_count; k++) {
        if (nm->trigger[norm->first_trigger + k].norm == asked)
            return true;
    }
    return false;
}

/* By an act that uses a power what it brings is not there yet when its condition is read (spec 10.4). */
static bool is_brought_by(const struct nm *nm, const struct nm_norm *asked, int32_t act)
{
    bool is_of_power = false, is_brought = false;
    for (uint32_t i = 0; i < nm->power_count; i++)
        is_of_power |= nm->power[i].act == act;
    for (int32_t k = 0; is_of_power && k < asked->trigger_count; k++) {
        const struct nm_trigger *trigger = &nm->trigger[asked->first_trigger + k];
        is_brought |= trigger->kind == NM_ON_EVENT && nm->pattern[trigger->pattern].act == act;
    }
    return is_brought;
}

/* The first norm asked about that the act itself brings, or whose act comes behind it on the same day; NM_NONE. */
static int32_t behind(const struct nm *nm, const struct nm_norm *norm, int32_t row, const struct nm_place *act)
{
    if (row == NM_NONE || act->act == NM_NONE)
        return NM_NONE;
    const struct nm_expr *expr = &nm->expr[row];
    if (expr->op == NM_OP_STATUS && is_brought_by(nm, &nm->norm[expr->imm], act->act))
        return (int32_t)expr->imm;
    if (asks_performance(nm, expr)) {
        struct nm_place asked = act_of(nm, &nm->norm[expr->imm]);
        bool is_behind = asked.act != NM_NONE && order_rank(nm, &asked) > order_rank(nm, act);
        return is_behind && !is_watched(nm, norm, (int32_t)expr->imm) ? (int32_t)expr->imm : NM_NONE;
    }
    int arity = nm_op_arity((enum nm_op)expr->op);
    int32_t found = arity > 0 ? behind(nm, norm, expr->a, act) : NM_NONE;
    return found == NM_NONE && arity > 1 ? behind(nm, norm, expr->b, act) : found;
}

/* Whether it arises when the contract has ended, and the other one was due before the term can expire: a termination
 * releases that, so the two are not done on one day but after years of delay. */
static bool is_long_over(const struct nm *nm, const struct nm_trigger *trigger, const struct nm_norm *asked)
{
    const struct nm_norm *watched = trigger->norm == NM_NONE ? NULL : &nm->norm[trigger->norm];
    int64_t end = nm->renewal_count ? nm->renewal[0].end : nm->head.end;
    bool is = watched && watched->trigger_count && asked->fate == NM_RELEASED && asked->due != NM_NONE &&
              nm->expr[asked->due].op == NM_OP_CONST && nm->expr[asked->due].imm < end;
    return is && nm->trigger[watched->first_trigger].kind == NM_AT_END;
}

/* The act by which the trigger fires; of NM_NONE: by none, or when the day is over. */
static struct nm_place firing_act(const struct nm *nm, const struct nm_trigger *trigger)
{
    const struct nm_norm *watched = trigger->norm == NM_NONE ? NULL : &nm->norm[trigger->norm];
    bool is_done = (trigger->kind == NM_ON_STATUS && (trigger->statuses & 1u << ST_FULFILLED) &&
                    !order_waits_for_closing(trigger, watched)) ||
                   trigger->kind == NM_ON_TENDER;
    return trigger->kind == NM_ON_EVENT ? nm_place_of(&nm->pattern[trigger->pattern])
           : is_done                    ? act_of(nm, watched)
                                        : (struct nm_place){.act = NM_NONE};
}

/* `pay`; `pay` by Buyer, of an act that has several places in the day. */
static void put_act(struct buf *out, const struct nm *nm, const struct nm_place *act)
{
    const char *joint = " by ";
    buf_printf(out, "`%s`", nm_str(nm, nm->act[act->act].name));
    for (uint32_t i = 0; i < nm->party_count && nm->act[act->act].place_count; i++) {
        if (nm->party[i].kind == NM_GROUP || !(act->actors & nm->party[i].members))
            continue;
        buf_printf(out, "%s%s", joint, nm_str(nm, nm->party[i].name));
        joint = " or ";
    }
}

static void say_mend(struct diag *diag, const struct nm *nm, const char *number, const struct nm_place *late,
                     bool is_sum, bool is_zh)
{
    const char *verb = nm_str(nm, is_zh ? nm->act[late->act].label_zh : nm->act[late->act].name);
    if (is_zh && is_sum)
        diag_help(diag, "如应计入，请给其后可能发生之事另用动词，不用“%s”", verb);
    else if (is_zh)
        diag_help(diag,
                  "如应计入，请给其后可能发生之事另用动词，不用“%s”，或使其于二者中较晚者发生："
                  "`…… 且当 第%s条 被 履行 时`",
                  verb, number);
    else if (is_sum)
        diag_help(diag, "where it is to count, give what can follow a verb of its own, and not `%s`", verb);
    else
        diag_help(diag,
                  "where it is to count, give what can follow a verb of its own, and not `%s`, or let this arise on "
                  "the later of the two: `… and when clause %s is fulfilled`",
                  verb, number);
}

/* The clause by which the one act calls forth the other, itself; NULL where it does by way of others. */
static const char *calling_clause(const struct nm *nm, const struct nm_place *early, const struct nm_place *late)
{
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_norm *norm = &nm->norm[i];
        for (int32_t k = 0; act_of(nm, norm).act == late->act && k < norm->trigger_count; k++)
            if (firing_act(nm, &nm->trigger[norm->first_trigger + k]).act == early->act)
                return nm_str(nm, nm->clause[norm->clause].number);
    }
    return NULL;
}

static void say(struct load *load, const struct nm *nm, int32_t row, int32_t asked, const struct nm_place *act,
                bool is_sum)
{
    const struct meant_norm *norm = load->meaning->norms.items[row], *other = load->meaning->norms.items[asked];
    const char *number = nm_str(nm, nm->clause[nm->norm[asked].clause].number);
    const struct nm_place behind = act_of(nm, &nm->norm[asked]);
    struct diag *diag = diag_add(&load->front.diags, W_OWN_DAY, norm->source, norm->span,
                                 "what is done for clause %s on the day itself does not count in this %s", number,
                                 is_sum ? "sum" : "condition");
    diag_label(diag, other->source, other->span, "done on that day, it comes behind");
    struct buf early, late;
    buf_init(&early);
    buf_init(&late);
    put_act(&early, nm, act);
    put_act(&late, nm, &behind);
    diag_note(diag,
              "on each day %s stands before %s, for what is done by the latter can follow from it, be it by way of "
              "other clauses, of what they ask, or of a right",
              early.data, late.data);
    const char *calling = calling_clause(nm, act, &behind);
    if (calling)
        diag_note(diag, "it follows by clause %s", calling);
    buf_release(&early);
    buf_release(&late);
    say_mend(diag, nm, number, &behind, is_sum, sema_reads_chinese(norm->source, norm->span));
}

static void say_brought(struct load *load, const struct nm *nm, int32_t row, int32_t asked, int32_t act)
{
    const struct meant_norm *norm = load->meaning->norms.items[row], *other = load->meaning->norms.items[asked];
    struct diag *diag = diag_add(&load->front.diags, W_OWN_DAY, norm->source, norm->span,
                                 "what `%s` itself brings does not count in this condition",
                                 nm_str(nm, nm->act[act].name));
    diag_label(diag, other->source, other->span, "it arises by that act, and is not there when the condition is read");
    diag_help(diag, "name in the event the clause that it is about, and leave the condition out: `When Buyer chooses "
                    "clause %s, …`", nm_str(nm, nm->clause[nm->norm[asked].clause].number));
}

void report_order(struct load *load)
{
    const struct nm *nm = load->has_last ? &load->last : &load->nm;
    int32_t said = NM_NONE; /* the clause last told of: its norms stand together */
    for (uint32_t i = 0; i < nm->norm_count; i++) {
        const struct nm_norm *norm = &nm->norm[i];
        for (int32_t k = 0; k < norm->trigger_count && norm->clause != said; k++) {
            const struct nm_trigger *trigger = &nm->trigger[norm->first_trigger + k];
            struct nm_place act = firing_act(nm, trigger);
            int32_t asked = behind(nm, norm, norm->need, &act);
            bool is_sum = asked != NM_NONE; /* the condition may be that there is such a sum */
            if (!is_sum)
                asked = behind(nm, norm, trigger->guard, &act);
            if (asked == NM_NONE || is_long_over(nm, trigger, &nm->norm[asked]))
                continue;
            if (!is_sum && is_brought_by(nm, &nm->norm[asked], act.act))
                say_brought(load, nm, (int32_t)i, asked, act.act);
            else
                say(load, nm, (int32_t)i, asked, &act, is_sum);
            said = norm->clause;
        }
    }
}
