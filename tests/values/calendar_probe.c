/* calendar_probe - answers questions about days on standard input, one a line, for
 * calendar_check.py, which knows the answers from elsewhere. `-` is "there is none".
 *
 *     d Y M D          number, year month day, weekday, ISO year and week, and of the year, half,
 *                      quarter, month and week that hold it: first and last day
 *     p KIND YEAR I    first and last day of a period: y h q m w
 *     m DAY N          N months on, by day of the month and from month end to month end
 *     u DAY DAY        whole months between
 *     K WEEK Y Y N …   from here on: this weekly pattern, known years (0 0: all), N days each as
 *                      DAY*2 (free) or DAY*2+1 (worked)
 *     k DAY N          worked?, the N-th working day after, rolled forward, backward, modified
 *     n DAY DAY N      the N-th working day of the span, how many it has
 *     w DAY DAY N      the same by the forecaster's calendar: the N-th on or after, how many */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/arena.h"
#include "lang/base/check.h"
#include "lang/value/calendar.h"
#include "lang/value/date.h"
#include "runtime/workday.h"

struct probe {
    struct calendar *calendar;
    struct workdays workdays;
    struct arena arena;
};

static long long number(char **at)
{
    return strtoll(*at, at, 10);
}

static void put(bool is_there, int64_t value)
{
    if (is_there)
        printf("%lld ", (long long)value);
    else
        fputs("- ", stdout);
}

static void tell_day(char *at)
{
    struct civil civil;
    civil.year = (int)number(&at);
    civil.month = (int)number(&at);
    civil.day = (int)number(&at);
    int64_t day = date_to_day(civil);
    civil = date_from_day(day);
    int year, week;
    date_iso_week(day, &year, &week);
    printf("%lld %d %d %d %d %d %d ", (long long)day, civil.year, civil.month, civil.day,
           (int)date_weekday(day), year, week);
    for (int kind = PERIOD_YEAR; kind <= PERIOD_WEEK; kind++) {
        struct period period = period_containing((enum period_kind)kind, day);
        printf("%lld %lld ", (long long)period.first, (long long)period.last);
    }
}

static void tell_period(char *at)
{
    static const char kinds[] = "yhqmw";
    at += strspn(at, " ");
    enum period_kind kind = (enum period_kind)(strchr(kinds, *at++) - kinds);
    int year = (int)number(&at), index = (int)number(&at);
    struct period period = {0, 0};
    bool is_there = period_of_year(&period, kind, year, index);
    put(is_there, period.first);
    put(is_there, period.last);
}

static void tell_months(char *at)
{
    int64_t day = number(&at), n = number(&at), result = 0;
    bool is_there = date_add_months(&result, day, n);
    put(is_there, result);
    is_there = date_add_month_ends(&result, day, n);
    put(is_there, result);
}

static void set_calendar(struct probe *probe, char *at)
{
    int week = (int)number(&at), first = (int)number(&at), last = (int)number(&at);
    size_t count = (size_t)number(&at), counts[2] = {0, 0};
    int64_t *days[2];
    struct nm_exception *rows = arena_array(&probe->arena, count, sizeof *rows);
    for (int kind = 0; kind < 2; kind++)
        days[kind] = arena_array(&probe->arena, count, sizeof **days);
    for (size_t i = 0; i < count; i++) {
        long long value = number(&at);
        long long day = value >= 0 ? value / 2 : (value - 1) / 2;
        int kind = (int)(value - day * 2);
        days[kind][counts[kind]++] = day;
        rows[i] = (struct nm_exception){.day = day, .worked = kind};
    }
    struct calendar_spec spec = {.weekly = (uint8_t)week,
                                 .has_years = first != 0,
                                 .first_year = first,
                                 .last_year = last,
                                 .holidays = days[0],
                                 .holiday_count = counts[0],
                                 .makeups = days[1],
                                 .makeup_count = counts[1]};
    calendar_free(probe->calendar);
    if (calendar_new(&spec, &probe->calendar, NULL) != CALENDAR_OK)
        BUG("the calendar is not accepted");
    struct nm_calendar *row = arena_alloc(&probe->arena, sizeof *row);
    *row = (struct nm_calendar){.week = week, .first_day = 1, .exception_count = (int32_t)count};
    if (first) {
        row->first_day = date_to_day((struct civil){first, 1, 1});
        row->last_day = date_to_day((struct civil){last, 12, 31});
    }
    struct nm nm = {.calendar = row, .calendar_count = 1, .exception = rows,
                    .exception_count = (uint32_t)count};
    probe->workdays = workdays_new(&nm, 0, &probe->arena);
    puts("");
}

static void tell_working(const struct probe *probe, char *at)
{
    int64_t day = number(&at), n = number(&at), result = 0;
    bool works = false;
    bool is_known = calendar_is_working(probe->calendar, day, &works) == CALENDAR_OK;
    put(is_known, works);
    bool is_added = calendar_add(probe->calendar, day, n, &result) == CALENDAR_OK;
    put(is_added, result);
    for (int roll = ROLL_FORWARD; roll <= ROLL_MODIFIED; roll++) {
        bool is_there = calendar_roll(probe->calendar, (enum roll)roll, day, &result) == CALENDAR_OK;
        put(is_there, result);
    }
}

static void tell_span(const struct probe *probe, char *at, bool by_forecaster)
{
    int64_t first = number(&at), last = number(&at), n = number(&at), nth = 0, count = 0;
    bool has_nth = by_forecaster
                       ? workdays_nth(&probe->workdays, first, n, &nth)
                       : calendar_nth(probe->calendar, first, last, n, &nth) == CALENDAR_OK;
    bool has_count = by_forecaster
                         ? workdays_count(&probe->workdays, first, last, &count)
                         : calendar_count(probe->calendar, first, last, &count) == CALENDAR_OK;
    put(has_nth, nth);
    put(has_count, count);
}

static void answer(struct probe *probe, char *line)
{
    char *at = line + 1;
    switch (line[0]) {
    case 'd': tell_day(at); break;
    case 'p': tell_period(at); break;
    case 'm': tell_months(at); break;
    case 'u': {
        int64_t from = number(&at), to = number(&at);
        put(true, date_whole_months(from, to));
        break;
    }
    case 'K': set_calendar(probe, at); return;
    case 'k': tell_working(probe, at); break;
    case 'n': tell_span(probe, at, false); break;
    case 'w': tell_span(probe, at, true); break;
    default: BUG("no question: %s", line);
    }
    puts("");
}

int main(void)
{
    struct probe probe = {0};
    arena_init(&probe.arena);
    char *line = NULL;
    size_t cap = 0;
    while (getline(&line, &cap, stdin) > 0)
        answer(&probe, line);
    free(line);
    calendar_free(probe.calendar);
    arena_release(&probe.arena);
    return 0;
}
