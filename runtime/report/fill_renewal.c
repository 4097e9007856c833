/* fill_renewal.c - a term that may be renewed, in words: until when as things stand, what the next notice
 * would do, and by when it may be given. */
#include "lang/base/buf.h"
#include "runtime/report/fill_internal.h"

/* The instance of the power, which there is one of; NULL before the contract starts. */
static const struct st_inst *power_at(const struct fill *fill, const struct nm_renewal *renewal)
{
    for (uint32_t i = 0; i < fill->st->inst_count; i++) {
        if (fill->st->inst[i].norm == renewal->norm)
            return &fill->st->inst[i];
    }
    return NULL;
}

static bool may_be_used(const struct st_inst *inst)
{
    return inst && (inst->status == ST_DORMANT || inst->status == ST_IN_FORCE);
}

/* The first end up to this one that a notice may still bear upon; or NULL. */
static const struct nm_renewal *open_until(const struct fill *fill, int64_t end)
{
    const struct nm *nm = fill->nm;
    for (uint32_t i = 0; i < nm->renewal_count && nm->renewal[i].end <= end; i++) {
        if (may_be_used(power_at(fill, &nm->renewal[i])))
            return &nm->renewal[i];
    }
    return NULL;
}

/* The end that a notice under the norm is about; NM_NEVER if it gives none. */
static int64_t end_noticed(const struct nm *nm, int32_t norm)
{
    for (uint32_t i = 0; i < nm->renewal_count; i++) {
        if (nm->renewal[i].norm == norm)
            return nm->renewal[i].end;
    }
    return NM_NEVER;
}

/* `must not disclose …` over the term: its last day is the end of the term. */
static bool lasts_as_the_term(const struct fill *fill, const struct nm_norm *norm)
{
    return norm->due != NM_NONE && fill->nm->expr[norm->due].op == NM_OP_TERM_END;
}

struct report_text fill_if_reached(const struct fill *fill, const struct nm_norm *norm, int64_t day)
{
    if (fill->nm->renewal_count == 0 || fill->st->head.phase != ST_RUNNING || day >= NM_UNKNOWN)
        return (struct report_text){0};
    int64_t end = st_term_end(fill->nm, fill->st);
    const struct nm_renewal *open = open_until(fill, end);
    int64_t noticed = end_noticed(fill->nm, (int32_t)(norm - fill->nm->norm));
    bool is_vain = noticed != NM_NEVER && noticed > end;
    if ((day > end || is_vain) && !open && norm->fate != NM_SURVIVES)
        return (struct report_text){"lapses: the term ends before", "合同在此之前期满，届时失效"};
    if (day > end)
        return (struct report_text){"if the term is renewed", "如续期"};
    if (open && open->by_use && day > open->end)
        return (struct report_text){"unless notice ends the term before", "如未通知不续期"};
    return (struct report_text){0};
}

struct report_text fill_if_renewed(const struct fill *fill, const struct st_inst *inst)
{
    const struct nm_norm *norm = &fill->nm->norm[inst->norm];
    bool is_bound = norm->in_term != NM_NEVER && norm->fate != NM_SURVIVES;
    bool is_whole = !is_bound && lasts_as_the_term(fill, norm);
    int64_t day = is_bound ? norm->in_term : is_whole ? inst->due : inst->from;
    bool may_be_cut = inst->status == ST_DORMANT || ((is_bound || is_whole) && inst->status == ST_IN_FORCE);
    return may_be_cut ? fill_if_reached(fill, norm, day) : (struct report_text){0};
}

struct report_text fill_renewal(const struct fill *fill)
{
    const struct nm *nm = fill->nm;
    int64_t end = st_term_end(nm, fill->st);
    const struct nm_renewal *open = open_until(fill, end);
    if (nm->renewal_count == 0 || fill->st->head.phase != ST_RUNNING)
        return (struct report_text){0};
    struct phrases words;
    phrases_init(&words);
    bool runs_on = open && open->by_use;
    buf_puts(&words.en, runs_on ? "the term runs to " : "the term ends on ");
    phrase_moment(&words.en, fill_moment(fill, end));
    buf_puts(&words.zh, "合同期至");
    phrase_moment(&words.zh, fill_moment(fill, end));
    if (open) {
        struct report_moment last = fill_moment(fill, power_at(fill, open)->due);
        buf_puts(&words.en, runs_on ? "; a notice given by " : ", unless it is renewed by ");
        phrase_moment(&words.en, last);
        buf_puts(&words.zh, "；至迟");
        phrase_moment(&words.zh, last);
        buf_puts(&words.zh, runs_on ? "通知不续期，则于" : "可以续期");
    }
    if (runs_on) {
        buf_puts(&words.en, " ends it on ");
        phrase_moment(&words.en, fill_moment(fill, open->end));
        phrase_moment(&words.zh, fill_moment(fill, open->end));
        buf_puts(&words.zh, "期满");
    }
    return fill_keep(fill, &words);
}
