/* track_tell.c - the report of one run of `hetong track`, for people and as JSON.
 * The one idea: judgements are asked for when the whole file is in. What a row was first judged to
 * be in the middle of a file that is not in order of days would be noise; what it is judged to be
 * once everything is known is the answer. */
#include "compiler/driver/track_tell.h"

#include <inttypes.h>
#include <stdlib.h>

#include "lang/base/buf.h"
#include "lang/base/json_out.h"
#include "lang/base/limits.h"
#include "lang/value/tick.h"

/* What is said of the whole: flags of the state that the telling ends with. */
static const enum st_head_flag told_flags[] = {ST_CUT, ST_DECIDED_BY_ID};
enum {
    TOLD_FLAGS = sizeof told_flags / sizeof *told_flags,
    NOTED_LISTED = 20, /* acts that no clause counts: there may be many, and no mistake in any */
};

static bool is_failed(const struct track_row *row)
{
    return row->arrival != ARRIVAL_TAKEN && row->arrival != ARRIVAL_DUPLICATE;
}

uint64_t track_failed_rows(const struct track_telling *telling)
{
    uint64_t failed = 0;
    for (size_t i = 0; i < telling->rows.count; i++) {
        failed += is_failed(&telling->rows.items[i]);
    }
    return failed;
}

void track_telling_release(struct track_telling *telling)
{
    for (size_t i = 0; i < telling->rows.count; i++) {
        free(telling->rows.items[i].why);
    }
    vec_release(&telling->rows);
    changes_release(&telling->revisions);
    changes_release(&telling->news);
}

static void put_day(struct buf *out, const struct nm *nm, struct track_when when, bool is_chinese)
{
    tick_print(out, (enum granularity)nm->head.granularity, when.tick);
    if (!when.is_closed) {
        buf_puts(out, is_chinese ? "（当日未结）" : " (the day still open)");
    }
}

/* What is said of a row: its judgement, JUDGE_COUNT if it is no event of the view, and the word at
 * fault. */
static MUST_USE enum rt_status judge_row(struct track_telling *telling, struct tracker *tracker,
                                         const struct track_row *row, enum judgement *judgement,
                                         struct buf *why, struct rt_error *err)
{
    *judgement = JUDGE_COUNT;
    buf_clear(why);
    if (is_failed(row)) {
        return RT_OK;
    }
    enum rt_status status = tracker_judge(tracker, row->seq, judgement, err);
    if (status == RT_OK && *judgement != JUDGE_COUNT && judgement_is_inert(*judgement)) {
        status = tracker_explain(tracker, row->seq, *judgement, why, err);
    }
    telling->faulty += status == RT_OK && *judgement != JUDGE_COUNT && judgement_blames_report(*judgement);
    return status;
}

/* ---- for people ------------------------------------------------------------------------------ */

/* True if the row is a payment that no clause counts. The view is where it was judged. */
static bool is_lost_money(struct tracker *tracker, const struct track_row *row, enum judgement judgement)
{
    const struct nm *nm = tracker_machine(tracker);
    size_t index = judgement == JUDGE_NOTED ? tracker_find(tracker, row->seq) : SIZE_MAX;
    if (index == SIZE_MAX)
        return false;
    int16_t unit = tracker_event(tracker, index).event->unit;
    return unit >= 0 && nm->unit[unit].dimension == NM_MONEY;
}

/* True if the act calls nothing forth because what it names has called it forth before: *norm is one such. */
static bool is_second(struct tracker *tracker, const struct track_row *row, enum judgement judgement, int32_t *norm)
{
    const struct nm *nm = tracker_machine(tracker);
    const struct st *st = tracker_state(tracker);
    size_t index = judgement == JUDGE_EFFECTIVE ? tracker_find(tracker, row->seq) : SIZE_MAX;
    const struct rt_event *event = index == SIZE_MAX ? NULL : tracker_event(tracker, index).event;
    *norm = NM_NONE;
    for (uint32_t i = 0; event && event->key >= 0 && i < nm->trigger_count; i++) {
        const struct nm_trigger *trigger = &nm->trigger[i];
        const struct nm_pattern *pattern = trigger->pattern == NM_NONE ? NULL : &nm->pattern[trigger->pattern];
        if (trigger->kind != NM_ON_EVENT || !pattern || pattern->act != event->act)
            continue;
        uint32_t of = 0; /* the norm whose trigger it is */
        while ((int32_t)i < nm->norm[of].first_trigger ||
               (int32_t)i >= nm->norm[of].first_trigger + nm->norm[of].trigger_count)
            of++;
        bool was_made = false;
        for (uint32_t k = 0; k < st->inst_count; k++)
            was_made |= st->inst[k].norm == (int32_t)of && st->inst[k].key == event->key &&
                        st->inst[k].trigger_event >= 0 && st->inst[k].trigger_event < (int32_t)index;
        if (!was_made || trigger->repeat != NM_REPEAT_NOT || nm->norm[of].key_kind != event->kind)
            return false; /* it may have called this forth */
        *norm = (int32_t)of;
    }
    return *norm != NM_NONE;
}

