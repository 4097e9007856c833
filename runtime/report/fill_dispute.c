/* fill_dispute.c - disputed acts on the papers: a sentence in the head for each, with what would be
 * otherwise if it fell, and a mark on the rows that rest on one. */
#include <string.h>

#include "lang/base/arena.h"
#include "runtime/disputes.h"
#include "runtime/report/fill_internal.h"
#include "runtime/report/fill_tracker.h"

enum { CHANGES_TOLD = 6 }; /* of one act; the others are counted */

static struct report_text otherwise_of(const struct nm *nm, const struct changes *changes,
                                       struct arena *arena)
{
    struct phrases out;
    phrases_init(&out);
    for (size_t i = 0; i < changes->list.count && i < CHANGES_TOLD; i++) {
        buf_puts(&out.en, i ? "; " : "");
        buf_puts(&out.zh, i ? "；" : "");
        change_print(&out.en, nm, &changes->list.items[i], false);
        change_print(&out.zh, nm, &changes->list.items[i], true);
    }
    if (changes->list.count > CHANGES_TOLD) {
        size_t more = changes->list.count - CHANGES_TOLD;
        buf_printf(&out.en, "; and %zu more", more);
        buf_printf(&out.zh, "；另有%zu处", more);
    }
    struct report_text text = {0};
    if (changes->list.count > 0)
        text = (struct report_text){arena_text(arena, out.en.data, out.en.len),
                                    arena_text(arena, out.zh.data, out.zh.len)};
    phrases_release(&out);
    return text;
}

enum rt_status fill_disputes(struct fill_input *input, struct tracker *tracker, struct arena *arena,
                             struct rt_error *err)
{
    struct disputes disputes;
    enum rt_status status = disputes_find(&disputes, tracker, err);
    size_t count = status == RT_OK ? disputes.acts.count : 0;
    struct fill_dispute *list = arena_array(arena, count, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        const struct disputed *act = &disputes.acts.items[i];
        list[i] = (struct fill_dispute){
            .serial = (int32_t)tracker_find(tracker, act->seq),
            .by = act->standing.disputed_by,
            .since = act->standing.since,
            .otherwise = otherwise_of(tracker_machine(tracker), &act->changes, arena),
        };
    }
    if (count > 0)
        input->disputed = arena_copy(arena, disputes.rests, tracker_state(tracker)->inst_count);
    input->disputes = list;
    input->dispute_count = (uint32_t)count;
    disputes_release(&disputes);
    return status;
}

/* "Seller delivered: 10 lathes, 2026-03-20 (d1): disputed by Buyer since 2026-03-25. If it falls: …" */
struct report_text fill_dispute_notice(const struct fill *fill, const struct fill_dispute *dispute)
{
    struct report_text what = fill_what(fill, dispute->serial);
    const struct fill_record *record = fill_record_of(fill, dispute->serial);
    struct phrases out;
    phrases_init(&out);
    fill_parties(fill, &out, fill->input->events[dispute->serial].actors);
    buf_printf(&out.en, " %s, ", text_pick(what, REPORT_EN));
    buf_printf(&out.zh, " %s，", text_pick(what, REPORT_ZH));
    struct report_moment at = fill_moment(fill, fill->input->events[dispute->serial].at);
    phrase_moment(&out.en, at);
    phrase_moment(&out.zh, at);
    if (record && record->id) {
        buf_printf(&out.en, " (%s)", record->id);
        buf_printf(&out.zh, "（%s）", record->id);
    }
    buf_puts(&out.en, ": disputed by ");
    buf_puts(&out.zh, "：");
    fill_parties(fill, &out, dispute->by);
    struct report_moment since = fill_moment(fill, dispute->since);
    buf_puts(&out.en, " since ");
    buf_puts(&out.zh, "自 ");
    phrase_moment(&out.en, since);
    phrase_moment(&out.zh, since);
    buf_puts(&out.zh, " 起提出异议");
    if (!text_is_empty(dispute->otherwise)) {
        buf_printf(&out.en, "; if it falls, %s", dispute->otherwise.en);
        buf_printf(&out.zh, "；如不成立：%s", dispute->otherwise.zh);
    } else {
        buf_puts(&out.en, "; nothing rests on it");
        buf_puts(&out.zh, "；不影响任何条款");
    }
    return fill_keep(fill, &out);
}
