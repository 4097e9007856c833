/* record.c - small helpers of record.h: texts, the words of the enums, the check of an event. */
#include "runtime/record.h"

#include <stdio.h>
#include <string.h>

#include "lang/base/check.h"
#include "lang/base/limits.h"
#include "lang/value/decimal.h"

enum { CLIP = 60 }; /* bytes of a value that a message shows */

struct text text_from(const char *string)
{
    return string == NULL ? TEXT_NONE : (struct text){.text = string, .len = strlen(string)};
}

bool text_equal(struct text left, struct text right)
{
    return left.len == right.len && memcmp(left.text, right.text, left.len) == 0;
}

int text_compare(struct text left, struct text right)
{
    size_t common = left.len < right.len ? left.len : right.len;
    int order = memcmp(left.text, right.text, common);
    if (order != 0) {
        return order;
    }
    return left.len < right.len ? -1 : left.len > right.len ? 1 : 0;
}

int text_clip(struct text text, int max)
{
    if (text.len <= (size_t)max) {
        return (int)text.len;
    }
    int end = max;
    while (end > 0 && ((unsigned char)text.text[end] & 0xC0) == 0x80) {
        end--;
    }
    return end;
}

const char *record_kind_word(enum record_kind kind)
{
    switch (kind) {
#define RECORD_KIND(id, word)                                                                      \
    case RECORD_##id:                                                                              \
        return word;
        RECORD_KINDS(RECORD_KIND)
#undef RECORD_KIND
    case RECORD_KIND_COUNT:
        break;
    }
    UNREACHABLE();
}

const char *arrival_word(enum arrival arrival)
{
    switch (arrival) {
#define ARRIVAL(id, word, en, zh)                                                                  \
    case ARRIVAL_##id:                                                                             \
        return word;
        ARRIVALS(ARRIVAL)
#undef ARRIVAL
    case ARRIVAL_COUNT:
        break;
    }
    UNREACHABLE();
}

const char *arrival_sentence(enum arrival arrival, bool chinese)
{
    switch (arrival) {
#define ARRIVAL(id, word, en, zh)                                                                  \
    case ARRIVAL_##id:                                                                             \
        return chinese ? zh : en;
        ARRIVALS(ARRIVAL)
#undef ARRIVAL
    case ARRIVAL_COUNT:
        break;
    }
    UNREACHABLE();
}

bool event_is_void(const struct report_event *event)
{
    return event->corrects.len > 0 && text_equal(event->act, TEXT_OF("void"));
}

static bool too_long(struct text text, size_t limit, const char *name, char *why, size_t why_cap)
{
    if (text.len <= limit) {
        return false;
    }
    snprintf(why, why_cap, "the %s has %zu bytes; at most %zu are allowed", name, text.len, limit);
    return true;
}

static bool attributes_check(const struct report_event *event, char *why, size_t why_cap)
{
    if (event->attribute_count > LIMIT_EVENT_COLUMNS) {
        snprintf(why, why_cap, "there are %zu attributes; at most %d are allowed",
                 event->attribute_count, LIMIT_EVENT_COLUMNS);
        return false;
    }
    for (size_t i = 0; i < event->attribute_count; i++) {
        const struct report_attribute *attribute = &event->attributes[i];
        if (attribute->name.len == 0 || attribute->value.len == 0) {
            snprintf(why, why_cap, "an attribute has no name or no value");
            return false;
        }
        if (too_long(attribute->name, LIMIT_NAME_BYTES, "name of an attribute", why, why_cap) ||
            too_long(attribute->value, LIMIT_FIELD_BYTES, "value of an attribute", why, why_cap)) {
            return false;
        }
        if (i > 0 && text_compare(event->attributes[i - 1].name, attribute->name) >= 0) {
            snprintf(why, why_cap, "the attribute '%.*s' is given twice or out of order",
                     text_clip(attribute->name, CLIP), attribute->name.text);
            return false;
        }
    }
    return true;
}

bool event_check(const struct report_event *event, char *why, size_t why_cap)
{
    const struct {
        const char *name;
        struct text text;
        size_t limit;
    } fields[] = {
        {"source", event->source, LIMIT_ID_BYTES},     {"id", event->id, LIMIT_ID_BYTES},
        {"date", event->at, LIMIT_FIELD_BYTES},        {"actor", event->actor, LIMIT_FIELD_BYTES},
        {"act", event->act, LIMIT_FIELD_BYTES},        {"receiver", event->to, LIMIT_FIELD_BYTES},
        {"object", event->object, LIMIT_FIELD_BYTES},  {"quantity", event->quantity, LIMIT_FIELD_BYTES},
        {"unit", event->unit, LIMIT_FIELD_BYTES},      {"reporter", event->by, LIMIT_FIELD_BYTES},
        {"evidence", event->evidence, LIMIT_FIELD_BYTES}, {"reference", event->re, LIMIT_FIELD_BYTES},
        {"designation", event->for_what, LIMIT_FIELD_BYTES},
        {"corrected id", event->corrects, LIMIT_FIELD_BYTES},
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (too_long(fields[i].text, fields[i].limit, fields[i].name, why, why_cap)) {
            return false;
        }
    }
    if (event->id.len == 0) {
        snprintf(why, why_cap, "the event has no id");
        return false;
    }
    if (event->act.len == 0) {
        snprintf(why, why_cap, "the event has no act");
        return false;
    }
    if (event->actor.len == 0 && !event_is_void(event)) {
        snprintf(why, why_cap, "the event has no actor");
        return false;
    }
    if (event->at.len == 0 && !event_is_void(event)) {
        snprintf(why, why_cap, "the event has no date");
        return false;
    }
    struct decimal quantity;
    if (event->quantity.len > 0 &&
        decimal_parse(event->quantity.text, event->quantity.len, &quantity) != DECIMAL_OK) {
        snprintf(why, why_cap, "the quantity '%.*s' is not a number",
                 text_clip(event->quantity, CLIP), event->quantity.text);
        return false;
    }
    return attributes_check(event, why, why_cap);
}
