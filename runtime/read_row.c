/* read_row.c - from the cells of a row to an event: required cells, dates, numbers, lengths.
 * The one idea: a fault names the cell, says what is wrong with it and how to mend it. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lang/value/decimal.h"
#include "runtime/read_internal.h"

enum { CLIP = 40, NAME_CAP = 16, DATE_LEN = 10 };

const char *read_role_name(enum read_role role)
{
    switch (role) {
#define ROLE(id, name)                                                                             \
    case ROLE_##id:                                                                                \
        return name;
        READ_ROLES(ROLE)
#undef ROLE
    case ROLE_COUNT:
        return "attribute";
    }
    UNREACHABLE();
}

enum read_role read_role_of(struct text name)
{
    char lower[NAME_CAP];
    if (name.len >= sizeof lower) {
        return ROLE_COUNT;
    }
    for (size_t i = 0; i < name.len; i++) {
        char letter = name.text[i];
        lower[i] = letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
    }
    struct text folded = {.text = lower, .len = name.len};
    for (enum read_role role = ROLE_ID; role < ROLE_COUNT; role++) {
        if (text_equal(folded, text_from(read_role_name(role)))) {
            return role;
        }
    }
    return ROLE_COUNT;
}

struct text text_trim(struct text text)
{
    while (text.len > 0 && (text.text[0] == ' ' || text.text[0] == '\t')) {
        text.text++;
        text.len--;
    }
    while (text.len > 0 &&
           (text.text[text.len - 1] == ' ' || text.text[text.len - 1] == '\t')) {
        text.len--;
    }
    return text;
}

void fault_set(struct read_fault *fault, const char *mend, const char *what, ...)
{
    va_list values;
    va_start(values, what);
    vsnprintf(fault->what, sizeof fault->what, what, values);
    va_end(values);
    snprintf(fault->mend, sizeof fault->mend, "%s", mend);
}

/* ---- dates and numbers ------------------------------------------------------------------------------ */

/* A date of a report stands for the last tick that it covers (calculus A4.43). */
static MUST_USE bool read_tick(const struct read_options *options, struct text text,
                               const char *name, int64_t *tick, struct read_fault *fault)
{
    int64_t first = 0;
    int clip = text_clip(text, CLIP);
    switch (tick_parse_on(options->clock, options->granularity, text.text, text.len, &first, tick)) {
    case TICK_OK:
        return true;
    case TICK_MALFORMED:
        fault_set(fault, "write the date as year-month-day, such as 1956-12-20",
                  "'%.*s' in '%s' is no date", clip, text.text, name);
        return false;
    case TICK_NO_SUCH_TIME:
        fault_set(fault, "look at the month's length and at the time of day",
                  "there is no date %.*s ('%s')", clip, text.text, name);
        return false;
    case TICK_HAS_ZONE:
        fault_set(fault, "write the time on the contract's own clock, or name its zone in the contract",
                  "'%.*s' in '%s' has a time zone, and the contract names none", clip, text.text, name);
        return false;
    case TICK_SKIPPED:
        fault_set(fault, "look at the clock that it was taken from, or write its offset: 02:30+01:00",
                  "there is no %.*s ('%s'): the contract's clock is put forward over it", clip, text.text, name);
        return false;
    }
    UNREACHABLE();
}

/* A time of day finer than the tick states the order within it: seconds from the tick's start. */
static int64_t order_within_tick(const struct read_options *options, struct text at, int64_t tick)
{
    int64_t second = 0;
    int64_t last = 0;
    if (at.len <= DATE_LEN || options->granularity == GRANULARITY_SECOND ||
        tick_parse_on(options->clock, GRANULARITY_SECOND, at.text, at.len, &second, &last) != TICK_OK) {
        return 0;
    }
    return second - tick * tick_seconds(options->granularity);
}

static MUST_USE bool read_order(struct text text, int64_t *value)
{
    struct decimal number;
    return decimal_parse(text.text, text.len, &number) == DECIMAL_OK &&
           decimal_to_parts(number, 0, value) == DECIMAL_OK;
}

/* ---- the row ---------------------------------------------------------------------------------------- */

static MUST_USE bool has_required(const struct read_cells *cells, bool is_void,
                                  struct read_fault *fault, enum read_role *role)
{
    for (*role = ROLE_ID; *role <= ROLE_LAST_REQUIRED; (*role)++) {
        bool may_be_missing = is_void && (*role == ROLE_AT || *role == ROLE_ACTOR);
        if (cells->roles[*role].len == 0 && !may_be_missing) {
            fault_set(fault,
                      *role == ROLE_ID ? "give every event an id of its own"
                                       : "every event says who did what on which day",
                      "the row has no '%s'", read_role_name(*role));
            return false;
        }
    }
    return true;
}

