/* read_csv.c - event files as RFC 4180 has them: a header row, commas, fields in quotes where they
 * hold commas, quotes (doubled) or newlines; LF or CRLF; a byte order mark is passed over.
 *
 *     id,at,actor,act,object,note
 *     e1,1956-10-20,Fushun,teach,lining,"first ""pair"", in the shop"
 *
 * The one idea: nearly every row has no quote, and then splitting is cutting the line at its commas
 * in place. A row with quotes takes the careful way, a character at a time. */
#include <stdio.h>
#include <string.h>

#include "lang/base/buf.h"
#include "runtime/read_internal.h"

enum { CLIP = 40 };

struct csv_place {
    uint64_t line, column;
};

/* The fields of the row at hand. Their places are counted only when they are needed (plain row), or
 * while splitting (row with quotes). */
struct csv_fields {
    struct text texts[LIMIT_EVENT_COLUMNS];
    struct csv_place places[LIMIT_EVENT_COLUMNS];
    size_t count; /* may exceed the columns; only the first ones are kept */
    bool has_places;
    const char *line_start;
};

/* Characters from the start of the line to `to`, from 1. */
static uint64_t column_of(const char *line, const char *to)
{
    uint64_t column = 1;
    for (; line < to; line++) {
        column += ((unsigned char)*line & 0xC0) != 0x80;
    }
    return column;
}

static void place_fault(const struct event_reader *reader, struct read_fault *fault,
                        const char *line, const char *to)
{
    fault->line = reader->line;
    const char *start = line;
    for (const char *next = line; next < to; next++) {
        if (*next == '\n') {
            fault->line++;
            start = next + 1;
        }
    }
    fault->column = column_of(start, to);
}

/* ---- splitting -------------------------------------------------------------------------------------- */

static void keep_field(struct csv_fields *fields, char *start, char *end)
{
    *end = '\0'; /* on the comma, the closing quote or the line's end */
    if (fields->count < LIMIT_EVENT_COLUMNS) {
        struct text text = text_trim((struct text){.text = start, .len = (size_t)(end - start)});
        start[(size_t)(text.text - start) + text.len] = '\0';
        fields->texts[fields->count] = text;
    }
    fields->count++;
}

static void split_plain(char *line, size_t len, struct csv_fields *fields)
{
    char *end = line + len;
    for (char *start = line;;) {
        char *comma = memchr(start, ',', (size_t)(end - start));
        keep_field(fields, start, comma != NULL ? comma : end);
        if (comma == NULL) {
            return;
        }
        start = comma + 1;
    }
}

/* Follows the quotes of a row without changing it. Feed it the row's bytes in pieces; BROKEN stays. */
enum quote_state { AT_FIELD_START, IN_PLAIN, IN_QUOTES, AFTER_QUOTE, AFTER_BLANK, BROKEN };

static enum quote_state follow_quotes(enum quote_state state, const char *text, size_t len,
                                      size_t *opening_at)
{
    for (size_t i = 0; i < len; i++) {
        char byte = text[i];
        bool is_blank = byte == ' ' || byte == '\t';
        switch (state) {
        case AT_FIELD_START:
            *opening_at = byte == '"' ? i : *opening_at;
            state = byte == '"' ? IN_QUOTES : byte == ',' || is_blank ? AT_FIELD_START : IN_PLAIN;
            break;
        case IN_PLAIN:
            state = byte == ',' ? AT_FIELD_START : byte == '"' ? BROKEN : IN_PLAIN;
            break;
        case IN_QUOTES:
            state = byte == '"' ? AFTER_QUOTE : IN_QUOTES;
            break;
        case AFTER_QUOTE:
        case AFTER_BLANK:
            state = byte == '"' && state == AFTER_QUOTE ? IN_QUOTES
                  : byte == ','                         ? AT_FIELD_START
                  : is_blank || byte == '\r'            ? AFTER_BLANK
                                                        : BROKEN;
            break;
        case BROKEN:
            return BROKEN;
        }
    }
    return state;
}

/* Splits a row whose quotes are closed at its end, as far as it is not broken before. NULL, or the
 * byte at fault. */
