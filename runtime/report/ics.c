/* ics.c - the calendar: a VTODO for each dated duty and a VEVENT with alarms on its last day to
 * act. The only file that knows libical.
 *
 * Identity: UID is the contract's hash, the row's id and what the entry is, so an entry moves when
 * its date moves and is cancelled when the duty ends, in any reader. DTSTAMP is the as-of date and
 * SEQUENCE comes from the model, so the same question gives the same bytes on any day. Dates of a
 * contract are days of its own clock: DATE values. Times of day are given in UTC if its zone is known,
 * else as local times.
 *
 *     UID:9f2c…-3.1/experience=lining-todo@hetong */
#include "runtime/report/report.h"

#include <limits.h>
#include <string.h>

#include <libical/ical.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"
#include "lang/value/date.h"
#include "runtime/report/choose.h"
#include "runtime/report/phrase.h"

enum { HASH_DIGITS = 32, DAY_SECONDS = 86400 };

struct ladder {
    const int *days;
    size_t count;
};

struct calendar {
    icalcomponent *root;
    const struct report_model *model;
    const struct report_options *options;
    struct buf text; /* scratch */
};

/* Remind by consequence: rights that lapse early and often, money late, the rest in between. */
static struct ladder ladder_of(const struct report_row *row)
{
    static const int ordinary[] = {14, 7, 1};
    static const int money[] = {10, 3, 0};
    static const int rights[] = {90, 60, 30, 14, 7};
    switch (row->kind) {
    case REPORT_KIND_PAYMENT: return (struct ladder){money, sizeof money / sizeof *money};
    case REPORT_KIND_POWER:
    case REPORT_KIND_PERMISSION: return (struct ladder){rights, sizeof rights / sizeof *rights};
    case REPORT_KIND_ACHIEVEMENT:
    case REPORT_KIND_AMOUNT:
    case REPORT_KIND_MAINTENANCE:
    case REPORT_KIND_RATIO:
    case REPORT_KIND_ANSWER:
    case REPORT_KIND_PROHIBITION:
    case REPORT_KIND_ASSUMPTION:
        return (struct ladder){ordinary, sizeof ordinary / sizeof *ordinary};
    }
    UNREACHABLE();
}

/* A time of the contract's clock is one of UTC where the clock is known. */
static struct icaltimetype time_of(const struct report_identity *identity, struct report_moment moment)
{
    struct icaltimetype time = icaltime_null_date();
    if (identity->zone != NULL && moment.second >= 0) {
        int64_t utc = zone_to_utc(identity->clock, moment.day * DAY_SECONDS + moment.second);
        moment.day = utc / DAY_SECONDS - (utc % DAY_SECONDS < 0);
        moment.second = (int)(utc - moment.day * DAY_SECONDS);
        time.zone = icaltimezone_get_utc_timezone();
    }
    struct civil civil = date_from_day(moment.day);
    time.year = civil.year;
    time.month = civil.month;
    time.day = civil.day;
    if (moment.second >= 0) {
        time.is_date = 0;
        time.hour = moment.second / 3600;
        time.minute = moment.second / 60 % 60;
        time.second = moment.second % 60;
    }
    return time;
}

/* Our texts are NUL-terminated and libical copies them; it escapes and folds on output. */
static void add(icalcomponent *component, icalproperty *property)
{
    icalcomponent_add_property(component, property);
}

/* Bytes that are safe in a UID of any reader; the rest as %XX. */
static void put_uid_part(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;
        bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                        (byte >= 'A' && byte <= 'Z') || strchr("._=/#-", byte) != NULL;
        if (is_plain)
            buf_putc(out, (char)byte);
        else
            buf_printf(out, "%%%02X", byte);
    }
}

static void add_identity(struct calendar *calendar, icalcomponent *component,
                         const struct report_row *row, const char *what)
{
    const struct report_identity *identity = &calendar->model->identity;
    struct buf *text = &calendar->text;
    buf_clear(text);
    const char *hash = identity->first_hash == NULL ? "" : identity->first_hash;
    size_t len = strlen(hash);
    buf_add(text, hash, len < HASH_DIGITS ? len : HASH_DIGITS);
    buf_putc(text, '-');
    put_uid_part(text, row->id);
    buf_printf(text, "-%s@hetong", what);
    add(component, icalproperty_new_uid(text->data));

    struct report_moment stamp_day =
        moment_is_set(identity->as_of) ? identity->as_of : REPORT_DAY(0);
    stamp_day.second = stamp_day.second < 0 ? 0 : stamp_day.second;
    struct icaltimetype stamp = time_of(identity, stamp_day);
    stamp.zone = icaltimezone_get_utc_timezone();
    add(component, icalproperty_new_dtstamp(stamp));
    int sequence = row->sequence > INT_MAX ? INT_MAX : (int)row->sequence;
    add(component, icalproperty_new_sequence(sequence));
}