/* The rows that were not taken or have no effect. Only the first are listed, and all are counted. */
struct listing {
    struct buf *out;
    struct buf noted; /* acts that no clause counts, behind the others */
    uint64_t listed, noted_count;
    uint64_t idle; /* taken or known, without effect */
};

static void tell_noted(const struct track_telling *telling, const struct track_row *row, struct listing *listing)
{
    if (++listing->noted_count > NOTED_LISTED)
        return;
    buf_printf(&listing->noted, "%s:%" PRIu64 ": %s\n", telling->path, row->line,
               telling->is_chinese ? "未生效（noted）：没有条款计入如此报告的行为（何人、何事、何物、单位、日期）"
                                   : "without effect (noted): no clause counts it as it is told (who, what, which "
                                     "thing, unit, day)");
}

static MUST_USE enum rt_status tell_row(struct track_telling *telling, struct tracker *tracker,
                                        const struct track_row *row, struct listing *listing,
                                        struct rt_error *err)
{
    struct buf why, *out = listing->out;
    buf_init(&why);
    enum judgement judgement;
    enum rt_status status = judge_row(telling, tracker, row, &judgement, &why, err);
    bool is_inert = judgement != JUDGE_COUNT && judgement_is_inert(judgement);
    bool is_lost = status == RT_OK && is_lost_money(tracker, row, judgement);
    int32_t second = NM_NONE;
    bool is_idle = status == RT_OK && is_second(tracker, row, judgement, &second);
    bool is_noted = status == RT_OK && judgement == JUDGE_NOTED && !is_lost;
    if (is_noted)
        tell_noted(telling, row, listing);
    listing->idle += is_inert || is_lost || is_idle || is_noted;
    if (status != RT_OK || (!is_failed(row) && !is_inert && !is_lost && !is_idle) ||
        ++listing->listed > LIMIT_ROW_FAULTS) {
        buf_release(&why);
        return status;
    }
    bool zh = telling->is_chinese;
    buf_printf(out, "%s:%" PRIu64 ": ", telling->path, row->line);
    if (row->seq == 0) {
        buf_printf(out, zh ? "该行有误：%s" : "broken: %s", row->why);
    } else if (is_failed(row)) {
        buf_printf(out, zh ? "拒收（%s）：%s" : "refused (%s): %s", arrival_word(row->arrival),
                   row->why);
    } else if (is_idle) {
        struct text name = tracker_name(tracker, tracker_event(tracker, tracker_find(tracker, row->seq)).event->key);
        const struct nm *nm = tracker_machine(tracker);
        buf_printf(out, zh ? "不引起任何义务：%.*s 此前已引起第%s条" : "calls nothing forth: %.*s has called clause %s forth before",
                   (int)name.len, name.text, nm_str(nm, nm->clause[nm->norm[second].clause].number));
    } else if (is_lost) {
        buf_puts(out, zh ? "该款项不计入任何条款" : "this money counts for nothing: no clause owes it");
    } else {
        buf_printf(out, zh ? "无效（%s）：%s" : "without effect (%s): %s",
                   judgement_word(judgement), judgement_sentence(judgement, zh));
        if (why.len > 0) {
            buf_printf(out, zh ? "：%s" : ": %s", why.data);
        }
    }
    buf_putc(out, '\n');
    buf_release(&why);
    return RT_OK;
}

