/* Ticks and their text. All granularities are whole parts of a day, so a tick is day * parts + part
 * and only the reading and printing of the part is of interest. */
#include "lang/value/tick.h"

#include <assert.h>

#include "lang/base/buf.h"
#include "lang/value/date.h"

enum { DAY_SECONDS = 86400, DATE_LEN = 10 };

const char *granularity_name(enum granularity granularity)
{
    switch (granularity) {
    case GRANULARITY_DAY: return "day";
    case GRANULARITY_HOUR: return "hour";
    case GRANULARITY_MINUTE: return "minute";
    case GRANULARITY_SECOND: return "second";
    }
    UNREACHABLE();
}

int64_t tick_per_day(enum granularity granularity)
{
    switch (granularity) {
    case GRANULARITY_DAY: return 1;
    case GRANULARITY_HOUR: return 24;
    case GRANULARITY_MINUTE: return 1440;
    case GRANULARITY_SECOND: return DAY_SECONDS;
    }
    UNREACHABLE();
}

int64_t tick_seconds(enum granularity granularity)
{
    return DAY_SECONDS / tick_per_day(granularity);
}

int64_t tick_of_day_start(enum granularity granularity, int64_t day)
{
    assert(date_in_range(day));
    return day * tick_per_day(granularity);
}

int64_t tick_of_day_end(enum granularity granularity, int64_t day)
{
    return tick_of_day_start(granularity, day) + tick_per_day(granularity) - 1;
}

int64_t tick_day(enum granularity granularity, int64_t tick)
{
    int64_t per_day = tick_per_day(granularity);
    return tick / per_day - (tick % per_day < 0);
}

