/* duties.c - a row of the papers as a duty of hetong.h: everything in words. */
#include "compiler/library/duties.h"

#include "lang/base/arena.h"
#include "runtime/report/phrase.h"

static const char *keep(struct arena *arena, struct buf *text)
{
    const char *kept = arena_text(arena, text->data, text->len);
    buf_clear(text);
    return kept;
}

static const char *quantity(struct arena *arena, struct buf *text, int64_t value,
                            struct report_unit unit)
{
    if (value != REPORT_NO_QUANTITY)
        phrase_digits(text, value, unit);
    return keep(arena, text);
}

static const char *moment(struct arena *arena, struct buf *text, struct report_moment at)
{
    phrase_moment(text, at);
    return keep(arena, text);
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static void put_duty(const struct report_model *model, const struct report_row *row,
                     struct hetong_duty *duty, struct arena *arena)
{
    struct buf text;
    buf_init(&text);
    for (size_t i = 0; i < model->party_count; i++) {
        if (row->bearers >> i & 1)
            buf_printf(&text, "%s%s", text.len ? ", " : "", model->parties[i].name);
    }
    *duty = (struct hetong_duty){
        .id = row->id,
        .clause = model->clauses[row->clause].number,
        .bearers = keep(arena, &text),
        .action_en = or_empty(row->action.en),
        .action_zh = or_empty(row->action.zh),
        .kind = name_of_kind(row->kind),
        .status = name_of_status(row->status),
        .forecast = name_of_forecast(row->forecast),
        .from = moment(arena, &text, row->from),
        .due = moment(arena, &text, row->due),
        .required = quantity(arena, &text, row->required, row->unit),
        .done = quantity(arena, &text, row->done, row->unit),
        .open = quantity(arena, &text, row->shortfall, row->unit),
        .unit = or_empty(row->unit.code),
        .breaches = row->breach_count,
    };
    buf_release(&text);
}

struct hetong_duty *duties_of(const struct report_model *model, struct arena *arena)
{
    struct hetong_duty *duties = arena_array(arena, model->row_count, sizeof *duties);
    for (size_t i = 0; i < model->row_count; i++)
        put_duty(model, &model->rows[i], &duties[i], arena);
    return duties;
}
