/* read_jsonl.c - event files as JSON Lines: one object on each line, and the only file that includes
 * <jansson.h>.
 *
 *     {"id":"e1","at":"1956-10-20","actor":["Fushun","Benxi"],"act":"study","object":"lining"}
 *
 * Values are strings or whole numbers; a list of strings is the names joined by "+"; null is "not
 * given"; the member "attributes" may hold an object of further ones. A member that stands twice is
 * refused. The one idea: the parsed line is kept until the next one, and the row points into it. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "lang/base/buf.h"
#include "lang/base/utf8.h"
#include "runtime/read_internal.h"

enum { CLIP = 40 };

void jsonl_close(struct event_reader *reader)
{
    json_decref(reader->document);
    reader->document = NULL;
    arena_release(&reader->made);
}

/* ---- one member ---------------------------------------------------------------------------------- */

static MUST_USE bool fault_of(struct read_fault *fault, struct text name, const char *mend,
                              const char *what)
{
    fault_set(fault, mend, "'%.*s' %s", text_clip(name, CLIP), name.text, what);
    return false;
}

static MUST_USE bool take_string(struct event_reader *reader, struct text name, const json_t *value,
                                 struct text *text, struct read_fault *fault)
{
    struct text whole = {.text = json_string_value(value), .len = json_string_length(value)};
    size_t offset = 0;
    const char *what = NULL;
    if (!text_is_clean(whole.text, whole.len, &offset, &what)) {
        fault_set(fault, "write it without such characters", "'%.*s' has %s",
                  text_clip(name, CLIP), name.text, what);
        return false;
    }
    struct text trimmed = text_trim(whole);
    bool is_ended = trimmed.text + trimmed.len == whole.text + whole.len;
    *text = is_ended ? trimmed
                     : (struct text){
                           .text = arena_text(&reader->made, trimmed.text, trimmed.len),
                           .len = trimmed.len,
                       };
    return true;
}

/* ["Fushun", "Benxi"] is "Fushun+Benxi". */
static MUST_USE bool take_list(struct event_reader *reader, struct text name, const json_t *list,
                               struct text *text, struct read_fault *fault)
{
    struct buf joined;
    buf_init(&joined);
    bool is_good = true;
    for (size_t i = 0; is_good && i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        struct text part = TEXT_NONE;
        is_good = json_is_string(item) ? take_string(reader, name, item, &part, fault)
                                       : fault_of(fault, name, "write a list of strings",
                                                  "is a list of something else than strings");
        if (part.len > 0) {
            buf_puts(&joined, joined.len > 0 ? "+" : "");
            buf_add(&joined, part.text, part.len);
        }
    }
    *text = (struct text){.text = arena_text(&reader->made, joined.data, joined.len),
                          .len = joined.len};
    buf_release(&joined);
    return is_good;
}

