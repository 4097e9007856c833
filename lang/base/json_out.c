/* The JSON writer: commas, blanks and escapes. A stack of open objects and arrays knows what has to
 * stand before the next value. */
#include "lang/base/json_out.h"

#include <assert.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/utf8.h"

void json_out_init(struct json_out *json, struct buf *buf, enum json_out_mode mode)
{
    *json = (struct json_out){.buf = buf, .mode = mode};
}

void json_out_finish(struct json_out *json)
{
    assert(json->depth == 0 && json->is_filled);
    buf_putc(json->buf, '\n');
}

static struct json_out_level *innermost(struct json_out *json)
{
    return json->depth ? &json->levels[json->depth - 1] : NULL;
}

static void new_line(struct json_out *json)
{
    if (json->mode == JSON_OUT_COMPACT)
        return;
    buf_putc(json->buf, '\n');
    buf_pad(json->buf, ' ', 2 * (size_t)json->depth);
}

static void before_item(struct json_out *json, struct json_out_level *level)
{
    if (level->has_items)
        buf_putc(json->buf, ',');
    level->has_items = true;
    new_line(json);
}

static void before_value(struct json_out *json)
{
    struct json_out_level *level = innermost(json);
    if (!level) {
        assert(!json->is_filled);
        json->is_filled = true;
    } else if (level->closing == ']') {
        before_item(json, level);
    } else {
        assert(json->has_key);
        json->has_key = false;
    }
}

static void open_level(struct json_out *json, char opening, char closing)
{
    before_value(json);
    assert(json->depth < JSON_OUT_DEPTH);
    json->levels[json->depth++] = (struct json_out_level){.closing = closing};
    buf_putc(json->buf, opening);
}

void json_out_object(struct json_out *json)
{
    open_level(json, '{', '}');
}

void json_out_array(struct json_out *json)
{
    open_level(json, '[', ']');
}

void json_out_end(struct json_out *json)
{
    assert(json->depth > 0 && !json->has_key);
    struct json_out_level level = json->levels[--json->depth];
    if (level.has_items)
        new_line(json);
    buf_putc(json->buf, level.closing);
}

static bool needs_escape(uint32_t code)
{
    return code < 0x20 || code == 0x7f || code == 0x2028 || code == 0x2029 ||
           utf8_is_bidi_control(code);
}

static void put_char(struct buf *buf, uint32_t code, const char *bytes, size_t len)
{
    switch (code) {
    case '"': buf_puts(buf, "\\\""); return;
    case '\\': buf_puts(buf, "\\\\"); return;
    case '\n': buf_puts(buf, "\\n"); return;
    case '\r': buf_puts(buf, "\\r"); return;
    case '\t': buf_puts(buf, "\\t"); return;
    default: break;
    }
    if (needs_escape(code))
        buf_printf(buf, "\\u%04x", (unsigned)code);
    else
        buf_add(buf, bytes, len);
}

static void put_string(struct buf *buf, const char *text, size_t len)
{
    buf_putc(buf, '"');
    for (size_t at = 0; at < len;) {
        uint32_t code;
        size_t char_len = utf8_decode(text + at, len - at, &code);
        if (char_len == 0) {
            buf_puts(buf, "\xef\xbf\xbd");
            char_len = 1;
        } else {
            put_char(buf, code, text + at, char_len);
        }
        at += char_len;
    }
    buf_putc(buf, '"');
}

void json_out_key(struct json_out *json, const char *key)
{
    struct json_out_level *level = innermost(json);
    assert(level && level->closing == '}' && !json->has_key);
    before_item(json, level);
    put_string(json->buf, key, strlen(key));
    buf_puts(json->buf, json->mode == JSON_OUT_PRETTY ? ": " : ":");
    json->has_key = true;
}

void json_out_text(struct json_out *json, const char *text)
{
    if (text)
        json_out_bytes(json, text, strlen(text));
    else
        json_out_null(json);
}

void json_out_bytes(struct json_out *json, const char *text, size_t len)
{
    before_value(json);
    put_string(json->buf, text, len);
}

void json_out_int(struct json_out *json, int64_t value)
{
    before_value(json);
    buf_put_i64(json->buf, value);
}

void json_out_bool(struct json_out *json, bool value)
{
    before_value(json);
    buf_puts(json->buf, value ? "true" : "false");
}

void json_out_null(struct json_out *json)
{
    before_value(json);
    buf_puts(json->buf, "null");
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* [-] digits [. digits], without a needless leading zero. */
static bool is_number(const char *digits)
{
    if (*digits == '-')
        digits++;
    if (!is_digit(*digits) || (digits[0] == '0' && is_digit(digits[1])))
        return false;
    while (is_digit(*digits))
        digits++;
    if (*digits == '\0')
        return true;
    if (*digits++ != '.' || !is_digit(*digits))
        return false;
    while (is_digit(*digits))
        digits++;
    return *digits == '\0';
}

void json_out_number(struct json_out *json, const char *digits)
{
    assert(is_number(digits));
    before_value(json);
    buf_puts(json->buf, digits);
}

void json_out_key_text(struct json_out *json, const char *key, const char *text)
{
    json_out_key(json, key);
    json_out_text(json, text);
}

void json_out_key_int(struct json_out *json, const char *key, int64_t value)
{
    json_out_key(json, key);
    json_out_int(json, value);
}

void json_out_key_bool(struct json_out *json, const char *key, bool value)
{
    json_out_key(json, key);
    json_out_bool(json, value);
}