static const char *split_quoted(const struct event_reader *reader, char *row, size_t len,
                                struct csv_fields *fields, const char **what)
{
    struct csv_place place = {.line = reader->line, .column = 1};
    char *next = row;
    char *end = row + len;
    fields->has_places = true;
    for (;;) {
        while (next < end && (*next == ' ' || *next == '\t')) {
            next++;
            place.column++;
        }
        if (fields->count < LIMIT_EVENT_COLUMNS) {
            fields->places[fields->count] = place;
        }
        char *start = next;
        char *write = next;
        bool is_quoted = next < end && *next == '"';
        if (is_quoted) {
            start = write = ++next;
            place.column++;
            while (*next != '"' || (next + 1 < end && next[1] == '"')) {
                next += *next == '"'; /* of a doubled quote the second is kept */
                place.column += *next == '"' ? 2 : ((unsigned char)*next & 0xC0) != 0x80;
                if (*next == '\n') {
                    place = (struct csv_place){.line = place.line + 1, .column = 1};
                }
                *write++ = *next++;
            }
            next++;
            place.column++;
            while (next < end && (*next == ' ' || *next == '\t')) {
                next++;
                place.column++;
            }
            if (next < end && *next != ',') {
                *what = "text after the closing quote of a field";
                return next;
            }
        } else {
            while (next < end && *next != ',') {
                if (*next == '"' || *next == '\r') {
                    *what = *next == '"' ? "a quote inside a field that does not begin with one"
                                         : "a carriage return inside a line";
                    return next;
                }
                place.column += ((unsigned char)*next & 0xC0) != 0x80;
                next++;
            }
            write = next;
        }
        bool is_last = next == end;
        keep_field(fields, start, write);
        if (is_last) {
            return NULL;
        }
        next++;
        place.column++;
    }
}

/* ---- one row of fields ---------------------------------------------------------------------------------- */

/* Reads on, line by line, until the quotes of the row are closed; *len is then the row's length
 * without its line end. LINE_LAST: they are never closed, or something else follows where they are,
 * as it does when it was another row's opening quote that closed them. *opening_at is the opening
 * quote in the first line. */
static enum line_end close_quotes(struct event_reader *reader, size_t first_len, size_t *len,
                                  size_t *opening_at, struct rt_error *err)
{
    struct read_input *input = &reader->input;
    *opening_at = 0;
    *len = first_len;
    enum quote_state state =
        follow_quotes(AT_FIELD_START, input->data + input->start, first_len, opening_at);
    if (state != IN_QUOTES) {
        return LINE_FOUND; /* splitting says what is wrong with it, if anything is */
    }
    while (state == IN_QUOTES) {
        size_t from = *len + 1;
        if (from > input->end - input->start) {
            return LINE_LAST;
        }
        enum line_end line_end = input_line_end(input, from, len, err);
        if (line_end == LINE_FAILED || line_end == LINE_TOO_LONG) {
            return line_end;
        }
        size_t ignored = 0;
        state = follow_quotes(state, input->data + input->start + from, *len - from, &ignored);
        if (state == IN_QUOTES && line_end == LINE_LAST) {
            return LINE_LAST;
        }
    }
    return state == BROKEN ? LINE_LAST : LINE_FOUND;
}

static void fault_unclean(const struct event_reader *reader, struct read_fault *fault,
                          const char *row, size_t offset, const char *what)
{
    place_fault(reader, fault, row, row + offset);
    fault_set(fault, "save the file as UTF-8 without such characters", "the row has %s", what);
}

enum fields_result { FIELDS_GIVEN, FIELDS_FAULT, FIELDS_END, FIELDS_FAILED };

/* Takes the next row that is not blank and splits it. `*lines` is the number of lines it covers; the
 * caller moves reader->line on when it is done with the row. */