static MUST_USE bool take_value(struct event_reader *reader, struct text name, bool is_attribute,
                                const json_t *value, struct text *text, struct read_fault *fault)
{
    *text = TEXT_NONE;
    switch (json_typeof(value)) {
    case JSON_STRING:
        return take_string(reader, name, value, text, fault);
    case JSON_INTEGER:
        text->text = arena_printf(&reader->made, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
        text->len = strlen(text->text);
        return true;
    case JSON_ARRAY:
        return take_list(reader, name, value, text, fault);
    case JSON_TRUE:
    case JSON_FALSE:
        if (!is_attribute) {
            return fault_of(fault, name, "write it in words", "is true or false");
        }
        *text = json_is_true(value) ? TEXT_OF("true") : TEXT_OF("false");
        return true;
    case JSON_NULL:
        return true;
    case JSON_REAL:
        return fault_of(fault, name, "write it in quotes, such as \"10.5\", so that no digit is lost",
                        "is a number with a fraction");
    case JSON_OBJECT:
        return fault_of(fault, name, "write a string, a whole number or a list of strings",
                        "is an object");
    }
    UNREACHABLE();
}

/* ---- one line ------------------------------------------------------------------------------------ */

/* Puts an attribute in its place by name. False if there is one of that name, or no room. */
static MUST_USE bool add_attribute(struct read_cells *cells, struct text name, struct text value,
                                   struct read_fault *fault)
{
    if (cells->attribute_count == LIMIT_EVENT_COLUMNS) {
        fault_set(fault, "leave out what no clause reads", "the row has more than %d attributes",
                  LIMIT_EVENT_COLUMNS);
        return false;
    }
    size_t at = cells->attribute_count;
    while (at > 0 && text_compare(cells->attributes[at - 1].name, name) > 0) {
        at--;
    }
    if (at > 0 && text_equal(cells->attributes[at - 1].name, name)) {
        return fault_of(fault, name, "leave one of them out", "is given twice");
    }
    memmove(&cells->attributes[at + 1], &cells->attributes[at],
            (cells->attribute_count - at) * sizeof cells->attributes[0]);
    cells->attributes[at] = (struct report_attribute){.name = name, .value = value};
    cells->attribute_count++;
    return true;
}

static MUST_USE bool take_member(struct event_reader *reader, const char *key, const json_t *value,
                                 bool is_attribute, struct read_fault *fault)
{
    struct text name = text_from(key);
    size_t offset = 0;
    const char *what = NULL;
    struct text trimmed = text_trim(name);
    if (!text_is_clean(name.text, name.len, &offset, &what)) {
        fault_set(fault, "write names without such characters", "a member's name has %s", what);
        return false;
    }
    if (name.len == 0 || trimmed.len != name.len) {
        fault_set(fault, "write names without blanks around them", "the member '%.*s' has no name",
                  text_clip(name, CLIP), name.text);
        return false;
    }
    enum read_role role = is_attribute ? ROLE_COUNT : read_role_of(name);
    struct text text;
    if (!take_value(reader, name, role == ROLE_COUNT, value, &text, fault)) {
        return false;
    }
    if (role == ROLE_COUNT) {
        return text.len == 0 || add_attribute(&reader->cells, name, text, fault);
    }
    if (reader->cells.roles[role].len > 0 && text.len > 0) {
        return fault_of(fault, name, "leave one of them out", "is given twice");
    }
    if (text.len > 0) {
        reader->cells.roles[role] = text;
    }
    return true;
}

static MUST_USE bool fill_cells(struct event_reader *reader, struct read_fault *fault)
{
    for (enum read_role role = ROLE_ID; role < ROLE_COUNT; role++) {
        reader->cells.roles[role] = TEXT_NONE;
    }
    reader->cells.attribute_count = 0;
    const char *key = NULL;
    json_t *value = NULL;
    json_object_foreach((json_t *)reader->document, key, value)
    {
        if (strcmp(key, "attributes") != 0 || !json_is_object(value)) {
            if (!take_member(reader, key, value, false, fault)) {
                return false;
            }
            continue;
        }
        const char *inner_key = NULL;
        json_t *inner = NULL;
        json_object_foreach(value, inner_key, inner)
        {
            if (!take_member(reader, inner_key, inner, true, fault)) {
                return false;
            }
        }
    }
    return true;
}

static MUST_USE bool parse_line(struct event_reader *reader, const char *line, size_t len,
                                struct read_fault *fault)
{
    json_error_t error;
    json_decref(reader->document);
    reader->document = json_loadb(line, len, JSON_REJECT_DUPLICATES, &error);
    if (reader->document == NULL) {
        size_t said_len = strlen(error.text);
        bool is_text = utf8_check(error.text, said_len, NULL) == UTF8_FINE;
        fault->column = error.column > 0 ? (uint64_t)error.column : 0;
        fault_set(fault, "each line is one whole JSON object", "the line is no JSON: %s",
                  is_text ? error.text : "it breaks off or has a stray character");
        return false;
    }
    if (!json_is_object((json_t *)reader->document)) {
        fault_set(fault, "each line is one whole JSON object", "the line is no JSON object");
        return false;
    }
    return true;
}

enum rt_status jsonl_open(struct event_reader *reader, struct rt_error *err)
{
    struct read_input *input = &reader->input;
    size_t len = 0;
    if (input_line_end(input, 0, &len, err) == LINE_FAILED) {
        return rt_wrap(err, "reading '%s'", reader->path);
    }
    struct text first = text_trim((struct text){.text = input->data + input->start, .len = len});
    if (first.len > 0 && first.text[0] == '[') {
        return rt_fail(err, RT_INPUT,
                       "'%s' is a JSON list; write one object on each line, without brackets and "
                       "commas around them",
                       reader->path);
    }
    return RT_OK;
}

enum read_result jsonl_next(struct event_reader *reader, struct read_row *row,
                            struct read_fault *fault, struct rt_error *err)
{
    struct read_input *input = &reader->input;
    for (;; reader->line++) {
        size_t len = 0;
        enum line_end line_end = input_line_end(input, 0, &len, err);
        if (line_end == LINE_FAILED) {
            rt_wrap(err, "reading '%s'", reader->path);
            return READ_FAILED;
        }
        if (line_end == LINE_LAST && len == 0) {
            return READ_END;
        }
        *fault = (struct read_fault){.line = reader->line};
        if (line_end == LINE_TOO_LONG) {
            fault_set(fault, "look for a missing line end", "the line has more than %d bytes",
                      LIMIT_EVENT_LINE_BYTES);
            reader->line++;
            return input_skip_line(input, err) ? READ_FAULT : READ_FAILED;
        }
        const char *line = input->data + input->start;
        input_take(input, len + (line_end == LINE_FOUND));
        size_t kept = len > 0 && line[len - 1] == '\r' ? len - 1 : len;
        if (text_trim((struct text){.text = line, .len = kept}).len == 0) {
            continue;
        }
        row->line = reader->line++;
        size_t offset = 0;
        const char *what = NULL;
        arena_clear(&reader->made);
        if (!text_is_clean(line, kept, &offset, &what)) {
            for (size_t i = 0; i < offset; i++) {
                fault->column += ((unsigned char)line[i] & 0xC0) != 0x80;
            }
            fault->column++;
            fault_set(fault, "save the file as UTF-8 without such characters", "the line has %s",
                      what);
            return READ_FAULT;
        }
        enum read_role role = ROLE_COUNT;
        bool is_row = parse_line(reader, line, kept, fault) && fill_cells(reader, fault) &&
                      read_row_finish(&reader->options, &reader->cells, row, fault, &role);
        return is_row ? READ_ROW : READ_FAULT;
    }
}