/* "[1.1] Fushun Steel Plant: teaches Benxi 26 items"; both languages on one line, as in a list. */
static void put_summary(struct calendar *calendar, const struct report_row *row,
                        enum report_language language)
{
    struct buf *text = &calendar->text;
    phrase_parties(text, calendar->model, row->bearers, language);
    buf_puts(text, language == REPORT_ZH ? "：" : ": ");
    phrase_action(text, row, language);
}

static void add_summary(struct calendar *calendar, icalcomponent *component,
                        const struct report_row *row, bool is_last_day)
{
    struct buf *text = &calendar->text;
    enum report_language language = calendar->options->language;
    buf_clear(text);
    buf_printf(text, "[%s] ", phrase_clause(&calendar->model->clauses[row->clause], language));
    if (is_last_day) {
        phrase_word(text, WORD_LAST_DAY_TO_ACT, language);
        buf_puts(text, language == REPORT_ZH ? "：" : ": ");
    }
    put_summary(calendar, row, language == REPORT_ZH ? REPORT_ZH : REPORT_EN);
    if (language == REPORT_BOTH) {
        buf_puts(text, " / ");
        put_summary(calendar, row, REPORT_ZH);
    }
    add(component, icalproperty_new_summary(text->data));
}

static void put_line(struct buf *text, enum word word, struct report_text value,
                     enum report_language language)
{
    if (text_is_empty(value))
        return;
    phrase_word(text, word, language);
    buf_puts(text, ": ");
    phrase_text(text, value, language);
    buf_putc(text, '\n');
}

/* What the entry is about, by which rule the date came about, the proof, and what follows. */
static void add_description(struct calendar *calendar, icalcomponent *component,
                            const struct report_row *row)
{
    struct buf *text = &calendar->text;
    enum report_language language = calendar->options->language;
    struct phrases names;
    phrases_init(&names);
    phrase_parties(&names.en, calendar->model, row->counterparties, REPORT_EN);
    phrase_parties(&names.zh, calendar->model, row->counterparties, REPORT_ZH);
    buf_clear(text);
    put_line(text, WORD_CONTRACT, calendar->model->identity.title, language);
    put_line(text, WORD_TO_WHOM, phrases_text(&names), language);
    phrase_word(text, WORD_DUE, language);
    buf_puts(text, ": ");
    phrase_moment(text, row_date(row));
    if (!moment_is_set(row->due)) { /* a reminder */
        buf_puts(text, " (");
        phrase_word(text, WORD_PROXY, language);
        buf_putc(text, ')');
    }
    buf_putc(text, '\n');
    put_line(text, WORD_COMPUTED_FROM, row->due_rule, language);
    for (size_t i = 0; i < row->remark_count; i++)
        put_line(text, WORD_REMARKS, row->remarks[i], language);
    put_line(text, WORD_EVIDENCE, row->evidence, language);
    put_line(text, WORD_ACCEPTED_BY, row->acceptor, language);
    put_line(text, WORD_IF_MISSED, row->remedy, language);
    put_line(text, WORD_FORECAST, row->forecast_why, language);
    if (text->len > 0)
        buf_truncate(text, text->len - 1);
    add(component, icalproperty_new_description(text->data));
    phrases_release(&names);
}

static icalproperty_status todo_status(const struct report_row *row)
{
    switch (row->status) {
    case REPORT_DORMANT: return ICAL_STATUS_NEEDSACTION;
    case REPORT_IN_FORCE:
    case REPORT_PENDING: return ICAL_STATUS_INPROCESS;
    case REPORT_FULFILLED: return ICAL_STATUS_COMPLETED;
    case REPORT_BREACHED:
        return row->is_late     ? ICAL_STATUS_COMPLETED
               : row->is_unowed ? ICAL_STATUS_CANCELLED
                                : ICAL_STATUS_NEEDSACTION;
    case REPORT_LAPSED:
    case REPORT_WAIVED:
    case REPORT_RELEASED: return ICAL_STATUS_CANCELLED;
    }
    UNREACHABLE();
}

