/* folded.c - what recurs by the day, a month in one line. */
#include "runtime/report/folded.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/vec.h"
#include "lang/value/date.h"

static int64_t day_of(const struct report_row *row)
{
    const char *label = text_pick(row->instance_label, REPORT_EN);
    int64_t day;
    return date_parse(label, strlen(label), &day) == DATE_OK ? day : REPORT_NO_DAY;
}

bool row_is_of_day(const struct report_row *row)
{
    return row->recurs && row->form == REPORT_ROW_INSTANCE && day_of(row) != REPORT_NO_DAY;
}

/* Nothing has happened to it that a line of many days could not say. */
static bool is_plain(const struct report_row *row)
{
    bool is_open = row->status == REPORT_IN_FORCE || row->status == REPORT_PENDING || row->status == REPORT_BREACHED;
    return row_is_of_day(row) && !is_open && moment_is_set(row->due) && !row->is_disputed && !row->is_suspended &&
           !row->is_moved && !row->at_risk && row->remark_count == 0 && row->breach_count == 0 && row->item_count == 0;
}

static bool is_same_month(const struct report_row *left, const struct report_row *right)
{
    if (!moment_is_set(row_date(left)) || !moment_is_set(row_date(right)))
        return false;
    struct civil one = date_from_day(row_date(left).day), other = date_from_day(row_date(right).day);
    return one.year == other.year && one.month == other.month;
}

static bool is_same_text(struct report_text left, struct report_text right)
{
    return strcmp(text_pick(left, REPORT_EN), text_pick(right, REPORT_EN)) == 0;
}

static bool folds_with(const struct report_row *left, const struct report_row *right)
{
    return is_plain(left) && is_plain(right) && row_is_like(left, right) && is_same_month(left, right) &&
           left->status == right->status && left->forecast == right->forecast && left->required == right->required &&
           is_same_text(left->due_rule, right->due_rule) && is_same_text(left->mark, right->mark) &&
           is_same_text(left->trigger, right->trigger);
}

void fold_rows(struct row_list *rows, const struct report_model *model)
{
    struct row_list days = {0};
    for (size_t i = 0; i < rows->count; i++) {
        const struct report_row *first = &model->rows[rows->items[i]];
        if (!is_plain(first))
            continue;
        size_t end = i, last = i, kept = i;
        vec_clear(&days);
        for (; end < rows->count && is_same_month(first, &model->rows[rows->items[end]]); end++) {
            if (!folds_with(first, &model->rows[rows->items[end]]))
                continue;
            vec_push(&days, rows->items[end]);
            last = end;
        }
        if (days.count < FOLD_LEAST)
            continue;
        if (last - i + 1 == days.count) { /* they stand together */
            i = last;
            continue;
        }
        for (size_t k = i; k <= last; k++) {
            if (!folds_with(first, &model->rows[rows->items[k]]))
                rows->items[kept++] = rows->items[k];
        }
        memcpy(rows->items + kept, days.items, days.count * sizeof *days.items);
        i--; /* another row stands here now */
    }
    vec_release(&days);
}

static size_t folded_count(const struct row_list *rows, const struct report_model *model, size_t index)
{
    size_t count = 1;
    while (index + count < rows->count &&
           folds_with(&model->rows[rows->items[index]], &model->rows[rows->items[index + count]]))
        count++;
    return count < FOLD_LEAST ? 1 : count;
}

/* The words of its days are kept in `label`. */
static struct report_row folded_row(const struct row_list *rows, const struct report_model *model, size_t index,
                                    size_t count, struct phrases *label)
{
    struct report_row row = model->rows[rows->items[index]];
    const struct report_row *last = &model->rows[rows->items[index + count - 1]];
    buf_printf(&label->en, "%s to %s, %zu times", text_pick(row.instance_label, REPORT_EN),
               text_pick(last->instance_label, REPORT_EN), count);
    buf_printf(&label->zh, "%s至%s，共%zu次", text_pick(row.instance_label, REPORT_ZH),
               text_pick(last->instance_label, REPORT_ZH), count);
    row.instance_label = phrases_text(label);
    row.due = last->due;
    row.act_by = last->act_by;
    row.slack_days = REPORT_NO_SLACK;
    return row;
}

static void folded_days(struct buf *out, const struct row_list *rows, const struct report_model *model, size_t index,
                        size_t count)
{
    for (size_t i = index; i < index + count; i++) {
        const struct report_row *row = &model->rows[rows->items[i]];
        struct civil day = date_from_day(day_of(row)), due = date_from_day(row_date(row).day);
        bool is_done = row->status == REPORT_FULFILLED;
        if (!is_done && row->status != REPORT_DORMANT)
            return;
        buf_printf(out, "%s%s ", i == index ? "" : " ", is_done ? "☑" : "☐");
        if (day.month != due.month)
            buf_printf(out, "%02d-", day.month);
        buf_printf(out, "%02d", day.day);
    }
}

void folded_init(struct folded *line)
{
    *line = (struct folded){0};
    phrases_init(&line->label);
    buf_init(&line->boxes);
}

bool folded_next(struct folded *line, const struct row_list *rows, const struct report_model *model)
{
    size_t index = line->next;
    if (index >= rows->count)
        return false;
    phrases_clear(&line->label);
    buf_clear(&line->boxes);
    line->count = folded_count(rows, model, index);
    line->next = index + line->count;
    line->row = model->rows[rows->items[index]];
    line->days = NULL;
    if (line->count == 1)
        return true;
    line->row = folded_row(rows, model, index, line->count, &line->label);
    folded_days(&line->boxes, rows, model, index, line->count);
    line->days = line->boxes.len ? line->boxes.data : "";
    return true;
}

void folded_release(struct folded *line)
{
    phrases_release(&line->label);
    buf_release(&line->boxes);
}
