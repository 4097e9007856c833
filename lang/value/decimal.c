/* Exact decimals. Every operation computes in 128 bits and narrows at the end: 2^63 * 10^18 and the
 * product of two int64 stay below 2^127, and what could pass it is checked. */
#include "lang/value/decimal.h"

#include <assert.h>
#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/limits.h"

struct decimal decimal_of(int64_t whole)
{
    return (struct decimal){.digits = whole};
}

int64_t decimal_power10(int exponent)
{
    assert(exponent >= 0 && exponent <= LIMIT_DECIMAL_PLACES);
    int64_t power = 1;
    for (int i = 0; i < exponent; i++)
        power *= 10;
    return power;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The state of reading a number: what is left of the text, and what was read so far. */
struct reader {
    const char *text, *end;
    int128 digits; /* stays at or below 2^63, so that INT64_MIN can be read */
    bool is_too_large;
};

/* Reads a run of digits and returns how many; a single '_' may stand between two of them. */
static int read_run(struct reader *reader, bool may_group)
{
    int count = 0;
    while (reader->text < reader->end) {
        const char *text = reader->text;
        bool is_group =
            may_group && *text == '_' && count > 0 && text + 1 < reader->end && is_digit(text[1]);
        if (is_group)
            text++;
        if (!is_digit(*text))
            break;
        reader->digits = reader->digits * 10 + (*text - '0');
        if (reader->digits > (int128)INT64_MAX + 1) {
            reader->is_too_large = true;
            reader->digits = 0; /* only the form matters from here on */
        }
        reader->text = text + 1;
        if (count < LIMIT_DECIMAL_PLACES + 1)
            count++;
    }
    return count;
}

enum decimal_status decimal_parse(const char *text, size_t len, struct decimal *result)
{
    if (len == 0)
        return DECIMAL_MALFORMED;
    struct reader reader = {.text = text, .end = text + len};
    bool is_negative = *text == '-';
    if (*text == '-' || *text == '+')
        reader.text++;
    if (read_run(&reader, true) == 0)
        return DECIMAL_MALFORMED;
    int scale = 0;
    if (reader.text < reader.end && *reader.text == '.') {
        reader.text++;
        scale = read_run(&reader, false);
        if (scale == 0)
            return DECIMAL_MALFORMED;
    }
    if (reader.text != reader.end)
        return DECIMAL_MALFORMED;
    int64_t digits;
    if (reader.is_too_large || scale > LIMIT_DECIMAL_PLACES ||
        !ckd_narrow_i64(&digits, is_negative ? -reader.digits : reader.digits))
        return DECIMAL_OVERFLOW;
    *result = (struct decimal){digits, scale};
    return DECIMAL_OK;
}

void decimal_print(struct buf *buf, struct decimal value)
{
    uint64_t size = value.digits < 0 ? 0 - (uint64_t)value.digits : (uint64_t)value.digits;
    uint64_t power = (uint64_t)decimal_power10(value.scale);
    if (value.digits < 0)
        buf_putc(buf, '-');
    char text[24 + LIMIT_DECIMAL_PLACES];
    size_t at = sizeof text;
    uint64_t whole = size / power, part = size % power;
    for (int i = 0; i < value.scale; i++, part /= 10)
        text[--at] = (char)('0' + part % 10);
    if (value.scale > 0)
        text[--at] = '.';
    do {
        text[--at] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole > 0);
    buf_add(buf, text + at, sizeof text - at);
}

void decimal_group(struct buf *buf, const char *number, size_t longest)
{
    size_t sign = number[0] == '-', whole = strcspn(number, ".");
    for (size_t i = 0; number[i]; i++) {
        if (whole - sign > longest && i > sign && i < whole && (whole - i) % 3 == 0)
            buf_putc(buf, '_');
        buf_putc(buf, number[i]);
    }
}

struct decimal decimal_trim(struct decimal value)
{
    while (value.scale > 0 && value.digits % 10 == 0) {
        value.digits /= 10;
        value.scale--;
    }
    return value;
}

/* The digits of a value at a scale that is not below its own. */
static int128 digits_at(struct decimal value, int scale)
{
    return (int128)value.digits * decimal_power10(scale - value.scale);
}

static int common_scale(struct decimal left, struct decimal right)
{
    return left.scale > right.scale ? left.scale : right.scale;
}

int decimal_compare(struct decimal left, struct decimal right)
{
    int scale = common_scale(left, right);
    int128 left_digits = digits_at(left, scale), right_digits = digits_at(right, scale);
    return (left_digits > right_digits) - (left_digits < right_digits);
}

/* Stores digits / 10^scale; drops zeros at the end as far as needed to fit. */
static enum decimal_status store(int128 digits, int scale, struct decimal *result)
{
    int64_t narrow;
    while (scale > 0 && digits % 10 == 0 &&
           (scale > LIMIT_DECIMAL_PLACES || !ckd_narrow_i64(&narrow, digits))) {
        digits /= 10;
        scale--;
    }
    if (scale > LIMIT_DECIMAL_PLACES || !ckd_narrow_i64(&narrow, digits))
        return DECIMAL_OVERFLOW;
    *result = (struct decimal){narrow, scale};
    return DECIMAL_OK;
}

enum decimal_status decimal_add(struct decimal left, struct decimal right, struct decimal *sum)
{
    int scale = common_scale(left, right);
    return store(digits_at(left, scale) + digits_at(right, scale), scale, sum);
}

enum decimal_status decimal_sub(struct decimal left, struct decimal right,
                                struct decimal *difference)
{
    int scale = common_scale(left, right);
    return store(digits_at(left, scale) - digits_at(right, scale), scale, difference);
}

enum decimal_status decimal_mul(struct decimal left, struct decimal right, struct decimal *product)
{
    return store((int128)left.digits * right.digits, left.scale + right.scale, product);
}

/* value / 10^exponent, rounded once; the exponent is at most that of a product, 36. */
static int128 shift_right(int128 value, int exponent, enum rounding rounding)
{
    int128 power = 1;
    for (; exponent > 0; exponent--)
        power *= 10;
    return round_div_i128(value, power, rounding, NULL);
}

enum decimal_status decimal_mul_rounded(struct decimal left, struct decimal right, int scale,
                                        enum rounding rounding, struct decimal *product)
{
    assert(scale >= 0 && scale <= LIMIT_DECIMAL_PLACES);
    int128 digits = (int128)left.digits * right.digits;
    int digits_scale = left.scale + right.scale;
    if (digits_scale > scale) {
        digits = shift_right(digits, digits_scale - scale, rounding);
        digits_scale = scale;
    }
    /* What is short of `scale` is made up with zeros, as far as they fit. */
    for (; digits_scale < scale; digits_scale++) {
        if (__builtin_mul_overflow(digits, (int128)10, &digits))
            return DECIMAL_OVERFLOW;
    }
    int64_t narrow;
    if (!ckd_narrow_i64(&narrow, digits))
        return DECIMAL_OVERFLOW;
    *product = (struct decimal){narrow, scale};
    return DECIMAL_OK;
}

enum decimal_status decimal_div(struct decimal left, struct decimal right, int scale,
                                enum rounding rounding, struct decimal *quotient)
{
    assert(scale >= 0 && scale <= LIMIT_DECIMAL_PLACES);
    if (right.digits == 0)
        return DECIMAL_BY_ZERO;
    /* left / right at `scale` is left.digits * 10^shift / right.digits. */
    int shift = scale + right.scale - left.scale;
    int128 top = left.digits, bottom = right.digits;
    for (; shift > 0; shift--)
        if (__builtin_mul_overflow(top, (int128)10, &top))
            return DECIMAL_OVERFLOW; /* 2^127 and more by 2^63 or less leaves more than int64 */
    for (; shift < 0; shift++)
        bottom *= 10; /* at most 10^18 * 2^63 */
    int64_t narrow;
    if (!ckd_narrow_i64(&narrow, round_div_i128(top, bottom, rounding, NULL)))
        return DECIMAL_OVERFLOW;
    *quotient = (struct decimal){narrow, scale};
    return DECIMAL_OK;
}

enum decimal_status decimal_round(struct decimal value, int scale, enum rounding rounding,
                                  struct decimal *result)
{
    return decimal_mul_rounded(value, decimal_of(1), scale, rounding, result);
}

enum decimal_status decimal_round_to(struct decimal value, struct decimal step,
                                     enum rounding rounding, struct decimal *result)
{
    assert(step.digits > 0);
    int scale = common_scale(value, step);
    int128 step_digits = digits_at(step, scale);
    int128 multiple = round_div_i128(digits_at(value, scale), step_digits, rounding, NULL);
    if (__builtin_mul_overflow(multiple, (int128)step.digits, &multiple))
        return DECIMAL_OVERFLOW;
    return store(multiple, step.scale, result);
}

enum decimal_status decimal_to_parts(struct decimal value, int places, int64_t *parts)
{
    struct decimal trimmed = decimal_trim(value);
    if (trimmed.scale > places)
        return DECIMAL_INEXACT;
    return ckd_narrow_i64(parts, digits_at(trimmed, places)) ? DECIMAL_OK : DECIMAL_OVERFLOW;
}

/* value / 10^places, exactly. */
static enum decimal_status point_left(struct decimal value, int places, struct decimal *result)
{
    return store(value.digits, value.scale + places, result);
}

enum decimal_status decimal_percent(struct decimal value, struct decimal *factor)
{
    return point_left(value, 2, factor);
}

enum decimal_status decimal_permille(struct decimal value, struct decimal *factor)
{
    return point_left(value, 3, factor);
}

enum decimal_status decimal_scale_parts(int64_t parts, struct decimal factor,
                                        enum rounding rounding, int64_t *result)
{
    int64_t divisor = decimal_power10(factor.scale);
    return muldiv_i64(result, parts, factor.digits, divisor, rounding, NULL) ? DECIMAL_OK
                                                                             : DECIMAL_OVERFLOW;
}

int64_t decimal_share(int64_t parts, int64_t count, int64_t index)
{
    assert(count > 0 && index >= 0 && index < count);
    int64_t share = parts / count;
    return index < count - 1 ? share : parts - share * (count - 1);
}

const char *rounding_name(enum rounding rounding)
{
    switch (rounding) {
    case ROUND_HALF_UP: return "half up";
    case ROUND_HALF_EVEN: return "half even";
    case ROUND_DOWN: return "down";
    case ROUND_UP: return "up";
    case ROUND_CEILING: return "ceiling";
    case ROUND_FLOOR: return "floor";
    }
    UNREACHABLE();
}