static MUST_USE bool has_short_cells(const struct read_cells *cells, struct read_fault *fault,
                                     enum read_role *role)
{
    for (*role = ROLE_ID; *role < ROLE_COUNT; (*role)++) {
        bool is_id = *role == ROLE_ID || *role == ROLE_SOURCE;
        size_t limit = is_id ? LIMIT_ID_BYTES : LIMIT_FIELD_BYTES;
        if (cells->roles[*role].len > limit) {
            fault_set(fault, "shorten it", "'%s' has %zu bytes; at most %zu are allowed",
                      read_role_name(*role), cells->roles[*role].len, limit);
            return false;
        }
    }
    for (size_t i = 0; i < cells->attribute_count; i++) {
        const struct report_attribute *attribute = &cells->attributes[i];
        if (attribute->value.len > LIMIT_FIELD_BYTES || attribute->name.len > LIMIT_NAME_BYTES) {
            fault_set(fault, "shorten it", "the attribute '%.*s' is too long",
                      text_clip(attribute->name, CLIP), attribute->name.text);
            return false;
        }
    }
    return true;
}

static MUST_USE bool read_numbers(const struct read_options *options,
                                  const struct read_cells *cells, struct read_row *row,
                                  struct read_fault *fault, enum read_role *role)
{
    struct report_event *event = &row->event;
    *role = ROLE_AT;
    if (event->at.len > 0) {
        if (!read_tick(options, event->at, "at", &event->tick, fault)) {
            return false;
        }
        event->ord = order_within_tick(options, event->at, event->tick);
    }
    *role = ROLE_ORD;
    struct text order = cells->roles[ROLE_ORD];
    if (order.len > 0 && !read_order(order, &event->ord)) {
        fault_set(fault, "write a whole number: 1 for the first of the day, 2 for the second",
                  "'%.*s' in 'ord' is no whole number", text_clip(order, CLIP), order.text);
        return false;
    }
    *role = ROLE_RECORDED;
    struct text recorded = cells->roles[ROLE_RECORDED];
    row->has_recorded = recorded.len > 0;
    if (row->has_recorded &&
        !read_tick(options, recorded, "recorded", &row->recorded, fault)) {
        return false;
    }
    if (row->has_recorded && options->has_recorded_limit &&
        row->recorded > options->recorded_limit) {
        fault_set(fault, "a record is made today or was made before",
                  "'%.*s' in 'recorded' is still to come", text_clip(recorded, CLIP),
                  recorded.text);
        return false;
    }
    *role = ROLE_QUANTITY;
    struct decimal quantity;
    if (event->quantity.len > 0 &&
        decimal_parse(event->quantity.text, event->quantity.len, &quantity) != DECIMAL_OK) {
        fault_set(fault, "write digits, such as 10 or 480_000.50; the unit has its own column",
                  "'%.*s' in 'quantity' is no number", text_clip(event->quantity, CLIP),
                  event->quantity.text);
        return false;
    }
    return true;
}

bool read_row_finish(const struct read_options *options, const struct read_cells *cells,
                     struct read_row *row, struct read_fault *fault, enum read_role *role)
{
    const struct text *roles = cells->roles; /* ORDER roles */
    *row = (struct read_row){
        .line = row->line,
        .event = {
            .id = roles[ROLE_ID],
            .at = roles[ROLE_AT],
            .actor = roles[ROLE_ACTOR],
            .act = roles[ROLE_ACT],
            .to = roles[ROLE_TO],
            .object = roles[ROLE_OBJECT],
            .quantity = roles[ROLE_QUANTITY],
            .unit = roles[ROLE_UNIT],
            .by = roles[ROLE_BY],
            .evidence = roles[ROLE_EVIDENCE],
            .re = roles[ROLE_RE],
            .for_what = roles[ROLE_FOR],
            .source = roles[ROLE_SOURCE].len > 0 ? roles[ROLE_SOURCE] : options->source,
            .corrects = roles[ROLE_CORRECTS],
            .attributes = cells->attribute_count > 0 ? cells->attributes : NULL,
            .attribute_count = cells->attribute_count,
        },
    };
    if (!has_required(cells, event_is_void(&row->event), fault, role) ||
        !has_short_cells(cells, fault, role) ||
        !read_numbers(options, cells, row, fault, role)) {
        return false;
    }
    char why[sizeof fault->what];
    *role = ROLE_COUNT;
    if (!event_check(&row->event, why, sizeof why)) {
        fault_set(fault, "", "%s", why);
        return false;
    }
    return true;
}
