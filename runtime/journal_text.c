/* journal_text.c - writes and reads the canonical text of journal_text.h. The reader takes exactly
 * what the writer makes and nothing else: it is a check of the bytes, not a JSON parser. The one
 * idea: the text members stand in one list (ORDER content) from which both sides are made. */
#include "runtime/journal_text.h"

#include <stdlib.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/check.h"

/* ORDER content: the texts between ord and attributes. CONTENT(member, name in the text). */
#define CONTENT_TEXTS(CONTENT)                                                                     \
    CONTENT(source, "source")                                                                      \
    CONTENT(id, "id")                                                                              \
    CONTENT(actor, "actor")                                                                        \
    CONTENT(act, "act")                                                                            \
    CONTENT(to, "to")                                                                              \
    CONTENT(object, "object")                                                                      \
    CONTENT(quantity, "quantity")                                                                  \
    CONTENT(unit, "unit")                                                                          \
    CONTENT(by, "by")                                                                              \
    CONTENT(evidence, "evidence")                                                                  \
    CONTENT(re, "re")                                                                              \
    CONTENT(for_what, "for")                                                                       \
    CONTENT(corrects, "corrects")

/* ---- writing --------------------------------------------------------------------------------- */

static void write_string(struct buf *out, struct text text)
{
    static const char digits[] = "0123456789abcdef";
    buf_putc(out, '"');
    size_t start = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.text[i];
        if (byte >= 0x20 && byte != '"' && byte != '\\') {
            continue;
        }
        buf_add(out, text.text + start, i - start);
        start = i + 1;
        if (byte >= 0x20) {
            char escape[2] = {'\\', (char)byte};
            buf_add(out, escape, sizeof escape);
        } else {
            char escape[6] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
            buf_add(out, escape, sizeof escape);
        }
    }
    buf_add(out, text.text + start, text.len - start);
    buf_putc(out, '"');
}

static void write_text(struct buf *out, const char *label, size_t label_len, struct text text)
{
    if (text.len > 0) {
        buf_add(out, label, label_len);
        write_string(out, text);
    }
}

static void write_number(struct buf *out, const char *label, int64_t value)
{
    buf_puts(out, label);
    buf_put_i64(out, value);
}

void journal_write_content(struct buf *out, const struct report_event *event)
{
    /* An event without a date (a void) has tick 0 whatever the caller left there. */
    write_number(out, "\"tick\":", event->at.len > 0 ? event->tick : 0);
    if (event->ord != 0) {
        write_number(out, ",\"ord\":", event->ord);
    }
#define CONTENT(member, name)                                                                      \
    write_text(out, ",\"" name "\":", sizeof(",\"" name "\":") - 1, event->member);
    CONTENT_TEXTS(CONTENT)
#undef CONTENT
    if (event->attribute_count == 0) {
        return;
    }
    buf_puts(out, ",\"attributes\":");
    for (size_t i = 0; i < event->attribute_count; i++) {
        buf_putc(out, i == 0 ? '{' : ',');
        write_string(out, event->attributes[i].name);
        buf_putc(out, ':');
        write_string(out, event->attributes[i].value);
    }
    buf_putc(out, '}');
}

void journal_write_record(struct buf *out, const struct record *record, struct text content)
{
    write_number(out, "{\"seq\":", (int64_t)record->seq);
    write_number(out, ",\"recorded\":", record->recorded);
    buf_puts(out, ",\"kind\":\"");
    buf_puts(out, record_kind_word(record->kind));
    buf_putc(out, '"');
    if (record->verdict != VERDICT_NONE) {
        buf_puts(out, record->verdict == VERDICT_HELD ? ",\"verdict\":\"held\""
                                                      : ",\"verdict\":\"not-held\"");
    }
    if (record->kind == RECORD_CORRECTION) {
        write_number(out, ",\"target\":", (int64_t)record->target);
        if (record->is_undo) {
            buf_puts(out, ",\"undoes\":true");
        }
    }
    if (record->kind == RECORD_CLOSE) {
        write_number(out, ",\"closed-to\":", record->closed_to);
    }
    if (record->kind == RECORD_REFUSAL) {
        buf_puts(out, ",\"refused\":\"");
        buf_puts(out, arrival_word(record->refusal));
        buf_puts(out, "\",\"detail\":");
        write_string(out, record->detail);
        if (record->conflicts_with != 0) {
            write_number(out, ",\"conflicts-with\":", (int64_t)record->conflicts_with);
        }
    }
    if (record->event.at.len > 0) {
        buf_puts(out, ",\"at\":");
        write_string(out, record->event.at);
    }
    buf_putc(out, ',');
    buf_add(out, content.text, content.len);
    buf_putc(out, '}');
}