static enum fields_result next_fields(struct event_reader *reader, struct csv_fields *fields,
                                      uint64_t *lines, struct read_fault *fault,
                                      struct rt_error *err)
{
    struct read_input *input = &reader->input;
    fields->count = 0; /* the rest is filled as far as it counts */
    fields->has_places = false;
    *lines = 1;
    size_t line_len = 0;
    enum line_end line_end = input_line_end(input, 0, &line_len, err);
    if (line_end == LINE_FAILED) {
        return FIELDS_FAILED;
    }
    if (line_end == LINE_LAST && line_len == 0) {
        return FIELDS_END;
    }
    *fault = (struct read_fault){.line = reader->line};
    if (line_end == LINE_TOO_LONG) {
        fault_set(fault, "look for a missing line end", "the line has more than %d bytes",
                  LIMIT_EVENT_LINE_BYTES);
        return input_skip_line(input, err) ? FIELDS_FAULT : FIELDS_FAILED;
    }
    size_t len = line_len;
    unsigned classes = bytes_class(input->data + input->start, len);
    if ((classes & BYTE_QUOTE) != 0) {
        size_t opening_at = 0;
        line_end = close_quotes(reader, line_len, &len, &opening_at, err);
        if (line_end == LINE_FAILED) {
            return FIELDS_FAILED;
        }
        char *row = input->data + input->start;
        if (line_end != LINE_FOUND) {
            /* Only the first line is given up: what looked like the field's text may be rows. */
            place_fault(reader, fault, row, row + opening_at);
            fault_set(fault, "close the field with a quote; double a quote that belongs to the text",
                      "a field in quotes is not closed");
            input_take(input, line_len + (line_len < input->end - input->start));
            return FIELDS_FAULT;
        }
        classes = bytes_class(row, len);
    }
    char *row = input->data + input->start;
    bool has_newline = len < input->end - input->start;
    input_take(input, len + has_newline); /* the bytes stay where they are until the next fill */
    for (size_t i = 0; (classes & BYTE_NEWLINE) != 0 && i < len; i++) {
        *lines += row[i] == '\n';
    }
    if (len > 0 && row[len - 1] == '\r') {
        len--;
        classes = bytes_class(row, len);
    }
    size_t offset = 0;
    const char *what = NULL;
    if ((classes & (BYTE_CONTROL | BYTE_HIGH)) != 0 && !text_is_clean(row, len, &offset, &what)) {
        fault_unclean(reader, fault, row, offset, what);
        return FIELDS_FAULT;
    }
    if ((classes & BYTE_QUOTE) != 0) {
        const char *wrong = split_quoted(reader, row, len, fields, &what);
        if (wrong != NULL) {
            place_fault(reader, fault, row, wrong);
            fault_set(fault, "put the whole field in quotes and double the quotes inside",
                      "the row has %s", what);
            return FIELDS_FAULT;
        }
        return FIELDS_GIVEN;
    }
    if ((classes & BYTE_RETURN) != 0) {
        const char *wrong = memchr(row, '\r', len);
        fault_unclean(reader, fault, row, (size_t)(wrong - row),
                      "a carriage return inside a line");
        return FIELDS_FAULT;
    }
    fields->line_start = row;
    split_plain(row, len, fields);
    return FIELDS_GIVEN;
}

static bool is_blank(const struct csv_fields *fields)
{
    size_t kept = fields->count < LIMIT_EVENT_COLUMNS ? fields->count : LIMIT_EVENT_COLUMNS;
    for (size_t i = 0; i < kept; i++) {
        if (fields->texts[i].len > 0) {
            return false;
        }
    }
    return true;
}

/* ---- the header ----------------------------------------------------------------------------------------- */

static MUST_USE enum rt_status name_columns(struct event_reader *reader,
                                            const struct csv_fields *fields, struct rt_error *err)
{
    if (fields->count > LIMIT_EVENT_COLUMNS) {
        return rt_fail(err, RT_LIMIT, "'%s', line %llu: %zu columns; at most %d are allowed",
                       reader->path, (unsigned long long)reader->line, fields->count,
                       LIMIT_EVENT_COLUMNS);
    }
    for (size_t i = 0; i < fields->count; i++) {
        struct text name = fields->texts[i];
        if (name.len > LIMIT_NAME_BYTES) {
            return rt_fail(err, RT_LIMIT, "'%s': the name of column %zu has %zu bytes",
                           reader->path, i + 1, name.len);
        }
        enum read_role role = read_role_of(name);
        struct csv_column *column = &reader->columns[reader->column_count++];
        *column = (struct csv_column){
            .name = {.text = arena_text(&reader->names, name.text, name.len), .len = name.len},
            .role = role,
        };
        for (size_t k = 0; k < i; k++) {
            bool is_same = role == ROLE_COUNT ? text_equal(reader->columns[k].name, name)
                                              : reader->columns[k].role == role;
            if (is_same && name.len > 0) {
                return rt_fail(err, RT_INPUT, "'%s': the column '%.*s' stands twice in the header",
                               reader->path, text_clip(name, CLIP), name.text);
            }
        }
        if (role == ROLE_COUNT && name.len > 0) {
            /* Sorted by name once, so that every row's attributes are. */
            size_t at = reader->attribute_column_count++;
            for (; at > 0 && text_compare(reader->columns[reader->attribute_columns[at - 1]].name,
                                          name) > 0; at--) {
                reader->attribute_columns[at] = reader->attribute_columns[at - 1];
            }
            reader->attribute_columns[at] = i;
        }
    }
    return RT_OK;
}

static MUST_USE enum rt_status check_columns(const struct event_reader *reader,
                                             struct rt_error *err)
{
    struct buf missing;
    buf_init(&missing);
    for (enum read_role role = ROLE_ID; role <= ROLE_LAST_REQUIRED; role++) {
        bool is_there = false;
        for (size_t i = 0; i < reader->column_count; i++) {
            is_there = is_there || reader->columns[i].role == role;
        }
        if (!is_there) {
            buf_printf(&missing, "%s%s", missing.len > 0 ? ", " : "", read_role_name(role));
        }
    }
    enum rt_status status = RT_OK;
    if (missing.len > 0) {
        bool has_other_comma = reader->column_count == 1 &&
                               strpbrk(reader->columns[0].name.text, ";\t") != NULL;
        status = rt_fail(err, RT_INPUT,
                         "'%s' lacks the column%s %s; its first line must name the columns, among "
                         "them id, at, actor and act%s",
                         reader->path, strchr(missing.data, ',') != NULL ? "s" : "", missing.data,
                         has_other_comma ? ", separated by commas" : "");
    }
    buf_release(&missing);
    return status;
}

