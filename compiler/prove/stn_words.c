/* stn_words.c - a conflict of the time network told in English.
 *
 * The steps walk forward through lower bounds, so each line can be read as "… at the earliest"; the
 * walk comes home too late, and the last line says by how much. */
#include "compiler/prove/stn_words.h"

#include <assert.h>

#include "lang/base/check.h"

static void write_span(struct buf *out, int64_t ticks, const struct stn_words *words)
{
    buf_put_i64(out, ticks);
    buf_printf(out, " %s", ticks == 1 ? words->unit_one : words->unit_many);
}

static void write_place(struct buf *out, const struct stn *net, const struct stn_conflict *conflict,
                        const struct stn_step *step, const struct stn_words *words)
{
    uint32_t first = conflict->steps[0].from;
    if (first == STN_ORIGIN || conflict->has_functions) {
        buf_puts(out, "on ");
        words->tick(out, words->ctx, step->tick);
        return;
    }
    write_span(out, step->tick < 0 ? -step->tick : step->tick, words);
    buf_printf(out, " %s %s", step->tick < 0 ? "before" : "after", stn_point_name(net, first));
}

void stn_write_step(struct buf *out, const struct stn *net, const struct stn_conflict *conflict,
                    uint32_t step_index, const struct stn_words *words)
{
    assert(step_index < conflict->step_count);
    const struct stn_step *step = &conflict->steps[step_index];
    const struct stn_constraint *constraint = stn_constraint_at(net, step->constraint);
    if (constraint->clause != STN_NO_CLAUSE) {
        words->clause(out, words->ctx, constraint->clause);
        buf_puts(out, ", ");
    }
    buf_printf(out, "%s: ", constraint->text);
    bool is_last = step_index + 1 == conflict->step_count;
    if (is_last && conflict->climbs) {
        buf_puts(out, "and so round again; no date fits");
    } else if (is_last && (!conflict->has_functions || step->to == STN_ORIGIN)) {
        write_span(out, conflict->shortfall, words);
        buf_puts(out, " too late");
    } else if (is_last) {
        buf_printf(out, "%s beyond the last date there is", stn_point_name(net, step->to));
    } else {
        buf_printf(out, "%s ", stn_point_name(net, step->to));
        write_place(out, net, conflict, step, words);
        buf_puts(out, " at the earliest");
    }
}

void stn_write_repair(struct buf *out, const struct stn_repair *repair,
                      const struct stn_words *words)
{
    switch (repair->word) {
    case STN_GIVE_MORE:
        buf_puts(out, "give ");
        words->clause(out, words->ctx, repair->clause);
        buf_putc(out, ' ');
        write_span(out, repair->change, words);
        buf_puts(out, " more");
        return;
    case STN_DO_EARLIER:
        buf_puts(out, "let ");
        words->clause(out, words->ctx, repair->clause);
        buf_puts(out, " be done ");
        write_span(out, repair->change, words);
        buf_puts(out, " earlier");
        return;
    case STN_TAKE_SHORTER:
        buf_puts(out, "let ");
        words->clause(out, words->ctx, repair->clause);
        buf_puts(out, " take ");
        write_span(out, repair->change, words);
        buf_puts(out, " less");
        return;
    case STN_FIXED: break;
    }
    UNREACHABLE();
}

void stn_write_conflict(struct buf *out, const struct stn *net, const struct stn_conflict *conflict,
                        const struct stn_words *words)
{
    for (uint32_t step = 0; step < conflict->step_count; step++) {
        stn_write_step(out, net, conflict, step, words);
        buf_putc(out, '\n');
    }
    for (uint32_t index = 0; index < conflict->repair_count; index++) {
        buf_puts(out, index ? "or " : "mend: ");
        stn_write_repair(out, &conflict->repairs[index], words);
        if (!conflict->repairs[index].mends_all)
            buf_puts(out, " (another conflict then remains)");
        buf_putc(out, '\n');
    }
}
