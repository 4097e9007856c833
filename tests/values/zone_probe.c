/* zone_probe - answers questions about time zones on standard input, one a line, for zone_check.py, which
 * knows the answers from Python's zoneinfo. Times are in seconds.
 *
 *     z NAME           from here on: this zone from 1900 to 2100; the offset before the first change, and
 *                      each change as second of UTC and offset; `none`, `malformed`, `no data`
 *     u UTC            what the clock reads
 *     r READING        the second of UTC that it stands for, and whether the clock skips it (the first
 *                      reading after the gap) or not (-)
 *     a TICK N SIZE    the tick N ticks of SIZE later
 *     p GRANULARITY T  first and last tick of a text such as 2026-03-29T01:30:00Z; 0 a day to 3 a second */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/base/check.h"
#include "lang/value/tick.h"
#include "lang/value/zone.h"

struct probe {
    struct zone zone;
    struct zone_shift shifts[ZONE_CHANGES_MAX];
    struct zone_clock clock;
};

static void take_zone(struct probe *probe, const char *name)
{
    const int64_t first = -2208988800, last = 4133980799; /* 1900-01-01 to 2100-12-31 */
    switch (zone_read(NULL, name, first, last, &probe->zone)) {
    case ZONE_UNKNOWN: printf("none\n"); return;
    case ZONE_MALFORMED: printf("malformed\n"); return;
    case ZONE_NO_DATA: printf("no data\n"); return;
    case ZONE_OK: break;
    }
    probe->clock = zone_clock_of(&probe->zone, probe->shifts);
    printf("%d", (int)probe->zone.offset);
    for (size_t i = 0; i < probe->zone.count; i++)
        printf(" %lld %d", (long long)probe->zone.changes[i].at, (int)probe->zone.changes[i].offset);
    putchar('\n');
}

static void tell_reading(const struct probe *probe, int64_t reading)
{
    int64_t first;
    printf("%lld ", (long long)zone_to_utc(probe->clock, reading));
    if (zone_skips(probe->clock, reading, &first))
        printf("%lld\n", (long long)first);
    else
        printf("-\n");
}

static void tell_tick(const struct probe *probe, char *at)
{
    int64_t tick = strtoll(at, &at, 10), n = strtoll(at, &at, 10), size = strtoll(at, &at, 10), result;
    if (zone_add_ticks(probe->clock, size, tick, n, &result))
        printf("%lld\n", (long long)result);
    else
        printf("-\n");
}

static void tell_text(const struct probe *probe, char *at)
{
    enum granularity granularity = (enum granularity)(*at - '0');
    int64_t first, last;
    const char *text = at + 2;
    enum tick_status status = tick_parse_on(probe->clock, granularity, text, strlen(text), &first, &last);
    if (status == TICK_OK)
        printf("%lld %lld\n", (long long)first, (long long)last);
    else
        printf("%s\n", status == TICK_SKIPPED ? "skipped" : "wrong");
}

int main(void)
{
    static struct probe probe;
    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        switch (line[0]) {
        case 'z': take_zone(&probe, line + 2); break;
        case 'u': printf("%lld\n", (long long)zone_from_utc(probe.clock, strtoll(line + 2, NULL, 10))); break;
        case 'r': tell_reading(&probe, strtoll(line + 2, NULL, 10)); break;
        case 'a': tell_tick(&probe, line + 2); break;
        case 'p': tell_text(&probe, line + 2); break;
        default: printf("what?\n");
        }
    }
    return 0;
}