bool tick_in_range(enum granularity granularity, int64_t tick)
{
    return date_in_range(tick_day(granularity, tick));
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* The number in two digits at `text`, or -1. */
static int read_two(const char *text)
{
    if (!is_digit(text[0]) || !is_digit(text[1]))
        return -1;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

/* The seconds since midnight that HH:MM or HH:MM:SS covers. */
static enum tick_status read_time(const char *text, size_t len, int64_t *first, int64_t *last)
{
    if ((len != 5 && len != 8) || text[2] != ':' || (len == 8 && text[5] != ':'))
        return TICK_MALFORMED;
    int hour = read_two(text);
    int minute = read_two(text + 3);
    int second = len == 8 ? read_two(text + 6) : 0;
    if (hour < 0 || minute < 0 || second < 0)
        return TICK_MALFORMED;
    if (hour > 23 || minute > 59 || second > 59)
        return TICK_NO_SUCH_TIME;
    *first = (hour * 60 + minute) * 60 + second;
    *last = *first + (len == 8 ? 0 : 59);
    return TICK_OK;
}

/* The bytes of a Z, +HH, +HHMM or +HH:MM at the end of a time of day; 0 if there is none. */
static size_t zone_len(const char *text, size_t len)
{
    if (len > 0 && (text[len - 1] == 'Z' || text[len - 1] == 'z'))
        return 1;
    for (size_t back = 3; back <= 6 && back <= len; back++) {
        char mark = text[len - back];
        if (back != 4 && (mark == '+' || mark == '-'))
            return back;
    }
    return 0;
}

enum tick_status tick_parse(enum granularity granularity, const char *text, size_t len,
                            int64_t *first, int64_t *last)
{
    int64_t day, first_second = 0, last_second = DAY_SECONDS - 1;
    if (len < DATE_LEN)
        return TICK_MALFORMED;
    enum date_status is_date = date_parse(text, DATE_LEN, &day);
    if (is_date == DATE_MALFORMED)
        return TICK_MALFORMED;
    if (len > DATE_LEN) {
        const char *time = text + DATE_LEN + 1;
        size_t time_len = len - DATE_LEN - 1;
        if (text[DATE_LEN] != ' ' && text[DATE_LEN] != 'T')
            return TICK_MALFORMED;
        size_t zone = zone_len(time, time_len);
        enum tick_status status = read_time(time, time_len - zone, &first_second, &last_second);
        if (status != TICK_OK)
            return status;
        if (zone)
            return TICK_HAS_ZONE;
    }
    if (is_date == DATE_NO_SUCH_DAY)
        return TICK_NO_SUCH_TIME;
    int64_t start = tick_of_day_start(granularity, day);
    *first = start + first_second / tick_seconds(granularity);
    *last = start + last_second / tick_seconds(granularity);
    return TICK_OK;
}

/* The seconds of an offset that zone_len has found. */
static enum tick_status read_offset(const char *text, size_t len, int64_t *seconds)
{
    *seconds = 0;
    if (len == 1)
        return TICK_OK;
    int hours = read_two(text + 1), minutes = len == 3 ? 0 : read_two(text + len - 2);
    if (hours < 0 || minutes < 0 || (len == 6 && text[3] != ':'))
        return TICK_MALFORMED;
    if (hours > 23 || minutes > 59)
        return TICK_NO_SUCH_TIME;
    *seconds = (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes) * 60;
    return TICK_OK;
}

static int64_t on_clock(struct zone_clock clock, enum granularity granularity, int64_t utc)
{
    int64_t reading = zone_from_utc(clock, utc);
    return reading / tick_seconds(granularity) - (reading % tick_seconds(granularity) < 0);
}

enum tick_status tick_parse_on(struct zone_clock clock, enum granularity granularity,
                               const char *text, size_t len, int64_t *first, int64_t *last)
{
    int64_t offset, from, to, got_first, got_last;
    enum tick_status status = tick_parse(granularity, text, len, &got_first, &got_last);
    if (status == TICK_OK && len > DATE_LEN) {
        status = tick_parse(GRANULARITY_SECOND, text, len, &from, &to);
        if (status == TICK_OK && zone_skips(clock, from, &to))
            status = TICK_SKIPPED;
    } else if (status == TICK_HAS_ZONE && clock.is_known) {
        size_t zone = zone_len(text, len);
        status = read_offset(text + len - zone, zone, &offset);
        if (status == TICK_OK)
            status = tick_parse(GRANULARITY_SECOND, text, len - zone, &from, &to);
        if (status == TICK_OK) {
            got_first = on_clock(clock, granularity, from - offset);
            got_last = on_clock(clock, granularity, to - offset);
        }
    }
    if (status == TICK_OK) {
        *first = got_first;
        *last = got_last;
    }
    return status;
}

void tick_print(struct buf *buf, enum granularity granularity, int64_t tick)
{
    int64_t day = tick_day(granularity, tick);
    int64_t per_day = tick_per_day(granularity);
    int second = (int)((tick - day * per_day) * (DAY_SECONDS / per_day));
    date_print(buf, day);
    if (tick == tick_of_day_end(granularity, day))
        return;
    buf_printf(buf, " %02d:%02d", second / 3600, second / 60 % 60);
    if (granularity == GRANULARITY_SECOND)
        buf_printf(buf, ":%02d", second % 60);
}

/* The tick of another day at the same time of day. */
static int64_t move_to_day(enum granularity granularity, int64_t tick, int64_t day)
{
    return tick + (day - tick_day(granularity, tick)) * tick_per_day(granularity);
}

bool tick_add_days(int64_t *result, enum granularity granularity, int64_t tick, int64_t n)
{
    int64_t day;
    if (!ckd_add_i64(&day, tick_day(granularity, tick), n) || !date_in_range(day))
        return false;
    *result = move_to_day(granularity, tick, day);
    return true;
}

bool tick_add_months(int64_t *result, enum granularity granularity, int64_t tick, int64_t n)
{
    int64_t day;
    if (!date_add_months(&day, tick_day(granularity, tick), n))
        return false;
    *result = move_to_day(granularity, tick, day);
    return true;
}

bool tick_add_month_ends(int64_t *result, enum granularity granularity, int64_t tick, int64_t n)
{
    int64_t day;
    if (!date_add_month_ends(&day, tick_day(granularity, tick), n))
        return false;
    *result = move_to_day(granularity, tick, day);
    return true;
}