enum rt_status csv_open(struct event_reader *reader, struct rt_error *err)
{
    struct csv_fields fields;
    struct read_fault fault;
    uint64_t lines = 1;
    for (;;) {
        switch (next_fields(reader, &fields, &lines, &fault, err)) {
        case FIELDS_END:
            return rt_fail(err, RT_INPUT,
                           "'%s' is empty; its first line must name the columns id, at, actor, act",
                           reader->path);
        case FIELDS_FAILED:
            return rt_wrap(err, "reading '%s'", reader->path);
        case FIELDS_FAULT:
            return rt_fail(err, RT_INPUT, "'%s', line %llu: the header cannot be read: %s",
                           reader->path, (unsigned long long)fault.line, fault.what);
        case FIELDS_GIVEN:
            break;
        }
        bool is_header = !is_blank(&fields);
        enum rt_status status = is_header ? name_columns(reader, &fields, err) : RT_OK;
        reader->line += lines;
        if (status != RT_OK) {
            return status;
        }
        if (is_header) {
            return check_columns(reader, err);
        }
    }
}

/* ---- the rows ------------------------------------------------------------------------------------------- */

static void place_field(const struct event_reader *reader, const struct csv_fields *fields,
                        size_t index, struct read_fault *fault)
{
    fault->line = reader->line;
    fault->column = 0;
    if (index >= fields->count || index >= LIMIT_EVENT_COLUMNS) {
        return;
    }
    if (fields->has_places) {
        fault->line = fields->places[index].line;
        fault->column = fields->places[index].column;
    } else {
        fault->column = column_of(fields->line_start, fields->texts[index].text);
    }
}

static MUST_USE bool fill_cells(struct event_reader *reader, const struct csv_fields *fields,
                                struct read_fault *fault)
{
    if (fields->count != reader->column_count) {
        size_t at = fields->count > reader->column_count ? reader->column_count : fields->count;
        place_field(reader, fields, at, fault);
        fault_set(fault, "a field with a comma in it stands in quotes",
                  "the row has %zu field%s, the header has %zu", fields->count,
                  fields->count == 1 ? "" : "s", reader->column_count);
        return false;
    }
    struct read_cells *cells = &reader->cells;
    for (size_t i = 0; i < fields->count; i++) {
        if (reader->columns[i].role != ROLE_COUNT) {
            cells->roles[reader->columns[i].role] = fields->texts[i];
        } else if (reader->columns[i].name.len == 0 && fields->texts[i].len > 0) {
            place_field(reader, fields, i, fault);
            fault_set(fault, "name the column in the first line", "column %zu has no name", i + 1);
            return false;
        }
    }
    cells->attribute_count = 0;
    for (size_t i = 0; i < reader->attribute_column_count; i++) {
        size_t index = reader->attribute_columns[i];
        if (fields->texts[index].len > 0) {
            cells->attributes[cells->attribute_count++] = (struct report_attribute){
                .name = reader->columns[index].name,
                .value = fields->texts[index],
            };
        }
    }
    return true;
}

static size_t column_with_role(const struct event_reader *reader, enum read_role role)
{
    size_t index = 0;
    while (index < reader->column_count && reader->columns[index].role != role) {
        index++;
    }
    return role == ROLE_COUNT ? reader->column_count : index;
}

enum read_result csv_next(struct event_reader *reader, struct read_row *row,
                          struct read_fault *fault, struct rt_error *err)
{
    struct csv_fields fields;
    uint64_t lines = 1;
    enum read_result result = READ_END;
    do {
        switch (next_fields(reader, &fields, &lines, fault, err)) {
        case FIELDS_END:
            return READ_END;
        case FIELDS_FAILED:
            rt_wrap(err, "reading '%s'", reader->path);
            return READ_FAILED;
        case FIELDS_FAULT:
            reader->line += lines;
            return READ_FAULT;
        case FIELDS_GIVEN:
            break;
        }
        if (is_blank(&fields)) {
            reader->line += lines;
            continue;
        }
        enum read_role role = ROLE_COUNT;
        row->line = reader->line;
        result = READ_ROW;
        if (!fill_cells(reader, &fields, fault)) {
            result = READ_FAULT;
        } else if (!read_row_finish(&reader->options, &reader->cells, row, fault, &role)) {
            place_field(reader, &fields, column_with_role(reader, role), fault);
            result = READ_FAULT;
        }
        reader->line += lines;
    } while (result == READ_END);
    return result;
}