/* ---- reading --------------------------------------------------------------------------------- */

struct scan {
    const char *next, *end;
    char *room; /* where the next decoded text goes */
    bool is_wrong;
};

/* Steps over the literal if it stands here. */
static bool meets(struct scan *scan, const char *literal, size_t len)
{
    if ((size_t)(scan->end - scan->next) < len || memcmp(scan->next, literal, len) != 0) {
        return false;
    }
    scan->next += len;
    return true;
}

#define MEETS(scan, literal) meets((scan), (literal), sizeof(literal) - 1)

static void require(struct scan *scan, bool is_there)
{
    scan->is_wrong = scan->is_wrong || !is_there;
}

static int64_t read_number(struct scan *scan)
{
    bool is_negative = MEETS(scan, "-");
    const char *first = scan->next;
    int64_t value = 0;
    while (scan->next < scan->end && *scan->next >= '0' && *scan->next <= '9') {
        int64_t digit = *scan->next - '0';
        if (!ckd_mul_i64(&value, value, 10) ||
            !(is_negative ? ckd_sub_i64(&value, value, digit) : ckd_add_i64(&value, value, digit))) {
            scan->is_wrong = true;
            return 0;
        }
        scan->next++;
    }
    bool has_leading_zero = scan->next - first > 1 && *first == '0';
    require(scan, scan->next > first && !has_leading_zero && !(is_negative && value == 0));
    return value;
}

static int hex_digit(char digit)
{
    return digit >= '0' && digit <= '9' ? digit - '0'
         : digit >= 'a' && digit <= 'f' ? digit - 'a' + 10
                                        : -1;
}

static char read_escape(struct scan *scan)
{
    if (MEETS(scan, "\"")) {
        return '"';
    }
    if (MEETS(scan, "\\")) {
        return '\\';
    }
    if (MEETS(scan, "u00") && scan->end - scan->next >= 2) {
        int high = hex_digit(scan->next[0]);
        int low = hex_digit(scan->next[1]);
        scan->next += 2;
        if ((high == 0 || high == 1) && low >= 0 && high + low > 0) {
            return (char)(high << 4 | low);
        }
    }
    scan->is_wrong = true;
    return '?';
}

static struct text read_string(struct scan *scan)
{
    require(scan, MEETS(scan, "\""));
    char *start = scan->room;
    while (!scan->is_wrong && scan->next < scan->end && *scan->next != '"') {
        if (*scan->next == '\\') {
            scan->next++;
            *scan->room++ = read_escape(scan);
            continue;
        }
        require(scan, (unsigned char)*scan->next >= 0x20);
        *scan->room++ = *scan->next++;
    }
    require(scan, MEETS(scan, "\""));
    struct text text = {.text = start, .len = (size_t)(scan->room - start)};
    *scan->room++ = '\0'; /* the two quotes of the text left room for it */
    return text;
}

static struct text read_filled_string(struct scan *scan)
{
    struct text text = read_string(scan);
    require(scan, text.len > 0);
    return text;
}

static uint64_t read_seq(struct scan *scan)
{
    int64_t value = read_number(scan);
    require(scan, value > 0);
    return value > 0 ? (uint64_t)value : 0;
}

static enum record_kind read_kind(struct scan *scan)
{
#define RECORD_KIND(id, word)                                                                      \
    if (MEETS(scan, "\"" word "\"")) {                                                             \
        return RECORD_##id;                                                                        \
    }
    RECORD_KINDS(RECORD_KIND)
#undef RECORD_KIND
    scan->is_wrong = true;
    return RECORD_EVENT;
}

static enum arrival read_arrival(struct scan *scan)
{
#define ARRIVAL(id, word, en, zh)                                                                  \
    if (MEETS(scan, "\"" word "\"")) {                                                             \
        return ARRIVAL_##id;                                                                       \
    }
    ARRIVALS(ARRIVAL)
#undef ARRIVAL
    scan->is_wrong = true;
    return ARRIVAL_TAKEN;
}