static void tell_changes(const struct changes *changes, const struct nm *nm, bool zh,
                         struct buf *out)
{
    for (size_t i = 0; i < changes->list.count; i++) {
        buf_puts(out, "  ");
        change_print(out, nm, &changes->list.items[i], zh);
        buf_putc(out, '\n');
    }
}

static void tell_counts(const struct track_telling *telling, uint64_t idle, struct buf *out)
{
    uint64_t taken = 0;
    uint64_t known = 0;
    uint64_t broken = 0;
    for (size_t i = 0; i < telling->rows.count; i++) {
        const struct track_row *row = &telling->rows.items[i];
        taken += row->arrival == ARRIVAL_TAKEN;
        known += row->arrival == ARRIVAL_DUPLICATE;
        broken += row->seq == 0;
    }
    uint64_t refused = track_failed_rows(telling) - broken;
    buf_printf(out,
               telling->is_chinese
                   ? "记入%" PRIu64 "条，已有%" PRIu64 "条，拒收%" PRIu64 "条，有误%" PRIu64 "条"
                   : "%" PRIu64 " taken, %" PRIu64 " known already, %" PRIu64 " refused, %" PRIu64
                     " broken",
               taken, known, refused, broken);
    if (idle > 0)
        buf_printf(out, telling->is_chinese ? "；其中未生效%" PRIu64 "条" : "; %" PRIu64 " of them without effect",
                   idle);
    buf_putc(out, '\n');
}

enum rt_status track_tell_human(struct track_telling *telling, struct tracker *tracker,
                                struct buf *out, struct rt_error *err)
{
    const struct nm *nm = tracker_machine(tracker);
    bool zh = telling->is_chinese;
    enum rt_status status = RT_OK;
    struct listing listing = {.out = out};
    buf_init(&listing.noted);
    for (size_t i = 0; i < telling->rows.count && status == RT_OK; i++) {
        status = tell_row(telling, tracker, &telling->rows.items[i], &listing, err);
    }
    if (listing.listed > LIMIT_ROW_FAULTS) {
        buf_printf(out, zh ? "另有%" PRIu64 "行未列出\n" : "and %" PRIu64 " more such rows\n",
                   listing.listed - LIMIT_ROW_FAULTS);
    }
    buf_add(out, listing.noted.data, listing.noted.len);
    buf_release(&listing.noted);
    if (listing.noted_count > NOTED_LISTED) {
        buf_printf(out, zh ? "另有%" PRIu64 "行没有条款计入\n" : "and %" PRIu64 " more rows that no clause counts\n",
                   listing.noted_count - NOTED_LISTED);
    }
    for (int i = 0; i < TOLD_FLAGS; i++) {
        if (telling->flags & told_flags[i]) {
            buf_printf(out, zh ? "注意：%s\n" : "mind: %s\n", change_notice(told_flags[i], zh));
        }
    }
    if (status != RT_OK || telling->is_quiet) {
        return status;
    }
    if (telling->path != NULL) {
        tell_counts(telling, listing.idle, out);
    }
    if (telling->revisions.list.count > 0) {
        buf_puts(out, zh ? "更正，涉及已报告的" : "revised, of what was reported as of ");
        put_day(out, nm, telling->revisions_of, zh);
        buf_puts(out, zh ? "：\n" : ":\n");
        tell_changes(&telling->revisions, nm, zh, out);
    }
    buf_puts(out, zh ? "截至" : "as of ");
    put_day(out, nm, telling->when, zh);
    if (telling->has_revisions_of) {
        buf_puts(out, zh ? "，自" : ", since ");
        put_day(out, nm, telling->revisions_of, zh);
    }
    if (telling->news.list.count == 0) {
        buf_puts(out, zh ? "：无变化\n" : ": nothing changed\n");
        return RT_OK;
    }
    buf_puts(out, zh ? "：\n" : ":\n");
    tell_changes(&telling->news, nm, zh, out);
    return RT_OK;
}

/* ---- JSON ------------------------------------------------------------------------------------ */

static void put_json_day(struct json_out *json, const char *key, const struct nm *nm, int64_t tick)
{
    struct buf day;
    buf_init(&day);
    tick_print(&day, (enum granularity)nm->head.granularity, tick);
    json_out_key_text(json, key, day.data);
    buf_release(&day);
}

