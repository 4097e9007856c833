/* fill_standing.c - what has moved the day of a row, or stands beside it: a suspension, what was rejected
 * and is to be done again, a period of grace. */
#include "lang/base/buf.h"
#include "lang/value/tick.h"
#include "runtime/report/choose.h"
#include "runtime/report/fill_internal.h"

static void put_day(struct phrases *out, const char *en, struct report_moment moment, const char *zh_before,
                    const char *zh_after)
{
    buf_puts(&out->en, en);
    phrase_moment(&out->en, moment);
    buf_puts(&out->zh, zh_before);
    phrase_moment(&out->zh, moment);
    buf_puts(&out->zh, zh_after);
}

static void put(struct phrases *out, const char *en, const char *zh)
{
    buf_puts(&out->en, en);
    buf_puts(&out->zh, zh);
}

static void add_remark(const struct fill *fill, struct report_row *row, struct phrases *words, bool is_news)
{
    struct report_text *remarks = arena_array(fill->arena, row->remark_count + 1, sizeof *remarks);
    for (size_t i = 0; i < row->remark_count; i++)
        remarks[i] = row->remarks[i];
    remarks[row->remark_count++] = fill_keep(fill, words);
    row->remarks = remarks;
    row->remark_now += is_news;
}

/* The suspensions that cover an instance, as one. */
struct cover {
    int64_t since, until; /* until: the last tick that any of them may cover */
    bool stops;           /* the clock, by any of them */
};

static struct cover cover_of(const struct fill *fill, int32_t norm)
{
    const struct nm *nm = fill->nm;
    struct cover cover = {.since = NM_NEVER, .until = INT64_MIN};
    for (uint32_t i = 0; i < fill->st->suspension_count; i++) {
        const struct st_suspension *suspension = &fill->st->suspension[i];
        if (!suspension->live || !forecast_covers(nm, suspension, norm))
            continue;
        if (cover.since == NM_NEVER || suspension->at < cover.since)
            cover.since = suspension->at;
        if (suspension->until > cover.until)
            cover.until = suspension->until;
        cover.stops |= !nm->power[nm->norm[suspension->power].power].clock_runs;
    }
    return cover;
}

static bool is_known(int64_t tick)
{
    return tick < NM_UNKNOWN;
}

/* What the suspension leaves of the day: what was tolled comes on top of it; where the clock runs on, nobody is
 * late before the first day after it. */
static int64_t day_after(const struct cover *cover, int64_t due, const struct forecast *forecast)
{
    if (due == NM_NEVER || !is_known(cover->until) || !is_known(forecast->due))
        return NM_NEVER;
    return !cover->stops && forecast->due <= cover->until ? cover->until + 1 : forecast->due;
}

void fill_suspended(const struct fill *fill, int32_t index, const struct forecast *forecast,
                    struct report_row *row)
{
    const struct st_inst *inst = &fill->st->inst[index];
    if (!row->is_suspended)
        return;
    struct cover cover = cover_of(fill, inst->norm);
    row->suspended_since = fill_beginning(fill, cover.since);
    row->suspended_until = is_known(cover.until) ? fill_moment(fill, cover.until) : REPORT_NEVER;
    struct phrases words;
    phrases_init(&words);
    put_day(&words, "suspended since ", row->suspended_since, "自", "起中止");
    if (moment_is_set(row->suspended_until))
        put_day(&words, ", until ", row->suspended_until, "，至", "");
    else
        put(&words, ", until it is resumed", "，至恢复之日");
    if (moment_is_set(row->suspended_until))
        put(&words, " unless resumed before", "，或至提前恢复之日");
    if (forecast && moment_is_set(row->due)) {
        int64_t after = day_after(&cover, inst->due, forecast);
        row->is_moved = true;
        row->act_by = fill_moment(fill, after);
        put(&words, cover.stops ? "; the clock stands still" : "; the clock runs on",
            cover.stops ? "；期限停止计算" : "；期限继续计算");
        put_day(&words, ": due ", row->due, "：原期限", "");
        if (moment_is_set(row->act_by) && moment_compare(row->act_by, row->due) != 0)
            put_day(&words, ", and if it lasts so long ", row->act_by, "，中止至届满时为", "");
    }
    add_remark(fill, row, &words, true);
}

/* Rejected, and to be done again. */
static void add_rework(const struct fill *fill, const struct st_inst *inst, const struct nm_norm *norm,
                       struct report_row *row)
{
    const struct nm_answer *answer = nm_answer_to(fill->nm, norm);
    if (!answer || inst->cure <= 0)
        return;
    bool is_all = inst->need - inst->got - inst->pend <= inst->cure;
    struct report_moment limit = fill_moment(fill, inst->cure_due);
    if (is_all && inst->cure_due > inst->due) {
        row->is_moved = true;
        row->act_by = limit;
    }
    struct phrases words;
    phrases_init(&words);
    if (inst->need > 1 && !text_is_empty(row->unit.label)) {
        phrase_amount(&words.en, inst->cure, row->unit, REPORT_EN);
        phrase_amount(&words.zh, inst->cure, row->unit, REPORT_ZH);
        put(&words, " ", "");
    }
    put(&words, "rejected: to be done again", "被拒收，须重新履行");
    put_day(&words, " by ", inst->cure_due > inst->due ? limit : row->due, "，期限", "");
    buf_printf(&words.en, " (round %d of %d)", inst->rounds, answer->rounds);
    buf_printf(&words.zh, "（第%d次，共%d次）", inst->rounds, answer->rounds);
    add_remark(fill, row, &words, true);
}

/* The day is no longer the one that its rule tells: an extension, a suspension that is over, an acceleration. */
static void add_moved(const struct fill *fill, int32_t index, const struct nm_norm *norm, struct report_row *row)
{
    const struct st_inst *inst = &fill->st->inst[index];
    if (row->is_suspended || norm->due == NM_NONE || inst->due >= NM_UNKNOWN || !fill_is_of_day(fill->nm, norm->due))
        return;
    int64_t told = fill_ask(fill, index, norm->due, inst->trigger_at, inst->due);
    if (told == inst->due || !is_known(told))
        return;
    struct phrases words;
    phrases_init(&words);
    put_day(&words, "moved from ", fill_moment(fill, told), "原为", "，已变更");
    add_remark(fill, row, &words, true);
}

void fill_standing(const struct fill *fill, int32_t index, const struct forecast *forecast,
                   struct report_row *row)
{
    const struct st_inst *inst = &fill->st->inst[index];
    const struct nm_norm *norm = &fill->nm->norm[inst->norm];
    if (!row_is_live(row))
        return;
    fill_suspended(fill, index, forecast, row);
    add_moved(fill, index, norm, row);
    add_rework(fill, inst, norm, row);
    struct phrases notice;
    phrases_init(&notice);
    if (norm->power != NM_NONE && fill_notice_of(fill, index, &notice))
        add_remark(fill, row, &notice, true);
    else
        phrases_release(&notice);
    if (forecast->grace == NM_NEVER || !is_known(forecast->grace))
        return;
    struct phrases words;
    phrases_init(&words);
    put_day(&words, "late performance counts until ", fill_moment(fill, forecast->grace), "逾期履行至", "仍有效");
    add_remark(fill, row, &words, false);
}