static void add_percent(icalcomponent *todo, const struct report_row *row)
{
    bool is_counted = row->required != REPORT_NO_QUANTITY && row->required > 0 &&
                      row->done != REPORT_NO_QUANTITY && row->done >= 0;
    if (!is_counted)
        return;
    int128 percent = (int128)row->done * 100 / row->required;
    add(todo, icalproperty_new_percentcomplete(percent > 100 ? 100 : (int)percent));
}

static void add_todo(struct calendar *calendar, const struct report_row *row)
{
    const struct report_identity *identity = &calendar->model->identity;
    icalcomponent *todo = icalcomponent_new(ICAL_VTODO_COMPONENT);
    struct report_moment due = row_date(row);
    add_identity(calendar, todo, row, "todo");
    add_summary(calendar, todo, row, false);
    add_description(calendar, todo, row);
    /* RFC 5545: DTSTART and DUE have the same type and are in order. */
    if (moment_is_set(row->from) && (row->from.second < 0) == (due.second < 0) &&
        moment_compare(row->from, due) <= 0)
        add(todo, icalproperty_new_dtstart(time_of(identity, row->from)));
    add(todo, icalproperty_new_due(time_of(identity, due)));
    add(todo, icalproperty_new_status(todo_status(row)));
    if (row->status == REPORT_FULFILLED && moment_is_set(row->performed)) {
        struct report_moment done = row->performed;
        done.second = done.second < 0 ? 0 : done.second;
        struct icaltimetype time = time_of(identity, done);
        time.zone = icaltimezone_get_utc_timezone();
        add(todo, icalproperty_new_completed(time));
    }
    add_percent(todo, row);
    icalcomponent_add_component(calendar->root, todo);
}

static void add_alarms(icalcomponent *event, const struct report_row *row)
{
    struct ladder ladder = ladder_of(row);
    const char *summary = icalcomponent_get_summary(event);
    for (size_t i = 0; i < ladder.count; i++) {
        icalcomponent *alarm = icalcomponent_new(ICAL_VALARM_COMPONENT);
        struct icaltriggertype trigger = icaltriggertype_from_int(0);
        trigger.duration = icaldurationtype_from_int(-ladder.days[i] * 24 * 60 * 60);
        add(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
        add(alarm, icalproperty_new_description(summary));
        add(alarm, icalproperty_new_trigger(trigger));
        icalcomponent_add_component(event, alarm);
    }
}

static void add_last_day(struct calendar *calendar, const struct report_row *row)
{
    icalcomponent *event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    struct report_moment day = row_last_act(row);
    add_identity(calendar, event, row, "act");
    add_summary(calendar, event, row, true);
    add_description(calendar, event, row);
    add(event, icalproperty_new_dtstart(time_of(&calendar->model->identity, day)));
    add(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    bool is_over = !row_is_live(row);
    add(event, icalproperty_new_status(is_over ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED));
    if (!is_over)
        add_alarms(event, row);
    icalcomponent_add_component(calendar->root, event);
}

/* What somebody has to do, or may do, by a date. */
static bool is_dated_act(const struct report_row *row)
{
    return row->form == REPORT_ROW_INSTANCE && row->modality != REPORT_SHALL_NOT &&
           row->kind != REPORT_KIND_ASSUMPTION && moment_is_set(row_date(row));
}

void report_ics(struct buf *out, const struct report_model *model,
                const struct report_options *options)
{
    struct calendar calendar = {.model = model, .options = options};
    calendar.root = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
    if (calendar.root == NULL)
        BUG("libical made no calendar");
    buf_init(&calendar.text);
    buf_printf(&calendar.text, "-//Hetong//%s//%s",
               model->identity.program == NULL ? "hetong" : model->identity.program,
               options->language == REPORT_ZH ? "ZH" : "EN");
    add(calendar.root, icalproperty_new_prodid(calendar.text.data));
    add(calendar.root, icalproperty_new_version("2.0"));
    add(calendar.root, icalproperty_new_method(ICAL_METHOD_PUBLISH));
    for (size_t i = 0; i < model->row_count; i++) {
        const struct report_row *row = &model->rows[i];
        if (!is_dated_act(row) || !row_concerns(row, options->party))
            continue;
        add_todo(&calendar, row);
        add_last_day(&calendar, row);
    }
    char *text = icalcomponent_as_ical_string_r(calendar.root);
    if (text == NULL)
        BUG("libical wrote no calendar");
    buf_puts(out, text);
    icalmemory_free_buffer(text);
    icalcomponent_free(calendar.root);
    buf_release(&calendar.text);
}