static void read_head(struct scan *scan, struct record *record)
{
    require(scan, MEETS(scan, "{\"seq\":"));
    record->seq = read_seq(scan);
    require(scan, MEETS(scan, ",\"recorded\":"));
    record->recorded = read_number(scan);
    require(scan, MEETS(scan, ",\"kind\":"));
    record->kind = read_kind(scan);
    if (MEETS(scan, ",\"verdict\":\"held\"")) {
        record->verdict = VERDICT_HELD;
    } else if (MEETS(scan, ",\"verdict\":\"not-held\"")) {
        record->verdict = VERDICT_NOT_HELD;
    }
    if (record->kind == RECORD_CORRECTION) {
        require(scan, MEETS(scan, ",\"target\":"));
        record->target = read_seq(scan);
        record->is_undo = MEETS(scan, ",\"undoes\":true");
    }
    if (record->kind == RECORD_CLOSE) {
        require(scan, MEETS(scan, ",\"closed-to\":"));
        record->closed_to = read_number(scan);
    }
    if (record->kind == RECORD_REFUSAL) {
        require(scan, MEETS(scan, ",\"refused\":"));
        record->refusal = read_arrival(scan);
        require(scan, MEETS(scan, ",\"detail\":"));
        record->detail = read_string(scan);
        if (MEETS(scan, ",\"conflicts-with\":")) {
            record->conflicts_with = read_seq(scan);
        }
    }
    if (MEETS(scan, ",\"at\":")) {
        record->event.at = read_filled_string(scan);
    }
    require(scan, MEETS(scan, ","));
}

static void read_attributes(struct scan *scan, struct report_event *event,
                            struct journal_scratch *scratch)
{
    do {
        if (event->attribute_count == LIMIT_EVENT_COLUMNS) {
            scan->is_wrong = true;
            return;
        }
        struct report_attribute *attribute = &scratch->attributes[event->attribute_count];
        attribute->name = read_filled_string(scan);
        require(scan, MEETS(scan, ":"));
        attribute->value = read_filled_string(scan);
        require(scan, event->attribute_count == 0 ||
                          text_compare(attribute[-1].name, attribute->name) < 0);
        event->attribute_count++;
    } while (!scan->is_wrong && MEETS(scan, ","));
    require(scan, MEETS(scan, "}"));
}

static void read_content(struct scan *scan, struct report_event *event,
                         struct journal_scratch *scratch)
{
    require(scan, MEETS(scan, "\"tick\":"));
    event->tick = read_number(scan);
    if (MEETS(scan, ",\"ord\":")) {
        event->ord = read_number(scan);
        require(scan, event->ord != 0);
    }
#define CONTENT(member, name)                                                                      \
    if (!scan->is_wrong && MEETS(scan, ",\"" name "\":")) {                                        \
        event->member = read_filled_string(scan);                                                  \
    }
    CONTENT_TEXTS(CONTENT)
#undef CONTENT
    if (!scan->is_wrong && MEETS(scan, ",\"attributes\":{")) {
        read_attributes(scan, event, scratch);
    }
}

void journal_scratch_release(struct journal_scratch *scratch)
{
    free(scratch->bytes);
    scratch->bytes = NULL;
    scratch->cap = 0;
}

static void blank_event(struct report_event *event)
{
    *event = (struct report_event){.at = TEXT_NONE};
#define CONTENT(member, name) event->member = TEXT_NONE;
    CONTENT_TEXTS(CONTENT)
#undef CONTENT
}

bool journal_read_record(struct text body, struct record *record, struct text *content,
                         struct journal_scratch *scratch)
{
    /* Every text needs a byte for its NUL; a wrong one may need it without having had quotes. */
    size_t need = body.len + 16;
    if (scratch->cap < need) {
        size_t cap = 2 * need;
        char *bytes = realloc(scratch->bytes, cap);
        if (bytes == NULL) {
            BUG("out of memory for a record of %zu bytes", body.len);
        }
        scratch->bytes = bytes;
        scratch->cap = cap;
    }
    struct scan scan = {
        .next = body.text,
        .end = body.text + body.len,
        .room = scratch->bytes,
    };
    *record = (struct record){.refusal = ARRIVAL_TAKEN, .detail = TEXT_NONE};
    blank_event(&record->event);
    read_head(&scan, record);
    if (scan.is_wrong) {
        return false;
    }
    content->text = scan.next;
    read_content(&scan, &record->event, scratch);
    content->len = (size_t)(scan.next - content->text);
    require(&scan, MEETS(&scan, "}") && scan.next == scan.end);
    if (record->event.attribute_count > 0) {
        record->event.attributes = scratch->attributes;
    }
    return !scan.is_wrong;
}