static void put_json_changes(struct json_out *json, const char *key, const struct changes *changes,
                             const struct nm *nm)
{
    struct buf text;
    buf_init(&text);
    json_out_key(json, key);
    json_out_array(json);
    for (size_t i = 0; i < changes->list.count; i++) {
        const struct change *change = &changes->list.items[i];
        json_out_object(json);
        json_out_key_text(json, "kind", change_word(change->kind));
        json_out_key_text(json, "norm",
                          change->norm == NM_NONE ? NULL : nm_str(nm, nm->norm[change->norm].name));
        json_out_key_text(json, "instance", change->key.len > 0 ? change->key.text : NULL);
        json_out_key(json, "record");
        if (change->kind == CHANGE_JUDGEMENT) {
            json_out_int(json, (int64_t)change->seq);
        } else {
            json_out_null(json);
        }
        json_out_key(json, "text");
        json_out_object(json);
        for (int zh = 0; zh <= 1; zh++) {
            buf_clear(&text);
            change_print(&text, nm, change, zh == 1);
            json_out_key_text(json, zh == 1 ? "zh" : "en", text.data);
        }
        json_out_end(json);
        json_out_end(json);
    }
    json_out_end(json);
    buf_release(&text);
}

static MUST_USE enum rt_status put_json_row(struct json_out *json, struct track_telling *telling,
                                            struct tracker *tracker, const struct track_row *row,
                                            struct buf *why, struct rt_error *err)
{
    enum judgement judgement;
    enum rt_status status = judge_row(telling, tracker, row, &judgement, why, err);
    if (status != RT_OK) {
        return status;
    }
    json_out_object(json);
    json_out_key_int(json, "line", (int64_t)row->line);
    json_out_key(json, "record");
    if (row->seq == 0) {
        json_out_null(json);
    } else {
        json_out_int(json, (int64_t)row->seq);
    }
    json_out_key_text(json, "arrival", arrival_word(row->arrival));
    json_out_key_text(json, "judgement",
                      judgement == JUDGE_COUNT ? NULL : judgement_word(judgement));
    json_out_key_text(json, "why", row->why != NULL ? row->why : why->len > 0 ? why->data : NULL);
    json_out_end(json);
    return RT_OK;
}

enum rt_status track_tell_json(struct track_telling *telling, struct tracker *tracker,
                               struct buf *out, struct rt_error *err)
{
    const struct nm *nm = tracker_machine(tracker);
    struct json_out json;
    json_out_init(&json, out, JSON_OUT_PRETTY);
    json_out_object(&json);
    json_out_key_text(&json, "format", "hetong-track");
    json_out_key_int(&json, "version", 1);
    json_out_key_text(&json, "contract", nm_str(nm, nm->head.name));
    put_json_day(&json, "as_of", nm, telling->when.tick);
    json_out_key_bool(&json, "as_of_closed", telling->when.is_closed);
    json_out_key_int(&json, "known_record", (int64_t)telling->when.known);
    json_out_key(&json, "rows");
    json_out_array(&json);
    enum rt_status status = RT_OK;
    struct buf why;
    buf_init(&why);
    for (size_t i = 0; i < telling->rows.count && status == RT_OK; i++) {
        status = put_json_row(&json, telling, tracker, &telling->rows.items[i], &why, err);
    }
    buf_release(&why);
    if (status != RT_OK) {
        return status;
    }
    json_out_end(&json);
    json_out_key(&json, "notices");
    json_out_array(&json);
    for (int i = 0; i < TOLD_FLAGS; i++) {
        if (!(telling->flags & told_flags[i])) {
            continue;
        }
        json_out_object(&json);
        json_out_key_text(&json, "en", change_notice(told_flags[i], false));
        json_out_key_text(&json, "zh", change_notice(told_flags[i], true));
        json_out_end(&json);
    }
    json_out_end(&json);
    if (telling->has_revisions_of) {
        put_json_day(&json, "since", nm, telling->revisions_of.tick);
    } else {
        json_out_key_text(&json, "since", NULL);
    }
    put_json_changes(&json, "revisions", &telling->revisions, nm);
    put_json_changes(&json, "changes", &telling->news, nm);
    json_out_end(&json);
    json_out_finish(&json);
    return RT_OK;
}
