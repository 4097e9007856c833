/* signed.c - the digest is of the contract in canonical form, of the days of its calendar and of the
 * clocks of the time zones that it names. */
#include "compiler/library/signed.h"

#include <inttypes.h>

#include "compiler/library/load.h"
#include "lang/base/buf.h"
#include "lang/syntax/fmt.h"
#include "lang/value/date.h"
#include "lang/value/tick.h"
#include "runtime/digest.h"

enum { DAY_SECONDS = 86400 };

/* The days of the contract's calendar, where it knows more than the week: files and the program's own
 * calendars are signed with the contract. */
static void put_calendar(const struct nm *nm, struct buf *text)
{
    if (nm->head.calendar == NM_NONE)
        return;
    const struct nm_calendar *calendar = &nm->calendar[nm->head.calendar];
    if (calendar->first_day > calendar->last_day)
        return;
    buf_printf(text, "\n# calendar %s week %d known ", nm_str(nm, calendar->name), calendar->week);
    date_print(text, calendar->first_day);
    buf_puts(text, " to ");
    date_print(text, calendar->last_day);
    for (int32_t i = 0; i < calendar->exception_count; i++) {
        const struct nm_exception *exception = &nm->exception[calendar->first_exception + i];
        buf_puts(text, exception->worked ? "\n# worked " : "\n# free ");
        date_print(text, exception->day);
    }
    buf_putc(text, '\n');
}

/* When a clock is changed within the term. */
static void put_clock(const struct nm *nm, struct zone_clock clock, struct buf *text)
{
    if (!clock.is_known)
        return;
    enum granularity granularity = (enum granularity)nm->head.granularity;
    int64_t start = tick_day(granularity, nm->head.start) * DAY_SECONDS, end = INT64_MAX;
    if (nm->head.end != NM_NEVER)
        end = (tick_day(granularity, nm->head.end) + 1) * DAY_SECONDS;
    buf_printf(text, "\n# clock %" PRId64, clock.offset);
    for (size_t i = 0; i < clock.count && clock.shifts[i].from < end; i++)
        if (i + 1 == clock.count || clock.shifts[i + 1].from > start)
            buf_printf(text, "\n# from %" PRId64 " ahead by %" PRId64, clock.shifts[i].from,
                       clock.shifts[i].shift);
    buf_putc(text, '\n');
}

const char *signed_text(struct load *load, const struct nm *nm, const struct buf *more)
{
    struct buf text;
    buf_init(&text);
    fmt_plain(load->file, &text);
    put_calendar(nm, &text);
    put_clock(nm, nm_clock(nm), &text);
    for (size_t i = 0; i < load->meaning->zones.count; i++)
        put_clock(nm, load->meaning->zones.items[i].clock, &text);
    buf_add(&text, more->data, more->len);
    unsigned char bytes[DIGEST_LEN];
    char *hex = arena_alloc(&load->front.arena, DIGEST_HEX_CAP);
    digest(bytes, text.data, text.len);
    digest_hex(hex, bytes, DIGEST_LEN);
    buf_release(&text);
    return hex;
}

const char *signed_digest(struct load *load)
{
    struct buf nothing;
    buf_init(&nothing);
    return load->digest_count > 0 ? load->digests[load->digest_count - 1]
                                  : signed_text(load, &load->nm, &nothing);
}

const char *signed_first(const struct load *load)
{
    return load->digest_count > 0 ? load->digests[0] : NULL;
}

struct store_meta signed_meta(struct load *load)
{
    uint32_t earlier = load->digest_count > 0 ? load->digest_count - 1 : 0;
    struct text *amended = arena_array(&load->front.arena, earlier, sizeof *amended);
    for (uint32_t i = 0; i < earlier; i++)
        amended[i] = text_from(load->digests[i]);
    return (struct store_meta){
        .contract = text_from(nm_str(&load->nm, load->nm.head.name)),
        .contract_hash = text_from(signed_digest(load)),
        .semantics = TEXT_OF("1"),
        .tables = TEXT_NONE,
        .granularity = (enum granularity)load->nm.head.granularity,
        .amended = amended,
        .amended_count = earlier,
    };
}
