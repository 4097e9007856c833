/* format.c - formats taken apart. One walk finds the pieces and their lengths, a second one copies
 * them; vsnprintf would print everything twice and is slow to start. */
#include "lang/base/format.h"

#include <stdint.h>
#include <string.h>

static bool add(struct format *format, const char *text, size_t len)
{
    if (format->count == FORMAT_PIECES)
        return false;
    format->pieces[format->count++] = (struct format_piece){text, len};
    format->len += len;
    return true;
}

static bool add_number(struct format *format, uint64_t value, bool is_negative)
{
    char digits[21];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    if (is_negative)
        digits[--at] = '-';
    size_t len = sizeof digits - at;
    if (FORMAT_DIGITS - format->digit_count < len)
        return false;
    char *kept = format->digits + format->digit_count;
    memcpy(kept, digits + at, len);
    format->digit_count += len;
    return add(format, kept, len);
}

static bool add_signed(struct format *format, int64_t value)
{
    return add_number(format, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, value < 0);
}

/* The directive behind a percent sign, of which *fmt points at the first byte; moves *fmt behind it. */
static bool add_directive(struct format *format, const char **fmt, va_list *values)
{
    const char *at = *fmt;
    switch (at[0]) {
    case 's': {
        const char *text = va_arg(*values, const char *);
        *fmt = at + 1;
        return text && add(format, text, strlen(text));
    }
    case '.': {
        if (at[1] != '*' || at[2] != 's')
            return false;
        int most = va_arg(*values, int);
        const char *text = va_arg(*values, const char *);
        *fmt = at + 3;
        return most >= 0 && text && add(format, text, strnlen(text, (size_t)most));
    }
    case 'd': *fmt = at + 1; return add_signed(format, va_arg(*values, int));
    case 'u': *fmt = at + 1; return add_number(format, va_arg(*values, unsigned), false);
    case '%': *fmt = at + 1; return add(format, at, 1);
    case 'z':
        *fmt = at + 2;
        return at[1] == 'u' && add_number(format, va_arg(*values, size_t), false);
    case 'l':
        *fmt = at + 3;
        return at[1] == 'l' && at[2] == 'd' && add_signed(format, va_arg(*values, long long));
    default: return false;
    }
}

bool format_split(struct format *format, const char *fmt, va_list values)
{
    format->count = format->len = format->digit_count = 0;
    va_list rest;
    va_copy(rest, values);
    bool is_split = true;
    while (is_split && *fmt) {
        const char *percent = strchr(fmt, '%');
        size_t len = percent ? (size_t)(percent - fmt) : strlen(fmt);
        if (len > 0)
            is_split = add(format, fmt, len);
        fmt += len;
        if (*fmt && is_split) {
            fmt++;
            is_split = add_directive(format, &fmt, &rest);
        }
    }
    va_end(rest);
    return is_split;
}

void format_join(const struct format *format, char *dst)
{
    for (size_t i = 0; i < format->count; i++) {
        memcpy(dst, format->pieces[i].text, format->pieces[i].len);
        dst += format->pieces[i].len;
    }
}
