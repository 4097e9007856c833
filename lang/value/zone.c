/* Time zones. A TZif file lists the changes that have been, and ends with a rule for those to come, in
 * the words of POSIX: CET-1CEST,M3.5.0,M10.5.0/3. Both are read into one row of changes. */
#include "lang/value/zone.h"

#include <string.h>

#include "lang/base/buf.h"
#include "lang/base/file.h"
#include "lang/base/suggest.h"
#include "lang/value/date.h"

enum { DAY_SECONDS = 86400, HOUR_SECONDS = 3600 };

/* ---- the clock ----------------------------------------------------------------------------------- */

/* The second at which a row begins, on the base clock. */
static int64_t begin_of(const struct zone_shift *shift)
{
    return shift->from - shift->shift;
}

/* The rows that have begun at a reading. */
static size_t rows_by_reading(struct zone_clock clock, int64_t reading)
{
    size_t low = 0, high = clock.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (clock.shifts[middle].from <= reading)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The rows that have begun at a second of the base clock. */
static size_t rows_by_elapsed(struct zone_clock clock, int64_t elapsed)
{
    size_t low = 0, high = clock.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (begin_of(&clock.shifts[middle]) <= elapsed)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int64_t elapsed_at(struct zone_clock clock, int64_t reading)
{
    size_t row = rows_by_reading(clock, reading);
    int64_t elapsed = reading - (row > 0 ? clock.shifts[row - 1].shift : 0);
    if (row < clock.count && elapsed > begin_of(&clock.shifts[row]))
        elapsed = begin_of(&clock.shifts[row]); /* in a gap */
    return elapsed;
}

/* What the clock reads; in the first passing of what repeats, the beginning of the second. */
static int64_t reading_at(struct zone_clock clock, int64_t elapsed)
{
    size_t row = rows_by_elapsed(clock, elapsed);
    int64_t reading = elapsed + (row > 0 ? clock.shifts[row - 1].shift : 0);
    return row < clock.count && reading > clock.shifts[row].from ? clock.shifts[row].from : reading;
}

int64_t zone_from_utc(struct zone_clock clock, int64_t utc)
{
    return reading_at(clock, utc + clock.offset);
}

int64_t zone_to_utc(struct zone_clock clock, int64_t reading)
{
    return elapsed_at(clock, reading) - clock.offset;
}

bool zone_skips(struct zone_clock clock, int64_t reading, int64_t *first)
{
    size_t row = rows_by_reading(clock, reading);
    int64_t before = row > 0 ? clock.shifts[row - 1].shift : 0;
    if (row == clock.count || reading - before < begin_of(&clock.shifts[row]))
        return false;
    *first = clock.shifts[row].from;
    return true;
}

bool zone_add_ticks(struct zone_clock clock, int64_t tick_seconds, int64_t tick, int64_t n,
                    int64_t *result)
{
    int64_t reading, seconds, sum;
    if (clock.count == 0 || tick_seconds == DAY_SECONDS)
        return ckd_add_i64(result, tick, n);
    if (!ckd_mul_i64(&reading, tick, tick_seconds) || !ckd_mul_i64(&seconds, n, tick_seconds) ||
        !ckd_add_i64(&sum, elapsed_at(clock, reading), seconds))
        return false;
    int64_t later = reading_at(clock, sum);
    *result = later / tick_seconds - (later % tick_seconds < 0);
    return true;
}

int64_t zone_ticks_between(struct zone_clock clock, int64_t tick_seconds, int64_t from, int64_t to)
{
    if (clock.count == 0 || tick_seconds == DAY_SECONDS)
        return to - from;
    return (elapsed_at(clock, to * tick_seconds) - elapsed_at(clock, from * tick_seconds)) / tick_seconds;
}

struct zone_clock zone_clock_of(const struct zone *zone, struct zone_shift *shifts)
{
    for (size_t i = 0; i < zone->count; i++) {
        int64_t offset = zone->changes[i].offset;
        shifts[i] = (struct zone_shift){.from = zone->changes[i].at + offset, .shift = offset - zone->offset};
    }
    return (struct zone_clock){true, zone->offset, shifts, zone->count};
}

/* ---- the file ------------------------------------------------------------------------------------ */

enum { HEADER = 44, COUNTS = 20, FILE_MAX = 1 << 20 };

struct tzif { /* where the parts of one block lie */
    const unsigned char *times, *kinds, *types;
    size_t time_count, type_count, len;
};

static uint32_t read_u32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static int64_t read_i64(const unsigned char *at)
{
    return (int64_t)((uint64_t)read_u32(at) << 32 | read_u32(at + 4));
}

/* The block whose header is at `data`; `width` is that of its times. False if it does not fit. */
static bool find_block(const unsigned char *data, size_t len, size_t width, struct tzif *block)
{
    if (len < HEADER || memcmp(data, "TZif", 4) != 0)
        return false;
    size_t counts[6];
    for (size_t i = 0; i < 6; i++) {
        counts[i] = read_u32(data + COUNTS + 4 * i);
        if (counts[i] > FILE_MAX)
            return false;
    }
    enum { UT, STANDARD, LEAPS, TIMES, TYPES, CHARS };
    block->time_count = counts[TIMES];
    block->type_count = counts[TYPES];
    block->times = data + HEADER;
    block->kinds = block->times + width * counts[TIMES];
    block->types = block->kinds + counts[TIMES];
    block->len = HEADER + (width + 1) * counts[TIMES] + 6 * counts[TYPES] + counts[CHARS] +
                 (width + 4) * counts[LEAPS] + counts[STANDARD] + counts[UT];
    return block->len <= len && block->type_count > 0;
}

static bool offset_of(const struct tzif *block, size_t type, int32_t *offset)
{
    if (type >= block->type_count)
        return false;
    *offset = (int32_t)read_u32(block->types + 6 * type);
    return *offset > -2 * DAY_SECONDS && *offset < 2 * DAY_SECONDS;
}

/* What is in force from `at` on; before the span it is what the clock begins with. */
static void put(struct zone *zone, int64_t first, int64_t last, int64_t at, int32_t offset)
{
    int32_t before = zone->count > 0 ? zone->changes[zone->count - 1].offset : zone->offset;
    if (at <= first)
        zone->offset = offset;
    else if (at <= last && offset != before && zone->count < ZONE_CHANGES_MAX)
        zone->changes[zone->count++] = (struct zone_change){at, offset};
}

/* ---- the rule for years to come ------------------------------------------------------------------ */

struct rule_day { /* M3.5.0/2, J60, 59 */
    char kind;    /* M, J, 0 */
    int64_t month, week, weekday, day;
    int64_t second;
};

struct rule {
    int32_t standard, summer; /* seconds ahead of UTC */
    bool has_summer;
    struct rule_day start, end;
};

static bool take(const char **at, char byte)
{
    if (**at != byte)
        return false;
    (*at)++;
    return true;
}

static bool take_number(const char **at, int64_t *number)
{
    const char *from = *at;
    for (*number = 0; **at >= '0' && **at <= '9' && *at - from < 4; (*at)++)
        *number = *number * 10 + (**at - '0');
    return *at > from;
}

/* A name: letters, or anything between < and >. */
static bool take_name(const char **at)
{
    const char *from = *at;
    if (take(at, '<')) {
        const char *end = strchr(*at, '>');
        *at = end ? end + 1 : *at;
        return end != NULL;
    }
    while ((**at >= 'a' && **at <= 'z') || (**at >= 'A' && **at <= 'Z'))
        (*at)++;
    return *at - from >= 3;
}

/* [+-]h[:mm[:ss]] in seconds. */
static bool take_time(const char **at, int64_t *seconds)
{
    int64_t hours, minutes = 0, rest = 0;
    bool is_minus = take(at, '-');
    if (!is_minus)
        (void)take(at, '+');
    if (!take_number(at, &hours) || (take(at, ':') && (!take_number(at, &minutes) ||
                                                       (take(at, ':') && !take_number(at, &rest)))))
        return false;
    *seconds = (hours * 60 + minutes) * 60 + rest;
    if (is_minus)
        *seconds = -*seconds;
    return *seconds > -8 * DAY_SECONDS && *seconds < 8 * DAY_SECONDS;
}

static bool take_day(const char **at, struct rule_day *day)
{
    *day = (struct rule_day){.kind = '0', .second = 2 * HOUR_SECONDS};
    if (!take(at, ','))
        return false;
    if (take(at, 'M')) {
        day->kind = 'M';
        if (!take_number(at, &day->month) || !take(at, '.') || !take_number(at, &day->week) ||
            !take(at, '.') || !take_number(at, &day->weekday) || day->month < 1 || day->month > 12 ||
            day->week < 1 || day->week > 5 || day->weekday > 6)
            return false;
    } else {
        day->kind = take(at, 'J') ? 'J' : '0';
        if (!take_number(at, &day->day) || day->day > 365)
            return false;
    }
    return !take(at, '/') || take_time(at, &day->second);
}

static bool read_rule(const char *text, struct rule *rule)
{
    int64_t west;
    *rule = (struct rule){0};
    if (!take_name(&text) || !take_time(&text, &west))
        return false;
    rule->standard = (int32_t)-west;
    if (*text == '\0')
        return true;
    rule->has_summer = true;
    rule->summer = rule->standard + HOUR_SECONDS;
    if (!take_name(&text))
        return false;
    if (*text != ',') {
        if (!take_time(&text, &west))
            return false;
        rule->summer = (int32_t)-west;
    }
    return take_day(&text, &rule->start) && take_day(&text, &rule->end) && *text == '\0';
}

/* The second of UTC at which the day of the rule comes in a year, on a clock `offset` ahead. */
static int64_t rule_second(const struct rule_day *day, int year, int32_t offset)
{
    struct civil civil = {year, 1, 1};
    int64_t first = date_to_day(civil), at;
    if (day->kind == 'M') {
        civil.month = (int)day->month;
        first = date_to_day(civil);
        int64_t length = date_days_in_month(year, civil.month);
        int64_t weekday = ((int64_t)date_weekday(first) + 1) % 7; /* Sunday is 0 */
        at = (day->weekday - weekday + 7) % 7 + 7 * (day->week - 1);
        while (at >= length)
            at -= 7;
    } else if (day->kind == 'J') { /* 29 February is not counted */
        at = day->day - 1 + (date_days_in_month(year, 2) == 29 && day->day >= 60);
    } else {
        at = day->day;
    }
    return (first + at) * DAY_SECONDS + day->second - offset;
}

static void put_rule(struct zone *zone, const struct rule *rule, int64_t after, int64_t first,
                     int64_t last)
{
    int64_t from = after > first ? after : first;
    if (from >= last)
        return;
    int first_year = date_from_day(from / DAY_SECONDS).year - 1;
    int last_year = date_from_day(last / DAY_SECONDS).year;
    for (int year = first_year; rule->has_summer && year <= last_year; year++) {
        int64_t start = rule_second(&rule->start, year, rule->standard);
        int64_t end = rule_second(&rule->end, year, rule->summer);
        for (int second = 0; second < 2; second++) {
            bool is_start = (start < end) == (second == 0);
            int64_t at = is_start ? start : end;
            if (at > after)
                put(zone, first, last, at, is_start ? rule->summer : rule->standard);
        }
    }
    if (!rule->has_summer && after < last)
        put(zone, first, last, after, rule->standard);
}

static bool read_changes(const char *data, size_t len, int64_t first, int64_t last, struct zone *zone)
{
    struct tzif old, block;
    const unsigned char *bytes = (const unsigned char *)data;
    if (!find_block(bytes, len, 4, &old) || bytes[4] < '2' ||
        !find_block(bytes + old.len, len - old.len, 8, &block) || !offset_of(&block, 0, &zone->offset))
        return false;
    int64_t after = INT64_MIN / 2;
    for (size_t i = 0; i < block.time_count; i++) {
        int32_t offset;
        int64_t at = read_i64(block.times + 8 * i);
        if (!offset_of(&block, block.kinds[i], &offset) || at < after)
            return false;
        put(zone, first, last, at, offset);
        after = at;
    }
    const char *text = data + old.len + block.len, *end = data + len - 1;
    struct rule rule;
    if (end <= text || *text != '\n' || *end != '\n')
        return false;
    if (text + 1 == end)
        return true; /* no rule: it stays as it is */
    char words[80];
    size_t words_len = (size_t)(end - text) - 1;
    if (words_len >= sizeof words)
        return false;
    memcpy(words, text + 1, words_len);
    words[words_len] = '\0';
    if (!read_rule(words, &rule))
        return false;
    put_rule(zone, &rule, after, first, last);
    return true;
}

/* Names are parts joined by /, none of which leads out of the folder. */
static bool is_name(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/";
    size_t len = strlen(name);
    return len > 0 && len < 64 && strspn(name, letters) == len && name[0] != '/' && name[len - 1] != '/';
}

static bool read_file(const char *folder, const char *name, struct buf *data)
{
    struct buf path, error;
    buf_init(&path);
    buf_init(&error);
    buf_printf(&path, "%s/%s", folder, name);
    bool is_read = file_read(path.data, FILE_MAX, data, &error);
    buf_release(&path);
    buf_release(&error);
    return is_read;
}

static const char *folder_or_default(const char *folder)
{
    return folder ? folder : "/usr/share/zoneinfo";
}

enum zone_status zone_read(const char *folder, const char *name, int64_t first, int64_t last,
                           struct zone *zone)
{
    struct buf data;
    buf_init(&data);
    *zone = (struct zone){0};
    folder = folder_or_default(folder);
    enum zone_status status = ZONE_UNKNOWN;
    if (is_name(name) && read_file(folder, name, &data))
        status = read_changes(data.data, data.len, first, last, zone) ? ZONE_OK : ZONE_MALFORMED;
    else if (!read_file(folder, "UTC", &data))
        status = ZONE_NO_DATA;
    buf_release(&data);
    return status;
}

void zone_suggest(const char *folder, struct suggest *suggest, struct buf *names)
{
    if (!read_file(folder_or_default(folder), "zone.tab", names))
        return;
    const char *end = names->data + names->len;
    for (const char *line = names->data; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        stop = stop ? stop : end;
        const char *at = line; /* country, place on the map, name, comment */
        for (int column = 0; at && column < 2; column++) {
            at = memchr(at, '\t', (size_t)(stop - at));
            at = at ? at + 1 : NULL;
        }
        if (at && *line != '#') {
            const char *tab = memchr(at, '\t', (size_t)(stop - at));
            suggest_offer(suggest, at, (size_t)((tab ? tab : stop) - at));
        }
        line = stop + (stop < end);
    }
}
